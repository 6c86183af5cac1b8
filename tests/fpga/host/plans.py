"""Programs for devices: a compiled layer, one that takes its time, and some with a fault."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np

from tests.fpga.machines import TINY
from weft.accelerator import isa
from weft.accelerator.description import INSTRUCTION_BYTES
from weft.accelerator.isa import OPCODE, PUSH, Opcode, Program
from weft.simulator.timing import simulate
from weft.verification.dice import Dice
from weft.verification.layers import random_layer
from weft.verification.programs import Drawn

SPOILT = 20  # the instruction that is damaged


@cache
def layer() -> Drawn:
    """FF, BP and WU of a layer of `TINY`, compiled, with its image before and afterwards."""
    drawn = random_layer(Dice.of(5), TINY)
    drawn.image.flags.writeable = drawn.expected.flags.writeable = False
    assert not np.array_equal(drawn.image, drawn.expected)
    return drawn


def cycles(program: Program) -> int:
    return simulate(TINY, program)[0].cycles


def slow() -> Program:
    """The layer behind one load that reads the same beats for eighty thousand cycles."""
    beat = TINY.beat_granules
    load = isa.row(Opcode.LOAD, length=4 * beat, runs=20000, images=1, planes=1)
    program = layer().program
    return replace(program, rows=np.vstack([load, program.rows]))


class Damaged(Program):
    """A program of which one instruction reaches the machine as zeros, which are no instruction."""

    def encode(self) -> bytes:
        code = bytearray(super().encode())
        at = INSTRUCTION_BYTES * SPOILT
        code[at : at + INSTRUCTION_BYTES] = bytes(INSTRUCTION_BYTES)
        return bytes(code)


def illegal() -> tuple[Program, int]:
    """The layer with an instruction that is none; the number of it."""
    program = layer().program
    damaged = Damaged(program.rows, program.tags, program.digest, program.hypers)
    return damaged, SPOILT


def outside() -> tuple[Program, int]:
    """The layer with a load from beyond the image; the number of it."""
    program = layer().program
    rows = program.rows.copy()
    at = int(np.flatnonzero(rows[:, OPCODE] == Opcode.LOAD)[0])
    rows[at, isa.column(Opcode.LOAD, "dram")] += 1 << 20
    return replace(program, rows=rows), at


def deadlocked() -> Program:
    """The layer, in which the first instruction that gives tokens forgets to."""
    program = layer().program
    rows = program.rows.copy()
    rows[np.flatnonzero(rows[:, PUSH])[0], PUSH] = 0
    return replace(program, rows=rows)
