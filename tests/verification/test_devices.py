"""Training on a device: parts of a program, what goes over the link, and the bits of PyTorch."""

from __future__ import annotations

import copy
from dataclasses import replace

import numpy as np
import pytest
import torch
from torch import nn
from torch.nn.functional import cross_entropy

from tests.fpga.host.model import ModelDevice
from weft.accelerator.description import Accelerator
from weft.accelerator.isa import OPCODE, Opcode
from weft.accelerator.sparsity import Sparsity
from weft.accelerator.toml import preset
from weft.api import apply_scheme
from weft.fpga.host.device import Device
from weft.fpga.host.errors import LinkTimeout
from weft.fpga.host.simulated import SimulatedDevice
from weft.models.engine import use_engine
from weft.models.optimizer import SGD
from weft.models.record import record
from weft.models.schemes import scheme_named
from weft.models.sparsify import sparsify_
from weft.replay import ProgramEngine
from weft.simulator.functional import execute
from weft.simulator.run import compile_scheduled
from weft.verification.devices import OnDevice, changed, stored
from weft.verification.dice import Dice
from weft.verification.layers import random_layer

CONSTANTS = {"momentum": 0.9, "weight_decay": 5e-4, "loss_scale": 64.0}
SMALL = preset("sat-small")
SMALLEST = replace(
    SMALL, name="smallest", rows=2, columns=2, bus_bytes=8, update_lanes=2,
    sparsities=(Sparsity(1, 2),), a_buffer_bytes=4096, b_buffer_bytes=4096,
    o_buffer_bytes=4096, u_buffer_bytes=4096, dram_channel_gb_per_s=1.6, dram_latency=12,
)  # fmt: skip


class Training:
    """A small model that trains on ``device``, and its twin that trains in PyTorch."""

    def __init__(self, device: Device, accelerator: Accelerator, pattern: str | None) -> None:
        torch.manual_seed(0)
        self.model = nn.Sequential(
            nn.Conv2d(2, 4, 3, padding=1), nn.ReLU(), nn.Flatten(), nn.Linear(64, 8), nn.ReLU(),
            nn.Linear(8, 3),
        )  # fmt: skip
        self.x, self.y = torch.randn(4, 2, 4, 4), torch.randint(0, 3, (4,))
        scheme = scheme_named("dense") if pattern is None else scheme_named("bdwp", pattern)
        workload = apply_scheme(record(self.model, tuple(self.x.shape)), self.model, scheme)
        compiled = compile_scheduled(workload, accelerator)
        sparsify_(self.model, scheme, arithmetic="fp16")
        self.runner = OnDevice(device)
        self.engine = ProgramEngine(compiled, self.model, self.runner)
        self.engine.set_constants(learning_rate=0.05, **CONSTANTS)
        self.twin = copy.deepcopy(self.model)
        own = {id(p) for p in self.engine.parameters()}
        self._host = SGD(
            [p for p in self.model.parameters() if id(p) not in own], lr=0.05, **CONSTANTS
        )
        self._theirs = SGD(self.twin.parameters(), lr=0.05, **CONSTANTS)

    def step(self) -> None:
        """One step of the twin, and then of the model."""
        self._step(self.twin, self._theirs)
        self.step_on_device()

    def step_on_device(self) -> None:
        with use_engine(self.engine):
            self._step(self.model, self._host)
        self.engine.finish_step()

    def _step(self, model: nn.Module, optimizer: SGD) -> None:
        (cross_entropy(model(self.x), self.y) * CONSTANTS["loss_scale"]).backward()
        optimizer.step()
        optimizer.zero_grad()

    def check(self) -> None:
        pairs = zip(self.twin.named_parameters(), self.model.parameters(), strict=True)
        for (name, wanted), found in pairs:
            assert torch.equal(wanted, found), name


def test_training_on_a_device_keeps_the_bits_of_pytorch() -> None:
    training = Training(ModelDevice(SMALL, 1 << 22, 1 << 20), SMALL, "2:4")
    before = [p.clone() for p in training.model.parameters()]
    for _ in range(4):
        training.step()
        training.check()
    assert all(
        not torch.equal(a, b) for a, b in zip(before, training.model.parameters(), strict=True)
    )
    # FF, BP and WU of three layers, of which the first has no BP
    assert training.runner.parts == 4 * 8
    assert training.runner.cycles > 0


def test_only_what_changed_goes_over_the_link() -> None:
    training = Training(ModelDevice(SMALL, 1 << 22, 1 << 20), SMALL, "2:4")
    image = len(training.engine.image)
    training.step()
    first = training.runner.written_bytes
    training.step()
    training.check()
    assert image <= first
    parts, written = training.runner.parts // 2, training.runner.written_bytes - first
    assert 0 < written < parts * image / 4
    assert 0 < training.runner.read_bytes < parts * image


@pytest.mark.slow
def test_training_on_the_hardware_keeps_the_bits_of_pytorch() -> None:
    with SimulatedDevice(SMALLEST, image_bytes=1 << 20, program_bytes=1 << 18) as device:
        training = Training(device, SMALLEST, "1:2")
        for _ in range(3):
            training.step()
            training.check()
        assert training.runner.cycles > 10_000


class Breaking(ModelDevice):
    """The link fails at the next start if it ``fails``."""

    fails = False

    def start(self) -> None:
        if self.fails:
            self.fails = False
            self.model.memory[:] = 0xAA  # nobody knows what the machine holds now
            raise LinkTimeout("no answer")
        super().start()


def test_after_a_failure_the_whole_image_is_given_again() -> None:
    training = Training(Breaking(SMALL, 1 << 22, 1 << 20), SMALL, None)
    device, runner = training.runner.device, training.runner
    training.step()
    written, image = runner.written_bytes, training.engine.image
    assert isinstance(device, Breaking)
    device.fails = True
    program, span = training.engine.program, (0, 3)
    kept = image.copy()
    with pytest.raises(LinkTimeout):
        runner.run(program, *span, image)
    np.testing.assert_array_equal(image, kept)
    runner.run(program, *span, image)
    assert runner.written_bytes - written >= len(image)


# ---- what a program writes, and what a host changed ----


@pytest.mark.parametrize("seed", range(6))
def test_nothing_is_written_outside_of_what_is_read_back(seed: int) -> None:
    a = preset("tiny")
    drawn = random_layer(Dice.of(seed), a)
    spans = stored(a.granule_bytes, drawn.program.rows)
    inside = np.zeros(len(drawn.image), bool)
    for span in spans:
        assert not inside[span.start : span.stop].any(), "two spans overlap"
        inside[span.start : span.stop] = True
    assert [span.start for span in spans] == sorted(span.start for span in spans)
    image = drawn.image.copy()
    execute(a, drawn.program, image)
    assert inside[np.flatnonzero(image != drawn.image)].all()
    stores = int((drawn.program.rows[:, OPCODE] == Opcode.STORE).sum())
    assert 0 < len(spans) <= stores * 100


def test_every_byte_that_changed_is_in_a_span_of_blocks() -> None:
    rng = np.random.default_rng(0)
    for size in (1, 4096, 4097, 50_000):
        before = rng.integers(0, 256, size, np.uint8)
        after = before.copy()
        places = rng.integers(0, size, 3)
        after[places] ^= 1
        spans = list(changed(before, after))
        assert all(any(at in span for span in spans) for at in np.flatnonzero(before != after))
        assert all((after[s.start : s.stop] != before[s.start : s.stop]).any() for s in spans)
        assert all(s.start % 4096 == 0 and s.stop <= size for s in spans)
        assert list(changed(after, after)) == []
