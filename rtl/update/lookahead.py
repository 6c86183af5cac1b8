"""Selection among the old weights, and all a lane needs of a weight at one time."""

from __future__ import annotations

from amaranth.hdl import Array, Cat, Module, Signal, Value
from amaranth.lib import data, wiring
from amaranth.lib.wiring import In, Out

from weft.accelerator import timing
from weft.accelerator.description import Accelerator
from weft.rtl.parts.delay_line import DelayLine
from weft.rtl.update.column_select import ColumnSelect
from weft.rtl.update.existence import Existence
from weft.rtl.update.magnitudes import WEIGHT_BITS, comparable, weights_of
from weft.rtl.update.patterns import largest_group
from weft.rtl.update.reader import part_shape

LOOKAHEAD_CYCLES = 2  # beside those of the largest group


def lanes_layout(accelerator: Accelerator) -> data.StructLayout:
    """What the lanes take in a cycle, lane 0 lowest."""
    lanes = accelerator.update_lanes
    wide = lanes * WEIGHT_BITS
    return data.StructLayout(
        {"weights": wide, "momentum": wide, "gradients": wide, "exists": lanes, "pruned": lanes}
    )


class Lookahead(wiring.Component):
    """Holds weights back until the FF pattern of their groups is known.

    With a part of a row coming in cycle t, its sums come in t + `update_lookahead` + 1, and all
    leaves for the lanes a cycle later. NaNs lose their payload.

    Members
    -------
    load : In(1), begin an instruction with ``fields``
    fields : In, as `Existence` takes them
    kept, group : In, the FF pattern; stable
    weight, momentum : In(columns * 32), rows from U in, there for as long as their parts take
    sums : In(columns * 32), words of O, likewise
    part, row_ends, asked_row_ends, late_part, late_row_ends : In, as `UpdateReader` gives them
    lanes : Out, pruned is what the FF pattern does not keep
    """

    def __init__(self, accelerator: Accelerator) -> None:
        self.accelerator = a = accelerator
        self.parts = a.columns // a.update_lanes
        # found in the cycle after a row is asked for, there when the row comes
        self.existence = Existence(a.rows, later=a.buffer_latency - 1)
        row = a.columns * WEIGHT_BITS
        super().__init__(
            {
                "load": In(1),
                "fields": In(self.existence.fields.shape()),
                "kept": In(5),
                "group": In(5),
                "weight": In(row),
                "momentum": In(row),
                "sums": In(row),
                "part": In(part_shape(a)),
                "row_ends": In(1),
                "asked_row_ends": In(1),
                "late_part": In(part_shape(a)),
                "late_row_ends": In(1),
                "lanes": Out(lanes_layout(a)),
            }
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        a = self.accelerator
        m.submodules.existence = existence = self.existence
        m.submodules.select = select = ColumnSelect(a.columns, largest_group(a))
        m.d.comb += [
            existence.load.eq(self.load),
            existence.fields.eq(self.fields),
            existence.step.eq(self.asked_row_ends),
            select.start.eq(self.load),
            select.kept.eq(self.kept),
            select.group.eq(self.group),
        ]
        comes = Signal()
        m.d.sync += comes.eq(self.row_ends)
        # a block has the rows of a group at least: the rows that leave push out the last ones
        m.d.comb += select.valid.eq(comes | self.late_row_ends)
        self._enter(m, select, existence.exists)
        late = data.View(lanes_layout(a), Signal(lanes_layout(a).size, reset_less=True))
        m.d.sync += [
            late.weights.eq(self._part(select.oldest, self.late_part)),
            late.gradients.eq(self._part(self.sums, self.late_part)),
            late.pruned.eq(~self._part(select.flags[-1], self.late_part)),
        ]
        held_back = self._hold_back(m, existence.exists)
        m.d.comb += [
            self.lanes.eq(late),
            self.lanes.momentum.eq(held_back[a.update_lanes :]),
            self.lanes.exists.eq(held_back[: a.update_lanes]),
        ]
        return m

    def _enter(self, m: Module, select: ColumnSelect, exists: Value) -> None:
        """Weights that do not exist compare as zeros."""
        masked = Signal(len(self.weight))
        pairs = zip(weights_of(self.weight), exists, strict=True)
        m.d.comb += masked.eq(Cat(w & e.replicate(WEIGHT_BITS) for w, e in pairs))
        entering = Signal(len(masked), reset_less=True)
        m.d.sync += entering.eq(comparable(m, masked))
        m.d.comb += select.row.eq(entering)

    def _hold_back(self, m: Module, exists: Value) -> Value:
        cycles = timing.update_lookahead(self.accelerator) + LOOKAHEAD_CYCLES
        value = Cat(self._part(exists, self.part), self._part(self.momentum, self.part))
        m.submodules.held_back = line = DelayLine(cycles, len(value))
        m.d.comb += line.i.eq(value)
        return line.o

    def _part(self, row: Value, part: Value) -> Value:
        if self.parts == 1:
            return row
        width = len(row) // self.parts
        return Array(row[at:][:width] for at in range(0, len(row), width))[part]
