"""Which weights of a block exist: those whose row and column belong to the same group."""

from __future__ import annotations

from collections.abc import Iterator

from amaranth.hdl import Cat, Const, Module, Mux, Shape, Signal, Value
from amaranth.lib import wiring
from amaranth.lib.wiring import In, Out

from weft.accelerator.isa import Opcode
from weft.rtl.arithmetic.bits import minimum
from weft.rtl.control.decode import fields_layout
from weft.rtl.parts.delay import Delay

_FIELDS = (
    "group_rows", "group_columns", "row_phase", "column_phase", "row_group",
)  # fmt: skip
_COLUMNS_A_CYCLE = 4  # as `timing.update_prepare` has it


class Existence(wiring.Component):
    """Compares the groups of a row and of every column; without ``group_rows`` every weight exists.

    Quotients are counted, never divided: the columns' once an instruction, four a cycle; the row's
    from row to row, anew in every block. What is left of a group counts only up to ``rows``, so the
    counters are narrow.

    Members
    -------
    load : In(1), begin an instruction with ``fields``; the columns of the one before are through
    fields : In, those of UPDATE that tell of groups; a phase lies inside its group
    step : In(1), go on to the next row
    exists : Out(rows), a bit a column of what was the current row ``later`` cycles ago; of current
        rows from `timing.update_prepare` + 1 cycles after the load on
    """

    def __init__(self, rows: int, later: int) -> None:
        self.rows, self.later = rows, later
        super().__init__(
            {
                "load": In(1),
                "fields": In(fields_layout(Opcode.UPDATE, _FIELDS)),
                "step": In(1),
                "exists": Out(rows),
            }
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        everything = Signal()
        with m.If(self.load):
            m.d.sync += everything.eq(self.fields.group_rows == 0)
        row = self._row_group(m)
        low = Shape.cast(range(self.rows)).width
        inside = Signal()  # the range of the columns' groups, which begin at 0
        m.d.comb += inside.eq(~row[low:].any())
        same = (inside & (column == row[:low]) for column in self._column_groups(m))
        m.submodules.later = later = Delay(self.later, self.rows)
        m.d.comb += [
            later.i.eq(Cat(same) | everything.replicate(self.rows)),
            self.exists.eq(later.o),
        ]
        return m

    def _left(self, name: str) -> Signal:
        """Lines from here to the end of a group, or more than a block has."""
        return Signal(range(self.rows + 1), name=name)

    def _column_groups(self, m: Module) -> Iterator[Value]:
        """The quotient of every column: a shift register fills from the top after each load.

        Loads come from afar: only the count of what is missing waits for them, and until then all
        else is as an instruction begins.
        """
        together = min(_COLUMNS_A_CYCLE, self.rows)
        cycles = self.rows // together
        left, size = self._left("columns_left"), self._left("group_columns")
        width = Shape.cast(range(self.rows)).width
        group = Signal(width)
        quotients = Signal(self.rows * width)
        missing = Signal(range(cycles + 1))
        with m.If(self.load):
            m.d.sync += missing.eq(cycles)
        with m.Elif(missing != 0):
            m.d.sync += missing.eq(missing - 1)
        with m.If(missing == 0):
            m.d.sync += [
                left.eq(self._to_end(self.fields.group_columns, self.fields.column_phase)),
                size.eq(minimum(self.fields.group_columns, self.rows)),
                group.eq(0),
            ]
        with m.Else():
            ends, following = self._ends(m, left, size, together)
            found = [(group + sum(ends[:c], Const(0)))[:width] for c in range(together + 1)]
            m.d.sync += [
                quotients.eq(Cat(quotients[together * width :], *found[:-1])),
                left.eq(following),
                group.eq(found[-1]),
            ]
        return (quotients[c * width :][:width] for c in range(self.rows))

    def _ends(self, m: Module, left: Value, size: Value, lines: int) -> tuple[list[Value], Signal]:
        """Which of so many lines end a group, and what is left after them; all found at once."""
        farthest = (lines + 1) * self.rows
        places = [Signal(range(farthest + 1), name=f"end_{n}") for n in range(lines + 1)]
        m.d.comb += [place.eq(left + _times(size, n)) for n, place in enumerate(places)]
        ends = [Cat(place == c + 1 for place in places[: c + 1]).any() for c in range(lines)]
        following = Signal(len(left))
        # the first group that ends behind them: as places grow, all before it are within
        for place in reversed(places):
            with m.If(place > lines):
                m.d.comb += following.eq(place - lines)
        return ends, following

    def _row_group(self, m: Module) -> Signal:
        """Group of the current row, counted as the columns' are; signed."""
        left, size, first_left = (
            self._left(name) for name in ("rows_left", "group_rows", "first_rows_left")
        )
        first = Signal(self.fields.row_group.shape())
        group = Signal(Shape(first.shape().width + 1, signed=True))
        place = Signal(range(self.rows))
        with m.If(self.load):
            to_end = self._to_end(self.fields.group_rows, self.fields.row_phase)
            m.d.sync += [
                *(counter.eq(to_end) for counter in (left, first_left)),
                *(counter.eq(self.fields.row_group) for counter in (group, first)),
                size.eq(minimum(self.fields.group_rows, self.rows)),
                place.eq(0),
            ]
        with m.Elif(self.step):
            following, next_group = self._next(m, left, size, group)
            m.d.sync += [place.eq(place + 1), left.eq(following), group.eq(next_group)]
            with m.If(place == self.rows - 1):
                m.d.sync += [left.eq(first_left), group.eq(first)]
        return group

    def _to_end(self, size: Value, phase: Value) -> Value:
        return minimum((size - phase)[: len(size)], self.rows)

    @staticmethod
    def _next(m: Module, left: Value, size: Value, group: Value) -> tuple[Signal, Signal]:
        """One line on."""
        following, next_group = Signal(len(left)), Signal(group.shape())
        ends = left == 1
        m.d.comb += [
            following.eq(Mux(ends, size, left - 1)),
            next_group.eq(group + ends),
        ]
        return following, next_group


def _times(value: Value, factor: int) -> Value:
    """A product by a constant as a sum: a multiplier would be far away and slow."""
    shifts = [value << n for n in range(factor.bit_length()) if factor >> n & 1]
    return sum(shifts, Const(0))
