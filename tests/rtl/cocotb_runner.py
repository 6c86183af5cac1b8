"""Runs cocotb test modules on Verilog with the Verilator that weft finds."""

from __future__ import annotations

import os
import re
import shlex
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch
from xml.etree import ElementTree

from cocotb_tools.runner import get_runner

from weft.rtl.simulation.tools import find_verilator

ROOT = Path(__file__).parents[2]
_PORT = re.compile(r"^  (?:input|output) (?:\[\d+:0\] )?(\w+);$", re.MULTILINE)
# the Python package's makefile was made for the machine that it was built on
_MAKE = "CFG_CXXFLAGS_PCH_I=-include CFG_CXXFLAGS_COROUTINES=-fcoroutines"


@dataclass(frozen=True)
class Design:
    """A compiled design: the name of its top module and the folder it lies in."""

    top: str
    folder: Path


def build(verilog: str, top: str, folder: Path, *arguments: str) -> Design:
    """Compile ``verilog``; only the ports of ``top`` can be reached, which is several times faster.

    ``arguments`` go to Verilator.
    """
    (folder / "top.v").write_text(verilog, encoding="utf-8")
    (folder / "ports.vlt").write_text(_reachable(verilog, top), encoding="utf-8")
    with _tools(folder):
        get_runner("verilator").build(
            sources=[folder / "ports.vlt", folder / "top.v"],
            hdl_toplevel=top,
            build_dir=folder / "build",
            build_args=["-Wno-fatal", "-Wno-lint", "--no-public-flat-rw", *arguments],
            log_file=folder / "build.log",
        )
    return Design(top, folder)


def run(design: Design, module: str, environment: Mapping[str, str] | None = None) -> list[str]:
    """Run the cocotb tests of ``module``, an importable name; returns the names of those run.

    Raises AssertionError that names the tests that failed, or says that there were none.
    """
    results = design.folder / f"{module}.results.xml"
    with _tools(design.folder), patch.object(sys, "path", [str(ROOT), *sys.path]):
        try:
            get_runner("verilator").test(
                test_module=module,
                hdl_toplevel=design.top,
                hdl_toplevel_lang="verilog",
                build_dir=design.folder / "build",
                test_dir=design.folder,
                results_xml=str(results),
                extra_env=dict(environment or {}),
                log_file=design.folder / "test.log",
            )
        except SystemExit as error:
            if not results.is_file():
                log = (design.folder / "test.log").read_text()
                raise AssertionError(f"the simulator ended with {error.code}:\n{log}") from None
    return _passed(results, module)


def _passed(results: Path, module: str) -> list[str]:
    cases = ElementTree.parse(results).getroot().findall(".//testcase")
    names = [case.get("name", "") for case in cases]
    failed = {
        name: " ".join(reason.get("error_msg", reason.get("message", "")).split())
        for name, case in zip(names, cases, strict=True)
        for reason in (*case.findall("failure"), *case.findall("error"))
    }
    assert names, f"{module} has no cocotb tests"
    assert not failed, "; ".join(f"{name} failed: {reason}" for name, reason in failed.items())
    return names


def _reachable(verilog: str, top: str) -> str:
    """Verilator's configuration that exposes the ports of ``top`` and nothing else."""
    start = verilog.index(f"\nmodule {top}(")
    ports = _PORT.findall(verilog[start : verilog.index("\nendmodule", start)])
    lines = [f'public_flat_rw -module "{top}" -var "{port}"' for port in ports]
    return "\n".join(["`verilator_config", *lines, ""])


@contextmanager
def _tools(folder: Path) -> Iterator[None]:
    """A place in PATH with what cocotb and Verilator's makefile call: verilator and python."""
    place = folder / "bin"
    place.mkdir(exist_ok=True)
    tool = find_verilator()
    settings = " ".join(f"{n}={shlex.quote(v)}" for n, v in tool.environment.items())
    launcher = place / "verilator"
    launcher.write_text(f'#!/bin/sh\n{settings} exec {shlex.join(tool.command)} "$@"\n')
    launcher.chmod(0o755)
    python = place / "python"
    if not python.is_symlink():
        python.symlink_to(sys.executable)
    path = f"{place}{os.pathsep}{os.environ['PATH']}"
    with patch.dict(os.environ, {"PATH": path, "MAKEFLAGS": _MAKE}):
        yield
