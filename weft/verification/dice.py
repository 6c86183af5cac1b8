"""Random choices in words: a thin layer over NumPy's generator, so that draws read well."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import numpy as np

T = TypeVar("T")


class Dice:
    """Draws from one seeded generator, ``rng``."""

    def __init__(self, rng: np.random.Generator) -> None:
        self.rng = rng

    @classmethod
    def of(cls, *seed: int) -> Dice:
        """Dice that depend on the numbers ``seed`` alone."""
        return cls(np.random.default_rng(np.random.SeedSequence(seed)))

    def pick(self, low: int, high: int) -> int:
        """A whole number from ``low`` to ``high``, both included."""
        return int(self.rng.integers(low, high + 1))

    def few(self, high: int) -> int:
        """A number from 1 to ``high``, small ones more often."""
        return min(self.pick(1, high), self.pick(1, high))

    def chance(self, probability: float) -> bool:
        return bool(self.rng.random() < probability)

    def flag(self, probability: float = 0.5) -> int:
        return int(self.chance(probability))

    def choose(self, options: Sequence[T]) -> T:
        return options[self.pick(0, len(options) - 1)]

    def weighted(self, options: dict[T, float]) -> T:
        """One of ``options``, by its share of the sum of all."""
        names, shares = list(options), np.cumsum(list(options.values()))
        place = int(np.searchsorted(shares, self.rng.random() * shares[-1], side="right"))
        return names[min(place, len(names) - 1)]

    def congruent(self, value: int, beat: int, low: int, high: int) -> int:
        """A number from ``low`` to ``high`` that equals ``value`` modulo ``beat``.

        Raises ValueError where there is none.
        """
        first = low + (value - low) % beat
        if first > high:
            raise ValueError(f"no number from {low} to {high} equals {value} modulo {beat}")
        return first + beat * self.pick(0, (high - first) // beat)
