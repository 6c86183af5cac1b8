"""The one enable of the core: a cycle is taken once all that belongs to it is there."""

from __future__ import annotations

from amaranth.hdl import Module, Mux, Signal
from amaranth.lib import wiring
from amaranth.lib.wiring import In, Out

from weft.rtl.control.controller import FAULT_BITS


class Advance(wiring.Component):
    """Depends on registers only: of this component, and of those that give its inputs.

    What the data of memory decide is decided one cycle ahead, from what the core will need: in the
    next cycle it stands where it stands now, or one cycle further if it takes this one. So the
    first cycle of a program comes two cycles after its start. What the next inputs say of the cycle
    to come, the others say of this one.

    Members
    -------
    running : In(1), a program runs
    commanded : In(1), the core takes this cycle to obey a command; no program runs
    fault : In, code of the core: it stands still from the first fault on
    read_due, read_due_next : In(1), the core needs a beat in this cycle, in the one after it
    ready_next : In(1), that beat will be there in the next cycle
    room_next : In(1), a beat to be written is welcome in the next cycle
    confirm : In(1), a STORE ends; confirmed : In(1), its beats were answered
    wants : In(1), the core needs an instruction; offered : In(1), there is one
    advance : Out(1), the core takes this cycle
    counts : Out(1), and it is one of the program
    """

    def __init__(self) -> None:
        super().__init__(
            {
                "running": In(1),
                "commanded": In(1),
                "fault": In(FAULT_BITS),
                "read_due": In(1),
                "read_due_next": In(1),
                "ready_next": In(1),
                "room_next": In(1),
                "confirm": In(1),
                "confirmed": In(1),
                "wants": In(1),
                "offered": In(1),
                "advance": Out(1),
                "counts": Out(1),
            }
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        memory_allows = Signal()
        due_next = Mux(self.counts, self.read_due_next, self.read_due)
        m.d.sync += memory_allows.eq(self.running & self.room_next & (~due_next | self.ready_next))
        m.d.comb += [
            self.counts.eq(
                self.running
                & memory_allows
                & ~self.fault.any()
                & ~(self.confirm & ~self.confirmed)
                & ~(self.wants & ~self.offered)
            ),
            self.advance.eq(self.counts | self.commanded),
        ]
        return m
