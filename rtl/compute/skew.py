"""Delays that grow from row to row and from column to column."""

from __future__ import annotations

from amaranth.hdl import Cat, Module, Mux, Signal, Value
from amaranth.lib import wiring
from amaranth.lib.memory import Memory
from amaranth.lib.wiring import In, Out

from weft.accelerator.description import Accelerator


def chained(m: Module, value: Value, taps: int, apart: int = 1, name: str = "chain") -> list[Value]:
    """``value`` 0, ``apart``, 2 * ``apart``, ... cycles later: a shift register, reset to 0."""
    width, depth = len(value), (taps - 1) * apart
    places = Signal(width * depth, name=name)
    m.d.sync += places.eq(Cat(value, places))
    every = Cat(value, places)
    return [every[i * apart * width :][:width] for i in range(taps)]


class RowSkew(wiring.Component):
    """Row r some cycles later than row 0: ``r * adder_latency``, or r if ``slotted``.

    Row 0 comes a cycle after ``i``. For data: what comes out before it was filled, or after
    ``slotted`` changed, is of no meaning. Each row is a ring in a memory, as long as its delay.

    Members
    -------
    slotted : In(1)
    i, o : In and Out(rows * bits), row 0 lowest
    """

    def __init__(self, accelerator: Accelerator, bits: int) -> None:
        self.rows, self.bits = accelerator.rows, bits
        self.adder_latency = accelerator.adder_latency
        width = self.rows * bits
        super().__init__({"slotted": In(1), "i": In(width), "o": Out(width)})

    def elaborate(self, platform: object) -> Module:
        m = Module()
        first = Signal(self.bits, reset_less=True)
        m.d.sync += first.eq(self.i[: self.bits])
        m.d.comb += self.o[: self.bits].eq(first)
        for r in range(1, self.rows):
            row = slice(r * self.bits, (r + 1) * self.bits)
            m.d.comb += self.o[row].eq(self._ring(m, r, self.i[row]))
        return m

    def _ring(self, m: Module, r: int, value: Value) -> Value:
        """Read a place in the cycle before it is written anew: the port's register is the last."""
        longest = 1 + r * self.adder_latency
        memory = Memory(shape=self.bits, depth=longest, init=[])
        m.submodules[f"row_{r}"] = memory
        write, read = memory.write_port(), memory.read_port()
        place, following = Signal(range(longest)), Signal(range(longest))
        last = Mux(self.slotted, r, longest - 1)
        m.d.comb += following.eq(Mux(place >= last, 0, place + 1))
        m.d.sync += place.eq(following)
        m.d.comb += [
            write.en.eq(1),
            write.addr.eq(place),
            write.data.eq(value),
            read.addr.eq(following),
        ]
        return read.data
