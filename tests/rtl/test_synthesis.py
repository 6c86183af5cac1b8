"""What synthesis makes of the machine: no latch, no loop, buffers in block RAM, a DSP a PE."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from weft.accelerator.description import Accelerator
from weft.accelerator.toml import preset
from weft.fpga import netlist
from weft.rtl.compute.pe import pe_name
from weft.rtl.simulation.build import generated
from weft.rtl.simulation.tools import ToolError, find_yosys
from weft.rtl.verilog import module_name

TINY, SMALL = preset("tiny"), preset("sat-small")
MACHINES = pytest.mark.parametrize(
    "accelerator",
    [TINY, pytest.param(SMALL, marks=pytest.mark.slow)],
    ids=lambda accelerator: accelerator.name,
)

LATCHES = "t:$dlatch t:$adlatch t:$dlatchsr t:$sr t:$_DLATCH_* t:$_SR_*"


def sound(text: str, top: str, folder: Path) -> None:
    """Raise ToolError where a latch is inferred, or logic runs in a circle through any modules."""
    script = (
        "read_verilog top.v", f"hierarchy -check -top {top}", "proc",
        f"select -assert-none {LATCHES}", "flatten", "check -assert",
    )  # fmt: skip
    (folder / "top.v").write_text(text, encoding="utf-8")
    (folder / "check.ys").write_text("\n".join(script) + "\n", encoding="utf-8")
    find_yosys().run(["-q", "-s", "check.ys"], folder)


@MACHINES
def test_there_are_neither_latches_nor_combinational_loops(
    accelerator: Accelerator, tmp_path: Path
) -> None:
    sound(generated(accelerator), module_name(accelerator), tmp_path)


PLANTED = {
    "a latch": ("always @* if (a) q = b;", "Assertion failed: selection is not empty"),
    "a loop through two modules": (
        "wire c; below one (.a(a), .b(c), .q(q)); below two (.a(b), .b(q), .q(c));",
        "Found 1 problems",
    ),
}


@pytest.mark.parametrize("fault", PLANTED)
def test_planted_faults_are_found(fault: str, tmp_path: Path) -> None:
    body, told = PLANTED[fault]
    kind = "reg" if "latch" in fault else "wire"
    text = (
        f"module top(input a, input b, output {kind} q); {body} endmodule\n"
        "module below(input a, input b, output q); assign q = a ^ b; endmodule\n"
    )
    with pytest.raises(ToolError, match=told):
        sound(text, "top", tmp_path)


# ---- what becomes of buffers and multipliers ----

# up to where memories and multipliers have become blocks: the rest decides on LUTs and FFs alone
SCRIPTS = {
    "UltraScale+": "synth_xilinx -family xcup -run begin:map_ffram",
    "ECP5": "synth_ecp5 -noflatten -run begin:map_ffram",
}
BLOCK_RAMS = {"RAMB18E2", "RAMB36E2", "URAM288", "DP16KD", "PDPW16KD"}
DSPS = {"DSP48E2", "MULT18X18D"}
LUT_RAM = re.compile(r"RAM\d+[XM]|TRELLIS_DPR|\$mem|\$__")  # or on its way to become it
BUFFER = "memory"  # the name that a memory has in a `LaneMemory` and in the sums

Cells = dict[str, Counter[str]]  # of every module, by type


@pytest.fixture(scope="module", params=SCRIPTS)
def mapped(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Cells:
    folder = tmp_path_factory.mktemp("mapped")
    script = (
        "read_verilog top.v", f"{SCRIPTS[request.param]} -top {module_name(SMALL)}",
        "tee -q -o cells.json stat -json",
    )  # fmt: skip
    (folder / "top.v").write_text(generated(SMALL), encoding="utf-8")
    (folder / "map.ys").write_text("\n".join(script) + "\n", encoding="utf-8")
    find_yosys().run(["-q", "-s", "map.ys"], folder)
    found = json.loads((folder / "cells.json").read_text(encoding="utf-8"))["modules"]
    return {netlist.bare(n): Counter(module["num_cells_by_type"]) for n, module in found.items()}


@pytest.fixture(scope="module")
def modules() -> dict[str, netlist.VerilogModule]:
    return netlist.read(generated(SMALL))


def buffers(modules: dict[str, netlist.VerilogModule]) -> dict[str, int]:
    """Modules that hold a buffer, and its bits in all their places."""
    places = netlist.places(modules, module_name(SMALL))
    return {
        name: places[name] * memory.width * memory.depth
        for name, module in modules.items()
        for memory in module.memories
        if memory.name == BUFFER
    }


def test_all_bytes_of_the_description_are_in_buffers(
    modules: dict[str, netlist.VerilogModule],
) -> None:
    a = SMALL
    granules = a.a_banks * a.a_granules + a.b_granules + a.b_index_granules
    rows_of_u = 4 * a.wide_granules + 4  # weight and momentum, in and out, and both copies
    least = (granules + rows_of_u * a.u_words) * a.granule_bytes + 2 * a.o_words * a.columns * 4
    assert sum(buffers(modules).values()) >= 8 * least


@pytest.mark.slow
def test_every_buffer_is_in_block_ram(
    modules: dict[str, netlist.VerilogModule], mapped: Cells
) -> None:
    for name in buffers(modules):
        assert any(mapped[name][kind] for kind in BLOCK_RAMS), name
        assert not [kind for kind in mapped[name] if LUT_RAM.match(kind)], name


@pytest.mark.slow
def test_an_element_is_one_dsp(modules: dict[str, netlist.VerilogModule], mapped: Cells) -> None:
    element = pe_name(SMALL)
    below = netlist.places(modules, element)
    assert sum(mapped[name][kind] * below[name] for name in below for kind in DSPS) == 1
    assert netlist.places(modules, module_name(SMALL))[element] == SMALL.pes
