"""A shell with its memories, and a core that follows plans in place of the real one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from amaranth.sim import Simulator

from tests.rtl.bus.axi_memory import Mood, ReadPort, WritePort
from tests.rtl.bus.core_double import random_plan
from tests.rtl.bus.lite_host import LiteHost
from tests.rtl.bus.machines import join, split
from tests.rtl.bus.shell_core import ShellCore
from weft.accelerator.description import Accelerator
from weft.accelerator.registers import Control, State
from weft.rtl.bus.shell import Shell

BEATS = 256
PROGRAM_BASE = 0x5_0000_2000
MEMORY_BASES = [0x1_0000_0000, 0x9000, 0x77_7777_0000, 0x4000]
PATIENCE = 400


class ShellBench:
    """Everything around the core, with a host that follows a script."""

    def __init__(
        self, accelerator: Accelerator, *, seed: int = 0, cycles: int = 120, count: int = 9,
        moods: tuple[Mood, Mood, Mood] = (Mood(), Mood(), Mood()), stalls: float = 0.0,
        errors: frozenset[int] = frozenset(), broken: frozenset[int] = frozenset(),
    ) -> None:  # fmt: skip
        a, rng = accelerator, np.random.default_rng(seed)
        self.accelerator = a
        self.shell = Shell(a, patience=PATIENCE)
        self.image = rng.bytes(BEATS * a.bus_bytes)
        self.parts = split(self.image, a.bus_bytes, a.dram_channels)
        program = rng.bytes(64 * count)
        self.words = [
            int.from_bytes(program[i : i + 64], "little") for i in range(0, len(program), 64)
        ]
        self.core = ShellCore(self.shell, random_plan(rng, a, cycles, BEATS), count)
        self.host = LiteHost(self.shell.control, seed, stalls)
        code = bytearray(program + bytes(256))
        self.program = ReadPort(self.shell.program, code, PROGRAM_BASE, moods[0], seed, broken)
        self.memory: list[Any] = []
        for i, part in enumerate(self.parts):
            bad = errors if i == 0 else frozenset()
            base = MEMORY_BASES[i]
            read, write = self.shell.memory_read[i], self.shell.memory_write[i]
            self.memory.append(ReadPort(read, part, base, moods[1], seed + i, bad))
            self.memory.append(WritePort(write, part, base, moods[2], seed - i + 9, bad))

    @property
    def after(self) -> bytes:
        return join(self.parts, self.accelerator.bus_bytes // self.accelerator.dram_channels)

    def silence(self, silent: bool) -> None:
        for port in self.memory:
            port.silent = silent

    async def live(self, ctx: Any) -> None:
        """Memory and core, cycle by cycle, as long as the script goes on."""
        while True:
            self.core.present(ctx)
            for port in (self.program, *self.memory):
                port.step(ctx)
            self.core.obey(ctx)
            await ctx.tick()

    async def set_up(self, ctx: Any) -> None:
        for i in range(self.accelerator.dram_channels):
            await self.host.write(ctx, "memory_address", MEMORY_BASES[i], i)
        await self.host.write(ctx, "program_address", PROGRAM_BASE)
        await self.host.write(ctx, "program_length", self.core.count)

    async def command(self, ctx: Any, control: Control) -> None:
        await self.host.write(ctx, "control", control)

    async def wait(self, ctx: Any, state: State, polls: int = 3000) -> None:
        for _ in range(polls):
            if await self.host.read(ctx, "status") == state:
                return
        raise AssertionError(f"the machine does not come to {state.name}")

    async def start_and_wait(self, ctx: Any, state: State = State.DONE) -> None:
        await self.command(ctx, Control.START)
        await self.wait(ctx, state)

    def run(self, script: Callable[[Any], Any]) -> None:
        simulator = Simulator(self.shell)
        simulator.add_clock(1e-6)
        simulator.add_testbench(self.live, background=True)
        simulator.add_testbench(script)
        simulator.run()
