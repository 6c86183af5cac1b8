"""Limits on what a machine may take: constraints of a search over machines.

Of a description alone `Limits.excess` needs no simulation, so that a search throws a machine out
before it spends time on it; watts are known once an iteration was simulated.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, fields

from weft.accelerator.description import Accelerator
from weft.accelerator.resources.counts import NAMES, TITLES, Resources
from weft.accelerator.resources.model import estimate


class OverLimit(ValueError):
    """A machine takes more than it may; the message has the numbers and a way out."""


@dataclass(frozen=True, kw_only=True)
class Limits:
    """The most of each resource, in its blocks, and the most watts; None where there is no limit.

    UltraRAMs beyond ``uram`` are made of block RAM instead.
    """

    lut: float | None = None
    ff: float | None = None
    dsp: float | None = None
    ramb36: float | None = None
    uram: float | None = None
    watts: float | None = None

    @classmethod
    def parse(cls, words: Iterable[str]) -> Limits:
        """Limits as users write them, ``dsp=2000``. Raises ValueError for what is none."""
        found: dict[str, float] = {}
        for word in words:
            name, value = _pair(word)
            if name in found:
                raise ValueError(f"limit {word!r}: {name} is limited twice; give one of them")
            found[name] = value
        return cls(**found)

    @classmethod
    def of(cls, resources: Resources) -> Limits:
        """Those of a chip, or of the part of a chip that a design may have."""
        return cls(**{name: resources[name] for name in NAMES})

    def used(self, accelerator: Accelerator) -> Resources:
        """What the model says that a machine takes within the limit of UltraRAM."""
        free = estimate(accelerator)
        if self.uram is None or free.uram <= self.uram:
            return free
        return estimate(accelerator, ultra_limit=int(self.uram))

    def excess(self, used: Resources) -> list[str]:
        """One phrase for each resource of which ``used`` is above its limit."""
        return [
            f"{used[name]:,g} {TITLES[name]} where {limit:,g} are allowed"
            for name in NAMES
            if (limit := getattr(self, name)) is not None and used[name] > limit
        ]

    def allow(self, accelerator: Accelerator) -> bool:
        """Whether a machine is within all limits but that of watts."""
        return not self.excess(self.used(accelerator))

    def require(self, accelerator: Accelerator) -> Resources:
        """What a machine takes. Raises OverLimit where that is more than it may."""
        used = self.used(accelerator)
        if excess := self.excess(used):
            raise OverLimit(
                f"{accelerator.name} takes about {'; '.join(excess)}: "
                "use fewer rows, smaller buffers or a narrower bus, or raise the limit"
            )
        return used

    def require_watts(self, accelerator: Accelerator, watts: float) -> None:
        """Raise OverLimit where a run takes more ``watts`` than it may."""
        if self.watts is not None and watts > self.watts:
            raise OverLimit(
                f"{accelerator.name} takes about {watts:.3g} W where {self.watts:g} are allowed: "
                "use a slower clock_mhz or fewer rows, or raise the limit"
            )


LIMITED = tuple(field.name for field in fields(Limits))


def _pair(word: str) -> tuple[str, float]:
    name, equals, text = word.partition("=")
    if not equals:
        raise ValueError(f"limit {word!r} has no value; write it like dsp=2000")
    if name not in LIMITED:
        near = difflib.get_close_matches(name, LIMITED, n=1)
        hint = f"did you mean {near[0]!r}?" if near else f"use one of {', '.join(LIMITED)}"
        raise ValueError(f"limit {word!r}: nothing is called {name!r}; {hint}")
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value < float("inf"):
        raise ValueError(f"limit {word!r}: {text!r} is no number of at least 0; use {name}=2000")
    return name, value
