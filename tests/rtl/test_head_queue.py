"""A queue with its head in a register against a list."""

from __future__ import annotations

from collections import deque
from typing import Any

import numpy as np
import pytest
from amaranth.hdl import EnableInserter, ResetInserter, Signal
from amaranth.sim import Simulator

from weft.rtl.control.head_queue import HeadQueue


@pytest.mark.parametrize("eagerness", [(0.9, 0.3), (0.3, 0.9), (0.7, 0.7), (1, 1)])
@pytest.mark.parametrize("depth", [1, 2, 3, 4, 5, 8])
def test_a_queue_is_a_list(depth: int, eagerness: tuple[float, float]) -> None:
    """With its clock held and reset now and then; there is room until it is full."""
    dut, held, forgets = HeadQueue(9, depth), Signal(init=1), Signal()
    rng = np.random.default_rng(depth)
    inside: deque[int] = deque()
    sizes = set()

    async def bench(ctx: Any) -> None:
        for _ in range(500):
            puts, takes = (int(rng.random() < p) for p in eagerness)
            value, advance = int(rng.integers(512)), int(rng.random() < 0.8)
            reset = int(rng.random() < 0.01)
            for signal, now in (
                (dut.w_en, puts), (dut.w_data, value), (dut.r_en, takes),
                (held, advance), (forgets, reset),
            ):  # fmt: skip
                ctx.set(signal, now)
            assert ctx.get(dut.r_rdy) == bool(inside)
            assert ctx.get(dut.w_rdy) == (len(inside) < depth)
            if inside:
                assert ctx.get(dut.r_data) == inside[0]
            following = [*inside][1:] + ([value] if puts and len(inside) < depth else [])
            assert ctx.get(dut.next_rdy) == bool(following)
            if following:
                assert ctx.get(dut.next_data) == following[0]
            sizes.add(len(inside))
            await ctx.tick()
            if advance and reset:
                inside.clear()
            elif advance:
                room = len(inside) < depth
                if takes and inside:
                    inside.popleft()
                if puts and room:
                    inside.append(value)

    simulator = Simulator(EnableInserter(held)(ResetInserter(forgets)(dut)))
    simulator.add_clock(1e-6)
    simulator.add_testbench(bench)
    simulator.run()
    if eagerness[0] > eagerness[1]:
        assert sizes == set(range(depth + 1))
