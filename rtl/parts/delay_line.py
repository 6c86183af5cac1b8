"""A wide value some cycles later, kept in a memory rather than in registers."""

from __future__ import annotations

from amaranth.hdl import Module, Mux, Shape, ShapeLike, Signal, Value
from amaranth.lib import wiring
from amaranth.lib.memory import Memory
from amaranth.lib.wiring import In, Out


class DelayLine(wiring.Component):
    """``o`` is what ``i`` was ``cycles`` cycles ago (at least 0); anything before that and reset.

    For data only, never for flags: what it gives before it was filled is of no meaning.

    Members
    -------
    i : In(shape)
    o : Out(shape)
    """

    SHORT = 3  # cycles that registers keep rather than a memory

    def __init__(self, cycles: int, shape: ShapeLike) -> None:
        self.cycles = cycles
        self.shape = shape
        super().__init__({"i": In(shape), "o": Out(shape)})

    def elaborate(self, platform: object) -> Module:
        m = Module()
        value, out = Value.cast(self.i), Value.cast(self.o)
        if self.cycles > self.SHORT:
            value = self._ring(m, value)
        else:
            for _ in range(self.cycles):
                register = Signal(len(value), reset_less=True)
                m.d.sync += register.eq(value)
                value = register
        m.d.comb += out.eq(value)
        return m

    def _ring(self, m: Module, value: Value) -> Value:
        """Read a place in the cycle before it is written anew; a register hides the read's time."""
        depth = self.cycles - 1
        m.submodules.ring = ring = Memory(shape=Shape.cast(self.shape).width, depth=depth, init=[])
        write, read = ring.write_port(), ring.read_port()
        place = Signal(range(depth))
        following = Signal(range(depth))
        m.d.comb += following.eq(Mux(place == depth - 1, 0, place + 1))
        m.d.sync += place.eq(following)
        m.d.comb += [
            write.en.eq(1),
            write.addr.eq(place),
            write.data.eq(value),
            read.addr.eq(following),
        ]
        register = Signal(len(value), reset_less=True)
        m.d.sync += register.eq(read.data)
        return register
