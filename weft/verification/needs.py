"""What must have ended before what: from footprints, and back from tokens.

Needs are as `weft.dataflow.tokens` takes them: (N, engines) int64, the latest instruction of each
engine that must have ended, -1 for none.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from weft.accelerator import timing
from weft.accelerator.description import Accelerator
from weft.accelerator.isa import OPCODE, Engine, Opcode, Side, engines
from weft.simulator.footprint import Footprint, footprint
from weft.simulator.functional_address import geometry, record, stream
from weft.simulator.tokens import match
from weft.verification.dice import Dice

Array = NDArray[Any]

_ENGINES = len(Engine)
_HALVES = "half of O"  # listed as written by all who touch one: one engine at a time may


def needs_of(accelerator: Accelerator, rows: Array) -> Array:
    """The fewest needs under which ``rows`` (N, WIDTH) are legal (docs/rtl.md, docs/machine.md).

    Instructions of different engines that meet in a memory, one of them writing, are ordered, and
    so are all that touch the same half of O. A COMPUTE waits for an earlier one where it would read
    a word of O before that is written.
    """
    needs = np.full((len(rows), _ENGINES), -1, np.int64)
    engine = engines(rows)
    touched: dict[str, _Latest] = {}
    for i, row in enumerate(rows):
        mine = int(engine[i])
        for name, places, is_written in _touches(accelerator, footprint(accelerator, row)):
            latest = touched.setdefault(name, _Latest())
            needs[i] = np.maximum(needs[i], latest.touch(places, is_written, mine, i))
        needs[i, mine] = -1
    distance = OutputDistance(accelerator)
    for number in np.flatnonzero(engine == Engine.COMPUTE).tolist():
        needs[number, Engine.COMPUTE] = distance.need(number, rows[number])
    return needs


def _touches(accelerator: Accelerator, f: Footprint) -> Iterator[tuple[str, Array, bool]]:
    for name, places in f.reads.items():
        yield name, places, False
    for name, places in f.writes.items():
        yield name, places, True
    words = [part["o"] for part in (f.reads, f.writes) if "o" in part]
    if words:
        yield _HALVES, np.unique(np.concatenate(words) // accelerator.o_words), True


_Words = tuple[Array, Array]


class _Latest:
    """The latest instruction of each engine that has read and written each place of a memory."""

    def __init__(self) -> None:
        self._read = np.full((_ENGINES, 64), -1, np.int64)
        self._written = np.full((_ENGINES, 64), -1, np.int64)

    def touch(self, places: Array, is_written: bool, engine: int, number: int) -> Array:
        """Note an access; (engines,) the latest of each whose access it must not overtake."""
        self._grow(int(places.max()) + 1)
        found = self._written[:, places].max(axis=1)
        if is_written:
            found = np.maximum(found, self._read[:, places].max(axis=1))
        (self._written if is_written else self._read)[engine, places] = number
        return found

    def _grow(self, size: int) -> None:
        have = self._read.shape[1]
        if size > have:
            more = ((0, 0), (0, max(size, 2 * have) - have))
            self._read = np.pad(self._read, more, constant_values=-1)
            self._written = np.pad(self._written, more, constant_values=-1)


class OutputDistance:
    """Whether a weight-stationary stream reads words of O that earlier ones still have in flight.

    A word may be read again ``buffer_latency + rows * adder_latency + 1`` cycles after it was
    read. The next stream starts no earlier than the engine's hold and its own setup allow.
    """

    def __init__(self, accelerator: Accelerator) -> None:
        a = self._accelerator = accelerator
        self._cycles = a.buffer_latency + a.rows * a.adder_latency + 1
        # number, words and the steps that read them, least cycles until the next stream starts
        self._earlier: list[tuple[int, _Words, int]] = []

    def need(self, number: int, row: Array) -> int:
        """The latest earlier COMPUTE that must have ended before this one starts, -1 for none.

        Call it with every COMPUTE in program order.
        """
        if row[OPCODE] != Opcode.WEIGHT_STATIONARY:
            self._earlier.clear()  # the other dataflow waits for the end of the last stream
            return -1
        words = _stream_words(row)
        found, since = -1, 0
        for earlier, theirs, cycles in reversed(self._earlier):
            since += cycles
            if self._meets(theirs, words, since):
                found = earlier
                break
        self._remember(number, words, self._until_next(row))
        return found

    def _until_next(self, row: Array) -> int:
        cost = timing.costs(self._accelerator, row[None])[0]
        return int(max(cost[timing.STREAM], cost[timing.HOLD] + cost[timing.SETUP]))

    def _meets(self, theirs: _Words, mine: _Words, since: int) -> bool:
        """Whether a word comes up again too early."""
        _, first, second = np.intersect1d(
            theirs[0], mine[0], assume_unique=True, return_indices=True
        )
        apart = since + mine[1][second] - theirs[1][first]
        return bool((apart < self._cycles).any())

    def _remember(self, number: int, words: _Words, cycles: int) -> None:
        """Add a stream; forget those whose last word is out before the next one can start."""
        self._earlier.append((number, words, cycles))
        reach = 0
        for place in range(len(self._earlier) - 1, -1, -1):
            if reach >= self._cycles:
                del self._earlier[: place + 1]
                return
            reach += self._earlier[place][2]


def _stream_words(row: Array) -> _Words:
    """Words of O that a stream touches, and its steps that do."""
    f = record(row.tolist())
    s = stream(geometry(f), f.side == Side.O)
    return f.o + s.words, s.steps


# ---- needs from tokens, and more of them ----


def needs_from_tokens(rows: Array) -> Array:
    """Who gives the tokens that each instruction takes."""
    giver = match(rows, engines(rows))
    needs = np.where(giver < len(rows), giver, -1)
    return np.asarray(needs, np.int64)


def extra_needs(dice: Dice, rows: Array, density: float) -> Array:
    """Needs of no cause, mostly of recent instructions, of an engine's own now and then."""
    engine, needs = engines(rows), np.full((len(rows), _ENGINES), -1, np.int64)
    before: list[list[int]] = [[] for _ in Engine]
    for i in range(len(rows)):
        for e in Engine:
            if before[e] and dice.chance(density / 2 if e == engine[i] else density):
                back = min(int(dice.rng.geometric(0.5)), len(before[e]))
                needs[i, e] = before[e][-back]
        before[engine[i]].append(i)
    return needs


def kept_needs(needs: Array, rows: Array, kept: Array) -> Array:
    """``needs`` of ``rows`` among the instructions ``kept`` (their sorted numbers), renumbered.

    A need of one that is gone becomes one of the latest before it on the same engine.
    """
    engine = engines(rows)
    out = np.full((len(kept), _ENGINES), -1, np.int64)
    for e in Engine:
        mine = np.flatnonzero(engine[kept] == e)  # new numbers
        place = np.searchsorted(kept[mine], needs[kept, e], side="right") - 1
        known = place >= 0
        out[known, e] = mine[place[known]]
    return out
