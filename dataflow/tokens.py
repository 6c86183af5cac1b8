"""From what must wait for what to tokens.

Whoever emits instructions says which earlier ones must have ended, one per engine at most: an
engine works in order, so waiting for one is waiting for all before it. Here a need becomes a
token unless an earlier instruction of the same engine already waited for as much. What is left is
strictly increasing on both sides, so that the k-th token given is the k-th taken: the counters
cannot mix.
"""

from __future__ import annotations

import numpy as np

from weft.accelerator.isa import POP, PUSH, Engine, engines
from weft.accelerator.jit import njit

ENGINES = len(Engine)


def assign(rows: np.ndarray, needs: np.ndarray) -> None:
    """Write ``pop`` and ``push`` of ``rows`` (N, WIDTH) in place.

    ``needs`` is (N, ENGINES): index of the instruction on each engine that must have ended, -1 for
    none. A program so made cannot deadlock, since every need points backwards. Raises ValueError
    where one does not, or names an instruction of another engine.
    """
    engine = engines(rows)
    where = np.arange(len(rows))[:, None]
    if (needs >= where).any():
        raise ValueError("an instruction needs a later one; emit producers before consumers")
    for e in Engine:
        named = needs[:, e]
        if (engine[named[named >= 0]] != e).any():
            raise ValueError(f"a need for {e.name} names an instruction of another engine")
    rows[:, POP] = 0
    rows[:, PUSH] = 0
    _assign(rows, engine, needs)


@njit
def _assign(rows: np.ndarray, engine: np.ndarray, needs: np.ndarray) -> None:
    waited = np.full((ENGINES, ENGINES), -1, np.int64)
    for i in range(len(rows)):
        target = engine[i]
        for source in range(ENGINES):
            j = needs[i, source]
            if j > waited[source, target]:
                waited[source, target] = j
                rows[i, POP] |= 1 << source
                rows[j, PUSH] |= 1 << target
