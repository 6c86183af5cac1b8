"""Number formats of operands and accumulators, with exact arithmetic.

A `Format` is data: field widths and what lies beyond the largest value.  `decode` and `encode` are
the scalar reference in exact fractions; the ``*_array`` methods are their fast twins.

Conventions, the same in software, simulator and RTL:

- Rounding is to nearest, ties to even, everywhere.  Subnormals are full members.
- fp32, fp16, bf16 and fp8-e5m2 are IEEE 754 shaped: overflow gives infinity.  fp8-e4m3 is the
  ``fn`` variant of the OCP 8-bit floating point specification: no infinity, one NaN per sign; it
  SATURATES to 448, infinity too (as torch does, unlike ml_dtypes), and NaN stays NaN.
- Encoding gives one canonical NaN: sign 0, the top significand bit (e4m3: all ones).
- Integers saturate, round ties to even, and refuse NaN.  int4 is -8..7.

A *carrier* is the array type that holds operands on the way through software: float32 for float
formats up to fp32 (every value is exactly representable), int8 and int32 for integers.  A *code*
is the bit pattern as it lies in memory; an int4 code is an int8, packing is `pack_nibbles`.
"""

from __future__ import annotations

import difflib
import math
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from numbers import Rational
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from weft.accelerator.kernels import rounding, threads

Array = NDArray[Any]

_BLOCK = 1 << 16  # elements; below this a second thread costs more than it saves


@dataclass(frozen=True, kw_only=True)
class Format:
    """One number format; an integer where ``exponent_bits`` is 0, else a binary float.

    ``mantissa_bits`` counts the stored significand.  ``wider`` is the format that sums of products
    are taken in (None: the format itself).
    """

    name: str
    bits: int
    exponent_bits: int = 0
    mantissa_bits: int = 0
    has_infinity: bool = False
    wider: Format | None = None

    @property
    def is_integer(self) -> bool:
        """Whether this is a two's-complement integer."""
        return self.exponent_bits == 0

    @property
    def accumulator(self) -> Format:
        """The format that sums of products of this one are taken in."""
        return self.wider or self

    @property
    def product_is_exact(self) -> bool:
        """Whether every product of two finite values is a value of the accumulator format."""
        wide = self.accumulator
        fits = 2 * (self.mantissa_bits + 1) <= wide.mantissa_bits + 1
        # (2 - ulp)**2 * 2**(2 * largest exponent) needs one exponent more than twice the largest
        high = 2 * (1 - self.smallest_exponent) + 1 <= 1 - wide.smallest_exponent
        quantum = self.smallest_exponent - self.mantissa_bits
        low = 2 * quantum >= wide.smallest_exponent - wide.mantissa_bits
        return not self.is_integer and fits and high and low

    @property
    def smallest_exponent(self) -> int:
        """Exponent of the smallest normal value (fp16: -14)."""
        return 2 - 2 ** (self.exponent_bits - 1)

    @property
    def smallest(self) -> float | int:
        """The most negative finite value."""
        return -(2 ** (self.bits - 1)) if self.is_integer else -self.largest

    @property
    def largest(self) -> float | int:
        """The largest finite value."""
        return 2 ** (self.bits - 1) - 1 if self.is_integer else self.decode(self.largest_code)

    @property
    def infinity_code(self) -> int:
        """Code of +infinity in an IEEE-shaped float."""
        return (2**self.exponent_bits - 1) << self.mantissa_bits

    @property
    def largest_code(self) -> int:
        """Code of the largest finite value of a float."""
        return self.infinity_code - 1 if self.has_infinity else 2 ** (self.bits - 1) - 2

    @property
    def overflow_code(self) -> int:
        """Code that a value beyond the largest rounds to."""
        return self.infinity_code if self.has_infinity else self.largest_code

    @property
    def nan_code(self) -> int:
        """The canonical NaN of a float: the only one that encoding makes."""
        quiet = 1 << (self.mantissa_bits - 1)
        return self.infinity_code | quiet if self.has_infinity else 2 ** (self.bits - 1) - 1

    @cached_property
    def code_dtype(self) -> np.dtype[Any]:
        """Array type of codes: uint8, uint16, uint32 for floats, int8, int32 for integers."""
        sign = "i" if self.is_integer else "u"
        return np.dtype(f"{sign}{max(8, self.bits) // 8}")

    @cached_property
    def carrier_dtype(self) -> np.dtype[Any]:
        """Array type of values: float32, or the code's own type for integers."""
        return self.code_dtype if self.is_integer else np.dtype(np.float32)

    # ---- exact scalars -------------------------------------------------------------------------

    def decode(self, code: int) -> float | int:
        """Return the value of ``code``, exactly.  Raises ValueError for a code out of range."""
        low, high = (self.smallest, self.largest) if self.is_integer else (0, 2**self.bits - 1)
        if not low <= code <= high:
            raise ValueError(f"code {code} is outside {low}..{high} of {self.name}")
        return int(code) if self.is_integer else self._decode_float(int(code))

    def _decode_float(self, code: int) -> float:
        sign = -1.0 if code >> (self.bits - 1) else 1.0
        magnitude = code & (2 ** (self.bits - 1) - 1)
        if self.has_infinity and magnitude == self.infinity_code:
            return sign * math.inf
        if magnitude > self.largest_code:
            return math.nan
        biased, fraction = divmod(magnitude, 2**self.mantissa_bits)
        significand = fraction + 2**self.mantissa_bits * (biased > 0)
        exponent = self.smallest_exponent + max(biased - 1, 0) - self.mantissa_bits
        return sign * math.ldexp(significand, exponent)

    def encode(self, value: float | int | Fraction) -> int:
        """Return the code of the nearest value, ties to even.

        An exact `Fraction` may be given where a float could not hold the number.  Raises
        ValueError for a NaN in an integer format.
        """
        return self._encode_integer(value) if self.is_integer else self._encode_float(value)

    def _encode_integer(self, value: float | int | Fraction) -> int:
        if math.isnan(value):
            raise ValueError(f"NaN has no {self.name} code; mend the operand or use a float format")
        low, high = int(self.smallest), int(self.largest)
        if math.isinf(value):
            return high if value > 0 else low
        return max(low, min(high, round(_exact(value))))

    def _encode_float(self, value: float | int | Fraction) -> int:
        if math.isnan(value):
            return self.nan_code
        negative = value < 0 or (value == 0 and math.copysign(1.0, value) < 0)
        sign = int(negative) << (self.bits - 1)
        if math.isinf(value):
            return sign | self.overflow_code
        return sign | self._encode_magnitude(abs(_exact(value)))

    def _encode_magnitude(self, magnitude: Fraction) -> int:
        exponent = max(_floor_log2(magnitude), self.smallest_exponent)
        steps = _nearest_multiple(magnitude, exponent - self.mantissa_bits)
        # normal: steps has its hidden bit, which adds the 1 that the biased exponent lacks here
        code = ((exponent - self.smallest_exponent) << self.mantissa_bits) + steps
        return code if code <= self.largest_code else self.overflow_code

    def round(self, value: float | int | Fraction) -> float | int:
        """Return the value of this format nearest to ``value``: ``decode(encode(value))``."""
        return self.decode(self.encode(value))

    # ---- arrays --------------------------------------------------------------------------------

    def decode_array(self, codes: ArrayLike) -> Array:
        """Carrier of ``codes`` (of `code_dtype`, any shape); every NaN becomes the canonical one.

        Raises TypeError for another dtype and ValueError for an integer code out of range.
        """
        codes = self._typed(codes, self.code_dtype, "codes")
        if self.is_integer:
            return self._checked_range(codes).copy()
        if self.bits == 32:
            return self.round_array(codes.view(np.float32))
        return self._decode_by_table(codes)

    def encode_array(self, carrier: ArrayLike) -> Array:
        """Codes of the nearest values; any shape.

        Float formats take float32 (a float64 would be rounded twice: TypeError); integer formats
        take any real dtype and raise ValueError for NaN.
        """
        if self.is_integer:
            return self._clip(np.asarray(carrier))
        values = self._typed(carrier, self.carrier_dtype, "values")
        target = np.empty(values.shape, self.code_dtype)
        return self._map_bits(rounding.encode_values, values, target)

    def round_array(self, carrier: ArrayLike, *, out: Array | None = None) -> Array:
        """Carrier of the nearest values of this format; dtypes as in `encode_array`.

        A float format writes to ``out`` where given (contiguous float32 of the same shape, may be
        ``carrier`` itself), which saves fresh memory: most of the time of a large call.
        """
        if self.is_integer:
            return self._clip(np.asarray(carrier))
        values = self._typed(carrier, self.carrier_dtype, "values")
        target = np.empty(values.shape, np.float32) if out is None else out
        if target.shape != values.shape or not target.flags.c_contiguous:
            raise ValueError(f"out is {target.shape}; give a contiguous array of {values.shape}")
        bits = self._typed(target, self.carrier_dtype, "out").view(np.uint32)
        self._map_bits(rounding.round_values, values, bits)
        return target

    def _map_bits(self, kernel: Any, source: Array, target: Array) -> Array:
        bits = np.ascontiguousarray(source).view(np.uint32).reshape(-1)
        flat, grid = target.reshape(-1), self._grid

        def part(start: int, stop: int) -> None:
            with np.errstate(all="ignore"):  # matters only where the JIT is off
                kernel(bits[start:stop], flat[start:stop], grid)

        threads.run(part, bits.size, threads.thread_count(), _BLOCK)
        return target

    def _decode_by_table(self, codes: Array) -> Array:
        flat, table = np.ascontiguousarray(codes).reshape(-1), self._table
        target = np.empty(codes.shape, np.float32)
        out = target.reshape(-1)

        def part(start: int, stop: int) -> None:
            rounding.decode_values(flat[start:stop], table, out[start:stop])

        threads.run(part, flat.size, threads.thread_count(), _BLOCK)
        return target

    def _clip(self, values: Array) -> Array:
        if values.dtype.kind == "f":
            if np.isnan(values).any():
                raise ValueError(
                    f"NaN has no {self.name} code; mend the operand or use a float format"
                )
            values = np.rint(values.astype(np.float64))
        elif values.dtype.kind not in "iub":
            raise TypeError(f"dtype {values.dtype} is not real; {self.name} takes real numbers")
        return np.clip(values, self.smallest, self.largest).astype(self.code_dtype)

    def _typed(self, values: ArrayLike, dtype: np.dtype[Any], what: str) -> Array:
        array = np.asarray(values)
        if array.dtype != dtype:
            raise TypeError(
                f"{what} of {self.name} are {dtype}, not {array.dtype}; use .astype(np.{dtype})"
            )
        return array

    def _checked_range(self, codes: Array) -> Array:
        if codes.size and not self.smallest <= codes.min() <= codes.max() <= self.largest:
            raise ValueError(
                f"{self.name} codes lie in {self.smallest}..{self.largest}, "
                f"not {codes.min()}..{codes.max()}"
            )
        return codes

    @cached_property
    def _table(self) -> Array:
        values = [self.decode(code) for code in range(2**self.bits)]
        return np.where(np.isnan(values), np.nan, values).astype(np.float32)

    @cached_property
    def _grid(self) -> rounding.Grid:
        u32 = np.uint32
        shift = 23 - self.mantissa_bits
        narrower = self.smallest_exponent > FP32.smallest_exponent
        normal = FP32.encode(Fraction(2) ** self.smallest_exponent) if narrower else 0
        quantum = Fraction(2) ** (self.smallest_exponent - self.mantissa_bits)
        return rounding.Grid(
            shift=u32(shift),
            below_half=u32((1 << shift >> 1) - 1 if shift else 0),
            odd=u32(shift > 0),
            smallest_normal=u32(normal),
            magic=np.float32(quantum * 2**23),
            largest=u32(FP32.encode(self.decode(self.largest_code))),
            overflow=u32(FP32.encode(self.decode(self.overflow_code))),
            rebias=u32((normal >> shift) - (2**self.mantissa_bits if narrower else 0)),
            overflow_code=u32(self.overflow_code),
            nan_code=u32(self.nan_code),
            sign_shift=u32(32 - self.bits),
        )


def _exact(value: float | int | Fraction) -> Fraction:
    if isinstance(value, Fraction):
        return value
    return Fraction(value) if isinstance(value, Rational) else Fraction(float(value))


def _floor_log2(magnitude: Fraction) -> int:
    """Largest e with 2**e <= magnitude; a number below every format's range for 0."""
    if magnitude == 0:
        return -(2**16)
    exponent = magnitude.numerator.bit_length() - magnitude.denominator.bit_length()
    numerator, denominator = _over_power(magnitude, exponent)
    return exponent if numerator >= denominator else exponent - 1


def _nearest_multiple(magnitude: Fraction, exponent: int) -> int:
    """How many times 2**exponent is nearest to ``magnitude``, ties to even."""
    numerator, denominator = _over_power(magnitude, exponent)
    steps, rest = divmod(numerator, denominator)
    is_odd = steps & 1
    return steps + (2 * rest + is_odd > denominator)


def _over_power(magnitude: Fraction, exponent: int) -> tuple[int, int]:
    """Numerator and denominator of ``magnitude / 2**exponent``."""
    up, down = max(-exponent, 0), max(exponent, 0)
    return magnitude.numerator << up, magnitude.denominator << down


FP32 = Format(name="fp32", bits=32, exponent_bits=8, mantissa_bits=23, has_infinity=True)
INT32 = Format(name="int32", bits=32)
FP16 = Format(
    name="fp16", bits=16, exponent_bits=5, mantissa_bits=10, has_infinity=True, wider=FP32
)
BF16 = Format(name="bf16", bits=16, exponent_bits=8, mantissa_bits=7, has_infinity=True, wider=FP32)
FP8_E4M3 = Format(name="fp8-e4m3", bits=8, exponent_bits=4, mantissa_bits=3, wider=FP32)
FP8_E5M2 = Format(
    name="fp8-e5m2", bits=8, exponent_bits=5, mantissa_bits=2, has_infinity=True, wider=FP32
)
INT8 = Format(name="int8", bits=8, wider=INT32)
INT4 = Format(name="int4", bits=4, wider=INT32)

FORMATS: dict[str, Format] = {
    fmt.name: fmt for fmt in (FP16, BF16, FP8_E4M3, FP8_E5M2, INT8, INT4, FP32, INT32)
}


def format_named(name: str) -> Format:
    """Return the format called ``name``; raises ValueError that suggests the nearest name."""
    if name in FORMATS:
        return FORMATS[name]
    near = difflib.get_close_matches(name.lower(), FORMATS, n=1, cutoff=0.0)[0]
    raise ValueError(f"no format {name!r}; did you mean {near!r}? Known: {', '.join(FORMATS)}")


def pack_nibbles(codes: ArrayLike) -> Array:
    """Bytes of int4 ``codes``, two along the last axis a byte, the first in the low nibble.

    ``(..., n)`` int8 gives ``(..., ceil(n / 2))`` uint8; an odd tail is padded with 0.
    """
    low = INT4._checked_range(INT4._typed(codes, INT4.code_dtype, "codes")).view(np.uint8) & 15
    if low.shape[-1] % 2:
        low = np.concatenate([low, np.zeros(low.shape[:-1] + (1,), np.uint8)], axis=-1)
    packed: Array = low[..., 0::2] | (low[..., 1::2] << 4)
    return packed


def unpack_nibbles(packed: ArrayLike, count: int) -> Array:
    """Int4 codes ``(..., count)`` in int8 from bytes ``(..., ceil(count / 2))`` uint8.

    Raises ValueError where the bytes do not hold ``count`` codes.
    """
    data = np.asarray(packed, np.uint8)
    if data.shape[-1] != -(-count // 2):
        raise ValueError(
            f"{data.shape[-1]} bytes hold {2 * data.shape[-1]} int4 codes, not count={count}"
        )
    nibbles = np.stack([data & 15, data >> 4], axis=-1).reshape(data.shape[:-1] + (-1,))
    codes: Array = ((nibbles ^ 8).astype(np.int8) - 8)[..., :count]
    return codes
