"""A machine stops at a fault in the simulated cycle, says why, and runs again after a reset."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest

from weft.accelerator import isa
from weft.accelerator.isa import PUSH, Fault
from weft.accelerator.toml import preset
from weft.rtl.simulation.machine import CompiledMachine, MemoryModel
from weft.simulator.faults import simulate_with_faults
from weft.simulator.functional import execute
from weft.simulator.timing import simulate
from weft.verification.dice import Dice
from weft.verification.layers import random_layer
from weft.verification.programs import random_program

MACHINE = preset("tiny")
PACES = (MemoryModel(), MemoryModel(latency=25, extra_latency=30, stall=0.3, seed=3))


@dataclass(frozen=True)
class Plan:
    """A program with something wrong about it."""

    code: np.ndarray[Any, Any]
    image: np.ndarray[Any, Any]
    hypers: tuple[isa.Hyper, ...]
    around: dict[str, Any]


def illegal(dice: Dice, code: np.ndarray[Any, Any], granules: int) -> dict[str, Any]:
    at = dice.pick(0, len(code) - 1)
    code[at, 0] = code[at, 0] & 0xF0 | dice.choose([0, 8, 15])
    return {}


def window(dice: Dice, code: np.ndarray[Any, Any], granules: int) -> dict[str, Any]:
    return {"window": dice.pick(granules // 4, granules - 1)}


def bus(dice: Dice, code: np.ndarray[Any, Any], granules: int) -> dict[str, Any]:
    beats = granules // MACHINE.beat_granules
    return {"bus_errors": {dice.pick(0, beats - 1) for _ in range(4)}}


def fetch(dice: Dice, code: np.ndarray[Any, Any], granules: int) -> dict[str, Any]:
    return {"fetch_errors": {dice.pick(0, len(code) - 1)}}


def deadlock(dice: Dice, code: np.ndarray[Any, Any], granules: int) -> dict[str, Any]:
    """An engine forgets to give a token."""
    rows = isa.unpack(code)
    giver = dice.choose(np.flatnonzero(rows[:, PUSH]).tolist())
    rows[giver, PUSH] &= rows[giver, PUSH] - 1
    code[:] = isa.pack(rows)
    return {}


KINDS = {
    Fault.ILLEGAL_OPCODE: (illegal,), Fault.ADDRESS: (window,), Fault.BUS: (bus, fetch),
    Fault.DEADLOCK: (deadlock,),
}  # fmt: skip


@pytest.fixture(scope="module")
def machine() -> CompiledMachine:
    return CompiledMachine(MACHINE)


def plan(seed: int, spoil: Any) -> Plan:
    dice = Dice.of(seed)
    drawn = random_program(dice, MACHINE, 40)
    code = isa.pack(drawn.program.rows)
    around = spoil(dice, code, len(drawn.image) // MACHINE.granule_bytes)
    return Plan(code, drawn.image, drawn.program.hypers, around)


@pytest.mark.parametrize("pace", range(len(PACES)))
@pytest.mark.parametrize("fault", KINDS, ids=lambda fault: fault.name)
def test_faults_come_in_the_simulated_cycle(
    machine: CompiledMachine, fault: Fault, pace: int
) -> None:
    met = 0
    for spoil in KINDS[fault]:
        for seed in range(12):
            p = plan(100 * pace + seed, spoil)
            stop = simulate_with_faults(MACHINE, p.code, **p.around)
            run = machine.run(
                p.code.tobytes(), len(p.code), p.image.copy(), p.hypers, memory=PACES[pace],
                **p.around,
            )  # fmt: skip
            assert (run.fault, run.fault_instruction) == (
                stop.fault, None if stop.fault is Fault.NONE else stop.instruction
            ), seed  # fmt: skip
            assert run.active == stop.cycle + (stop.fault is not Fault.NONE), seed
            assert run.start.tolist() == stop.trace.start.tolist(), seed
            assert run.end.tolist() == stop.trace.end.tolist(), seed
            met += stop.fault is fault
    assert met >= 8, "the plans hardly show the fault"


@pytest.mark.parametrize("fault", KINDS, ids=lambda fault: fault.name)
def test_after_a_fault_and_a_reset_the_next_program_runs(
    machine: CompiledMachine, fault: Fault
) -> None:
    seen = 0
    for seed in range(6):
        p = plan(seed, KINDS[fault][-1])
        run = machine.run(
            p.code.tobytes(), len(p.code), p.image.copy(), p.hypers, keep=seed > 0, **p.around
        )
        seen += run.fault is not Fault.NONE
        drawn = random_layer(Dice.of(seed), MACHINE)  # reads nothing that it has not loaded
        image, program = drawn.image.copy(), drawn.program
        after = machine.run(
            program.encode(), len(program), image, program.hypers, keep=True,
            memory=PACES[seed % 2],
        )  # fmt: skip
        expected = drawn.image.copy()
        execute(MACHINE, program, expected)
        _, trace = simulate(MACHINE, program)
        assert trace is not None
        assert after.fault is Fault.NONE
        assert after.end.tolist() == trace.end.tolist()
        assert image.tobytes() == expected.tobytes()
    assert seen >= 4
