"""The event loop of the timing simulator."""

from __future__ import annotations

import numpy as np

from weft.accelerator.description import Accelerator
from weft.accelerator.isa import Engine
from weft.accelerator.jit import njit
from weft.accelerator.timing import BEATS, HOLD, LATENCY, PORT, SETUP, STREAM, TAIL
from weft.simulator.jump import at_boundary, forget, new_memory, try_jump
from weft.simulator.state import (
    COUNTERS,
    DEPTH,
    DISPATCH,
    DISPATCHED,
    ENDED,
    FETCH,
    FREE,
    HEADS,
    LAST_END,
    LAST_SETUP,
    LIMITED,
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

_LOAD, _COMPUTE, _STORE, _VECTOR = (
    int(Engine.LOAD), int(Engine.COMPUTE), int(Engine.STORE), int(Engine.VECTOR),
)  # fmt: skip

_S_DRAM, _S_DISPATCH, _S_ARRAY = 3, 5, 6  # places in timing.STALLS

NEVER = np.int64(1) << 62


def new_state(accelerator: Accelerator, bounds: np.ndarray) -> np.ndarray:
    """State before the first cycle."""
    state = np.zeros(SIZE, np.int64)
    state[HEADS : HEADS + E] = bounds[:E]
    state[FETCH] = accelerator.fetch_cycles
    state[DEPTH] = accelerator.queue_depth
    state[DISPATCH] = accelerator.dram_latency
    state[SERVED] = _VECTOR
    state[LAST_SETUP] = -1
    state[LAST_END : LAST_END + E] = -1
    return state


@njit
def _dispatch_time(state, engine, order, bounds, started):
    """Cycle in which the next instruction leaves the fetch unit; NEVER if its queue is full."""
    i = state[NEXT]
    if i >= len(engine):
        return NEVER
    time = state[DISPATCH] + state[FETCH]
    e = engine[i]
    before = bounds[e] + state[SENT + e] - state[DEPTH]
    if before >= bounds[e]:
        if before >= state[HEADS + e]:
            return NEVER
        time = max(time, started[order[before]] + 1)
    return time


@njit
def _tokens_time(i, giver, ended):
    """First cycle with all tokens of instruction i, and who gave the last; NEVER if one is due."""
    time, last = np.int64(0), np.int64(-1)
    for s in range(E):
        j = giver[i, s]
        if j < 0:
            continue
        if j >= len(ended) or ended[j] < 0:
            return NEVER, j
        if ended[j] + 1 > time:
            time, last = ended[j] + 1, j
    return time, last


@njit
def _free_time(state, e, i, cost):
    """First cycle in which engine e accepts instruction i."""
    time = state[FREE + e]
    if e == _COMPUTE and state[LAST_SETUP] >= 0:
        if (state[LAST_SETUP] > 0) != (cost[i, SETUP] > 0):
            time = max(time, state[LAST_END + _COMPUTE] + 1)
    return time


@njit
def _is_memory(e):
    return e == _LOAD or e == _STORE or e == _VECTOR


@njit
def _rank(e, served):
    """Place of engine e in the cyclic order after the last one served; others come first."""
    if not _is_memory(e):
        return -1
    return (e - served - 1) % E


@njit
def _next_start(state, cost, giver, order, bounds, dispatched, ended):
    """(time, engine) of the next instruction to start, NEVER if none can."""
    best, who = NEVER, -1
    for e in range(E):
        head = state[HEADS + e]
        if head >= bounds[e] + state[SENT + e]:
            continue
        i = order[head]
        time, _ = _tokens_time(i, giver, ended)
        if time == NEVER:
            continue
        time = max(time, dispatched[i] + 1, _free_time(state, e, i, cost))
        if _is_memory(e):
            time = max(time, state[PORT_FREE])
        if time < best or (time == best and _rank(e, state[SERVED]) < _rank(who, state[SERVED])):
            best, who = time, e
    return best, who


@njit
def _compute(state, i, time, cost, stall, counters):
    """Let COMPUTE run instruction i from ``time``; returns its end, books idle cycles of the array.

    Had the instruction started when the engine was free, the array would have idled ``overhead``.
    """
    earliest = _free_time(state, _COMPUTE, i, cost)
    begin = max(time + cost[i, SETUP], state[STREAM_FREE])
    overhead = max(earliest + cost[i, SETUP], state[STREAM_FREE]) - state[STREAM_FREE]
    counters[COUNTERS + stall] += begin - state[STREAM_FREE] - overhead
    counters[COUNTERS + _S_ARRAY] += overhead
    counters[2] += cost[i, STREAM]
    state[STREAM_FREE] = begin + cost[i, STREAM]
    state[FREE + _COMPUTE] = begin + cost[i, HOLD]
    state[LAST_SETUP] = cost[i, SETUP]
    return state[STREAM_FREE] + cost[i, TAIL]


@njit
def _take_port(state, e, i, time, cost, counters):
    """Let a memory engine occupy the port for instruction i."""
    state[PORT_FREE] = time + cost[i, PORT]
    state[PORT_CYCLES] += cost[i, PORT]
    state[SERVED] = e
    counters[3] += cost[i, BEATS]


@njit
def _start(state, e, time, cost, giver, kind, order, tags, life, counters):
    """Start the head of engine e at ``time`` and book all that follows. ``life`` is (4, N)."""
    i = order[state[HEADS + e]]
    mine = counters[tags[i]]
    tokens, last = _tokens_time(i, giver, life[ENDED])
    ready = max(tokens, life[DISPATCHED, i] + 1)
    stall = _S_DISPATCH
    if last >= 0 and tokens > life[DISPATCHED, i] + 1:
        stall = _S_DRAM if life[LIMITED, last] else kind[last]
    if e == _COMPUTE:
        end = _compute(state, i, time, cost, stall, mine)
    else:
        end = time + cost[i, LATENCY]
    end = max(end, state[LAST_END + e] + 1)
    if _is_memory(e):
        life[LIMITED, i] = time > ready
        _take_port(state, e, i, time, cost, mine)
    if e == _LOAD or e == _STORE:
        state[FREE + e] = time + cost[i, HOLD]
    elif e != _COMPUTE:
        state[FREE + e] = end + 1
    state[LAST_END + e] = end
    state[HEADS + e] += 1
    life[STARTED, i] = time
    life[ENDED, i] = end
    mine[0] = min(mine[0], time)
    mine[1] = max(mine[1], end)
    mine[4] += end - time + 1
    mine[5] += 1


@njit
def step_all(state, tags, engine, cost, giver, kind, order, bounds, jumps, life, counters):
    """Run to the end; False on a deadlock. ``jumps`` (J, 4) are the repetitions to look out for."""
    memory = new_memory(counters)
    jump = 0
    while True:
        dispatch = _dispatch_time(state, engine, order, bounds, life[STARTED])
        start, e = _next_start(state, cost, giver, order, bounds, life[DISPATCHED], life[ENDED])
        if dispatch == NEVER and start == NEVER:
            return state[NEXT] == len(engine) and _all_started(state, bounds)
        if start < dispatch:
            _start(state, e, start, cost, giver, kind, order, tags, life, counters)
            continue
        i = state[NEXT]
        while jump < len(jumps) and i >= jumps[jump, 0] + jumps[jump, 1] * jumps[jump, 2]:
            jump += 1
            forget(memory)
        if jump < len(jumps) and at_boundary(i, jumps[jump]):
            if try_jump(memory, jumps[jump], dispatch, state, order, bounds, life, counters):
                continue
        state[DISPATCH] = dispatch
        state[NEXT] = i + 1
        state[SENT + engine[i]] += 1
        life[DISPATCHED, i] = dispatch


@njit
def _all_started(state, bounds):
    for e in range(E):
        if state[HEADS + e] < bounds[e + 1]:
            return False
    return True
