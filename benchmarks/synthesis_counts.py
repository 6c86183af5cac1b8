"""What the generated machines take of two families of chips, unit by unit, as Yosys counts it.

Every unit of which a machine has several is synthesised once, without what is around it, and
counted as often as it stands there (see `weft.fpga.synthesis`). What one takes is kept in
``out/synthesis`` under the hash of its text, so that an interrupted run goes on where it stopped.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.tables import Table
from weft.accelerator.description import Accelerator
from weft.accelerator.toml import preset
from weft.commands import terminal
from weft.files import write_whole
from weft.fpga import netlist, synthesis
from weft.fpga.ecp5 import cells as ecp5
from weft.rtl.simulation.build import generated
from weft.rtl.simulation.tools import ToolError, find_yosys
from weft.rtl.verilog import module_name

MACHINES = ("tiny", "sat-small")
KEPT = Path("out/synthesis")

Counts = Mapping[str, float]


@dataclass(frozen=True)
class Family:
    """Chips that Yosys synthesises for; ``counts`` turns cells and units into LUT, FF, DSP, RAM."""

    title: str
    script: str
    counts: Callable[[Mapping[str, int], list[str]], Counts]
    ram: str  # the block that the last column counts


def _ultrascale(cells: Mapping[str, int], units: list[str]) -> Counts:
    found = synthesis.counted(cells, units)
    return {"lut": found.lut, "ff": found.ff, "dsp": found.dsp, "ram": found.ramb36}


def _ecp5(cells: Mapping[str, int], units: list[str]) -> Counts:
    return ecp5.counted(cells, frozenset(units)).as_dict()


FAMILIES = (
    Family(
        "UltraScale+", "synth_xilinx -family xcup -flatten -noiopad -noclkbuf", _ultrascale,
        "RAMB36E2",
    ),
    Family("ECP5", "synth_ecp5 -abc9", _ecp5, "DP16KD"),
)  # fmt: skip
_COLUMNS = ("lut", "ff", "dsp", "ram")


def counts() -> Table:
    """LUT, FF, DSP and block RAM of whole machines in both families."""
    rows = [_row(preset(name), family) for name in MACHINES for family in FAMILIES]
    return Table(
        title="Synthesis",
        command="python -m benchmarks.verification --only synthesis",
        head=("machine", "family", "LUT", "FF", "DSP", "block RAM"),
        rows=rows,
        note=_NOTE.format(version=find_yosys().version),
    )


_NOTE = (
    "Yosys {version}, by units: a PE, a lane or a bank is synthesised once and counted in all its "
    "places. Block RAMs are RAMB36E2 (a RAMB18E2 is half of one) and DP16KD, DSPs are DSP48E2 and "
    "MULT18X18D, LUTs LUT6 and LUT4 with those of carries and of distributed RAM. "
    "`tests/rtl/test_synthesis.py` holds the buffers to block RAM and every PE to one DSP, and "
    "finds neither latches nor combinational loops."
)


def _row(a: Accelerator, family: Family) -> list[str]:
    total = measured(a, family)
    return [
        f"{a.name}: {a.rows}x{a.columns} {a.format}", family.title,
        *(f"{total[column]:,g}" if column != "ram" else f"{total[column]:,.1f}".removesuffix(".0")
          for column in _COLUMNS),
    ]  # fmt: skip


def measured(a: Accelerator, family: Family) -> dict[str, float]:
    """What all units of ``a`` take together. Raises ToolError where Yosys is missing or fails."""
    modules, top = netlist.read(generated(a)), module_name(a)
    places = netlist.places(modules, top)
    names = netlist.units(modules, top, synthesis.LEAST_SITES, synthesis.MOST_LINES)
    total = dict.fromkeys(_COLUMNS, 0.0)
    with terminal.progress("{task.completed}/{task.total} units") as bar:
        task = bar.add_task(f"{a.name}, {family.title}", total=len(names))
        for name in names:
            text = netlist.alone(modules, name, set(names) - {name})
            for column, count in _unit(text, name, names, family).items():
                total[column] += count * places[name]
            bar.advance(task)
    return total


def _unit(text: str, name: str, names: list[str], family: Family) -> Counts:
    """What one unit takes, the units in it not counted; kept."""
    made_of = "\n".join((find_yosys().version, family.script, name, text))
    kept = KEPT / f"{hashlib.sha256(made_of.encode()).hexdigest()[:32]}.json"
    if not kept.is_file():
        kept.parent.mkdir(parents=True, exist_ok=True)
        write_whole(kept, json.dumps(family.counts(_cells(text, name, family), names)))
    found: dict[str, float] = json.loads(kept.read_text(encoding="utf-8"))
    return found


def _cells(text: str, name: str, family: Family) -> dict[str, int]:
    """Cells by type of module ``name`` after synthesis."""
    script = f"read_verilog unit.v\n{family.script} -top {name}\ntee -q -o cells.json stat -json\n"
    # YoWASP's Yosys sees only the folder it runs in: names in it are relative
    with tempfile.TemporaryDirectory(prefix="weft-") as path:
        folder = Path(path)
        (folder / "unit.v").write_text(text, encoding="utf-8")
        (folder / "unit.ys").write_text(script, encoding="utf-8")
        find_yosys().run(["-q", "-s", "unit.ys"], folder)
        if not (folder / "cells.json").is_file():
            raise ToolError(f"yosys counted nothing in {name}; run it by hand to see why")
        modules = json.loads((folder / "cells.json").read_text(encoding="utf-8"))["modules"]
    found = {netlist.bare(key): module for key, module in modules.items()}
    cells: dict[str, int] = found[name]["num_cells_by_type"]
    return cells
