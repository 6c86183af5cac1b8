"""The STORE engine's sequencer: beats to memory."""

from __future__ import annotations

from amaranth.hdl import Module

from weft.accelerator import timing
from weft.accelerator.description import Accelerator
from weft.accelerator.isa import Engine
from weft.rtl.control.sequencer import Sequencer
from weft.rtl.parts.delay import Delay
from weft.rtl.parts.pace import Pace
from weft.rtl.transfer.runs import Runs


class StoreSequencer(Sequencer):
    """Times STORE: a beat goes through the post-processing and is confirmed by the memory."""

    def __init__(self, accelerator: Accelerator) -> None:
        self.accelerator = accelerator
        self.flight_cycles = 1 + timing.store_depth(accelerator) + accelerator.dram_latency
        super().__init__(Engine.STORE, self.flight_cycles + 2)

    def elaborate(self, platform: object) -> Module:
        m = Module()
        m.submodules.pace = pace = Pace(self.accelerator.beat_cycles)
        m.submodules.runs = runs = Runs(self.accelerator.beat_granules)
        m.submodules.flight = flight = Delay(self.flight_cycles)
        fields = self.instruction.store
        m.d.comb += [
            self.free.eq(1),  # its port is free: no more is needed
            self.holds_port.eq(pace.active & ~pace.done),
            pace.start.eq(self.start),
            pace.last.eq(runs.last),
            runs.load.eq(self.start),
            runs.step.eq(pace.step),
            *(runs.fields[name].eq(fields[name]) for name, _ in runs.fields.shape()),
            flight.i.eq(pace.done),
            self.end.eq(flight.o),
        ]
        return m
