"""GEMM with N:M-compressed weights on fp32 vectors, multiplying kept elements only.

The columns of the weights share no positions, so vectors run along m: ``a`` is packed k-major,
``PANEL`` rows of it side by side, and every kept weight multiplies the line of its own k with one
broadcast.  One column of ``PANEL`` sums is in registers over one block of k; between blocks the
sums wait, transposed, in scratch memory.  The fast columns do not gate zeros, for the reason given
in `weft.accelerator.kernels.dense`; a panel whose sums are not all finite is computed again, gated.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from llvmlite import ir
from numba import types

from weft.accelerator.jit import intrinsic, njit
from weft.accelerator.kernels.moving import all_finite, copy_lanes, transpose, transpose_back
from weft.accelerator.kernels.vector import (
    F32,
    I32,
    I64,
    LANES,
    REGISTERS,
    Mode,
    Vectors,
    loop,
    unrolled,
)

#: Vectors of one packed line of ``a``.
WIDTH = REGISTERS // 4
#: Rows of ``a`` in a panel.
PANEL = WIDTH * LANES
#: Columns whose weights lie side by side in prepared weights: one cache line.
SIDE = 8
#: k of one block: its lines fill two thirds of the first-level cache.
BLOCK = 64
#: k that is packed at once, for long reads of ``a``: half of the second-level cache.
DEPTH = 8 * BLOCK
#: Columns whose sums wait in scratch memory at once.
COLUMNS = 1024

_LINE = PANEL * 4  # bytes of a packed line


def scratch_bytes() -> int:
    """Bytes of scratch memory that `run` needs."""
    return (DEPTH + LANES + COLUMNS) * _LINE


def _columns(mode: Mode) -> Any:
    """Intrinsic that adds packed ``a`` times ``slots`` kept weights to the sums of each column.

    ``weights`` are as `prepare` makes them.
    """

    @intrinsic
    def columns(context, a, weights, slots, sums, count):
        def codegen(context, builder, signature, arguments):
            a, weights, slots, sums, count = arguments
            vectors = Vectors(builder, mode)

            def one(column: ir.Value, _: list[Any]) -> list[ir.Value]:
                side, lane = builder.sdiv(column, I64(SIDE)), builder.srem(column, I64(SIDE))
                start = builder.mul(builder.mul(side, slots), I64(SIDE))
                first = builder.add(weights, builder.mul(builder.add(start, lane), I64(8)))
                place = builder.add(sums, builder.mul(column, I64(_LINE)))
                _emit_column(vectors, a, first, slots, place)
                return []

            loop(builder, (I64(0), count), 1, [], one)
            return context.get_dummy_value()

        return types.void(*[types.int64] * 5), codegen

    return columns


def _emit_column(vectors: Vectors, a, weights, slots, sums) -> None:
    builder = vectors.builder
    places = [builder.add(sums, I64(i * LANES * 4)) for i in range(WIDTH)]
    stored = [vectors.load(place, vectors.sum_kind) for place in places]

    def step(slot: ir.Value, totals: list[Any]) -> list[ir.Value]:
        # one load for both halves: loads are what bounds this loop
        weight = vectors.load(builder.add(weights, builder.mul(slot, I64(8 * SIDE))), I64)
        line = builder.add(a, builder.and_(weight, I64(0xFFFFFFFF)))
        bits = builder.trunc(builder.lshr(weight, I64(32)), I32)
        y = vectors.splat(builder.bitcast(bits, F32))
        xs = [vectors.load(builder.add(line, I64(i * LANES * 4))) for i in range(WIDTH)]
        pairs = zip(totals, xs, strict=True)
        return [vectors.multiply_accumulate(total, x, y) for total, x in pairs]

    totals = unrolled(builder, slots, 2, [vectors.begin(value) for value in stored], step)
    for place, total, before in zip(places, totals, stored, strict=True):
        vectors.store(vectors.final(total, before), place)


_fused, _separate, _gated, _integer = (_columns(mode) for mode in Mode)


@njit
def _add_columns(mode, a, weights, slots, sums, count):
    if mode == 0:
        _fused(a, weights, slots, sums, count)
    elif mode == 1:
        _separate(a, weights, slots, sums, count)
    elif mode == 2:
        _gated(a, weights, slots, sums, count)
    else:
        _integer(a, weights, slots, sums, count)


@njit
def prepare(values, indices, group, kept, weights, start, stop):
    """Fill ``weights`` (kc * n / SIDE, SIDE) uint64 for columns ``start..stop``.

    Block by block of k, ``SIDE`` columns by ``SIDE`` columns, slot by slot, they hold the fp32 bits
    of the value (high) and the offset of the packed line (low).  ``values`` (uint32 bits) and
    ``indices`` (uint8) are (kc, n); the three column numbers are multiples of ``SIDE``.
    """
    per_block = BLOCK // group * kept
    sides = values.shape[1] // SIDE
    for first in range(0, values.shape[0], per_block):
        slots = min(per_block, values.shape[0] - first)
        for slot in range(slots):
            base = np.uint32(slot // kept * group)
            for side in range(start // SIDE, stop // SIDE):
                bits = values[first + slot, side * SIDE : (side + 1) * SIDE]
                position = indices[first + slot, side * SIDE : (side + 1) * SIDE]
                target = weights[first * sides + side * slots + slot]
                for i in range(SIDE):
                    line = (base + np.uint32(position[i])) * np.uint32(_LINE)
                    target[i] = np.uint64(bits[i]) << np.uint64(32) | np.uint64(line)


@njit
def _pack_a(a, a_row, a_k, rows, k, lines, panel):
    """Pack rows x k numbers k-major as [lines][PANEL], zeros from k on; one stride is 4 bytes."""
    for i in range(0, PANEL, LANES):
        count = max(0, min(LANES, rows - i))
        if a_row == 4:
            for line in range(lines):
                inside = count if line < k else 0
                copy_lanes(a + i * 4 + line * a_k, panel + line * _LINE + i * 4, inside)
            continue
        for line in range(0, lines, LANES):
            depth = max(0, min(LANES, k - line))
            place = panel + line * _LINE + i * 4
            transpose(a + i * a_row + line * 4, a_row, count, depth, place, _LINE)


@njit
def _load_sums(c, c_row, rows, columns, sums):
    for i in range(0, PANEL, LANES):
        height = max(0, min(LANES, rows - i))
        for j in range(0, columns, LANES):
            width = min(LANES, columns - j)
            place = sums + j * _LINE + i * 4
            transpose(c + i * c_row + j * 4, c_row, height, width, place, _LINE)


@njit
def _store_sums(sums, c, c_row, rows, columns):
    for i in range(0, rows, LANES):
        height = min(LANES, rows - i)
        for j in range(0, columns, LANES):
            width = min(LANES, columns - j)
            source = sums + j * _LINE + i * 4
            transpose_back(source, _LINE, c + i * c_row + j * 4, c_row, height, width)


@njit
def _add_blocks(mode, panel, weights, n, j0, groups, columns, group, kept, sums):
    """Add ``groups`` groups of packed ``a``, block by block, to all the waiting sums.

    ``n`` is the width of the weights.
    """
    per_block = BLOCK // group
    for g in range(0, groups, per_block):
        slots = min(per_block, groups - g) * kept
        lines, first = panel + g * group * _LINE, weights + g * kept * n * 8
        _add_columns(mode, lines, first + j0 * slots * 8, slots, sums, columns)


@njit
def _panel(mode, a, a_row, a_k, weights, rows, n, j0, columns, k, group, kept, panel, sums):
    """Add all of k to the waiting sums of one panel of rows."""
    depth = DEPTH // BLOCK * (BLOCK // group) * group
    for k0 in range(0, k, depth):
        groups = (min(depth, k - k0) + group - 1) // group
        _pack_a(a + k0 * a_k, a_row, a_k, rows, k - k0, groups * group, panel)
        kept_before = weights + k0 // group * kept * n * 8
        _add_blocks(mode, panel, kept_before, n, j0, groups, columns, group, kept, sums)


@njit
def run(mode, fresh, a, a_row, a_k, weights, c, c_row, m, n, first, last, k, group, kept, scratch):
    """``c += a @ weights``, or ``c =`` where ``fresh``, in columns ``first..last`` of n.

    Addresses and byte strides; ``a`` has one stride of 4 bytes; ``c`` is fp32, or int32 where
    ``mode`` is INTEGER, with adjacent columns; ``weights`` come from `prepare`.
    """
    n = (n + SIDE - 1) // SIDE * SIDE
    panel, sums = scratch, scratch + (DEPTH + LANES) * _LINE
    for j0 in range(first, last, COLUMNS):
        columns = min(COLUMNS, last - j0)
        for i in range(0, m, PANEL):
            rows, x, place = min(PANEL, m - i), a + i * a_row, c + i * c_row + j0 * 4
            before = 0 if fresh else rows
            _load_sums(place, c_row, before, columns, sums)
            _panel(mode, x, a_row, a_k, weights, rows, n, j0, columns, k, group, kept, panel, sums)
            if mode != 3 and not all_finite(sums, columns * _LINE):
                _load_sums(place, c_row, before, columns, sums)
                _panel(2, x, a_row, a_k, weights, rows, n, j0, columns, k, group, kept, panel, sums)
            _store_sums(sums, place, c_row, rows, columns)
