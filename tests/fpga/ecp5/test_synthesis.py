"""Memories of a machine in synthesis: they are zero at power-up though no loop says so."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from amaranth.hdl import Module
from amaranth.lib import wiring
from amaranth.lib.wiring import In, Out

from weft.fpga.ecp5.synthesis import memory_blocks, synthesise
from weft.rtl.parts.lane_memory import LaneMemory
from weft.rtl.verilog import to_verilog, without_zeros


class Both(wiring.Component):
    """A memory for block RAM and one for LUTs."""

    def __init__(self) -> None:
        super().__init__(
            {"write": In(1), "address": In(11), "data": In(8), "large": Out(8), "small": Out(8)}
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        for name, size in (("large", 2048), ("small", 16)):
            memory = LaneMemory(size, 8, write_lanes=1, read_lanes=1, latency=2)
            m.submodules[name] = memory
            m.d.comb += [
                memory.write.eq(self.write),
                memory.write_address.eq(self.address),
                memory.write_data.eq(self.data),
                memory.read_address.eq(self.address),
                getattr(self, name).eq(memory.read_data),
            ]
        return m


@pytest.fixture(scope="module")
def verilog() -> str:
    return to_verilog({"both": Both()})


def test_only_the_loops_are_left_out(verilog):
    lines, kept = verilog.splitlines(), without_zeros(verilog).splitlines()
    gone = [line for line in lines if "word_of_memory" in line]
    assert len(gone) == 2 * 2  # a declaration and a loop in each module with a memory
    assert kept == [line for line in lines if line not in gone]


def test_memories_without_contents_are_configured_as_zeros(verilog, tmp_path: Path):
    (tmp_path / "both.v").write_text(verilog)
    design = json.loads(synthesise(tmp_path / "both.v", "both").file.read_text())
    cells = design["modules"]["both"]["cells"].values()
    kinds = {}
    for cell in cells:
        contents = [v for name, v in cell["parameters"].items() if name.startswith("INITVAL")]
        if contents:
            kinds[cell["type"]] = "".join(contents)
    assert kinds.keys() == {"DP16KD", "TRELLIS_DPR16X4"}
    assert "1" not in "".join(kinds.values())  # an x becomes 0 in nextpnr
    assert set(kinds["DP16KD"]) == {"0"}


def test_the_loops_make_no_difference_to_what_becomes_block_ram(verilog, tmp_path: Path):
    (tmp_path / "both.v").write_text(verilog)
    assert list(memory_blocks(tmp_path / "both.v", "both").values()) == [1]
