"""A training iteration of the digits CNN whose GEMMs and updates run on the RTL."""

from __future__ import annotations

import copy
import time

import torch
from torch import nn
from torch.nn.functional import cross_entropy

from benchmarks.tables import Table
from weft.accelerator.toml import preset
from weft.api import apply_scheme
from weft.models.data import digits
from weft.models.engine import use_engine
from weft.models.optimizer import SGD
from weft.models.record import record
from weft.models.schemes import scheme_named
from weft.models.sparsify import sparsify_
from weft.models.zoo import network_named
from weft.replay import ProgramEngine
from weft.simulator.run import compile_scheduled
from weft.verification.parts import Hardware

MACHINE, BATCH, STEPS, LEARNING_RATE = "sat-small", 16, 2, 0.05
CONSTANTS = {"momentum": 0.9, "weight_decay": 5e-4, "loss_scale": 256.0}


def iteration() -> Table:
    """FF, BP, WU and update of every layer, against the PyTorch layers bit by bit."""
    rows = [_row(scheme) for scheme in ("bdwp", "dense")]
    return Table(
        title=f"{STEPS} training iterations of digits-cnn on the RTL of {MACHINE}",
        command="python -m benchmarks.verification --only iteration",
        head=("scheme", "batch", "parts", "instructions", "cycles", "stalled", "s", "cycles/s",
              "weights and momentum"),
        rows=rows,
        note="Every part of the program has the simulated trace; batch norm, activations and loss "
        "are the host's.",
    )  # fmt: skip


def _row(name: str) -> list[str]:
    torch.manual_seed(0)
    a, scheme, split = preset(MACHINE), scheme_named(name), digits().train
    model = network_named("digits-cnn").factory()
    recorded = record(model, (BATCH, *split.images.shape[1:]))
    compiled = compile_scheduled(apply_scheme(recorded, model, scheme), a)
    sparsify_(model, scheme, arithmetic=a.format)
    hardware = Hardware(a)
    engine = ProgramEngine(compiled, model, hardware)
    engine.set_constants(learning_rate=LEARNING_RATE, **CONSTANTS)
    twin = copy.deepcopy(model)
    own = {id(p) for p in engine.parameters()}
    rest = [p for p in model.parameters() if id(p) not in own]
    theirs = SGD(twin.parameters(), lr=LEARNING_RATE, **CONSTANTS)
    host = SGD(rest, lr=LEARNING_RATE, **CONSTANTS)
    seconds = 0.0
    for i in range(STEPS):
        part = slice(i * BATCH, (i + 1) * BATCH)
        x, y = split.images[part], split.labels[part]
        _step(twin, theirs, x, y)
        began = time.perf_counter()
        with use_engine(engine):
            _step(model, host, x, y)
        seconds += time.perf_counter() - began
        engine.finish_step()
    _require_equal(twin, model, engine, theirs)
    return [
        name, str(BATCH), str(hardware.parts), f"{hardware.instructions:,}",
        f"{hardware.cycles:,}", str(hardware.stalled), f"{seconds:.0f}",
        f"{hardware.clock_cycles / seconds:,.0f}", "equal in every bit",
    ]  # fmt: skip


def _step(model: nn.Module, optimizer: SGD, x: torch.Tensor, y: torch.Tensor) -> None:
    (cross_entropy(model(x), y) * CONSTANTS["loss_scale"]).backward()
    optimizer.step()
    optimizer.zero_grad()


def _require_equal(
    twin: nn.Module, model: nn.Module, engine: ProgramEngine, optimizer: SGD
) -> None:
    for (name, a), b in zip(twin.named_parameters(), model.parameters(), strict=True):
        if not torch.equal(a, b):
            raise SystemExit(f"{name} differs from that of the PyTorch layer")
    for name in engine.layers:
        momentum = optimizer.state[twin.get_submodule(name).weight]["momentum_buffer"]
        if not torch.equal(torch.from_numpy(engine.momentum(name)), momentum):
            raise SystemExit(f"the momentum of {name} differs")
