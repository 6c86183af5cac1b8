"""Programs run to their end, stop at faults, and run again after a reset, whatever memory does."""

from __future__ import annotations

from typing import Any

import pytest

from tests.rtl.bus.axi_memory import Mood
from tests.rtl.bus.core_double import Plan, beats_of_stores
from tests.rtl.bus.machines import MACHINES
from tests.rtl.bus.reference import expect
from tests.rtl.bus.shell_bench import ShellBench
from tests.rtl.bus.shell_core import CLEARING
from weft.accelerator.isa import Fault
from weft.accelerator.registers import NO_INSTRUCTION, Control, Notice, State

MOODY = (Mood(5, 20, 0.4), Mood(2, 30, 0.4), Mood(2, 30, 0.4))
A_VECTOR = MACHINES["a vector"]


def check_run(bench: ShellBench) -> None:
    core = bench.core
    taken, image = expect(core.plan, bench.image, bench.accelerator.bus_bytes)
    assert core.taken == taken
    assert bench.after == image
    assert core.ended == [(i, 0) for i in range(len(core.plan.confirms))]
    assert core.instructions == bench.words


async def check_counters(ctx: Any, bench: ShellBench) -> None:
    """All of them, against what the core has counted itself."""
    core, host = bench.core, bench.host
    assert await host.read(ctx, "active_cycles") == core.active
    assert await host.read(ctx, "stalled_cycles") == core.stalled
    assert await host.read(ctx, "read_beats") == len(core.plan.reads)
    assert await host.read(ctx, "written_beats") == len(core.plan.writes)
    for e in range(5):
        started = core.count if e == 0 else 0  # the double starts what it takes, on LOAD
        assert await host.read(ctx, "started", e) == started
        assert await host.read(ctx, "busy_cycles", e) == (core.active if e == 1 else 0)


@pytest.mark.parametrize("moods", [(Mood(), Mood(), Mood()), MOODY])
@pytest.mark.parametrize("name", MACHINES)
def test_programs_run_one_after_the_other(name: str, moods: tuple[Mood, Mood, Mood]) -> None:
    bench = ShellBench(MACHINES[name], seed=len(name), moods=moods, stalls=0.3)
    host = bench.host

    async def script(ctx: Any) -> None:
        await bench.set_up(ctx)
        await bench.command(ctx, Control.INTERRUPT)
        for run in range(2):
            assert await host.read(ctx, "status") == (State.DONE if run else State.IDLE)
            await bench.command(ctx, Control.START | Control.INTERRUPT)
            await bench.wait(ctx, State.DONE)
            assert ctx.get(bench.shell.interrupt)
            assert await host.read(ctx, "notices") == Notice.STOPPED
            await host.write(ctx, "notices", Notice.STOPPED)
            assert not ctx.get(bench.shell.interrupt)
            check_run(bench)
            await check_counters(ctx, bench)
            assert await host.read(ctx, "fault") == 0

    bench.run(script)
    assert bench.core.commands == ["reset", "start", "start"]


def test_a_memory_on_time_stalls_only_before_the_first_instruction() -> None:
    a = MACHINES["64 bytes on four channels"]
    on_time = (Mood(a.dram_latency + 12), Mood(a.dram_latency - 4), Mood(a.dram_latency - 3))
    bench = ShellBench(a, moods=on_time, count=40)

    async def script(ctx: Any) -> None:
        await bench.set_up(ctx)
        await bench.start_and_wait(ctx)
        check_run(bench)
        assert bench.core.stalled < 12 + 15
        for port in (bench.program, *bench.memory):
            port.mood = Mood()
        await bench.start_and_wait(ctx)
        assert bench.core.stalled == 1

    bench.run(script)


@pytest.mark.parametrize("name", ["a vector", "64 bytes on four channels"])
@pytest.mark.parametrize("fault_at", [0, 37])
def test_a_fault_stops_the_core_and_a_reset_brings_it_back(name: str, fault_at: int) -> None:
    bench = ShellBench(MACHINES[name], seed=fault_at, moods=MOODY)
    host, core = bench.host, bench.core

    async def script(ctx: Any) -> None:
        await bench.set_up(ctx)
        core.fault_at = fault_at
        await bench.start_and_wait(ctx, State.FAULT)
        assert (await host.read(ctx, "fault"), core.cycle) == (Fault.TOKENS, fault_at + 1)
        assert await host.read(ctx, "fault_instruction") == 1234
        assert await host.read(ctx, "active_cycles") == fault_at + 1
        await bench.command(ctx, Control.START)
        assert await host.read(ctx, "notices") == Notice.STOPPED | Notice.START_IGNORED
        assert await host.read(ctx, "status") == State.FAULT
        core.fault_at = None
        await bench.command(ctx, Control.RESET)
        await bench.wait(ctx, State.IDLE)
        assert core.clearing == 0
        assert await host.read(ctx, "fault") == 0
        await bench.start_and_wait(ctx)
        check_run(bench)

    bench.run(script)
    assert core.commands == ["reset", "start", "reset", "clear", "start"]


@pytest.mark.parametrize("delay", [0, 1, 2, 3, 10, 60])
def test_a_reset_stops_a_program_at_any_time(delay: int) -> None:
    bench = ShellBench(A_VECTOR, seed=delay, moods=MOODY)

    async def script(ctx: Any) -> None:
        await bench.set_up(ctx)
        await bench.command(ctx, Control.START)
        await ctx.tick().repeat(delay) if delay else None
        await bench.command(ctx, Control.RESET)
        await bench.wait(ctx, State.IDLE)
        assert not bench.core.running
        await bench.start_and_wait(ctx)
        check_run(bench)

    bench.run(script)


def test_a_reset_counts_while_nothing_runs() -> None:
    bench = ShellBench(A_VECTOR)

    async def script(ctx: Any) -> None:
        await bench.set_up(ctx)
        await bench.command(ctx, Control.RESET | Control.START)
        await bench.wait(ctx, State.IDLE)
        await bench.start_and_wait(ctx)
        await bench.command(ctx, Control.RESET)
        await bench.wait(ctx, State.IDLE)

    bench.run(script)
    assert bench.core.commands == ["reset", "reset", "clear", "start", "reset", "clear"]


def test_clearing_lasts_as_long_as_the_buffer_needs() -> None:
    bench = ShellBench(A_VECTOR)
    states = []

    async def script(ctx: Any) -> None:
        await bench.command(ctx, Control.RESET)
        for _ in range(2 * CLEARING):
            states.append((ctx.get(bench.shell.run_control.state), bench.core.clearing))
            await ctx.tick()

    bench.run(script)
    busy = [state for state, clearing in states if clearing]
    assert len(busy) == CLEARING
    assert set(busy) == {State.RESETTING}
    assert states[-1] == (State.IDLE, 0)


def test_a_start_while_a_program_runs_is_ignored() -> None:
    bench = ShellBench(A_VECTOR, moods=MOODY)

    async def script(ctx: Any) -> None:
        await bench.set_up(ctx)
        await bench.command(ctx, Control.START)
        await bench.command(ctx, Control.START)
        assert await bench.host.read(ctx, "notices") == Notice.START_IGNORED
        await bench.wait(ctx, State.DONE)
        check_run(bench)

    bench.run(script)
    assert bench.core.commands == ["reset", "start"]


def test_a_silent_memory_is_a_fault_and_a_reset_waits_for_it() -> None:
    bench = ShellBench(A_VECTOR, moods=(Mood(2), Mood(2), Mood(2)))
    host = bench.host

    async def script(ctx: Any) -> None:
        await bench.set_up(ctx)
        bench.silence(True)
        await bench.start_and_wait(ctx, State.FAULT)
        assert await host.read(ctx, "fault") == Fault.BUS
        assert await host.read(ctx, "fault_instruction") == NO_INSTRUCTION
        await bench.command(ctx, Control.RESET)
        for _ in range(50):
            assert await host.read(ctx, "status") == State.RESETTING
        bench.silence(False)
        await bench.wait(ctx, State.IDLE)
        await bench.start_and_wait(ctx)
        check_run(bench)

    bench.run(script)


def test_a_broken_instruction_is_a_fault() -> None:
    beats = 64 // A_VECTOR.bus_bytes
    bench = ShellBench(A_VECTOR, broken=frozenset({5 * beats + 1}))

    async def script(ctx: Any) -> None:
        await bench.set_up(ctx)
        await bench.start_and_wait(ctx, State.FAULT)
        assert await bench.host.read(ctx, "fault") == Fault.BUS
        assert await bench.host.read(ctx, "fault_instruction") == 5

    bench.run(script)
    assert bench.core.instructions[:5] == bench.words[:5]


def first_read(plan: Plan) -> tuple[int, int, int]:
    """A beat that is read, the cycle in which the core first uses it, the instruction it tells."""
    cycle = sorted(plan.reads)[5]
    beat = plan.reads[cycle]
    first = min(c for c, other in plan.reads.items() if other == beat)
    return beat, first + plan.latency, 55


def first_store(plan: Plan) -> tuple[int, int, int]:
    """A beat of a STORE, the cycle in which the first STORE that writes it ends, its number."""
    stores = beats_of_stores(plan)
    beat = stores[2][0]
    number = min(n for n, beats in stores.items() if beat in beats)
    return beat, next(c for c, n in plan.confirms.items() if n == number), number


@pytest.mark.parametrize("choose", [first_read, first_store])
def test_an_error_of_memory_is_a_fault_of_the_cycle_that_uses_it(choose: Any) -> None:
    bench = ShellBench(A_VECTOR, moods=MOODY)
    beat, cycle, serial = choose(bench.core.plan)
    for port in bench.memory:
        port.errors = frozenset({beat})

    async def script(ctx: Any) -> None:
        await bench.set_up(ctx)
        await bench.start_and_wait(ctx, State.FAULT)
        assert await bench.host.read(ctx, "fault") == Fault.BUS
        assert await bench.host.read(ctx, "fault_instruction") == serial
        assert await bench.host.read(ctx, "active_cycles") == cycle + 1

    bench.run(script)


def test_a_program_of_nothing_is_done_at_once() -> None:
    bench = ShellBench(A_VECTOR, count=0)
    bench.core.plan.length = 0

    async def script(ctx: Any) -> None:
        await bench.set_up(ctx)
        await bench.start_and_wait(ctx)
        assert await bench.host.read(ctx, "active_cycles") == 0
        assert bench.program.bursts == []

    bench.run(script)
