"""The skid buffer loses nothing, doubles nothing, keeps the order, and holds what it offers."""

from __future__ import annotations

from pathlib import Path

import pytest
from amaranth.hdl import Assert, Module, Signal

from tests.formal.proving import Proof, check
from weft.rtl.bus.skid import SkidBuffer

BITS = 3


class Leaky(SkidBuffer):
    """A planted bug: what was spilled is overwritten where more is offered."""

    def elaborate(self, platform: object) -> Module:
        m = super().elaborate(platform)
        with m.If(self.spilled & self.i.valid):
            m.d.sync += self.spare.eq(self.i.payload)
        return m


class SkidProof(Proof):
    """Against a queue of two places, ``first`` leaving next."""

    def __init__(self, dut: SkidBuffer) -> None:
        super().__init__()
        self.dut = dut

    def elaborate(self, platform: object) -> Module:
        m = Module()
        m.submodules.dut = dut = self.dut
        m.d.comb += [
            dut.i.valid.eq(self.free(1, "i_valid")),
            dut.i.payload.eq(self.free(BITS, "i_payload")),
            dut.o.ready.eq(self.free(1, "o_ready")),
        ]
        first, second, count = Signal(BITS), Signal(BITS), Signal(2)
        comes, goes = dut.i.valid & dut.i.ready, dut.o.valid & dut.o.ready
        m.d.sync += count.eq(count + comes - goes)
        with m.If(goes):
            m.d.sync += first.eq(second)
        with m.If(comes):
            with m.If(count - goes == 0):
                m.d.sync += first.eq(dut.i.payload)
            with m.Else():
                m.d.sync += second.eq(dut.i.payload)
        m.d.comb += [
            Assert(count <= 2),
            Assert(dut.o.valid == (count != 0)),
            Assert(dut.i.ready == (count != 2)),
            Assert(dut.empty == (count == 0)),
            Assert(~dut.o.valid | (dut.o.payload == first)),
            Assert(dut.spilled == (count == 2)),  # what the induction needs to know
            Assert(~dut.spilled | (dut.spare == second)),
        ]
        self.stays(m, dut.o.valid, dut.o.ready, dut.o.payload)
        return m


@pytest.mark.parametrize("mode", ["bmc", "prove"])
def test_the_buffer_is_a_queue_of_two(tmp_path: Path, mode: str) -> None:
    verdict = check(tmp_path, SkidProof(SkidBuffer(BITS)), mode=mode, depth=8)
    assert verdict.passed, verdict.text


def test_a_planted_bug_is_found(tmp_path: Path) -> None:
    verdict = check(tmp_path, SkidProof(Leaky(BITS)), mode="bmc", depth=8, fails=True)
    assert verdict.passed, verdict.text
