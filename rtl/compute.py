"""The COMPUTE engine's sequencer: setup, stream, and what the array still does after it (rule 6)."""

from __future__ import annotations

from amaranth.hdl import Module, Mux, Signal

from weft.accelerator import timing
from weft.accelerator.description import Accelerator
from weft.accelerator.isa import Engine, Opcode
from weft.rtl.decode import fields_layout
from weft.rtl.delay import Delay
from weft.rtl.nest import Nest
from weft.rtl.sequencer import Sequencer
from weft.rtl.slots import SLOT_LOOPS, Slots

PIXEL_LOOPS = ("images", "height", "width")


class ComputeSequencer(Sequencer):
    """Times both dataflows.

    A weight-stationary instruction fills the shadow registers while its predecessor streams; an
    output-stationary one has no setup and streams at once. `Stream` and `Drain` are the parts of
    the array's controller that will drive addresses.
    """

    def __init__(self, accelerator: Accelerator) -> None:
        self.setup_cycles = accelerator.buffer_latency + accelerator.rows
        self.array_depth = timing.array_depth(accelerator)
        self.output_depth = timing.output_depth(accelerator)
        self.rows = accelerator.rows
        self.adder_latency = accelerator.adder_latency
        # One streams, and at most one a cycle has left the stream and not the array.
        super().__init__(Engine.COMPUTE, self.output_depth + 2)

    def elaborate(self, platform: object) -> Module:
        m = Module()
        is_os = self.instruction.common.opcode == Opcode.OUTPUT_STATIONARY
        start_ws, start_os = self.start & ~is_os, self.start & is_os
        streaming, stream_ends = Signal(), Signal()
        set_up, waits = self._setup(m, start_ws)
        flows = Signal()  # stream_start of rule 6
        m.d.comb += flows.eq(start_os | (set_up & (~streaming | stream_ends)))
        output_stationary = Signal()  # dataflow of the last instruction to start
        with m.If(self.start):
            m.d.sync += output_stationary.eq(is_os)
        with m.If(flows):
            m.d.sync += [streaming.eq(1), waits.eq(0)]
        with m.Elif(stream_ends):
            m.d.sync += streaming.eq(0)
        with m.If(start_ws):
            m.d.sync += waits.eq(1)
        last = self._stream(m, flows, start_os, streaming, output_stationary)
        m.d.comb += stream_ends.eq(streaming & last)
        drains = self._end(m, start_os, stream_ends, output_stationary)
        held = self._hold(m, flows & ~start_os)
        os_free = ~drains & (~streaming | stream_ends)
        same = self._running(m) == 0
        same |= output_stationary == is_os
        m.d.comb += self.free.eq(same & Mux(output_stationary, os_free, ~waits & ~held))
        return m

    def _setup(self, m: Module, start: Signal) -> tuple[Signal, Signal]:
        """Returns whether the shadow registers are full of weights to be used, and are in use."""
        left, waits = Signal(range(self.setup_cycles)), Signal()
        with m.If(left != 0):
            m.d.sync += left.eq(left - 1)
        with m.If(start):
            m.d.sync += left.eq(self.setup_cycles - 1)
        return waits & (left == 0), waits

    def _stream(
        self, m: Module, flows: Signal, direct: Signal, streaming: Signal, slotted: Signal
    ) -> Signal:
        """Count pixels, and slots within a pixel; returns whether this is the stream's last cycle."""
        ws, os = self.instruction.weight_stationary, self.instruction.output_stationary
        m.submodules.pixels = pixels = Nest(fields_layout(Opcode.WEIGHT_STATIONARY, PIXEL_LOOPS))
        m.submodules.slots = slots = Slots(self.adder_latency)
        shadow = Signal(pixels.limits.shape())  # of the instruction in setup
        with m.If(self.start):
            m.d.sync += [shadow[name].eq(ws[name]) for name in PIXEL_LOOPS]
        m.d.comb += [
            pixels.load.eq(flows),
            slots.load.eq(direct),
            *(pixels.limits[name].eq(Mux(direct, os[name], shadow[name])) for name in PIXEL_LOOPS),
            *(slots.limits[name].eq(os[name]) for name in SLOT_LOOPS),
            slots.step.eq(streaming),
            pixels.step.eq(streaming & (slots.last | ~slotted)),
        ]
        return pixels.last & (slots.last | ~slotted)

    def _hold(self, m: Module, flows: Signal) -> Signal:
        """The old weights are in use until the new ones have swept over the array."""
        left = Signal(range(self.array_depth))
        with m.If(left != 0):
            m.d.sync += left.eq(left - 1)
        with m.If(flows):
            m.d.sync += left.eq(self.array_depth - 1)
        return left != 0

    def _end(self, m: Module, start_os: Signal, stream_ends: Signal, slotted: Signal) -> Signal:
        """Ends of both dataflows; returns whether an instruction with a drain runs."""
        os = self.instruction.output_stationary
        m.submodules.array = array = Delay(self.array_depth)
        m.submodules.output = output = Delay(self.output_depth)
        loops = {**dict(fields_layout(Opcode.OUTPUT_STATIONARY, SLOT_LOOPS)), "rows": self.rows}
        m.submodules.drain = drain = Nest(_drain_layout(self.rows))
        assert list(loops) == [name for name, _ in drain.limits.shape()]
        to_drain, draining = Signal(), Signal()
        final = output.o & ~to_drain
        drained = draining & drain.last
        m.d.comb += [
            array.i.eq(stream_ends & ~slotted),
            output.i.eq(stream_ends & slotted),
            drain.load.eq(start_os),
            *(drain.limits[name].eq(os[name]) for name in SLOT_LOOPS),
            drain.limits.rows.eq(self.rows),
            drain.step.eq(draining),
            self.end.eq(array.o | final | drained),
        ]
        return to_drain
