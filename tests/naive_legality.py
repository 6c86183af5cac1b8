"""Order by tokens found the slow way: a graph of starts and ends, searched for every pair.

An oracle for the first rule of `weft.simulator.legality`. What an instruction touches is taken from
`weft.simulator.footprint`, which has an oracle of its own.
"""

from __future__ import annotations

import numpy as np

from weft.accelerator.description import Accelerator
from weft.accelerator.isa import POP, PUSH, Engine, engines
from weft.simulator.footprint import footprint

Node = tuple[str, int]


def edges(rows: np.ndarray) -> dict[Node, list[Node]]:
    """What every start and end comes before, whatever instructions take."""
    engine = engines(rows).tolist()
    after: dict[Node, list[Node]] = {(kind, i): [] for i in range(len(rows)) for kind in "se"}
    for i in range(len(rows)):
        after["s", i].append(("e", i))
        following = next((j for j in range(i + 1, len(rows)) if engine[j] == engine[i]), None)
        if following is not None:
            after["s", i].append(("s", following))
            after["e", i].append(("e", following))
    for giver in Engine:
        for taker in Engine:
            gives = [i for i, e in enumerate(engine) if e == giver and rows[i, PUSH] >> taker & 1]
            takes = [i for i, e in enumerate(engine) if e == taker and rows[i, POP] >> giver & 1]
            for i, j in zip(gives, takes, strict=False):
                after["e", i].append(("s", j))
    return after


def reached(after: dict[Node, list[Node]], node: Node) -> set[Node]:
    """Everything that comes after ``node``."""
    seen: set[Node] = set()
    waiting = [node]
    while waiting:
        for following in after[waiting.pop()]:
            if following not in seen:
                seen.add(following)
                waiting.append(following)
    return seen


def unordered(accelerator: Accelerator, rows: np.ndarray) -> list[tuple[int, int]]:
    """Pairs of different engines that meet in a place, one writing, and are not in order."""
    engine, after = engines(rows).tolist(), edges(rows)
    prints = [footprint(accelerator, row) for row in rows]
    found = []
    for i in range(len(rows)):
        later = reached(after, ("e", i))
        for j in range(i + 1, len(rows)):
            meet = any(
                set(mine[name].tolist()) & set(theirs[name].tolist())
                for mine, theirs in (
                    (prints[i].writes, prints[j].reads),
                    (prints[i].writes, prints[j].writes),
                    (prints[i].reads, prints[j].writes),
                )
                for name in mine.keys() & theirs.keys()
            )
            if meet and engine[i] != engine[j] and ("s", j) not in later:
                found.append((i, j))
    return found
