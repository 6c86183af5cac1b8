"""The array of processing elements."""

from __future__ import annotations

from amaranth.hdl import Module
from amaranth.lib import wiring
from amaranth.lib.wiring import In, Out

from weft.accelerator.description import Accelerator
from weft.rtl.compute.pe import ProcessingElement, drain_layout, operand_layout, weight_layout


class SystolicArray(wiring.Component):
    """``rows`` by ``columns`` elements, each wired to its neighbours; its edges are not skewed.

    Weight-stationary, row r wants its operands ``r * adder_latency`` cycles after row 0, and column
    c its sums ``c + multiplier_latency`` cycles after row 0 its operands; they are back
    ``rows * adder_latency`` cycles later. Output-stationary, row r wants operands and column c
    wants weights r and c cycles later than the first.

    Members
    -------
    slotted : In(1), output-stationary
    west : In, operands of each row
    shift : In(1), move all weights one row down
    north : In, weights of each column
    north_sum, south_sum : sums of each column
    drain : In, to all elements
    """

    def __init__(self, accelerator: Accelerator) -> None:
        self.accelerator = accelerator
        a, sums = accelerator, accelerator.accumulator.bits
        super().__init__(
            {
                "slotted": In(1),
                "west": In(operand_layout(a)).array(a.rows),
                "shift": In(1),
                "north": In(weight_layout(a)).array(a.columns),
                "north_sum": In(sums).array(a.columns),
                "south_sum": Out(sums).array(a.columns),
                "drain": In(drain_layout(a)),
            }
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        north = [(self.north[c], self.north_sum[c]) for c in range(self.accelerator.columns)]
        for r in range(self.accelerator.rows):
            north = self._row(m, r, north)
        for c, (_, total) in enumerate(north):
            m.d.comb += self.south_sum[c].eq(total)
        return m

    def _row(self, m: Module, r: int, north: list) -> list:
        """Place one row of elements; returns what leaves it to the south."""
        west, south = self.west[r], []
        for c, (weight, total) in enumerate(north):
            m.submodules[f"pe_{r}_{c}"] = pe = ProcessingElement(self.accelerator)
            m.d.comb += [
                pe.slotted.eq(self.slotted),
                pe.west.eq(west),
                pe.shift.eq(self.shift),
                pe.north.eq(weight),
                pe.north_sum.eq(total),
                pe.drain.eq(self.drain),
            ]
            west = pe.east
            south.append((pe.south, pe.south_sum))
        return south
