"""One lane of STORE's post-processing: a sum of O to a code of the operand format."""

from __future__ import annotations

from typing import ClassVar

from amaranth.hdl import Cat, Const, Module, Mux, Shape, Signal, Value, signed, unsigned
from amaranth.lib import wiring
from amaranth.lib.wiring import In, Out

from weft.accelerator import timing
from weft.accelerator.description import Accelerator
from weft.accelerator.formats import INT32, Format
from weft.rtl.arithmetic.adder import Adder
from weft.rtl.arithmetic.bits import minimum, shift_down
from weft.rtl.arithmetic.encoding import Encoding
from weft.rtl.arithmetic.pipeline import Values, pipeline
from weft.rtl.arithmetic.scaling import SCALE


def post_depth(accelerator: Accelerator) -> int:
    """Cycles from a sum to its code."""
    return timing.store_depth(accelerator) - accelerator.buffer_latency


class PostLane(wiring.Component):
    """A sum scaled, joined by a bias and rounded to the operand format.

    The code comes `post_depth` cycles after the sum. What many lanes have in common is prepared
    outside and comes when it is needed.

    Members
    -------
    sum : In, code of the accumulator format
    scale : In, what `prepared` makes of the field ``shift``, `scale_delay` cycles after the sum
    bias : In, code of the accumulator format, `bias_delay` cycles after the sum
    relu, drop : In(1), a cycle before the code: make it 0 if it has a sign, or in any case
    code : Out
    """

    scale_shape: ClassVar[Shape]
    no_bias: ClassVar[int]  # what changes no sum

    def __init__(self, accelerator: Accelerator) -> None:
        self.accelerator = accelerator
        sums, codes = accelerator.accumulator.bits, accelerator.operand.bits
        super().__init__(
            {
                "sum": In(sums),
                "scale": In(self.scale_shape),
                "bias": In(sums),
                "relu": In(1),
                "drop": In(1),
                "code": Out(codes),
            }
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        code = self._rounded(m)
        register = Signal.like(self.code, name="register", reset_less=True)
        m.d.sync += register.eq(Mux(self.drop | (self.relu & code[-1]), 0, code))
        m.d.comb += self.code.eq(register)
        return m

    def _rounded(self, m: Module) -> Value:
        """The code in the cycle of ``drop``."""
        raise NotImplementedError

    @staticmethod
    def scale_delay(accelerator: Accelerator) -> int:
        raise NotImplementedError

    @staticmethod
    def bias_delay(accelerator: Accelerator) -> int:
        raise NotImplementedError

    @staticmethod
    def prepared(shift: Value, fmt: Format) -> Value:
        """``scale`` for sums that are multiplied by ``2**-shift`` on the way to ``fmt``."""
        raise NotImplementedError


class FloatLane(PostLane):
    """Scales, adds the bias, rounds to the format; each step before that rounds to fp32."""

    scale_shape = signed(9)
    no_bias = 0x80000000  # -0: x + -0 is x for every x

    def _rounded(self, m: Module) -> Value:
        a, rounding = self.accelerator, timing.lane_rounding(self.accelerator)
        scaled = pipeline(m, {"value": self.sum, "exponent": self.scale}, SCALE, rounding)
        m.submodules.adder = adder = Adder(a.accumulator, a.lane_latency)
        m.d.comb += [adder.a.eq(scaled["value"]), adder.b.eq(self.bias)]
        return pipeline(m, {"value": adder.sum}, Encoding(a.operand).steps, rounding - 1)["code"]

    @staticmethod
    def scale_delay(accelerator: Accelerator) -> int:
        return 0

    @staticmethod
    def bias_delay(accelerator: Accelerator) -> int:
        return timing.lane_rounding(accelerator)

    @staticmethod
    def prepared(shift: Value, fmt: Format) -> Value:
        return -shift


class IntegerLane(PostLane):
    """Adds the bias in a cycle, then takes the exact quotient to nearest even, then saturates."""

    scale_shape = unsigned(6)
    no_bias = 0

    def _rounded(self, m: Module) -> Value:
        cycles = post_depth(self.accelerator) - 2  # the sum takes one, the code's register another
        values = pipeline(m, {"sum": self.sum, "bias": self.bias}, [_add], 1)
        values["places"] = self.scale
        values = pipeline(m, values, [self._shift_far, self._shift, self._round], cycles)
        return pipeline(m, values, [self._saturate], 0)["code"]

    @staticmethod
    def scale_delay(accelerator: Accelerator) -> int:
        return 1

    @staticmethod
    def bias_delay(accelerator: Accelerator) -> int:
        return 0

    @staticmethod
    def prepared(shift: Value, fmt: Format) -> Value:
        """Places down from ``sum * 2**bits``: that saturates unless it is 0, as all larger do."""
        places = (shift + fmt.bits).as_signed()
        # 33 places leave less than half of every int32
        return minimum(Mux(places < 0, 0, places).as_unsigned(), fmt.bits + INT32.bits + 1)

    def _shift_far(self, v: Values) -> Values:
        """By whole bytes; what falls off is sticky, in both steps."""
        wide = Cat(Const(0, self.accelerator.operand.bits + 2), v["total"]).as_signed()
        places = v["places"]
        return {
            "wide": shift_down(wide, Cat(Const(0, 3), places[3:])),
            "places": places[:3],
        }

    def _shift(self, v: Values) -> Values:
        """The quotient towards -infinity and what it lacks; whether it is far out of range."""
        bits = self.accelerator.operand.bits
        exact = shift_down(v["wide"].as_signed(), v["places"])
        sign, above = exact[-1], exact[bits + 1 : -1]
        return {
            "sign": sign,
            "out": Mux(sign, ~above.all(), above.any()),
            "quotient": exact[2 : bits + 2].as_signed(),
            "up": exact[1] & (exact[0] | exact[2]),
        }

    def _round(self, v: Values) -> Values:
        return {"sign": v["sign"], "out": v["out"], "rounded": v["quotient"] + v["up"]}

    def _saturate(self, v: Values) -> Values:
        fmt, rounded = self.accelerator.operand, v["rounded"]
        bound = Mux(v["sign"], fmt.smallest, fmt.largest)
        # the only way out by rounding is up
        return {"code": Mux(v["out"] | (rounded > fmt.largest), bound, rounded)[: fmt.bits]}


def _add(v: Values) -> Values:
    return {"total": (v["sum"] + v["bias"])[: INT32.bits]}


def post_lane(accelerator: Accelerator) -> type[PostLane]:
    """The lane for the operand format of ``accelerator``."""
    return IntegerLane if accelerator.operand.is_integer else FloatLane
