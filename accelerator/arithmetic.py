"""The arithmetic of one processing element, bit by bit, and of the fp32 update lanes.

The rules of the machine; software, simulator and RTL are held to them:

1. A product with a zero factor is +0, whatever the other factor is, even infinity or NaN (the
   multiplier is gated by zero).  Hence a skipped element and a multiplied zero cannot differ.
2. Any other product is rounded to nearest even in the accumulator format.  It is exact for fp16
   (22-bit product) and fp8; bf16 rounds only where fp32 over- or underflows.  A product that
   rounds to zero is +0.
3. One addition, rounded to nearest even.  fp32 subnormals are kept, never flushed.
4. A sum starts from +0.  Under rule 2 no product is -0, and x + y is -0 only if both are; so an
   accumulator is never -0.  One that is handed in as -0 reads as +0.
5. Every NaN result is the canonical quiet NaN (fp32: 0x7FC00000).
6. Integers: exact product, then two's-complement wrap-around addition.

The scalar functions compute in exact fractions and are slow on purpose: they are what everything
else is compared with.
"""

from __future__ import annotations

import math
from fractions import Fraction

from weft.accelerator.formats import Format

Number = float | int


def multiply(a: Number, b: Number, fmt: Format) -> Number:
    """Product of two values of ``fmt`` in its accumulator format (rules 1, 2 and 6)."""
    zero = fmt.accumulator.decode(0)
    if a == 0 or b == 0:
        return zero
    if fmt.is_integer:
        return int(a) * int(b)
    product = fmt.accumulator.round(_exact_or_special(a, b))
    return zero if product == 0 else product


def _exact_or_special(a: Number, b: Number) -> float | Fraction:
    """Exact product of non-zero numbers; infinity or NaN where a factor is not finite."""
    if math.isfinite(a) and math.isfinite(b):
        return Fraction(float(a)) * Fraction(float(b))
    return float(a) * float(b)


def add(acc: Number, product: Number, fmt: Format) -> Number:
    """Sum in the accumulator format of ``fmt`` (rules 3 to 6)."""
    if fmt.is_integer:
        return _wrap(int(acc) + int(product), fmt.accumulator.bits)
    if math.isfinite(acc) and math.isfinite(product):
        return fmt.accumulator.round(Fraction(float(acc)) + Fraction(float(product)))
    return fmt.accumulator.round(float(acc) + float(product))


def _wrap(total: int, bits: int) -> int:
    half = 1 << (bits - 1)
    return (total + half) % (2 * half) - half


def multiply_accumulate(acc: Number, a: Number, b: Number, fmt: Format) -> Number:
    """``acc + a * b`` as one step of a processing element."""
    return add(acc, multiply(a, b, fmt), fmt)
