"""Which weights of a block the FF pattern keeps, column by column."""

from __future__ import annotations

from amaranth.hdl import Cat, Module, Signal
from amaranth.lib import wiring
from amaranth.lib.wiring import In, Out


class BlockMask(wiring.Component):
    """Takes the flags of a block when its last row has come, and gives its columns.

    Members
    -------
    valid : In(1), a row comes
    flags : In(rows) for each d < ``depth``: kept weights of the row d rows before, final for
        every row that is as far back as the largest group
    block_ends : In(1), with ``valid``: the row is the last of its block; then all flags are final
    column : Out(rows), bit r for row r; column c leaves c + 1 cycles after the last row came
    """

    def __init__(self, rows: int, depth: int) -> None:
        self.rows, self.depth = rows, depth
        super().__init__(
            {
                "valid": In(1),
                "flags": In(rows).array(depth),
                "block_ends": In(1),
                "column": Out(rows),
            }
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        older = [
            Signal(self.rows, name=f"older_{d}", reset_less=True)
            for d in range(self.depth, self.rows)
        ]
        leaving = [
            Signal(self.rows, name=f"leaving_{r}", reset_less=True) for r in range(self.rows)
        ]
        with m.If(self.valid):
            rows = [self.flags[self.depth - 1], *older]
            m.d.sync += [new.eq(old) for new, old in zip(older, rows, strict=False)]
        m.d.sync += [row.eq(row >> 1) for row in leaving]
        with m.If(self.valid & self.block_ends):
            rows = [*(self.flags[d] for d in range(self.depth)), *older]  # the last one first
            m.d.sync += [new.eq(old) for new, old in zip(leaving, reversed(rows), strict=True)]
        m.d.comb += self.column.eq(Cat(row[0] for row in leaving))
        return m
