"""N:M selection along the rows of a block, as the rows come in."""

from __future__ import annotations

from amaranth.hdl import Cat, Module, Signal, Value
from amaranth.lib import wiring
from amaranth.lib.wiring import In, Out

from weft.rtl.update.magnitudes import WEIGHT_BITS, magnitudes_of, population


class ColumnSelect(wiring.Component):
    """Ranks the weights of every column inside their groups of rows.

    A row that comes in is compared with all earlier ones of its group: for each pair, one of the
    two falls behind by a place. When the last row of a group has come, the weights kept are those
    with fewer than ``kept`` before them. The last ``depth`` rows (the largest group) are
    remembered; any power of two up to it will do as ``group``.

    Members
    -------
    start : In(1), the next row is the first of a block; not together with ``valid``
    kept, group : In, the pattern; stable from the first row to the last
    valid : In(1), a row comes
    row : In(columns * 32), NaNs being alike, as `comparable` makes them
    out_valid : Out(1), a row came in the cycle before; what follows belongs to it
    flags : Out(columns) for each d < ``depth``: the weights of the row d rows before it are kept;
        final with the last row of that one's group
    oldest : Out(columns * 32), the row ``depth - 1`` rows before it
    group_ends, block_ends : Out(1), it is the last row of its group, of its block
    """

    def __init__(self, columns: int, depth: int) -> None:
        self.columns, self.depth = columns, depth
        super().__init__(
            {
                "start": In(1),
                "kept": In(5),
                "group": In(5),
                "valid": In(1),
                "row": In(columns * WEIGHT_BITS),
                "out_valid": Out(1),
                "flags": Out(columns).array(depth),
                "oldest": Out(columns * WEIGHT_BITS),
                "group_ends": Out(1),
                "block_ends": Out(1),
            }
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        place = self._count(m)
        rows = [
            Signal(self.columns * WEIGHT_BITS, name=f"row_{d}", reset_less=True)
            for d in range(self.depth)
        ]
        ranks = self._ranks(m, place, rows[:-1])
        with m.If(self.valid):
            m.d.sync += [new.eq(old) for new, old in zip(rows, [self.row, *rows], strict=False)]
        m.d.comb += self.oldest.eq(rows[-1])
        for flags, rank in zip(self.flags, ranks, strict=True):
            m.d.comb += flags.eq(Cat(r < self.kept for r in rank))
        return m

    def _count(self, m: Module) -> Signal:
        """Follow the rows through groups and blocks; returns the place in its block of the next."""
        place = Signal(range(self.columns))
        last = Signal()  # row of its group
        m.d.comb += last.eq(~(~place & self._inside()).any())
        m.d.sync += [
            self.out_valid.eq(self.valid),
            self.group_ends.eq(last),
            self.block_ends.eq(place == self.columns - 1),
        ]
        with m.If(self.start):
            m.d.sync += place.eq(0)
        with m.Elif(self.valid):
            m.d.sync += place.eq(place + 1)
        return place

    def _inside(self) -> Value:
        """Mask of the bits of a place that tell the place inside its group."""
        return (self.group - 1)[: (self.columns - 1).bit_length()]

    def _ranks(self, m: Module, place: Signal, earlier: list[Signal]) -> list[list[Signal]]:
        """Weights known to go before each one, a list of columns for every row remembered."""
        ranks = [
            [Signal(range(max(2, self.depth)), name=f"rank_{d}_{c}", reset_less=True)
             for c in range(self.columns)]
            for d in range(self.depth)
        ]  # fmt: skip
        here = Signal.like(place)
        grouped = Signal(self.depth)  # bit d: the row that came d rows before belongs to the group
        m.d.comb += [
            here.eq(place & self._inside()),
            grouped.eq(Cat(here > d for d in range(self.depth - 1))),
        ]
        before = [self._before(m, d, row) for d, row in enumerate(earlier)]
        with m.If(self.valid):
            for c in range(self.columns):
                ahead = [grouped[d] & flags[c] for d, flags in enumerate(before)]
                m.d.sync += ranks[0][c].eq(population(ahead) if ahead else 0)
            for d, flags in enumerate(before):
                for c in range(self.columns):
                    m.d.sync += ranks[d + 1][c].eq(ranks[d][c] + (grouped[d] & ~flags[c]))
        return ranks

    def _before(self, m: Module, d: int, row: Signal) -> Signal:
        """Columns in which an earlier row goes before the one that comes: ties to the earlier."""
        pairs = zip(magnitudes_of(row), magnitudes_of(self.row), strict=True)
        flags = Signal(self.columns, name=f"before_{d}")
        m.d.comb += flags.eq(Cat(old >= new for old, new in pairs))
        return flags
