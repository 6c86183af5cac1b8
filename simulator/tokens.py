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
    n = len(rows)
    for source in range(ENGINES):
        for target in range(ENGINES):
            giver = 0
            for i in range(n):
                if engine[i] != target or not (rows[i, POP] >> source) & 1:
                    continue
                while giver < n and not (
                    engine[giver] == source and (rows[giver, PUSH] >> target) & 1
                ):
                    giver += 1
                givers[i, source] = giver
                giver = min(giver + 1, n)
