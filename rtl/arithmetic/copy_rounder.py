"""What UPDATE does to weights on their way into its copies."""

from __future__ import annotations

from amaranth.hdl import Module, signed
from amaranth.lib import wiring
from amaranth.lib.wiring import In, Out

from weft.accelerator import timing
from weft.accelerator.description import Accelerator
from weft.accelerator.formats import FP32
from weft.rtl.arithmetic.encoding import Encoding
from weft.rtl.arithmetic.pipeline import pipeline
from weft.rtl.arithmetic.scaling import SCALE


class CopyLane(wiring.Component):
    """``weight * 2**shift`` rounded to fp32, then to the operand format.

    Members
    -------
    weight : In, fp32 code
    shift : In(signed(8))
    code : Out, of the operand format, `timing.copy_depth` cycles later
    """

    def __init__(self, accelerator: Accelerator) -> None:
        self.format = accelerator.operand
        self.cycles = timing.lane_rounding(accelerator)  # of each of the two
        super().__init__(
            {"weight": In(FP32.bits), "shift": In(signed(8)), "code": Out(self.format.bits)}
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        values = pipeline(m, {"value": self.weight, "exponent": self.shift}, SCALE, self.cycles)
        values = pipeline(m, values, Encoding(self.format).steps, self.cycles)
        m.d.comb += self.code.eq(values["code"])
        return m


class CopyRounder(wiring.Component):
    """``lanes`` weights scaled and rounded to the operand format.

    Members
    -------
    weights : In, fp32 codes, the first at the bottom
    shift : In(signed(8)), belongs to the weights of its cycle
    codes : Out, `timing.copy_depth` cycles later
    """

    def __init__(self, accelerator: Accelerator, lanes: int) -> None:
        self.accelerator = accelerator
        self.lanes = lanes
        super().__init__(
            {
                "weights": In(lanes * FP32.bits),
                "shift": In(signed(8)),
                "codes": Out(lanes * accelerator.operand.bits),
            }
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        for i in range(self.lanes):
            m.submodules[f"lane_{i}"] = lane = CopyLane(self.accelerator)
            m.d.comb += [
                lane.weight.eq(self.weights.word_select(i, FP32.bits)),
                lane.shift.eq(self.shift),
                self.codes.word_select(i, lane.format.bits).eq(lane.code),
            ]
        return m
