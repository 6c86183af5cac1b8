"""Nested loop counters: what every address generator of the machine turns on."""

from __future__ import annotations

from amaranth.hdl import Cat, Module, Signal, Value
from amaranth.lib import data, wiring
from amaranth.lib.wiring import In, Out


class Nest(wiring.Component):
    """Counts through nested loops, one innermost iteration a ``step``.

    ``layout`` names the loops from the outermost to the innermost. Every limit is at least 1. That
    a loop is in its last iteration is kept in a register, since much hangs on it.

    Members
    -------
    load : In(1), begin anew with ``limits`` from the next cycle on; wins over ``step``
    limits : In(layout)
    step : In(1)
    ends : Out, per loop: it and all loops inside it are in their last iteration
    last : Out(1), all of them are
    """

    def __init__(self, layout: data.StructLayout) -> None:
        self.layout = layout
        self.names = [name for name, _ in layout]
        super().__init__(
            {
                "load": In(1),
                "limits": In(layout),
                "step": In(1),
                "ends": Out(data.StructLayout(dict.fromkeys(self.names, 1))),
                "last": Out(1),
            }
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        limits, left = Signal(self.layout), Signal(self.layout)
        flags = data.StructLayout(dict.fromkeys(self.names, 1))
        once, at_last = Signal(flags), Signal(flags)
        inner: list[Value] = []
        for name in reversed(self.names):
            inner_done = Cat(*inner).all()
            with m.If(self.step & inner_done):
                m.d.sync += [left[name].eq(left[name] - 1), at_last[name].eq(left[name] == 2)]
                with m.If(at_last[name]):
                    m.d.sync += [left[name].eq(limits[name]), at_last[name].eq(once[name])]
            inner.append(at_last[name])
            m.d.comb += self.ends[name].eq(inner_done & at_last[name])
        m.d.comb += self.last.eq(self.ends[self.names[0]])
        with m.If(self.load):
            m.d.sync += [limits.eq(self.limits), left.eq(self.limits)]
            for name in self.names:
                single = self.limits[name] == 1
                m.d.sync += [once[name].eq(single), at_last[name].eq(single)]
        return m
