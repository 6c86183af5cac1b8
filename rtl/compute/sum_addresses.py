"""When and where the array reads and writes the O buffer."""

from __future__ import annotations

from amaranth.hdl import Cat, Module, Mux, Signal, Value
from amaranth.lib import wiring
from amaranth.lib.wiring import In, Out

from weft.accelerator.description import ADDRESS_BITS, Accelerator
from weft.rtl.compute.sum_buffer import place_layout, word_layout
from weft.rtl.parts.delay import Delay
from weft.rtl.parts.delay_line import DelayLine


class SumAddresses(wiring.Component):
    """Reads and writes of column 0.

    A ``word`` in cycle t + 1 is read in ``t + 2 + multiplier_latency`` and written again
    ``buffer_latency + rows * adder_latency`` cycles later. A word that is ``drained`` in cycle u,
    when the southern registers take it, is written in u + 1.

    Members
    -------
    word_valid, word : In, weight-stationary
    load : In(1), drains go to words from ``o`` on; at least two cycles before the first
    o : In
    drained : In(1)
    place : In, of the word behind ``o``
    read, write : Out
    """

    def __init__(self, accelerator: Accelerator, place_bits: int) -> None:
        self.accelerator = accelerator
        super().__init__(
            {
                "word_valid": In(1),
                "word": In(ADDRESS_BITS),
                "load": In(1),
                "o": In(ADDRESS_BITS),
                "drained": In(1),
                "place": In(place_bits),
                "read": Out(word_layout(accelerator)),
                "write": Out(word_layout(accelerator)),
            }
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        a = self.accelerator
        valid, word = Signal(), Signal(place_layout(a), reset_less=True)
        m.d.sync += [valid.eq(self.word_valid), word.eq(self._split(self.word))]
        read = self._later(m, "read", valid, word, a.multiplier_latency)
        written = self._later(m, "write", *read, a.buffer_latency + a.rows * a.adder_latency)
        drained = self._drain(m)
        for port, (flag, place) in ((self.read, read), (self.write, written)):
            m.d.comb += Value.cast(port).eq(Cat(flag, place))
        with m.If(drained[0]):
            m.d.comb += Value.cast(self.write).eq(Cat(*drained))
        return m

    def _split(self, address: Value) -> Value:
        """Half of O, and word of the half."""
        words = self.accelerator.o_words
        high = address >= words
        return Cat(high, Mux(high, address - words, address)[:ADDRESS_BITS])

    def _later(
        self, m: Module, name: str, valid: Value, place: Value, cycles: int
    ) -> tuple[Value, Value]:
        m.submodules[f"{name}_valid"] = flags = Delay(cycles)
        m.submodules[f"{name}_place"] = places = DelayLine(cycles, place_layout(self.accelerator))
        m.d.comb += [flags.i.eq(valid), places.i.eq(place)]
        return flags.o, places.o

    def _drain(self, m: Module) -> tuple[Value, Value]:
        o = Signal(ADDRESS_BITS, reset_less=True)
        layout = place_layout(self.accelerator)
        base, place = (Signal(layout, name=n, reset_less=True) for n in ("base", "place"))
        valid = Signal()
        with m.If(self.load):
            m.d.sync += o.eq(self.o)
        m.d.sync += [
            base.eq(self._split(o)),
            place.half.eq(base.half),
            place.address.eq(base.address + self.place),
            valid.eq(self.drained),
        ]
        return valid, Value.cast(place)
