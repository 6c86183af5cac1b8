"""A bound on the time that a memory may take."""

from __future__ import annotations

from amaranth.hdl import Module, Signal
from amaranth.lib import wiring
from amaranth.lib.wiring import In, Out

PATIENCE_CYCLES = 1 << 20


class Watchdog(wiring.Component):
    """Tells when something has waited ``cycles`` cycles without a break.

    Members
    -------
    waits : In(1)
    expired : Out(1), for one cycle
    """

    def __init__(self, cycles: int = PATIENCE_CYCLES) -> None:
        self.cycles = cycles
        super().__init__({"waits": In(1), "expired": Out(1)})

    def elaborate(self, platform: object) -> Module:
        m = Module()
        waited = Signal(range(self.cycles))
        m.d.sync += self.expired.eq(self.waits & (waited == self.cycles - 1))
        with m.If(~self.waits | (waited == self.cycles - 1)):
            m.d.sync += waited.eq(0)
        with m.Else():
            m.d.sync += waited.eq(waited + 1)
        return m
