"""fp32 numbers rounded to an operand format."""

from __future__ import annotations

from amaranth.hdl import Cat, Const, Mux, Value

from weft.accelerator.formats import FP32, Format
from weft.rtl.arithmetic.bits import minimum, shift_down
from weft.rtl.arithmetic.floats import bias, nearest, split
from weft.rtl.arithmetic.pipeline import Step, Values


class Encoding:
    """Steps from ``value``, an fp32 code, to ``code``: the nearest of ``fmt``, ties to even.

    What `Format.encode_array` makes of it. A NaN on its way to an integer is an error of the data;
    here it saturates like an infinity.

    An integer of n bits is rounded like the subnormals of a float of n - 1 stored bits whose
    quantum is 1.
    """

    def __init__(self, fmt: Format) -> None:
        self.format = fmt
        self.stored_bits = fmt.bits - 1 if fmt.is_integer else fmt.mantissa_bits
        lowest = fmt.bits - 1 if fmt.is_integer else fmt.smallest_exponent
        self.lowest_exponent = bias(FP32) + lowest  # as fp32 biases it
        self.steps: list[Step] = [
            self._measure,
            self._align,
            self._round_integer if fmt.is_integer else self._round,
        ]

    def _measure(self, v: Values) -> Values:
        """Significand, guard and sticky bit, and how far they lie below what ``fmt`` has."""
        value = split(v["value"], FP32)
        lost = FP32.mantissa_bits - self.stored_bits - 1
        total = Cat(value.significand[:lost].any(), value.significand[lost:])
        below = (self.lowest_exponent - value.exponent).as_signed()
        far = self.stored_bits + 2  # all is in the sticky bit
        places = minimum(Mux(below < 0, 0, below).as_unsigned(), far)
        if self._is_as_wide:
            places = Const(0)
        return {
            "total": total,
            "places": places[: far.bit_length()],
            # 1 at the lowest; below that the leading bit is 0
            "exponent": (1 - below)[: FP32.exponent_bits],
            "above": below < 0,
            "sign": value.sign,
            "nan": value.nan,
            "infinite": value.infinite,
        }

    def _align(self, v: Values) -> Values:
        """Significand, guard and sticky bit at an exponent that ``fmt`` has."""
        kept = {name: v[name] for name in ("exponent", "above", "sign", "nan", "infinite")}
        return {**kept, "total": shift_down(v["total"], v["places"])}

    @property
    def _is_as_wide(self) -> bool:
        """Whether the exponents are those of fp32."""
        return self.format.smallest_exponent == FP32.smallest_exponent

    def _round(self, v: Values) -> Values:
        return {"code": nearest(self.format, v)}

    def _round_integer(self, v: Values) -> Values:
        """Magnitude to nearest even, saturated, with its sign."""
        kept, guard, rest = v["total"][2:], v["total"][1], v["total"][0]
        rounded = Value.cast(kept + (guard & (rest | kept[0])))
        negative, bits = v["sign"], self.format.bits
        largest = Mux(negative, -self.format.smallest, self.format.largest)
        magnitude = Mux(v["above"] | (rounded > largest), largest, rounded)
        return {"code": Mux(negative, -magnitude, magnitude)[:bits]}
