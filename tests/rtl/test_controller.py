"""Every start and end of the controller equals those of the timing simulator."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from amaranth.sim import Simulator

from tests import strategies
from tests.rtl.controllers import Played, play, play_encoded
from weft.accelerator import isa
from weft.accelerator.description import Accelerator
from weft.accelerator.isa import Engine, Fault, Opcode, pack
from weft.dataflow import tokens
from weft.rtl.control.controller import Controller
from weft.simulator.timing import simulate_rows

NO_BLOCKS = np.zeros((0, 3), np.int64)

MACHINES = [
    *strategies.accelerators(),
    Accelerator(  # one beat is the whole tile, one cycle everywhere it can be
        name="d", rows=8, columns=8, format="int8", update_lanes=8, bus_bytes=64, adder_latency=1,
        buffer_latency=1, dram_latency=1, queue_depth=2, vector_lanes=4, dram_channels=4,
        a_buffer_bytes=1 << 18, b_buffer_bytes=1 << 17, o_buffer_bytes=1 << 17,
        u_buffer_bytes=1 << 16,
    ),
]  # fmt: skip
by_name = pytest.mark.parametrize("machine", MACHINES, ids=lambda a: a.name)

_SHORT = {
    "length": 6, "runs": 2, "images": 2, "planes": 2, "height": 2, "width": 3, "kept": 2,
    "outer": 2, "inner": 2, "words": 4, "read_beats": 3, "write_beats": 3, "elements": 20,
}  # fmt: skip


def short_program(rng: np.random.Generator, length: int, density: float) -> np.ndarray:
    """Random instructions of few cycles each: much happens at once, and ends bunch up."""
    rows = strategies.random_program(rng, length, 0.0)
    for row in rows:
        places = isa.columns(Opcode(int(row[isa.OPCODE])))
        for name, high in _SHORT.items():
            if name in places:
                row[places[name]] = rng.integers(1, high + 1)
    tokens.assign(rows, strategies.random_needs(rng, rows, density))
    return rows


def assert_equal_traces(machine: Accelerator, programs: list[np.ndarray]) -> None:
    for rows, played in zip(programs, play(machine, programs), strict=True):
        _, trace = simulate_rows(machine, rows, 1, NO_BLOCKS)
        assert trace is not None
        assert played.start.tolist() == trace.start.tolist()
        assert played.end.tolist() == trace.end.tolist()
        assert (played.cycles, played.done, played.fault) == (trace.cycles, True, False)


@by_name
def test_random_programs_start_and_end_as_simulated(machine: Accelerator) -> None:
    programs = [
        strategies.random_program(np.random.default_rng(seed), 25, density)
        for seed, density in enumerate((0.1, 0.4, 0.9))
    ]
    assert_equal_traces(machine, programs)


@by_name
def test_short_instructions_start_and_end_as_simulated(machine: Accelerator) -> None:
    programs = [
        short_program(np.random.default_rng(seed), 60, density)
        for seed, density in enumerate((0.0, 0.05, 0.2, 0.5))
    ]
    assert_equal_traces(machine, programs)


@by_name
def test_each_engine_by_itself_starts_and_ends_as_simulated(machine: Accelerator) -> None:
    """Back to back: as many in flight as there can be, and both kinds of one engine in turn."""
    programs = []
    for engine in Engine:
        mine = short_program(np.random.default_rng(int(engine)), 300, 0.0)
        programs.append(mine[isa.engines(mine) == engine][:40])
    assert_equal_traces(machine, programs)


# ---- what stops a program ----


def deadlock() -> np.ndarray:
    """LOAD and COMPUTE wait for each other."""
    load = isa.row(Opcode.LOAD, length=1, runs=1, images=1, planes=1, pop=1 << Engine.COMPUTE)
    work = isa.row(
        Opcode.WEIGHT_STATIONARY, images=1, height=1, width=1, kept=1, group=1, pop=1 << Engine.LOAD
    )
    return np.stack([load, work])


def test_a_deadlock_shows_as_idle_without_done_and_a_start_ends_it() -> None:
    machine = MACHINES[1]
    program = short_program(np.random.default_rng(1), 10, 0.3)
    stuck, after = play(machine, [deadlock(), program])
    assert (stuck.done, stuck.fault) == (False, Fault.NONE)  # noticed in the cycle after
    assert stuck.start.tolist() == [-1, -1]
    _, trace = simulate_rows(machine, program, 1, NO_BLOCKS)
    assert trace is not None
    assert after.end.tolist() == trace.end.tolist()


def test_an_illegal_opcode_stops_the_fetch_unit_with_a_fault() -> None:
    load = isa.row(Opcode.LOAD, length=1, runs=1, images=1, planes=1)
    code = pack(np.stack([load, load, load]))
    code[1, 0] = 0
    stopped: Played
    (stopped,) = play_encoded(MACHINES[1], [code])
    assert (stopped.done, stopped.fault) == (False, Fault.ILLEGAL_OPCODE)
    assert (stopped.end >= 0).tolist() == [True, False, False]


def test_the_first_fault_stays() -> None:
    """Whatever else is found in the cycles after it."""
    dut = Controller(MACHINES[1])
    simulator = Simulator(dut)
    simulator.add_clock(1e-6)

    async def bench(ctx: Any) -> None:
        ctx.set(dut.length, 1)
        for command in (dut.start, dut.reset):
            ctx.set(command, 1)
        await ctx.tick()
        for command in (dut.start, dut.reset):
            ctx.set(command, 0)
        ctx.set(dut.outside.load, 1)
        await ctx.tick()
        ctx.set(dut.outside.load, 0)
        ctx.set(dut.failed.store, 1)
        for _ in range(3):
            assert ctx.get(dut.fault) == Fault.ADDRESS
            await ctx.tick()

    simulator.add_testbench(bench)
    simulator.run()
