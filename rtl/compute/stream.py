"""The stream of pixels through the array."""

from __future__ import annotations

from amaranth.hdl import Module
from amaranth.lib import data, wiring
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
    load : In(1), begin in the next cycle; only where ``welcome``
    slotted : In(1), output-stationary; stable while ``active``
    single : In(1), what begins is over after a cycle; looked at with ``load``
    pixels : In, ``images``, ``height``, ``width`` and ``kept`` (1 if not `slotted`)
    slots : In, ``outer`` and ``inner``, for `slotted`
    active : Out(1), operands are asked for in this cycle
    ends : Out(1), for the last time
    welcome : Out(1), not ``active``, or it ``ends``: `pixels` and `slots` are taken in this cycle
    takes : Out(1), there is a slot to work for in this cycle
    slot_ends : Out, of that slot: whether it is the last of `inner`, and of all
    steps : Out(1), one of the `kept` turns of a pixel is over with this cycle
    pixel_ends : Out, of that turn, per loop: it and all loops inside it are in their last iteration
    """

    def __init__(self, adder_latency: int) -> None:
        self.adder_latency = adder_latency
        super().__init__(
            {
                "load": In(1),
                "slotted": In(1),
                "single": In(1),
                "pixels": In(fields_layout(Opcode.OUTPUT_STATIONARY, PIXEL_LOOPS)),
                "slots": In(fields_layout(Opcode.OUTPUT_STATIONARY, SLOT_LOOPS)),
                "active": Out(1),
                "ends": Out(1),
                "welcome": Out(1),
                "takes": Out(1),
                "slot_ends": Out(data.StructLayout(dict.fromkeys(SLOT_LOOPS, 1))),
                "steps": Out(1),
                "pixel_ends": Out(data.StructLayout(dict.fromkeys(PIXEL_LOOPS, 1))),
            }
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        m.submodules.pixel = pixel = Nest(self.pixels.shape())
        m.submodules.slot = slot = Slots(self.adder_latency)
        m.d.comb += [
            slot.load.eq(self.welcome),
            slot.limits.eq(self.slots),
            slot.step.eq(self.active),
            self.takes.eq(self.active & self.slotted & slot.takes),
            self.slot_ends.eq(slot.ends),
            self.steps.eq(self.active & (slot.last | ~self.slotted)),
            pixel.load.eq(self.welcome),
            pixel.limits.eq(self.pixels),
            pixel.step.eq(self.steps),
            self.pixel_ends.eq(pixel.ends),
            self.welcome.eq(~self.active | self.ends),
        ]
        # decided a cycle before: the next start hangs on it, and comes late itself
        goes_on = self.active & ~self.ends
        ends_next = goes_on & (slot.last_onward | ~self.slotted) & pixel.last_onward
        m.d.sync += [
            self.active.eq(self.load | goes_on),
            self.ends.eq((self.load & self.single) | ends_next),
        ]
        return m
