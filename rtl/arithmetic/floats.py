"""Reading and making the codes of floating-point formats."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from amaranth.hdl import Cat, Const, Mux, Value

from weft.accelerator.formats import Format

FP32_INFINITY, FP32_NAN = 0x7F800000, 0x7FC00000


@dataclass(frozen=True)
class Parts:
    """``value = (-1)**sign * significand * 2**(exponent - bias - mantissa_bits)`` if finite.

    ``exponent`` is biased and at least 1; the significand of a subnormal has a leading 0.
    """

    sign: Value
    exponent: Value
    significand: Value
    zero: Value
    infinite: Value
    nan: Value


def split(code: Value, fmt: Format) -> Parts:
    """Parts of ``code``, a bit pattern of ``fmt``."""
    fraction = code[: fmt.mantissa_bits]
    biased = code[fmt.mantissa_bits : fmt.bits - 1]
    normal = biased.any()
    if fmt.has_infinity:
        special = biased.all()
        infinite, nan = special & ~fraction.any(), special & fraction.any()
    else:
        infinite, nan = Const(0, 1), biased.all() & fraction.all()
    return Parts(
        sign=code[fmt.bits - 1],
        exponent=Mux(normal, biased, Const(1, len(biased))),
        significand=Cat(fraction, normal),
        zero=~normal & ~fraction.any(),
        infinite=infinite,
        nan=nan,
    )


def nearest(fmt: Format, v: Mapping[str, Value]) -> Value:
    """Code of ``fmt`` nearest to a number, ties to even; every NaN is canonical.

    Of ``v``: ``total`` is the significand above its guard bit and at least one more, the lowest
    being sticky; ``exponent`` is biased as in ``fmt`` and counts only if the leading bit is 1, a
    subnormal having a leading 0; ``sign``, ``infinite`` and ``nan`` are bits.
    """
    total = v["total"]
    tail = len(total) - fmt.mantissa_bits - 1
    significand, guard, rest = total[tail:], total[tail - 1], total[: tail - 1].any()
    exponent = Mux(significand[-1], v["exponent"], 0)
    # a carry out of the fraction goes on into the exponent, as it should
    packed = Cat(significand[:-1], exponent) + (guard & (rest | significand[0]))
    overflows = _is_beyond(packed, fmt) | v["infinite"]
    magnitude = Mux(v["nan"], fmt.nan_code, Mux(overflows, fmt.overflow_code, packed))
    sign = v["sign"] & ~v["nan"]
    return Cat(magnitude[: fmt.bits - 1], sign)


def _is_beyond(packed: Value, fmt: Format) -> Value:
    """Whether a rounded magnitude is more than the largest finite one."""
    if fmt.has_infinity:
        return packed[fmt.mantissa_bits :] >= 2**fmt.exponent_bits - 1
    return packed > fmt.largest_code


def bias(fmt: Format) -> int:
    """What the biased exponent exceeds the exponent of the leading bit by."""
    return 1 - fmt.smallest_exponent
