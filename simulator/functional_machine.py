"""The memories of one accelerator as NumPy arrays, and the way between bytes and values."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from weft.accelerator.description import Accelerator
from weft.accelerator.formats import INT4, pack_nibbles, unpack_nibbles
from weft.accelerator.sparsity import Sparsity

Array = NDArray[Any]

BIAS_ROWS = 1024


class IllegalError(ValueError):
    """What a field of an instruction breaks: ``field=value rule``."""

    def __init__(self, field: str, value: int | str, rule: str) -> None:
        super().__init__(f"{field}={value} {rule}")


@dataclass(frozen=True)
class Compressed:
    """A pattern as B and INDEX hold it: ``rows`` compressed rows of a block of R elements."""

    sparsity: Sparsity
    rows: int
    index_rows: int

    @property
    def ratio(self) -> int:
        """Planes of A that a pass reduces."""
        return self.sparsity.group // self.sparsity.kept

    @property
    def index_granules(self) -> int:
        """Granules of indices of one block."""
        return -(-self.rows // self.index_rows)

    def index_places(self, row: Array) -> Array:
        """Places in `Machine.index`, relative to a block's first, of compressed rows."""
        block, inside = np.divmod(row, self.rows)
        return block * (self.index_granules * self.index_rows) + inside


class Machine:
    """Every memory of ``accelerator``, zero after reset; keep it to run a program in parts.

    Members, R being ``rows``; operands are carriers of the operand format:

    - ``a`` (banks * depth + 1, R): the banks of A one after the other, then what padding reads
    - ``b`` (b_granules, R)
    - ``index`` (b_index_granules * index_rows, R) uint8: one row of indices each
    - ``o`` (2 * o_words, R) and ``pe`` (interleave, R, R): accumulators
    - ``weight``, ``momentum`` (u_words, R) float32 going in, ``new_weight``, ``new_momentum`` out
    - ``bias`` (1024, R) accumulators
    - ``mask`` (2 * o_words, R) bool
    - ``ff_value``, ``ff_index``, ``bp_value``, ``bp_index`` (u_words, granule_bytes) uint8
    """

    def __init__(self, accelerator: Accelerator) -> None:
        self.accelerator = a = accelerator
        self.operand, self.banks, self.depth = a.operand, a.a_banks, a.a_granules
        operand, total = a.operand.carrier_dtype, a.operand.accumulator.carrier_dtype
        self.a = np.zeros((self.banks * self.depth + 1, a.rows), operand)
        self.b = np.zeros((a.b_granules, a.rows), operand)
        self.index = np.zeros((a.b_index_granules * a.index_rows, a.rows), np.uint8)
        self.o = np.zeros((2 * a.o_words, a.rows), total)
        self.pe = np.zeros((a.interleave, a.rows, a.rows), total)
        self.bias = np.zeros((BIAS_ROWS, a.rows), total)
        self.mask = np.zeros((2 * a.o_words, a.rows), np.bool_)
        self.weight, self.momentum = self._wide(), self._wide()
        self.new_weight, self.new_momentum = self._wide(), self._wide()
        self.ff_value, self.ff_index = self._narrow(), self._narrow()
        self.bp_value, self.bp_index = self._narrow(), self._narrow()

    def _wide(self) -> Array:
        return np.zeros((self.accelerator.u_words, self.accelerator.rows), np.float32)

    def _narrow(self) -> Array:
        return np.zeros((self.accelerator.u_words, self.accelerator.granule_bytes), np.uint8)

    @cached_property
    def zero_row(self) -> int:
        """Row of ``a`` that is zero for ever."""
        return len(self.a) - 1

    # ---- bytes and values ----------------------------------------------------------------------

    def codes(self, granules: Array) -> Array:
        """Codes (n, R) of the operand format in ``granules`` (n, granule_bytes) uint8."""
        fmt = self.operand
        if fmt.bits == INT4.bits:
            return unpack_nibbles(granules, self.accelerator.rows)
        codes = np.ascontiguousarray(granules).view(fmt.code_dtype.newbyteorder("<"))
        return codes.astype(fmt.code_dtype, copy=False)

    def pack(self, codes: Array) -> Array:
        """Granules (n, granule_bytes) uint8 of ``codes`` (n, R)."""
        fmt = self.operand
        if fmt.bits == INT4.bits:
            return pack_nibbles(codes)
        little = codes.astype(fmt.code_dtype.newbyteorder("<"), copy=False)
        return little.view(np.uint8).reshape(len(codes), -1)

    def decode(self, granules: Array) -> Array:
        """Carriers (n, R) of ``granules`` (n, granule_bytes) uint8."""
        codes = self.codes(granules)
        return codes if self.operand.bits == INT4.bits else self.operand.decode_array(codes)

    def encode(self, values: Array) -> Array:
        """Granules (n, granule_bytes) uint8 of ``values`` (n, R), rounded to the operand format."""
        return self.pack(np.ascontiguousarray(self.operand.encode_array(values)))

    def positive(self, granules: Array) -> Array:
        """Bits (n, R) that MASK keeps of ``granules``: the code is not 0 and has no sign."""
        codes = self.codes(granules)
        return (codes != 0) & ~has_sign(codes)

    def granules(self, wide: Array) -> Array:
        """View of fp32 or int32 rows (n, R) as granules (n * wide_granules, granule_bytes)."""
        return wide.view(np.uint8).reshape(-1, self.accelerator.granule_bytes)

    def unpack_indices(self, granules: Array) -> Array:
        """Rows of indices (n * index_rows, R) uint8, the low nibble first."""
        nibbles = unpack_nibbles(granules, 2 * granules.shape[-1]).view(np.uint8) & 15
        return nibbles.reshape(-1, self.accelerator.rows)

    def pack_indices(self, indices: Array) -> Array:
        """Granules (s, n, granule_bytes) of indices (s, rows, R), zero behind the last row."""
        a = self.accelerator
        count = -(-indices.shape[1] // a.index_rows)
        padded = np.zeros((len(indices), count * a.index_rows, a.rows), np.uint8)
        padded[:, : indices.shape[1]] = indices
        signed = ((padded ^ 8).astype(np.int8) - 8).reshape(len(indices), count, -1)
        return pack_nibbles(signed)

    # ---- patterns ------------------------------------------------------------------------------

    def pattern(self, f: Any, prefix: str = "") -> Compressed:
        """The pattern in the fields ``kept`` and ``group``, checked against the description."""
        kept, group = getattr(f, f"{prefix}kept"), getattr(f, f"{prefix}group")
        a = self.accelerator
        pair = f"{kept}, {prefix}group={group}"
        try:
            sparsity = Sparsity(kept, group)
            a.require(sparsity)
        except ValueError as error:
            raise IllegalError(f"{prefix}kept", pair, f"is illegal: {error}") from None
        if kept == group != 1:
            raise IllegalError(f"{prefix}kept", pair, "is dense; a dense pattern is written 1:1")
        return Compressed(sparsity, a.rows * kept // group, a.index_rows)


def scale(values: Array, exponent: int) -> Array:
    """``values * 2**exponent`` in the dtype of ``values``, a float: rounded once."""
    with np.errstate(all="ignore"):
        return np.ldexp(values, exponent)


def has_sign(codes: Array) -> Array:
    """Whether the highest bit of a code is set: negative numbers and -0."""
    return codes.view(np.dtype(f"i{codes.itemsize}")) < 0


def require_room(
    field: str, value: int, last: int, size: int, memory: str, unit: str = "granules"
) -> None:
    """Raise IllegalError where address ``last``, reached from ``field``, lies beyond ``memory``."""
    if last >= size:
        rule = f"reaches {memory} {unit[:-1]} {last}, but there are {size} {unit}"
        raise IllegalError(field, value, rule)


def require_half(field: str, value: int, first: int, last: int, a: Accelerator) -> None:
    """Raise IllegalError where words ``first`` to ``last`` of O lie in both halves."""
    if first < a.o_words <= last:
        rule = (
            f"touches words {first} to {last} of O, across its halves of {a.o_words} words; "
            "keep an instruction to one half"
        )
        raise IllegalError(field, value, rule)
