"""Blocks of rows come out as columns, one after the other, whatever the pace of the rows."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from amaranth.sim import Simulator

from weft.rtl.parts.transposer import Transposer


@pytest.mark.parametrize("pace", [1.0, 0.6, 0.1])
@pytest.mark.parametrize("rows", [2, 4, 8])
def test_columns_leave_in_the_cycles_after_the_last_row(rows: int, pace: float) -> None:
    bits, blocks = 5, 4
    rng = np.random.default_rng(rows)
    sent = rng.integers(0, 1 << bits, (blocks, rows, rows))
    dut, due, seen = Transposer(rows, bits), {}, {}

    async def bench(ctx: Any) -> None:
        left = [(block, row) for block in range(blocks) for row in range(rows)]
        cycle = 0
        while cycle < 20 or left or cycle <= max(due):
            valid = bool(left) and rng.random() < pace
            ctx.set(dut.valid, valid)
            if valid:
                block, row = left.pop(0)
                ctx.set(dut.row, sum(int(v) << i * bits for i, v in enumerate(sent[block, row])))
                if row == rows - 1:
                    due.update({cycle + 1 + c: (block, c) for c in range(rows)})
            if ctx.get(dut.out_valid):
                out = ctx.get(dut.out)
                column = [out >> j * bits & (1 << bits) - 1 for j in range(rows)]
                seen[cycle] = (ctx.get(dut.place), column)
            await ctx.tick()
            cycle += 1

    simulator = Simulator(dut)
    simulator.add_clock(1e-6)
    simulator.add_testbench(bench)
    simulator.run()
    assert seen == {t: (c, sent[block, :, c].tolist()) for t, (block, c) in due.items()}
