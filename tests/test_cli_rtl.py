"""``weft rtl``: what it writes, what it says, and what it refuses."""

from __future__ import annotations

import builtins
import re

import pytest

from weft.accelerator.toml import preset
from weft.commands.app import main
from weft.rtl.simulation.build import generated

TINY = preset("tiny")


def test_the_file_holds_the_machine_and_the_line_tells_of_it(tmp_path, capsys):
    file = tmp_path / "top.v"
    assert main(["rtl", "--accelerator", "tiny", "-o", str(file)]) == 0
    text = file.read_text()
    assert text == generated(TINY)
    said = " ".join(capsys.readouterr().out.split())
    size = rf"{len(text) / 1e3:.4g} kB"
    assert re.fullmatch(
        rf"wrote \S*top\.v: module weft_{TINY.digest}, {re.escape(size)} in \d+\.\d s", said
    )
    assert list(tmp_path.iterdir()) == [file]


TOML = """
name = "mine"
rows = 4
columns = 4
format = "int8"
a_buffer_bytes = 8192
b_buffer_bytes = 4096
o_buffer_bytes = 8192
u_buffer_bytes = 4096
update_lanes = 4
vector_lanes = 4
bus_bytes = 8
"""
REFUSED = {
    "rtl": ("Missing option '-o'", "weft rtl --help"),
    "rtl -o {folder}/none/top.v": ("there is no folder", "create it first"),
    "rtl -o {folder}": ("it is a folder", "name a file in it"),
    "rtl --accelerator tyni -o {folder}/top.v": ("unknown accelerator 'tyni'", "'tiny'"),
    "rtl --accelerator {folder}/no.toml -o {folder}/top.v": ("no.toml: No such file",),
    "rtl --accelerator {folder}/three.toml -o {folder}/top.v": (
        "dram_channels=3 does not part bus_bytes=8", "use a power of two of channels",
    ),
}  # fmt: skip


@pytest.mark.parametrize("command", REFUSED)
def test_bad_input_is_one_line_exit_two_and_no_file(command, tmp_path, capsys):
    (tmp_path / "three.toml").write_text(TOML + "dram_channels = 3\n")
    before = sorted(tmp_path.iterdir())
    assert main(command.format(folder=tmp_path).split()) == 2
    error = capsys.readouterr().err
    assert error.startswith("weft: error: ")
    assert error.count("\n") == 1
    for text in REFUSED[command]:
        assert text in error
    assert sorted(tmp_path.iterdir()) == before


def test_a_missing_yosys_is_said_before_the_work_and_leaves_no_file(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("YOSYS", "/nowhere/yosys")
    assert main(["rtl", "--accelerator", "tiny", "-o", str(tmp_path / "top.v")]) == 2
    error = capsys.readouterr().err
    assert "/nowhere/yosys does not run; pip install 'weft[rtl]' or set YOSYS" in error
    assert not list(tmp_path.iterdir())


def test_a_missing_amaranth_is_an_extra_to_install(tmp_path, monkeypatch, capsys):
    whole = builtins.__import__

    def without(name, *rest, **more):
        if name == "weft.rtl.verilog":
            raise ModuleNotFoundError("No module named 'amaranth'", name="amaranth")
        return whole(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    assert main(["rtl", "--accelerator", "tiny", "-o", str(tmp_path / "top.v")]) == 2
    error = capsys.readouterr().err
    assert "the Python package amaranth is missing; pip install 'weft[rtl]'" in error
