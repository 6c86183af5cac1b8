"""What must notice a fault: random programs on compiled machines, and the tests of its room."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from tests.mutation.table import Fault

MACHINES = ("int8", "fp16")

# tests of the hardware in a folder; all but those marked as slow
TESTS = {
    "rtl/arithmetic": ("tests/rtl/arithmetic",),
    "rtl/bus": ("tests/rtl/bus", "tests/formal/test_skid.py", "tests/formal/test_bus.py"),
    "rtl/compute": ("tests/rtl/compute",),
    "rtl/control": (
        "tests/rtl/test_tokens.py", "tests/rtl/test_engine_shell.py", "tests/rtl/test_fetch.py",
        "tests/rtl/test_predecode.py", "tests/rtl/test_controller.py",
        "tests/formal/test_control.py", "tests/rtl/test_faults.py",
    ),
    "rtl/parts": ("tests/rtl/test_parts.py", "tests/rtl/test_transposer.py"),
    "rtl/transfer": ("tests/rtl/transfer",),
    "rtl/update": ("tests/rtl/update",),
}  # fmt: skip
TESTS_FIRST = ("rtl/arithmetic", "rtl/bus")  # they find there what whole programs seldom meet

Result = Literal["agrees", "differs", "broken"]


@dataclass(frozen=True)
class Check:
    """A command that ends with 0 where all agrees and with 1 where it has found a difference."""

    name: str
    command: tuple[str, ...]


def verification(machine: str) -> Check:
    """Random programs and layers on one of `MACHINES`."""
    return Check(f"verify {machine}", (sys.executable, "-m", "tests.mutation.verify", machine))


def tests(*paths: str) -> Check:
    """Tests up to the first that fails, with fixed seeds."""
    words = ("-m", "pytest", "-q", "-x", "--no-header", "--tb=line", "-m", "not slow")
    seeds = ("-p", "no:cacheprovider", "--hypothesis-seed=0")
    return Check("pytest " + " ".join(paths), (sys.executable, *words, *seeds, *paths))


def checks_of(fault: Fault) -> list[Check]:
    """All checks that may notice ``fault``, the likeliest first."""
    folder = str(Path(fault.file).parent)
    whole = [verification(machine) for machine in MACHINES]
    own = [tests(path) for path in TESTS[folder]]
    first = [_named(fault.first)] if fault.first else []
    found = own + whole if folder in TESTS_FIRST else whole + own
    return first + [check for check in found if check not in first]


def _named(first: str) -> Check:
    return verification(first) if first in MACHINES else tests(first)


def every_check() -> list[Check]:
    """Each check once: what an unspoiled project must pass."""
    return [*map(verification, MACHINES), *(tests(path) for own in TESTS.values() for path in own)]


# ---- what a check said ----

# no difference in behaviour: the line does not fit where it was put
_NONSENSE = re.compile(
    r"\b(SyntaxError|IndentationError|NameError|UnboundLocalError|TypeError|AttributeError|"
    r"ImportError|ModuleNotFoundError)\b"
)


def result_of(code: int, text: str) -> tuple[Result, str]:
    """What exit code and output of a check mean, and its first line of interest."""
    if code == 0:
        return "agrees", ""
    sign = _first_sign(text)
    if code != 1 or _NONSENSE.search(sign):
        return "broken", sign
    return "differs", sign


def _first_sign(text: str) -> str:
    """The first failure that pytest names, the last line of anything else."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    for line in lines:
        if line.startswith(("FAILED ", "ERROR ")):
            return line.split(" ", 1)[1]
    return lines[-1] if lines else ""
