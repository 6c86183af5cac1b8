"""Products of fp32 numbers."""

from __future__ import annotations

from amaranth.hdl import Cat, Const, Module, Mux, Value
from amaranth.lib import wiring
from amaranth.lib.wiring import In, Out

from weft.accelerator.formats import FP32, Format
from weft.rtl.arithmetic.bits import leading_zeros, minimum, shift_down
from weft.rtl.arithmetic.floats import bias, nearest, split
from weft.rtl.arithmetic.pipeline import Step, Values, beside, pipeline
from weft.rtl.arithmetic.scaling import CONVERT

_SIGNIFICAND = FP32.mantissa_bits + 1  # 24
_HALF = _SIGNIFICAND // 2
_TOTAL = _SIGNIFICAND + 2  # guard and sticky bit
_FAR = _SIGNIFICAND + 1  # a product shifted this far is all in the sticky bit


class FloatMultiplier(wiring.Component):
    """Product of two fp32 codes as IEEE 754 has it, rounded once to nearest even.

    Subnormals are kept, a zero has the sign of the product, every NaN is canonical. Unlike in
    `Multiplier`, a zero factor gates nothing: zero times infinity is NaN.

    Members
    -------
    a : In, code of ``first``, fp32 or int32; an integer is first rounded to fp32
    b : In, fp32 code
    product : Out, fp32 code ``latency`` cycles later
    """

    def __init__(self, latency: int, first: Format = FP32) -> None:
        self.latency = latency
        self.first = first
        super().__init__({"a": In(first.bits), "b": In(FP32.bits), "product": Out(FP32.bits)})

    def elaborate(self, platform: object) -> Module:
        m = Module()
        steps = _MULTIPLY
        if self.first.is_integer:
            steps = [*(beside(step, "b") for step in CONVERT), *steps]
        out = pipeline(m, {"a": self.a, "b": self.b}, steps, self.latency)
        m.d.comb += self.product.eq(out["product"])
        return m


def _order(v: Values) -> Values:
    """A subnormal factor second. Of two, one may stay as it is: their product is far below all."""
    swap = ~v["a"][FP32.mantissa_bits : -1].any()
    first, second = Mux(swap, v["b"], v["a"]), Mux(swap, v["a"], v["b"])
    a, b = split(v["a"], FP32), split(v["b"], FP32)
    return {
        "first": first[:-1],
        "second": second[:-1],
        "sign": a.sign ^ b.sign,
        "nan": a.nan | b.nan | (a.infinite & b.zero) | (a.zero & b.infinite),
        "infinite": a.infinite | b.infinite,
    }


def _count(v: Values) -> Values:
    """How far the leading 1 of the second factor is from the top."""
    first, second = (split(Cat(v[name], Const(0, 1)), FP32) for name in ("first", "second"))
    return {
        **_flags(v),
        "exponents": first.exponent + second.exponent,
        "first": first.significand,
        "second": second.significand,
        "zeros": leading_zeros(second.significand)[: _SIGNIFICAND.bit_length()],
    }


def _normalise(v: Values) -> Values:
    """It goes there; the exponent as if the product had 47 bits."""
    return {
        **_flags(v),
        "exponent": (v["exponents"] - v["zeros"] - bias(FP32)).as_signed(),
        "first": v["first"],
        "second": (v["second"] << v["zeros"])[:_SIGNIFICAND],
    }


def _multiply(v: Values) -> Values:
    """By either half of the second factor: each fits the multipliers of an FPGA better."""
    first, second = v["first"], v["second"]
    return {
        **_flags(v),
        "exponent": v["exponent"],
        "low": first * second[:_HALF],
        "high": first * second[_HALF:],
    }


def _join(v: Values) -> Values:
    low = v["low"]
    upper = v["high"] + low[_HALF:]
    total = Cat(low[:_HALF], upper[: 2 * _SIGNIFICAND - _HALF])
    return {
        **_flags(v),
        "exponent": v["exponent"],
        "total": total,
        "below": _below_normal(v["exponent"]),
        "below_carried": _below_normal(v["exponent"] + 1),
    }


def _below_normal(exponent: Value) -> Value:
    """How far below the normal range ``exponent`` is."""
    below = Mux(exponent < 1, 1 - exponent, 0).as_unsigned()
    return minimum(below, _FAR)[: _FAR.bit_length()]


def _settle_exponent(v: Values) -> Values:
    """Of 47 or 48 bits keep what one rounding needs."""
    carry = v["total"][-1]
    total = Mux(carry, v["total"], v["total"] << 1)[: 2 * _SIGNIFICAND]
    lost = 2 * _SIGNIFICAND - _TOTAL + 1
    return {
        **_flags(v),
        "exponent": (v["exponent"] + carry).as_signed(),
        "below": Mux(carry, v["below_carried"], v["below"]),
        "total": Cat(total[:lost].any(), total[lost:]),
    }


def _align(v: Values) -> Values:
    """Below the normal range to the exponent of subnormals."""
    return {
        **_flags(v),
        "exponent": v["exponent"][: FP32.exponent_bits + 1],
        "total": shift_down(v["total"], v["below"]),
    }


def _round(v: Values) -> Values:
    return {"product": nearest(FP32, v)}


def _flags(v: Values) -> Values:
    return {name: v[name] for name in ("sign", "nan", "infinite")}


_MULTIPLY: list[Step] = [
    _order, _count, _normalise, _multiply, _join, _settle_exponent, _align, _round,
]  # fmt: skip
