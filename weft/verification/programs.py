"""Random legal programs: every opcode, with data that flows from DRAM through all to DRAM again.

A program is drawn instruction by instruction, each executed at once by the functional simulator;
one that it refuses (for its addresses or for its data, such as an index beyond its group) is drawn
again. So whatever comes out is legal, however its instructions meet.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from weft.accelerator import isa
from weft.accelerator.description import Accelerator
from weft.accelerator.isa import Hyper, Opcode, Program
from weft.dataflow import tokens
from weft.simulator.functional import execute
from weft.simulator.functional_machine import Machine
from weft.verification import chains
from weft.verification.dice import Dice
from weft.verification.memory import random_image, regions
from weft.verification.moves import Fields, Site
from weft.verification.needs import extra_needs, needs_of
from weft.verification.updates import random_hypers

Array = NDArray[Any]

LENGTH = 60  # instructions, besides those that fill the buffers first and empty them last
_ATTEMPTS = 5  # at one instruction


@dataclass(frozen=True)
class Drawn:
    """A program, the bytes of DRAM before it and those that the functional simulator left.

    ``places`` name parts of DRAM by their first granule and the one after their last.
    """

    program: Program
    image: Array
    expected: Array
    places: tuple[tuple[str, int, int], ...] = ()


def random_program(dice: Dice, accelerator: Accelerator, length: int = LENGTH) -> Drawn:
    """A legal program of about ``length`` instructions on a random image.

    It begins with loads that fill the buffers and ends with stores of O and of U out, so that what
    every engine did is seen in DRAM.
    """
    image = random_image(dice, accelerator)
    writer = Writer(accelerator, dice, image, random_hypers(dice))
    chains.fill_buffers(writer)
    body = len(writer) + length
    while len(writer) < body:
        chains.random_chain(writer)
    chains.empty_buffers(writer)
    parts = vars(writer.site.regions).items()
    places = tuple((name, part.start, part.stop) for name, part in parts)
    return Drawn(writer.program(), image, writer.image, places)


class Writer:
    """Draws instructions, executes them at once and keeps the legal ones.

    ``site`` is what draws look at; ``image`` is DRAM as the program has left it so far.
    """

    def __init__(
        self, accelerator: Accelerator, dice: Dice, image: Array, hypers: tuple[Hyper, ...]
    ) -> None:
        self.accelerator, self.dice, self.hypers = accelerator, dice, hypers
        self.image = image.copy()
        self.site = Site(accelerator, dice, regions(accelerator), Machine(accelerator))
        self._rows: list[Array] = []

    def __len__(self) -> int:
        return len(self._rows)

    def add(self, opcode: Opcode, draw: Callable[[], Fields]) -> Fields | None:
        """Append an instruction whose fields ``draw`` gives; None where no legal one was found."""
        for _ in range(_ATTEMPTS):
            try:
                fields = draw()
                row = isa.row(opcode, **fields)
                self._execute(row)
            except ValueError:  # NoRoomError, or what the simulator refuses
                continue
            self._rows.append(row)
            return fields
        return None

    def _execute(self, row: Array) -> None:
        """Run one instruction; a refused one leaves the machine as it was."""
        machine = self.site.machine
        if row[isa.OPCODE] == Opcode.UPDATE:  # refused data may come up after it has written
            machine = copy.deepcopy(machine)
        execute(self.accelerator, self._program(row[None]), self.image, machine=machine)
        self.site.machine = machine

    def _program(self, rows: Array) -> Program:
        return Program(rows, ("random",), self.accelerator.digest, self.hypers)

    def program(self) -> Program:
        """The instructions so far, with the tokens that they need and a few that they do not."""
        rows = np.stack(self._rows)
        needs = needs_of(self.accelerator, rows)
        extra = extra_needs(self.dice, rows, self.dice.choose([0.0, 0.05, 0.2]))
        tokens.assign(rows, np.maximum(needs, extra))
        return self._program(rows)
