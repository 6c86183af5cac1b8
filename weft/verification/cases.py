"""Cases: a program, its memory and how that memory behaves, all from a seed and a number."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from numpy.typing import NDArray

from weft.accelerator.description import Accelerator
from weft.accelerator.isa import Program
from weft.verification.dice import Dice
from weft.verification.layers import random_layer
from weft.verification.machines import FORMATS_FIRST, random_accelerator
from weft.verification.programs import LENGTH, Drawn, random_program

Array = NDArray[Any]

CASES_A_MACHINE = 20  # consecutive cases on one random accelerator: building it takes a while
_LAYERS = 0.25  # share of cases that are compiled layers
_OF_A_CASE, _OF_A_MACHINE = 1, 2  # first words of seeds


@dataclass(frozen=True, kw_only=True)
class Pace:
    """How memory behaves; None stands for what the timing contract asks for.

    Whatever it is, the trace in cycles of the core must be the same.
    """

    latency: int | None = None
    beat_cycles: int | None = None
    extra_latency: int = 0
    stall: float = 0.0
    seed: int = 0


@dataclass(frozen=True)
class Case:
    """One run to compare; ``expected`` is what the functional simulator leaves of ``image``."""

    name: str
    accelerator: Accelerator
    program: Program
    image: Array
    expected: Array
    pace: Pace = Pace()
    places: tuple[tuple[str, int, int], ...] = ()

    def with_program(self, program: Program, expected: Array) -> Case:
        """The same image and pace under another program."""
        return replace(self, program=program, expected=expected)

    def place_of(self, granule: int) -> str:
        """The tensor or region that a granule of DRAM lies in."""
        return next((n for n, start, stop in self.places if start <= granule < stop), "no tensor")


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What cases are drawn from; ``accelerator`` is None for random ones."""

    seed: int = 0
    accelerator: Accelerator | None = None
    length: int = LENGTH
    layers: bool = True
    formats: tuple[str, ...] = FORMATS_FIRST


def case_of(settings: Settings, number: int) -> Case:
    """Case ``number``: the same for the same settings, whatever was drawn before."""
    a = accelerator_of(settings, number)
    dice = Dice.of(_OF_A_CASE, settings.seed, number)
    drawn, kind = _drawn(dice, a, settings)
    return Case(
        name=f"{number} ({kind} on {a.name})",
        accelerator=a,
        program=drawn.program,
        image=drawn.image,
        expected=drawn.expected,
        pace=random_pace(dice, a),
        places=drawn.places,
    )


def accelerator_of(settings: Settings, number: int) -> Accelerator:
    """The machine of a case; random ones last for `CASES_A_MACHINE` cases."""
    if settings.accelerator is not None:
        return settings.accelerator
    group = number // CASES_A_MACHINE
    dice = Dice.of(_OF_A_MACHINE, settings.seed, group)
    name = f"random-{settings.seed}-{group}"
    return random_accelerator(dice, formats=settings.formats, name=name)


def _drawn(dice: Dice, a: Accelerator, settings: Settings) -> tuple[Drawn, str]:
    if settings.layers and dice.chance(_LAYERS):
        try:
            return random_layer(dice, a), "layer"
        except ValueError:  # the machine is too small for any: a program is never refused
            pass
    return random_program(dice, a, settings.length), "program"


def random_pace(dice: Dice, a: Accelerator) -> Pace:
    """As the contract asks for, slower throughout, or irregular."""
    seed = int(dice.rng.integers(1 << 32))
    kind = dice.weighted({"conforming": 4, "slow": 2, "irregular": 4})
    if kind == "conforming":
        return Pace()
    if kind == "slow":
        latency = a.dram_latency + dice.pick(1, 60)
        return Pace(latency=latency, beat_cycles=a.beat_cycles + dice.pick(0, 3))
    return Pace(
        latency=dice.pick(1, 2 * a.dram_latency), beat_cycles=dice.pick(1, 3),
        extra_latency=dice.pick(0, 40), stall=dice.choose([0.05, 0.3, 0.6]), seed=seed,
    )  # fmt: skip
