"""The stream of pixels through the array."""

from __future__ import annotations

from amaranth.hdl import Module, Signal
from amaranth.lib import wiring
from amaranth.lib.wiring import In, Out

from weft.accelerator.isa import Opcode
from weft.rtl.compute.slots import SLOT_LOOPS, Slots
from weft.rtl.control.decode import fields_layout
from weft.rtl.parts.nest import Nest

PIXEL_LOOPS = ("images", "height", "width", "kept")


class Stream(wiring.Component):
    """Walks the pixels of an instruction in raster order, and what an output-stationary one does
    within a pixel: ``kept`` times all slots.

    Members
    -------
    load : In(1), begin in the next cycle; only where not ``active`` or it ``ends``
    slotted : In(1), output-stationary; stable while ``active``
    pixels : In, ``images``, ``height``, ``width`` and ``kept`` (1 if not `slotted`)
    slots : In, ``outer`` and ``inner``, for `slotted`
    active : Out(1), operands enter the array in this cycle
    ends : Out(1), for the last time
    """

    def __init__(self, adder_latency: int) -> None:
        self.adder_latency = adder_latency
        super().__init__(
            {
                "load": In(1),
                "slotted": In(1),
                "pixels": In(fields_layout(Opcode.OUTPUT_STATIONARY, PIXEL_LOOPS)),
                "slots": In(fields_layout(Opcode.OUTPUT_STATIONARY, SLOT_LOOPS)),
                "active": Out(1),
                "ends": Out(1),
            }
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        m.submodules.pixel = pixel = Nest(self.pixels.shape())
        m.submodules.slot = slot = Slots(self.adder_latency)
        pixel_ends = Signal()
        m.d.comb += [
            slot.load.eq(self.load),
            slot.limits.eq(self.slots),
            slot.step.eq(self.active),
            pixel_ends.eq(slot.last | ~self.slotted),
            pixel.load.eq(self.load),
            pixel.limits.eq(self.pixels),
            pixel.step.eq(self.active & pixel_ends),
            self.ends.eq(self.active & pixel_ends & pixel.last),
        ]
        with m.If(self.load):
            m.d.sync += self.active.eq(1)
        with m.Elif(self.ends):
            m.d.sync += self.active.eq(0)
        return m
