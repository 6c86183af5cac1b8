"""Jumping over repetitions: DESIGN section 1.5.

When the fetch unit reaches the same place of a repeated block twice in states that differ only by a
shift in time, all that follows repeats with that shift. Then whole periods are skipped: times
grow by the shift, counters by what one period added. The result equals stepping.
"""

from __future__ import annotations

from collections import namedtuple

import numpy as np

from weft.accelerator.jit import njit
from weft.simulator.state import (
    DISPATCH,
    DISPATCHED,
    ENDED,
    FREE,
    HEADS,
    LAST_END,
    LAST_SETUP,
    LIMITED,
    LIVES,
    NEXT,
    PORT_CYCLES,
    PORT_FREE,
    SENT,
    SERVED,
    SIZE,
    STARTED,
    STREAM_FREE,
    E,
)  # fmt: skip

KEPT = 16  # snapshots compared with: the longest period found, in repetitions
ATTEMPTS = 200  # repetitions after which a block is taken for aperiodic
WINDOW = 4096  # instructions a snapshot may reach back

Memory = namedtuple("Memory", "count state counters time window size")


@njit
def new_memory(counters):
    """Room for KEPT snapshots."""
    return Memory(
        np.zeros(1, np.int64),
        np.zeros((KEPT, SIZE), np.int64),
        np.zeros((KEPT,) + counters.shape, np.int64),
        np.zeros(KEPT, np.int64),
        np.zeros((KEPT, LIVES, WINDOW), np.int64),
        np.zeros(KEPT, np.int64),
    )


@njit
def forget(memory):
    """Drop all snapshots: another block begins."""
    memory.count[0] = 0


@njit
def at_boundary(i, jump):
    """Whether instruction i begins a repetition of ``jump`` (start, length, times, reach)."""
    return i >= jump[0] and (i - jump[0]) % jump[1] == 0


@njit
def _relative_state(state, order, bounds, i, time, out):
    """What of the state matters from ``time`` on, as differences from ``time`` and ``i``."""
    out[:] = 0
    for e in range(E):
        head = state[HEADS + e]
        waiting = head < bounds[e] + state[SENT + e]
        out[HEADS + e] = order[head] - i if waiting else 0
        out[FREE + e] = max(state[FREE + e] - time, -1)
        out[LAST_END + e] = max(state[LAST_END + e] - time, -2)
    out[PORT_FREE] = max(state[PORT_FREE] - time, -1)
    out[SERVED] = state[SERVED]
    out[STREAM_FREE] = state[STREAM_FREE] - time
    out[LAST_SETUP] = state[LAST_SETUP]


@njit
def _reach(out, jump):
    """Instructions before i whose fate still matters: unstarted ones and givers of their tokens."""
    oldest = np.int64(0)
    for e in range(E):
        oldest = min(oldest, out[HEADS + e])
    return jump[3] - oldest


@njit
def _relative_life(life, i, size, time, out):
    for k in range(size):
        j = i - size + k
        out[STARTED, k] = life[STARTED, j] >= 0
        out[ENDED, k] = max(life[ENDED, j] - time, -2) if life[STARTED, j] >= 0 else -3
        out[DISPATCHED, k] = max(life[DISPATCHED, j] - time, -2)
        out[LIMITED, k] = life[LIMITED, j]


@njit
def _same(memory, slot, mine, relative, size):
    if memory.size[slot] != size:
        return False
    # places that only count (SENT, NEXT, PORT_CYCLES, ...) are zero in `relative`
    for k in range(SIZE):
        if memory.window[slot, 0, WINDOW - 1 - k] != relative[k]:
            return False
    for r in range(LIVES):
        for k in range(size):
            if memory.window[slot, r, k] != mine[r, k]:
                return False
    return True


@njit
def try_jump(memory, jump, time, state, order, bounds, life, counters):
    """Remember this boundary; if an earlier one was alike, skip whole periods and return True."""
    i = state[NEXT]
    count = memory.count[0]
    done = (i - jump[0]) // jump[1]
    if count >= ATTEMPTS or done >= jump[2]:
        return False
    relative = np.zeros(SIZE, np.int64)
    _relative_state(state, order, bounds, i, time, relative)
    size = _reach(relative, jump)
    if size > WINDOW - SIZE or i - size < jump[0]:
        return False  # too far back to remember, or back to instructions unlike those of the block
    mine = np.zeros((LIVES, WINDOW), np.int64)
    _relative_life(life, i, size, time, mine)
    for k in range(SIZE):
        mine[0, WINDOW - 1 - k] = relative[k]
    for back in range(1, min(count, KEPT) + 1):
        slot = (count - back) % KEPT
        if _same(memory, slot, mine, relative, size):
            period = done - (memory.state[slot, NEXT] - jump[0]) // jump[1]
            # the last repetition is stepped: what follows it may leave the fetch unit sooner
            times = (jump[2] - 1 - done) // period
            if times > 0:
                _skip(memory, slot, times, i, time, state, life, counters, size)
                _fill(memory, slot, times, i, time, life, size)
                memory.count[0] = ATTEMPTS  # what is left is shorter than a period
                return True
            return False
    slot = count % KEPT
    memory.state[slot] = state
    memory.counters[slot] = counters
    memory.time[slot] = time
    memory.window[slot] = mine
    memory.size[slot] = size
    memory.count[0] = count + 1
    return False


@njit
def _fill(memory, slot, times, i, time, life, size):
    """Book the ends of skipped instructions before the window: later ones may take their tokens.

    All of them have started; each ends as the one a whole number of periods earlier did.
    """
    length = i - memory.state[slot, NEXT]
    shift = time - memory.time[slot]
    for j in range(i - size, i - size + times * length):
        life[STARTED, j] = life[STARTED, j - length] + shift
        life[ENDED, j] = life[ENDED, j - length] + shift
        life[LIMITED, j] = life[LIMITED, j - length]


@njit
def _skip(memory, slot, times, i, time, state, life, counters, size):
    """Apply ``times`` repetitions of what happened since the snapshot in ``slot``."""
    before, old = memory.state[slot], memory.counters[slot]
    shift = times * (time - memory.time[slot])
    offset = times * (i - before[NEXT])
    for k in range(size):
        j = i - 1 - k
        for r in range(LIVES):
            moved = life[r, j]
            if r != LIMITED and moved >= 0:
                moved += shift
            life[r, j + offset] = moved
    for e in range(E):
        sent = times * (state[SENT + e] - before[SENT + e])
        state[HEADS + e] += sent
        state[SENT + e] += sent
        state[FREE + e] += shift
        state[LAST_END + e] += shift
    for place in (DISPATCH, PORT_FREE, STREAM_FREE):
        state[place] += shift
    state[NEXT] += offset
    state[PORT_CYCLES] += times * (state[PORT_CYCLES] - before[PORT_CYCLES])
    for tag in range(len(counters)):
        if counters[tag, 1] > old[tag, 1]:
            counters[tag, 1] += shift
        for c in range(2, counters.shape[1]):
            counters[tag, c] += times * (counters[tag, c] - old[tag, c])
