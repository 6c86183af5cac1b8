"""Synthesis for the ECP5 with Yosys: to a netlist, and of memories alone to count their blocks."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from weft.fpga import netlist
from weft.fpga.ecp5.cells import Cells, counted
from weft.fpga.ecp5.preparation import prepare
from weft.fpga.ecp5.tools import follow
from weft.rtl.simulation.tools import Tool, ToolError, find_yosys
from weft.rtl.verilog import without_zeros

LOG = "yosys.log"
_SOURCE, _CELLS = "synthesis.v", "cells.json"
_PASS = re.compile(r"[\d.]+ Executing (\w+) pass")

Hear = Callable[[str], None]  # what is under way; an empty text: the same as before


@dataclass(frozen=True)
class Netlist:
    """A design in the cells of the chip: the file of its netlist, its counts, and by whom."""

    file: Path
    cells: Cells
    tool: str


def synthesise(verilog: Path, top: str, hear: Hear = lambda text: None) -> Netlist:
    """Turn module ``top`` of a file into a netlist beside it, ``top.json``.

    It is prepared for nextpnr, as `weft.fpga.ecp5.preparation` has it.

    The log is ``yosys.log`` there. Raises ToolError where Yosys is missing or fails.
    """
    yosys, folder = find_yosys(), verilog.parent
    netlist_file = folder / f"{top}.json"
    script = f"synth_ecp5 -abc9 -no-rw-check -top {top} -json {netlist_file.name}"
    modules = _counts(yosys, verilog, script, hear)
    cells = counted(modules[top]["num_cells_by_type"])
    prepare(netlist_file, top)
    return Netlist(netlist_file, cells, f"yosys {yosys.version}")


def memory_blocks(verilog: Path, top: str, hear: Hear = lambda text: None) -> dict[str, int]:
    """Block RAMs that each module below ``top`` holds itself, in all its places together.

    Yosys decides what becomes a block RAM by what it would cost otherwise, so it is asked; but each
    module once and no further than that decision, which takes a fraction of a whole synthesis.
    """
    script = f"synth_ecp5 -noflatten -no-rw-check -top {top} -run begin:map_ffram"
    found = _counts(find_yosys(), verilog, script, hear)
    places = dict(netlist.places(netlist.read(verilog.read_text(encoding="utf-8")), top))
    blocks = {name: _blocks(module["num_cells_by_type"]) for name, module in found.items()}
    return {name: count * places[name] for name, count in blocks.items() if count}


def _blocks(cells: dict[str, int]) -> int:
    return sum(count for kind, count in cells.items() if kind in ("DP16KD", "PDPW16KD"))


def _counts(yosys: Tool, verilog: Path, script: str, hear: Hear) -> dict[str, Any]:
    """Run ``script`` on ``verilog``; the cells of each module there is then."""
    folder = verilog.parent
    # block RAM without contents is configured as zeros, LUT RAM too
    text = without_zeros(verilog.read_text(encoding="utf-8"))
    (folder / _SOURCE).write_text(text, encoding="utf-8")
    lines = [f"read_verilog {_SOURCE}", script, f"tee -q -o {_CELLS} stat -json"]
    (folder / "synthesis.ys").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / _CELLS).unlink(missing_ok=True)

    def heard(line: str) -> None:
        found = _PASS.match(line)
        if found or not line:
            hear(found[1].lower() if found else "")

    follow(yosys, ["-s", "synthesis.ys"], folder / LOG, heard)
    if not (folder / _CELLS).is_file():
        raise ToolError("yosys counted nothing; run it by hand to see why")
    found = json.loads((folder / _CELLS).read_text(encoding="utf-8"))
    return {netlist.bare(name): module for name, module in found["modules"].items()}
