"""Emptying the accumulators of the array into the O buffer."""

from __future__ import annotations

from amaranth.hdl import Module
from amaranth.lib import data, wiring
from amaranth.lib.wiring import In, Out

from weft.accelerator.isa import Opcode
from weft.rtl.compute.slots import SLOT_LOOPS
from weft.rtl.control.decode import fields_layout
from weft.rtl.parts.nest import Nest


class Drain(wiring.Component):
    """Shifts out slot after slot, ``rows`` words each, from the cycle after ``begin``.

    Members
    -------
    load : In(1), remember ``slots``
    slots : In, ``outer`` and ``inner``
    begin : In(1), the accumulators are final
    active : Out(1), a word leaves the array in this cycle
    ends : Out(1), for the last time
    """

    def __init__(self, rows: int) -> None:
        self.rows = rows
        super().__init__(
            {
                "load": In(1),
                "slots": In(fields_layout(Opcode.OUTPUT_STATIONARY, SLOT_LOOPS)),
                "begin": In(1),
                "active": Out(1),
                "ends": Out(1),
            }
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        slots = {name: field.shape for name, field in self.slots.shape()}
        m.submodules.words = words = Nest(
            data.StructLayout({**slots, "row": self.rows.bit_length()})
        )
        m.d.comb += [
            words.load.eq(self.load),
            *(words.limits[name].eq(self.slots[name]) for name in SLOT_LOOPS),
            words.limits.row.eq(self.rows),
            words.step.eq(self.active),
            self.ends.eq(self.active & words.last),
        ]
        with m.If(self.begin):
            m.d.sync += self.active.eq(1)
        with m.Elif(self.ends):
            m.d.sync += self.active.eq(0)
        return m
