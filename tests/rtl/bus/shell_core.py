"""A core that follows plans under the commands of a shell, in place of the real one."""

from __future__ import annotations

from typing import Any

from tests.rtl.bus.core_double import CoreDouble, Plan
from weft.accelerator.isa import Fault

CLEARING = 7  # cycles that its O buffer needs


class ShellCore(CoreDouble):
    """Follows a plan from each start to the next, and wants instructions as the contract says.

    ``fault_at`` is the cycle of a fault of its own; a broken instruction and an error of memory
    are faults, as they are in the controller.
    """

    def __init__(self, shell: Any, plan: Plan, count: int) -> None:
        super().__init__(shell, plan)
        a = shell.accelerator
        self.first, self.interval = a.fetch_cycles + a.dram_latency, a.fetch_cycles
        self.count = count
        self.fault_at: int | None = None
        self.fault, self.serial = Fault.NONE, 0
        self.running, self.clearing = False, 0
        self.instructions: list[int] = []
        self.earliest = self.first
        self.commands: list[str] = []

    @property
    def wants(self) -> bool:
        return self.running and len(self.instructions) < self.count and self.cycle >= self.earliest

    @property
    def wants_next(self) -> bool:
        """In the next cycle; whatever it wants in this one it will have been given."""
        taken = int(self.wants)
        earliest = self.cycle + self.interval if taken else self.earliest
        more = len(self.instructions) + taken < self.count
        return self.running and more and self.cycle + 1 >= earliest

    @property
    def done(self) -> bool:
        return self.running and self.finished and len(self.instructions) == self.count

    def begin(self) -> None:
        """What a start or a reset does."""
        self.cycle, self.fault, self.serial = 0, Fault.NONE, 0
        self.active = self.stalled = 0
        self.taken, self.ended, self.instructions = [], [], []
        self.earliest = self.first

    def present(self, ctx: Any) -> None:
        p = self.ports
        if self.running:
            super().present(ctx)
        else:
            for flag in (p.read_due, p.read_due_next, p.confirm, p.confirm_next):
                ctx.set(flag, 0)
            ctx.set(p.read, {"valid": 0})
            ctx.set(p.write, {"valid": 0})
        ctx.set(p.wants, int(self.wants))
        ctx.set(p.wants_next, int(self.wants_next))
        ctx.set(p.instructions.ready, int(self.wants))
        ctx.set(p.done, int(self.done))
        ctx.set(p.fault, self.fault)
        ctx.set(p.fault_serial, self.serial)
        ctx.set(p.clearing, int(self.clearing > 0))
        ctx.set(p.started, int(self.wants))
        ctx.set(p.busy, 0b10 * int(self.running))

    def obey(self, ctx: Any) -> None:
        """One clock cycle, which was presented."""
        p = self.ports
        advance, counts = ctx.get(p.advance), ctx.get(p.counts)
        given = {name: ctx.get(getattr(p, name)) for name in ("start", "reset", "clear")}
        assert advance or not any(given.values()), "a command that the core does not take"
        assert not (counts and (self.fault or any(given.values())))
        assert given["reset"] or not given["start"], "a start comes with a reset"
        given["reset"] &= not given["start"]
        if counts:
            self._count(ctx)
        elif self.running and not self.done:
            self.stalled += 1
        if advance and self.clearing:
            self.clearing -= 1
        self._command([name for name, value in given.items() if value])

    def _count(self, ctx: Any) -> None:
        assert self.running, "the core takes cycles of no program"
        assert not self.done, "the core takes cycles beyond its program"
        self._watch(ctx)
        taken = self.wants and ctx.get(self.ports.instructions.valid)
        assert taken or not self.wants, "an instruction is due and not there"
        if taken:
            payload = ctx.get(self.ports.instructions.payload)
            if payload.error:
                self._fail(Fault.BUS, len(self.instructions))
            self.instructions.append(payload.instruction)
            self.earliest = self.cycle + self.interval
        self.go_on(ctx, 1)

    def _watch(self, ctx: Any) -> None:
        plan, c = self.plan, self.cycle
        if c == self.fault_at:
            self._fail(Fault.TOKENS, 1234)
        if c - plan.latency in plan.reads and ctx.get(self.ports.read_error):
            self._fail(Fault.BUS, 55)
        if c in plan.confirms and ctx.get(self.ports.write_error):
            self._fail(Fault.BUS, plan.confirms[c])

    def _fail(self, code: Fault, serial: int) -> None:
        if not self.fault:
            self.fault, self.serial = code, serial

    def _command(self, names: list[str]) -> None:
        self.commands += names
        if "start" in names or "reset" in names:
            self.begin()
            self.running = "start" in names
        if "clear" in names:
            assert not self.running
            self.clearing = CLEARING
