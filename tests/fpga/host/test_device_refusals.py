"""What a device refuses, and machines that no test bench could be talked into being."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pytest

from tests.fpga.host import plans
from tests.fpga.host.model import ModelDevice, ModelTransport
from tests.fpga.machines import TINY, TWO_CHANNELS
from weft.accelerator.isa import Fault, Hyper
from weft.accelerator.registers import NO_INSTRUCTION, Notice, State
from weft.fpga.host import device as device_module
from weft.fpga.host.errors import DeviceError, LinkLost, MachineFault


def loaded(**kind: object) -> ModelDevice:
    device = ModelDevice(TINY, **kind)
    device.load(plans.layer().program, plans.layer().image)
    return device


def refusal(text: str) -> str:
    return f"^{re.escape(text)}$"


def test_the_model_is_a_machine() -> None:
    device = loaded()
    device.run()
    np.testing.assert_array_equal(device.read(), plans.layer().expected)


# ---- what users give ----


def test_images_that_are_none_are_refused() -> None:
    device, program = ModelDevice(TINY), plans.layer().program
    with pytest.raises(ValueError, match=refusal("image is float32 (8,); give bytes (uint8)")):
        device.load(program, np.zeros(8, np.float32))
    with pytest.raises(ValueError, match=refusal("image is uint8 (2, 4); give bytes (uint8)")):
        device.load(program, np.zeros((2, 4), np.uint8))
    size = 10 * TINY.granule_bytes + 1
    message = (
        f"image of {size} bytes is no multiple of a granule, {TINY.granule_bytes} bytes; pad it"
    )
    with pytest.raises(ValueError, match=refusal(message)):
        device.load(program, np.zeros(size, np.uint8))


def test_an_image_or_a_program_beyond_the_memory_is_refused() -> None:
    device = ModelDevice(TINY, memory_bytes=1 << 13, program_bytes=1 << 12)
    message = (
        "image of 4104 bytes: channel 0 would hold 4104 of them, and its memory has 4096; "
        "use a smaller batch"
    )
    with pytest.raises(ValueError, match=refusal(message)):
        device.load(plans.layer().program, np.zeros(4104, np.uint8))
    program = plans.layer().program
    long = replace(program, rows=np.tile(program.rows, (2, 1)))
    message = (
        f"{len(long)} instructions take {64 * len(long)} bytes, and there is room for 4096; "
        "use a smaller batch or run the program in parts"
    )
    with pytest.raises(ValueError, match=refusal(message)):
        device.load(long, plans.layer().image)


def test_spans_beyond_the_image_are_refused() -> None:
    device, size = loaded(), len(plans.layer().image)
    for span in (range(size + 1), range(-1, 4), range(0, 8, 2)):
        message = f"{span} is no span of the image, which has {size} bytes; load one first, or stay"
        with pytest.raises(ValueError, match=re.escape(message)):
            device.read(span)
    with pytest.raises(ValueError, match="is no span of the image"):
        device.write(size - 1, np.zeros(2, np.uint8))
    assert device.read(range(size, size)).size == 0


def test_a_region_for_every_channel_is_wanted() -> None:
    with pytest.raises(ValueError, match="1 regions for dram_channels=2 of two; give one for each"):
        ModelDevice(TWO_CHANNELS)


# ---- machines that are none, or not ours ----


def test_what_is_no_machine_is_told_and_the_connection_closed() -> None:
    device = ModelDevice(TINY, changed=lambda model: model.set("magic", 0xFFFFFFFF))
    with pytest.raises(LinkLost, match="register magic holds 0xffffffff, not 0x74666577: this is"):
        device.counters()
    assert device.model.is_closed
    device.changed = lambda model: model.set("magic", 0x74666577)
    device.load(plans.layer().program, plans.layer().image)
    device.run()


def test_registers_of_another_version_are_refused() -> None:
    device = ModelDevice(TINY, changed=lambda model: model.set("version", 9))
    with pytest.raises(DeviceError, match="registers are of version 9, this driver is of 1; build"):
        device.reset()
    assert device.model.is_closed


def test_a_status_that_is_no_state_is_a_lost_machine() -> None:
    device = loaded()
    device.model.set("status", 0xFFFFFFFF)
    with pytest.raises(LinkLost, match="holds 0xffffffff, which is no state; the machine is gone"):
        device.wait()
    assert device.model.is_closed


def test_a_machine_that_never_ends_its_reset_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(device_module, "_RESET_SECONDS", 0.01)
    device = loaded()
    device.model.after = lambda name: device.model.set("status", State.RESETTING)
    message = "the machine is RESETTING 0.01 s after its reset: its memory does not answer; conf"
    with pytest.raises(DeviceError, match=message):
        device.reset()


def test_a_start_that_the_machine_ignores_is_told() -> None:
    device = loaded()
    device.model.after = lambda name: device.model.set("notices", Notice.START_IGNORED)
    with pytest.raises(DeviceError, match="the machine ignored the start; reset it first"):
        device.start()


def test_a_fault_of_no_instruction_is_told_as_such() -> None:
    device = loaded()

    def stop(model: ModelTransport = device.model) -> None:
        model.set("status", State.FAULT)
        model.set("fault", Fault.BUS)
        model.set("fault_instruction", NO_INSTRUCTION)

    device.model.after = lambda name: stop() if name == "control" else None
    device.start()
    message = "the program stopped with BUS at an unknown instruction: memory did not answer at all"
    with pytest.raises(MachineFault, match=refusal(message)) as told:
        device.wait()
    assert (told.value.fault, told.value.instruction) == (Fault.BUS, None)


def test_waiting_lowers_the_interrupt() -> None:
    """It is a level: left alone, it would interrupt the host for ever."""
    device = loaded()
    device.start()
    device.model.set("notices", Notice.STOPPED)
    device.wait()
    assert device.model.get("notices") == 0


def test_constants_arrive_as_the_program_has_them() -> None:
    program = plans.layer().program
    rows = tuple(Hyper(i / 8, i / 4, i / 2, 1 + i, -float(i)) for i in range(5))
    device = ModelDevice(TINY)
    device.load(replace(program, hypers=rows), plans.layer().image)
    assert device.model._constants() == rows
