"""Bursts of several masters, taken in turn and walked through beat by beat."""

from __future__ import annotations

from amaranth.hdl import Cat, Module, Signal, Value
from amaranth.lib import data, stream, wiring
from amaranth.lib.wiring import In, Out
from amaranth.utils import ceil_log2, exact_log2

from weft.rtl.bus.axi import ADDRESS_BITS, BURST_BITS
from weft.rtl.bus.skid import SkidBuffer


def request_layout() -> data.StructLayout:
    """A burst of ``length`` beats, less one, from the byte ``address`` on."""
    return data.StructLayout({"address": ADDRESS_BITS, "length": BURST_BITS})


class Bursts(wiring.Component):
    """Gives the words of one burst after the other; the master behind the last one comes first.

    A burst that is offered in cycle t has its first beat in t + 2 if no other is walked; no cycle
    passes between two bursts.

    Members
    -------
    i : In(stream), `request_layout`, one a master; ``ready`` is a register
    valid : Out(1), there is a beat
    word, outside : Out, where it is in a memory of ``words`` words; not in it at all
    last : Out(1), it ends its burst
    owner : Out, the number of its master
    step : In(1), take it; only with ``valid``
    """

    def __init__(self, masters: int, words: int, width: int) -> None:
        self.masters, self.words = masters, words
        self.low = exact_log2(width)
        self.word_bits = ceil_log2(words)
        super().__init__(
            {
                "i": In(stream.Signature(request_layout())).array(masters),
                "valid": Out(1),
                "word": Out(self.word_bits),
                "outside": Out(1),
                "last": Out(1),
                "owner": Out(range(masters)),
                "step": In(1),
            }
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        held = [SkidBuffer(request_layout()) for _ in range(self.masters)]
        for i, skid in enumerate(held):
            m.submodules[f"held_{i}"] = skid
            wiring.connect(m, skid.i, wiring.flipped(self.i[i]))
        # a bit more than the memory has words, so that a burst cannot run around its end
        place = Signal(self.word_bits + 1, reset_less=True)
        left, far = Signal(BURST_BITS, reset_less=True), Signal(reset_less=True)
        m.d.comb += [
            self.last.eq(left == 0),
            self.word.eq(place),
            self.outside.eq(far | (place >= self.words)),
        ]
        with m.If(self.step):
            m.d.sync += [place.eq(place + 1), left.eq(left - 1)]
        request, offered, takes = self._choose(m, held)
        m.d.comb += takes.eq(~self.valid | (self.step & self.last))
        with m.If(takes):
            m.d.sync += [
                self.valid.eq(offered),
                place.eq(request.address[self.low :]),
                far.eq(request.address[self.low + len(place) :].any()),
                left.eq(request.length),
            ]
        return m

    def _choose(
        self, m: Module, held: list[SkidBuffer]
    ) -> tuple[data.View[data.StructLayout], Value, Signal]:
        """The next burst, whether there is one, and the signal that takes it.

        Of several it is that of the first master behind the owner.
        """
        chosen, takes = Signal(range(self.masters)), Signal()
        with m.Switch(self.owner):
            for owner in range(self.masters):
                with m.Case(owner):
                    for n in reversed(range(1, self.masters + 1)):
                        i = (owner + n) % self.masters
                        with m.If(held[i].o.valid):
                            m.d.comb += chosen.eq(i)
        offered = Cat(skid.o.valid for skid in held).any()
        request = Signal(request_layout())
        with m.Switch(chosen):
            for i, skid in enumerate(held):
                with m.Case(i):
                    m.d.comb += [request.eq(skid.o.payload), skid.o.ready.eq(takes)]
        with m.If(takes & offered):
            m.d.sync += self.owner.eq(chosen)
        return request, offered, takes
