"""Memories become the blocks that the plan says, and the plan keeps to the chip."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fpga.machines import TINY, tiny_verilog
from weft.fpga import memories, netlist, synthesis
from weft.fpga.memories import BLOCK, ULTRA, Choice
from weft.fpga.netlist import Memory, VerilogModule
from weft.rtl.simulation.tools import find_yosys
from weft.rtl.verilog import module_name


@pytest.mark.parametrize(
    ("width", "depth", "blocks", "ultras"),
    [
        (72, 512, 1, 1),
        (73, 512, 2, 2),
        (36, 1024, 1, 1),
        (32, 16384, 16, 4),  # a column of the O buffer of the largest preset
        (512, 12288, 171, 24),  # a bank of its A buffer: 57 of nine bits by three deep
        (1, 32768, 1, 8),
        (8, 4096, 1, 1),
    ],
)
def test_blocks_by_hand(width, depth, blocks, ultras):
    memory = Memory("m", width, depth)
    assert (memories.block_rams(memory), memories.ultra_rams(memory)) == (blocks, ultras)


SIZES = st.builds(Memory, st.just("m"), st.integers(1, 600), st.integers(1, 70000))


@given(st.lists(st.tuples(SIZES, st.integers(0, 70)), max_size=12), st.integers(0, 960))
def test_the_plan_keeps_to_the_limit_and_leaves_nothing_large_out(drawn, limit):
    modules = {
        f"m{i}": VerilogModule(f"m{i}", "", {}, (memory,)) for i, (memory, _) in enumerate(drawn)
    }
    places = {f"m{i}": count for i, (_, count) in enumerate(drawn)}
    chosen = memories.choose(modules, places, limit)
    taken = sum(c.blocks * places[c.module] for c in chosen if c.style == ULTRA)
    assert taken <= limit
    sizes = {n: m.memories[0].width * m.memories[0].depth for n, m in modules.items()}
    large = [n for n in modules if places[n] and sizes[n] >= 18432]
    assert sorted(c.module for c in chosen) == sorted(large)
    for choice in chosen:
        exchanged = memories.block_rams(choice.memory) / memories.ultra_rams(choice.memory)
        if choice.style == ULTRA:
            assert exchanged >= 4
        elif exchanged >= 4:  # refused for the limit alone: what was taken was worth as much
            assert taken + memories.ultra_rams(choice.memory) * places[choice.module] > limit


def _deep():
    """A module with two memories of 4096 words of 72 bits, zero at power-up."""
    loop = "for (word_of_memory = 0; word_of_memory < 4096; word_of_memory = word_of_memory + 1)"
    memory = """  output [71:0] {name}_out;
  reg [71:0] {name}_out;
  reg [71:0] {name} [4095:0];
  always @(posedge clk) if (write) {name}[address] <= data;
  always @(posedge clk) {name}_out <= {name}[address ^ 12'h800];
  initial {loop} {name}[word_of_memory] = 72'd0;
"""
    return (
        "module deep(clk, write, address, data, first_out, second_out);\n  input clk;\n"
        "  input write;\n  input [11:0] address;\n  input [71:0] data;\n"
        "  integer word_of_memory;\n"
        + "".join(memory.format(name=name, loop=loop) for name in ("first", "second"))
        + "endmodule\n"
    )


CHOICES = [
    Choice("deep", Memory("first", 72, 4096), ULTRA, 1),
    Choice("deep", Memory("second", 72, 4096), BLOCK, 8),
]


def test_memories_land_in_the_blocks_of_their_style():
    found = synthesis.synthesise(memories.annotated(_deep(), CHOICES), "deep").total
    assert (found.ramb36, found.uram) == (8, 1)


def test_only_ultra_rams_lose_their_zeros():
    text = memories.annotated(_deep(), CHOICES)
    assert '(* ram_style = "ultra" *)\n  reg [71:0] first [4095:0];' in text
    assert '(* ram_style = "block" *)\n  reg [71:0] second [4095:0];' in text
    assert " first[word_of_memory] = 72'd0;" not in text
    assert " second[word_of_memory] = 72'd0;" in text


def test_styles_are_added_and_nothing_else_changes():
    modules = netlist.read(tiny_verilog())
    counts = netlist.places(modules, module_name(TINY))
    chosen = memories.choose(modules, counts, 0)
    assert len(chosen) >= 2
    text = memories.annotated(tiny_verilog(), chosen)
    assert text.count("ram_style") == len(chosen)
    bare = re.sub(r'^  \(\* ram_style = "block" \*\)\n', "", text, flags=re.MULTILINE)
    assert bare == tiny_verilog()


def test_yosys_reads_the_annotated_machine(tmp_path):
    """The attribute is on a memory for Yosys too, in every module that has one."""
    modules = netlist.read(tiny_verilog())
    counts = netlist.places(modules, module_name(TINY))
    chosen = memories.choose(modules, counts, 960)
    annotated = netlist.read(memories.annotated(tiny_verilog(), chosen))
    text = "\n".join(annotated[name].text for name in {c.module for c in chosen})
    (tmp_path / "top.v").write_text(text, encoding="utf-8")
    find_yosys().run(["-q", "-p", "read_verilog top.v; proc; write_json top.json"], tmp_path)
    design = json.loads((tmp_path / "top.json").read_text(encoding="utf-8"))["modules"]
    styled = {
        name: [m for m in module.get("memories", {}).values() if "ram_style" in m["attributes"]]
        for name, module in design.items()
    }
    for choice in chosen:
        assert [m["attributes"]["ram_style"] for m in styled[choice.module]], choice


def test_a_memory_read_within_a_cycle_is_left_to_luts():
    """Block RAM cannot be read so: Yosys refuses the style."""
    text = (
        "module queue(clk, write, address, data, out);\n  input clk;\n  input write;\n"
        "  input [9:0] address;\n  input [63:0] data;\n  output [63:0] out;\n"
        "  reg [63:0] storage [1023:0];\n"
        "  always @(posedge clk) if (write) storage[address] <= data;\n"
        "  assign out = storage[address];\nendmodule\n"
    )
    modules = netlist.read(text)
    assert modules["queue"].memories == (Memory("storage", 64, 1024, clocked=False),)
    assert memories.choose(modules, {"queue": 1}, 960) == []
    clocked = text.replace("assign out", "reg [63:0] q;\n  always @(posedge clk) q <").replace(
        "endmodule", "  assign out = q;\nendmodule"
    )
    assert [c.style for c in memories.choose(netlist.read(clocked), {"queue": 1}, 960)] == [BLOCK]
