"""Multipliers from the operand format to the accumulator format."""

from __future__ import annotations

from amaranth.hdl import Cat, Const, Module, Mux, Value
from amaranth.lib import wiring
from amaranth.lib.wiring import In, Out

from weft.accelerator.formats import FP32, Format
from weft.rtl.arithmetic.bits import leading_zeros, minimum
from weft.rtl.arithmetic.floats import FP32_INFINITY, FP32_NAN, bias, split
from weft.rtl.arithmetic.pipeline import Step, Values, pipeline, take


class Multiplier(wiring.Component):
    """Product of two codes of ``fmt`` in its accumulator format, rules 1, 2 and 6.

    A zero factor gives +0 whatever the other is. The product of fp16 or fp8 factors is exact and
    normal in fp32; that of bf16 factors is rounded once where fp32 over- or underflows.

    Members
    -------
    a, b : In, codes of the operand format
    product : Out, code of the accumulator format, ``latency`` cycles later
    """

    def __init__(self, fmt: Format, latency: int) -> None:
        self.format = fmt
        self.latency = latency
        super().__init__(
            {"a": In(fmt.bits), "b": In(fmt.bits), "product": Out(fmt.accumulator.bits)}
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        steps: list[Step] = [take, self._multiply_integers]
        if not self.format.is_integer:
            steps = [take, self._multiply, _count, self._normalise]
            steps += [_pack] if self._always_normal() else [self._round, _pack]
        out = pipeline(m, {"a": self.a, "b": self.b}, steps, self.latency)
        m.d.comb += self.product.eq(out["product"])
        return m

    def _multiply_integers(self, v: Values) -> Values:
        product = v["a"].as_signed() * v["b"].as_signed()
        return {"product": Value.cast(product).as_signed()}

    def _multiply(self, v: Values) -> Values:
        a, b = split(v["a"], self.format), split(v["b"], self.format)
        gated = a.zero | b.zero
        nan = (a.nan | b.nan) & ~gated
        return {
            "sign": a.sign ^ b.sign,
            "exponent": a.exponent + b.exponent,
            "significand": a.significand * b.significand,
            "infinite": (a.infinite | b.infinite) & ~gated & ~nan,
            "nan": nan,
        }

    def _normalise(self, v: Values) -> Values:
        """Move the leading 1 to the top of 24 bits; exponent as fp32 would bias it, maybe < 1."""
        significand, zeros = v["significand"], v["zeros"]
        width = len(significand)
        assert width <= FP32.mantissa_bits + 1, "the product would not fit fp32"
        shifted = (significand << minimum(zeros, width))[:width]
        # bit `width - 1` weighs 2**(width - 1 - 2 * mantissa_bits) at exponents of 0
        offset = bias(FP32) - 2 * bias(self.format) + width - 1 - 2 * self.format.mantissa_bits
        return {
            **_flags(v),
            "exponent": (v["exponent"] + offset - zeros).as_signed(),
            "significand": Cat(Const(0, FP32.mantissa_bits + 1 - width), shifted),
        }

    def _always_normal(self) -> bool:
        smallest = 2 * (self.format.smallest_exponent - self.format.mantissa_bits)
        largest = 2 * (bias(self.format) + 1)
        return smallest >= FP32.smallest_exponent and largest < bias(FP32)

    def _round(self, v: Values) -> Values:
        """Overflow to infinity; below the normal range round to a multiple of 2**-149."""
        exponent, significand = v["exponent"], v["significand"]
        below = Mux(exponent < 1, 1 - exponent, 0)
        room = len(significand) + 1  # shifting by more leaves less than half a unit all the same
        wide = Cat(Const(0, room), significand) >> minimum(below, room)[: room.bit_length()]
        kept, guard, rest = wide[room:], wide[room - 1], wide[: room - 1].any()
        rounded = kept[: len(significand)] + (guard & (rest | kept[0]))
        overflows = exponent > 2 * bias(FP32)
        return {
            **v,
            "infinite": v["infinite"] | (overflows & significand.any() & ~v["nan"]),
            "significand": rounded[: len(significand)],
            "exponent": Mux(below > 0, rounded[FP32.mantissa_bits], exponent),
        }


def _count(v: Values) -> Values:
    """How far the leading 1 is from the top."""
    return {**v, "zeros": leading_zeros(v["significand"])}


def _flags(v: Values) -> Values:
    return {name: v[name] for name in ("sign", "infinite", "nan")}


def _pack(v: Values) -> Values:
    """Put the fp32 code together; a product that rounds to zero is +0."""
    fraction = v["significand"][: FP32.mantissa_bits]
    exponent = v["exponent"][: FP32.exponent_bits]
    zero = ~v["significand"].any()
    finite = Mux(zero, 0, Cat(fraction, exponent))
    magnitude = Mux(v["nan"], FP32_NAN, Mux(v["infinite"], FP32_INFINITY, finite))
    sign = v["sign"] & (v["infinite"] | ~(zero | v["nan"]))
    return {"product": Cat(magnitude[: FP32.bits - 1], sign)}
