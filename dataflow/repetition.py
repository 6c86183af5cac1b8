"""Find the repeated stretches of a program, over which the timing simulator can jump."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from weft.accelerator import timing
from weft.accelerator.description import Accelerator
from weft.accelerator.isa import POP, PUSH, TAG, engines

LONGEST = 16  # units of work in one period
LEAST = 6  # repetitions worth a jump


def find(accelerator: Accelerator, rows: np.ndarray, marks: list[int]) -> np.ndarray:
    """Blocks (B, 3) int64 of start, length and repetitions, in order and apart.

    ``marks`` are the instructions with which units of work begin. Units are alike if all that time
    depends on is, instruction by instruction.
    """
    if len(marks) < LEAST:
        return np.zeros((0, 3), np.int64)
    kinds = _kinds(accelerator, rows, marks)
    edges = [*marks, len(rows)]
    found, unit = [], 0
    while unit < len(kinds):
        period, times = _repeats(kinds, unit)
        if times >= LEAST:
            length = edges[unit + period] - edges[unit]
            found.append((edges[unit], length, times))
            unit += period * times
        else:
            unit += 1
    return np.array(found, np.int64).reshape(-1, 3)


def _kinds(accelerator: Accelerator, rows: np.ndarray, marks: list[int]) -> list[int]:
    """A number per unit, equal for equal units."""
    costs = timing.costs(accelerator, rows)
    facts = np.column_stack([engines(rows), rows[:, [POP, PUSH, TAG]], costs])
    names: dict[bytes, int] = {}
    edges = [*marks, len(rows)]
    return [names.setdefault(facts[a:b].tobytes(), len(names)) for a, b in pairwise(edges)]


def _repeats(kinds: list[int], first: int) -> tuple[int, int]:
    """The period from ``first`` on that covers most units, and how often it occurs."""
    best = (1, 1)
    for period in range(1, LONGEST + 1):
        end = first + period
        while end < len(kinds) and kinds[end] == kinds[end - period]:
            end += 1
        times = (end - first) // period
        if period * times > best[0] * best[1] and times > 1:
            best = (period, times)
    return best
