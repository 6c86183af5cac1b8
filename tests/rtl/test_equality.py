"""Random programs and compiled layers on the RTL: every event and every byte as simulated.

A few cases on two small machines; `python -m benchmarks.verification` runs thousands on ten.
"""

from __future__ import annotations

import pytest

from weft.accelerator.toml import preset
from weft.rtl.simulation.machine import CompiledMachine
from weft.simulator.timing import simulate
from weft.verification.campaign import verdicts
from weft.verification.cases import Settings, case_of
from weft.verification.machines import ACCEPTANCE

MACHINES = (preset("tiny"), ACCEPTANCE[1])  # int8 4x4 with patterns, fp16 2x2 on two channels
CASES = 15


@pytest.mark.parametrize("accelerator", MACHINES, ids=lambda a: a.name)
def test_events_and_bytes_are_those_of_the_simulators(accelerator) -> None:
    found = list(verdicts(Settings(seed=3, accelerator=accelerator, length=40), range(CASES)))
    assert [str(v.difference) for v in found if v.difference] == []
    assert sum(v.instructions for v in found) > 20 * CASES


@pytest.mark.parametrize("accelerator", MACHINES, ids=lambda a: a.name)
def test_a_memory_that_keeps_the_contract_stalls_for_the_first_instruction_only(
    accelerator,
) -> None:
    machine = CompiledMachine(accelerator)
    for number in range(5):
        case = case_of(Settings(seed=4, accelerator=accelerator), number)
        program, image = case.program, case.image.copy()
        run = machine.run(program.encode(), len(program), image, program.hypers)
        _, trace = simulate(accelerator, program)
        assert trace is not None
        assert run.active == trace.cycles
        assert run.stalled < 20
