"""Training with the machine's program gives the bits of the PyTorch layers."""

from __future__ import annotations

import copy
from contextlib import nullcontext

import pytest
import torch
from torch import nn
from torch.nn.functional import cross_entropy

from weft.accelerator.toml import preset
from weft.api import apply_scheme
from weft.models.data import digits
from weft.models.engine import use_engine
from weft.models.optimizer import SGD
from weft.models.record import record
from weft.models.schemes import Scheme, scheme_named
from weft.models.sparsify import sparsify_
from weft.models.zoo import network_named
from weft.replay import ProgramEngine
from weft.simulator.run import compile_scheduled

BATCH = 32
CONSTANTS = {"momentum": 0.9, "weight_decay": 5e-4, "loss_scale": 256.0}


def engine_for(model: nn.Module, scheme: Scheme, size: tuple[int, ...]) -> ProgramEngine:
    """Record, compile and swap ``model``; the engine runs its program."""
    workload = apply_scheme(record(model, size), model, scheme)
    compiled = compile_scheduled(workload, preset("sat-vcu1525"))
    sparsify_(model, scheme, arithmetic="fp16")
    engine = ProgramEngine(compiled, model)
    engine.set_constants(learning_rate=0.05, **CONSTANTS)
    return engine


def rest_of(model: nn.Module, engine: ProgramEngine) -> list[nn.Parameter]:
    """Parameters that the host updates."""
    own = {id(p) for p in engine.parameters()}
    return [p for p in model.parameters() if id(p) not in own]


def step(model: nn.Module, optimizer: SGD, x: torch.Tensor, y: torch.Tensor) -> None:
    loss = cross_entropy(model(x), y) * CONSTANTS["loss_scale"]
    loss.backward()
    optimizer.step()
    optimizer.zero_grad()


@pytest.mark.parametrize(
    ("name", "steps"), [("bdwp", 20), ("dense", 3), ("sr-ste", 4), ("asp", 4), ("sdwp", 3)]
)
def test_the_digits_cnn_keeps_every_bit_step_after_step(name: str, steps: int) -> None:
    torch.manual_seed(0)
    scheme = scheme_named(name)
    replayed = network_named("digits-cnn").factory()
    split = digits().train
    engine = engine_for(replayed, scheme, (BATCH, *split.images.shape[1:]))
    trained = copy.deepcopy(replayed)
    mine = SGD(trained.parameters(), lr=0.05, **CONSTANTS)
    host = SGD(rest_of(replayed, engine), lr=0.05, **CONSTANTS)
    for i in range(steps):
        part = slice(i * BATCH, (i + 1) * BATCH)
        x, y = split.images[part], split.labels[part]
        step(trained, mine, x, y)
        with use_engine(engine):
            step(replayed, host, x, y)
        engine.finish_step()
        for (label, a), b in zip(trained.named_parameters(), replayed.parameters(), strict=True):
            assert torch.equal(a, b), f"step {i}: {label}"
    for name, layer in engine.layers.items():
        momentum = mine.state[trained.get_submodule(name).weight]["momentum_buffer"]
        assert torch.equal(torch.from_numpy(engine.momentum(name)), momentum)
        assert layer.weight.abs().max() > 0


LAYERS = {
    "linear": (nn.Linear(40, 24), (BATCH, 40)),
    "strided": (nn.Conv2d(16, 24, 3, stride=2, padding=1), (3, 16, 9, 7)),
    "dilated": (nn.Conv2d(16, 8, 3, dilation=2, padding=1, bias=False), (2, 16, 8, 8)),
    "grouped": (nn.Conv2d(32, 16, 3, groups=2, padding=1), (2, 32, 5, 6)),
    "depthwise": (nn.Conv2d(24, 24, 3, groups=24, padding=1), (2, 24, 6, 6)),
    "transposed": (nn.ConvTranspose2d(16, 24, 2, stride=2), (2, 16, 4, 5)),
}


@pytest.mark.parametrize("kind", LAYERS)
def test_a_layer_of_every_kind_in_the_middle_of_a_model(kind: str) -> None:
    torch.manual_seed(1)
    layer, size = LAYERS[kind]
    model = _sandwich(copy.deepcopy(layer), size)
    engine = engine_for(model, scheme_named("bdwp"), size)
    twin = copy.deepcopy(model)
    x = torch.randn(size)
    mine = SGD(twin.parameters(), lr=0.05, **CONSTANTS)
    host = SGD(rest_of(model, engine), lr=0.05, **CONSTANTS)
    for optimizer, network in ((mine, twin), (host, model)):
        with use_engine(engine) if network is model else _nothing():
            (network(x).square().mean() * CONSTANTS["loss_scale"]).backward()
        optimizer.step()
    engine.finish_step()
    for (name, a), b in zip(twin.named_parameters(), model.named_parameters(), strict=True):
        assert torch.equal(a, b[1]), name


def _sandwich(layer: nn.Module, size: tuple[int, ...]) -> nn.Module:
    """``layer`` between two others, so that a scheme may prune it and it has a BP."""
    if isinstance(layer, nn.Linear):
        return nn.Sequential(nn.Linear(size[1], size[1]), layer, nn.Linear(layer.out_features, 4))
    channels = layer.out_channels
    return nn.Sequential(nn.Conv2d(size[1], size[1], 1), layer, nn.Conv2d(channels, 4, 1))


def _nothing() -> nullcontext[None]:

    return nullcontext()


def test_a_layer_used_twice_is_refused() -> None:
    shared = nn.Linear(16, 16)
    model = nn.Sequential(nn.Linear(16, 16), shared, nn.ReLU(), shared, nn.Linear(16, 4))
    with pytest.raises(ValueError, match="the model uses a layer twice in a step"):
        engine_for(model, scheme_named("dense"), (8, 16))
