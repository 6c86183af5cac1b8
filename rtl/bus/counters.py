"""What a program cost, counted where it happens."""

from __future__ import annotations

from amaranth.hdl import Elaboratable, Module, ResetInserter, Signal
from amaranth.lib import data, wiring
from amaranth.lib.wiring import In, Out

from weft.accelerator.isa import Engine
from weft.accelerator.registers import REGISTER

_ENGINES = len(Engine)
NAMES = ("active_cycles", "stalled_cycles", "read_beats", "written_beats", "started", "busy_cycles")


def counters_layout() -> data.StructLayout:
    """A counter for each register of that name, as wide and as many as the map has them."""
    return data.StructLayout(
        {name: data.ArrayLayout(REGISTER[name].bits, REGISTER[name].count) for name in NAMES}
    )


class Counters(wiring.Component):
    """Counts the events of cycles that the core takes, one cycle late, and those it waits.

    Members
    -------
    clear : In(1), begin anew with the next cycle
    running : In(1), a program runs and has not ended
    counts : In(1), the core takes this cycle
    read, write : In(1), it asks for a beat, writes one
    started, busy : In, per engine: an instruction starts, instructions run
    values : Out(counters_layout)
    """

    def __init__(self) -> None:
        super().__init__(
            {
                "clear": In(1),
                "running": In(1),
                "counts": In(1),
                "read": In(1),
                "write": In(1),
                "started": In(_ENGINES),
                "busy": In(_ENGINES),
                "values": Out(counters_layout()),
            }
        )

    def elaborate(self, platform: object) -> Elaboratable:
        m = Module()
        takes, waits = self.running & self.counts, self.running & ~self.counts
        events = {
            "active_cycles": [takes],
            "stalled_cycles": [waits],
            "read_beats": [takes & self.read],
            "written_beats": [takes & self.write],
            "started": [takes & self.started[e] for e in Engine],
            "busy_cycles": [takes & self.busy[e] for e in Engine],
        }
        for name, happenings in events.items():
            for i, happens in enumerate(happenings):
                happened = Signal(name=f"{name}_{i}")
                m.d.sync += happened.eq(happens)
                with m.If(happened):
                    m.d.sync += self.values[name][i].eq(self.values[name][i] + 1)
        return ResetInserter(self.clear)(m)
