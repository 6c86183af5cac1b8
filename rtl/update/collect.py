"""Putting rows together of parts that come one after the other."""

from __future__ import annotations

from amaranth.hdl import Cat, Module, Signal, Value
from amaranth.lib import wiring
from amaranth.lib.wiring import In, Out


class Collect(wiring.Component):
    """Gathers ``parts`` parts of ``bits``, a part a cycle, into a row.

    Members
    -------
    part : In(bits), the lowest part of a row first
    last : In(1), it is the last one of a row: the others came in the cycles before
    row : Out(parts * bits), the last whole row
    valid : Out(1), it is new in this cycle
    """

    def __init__(self, parts: int, bits: int) -> None:
        self.parts, self.bits = parts, bits
        super().__init__(
            {"part": In(bits), "last": In(1), "row": Out(parts * bits), "valid": Out(1)}
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        row = Signal(self.parts * self.bits, reset_less=True)
        gathered = self._gather(m)
        m.d.sync += self.valid.eq(self.last)
        with m.If(self.last):
            m.d.sync += row.eq(gathered)
        m.d.comb += self.row.eq(row)
        return m

    def _gather(self, m: Module) -> Value:
        """The part that comes, above those that came before it."""
        if self.parts == 1:
            return self.part
        before = Signal((self.parts - 1) * self.bits, reset_less=True)
        gathered = Cat(before, self.part)
        m.d.sync += before.eq(gathered[self.bits :])
        return gathered
