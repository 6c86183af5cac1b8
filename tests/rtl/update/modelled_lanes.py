"""Optimizer lanes whose arithmetic is the vector implementation: quick to build and to simulate."""

from __future__ import annotations

from typing import Any

import numpy as np
from amaranth.hdl import Cat, Module, Signal

from weft.accelerator import arithmetic, timing
from weft.accelerator.description import Accelerator
from weft.rtl.arithmetic.update_lane import CONSTANTS, UpdateLane

_NUMBERS = ("weight", "momentum", "gradient", *CONSTANTS)
_FLAGS = ("exists", "pruned", "optimize", "frozen")


class ModelledLane(UpdateLane):
    """The members of a lane, and no hardware: `take` computes what it would."""

    def __init__(self, accelerator: Accelerator) -> None:
        super().__init__(accelerator)
        self.inputs = Signal(32 * len(_NUMBERS) + len(_FLAGS))
        self.results = Signal(64)
        self.last = -1, 0  # inputs and their results
        self.on_the_way = [0] * (timing.lanes_depth(accelerator) - 1)

    def elaborate(self, platform: object) -> Module:
        m = Module()
        everything = Cat(*(getattr(self, name) for name in _NUMBERS + _FLAGS))
        m.d.comb += [
            self.inputs.eq(everything),
            Cat(self.new_weight, self.new_momentum).eq(self.results),
        ]
        return m

    def take(self, ctx: Any) -> None:
        """Take the inputs of this cycle, once they are settled."""
        inputs = ctx.get(self.inputs)
        if inputs != self.last[0]:
            self.last = inputs, self._results(inputs)
        self.on_the_way.append(self.last[1])

    def give(self, ctx: Any) -> None:
        """Show the results of the cycle that has begun."""
        ctx.set(self.results, self.on_the_way.pop(0))

    def _results(self, inputs: int) -> int:
        text = inputs.to_bytes(4 * len(_NUMBERS) + 1, "little")
        exists, pruned, optimize, frozen = (bool(text[-1] >> i & 1) for i in range(4))
        weight, momentum, gradient, *constants = np.frombuffer(text[:-1], np.float32).copy()[
            :, None
        ]
        if not exists:
            return 0
        if optimize:
            if self.accelerator.operand.is_integer:
                gradient = gradient.view(np.int32).astype(np.float32)
            rate, factor, weight_decay, scale, decay = (float(c[0]) for c in constants)
            arithmetic.sgd_update(
                weight,
                gradient,
                momentum,
                learning_rate=rate,
                momentum=factor,
                weight_decay=weight_decay,
                gradient_scale=scale,
                decay=decay,
                pruned=np.array([pruned]) if decay else None,
                frozen=np.array([pruned and frozen]),
            )
        return int.from_bytes(weight.tobytes() + momentum.tobytes(), "little")
