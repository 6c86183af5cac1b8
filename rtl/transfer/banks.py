"""The bank that a plane of A goes to."""

from __future__ import annotations

from amaranth.hdl import Module, Mux, Shape
from amaranth.lib import wiring
from amaranth.lib.wiring import In, Out


def bank_shape(banks: int) -> Shape:
    """Of the number of a bank; a bit where there is but one."""
    return Shape.cast(range(max(2, banks)))


class PlaneBank(wiring.Component):
    """Counts through the banks of A, plane by plane.

    Members
    -------
    load : In(1), go to bank ``first`` from the next cycle on; wins over ``step``
    first : In, less than ``banks``
    step : In(1), go on to the next bank
    bank : Out
    wraps : Out(1), it is the last one: the next plane lies further in the first
    """

    def __init__(self, banks: int) -> None:
        self.banks = banks
        bank = bank_shape(banks)
        super().__init__(
            {"load": In(1), "first": In(bank), "step": In(1), "bank": Out(bank), "wraps": Out(1)}
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        m.d.comb += self.wraps.eq(self.bank == self.banks - 1)
        with m.If(self.step):
            m.d.sync += self.bank.eq(Mux(self.wraps, 0, self.bank + 1))
        with m.If(self.load):
            m.d.sync += self.bank.eq(self.first)
        return m
