"""The fetch unit: instructions in program order to the queues of their engines (timing rule 1)."""

from __future__ import annotations

from amaranth.hdl import Module, Mux, Signal, Value
from amaranth.lib import stream, wiring
from amaranth.lib.wiring import In, Out

from weft.accelerator.description import Accelerator
from weft.accelerator.isa import Engine
from weft.rtl.control.decode import (
    SERIAL_BITS,
    derived_layout,
    dispatched_layout,
    predecoded_layout,
)


class Fetch(wiring.Component):
    """Takes the instructions of a program in order and hands each to the queue of its engine.

    The first leaves at cycle ``fetch_cycles + dram_latency``, further ones at least
    ``fetch_cycles`` apart, each as soon as its queue is ready. An illegal opcode stops the unit.

    Members
    -------
    enable : In(1), the program runs
    length : In, instructions in the program; stable from the cycle before the first on
    instructions : In(stream), `predecoded_layout`
    to_load, to_compute, ... : Out(stream), one an engine
    wants : Out(1), an instruction is due in this cycle; without one the unit waits
    wants_next : Out(1), one will be in the next cycle; means nothing where one leaves in this one,
        unless they leave in every cycle
    waiting : Out(1), time alone will let the next instruction leave or has just done so
    finished : Out(1), the last instruction has left
    illegal : Out(1), the next instruction has an opcode that no engine knows
    broken : Out(1), the memory failed to give the next instruction
    serial : Out, number of the next instruction
    """

    def __init__(self, accelerator: Accelerator) -> None:
        self.interval = accelerator.fetch_cycles
        self.first = accelerator.fetch_cycles + accelerator.dram_latency
        super().__init__(
            {
                "enable": In(1),
                "length": In(SERIAL_BITS),
                "instructions": In(stream.Signature(predecoded_layout())),
                **{
                    f"to_{e.name.lower()}": Out(stream.Signature(dispatched_layout(e)))
                    for e in Engine
                },
                "wants": Out(1),
                "wants_next": Out(1),
                "waiting": Out(1),
                "finished": Out(1),
                "illegal": Out(1),
                "broken": Out(1),
                "serial": Out(SERIAL_BITS),
            }
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        wait = Signal(range(self.first + 1), init=self.first)
        due = Signal()  # no time is left to wait
        offered, leaves = Signal(), Signal()
        target = self.instructions.payload.target
        m.d.comb += [
            offered.eq(self.wants & self.instructions.valid),
            self.broken.eq(offered & self.instructions.payload.error),
            self.illegal.eq(offered & ~self.instructions.payload.error & ~target.any()),
            self.instructions.ready.eq(leaves),
            self.waiting.eq(self.enable & ~self.finished & (~offered | leaves)),
        ]
        for e in Engine:
            m.d.comb += self._offer(e, offered & ~self.broken & target[e])
            out = getattr(self, f"to_{e.name.lower()}")
            with m.If(out.valid & out.ready):
                m.d.comb += leaves.eq(1)
        ends = self._count(m, leaves)
        at_once = int(self.interval == 1) & ~ends
        stays = self.enable & (due | (wait == 1)) & ~self.finished
        # the queues, which decide whether one leaves, are far away and late
        m.d.comb += self.wants_next.eq(Mux(leaves, at_once, stays) if self.interval == 1 else stays)
        m.d.sync += self.wants.eq(Mux(leaves, at_once, stays))
        with m.If(leaves):
            m.d.sync += [wait.eq(self.interval - 1), due.eq(self.interval == 1)]
        with m.Elif(self.enable & ~due):
            m.d.sync += [wait.eq(wait - 1), due.eq(wait == 1)]
        return m

    def _count(self, m: Module, leaves: Signal) -> Value:
        """Number the instructions; returns whether the next one to leave is the last."""
        following = Signal(SERIAL_BITS, init=1)
        nothing, ended = Signal(reset_less=True), Signal()
        last = following == self.length
        m.d.sync += nothing.eq(self.length == 0)
        m.d.comb += self.finished.eq(nothing | ended)
        with m.If(leaves):
            m.d.sync += [self.serial.eq(following), following.eq(following + 1), ended.eq(last)]
        return last

    def _offer(self, engine: Engine, valid: object) -> list[object]:
        name = engine.name.lower()
        out, given = getattr(self, f"to_{name}"), self.instructions.payload
        instruction = out.payload.instruction.as_value()
        offer = [
            out.valid.eq(valid),
            out.payload.serial.eq(self.serial),
            instruction.eq(given.instruction[: len(instruction)]),
        ]
        if derived_layout(engine).size:
            offer.append(out.payload.derived.eq(given.derived[name]))
        return offer
