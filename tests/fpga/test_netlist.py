"""The hierarchy of a Verilog text: modules, how often each stands there, what is below one."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from tests.fpga.machines import TINY, tiny_verilog
from weft.fpga import netlist
from weft.fpga.netlist import Memory
from weft.rtl.verilog import module_name

TEXT = r"""
module top(clk, a);
  input clk;
  wire clk;
  input [7:0] a;
  wire [7:0] a;
  \lane.of$1  first (
    .clk(clk)
  );
  \lane.of$1  \second[1]  (
    .clk(clk)
  );
endmodule

module \lane.of$1 (clk, \port$2 );
  input clk;
  wire clk;
  output [3:0] \port$2 ;
  wire [3:0] \port$2 ;
  reg [31:0] memory [15:0];
  reg [7:0] \mem$3  [4095:0];
  reg [7:0] no_memory;
  cell_ cell_of_lane (
    .clk(clk)
  );
endmodule

module cell_(clk);
  input clk;
  wire clk;
  DSP48E2 unknown (
    .CLK(clk)
  );
endmodule
"""


def test_modules_instances_and_memories_are_found():
    modules = netlist.read(TEXT)
    assert list(modules) == ["top", "lane.of$1", "cell_"]
    assert modules["top"].instances == {"lane.of$1": 2}
    assert modules["lane.of$1"].instances == {"cell_": 1}
    assert modules["cell_"].instances == {}  # what is not in the text is no module of it
    assert modules["lane.of$1"].memories == (Memory("memory", 32, 16), Memory("mem$3", 8, 4096))
    assert netlist.places(modules, "top") == {"top": 1, "lane.of$1": 2, "cell_": 2}


def test_an_outline_has_the_ports_and_nothing_else():
    outline = netlist.read(TEXT)["lane.of$1"].outline
    assert outline == (
        "(* blackbox *)\nmodule \\lane.of$1 (clk, \\port$2 );\n"
        "  input clk;\n  output [3:0] \\port$2 ;\nendmodule\n"
    )


def test_alone_takes_what_is_below_and_outlines_the_others():
    modules = netlist.read(TEXT)
    text = netlist.alone(modules, "top", {"cell_"})
    assert list(netlist.read(text)) == ["top", "lane.of$1", "cell_"]
    assert "DSP48E2" not in text
    assert "memory [15:0]" in text
    assert "top" not in netlist.alone(modules, "lane.of$1", {"top"})
    assert list(netlist.read(netlist.alone(modules, "cell_", set()))) == ["cell_"]


@st.composite
def hierarchies(draw):
    """Instances below each module; a module is only in those of lower number."""
    count = draw(st.integers(1, 8))
    below = {}
    for i in range(count):
        later = [f"m{j}" for j in range(i + 1, count)]
        below[f"m{i}"] = draw(st.lists(st.sampled_from(later), max_size=6)) if later else []
    return below


def _text(below):
    parts = []
    for name, inner in below.items():
        cells = "".join(f"  {kind} cell{i} (\n  );\n" for i, kind in enumerate(inner))
        parts.append(f"module {name}();\n{cells}endmodule\n")
    return "\n".join(parts)


def _walked(below, name):
    """Every instance below ``name``, one by one."""
    yield name
    for inner in below[name]:
        yield from _walked(below, inner)


@given(hierarchies())
def test_places_and_sites_are_those_of_a_walk(below):
    modules = netlist.read(_text(below))
    walked = Counter(_walked(below, "m0"))
    assert +netlist.places(modules, "m0") == walked
    sites = Counter(inner for name in walked for inner in below[name])
    for least in (1, 2, 4):
        found = netlist.repeated(modules, "m0", least)
        assert sorted(found) == sorted(n for n, count in sites.items() if count >= least)


@given(hierarchies(), st.sampled_from((2, 4)), st.integers(3, 40))
def test_units_are_what_is_repeated_or_large(below, sites, most):
    modules = netlist.read(_text(below))
    found = netlist.units(modules, "m0", sites, most)
    assert found[0] == "m0"
    given = {"m0", *netlist.repeated(modules, "m0", sites)}
    assert given <= set(found)

    def lines(name):
        inner = (lines(kind) for kind in below[name] if kind not in found)
        return modules[name].text.count("\n") + sum(inner)

    for name in {*_walked(below, "m0")} - given:
        assert (name in found) == (lines(name) > most)


@given(hierarchies(), st.data())
def test_units_alone_hold_each_module_where_it_belongs(below, data):
    modules = netlist.read(_text(below))
    inside = sorted(set(_walked(below, "m0")))
    units = set(data.draw(st.lists(st.sampled_from(inside), unique=True))) | {"m0"}
    counts = netlist.places(modules, "m0")
    held: Counter[str] = Counter()
    for unit in units:
        kept = netlist.read(netlist.alone(modules, unit, units - {unit}))
        for name, count in netlist.places(kept, unit).items():
            held[name] += count * counts[unit] if name not in units - {unit} else 0
    assert +held == +counts


def test_a_machine_is_read_whole():
    modules = netlist.read(tiny_verilog())
    top = module_name(TINY)
    counts = netlist.places(modules, top)
    assert all(counts[name] >= 1 for name in modules), "a module that stands nowhere"
    assert counts[f"weft_pe_{TINY.digest}"] == TINY.pes
    # no instance escaped the reader: what is left are memories and registers
    opened = tiny_verilog().count(" (\n    .")
    assert opened == sum(sum(m.instances.values()) for m in modules.values())
