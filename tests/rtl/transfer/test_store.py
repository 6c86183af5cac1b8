"""STORE against plain loops: what is read, cleared and written, and in which cycle."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest

from tests.functional_machines import full_machine
from tests.naive_functional import Naive
from tests.rtl.transfer.bench import Feeder
from tests.rtl.transfer.transfers import (
    MACHINES,
    beats,
    draw_store,
    machine,
    windows,
)
from weft.accelerator import isa, timing
from weft.accelerator.description import Accelerator
from weft.accelerator.isa import Opcode, Source
from weft.rtl.transfer.store import StoreEngine
from weft.simulator.functional_machine import Machine

every_machine = pytest.mark.parametrize("a", MACHINES, ids=lambda a: a.name)


class Buffers:
    """What STORE reads, as lists of numbers: words of O, rows of BIAS and MASK, granules."""

    def __init__(self, machine: Machine) -> None:
        a = machine.accelerator
        number = lambda row: int.from_bytes(row.tobytes(), "little")  # noqa: E731
        self.o = [number(row) for row in machine.o]
        self.bias = [number(row) for row in machine.bias]
        self.mask = [sum(int(bit) << i for i, bit in enumerate(row)) for row in machine.mask]
        memories = {
            Source.WEIGHT: machine.granules(machine.new_weight),
            Source.MOMENTUM: machine.granules(machine.new_momentum),
            Source.FF_VALUE: machine.ff_value,
            Source.FF_INDEX: machine.ff_index,
            Source.BP_VALUE: machine.bp_value,
            Source.BP_INDEX: machine.bp_index,
        }
        self.out = {source: [number(row) for row in m] for source, m in memories.items()}
        self.lanes, self.rows, self.o_words = a.beat_granules, a.rows, a.o_words
        self.granule_bits = 8 * a.granule_bytes

    def beat(self, memory: list[int], number: int, bits: int) -> int | None:
        """k elements of ``bits`` each; None where the memory has no such beat."""
        found = memory[number * self.lanes : (number + 1) * self.lanes]
        return sum(x << i * bits for i, x in enumerate(found)) if found else None


@dataclass(frozen=True)
class Sent:
    """A beat on its way to memory, by what is written of it: bits a granule, or None."""

    cycle: int
    address: int
    granules: tuple[int | None, ...]
    last: int


class Storer(Feeder):
    """The buffers before the engine, each read ``buffer_latency`` late, and what it sends."""

    def __init__(
        self, a: Accelerator, rows: list[np.ndarray], *, seed: int = 0, eager: bool = True,
        windows: Sequence[int] = (),
    ) -> None:  # fmt: skip
        self.dut = StoreEngine(a)
        super().__init__(self.dut, a, rows, seed=seed, eager=eager, windows=windows)
        self.machine = full_machine(np.random.default_rng(seed), a)
        self.buffers = Buffers(self.machine)
        self.due: dict[int, dict[str, int | None]] = {}  # data of the ports by cycle
        self.sent: list[Sent] = []
        self.cleared: set[int] = set()  # cycles in which words are read to be cleared

    async def settle(self, ctx: Any) -> None:
        dut, b = self.dut, self.buffers
        assert ctx.get(dut.confirm) == ctx.get(dut.end)
        out = ctx.get(dut.out_read)
        reads = {s.name.lower(): b.beat(m, out, b.granule_bits) for s, m in b.out.items()}
        reads["mask"] = b.beat(b.mask, ctx.get(dut.mask_read), b.rows)
        reads["bias"] = b.bias[ctx.get(dut.bias_read)]
        reads["sums"] = self._read_sums(ctx)
        self.due[self.cycle + self.accelerator.buffer_latency] = reads
        for name, value in self.due.pop(self.cycle, dict.fromkeys(reads)).items():
            port = getattr(dut, name)
            ctx.set(port, self.noise(len(port)) if value is None else value)
        if ctx.get(dut.write.valid):
            self.sent.append(self._take(ctx))

    def _read_sums(self, ctx: Any) -> int | None:
        """A beat of O, whose words are zero from now on where they are cleared."""
        read, b = self.dut.sums_read, self.buffers
        if not ctx.get(read.enable):
            assert not ctx.get(read.clear)
            return None
        if ctx.get(read.clear):
            self.cleared.add(self.cycle)
        first = ctx.get(read.half) * b.o_words + ctx.get(read.address) * b.lanes
        value = b.beat(b.o, first // b.lanes, 32 * b.rows)
        for i in range(b.lanes):
            if ctx.get(read.clear) >> i & 1:
                b.o[first + i] = 0
        return value

    def _take(self, ctx: Any) -> Sent:
        a, write = self.accelerator, self.dut.write
        data, strobe = ctx.get(write.data), ctx.get(write.strobe)
        granules: list[int | None] = []
        for i in range(a.beat_granules):
            whole = (1 << a.granule_bytes) - 1
            strobes = strobe >> i * a.granule_bytes & whole
            assert strobes in (0, whole)
            bits = 8 * a.granule_bytes
            granules.append(data >> i * bits & ((1 << bits) - 1) if strobes else None)
        return Sent(self.cycle, ctx.get(write.address), tuple(granules), ctx.get(write.last))

    def check(self) -> None:
        """Everything, cycle by cycle and bit by bit."""
        oracle, stored = self._oracle(), Stored()
        oracle.image = stored
        self.run()
        assert not self.faults
        self.check_times()
        expected = []
        for row, start in zip(self.rows, self.started, strict=True):
            oracle.run([row])
            expected += self._expected(row, start, iter(stored.granules))
            stored.granules.clear()
        assert self.sent == expected
        words = np.array([oracle.o[i] for i in range(len(self.buffers.o))], self.machine.o.dtype)
        assert self.buffers.o == [int.from_bytes(word.tobytes(), "little") for word in words]

    def _oracle(self) -> Naive:
        """The slow machine with the same things in it."""
        m, b, oracle = self.machine, self.buffers, Naive(self.accelerator, bytearray())
        oracle.o.update(enumerate(m.o.tolist()))
        oracle.mask.update(enumerate(m.mask.tolist()))
        oracle.bias.update(enumerate(row.tobytes() for row in m.granules(m.bias)))
        for source, memory in b.out.items():
            size = b.granule_bits // 8
            oracle.out[source].update(enumerate(g.to_bytes(size, "little") for g in memory))
        return oracle

    def _expected(self, row: np.ndarray, start: int, granules: Iterator[int]) -> list[Sent]:
        a, found = self.accelerator, []
        every_beat = beats(a, row)
        for j, beat in enumerate(every_beat):
            address = beat[0] // a.beat_granules
            lanes = range(address * a.beat_granules, (address + 1) * a.beat_granules)
            data = tuple(next(granules) if g in beat else None for g in lanes)
            cycle = start + (j + 1) * a.beat_cycles + timing.store_depth(a)
            found.append(Sent(cycle, address, data, int(j == len(every_beat) - 1)))
        assert next(granules, None) is None
        return found


class Stored:
    """In place of the oracle's memory: what is stored, in order."""

    def __init__(self) -> None:
        self.granules: list[int] = []

    def __setitem__(self, place: slice, granule: bytes) -> None:
        self.granules.append(int.from_bytes(granule, "little"))


def draw(rng: np.random.Generator, a: Accelerator, count: int) -> list[np.ndarray]:
    """Transfers from all sources, half of them from O."""
    chances = [0.5, *[0.5 / (len(Source) - 1)] * (len(Source) - 1)]
    return [draw_store(rng, a, Source(rng.choice(list(Source), p=chances))) for _ in range(count)]


@every_machine
def test_stores_write_rounded_sums_and_granules_in_their_cycles(a: Accelerator) -> None:
    rng = np.random.default_rng(1)
    every = [draw_store(rng, a, source) for source in Source]
    Storer(a, every + draw(rng, a, 9), seed=1).check()


@every_machine
def test_stores_that_come_now_and_then_are_the_same(a: Accelerator) -> None:
    Storer(a, draw(np.random.default_rng(2), a, 8), seed=2, eager=False).check()


@pytest.mark.parametrize("buffer_latency", [1, 2, 3])
@pytest.mark.parametrize("lane_latency", [1, 3, 6])
def test_any_depth_will_do(buffer_latency: int, lane_latency: int) -> None:
    a = machine(
        "int8", 2, 2, buffer_latency=buffer_latency, lane_latency=lane_latency, dram_latency=2
    )
    rng = np.random.default_rng(buffer_latency + 3 * lane_latency)
    Storer(a, draw(rng, a, 9), seed=3).check()


@pytest.mark.parametrize("fmt", ["fp16", "int8", "int4"])
def test_settings_change_from_one_beat_to_the_next(fmt: str) -> None:
    """Single words, back to back, each finished in another way."""
    a = machine(fmt, 4, 1, dram_latency=1)
    rng = np.random.default_rng(4)
    rows = [
        isa.row(
            Opcode.STORE, source=rng.choice([Source.O, Source.O, Source.FF_VALUE]), dram=i,
            buffer=i, length=1, runs=1, images=1, planes=1, shift=rng.integers(-2, 6),
            add_bias=rng.integers(2), bias=rng.integers(1024), relu=rng.integers(2),
            masked=rng.integers(2),
        )
        for i in range(a.o_words)
    ]  # fmt: skip
    Storer(a, rows, seed=4).check()


@every_machine
def test_a_beat_outside_the_window_faults_in_its_cycle(a: Accelerator) -> None:
    """It is not written, and neither are its words cleared."""
    rng = np.random.default_rng(30)
    rows = draw(rng, a, 10)
    storer = Storer(a, rows, seed=5, windows=windows(rng, a, rows))
    storer.run()
    faults = storer.expected_faults()
    assert faults
    assert storer.faults == faults
    every = [
        start + (j + 1) * a.beat_cycles
        for row, start in zip(rows, storer.started, strict=True)
        for j in range(len(beats(a, row)))
    ]
    depth = timing.store_depth(a)
    assert [sent.cycle - depth for sent in storer.sent] == [t for t in every if t not in faults]
    assert storer.cleared.isdisjoint(faults)
