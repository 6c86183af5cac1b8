"""Moving blocks of fp32 between strided memory and packed panels: copies and transposes.

Addresses and strides are in bytes.  A block is ``rows`` x ``columns`` with the columns adjacent in
the source.  Targets are padded with zeros where the source ends, so that kernels need no edges;
a source without rows or columns must still name memory that exists (see `Vectors.block`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from llvmlite import ir
from numba import types

from weft.accelerator.jit import intrinsic, njit
from weft.accelerator.kernels.vector import I64, INTEGERS, LANES, Vectors, loop


class Matrix(NamedTuple):
    """Numbers of 4 bytes in strided memory: address of the first, bytes to the next row, column."""

    address: int
    row: int
    column: int


@njit
def part_of(matrix, row, column):
    """Return the matrix that begins at an element of this one."""
    address = matrix.address + row * matrix.row + column * matrix.column
    return Matrix(address, matrix.row, matrix.column)


@intrinsic
def copy_lanes(context, source, target, columns):
    """Copy ``columns`` (at most ``LANES``) numbers, zeros behind them up to ``LANES``."""

    def codegen(context, builder, signature, arguments):
        vectors = Vectors(builder)
        source, target, columns = arguments
        vectors.store(vectors.load_flagged(source, vectors.first_lanes(columns)), target)
        return context.get_dummy_value()

    return types.void(*[types.int64] * 3), codegen


@intrinsic
def prefetch(context, address):
    """Ask for the cache line at an address that will be read later; any address will do."""

    def codegen(context, builder, signature, arguments):
        vectors = Vectors(builder)
        vectors.prefetch(arguments[0])
        return context.get_dummy_value()

    return types.void(types.int64), codegen


@intrinsic
def clear_lanes(context, target, columns):
    """Write ``columns`` (at most ``LANES``) zeros."""

    def codegen(context, builder, signature, arguments):
        vectors = Vectors(builder)
        vectors.store_flagged(vectors.zero, arguments[0], vectors.first_lanes(arguments[1]))
        return context.get_dummy_value()

    return types.void(*[types.int64] * 2), codegen


@intrinsic
def transpose(context, source, source_row, rows, columns, target, target_row):
    """Write the transpose of up to ``LANES`` x ``LANES`` numbers, padded with zeros to the full."""

    def codegen(context, builder, signature, arguments):
        source, source_row, rows, columns, target, target_row = arguments
        vectors = Vectors(builder)
        for row, value in enumerate(_transposed(vectors, source, source_row, rows, columns)):
            vectors.store(value, builder.add(target, builder.mul(target_row, I64(row))))
        return context.get_dummy_value()

    return types.void(*[types.int64] * 6), codegen


@intrinsic
def transpose_back(context, source, source_row, target, target_row, rows, columns):
    """Write the transpose of a full ``LANES`` x ``LANES`` block to its first rows and columns."""

    def codegen(context, builder, signature, arguments):
        source, source_row, target, target_row, rows, columns = arguments
        vectors = Vectors(builder)
        every = I64(LANES)
        lines = vectors.block(target, target_row, LANES, rows, columns)
        values = _transposed(vectors, source, source_row, every, every)
        for value, line in zip(values, lines, strict=True):
            vectors.store_flagged(value, *line)
        return context.get_dummy_value()

    return types.void(*[types.int64] * 6), codegen


def _transposed(
    vectors: Vectors, source: ir.Value, stride: ir.Value, rows: ir.Value, columns: ir.Value
) -> list[ir.Value]:
    """Load a block and transpose it in registers: swap halves of ever wider blocks."""
    builder = vectors.builder
    block = vectors.block(source, stride, LANES, rows, columns)
    lines = [vectors.load_flagged(*line) for line in block]
    width = LANES // 2
    while width:
        lines = _swap_blocks(builder, lines, width)
        width //= 2
    return lines


def _swap_blocks(builder: ir.IRBuilder, lines: Sequence[ir.Value], width: int) -> list[ir.Value]:
    result = list(lines)
    low = [lane if not lane & width else LANES + lane - width for lane in range(LANES)]
    high = [lane + width if not lane & width else LANES + lane for lane in range(LANES)]
    for row in range(LANES):
        if not row & width:
            pair = lines[row], lines[row + width]
            result[row] = builder.shuffle_vector(*pair, ir.Constant(INTEGERS, low))
            result[row + width] = builder.shuffle_vector(*pair, ir.Constant(INTEGERS, high))
    return result


@intrinsic
def all_finite(context, source, size):
    """Whether ``size`` bytes, a multiple of 4 vectors, hold neither infinity nor NaN."""

    def codegen(context, builder, signature, arguments):
        vectors = Vectors(builder)
        width = LANES * 4

        def step(index: ir.Value, bad: list[Any]) -> list[ir.Value]:
            place = builder.add(arguments[0], index)
            values = [vectors.load(builder.add(place, I64(i * width))) for i in range(4)]
            pairs = zip(bad, values, strict=True)
            return [builder.fadd(total, builder.fsub(value, value)) for total, value in pairs]

        bad = loop(builder, (I64(0), arguments[1]), 4 * width, [vectors.zero] * 4, step)
        return vectors.all_finite(bad)

    return types.boolean(*[types.int64] * 2), codegen
