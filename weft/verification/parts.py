"""Running a program part by part on the compiled hardware, against the timing simulator."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from weft.accelerator.description import Accelerator
from weft.accelerator.isa import Fault, Program, engines
from weft.dataflow import tokens
from weft.rtl.simulation.machine import CompiledMachine
from weft.simulator.timing import simulate
from weft.simulator.tokens import match

Array = NDArray[Any]


def part(program: Program, first: int, after: int) -> Program:
    """The instructions ``first`` to ``after`` - 1 as a program of their own.

    Tokens to and from the rest are left out: the host starts a part when those before have ended.
    """
    givers = match(program.rows, engines(program.rows))[first:after] - first
    rows = program.rows[first:after].copy()
    tokens.assign(rows, np.where((givers >= 0) & (givers < len(rows)), givers, -1))
    return replace(program, rows=rows, blocks=np.zeros((0, 3), np.int64))


class Hardware:
    """Runs parts of programs on compiled RTL; a `weft.replay.Runner`.

    Every part's starts and ends must be those that the timing simulator gives: AssertionError
    where one is not. ``cycles`` counts those of the contract, ``clock_cycles`` those of the clock,
    ``stalled`` those in which memory kept the core waiting.
    """

    def __init__(self, accelerator: Accelerator) -> None:
        self.accelerator = accelerator
        self._machine = CompiledMachine(accelerator)
        self._is_on = False
        self.parts = self.instructions = self.cycles = self.clock_cycles = self.stalled = 0

    def run(self, program: Program, first: int, after: int, image: Array) -> None:
        mine = part(program, first, after)
        _, expected = simulate(self.accelerator, mine)
        assert expected is not None
        run = self._machine.run(mine.encode(), len(mine), image, mine.hypers, keep=self._is_on)
        self._is_on = True
        assert run.fault is Fault.NONE, f"{run.fault.name} at {run.fault_instruction}"
        for name in ("start", "end"):
            found, wanted = getattr(run, name), getattr(expected, name)
            places = np.flatnonzero(found != wanted)
            assert not places.size, (
                f"instruction {first + places[0]}: {name} {found[places[0]]}, "
                f"not {wanted[places[0]]}"
            )
        self.parts += 1
        self.instructions += len(mine)
        self.cycles += run.cycles
        self.clock_cycles += run.clock_cycles
        self.stalled += run.stalled
