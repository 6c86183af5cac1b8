"""One optimizer lane of UPDATE: a step of SGD with momentum in fp32."""

from __future__ import annotations

from amaranth.hdl import Module, Mux, Value
from amaranth.lib import wiring
from amaranth.lib.wiring import In, Out

from weft.accelerator import timing
from weft.accelerator.description import Accelerator
from weft.accelerator.formats import FP32
from weft.rtl.arithmetic.adder import Adder
from weft.rtl.arithmetic.float_multiplier import FloatMultiplier
from weft.rtl.parts.delay_line import DelayLine

_MINUS_ZERO = 0x80000000  # x + -0 is x for every x

CONSTANTS = ("learning_rate", "momentum_factor", "weight_decay", "gradient_scale", "decay")


class UpdateLane(wiring.Component):
    """One weight a cycle through `weft.accelerator.arithmetic.sgd_update`.

    The results come `lanes_depth` cycles after the data. With p the cycles of a product and a those
    of a sum::

        0       gradient * scale, weight_decay * w, decay * w, momentum * v
        p       + weight_decay * w
        p+a     + decay * w, where pruned
        p+2a    + momentum * v: the new momentum
        p+3a    * learning_rate
        2p+3a   w - that
        2p+4a   the new weight

    Of a weight that does not exist both results are +0, whatever went in.

    Members
    -------
    weight, momentum : In, fp32 codes
    gradient : In, code of the accumulator format
    exists, pruned : In(1), of the weight
    optimize, frozen : In(1), as in the instruction, stable while it runs
    learning_rate, momentum_factor, weight_decay, gradient_scale, decay : In, fp32 codes, stable too
    new_weight : Out, the old one without ``optimize``
    new_momentum : Out, of no meaning without ``optimize``
    """

    def __init__(self, accelerator: Accelerator) -> None:
        self.accelerator = a = accelerator
        self.product_cycles = timing.lane_product(a)
        self.sum_cycles = a.lane_latency
        super().__init__(
            {
                "weight": In(FP32.bits),
                "momentum": In(FP32.bits),
                "gradient": In(a.accumulator.bits),
                "exists": In(1),
                "pruned": In(1),
                "optimize": In(1),
                "frozen": In(1),
                **{name: In(FP32.bits) for name in CONSTANTS},
                "new_weight": Out(FP32.bits),
                "new_momentum": Out(FP32.bits),
            }
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        p, s = self.product_cycles, self.sum_cycles
        velocity = self._velocity(m)
        step = self._multiply(m, "step", self.learning_rate, velocity)
        before = self._delay(m, "weight_before", 2 * p + 3 * s, self.weight)
        stepped = self._add(m, "next", before, step ^ _MINUS_ZERO)
        unstepped = self._delay(m, "weight_after", s, before)
        moved = self._delay(m, "velocity_after", p + s, velocity)
        self._finish(m, Mux(self.optimize, stepped, unstepped), moved)
        return m

    def _velocity(self, m: Module) -> Value:
        """The new momentum, a product and three sums later."""
        s = self.sum_cycles
        shrink = self._multiply(m, "shrink", self.weight_decay, self.weight)
        total = self._add(m, "shrunk", self._scaled_gradient(m), shrink)
        decay = self._delay(m, "decay_after", s, self._decay(m))
        total = self._add(m, "decayed", total, decay)
        kept = self._multiply(m, "kept", self.momentum_factor, self.momentum)
        return self._add(m, "velocity", total, self._delay(m, "kept_after", 2 * s, kept))

    def _scaled_gradient(self, m: Module) -> Value:
        """Gradient times scale; an integer is converted in the cycles of the product."""
        product = FloatMultiplier(self.product_cycles, self.accelerator.accumulator)
        return self._product(m, "scaled", product, self.gradient, self.gradient_scale)

    def _decay(self, m: Module) -> Value:
        """The term of pruned weights, a product later; none where its constant is 0."""
        term = self._multiply(m, "decay", self.decay, self.weight)
        pruned = self._delay(m, "pruned_at_decay", self.product_cycles, self.pruned)
        wanted = pruned & self.decay[:-1].any()
        return Mux(wanted, term, _MINUS_ZERO)

    def _finish(self, m: Module, weight: Value, momentum: Value) -> None:
        depth = timing.lanes_depth(self.accelerator)
        freezes = self.optimize & self.frozen & self.pruned
        clear = self._delay(m, "clear", depth, ~self.exists | freezes)
        m.d.comb += [
            self.new_weight.eq(Mux(clear, 0, weight)),
            self.new_momentum.eq(Mux(clear, 0, momentum)),
        ]

    # ---- parts with their latencies ----

    def _multiply(self, m: Module, name: str, a: Value, b: Value) -> Value:
        return self._product(m, name, FloatMultiplier(self.product_cycles), a, b)

    def _product(self, m: Module, name: str, part: FloatMultiplier, a: Value, b: Value) -> Value:
        m.submodules[name] = part
        m.d.comb += [part.a.eq(a), part.b.eq(b)]
        return part.product

    def _add(self, m: Module, name: str, a: Value, b: Value) -> Value:
        m.submodules[name] = part = Adder(FP32, self.sum_cycles)
        m.d.comb += [part.a.eq(a), part.b.eq(b)]
        return part.sum

    def _delay(self, m: Module, name: str, cycles: int, value: Value) -> Value:
        m.submodules[name] = part = DelayLine(cycles, len(value))
        m.d.comb += part.i.eq(value)
        return part.o
