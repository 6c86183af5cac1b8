"""Delays from row to row, in both dataflows, one after the other."""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np
import pytest
from amaranth.sim import Simulator

from tests.functional_machines import small
from weft.rtl.compute.skew import RowSkew

BITS = 7


@pytest.mark.parametrize("rows", [2, 4, 8])
@pytest.mark.parametrize("adder_latency", [1, 2, 5])
def test_rows_come_later_and_later(rows: int, adder_latency: int) -> None:
    a = dataclasses.replace(small("int8", rows, 1), adder_latency=adder_latency)
    dut, rng = RowSkew(a, BITS), np.random.default_rng(rows * adder_latency)
    sent: list[list[int]] = []

    async def bench(ctx: Any) -> None:
        for slotted in (0, 1, 0, 1):
            ctx.set(dut.slotted, slotted)
            began = len(sent) + 1  # from the cycle after the change on
            for _ in range(3 * rows * adder_latency + 5):
                values = rng.integers(0, 1 << BITS, rows).tolist()
                ctx.set(dut.i, sum(v << i * BITS for i, v in enumerate(values)))
                sent.append(values)
                found = ctx.get(dut.o)
                for r in range(rows):
                    at = len(sent) - 2 - (r if slotted else r * adder_latency)
                    if at >= began:
                        assert found >> r * BITS & (1 << BITS) - 1 == sent[at][r], (r, slotted)
                await ctx.tick()

    simulator = Simulator(dut)
    simulator.add_clock(1e-6)
    simulator.add_testbench(bench)
    simulator.run()
