"""The STORE engine: rounded sums, and what UPDATE left, to memory."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from amaranth.hdl import Cat, Module, Mux, Signal, Value
from amaranth.lib import data
from amaranth.lib.wiring import In, Member, Out
from amaranth.utils import exact_log2

from weft.accelerator import timing
from weft.accelerator.description import ADDRESS_BITS, Accelerator
from weft.accelerator.isa import Engine, Opcode, Source
from weft.rtl.arithmetic.post_process import PostProcess
from weft.rtl.control.decode import DRAM_BITS, fields_layout
from weft.rtl.control.sequencer import Sequencer
from weft.rtl.parts.delay import Delay
from weft.rtl.parts.delay_line import DelayLine
from weft.rtl.parts.pace import Pace
from weft.rtl.transfer.runs import Runs, beyond

# how the words of a transfer are finished
_FINISH = ("source", "shift", "add_bias", "relu", "masked")


@dataclass(frozen=True)
class Beats:
    """The beats of a transfer; with ``step`` the source of one is read.

    With ``loads`` the fields of the instruction are taken, whether it starts or not.
    """

    step: Value
    loads: Value
    last: Value
    runs: Runs


class StoreSequencer(Sequencer):
    """Times STORE: a beat goes through the post-processing and is confirmed by the memory."""

    def __init__(
        self, accelerator: Accelerator, members: Mapping[str, Member] | None = None
    ) -> None:
        self.accelerator = accelerator
        self.flight_cycles = 1 + timing.store_depth(accelerator) + accelerator.dram_latency
        self.end_next = Signal()
        super().__init__(Engine.STORE, self.flight_cycles + 2, members)

    def elaborate(self, platform: object) -> Module:
        m = Module()
        self._sequence(m)
        return m

    def _sequence(self, m: Module) -> Beats:
        m.submodules.pace = pace = Pace(self.accelerator.beat_cycles)
        m.submodules.runs = runs = Runs(self.accelerator.beat_granules)
        m.submodules.flight = flight = Delay(self.flight_cycles - 1)
        fields = self.instruction.store
        m.d.comb += [
            self.free.eq(1),  # its port is free: no more is needed
            self.holds_port.eq(~pace.welcome),
            pace.start.eq(self.start),
            pace.single.eq(self.derived.single),
            pace.last_next.eq(runs.last_next),
            runs.load.eq(pace.welcome),
            runs.step.eq(pace.step),
            runs.plane_moves.eq(1),
            *(runs.fields[name].eq(fields[name]) for name, _ in runs.fields.shape()),
            flight.i.eq(pace.done),
            self.end_next.eq(flight.o),
        ]
        m.d.sync += self.end.eq(self.end_next)
        return Beats(pace.step, pace.welcome, pace.done, runs)


def sums_read_layout(accelerator: Accelerator) -> data.StructLayout:
    """A read of a beat of words in one half of O; those in ``clear`` are zero afterwards.

    ``holds`` has a bit a half: the transfer that goes on reads it, whether in this cycle or not.
    """
    k = accelerator.beat_granules
    address = ADDRESS_BITS - exact_log2(k)
    return data.StructLayout({"enable": 1, "holds": 2, "half": 1, "address": address, "clear": k})


def beat_layout(accelerator: Accelerator) -> data.StructLayout:
    """A beat to memory; ``strobe`` has a bit a byte, ``last`` tells the last beat of a STORE."""
    bus = accelerator.bus_bytes
    return data.StructLayout(
        {"valid": 1, "address": DRAM_BITS, "data": 8 * bus, "strobe": bus, "last": 1}
    )


class StoreEngine(StoreSequencer):
    """Moves STORE's beats from their source to memory.

    All that a beat is made of is read in the cycle in which it has the port, comes
    ``buffer_latency`` cycles later, and is on ``write`` `timing.store_depth` cycles after the
    reads. A beat outside the window of memory is neither read nor written.

    Members beside those of `Sequencer`
    -----------------------------------
    window : In, granules of memory that a program may touch
    fault_address : Out(1), the beat that would be read in this cycle is not all in the window
    sums_read : Out, `sums_read_layout`
    sums : In, words of O, k of them, the first lowest
    out_read : Out, beat of all memories of U out
    weight, momentum, ff_value, ff_index, bp_value, bp_index : In(bus_bytes * 8), from there
    bias_read : Out, row of BIAS; bias : In
    mask_read : Out, beat of MASK; mask : In
    write : Out, `beat_layout`
    confirm, confirm_next : Out(1), a STORE ends in this cycle, in the next: all its beats must have
        arrived
    """

    def __init__(self, accelerator: Accelerator) -> None:
        self.lanes = accelerator.beat_granules * accelerator.rows
        self.beat_shift = exact_log2(accelerator.beat_granules)
        beat = 8 * accelerator.bus_bytes
        super().__init__(
            accelerator,
            {
                "window": In(DRAM_BITS),
                "fault_address": Out(1),
                "sums_read": Out(sums_read_layout(accelerator)),
                "sums": In(32 * self.lanes),
                "out_read": Out(ADDRESS_BITS - self.beat_shift),
                **{s.name.lower(): In(beat) for s in Source if s is not Source.O},
                "bias_read": Out(fields_layout(Opcode.STORE, ["bias"])["bias"].shape),
                "bias": In(32 * accelerator.rows),
                "mask_read": Out(ADDRESS_BITS - self.beat_shift),
                "mask": In(self.lanes),
                "write": Out(beat_layout(accelerator)),
                "confirm": Out(1),
                "confirm_next": Out(1),
            },
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        beats = self._sequence(m)
        finish = self._kept_fields(m, beats)
        reads = Signal()
        outside = beyond(beats.runs.final, self.window, self.accelerator.beat_granules)
        m.d.comb += [
            reads.eq(beats.step & ~outside),
            self.fault_address.eq(beats.step & outside),
            self.confirm.eq(self.end),
            self.confirm_next.eq(self.end_next),
        ]
        self._read(m, beats, reads, finish.source == Source.O)
        self._read_bias(m, beats)
        m.submodules.finishing = finishing = DelayLine(
            self.accelerator.buffer_latency, finish.shape()
        )
        m.d.comb += finishing.i.eq(finish)
        self._send(m, beats, reads, self._finished(m, finishing.o))
        return m

    def _kept_fields(self, m: Module, beats: Beats) -> Signal:
        """Fields of the transfer that reads."""
        fields = self.instruction.store
        finish = Signal(fields_layout(Opcode.STORE, _FINISH), reset_less=True)
        with m.If(beats.loads):
            m.d.sync += [finish[name].eq(fields[name]) for name in _FINISH]
        return finish

    def _read(self, m: Module, beats: Beats, reads: Value, of_sums: Value) -> None:
        """A transfer stays in one half of O, whose addresses begin at 0.

        Outside the window O is read all the same, and nothing comes of it.
        """
        half_words = self.accelerator.o_words
        half, holds = Signal(), Signal(2)
        fields = self.instruction.store
        upper = fields.buffer >= half_words
        with m.If(beats.loads):
            m.d.sync += half.eq(upper)
        with m.If(self.start):
            m.d.sync += holds.eq(Mux(fields.source == Source.O, Cat(~upper, upper), 0))
        with m.Elif(beats.last):
            m.d.sync += holds.eq(0)
        beat = beats.runs.place[self.beat_shift :]
        half_beats = half_words >> self.beat_shift
        if half_beats & (half_beats - 1) == 0:
            address: Value = beat[: exact_log2(half_beats)]
        else:
            address = beat - Mux(half, half_beats, 0)
        m.d.comb += [
            self.out_read.eq(beat),
            self.mask_read.eq(beat),
            self.sums_read.enable.eq(beats.step & of_sums),
            self.sums_read.holds.eq(holds),
            self.sums_read.half.eq(half),
            self.sums_read.address.eq(address),
            self.sums_read.clear.eq(Mux(reads & of_sums, beats.runs.mask, 0)),
        ]

    def _read_bias(self, m: Module, beats: Beats) -> None:
        """Each plane has its row."""
        row = Signal.like(self.bias_read)
        m.d.comb += self.bias_read.eq(row)
        with m.If(beats.step & beats.runs.plane_ends):
            m.d.sync += row.eq(row + 1)
        with m.If(beats.loads):
            m.d.sync += row.eq(self.instruction.store.bias)

    def _finished(self, m: Module, finish: data.View) -> Value:
        """The beat in the cycle of ``write``; ``finish`` comes with what was read for it."""
        a = self.accelerator
        depth = timing.store_depth(a) - a.buffer_latency
        m.submodules.post = post = PostProcess(a)
        m.submodules.granules = granules = DelayLine(depth, 8 * a.bus_bytes)
        m.submodules.is_sums = is_sums = DelayLine(depth, 1)
        m.d.comb += [
            *(getattr(post, name).eq(getattr(self, name)) for name in ("sums", "bias", "mask")),
            *(getattr(post, name).eq(finish[name]) for name in _FINISH if name != "source"),
            is_sums.i.eq(finish.source == Source.O),
        ]
        with m.Switch(finish.source):
            for source in Source:
                if source is not Source.O:
                    with m.Case(source):
                        m.d.comb += granules.i.eq(getattr(self, source.name.lower()))
        return Mux(is_sums.o, post.codes, granules.o)

    def _send(self, m: Module, beats: Beats, reads: Value, finished: Value) -> None:
        """Where a beat goes to is known when it is read."""
        a, depth = self.accelerator, timing.store_depth(self.accelerator)
        m.submodules.valid = valid = Delay(depth)
        m.submodules.place = place = DelayLine(
            depth,
            data.StructLayout({"mask": a.beat_granules, "last": 1, "address": DRAM_BITS}),
        )
        m.d.comb += [
            valid.i.eq(reads),
            place.i.mask.eq(beats.runs.mask),
            place.i.last.eq(beats.last),
            place.i.address.eq(beats.runs.address[self.beat_shift :]),
            self.write.valid.eq(valid.o),
            self.write.last.eq(place.o.last),
            self.write.address.eq(place.o.address),
            self.write.strobe.eq(Cat(bit.replicate(a.granule_bytes) for bit in place.o.mask)),
            self.write.data.eq(finished),
        ]
