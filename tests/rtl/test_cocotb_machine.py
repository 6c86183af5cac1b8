"""The whole machine under cocotb, its buses checked by cocotbext-axi."""

from __future__ import annotations

from pathlib import Path

from tests.rtl.cocotb_runner import build, run
from weft.accelerator.toml import preset
from weft.rtl.verilog import generate, module_name


def test_programs_and_faults_between_independent_bus_models(tmp_path: Path) -> None:
    accelerator = preset("tiny")
    design = build(generate(accelerator), module_name(accelerator), tmp_path, "-CFLAGS", "-O1")
    environment = {"WEFT_MACHINE": "tiny", "WEFT_SEED": "11"}
    names = run(design, "tests.rtl.cocotb_machine", environment)
    assert len(names) == 2
