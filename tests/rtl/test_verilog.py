"""Verilog out: deterministic, small, clean under lint, and the same logic as what went in."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from amaranth.back import rtlil
from amaranth.hdl import Cat, EnableInserter, Module, ResetInserter, Signal
from amaranth.lib import wiring
from amaranth.lib.memory import Memory
from amaranth.lib.wiring import In, Out

import weft.rtl
from weft.accelerator.toml import preset
from weft.rtl import verilog
from weft.rtl.merging import merged
from weft.rtl.parts.lane_memory import LaneMemory
from weft.rtl.simulation.build import generated
from weft.rtl.simulation.tools import ToolError, find_verilator, find_yosys
from weft.rtl.verilog import header, to_verilog

LINT = Path(weft.rtl.__path__[0]) / "lint.vlt"
TINY = preset("tiny")


@pytest.fixture(scope="module")
def tiny() -> str:
    return generated(TINY)


def lint(text: str, folder: Path) -> str:
    """Lint ``text`` under the waivers; raises ToolError with the first warning."""
    (folder / "top.v").write_text(text)
    return find_verilator().run(["--lint-only", "-Wall", LINT, "top.v"], folder)


def modules(text: str) -> dict[str, str]:
    found = re.finditer(r"^module (\\\S+|\w+).*?^endmodule$", text, re.MULTILINE | re.DOTALL)
    return {m[1]: m[0] for m in found}


# ---- the whole machine ----


def test_the_top_and_the_element_carry_the_digest(tiny):
    names = list(modules(tiny))
    assert names[0] == f"weft_{TINY.digest}"
    assert names.count(f"weft_pe_{TINY.digest}") == 1
    placed = re.findall(rf"^  weft_pe_{TINY.digest}  ?\\?\S+ \($", tiny, re.MULTILINE)
    assert len(placed) == TINY.pes


def test_every_lane_is_one_module(tiny):
    for lane in verilog.LANES:
        kinds = [n for n in modules(tiny) if re.search(rf"\.\w*{lane.__name__[-4:]}_\d+$", n)]
        assert len(kinds) <= 3, f"{lane.__name__} is emitted {len(kinds)} times"


def test_memories_stay_memories_and_begin_at_zero(tiny):
    sizes = [
        (int(high) + 1) * (int(last) + 1)
        for high, last in re.findall(r"^  reg \[(\d+):0\] \S+ +\[(\d+):0\];$", tiny, re.MULTILINE)
    ]
    bank, half = TINY.a_granules * TINY.granule_bytes, TINY.o_words * 4
    assert sum(sizes) >= 8 * (bank + half)  # equal banks and columns are one module
    zeroed = [m for m in modules(tiny).values() if re.search(r"^  reg \[\d+:0\] \S+ +\[", m, re.M)]
    assert all("initial" in module for module in zeroed)
    assert len(tiny) < 1_500_000


def test_the_same_description_gives_the_same_text(tiny):
    assert verilog.generate(TINY) == tiny


def test_lint_is_clean(tiny, tmp_path):
    lint(tiny, tmp_path)


FAULTS = {
    "LATCH": "always @* if (a) x = b;",
    "UNOPTFLAT": "wire loop; assign loop = loop & a | b; always @* x = loop;",
    "UNDRIVEN": "always @* x = b & never; wire never;",
    "MULTIDRIVEN": "always @(posedge a) x <= b; always @(posedge b) x <= a;",
}


@pytest.mark.parametrize("rule", FAULTS)
def test_lint_finds_a_planted_fault(rule, tmp_path):
    text = f"module top(input a, input b, output reg x);\n{FAULTS[rule]}\nendmodule\n"
    with pytest.raises(ToolError, match=rf"verilator \S+ failed: %Warning-{rule}"):
        lint(text, tmp_path)


def test_a_name_of_any_kind_stays_in_its_comment():
    strange = replace(TINY, name='two\nlines "quoted" */ \u2028 é')
    lines = header(strange).splitlines()
    assert all(line.startswith("//") for line in lines if line)
    assert header(strange).isascii()


# ---- contents of memories ----


class Table(wiring.Component):
    """A memory with contents, and one whose name wants escaping without."""

    def __init__(self, contents: list[int]) -> None:
        self.contents = contents
        super().__init__({"address": In(3), "read": Out(8)})

    def elaborate(self, platform: object) -> Module:
        m = Module()
        m.submodules.table = table = Memory(shape=8, depth=8, init=self.contents)
        port = table.read_port()
        m.d.comb += [port.addr.eq(self.address), self.read.eq(port.data)]
        return m


def test_contents_are_kept_and_missing_ones_are_zero():
    text = to_verilog({"table": Table([0, 0, 7])})
    assert "[2] = 8'h07" in text
    assert "initial for" not in text
    empty = to_verilog({"table": Table([])})
    assert re.search(r"initial for \(.*< 8; .*\) \S+ ?\[word_of_memory\] = 8'd0;", empty)


def test_a_memory_of_megabytes_is_text_of_kilobytes():
    text = to_verilog({"memory": LaneMemory(1 << 16, 512, write_lanes=4, read_lanes=1, latency=2)})
    assert "reg [2047:0] memory [16383:0];" in text
    assert len(text) < 10_000


def test_amaranth_is_left_as_it_was():
    before = rtlil.ModuleEmitter.emit_memory
    to_verilog({"table": Table([])})
    assert rtlil.ModuleEmitter.emit_memory is before


# ---- equal parts become one ----


class Lane(wiring.Component):
    """A little of everything that lanes hold; ``step`` tells kinds of them apart."""

    def __init__(self, step: int, width: int = 3) -> None:
        self.step, self.width = step, width
        super().__init__({"enable": In(1), "x": In(width), "y": Out(width)})

    def elaborate(self, platform: object) -> Module:
        m = Module()
        total, kept = Signal(self.width), Signal(self.width, reset_less=True)
        m.submodules.memory = memory = Memory(shape=self.width, depth=4, init=[])
        write, read = memory.write_port(), memory.read_port(domain="comb")
        m.submodules.inner = inner = Inner(self.width)
        m.d.comb += [
            write.addr.eq(total[:2]), write.data.eq(self.x), write.en.eq(self.enable),
            read.addr.eq(kept[:2]), inner.x.eq(total), self.y.eq(inner.y ^ read.data),
        ]  # fmt: skip
        with m.If(self.enable):
            m.d.sync += [total.eq(total + self.x + self.step), kept.eq(total)]
        return m


class Inner(wiring.Component):
    def __init__(self, width: int) -> None:
        super().__init__({"x": In(width), "y": Out(width)})

    def elaborate(self, platform: object) -> Module:
        m = Module()
        m.d.sync += self.y.eq(~self.x)
        return m


class Lanes(wiring.Component):
    """Lanes side by side under an enable and a reset of their own; all that they give."""

    def __init__(self, steps: tuple[int, ...]) -> None:
        self.steps = steps
        super().__init__({"go": In(1), "again": In(1), "on": In(3), "x": In(3), "y": Out(9)})

    def elaborate(self, platform: object) -> Module:
        inner, m = Module(), Module()
        lanes = [Lane(step) for step in self.steps]
        for i, lane in enumerate(lanes):
            inner.submodules[f"lane_{i}"] = lane
            inner.d.comb += [lane.x.eq(self.x), lane.enable.eq(self.on[i])]
        inner.d.comb += self.y.eq(Cat(lane.y for lane in lanes))
        m.submodules.inner = EnableInserter(self.go)(ResetInserter(self.again)(inner))
        return m


def kinds(text: str) -> int:
    return sum(re.search(r"\.Lane_\d+$", name) is not None for name in modules(text))


def test_lanes_are_shared_where_they_are_equal_and_only_there():
    assert kinds(to_verilog({"top": Lanes((5, 5, 5))}, shared=(Lane,))) == 1
    assert kinds(to_verilog({"top": Lanes((5, 5, 6))}, shared=(Lane,))) == 2


@pytest.mark.parametrize(("again", "same"), [((5, 5, 6), True), ((5, 6, 5), False)])
def test_sharing_changes_nothing(again, same, tmp_path):
    """Yosys proves it for all inputs of some cycles, and finds a difference where there is one."""
    (tmp_path / "gold.v").write_text(to_verilog({"gold": Lanes((5, 5, 6))}))
    (tmp_path / "gate.v").write_text(to_verilog({"gate": Lanes(again)}, shared=(Lane,)))
    prove = (
        "read_verilog gold.v; prep -flatten -top gold; memory_map; opt; design -stash gold; "
        "read_verilog gate.v; prep -flatten -top gate; memory_map; opt; design -stash gate; "
        "design -copy-from gold gold; design -copy-from gate gate; "
        "miter -equiv -flatten gold gate miter; hierarchy -top miter; "
        "sat -verify -prove trigger 0 -seq 4 -set-init-zero miter"
    )
    if same:
        find_yosys().run(["-q", "-p", prove], tmp_path)
    else:
        with pytest.raises(ToolError):
            find_yosys().run(["-q", "-p", prove], tmp_path)


def test_equal_modules_of_a_text_become_one():
    text = rtlil.convert(Lanes((5, 5, 6)), name="top", emit_src=False)
    found = merged(text)
    assert text.count("\nmodule \\top.inner.lane_") == 6  # three lanes with an inner part each
    assert found.count("\nmodule \\top.inner.lane_") == 3  # two kinds, and one of the inner part
    assert found.count("cell \\top.inner.lane_0.inner \\inner") == 2
    assert merged(found) == found
