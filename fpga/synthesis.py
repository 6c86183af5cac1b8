"""What a machine takes of an UltraScale+ chip, measured by synthesis with Yosys.

Every unit of which the machine has several (a PE, a lane, a bank) is synthesised once, without what
is around it, and counted as often as it stands there; so is what would be too large else. So a
machine of a thousand PEs takes little longer than one of sixteen, and no optimization crosses into
a unit.

Yosys has no model of this chip's timing, packs no two LUTs into one, and uses a DSP48E2 as a bare
multiplier. LUTs and FFs are therefore more than the vendor's tool needs, and there is no clock.
"""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from weft.fpga import netlist
from weft.fpga.resources import Resources
from weft.rtl.simulation.tools import Tool, ToolError, find_yosys

LEAST_SITES = 4  # instances that make a module a unit of its own
MOST_LINES = 8_000  # of Verilog, above which a module is one, too: large ones take Yosys very long

_LUT_RAMS = {
    "RAM32X1S": 1, "RAM32X1D": 2, "RAM64X1S": 1, "RAM64X1D": 2, "RAM128X1S": 2, "RAM128X1D": 4,
    "RAM256X1S": 4, "RAM256X1D": 8, "RAM512X1S": 8, "RAM32M": 4, "RAM64M": 4, "RAM32M16": 8,
    "RAM64M8": 8, "RAM32X16DR8": 8, "RAM64X8SW": 8,
}  # fmt: skip
_LUTS = {f"LUT{n}": 1 for n in range(1, 7)} | {"INV": 1, "SRL16E": 1, "SRLC32E": 1} | _LUT_RAMS
_FFS = ("FDRE", "FDSE", "FDCE", "FDPE")
_BLOCKS = {
    **{name: Resources(lut=count) for name, count in _LUTS.items()},
    **{name: Resources(ff=1) for name in _FFS},
    "DSP48E2": Resources(dsp=1),
    "RAMB18E2": Resources(ramb36=0.5),
    "RAMB36E2": Resources(ramb36=1),
    "URAM288": Resources(uram=1),
}
_FREE = {"CARRY4", "CARRY8", "MUXF7", "MUXF8", "MUXF9", "GND", "VCC", "$scopeinfo"}


@dataclass(frozen=True)
class Unit:
    """A module that was synthesised once; ``each`` is what one of its ``places`` takes."""

    name: str
    places: int
    each: Resources

    @property
    def total(self) -> Resources:
        return self.each * self.places


@dataclass(frozen=True)
class Synthesis:
    """What was measured, and with what; the unit that holds all others comes first."""

    tool: str
    units: tuple[Unit, ...]

    @property
    def total(self) -> Resources:
        return sum((unit.total for unit in self.units), Resources())


Progress = Callable[[int, int, str], None]  # units done, units in all, the one that comes now


def synthesise(verilog: str, top: str, progress: Progress = lambda *_: None) -> Synthesis:
    """Measure module ``top`` of ``verilog``. Raises ToolError where Yosys is missing or fails."""
    yosys = find_yosys()
    modules = netlist.read(verilog)
    counts = netlist.places(modules, top)
    names = netlist.units(modules, top, LEAST_SITES, MOST_LINES)
    units = []
    for done, name in enumerate(names):
        progress(done, len(names), name)
        text = netlist.alone(modules, name, set(names) - {name})
        units.append(Unit(name, counts[name], _measured(yosys, text, name, names)))
    progress(len(names), len(names), "")
    return Synthesis(f"yosys {yosys.version}", tuple(units))


def _measured(yosys: Tool, text: str, name: str, units: list[str]) -> Resources:
    """What one unit takes, the units in it not counted."""
    script = (
        "read_verilog unit.v\n"
        f"synth_xilinx -family xcup -flatten -noiopad -noclkbuf -top {name}\n"
        "tee -q -o cells.json stat -json\n"
    )
    # YoWASP's Yosys sees only the folder it runs in: names in it are relative
    with tempfile.TemporaryDirectory(prefix="weft-") as path:
        folder = Path(path)
        (folder / "unit.v").write_text(text, encoding="utf-8")
        (folder / "unit.ys").write_text(script, encoding="utf-8")
        yosys.run(["-q", "-s", "unit.ys"], folder)
        written = folder / "cells.json"
        if not written.is_file():
            raise ToolError(f"yosys counted nothing in {name}; run it by hand to see why")
        found = json.loads(written.read_text(encoding="utf-8"))
    modules = {netlist.bare(key): value for key, value in found["modules"].items()}
    return counted(modules[name]["num_cells_by_type"], units)


def counted(cells: Mapping[str, int], units: list[str]) -> Resources:
    """What cells take by their types; instances of ``units`` are counted elsewhere.

    Raises ToolError for a type that is not known: nothing is left out in silence.
    """
    total = Resources()
    for kind, count in Counter(cells).items():
        if kind in _BLOCKS:
            total += _BLOCKS[kind] * count
        elif kind not in _FREE and netlist.bare(kind) not in units:
            raise ToolError(f"yosys used {count} cells {kind!r}, of unknown size; report this")
    return total
