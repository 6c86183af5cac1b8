"""Delay lines and memories of several widths against lists, paces against counting."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from amaranth.sim import Simulator

from weft.rtl.parts.delay_line import DelayLine
from weft.rtl.parts.lane_memory import LaneMemory
from weft.rtl.parts.pace import Pace


def run(dut: Any, bench: Any) -> None:
    simulator = Simulator(dut)
    simulator.add_clock(1e-6)
    simulator.add_testbench(bench)
    simulator.run()


@pytest.mark.parametrize("cycles", range(1, 8))
def test_a_delay_line_gives_what_went_in(cycles: int) -> None:
    dut = DelayLine(cycles, 9)
    sent = np.random.default_rng(cycles).integers(0, 512, 40).tolist()

    async def bench(ctx: Any) -> None:
        for t, value in enumerate(sent):
            ctx.set(dut.i, value)
            if t >= cycles:
                assert ctx.get(dut.o) == sent[t - cycles]
            await ctx.tick()

    run(dut, bench)


@pytest.mark.parametrize("latency", [1, 2, 3])
@pytest.mark.parametrize(("writes", "reads"), [(1, 1), (4, 1), (1, 4), (2, 4), (4, 2)])
def test_a_memory_of_lanes_is_one_list(writes: int, reads: int, latency: int) -> None:
    rng = np.random.default_rng(writes * 8 + reads)
    size, bits = 24, 5
    dut = LaneMemory(size, bits, write_lanes=writes, read_lanes=reads, latency=latency)
    lanes, asked = [0] * size, []

    async def bench(ctx: Any) -> None:
        for t in range(200):
            mask, at = int(rng.integers(1 << writes)), int(rng.integers(size // writes))
            read = int(rng.integers(size // reads))
            values = rng.integers(0, 1 << bits, writes).tolist()
            covers = range(at * writes, (at + 1) * writes)
            if any(lane in covers for lane in range(read * reads, (read + 1) * reads)):
                mask = 0  # a read beside its write may return either value
            ctx.set(dut.write, mask)
            ctx.set(dut.write_address, at)
            ctx.set(dut.write_data, sum(v << i * bits for i, v in enumerate(values)))
            ctx.set(dut.read_address, read)
            if t >= latency:
                assert ctx.get(dut.read_data) == asked[t - latency]
            part = lanes[read * reads : (read + 1) * reads]
            asked.append(sum(v << i * bits for i, v in enumerate(part)))
            for i, lane in enumerate(covers):
                if mask >> i & 1:
                    lanes[lane] = values[i]
            await ctx.tick()

    run(dut, bench)


@pytest.mark.parametrize("cycles", [1, 2, 3, 8])
def test_a_pace_tells_of_its_units_of_work(cycles: int) -> None:
    """Starts come as soon as they are welcome, or later. What is not looked at is noise."""
    rng = np.random.default_rng(cycles)
    dut = Pace(cycles)
    left = 0  # cycles of work, this one included
    seen = set()

    async def bench(ctx: Any) -> None:
        nonlocal left
        for _ in range(600):
            welcome, starts = left <= 1, left <= 1 and bool(rng.integers(2))
            following = int(rng.integers(1, 5)) * cycles if starts else max(left - 1, 0)
            ctx.set(dut.start, starts)
            ctx.set(dut.single, following <= cycles if starts else int(rng.integers(2)))
            goes_on = left > 1
            ctx.set(dut.last_next, following <= cycles if goes_on else int(rng.integers(2)))
            told = [ctx.get(s) for s in (dut.active, dut.step, dut.done, dut.welcome)]
            assert told == [left > 0, left > 0 and left % cycles == 1 % cycles, left == 1, welcome]
            seen.add((left == 1, starts))
            left = following
            await ctx.tick()

    run(dut, bench)
    assert len(seen) == 4  # starts as work ends and without any before, and none
