"""The shell as Verilog, under Verilator, with the AXI models of cocotbext-axi around it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.rtl import cocotb_runner
from tests.rtl.bus.flat_shell import FlatShell
from tests.rtl.bus.machines import MACHINES
from weft.rtl.verilog import to_verilog


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", ["two bytes, hardly any latency", "a vector", "64 bytes on four channels",
             "1024 bits on each of two"],
)  # fmt: skip
def test_cocotbext_axi_agrees(name: str, tmp_path: Path) -> None:
    verilog = to_verilog({"flat_shell": FlatShell(MACHINES[name])})
    shell = cocotb_runner.build(verilog, "flat_shell", tmp_path, "-CFLAGS", "-O1")
    for seed, pauses in enumerate(("0.0", "0.5")):
        told = {"WEFT_MACHINE": name, "WEFT_SEED": str(seed), "WEFT_PAUSES": pauses}
        assert len(cocotb_runner.run(shell, "tests.rtl.bus.cocotb_shell", told)) == 1
