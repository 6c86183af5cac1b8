"""Builds for the board with programs in the places of the tools."""

from __future__ import annotations

import tempfile

import pytest

from tests.fpga.ecp5.stand_ins import StandIns, report
from tests.fpga.ulx3s.builds import DESIGN, MEMORIES, PE, USED, VERILOG
from tests.fpga.ulx3s.machines import SMALLEST
from weft.accelerator.toml import dump
from weft.commands.app import main
from weft.fpga.boards.ulx3s import build


@pytest.fixture
def out(tmp_path):
    return tmp_path / "out"


@pytest.fixture
def machine(tmp_path):
    file = tmp_path / "smallest.toml"
    file.write_text(dump(SMALLEST))
    return file


@pytest.fixture(autouse=True)
def work(tmp_path, monkeypatch):
    """Where builds have their temporary folders; all are gone in the end."""
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    yield folder
    assert list(folder.iterdir()) == []


@pytest.fixture
def sizes(monkeypatch):
    """Sizes of memory for which Verilog was asked; it is a text from before."""
    asked: list[int] = []

    def system_verilog(accelerator, memory_bytes):
        asked.append(memory_bytes)
        return VERILOG

    monkeypatch.setattr(build, "system_verilog", system_verilog)
    return asked


@pytest.fixture
def tools(tmp_path, monkeypatch, sizes):
    """Tools with which all goes well."""
    stand_ins = StandIns(tmp_path / "bin", monkeypatch)
    stand_ins.yosys(MEMORIES, {"weft_ulx3s": DESIGN}, {PE: {"LUT4": 100}})
    stand_ins.nextpnr(report(52.5, 40.0, USED))
    stand_ins.ecppack()
    return stand_ins


@pytest.fixture
def built(out, machine):
    def run(*words):
        given = ["--board", "ulx3s-85f", "--accelerator", str(machine), "-o", str(out)]
        return main(["build", *given, *words])

    return run
