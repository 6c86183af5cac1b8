"""Small combinational functions on bits."""

from __future__ import annotations

from amaranth.hdl import Cat, Const, Mux, Value


def leading_zeros(value: Value) -> Value:
    """Zeros above the highest 1; at least the width for 0, up to the next power of two."""
    width = 1 << max(len(value) - 1, 0).bit_length()
    ones_below = Const((1 << (width - len(value))) - 1, width - len(value))
    return _leading_zeros(Cat(ones_below, value))


def _leading_zeros(value: Value) -> Value:
    if len(value) == 1:
        return ~value
    half = len(value) // 2
    low, high = value[:half], value[half:]
    none = ~high.any()
    if half == 1:
        return Mux(none, 1 + ~low, Const(0, 2))
    return Mux(none, half + _leading_zeros(low), _leading_zeros(high))


def minimum(a: Value, b: Value | int) -> Value:
    """The smaller of two unsigned values."""
    return Mux(a < b, a, b)


def shift_down(value: Value, places: Value) -> Value:
    """``value >> places``, its lowest bit joined by all that fell off (the sticky bit)."""
    width = len(value)
    kept = value >> places
    fell = value & ~(Const((1 << width) - 1, width) << places)[:width]
    return Cat(kept[0] | fell.any(), kept[1:])
