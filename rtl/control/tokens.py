"""Token counters: the only way in which engines wait for each other (timing rule 3)."""

from __future__ import annotations

from amaranth.hdl import Module, Signal
from amaranth.lib import wiring
from amaranth.lib.wiring import In, Out

from weft.accelerator.isa import TOKEN_BITS, Engine

_ENGINES = len(Engine)


class Tokens(wiring.Component):
    """A counter for every pair of engines, including an engine and itself.

    A token given in a cycle is available from the next cycle on.

    Members
    -------
    give : In, for each giver the mask of engines it gives a token to in this cycle
    take : In, for each taker the mask of engines it takes a token from; they must be available
    available : Out, for each taker the mask of engines that have a token for it
    stays, remains : Out likewise, what is available in the next cycle if none is taken in this one,
        and if one is
    overflow : Out(1), a token is given in this cycle to a counter that is full, be one taken or not
    """

    def __init__(self, bits: int = TOKEN_BITS) -> None:
        self.bits = bits
        super().__init__(
            {
                "give": In(_ENGINES).array(_ENGINES),
                "take": In(_ENGINES).array(_ENGINES),
                "available": Out(_ENGINES).array(_ENGINES),
                "stays": Out(_ENGINES).array(_ENGINES),
                "remains": Out(_ENGINES).array(_ENGINES),
                "overflow": Out(1),
            }
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        for giver in Engine:
            for taker in Engine:
                self._pair(m, giver, taker)
        return m

    def _pair(self, m: Module, giver: Engine, taker: Engine) -> None:
        """Whether there is one, or more, and whether there is room for one, are registers."""
        name = f"{giver.name.lower()}_to_{taker.name.lower()}"
        count = Signal(self.bits, name=name)
        some, more, full = (Signal(name=f"{name}_{n}") for n in ("some", "more", "full"))
        give, take = self.give[giver][taker], self.take[taker][giver]
        m.d.comb += [
            self.available[taker][giver].eq(some),
            self.stays[taker][giver].eq(some | give),
            self.remains[taker][giver].eq(more | give),
        ]
        with m.If(give & ~take):
            m.d.sync += [count.eq(count + 1), some.eq(~full), more.eq(some & ~full)]
            m.d.sync += full.eq(count == 2**self.bits - 2)
        with m.If(give & full):
            m.d.comb += self.overflow.eq(1)
        with m.If(take & ~give):
            m.d.sync += [count.eq(count - 1), some.eq(more), more.eq(count > 2), full.eq(0)]
