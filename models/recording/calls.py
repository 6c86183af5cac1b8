"""One dispatched operator with its tensors, place and stage."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import torch
from torch.utils._pytree import tree_leaves

from weft.dataflow.workload import Stage
from weft.models.recording.values import Site, storage_key


@dataclass(frozen=True)
class Link:
    """What an autograd node knows of the forward operator that it differentiates."""

    layer: str = ""
    kind: str = ""
    site: Site | None = None


@dataclass(frozen=True, kw_only=True)
class Call:
    """One operator: ``op`` is its name without namespace and overload, as ``add_``.

    ``link`` is of the autograd node under way in BP, empty in FF. ``repeats`` marks FF work done
    again in the backward pass.
    """

    op: str
    func: torch._ops.OpOverload
    args: tuple[Any, ...]
    kwargs: dict[str, Any]
    inputs: tuple[torch.Tensor, ...]
    outputs: tuple[torch.Tensor, ...]
    stage: Stage
    layer: str
    link: Link
    repeats: bool = False

    @property
    def base(self) -> str:
        """Name without the mark of the in-place form."""
        return self.op.removesuffix("_")

    @property
    def in_place(self) -> bool:
        return self.func._schema.is_mutable

    @property
    def backward(self) -> bool:
        return self.stage is not Stage.FF

    @property
    def is_view(self) -> bool:
        """Whether nothing is computed: every output is memory of an input, unchanged."""
        if self.in_place:
            return torch.Tag.inplace_view in self.func.tags
        known = {storage_key(tensor) for tensor in self.inputs}
        return all(storage_key(tensor) in known for tensor in self.outputs)

    def argument(self, index: int, default: Any = None) -> Any:
        """Positional argument, or ``default`` where it was left out."""
        return self.args[index] if index < len(self.args) else default

    def written(self) -> tuple[torch.Tensor, ...]:
        """Tensors that the operator writes: its outputs, and arguments that it changes."""
        return tuple(_distinct((*self.outputs, *self._mutated())))

    def _mutated(self) -> Iterator[torch.Tensor]:
        for argument, value in zip(self.func._schema.arguments, self.args, strict=False):
            alias = argument.alias_info
            if alias is not None and alias.is_write:
                yield from tensors_in(value)


def tensors_in(tree: Any) -> tuple[torch.Tensor, ...]:
    """All tensors of nested tuples, lists and dicts, in order."""
    return tuple(leaf for leaf in tree_leaves(tree) if isinstance(leaf, torch.Tensor))


def _distinct(tensors: tuple[torch.Tensor, ...]) -> Iterator[torch.Tensor]:
    seen: set[int] = set()
    for tensor in tensors:
        if storage_key(tensor) not in seen:
            seen.add(storage_key(tensor))
            yield tensor
