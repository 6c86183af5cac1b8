"""The whole machine under cocotb, its buses checked by cocotbext-axi: an independent test bed."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from tests.rtl import machine_bed
from tests.rtl.cocotb_runner import Design
from tests.rtl.test_faults import KINDS, plan
from weft.accelerator.isa import Fault
from weft.accelerator.toml import preset
from weft.verification.dice import Dice
from weft.verification.layers import random_layer
from weft.verification.programs import random_program

pytestmark = pytest.mark.slow

MACHINE = preset("tiny")


@pytest.fixture(scope="module")
def design(tmp_path_factory: pytest.TempPathFactory) -> Design:
    return machine_bed.build(MACHINE, tmp_path_factory.mktemp("machine"), "-CFLAGS", "-O1")


def program(seed: int, pauses: float) -> machine_bed.Plan:
    """Reads what buffers hold at power-up as well."""
    drawn = random_program(Dice.of(seed), MACHINE, 30)
    return machine_bed.plan_of(MACHINE, f"program {seed}", drawn, pauses)


def layer(seed: int, pauses: float) -> machine_bed.Plan:
    """Reads nothing that it has not loaded."""
    drawn = random_layer(Dice.of(seed), MACHINE)
    return machine_bed.plan_of(MACHINE, f"layer {seed}", drawn, pauses)


def faulty(fault: Fault, seed: int, spoil) -> machine_bed.Plan:
    p = plan(seed, spoil)
    return machine_bed.spoilt_plan(
        MACHINE, f"{fault.name} {seed}", p.code, p.image, p.hypers, 0.2, **p.around
    )


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("pauses", [0.0, 0.3, 0.7])
def test_every_event_and_byte_is_as_simulated(design: Design, seed: int, pauses: float) -> None:
    """A random program on the machine just switched on, then a compiled layer."""
    plans = [program(seed, pauses), layer(seed, 0.7 - pauses)]
    rate = machine_bed.run(design, MACHINE, plans)
    print(f"{rate:.0f} clock cycles a second")


@pytest.mark.parametrize("fault", KINDS, ids=lambda fault: fault.name)
def test_faults_stop_the_machine_and_a_reset_frees_it(design: Design, fault: Fault) -> None:
    """Each in its cycle, with its code and instruction; the next layer runs to its end."""
    plans = [
        p
        for spoil in KINDS[fault]
        for seed in range(3)
        for p in (faulty(fault, seed, spoil), layer(seed, 0.3))
    ]
    assert sum(p.fault is fault for p in plans) >= len(plans) // 3, "the plans hardly show it"
    machine_bed.run(design, MACHINE, plans)


def test_a_difference_is_told(design: Design) -> None:
    """The bed notices one event a cycle late, one byte of another value, one fault of three."""
    right = layer(0, 0.0)
    late = right.end.copy()
    late[-1] += 1
    assert right.after is not None
    other = bytes([right.after[0] ^ 1]) + right.after[1:]
    for changes, told in (
        ({"end": late}, rf"layer 0: instruction {len(late) - 1} ended in {late[-1] - 1}, not"),
        ({"after": other}, "layer 0: 1 bytes differ, the first at 0"),
        ({"fault": Fault.BUS}, "layer 0: DONE"),
    ):
        with pytest.raises(AssertionError, match=re.compile(told)):
            machine_bed.run(design, MACHINE, [replace(right, **changes)])
