"""Interleave slots of one pixel, output-stationary."""

from __future__ import annotations

from amaranth.hdl import Module, Signal
from amaranth.lib import data, wiring
from amaranth.lib.wiring import In, Out

from weft.accelerator.isa import Opcode
from weft.rtl.control.decode import fields_layout
from weft.rtl.parts.nest import Nest

SLOT_LOOPS = ("outer", "inner")


class Slots(wiring.Component):
    """Takes ``max(outer * inner, adder_latency)`` steps a pixel, then begins the next pixel.

    A slot's sum comes back out of the adder after ``adder_latency`` cycles: fewer slots than that
    leave the array idle for the rest.

    Members
    -------
    load : In(1), begin a pixel with ``limits`` in the next cycle; wins over ``step``
    limits : In, ``outer`` and ``inner``
    step : In(1)
    takes : Out(1), the current step has a slot to work for
    ends : Out, of that slot: whether it is the last of `inner`, and of all
    last : Out(1), the current step is the pixel's last
    last_onward : Out(1), that of the next cycle is, if nothing is loaded in this one
    """

    def __init__(self, adder_latency: int) -> None:
        self.adder_latency = adder_latency
        super().__init__(
            {
                "load": In(1),
                "limits": In(fields_layout(Opcode.OUTPUT_STATIONARY, SLOT_LOOPS)),
                "step": In(1),
                "takes": Out(1),
                "ends": Out(data.StructLayout(dict.fromkeys(SLOT_LOOPS, 1))),
                "last": Out(1),
                "last_onward": Out(1),
            }
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        m.submodules.loops = loops = Nest(self.limits.shape())
        age = Signal(range(self.adder_latency))  # steps since the pixel's first, up to latency - 1
        through, through_onward = Signal(), Signal()  # all slots of this pixel had their turn
        at_first = int(self.adder_latency == 1)
        sums_are_back, back_onward = Signal(init=at_first), Signal()
        all_taken = through | loops.last
        m.d.comb += [
            loops.load.eq(self.load),
            loops.limits.eq(self.limits),
            loops.step.eq(self.step & ~through),
            self.takes.eq(~through),
            self.ends.eq(loops.ends),
            self.last_onward.eq((through_onward | loops.last_onward) & back_onward),
            through_onward.eq(through),
            back_onward.eq(sums_are_back),
        ]
        with m.If(self.step):
            m.d.comb += through_onward.eq(all_taken & ~sums_are_back)
            with m.If(~sums_are_back):
                m.d.sync += age.eq(age + 1)
                m.d.comb += back_onward.eq(age == self.adder_latency - 2)
        with m.If(self.step & self.last):
            m.d.comb += [through_onward.eq(0), back_onward.eq(at_first)]
        m.d.sync += [
            through.eq(through_onward),
            sums_are_back.eq(back_onward),
            self.last.eq(self.last_onward),
        ]
        with m.If(self.load):
            m.d.sync += [through.eq(0), sums_are_back.eq(at_first)]
            m.d.sync += self.last.eq(loops.last_next & at_first)
        with m.If(self.load | (self.step & self.last)):
            m.d.sync += age.eq(0)
        return m
