"""Adders in the accumulator format."""

from __future__ import annotations

from amaranth.hdl import Cat, Const, Module, Mux
from amaranth.lib import wiring
from amaranth.lib.wiring import In, Out

from weft.accelerator.formats import FP32, INT32, Format
from weft.rtl.arithmetic.bits import leading_zeros, minimum, shift_down
from weft.rtl.arithmetic.floats import nearest, split
from weft.rtl.arithmetic.pipeline import Step, Values, pipeline, take

_SIGNIFICAND = FP32.mantissa_bits + 1  # 24
_BELOW = 3  # guard, round and sticky bit: enough for one rounding, since at most one bit cancels
_NEAR = 3  # bits of a shift that its second part takes
_FAR = _SIGNIFICAND + 2  # an operand shifted this far is all in the sticky bit


class Adder(wiring.Component):
    """Sum of two codes of fp32 or int32, rules 3 to 6.

    fp32 rounds once to nearest even and keeps subnormals; every NaN is canonical. int32 wraps.

    Members
    -------
    a, b : In
    sum : Out, ``latency`` cycles later
    """

    def __init__(self, fmt: Format, latency: int) -> None:
        self.format = fmt
        self.latency = latency
        super().__init__({"a": In(fmt.bits), "b": In(fmt.bits), "sum": Out(fmt.bits)})

    def elaborate(self, platform: object) -> Module:
        m = Module()
        assert self.format in (FP32, INT32), "sums are taken in no other format"
        steps: list[Step] = [
            take, _order, _compare, _align_far, _align_near, _add, _count, _normalise,
            _round,
        ]  # fmt: skip
        if self.format.is_integer:
            steps = [_add_integers]
        out = pipeline(m, {"a": self.a, "b": self.b}, steps, self.latency)
        m.d.comb += self.sum.eq(out["sum"])
        return m


def _add_integers(v: Values) -> Values:
    return {"sum": (v["a"] + v["b"])[: len(v["a"])]}


def _order(v: Values) -> Values:
    """The operand of the larger magnitude first: the difference is then never negative."""
    a, b = split(v["a"], FP32), split(v["b"], FP32)
    swap = v["a"][:-1] < v["b"][:-1]
    opposite = a.sign ^ b.sign
    large = Mux(swap, v["b"], v["a"])
    small = Mux(swap, v["a"], v["b"])
    return {
        "large": large,
        "small": small[:-1],
        "subtract": opposite,
        "nan": a.nan | b.nan | (a.infinite & b.infinite & opposite),
        "infinite": a.infinite | b.infinite,
    }


def _compare(v: Values) -> Values:
    """How far the smaller operand lies below the larger one."""
    large = split(v["large"], FP32)
    small = split(Cat(v["small"], Const(0, 1)), FP32)
    distance = (large.exponent - small.exponent)[: FP32.exponent_bits]
    return {
        **_flags(v),
        "sign": large.sign,
        "exponent": large.exponent,
        "large": large.significand,
        "small": small.significand,
        "shift": minimum(distance, _FAR)[: _FAR.bit_length()],
        "subtract": v["subtract"],
    }


def _align_far(v: Values) -> Values:
    """Shift the smaller operand most of the way to the exponent of the larger.

    What falls off stays in the lowest bit, the sticky one: two shifts are as good as one.
    """
    small, shift = Cat(Const(0, _BELOW), v["small"]), v["shift"]
    far = Cat(Const(0, _NEAR), shift[_NEAR:])
    return {**v, "small": shift_down(small, far), "shift": shift[:_NEAR]}


def _align_near(v: Values) -> Values:
    """And the rest of the way."""
    kept = {name: v[name] for name in ("sign", "exponent", "large", "subtract")}
    return {**_flags(v), **kept, "small": shift_down(v["small"], v["shift"])}


def _add(v: Values) -> Values:
    """One adder for both: large - small is large + ~small + 1."""
    bits = _SIGNIFICAND + _BELOW + 1
    large = Cat(v["subtract"], Const(0, _BELOW), v["large"], Const(0, 1))
    small = v["small"] | Const(0, bits)
    turned = Cat(v["subtract"], small ^ v["subtract"].replicate(bits))
    return {
        **_flags(v),
        "total": (large + turned)[1 : bits + 1],
        "sign": v["sign"],
        "subtract": v["subtract"],
        "exponent": v["exponent"],
    }


def _count(v: Values) -> Values:
    """Places up to the leading 1, unless the exponent would fall below that of subnormals."""
    total, exponent = v["total"], v["exponent"]
    shift = minimum(leading_zeros(total), exponent)[: len(total).bit_length()]
    return {
        **_flags(v),
        "total": total,
        "shift": shift,
        "exponent": exponent,
        # x - x is +0, and -0 only comes from two of them
        "sign": v["sign"] & (total.any() | ~v["subtract"]),
    }


def _normalise(v: Values) -> Values:
    total, shift = v["total"], v["shift"]
    return {
        **_flags(v),
        "total": (total << shift)[: len(total)],
        "exponent": (v["exponent"] + 1 - shift)[: FP32.exponent_bits + 1],
        "sign": v["sign"],
    }


def _round(v: Values) -> Values:
    return {"sum": nearest(FP32, v)}


def _flags(v: Values) -> Values:
    return {name: v[name] for name in ("nan", "infinite")}
