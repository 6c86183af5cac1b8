"""What a machine takes: each unit measured once and counted in all its places, nothing left out."""

from __future__ import annotations

import pytest

from tests.fpga.machines import TINY, tiny_verilog
from weft.fpga import synthesis
from weft.fpga.resources import Resources
from weft.rtl.simulation.tools import ToolError
from weft.rtl.verilog import module_name

PLACES = 5

UNIT = """
module unit(clk, a, b, q);
  input clk;
  wire clk;
  input [15:0] a;
  wire [15:0] a;
  input [15:0] b;
  wire [15:0] b;
  output [31:0] q;
  reg [31:0] q;
  wire [15:0] held;
  bank bank_of_unit (
    .clk(clk),
    .a(a),
    .q(held)
  );
  always @(posedge clk) q <= held * b;
endmodule

module bank(clk, a, q);
  input clk;
  wire clk;
  input [15:0] a;
  wire [15:0] a;
  output [15:0] q;
  reg [15:0] q;
  always @(posedge clk) q <= a;
endmodule
"""


def _machine():
    cells = "".join(
        f"  unit unit_{i} (\n    .clk(clk),\n    .a(a),\n    .b(b),\n"
        f"    .q(q[{32 * i + 31}:{32 * i}])\n  );\n"
        for i in range(PLACES)
    )
    return (
        "module machine(clk, in, b, q);\n  input clk;\n  wire clk;\n  input [15:0] in;\n"
        "  wire [15:0] in;\n  input [15:0] b;\n  wire [15:0] b;\n  reg [15:0] a;\n"
        f"  output [{32 * PLACES - 1}:0] q;\n  wire [{32 * PLACES - 1}:0] q;\n{cells}"
        "  always @(posedge clk) a <= in;\nendmodule\n" + UNIT
    )


def test_a_repeated_unit_is_measured_once_and_counted_in_all_places():
    steps = []
    found = synthesis.synthesise(_machine(), "machine", lambda *step: steps.append(step))
    assert [(unit.name, unit.places) for unit in found.units] == [("machine", 1), ("unit", PLACES)]
    machine, unit = (unit.each for unit in found.units)
    assert (machine.ff, machine.dsp) == (16, 0)  # `a`; units and banks are not counted here
    assert (unit.ff, unit.dsp) == (16 + 32, 1)  # the bank is part of its unit
    assert (found.total.ff, found.total.dsp) == (16 + PLACES * 48, PLACES)
    assert steps == [(0, 2, "machine"), (1, 2, "unit"), (2, 2, "")]
    assert found.tool.startswith("yosys ")


def test_cells_are_counted_by_their_size():
    cells = {
        "LUT6": 3, "LUT2": 1, "INV": 2, "SRL16E": 1, "RAM32M16": 2, "FDRE": 4, "FDSE": 1,
        "DSP48E2": 1, "RAMB18E2": 3, "RAMB36E2": 1, "URAM288": 2, "CARRY4": 9, "unit": 7,
    }  # fmt: skip
    assert synthesis.counted(cells, ["unit"]) == Resources(
        lut=3 + 1 + 2 + 1 + 16, ff=5, dsp=1, ramb36=2.5, uram=2
    )


@pytest.mark.parametrize("kind", ["RAMB72", "unit", "$mul", "$memrd_v2"])
def test_a_cell_of_unknown_size_is_an_error(kind):
    with pytest.raises(ToolError, match="of unknown size"):
        synthesis.counted({"LUT2": 1, kind: 3}, [])


def test_what_yosys_refuses_is_an_error():
    broken = _machine().replace("held * b", "held * ")
    with pytest.raises(ToolError, match=r"yosys .* failed: .*syntax error"):
        synthesis.synthesise(broken, "machine")


@pytest.mark.slow
def test_a_machine_has_its_multipliers_and_buffers():
    found = synthesis.synthesise(tiny_verilog(), module_name(TINY))
    by_name = {unit.name: unit for unit in found.units}
    pe = by_name[f"weft_pe_{TINY.digest}"]
    assert (pe.places, pe.each.dsp) == (TINY.pes, 1)
    assert found.total.ramb36 >= sum(
        (TINY.a_buffer_bytes, TINY.b_buffer_bytes, TINY.o_buffer_bytes)
    ) / (36 * 1024 / 8)
