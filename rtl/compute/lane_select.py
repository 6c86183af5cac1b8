"""Dealing out the granules of the A banks to the rows of the array."""

from __future__ import annotations

from amaranth.hdl import Array, Cat, Const, Module, Signal, Value
from amaranth.lib import wiring
from amaranth.lib.wiring import In, Out
from amaranth.utils import ceil_log2, exact_log2

from weft.accelerator.description import Accelerator
from weft.accelerator.sparsity import DENSE, Sparsity
from weft.rtl.compute.addresses import mode_bits
from weft.rtl.compute.fields import lanes, patterns


class LaneSelect(wiring.Component):
    """All lanes of the operands of every row, without a register.

    Weight-stationary, row r takes elements ``(r div kept)*group + l`` of the planes side by side;
    output-stationary, element r of every bank. Dense, both are element r of one bank in lane 0.

    Members
    -------
    granules : In, of all banks, bank 0 lowest
    bank : In, of the first plane; a multiple of ``group/kept``
    mode : In, as in `StreamAddresses`
    feeds : In(1), 0: all lanes are zero
    lanes : Out, row 0 lowest, lane 0 lowest in a row
    """

    def __init__(self, accelerator: Accelerator) -> None:
        self.accelerator = a = accelerator
        self.granule_bits = 8 * a.granule_bytes
        super().__init__(
            {
                "granules": In(a.a_banks * self.granule_bits),
                "bank": In(exact_log2(a.a_banks)),
                "mode": In(mode_bits(a)),
                "feeds": In(1),
                "lanes": Out(a.rows * lanes(a) * a.operand.bits),
            }
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        planes = Signal(self.granules.shape())
        m.d.comb += planes.eq(Cat(self._plane(j) for j in range(self.accelerator.a_banks)))
        own = patterns(self.accelerator)
        stationary = [self._weight_stationary(planes, s) for s in (DENSE, *own)]
        ways = [*stationary, self._output_stationary(planes)] if own else stationary
        with m.If(self.feeds), m.Switch(self.mode):
            for mode, way in enumerate(ways):
                with m.Case(mode):
                    m.d.comb += self.lanes.eq(way)
        return m

    def _plane(self, j: int) -> Value:
        """The j-th plane of a pixel; it exists for patterns of more than j planes only, whose
        first bank is a multiple of their number."""
        step = ceil_log2(j + 1)
        banks = range(j, self.accelerator.a_banks, 1 << step)
        choices = [self.granules[b * self.granule_bits :][: self.granule_bits] for b in banks]
        return choices[0] if len(choices) == 1 else Array(choices)[self.bank[step:]]

    def _element(self, planes: Value, place: int) -> Value:
        bits = self.accelerator.operand.bits
        return planes[place * bits : (place + 1) * bits]

    def _weight_stationary(self, planes: Value, sparsity: Sparsity) -> Value:
        a = self.accelerator
        idle = Const(0, (lanes(a) - sparsity.group) * a.operand.bits)
        rows = []
        for r in range(a.rows):
            first = r // sparsity.kept * sparsity.group
            rows += [self._element(planes, first + i) for i in range(sparsity.group)] + [idle]
        return Cat(*rows)

    def _output_stationary(self, banks: Value) -> Value:
        a = self.accelerator
        places = [bank * a.rows + r for r in range(a.rows) for bank in range(lanes(a))]
        return Cat(self._element(banks, place) for place in places)
