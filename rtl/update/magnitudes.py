"""Magnitudes of fp32 codes, ordered as `weft.accelerator.sparsity` orders them."""

from __future__ import annotations

from amaranth.hdl import Cat, Module, Mux, Signal, Value

from weft.accelerator.formats import FP32

WEIGHT_BITS = FP32.bits
_FRACTION, _SIGN = FP32.mantissa_bits, FP32.bits - 1


def comparable(m: Module, row: Value) -> Signal:
    """The weights of ``row`` with every NaN made the smallest one: all equal, above infinity.

    Then the bits below the sign are a magnitude that compares as an unsigned number.
    """
    out = Signal(len(row))
    m.d.comb += out.eq(Cat(_comparable(weight) for weight in weights_of(row)))
    return out


def _comparable(weight: Value) -> Value:
    fraction, exponent = weight[:_FRACTION], weight[_FRACTION:_SIGN]
    is_nan = exponent.all() & fraction.any()
    return Cat(Mux(is_nan, 1, fraction)[:_FRACTION], exponent, weight[_SIGN])


def weights_of(row: Value) -> list[Value]:
    """The fp32 codes that lie side by side in ``row``."""
    return [row[at:][:WEIGHT_BITS] for at in range(0, len(row), WEIGHT_BITS)]


def magnitudes_of(row: Value) -> list[Value]:
    """The magnitudes of a row that `comparable` made."""
    return [weight[:_SIGN] for weight in weights_of(row)]


def population(bits: list[Value]) -> Value:
    """How many of ``bits`` are 1, as a balanced tree."""
    if len(bits) == 1:
        return bits[0]
    half = len(bits) // 2
    return population(bits[:half]) + population(bits[half:])
