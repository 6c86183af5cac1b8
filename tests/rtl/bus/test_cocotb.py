"""The shell as Verilog, under Verilator, with the AXI models of cocotbext-axi around it."""

from __future__ import annotations

import os
import shlex
import sys
from pathlib import Path

import pytest
from cocotb_tools.check_results import get_results
from cocotb_tools.runner import get_runner

from tests.rtl.bus.flat_shell import FlatShell
from tests.rtl.bus.machines import MACHINES
from weft.rtl.simulation.tools import find_verilator
from weft.rtl.verilog import to_verilog

ROOT = Path(__file__).parents[3]


def put_on_path(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """cocotb looks for a program called verilator, and Verilator's make for one called python."""
    tool = find_verilator()
    settings = " ".join(f"{n}={shlex.quote(v)}" for n, v in tool.environment.items())
    launcher = folder / "verilator"
    launcher.write_text(f'#!/bin/sh\n{settings} exec {shlex.join(tool.command)} "$@"\n')
    launcher.chmod(0o755)
    (folder / "python").symlink_to(sys.executable)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("MAKEFLAGS", "CFG_CXXFLAGS_PCH_I=-include")


def build(folder: Path, name: str) -> None:
    """The flat shell of a machine, compiled; only its ports can be reached, which is faster."""
    shell = FlatShell(MACHINES[name])
    (folder / "top.v").write_text(to_verilog({"flat_shell": shell}))
    ports = ["clk", "rst", *("__".join(map(str, p)) for p, _, _ in shell.signature.flatten(shell))]
    lines = [f'public_flat_rw -module "flat_shell" -var "{port}"' for port in ports]
    (folder / "ports.vlt").write_text("\n".join(["`verilator_config", *lines, ""]))
    get_runner("verilator").build(
        sources=[folder / "ports.vlt", folder / "top.v"],
        hdl_toplevel="flat_shell",
        build_dir=folder / "build",
        build_args=["-Wno-lint", "-Wno-SYMRSVDWORD", "--no-public-flat-rw", "-CFLAGS", "-O1"],
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", ["two bytes, hardly any latency", "a vector", "64 bytes on four channels",
             "1024 bits on each of two"],
)  # fmt: skip
def test_cocotbext_axi_agrees(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put_on_path(tmp_path, monkeypatch)
    build(tmp_path, name)
    monkeypatch.setattr(sys, "path", [str(ROOT), *sys.path])
    for seed, pauses in enumerate((0.0, 0.5)):
        results = get_runner("verilator").test(
            test_module="tests.rtl.bus.cocotb_shell",
            hdl_toplevel="flat_shell",
            hdl_toplevel_lang="verilog",
            build_dir=tmp_path / "build",
            test_dir=tmp_path,
            results_xml=str(tmp_path / f"results{seed}.xml"),
            extra_env={
                "WEFT_MACHINE": name, "WEFT_SEED": str(seed), "WEFT_PAUSES": str(pauses),
            },
        )  # fmt: skip
        assert get_results(results) == (1, 0)
