"""The VECTOR engine's sequencer: passes that are no GEMM."""

from __future__ import annotations

from amaranth.hdl import Module, Signal

from weft.accelerator.description import Accelerator
from weft.accelerator.isa import Engine
from weft.rtl.control.sequencer import Sequencer
from weft.rtl.parts.delay import Delay
from weft.rtl.parts.pace import Pace


class VectorSequencer(Sequencer):
    """Times VECTOR: traffic and lane work overlap, one instruction at a time."""

    def __init__(self, accelerator: Accelerator) -> None:
        self.lanes = accelerator.vector_lanes
        self.beat_cycles = accelerator.beat_cycles
        self.memory_cycles = 2 * accelerator.dram_latency
        super().__init__(Engine.VECTOR, 1)

    def elaborate(self, platform: object) -> Module:
        m = Module()
        m.submodules.pace = pace = Pace(self.beat_cycles)
        m.submodules.memory = memory = Delay(self.memory_cycles)
        busy = Signal()
        m.d.comb += [
            self.free.eq(~busy),
            self.holds_port.eq(~pace.welcome),
            pace.start.eq(self.start),
            pace.single.eq(self.derived.single),
            pace.last_next.eq(self._last_beat_next(m, pace.step)),
            memory.i.eq(self._both_done(m, pace.done, self._lanes_done(m))),
            self.end.eq(memory.o),
        ]
        with m.If(self.start):
            m.d.sync += busy.eq(1)
        with m.Elif(self.end):
            m.d.sync += busy.eq(0)
        return m

    def _last_beat_next(self, m: Module, step: Signal) -> Signal:
        fields = self.instruction.vector
        # to read and to write; a pass without any takes the port for one all the same
        left = Signal(len(fields.read_beats) + 1)
        beats = fields.read_beats + fields.write_beats
        last_next = Signal()
        m.d.comb += last_next.eq(left <= 1)
        with m.If(step):
            m.d.sync += left.eq(left - 1)
            m.d.comb += last_next.eq(left <= 2)
        with m.If(self.start):
            m.d.sync += left.eq(beats)
        return last_next

    def _lanes_done(self, m: Module) -> Signal:
        left = Signal.like(self.instruction.vector.elements)
        done = left <= self.lanes
        with m.If(self.start):
            m.d.sync += left.eq(self.instruction.vector.elements)
        with m.Elif(~done):
            m.d.sync += left.eq(left - self.lanes)
        return done

    def _both_done(self, m: Module, port_done: Signal, lanes_done: Signal) -> Signal:
        """One pulse in the first cycle in which both are, or were, at their end."""
        running, port_was_done = Signal(), Signal()
        both = running & (port_done | port_was_done) & lanes_done
        with m.If(both):
            m.d.sync += running.eq(0)
        with m.If(port_done):
            m.d.sync += port_was_done.eq(1)
        with m.If(self.start):
            m.d.sync += [running.eq(1), port_was_done.eq(0)]
        return both
