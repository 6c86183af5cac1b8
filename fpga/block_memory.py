"""Memory on the chip behind AXI4: block RAM that several masters read and write."""

from __future__ import annotations

from amaranth.hdl import Cat, Module, Signal
from amaranth.lib import data, wiring
from amaranth.lib.memory import Memory, ReadPort, WritePort
from amaranth.lib.wiring import In

from weft.fpga.bursts import Bursts
from weft.rtl.bus.axi import ERROR_BIT, read_signature, write_signature
from weft.rtl.bus.skid import SkidBuffer


class BlockMemory(wiring.Component):
    """``words`` words of ``width`` bytes, zero at power-up.

    1. A beat is read and a beat is written every cycle; masters take turns, burst by burst.
    2. The first beat of a burst on AR in cycle t is on R in t + 4 if no other burst is served. The
       answer to a last beat on W in t is on B in t + 1, and a read asked for then sees it: the beat
       is written in that cycle, since it comes through a register on its way to all of the memory.
       A read of a word in the cycle of its write gets anything.
    3. Bursts are incrementing, of beats as wide as the memory. A beat beyond its end reads as
       anything, writes nothing, and is answered with SLVERR.
    4. No output but the readiness of reads to go on depends on an input within a cycle.

    Members
    -------
    read : In(read_signature), one a reading master
    write : In(write_signature), one a writing master
    """

    def __init__(self, words: int, width: int, *, readers: int, writers: int) -> None:
        self.words, self.width = words, width
        self.readers, self.writers = readers, writers
        super().__init__(
            {
                "read": In(read_signature(width)).array(readers),
                "write": In(write_signature(width)).array(writers),
            }
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        m.submodules.memory = memory = Memory(shape=8 * self.width, depth=self.words, init=[])
        m.submodules.reads = reads = Bursts(self.readers, self.words, self.width)
        m.submodules.writes = writes = Bursts(self.writers, self.words, self.width)
        for kind, bursts, masters in (("ar", reads, self.read), ("aw", writes, self.write)):
            for stream, master in zip(bursts.i, masters, strict=True):
                m.d.comb += [
                    stream.valid.eq(getattr(master, f"{kind}valid")),
                    stream.payload.address.eq(getattr(master, f"{kind}addr")),
                    stream.payload.length.eq(getattr(master, f"{kind}len")),
                    getattr(master, f"{kind}ready").eq(stream.ready),
                ]
        self._read(m, reads, memory.read_port())
        self._write(m, writes, memory.write_port(granularity=8))
        return m

    def _read(self, m: Module, beats: Bursts, port: ReadPort) -> None:
        """A beat is addressed, read, and registered; all three wait while R is held up."""
        tag = data.StructLayout(
            {"valid": 1, "last": 1, "outside": 1, "owner": beats.owner.shape().width}
        )
        fetched, answered = Signal(tag), Signal(tag)
        word = Signal(8 * self.width, reset_less=True)
        held_up = Cat(master.rvalid & ~master.rready for master in self.read).any()
        m.d.comb += [
            port.addr.eq(beats.word),
            port.en.eq(~held_up),
            beats.step.eq(beats.valid & ~held_up),
        ]
        with m.If(~held_up):
            m.d.sync += [fetched[name].eq(getattr(beats, name)) for name, _ in tag]
            m.d.sync += [answered.eq(fetched), word.eq(port.data)]
        for i, master in enumerate(self.read):
            m.d.comb += [
                master.rvalid.eq(answered.valid & (answered.owner == i)),
                master.rdata.eq(word),
                master.rlast.eq(answered.last),
                master.rresp[ERROR_BIT].eq(answered.outside),
            ]

    def _write(self, m: Module, beats: Bursts, port: WritePort) -> None:
        """What a master sends is registered, answered and written, all masters by one port."""
        enables, word = Signal.like(port.en), Signal.like(port.addr, reset_less=True)
        beat = Signal(8 * self.width, reset_less=True)
        m.d.comb += [port.en.eq(enables), port.addr.eq(word), port.data.eq(beat)]
        m.d.sync += [enables.eq(0), word.eq(beats.word)]
        failed = Signal()
        for i, master in enumerate(self.write):
            m.submodules[f"answers_{i}"] = answers = SkidBuffer(1)
            writes = master.wvalid & master.wready
            error = failed | beats.outside
            m.d.comb += [
                master.wready.eq(beats.valid & (beats.owner == i) & answers.i.ready),
                answers.i.valid.eq(writes & beats.last),
                answers.i.payload.eq(error),
                master.bvalid.eq(answers.o.valid),
                answers.o.ready.eq(master.bready),
                master.bresp[ERROR_BIT].eq(answers.o.payload),
            ]
            with m.If(writes):
                m.d.comb += beats.step.eq(1)
                m.d.sync += [
                    failed.eq(error & ~beats.last),
                    beat.eq(master.wdata),
                    enables.eq(master.wstrb & (~beats.outside).replicate(self.width)),
                ]
