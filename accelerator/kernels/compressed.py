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
from weft.accelerator.kernels.moving import (
    all_finite,
    copy_lanes,
    part_of,
    prefetch,
    transpose,
    transpose_back,
)
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
_PACKED = (DEPTH + LANES) * _LINE  # bytes of packed lines: transposing writes whole blocks


def scratch_bytes() -> int:
    """Bytes of scratch memory that `run` needs."""
    return _PACKED + COLUMNS * _LINE


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
    if mode == Mode.FUSED:
        _fused(a, weights, slots, sums, count)
    elif mode == Mode.SEPARATE:
        _separate(a, weights, slots, sums, count)
    elif mode == Mode.GATED:
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
def _pack_a(a, rows, k, lines, panel):
    """Pack rows x k numbers k-major as [lines][PANEL], zeros from ``rows`` and from k on."""
    for i in range(0, PANEL, LANES):
        source, count = a.address + min(i, rows - 1) * a.row, max(0, min(LANES, rows - i))
        if a.row == 4:
            for line in range(lines):
                inside, place = count if line < k else 0, panel + line * _LINE + i * 4
                copy_lanes(source + min(line, k - 1) * a.column, place, inside)
            continue
        for line in range(0, lines, LANES):
            depth, start = max(0, min(LANES, k - line)), source + min(line, k - 1) * 4
            for row in range(LANES, 2 * LANES):
                prefetch(start + row * a.row)
            transpose(start, a.row, count, depth, panel + line * _LINE + i * 4, _LINE)


@njit
def _load_sums(c, rows, columns, sums):
    """Bring rows x columns of ``c`` into the sums, zeros below; with no rows, only zeros."""
    for i in range(0, PANEL, LANES):
        source, height = c.address + max(0, min(i, rows - 1)) * c.row, min(LANES, rows - i)
        for j in range(0, columns, LANES):
            place = sums + j * _LINE + i * 4
            transpose(source + j * 4, c.row, height, min(LANES, columns - j), place, _LINE)


@njit
def _store_sums(sums, c, rows, columns):
    for i in range(0, rows, LANES):
        height = min(LANES, rows - i)
        for j in range(0, columns, LANES):
            place, width = c.address + i * c.row + j * 4, min(LANES, columns - j)
            transpose_back(sums + j * _LINE + i * 4, _LINE, place, c.row, height, width)


@njit
def _add_blocks(mode, panel, weights, shape, groups, pattern, sums):
    """Add ``groups`` groups of packed ``a``, block by block, to the sums of all columns.

    ``weights`` is the address of the first; ``shape`` is (first column, columns, width).
    """
    group, kept = pattern
    first, columns, width = shape
    per_block = BLOCK // group
    for g in range(0, groups, per_block):
        slots = min(per_block, groups - g) * kept
        start = weights + (g * kept * width + first * slots) * 8
        _add_columns(mode, panel + g * group * _LINE, start, slots, sums, columns)


@njit
def _add_panel(mode, a, weights, rows, k, shape, pattern, scratch):
    """Add all of k to the sums of one panel of rows, packing ``a`` as it goes."""
    group, kept = pattern
    panel, sums = scratch, scratch + _PACKED
    depth = DEPTH // BLOCK * (BLOCK // group) * group
    for k0 in range(0, k, depth):
        groups = (min(depth, k - k0) + group - 1) // group
        _pack_a(part_of(a, 0, k0), rows, k - k0, groups * group, panel)
        start = weights + k0 // group * kept * shape[2] * 8
        _add_blocks(mode, panel, start, shape, groups, pattern, sums)


@njit
def run(mode, fresh, a, weights, c, shape, span, pattern, scratch):
    """``c += a @ weights``, or ``c =`` where ``fresh``, in columns ``span[0]..span[1]``.

    ``shape`` is (m, n, k), ``pattern`` is (group, kept).  ``a`` is a `Matrix` of fp32 with one
    stride of 4 bytes; ``c`` is fp32, or int32 where ``mode`` is INTEGER, with adjacent columns;
    ``weights`` is the address of what `prepare` filled.
    """
    m, n, k = shape
    sums, width = scratch + _PACKED, (n + SIDE - 1) // SIDE * SIDE
    for j in range(span[0], span[1], COLUMNS):
        columns = min(COLUMNS, span[1] - j)
        for i in range(0, m, PANEL):
            rows, x, place = min(PANEL, m - i), part_of(a, i, 0), part_of(c, i, j)
            before, part = (0 if fresh else rows), (j, columns, width)
            _load_sums(place, before, columns, sums)
            _add_panel(mode, x, weights, rows, k, part, pattern, scratch)
            if mode != Mode.INTEGER and not all_finite(sums, columns * _LINE):
                _load_sums(place, before, columns, sums)
                _add_panel(Mode.GATED, x, weights, rows, k, part, pattern, scratch)
            _store_sums(sums, place, rows, columns)
