"""No word is used that was read from a memory in the cycle in which it was written.

What a block RAM gives then differs between chips, and synthesis may leave out the logic that would
promise something. Here such a read gives every bit wrong in all memories that are read with a
clock, and machines made of them must still do as simulated.
"""

from __future__ import annotations

from functools import partial
from types import SimpleNamespace
from typing import Any

import pytest
from amaranth.hdl import Cat, Elaboratable, Module, Signal
from amaranth.lib import fifo
from amaranth.lib.memory import Memory

from tests.rtl import variants
from weft.accelerator.toml import preset
from weft.rtl.bus import hyper_table
from weft.rtl.compute import skew
from weft.rtl.parts import delay_line, lane_memory
from weft.verification.beds import CompiledBed
from weft.verification.campaign import verdicts
from weft.verification.cases import Settings
from weft.verification.machines import ACCEPTANCE

MACHINES = (preset("tiny"), ACCEPTANCE[1])  # int8 4x4 with patterns, fp16 2x2 on two channels
CASES = 10
HOLDERS = (lane_memory, delay_line, skew, hyper_table, fifo)  # modules that make such memories


class Poisoned(Elaboratable):
    """A `Memory` of one write and one read port: lanes read while written come inverted.

    One that is read without a clock is as it should be. With ``always`` such a lane comes inverted
    until the next collision, too.
    """

    def __init__(self, *, always: bool = False, shape: int, depth: int, init: list[int]) -> None:
        self.always, self.shape = always, shape
        self.memory = Memory(shape=shape, depth=depth, init=init)
        self.read: Any = None

    def write_port(self, *, granularity: int | None = None) -> Any:
        self.write = self.memory.write_port(granularity=granularity)
        return self.write

    def read_port(self, *, domain: str = "sync") -> Any:
        port = self.memory.read_port(domain=domain)
        if domain == "comb":
            return port
        self.read, self.data = port, Signal(self.shape)
        return SimpleNamespace(addr=port.addr, en=port.en, data=self.data)

    def elaborate(self, platform: object) -> Module:
        m = Module()
        m.submodules.memory = self.memory
        if self.read is None:
            return m
        hit = Signal(len(self.write.en))
        with m.If(self.read.en):
            with m.If(self.read.addr == self.write.addr):
                m.d.sync += hit.eq(self.write.en)
            with m.Elif(not self.always):
                m.d.sync += hit.eq(0)
        wrong = Cat(lane.replicate(self.shape // len(hit)) for lane in hit)
        m.d.comb += self.data.eq(self.read.data ^ wrong)
        return m


def bed(accelerator, monkeypatch: pytest.MonkeyPatch, **how: bool) -> CompiledBed:
    """``accelerator`` made of poisoned memories."""
    for holder in HOLDERS:
        monkeypatch.setattr(holder, "Memory", partial(Poisoned, **how))
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
