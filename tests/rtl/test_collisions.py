"""No word is used that was read from a memory in the cycle in which it was written.

What a block RAM gives then differs between chips, and `LaneMemory` promises nothing: synthesis may
leave out the logic that would promise it. Here such a read gives every bit wrong, and machines made
of these memories must still do as simulated.
"""

from __future__ import annotations

from functools import partial
from types import SimpleNamespace
from typing import Any

import pytest
from amaranth.hdl import Cat, Elaboratable, Module, Signal
from amaranth.lib.memory import Memory

from tests.rtl import variants
from weft.accelerator.toml import preset
from weft.rtl.parts import lane_memory
from weft.verification.beds import CompiledBed
from weft.verification.campaign import verdicts
from weft.verification.cases import Settings
from weft.verification.machines import ACCEPTANCE

MACHINES = (preset("tiny"), ACCEPTANCE[1])  # int8 4x4 with patterns, fp16 2x2 on two channels
CASES = 10


class Poisoned(Elaboratable):
    """A `Memory` of one write and one read port: lanes read while written come inverted.

    With ``always`` such a lane comes inverted until the next collision, too.
    """

    def __init__(self, *, always: bool = False, shape: int, depth: int, init: list[int]) -> None:
        self.always, self.shape = always, shape
        self.memory = Memory(shape=shape, depth=depth, init=init)

    def write_port(self, *, granularity: int) -> Any:
        self.write, self.granularity = self.memory.write_port(granularity=granularity), granularity
        return self.write

    def read_port(self) -> Any:
        self.read = self.memory.read_port()
        self.data = Signal(self.shape)
        return SimpleNamespace(addr=self.read.addr, data=self.data)

    def elaborate(self, platform: object) -> Module:
        m = Module()
        m.submodules.memory = self.memory
        hit = Signal(len(self.write.en))
        with m.If(self.read.addr == self.write.addr):
            m.d.sync += hit.eq(self.write.en)
        with m.Elif(not self.always):
            m.d.sync += hit.eq(0)
        wrong = Cat(lane.replicate(self.granularity) for lane in hit)
        m.d.comb += self.data.eq(self.read.data ^ wrong)
        return m


def bed(accelerator, monkeypatch: pytest.MonkeyPatch, **how: bool) -> CompiledBed:
    """``accelerator`` made of poisoned memories."""
    monkeypatch.setattr(lane_memory, "Memory", partial(Poisoned, **how))
    return CompiledBed(accelerator, verilog=variants.machine(accelerator))


@pytest.mark.parametrize("accelerator", MACHINES, ids=lambda a: a.name)
def test_what_is_read_while_it_is_written_is_not_used(accelerator, monkeypatch) -> None:
    settings = Settings(seed=5, accelerator=accelerator, length=40)
    found = verdicts(settings, range(CASES), make_bed=lambda a: bed(a, monkeypatch))
    assert [str(v.difference) for v in found if v.difference] == []


def test_poison_is_noticed_where_it_is_used(monkeypatch) -> None:
    """The test above would see a wrong word: poison that stays until the next collision is seen."""
    settings = Settings(seed=5, accelerator=MACHINES[0], length=40)
    found = verdicts(settings, range(CASES), make_bed=lambda a: bed(a, monkeypatch, always=True))
    assert any(v.difference for v in found)
