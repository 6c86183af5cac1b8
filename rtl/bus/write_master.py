"""Beats of data to memory: one AXI4 write port a channel, all in lockstep."""

from __future__ import annotations

from amaranth.hdl import Cat, Elaboratable, Module, ResetInserter, Signal
from amaranth.lib import data, wiring
from amaranth.lib.fifo import SyncFIFO, SyncFIFOBuffered
from amaranth.lib.wiring import In, Out, connect
from amaranth.utils import exact_log2

from weft.accelerator import timing
from weft.accelerator.description import Accelerator
from weft.rtl.bus.advance import either_layout
from weft.rtl.bus.axi import (
    ADDRESS_BITS,
    ERROR_BIT,
    channel_bytes,
    drive_request,
    write_signature,
)
from weft.rtl.bus.skid import SkidBuffer
from weft.rtl.control.decode import DRAM_BITS
from weft.rtl.control.head_queue import HeadQueue

SLACK = 8  # beats beyond those of a memory that answers in time


def most_unanswered(accelerator: Accelerator) -> int:
    """Beats on their way to memory: one a cycle until it has answered, and some slack."""
    return accelerator.dram_latency + SLACK


def most_stores(accelerator: Accelerator) -> int:
    """STOREs that can have given their last beat and not have ended."""
    return 1 + timing.store_depth(accelerator) + accelerator.dram_latency + 2


def written_layout(accelerator: Accelerator) -> data.StructLayout:
    """A beat that the core writes; ``strobe`` has a bit a byte, ``last`` marks a STORE's last."""
    bus = accelerator.bus_bytes
    return data.StructLayout(
        {"valid": 1, "address": DRAM_BITS, "data": 8 * bus, "strobe": bus, "last": 1}
    )


class WriteChannel(wiring.Component):
    """One port: single beats written, and the answers collected for every STORE.

    A beat in cycle t is on AW and W in t + 2 at the earliest, an answer in t counts from t + 2 on.

    Members
    -------
    base : In, byte address of beat 0
    offers : In(1), there is a beat to write if the core takes this cycle
    write : In(1), it does: write ``data`` to ``beat``; ``last`` ends a STORE
    beat, data, strobe, last : In
    room_next : Out, `either_layout`, a beat is welcome in the next cycle
    confirmed_next : Out, `either_layout`, in the next cycle all beats of the STORE that is then the
        oldest are answered
    error : Out(1), some of those of the oldest one with an error
    ends : In(1), the oldest STORE ends if the core takes this cycle
    take : In(1), it does; only once its beats were answered
    idle : Out(1), every beat was answered
    axi : Out(write_signature)
    """

    def __init__(self, width: int, depth: int, stores: int) -> None:
        self.width, self.depth, self.stores = width, depth, stores
        super().__init__(
            {
                "base": In(ADDRESS_BITS),
                "offers": In(1),
                "write": In(1),
                "beat": In(DRAM_BITS),
                "data": In(8 * width),
                "strobe": In(width),
                "last": In(1),
                "room_next": Out(either_layout()),
                "confirmed_next": Out(either_layout()),
                "error": Out(1),
                "ends": In(1),
                "take": In(1),
                "idle": Out(1),
                "axi": Out(write_signature(width)),
            }
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        self._send_addresses(m)
        self._send_data(m)
        answered = self._collect(m)
        unanswered, following = Signal(range(self.depth + 1)), Signal(range(self.depth + 1))
        # the core waits for room: it is told from registers, since an answer comes late
        full, nearly = Signal(), Signal(init=self.depth == 1)
        m.d.comb += [
            following.eq(unanswered + self.write - answered),
            self.room_next.stays.eq(~full | answered),
            self.room_next.goes.eq(
                (~full | (answered & ~self.offers)) & (~nearly | ~self.offers | answered)
            ),
            self.idle.eq(unanswered == 0),
        ]
        m.d.sync += [
            unanswered.eq(following),
            full.eq(following == self.depth),
            nearly.eq(following == self.depth - 1),
        ]
        return m

    def _send_addresses(self, m: Module) -> None:
        axi = self.axi
        m.submodules.beats = beats = SyncFIFO(width=DRAM_BITS, depth=self.depth)
        m.submodules.addresses = addresses = SkidBuffer(ADDRESS_BITS)
        m.d.comb += [
            beats.w_en.eq(self.write),
            beats.w_data.eq(self.beat),
            addresses.i.valid.eq(beats.r_rdy),
            addresses.i.payload.eq(self.base + (beats.r_data << exact_log2(self.width))),
            beats.r_en.eq(addresses.i.ready),
            axi.awvalid.eq(addresses.o.valid),
            axi.awaddr.eq(addresses.o.payload),
            addresses.o.ready.eq(axi.awready),
            axi.awlen.eq(0),
            *drive_request("aw", axi, self.width),
        ]

    def _send_data(self, m: Module) -> None:
        """The queue's output is a register: it can be the port."""
        axi = self.axi
        m.submodules.words = words = SyncFIFOBuffered(width=9 * self.width, depth=self.depth + 1)
        m.d.comb += [
            words.w_en.eq(self.write),
            words.w_data.eq(Cat(self.data, self.strobe)),
            axi.wvalid.eq(words.r_rdy),
            Cat(axi.wdata, axi.wstrb).eq(words.r_data),
            axi.wlast.eq(1),
            words.r_en.eq(axi.wready),
        ]

    def _collect(self, m: Module) -> Signal:
        """Which answers end a STORE, and whether an error was among its own."""
        axi = self.axi
        # whether there is one is a register of these queues: the core waits for it
        m.submodules.lasts = lasts = HeadQueue(1, self.depth)
        m.submodules.results = results = HeadQueue(1, self.stores)
        arrives, failed = Signal(), Signal()
        error = failed | axi.bresp[ERROR_BIT]
        answered, all_answered, result = Signal(), Signal(), Signal(reset_less=True)
        m.d.comb += [
            axi.bready.eq(1),
            lasts.w_en.eq(self.write),
            lasts.w_data.eq(self.last),
            arrives.eq(axi.bvalid & lasts.r_rdy),
            lasts.r_en.eq(arrives),
            results.w_en.eq(all_answered),
            results.w_data.eq(result),
            self.confirmed_next.stays.eq(results.next_rdy | results.r_rdy),
            self.confirmed_next.goes.eq(results.next_rdy | (results.r_rdy & ~self.ends)),
            self.error.eq(results.r_data),
            results.r_en.eq(self.take),
        ]
        m.d.sync += [
            answered.eq(arrives),
            all_answered.eq(arrives & lasts.r_data),
            result.eq(error),
        ]
        with m.If(arrives):
            m.d.sync += failed.eq(error & ~lasts.r_data)
        return answered


class WriteMaster(wiring.Component):
    """Serves STORE: channel i carries the bytes [i*w, (i+1)*w) of every beat, w bytes a channel.

    Members
    -------
    clear : In(1), forget everything; only with ``idle``
    base : In, byte address of beat 0 in the memory of each channel, multiples of 4 KiB
    advance : In(1), the core takes this cycle
    write : In(struct valid, address, data, strobe, last), a beat; counts with ``advance``
    room_next : Out, `either_layout`, a beat is welcome in the next cycle
    confirm : In(1), the oldest STORE ends in this cycle; counts with ``advance``
    confirmed_next : Out, `either_layout`, in the next cycle all beats of the STORE that is then the
        oldest are answered
    write_error : Out(1), with ``confirm``: some of them with an error
    idle : Out(1), every beat was answered
    memory : Out(write_signature), one a channel
    """

    def __init__(self, accelerator: Accelerator) -> None:
        self.accelerator = accelerator
        self.width = channel_bytes(accelerator)
        self.channels = accelerator.dram_channels
        super().__init__(
            {
                "clear": In(1),
                "base": In(data.ArrayLayout(ADDRESS_BITS, self.channels)),
                "advance": In(1),
                "write": In(written_layout(accelerator)),
                "room_next": Out(either_layout()),
                "confirm": In(1),
                "confirmed_next": Out(either_layout()),
                "write_error": Out(1),
                "idle": Out(1),
                "memory": Out(write_signature(self.width)).array(self.channels),
            }
        )

    def elaborate(self, platform: object) -> Elaboratable:
        m = Module()
        depth, stores = most_unanswered(self.accelerator), most_stores(self.accelerator)
        channels = [WriteChannel(self.width, depth, stores) for _ in range(self.channels)]
        for i, channel in enumerate(channels):
            m.submodules[f"channel{i}"] = channel
            connect(m, channel.axi, wiring.flipped(self.memory[i]))
            m.d.comb += [
                channel.base.eq(self.base[i]),
                channel.offers.eq(self.write.valid),
                channel.write.eq(self.write.valid & self.advance),
                channel.beat.eq(self.write.address),
                channel.last.eq(self.write.last),
                channel.data.eq(self.write.data.word_select(i, 8 * self.width)),
                channel.strobe.eq(self.write.strobe.word_select(i, self.width)),
                channel.ends.eq(self.confirm),
                channel.take.eq(self.confirm & self.advance),
            ]
        m.d.comb += [
            *(
                getattr(self, name)[case].eq(Cat(getattr(c, name)[case] for c in channels).all())
                for name in ("room_next", "confirmed_next")
                for case in ("stays", "goes")
            ),
            self.write_error.eq(Cat(c.error for c in channels).any()),
            self.idle.eq(Cat(c.idle for c in channels).all()),
        ]
        return ResetInserter(self.clear)(m)
