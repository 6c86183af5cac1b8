"""Whether the order of a program's instructions is one that the machine may rely on.

The functional simulator checks every instruction by itself and runs them in program order. Here is
checked that the machine, which runs engines side by side, cannot tell the difference
(docs/machine.md, "Order").
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from weft.accelerator import timing
from weft.accelerator.description import Accelerator
from weft.accelerator.isa import OPCODE, Engine, Opcode, Program, engines
from weft.accelerator.jit import njit
from weft.simulator.footprint import Footprint, footprint
from weft.simulator.functional_address import geometry, record, stream
from weft.simulator.functional_machine import BIAS_ROWS
from weft.simulator.timing import Trace
from weft.simulator.tokens import match


class IllegalProgram(ValueError):
    """Two instructions, by number, that break a rule of order: the message names all three."""

    def __init__(self, first: int, second: int, message: str) -> None:
        super().__init__(message)
        self.first, self.second = first, second


def check(accelerator: Accelerator, program: Program, trace: Trace, image_granules: int) -> None:
    """Raise IllegalProgram for the first instructions that break a rule of order.

    ``trace`` is that of `simulator.timing.simulate`, ``image_granules`` the size of memory. Every
    instruction by itself must be legal, as `simulator.functional.execute` finds out. The rules:

    - Instructions of two engines that touch one place of a memory, one of them writing, are in
      program order by tokens, whatever their durations.
    - A word of O is not read by a WEIGHT_STATIONARY before another one has written it.
    - COMPUTE, STORE and UPDATE are not in one half of O at the same time.
    """
    rows = program.rows
    prints = [footprint(accelerator, row) for row in rows]
    known = _known(rows, trace)
    _check_order(accelerator, rows, prints, known, image_granules)
    _check_distance(accelerator, rows, known)
    _check_halves(accelerator, rows, prints, trace)


def _name(rows: np.ndarray, i: int) -> str:
    return f"instruction {i} ({Opcode(int(rows[i, OPCODE])).name})"


# ---- what has ended when an instruction starts ----


def _known(rows: np.ndarray, trace: Trace) -> np.ndarray:
    """Last instruction of every engine that has surely ended before each starts (N, engines)."""
    engine = engines(rows)
    known = np.full((len(rows), len(Engine)), -1, np.int64)
    _follow(np.argsort(trace.start, kind="stable"), engine, match(rows, engine), known)
    return known


@njit
def _follow(order: np.ndarray, engine: np.ndarray, giver: np.ndarray, known: np.ndarray) -> None:
    """An instruction knows what the one before it on its engine knew and what its givers do."""
    before = np.full(giver.shape[1], -1, np.int64)
    for i in order:
        if before[engine[i]] >= 0:
            known[i] = known[before[engine[i]]]
        before[engine[i]] = i
        for e in range(giver.shape[1]):
            j = giver[i, e]
            if j >= 0:
                known[i] = np.maximum(known[i], known[j])
                known[i, e] = max(known[i, e], j)


# ---- places ----


class _Touched:
    """Number of the last instruction of each engine that read, or wrote, each place."""

    def __init__(self, sizes: dict[str, int]) -> None:
        self.sizes = sizes
        self.last: dict[str, dict[int, np.ndarray]] = {name: {} for name in sizes}

    def book(self, i: int, engine: int, places: dict[str, np.ndarray]) -> None:
        for name, where in places.items():
            mine = self.last[name]
            if engine not in mine:
                mine[engine] = np.full(self.sizes[name], -1, np.int64)
            mine[engine][where] = i

    def unordered(
        self, known: np.ndarray, engine: int, places: dict[str, np.ndarray]
    ) -> Iterator[tuple[int, str, int]]:
        """Instructions of other engines that may not have ended: number, memory and place."""
        for name, where in places.items():
            for other, last in self.last[name].items():
                found = last[where]
                if other != engine and (found > known[other]).any():
                    at = int(np.argmax(found > known[other]))
                    yield int(found[at]), name, int(where[at])


def _check_order(
    a: Accelerator, rows: np.ndarray, prints: list[Footprint], known: np.ndarray, granules: int
) -> None:
    sizes = _sizes(a, granules)
    read, written = _Touched(sizes), _Touched(sizes)
    for i, (engine, mine) in enumerate(zip(engines(rows).tolist(), prints, strict=True)):
        met = [
            *written.unordered(known[i], engine, mine.reads),
            *written.unordered(known[i], engine, mine.writes),
            *read.unordered(known[i], engine, mine.writes),
        ]
        for j, memory, place in met:
            raise IllegalProgram(
                j, i,
                f"{_name(rows, j)} and {_name(rows, i)} both touch place {place} of {memory}, one "
                "of them writing, but no token tells the second that the first has ended",
            )  # fmt: skip
        read.book(i, engine, mine.reads)
        written.book(i, engine, mine.writes)


def _sizes(a: Accelerator, granules: int) -> dict[str, int]:
    """Places of every memory."""
    wide = dict.fromkeys(
        ("weight", "momentum", "new_weight", "new_momentum"), a.u_words * a.wide_granules
    )
    narrow = dict.fromkeys(("ff_value", "ff_index", "bp_value", "bp_index"), a.u_words)
    words = {"o": 2 * a.o_words, "mask": 2 * a.o_words, "bias": BIAS_ROWS * a.wide_granules}
    operands = {"a": a.a_banks * a.a_granules, "b": a.b_granules, "index": a.b_index_granules}
    return wide | narrow | words | operands | {"dram": granules, "pe": a.interleave}


# ---- O ----


def _check_distance(a: Accelerator, rows: np.ndarray, known: np.ndarray) -> None:
    """A WEIGHT_STATIONARY and the next one, unless that waits for its end.

    The next but one starts to stream too late to meet the first one's sums on their way.
    """
    compute = np.flatnonzero(engines(rows) == Engine.COMPUTE)
    cost = timing.costs(a, rows[compute])
    late = a.buffer_latency + a.rows * a.adder_latency + 1
    for k, (i, j) in enumerate(zip(compute[:-1].tolist(), compute[1:].tolist(), strict=True)):
        both = rows[i, OPCODE] == rows[j, OPCODE] == Opcode.WEIGHT_STATIONARY
        if not both or known[j, Engine.COMPUTE] >= i:
            continue
        hold = int(cost[k, timing.HOLD] + cost[k + 1, timing.SETUP])
        apart = max(int(cost[k, timing.STREAM]), hold)
        word, distance = _nearest(rows[i], rows[j], apart)
        if distance < late:
            raise IllegalProgram(
                i, j,
                f"{_name(rows, j)} reads word {word} of O {distance} cycles after "
                f"{_name(rows, i)} did, which writes it after {late}; give it a token of COMPUTE",
            )  # fmt: skip


def _nearest(first: np.ndarray, second: np.ndarray, apart: int) -> tuple[int, int]:
    """Word read by both that the second reads soonest after the first, and after how many cycles.

    The streams begin ``apart`` cycles from each other, at least.
    """
    (words, at), (others, then) = (_word_times(row) for row in (first, second))
    shared, i, j = np.intersect1d(words, others, assume_unique=True, return_indices=True)
    if not shared.size:
        return -1, 1 << 62
    distance = apart + then[j] - at[i]
    nearest = int(np.argmin(distance))
    return int(shared[nearest]), int(distance[nearest])


def _word_times(row: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Words of O of a WEIGHT_STATIONARY and the cycles of the stream in which they are read."""
    f = record(row.tolist())
    s = stream(geometry(f), bool(f.side))
    return f.o + s.words, s.steps


_IN_O = (Engine.COMPUTE, Engine.STORE, Engine.UPDATE)


def _check_halves(a: Accelerator, rows: np.ndarray, prints: list[Footprint], trace: Trace) -> None:
    engine = engines(rows)
    ends = {(e, half): (-1, -1) for e in _IN_O for half in (0, 1)}  # last end, and whose it is
    for i in np.argsort(trace.start, kind="stable").tolist():
        words = prints[i].reads.get("o", prints[i].writes.get("o"))
        if words is None:
            continue
        mine, half = Engine(engine[i]), int(words[0] // a.o_words)
        for e in _IN_O:
            end, j = ends[e, half]
            if e is not mine and end >= trace.start[i]:
                raise IllegalProgram(
                    j, i,
                    f"{_name(rows, i)} starts in cycle {trace.start[i]} in half {half} of O, where "
                    f"{_name(rows, j)} works until {end}; use the other half or wait for its end",
                )  # fmt: skip
        ends[mine, half] = max(ends[mine, half], (int(trace.end[i]), i))
