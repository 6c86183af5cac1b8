"""Instructions leave in program order, spaced as the contract says, whatever the queues do."""

from __future__ import annotations

from typing import Any

import numpy as np
from amaranth.hdl import Module, Signal
from amaranth.lib.wiring import connect
from amaranth.sim import Simulator

from tests import strategies
from weft.accelerator.isa import Engine, engines, pack
from weft.rtl.control.fetch import Fetch
from weft.rtl.control.predecode import Predecode
from weft.rtl.control.program_memory import ProgramMemory

MACHINE = strategies.accelerators()[1]  # one instruction a cycle
SLOW = strategies.accelerators()[0]


Departure = tuple[int, int, int]  # cycle, engine, serial


def dispatch(machine: Any, rows: np.ndarray, stalls: float, seed: int) -> list[Departure]:
    """What leaves and when, with queues that are not ready in a share of cycles."""
    top = Module()
    top.submodules.memory = memory = ProgramMemory(len(rows) + 1)
    top.submodules.fetch = fetch = Fetch(machine)
    top.submodules.predecode = predecode = Predecode(machine)
    connect(top, memory.instructions, predecode.i)
    connect(top, predecode.o, fetch.instructions)
    start = Signal()
    top.d.comb += [memory.start.eq(start), predecode.clear.eq(start)]
    rng, left = np.random.default_rng(seed), []
    words = [int.from_bytes(code.tobytes(), "little") for code in pack(rows)]

    async def bench(ctx: Any) -> None:
        ctx.set(memory.write_enable, 1)
        for address, word in enumerate(words):
            ctx.set(memory.write_address, address)
            ctx.set(memory.write_data, word)
            await ctx.tick()
        ctx.set(memory.write_enable, 0)
        ctx.set(start, 1)
        await ctx.tick()
        ctx.set(start, 0)
        await ctx.tick().repeat(5)  # through the pipeline
        ctx.set(fetch.length, len(rows))
        ctx.set(fetch.enable, 1)
        for cycle in range(60 * len(rows)):
            for e in Engine:
                out = getattr(fetch, f"to_{e.name.lower()}")
                ready = int(rng.random() >= stalls)
                ctx.set(out.ready, ready)
                if ready and ctx.get(out.valid):
                    payload = ctx.get(out.payload)
                    width = len(out.payload.instruction.as_value())
                    assert payload.instruction.as_bits() == words[payload.serial] % (1 << width)
                    left.append((cycle, int(e), int(payload.serial)))
            await ctx.tick()
        assert ctx.get(fetch.finished)

    simulator = Simulator(top)
    simulator.add_clock(1e-6)
    simulator.add_testbench(bench)
    simulator.run()
    return left


def test_order_and_engine_are_kept_under_random_stalls() -> None:
    rows = strategies.random_program(np.random.default_rng(3), 60)
    for machine in (MACHINE, SLOW):
        left = dispatch(machine, rows, 0.7, 4)
        assert [serial for _, _, serial in left] == list(range(len(rows)))
        assert [engine for _, engine, _ in left] == engines(rows).tolist()
        cycles = [cycle for cycle, _, _ in left]
        assert min(np.diff(cycles)) >= machine.fetch_cycles


def test_without_stalls_they_leave_as_often_as_they_can() -> None:
    rows = strategies.random_program(np.random.default_rng(5), 20)
    for machine in (MACHINE, SLOW):
        first = machine.fetch_cycles + machine.dram_latency
        expected = [first + i * machine.fetch_cycles for i in range(len(rows))]
        assert [cycle for cycle, _, _ in dispatch(machine, rows, 0.0, 6)] == expected
