"""Block memory behind AXI4 against an array, with several masters and stalls on every channel."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pytest
from amaranth.sim import Simulator

from tests.rtl.bus.axi_memory import Receiver, Sender
from weft.fpga.block_memory import BlockMemory

WIDTH = 8
OKAY, SLVERR = 0, 2
_LIMIT = 20_000


@dataclass
class Burst:
    """What a master wants, and what came of it."""

    word: int
    beats: list[tuple[int, int]]  # data and strobe of a write; their number is that of a read
    found: list[tuple[int, int]] = field(default_factory=list)  # data and response of reads
    response: int | None = None
    asked: int = -1  # cycle of the request's transfer
    answered: list[int] = field(default_factory=list)  # cycles of the answers' transfers


class Reader:
    """Asks for bursts, several at a time."""

    def __init__(
        self, port: Any, bursts: list[Burst], willing: Callable[[], bool], width: int = WIDTH
    ) -> None:
        self.width = width
        self.ask, self.answer = Receiver(port, "ar"), Sender(port, "r", ("data", "resp", "last"))
        self.todo, self.waiting, self.willing = deque(bursts), deque[Burst](), willing
        self.offers = False

    @property
    def done(self) -> bool:
        return not self.todo and not self.waiting

    def step(self, ctx: Any, cycle: int) -> None:
        self.offers = bool(self.todo) and (self.offers or self.willing())
        burst = self.todo[0] if self.offers else None
        payload = burst and {"addr": burst.word * self.width, "len": len(burst.beats) - 1}
        if self.ask.step(ctx, payload):
            self.waiting.append(self.todo.popleft())
            self.waiting[-1].asked, self.offers = cycle, False
        if (beat := self.answer.step(ctx, self.willing())) is not None:
            first = self.waiting[0]
            first.found.append((beat["data"], beat["resp"]))
            first.answered.append(cycle)
            assert beat["last"] == (len(first.found) == len(first.beats))
            if beat["last"]:
                self.waiting.popleft()


class Writer:
    """Sends addresses and data independently of each other."""

    def __init__(
        self, port: Any, bursts: list[Burst], willing: Callable[[], bool], width: int = WIDTH
    ) -> None:
        self.width = width
        self.address, self.data = Receiver(port, "aw"), Receiver(port, "w")
        self.answer = Sender(port, "b", ("resp",))
        self.addresses, self.waiting, self.willing = deque(bursts), deque(bursts), willing
        self.words = deque(
            {"data": data, "strb": strobe, "last": int(i == len(b.beats) - 1)}
            for b in bursts
            for i, (data, strobe) in enumerate(b.beats)
        )
        self.offers = [False, False]

    @property
    def done(self) -> bool:
        return not self.waiting

    def step(self, ctx: Any, cycle: int) -> None:
        for n, (channel, queue) in enumerate(
            ((self.address, self.addresses), (self.data, self.words))
        ):
            self.offers[n] = bool(queue) and (self.offers[n] or self.willing())
            payload = queue[0] if self.offers[n] else None
            if isinstance(payload, Burst):
                payload = {"addr": payload.word * self.width, "len": len(payload.beats) - 1}
            if channel.step(ctx, payload):
                queue.popleft()
                self.offers[n] = False
        if (answer := self.answer.step(ctx, self.willing())) is not None:
            burst = self.waiting.popleft()
            burst.response = answer["resp"]
            burst.answered.append(cycle)


def run(memory: BlockMemory, phases: list[tuple[list[list[Burst]], list[list[Burst]]]],
        stalls: float = 0.0) -> None:  # fmt: skip
    """Each phase, bursts of each reader and of each writer, once the one before has ended."""
    rng = np.random.default_rng(7)

    def willing() -> bool:
        return not stalls or bool(rng.random() >= stalls)

    async def bench(ctx: Any) -> None:
        cycle = 0
        for reads, writes in phases:
            masters = [Reader(memory.read[i], b, willing) for i, b in enumerate(reads)]
            masters += [Writer(memory.write[i], b, willing) for i, b in enumerate(writes)]
            while not all(master.done for master in masters):
                for master in masters:
                    master.step(ctx, cycle)
                await ctx.tick()
                cycle += 1
                assert cycle < _LIMIT, "a burst is never answered"

    simulator = Simulator(memory)
    simulator.add_clock(1e-6)
    simulator.add_testbench(bench)
    simulator.run()


def random_bursts(rng: np.random.Generator, low: int, high: int, count: int) -> list[Burst]:
    """Writes to the words from ``low`` to ``high``; some beats are partial."""
    bursts = []
    for _ in range(count):
        word = int(rng.integers(low, high))
        beats = int(rng.integers(1, min(high - word, 9) + 1))
        values = rng.integers(0, 2**63, beats).tolist()
        strobes = np.where(rng.random(beats) < 0.5, 255, rng.integers(0, 256, beats)).tolist()
        bursts.append(Burst(word, list(zip(values, strobes, strict=True))))
    return bursts


def apply(contents: np.ndarray, bursts: list[Burst]) -> None:
    """Write to rows of bytes; beyond them nothing."""
    for burst in bursts:
        for i, (value, strobe) in enumerate(burst.beats):
            if burst.word + i < len(contents):
                new = np.frombuffer(value.to_bytes(WIDTH, "little"), np.uint8)
                mask = np.unpackbits(np.uint8(strobe), bitorder="little").astype(bool)
                contents[burst.word + i, mask] = new[mask]


def reading(word: int, beats: int) -> Burst:
    return Burst(word, [(0, 0)] * beats)


def assert_reads(contents: np.ndarray, bursts: list[Burst]) -> None:
    for burst in bursts:
        for i, (value, response) in enumerate(burst.found):
            inside = burst.word + i < len(contents)
            assert response == (OKAY if inside else SLVERR)
            if inside:
                assert value.to_bytes(WIDTH, "little") == contents[burst.word + i].tobytes()


@pytest.mark.parametrize("stalls", [0.0, 0.3])
@pytest.mark.parametrize(("readers", "writers", "words"), [(1, 1, 64), (3, 2, 96), (2, 3, 60)])
def test_many_masters_find_what_was_written(
    readers: int, writers: int, words: int, stalls: float
) -> None:
    """While the second half is written again, the first one is read."""
    rng = np.random.default_rng(words + readers)
    memory = BlockMemory(words, WIDTH, readers=readers, writers=writers)
    contents = np.zeros((words, WIDTH), np.uint8)
    share = words // 2 // writers
    first = [random_bursts(rng, w * share, (w + 1) * share, 20) for w in range(writers)]
    lows = [words // 2 + w * share for w in range(writers)]
    second = [random_bursts(rng, low, low + share, 30) for low in lows]
    early = [[reading(int(rng.integers(words // 2)), 1) for _ in range(60)] for _ in range(readers)]
    late = [[reading(w, min(16, words - w)) for w in range(0, words, 16)] for _ in range(readers)]
    run(memory, [([], first), (early, second), (late, [])], stalls)
    for bursts in first:
        apply(contents, bursts)
    for bursts in early:
        assert_reads(contents, bursts)
    for bursts in second:
        apply(contents, bursts)
    for bursts in late:
        assert_reads(contents, bursts)
    assert contents.any()
    assert {b.response for bursts in (*first, *second) for b in bursts} == {OKAY}


@pytest.mark.parametrize("words", [32, 40])
def test_beats_beyond_the_end_are_refused_one_by_one(words: int) -> None:
    memory = BlockMemory(words, WIDTH, readers=1, writers=1)
    around = Burst(words - 2, [(0x1111 * n, 255) for n in range(1, 5)])
    far = [Burst(words + 2**n, [(~0 & 2**64 - 1, 255)]) for n in range(1, 50, 8)]
    after = Burst(0, [(5, 255)])
    reads = [reading(words - 2, 4), *(reading(b.word, 1) for b in far), reading(0, 32)]
    run(memory, [([], [[around, *far, after]]), ([reads], [])])
    contents = np.zeros((words, WIDTH), np.uint8)
    apply(contents, [around, after])
    assert_reads(contents, reads)
    assert [b.response for b in (around, *far, after)] == [SLVERR] * (1 + len(far)) + [OKAY]


def test_single_beats_come_one_a_cycle_and_soon() -> None:
    """Nothing is lost between bursts: what a GATHER asks for comes as fast as it asks."""
    memory = BlockMemory(64, WIDTH, readers=2, writers=1)
    bursts = [reading(n * 7 % 64, 1) for n in range(50)]
    run(memory, [([bursts], [])])
    assert bursts[0].answered[0] - bursts[0].asked == 4
    assert [b.answered[0] - bursts[0].answered[0] for b in bursts] == list(range(50))


def test_writes_take_one_cycle_each() -> None:
    memory = BlockMemory(64, WIDTH, readers=1, writers=2)
    bursts = [Burst(n, [(n, 255)]) for n in range(40)]
    run(memory, [([], [bursts])])
    assert bursts[-1].answered[0] - bursts[0].answered[0] == 39


def test_masters_take_turns() -> None:
    """Neither of two that always ask waits for more than one burst of the other."""
    memory = BlockMemory(64, WIDTH, readers=2, writers=1)
    both = [[reading(0, 4) for _ in range(12)] for _ in range(2)]
    run(memory, [(both, [])])
    ends = sorted((b.answered[-1], i) for i, bursts in enumerate(both) for b in bursts)
    assert [i for _, i in ends] == [0, 1] * 12 or [i for _, i in ends] == [1, 0] * 12
