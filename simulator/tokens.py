"""Which instruction gives the token that another one takes."""

from __future__ import annotations

import numpy as np

from weft.accelerator.isa import POP, PUSH, Engine
from weft.accelerator.jit import njit

ENGINES = len(Engine)


def match(rows: np.ndarray, engine: np.ndarray) -> np.ndarray:
    """Giver of each token taken (N, ENGINES) int64: -1 where none is taken, N where none ever
    comes.

    Tokens between two engines are a counter: the k-th taken is the k-th given, both in order.
    """
    givers = np.full((len(rows), ENGINES), -1, np.int64)
    _match(rows, engine, givers)
    return givers


@njit
def _match(rows: np.ndarray, engine: np.ndarray, givers: np.ndarray) -> None:
    given, starts = _given(rows, engine)
    taken = np.zeros((ENGINES, ENGINES), np.int64)
    for i in range(len(rows)):
        pops, target = rows[i, POP], engine[i]
        for source in range(ENGINES):
            if (pops >> source) & 1:
                place = starts[source * ENGINES + target] + taken[source, target]
                taken[source, target] += 1
                known = place < starts[source * ENGINES + target + 1]
                givers[i, source] = given[place] if known else len(rows)


@njit
def _given(rows: np.ndarray, engine: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Instructions that give, pair of engines by pair, and where each pair's begin."""
    starts = np.zeros(ENGINES * ENGINES + 1, np.int64)
    for i in range(len(rows)):
        pushes = rows[i, PUSH]
        for target in range(ENGINES):
            if (pushes >> target) & 1:
                starts[engine[i] * ENGINES + target + 1] += 1
    starts = np.cumsum(starts)
    given = np.empty(starts[-1], np.int64)
    place = starts[:-1].copy()
    for i in range(len(rows)):
        pushes = rows[i, PUSH]
        for target in range(ENGINES):
            if (pushes >> target) & 1:
                pair = engine[i] * ENGINES + target
                given[place[pair]] = i
                place[pair] += 1
    return given, starts
