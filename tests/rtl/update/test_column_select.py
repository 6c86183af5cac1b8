"""Selection along rows against the vector implementation."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from tests.rtl.update.simulation import (
    PATTERNS,
    comparable,
    flags_of,
    simulate,
    tied_weights,
    to_int,
)
from weft.accelerator.sparsity import Sparsity, select
from weft.rtl.update.column_select import ColumnSelect


@pytest.mark.parametrize(("columns", "depth"), [(2, 1), (2, 2), (4, 4), (8, 4), (8, 8), (16, 16)])
def test_flags_of_a_group_are_those_of_select(columns: int, depth: int) -> None:
    rng = np.random.default_rng(columns + depth)
    dut = ColumnSelect(columns, depth)

    async def bench(ctx: Any) -> None:
        for text in PATTERNS[depth] * 2:
            sparsity, blocks = Sparsity.parse(text), 3
            weights = tied_weights(rng, (blocks * columns, columns))
            kept = select(weights, sparsity, axis=0)
            ctx.set(dut.kept, sparsity.kept)
            ctx.set(dut.group, sparsity.group)
            ctx.set(dut.start, 1)
            await ctx.tick()
            ctx.set(dut.start, 0)
            for r, row in enumerate(comparable(weights)):
                ctx.set(dut.valid, 1)
                ctx.set(dut.row, to_int(row))
                await ctx.tick()
                ctx.set(dut.valid, 0)
                ctx.set(dut.row, int(rng.integers(1 << 31)))
                assert ctx.get(dut.out_valid)
                group_ends = (r + 1) % sparsity.group == 0
                assert ctx.get(dut.group_ends) == group_ends
                assert ctx.get(dut.block_ends) == ((r + 1) % columns == 0)
                if group_ends:
                    for d in range(min(depth, r + 1)):
                        flags = flags_of(ctx.get(dut.flags[d]), columns)
                        assert flags == kept[r - d].tolist(), (text, r, d)
                if r >= depth - 1:
                    oldest = comparable(weights)[r - depth + 1]
                    assert ctx.get(dut.oldest) == to_int(oldest)
                    flags = flags_of(ctx.get(dut.flags[depth - 1]), columns)
                    assert flags == kept[r - depth + 1].tolist()
                if pause := int(rng.integers(2)):
                    await ctx.tick().repeat(pause)
                    assert not ctx.get(dut.out_valid)

    simulate(dut, bench)
