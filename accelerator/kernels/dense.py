"""Dense GEMM on fp32 vectors, k ascending in every output.

A tile of ``ROWS`` x ``LANES`` sums stays in registers while k runs over one block; sums are stored
and taken up again at the next block, which changes no bit.  ``b`` is packed into panels of
``LANES`` columns, ``a`` into rows at a fixed pitch, from which every multiply broadcasts.

The fast tiles do not gate zeros.  They need not: with an infinity or a NaN among its operands a
sum is never finite (infinity times zero is NaN), so a tile whose sums are all finite met finite
operands only, and there a gated zero and a multiplied one agree.  A tile with any other sum is not
stored but computed again, gated.
"""

from __future__ import annotations

from typing import Any

from llvmlite import ir
from numba import types

from weft.accelerator.jit import intrinsic, njit
from weft.accelerator.kernels.moving import clear_lanes, copy_lanes, part_of, prefetch, transpose
from weft.accelerator.kernels.vector import (
    F32,
    I64,
    LANES,
    REGISTERS,
    Mode,
    Vectors,
    loop_while,
    unrolled,
)

#: Rows of a tile: one register of sums each, the rest for the panel and broadcasts.
ROWS = REGISTERS * 3 // 4
#: k of one block: a tile's rows of ``a`` and a panel of ``b`` share the first-level cache.
#: At most 1024, where sums of int8 products are still exact in fp32: 1024 * 2**14 = 2**24.
BLOCK = 256
#: Columns packed at once: 1 MiB of panels stays in the second-level cache.
COLUMNS = 1024

#: Bytes between packed rows of ``a``; the pad spreads the rows over the cache sets.
PITCH = (BLOCK + LANES) * 4
PACKED_ROWS = -(-ROWS // LANES) * LANES  # transposing packs whole blocks of rows


def scratch_bytes() -> int:
    """Bytes of scratch memory that `run` needs."""
    return COLUMNS * BLOCK * 4 + PACKED_ROWS * PITCH


def _tiles(mode: Mode) -> Any:
    """Intrinsic that adds packed ``a`` times packed ``b`` to ``rows`` x ``columns`` of ``c``.

    It returns how many columns it did before a tile that `Vectors.finish` refused to store.
    """

    @intrinsic
    def tiles(context, a, b, c, c_row, rows, columns, k):
        def codegen(context, builder, signature, arguments):
            a, b, c, c_row, rows, columns, k = arguments
            vectors = Vectors(builder, mode)

            def one(tile: ir.Value) -> ir.Value:
                done = builder.mul(tile, I64(LANES))
                panel = builder.add(b, builder.mul(done, I64(BLOCK * 4)))
                place = builder.add(c, builder.mul(done, I64(4)))
                lines = vectors.block(place, c_row, ROWS, rows, builder.sub(columns, done))
                return _emit_tile(vectors, a, panel, lines, k)

            count = builder.sdiv(builder.add(columns, I64(LANES - 1)), I64(LANES))
            return builder.mul(loop_while(builder, count, one), I64(LANES))

        return types.int64(*[types.int64] * 7), codegen

    return tiles


def _emit_tile(vectors: Vectors, a, b, lines, k) -> ir.Value:
    builder = vectors.builder
    stored = [vectors.load_flagged(place, flags, vectors.sum_kind) for place, flags in lines]

    def step(index: ir.Value, sums: list[Any]) -> list[ir.Value]:
        y = vectors.load(builder.add(b, builder.mul(index, I64(4 * LANES))))
        place = builder.add(a, builder.mul(index, I64(4)))
        following = []
        for row, total in enumerate(sums):
            x = vectors.splat(vectors.load(builder.add(place, I64(row * PITCH)), F32))
            following.append(vectors.multiply_accumulate(total, x, y))
        return following

    sums = unrolled(builder, k, 4, [vectors.begin(value) for value in stored], step)
    return vectors.finish(
        sums, stored, lambda row, value: vectors.store_flagged(value, *lines[row])
    )


_fused, _separate, _gated, _integer = (_tiles(mode) for mode in Mode)


@njit
def _add_tiles(mode, a, b, c, c_row, rows, columns, k):
    done = 0
    while done < columns:
        panel, place, rest = b + done * BLOCK * 4, c + done * 4, columns - done
        if mode == Mode.FUSED:
            done += _fused(a, panel, place, c_row, rows, rest, k)
        elif mode == Mode.SEPARATE:
            done += _separate(a, panel, place, c_row, rows, rest, k)
        elif mode == Mode.INTEGER:
            done += _integer(a, panel, place, c_row, rows, rest, k)
        if done < columns:
            rest = min(LANES, columns - done)
            _gated(a, b + done * BLOCK * 4, c + done * 4, c_row, rows, rest, k)
            done += LANES


@njit
def _pack_b(b, k, count, panel):
    """Pack k x ``count`` (at most ``LANES``) numbers as [k][LANES]."""
    if b.column == 4:
        for i in range(k):
            copy_lanes(b.address + i * b.row, panel + i * LANES * 4, count)
        return
    for i in range(0, k, LANES):
        depth, place = min(LANES, k - i), panel + i * LANES * 4
        transpose(b.address + i * 4, b.column, count, depth, place, LANES * 4)


@njit
def _pack_a(a, rows, k, panel):
    """Pack rows x k numbers as [ROWS][PITCH], zeros below."""
    if a.column == 4:
        for row in range(ROWS):
            source = a.address + min(row, rows - 1) * a.row
            for i in range(0, k, LANES):
                count = min(LANES, k - i) if row < rows else 0
                copy_lanes(source + i * 4, panel + row * PITCH + i * 4, count)
                prefetch(a.address + (ROWS + row) * a.row + i * 4)
        return
    for row in range(0, ROWS, LANES):
        source, count = a.address + min(row, rows - 1) * 4, max(0, min(LANES, rows - row))
        for i in range(0, k, LANES):
            place = panel + row * PITCH + i * 4
            transpose(source + i * a.column, a.column, min(LANES, k - i), count, place, PITCH)


@njit
def _clear(c, rows, columns):
    for row in range(rows):
        for j in range(0, columns, LANES):
            clear_lanes(c.address + row * c.row + j * 4, min(LANES, columns - j))


@njit
def run(mode, fresh, a, b, c, shape, scratch):
    """``c += a @ b``, or ``c =`` where ``fresh``; ``shape`` is (m, n, k).

    The operands are `Matrix` of fp32, ``a`` and ``b`` with one stride of 4 bytes each; ``c`` is
    fp32, or int32 where ``mode`` is INTEGER, with adjacent columns.
    """
    m, n, k = shape
    x, panels = scratch, scratch + PACKED_ROWS * PITCH
    for j0 in range(0, n, COLUMNS):
        columns = min(COLUMNS, n - j0)
        for k0 in range(0, k, BLOCK):
            depth = min(BLOCK, k - k0)
            for j in range(0, columns, LANES):
                panel, width = panels + j * BLOCK * 4, min(LANES, columns - j)
                _pack_b(part_of(b, k0, j0 + j), depth, width, panel)
            for i in range(0, m, ROWS):
                rows, place = min(ROWS, m - i), part_of(c, i, j0)
                if fresh and k0 == 0:
                    _clear(place, rows, columns)
                _pack_a(part_of(a, i, k0), rows, depth, x)
                _add_tiles(mode, x, panels, place.address, c.row, rows, columns, depth)
