"""The states of the machine as its host sees them: idle, running, done, fault, resetting."""

from __future__ import annotations

from amaranth.hdl import Module, Signal
from amaranth.lib import wiring
from amaranth.lib.wiring import In, Out

from weft.accelerator.isa import Fault
from weft.accelerator.registers import NO_INSTRUCTION, State
from weft.rtl.control.controller import FAULT_BITS
from weft.rtl.control.decode import SERIAL_BITS

STATE_BITS = max(State).bit_length()


class RunControl(wiring.Component):
    """Begins programs, notes how they end, and sets the machine back.

    A start waits until memory has answered all that was asked, then begins. A reset stops the core
    at once, waits likewise, sets core and ports back, and sets the O buffer to zero. What ends a
    program is far away: it is obeyed in the cycle after the one in which it is seen.

    Members
    -------
    start_command, reset_command : In(1), from the host; of both at once the reset counts
    done : In(1), fault, fault_serial : In, of the core; they stay until the next start
    expired : In(1), the memory has not answered for too long
    quiet : In(1), no request is unanswered
    clearing : In(1), the O buffer is being set to zero
    running : Out(1), a program runs; a register, as each cycle of the core waits for it
    reset : Out(1), core and ports forget everything, after power-up and the reset of the clock
        domain too; a register, as it goes to all of them
    start, clear : Out(1), commands for the core of a cycle each, which it must take; ``start``
        comes with ``reset``
    command_next : Out(1), the core must take the next cycle: for a command, or since it is clearing
    state : Out, `State`
    fault_code, fault_instruction : Out, of the fault, until the next start or reset
    stopped : Out(1), a program has ended or stopped; for one cycle
    refused : Out(1), a start command is ignored; for one cycle
    """

    def __init__(self) -> None:
        super().__init__(
            {
                "start_command": In(1),
                "reset_command": In(1),
                "done": In(1),
                "fault": In(FAULT_BITS),
                "fault_serial": In(SERIAL_BITS),
                "expired": In(1),
                "quiet": In(1),
                "clearing": In(1),
                "running": Out(1),
                "start": Out(1),
                "reset": Out(1, init=1),
                "clear": Out(1),
                "command_next": Out(1),
                "state": Out(STATE_BITS),
                "fault_code": Out(FAULT_BITS),
                "fault_instruction": Out(SERIAL_BITS),
                "stopped": Out(1),
                "refused": Out(1),
            }
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        m.d.comb += self.refused.eq(self.start_command)
        m.d.sync += [self.stopped.eq(0), self.start.eq(0), self.reset.eq(0)]
        with m.FSM(name="run"):
            self._rest(m, "REST", State.IDLE)
            self._rest(m, "FINISH", State.DONE)
            self._begin(m)
            self._run(m)
            with m.State("HALT"):
                m.d.comb += self.state.eq(State.FAULT)
                self._obey_reset(m)
            self._set_back(m)
        return m

    def _obey_reset(self, m: Module) -> None:
        with m.If(self.reset_command):
            m.next = "DRAIN"

    def _rest(self, m: Module, name: str, state: State) -> None:
        with m.State(name):
            m.d.comb += [self.state.eq(state), self.refused.eq(0)]
            with m.If(self.start_command):
                m.next = "BEGIN"
            self._obey_reset(m)

    def _begin(self, m: Module) -> None:
        with m.State("BEGIN"):
            m.d.comb += self.state.eq(State.RUNNING)
            with m.If(self.reset_command):
                m.next = "DRAIN"
            with m.Elif(self.quiet):
                m.d.comb += self.command_next.eq(1)
                m.d.sync += [self.start.eq(1), self.reset.eq(1)]
                m.next = "START"
        with m.State("START"):
            m.d.comb += self.state.eq(State.RUNNING)
            m.d.sync += [self.fault_code.eq(Fault.NONE), self.fault_instruction.eq(0)]
            m.d.sync += self.running.eq(~self.reset_command)
            m.next = "RUN"
            self._obey_reset(m)

    def _run(self, m: Module) -> None:
        with m.State("RUN"):
            m.d.comb += self.state.eq(State.RUNNING)
            # whether anything ended the program in the cycle before, and whether it was its end
            ends, done = Signal(), Signal(reset_less=True)
            seen = (self.fault != Fault.NONE) | self.done | self.expired
            goes_on = ~ends & ~self.reset_command
            m.d.sync += [ends.eq(seen & goes_on), done.eq(self.done), self.running.eq(goes_on)]
            with m.If(ends):
                with m.If(self.fault != Fault.NONE):
                    self._stop(m, self.fault, self.fault_serial)
                    m.next = "HALT"
                with m.Elif(done):
                    m.d.sync += self.stopped.eq(1)
                    m.next = "FINISH"
                with m.Else():
                    self._stop(m, Fault.BUS, NO_INSTRUCTION)
                    m.next = "HALT"
            self._obey_reset(m)

    def _stop(self, m: Module, code: object, instruction: object) -> None:
        m.d.sync += [
            self.fault_code.eq(code),
            self.fault_instruction.eq(instruction),
            self.stopped.eq(1),
        ]

    def _set_back(self, m: Module) -> None:
        with m.State("DRAIN"):
            m.d.comb += self.state.eq(State.RESETTING)
            with m.If(self.quiet):
                m.d.comb += self.command_next.eq(1)
                m.d.sync += self.reset.eq(1)
                m.next = "RESET"
        with m.State("RESET"):
            m.d.comb += [self.state.eq(State.RESETTING), self.command_next.eq(1)]
            m.d.sync += [self.fault_code.eq(Fault.NONE), self.fault_instruction.eq(0)]
            m.next = "CLEAR"
        with m.State("CLEAR"):
            m.d.comb += [self.state.eq(State.RESETTING), self.clear.eq(1), self.command_next.eq(1)]
            m.next = "SETTLE"
        with m.State("SETTLE"):
            m.d.comb += [self.state.eq(State.RESETTING), self.command_next.eq(self.clearing)]
            with m.If(~self.clearing):
                m.next = "REST"
