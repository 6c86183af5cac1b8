"""Beats of data from memory: one AXI4 read port a channel, all in lockstep."""

from __future__ import annotations

from amaranth.hdl import Cat, Elaboratable, Module, Mux, ResetInserter, Signal
from amaranth.lib import data, wiring
from amaranth.lib.fifo import SyncFIFOBuffered
from amaranth.lib.wiring import In, Out, connect

from weft.accelerator.description import Accelerator
from weft.rtl.bus.advance import either_layout
from weft.rtl.bus.axi import (
    ADDRESS_BITS,
    ERROR_BIT,
    channel_bytes,
    drive_request,
    read_signature,
)
from weft.rtl.bus.joiner import BurstJoiner
from weft.rtl.control.decode import DRAM_BITS
from weft.rtl.control.head_queue import HeadQueue


def most_unanswered(accelerator: Accelerator) -> int:
    """Beats that the core can have asked for and not have taken: it stalls where one is late."""
    return accelerator.dram_latency + 1


def asked_layout() -> data.StructLayout:
    """A beat that the core asks for."""
    return data.StructLayout({"valid": 1, "address": DRAM_BITS})


class ReadChannel(wiring.Component):
    """One port: single beats asked for, data in the order of asking.

    A request in cycle t is on AR in t + 2 at the earliest, a beat on R in t at the head in t + 2.

    Members
    -------
    base : In, byte address of beat 0
    request : In(1), ask for ``beat``; at most ``depth`` are on their way or wait to be taken
    beat : In
    valid : Out(1), there is a beat at the head
    valid_next : Out, `either_layout`, there will be one in the next cycle
    data, error : Out, the beat at the head
    due : In(1), the head is used if the core takes this cycle
    take : In(1), it does; only with ``valid``
    idle : Out(1), every request was answered
    axi : Out(read_signature)
    """

    def __init__(self, width: int, depth: int) -> None:
        self.width, self.depth = width, depth
        super().__init__(
            {
                "base": In(ADDRESS_BITS),
                "request": In(1),
                "beat": In(DRAM_BITS),
                "valid": Out(1),
                "valid_next": Out(either_layout()),
                "data": Out(8 * width),
                "error": Out(1),
                "due": In(1),
                "take": In(1),
                "idle": Out(1),
                "axi": Out(read_signature(width)),
            }
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        asked = self._ask(m)
        expects, arrives = Signal(), Signal()
        unanswered, following = Signal(range(self.depth + 1)), Signal(range(self.depth + 1))
        m.d.sync += [unanswered.eq(following), expects.eq(following != 0)]
        m.d.comb += [
            following.eq(unanswered + asked - arrives),
            arrives.eq(self.axi.rvalid & expects),
            self.idle.eq(~expects & ~asked),
        ]
        self._answer(m, arrives)
        return m

    def _ask(self, m: Module) -> Signal:
        """Send requests; returns whether there was one in the cycle before.

        Whether the core asks is known late: only a register waits for it, and the queue takes from
        there what is not sent at once.
        """
        axi = self.axi
        asked, beat = Signal(), Signal(DRAM_BITS, reset_less=True)
        m.d.sync += [asked.eq(self.request), beat.eq(self.beat)]
        m.submodules.requests = requests = HeadQueue(DRAM_BITS, self.depth)
        m.submodules.joiner = joiner = BurstJoiner(self.width)
        m.d.comb += [
            requests.w_en.eq(asked & (requests.r_rdy | ~joiner.i.ready)),
            requests.w_data.eq(beat),
            joiner.i.valid.eq(requests.r_rdy | asked),
            joiner.i.payload.eq(Mux(requests.r_rdy, requests.r_data, beat)),
            requests.r_en.eq(joiner.i.ready),
            joiner.base.eq(self.base),
            axi.arvalid.eq(joiner.o.valid),
            joiner.o.ready.eq(axi.arready),
            axi.araddr.eq(joiner.o.payload.address),
            axi.arlen.eq(joiner.o.payload.length),
            *drive_request("ar", axi, self.width),
        ]
        return asked

    def _answer(self, m: Module, arrives: Signal) -> None:
        axi = self.axi
        m.submodules.answers = answers = SyncFIFOBuffered(
            width=len(axi.rdata) + 1,
            depth=self.depth + 1,  # one in its output register
        )
        # beats that arrived and were not taken; whether there is one, and more, are registers
        held, following = Signal(range(self.depth + 2)), Signal(range(self.depth + 2))
        some, several = Signal(), Signal()
        m.d.comb += following.eq(held + arrives - self.take)
        m.d.sync += [held.eq(following), some.eq(following != 0), several.eq(following > 1)]
        m.d.comb += [
            axi.rready.eq(1),
            answers.w_en.eq(arrives),
            answers.w_data.eq(Cat(axi.rdata, axi.rresp[ERROR_BIT])),
            Cat(self.data, self.error).eq(answers.r_data),
            answers.r_en.eq(self.take),
            self.valid.eq(answers.r_rdy),
            # what is not in the output register follows it there; what is due is in it
            self.valid_next.stays.eq(some),
            self.valid_next.goes.eq(several | (some & ~self.due)),
        ]


class ReadMaster(wiring.Component):
    """Serves LOAD: channel i carries the bytes [i*w, (i+1)*w) of every beat, w bytes a channel.

    Members
    -------
    clear : In(1), forget everything; only with ``idle``
    base : In, byte address of beat 0 in the memory of each channel, multiples of 4 KiB
    advance : In(1), the core takes this cycle
    read : In(struct valid, address), a request of the core; counts with ``advance``
    read_due : In(1), the core takes ``read_data`` in this cycle; counts with ``advance``
    read_data, read_error : Out, the beat asked for longest ago, where ``ready``
    ready : Out(1), that beat is there
    ready_next : Out, `either_layout`, the one that is then the oldest is there in the next cycle
    idle : Out(1), every request was answered
    memory : Out(read_signature), one a channel
    """

    def __init__(self, accelerator: Accelerator) -> None:
        self.width = channel_bytes(accelerator)
        self.channels = accelerator.dram_channels
        self.depth = most_unanswered(accelerator)
        super().__init__(
            {
                "clear": In(1),
                "base": In(data.ArrayLayout(ADDRESS_BITS, self.channels)),
                "advance": In(1),
                "read": In(asked_layout()),
                "read_due": In(1),
                "read_data": Out(8 * accelerator.bus_bytes),
                "read_error": Out(1),
                "ready": Out(1),
                "ready_next": Out(either_layout()),
                "idle": Out(1),
                "memory": Out(read_signature(self.width)).array(self.channels),
            }
        )

    def elaborate(self, platform: object) -> Elaboratable:
        m = Module()
        channels = [ReadChannel(self.width, self.depth) for _ in range(self.channels)]
        for i, channel in enumerate(channels):
            m.submodules[f"channel{i}"] = channel
            connect(m, channel.axi, wiring.flipped(self.memory[i]))
            m.d.comb += [
                channel.base.eq(self.base[i]),
                channel.request.eq(self.read.valid & self.advance),
                channel.beat.eq(self.read.address),
                channel.due.eq(self.read_due),
                channel.take.eq(self.read_due & self.advance),
            ]
        m.d.comb += [
            self.read_data.eq(Cat(c.data for c in channels)),
            self.read_error.eq(Cat(c.error for c in channels).any()),
            self.ready.eq(Cat(c.valid for c in channels).all()),
            *(
                self.ready_next[case].eq(Cat(c.valid_next[case] for c in channels).all())
                for case in ("stays", "goes")
            ),
            self.idle.eq(Cat(c.idle for c in channels).all()),
        ]
        return ResetInserter(self.clear)(m)
