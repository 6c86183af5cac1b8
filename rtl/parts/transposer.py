"""Turning blocks of rows into columns."""

from __future__ import annotations

from amaranth.hdl import Cat, Module, Signal
from amaranth.lib import wiring
from amaranth.lib.wiring import In, Out


class Transposer(wiring.Component):
    """Takes ``rows`` rows of ``rows`` elements, then gives the columns, one a cycle.

    When the last row of a block comes in cycle t, the columns leave in the cycles t + 1 to
    t + ``rows``; the next block may come in meanwhile.

    Members
    -------
    valid : In(1), a row comes in this cycle
    row : In(rows * bits), element 0 lowest
    out_valid : Out(1)
    out : Out(rows * bits), element j is that of the j-th row that came in
    place : Out, number of the column
    """

    def __init__(self, rows: int, bits: int) -> None:
        self.rows, self.bits = rows, bits
        super().__init__(
            {
                "valid": In(1),
                "row": In(rows * bits),
                "out_valid": Out(1),
                "out": Out(rows * bits),
                "place": Out(range(rows)),
            }
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        width = self.rows * self.bits
        filling = [Signal(width, name=f"in_{j}", reset_less=True) for j in range(self.rows - 1)]
        leaving = [Signal(width, name=f"out_{j}", reset_less=True) for j in range(self.rows)]
        count = Signal(range(self.rows))
        with m.If(self.valid):
            following = [*filling, self.row][1:]
            m.d.sync += [row.eq(new) for row, new in zip(filling, following, strict=True)]
            m.d.sync += count.eq(count + 1)
        m.d.sync += [row.eq(row[self.bits :]) for row in leaving]
        with m.If(self.out_valid):
            m.d.sync += self.place.eq(self.place + 1)
            with m.If(self.place == self.rows - 1):
                m.d.sync += self.out_valid.eq(0)
        with m.If(self.valid & (count == self.rows - 1)):
            m.d.sync += [
                row.eq(new) for row, new in zip(leaving, [*filling, self.row], strict=True)
            ]
            m.d.sync += [self.out_valid.eq(1), self.place.eq(0)]
        m.d.comb += self.out.eq(Cat(row[: self.bits] for row in leaving))
        return m
