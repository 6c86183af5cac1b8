"""The one enable of the core: a cycle is taken once all that belongs to it is there."""

from __future__ import annotations

from amaranth.hdl import Module, Mux, Signal, Value
from amaranth.lib import data, wiring
from amaranth.lib.wiring import In, Out

from weft.rtl.control.controller import FAULT_BITS


def either_layout() -> data.StructLayout:
    """What is so in the next cycle: if the core does not take this one, and if it does."""
    return data.StructLayout({"stays": 1, "goes": 1})


class Advance(wiring.Component):
    """Decides on each cycle in the one before it, so that ``advance`` is a register.

    What the core will need in the next cycle is what it needs in this one, or what it says of the
    next if it takes this one; what is there for it is told by those that give it, for either case:
    which of them it is comes in at the last step, as this decides on itself. The first cycle of a
    program comes two cycles after its start.

    Whether an instruction leaves in this cycle is known late. Where that is never so in two cycles
    running, nothing waits for it: ``wants_next`` and ``offered_next`` are told as if none left, and
    where one does it is there, so that no cycle is kept back.

    A fault, the end of a program and a command are seen too late to keep the core from one cycle
    more. It is no cycle of the program: ``counts`` is 0, and nothing that the core gives in it is
    used.

    Members
    -------
    running : In(1), a program runs
    command_next : In(1), the core must take the next cycle to obey a command; no program runs
    fault : In, code of the core: it stands still from the first fault on
    read_due, read_due_next : In(1), the core needs a beat in this cycle, in the one after it
    confirm, confirm_next : In(1), likewise, a STORE ends
    wants, wants_next : In(1), likewise, the core needs an instruction
    ready_next, confirmed_next : In, `either_layout`, what is needed is there in the next cycle
    offered_next : In(1), likewise, in either case
    room_next : In, `either_layout`, a beat to be written is welcome in the next cycle
    advance : Out(1), the core takes this cycle; the first one too, in which it is reset
    counts : Out(1), and it is one of the program
    """

    def __init__(self) -> None:
        names = ("running", "command_next", "offered_next")
        needs = ("read_due", "confirm", "wants")
        there = ("ready_next", "confirmed_next", "room_next")
        super().__init__(
            {
                **dict.fromkeys((*names, *needs, *(f"{n}_next" for n in needs)), In(1)),
                **dict.fromkeys(there, In(either_layout())),
                "fault": In(FAULT_BITS),
                "advance": Out(1, init=1),
                "counts": Out(1),
            }
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        goes, goes_next = Signal(), Signal()
        stayed = self._may_follow("stays", self.read_due, self.confirm, self.wants)
        gone = self._may_follow("goes", self.read_due_next, self.confirm_next, self.wants_next)
        m.d.comb += [
            goes_next.eq(self.running & Mux(goes, gone, stayed)),
            self.counts.eq(goes & self.running & ~self.fault.any()),
        ]
        m.d.sync += [goes.eq(goes_next), self.advance.eq(goes_next | self.command_next)]
        return m

    def _may_follow(self, case: str, read_due: Value, confirm: Value, wants: Value) -> Value:
        """Whether all that the next cycle needs is there in one of the two cases."""
        return (
            self.room_next[case]
            & (~read_due | self.ready_next[case])
            & (~confirm | self.confirmed_next[case])
            & (~wants | self.offered_next)
        )
