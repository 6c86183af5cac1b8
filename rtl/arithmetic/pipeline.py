"""Combinational steps with register cuts spread between them."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable, Sequence

from amaranth.hdl import Module, Signal, Value

Values = dict[str, Value]
Step = Callable[[Values], Values]


def cuts(steps: int, latency: int) -> list[int]:
    """Registers after each of ``steps``, ``latency`` in all, as evenly as can be.

    A latency of at least 1 puts one after the last step.
    """
    before = [i * latency // steps for i in range(steps + 1)]
    return [after - at for at, after in itertools.pairwise(before)]


def pipeline(m: Module, values: Values, steps: Sequence[Step], latency: int) -> Values:
    """Chain ``steps`` so that results come ``latency`` cycles after ``values``."""
    for step, registers in zip(steps, cuts(len(steps), latency), strict=True):
        values = _settle(m, step(values), step.__name__)
        for _ in range(registers):
            values = _register(m, values)
    return values


def _settle(m: Module, values: Values, step: str) -> Values:
    """Give each value a signal, so that no expression is built twice."""
    out: Values = {}
    for name, value in values.items():
        signal = Signal(value.shape(), name=f"{step.strip('_')}_{name}")
        m.d.comb += signal.eq(value)
        out[name] = signal
    return out


def _register(m: Module, values: Values) -> Values:
    """A cycle later; never reset, since what is valid is told elsewhere."""
    out: Values = {}
    for name, value in values.items():
        register = Signal.like(value, name_suffix="_r", reset_less=True)
        m.d.sync += register.eq(value)
        out[name] = register
    return out


def take(values: Values) -> Values:
    """Nothing: where every step has a cycle, the first one has it for what gives the values."""
    return values


def beside(step: Step, *names: str) -> Step:
    """``step`` with the values called ``names`` going along untouched."""

    @functools.wraps(step)
    def together(values: Values) -> Values:
        return {**step(values), **{name: values[name] for name in names}}

    return together
