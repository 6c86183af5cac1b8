"""Where a program repeats itself in all that its time depends on."""

from __future__ import annotations

import numpy as np

from weft.accelerator.isa import POP, PUSH, TAG
from weft.accelerator.jit import njit

LEAST = 3  # repetitions worth looking for a jump


@njit
def repetitions(
    rows: np.ndarray,
    engine: np.ndarray,
    cost: np.ndarray,
    giver: np.ndarray,
    kind: np.ndarray,
    blocks: np.ndarray,
    found: np.ndarray,
) -> int:
    """Write the repetitions that hold into ``found`` (blocks, 4), return how many there are.

    A row is start, length, times and reach: how far back a token taken in it may have been given.
    ``blocks`` are start, length, times as claimed. First repetitions that differ from the last,
    often because their tokens come from before the block, are cut off.
    """
    count = 0
    for b in range(len(blocks)):
        start, length, times = blocks[b]
        last = start + length * (times - 1)
        first = times - 1
        while first > 0:
            at = start + length * (first - 1)
            if not _alike(rows, engine, cost, giver, kind, at, last, length):
                break
            first -= 1
        first = max(first, 1)
        if times - first >= LEAST:
            found[count, 0], found[count, 1] = start + first * length, length
            found[count, 2] = times - first
            found[count, 3] = _reach(giver, last, length)
            count += 1
    return count


@njit
def _alike(rows, engine, cost, giver, kind, a, b, length):
    """Whether the stretches from a and from b on take the same time."""
    for i in range(length):
        p, q = a + i, b + i
        if engine[p] != engine[q] or kind[p] != kind[q]:
            return False
        if rows[p, POP] != rows[q, POP] or rows[p, PUSH] != rows[q, PUSH]:
            return False
        if rows[p, TAG] != rows[q, TAG]:
            return False
        for c in range(cost.shape[1]):
            if cost[p, c] != cost[q, c]:
                return False
        for s in range(giver.shape[1]):
            if (giver[p, s] < 0) != (giver[q, s] < 0):
                return False
            if giver[p, s] >= 0 and p - giver[p, s] != q - giver[q, s]:
                return False
    return True


@njit
def _reach(giver, start, length):
    """How far back the tokens taken from ``start`` on were given."""
    reach = 0
    for i in range(start, start + length):
        for s in range(giver.shape[1]):
            if giver[i, s] >= 0:
                reach = max(reach, i - giver[i, s])
    return reach
