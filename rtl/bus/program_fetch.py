"""Instructions from memory as a stream, read ahead in bursts."""

from __future__ import annotations

from amaranth.hdl import Cat, Elaboratable, Module, Mux, ResetInserter, Signal, Value
from amaranth.lib import data, stream, wiring
from amaranth.lib.fifo import SyncFIFOBuffered
from amaranth.lib.wiring import In, Out
from amaranth.utils import exact_log2

from weft.accelerator.description import INSTRUCTION_BYTES, Accelerator
from weft.rtl.bus.axi import (
    ADDRESS_BITS,
    ERROR_BIT,
    PAGE_BYTES,
    drive_request,
    program_bytes,
    read_signature,
)
from weft.rtl.control.decode import SERIAL_BITS, encoded_layout

BURST = 4  # instructions: 256 beats where a beat is a byte, the most that AXI4 has
LATENCY_BEYOND_DRAM = 12  # cycles of a memory's answer that do not interrupt the stream
PAGE_BITS = exact_log2(PAGE_BYTES)


def prefetched(accelerator: Accelerator) -> int:
    """Instructions asked for or waiting, enough for one every ``fetch_cycles``."""
    own = 7  # cycles from room in the queue to a request, and from an answer into the queue
    cycles = accelerator.dram_latency + LATENCY_BEYOND_DRAM + own
    return -(-cycles // accelerator.fetch_cycles) + 2 * BURST


class ProgramFetch(wiring.Component):
    """Reads a program of ``length`` instructions in bursts of four.

    Members
    -------
    start : In(1), begin with ``address`` and ``length``; only with ``idle``
    address : In, byte address of the program, a multiple of 4 KiB
    length : In, instructions
    enable : In(1), ask for more
    idle : Out(1), every request was answered
    instructions : Out(stream), `encoded_layout`; at most one every ``beats`` cycles
    memory : Out(read_signature)
    """

    def __init__(self, accelerator: Accelerator) -> None:
        self.width = program_bytes(accelerator)
        self.beats = INSTRUCTION_BYTES // self.width  # of an instruction
        self.depth = prefetched(accelerator) * self.beats
        super().__init__(
            {
                "start": In(1),
                "address": In(ADDRESS_BITS),
                "length": In(SERIAL_BITS),
                "enable": In(1),
                "idle": Out(1),
                "instructions": Out(stream.Signature(encoded_layout())),
                "memory": Out(read_signature(self.width)),
            }
        )

    def elaborate(self, platform: object) -> Elaboratable:
        m = Module()
        asked, taken = Signal(range(BURST * self.beats + 1)), Signal()
        room = Signal(range(self.depth + 1), init=self.depth)  # beats nobody asked for yet
        made = Signal()  # room for one more: late, since it hangs on what the core does
        m.d.sync += [made.eq(taken), room.eq(room - asked + made)]
        self._ask(m, room >= BURST * self.beats, asked)
        self._collect(m, asked, taken)
        return ResetInserter(self.start)(m)

    def _ask(self, m: Module, room: Value, asked: Signal) -> None:
        """One burst of whole instructions as often as there is room for one."""
        axi = self.memory
        left = Signal(SERIAL_BITS, reset_less=True)
        following = Signal(ADDRESS_BITS, reset_less=True)
        count = Signal(range(BURST + 1))
        asks = Signal()
        m.d.comb += [
            count.eq(Mux(left < BURST, left, BURST)),
            asks.eq(self.enable & room & (left != 0) & (~axi.arvalid | axi.arready)),
            *drive_request("ar", axi, self.width),
        ]
        with m.If(axi.arready):
            m.d.sync += axi.arvalid.eq(0)
        with m.If(asks):
            m.d.comb += asked.eq(count << exact_log2(self.beats))
            m.d.sync += [
                axi.arvalid.eq(1),
                axi.araddr.eq(following),
                axi.arlen.eq((count << exact_log2(self.beats)) - 1),
                following.eq(following + BURST * INSTRUCTION_BYTES),
                left.eq(left - count),
            ]
        with m.If(self.start):
            m.d.sync += [left.eq(self.length), following.eq(self.address)]

    def _collect(self, m: Module, asked: Signal, taken: Signal) -> None:
        axi = self.memory
        m.submodules.answers = answers = SyncFIFOBuffered(
            width=len(axi.rdata) + 1, depth=self.depth
        )
        unanswered, following = Signal(range(self.depth + 1)), Signal(range(self.depth + 1))
        expects, arrives = Signal(), Signal()
        m.d.sync += [unanswered.eq(following), expects.eq(following != 0)]
        m.d.comb += [
            following.eq(unanswered + asked - arrives),
            axi.rready.eq(1),
            arrives.eq(axi.rvalid & expects),
            self.idle.eq(~expects),
            answers.w_en.eq(arrives),
            answers.w_data.eq(Cat(axi.rdata, axi.rresp[ERROR_BIT])),
            taken.eq(answers.r_rdy & answers.r_en),
        ]
        if self.beats == 1:
            m.d.comb += [
                Value.cast(self.instructions.payload).eq(answers.r_data),
                self.instructions.valid.eq(answers.r_rdy),
                answers.r_en.eq(self.instructions.ready),
            ]
        else:
            self._assemble(m, answers, taken)

    def _assemble(self, m: Module, answers: SyncFIFOBuffered, taken: Signal) -> None:
        """Shift the beats of an instruction together; a whole one waits where it is."""
        layout = data.StructLayout({"data": 8 * self.width, "error": 1})
        beat = data.View(layout, answers.r_data)
        out, place = self.instructions, Signal(range(self.beats))
        word, error = out.payload.instruction, out.payload.error
        m.d.comb += answers.r_en.eq(~out.valid | out.ready)
        with m.If(out.ready):
            m.d.sync += out.valid.eq(0)
        with m.If(taken):
            m.d.sync += [
                word.eq(Cat(word, beat.data)[8 * self.width :]),
                error.eq(beat.error | (error & (place != 0))),
                place.eq(place + 1),
                out.valid.eq(place == self.beats - 1),
            ]
