"""The LOAD engine's sequencer: beats from memory, and the order in which transfers end."""

from __future__ import annotations

from amaranth.hdl import Module, Mux, Signal
from amaranth.lib.fifo import SyncFIFO

from weft.accelerator.description import Accelerator
from weft.accelerator.isa import Engine, Opcode
from weft.rtl.control.sequencer import Sequencer
from weft.rtl.parts.delay import Delay
from weft.rtl.parts.pace import Pace
from weft.rtl.transfer.gather import Gather
from weft.rtl.transfer.runs import Runs


class LoadSequencer(Sequencer):
    """Times LOAD and GATHER.

    A transfer's last beat arrives ``1 + dram_latency`` cycles after it was asked for; a GATHER then
    needs ``rows`` cycles to empty its transposer, and a LOAD behind it waits for its turn to end.
    """

    def __init__(self, accelerator: Accelerator) -> None:
        self.accelerator = accelerator
        self.flight_cycles = 1 + accelerator.dram_latency
        # One asks, one a cycle is on its way, and as many as arrive while a GATHER transposes wait.
        super().__init__(Engine.LOAD, self.flight_cycles + accelerator.rows + 3)

    def elaborate(self, platform: object) -> Module:
        m = Module()
        m.submodules.pace = pace = Pace(self.accelerator.beat_cycles)
        is_gather = self.instruction.common.opcode == Opcode.GATHER
        gathers = Signal()  # the transfer that asks now is a GATHER
        with m.If(self.start):
            m.d.sync += gathers.eq(is_gather)
        m.d.comb += [
            self.free.eq(1),  # its port is free: no more is needed
            self.holds_port.eq(pace.active & ~pace.done),
            pace.start.eq(self.start),
            pace.last.eq(self._beats(m, pace.step, gathers)),
        ]
        self._retire(m, is_gather, pace.done & ~gathers, pace.done & gathers)
        return m

    def _beats(self, m: Module, step: Signal, gathers: Signal) -> Signal:
        """Walk both kinds of transfer; returns whether the current beat is the last."""
        m.submodules.runs = runs = Runs(self.accelerator.beat_granules)
        m.submodules.gather = gather = Gather(self.accelerator.rows)
        for unit, fields in ((runs, self.instruction.load), (gather, self.instruction.gather)):
            m.d.comb += [unit.load.eq(self.start), unit.step.eq(step)]
            m.d.comb += [unit.fields[n].eq(fields[n]) for n, _ in unit.fields.shape()]
        return Mux(gathers, gather.last, runs.last)

    def _retire(self, m: Module, is_gather: Signal, loaded: Signal, gathered: Signal) -> None:
        """End the oldest transfer once it has arrived, one a cycle."""
        a = self.accelerator
        m.submodules.order = order = SyncFIFO(width=1, depth=self.in_flight)
        m.submodules.load_flight = load_flight = Delay(self.flight_cycles)
        m.submodules.gather_flight = gather_flight = Delay(self.flight_cycles + a.rows)
        m.d.comb += [
            order.w_en.eq(self.start),
            order.w_data.eq(is_gather),
            load_flight.i.eq(loaded),
            gather_flight.i.eq(gathered),
            order.r_en.eq(self.end),
        ]
        waiting = Signal(range(self.in_flight + 1))  # LOADs that arrived behind a GATHER
        load_ends = self.end & ~order.r_data
        m.d.sync += waiting.eq(waiting + load_flight.o - load_ends)
        # GATHERs arrive in order with their full delay: the head has arrived when one does
        load_here = load_flight.o | (waiting != 0)
        m.d.comb += self.end.eq(order.r_rdy & Mux(order.r_data, gather_flight.o, load_here))
