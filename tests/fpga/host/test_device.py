"""One suite for every back end: a real machine, as RTL, behind each of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tests.fpga.host import plans
from tests.fpga.host.benches import BENCHES, Bench
from tests.fpga.machines import TINY
from weft.accelerator.isa import OPCODE, TAG, Fault, Opcode, Program
from weft.fpga.host.device import Device
from weft.fpga.host.errors import (
    DeviceError,
    LinkError,
    LinkLost,
    MachineFault,
    ProgramLost,
    WaitTimeout,
)

OTHER = replace(TINY, name="other", clock_mhz=50.0)
SOON = 60.0  # seconds; every program here takes milliseconds of the machine's own time


@pytest.fixture(params=BENCHES)
def bench(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Bench]:
    """A device of every kind, with its machine."""
    found = BENCHES[request.param](TINY, tmp_path)
    yield found
    found.close()


@pytest.fixture
def device(bench: Bench) -> Device:
    return bench.device


def load(device: Device, program: Program | None = None) -> None:
    """The layer's image, with its program or another."""
    device.load(program or plans.layer().program, plans.layer().image)


def check(device: Device) -> None:
    """Run what is loaded; the layer's result must be there."""
    device.run(SOON)
    np.testing.assert_array_equal(device.read(), plans.layer().expected)


# ---- what it is for ----


def test_a_layer_leaves_the_bytes_and_takes_the_cycles_of_the_simulators(device: Device) -> None:
    program = plans.layer().program
    load(device)
    np.testing.assert_array_equal(device.read(), plans.layer().image)
    check(device)
    found = device.counters()
    assert found["active_cycles"] == plans.cycles(program)
    assert sum(n for name, n in found.items() if name.startswith("started.")) == len(program)
    assert found["read_beats"] > 0 < found["written_beats"]


def test_an_image_stays_for_the_next_program(device: Device) -> None:
    load(device)
    check(device)
    device.write(0, plans.layer().image[:100])
    device.write(100, plans.layer().image[100:])
    device.load(plans.layer().program)
    check(device)


def test_any_span_is_read_and_written(device: Device) -> None:
    load(device)
    plain, rng = plans.layer().image.copy(), np.random.default_rng(0)
    for _ in range(6):
        first, after = sorted(rng.integers(0, len(plain) + 1, 2).tolist())
        np.testing.assert_array_equal(device.read(range(first, after)), plain[first:after])
        plain[first:after] = rng.integers(0, 256, after - first, np.uint8)
        device.write(first, plain[first:after])
    np.testing.assert_array_equal(device.read(), plain)


def test_a_device_is_opened_and_closed_at_will(bench: Bench) -> None:
    with bench.device as device:
        load(device)
        check(device)
    device.close()
    if not bench.keeps:
        load(device)
    device.write(0, plans.layer().image)
    check(device)


# ---- the wrong machine ----


def test_a_program_for_another_machine_is_refused_before_anything_is_written(
    device: Device,
) -> None:
    load(device)
    message = (
        f"the machine has the digest {TINY.digest}, but the program was compiled for "
        f"{OTHER.digest}; configure the board for that accelerator, or use this one's description"
    )
    zeros = np.zeros_like(plans.layer().image)
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        device.load(replace(plans.layer().program, digest=OTHER.digest), zeros)
    np.testing.assert_array_equal(device.read(), plans.layer().image)
    check(device)


def test_a_machine_that_the_device_was_not_opened_for_is_refused(bench: Bench) -> None:
    with bench.another(OTHER) as wrong:
        message = f"{TINY.digest}, but the device was opened for {OTHER.digest}; configure"
        with pytest.raises(ValueError, match=message):
            wrong.load(replace(plans.layer().program, digest=TINY.digest), plans.layer().image)


# ---- faults ----


@pytest.mark.parametrize(
    ("spoil", "fault"),
    [(plans.illegal, Fault.ILLEGAL_OPCODE), (plans.outside, Fault.ADDRESS)],
)
def test_a_fault_names_its_code_and_its_instruction(
    device: Device, spoil: Callable[[], tuple[Program, int]], fault: Fault
) -> None:
    program, number = spoil()
    load(device, program)
    device.start()
    row = program.rows[number]
    name = f"{Opcode(row[OPCODE]).name} of {program.tags[row[TAG]]}"
    message = f"the program stopped with {fault.name} at instruction {number}, {name}"
    for _ in range(2):  # whoever waits again is told again
        with pytest.raises(MachineFault) as told:
            device.wait(SOON)
        assert str(told.value).startswith(message)
        assert (told.value.fault, told.value.instruction) == (fault, number)
    load(device)
    check(device)


def test_a_deadlock_is_a_fault_and_a_start_brings_the_machine_back(device: Device) -> None:
    load(device, plans.deadlocked())
    for _ in range(2):  # the second start resets the machine by itself
        with pytest.raises(MachineFault, match="stopped with DEADLOCK at instruction"):
            device.run(SOON)
    load(device)
    check(device)


# ---- programs that take their time ----


def test_a_program_that_is_not_done_in_time_goes_on(device: Device) -> None:
    load(device, plans.slow())
    device.start()
    of = len(plans.slow())
    message = (
        rf"^not done after 0 s: \d+ of {of} instructions have started in \d+ cycles; "
        "wait longer, or reset the machine$"
    )
    with pytest.raises(WaitTimeout, match=message):
        device.wait(0)
    with pytest.raises(DeviceError, match="the machine is RUNNING; wait for it, or reset it"):
        device.start()
    device.wait(SOON)
    np.testing.assert_array_equal(device.read(), plans.layer().expected)
    assert device.counters()["active_cycles"] == plans.cycles(plans.slow())


def test_a_reset_ends_a_program_and_what_is_loaded_stays(device: Device) -> None:
    load(device, plans.slow())
    device.start()
    device.reset()
    with pytest.raises(ProgramLost, match="the machine is IDLE: no program was started since"):
        device.wait(SOON)
    check(device)


def test_loading_ends_a_program(device: Device) -> None:
    load(device, plans.slow())
    device.start()
    load(device)
    check(device)


# ---- what is not there ----


def test_without_a_program_there_is_no_start_and_without_an_image_no_program(
    device: Device,
) -> None:
    with pytest.raises(ProgramLost, match="no program is loaded; call load first"):
        device.start()
    with pytest.raises(ProgramLost, match="holds no image; load one with the program"):
        device.load(plans.layer().program)
    load(device)
    check(device)


def test_a_machine_that_lost_its_power_is_told_from_one_that_did_not(bench: Bench) -> None:
    device = bench.device
    load(device)
    check(device)
    bench.power_cycle()
    message = r"register program_\w+ holds 0, not \d+: the machine lost what was loaded; load prog"
    with pytest.raises(ProgramLost, match=message):
        device.start()
    with pytest.raises(ProgramLost, match="no program is loaded"):
        device.start()
    load(device)
    check(device)


# ---- a way that fails ----

CALLS: dict[str, Callable[[Device], object]] = {
    "load": load, "start": Device.start, "wait": Device.wait, "counters": Device.counters,
    "reset": Device.reset, "read": Device.read,
    "write": lambda device: device.write(0, plans.layer().image),
}  # fmt: skip


def test_whatever_fails_on_the_way_the_next_call_goes_well(bench: Bench) -> None:
    device = bench.device
    load(device)
    device.run(SOON)
    for name, call in CALLS.items():
        if name in ("read", "write") and not bench.keeps:
            continue  # nothing lies between the driver and that memory
        bench.cut()
        for _ in range(2):
            with pytest.raises(LinkError) as told:
                call(device)
            assert "\n" not in str(told.value)
        bench.mend()
        if not bench.keeps:
            load(device)
        device.write(0, plans.layer().image)
        check(device)


def test_a_program_goes_on_while_nobody_can_reach_the_machine(bench: Bench) -> None:
    device = bench.device
    load(device, plans.slow())
    device.start()
    bench.cut()
    with pytest.raises(LinkLost):
        device.wait(SOON)
    bench.mend()
    if not bench.keeps:  # it was switched off: a new one has started nothing
        with pytest.raises(ProgramLost, match="no program was started"):
            device.wait(SOON)
        return
    device.wait(SOON)
    np.testing.assert_array_equal(device.read(), plans.layer().expected)
