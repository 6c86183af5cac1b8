"""Requests for single beats to bursts, where the memory is slower than the requests."""

from __future__ import annotations

from amaranth.hdl import Module, Mux, Signal
from amaranth.lib import data, stream, wiring
from amaranth.lib.wiring import In, Out
from amaranth.utils import exact_log2

from weft.rtl.bus.axi import ADDRESS_BITS, BURST_BITS, PAGE_BYTES
from weft.rtl.control.decode import DRAM_BITS

MOST_BEATS = 16  # of a burst


def burst_layout() -> data.StructLayout:
    """``length`` beats, less one, from the byte ``address`` on."""
    return data.StructLayout({"address": ADDRESS_BITS, "length": BURST_BITS})


class BurstJoiner(wiring.Component):
    """Holds one burst back while another waits to be taken, and joins to it what follows it.

    A request passes in one cycle, alone, unless bursts wait in front of it: joining costs no time.
    A burst stays within 4 KiB, of beats of ``width`` bytes, and is of at most 16 beats.

    Members
    -------
    base : In, byte address of beat 0, a multiple of 4 KiB
    i : In(stream), numbers of beats
    o : Out(stream), `burst_layout`; valid and payload are registers
    """

    def __init__(self, width: int) -> None:
        self.width = width
        self.page = PAGE_BYTES
        super().__init__(
            {
                "base": In(ADDRESS_BITS),
                "i": In(stream.Signature(DRAM_BITS)),
                "o": Out(stream.Signature(burst_layout())),
            }
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        holds = Signal()
        first, length = Signal(DRAM_BITS, reset_less=True), Signal(BURST_BITS, reset_less=True)
        following = Signal(DRAM_BITS, reset_less=True)  # the beat that would join the held burst
        moves, joins = Signal(), Signal()
        new_page = self.i.payload[: exact_log2(self.page // self.width)] == 0
        leaving = Mux(holds, first, self.i.payload)
        follows = self.i.payload == following
        m.d.comb += [
            moves.eq(~self.o.valid | self.o.ready),
            joins.eq(holds & follows & ~new_page & (length != MOST_BEATS - 1)),
            self.i.ready.eq(moves | ~holds | joins),
        ]
        with m.If(moves):
            m.d.sync += [
                self.o.valid.eq(holds | self.i.valid),
                self.o.payload.address.eq(self.base + (leaving << exact_log2(self.width))),
                self.o.payload.length.eq(Mux(holds, length, 0)),
                holds.eq(holds & self.i.valid),
            ]
        with m.Elif(self.i.valid):
            m.d.sync += holds.eq(1)
        with m.If(self.i.valid & self.i.ready):
            m.d.sync += following.eq(self.i.payload + 1)
            with m.If(joins & ~moves):
                m.d.sync += length.eq(length + 1)
            with m.Else():
                m.d.sync += [first.eq(self.i.payload), length.eq(0)]
        return m
