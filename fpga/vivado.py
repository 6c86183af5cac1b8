"""Vivado: found on the PATH, run on a build's script, its reports read."""

from __future__ import annotations

import math
import os
import re
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from weft.fpga.resources import Resources
from weft.rtl.simulation.tools import ToolError

UTILIZATION, TIMING = "utilization.rpt", "timing.rpt"
LOG = "vivado.log"
NEWS = "weft: "  # begins the lines of a script that are passed on
_GRACE_SECONDS = 10.0

# rows of `report_utilization`; before implementation a note's asterisk follows some names
_ROWS = {
    "CLB LUTs": "lut", "CLB Registers": "ff", "DSPs": "dsp", "Block RAM Tile": "ramb36",
    "URAM": "uram",
}  # fmt: skip


@dataclass(frozen=True)
class Clock:
    """A clock of the design; ``slack_ns`` is of the worst path within it, None without paths."""

    name: str
    period_ns: float
    slack_ns: float | None

    @property
    def fastest_mhz(self) -> float | None:
        """The fastest clock that its paths allow."""
        return None if self.slack_ns is None else 1e3 / (self.period_ns - self.slack_ns)


@dataclass(frozen=True)
class Timing:
    """The worst slacks of a design, how many endpoints miss them, and its clocks."""

    setup_slack_ns: float
    setup_failing: int
    hold_slack_ns: float
    hold_failing: int
    clocks: tuple[Clock, ...]

    @property
    def is_met(self) -> bool:
        return self.setup_failing == 0 and self.hold_failing == 0


def find_vivado() -> str | None:
    """The path of Vivado; None where it is not on the PATH."""
    return shutil.which("vivado")


def run_vivado(vivado: str, script: Path, news: Callable[[str], None] = lambda text: None) -> None:
    """Run a Tcl script in its folder; what is printed goes to ``vivado.log`` there.

    ``news`` hears of the script's steps. Raises ToolError with Vivado's first error where it fails;
    whatever else ends the wait, such as Ctrl-C, ends Vivado and the runs that it started.
    """
    log = script.parent / LOG
    words = [vivado, "-mode", "batch", "-nojournal", "-log", LOG, "-source", script.name]
    printed: list[str] = []
    with subprocess.Popen(
        words, cwd=script.parent, text=True, errors="replace", stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True,
    ) as process:  # fmt: skip
        try:
            for line in process.stdout or ():
                printed.append(line)
                if line.startswith(NEWS):
                    news(f"vivado: {line.removeprefix(NEWS).strip()}")
        except BaseException:
            _end(process)
            raise
    if not log.is_file():
        log.write_text("".join(printed), encoding="utf-8")
    if process.returncode != 0:
        first = next((line for line in printed if line.startswith("ERROR")), f"see {log}")
        raise ToolError(f"vivado failed: {first.strip()}; the log is {log}")


def _end(process: subprocess.Popen[str]) -> None:
    """End a process and all that it started: its runs would go on for hours."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGTERM)
    with suppress(subprocess.TimeoutExpired):
        process.wait(_GRACE_SECONDS)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


def read_utilization(text: str) -> Resources:
    """What ``report_utilization`` counted. Raises ValueError where a row is missing."""
    found: dict[str, float] = {}
    for row in _table_rows(text):
        name = _ROWS.get(row[0].rstrip("*").strip())
        if name and name not in found:
            found[name] = float(row[1])
    missing = [row for row, name in _ROWS.items() if name not in found]
    if missing:
        raise ValueError(f"no row {missing[0]!r} in the utilisation report; is it of Vivado?")
    return Resources(**found)


def _table_rows(text: str) -> Iterator[list[str]]:
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if line.startswith("|") and len(cells) > 2 and re.fullmatch(r"[\d.]+", cells[1]):
            yield cells


def read_timing(text: str) -> Timing:
    """What ``report_timing_summary`` found. Raises ValueError where its tables are missing."""
    row = next(_rows_below(text, "Design Timing Summary"), None)
    if row is None or len(row) < 8:
        raise ValueError("no design timing summary in the timing report; is it of Vivado?")
    slacks = {name: _slack(value[0]) for name, value in _named(text, "Intra Clock Table")}
    clocks = tuple(
        Clock(name, float(values[-2]), slacks.get(name))
        for name, values in _named(text, "Clock Summary")
    )
    return Timing(_number(row[0]), _count(row[2]), _number(row[4]), _count(row[6]), clocks)


def _rows_below(text: str, title: str) -> Iterator[list[str]]:
    """The rows of a table: what is between the dashes below its columns and the next empty line."""
    found = re.search(
        rf"^\| {re.escape(title)}\n.*?\n *-+(?: +-+)+ *\n(.*?)\n\s*\n", text + "\n\n", re.M | re.S
    )
    for line in found[1].splitlines() if found else ():
        yield line.split()


def _named(text: str, title: str) -> Iterator[tuple[str, list[str]]]:
    for name, *values in _rows_below(text, title):
        if values:
            yield name, values


def _number(word: str) -> float:
    """A slack; one of a design without such paths is infinite."""
    return math.inf if word in ("NA", "inf") else float(word)


def _count(word: str) -> int:
    return 0 if word == "NA" else int(word)


def _slack(word: str) -> float | None:
    value = _number(word)
    return None if math.isinf(value) else value
