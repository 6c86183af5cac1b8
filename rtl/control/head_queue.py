"""A queue whose head is a register, so that what hangs on it is there at once."""

from __future__ import annotations

from amaranth.hdl import Module, Mux, Signal
from amaranth.lib import wiring
from amaranth.lib.memory import Memory
from amaranth.lib.wiring import In, Out


class HeadQueue(wiring.Component):
    """First in, first out; what goes in comes out in the next cycle at the earliest.

    The head is a register, what waits behind it a memory read without delay.

    Members
    -------
    w_en : In(1), w_data : In(width), put in; only with ``w_rdy``
    w_rdy : Out(1), there is room; it does not hang on ``r_en``
    r_en : In(1), take the head out; only with ``r_rdy``
    r_rdy : Out(1), r_data : Out(width), the head
    next_rdy : Out(1), next_data : Out(width), the head of the next cycle if there is none in this
        one or it is taken out
    """

    def __init__(self, width: int, depth: int) -> None:
        self.width, self.depth = width, depth
        super().__init__(
            {
                "w_en": In(1),
                "w_data": In(width),
                "w_rdy": Out(1, init=1),
                "r_en": In(1),
                "r_rdy": Out(1),
                "r_data": Out(width),
                "next_rdy": Out(1),
                "next_data": Out(width),
            }
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        head = Signal(self.width, reset_less=True)
        puts, takes = Signal(), Signal()
        m.d.comb += [
            puts.eq(self.w_en & self.w_rdy),
            takes.eq(self.r_en & self.r_rdy),
            self.r_data.eq(head),
        ]
        if self.depth == 1:
            with m.If(puts | takes):
                m.d.sync += [self.r_rdy.eq(puts), self.w_rdy.eq(~puts)]
            with m.If(puts):
                m.d.sync += head.eq(self.w_data)
            m.d.comb += [self.next_rdy.eq(puts), self.next_data.eq(self.w_data)]
        else:
            self._behind(m, head, puts, takes)
        return m

    def _behind(self, m: Module, head: Signal, puts: Signal, takes: Signal) -> None:
        """Keep what finds the head taken, and let it follow.

        What takes the head is late: head and storage are written whether it does or not, with what
        nobody looks at, and only the flags and places hang on it.
        """
        size = self.depth - 1
        m.submodules.storage = storage = Memory(shape=self.width, depth=size, init=[])
        write, read = storage.write_port(), storage.read_port(domain="comb")
        count, some = Signal(range(size + 1)), Signal()
        passes, stores, follows = Signal(), Signal(), Signal()
        m.d.comb += [
            passes.eq(puts & ~some & (takes | ~self.r_rdy)),
            stores.eq(puts & ~passes),
            follows.eq(takes & some),
            write.en.eq(puts),
            write.data.eq(self.w_data),
        ]
        for port, moves in ((write, stores), (read, follows)):
            place = Signal(range(size))
            m.d.comb += port.addr.eq(place)
            with m.If(moves):
                m.d.sync += place.eq(place + 1)
                with m.If(place == size - 1):
                    m.d.sync += place.eq(0)
        with m.If(stores & ~follows):
            m.d.sync += [count.eq(count + 1), some.eq(1), self.w_rdy.eq(count != size - 1)]
        with m.If(follows & ~stores):
            m.d.sync += [count.eq(count - 1), some.eq(count != 1), self.w_rdy.eq(1)]
        m.d.comb += [
            self.next_rdy.eq(some | puts),
            self.next_data.eq(Mux(some, read.data, self.w_data)),
        ]
        with m.If(takes | ~self.r_rdy):
            m.d.sync += [head.eq(self.next_data), self.r_rdy.eq(self.next_rdy)]
