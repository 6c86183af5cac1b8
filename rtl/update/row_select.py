"""N:M selection along the columns of a row."""

from __future__ import annotations

from amaranth.hdl import Cat, Module, Signal, Value
from amaranth.lib import wiring
from amaranth.lib.wiring import In, Out

from weft.rtl.update.magnitudes import WEIGHT_BITS, magnitudes_of, population

SELECT_CYCLES = 2


class RowSelect(wiring.Component):
    """Keeps the largest weights of every group of a row, a row a cycle.

    One comparator for each pair of weights that some group holds serves all groups that do.

    Members
    -------
    kept, group : In, the pattern; stable while rows are on their way. A power of two up to
        ``largest``
    row : In(columns * 32), NaNs being alike, as `comparable` makes them
    kept_flags : Out(columns), which weights are kept, `SELECT_CYCLES` later
    """

    def __init__(self, columns: int, largest: int) -> None:
        self.columns, self.largest = columns, largest
        super().__init__(
            {
                "kept": In(5),
                "group": In(5),
                "row": In(columns * WEIGHT_BITS),
                "kept_flags": Out(columns),
            }
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        m.d.sync += self.kept_flags.eq(
            Cat(
                flag
                for first in range(0, self.columns, self.largest)
                for flag in self._select(m, first)
            )
        )
        return m

    def _select(self, m: Module, first: int) -> list[Value]:
        """Flags of the weights of a largest group, which begins at column ``first``."""
        size = self.largest
        weights = magnitudes_of(self.row)[first : first + size]
        wins = [Signal(size, name=f"wins_{first + i}", reset_less=True) for i in range(size)]
        for i, mine in enumerate(weights):  # bit j: of i and j, i < j, the first goes before
            m.d.sync += wins[i][i + 1 :].eq(Cat(mine >= other for other in weights[i + 1 :]))
        return [self._is_kept(wins, i) for i in range(size)]

    def _is_kept(self, wins: list[Signal], i: int) -> Value:
        ahead = [
            (wins[j][i] if j < i else ~wins[i][j]) & self._meet(i, j)
            for j in range(self.largest)
            if j != i
        ]
        return population(ahead) < self.kept if ahead else self.kept > 0

    def _meet(self, i: int, j: int) -> Value:
        """Whether two columns belong to one group: it is wider than where they part."""
        return (self.group - 1)[(i ^ j).bit_length() - 1]
