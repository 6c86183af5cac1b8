"""The controller: fetch unit, engines, tokens and memory port of an accelerator."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from amaranth.hdl import Cat, Elaboratable, Module, ResetInserter, Signal
from amaranth.lib import data, stream, wiring
from amaranth.lib.wiring import In, Out, connect

from weft.accelerator.description import Accelerator
from weft.accelerator.isa import Engine, Fault
from weft.accelerator.timing import MEMORY_ENGINES
from weft.rtl.compute.sequencer import ComputeSequencer
from weft.rtl.control.arbiter import PortArbiter
from weft.rtl.control.decode import SERIAL_BITS, event_layout, predecoded_layout
from weft.rtl.control.engine import EngineShell
from weft.rtl.control.fetch import Fetch
from weft.rtl.control.sequencer import Sequencer
from weft.rtl.control.tokens import Tokens
from weft.rtl.control.vector import VectorSequencer
from weft.rtl.transfer.load import LoadSequencer
from weft.rtl.transfer.store import StoreSequencer
from weft.rtl.update.sequencer import UpdateSequencer

FAULT_BITS = max(Fault).bit_length()

TIMERS: dict[Engine, Callable[[Accelerator], Sequencer]] = {
    Engine.LOAD: LoadSequencer,
    Engine.COMPUTE: ComputeSequencer,
    Engine.STORE: StoreSequencer,
    Engine.UPDATE: UpdateSequencer,
    Engine.VECTOR: VectorSequencer,
}


class Controller(wiring.Component):
    """Runs a program under the timing contract.

    ``start`` comes with ``reset``; the cycle after it is cycle 0. ``engines`` gives each its
    sequencer, which is a timer here unless the core hands in those with a data path; then the core
    wires their other ports, at the attribute of that name.

    Members
    -------
    start : In(1), begin the program, whatever was going on
    reset : In(1), forget everything and, without ``start``, be idle
    length : In, instructions in the program; stable from the start on
    instructions : In(stream), `predecoded_layout`, in program order
    wants, wants_next : Out(1), an instruction is due in this cycle, in the next
    outside : In(1) for each of LOAD and STORE, it asks for a beat outside the window in this cycle
    failed : In(1) likewise, the memory answered with an error in this cycle
    started, ended : Out, one event an engine
    cycle : Out, the current cycle; stays once done at the number of cycles taken
    done : Out(1), every instruction has ended
    idle : Out(1), nothing moves and, without a new start, nothing will: done, deadlock or fault
    fault : Out, `Fault` code from the cycle after the first fault to the next start
    fault_serial : Out, with a fault, number of the instruction at fault; of a deadlock, the next to
        be dispatched
    busy : Out, per engine, instructions run
    """

    def __init__(
        self, accelerator: Accelerator, engines: Mapping[Engine, Sequencer] | None = None
    ) -> None:
        self.accelerator = accelerator
        self.engines = dict(engines or {e: make(accelerator) for e, make in TIMERS.items()})
        super().__init__(
            {
                "start": In(1),
                "reset": In(1),
                "length": In(SERIAL_BITS),
                "instructions": In(stream.Signature(predecoded_layout())),
                "wants": Out(1),
                "wants_next": Out(1),
                "outside": In(data.StructLayout({"load": 1, "store": 1})),
                "failed": In(data.StructLayout({"load": 1, "store": 1})),
                "started": Out(event_layout()).array(len(Engine)),
                "ended": Out(event_layout()).array(len(Engine)),
                "cycle": Out(48),
                "done": Out(1),
                "idle": Out(1),
                "fault": Out(FAULT_BITS),
                "fault_serial": Out(SERIAL_BITS),
                "busy": Out(len(Engine)),
            }
        )

    def elaborate(self, platform: object) -> Elaboratable:
        m = Module()
        m.submodules.fetch = fetch = Fetch(self.accelerator)
        m.submodules.tokens = tokens = Tokens()
        shells = self._shells(m, fetch, tokens)
        self._grant(m, shells)
        running = Signal(reset_less=True)
        with m.If(self.start):
            m.d.sync += running.eq(1)
        with m.Elif(self.reset):
            m.d.sync += running.eq(0)
        m.d.comb += [fetch.enable.eq(running), fetch.length.eq(self.length)]
        connect(m, wiring.flipped(self.instructions), fetch.instructions)
        self._report(m, fetch, shells)
        self._watch(m, fetch, tokens, shells, running)
        with m.If(running & ~self.done & (self.fault == Fault.NONE)):
            m.d.sync += self.cycle.eq(self.cycle + 1)
        return ResetInserter(self.reset)(m)

    def _shells(self, m: Module, fetch: Fetch, tokens: Tokens) -> dict[Engine, EngineShell]:
        shells = {}
        for e in Engine:
            name = e.name.lower()
            shell = EngineShell(self.engines[e], self.accelerator.queue_depth)
            m.submodules[name] = shells[e] = shell
            connect(m, getattr(fetch, f"to_{name}"), shell.dispatch)
            m.d.comb += [
                shell.stays.eq(tokens.stays[e]),
                shell.remains.eq(tokens.remains[e]),
                tokens.take[e].eq(shell.take),
                tokens.give[e].eq(shell.give),
                self.started[e].eq(shell.started),
                self.ended[e].eq(shell.ended),
            ]
        return shells

    def _grant(self, m: Module, shells: dict[Engine, EngineShell]) -> None:
        """The memory engines share one port; the others start as soon as they can."""
        m.submodules.arbiter = arbiter = PortArbiter(len(MEMORY_ENGINES))
        sharing = [shells[e] for e in MEMORY_ENGINES]
        m.d.comb += [
            arbiter.request.eq(Cat(s.request for s in sharing)),
            arbiter.free.eq(~Cat(s.holds_port for s in sharing).any()),
            *(s.grant.eq(arbiter.grant[i]) for i, s in enumerate(sharing)),
        ]
        for e, shell in shells.items():
            if e not in MEMORY_ENGINES:
                m.d.comb += shell.grant.eq(shell.request)

    def _report(self, m: Module, fetch: Fetch, shells: dict[Engine, EngineShell]) -> None:
        every = list(shells.values())
        queued, runs = Cat(s.waiting for s in every).any(), Cat(s.busy for s in every).any()
        # where nothing runs every engine and the memory port are free: who is ready then starts
        starts = Cat(s.ready for s in every).any()
        m.d.comb += [
            self.wants.eq(fetch.wants),
            self.wants_next.eq(fetch.wants_next),
            self.busy.eq(Cat(s.busy for s in every)),
            self.done.eq(fetch.finished & ~queued & ~runs),
            self.idle.eq(~fetch.waiting & ~starts & ~runs),
        ]

    def _watch(
        self, m: Module, fetch: Fetch, tokens: Tokens, shells: dict[Engine, EngineShell],
        running: Signal,
    ) -> None:  # fmt: skip
        """Remember the first fault; of several in a cycle the lowest code."""
        load, store = shells[Engine.LOAD], shells[Engine.STORE]
        found = [
            (Fault.ILLEGAL_OPCODE, fetch.illegal, fetch.serial),
            (Fault.ADDRESS, self.outside.load, load.newest),
            (Fault.ADDRESS, self.outside.store, store.newest),
            (Fault.BUS, fetch.broken, fetch.serial),
            (Fault.BUS, self.failed.load, load.oldest),
            (Fault.BUS, self.failed.store, store.oldest),
            (Fault.TOKENS, tokens.overflow, fetch.serial),
            (Fault.DEADLOCK, running & self.idle & ~self.done, fetch.serial),
        ]
        assert [code for code, _, _ in found] == sorted(code for code, _, _ in found)
        with m.If(self.fault == Fault.NONE):
            # the number is of what would be at fault: its many bits do not wait for the faults that
            # are known late, which are both of the next instruction to be dispatched
            m.d.sync += self.fault_serial.eq(fetch.serial)
            for code, happens, serial in reversed(found):  # the lowest comes last and wins
                with m.If(happens):
                    m.d.sync += self.fault.eq(code)
                    if code not in (Fault.TOKENS, Fault.DEADLOCK):
                        m.d.sync += self.fault_serial.eq(serial)
