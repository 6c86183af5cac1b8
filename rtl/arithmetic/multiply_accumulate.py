"""The arithmetic of one processing element."""

from __future__ import annotations

from amaranth.hdl import Module
from amaranth.lib import wiring
from amaranth.lib.wiring import In, Out

from weft.accelerator.formats import Format
from weft.rtl.arithmetic.adder import Adder
from weft.rtl.arithmetic.multiplier import Multiplier


class MultiplyAccumulate(wiring.Component):
    """``addend + a * b`` as `weft.accelerator.arithmetic.multiply_accumulate` has it.

    Members
    -------
    a, b : In, codes of the operand format
    addend : In, code of the accumulator format, ``multiplier_latency`` cycles after its factors
    sum : Out, ``multiplier_latency + adder_latency`` cycles after the factors
    """

    def __init__(self, fmt: Format, multiplier_latency: int, adder_latency: int) -> None:
        self.multiplier = Multiplier(fmt, multiplier_latency)
        self.adder = Adder(fmt.accumulator, adder_latency)
        wide = fmt.accumulator.bits
        super().__init__(
            {"a": In(fmt.bits), "b": In(fmt.bits), "addend": In(wide), "sum": Out(wide)}
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        m.submodules.multiplier = multiplier = self.multiplier
        m.submodules.adder = adder = self.adder
        m.d.comb += [
            multiplier.a.eq(self.a),
            multiplier.b.eq(self.b),
            adder.a.eq(self.addend),
            adder.b.eq(multiplier.product),
            self.sum.eq(adder.sum),
        ]
        return m
