"""An address that follows nested loops."""

from __future__ import annotations

from amaranth.hdl import Module, Signal
from amaranth.lib import data, wiring
from amaranth.lib.wiring import In, Out


class Walk(wiring.Component):
    """Adds a loop's stride to the address at which its current iteration began.

    No multiplier: each loop keeps that address, and the sums of all are there before it is known
    which loop goes on. ``strides`` names the loops from the outermost to
    the innermost with the widths of their strides; sums are modulo 2**``bits``.

    Members
    -------
    load : In(1), begin anew at ``start`` from the next cycle on; wins over ``step``
    start : In(bits)
    strides : In, per loop; looked at with ``step``
    ends : In, per loop: it and all loops inside it are in their last iteration, as `Nest` tells
    step : In(1), go on to the next innermost iteration
    origin : Out(bits), where the current innermost iteration begins
    following : Out(bits), where the next one begins; means nothing in the last of all
    """

    def __init__(self, bits: int, strides: data.StructLayout) -> None:
        self.bits = bits
        self.names = [name for name, _ in strides]
        super().__init__(
            {
                "load": In(1),
                "start": In(bits),
                "strides": In(strides),
                "ends": In(data.StructLayout(dict.fromkeys(self.names, 1))),
                "step": In(1),
                "origin": Out(bits),
                "following": Out(bits),
            }
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        origins = {name: Signal(self.bits, name=name, reset_less=True) for name in self.names}
        for inner, name in zip([*self.names[1:], None], self.names, strict=True):
            # loops from the outermost on: the innermost that goes on is the last not to end
            with m.If(~self.ends[name]):
                m.d.comb += self.following.eq(origins[name] + self.strides[name])
            moves = self.ends[inner] if inner else 1
            with m.If(self.step & moves):
                m.d.sync += origins[name].eq(self.following)
        m.d.comb += self.origin.eq(origins[self.names[-1]])
        with m.If(self.load):
            m.d.sync += [origin.eq(self.start) for origin in origins.values()]
        return m
