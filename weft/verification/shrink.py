"""From a program that differs to a small one that still does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from weft.accelerator.isa import OPCODE, Opcode, columns
from weft.dataflow import tokens
from weft.simulator.timing import simulate
from weft.verification.beds import executed
from weft.verification.cases import Case, Pace
from weft.verification.needs import kept_needs, needs_from_tokens, needs_of

Array = NDArray[Any]

_COUNTS = (
    "planes", "images", "runs", "length", "height", "width", "words", "outer", "inner",
    "read_beats", "write_beats", "elements",
)  # fmt: skip
_MAY_BE_ZERO = ("read_beats", "write_beats", "elements")


def _limits(case: Case, name: str) -> tuple[int, int]:
    """The least legal value of a count, and what it is a multiple of."""
    unit = case.accelerator.rows if name == "words" else 1
    return (0 if name in _MAY_BE_ZERO else unit), unit


@dataclass
class Shrinker:
    """Makes a case smaller for as long as ``differs`` says that it still differs.

    ``budget`` bounds how often ``differs`` is asked; ``on_progress(instructions, left)`` is told of
    every success. The result is legal: tokens follow from footprints and from the tokens there
    were, and every candidate is executed by the functional simulator before it is tried.
    """

    differs: Callable[[Case], bool]
    budget: int = 200
    on_progress: Callable[[int, int], None] = lambda instructions, left: None

    def shrink(self, case: Case) -> Case:
        """The smallest case that was found."""
        case = self._plain_memory(case)
        before = -1
        while before != len(case.program) and self.budget > 0:
            before = len(case.program)
            case = self._drop(case)
        return self._reduce_counts(case)

    def _plain_memory(self, case: Case) -> Case:
        """Memory as the contract asks for, if that is enough to differ."""
        if case.pace == Pace():
            return case
        return self._better(case, replace(case, pace=Pace())) or case

    def _drop(self, case: Case) -> Case:
        """Leave out ever smaller runs of instructions, from the end to the start."""
        size = max(1, len(case.program) // 2)
        while True:
            stop = len(case.program)
            while stop > 0 and self.budget > 0:
                start = max(0, stop - size)
                smaller = self._without(case, start, stop)
                case = smaller or case
                stop = start
            if size == 1 or self.budget <= 0:
                return case
            size = max(1, size // 2)

    def _without(self, case: Case, start: int, stop: int) -> Case | None:
        kept = np.delete(np.arange(len(case.program)), slice(start, stop))
        if not len(kept):
            return None
        rows = case.program.rows
        needs = kept_needs(needs_from_tokens(rows), rows, kept)
        return self._tried(case, rows[kept], needs)

    def _reduce_counts(self, case: Case) -> Case:
        """Set every count to its least, or halve it for as long as that goes."""
        for i in range(len(case.program) - 1, -1, -1):
            known = columns(Opcode(int(case.program.rows[i, OPCODE])))
            for name in _COUNTS:
                if name in known:
                    case = self._reduce(case, i, known[name], *_limits(case, name))
        return case

    def _reduce(self, case: Case, i: int, place: int, least: int, unit: int) -> Case:
        value, smaller = int(case.program.rows[i, place]), least
        while smaller < value and self.budget > 0:
            rows = case.program.rows.copy()
            rows[i, place] = smaller
            found = self._tried(case, rows, needs_from_tokens(rows))
            if found is not None:
                case, value = found, smaller
            elif smaller != least:
                break
            smaller = max(least, value // 2 // unit * unit)
            if smaller == least:
                break  # tried already
        return case

    def _tried(self, case: Case, rows: Array, needs: Array) -> Case | None:
        """The case with other instructions, if that is legal and still differs."""
        rows = rows.copy()
        try:
            tokens.assign(rows, np.maximum(needs, needs_of(case.accelerator, rows)))
            program = replace(case.program, rows=rows, blocks=np.zeros((0, 3), np.int64))
            smaller = case.with_program(program, case.image)
            smaller = case.with_program(program, executed(smaller))
            simulate(case.accelerator, program)
        except ValueError:
            return None
        return self._better(case, smaller)

    def _better(self, case: Case, smaller: Case) -> Case | None:
        self.budget -= 1
        if not self.differs(smaller):
            return None
        self.on_progress(len(smaller.program), self.budget)
        return smaller
