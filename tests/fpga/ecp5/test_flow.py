"""The real tools on a design of a few cells: from Verilog to a bitstream with its digest."""

from __future__ import annotations

import copy
import json
import re
import struct
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.fpga.ecp5.placements import exchange_by_chance
from weft.fpga.boards.ulx3s import clock, pins
from weft.fpga.ecp5 import packing, placed, sites, tiles
from weft.fpga.ecp5 import place_and_route as place_and_route_module
from weft.fpga.ecp5.place_and_route import METHOD, Chip, Placement, place_and_route
from weft.fpga.ecp5.synthesis import Netlist, memory_blocks, synthesise
from weft.fpga.ecp5.tools import find_nextpnr
from weft.rtl.simulation.tools import ToolError

DIGEST = "0123456789abcdef"
PREAMBLE = bytes.fromhex("ffffbdb3")  # Lattice FPGA-TN-02039, table 4.1
MHZ = 62.5
CHIP = Chip(("--85k", "--package", "CABGA381", "--speed", "6"), MHZ)

# laid out as Yosys writes it: two banks of two block RAMs each, one of LUTs, a multiplier, an adder
VERILOG = """\
module bank(clk, write, address, data, q);
  input clk;
  wire clk;
  input write;
  wire write;
  input [11:0] address;
  wire [11:0] address;
  input [7:0] data;
  wire [7:0] data;
  output [7:0] q;
  reg [7:0] q;
  reg [7:0] memory [4095:0];
  always @(posedge clk) begin
    if (write) memory[address] <= data;
    q <= memory[address];
  end
endmodule

module few(clk, write, address, data, q);
  input clk;
  wire clk;
  input write;
  wire write;
  input [3:0] address;
  wire [3:0] address;
  input [7:0] data;
  wire [7:0] data;
  output [7:0] q;
  reg [7:0] q;
  reg [7:0] memory [15:0];
  always @(posedge clk) begin
    if (write) memory[address] <= data;
    q <= memory[address];
  end
endmodule

module top(clk_25mhz, reset_button, ftdi_txd, ftdi_rxd, wifi_gpio0, led);
  input clk_25mhz;
  wire clk_25mhz;
  input reset_button;
  wire reset_button;
  input ftdi_txd;
  wire ftdi_txd;
  output ftdi_rxd;
  wire ftdi_rxd;
  output wifi_gpio0;
  wire wifi_gpio0;
  output [7:0] led;
  wire [7:0] led;
  wire clk;
  wire [7:0] q0;
  wire [7:0] q1;
  wire [7:0] q2;
  reg [31:0] s;
  reg [15:0] product;
  reg [23:0] sum;
  always @(posedge clk) begin
    s <= {s[30:0], ftdi_txd ^ sum[23]};
    product <= q0 * q1;
    if (reset_button) sum <= 0;
    else if (s[28]) sum <= sum + q2;
  end
  assign led = product[15:8] ^ q2;
  assign ftdi_rxd = product[7];
  bank bank_0 (
    .clk(clk),
    .write(s[31]),
    .address(s[11:0]),
    .data(s[7:0]),
    .q(q0)
  );
  bank bank_1 (
    .clk(clk),
    .write(s[30]),
    .address(s[12:1]),
    .data(s[9:2]),
    .q(q1)
  );
  few bank_2 (
    .clk(clk),
    .write(s[29]),
    .address(s[3:0]),
    .data(s[15:8]),
    .q(q2)
  );
  weft_clock pll (
    .clk_in(clk_25mhz),
    .clk(clk),
    .locked(wifi_gpio0)
  );
endmodule

"""


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("flow")
    (folder / "top.v").write_text(VERILOG + clock.pll(MHZ).verilog())
    (folder / "pins.lpf").write_text(pins.constraints())
    return folder


@pytest.fixture(scope="module")
def netlist(work: Path) -> Netlist:
    return synthesise(work / "top.v", "top")


@pytest.fixture(scope="module")
def placement(work: Path, netlist: Netlist) -> Placement:
    return place_and_route(netlist, work / "pins.lpf", CHIP)


def test_block_rams_are_counted_by_module_before_synthesis(work, netlist):
    blocks = memory_blocks(work / "top.v", "top")
    assert blocks == {"bank": 4}
    assert netlist.cells.ram == 4


def test_synthesis_counts_and_tells_its_passes(work):
    heard: list[str] = []
    found = synthesise(work / "top.v", "top", heard.append)
    assert (found.cells.dsp, found.cells.ram) == (1, 4)
    assert found.cells.ff >= 32
    assert found.tool.startswith("yosys 0.")
    assert heard.index("proc") < heard.index("memory_libmap") < heard.index("abc9")


def test_what_yosys_refuses_is_an_error(tmp_path):
    (tmp_path / "top.v").write_text(VERILOG.replace("product <= q0 * q1", "product <= q0 * "))
    with pytest.raises(ToolError, match=r"yosys .* failed: .*syntax error"):
        synthesise(tmp_path / "top.v", "top")


def test_the_clock_of_the_pll_is_wanted(placement, netlist):
    assert [clock.wanted_mhz for clock in placement.clocks] == [MHZ]
    assert placement.is_met
    assert placement.critical is not None
    assert placement.critical.delay_ns == pytest.approx(1e3 / placement.worst.fastest_mhz, rel=1e-3)
    assert placement.used.ram == netlist.cells.ram
    assert placement.used.ff == netlist.cells.ff
    assert placement.used.dsp == 1
    assert netlist.cells.lut <= placement.used.lut <= 1.2 * netlist.cells.lut


def test_placed_and_routed_apart_a_chip_is_set_up_as_in_one_run(placement, netlist, work):
    """But for wires, and what the router may swap: inputs of LUTs, the two resets of a tile."""
    find_nextpnr().run(
        [*CHIP.options, *METHOD, "--tmg-ripup", "--freq", "62.5", "--seed", "1",
         "--lpf", "pins.lpf", "--json", netlist.file.name, "--textcfg", "once.config"],
        work,
    )  # fmt: skip
    once = settings(work / "once.config")
    assert settings(placement.configuration) == once
    assert ("CIB_EBR", "enum: CIB.JCE0MUX 1") in {(name.split(":")[-1], s) for name, s in once}


def test_cells_that_changed_places_are_routed(work, netlist, tmp_path, monkeypatch):
    """A move against the chip's rules would leave a wire that has no way."""
    moves = []

    def shuffle(module: dict[str, Any], *_: object) -> None:
        """All moves that refinement could make, by chance."""
        places = tiles.read(module["cells"])
        rng = np.random.default_rng(0)
        for step in exchange_by_chance(places, rng, 20_000):
            moves.append((int(step.slots), step.luts, step.registers))
        tiles.write(places, module["cells"])

    monkeypatch.setattr(placed, "refine", shuffle)
    for file in (netlist.file, work / "pins.lpf"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    copied = replace(netlist, file=tmp_path / netlist.file.name)
    found = place_and_route(copied, tmp_path / "pins.lpf", replace(CHIP, clock_mhz=1.0))
    assert found.used.ff == netlist.cells.ff
    assert len(moves) > 2_000
    assert {(1, True, False), (1, False, True), (1, True, True), (8, True, True)} <= set(moves)


def test_nextpnr_has_the_sites_that_blocks_are_held_to(netlist, tmp_path):
    """All of them: a design that has as many blocks as the chip, each held to another."""
    design = json.loads(netlist.file.read_text())
    cells = design["modules"]["top"]["cells"]
    spare = 10**6
    held = {}
    for kind, of in sites.LFE5U_85F.items():
        names = [name for name, cell in cells.items() if cell["type"] == kind]
        for number, site in enumerate(of):
            name = names[number] if number < len(names) else f"{kind}_{number}"
            cell = cells.setdefault(name, copy.deepcopy(cells[names[0]]))
            cell["attributes"]["BEL"] = held[name] = str(site)
            if name not in names:  # what it drives goes nowhere
                for port, bits in cell["connections"].items():
                    if cell["port_directions"][port] == "output":
                        cell["connections"][port] = [spare + i for i in range(len(bits))]
                        spare += len(bits)
    (tmp_path / "all.json").write_text(json.dumps(design))
    (tmp_path / "pins.lpf").write_text(pins.constraints())
    find_nextpnr().run(
        [*CHIP.options, *METHOD, "--no-route", "--lpf", "pins.lpf", "--json", "all.json",
         "--write", "placed.json"],
        tmp_path,
    )  # fmt: skip
    after = json.loads((tmp_path / "placed.json").read_text())["modules"]["top"]["cells"]
    found = {name: after[name]["attributes"]["NEXTPNR_BEL"] for name in held}
    assert len(found) == 208 + 156
    assert found == held


def test_a_chip_with_sites_is_placed_twice(work, netlist, tmp_path, monkeypatch):
    wanted, found = {}, {}

    def hold(placed: Path, netlist: Path, held: Path, of: sites.Sites) -> bool:
        assert sites.hold(placed, netlist, held, of)
        wanted.update(bels(held, "BEL"))
        return True

    def improve(placed_file: Path, *_: object) -> None:
        found.update(bels(placed_file, "NEXTPNR_BEL"))
        placed.improve(placed_file, MHZ)

    monkeypatch.setattr(place_and_route_module, "hold", hold)
    monkeypatch.setattr(place_and_route_module, "improve", improve)
    for file in (netlist.file, work / "pins.lpf"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    copied = replace(netlist, file=tmp_path / netlist.file.name)
    heard: list[str] = []
    chip = replace(CHIP, sites=sites.LFE5U_85F)
    placement = place_and_route(copied, tmp_path / "pins.lpf", chip, hear=heard.append)
    assert placement.is_met
    assert len(found) == 5
    assert found == wanted
    again = heard.index("placing anew around the blocks")
    assert "packing" in heard[:again]
    assert "packing" in heard[again:]


def bels(file: Path, attribute: str) -> dict[str, str]:
    cells = json.loads(file.read_text())["modules"]["top"]["cells"]
    blocks = {name: cell for name, cell in cells.items() if cell["type"] in tiles.BLOCKS}
    return {name: cell["attributes"][attribute] for name, cell in blocks.items()}


def settings(configuration: Path) -> set[tuple[str, str]]:
    """What a configuration says of each tile, wires and LUTs apart."""
    found, tile = set(), ""
    for line in configuration.read_text().splitlines():
        if line.startswith("."):
            tile = line
        elif line and not re.match(r"arc: |word: \S+\.INIT |enum: SLICE..[ABCD][01]MUX ", line):
            found.add((tile, re.sub(r"LSR[01]", "LSR", line)))
    return found


def test_the_bitstream_carries_the_digest_in_its_text_and_its_usercode(placement):
    made = packing.pack(placement.configuration, DIGEST)
    head, body = made.content.split(PREAMBLE, 1)
    assert head.startswith(b"\xff\x00Part: LFE5U-85F-6CABGA381\x00")
    assert f"Digest: {DIGEST}".encode() in head
    # ISC_PROGRAM_USERCODE with a checksum behind it (Lattice FPGA-TN-02039)
    assert bytes.fromhex("c2800000") + struct.pack(">I", int(DIGEST[:8], 16)) in body
    assert made.tool.startswith("ecppack 1.")
    assert packing.pack(placement.configuration, DIGEST).sha256 == made.sha256


def test_a_configuration_of_something_else_is_refused(tmp_path):
    (tmp_path / "x.config").write_text("{}")
    with pytest.raises(ToolError, match=r"x\.config names no part"):
        packing.pack(tmp_path / "x.config", DIGEST)
