"""Selection and compression along columns, the copies and the mask, each by itself."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from amaranth.hdl import Module
from amaranth.lib import wiring
from amaranth.lib.wiring import In, Out
from amaranth.sim import Simulator

from tests.functional_machines import small
from tests.rtl.update.simulation import (
    PATTERNS,
    comparable,
    flags_of,
    simulate,
    tied_weights,
    to_int,
)
from weft.accelerator.sparsity import Sparsity, pack, select
from weft.rtl.update import magnitudes
from weft.rtl.update.block_mask import BlockMask
from weft.rtl.update.bp_copy import BP_CYCLES, BpCopy
from weft.rtl.update.compactor import COMPACT_CYCLES, Compactor
from weft.rtl.update.ff_copy import FfCopy
from weft.rtl.update.row_select import SELECT_CYCLES, RowSelect

ARRAYS = [(2, ()), (2, ("1:2",)), (4, ("1:4", "2:4")), (8, ("1:2", "1:8", "2:8", "4:8"))]


class Comparables(wiring.Component):
    """`magnitudes.comparable` as a component."""

    def __init__(self, columns: int) -> None:
        super().__init__({"i": In(columns * 32), "o": Out(columns * 32)})

    def elaborate(self, platform: object) -> Module:
        m = Module()
        m.d.comb += self.o.eq(magnitudes.comparable(m, self.i))
        return m


def nibbles(indices: np.ndarray) -> int:
    return sum(int(index) << 4 * i for i, index in enumerate(indices))


def test_only_nans_lose_their_payload() -> None:
    """Each bit of the fraction by itself, and the exponents beside that of a NaN."""
    fractions = [0, *(1 << bit for bit in range(23)), (1 << 23) - 1]
    codes = [s << 31 | e << 23 | f for s in (0, 1) for e in (0, 1, 254, 255) for f in fractions]
    row = np.array(codes, np.uint32).view(np.float32)
    dut = Comparables(len(row))

    async def bench(ctx: Any) -> None:
        ctx.set(dut.i, to_int(row))
        assert ctx.get(dut.o) == to_int(comparable(row))

    simulator = Simulator(dut)
    simulator.add_testbench(bench)
    simulator.run()


@pytest.mark.parametrize(("columns", "largest"), [(2, 1), (2, 2), (8, 4), (8, 8), (32, 16)])
def test_a_row_is_selected_as_by_the_vector_kernel(columns: int, largest: int) -> None:
    dut, rng = RowSelect(columns, largest), np.random.default_rng(columns)

    async def bench(ctx: Any) -> None:
        for text in PATTERNS[largest]:
            sparsity = Sparsity.parse(text)
            ctx.set(dut.kept, sparsity.kept)
            ctx.set(dut.group, sparsity.group)
            weights = tied_weights(rng, (60, columns))
            kept = select(weights, sparsity)
            for r in range(len(weights) + SELECT_CYCLES):
                if r < len(weights):
                    ctx.set(dut.row, to_int(comparable(weights[r])))
                if r >= SELECT_CYCLES:
                    expected = kept[r - SELECT_CYCLES].tolist()
                    assert flags_of(ctx.get(dut.kept_flags), columns) == expected, text
                await ctx.tick()

    simulate(dut, bench)


@pytest.mark.parametrize("columns", [2, 4, 8, 32])
def test_gaps_are_closed_whatever_is_kept(columns: int) -> None:
    """Not only what a pattern keeps: any flags, all and none of them among them."""
    dut, rng = Compactor(columns, 9), np.random.default_rng(columns)
    count = 4 if columns == 2 else 120
    wanted = [int.from_bytes(rng.bytes(4), "little") % (1 << columns) for _ in range(count)]
    flags = [0, (1 << columns) - 1, *wanted]
    items = [rng.integers(0, 512, columns).tolist() for _ in flags]

    async def bench(ctx: Any) -> None:
        for t in range(len(flags) + COMPACT_CYCLES):
            if t < len(flags):
                ctx.set(dut.flags, flags[t])
            if 1 <= t <= len(flags):
                ctx.set(dut.items, sum(v << 9 * i for i, v in enumerate(items[t - 1])))
            if t >= COMPACT_CYCLES:
                packed, here = ctx.get(dut.packed), flags_of(flags[t - COMPACT_CYCLES], columns)
                left = [v for v, kept in zip(items[t - COMPACT_CYCLES], here, strict=True) if kept]
                assert [packed >> 9 * i & 511 for i in range(len(left))] == left
            await ctx.tick()

    simulate(dut, bench)


@pytest.mark.parametrize(("rows", "patterns"), ARRAYS)
def test_the_bp_copy_is_the_packed_rows_transposed_and_masked(
    rows: int, patterns: tuple[str, ...]
) -> None:
    accelerator, rng = (
        small("fp16", rows, 2 if rows > 2 else 1, *patterns),
        np.random.default_rng(6),
    )
    dut = BpCopy(accelerator)

    async def bench(ctx: Any) -> None:
        for sparsity in accelerator.sparsities * 2:
            ctx.set(dut.kept, sparsity.kept)
            ctx.set(dut.group, sparsity.group)
            weights = tied_weights(rng, (rows, rows))
            codes = rng.integers(0, 1 << 16, (rows, rows)).astype(np.uint16)
            values, indices = pack(codes.astype(np.float32), sparsity, select(weights, sparsity))
            for r in range(rows + 1):
                ctx.set(dut.valid, r < rows)
                if r < rows:
                    ctx.set(dut.row, to_int(comparable(weights[r])))
                if r:
                    ctx.set(dut.codes, to_int(codes[r - 1]))
                await ctx.tick()
            for _ in range(BP_CYCLES - 2):
                assert not ctx.get(dut.out_valid)
                await ctx.tick()
            for j in range(rows):
                mask = rng.integers(0, 2, rows)
                ctx.set(dut.columns_kept, sum(int(bit) << i for i, bit in enumerate(mask)))
                assert ctx.get(dut.out_valid) == (j < values.shape[1])
                if j < values.shape[1]:
                    kept = (values[:, j] * mask).astype(np.uint16)
                    assert ctx.get(dut.values) == to_int(kept)
                    assert ctx.get(dut.indices) == nibbles(indices[:, j])
                await ctx.tick()

    simulate(dut, bench)


@pytest.mark.parametrize(("rows", "patterns"), ARRAYS)
def test_the_ff_copy_is_the_packed_columns(rows: int, patterns: tuple[str, ...]) -> None:
    """Rows come one a cycle; a group's copy leaves while the next group comes."""
    accelerator, rng = (
        small("int8", rows, 2 if rows > 2 else 1, *patterns),
        np.random.default_rng(7),
    )
    dut = FfCopy(accelerator)
    depth = len(dut.flags)

    async def bench(ctx: Any) -> None:
        for sparsity in accelerator.sparsities * 2:
            ctx.set(dut.kept, sparsity.kept)
            ctx.set(dut.group, sparsity.group)
            weights = tied_weights(rng, (3 * rows, rows))
            codes = rng.integers(0, 256, weights.shape).astype(np.uint8)
            kept = select(weights, sparsity, axis=0)
            values, indices = pack(codes.astype(np.float32), sparsity, kept, axis=0)
            left = list(zip(values.astype(np.uint8), indices, strict=True))
            for r in range(len(weights) + sparsity.kept + 1):
                if ctx.get(dut.out_valid):
                    value, index = left.pop(0)
                    assert ctx.get(dut.values) == to_int(value)
                    assert ctx.get(dut.indices) == nibbles(index)
                ctx.set(dut.valid, r < len(weights))
                if r < len(weights):
                    ctx.set(dut.codes, to_int(codes[r]))
                    ctx.set(dut.group_ends, (r + 1) % sparsity.group == 0)
                    for d in range(depth):
                        flags = kept[max(r - d, 0)]
                        ctx.set(dut.flags[d], sum(int(bit) << i for i, bit in enumerate(flags)))
                await ctx.tick()
            assert not left

    simulate(dut, bench)


@pytest.mark.parametrize(("rows", "depth"), [(2, 1), (4, 2), (4, 4), (16, 4)])
def test_a_mask_leaves_column_by_column_while_the_next_comes(rows: int, depth: int) -> None:
    dut, rng = BlockMask(rows, depth), np.random.default_rng(8)
    blocks = rng.integers(0, 2, (4, rows, rows))
    lines = blocks.reshape(-1, rows)

    async def bench(ctx: Any) -> None:
        for t in range(len(lines) + rows):
            if t >= rows:
                column = blocks[t // rows - 1, :, t % rows]
                assert flags_of(ctx.get(dut.column), rows) == column.tolist()
            ctx.set(dut.valid, t < len(lines))
            ctx.set(dut.block_ends, t % rows == rows - 1)
            for d in range(depth):
                flags = lines[min(max(t - d, 0), len(lines) - 1)]
                ctx.set(dut.flags[d], sum(int(bit) << i for i, bit in enumerate(flags)))
            await ctx.tick()

    simulate(dut, bench)
