"""Layers of any geometry give the same bits on the machine's program and in PyTorch."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest
import torch
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from torch import nn

from weft.accelerator.formats import FORMATS
from weft.accelerator.toml import preset
from weft.api import apply_scheme
from weft.dataflow.candidates import Choices
from weft.models.engine import use_engine
from weft.models.optimizer import SGD
from weft.models.record import record
from weft.models.schemes import scheme_named
from weft.models.sparsify import sparsify_
from weft.replay import ProgramEngine
from weft.simulator.run import compile_scheduled

CONSTANTS = {"momentum": 0.9, "weight_decay": 1e-3, "loss_scale": 64.0}
SETTLED = settings(
    deadline=None, derandomize=True, max_examples=30, suppress_health_check=list(HealthCheck)
)


@st.composite
def layers(draw: st.DrawFn) -> tuple[Callable[[], nn.Module], tuple[int, ...]]:
    """How to make one layer of any kind, and the size of its input."""
    kind = draw(st.sampled_from(["linear", "conv", "conv", "conv", "transposed"]))
    images, bias = draw(st.integers(1, 3)), draw(st.booleans())
    groups = draw(st.sampled_from([1, 1, 2, 8])) if kind == "conv" else 1
    ins, outs = (groups * draw(st.integers(1, 40 // groups)) for _ in range(2))
    if kind == "linear":
        return partial(nn.Linear, ins, outs, bias=bias), (draw(st.integers(1, 20)), ins)
    kernel, stride, padding, dilation = (
        (draw(st.integers(low, high)), draw(st.integers(low, high)))
        for low, high in ((1, 3), (1, 3), (0, 2), (1, 2))
    )
    size = (images, ins, draw(st.integers(1, 8)), draw(st.integers(1, 8)))
    facts = {"stride": stride, "padding": padding, "dilation": dilation, "bias": bias}
    if kind == "conv":
        return partial(nn.Conv2d, ins, outs, kernel, groups=groups, **facts), size
    return partial(nn.ConvTranspose2d, ins, outs, kernel, **facts), size


def between_two_others(layer: nn.Module, size: tuple[int, ...]) -> nn.Module:
    """So that a scheme may prune it and it has a BP."""
    if isinstance(layer, nn.Linear):
        return nn.Sequential(nn.Linear(size[1], size[1]), layer, nn.Linear(layer.out_features, 3))
    channels = int(layer.out_channels)  # type: ignore[arg-type]
    return nn.Sequential(nn.Conv2d(size[1], size[1], 1), layer, nn.Conv2d(channels, 3, 1))


def bits(parameter: torch.Tensor) -> torch.Tensor:
    return parameter.detach().view(torch.int32)


def optimizer(parameters: list[nn.Parameter]) -> SGD | None:
    return SGD(parameters, lr=0.05, **CONSTANTS) if parameters else None


def step(model: nn.Module, mine: SGD | None, x: torch.Tensor) -> None:
    """One step of training; ``mine`` updates what the program does not."""
    (model(x).square().mean() * CONSTANTS["loss_scale"]).backward()
    if mine is not None:
        mine.step()
    model.zero_grad()


@SETTLED
@given(
    layers(), st.sampled_from(["bdwp", "sr-ste", "asp", "sdwp", "dense"]),
    st.sampled_from(["fp16", "bf16"]), st.sampled_from(["auto", "ws", "os"]), st.booleans(),
)  # fmt: skip
def test_any_layer_keeps_its_bits(
    drawn: tuple[Callable[[], nn.Module], tuple[int, ...]], name: str, fmt: str, dataflow: str,
    pregenerate: bool,
) -> None:  # fmt: skip
    torch.manual_seed(0)
    make, size = drawn
    model, x = between_two_others(make(), size), torch.randn(size)
    try:
        model(x)
    except RuntimeError:
        assume(False)  # no output is left
    scheme, machine = scheme_named(name), replace(preset("sat-small"), format=fmt)
    workload = apply_scheme(record(model, size), model, scheme)
    choices = Choices(dataflow=dataflow, pregenerate=pregenerate)  # type: ignore[arg-type]
    compiled = compile_scheduled(workload, machine, choices)
    sparsify_(model, scheme, arithmetic=fmt)
    engine = ProgramEngine(compiled, model)
    engine.set_constants(learning_rate=0.05, **CONSTANTS)
    twin, own = copy.deepcopy(model), {id(p) for p in engine.parameters()}
    whole = optimizer(list(twin.parameters()))
    rest = optimizer([p for p in model.parameters() if id(p) not in own])
    for _ in range(2):
        step(twin, whole, x)
        with use_engine(engine):
            step(model, rest, x)
        engine.finish_step()
        for (label, mine), theirs in zip(twin.named_parameters(), model.parameters(), strict=True):
            assert torch.equal(bits(mine), bits(theirs)), label


@pytest.mark.parametrize("fmt", ["fp8-e4m3", "fp8-e5m2", "int8", "int4"])
def test_formats_with_a_scale_per_tensor_are_refused(fmt: str) -> None:
    """Their scale follows from values that do not exist yet when the program is compiled."""
    bits = FORMATS[fmt].bits
    small = preset("sat-small")
    machine = replace(small, format=fmt, bus_bytes=small.bus_bytes * bits // 16)
    model = nn.Sequential(nn.Linear(16, 8))
    compiled = compile_scheduled(record(model, (4, 16)), machine)
    sparsify_(model, scheme_named("dense"), arithmetic=fmt)
    message = f"format {fmt}: training scales every tensor by its largest value"
    with pytest.raises(ValueError, match=message):
        ProgramEngine(compiled, model)
