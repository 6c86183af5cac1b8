"""The UPDATE engine's sequencer: rows of weights through the optimizer lanes."""

from __future__ import annotations

from amaranth.hdl import Module, Signal

from weft.accelerator import timing
from weft.accelerator.description import Accelerator
from weft.accelerator.isa import Engine, Opcode
from weft.rtl.control.decode import fields_layout
from weft.rtl.control.sequencer import Sequencer
from weft.rtl.parts.delay import Delay
from weft.rtl.parts.nest import Nest
from weft.rtl.parts.pace import Pace


class UpdateSequencer(Sequencer):
    """Times UPDATE: ``update_lanes`` weights a cycle, one instruction at a time."""

    def __init__(self, accelerator: Accelerator) -> None:
        self.word_cycles = accelerator.columns // accelerator.update_lanes
        self.depth = timing.update_depth(accelerator)
        super().__init__(Engine.UPDATE, 1)

    def elaborate(self, platform: object) -> Module:
        m = Module()
        m.submodules.pace = pace = Pace(self.word_cycles)
        m.submodules.words = words = Nest(fields_layout(Opcode.UPDATE, ("words",)))
        m.submodules.depth = depth = Delay(self.depth)
        busy = Signal()
        m.d.comb += [
            self.free.eq(~busy),
            pace.start.eq(self.start),
            pace.single.eq(self.instruction.update.words == 1),
            pace.last_next.eq(words.last_onward),
            words.load.eq(self.start),
            words.limits.words.eq(self.instruction.update.words),
            words.step.eq(pace.step),
            depth.i.eq(pace.done),
            self.end.eq(depth.o),
        ]
        with m.If(self.start):
            m.d.sync += busy.eq(1)
        with m.Elif(self.end):
            m.d.sync += busy.eq(0)
        return m
