"""Emptying the accumulators of the array into the O buffer."""

from __future__ import annotations

from amaranth.hdl import Module
from amaranth.lib import data, wiring
from amaranth.lib.wiring import In, Out
from amaranth.utils import exact_log2

from weft.accelerator.isa import Opcode
from weft.rtl.compute.slots import SLOT_LOOPS
from weft.rtl.control.decode import fields_layout
from weft.rtl.parts.nest import Nest


def drained_layout(rows: int) -> data.StructLayout:
    """A word that goes into the southern registers in a cycle, if ``active``.

    ``top``: it is the first of its slot, that of the last row. ``ends``: it is the last of all.
    """
    slots = fields_layout(Opcode.OUTPUT_STATIONARY, SLOT_LOOPS)
    slot_bits = max(field.width for _, field in slots)
    return data.StructLayout(
        {"active": 1, "top": 1, "row": exact_log2(rows), "slot": slot_bits, "ends": 1}
    )


class Drain(wiring.Component):
    """Shifts out slot after slot, ``rows`` words each, from the cycle after ``begin``.

    Members
    -------
    load : In(1), remember ``slots``
    slots : In, ``outer`` and ``inner``
    begin : In(1), the accumulators will be final in the next cycle
    word : Out, of column 0
    """

    def __init__(self, rows: int) -> None:
        self.rows = rows
        super().__init__(
            {
                "load": In(1),
                "slots": In(fields_layout(Opcode.OUTPUT_STATIONARY, SLOT_LOOPS)),
                "begin": In(1),
                "word": Out(drained_layout(rows)),
            }
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        word = self.word
        slots = {name: field.shape for name, field in self.slots.shape()}
        m.submodules.words = words = Nest(
            data.StructLayout({**slots, "row": self.rows.bit_length()})
        )
        m.d.comb += [
            words.load.eq(self.load),
            *(words.limits[name].eq(self.slots[name]) for name in SLOT_LOOPS),
            words.limits.row.eq(self.rows),
            words.step.eq(word.active),
            word.ends.eq(word.active & words.last),
        ]
        with m.If(self.begin):
            m.d.sync += [word.active.eq(1), word.top.eq(1)]
        with m.Elif(word.active):
            m.d.sync += [word.active.eq(~words.last), word.top.eq((word.row == 0) & ~words.last)]
        with m.If(self.load):
            m.d.sync += [word.row.eq(self.rows - 1), word.slot.eq(0)]
        with m.Elif(word.active):
            m.d.sync += word.row.eq(word.row - 1)
            m.d.sync += word.slot.eq(word.slot + words.ends.row)
        return m
