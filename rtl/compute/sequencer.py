"""The COMPUTE engine's sequencer: setup, stream and what the array does after it (rule 6)."""

from __future__ import annotations

from amaranth.hdl import Module, Mux, Signal, Value
from amaranth.lib import data

from weft.accelerator import timing
from weft.accelerator.description import Accelerator
from weft.accelerator.isa import Engine, Opcode
from weft.rtl.compute.drain import Drain
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
    """

    def __init__(self, accelerator: Accelerator) -> None:
        self.setup_cycles = accelerator.buffer_latency + accelerator.rows
        self.array_depth = timing.array_depth(accelerator)
        self.output_depth = timing.output_depth(accelerator)
        self.accelerator = accelerator
        # Short output-stationary streams: one a cycle, each `output_depth` from its end.
        super().__init__(Engine.COMPUTE, self.output_depth + 2)

    def elaborate(self, platform: object) -> Module:
        m = Module()
        m.submodules.stream = stream = Stream(self.accelerator.adder_latency)
        is_os = Signal()
        slotted = Signal()  # dataflow of the last instruction to start
        m.d.comb += is_os.eq(self.instruction.common.opcode == Opcode.OUTPUT_STATIONARY)
        with m.If(self.start):
            m.d.sync += slotted.eq(is_os)
        weights_free = self._weights(m, stream, is_os)
        sums_free = self._sums(m, stream, slotted, is_os)
        array_empty = self._running(m) == 0
        m.d.comb += [
            stream.slotted.eq(slotted),
            self.free.eq(
                Mux(slotted, sums_free, weights_free) & (array_empty | (slotted == is_os))
            ),
        ]
        self._feed(m, stream, is_os)
        return m

    def _weights(self, m: Module, stream: Stream, is_os: Signal) -> Value:
        """Begin streams; returns whether the shadow registers can take other weights."""
        m.submodules.setup = setup = Countdown(self.setup_cycles)
        m.submodules.sweep = sweep = Countdown(self.array_depth)
        waits = Signal()  # weights are on their way to the shadow registers, or there
        flows = Signal()
        start = self.start & ~is_os
        m.d.comb += [
            setup.start.eq(start),
            flows.eq(waits & setup.elapsed & (~stream.active | stream.ends)),
            sweep.start.eq(flows),
            stream.load.eq(flows | (self.start & is_os)),
        ]
        with m.If(start):
            m.d.sync += waits.eq(1)
        with m.Elif(flows):
            m.d.sync += waits.eq(0)
        return ~waits & sweep.elapsed

    def _sums(self, m: Module, stream: Stream, slotted: Signal, is_os: Signal) -> Value:
        """End instructions; returns whether the accumulators can go on with another one."""
        m.submodules.array = array = Delay(self.array_depth)
        m.submodules.output = output = Delay(
            self.output_depth, data.StructLayout({"final": 1, "drain": 1})
        )
        m.submodules.drain = drain = Drain(self.accelerator.rows)
        os = self.instruction.output_stationary
        drains = Signal()  # the last instruction to start has a drain before it
        m.d.comb += [
            array.i.eq(stream.ends & ~slotted),
            output.i.final.eq(stream.ends & slotted),
            output.i.drain.eq(drains),
            drain.load.eq(self.start & is_os),
            *(drain.slots[name].eq(os[name]) for name in SLOT_LOOPS),
            drain.begin.eq(output.o.final & output.o.drain),
            self.end.eq(array.o | (output.o.final & ~output.o.drain) | drain.ends),
        ]
        with m.If(self.start):
            m.d.sync += drains.eq(is_os & os.drain)
        with m.Elif(drain.ends):
            m.d.sync += drains.eq(0)
        return ~drains & (~stream.active | stream.ends)

    def _running(self, m: Module) -> Signal:
        count = Signal(range(self.in_flight + 1))
        m.d.sync += count.eq(count + self.start - self.end)
        return count

    def _feed(self, m: Module, stream: Stream, is_os: Signal) -> None:
        """The next stream's limits: of the head that starts, or of the instruction in setup."""
        ws, os = self.instruction.weight_stationary, self.instruction.output_stationary
        shadow = Signal(stream.pixels.shape())
        with m.If(self.start):
            m.d.sync += [shadow[name].eq(ws[name]) for name in PIXEL_LOOPS]
            m.d.sync += shadow.kept.eq(1)  # the array holds the kept ones side by side
        direct = self.start & is_os
        for name in PIXEL_LOOPS:
            m.d.comb += stream.pixels[name].eq(Mux(direct, os[name], shadow[name]))
        m.d.comb += [stream.slots[name].eq(os[name]) for name in SLOT_LOOPS]
