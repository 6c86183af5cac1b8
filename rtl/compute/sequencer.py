"""The COMPUTE engine's sequencer: setup, stream and what the array does after it (rule 6)."""

from __future__ import annotations

from amaranth.hdl import Module, Mux, Signal, Value
from amaranth.lib import data
from amaranth.lib.wiring import Out

from weft.accelerator import timing
from weft.accelerator.description import Accelerator
from weft.accelerator.isa import Engine, Opcode
from weft.rtl.compute.addresses import stream_step_layout
from weft.rtl.compute.drain import Drain, drained_layout
from weft.rtl.compute.fields import stream_fields, stream_layout
from weft.rtl.compute.slots import SLOT_LOOPS
from weft.rtl.compute.stream import PIXEL_LOOPS, Stream
from weft.rtl.control.sequencer import Sequencer
from weft.rtl.parts.countdown import Countdown
from weft.rtl.parts.delay import Delay


class ComputeSequencer(Sequencer):
    """Times both dataflows.

    A weight-stationary instruction fills the shadow registers while its predecessor streams, and
    is followed by another once its weights have swept over the array. An output-stationary one has
    no setup and streams at once; with a drain it keeps the engine to its end.

    Members
    -------
    those of `Sequencer`, and for the data path
    starts_slotted : Out(1), the instruction that starts is output-stationary
    slotted : Out(1), the last one to start was
    load : Out(1), a stream begins in the next cycle
    takes : Out(1), it could, so that its ``fields`` are taken: they are known before the start is
    fields : Out
    step : Out, of the stream in this cycle
    drained : Out, the word that goes into the southern registers of column 0 in this cycle
    """

    def __init__(self, accelerator: Accelerator) -> None:
        self.setup_cycles = accelerator.buffer_latency + accelerator.rows
        self.array_depth = timing.array_depth(accelerator)
        self.output_depth = timing.output_depth(accelerator)
        self.accelerator = accelerator
        # Short output-stationary streams: one a cycle, each `output_depth` from its end.
        super().__init__(
            Engine.COMPUTE,
            self.output_depth + 2,
            {
                "starts_slotted": Out(1),
                "slotted": Out(1),
                "load": Out(1),
                "takes": Out(1),
                "fields": Out(stream_layout()),
                "step": Out(stream_step_layout()),
                "drained": Out(drained_layout(accelerator.rows)),
            },
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        m.submodules.stream = stream = Stream(self.accelerator.adder_latency)
        is_os, slotted = self.starts_slotted, self.slotted
        m.d.comb += is_os.eq(self.instruction.common.opcode == Opcode.OUTPUT_STATIONARY)
        with m.If(self.start):
            m.d.sync += slotted.eq(is_os)
        weights_free = self._weights(m, stream)
        sums_free = self._sums(m, stream)
        array_empty = self._running(m) == 0
        m.d.comb += [
            stream.slotted.eq(slotted),
            stream.single.eq(self.fields.single),
            self.free.eq(
                Mux(slotted, sums_free, weights_free) & (array_empty | (slotted == is_os))
            ),
            self.load.eq(stream.load),
            self.takes.eq(stream.welcome),
            *(self.step[name].eq(getattr(stream, name)) for name, _ in self.step.shape()),
        ]
        return m

    def _weights(self, m: Module, stream: Stream) -> Value:
        """Begin streams; returns whether the shadow registers can take other weights."""
        m.submodules.setup = setup = Countdown(self.setup_cycles)
        m.submodules.sweep = sweep = Countdown(self.array_depth)
        waits = Signal()  # weights are on their way to the shadow registers, or there
        self._feed(m, stream, waits)
        flows = Signal()
        start = self.start & ~self.starts_slotted
        m.d.comb += [
            setup.start.eq(start),
            flows.eq(waits & setup.elapsed & stream.welcome),
            sweep.start.eq(flows),
            stream.load.eq(flows | (self.start & self.starts_slotted)),
        ]
        with m.If(start):
            m.d.sync += waits.eq(1)
        with m.Elif(flows):
            m.d.sync += waits.eq(0)
        return ~waits & sweep.elapsed

    def _sums(self, m: Module, stream: Stream) -> Value:
        """End instructions; returns whether the accumulators can go on with another one."""
        m.submodules.array = array = Delay(self.array_depth)
        m.submodules.drain = drain = Drain(self.accelerator.rows)
        os = self.instruction.output_stationary
        drains = Signal()  # the last instruction to start has a drain before it
        free = ~drains & stream.welcome
        # Column 0 is drained first; the last one is `columns - 1` cycles behind it.
        behind = self.accelerator.columns - 1
        m.submodules.output = output = Delay(
            self.output_depth - behind, data.StructLayout({"final": 1, "drain": 1})
        )
        m.submodules.columns = columns = Delay(behind, data.StructLayout({"end": 1, "drain": 1}))
        m.d.comb += [
            array.i.eq(stream.ends & ~self.slotted),
            output.i.final.eq(stream.ends & self.slotted),
            output.i.drain.eq(drains),
            drain.load.eq(free),
            *(drain.slots[name].eq(os[name]) for name in SLOT_LOOPS),
            drain.begin.eq(output.o.final & output.o.drain),
            columns.i.end.eq((output.o.final & ~output.o.drain) | drain.word.ends),
            columns.i.drain.eq(drain.word.ends),
            self.end.eq(array.o | columns.o.end),
            self.drained.eq(drain.word),
        ]
        with m.If(self.start):
            m.d.sync += drains.eq(self.starts_slotted & os.drain)
        with m.Elif(columns.o.drain):
            m.d.sync += drains.eq(0)
        return free

    def _running(self, m: Module) -> Signal:
        count = Signal(range(self.in_flight + 1))
        m.d.sync += count.eq(count + self.start - self.end)
        return count

    def _feed(self, m: Module, stream: Stream, waits: Signal) -> None:
        """The next stream's fields: of the instruction in setup, or else of the head."""
        ws, os = self.instruction.weight_stationary, self.instruction.output_stationary
        waiting = Signal(stream.pixels.shape(), reset_less=True)
        waiting_fields = Signal(stream_layout(), reset_less=True)
        own = stream_fields(self.instruction, self.derived, slotted=1)
        with m.If(~waits):
            m.d.sync += [waiting[name].eq(ws[name]) for name in PIXEL_LOOPS]
            m.d.sync += waiting.kept.eq(1)  # the array holds the kept ones side by side
            later = stream_fields(self.instruction, self.derived, slotted=0)
            m.d.sync += [waiting_fields[name].eq(value) for name, value in later.items()]
        for name in PIXEL_LOOPS:
            m.d.comb += stream.pixels[name].eq(Mux(waits, waiting[name], os[name]))
        for name, value in own.items():
            m.d.comb += self.fields[name].eq(Mux(waits, waiting_fields[name], value))
        m.d.comb += [stream.slots[name].eq(os[name]) for name in SLOT_LOOPS]
