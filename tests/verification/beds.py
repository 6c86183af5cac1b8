"""Beds made of the simulators, some with a planted fault: what a broken machine would do."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from weft.accelerator.isa import OPCODE, Opcode, column
from weft.simulator.timing import simulate
from weft.verification.beds import Outcome, executed, expected


class SimulatedBed:
    """A machine without fault; ``runs`` counts."""

    def __init__(self, accelerator):
        self.accelerator, self.runs = accelerator, 0

    def run(self, case):
        assert case.accelerator == self.accelerator
        self.runs += 1
        return self.faulty(case, Outcome(*expected(case).__dict__.values()))

    def faulty(self, case, outcome):
        return replace(outcome, image=executed(case))


class NoRelu(SimulatedBed):
    """STORE forgets to rectify."""

    def faulty(self, case, outcome):
        rows = case.program.rows.copy()
        rows[rows[:, OPCODE] == Opcode.STORE, column(Opcode.STORE, "relu")] = 0
        return replace(
            outcome, image=executed(replace(case, program=replace(case.program, rows=rows)))
        )


class LateGather(SimulatedBed):
    """A GATHER into B, and so all that follows from it, takes as long as one of a block more."""

    def faulty(self, case, outcome):
        rows, op = case.program.rows.copy(), Opcode.GATHER
        slow = (rows[:, OPCODE] == op) & (rows[:, column(op, "target")] == 1)
        rows[slow, column(op, "images")] += 1
        _, trace = simulate(case.accelerator, replace(case.program, rows=rows))
        return Outcome(trace.start, trace.end, executed(case))


class Stuck(SimulatedBed):
    """The first UPDATE never ends, nor does anything after it start."""

    def faulty(self, case, outcome):
        updates = np.flatnonzero(case.program.rows[:, OPCODE] == Opcode.UPDATE)
        if not len(updates):
            return outcome
        when = outcome.start[updates[0]]
        start = np.where(outcome.start > when, -1, outcome.start)
        end = np.where((outcome.end > when), -1, outcome.end)
        return Outcome(start, end, case.image.copy(), "not done after limit=9 clock cycles")


class Interrupting(SimulatedBed):
    """The user presses Ctrl-C in the third case."""

    def run(self, case):
        if self.runs == 2:
            raise KeyboardInterrupt
        return super().run(case)
