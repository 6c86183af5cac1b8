"""The network that the user names: one of the zoo, or a factory in a file of his own."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from torch import nn

DEFAULT_BATCH = 32


@dataclass(frozen=True, kw_only=True)
class Source:
    """Where a network comes from.

    ``build`` takes ``classes=`` where ``takes_classes``. ``example`` is an input with its batch, or
    None where only the user can tell.
    """

    name: str
    build: Callable[..., nn.Module]
    takes_classes: bool
    example: Any


def source_of(network: str | None, model: str | None) -> Source:
    """The network of the zoo, or the one from ``FILE.py:FACTORY``.

    Raises ValueError where neither or both are named, and for what does not exist.
    """
    from weft.models.zoo import load_factory, network_named

    if (network is None) == (model is None):
        named = "neither NETWORK nor --model" if model is None else "both NETWORK and --model"
        raise ValueError(f"{named} given; name one of `weft networks`, or --model FILE.py:FACTORY")
    if model is not None:
        factory = load_factory(model)
        return Source(
            name=factory.name, build=factory, takes_classes=False, example=factory.example_input
        )
    assert network is not None
    known = network_named(network)
    return Source(
        name=known.name, build=known.factory, takes_classes=True, example=known.batch_shape()
    )


def example_input(source: Source, input_shape: str | None, batch: int | None) -> Any:
    """An input for recording: of ``input_shape`` if given, else what the source says.

    Raises ValueError for a malformed shape, and where nobody tells the shape.
    """
    if input_shape is not None:
        sizes = _parsed(input_shape)
        usual = source.example[0] if source.takes_classes else DEFAULT_BATCH
        return (batch or usual, *sizes)
    if source.example is None:
        raise ValueError(
            f"what {source.name} takes is not known; give --input-shape, such as 3,32,32, or put "
            "example_input = (32, 3, 32, 32) into the file"
        )
    return source.example if batch is None else _with_batch(source.example, batch)


def _parsed(text: str) -> tuple[int, ...]:
    if not re.fullmatch(r"[1-9]\d*([,x][1-9]\d*)*", text):
        raise ValueError(
            f"input shape {text!r} is not a list of sizes; write one sample without the batch, "
            "such as 3,32,32"
        )
    return tuple(int(size) for size in re.split("[,x]", text))


def _with_batch(example: Any, batch: int) -> Any:
    """The same input with another batch size."""
    if isinstance(example, tuple | list) and all(isinstance(size, int) for size in example):
        return (batch, *example[1:])
    if isinstance(example, tuple | list):
        return tuple(_with_batch(part, batch) for part in example)
    if isinstance(example, dict):
        return {name: _with_batch(part, batch) for name, part in example.items()}
    return example.new_zeros((batch, *example.shape[1:]))
