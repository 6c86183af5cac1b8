"""Checkpoint files: written whole or not at all, and refused where they do not fit."""

from __future__ import annotations

import os
import pickle
import tempfile
from contextlib import suppress
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

_MAGIC = "weft checkpoint 1"


class CheckpointError(ValueError):
    """A checkpoint is unreadable, or belongs to another training; the message names the mend."""


@dataclass(frozen=True, kw_only=True)
class Checkpoint:
    """Everything that the rest of a training depends on."""

    settings: dict[str, Any]
    model: dict[str, Any]
    optimizer: dict[str, Any]
    masks: dict[str, Tensor]
    generator: Tensor
    epoch: int
    step: int
    sums: dict[str, Any]
    history: list[dict[str, Any]]


def write_checkpoint(path: Path, checkpoint: Checkpoint) -> None:
    """Write to a temporary file beside ``path``, then put it in place in one step.

    A crash or an interrupt at any moment leaves the old file or the new one, whole. Raises
    CheckpointError where the folder cannot be written to.
    """
    content = {f.name: getattr(checkpoint, f.name) for f in fields(checkpoint)}
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise CheckpointError(f"checkpoint {path} cannot be written: {error.strerror}") from error
    try:
        with os.fdopen(handle, "wb") as file:
            torch.save({"magic": _MAGIC, **content}, file)
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(name)
        raise


def read_checkpoint(path: Path, settings: dict[str, Any]) -> Checkpoint:
    """Read ``path`` and check that it was made with ``settings``.

    Only tensors and plain values are unpickled. Raises CheckpointError otherwise.
    """
    mend = "delete it, give another path, or train with resume=False"
    try:
        content = torch.load(path, map_location="cpu", weights_only=True)
    except (OSError, RuntimeError, EOFError, pickle.UnpicklingError) as error:
        raise CheckpointError(f"checkpoint {path} is unreadable; {mend}") from error
    if not isinstance(content, dict) or content.pop("magic", None) != _MAGIC:
        raise CheckpointError(f"{path} is no checkpoint of this program; {mend}")
    checkpoint = Checkpoint(**content)
    for name, value in settings.items():
        if checkpoint.settings.get(name) != value:
            was = _brief(checkpoint.settings.get(name), value)
            raise CheckpointError(f"checkpoint {path} was made with {name} {was}; {mend}")
    return checkpoint


def _brief(was: Any, now: Any) -> str:
    if not isinstance(was, dict) or not isinstance(now, dict):
        return f"{was!r}, not {now!r}"
    key = next(k for k in {**was, **now} if was.get(k) != now.get(k))
    return f"{key!r} as {was.get(key)}, not {now.get(key)}"
