"""A register on a stream that cuts every path through it, forwards and backwards."""

from __future__ import annotations

from amaranth.hdl import Module, Shape, ShapeLike, Signal, Value
from amaranth.lib import stream, wiring
from amaranth.lib.wiring import In, Out


class SkidBuffer(wiring.Component):
    """Two places: one is the output register, the other takes what comes while that is held up.

    A payload comes out in the cycle after it went in, at the earliest; one a cycle passes.

    Members
    -------
    i : In(stream), its ``ready`` is a register
    o : Out(stream), its ``valid`` and payload are registers
    empty : Out(1), nothing is inside
    """

    def __init__(self, shape: ShapeLike) -> None:
        self.spare = Signal(Shape.cast(shape).width, reset_less=True)
        self.spilled = Signal()  # it holds a payload
        super().__init__(
            {
                "i": In(stream.Signature(shape)),
                "o": Out(stream.Signature(shape)),
                "empty": Out(1),
            }
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        incoming, outgoing = Value.cast(self.i.payload), Value.cast(self.o.payload)
        out = Signal(len(outgoing), reset_less=True)
        spare, spilled, moves = self.spare, self.spilled, Signal()
        m.d.comb += [
            moves.eq(self.o.ready | ~self.o.valid),
            self.i.ready.eq(~spilled),
            outgoing.eq(out),
            self.empty.eq(~self.o.valid & ~spilled),
        ]
        with m.If(moves & spilled):
            m.d.sync += [out.eq(spare), spilled.eq(0)]
        with m.Elif(moves):
            m.d.sync += [out.eq(incoming), self.o.valid.eq(self.i.valid)]
        with m.Elif(self.i.valid & self.i.ready):
            m.d.sync += [spare.eq(incoming), spilled.eq(1)]
        return m
