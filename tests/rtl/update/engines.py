"""Running UPDATE instructions on the engine, between memories that are arrays."""

from __future__ import annotations

import copy
from collections.abc import Iterable
from dataclasses import astuple, dataclass
from typing import Any
from unittest import mock

import numpy as np
from amaranth.hdl import EnableInserter, ResetInserter, Signal
from amaranth.sim import Simulator

from tests.rtl.update.modelled_lanes import ModelledLane
from tests.rtl.update.simulation import to_int
from weft.accelerator import timing
from weft.accelerator.description import Accelerator
from weft.accelerator.isa import Hyper, Opcode, pack
from weft.rtl.arithmetic.update_lane import UpdateLane
from weft.rtl.control.decode import layout
from weft.rtl.update.engine import COPIES, UpdateEngine
from weft.simulator.functional_machine import Machine

MEMORIES = ("o", "new_weight", "new_momentum", *COPIES)
_INSTRUCTION_BITS = layout(Opcode.UPDATE).size
_LIMIT = 20_000  # cycles: far beyond any instruction here
_LATE = 60  # cycles in which a write would be noticed that comes too late


@dataclass(frozen=True)
class Ran:
    """One instruction: cycles from its start to its end, and the memories the cycle after."""

    latency: int
    memories: dict[str, bytes]


def contents(machine: Machine) -> dict[str, bytes]:
    """Bytes of all that UPDATE may change."""
    return {name: getattr(machine, name).tobytes() for name in MEMORIES}


def latency(accelerator: Accelerator, row: np.ndarray) -> int:
    """Cycles from the start to the end by the timing contract."""
    return int(timing.costs(accelerator, row[None])[0, timing.LATENCY])


class Bench:
    """The engine with the memories of ``machine``, which it reads and changes in place.

    ``stalls`` is the share of cycles in which time stands still. What nobody asked for is garbage.
    """

    def __init__(
        self,
        machine: Machine,
        hypers: Iterable[Hyper],
        *,
        are_lanes_modelled: bool = True,
        stalls: float = 0.0,
    ) -> None:
        self.machine, self.accelerator = machine, machine.accelerator
        self.hypers = [np.array(astuple(h), np.float32) for h in hypers]
        self.are_lanes_modelled, self.stalls = are_lanes_modelled, stalls
        self.random = np.random.default_rng(1)
        self.engine = UpdateEngine(self.accelerator)
        self.reset, self.advance = Signal(), Signal(init=1)
        self.lanes: list[ModelledLane] = []
        self.cycle = 0
        self.ends: list[int] = []
        self.rows_asked: list[int] = []
        self.words_asked: list[int | None] = []
        self.hypers_asked: list[int] = []
        self.clears: int | None = None  # word of O to be zero from the next cycle on

    def run(self, rows: list[np.ndarray], pauses: int = 0, reset_after: int = 0) -> list[Ran]:
        """Run instructions one after the other, with up to ``pauses`` idle cycles between them.

        With ``reset_after``, the first one is cut off so many cycles after its start and everything
        is reset; `cut` is the machine then. It is not among the results.
        """
        ran: list[Ran] = []

        async def bench(ctx: Any) -> None:
            if reset_after:
                await self._cut_off(ctx, rows[0], reset_after)
            for row in rows[1:] if reset_after else rows:
                ran.append(await self._run_one(ctx, row, pauses))
            before = contents(self.machine)
            for _ in range(_LATE):
                await self._step(ctx)
            assert before == contents(self.machine), "a write comes later than contracted"

        simulator = self._simulator()
        simulator.add_clock(1e-6)
        simulator.add_testbench(bench)
        simulator.run()
        return ran

    def _simulator(self) -> Simulator:
        """Of the engine with lanes of hardware, or with modelled ones."""

        def modelled(accelerator: Accelerator) -> ModelledLane:
            self.lanes.append(ModelledLane(accelerator))
            return self.lanes[-1]

        lane = modelled if self.are_lanes_modelled else UpdateLane
        with mock.patch("weft.rtl.update.lanes.UpdateLane", lane):
            return Simulator(ResetInserter(self.reset)(EnableInserter(self.advance)(self.engine)))

    async def _run_one(self, ctx: Any, row: np.ndarray, pauses: int) -> Ran:
        """The next instruction may start in the last cycle that this waits for."""
        for _ in range(int(self.random.integers(pauses + 1))):
            await self._step(ctx)
        start, count = self.cycle, len(self.ends)
        await self._start(ctx, row)
        while len(self.ends) == count:
            assert not ctx.get(self.engine.free)
            await self._step(ctx)
            assert self.cycle < start + _LIMIT, "the engine never ends"
        assert ctx.get(self.engine.free)
        self._take_writes(ctx)  # the cycle after the end
        return Ran(self.ends[-1] - start, contents(self.machine))

    async def _start(self, ctx: Any, row: np.ndarray) -> None:
        code = to_int(pack(row[None])[0]) & ((1 << _INSTRUCTION_BITS) - 1)
        ctx.set(self.engine.instruction.as_value(), code)
        ctx.set(self.engine.start, 1)
        await self._step(ctx)
        ctx.set(self.engine.start, 0)
        ctx.set(self.engine.instruction.as_value(), (1 << _INSTRUCTION_BITS) - 1)

    async def _cut_off(self, ctx: Any, row: np.ndarray, cycles: int) -> None:
        await self._start(ctx, row)
        for _ in range(cycles):
            await self._step(ctx)
        ctx.set(self.reset, 1)
        await self._step(ctx)
        ctx.set(self.reset, 0)
        self.clears = None
        self.cut = copy.deepcopy(self.machine)

    # ---- a cycle ----

    async def _step(self, ctx: Any) -> None:
        self._give(ctx)
        self._take(ctx)
        for lane in self.lanes:
            lane.take(ctx)
        while self.random.random() < self.stalls:
            ctx.set(self.advance, 0)
            await ctx.tick()
        ctx.set(self.advance, 1)
        await ctx.tick()
        for lane in self.lanes:
            lane.give(ctx)
        self.cycle += 1

    def _give(self, ctx: Any) -> None:
        """What was asked for a latency ago."""
        e, m, ago = self.engine, self.machine, self.accelerator.buffer_latency
        if self.cycle < max(ago, 2):
            return
        row, word = self.rows_asked[-ago], self.words_asked[-ago]
        ctx.set(e.weight, to_int(m.weight[row]))
        ctx.set(e.momentum, to_int(m.momentum[row]))
        garbage = to_int(self.random.integers(0, 256, m.o[0].nbytes, np.uint8))
        ctx.set(e.sums, garbage if word is None else word)
        if (hyper := self.hypers_asked[-2]) < len(self.hypers):
            ctx.set(e.hyper.as_value(), to_int(self.hypers[hyper]))

    def _take(self, ctx: Any) -> None:
        """Questions and writes of this cycle."""
        e, m = self.engine, self.machine
        if self.clears is not None:
            m.o[self.clears] = 0
        self.rows_asked.append(ctx.get(e.weight_read) % self.accelerator.u_words)
        self.hypers_asked.append(ctx.get(e.hyper_index))
        place = ctx.get(e.sums_read.half) * self.accelerator.o_words + ctx.get(e.sums_read.row)
        asked = ctx.get(e.sums_read.enable)
        self.words_asked.append(to_int(m.o[place]) if asked else None)
        self.clears = place if ctx.get(e.sums_read.clear) else None
        assert asked or self.clears is None
        if ctx.get(e.end):
            self.ends.append(self.cycle)
        self._take_writes(ctx)

    def _take_writes(self, ctx: Any) -> None:
        e, m = self.engine, self.machine
        if ctx.get(e.master_write.enable):
            row = ctx.get(e.master_write.row)
            _store(m.new_weight, row, ctx.get(e.master_write.weight))
            _store(m.new_momentum, row, ctx.get(e.master_write.momentum))
        for name in COPIES:
            write = getattr(e, name)
            if ctx.get(write.enable):
                _store(getattr(m, name), ctx.get(write.address), ctx.get(write.data))


def _store(memory: np.ndarray, row: int, value: int) -> None:
    text = value.to_bytes(memory[row].nbytes, "little")
    memory[row] = np.frombuffer(text, memory.dtype)
