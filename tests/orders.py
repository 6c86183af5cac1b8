"""Orders other than the program's in which its tokens allow the machine to work."""

from __future__ import annotations

import heapq
from collections.abc import Callable

import numpy as np

from weft.accelerator.isa import POP, PUSH, Engine, engines


def givers(rows: np.ndarray) -> list[dict[Engine, int]]:
    """Who gives each token that an instruction takes: the k-th given is the k-th taken."""
    engine = engines(rows)
    given = {
        (s, t): [i for i in range(len(rows)) if engine[i] == s and rows[i, PUSH] >> t & 1]
        for s in Engine
        for t in Engine
    }
    taken = dict.fromkeys(given, 0)
    found = []
    for i in range(len(rows)):
        mine = {}
        for s in Engine:
            if rows[i, POP] >> s & 1:
                pair = (s, Engine(int(engine[i])))
                mine[s] = given[pair][taken[pair]]
                taken[pair] += 1
        found.append(mine)
    return found


def clocks(rows: np.ndarray) -> np.ndarray:
    """The last instruction of each engine that has ended when each starts, whatever the timing.

    (N, engines), -1 for none: starts and ends keep the order of an engine.
    """
    engine = engines(rows)
    clock = np.full((len(rows), len(Engine)), -1, np.int64)
    last: dict[int, int] = {}
    for i, mine in enumerate(givers(rows)):
        if engine[i] in last:
            clock[i] = clock[last[engine[i]]]
        for source, giver in mine.items():
            clock[i] = np.maximum(clock[i], clock[giver])
            clock[i, source] = max(clock[i, source], giver)
        last[engine[i]] = i
    return clock


def another_order(rows: np.ndarray, rng: np.random.Generator) -> list[int]:
    """Instructions in a random order that engines and tokens allow.

    Besides plain chance it favours one engine over another, or the latest instructions.
    """
    before = _before(rows)
    after: list[list[int]] = [[] for _ in before]
    for i, all_before in enumerate(before):
        for j in all_before:
            after[j].append(i)
    missing = [len(all_before) for all_before in before]
    wish = _wish(rows, rng)
    ready = [(wish(i), i) for i, count in enumerate(missing) if not count]
    heapq.heapify(ready)
    order = []
    while ready:
        _, i = heapq.heappop(ready)
        order.append(i)
        for j in after[i]:
            missing[j] -= 1
            if not missing[j]:
                heapq.heappush(ready, (wish(j), j))
    assert len(order) == len(rows), "the program deadlocks"
    return order


def _before(rows: np.ndarray) -> list[set[int]]:
    """What must have ended before each instruction starts: who gives it tokens, its predecessor."""
    last: dict[int, int] = {}
    found = []
    for i, (engine, mine) in enumerate(zip(engines(rows).tolist(), givers(rows), strict=True)):
        found.append(set(mine.values()) | ({last[engine]} if engine in last else set()))
        last[engine] = i
    return found


def _wish(rows: np.ndarray, rng: np.random.Generator) -> Callable[[int], float]:
    engine, places = engines(rows), rng.permutation(len(Engine))
    wishes = [
        lambda i: float(rng.random()),
        lambda i: float(places[engine[i]]),
        lambda i: float(-i),
    ]
    return wishes[rng.integers(len(wishes))]
