"""A copy of the user's model and input that holds no data, on which the step is traced."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import torch
from torch import nn

from weft.accelerator.sparsity import DENSE
from weft.dataflow.workload import Weights
from weft.models.recording.naming import owner_of
from weft.models.recording.values import Log, Origin, Value

ExampleInput = torch.Tensor | Sequence[Any] | Mapping[str, Any]


def replicate(model: nn.Module) -> nn.Module:
    """Copy ``model`` with every parameter and buffer on the meta device, ties kept.

    The copy is in training mode if the whole model was in evaluation mode; single frozen modules
    stay as they are. Layers that a sparsifier swapped (``weft_plain_class``) are plain again.
    Raises ValueError where the model cannot be copied.
    """
    model = getattr(model, "_orig_mod", model)  # inside torch.compile's wrapper
    twins = {id(tensor): _twin(tensor) for tensor in _tensors(model)}
    try:
        replica = copy.deepcopy(model, twins)
    except Exception as error:
        raise ValueError(
            f"{type(model).__name__} cannot be copied ({type(error).__name__}: {error}); "
            "keep no open files, locks or computed tensors as attributes"
        ) from error
    for module in replica.modules():
        plain = getattr(module, "weft_plain_class", None)
        if plain is not None:
            module.__class__ = plain
    return replica if model.training else replica.train()


def enter_parameters(log: Log, replica: nn.Module) -> None:
    """Enter the replica's parameters and buffers, and what a sparsifier says of its layers.

    `weft.models.sparsify` leaves ``weft_weights`` and ``weft_gradients`` on a layer.
    """
    for name, tensor in named_tensors(replica):
        log.memory[tensor] = Value(Origin.PARAMETER, name, numel=tensor.numel(), wide=True)
        owner = replica.get_submodule(owner_of(name))
        weights = getattr(owner, "weft_weights", None)
        if isinstance(weights, Weights) and tensor.dim() > 1:
            log.weights[name] = weights
            log.gradients[name] = getattr(owner, "weft_gradients", DENSE)


def named_tensors(model: nn.Module) -> Iterator[tuple[str, torch.Tensor]]:
    """Parameters, then buffers, each once."""
    yield from model.named_parameters()
    yield from model.named_buffers()


def meta_inputs(example: ExampleInput, dtype: torch.dtype) -> tuple[list[Any], dict[str, Any]]:
    """Positional and keyword inputs on the meta device; shapes become tensors of ``dtype``.

    ``example`` is a tensor, a shape, a sequence of tensors and shapes, or a mapping from
    keywords to such. Raises ValueError for a shape with sizes below 1.
    """
    if isinstance(example, Mapping):
        return [], {key: _meta_input(value, dtype) for key, value in example.items()}
    if isinstance(example, torch.Tensor) or _is_shape(example):
        return [_meta_input(example, dtype)], {}
    return [_meta_input(value, dtype) for value in example], {}


def parameter_dtype(model: nn.Module) -> torch.dtype:
    """Number type of the model's first parameter that is a float."""
    return next((p.dtype for p in model.parameters() if p.is_floating_point()), torch.float32)


def _meta_input(example: Any, dtype: torch.dtype) -> Any:
    if isinstance(example, torch.Tensor):
        return _twin(example)
    if not _is_shape(example):
        return example
    if min(example, default=1) < 1:
        raise ValueError(f"input shape {tuple(example)} has a size below 1")
    return torch.empty(tuple(example), dtype=dtype, device="meta")


def _is_shape(example: Any) -> bool:
    return isinstance(example, Sequence) and all(
        isinstance(size, int) and not isinstance(size, bool) for size in example
    )


def _tensors(model: nn.Module) -> Iterator[torch.Tensor]:
    """Parameters, buffers, and tensors that modules keep as plain attributes."""
    for module in model.modules():
        held = (*module._parameters.values(), *module._buffers.values(), *vars(module).values())
        yield from (tensor for tensor in held if isinstance(tensor, torch.Tensor))


def _twin(tensor: torch.Tensor) -> torch.Tensor:
    if isinstance(tensor, nn.UninitializedParameter | nn.UninitializedBuffer):
        raise ValueError("the model has lazy layers without a shape; call it once on real data")
    empty = torch.empty_strided(tensor.size(), tensor.stride(), dtype=tensor.dtype, device="meta")
    if isinstance(tensor, nn.Parameter):
        return nn.Parameter(empty, requires_grad=tensor.requires_grad)
    return empty.requires_grad_(tensor.requires_grad and tensor.is_leaf)
