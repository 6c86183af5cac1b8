"""The O buffer: sums in two halves, of which each engine uses one at a time."""

from __future__ import annotations

from amaranth.hdl import Array, Cat, Module, Mux, Signal, Value
from amaranth.lib import data, wiring
from amaranth.lib.wiring import In, Out
from amaranth.utils import exact_log2

from weft.accelerator.description import Accelerator
from weft.rtl.compute.skew import chained
from weft.rtl.parts.lane_memory import LaneMemory
from weft.rtl.transfer.store import sums_read_layout as store_layout
from weft.rtl.update.reader import sums_read_layout as update_layout


def place_layout(accelerator: Accelerator) -> data.StructLayout:
    """A word of O by its half."""
    return data.StructLayout({"half": 1, "address": (accelerator.o_words - 1).bit_length()})


def word_layout(accelerator: Accelerator) -> data.StructLayout:
    """A word that is touched if ``valid``."""
    return data.StructLayout({"valid": 1, "place": place_layout(accelerator)})


class SumBuffer(wiring.Component):
    """``o_words`` words of ``columns`` accumulators in each of two halves.

    The array reads and writes word by word, column c being c cycles behind column 0; STORE and
    UPDATE read all columns at once. Data comes ``buffer_latency`` cycles after its read. No two of
    the array, STORE and UPDATE may use the same half at the same time.

    Members
    -------
    read : In, of column 0
    sums : Out, of each column, ``c + buffer_latency`` cycles after ``read``
    write : In, of column 0
    totals : In, of each column, c cycles after ``write``
    store_read : In, a beat; the words of ``clear`` are zero from the next cycle on. UPDATE may not
        use a half that it ``holds``
    store_sums : Out, word 0 lowest, column 0 lowest in a word
    update_read : In, a word, zero from the next cycle on if ``clear``
    update_sums : Out
    clear_all : In(1), zero everything from the next cycle on
    clearing : Out(1), that goes on; nobody may use the buffer
    """

    def __init__(self, accelerator: Accelerator) -> None:
        self.accelerator = a = accelerator
        self.bits, self.lanes = a.accumulator.bits, a.beat_granules
        super().__init__(
            {
                "read": In(word_layout(a)),
                "sums": Out(self.bits).array(a.columns),
                "write": In(word_layout(a)),
                "totals": In(self.bits).array(a.columns),
                "store_read": In(store_layout(a)),
                "store_sums": Out(self.lanes * a.columns * self.bits),
                "update_read": In(update_layout(a)),
                "update_sums": Out(a.columns * self.bits),
                "clear_all": In(1),
                "clearing": Out(1),
            }
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        a, layout = self.accelerator, self.read.shape()
        reads = chained(m, Value.cast(self.read), a.columns, 1, "reads")
        writes = chained(m, Value.cast(self.write), a.columns, 1, "writes")
        beat, found, pending = self._sweep(m), [], []
        for h in range(2):
            pending.append(self._pending(m, h))
            clear = self._clear(m, h, pending[h], beat)
            memories = [self._memory(m, h, c) for c in range(a.columns)]
            for c, memory in enumerate(memories):
                self._read(m, memory, h, data.View(layout, reads[c]))
                self._write(m, memory, h, data.View(layout, writes[c]), self.totals[c], clear)
            found.append([memory.read_data for memory in memories])
        for c in range(a.columns):
            word = data.View(layout, reads[c])
            picked = self._pick(m, word.place.half, word.place.address, [half[c] for half in found])
            m.d.comb += self.sums[c].eq(self._late(m, picked))
        self._engines(m, found, pending)
        return m

    def _memory(self, m: Module, half: int, column: int) -> LaneMemory:
        memory = LaneMemory(
            self.accelerator.o_words,
            self.bits,
            write_lanes=self.lanes,
            read_lanes=self.lanes,
            latency=1,
        )
        m.submodules[f"half_{half}_column_{column}"] = memory
        return memory

    def _place(self, address: Value) -> tuple[Value, Value]:
        """Beat of a word, and its lane there."""
        return address[exact_log2(self.lanes) :], address[: exact_log2(self.lanes)]

    def _sweep(self, m: Module) -> Signal:
        """Walk all beats; returns the current one."""
        beats = self.accelerator.o_words // self.lanes
        beat = Signal(range(beats))
        with m.If(self.clearing):
            m.d.sync += beat.eq(beat + 1)
            with m.If(beat == beats - 1):
                m.d.sync += self.clearing.eq(0)
        with m.If(self.clear_all):
            m.d.sync += [self.clearing.eq(1), beat.eq(0)]
        return beat

    def _pending(self, m: Module, half: int) -> Signal:
        """What was read in the last cycle and is zeroed in this one."""
        store, update = self.store_read, self.update_read
        layout = data.StructLayout({"address": len(store.address), "mask": self.lanes})
        read = Signal(layout, name=f"read_{half}")
        row_beat, lane = self._place(update.row)
        m.d.sync += read.mask.eq(0)
        with m.If(store.enable & (store.half == half)):
            m.d.sync += [read.address.eq(store.address), read.mask.eq(store.clear)]
        with m.Elif(update.enable & (update.half == half)):
            m.d.sync += [read.address.eq(row_beat), read.mask.eq(update.clear << lane)]
        return read

    def _clear(self, m: Module, half: int, pending: Signal, beat: Signal) -> Signal:
        """What is zeroed in this cycle, where the array does not write."""
        clear = Signal.like(pending, name=f"clear_{half}")
        m.d.comb += clear.eq(pending)
        with m.If(self.clearing):
            m.d.comb += [clear.address.eq(beat), clear.mask.eq(~0)]
        return clear

    def _read(self, m: Module, memory: LaneMemory, half: int, word: data.View) -> None:
        store = self.store_read
        row_beat, _ = self._place(self.update_read.row)
        with m.If(word.valid & (word.place.half == half)):
            m.d.comb += memory.read_address.eq(self._place(word.place.address)[0])
        with m.Elif(store.holds[half]):
            m.d.comb += memory.read_address.eq(store.address)
        with m.Else():
            m.d.comb += memory.read_address.eq(row_beat)

    def _write(
        self,
        m: Module,
        memory: LaneMemory,
        half: int,
        word: data.View,
        total: Value,
        clear: Signal,
    ) -> None:
        beat, lane = self._place(word.place.address)
        with m.If(word.valid & (word.place.half == half)):
            m.d.comb += [
                memory.write.eq(1 << lane),
                memory.write_address.eq(beat),
                memory.write_data.eq(total.replicate(self.lanes)),
            ]
        with m.Else():
            m.d.comb += [memory.write.eq(clear.mask), memory.write_address.eq(clear.address)]

    def _pick(self, m: Module, half: Value, address: Value, found: list[Value]) -> Value:
        """The word of a column that was asked for a cycle ago, of its two beats."""
        which = Cat(self._place(address)[1], half)
        picks = Signal(len(which), reset_less=True)
        m.d.sync += picks.eq(which)
        words = [beat.word_select(i, self.bits) for beat in found for i in range(self.lanes)]
        return Array(words)[picks]

    def _late(self, m: Module, value: Value) -> Value:
        """The memory gave it after a cycle; the rest of its latency."""
        for _ in range(self.accelerator.buffer_latency - 1):
            register = Signal(len(value), reset_less=True)
            m.d.sync += register.eq(value)
            value = register
        return value

    def _gone(self, m: Module, pending: list[Signal]) -> Signal:
        """Words that STORE asked for while they were being zeroed: it must not see them again."""
        store, gone = self.store_read, Signal(self.lanes)
        m.d.sync += gone.eq(0)
        for half, last in enumerate(pending):
            with m.If((store.half == half) & (store.address == last.address)):
                m.d.sync += gone.eq(last.mask)
        return gone

    def _engines(self, m: Module, found: list[list[Value]], pending: list[Signal]) -> None:
        """Whole beats for STORE, words for UPDATE."""
        store, update = self.store_read, self.update_read
        words = [
            [Cat(beat.word_select(i, self.bits) for beat in half) for i in range(self.lanes)]
            for half in found
        ]
        half = Signal(reset_less=True)
        m.d.sync += half.eq(store.half)
        gone = self._gone(m, pending)
        beat = Cat(
            Mux(gone[i], 0, Mux(half, second, first))
            for i, (first, second) in enumerate(zip(*words, strict=True))
        )
        which = Cat(self._place(update.row)[1], update.half)
        picks = Signal(len(which), reset_less=True)
        m.d.sync += picks.eq(which)
        m.d.comb += [
            self.store_sums.eq(self._late(m, beat)),
            self.update_sums.eq(self._late(m, Array(words[0] + words[1])[picks])),
        ]
