"""fp32 to a narrower float format, nearest even, on the bit patterns.

``Grid`` numbers say where the narrow format lies inside fp32.  At or above ``smallest_normal`` the
narrow significand is a prefix of the fp32 one, so rounding is an integer add and a cut (a carry
runs into the exponent by itself).  Below it the narrow format has a fixed quantum, and adding
``magic`` (whose fp32 ulp is that quantum) lets the fp32 adder round.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from weft.accelerator.jit import njit

_U32 = np.uint32
_NAN = np.uint32(0x7FC00000)


class Grid(NamedTuple):
    """Where a narrow format lies inside fp32; facts of one `Format`."""

    shift: np.uint32  # fp32 significand bits that fall away
    below_half: np.uint32  # just under half of the last bit kept; 0 where nothing falls away
    odd: np.uint32  # 1: an odd last bit rounds ties up; 0 where nothing falls away
    smallest_normal: np.uint32  # fp32 bits; 0 where the exponent ranges agree (bf16, fp32)
    magic: np.float32  # 2**23 quanta of the subnormals
    largest: np.uint32  # fp32 bits of the largest finite value
    overflow: np.uint32  # fp32 bits of what lies beyond it: infinity or `largest`
    rebias: np.uint32  # code of `smallest_normal` taken from its shifted fp32 bits
    overflow_code: np.uint32
    nan_code: np.uint32
    sign_shift: np.uint32  # from the fp32 sign bit to the code's


@njit
def _rounded(magnitude, grid):
    """Return fp32 bits of the rounded magnitude, without regard to overflow and NaN."""
    odd = _U32(_U32(magnitude >> grid.shift) & grid.odd)
    prefix = _U32(_U32(magnitude + grid.below_half + odd) >> grid.shift)
    normal = _U32(prefix << grid.shift)
    summed = np.float32(np.uint32(magnitude).view(np.float32) + grid.magic)
    fixed = np.float32(summed - grid.magic).view(np.uint32)
    return normal if magnitude >= grid.smallest_normal else fixed


@njit
def round_values(source, target, grid):
    """``target[i]`` = fp32 bits of ``source[i]`` rounded to the grid; both uint32, 1-D."""
    for i in range(source.size):
        bits = source[i]
        magnitude = _U32(bits & _U32(0x7FFFFFFF))
        sign = _U32(bits & _U32(0x80000000))
        rounded = _rounded(magnitude, grid)
        if rounded > grid.largest:
            rounded = grid.overflow
        target[i] = _NAN if magnitude > _U32(0x7F800000) else _U32(rounded | sign)


@njit
def encode_values(source, target, grid):
    """``target[i]`` = code of ``source[i]``, an fp32 bit pattern (rounded here); both 1-D."""
    for i in range(source.size):
        bits = source[i]
        magnitude = _U32(bits & _U32(0x7FFFFFFF))
        sign = _U32(_U32(bits & _U32(0x80000000)) >> grid.sign_shift)
        rounded = _rounded(magnitude, grid)
        summed = np.float32(np.uint32(rounded).view(np.float32) + grid.magic).view(np.uint32)
        fixed = _U32(summed - np.float32(grid.magic).view(np.uint32))
        code = _U32(_U32(rounded >> grid.shift) - grid.rebias)
        code = code if rounded >= grid.smallest_normal else fixed
        if rounded > grid.largest:
            code = grid.overflow_code
        code = _U32(code | sign)
        target[i] = grid.nan_code if magnitude > _U32(0x7F800000) else code


@njit
def decode_values(source, table, target):
    """``target[i] = table[source[i]]``, all 1-D."""
    for i in range(source.size):
        target[i] = table[source[i]]
