"""A fixed time since something happened."""

from __future__ import annotations

from amaranth.hdl import Module, Signal
from amaranth.lib import wiring
from amaranth.lib.wiring import In, Out


class Countdown(wiring.Component):
    """Tells when ``cycles`` (at least 1) have passed since the last ``start``.

    Members
    -------
    start : In(1)
    elapsed : Out(1), from ``cycles`` cycles after the start on, and before any start
    """

    def __init__(self, cycles: int) -> None:
        self.cycles = cycles
        super().__init__({"start": In(1), "elapsed": Out(1)})

    def elaborate(self, platform: object) -> Module:
        m = Module()
        left, runs = Signal(range(self.cycles)), Signal()
        m.d.comb += self.elapsed.eq(~runs)
        with m.If(runs):
            m.d.sync += [left.eq(left - 1), runs.eq(left != 1)]
        with m.If(self.start):
            m.d.sync += [left.eq(self.cycles - 1), runs.eq(self.cycles > 1)]
        return m
