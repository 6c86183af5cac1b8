"""What is done to a placed netlist between placing and routing."""

from __future__ import annotations

import copy
import json
from pathlib import Path

import pytest

from tests.fpga.ecp5.placements import Placement, built
from weft.fpga.ecp5.placed import improve
from weft.fpga.ecp5.refinement import refine
from weft.fpga.ecp5.regrouping import regroup


@pytest.fixture
def placement() -> Placement:
    found = built(3)
    found.module["cells"]["unit.r_copy_0"] = copy.deepcopy(found.register)
    return found


def test_a_file_is_rewritten(placement, tmp_path: Path):
    module = placement.module
    module["settings"] = {"seed": "1", "router": "router1", "target_freq": "1e6"}
    placement.lut["connections"]["D"] = []
    file = tmp_path / "placed.json"
    file.write_text(json.dumps({"modules": {"box": {"attributes": {}}, "top": module}}))
    heard: list[str] = []
    improve(file, 300.0, heard.append)
    expected = copy.deepcopy(module)
    regroup(expected)
    assert refine(expected, 300.0).after > 0
    for cell in expected["cells"].values():
        for port, bits in cell["connections"].items():
            if not bits and cell["port_directions"][port] == "input":
                cell["connections"][port] = ["x"]  # nothing drives it
    expected["settings"] = {"seed": "1"}  # the rest is for the next run to say
    assert json.loads(file.read_text())["modules"]["top"] == expected
    assert heard[0] == "sharing out copies"
    assert heard[1].startswith("refining, ")
