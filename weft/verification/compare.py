"""The first thing in which two runs of a case differ, said in full."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from weft.accelerator.isa import ENGINE_OF, OPCODE, TAG, Opcode
from weft.simulator.footprint import footprint
from weft.verification.beds import Outcome
from weft.verification.cases import Case

Array = NDArray[Any]

_NEVER = np.iinfo(np.int64).max


@dataclass(frozen=True)
class EventDifference:
    """A start or an end of ``instruction`` at another cycle; None stands for never."""

    instruction: int
    engine: str
    opcode: str
    tag: str
    event: str
    expected: int | None
    found: int | None
    stopped: str = ""

    def __str__(self) -> str:
        text = (
            f"{self.engine} instruction {self.instruction} ({self.opcode}, {self.tag}) "
            f"{self.event}s {_when(self.found)}, expected {_when(self.expected)}"
        )
        return f"{text}; the machine stopped: {self.stopped}" if self.stopped else text


@dataclass(frozen=True)
class ByteDifference:
    """A byte of DRAM with another value; ``writer`` is the instruction that wrote it last."""

    address: int
    granule: int
    place: str
    expected: int
    found: int
    count: int
    writer: str

    def __str__(self) -> str:
        return (
            f"byte {self.address} (granule {self.granule}, {self.place}) is 0x{self.found:02x}, "
            f"expected 0x{self.expected:02x}; {self.writer}; {self.count} bytes differ"
        )


@dataclass(frozen=True)
class StopDifference:
    """The machine did not come to its program's end, though no event differs up to there."""

    stopped: str

    def __str__(self) -> str:
        return f"the machine stopped: {self.stopped}"


Difference = EventDifference | ByteDifference | StopDifference


def compare(case: Case, expected: Outcome, found: Outcome) -> Difference | None:
    """What differs first: an event, by its cycle, before a byte, by its address."""
    started = bool((found.start >= 0).any())
    if found.stopped and not started:
        return StopDifference(found.stopped)
    event = _first_event(case, expected, found)
    if event is not None:
        return event
    if found.stopped:
        return StopDifference(found.stopped)
    return _first_byte(case, expected.image, found.image)


def _first_event(case: Case, expected: Outcome, found: Outcome) -> EventDifference | None:
    first: tuple[int, int, str] | None = None
    for event in ("start", "end"):
        mine, theirs = getattr(expected, event), getattr(found, event)
        differs = np.flatnonzero(mine != theirs)
        if differs.size:
            cycle = np.minimum(_cycles(mine[differs]), _cycles(theirs[differs]))
            place = int(np.argmin(cycle))
            key = (int(cycle[place]), int(differs[place]), event)
            first = key if first is None else min(first, key)
    if first is None:
        return None
    _, i, event = first
    row = case.program.rows[i]
    opcode = Opcode(int(row[OPCODE]))
    return EventDifference(
        instruction=i,
        engine=ENGINE_OF[opcode].name,
        opcode=opcode.name,
        tag=case.program.tags[int(row[TAG])],
        event=event,
        expected=_known(getattr(expected, event)[i]),
        found=_known(getattr(found, event)[i]),
        stopped=found.stopped,
    )


def _known(cycle: int) -> int | None:
    return None if cycle < 0 else int(cycle)


def _cycles(events: Array) -> Array:
    return np.where(events < 0, _NEVER, events)


def _when(cycle: int | None) -> str:
    return "never" if cycle is None else f"at cycle {cycle}"


def _first_byte(case: Case, expected: Array, found: Array) -> ByteDifference | None:
    differs = np.flatnonzero(expected != found)
    if not differs.size:
        return None
    address = int(differs[0])
    granule = address // case.accelerator.granule_bytes
    return ByteDifference(
        address, granule, case.place_of(granule), int(expected[address]), int(found[address]),
        len(differs), _last_writer(case, granule),
    )  # fmt: skip


def _last_writer(case: Case, granule: int) -> str:
    """The last instruction of the program that writes a granule of DRAM, in words."""
    for i in range(len(case.program) - 1, -1, -1):
        writes = footprint(case.accelerator, case.program.rows[i]).writes
        if granule in writes.get("dram", ()):
            return f"last written by instruction {i}"
    return "written by no instruction"
