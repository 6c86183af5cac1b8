"""The program comes whole, in order, and as fast as the fetch unit can take it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from amaranth.sim import Simulator

from tests.rtl.bus.axi_memory import Mood, ReadPort
from tests.rtl.bus.machines import machine
from weft.rtl.bus.program_fetch import LATENCY_BEYOND_DRAM, ProgramFetch

BASE = 0x8_0000_3000
WIDTHS = [1, 2, 8, 16, 64, 256]


class Bench:
    """A fetch unit with its memory; ``take`` drains it while stepping."""

    def __init__(
        self, bus_bytes: int, instructions: int, mood: Mood, seed: int = 0,
        errors: frozenset[int] = frozenset(), latency: int = 20,
    ) -> None:  # fmt: skip
        channels = max(1, bus_bytes // 128)
        self.accelerator = machine(bus_bytes, channels, latency)
        self.dut = ProgramFetch(self.accelerator)
        self.rng = np.random.default_rng(seed)
        self.program = self.rng.bytes(64 * instructions)
        memory = bytearray(self.program + bytes(256))
        self.port = ReadPort(self.dut.memory, memory, BASE, mood, seed, errors)
        self.words = [
            int.from_bytes(self.program[i : i + 64], "little")
            for i in range(0, len(self.program), 64)
        ]
        self.came: list[tuple[int, int, int]] = []  # cycle, instruction, error

    async def start(self, ctx: Any, length: int) -> None:
        ctx.set(self.dut.address, BASE)
        ctx.set(self.dut.length, length)
        ctx.set(self.dut.start, 1)
        await ctx.tick()
        ctx.set(self.dut.start, 0)
        ctx.set(self.dut.enable, 1)

    async def take(self, ctx: Any, cycles: int, readiness: float = 1.0) -> None:
        out, pending = self.dut.instructions, None
        for cycle in range(cycles):
            self.port.step(ctx)
            ready = bool(self.rng.random() < readiness)
            ctx.set(out.ready, ready)
            if ctx.get(out.valid):
                payload = ctx.get(out.payload)
                seen = (payload.instruction, payload.error)
                assert pending in (None, seen), "the payload changed before the transfer"
                pending = None if ready else seen
                if ready:
                    self.came.append((cycle, *seen))
            else:
                assert pending is None, "valid fell before the transfer"
            await ctx.tick()

    def run(self, script: Any) -> None:
        simulator = Simulator(self.dut)
        simulator.add_clock(1e-6)
        simulator.add_testbench(script)
        simulator.run()


@pytest.mark.parametrize("readiness", [1.0, 0.2])
@pytest.mark.parametrize("bus_bytes", WIDTHS)
def test_the_whole_program_comes_in_order(bus_bytes: int, readiness: float) -> None:
    count = 13
    bench = Bench(bus_bytes, count, Mood(3, 20, 0.4), bus_bytes)

    async def script(ctx: Any) -> None:
        await bench.start(ctx, count)
        await bench.take(ctx, 300 + count * 64 * 3 // bus_bytes, readiness)
        assert ctx.get(bench.dut.idle)

    bench.run(script)
    assert [(word, error) for _, word, error in bench.came] == [(w, 0) for w in bench.words]


@pytest.mark.parametrize("length", [0, 1, 3, 4, 5, 8])
def test_no_more_is_read_than_the_program_has(length: int) -> None:
    bench = Bench(16, 12, Mood(2))

    async def script(ctx: Any) -> None:
        await bench.start(ctx, length)
        await bench.take(ctx, 120)

    bench.run(script)
    assert [word for _, word, _ in bench.came] == bench.words[:length]
    assert sum(beats for _, beats in bench.port.bursts) * 16 == 64 * length


@pytest.mark.parametrize("bus_bytes", WIDTHS[1:])
@pytest.mark.parametrize("latency", [1, 40])
def test_one_comes_every_fetch_cycles_in_spite_of_latency(bus_bytes: int, latency: int) -> None:
    count = 60
    mood = Mood(latency + LATENCY_BEYOND_DRAM)
    bench = Bench(bus_bytes, count, mood, latency=latency)
    interval = bench.accelerator.fetch_cycles

    async def script(ctx: Any) -> None:
        await bench.start(ctx, count)
        await bench.take(ctx, 100 + count * interval)

    bench.run(script)
    cycles = [cycle for cycle, _, _ in bench.came]
    assert len(cycles) == count
    assert np.diff(cycles).max() == interval


@pytest.mark.parametrize("bus_bytes", [2, 16, 64])
def test_an_error_belongs_to_its_instruction(bus_bytes: int) -> None:
    beats = 64 // bus_bytes
    errors = frozenset({0, 4 * beats - 1, 7 * beats + beats // 2})
    bench = Bench(bus_bytes, 10, Mood(2, 3, 0.2), errors=errors)

    async def script(ctx: Any) -> None:
        await bench.start(ctx, 10)
        await bench.take(ctx, 150 + 20 * beats)

    bench.run(script)
    assert [error for _, _, error in bench.came] == [int(i in (0, 3, 7)) for i in range(10)]


@pytest.mark.parametrize("bus_bytes", [4, 64])
def test_a_fetch_that_was_stopped_begins_anew(bus_bytes: int) -> None:
    bench = Bench(bus_bytes, 40, Mood(9), 3)

    async def script(ctx: Any) -> None:
        await bench.start(ctx, 40)
        await bench.take(ctx, 25, 0.3)
        ctx.set(bench.dut.enable, 0)
        await bench.take(ctx, 150, 0.0)
        assert ctx.get(bench.dut.idle)
        bursts = len(bench.port.bursts)
        await bench.take(ctx, 40, 0.0)
        assert len(bench.port.bursts) == bursts, "it goes on reading"
        bench.came.clear()
        await bench.start(ctx, 7)
        await bench.take(ctx, 40 + 7 * 64 // bus_bytes + 60)

    bench.run(script)
    assert [word for _, word, _ in bench.came] == bench.words[:7]
