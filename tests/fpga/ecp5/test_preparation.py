"""Nets that control very many flip-flops travel on networks of their own; nothing else does."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from weft.fpga.ecp5 import preparation
from weft.fpga.ecp5.cells import Cells
from weft.fpga.ecp5.place_and_route import Chip, place_and_route
from weft.fpga.ecp5.preparation import prepare
from weft.fpga.ecp5.synthesis import Netlist, synthesise
from weft.fpga.ecp5.tools import find_nextpnr

ENABLED, RESET = 40, 24
VERILOG = f"""\
module top(clk_25mhz, data, out);
  input clk_25mhz;
  wire clk_25mhz;
  input [1:0] data;
  wire [1:0] data;
  output [2:0] out;
  wire [2:0] out;
  reg enable, clear;
  reg [{ENABLED - 1}:0] s;
  reg [{RESET - 1}:0] t;
  reg [{ENABLED - 1}:0] u;
  wire together = enable & s[0];
  always @(posedge clk_25mhz) begin
    enable <= data[0];
    clear <= data[1];
    if (enable) s <= {{s[{ENABLED - 2}:0], data[1]}};
    if (together) u <= {{u[{ENABLED - 2}:0], data[0]}};
    if (clear) t <= 0;
    else t <= {{t[{RESET - 2}:0], s[{ENABLED - 1}]}} ^ {{{RESET}{{u[{ENABLED - 1}]}}}};
  end
  assign out = {{enable, t[{RESET - 1}], u[{ENABLED - 1}]}};
endmodule
"""
PINS = """\
FREQUENCY PORT "clk_25mhz" 25 MHZ;
LOCATE COMP "clk_25mhz" SITE "G2";
"""
PINS += "".join(
    f'LOCATE COMP "{port}" SITE "{site}";\n'
    for port, site in zip(
        ("data[0]", "data[1]", "out[0]", "out[1]", "out[2]"), ("R1", "T1", "B2", "C2", "C1"),
        strict=True,
    )
)  # fmt: skip


@pytest.fixture(scope="module")
def netlist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("spread")
    (folder / "top.v").write_text(VERILOG)
    (folder / "top.lpf").write_text(PINS)
    return synthesise(folder / "top.v", "top").file


@pytest.fixture
def file(netlist: Path, tmp_path: Path) -> Path:
    """The netlist, to be changed."""
    for made in (netlist, netlist.with_suffix(".lpf")):
        (tmp_path / made.name).write_bytes(made.read_bytes())
    return tmp_path / netlist.name


def cells(file: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(file.read_text())["modules"]["top"]["cells"]
    return found


def joined(found: dict[str, Any]) -> dict[str, Any]:
    """The cells with each buffer a piece of wire."""
    left = copy.deepcopy(found)
    wires = {}
    for name in [name for name, cell in left.items() if cell["type"] == "DCCA"]:
        connections = left.pop(name)["connections"]
        assert connections["CE"] == ["1"]
        wires[connections["CLKO"][0]] = connections["CLKI"][0]
    for cell in left.values():
        for port, bits in cell["connections"].items():
            cell["connections"][port] = [wires.get(bit, bit) for bit in bits]
    return left


def behind(found: dict[str, Any]) -> list[tuple[int, set[tuple[str, str]]]]:
    """Of each buffer how many inputs it drives, and of what."""
    out = []
    for buffer in (cell for cell in found.values() if cell["type"] == "DCCA"):
        net = buffer["connections"]["CLKO"]
        kinds = [
            (cell["type"], port)
            for cell in found.values()
            for port, bits in cell["connections"].items()
            if bits == net and cell is not buffer
        ]
        out.append((len(kinds), set(kinds)))
    return out


def test_enables_and_resets_of_registers_are_spread_most_first(file):
    before = cells(file)
    assert prepare(file, "top", RESET) == 2
    after = cells(file)
    assert behind(after) == [
        (ENABLED, {("TRELLIS_FF", "CE")}), (RESET, {("TRELLIS_FF", "LSR")}),
    ]  # fmt: skip
    assert joined(after) == before


def test_what_else_an_enable_goes_to_stays_on_wires(file):
    prepare(file, "top", RESET)
    found = cells(file)
    enable = next(c for c in found.values() if c["type"] == "DCCA")["connections"]["CLKI"][0]
    kinds = {cell["type"] for cell in found.values() if [enable] in cell["connections"].values()}
    assert kinds == {"TRELLIS_FF", "DCCA", "LUT4"}  # the register that it comes from, `together`


def test_of_fewer_flip_flops_they_stay_as_they_are(file):
    before = cells(file)
    assert prepare(file, "top", ENABLED + 1) == 0
    assert cells(file) == before


def test_no_more_nets_are_spread_than_there_are_networks(file, monkeypatch):
    monkeypatch.setattr(preparation, "MOST", 1)
    before = cells(file)
    assert prepare(file, "top", RESET) == 1
    assert behind(cells(file)) == [(ENABLED, {("TRELLIS_FF", "CE")})]
    assert joined(cells(file)) == before


def test_nextpnr_takes_the_weights_of_its_router_from_the_netlist(file):
    prepare(file, "top")
    told = json.loads(file.read_text())["modules"]["top"]["settings"]
    arguments = ["--85k", "--package", "CABGA381", "--json", file.name, "--pack-only"]
    find_nextpnr().run(
        [*arguments, "--lpf-allow-unconstrained", "--write", "out.json"], file.parent
    )
    taken = json.loads((file.parent / "out.json").read_text())["modules"]["top"]["settings"]
    assert told["router2/currCongWeightMult"] == "0.2"
    assert {name: taken[name].strip() for name in told} == told


def test_the_networks_are_there_in_the_chip(file):
    """nextpnr puts them where clocks are, and routes all."""
    count = prepare(file, "top", RESET)
    chip = Chip(("--85k", "--package", "CABGA381", "--speed", "6"), 25)
    placement = place_and_route(Netlist(file, Cells(), "yosys"), file.with_suffix(".lpf"), chip)
    log = placement.log.read_text()
    for number in range(count):
        assert f"promoting clock net spread_{number} to global network" in log
    assert placement.is_met
