"""One unit of work every so many cycles, until the last."""

from __future__ import annotations

from amaranth.hdl import Const, Module, Signal, Value
from amaranth.lib import wiring
from amaranth.lib.wiring import In, Out


class Pace(wiring.Component):
    """Steps at the end of every ``cycles`` cycles, from the cycle after ``start`` to the last step.

    Whether work is done and whether a start is welcome are decided in the cycle before, so that
    they are registers: who may start next hangs on them, and much on that. A start comes late, so
    what belongs to the work that starts must be known before it.

    Members
    -------
    start : In(1)
    single : In(1), the work that starts is one unit; looked at with ``start``
    last_next : In(1), the unit of work of the next cycle is the last; looked at while work goes on
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
                "single": In(1),
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
        m.d.comb += self.step.eq(self.active & (count == self.cycles - 1))
        with m.If(self.active):
            m.d.sync += count.eq(count + 1)
        with m.If(self.step):
            m.d.sync += count.eq(0)
        with m.If(self.start):
            m.d.sync += [self.active.eq(1), count.eq(0)]
        with m.Elif(self.done):
            m.d.sync += self.active.eq(0)
        # of work that goes on, of work that starts: never both
        ends = self._steps_next(count) & self.last_next
        at_once = self.start & self.single if self.cycles == 1 else Const(0)
        still_free = self.welcome & ~self.start
        m.d.sync += [self.done.eq(ends | at_once), self.welcome.eq(ends | at_once | still_free)]
        return m

    def _steps_next(self, count: Value) -> Value:
        """Whether a unit ends in the next cycle of work that goes on."""
        if self.cycles == 1:
            return self.active & ~self.done
        return self.active & (count == self.cycles - 2)
