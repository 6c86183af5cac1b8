"""The optimizer lanes with what gathers their results into rows."""

from __future__ import annotations

from amaranth.hdl import Module, Signal, Value
from amaranth.lib import data, wiring
from amaranth.lib.wiring import In, Out

from weft.accelerator import timing
from weft.accelerator.description import Accelerator
from weft.rtl.arithmetic.copy_rounder import CopyRounder
from weft.rtl.arithmetic.update_lane import CONSTANTS, UpdateLane
from weft.rtl.parts.delay import Delay
from weft.rtl.update.collect import Collect
from weft.rtl.update.lookahead import lanes_layout
from weft.rtl.update.magnitudes import WEIGHT_BITS


def hyper_layout() -> data.StructLayout:
    """A row of the table of constants, in the order of `weft.accelerator.isa.Hyper`."""
    return data.StructLayout(dict.fromkeys(CONSTANTS, WEIGHT_BITS))


class Lanes(wiring.Component):
    """``update_lanes`` weights a cycle through the step, rounded for the copies, and made rows.

    A row leaves `timing.lanes_depth` + 1 cycles after its last part came in.

    Members
    -------
    i : In, a part of a row
    row_ends : In(1), the last one
    hyper : In, constants; stable from the cycle before the first row to the last one
    optimize, frozen, shift : In, as in the instruction; stable from the first row to the last
    valid : Out(1), a row leaves
    weight, momentum : Out(columns * 32), new ones
    codes : Out, the weights in the operand format, `timing.copy_depth` cycles after them
    """

    def __init__(self, accelerator: Accelerator) -> None:
        self.accelerator = a = accelerator
        self.parts = a.columns // a.update_lanes
        row = a.columns * WEIGHT_BITS
        super().__init__(
            {
                "i": In(lanes_layout(a)),
                "row_ends": In(1),
                "hyper": In(hyper_layout()),
                "optimize": In(1),
                "frozen": In(1),
                "shift": In(8),
                "valid": Out(1),
                "weight": Out(row),
                "momentum": Out(row),
                "codes": Out(8 * a.granule_bytes),
            }
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        a = self.accelerator
        m.submodules.stepped = stepped = Delay(timing.lanes_depth(a))
        m.submodules.rounded = rounded = Delay(timing.copy_depth(a))
        m.submodules.rounder = rounder = CopyRounder(a, a.update_lanes)
        wide = a.update_lanes * WEIGHT_BITS
        m.submodules.weights = weights = Collect(self.parts, wide)
        m.submodules.momenta = momenta = Collect(self.parts, wide)
        m.submodules.codes = codes = Collect(self.parts, a.update_lanes * a.operand.bits)
        m.d.comb += [
            stepped.i.eq(self.row_ends),
            rounded.i.eq(stepped.o),
            weights.last.eq(stepped.o),
            momenta.last.eq(stepped.o),
            codes.last.eq(rounded.o),
            rounder.weights.eq(weights.part),
            rounder.shift.eq(self.shift),
            codes.part.eq(rounder.codes),
            self.valid.eq(weights.valid),
            self.weight.eq(weights.row),
            self.momentum.eq(momenta.row),
            self.codes.eq(codes.row),
        ]
        hyper = Signal.like(self.hyper, reset_less=True)
        m.d.sync += hyper.eq(self.hyper)  # the table's memory takes long
        for i in range(a.update_lanes):
            self._lane(m, i, hyper, weights.part, momenta.part)
        return m

    def _lane(self, m: Module, i: int, hyper: data.View, weights: Value, momenta: Value) -> None:
        m.submodules[f"lane_{i}"] = lane = UpdateLane(self.accelerator)
        m.d.comb += [
            lane.weight.eq(self.i.weights.word_select(i, WEIGHT_BITS)),
            lane.momentum.eq(self.i.momentum.word_select(i, WEIGHT_BITS)),
            lane.gradient.eq(self.i.gradients.word_select(i, WEIGHT_BITS)),
            lane.exists.eq(self.i.exists[i]),
            lane.pruned.eq(self.i.pruned[i]),
            lane.optimize.eq(self.optimize),
            lane.frozen.eq(self.frozen),
            *(getattr(lane, name).eq(hyper[name]) for name in CONSTANTS),
            weights.word_select(i, WEIGHT_BITS).eq(lane.new_weight),
            momenta.word_select(i, WEIGHT_BITS).eq(lane.new_momentum),
        ]
