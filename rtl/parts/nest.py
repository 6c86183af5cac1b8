"""Nested loop counters: what every address generator of the machine turns on."""

from __future__ import annotations

from amaranth.hdl import Cat, Module, Signal, Value
from amaranth.lib import data, wiring
from amaranth.lib.wiring import In, Out


class Nest(wiring.Component):
    """Counts through nested loops, one innermost iteration a ``step``.

    ``layout`` names the loops from the outermost to the innermost. Every limit is at least 1. That
    a loop is in its last iteration, or that all are, is kept in a register: much hangs on it.

    Members
    -------
    load : In(1), begin anew with ``limits`` from the next cycle on; wins over ``step``
    limits : In(layout)
    step : In(1)
    ends : Out, per loop: it and all loops inside it are in their last iteration
    last : Out(1), all of them are
    last_next : Out(1), all of them will be in the next cycle
    last_onward : Out(1), likewise where nothing is loaded in this one: it does not wait for what is
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
                "last_next": Out(1),
                "last_onward": Out(1),
            }
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        limits, left = Signal(self.layout), Signal(self.layout)
        flags = data.StructLayout(dict.fromkeys(self.names, 1))
        once, at_last = Signal(flags), Signal(flags)
        onward, following = Signal(flags), Signal(flags)
        m.d.comb += onward.eq(at_last)
        inner: list[Value] = []
        for name in reversed(self.names):
            inner_done = Cat(*inner).all()
            with m.If(self.step & inner_done):
                m.d.sync += left[name].eq(left[name] - 1)
                m.d.comb += onward[name].eq(left[name] == 2)
                with m.If(at_last[name]):
                    m.d.sync += left[name].eq(limits[name])
                    m.d.comb += onward[name].eq(once[name])
            inner.append(at_last[name])
            m.d.comb += self.ends[name].eq(inner_done & at_last[name])
        m.d.comb += following.eq(onward)
        with m.If(self.load):
            m.d.sync += [limits.eq(self.limits), left.eq(self.limits)]
            for name in self.names:
                m.d.comb += following[name].eq(self.limits[name] == 1)
                m.d.sync += once[name].eq(following[name])
        m.d.comb += [
            self.last_next.eq(following.as_value().all()),
            self.last_onward.eq(onward.as_value().all()),
        ]
        m.d.sync += [at_last.eq(following), self.last.eq(self.last_next)]
        return m
