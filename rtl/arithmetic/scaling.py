"""fp32 numbers times powers of two, and fp32 numbers from integers."""

from __future__ import annotations

from amaranth.hdl import Cat, Const, Mux

from weft.accelerator.formats import FP32, INT32
from weft.rtl.arithmetic.bits import leading_zeros, minimum, shift_down
from weft.rtl.arithmetic.floats import bias, nearest, split
from weft.rtl.arithmetic.pipeline import Step, Values, take

_SIGNIFICAND = FP32.mantissa_bits + 1  # 24
_FAR = _SIGNIFICAND + 1  # a significand shifted this far is all in the sticky bit


def _count(v: Values) -> Values:
    """Where the number lies, and where it is to go."""
    value = split(v["value"], FP32)
    return {
        "zeros": leading_zeros(value.significand)[: _SIGNIFICAND.bit_length()],
        "target": (value.exponent + v["exponent"]).as_signed(),
        "significand": value.significand,
        "sign": value.sign,
        "nan": value.nan,
        "infinite": value.infinite,
    }


def _add_exponents(v: Values) -> Values:
    """How far the significand moves: up where there is room, down below the normal range."""
    target = v["target"]
    room = (target - 1)[: FP32.exponent_bits + 1]
    lack = (1 - target)[: FP32.exponent_bits + 1]
    kept = {name: v[name] for name in ("significand", "sign", "nan", "infinite")}
    return {
        **kept,
        "below": target < 1,
        "up": minimum(v["zeros"], room)[: _SIGNIFICAND.bit_length()],
        "down": minimum(lack, _FAR)[: _FAR.bit_length()],
        "exponent": target[: FP32.exponent_bits + 1],
    }


def _move(v: Values) -> Values:
    significand = v["significand"]
    up = (significand << v["up"])[:_SIGNIFICAND]
    down = shift_down(Cat(Const(0, 2), significand), v["down"])
    return {
        "total": Mux(v["below"], down, Cat(Const(0, 2), up)),
        "exponent": (v["exponent"] - v["up"])[: FP32.exponent_bits + 1],
        "sign": v["sign"],
        "nan": v["nan"],
        "infinite": v["infinite"],
    }


def _round(v: Values) -> Values:
    return {"value": nearest(FP32, v)}


# "value" times 2**"exponent" (signed, of at most 9 bits), rounded once to nearest even
SCALE: list[Step] = [_count, _add_exponents, _move, _round]


def _count_integer(v: Values) -> Values:
    """The magnitude, and the zeros above it, or one more where a carry goes all the way up."""
    integer = v["a"]
    sign = integer[-1]
    inverted = integer ^ sign.replicate(len(integer))
    return {
        "sign": sign,
        "magnitude": (inverted + sign)[: INT32.bits],
        "zeros": leading_zeros(inverted),
    }


def _lead(v: Values) -> Values:
    """The leading 1 of the magnitude to the top of 32 bits. Where it is above, it is alone."""
    total = (v["magnitude"] << v["zeros"])[: INT32.bits + 1]
    above = total[-1]
    return {
        "sign": v["sign"],
        "exponent": (bias(FP32) + INT32.bits - 1 - v["zeros"] + above)[: FP32.exponent_bits],
        "total": Cat(total[: INT32.bits - 1], total[INT32.bits - 1] | above),
    }


def _round_integer(v: Values) -> Values:
    return {"a": nearest(FP32, {**v, "nan": Const(0), "infinite": Const(0)})}


# "a", a code of int32, to the nearest one of fp32
CONVERT: list[Step] = [take, _count_integer, _lead, _round_integer]
