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
            }
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        m.submodules.loops = loops = Nest(self.limits.shape())
        age = Signal(range(self.adder_latency))  # steps since the pixel's first, up to latency - 1
        through = Signal()  # all slots of this pixel had their turn
        sums_are_back = age == self.adder_latency - 1
        all_taken = through | loops.last
        m.d.comb += [
            loops.load.eq(self.load),
            loops.limits.eq(self.limits),
            loops.step.eq(self.step & ~through),
            self.takes.eq(~through),
            self.ends.eq(loops.ends),
            self.last.eq(all_taken & sums_are_back),
        ]
        with m.If(self.step):
            m.d.sync += through.eq(all_taken & ~sums_are_back)
            with m.If(~sums_are_back):
                m.d.sync += age.eq(age + 1)
        with m.If(self.load | (self.step & self.last)):
            m.d.sync += [age.eq(0), through.eq(0)]
        return m
