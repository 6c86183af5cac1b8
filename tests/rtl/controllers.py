"""Running programs on the controller in Amaranth's own simulator."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from amaranth.hdl import Cat, Module, Signal
from amaranth.lib.wiring import connect
from amaranth.sim import Simulator

from weft.accelerator.description import Accelerator
from weft.accelerator.isa import Engine, Fault, pack
from weft.rtl.control.controller import Controller
from weft.rtl.control.predecode import Predecode
from weft.rtl.control.program_memory import ProgramMemory

_ENGINES = len(Engine)
_PIPELINE = 5  # cycles from the program's memory through predecode
_LIMIT = 50_000  # cycles: far beyond any program here


@dataclass(frozen=True)
class Played:
    """What the controller reported: (N,) first cycles and last, -1 where an event never came."""

    start: np.ndarray
    end: np.ndarray
    cycles: int
    done: bool
    fault: Fault


class Bench:
    """A controller with its program memory."""

    def __init__(self, accelerator: Accelerator, depth: int) -> None:
        self.top = Module()
        self.top.submodules.memory = self.memory = ProgramMemory(depth)
        self.top.submodules.controller = self.controller = Controller(accelerator)
        self.top.submodules.predecode = predecode = Predecode(accelerator)
        connect(self.top, self.memory.instructions, predecode.i)
        connect(self.top, predecode.o, self.controller.instructions)
        self.prepare = Signal()  # instructions flow up to the controller, which takes none yet
        self.news = Signal(2 * _ENGINES + 1)  # one look a cycle is what keeps this fast
        self.held = Signal()  # an engine is not free though nothing runs on it
        engines = self.controller.engines
        free = Cat(engines[e].free for e in Engine)
        self.top.d.comb += self.held.eq((~self.controller.busy & ~free).any())
        events = [*self.controller.started, *self.controller.ended]
        self.top.d.comb += [
            self.memory.start.eq(self.prepare),
            predecode.clear.eq(self.prepare),
            self.controller.reset.eq(self.prepare | self.controller.start),
            self.news.eq(Cat(*(e.valid for e in events), self.controller.idle)),
        ]

    async def run(self, ctx: Any, code: np.ndarray) -> Played:
        """Write encoded instructions (N, 64), start, and listen until nothing moves any more."""
        await self._write(ctx, code)
        ctx.set(self.controller.length, len(code))
        ctx.set(self.prepare, 1)
        await ctx.tick()
        ctx.set(self.prepare, 0)
        await ctx.tick().repeat(_PIPELINE)
        ctx.set(self.controller.start, 1)
        await ctx.tick()
        ctx.set(self.controller.start, 0)
        start, end = (np.full(len(code), -1, np.int64) for _ in range(2))
        cycle = 0
        while not (news := ctx.get(self.news)) >> 2 * _ENGINES:
            self._note(ctx, news, self.controller.started, start, cycle)
            assert not ctx.get(self.held), f"an engine at rest is not free in cycle {cycle}"
            self._note(ctx, news >> _ENGINES, self.controller.ended, end, cycle)
            await ctx.tick()
            cycle += 1
            assert cycle < _LIMIT, "the controller neither finishes nor comes to rest"
        fault = Fault(ctx.get(self.controller.fault))
        return Played(
            start, end, ctx.get(self.controller.cycle), bool(ctx.get(self.controller.done)), fault
        )

    async def _write(self, ctx: Any, code: np.ndarray) -> None:
        ctx.set(self.memory.write_enable, 1)
        for address, instruction in enumerate(code):
            ctx.set(self.memory.write_address, address)
            ctx.set(self.memory.write_data, int.from_bytes(instruction.tobytes(), "little"))
            await ctx.tick()
        ctx.set(self.memory.write_enable, 0)

    @staticmethod
    def _note(ctx: Any, news: int, events: Any, times: np.ndarray, cycle: int) -> None:
        for e in range(_ENGINES):
            if news >> e & 1:
                serial = ctx.get(events[e].serial)
                assert times[serial] < 0, f"instruction {serial} is reported twice"
                times[serial] = cycle


def play(accelerator: Accelerator, programs: list[np.ndarray]) -> list[Played]:
    """Run programs (N, WIDTH) one after the other on one controller."""
    return play_encoded(accelerator, [pack(rows) for rows in programs])


def play_encoded(accelerator: Accelerator, codes: list[np.ndarray]) -> list[Played]:
    """`play` for encoded instructions, which need not be legal."""
    bench = Bench(accelerator, max(map(len, codes)) + 1)
    played: list[Played] = []

    async def testbench(ctx: Any) -> None:
        for code in codes:
            played.append(await bench.run(ctx, code))

    simulator = Simulator(bench.top)
    simulator.add_clock(1e-6)
    simulator.add_testbench(testbench)
    simulator.run()
    return played
