"""One unit of work every so many cycles, until the last."""

from __future__ import annotations

from amaranth.hdl import Module, Signal
from amaranth.lib import wiring
from amaranth.lib.wiring import In, Out


class Pace(wiring.Component):
    """Steps at the end of every ``cycles`` cycles, from the cycle after ``start`` to the last step.

    Whether work is done and whether a start is welcome are decided in the cycle before, so that
    they are registers: who may start next hangs on them, and much on that.

    Members
    -------
    start : In(1)
    last_next : In(1), the unit of work of the next cycle is the last
    step : Out(1), the current unit ends in this cycle
    active : Out(1), work is being done in this cycle
    done : Out(1), the last unit ends in this cycle; a new start is welcome in it
    welcome : Out(1), a start would be welcome: what belongs to the work may change with this cycle
    """

    def __init__(self, cycles: int) -> None:
        self.cycles = cycles
        super().__init__(
            {
                "start": In(1),
                "last_next": In(1),
                "step": Out(1),
                "active": Out(1),
                "done": Out(1),
                "welcome": Out(1, init=1),
            }
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        count = Signal(range(self.cycles))
        step_next = Signal()
        m.d.comb += self.step.eq(self.active & (count == self.cycles - 1))
        with m.If(self.active):
            m.d.sync += count.eq(count + 1)
            if self.cycles > 1:
                m.d.comb += step_next.eq(count == self.cycles - 2)
            else:
                m.d.comb += step_next.eq(~self.done)
        with m.If(self.step):
            m.d.sync += count.eq(0)
        with m.If(self.start):
            m.d.sync += [self.active.eq(1), count.eq(0)]
            m.d.comb += step_next.eq(int(self.cycles == 1))
        with m.Elif(self.done):
            m.d.sync += self.active.eq(0)
        done_next = step_next & self.last_next
        still_free = self.welcome & ~self.start
        m.d.sync += [self.done.eq(done_next), self.welcome.eq(still_free | done_next)]
        return m
