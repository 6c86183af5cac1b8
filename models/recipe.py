"""The settings of a training, and the learning rate of every step."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Schedule = Literal["one-cycle", "cosine", "constant"]


def _between(start: float, end: float, share: float) -> float:
    """From ``start`` to ``end`` along half a cosine."""
    return end + (start - end) * (1 + math.cos(math.pi * share)) / 2


def _one_cycle(share: float, peak: float) -> float:
    # torch's OneCycleLR: 30 % up from peak/25, then down to peak/25e4
    if share < 0.3:
        return _between(peak / 25, peak, share / 0.3)
    return _between(peak, peak / 25e4, (share - 0.3) / 0.7)


_SCHEDULES: dict[str, Callable[[float, float], float]] = {
    "one-cycle": _one_cycle,
    "cosine": lambda share, peak: _between(peak, 0.0, share),
    "constant": lambda share, peak: peak,
}


@dataclass(frozen=True, kw_only=True)
class Recipe:
    """How to train; ``loss_scale`` multiplies the loss before backward and is divided out after."""

    epochs: int = 10
    batch: int = 64
    learning_rate: float = 0.1
    schedule: Schedule = "one-cycle"
    momentum: float = 0.9
    weight_decay: float = 5e-4
    nesterov: bool = False
    label_smoothing: float = 0.0
    seed: int = 0
    loss_scale: float = 1.0

    def __post_init__(self) -> None:
        for name in ("epochs", "batch"):
            if getattr(self, name) < 1:
                raise ValueError(f"{name}={getattr(self, name)} is below 1; give 1 or more")
        if not self.learning_rate > 0:
            raise ValueError(f"learning_rate={self.learning_rate} is not positive; try 0.1")
        if self.schedule not in _SCHEDULES:
            raise ValueError(
                f"schedule={self.schedule!r} is unknown; use one of {', '.join(_SCHEDULES)}"
            )


def learning_rate_at(position: int, steps: int, recipe: Recipe) -> float:
    """Learning rate of step ``position`` (from 0) of ``steps`` in the whole training."""
    return _SCHEDULES[recipe.schedule](position / max(1, steps - 1), recipe.learning_rate)
