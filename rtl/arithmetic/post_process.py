"""What STORE does to words of O on their way to the bus."""

from __future__ import annotations

from amaranth.hdl import Module, Mux, Signal, Value, signed
from amaranth.lib import wiring
from amaranth.lib.wiring import In, Out

from weft.accelerator.description import Accelerator
from weft.rtl.arithmetic.post_lane import post_depth, post_lane
from weft.rtl.parts.delay import Delay
from weft.rtl.parts.delay_line import DelayLine


class PostProcess(wiring.Component):
    """A beat of words of O, scaled, biased and rounded; k = `beat_granules` words of R sums.

    All inputs belong together; the codes come `post_depth` cycles later.

    Members
    -------
    sums : In, k * R codes of the accumulator format, the first at the bottom
    bias : In, R codes of the accumulator format, for each of the words
    shift : In(signed(8)), sums are multiplied by ``2**-shift``
    add_bias, relu, masked : In(1), as in the instruction
    mask : In, a bit for each sum: with ``masked``, codes whose bit is 0 become 0
    codes : Out, k * R codes of the operand format
    """

    def __init__(self, accelerator: Accelerator) -> None:
        self.accelerator = a = accelerator
        self.lanes = a.beat_granules * a.rows
        sums = a.accumulator.bits
        super().__init__(
            {
                "sums": In(self.lanes * sums),
                "bias": In(a.rows * sums),
                "shift": In(signed(8)),
                "add_bias": In(1),
                "relu": In(1),
                "masked": In(1),
                "mask": In(self.lanes),
                "codes": Out(self.lanes * a.operand.bits),
            }
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        a = self.accelerator
        wide, narrow = a.accumulator.bits, a.operand.bits
        scale, bias, relu, drop = self._scale(m), self._bias(m), *self._late(m)
        for i in range(self.lanes):
            m.submodules[f"lane_{i}"] = lane = post_lane(a)(a)
            m.d.comb += [
                lane.sum.eq(self.sums.word_select(i, wide)),
                lane.scale.eq(scale),
                lane.bias.eq(bias.word_select(i % a.rows, wide)),
                lane.relu.eq(relu),
                lane.drop.eq(drop[i]),
                self.codes.word_select(i, narrow).eq(lane.code),
            ]
        return m

    def _scale(self, m: Module) -> Value:
        kind = post_lane(self.accelerator)
        m.submodules.scale = delay = DelayLine(kind.scale_delay(self.accelerator), kind.scale_shape)
        m.d.comb += delay.i.eq(kind.prepared(self.shift, self.accelerator.operand))
        return delay.o

    def _bias(self, m: Module) -> Value:
        """The row of biases when the lanes want it, or one that changes nothing."""
        a, kind = self.accelerator, post_lane(self.accelerator)
        bits = a.accumulator.bits
        none = sum(kind.no_bias << i * bits for i in range(a.rows))
        m.submodules.bias = delay = DelayLine(kind.bias_delay(a), len(self.bias))
        m.d.comb += delay.i.eq(Mux(self.add_bias, self.bias, none))
        return delay.o

    def _late(self, m: Module) -> tuple[Value, Value]:
        """``relu`` and what to drop, a cycle before the codes."""
        cycles = post_depth(self.accelerator) - 1
        m.submodules.relu = relu = Delay(cycles)
        m.submodules.drop = drop = DelayLine(cycles, self.lanes)
        every = Signal(self.lanes)
        m.d.comb += [
            every.eq(self.masked.replicate(self.lanes)),
            relu.i.eq(self.relu),
            drop.i.eq(every & ~self.mask),
        ]
        return relu.o, drop.o
