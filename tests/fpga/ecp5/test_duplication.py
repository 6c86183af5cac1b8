"""Registers and LUTs with very many ends get equal copies; nothing else changes."""

from __future__ import annotations

import copy
import json
from collections import Counter
from typing import Any

import pytest

from weft.fpga.ecp5 import duplication
from weft.fpga.ecp5.duplication import duplicate
from weft.fpga.ecp5.preparation import prepare
from weft.fpga.ecp5.synthesis import synthesise

ROWS, BITS = 3, 8
UNITS = {  # of which each has an input that comes from one cell for all of them
    "TRELLIS_FF": ("go ? a : b", "1"),
    "LUT4": ("b", "go & also"),
}


def verilog(kind: str) -> str:
    """Units whose mux is set by a register, or whose enable comes out of a LUT."""
    value, enable = UNITS[kind]
    rows = "".join(
        f"  row row_{r} (.clk(clk), .go(gone), .enable(enable), .a(a), "
        f".b(b[{r * BITS} +: {BITS}]), .q(q[{r}]));\n"
        for r in range(ROWS)
    )
    return f"""\
module row(clk, go, enable, a, b, q);
  input clk, go, enable;
  input [{BITS - 1}:0] a, b;
  output q;
  reg [{BITS - 1}:0] s;
  always @(posedge clk) if (enable) s <= {value};
  assign q = ^s;
endmodule
module top(clk, choose, also, a, b, q);
  input clk, choose, also;
  input [{BITS - 1}:0] a;
  input [{ROWS * BITS - 1}:0] b;
  output [{ROWS - 1}:0] q;
  reg gone;
  wire go = gone;
  wire enable = {enable};
  always @(posedge clk) gone <= choose;
{rows}endmodule
"""


@pytest.fixture(scope="module", params=UNITS)
def kind(request: pytest.FixtureRequest) -> str:
    """The cell that is copied."""
    return str(request.param)


@pytest.fixture(scope="module")
def netlist(kind: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("copies")
    (folder / "top.v").write_text(verilog(kind))
    file = synthesise(folder / "top.v", "top").file
    found: dict[str, Any] = json.loads(file.read_text())
    return found


@pytest.fixture
def module(netlist: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """The top, to be changed; what has more ends than a unit has bits gets copies."""
    monkeypatch.setattr(duplication, "LEAST", BITS + 1)
    monkeypatch.setattr(duplication, "MOST", BITS)
    found: dict[str, Any] = copy.deepcopy(netlist["modules"]["top"])
    return found


def spare(module: dict[str, Any]) -> int:
    return 1 + max(
        bit for net in module["netnames"].values() for bit in net["bits"] if isinstance(bit, int)
    )


def ends(module: dict[str, Any], net: int) -> list[str]:
    """Cells that read ``net``."""
    return [
        name
        for name, cell in module["cells"].items()
        for port, bits in cell["connections"].items()
        if cell["port_directions"][port] == "input" and net in bits
    ]


def copies(module: dict[str, Any]) -> list[str]:
    return [name for name in module["cells"] if "_copy_" in name]


def output(cell: dict[str, Any]) -> str:
    return {"TRELLIS_FF": "Q", "LUT4": "Z"}[cell["type"]]


def test_each_copy_is_for_the_cells_of_one_unit(kind, module):
    assert duplicate(module, spare(module)) == ROWS - 1 == len(copies(module))
    original = copies(module)[0].split("_copy_")[0]
    units = []
    for name in (original, *copies(module)):
        cell = module["cells"][name]
        assert cell["type"] == kind
        found = ends(module, cell["connections"][output(cell)][0])
        assert len(found) == BITS
        units += {end.split(".")[0] for end in found}
    assert sorted(units) == [f"row_{r}" for r in range(ROWS)]


def test_copies_joined_with_their_cell_give_the_netlist_back(module):
    before = copy.deepcopy(module["cells"])
    duplicate(module, spare(module))
    after, wires = module["cells"], {}
    for name in copies(module):
        copied, original = after.pop(name), after[name.split("_copy_")[0]]
        out = output(original)
        wires[copied["connections"].pop(out)[0]] = original["connections"][out][0]
        inputs = {p: bits for p, bits in original["connections"].items() if p != out}
        assert copied == {**original, "connections": inputs}
    for cell in after.values():
        for port, bits in cell["connections"].items():
            cell["connections"][port] = [wires.get(bit, bit) for bit in bits]
    assert after == before


def test_what_has_few_ends_stays_single(module, monkeypatch):
    before = copy.deepcopy(module)
    monkeypatch.setattr(duplication, "LEAST", ROWS * BITS + 1)
    assert duplicate(module, spare(module)) == 0
    assert module == before


def test_registers_that_may_be_of_a_synchroniser_stay_single(kind, module):
    """LUTs do not."""
    for cell in module["cells"].values():
        if cell["type"] == "TRELLIS_FF":
            cell["parameters"]["SRMODE"] = "ASYNC"
    before = copy.deepcopy(module)
    if kind == "LUT4":
        assert duplicate(module, spare(module)) == ROWS - 1
    else:
        assert duplicate(module, spare(module)) == 0
        assert module == before


def test_a_prepared_netlist_has_copies_with_nets_of_their_own(netlist, module, tmp_path):
    """Beside the buffers of networks."""
    file = tmp_path / "top.json"
    file.write_text(json.dumps({"modules": {"top": netlist["modules"]["top"]}}))
    prepare(file, "top", ROWS * BITS)
    found = json.loads(file.read_text())["modules"]["top"]
    assert len(copies(found)) == ROWS - 1
    driven = Counter(
        bit
        for cell in found["cells"].values()
        for port, bits in cell["connections"].items()
        if cell["port_directions"][port] == "output"
        for bit in bits
    )
    assert set(driven.values()) == {1}
