"""What is done to a placed netlist before it is routed."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from weft.fpga.ecp5.design import top
from weft.fpga.ecp5.refinement import refine
from weft.fpga.ecp5.regrouping import regroup

_UNDRIVEN = "x"
_OF_ONE_RUN = ("router", "router/tmg_ripup", "target_freq")


def improve(file: Path, clock_mhz: float, hear: Callable[[str], None] = lambda text: None) -> None:
    """Share out copies and shorten paths in a placed design, a file that nextpnr wrote.

    What nextpnr reads again has all inputs: it forgets those that nothing drives, and with them the
    constants that it sets there, such as the enables of block RAM. It has no settings of the run
    before that would come before the words of the next.
    """
    design = json.loads(file.read_text(encoding="utf-8"))
    module = top(design)
    hear("sharing out copies")
    regroup(module)
    refine(module, clock_mhz, hear)
    for setting in _OF_ONE_RUN:
        module["settings"].pop(setting, None)
    for cell in module["cells"].values():
        for port, bits in cell["connections"].items():
            if not bits and cell["port_directions"][port] == "input":
                bits.append(_UNDRIVEN)
    file.write_text(json.dumps(design), encoding="utf-8")
