"""Reading the codes of floating-point formats."""

from __future__ import annotations

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


def bias(fmt: Format) -> int:
    """What the biased exponent exceeds the exponent of the leading bit by."""
    return 1 - fmt.smallest_exponent
