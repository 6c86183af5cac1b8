"""The constants of UPDATE, written by the host and read by the core."""

from __future__ import annotations

from amaranth.hdl import Module, Mux, Signal
from amaranth.lib import wiring
from amaranth.lib.memory import Memory
from amaranth.lib.wiring import In, Out
from amaranth.utils import exact_log2

from weft.accelerator.registers import HYPER_ROWS, HYPER_STEP, HYPER_WORDS, WORD_BITS

ROW_BITS = exact_log2(HYPER_ROWS)
INDEX_BITS = ROW_BITS + exact_log2(HYPER_STEP)


class HyperTable(wiring.Component):
    """256 rows of five words; words 5 to 7 of a row are not there.

    Members
    -------
    set_index, set_word : In(1), the host sets the index; writes the word there and goes on. It is
        in the table two cycles later: the way there has a cycle of its own
    value : In, the index or the word
    index : Out, of the word that is written next
    hyper_index : In, row for the core
    hyper : Out, its words of two cycles ago, learning rate lowest
    """

    def __init__(self) -> None:
        super().__init__(
            {
                "set_index": In(1),
                "set_word": In(1),
                "value": In(WORD_BITS),
                "index": Out(INDEX_BITS),
                "hyper_index": In(ROW_BITS),
                "hyper": Out(HYPER_WORDS * WORD_BITS),
            }
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        m.submodules.rows = table = Memory(shape=HYPER_WORDS * WORD_BITS, depth=HYPER_ROWS, init=[])
        write, read = table.write_port(granularity=WORD_BITS), table.read_port()
        word_bits = INDEX_BITS - ROW_BITS
        word, row = self.index[:word_bits], self.index[word_bits:]
        place = Signal(ROW_BITS, reset_less=True)
        value, written = Signal(WORD_BITS, reset_less=True), Signal(HYPER_WORDS)
        m.d.sync += [place.eq(row), value.eq(self.value), written.eq(0)]
        m.d.comb += [
            write.addr.eq(place),
            write.data.eq(value.replicate(HYPER_WORDS)),
            write.en.eq(written),
            read.addr.eq(self.hyper_index),
        ]
        words = Signal(len(self.hyper), reset_less=True)
        m.d.sync += words.eq(read.data)
        m.d.comb += self.hyper.eq(words)
        with m.If(self.set_word):
            m.d.sync += written.eq(1 << word)
            ends = word == HYPER_WORDS - 1
            m.d.sync += self.index.eq(self.index + Mux(ends, HYPER_STEP - HYPER_WORDS + 1, 1))
        with m.If(self.set_index):
            m.d.sync += self.index.eq(self.value)
        return m
