"""The resource model: its memories are the RTL's, its blocks are Yosys's, its errors are small."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from amaranth.hdl import Fragment, Shape
from amaranth.hdl._mem import MemoryInstance

from weft.accelerator.description import Accelerator
from weft.accelerator.resources import model
from weft.accelerator.resources.blocks import (
    BLOCK,
    DISTRIBUTED,
    REGISTERS,
    ULTRA,
    Mapped,
    Memory,
    mapped,
    styles,
    wants_style,
)
from weft.accelerator.resources.counts import NAMES, Resources
from weft.accelerator.resources.flip_flops import FLIP_FLOPS
from weft.accelerator.resources.inventory import memories
from weft.accelerator.resources.luts import LUTS
from weft.accelerator.sparsity import Sparsity
from weft.accelerator.toml import parse, preset
from weft.fpga.synthesis import counted
from weft.rtl.control.predecode import Predecode
from weft.rtl.simulation.tools import find_yosys
from weft.rtl.top import Top

TINY, SMALL, LARGE = preset("tiny"), preset("sat-small"), preset("sat-vcu1525")
DENSE = replace(SMALL, name="dense", sparsities=(), rows=4, columns=4, bus_bytes=8, update_lanes=2)
DEEP = replace(
    DENSE, name="deep", format="bf16", sparsities=(Sparsity(1, 4),), adder_latency=7,
    multiplier_latency=5, lane_latency=9, buffer_latency=5, dram_latency=70, queue_depth=40,
    dram_channels=2, bus_bytes=32, interleave=20,
)  # fmt: skip
HELD_OUT = json.loads(Path(__file__).with_name("held_out.json").read_text(encoding="utf-8"))


def _instances(fragment: Fragment) -> Iterator[MemoryInstance]:
    if isinstance(fragment, MemoryInstance):
        yield fragment
    for below, _, _ in fragment.subfragments:
        yield from _instances(below)


def _shape(memory: MemoryInstance) -> tuple[int, int, bool]:
    data = memory._data
    return Shape.cast(data.shape).width, data.depth, memory._read_ports[0]._domain != "comb"


@pytest.mark.parametrize("machine", [TINY, SMALL, DENSE, DEEP], ids=lambda a: a.name)
def test_every_memory_of_the_rtl_is_known(machine):
    top = Fragment.get(Top(machine, instances=True), None)
    built = Counter(map(_shape, _instances(top)))
    built[32, machine.interleave, False] += machine.pes  # elements are instances here
    known: Counter[tuple[int, int, bool]] = Counter()
    for memory in memories(machine):
        known[memory.width, memory.depth, memory.clocked] += memory.places
    assert known == built


def _memory(width: int, depth: int, slices: int = 1, clocked: bool = True) -> Memory:
    return Memory(part="", width=width, depth=depth, slices=slices, clocked=clocked)


# small ones in LUTs and block RAM, enables of odd widths, depths off powers of two, large ones
SHAPES = [
    _memory(32, 16), _memory(32, 60), _memory(32, 65), _memory(20, 100), _memory(36, 66),
    _memory(128, 65), _memory(64, 26, 8), _memory(128, 51, 4), _memory(12, 3), _memory(2, 2),
    _memory(33, 1), _memory(592, 31, 1, False), _memory(592, 70, 1, False), _memory(9, 130),
    _memory(160, 256, 5), _memory(512, 513, 4), _memory(48, 300, 3), _memory(72, 9000),
    _memory(512, 12288), _memory(32, 16384),
]  # fmt: skip


MOST_ZEROS = 1000  # words whose zeros at power-up are written out: they cost Yosys time


def _style(memory: Memory) -> str | None:
    return styles([(memory, 1)], ultra_limit=960)[0] if wants_style(memory) else None


def _verilog(number: int, memory: Memory) -> str:
    """A memory as the RTL has them: enables a slice, a read with an enable, or within a cycle."""
    width, depth = memory.width, memory.depth
    style, each, high = _style(memory), width // memory.slices, max(1, (depth - 1).bit_length()) - 1
    head = f'  (* ram_style = "{style}" *)\n' if style else ""
    zeros = f"  integer i;\n  initial for (i = 0; i < {depth}; i = i + 1) memory[i] = {width}'d0;\n"
    writes = "".join(
        f"  always @(posedge clk) if (write[{i}]) "
        f"memory[to][{i * each} +: {each}] <= data[{i * each} +: {each}];\n"
        for i in range(memory.slices)
    )
    read = "always @(posedge clk) if (enable) out <=" if memory.clocked else "always @* out ="
    return (
        f"(* keep_hierarchy *)\nmodule memory_{number}(input clk, input enable, "
        f"input [{memory.slices - 1}:0] write, input [{high}:0] to, input [{high}:0] from, "
        f"input [{width - 1}:0] data, output reg [{width - 1}:0] out);\n"
        f"{head}  reg [{width - 1}:0] memory [{depth - 1}:0];\n"
        f"{'' if depth > MOST_ZEROS else zeros}{writes}  {read} memory[from];\nendmodule\n"
    )


def _taken(found: dict[str, int]) -> Mapped:
    """What the cells of a memory are; those that are no memory do not count."""
    ram = {kind: count for kind, count in found.items() if kind.startswith(("RAM", "URAM"))}
    taken = counted(ram, [])
    if taken.uram or taken.ramb36:
        return Mapped(ULTRA, taken.uram) if taken.uram else Mapped(BLOCK, taken.ramb36)
    return Mapped(DISTRIBUTED, taken.lut) if taken.lut else Mapped(REGISTERS, 0)


def test_memories_become_the_blocks_that_yosys_makes(tmp_path):
    every = "".join(f"  memory_{i} place_{i} ();\n" for i in range(len(SHAPES)))
    text = "".join(_verilog(i, memory) for i, memory in enumerate(SHAPES))
    top = f"(* keep_hierarchy *)\nmodule top();\n{every}endmodule\n{text}"
    (tmp_path / "top.v").write_text(top, encoding="utf-8")
    script = (
        "read_verilog top.v\n"
        "synth_xilinx -family xcup -flatten -noiopad -noclkbuf -top top -run begin:map_ffram\n"
        "tee -q -o cells.json stat -json\n"
    )
    (tmp_path / "top.ys").write_text(script, encoding="utf-8")
    find_yosys().run(["-q", "-s", "top.ys"], tmp_path)
    cells = json.loads((tmp_path / "cells.json").read_text(encoding="utf-8"))["modules"]
    for i, memory in enumerate(SHAPES):
        found = _taken(cells[f"\\memory_{i}"]["num_cells_by_type"])
        assert mapped(memory, _style(memory)) == found, memory


def test_styles_keep_to_the_limit_and_take_the_best_first():
    deep, wide = _memory(72, 16384), _memory(72, 4096)  # 32 block RAMs for 4; 8 for 1
    shallow = _memory(72, 1024)  # 2 for 1: never worth it
    assert styles([(shallow, 1), (deep, 1), (wide, 1)], 960) == [BLOCK, ULTRA, ULTRA]
    assert styles([(shallow, 1), (deep, 1), (wide, 1)], 4) == [BLOCK, ULTRA, BLOCK]
    assert styles([(shallow, 1), (deep, 2), (wide, 1)], 4) == [BLOCK, BLOCK, ULTRA]
    assert not wants_style(_memory(592, 70, 1, False))


@pytest.mark.parametrize(
    ("fmt", "each"),
    [("fp16", 1), ("bf16", 1), ("int8", 1), ("fp8-e4m3", 0), ("fp8-e5m2", 0), ("int4", 0)],
)
def test_narrow_products_take_no_dsp(fmt, each):
    machine = replace(SMALL, format=fmt, bus_bytes=32)
    found = model.estimate(machine)
    # ten an update lane: five products of two halves each; six products of fields
    assert found.dsp == 64 * each + 10 * machine.update_lanes + 6


@pytest.mark.parametrize(("bus_bytes", "products"), [(8, 3), (16, 6)])
def test_products_of_fields_take_fewer_where_instructions_come_seldom(bus_bytes, products):
    machine = replace(TINY, bus_bytes=bus_bytes)
    assert model.dsps_of(machine)["bus"] == products
    assert Predecode(machine).seldom == (products == 3)


@pytest.mark.parametrize("name", HELD_OUT)
def test_held_out_machines_are_within_ten_percent_and_exact_in_blocks(name):
    """What Yosys counted of machines that nothing was fitted to (`benchmarks.resources`)."""
    machine = parse(HELD_OUT[name]["accelerator"])
    found, said = Resources(**HELD_OUT[name]["yosys"]), model.estimate(machine)
    for kind in ("lut", "ff"):
        assert said[kind] == pytest.approx(found[kind], rel=0.1), kind
    for kind in ("dsp", "ramb36", "uram"):
        assert said[kind] == found[kind], kind


def test_at_least_eight_machines_are_held_out_of_thirty():
    assert len(HELD_OUT) >= 8
    assert model.coefficients()["machines"] >= 30


def test_every_feature_has_a_coefficient_that_is_not_negative():
    for kind, table in (("lut", LUTS), ("ff", FLIP_FLOPS)):
        known = model.coefficients()[kind]
        assert known.keys() == table.keys() == set(model.PARTS)
        for part, features in table.items():
            assert known[part].keys() == features.keys(), part
            assert all(value >= 0 for value in known[part].values()), part


def test_parts_are_the_machine():
    parts = model.estimate_parts(SMALL)
    assert sum(parts.values(), Resources()) == model.estimate(SMALL)
    assert parts["element"].dsp == SMALL.pes


def test_a_machine_without_ultra_ram_takes_block_ram():
    rich, poor = model.estimate(LARGE), model.estimate(LARGE, ultra_limit=0)
    assert rich.uram > 0
    assert poor.uram == 0
    assert poor.ramb36 > rich.ramb36 + 4 * rich.uram
    assert (poor.lut >= rich.lut, poor.dsp == rich.dsp) == (True, True)


def _grown() -> Iterator[tuple[str, Accelerator, str]]:
    """Machines that are larger than `SMALL` in one thing, and what that must show in."""
    yield "adder", replace(SMALL, adder_latency=6), "ff"
    yield "buffers", replace(SMALL, a_buffer_bytes=4 * SMALL.a_buffer_bytes), "ramb36"
    yield "lanes", replace(SMALL, bus_bytes=128), "lut"
    yield "rows", replace(SMALL, rows=16, columns=16, update_lanes=16), "dsp"
    yield "slots", replace(SMALL, interleave=200), "lut"


@pytest.mark.parametrize(("machine", "kind"), [(m, k) for _, m, k in _grown()],
                         ids=[name for name, _, _ in _grown()])  # fmt: skip
def test_more_of_a_thing_takes_more(machine, kind):
    assert model.estimate(machine)[kind] > model.estimate(SMALL)[kind]


def test_counts_are_whole_blocks():
    found = model.estimate(LARGE)
    assert all(2 * found[name] == int(2 * found[name]) for name in NAMES)
