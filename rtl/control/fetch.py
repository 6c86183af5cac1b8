"""The fetch unit: instructions in program order to the queues of their engines (timing rule 1)."""

from __future__ import annotations

from amaranth.hdl import Module, Signal
from amaranth.lib import data, stream, wiring
from amaranth.lib.wiring import In, Out

from weft.accelerator.description import Accelerator
from weft.accelerator.isa import Engine
from weft.rtl.control.decode import (
    INSTRUCTION_BITS,
    SERIAL_BITS,
    common_layout,
    dispatched_layout,
    engine_mask,
)


class Fetch(wiring.Component):
    """Takes the instructions of a program in order and hands each to the queue of its engine.

    The first leaves at cycle ``fetch_cycles + dram_latency``, further ones at least
    ``fetch_cycles`` apart, each as soon as its queue is ready. An illegal opcode stops the unit.

    Members
    -------
    enable : In(1), the program runs
    length : In, instructions in the program
    instructions : In(stream), encoded
    to_load, to_compute, ... : Out(stream), one an engine
    waiting : Out(1), time alone will let the next instruction leave or has just done so
    finished : Out(1), the last instruction has left
    illegal : Out(1), the next instruction has an opcode that no engine knows
    """

    def __init__(self, accelerator: Accelerator) -> None:
        self.interval = accelerator.fetch_cycles
        self.first = accelerator.fetch_cycles + accelerator.dram_latency
        super().__init__(
            {
                "enable": In(1),
                "length": In(SERIAL_BITS),
                "instructions": In(stream.Signature(INSTRUCTION_BITS)),
                **{
                    f"to_{e.name.lower()}": Out(stream.Signature(dispatched_layout(e)))
                    for e in Engine
                },
                "waiting": Out(1),
                "finished": Out(1),
                "illegal": Out(1),
            }
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        wait = Signal(range(self.first + 1), init=self.first)
        serial = Signal(SERIAL_BITS)
        offered, leaves = Signal(), Signal()
        word = self.instructions.payload
        target = Signal(len(Engine))
        m.d.comb += [
            target.eq(engine_mask(data.View(common_layout(), word[: common_layout().size]).opcode)),
            self.finished.eq(serial == self.length),
            offered.eq(self.enable & (wait == 0) & ~self.finished & self.instructions.valid),
            self.illegal.eq(offered & ~target.any()),
            self.instructions.ready.eq(leaves),
            self.waiting.eq(self.enable & ~self.finished & ((wait != 0) | leaves)),
        ]
        for e in Engine:
            m.d.comb += self._offer(e, offered & target[e], serial)
            out = getattr(self, f"to_{e.name.lower()}")
            with m.If(out.valid & out.ready):
                m.d.comb += leaves.eq(1)
        with m.If(leaves):
            m.d.sync += [serial.eq(serial + 1), wait.eq(self.interval - 1)]
        with m.Elif(self.enable & (wait != 0)):
            m.d.sync += wait.eq(wait - 1)
        return m

    def _offer(self, engine: Engine, valid: object, serial: Signal) -> list[object]:
        out = getattr(self, f"to_{engine.name.lower()}")
        instruction = out.payload.instruction.as_value()
        return [
            out.valid.eq(valid),
            out.payload.serial.eq(serial),
            instruction.eq(self.instructions.payload[: len(instruction)]),
        ]
