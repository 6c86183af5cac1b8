"""GEMM with N:M-compressed weights on fp32 vectors, multiplying kept elements only.

The columns of the weights share no positions, so vectors run along m: ``a`` is packed k-major,
``PANEL`` rows of it side by side, and every kept weight multiplies the line of its own k with one
broadcast.  One column of ``PANEL`` sums is in registers over one block of k; between blocks the sums
wait, transposed, in scratch memory.  Order and gating are as in `weft.accelerator.kernels.dense`.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from llvmlite import ir
from numba import types
from numba.extending import intrinsic

from weft.accelerator.jit import njit
from weft.accelerator.kernels.moving import copy_lanes, transpose, transpose_back
from weft.accelerator.kernels.vector import F32, I32, I64, LANES, REGISTERS, Mode, Vectors, loop_while, unrolled

#: Vectors of one packed line of ``a``.
WIDTH = REGISTERS // 4
#: Rows of ``a`` in a panel.
PANEL = WIDTH * LANES
#: Slots a turn of the inner loop takes.
UNROLL = 8
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

    ``weights`` are as `prepare` makes them.  It returns how many columns it did before one that
    `Vectors.finish` refused to store.
    """

    @intrinsic
    def columns(context, a, weights, slots, sums, count):  # type: ignore[no-untyped-def]
        def codegen(context, builder, signature, arguments):  # type: ignore[no-untyped-def]
            a, weights, slots, sums, count = arguments
            vectors = Vectors(builder, mode)

            def one(column: ir.Value) -> ir.Value:
                first = builder.add(weights, builder.mul(column, builder.mul(slots, I64(8))))
                place = builder.add(sums, builder.mul(column, I64(_LINE)))
                return _emit_column(vectors, a, first, slots, place)

            return loop_while(builder, count, one)

        return types.int64(*[types.int64] * 5), codegen

    return columns


def _emit_column(vectors: Vectors, a, weights, slots, sums) -> ir.Value:  # type: ignore[no-untyped-def]
    builder = vectors.builder
    places = [builder.add(sums, I64(i * LANES * 4)) for i in range(WIDTH)]
    stored = [vectors.load(place, vectors.sum_kind) for place in places]

    def step(slot: ir.Value, totals: list[Any]) -> list[ir.Value]:
        # one load for both halves: loads are what bounds this loop
        weight = vectors.load(builder.add(weights, builder.mul(slot, I64(8))), I64)
        line = builder.add(a, builder.and_(weight, I64(0xFFFFFFFF)))
        bits = builder.trunc(builder.lshr(weight, I64(32)), I32)
        y = vectors.splat(builder.bitcast(bits, F32))
        xs = [vectors.load(builder.add(line, I64(i * LANES * 4))) for i in range(WIDTH)]
        pairs = zip(totals, xs, strict=True)
        return [vectors.multiply_accumulate(total, x, y) for total, x in pairs]

    totals = unrolled(builder, slots, UNROLL, [vectors.begin(value) for value in stored], step)
    return vectors.finish(totals, stored, lambda i, value: vectors.store(value, places[i]))


_fused, _separate, _gated, _integer = (_columns(mode) for mode in Mode)


@njit
def _add_columns(mode, a, weights, slots, sums, count):  # type: ignore[no-untyped-def]
    done = 0
    while done < count:
        first, place, rest = weights + done * slots * 8, sums + done * _LINE, count - done
        if mode == 0:
            done += _fused(a, first, slots, place, rest)
        elif mode == 1:
            done += _separate(a, first, slots, place, rest)
        elif mode == 3:
            done += _integer(a, first, slots, place, rest)
        if done < count:
            _gated(a, weights + done * slots * 8, slots, sums + done * _LINE, 1)
            done += 1


@njit
def prepare(values, indices, group, kept, weights, start, stop):  # type: ignore[no-untyped-def]
    """Fill uint64 ``weights`` (kc * n) for columns ``start..stop``: block by block of k, column by
    column, slot by slot the fp32 bits of the value (high) and the offset of the packed line.

    ``values`` (uint32 bits) and ``indices`` (uint8) are (kc, n).
    """
    per_block = BLOCK // group * kept
    count, n = values.shape
    for j0 in range(0, count, per_block):
        slots = min(per_block, count - j0)
        for first in range(start, stop, LANES):  # so that what is written stays in the cache
            for j in range(slots):
                base = np.uint64(j // kept * group)
                for column in range(first, min(first + LANES, stop)):
                    line = (base + np.uint64(indices[j0 + j, column])) * np.uint64(_LINE)
                    value = np.uint64(values[j0 + j, column]) << np.uint64(32)
                    weights[j0 * n + column * slots + j] = value | line


@njit
def _pack_a(a, a_row, a_k, rows, k, lines, panel):  # type: ignore[no-untyped-def]
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
def _load_sums(c, c_row, rows, columns, sums):  # type: ignore[no-untyped-def]
    for i in range(0, PANEL, LANES):
        height = max(0, min(LANES, rows - i))
        for j in range(0, columns, LANES):
            width = min(LANES, columns - j)
            place = sums + j * _LINE + i * 4
            transpose(c + i * c_row + j * 4, c_row, height, width, place, _LINE)


@njit
def _store_sums(sums, c, c_row, rows, columns):  # type: ignore[no-untyped-def]
    for i in range(0, rows, LANES):
        height = min(LANES, rows - i)
        for j in range(0, columns, LANES):
            width = min(LANES, columns - j)
            source = sums + j * _LINE + i * 4
            transpose_back(source, _LINE, c + i * c_row + j * 4, c_row, height, width)


@njit
def _add_blocks(mode, panel, weights, n, j0, groups, columns, group, kept, sums):  # type: ignore[no-untyped-def]
    """Add ``groups`` groups of packed ``a``, block by block, to all the waiting sums."""
    per_block = BLOCK // group
    for g in range(0, groups, per_block):
        slots = min(per_block, groups - g) * kept
        lines, first = panel + g * group * _LINE, weights + g * kept * n * 8
        _add_columns(mode, lines, first + j0 * slots * 8, slots, sums, columns)


@njit
def run(  # type: ignore[no-untyped-def]
    mode, fresh, a, a_row, a_k, weights, c, c_row, m, n, first, last, k, group, kept, scratch
):
    """``c += a @ weights``, or ``c =`` where ``fresh``, in columns ``first..last`` of n.

    Addresses and byte strides; ``a`` has one stride of 4 bytes; ``c`` is fp32, or int32 where
    ``mode`` is INTEGER, with adjacent columns; ``weights`` come from `prepare`.
    """
    panel, sums = scratch, scratch + (DEPTH + LANES) * _LINE
    depth = DEPTH // BLOCK * (BLOCK // group) * group
    for j0 in range(first, last, COLUMNS):
        columns = min(COLUMNS, last - j0)
        for i in range(0, m, PANEL):
            rows = min(PANEL, m - i)
            place = c + i * c_row + j0 * 4
            _load_sums(place, c_row, 0 if fresh else rows, columns, sums)
            for k0 in range(0, k, depth):
                groups = (min(depth, k - k0) + group - 1) // group
                source = a + i * a_row + k0 * a_k
                _pack_a(source, a_row, a_k, rows, k - k0, groups * group, panel)
                kept_before = weights + k0 // group * kept * n * 8
                _add_blocks(mode, panel, kept_before, n, j0, groups, columns, group, kept, sums)
            _store_sums(sums, place, c_row, rows, columns)
