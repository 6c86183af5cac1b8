"""The Python calls: from a PyTorch model to a report."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

from torch import nn

from weft.accelerator.description import Accelerator
from weft.accelerator.sparsity import DENSE
from weft.accelerator.toml import accelerator_named
from weft.dataflow.candidates import Choices
from weft.dataflow.workload import Gemm, Stage, Weights, Workload
from weft.models.record import record
from weft.models.schemes import Dense, Scheme, scheme_named
from weft.models.sparsify import layer_facts
from weft.simulator.report import Report
from weft.simulator.run import simulate_workload

Progress = Callable[[int, int, str], None]


def simulate(
    model: nn.Module,
    example_input: Any,
    *,
    accelerator: Accelerator | str | Path = "sat-vcu1525",
    scheme: Scheme | str | None = None,
    sparsity: str | None = None,
    dense_layers: tuple[str, ...] = (),
    dataflow: Literal["auto", "ws", "os"] = "auto",
    interleave: bool = True,
    pregenerate: bool = True,
    fast: bool = True,
    name: str | None = None,
    on_progress: Progress | None = None,
) -> Report:
    """Cycles, traffic and utilization of one training iteration of ``model``.

    ``example_input`` is a tensor, a shape with the batch, a tuple of such, or a mapping for
    keyword inputs. ``accelerator`` is a preset's name, a TOML file or a description. ``scheme`` is
    a scheme or its name, with the pattern ``sparsity`` (2:8 unless given); None takes what
    `sparsify_` did to the model, so dense for a plain one. ``dense_layers`` are shell patterns of
    layers to keep dense. ``dataflow``, ``interleave`` and ``pregenerate`` switch optimizations
    off; ``fast`` jumps over repetitions, with the same result. ``on_progress(done, of, operation)``
    is called as it goes.

    Raises ValueError for an unknown name, a pattern that the machine does not have, a model that
    does not run on that input, and layers that do not fit the machine.
    """
    machine = as_accelerator(accelerator)
    chosen = as_scheme(scheme, sparsity)
    if chosen is not None:
        require_pattern(machine, chosen)
    elif dense_layers:
        raise ValueError(
            "dense_layers needs a scheme beside it; give scheme='bdwp' or sparsify_ it"
        )
    choices = Choices(dataflow=dataflow, interleave=interleave, pregenerate=pregenerate)
    workload = record(model, example_input, name=name)
    if chosen is not None:
        workload = apply_scheme(workload, model, chosen, dense_layers)
    return simulate_workload(
        workload,
        machine,
        choices,
        sparsity=pattern_of(workload) if chosen is None else str(chosen.sparsity),
        fast=fast,
        on_progress=on_progress,
    )


def as_accelerator(accelerator: Accelerator | str | Path) -> Accelerator:
    """The description itself, or the one of that name or in that file."""
    if isinstance(accelerator, Accelerator):
        return accelerator
    return accelerator_named(os.fspath(accelerator))


def as_scheme(scheme: Scheme | str | None, sparsity: str | None) -> Scheme | None:
    """The scheme of that name and pattern; a scheme carries its own pattern, "dense" has none.

    Raises ValueError for an unknown name, and for a pattern beside a scheme that has one.
    """
    if isinstance(scheme, str):
        return scheme_named(scheme, None if scheme == Dense.name else sparsity)
    if sparsity is not None:
        raise ValueError(
            f"sparsity={sparsity!r} needs the name of a scheme beside it, such as scheme='bdwp'"
            if scheme is None
            else f"sparsity={sparsity!r} is given beside {scheme}; give it to the scheme itself"
        )
    return scheme


def require_pattern(accelerator: Accelerator, scheme: Scheme) -> None:
    """Raise ValueError where the array cannot select the pattern of the weights."""
    if scheme.prunes_ff or scheme.prunes_bp:
        accelerator.require(scheme.sparsity)


def apply_scheme(
    workload: Workload, model: nn.Module, scheme: Scheme, dense_layers: tuple[str, ...] = ()
) -> Workload:
    """The same iteration under ``scheme``; layers as in `weft.models.sparsify.layer_weights`.

    Weights that belong to no layer of ``model`` (a bare parameter used in a product) stay dense.
    """
    facts = layer_facts(model, dense_layers)

    def weights(op: Gemm) -> Weights:
        if op.layer in facts:
            return scheme.weights(facts[op.layer])
        reason = "" if scheme.sparsity.is_dense else "not the weight of a layer"
        return Weights(parameter=op.weights.parameter, dense_because=reason)

    def with_gradients(op: Any) -> Any:
        if not (isinstance(op, Gemm) and op.stage is Stage.BP and op.layer in facts):
            return op
        return replace(op, operand_sparsity=scheme.gradients(facts[op.layer]))

    weighted = workload.with_weights(weights, scheme.name)
    return replace(weighted, operations=tuple(map(with_gradients, weighted.operations)))


def pattern_of(workload: Workload) -> str:
    """The pattern of a model that `sparsify_` changed, in words for a report."""
    found = {op.sparsity for op in workload.operations if isinstance(op, Gemm)} - {DENSE}
    return ", ".join(map(str, sorted(found))) or str(DENSE)
