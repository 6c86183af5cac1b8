"""A value some cycles later."""

from __future__ import annotations

from amaranth.hdl import Cat, Module, Shape, ShapeLike, Signal, Value
from amaranth.lib import wiring
from amaranth.lib.wiring import In, Out


class Delay(wiring.Component):
    """Shift register of ``cycles`` places; 0 is a wire.

    Members
    -------
    i : In(shape)
    o : Out(shape), what ``i`` was ``cycles`` cycles ago, 0 before that
    """

    def __init__(self, cycles: int, shape: ShapeLike = 1) -> None:
        self.cycles = cycles
        self.width = Shape.cast(shape).width
        super().__init__({"i": In(shape), "o": Out(shape)})

    def elaborate(self, platform: object) -> Module:
        m = Module()
        value, out = Value.cast(self.i), Value.cast(self.o)
        if self.cycles == 0:
            m.d.comb += out.eq(value)
            return m
        places = Signal(self.width * self.cycles)
        m.d.sync += places.eq(Cat(value, places))
        m.d.comb += out.eq(places[-self.width :])
        return m
