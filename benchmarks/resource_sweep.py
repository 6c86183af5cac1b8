"""What machines take of an UltraScale+ chip, part by part, kept so that nothing is measured twice.

A part is a module of the RTL, such as an element or the optimizer lane, with all that is below it
and no part of its own. What one takes is kept in ``out/resources`` under the hash of its text
without the digest and the running numbers in its names: a machine that differs from another in its
queues alone has its queues measured.
"""

from __future__ import annotations

import hashlib
import json
import re
import tempfile
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from weft.accelerator.description import Accelerator
from weft.accelerator.resources.counts import Resources
from weft.files import write_whole
from weft.fpga import memories, netlist
from weft.fpga.boards.vcu1525.board import BOARD
from weft.fpga.netlist import VerilogModule
from weft.fpga.synthesis import counted
from weft.rtl.simulation.tools import find_yosys
from weft.rtl.verilog import generate, module_name, without_zeros

KEPT = Path("out/resources")
BATCH = 6  # parts of one run of Yosys: reading its libraries takes long, and so do many parts

# parts by the name of their module, without the machine's; equal modules go by the first's name
PARTS = {
    "element": r"weft_pe",
    "store lane": r"(Float|Integer)Lane_\d+",
    "update lane": r"UpdateLane_\d+",
    "copy lane": r"CopyLane_\d+",
    "memory": r".*\.(bank_\d+|half_\d_column_\d+|weights\.(values|indices))|core\.\w+_(in|out)",
    "skew": r".*\.operands\.skew",
    "select": r".*\.operands\.select",
    "operands": r".*\.operands",
    "sums": r".*\.sums",
    "weights": r".*\.weights",
    "compute": r"core\.controller\.compute",
    "landing": r".*\.landing",
    "load": r"core\.controller\.load",
    "store": r"core\.controller\.store",
    "column select": r".*\.(lookahead|copies)\.select",
    "lookahead": r".*\.lookahead",
    "ff copy": r".*\.copies\.ff",
    "bp copy": r".*\.copies\.bp",
    "copies": r".*\.copies",
    "update": r"core\.controller\.update",
    "read channel": r"shell\.reader\.channel0",
    "write channel": r"shell\.writer\.channel0",
    "bus": r"shell",
    "control": r"",
}

Modules = Mapping[str, VerilogModule]


@dataclass(frozen=True)
class Machine:
    """What a machine takes, by the name of its parts; in all its places."""

    accelerator: Accelerator
    parts: Mapping[str, Resources]

    @property
    def total(self) -> Resources:
        return sum(self.parts.values(), Resources())


Progress = Callable[[int, int], None]  # parts measured, parts in all


def measure(accelerator: Accelerator, progress: Progress = lambda *_: None) -> Machine:
    """Measure what is not kept of the parts. Raises ToolError where Yosys is missing or fails.

    It may be interrupted: what was measured of the parts is kept.
    """
    modules = netlist.read(without_zeros(styled_verilog(accelerator)))
    top = module_name(accelerator)
    places = netlist.places(modules, top)
    units = {name: part for name in places if (part := part_of(name, accelerator)) is not None}
    keys = {name: _key(modules, name, units) for name in units}
    for batch in _batches(modules, keys):
        progress(sum(_kept(key).is_file() for key in keys.values()), len(keys))
        for name, taken in _synthesised(modules, batch, units).items():
            write_whole(_kept(keys[name]), json.dumps(taken.as_dict()) + "\n")
    found: dict[str, Resources] = dict.fromkeys(PARTS, Resources())
    for name, part in units.items():
        taken = Resources(**json.loads(_kept(keys[name]).read_text(encoding="utf-8")))
        found[part] += taken * places[name]
    return Machine(accelerator, found)


def part_of(module: str, accelerator: Accelerator) -> str | None:
    """The part that begins with ``module``; None for what belongs to the part it stands in."""
    name = module.removeprefix(module_name(accelerator)).removeprefix(".")
    name = re.sub(r"\$\d+$", "", name.replace(f"weft_pe_{accelerator.digest}", "weft_pe"))
    return next((part for part, form in PARTS.items() if re.fullmatch(form, name)), None)


def styled_verilog(accelerator: Accelerator) -> str:
    """The machine, its large memories with the styles that a VCU1525 build gives them."""
    verilog = generate(accelerator)
    modules = netlist.read(verilog)
    places = netlist.places(modules, module_name(accelerator))
    return memories.annotated(verilog, memories.choose(modules, places, BOARD.limits.uram))


def _batches(modules: Modules, keys: Mapping[str, str]) -> Iterator[list[str]]:
    """Parts that are not kept, few at a time, those of one size together."""
    KEPT.mkdir(parents=True, exist_ok=True)
    wanted = {key: name for name, key in keys.items() if not _kept(key).is_file()}
    missing = sorted(wanted.values(), key=lambda name: len(modules[name].text))
    yield from (missing[i : i + BATCH] for i in range(0, len(missing), BATCH))


def _kept(key: str) -> Path:
    return KEPT / f"{key}.json"


_DIGEST = re.compile(r"(?<=weft_)(pe_)?[0-9a-f]{16}")
_NUMBER = re.compile(r"(?<=\$)\d+\b")


def _key(modules: Modules, name: str, units: Collection[str]) -> str:
    """Hash of a part's text, called ``unit`` and its running numbers counted from 0."""
    numbers: dict[str, str] = {}
    text = netlist.alone(modules, name, set(units) - {name}).replace(name, "unit")
    text = _NUMBER.sub(lambda n: numbers.setdefault(n[0], str(len(numbers))), text)
    text = f"{find_yosys().version}\n{_DIGEST.sub('', text)}"
    return hashlib.sha256(text.encode()).hexdigest()[:32]


_TOP = "every_missing_part"


def _synthesised(
    modules: Modules, missing: Sequence[str], units: Collection[str]
) -> dict[str, Resources]:
    """What one place of each of the ``missing`` parts takes, without the parts in it.

    They keep their hierarchy under a top of their own, so that each is as if it were alone.
    """
    script = (
        "read_verilog parts.v\n"
        f"synth_xilinx -family xcup -flatten -noiopad -noclkbuf -top {_TOP}\n"
        "tee -q -o cells.json stat -json\n"
    )
    # YoWASP's Yosys sees only the folder it runs in: names in it are relative
    with tempfile.TemporaryDirectory(prefix="work-", dir=KEPT) as path:
        folder = Path(path)
        (folder / "parts.v").write_text(_together(modules, missing, units), encoding="utf-8")
        (folder / "parts.ys").write_text(script, encoding="utf-8")
        find_yosys().run(["-q", "-s", "parts.ys"], folder)
        cells = json.loads((folder / "cells.json").read_text(encoding="utf-8"))["modules"]
    found = {netlist.bare(name): module["num_cells_by_type"] for name, module in cells.items()}
    return {name: counted(found[name], list(units)) for name in missing}


def _together(modules: Modules, missing: Sequence[str], units: Collection[str]) -> str:
    """The missing parts with all below them, the other parts as outlines."""
    whole, outlines = list(missing), set()
    for name in whole:
        for below in modules[name].instances:
            if below in units and below not in missing:
                outlines.add(below)
            elif below not in whole:
                whole.append(below)
    keep = "(* keep_hierarchy *)\n"
    texts = [keep * (name in missing) + modules[name].text for name in whole]
    places = "".join(
        f"  (* keep *) {_escaped(name)} part_{i} ();\n" for i, name in enumerate(missing)
    )
    top = f"(* keep_hierarchy *)\nmodule {_TOP}();\n{places}endmodule\n"
    return "\n".join([top, *texts, *(modules[name].outline for name in sorted(outlines))])


def _escaped(name: str) -> str:
    return f"\\{name} "
