"""What a netlist of Yosys lacks for nextpnr: networks for large controls, copies of registers that
many cells read (`duplication.py`), and its router's weights.

All tiles of an ECP5 reach 16 networks of low skew; some of them end at enables and resets too
(Lattice FPGA-TN-02200, primary clocks). nextpnr uses them for clocks and for what comes out of a
`DCCA` only: left to wires, the enable of a machine is a tree over the whole chip.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from weft.fpga.ecp5.design import NETWORK, Cell, Module
from weft.fpga.ecp5.duplication import duplicate

LEAST = 1000  # flip-flops from which on a net has a network of its own
MOST = 6  # such nets, of the 7 networks that end at enables; resets and clocks need some, too
_CONTROLS = ("CE", "LSR")  # the enable and the reset of a flip-flop
_REGISTER = "TRELLIS_FF"

# Of router2, which has no options for them. With its standard weights the rounds on a machine that
# fills two thirds of the chip undo more than they do from the 24th on, where 1,340 wires are taken
# twice; with its other weights alone some 50 stay. Here sharing is dear at once, grows dearer
# slowly, and nets may leave the box around their ends by more tiles.
_SETTINGS = {
    "router2/alt-weights": f"{1:032b}",
    "router2/currCongWeightMult": "0.2",
    "router2/bbMargin/x": "6",
    "router2/bbMargin/y": "6",
}


def prepare(file: Path, top: str, least: int = LEAST) -> int:
    """Give each net that controls ``least`` flip-flops of a netlist of Yosys a network of its own.

    Only the output of a register has the time for the way there. What else such a net goes to stays
    on wires. Returns how many there are, `MOST` at most. Then registers are copied, and the weights
    of the router go into the file.
    """
    design = json.loads(file.read_text(encoding="utf-8"))
    module = design["modules"][top]
    nets = _nets(module["cells"], least)
    bits = (bit for net in module["netnames"].values() for bit in _numbers(net["bits"]))
    spare = 1 + max(bits, default=0)
    for number, net in enumerate(nets):
        _split(module, net, spare + number, f"spread_{number}")
    duplicate(module, spare + len(nets))
    module["settings"] = _SETTINGS
    file.write_text(json.dumps(design), encoding="utf-8")
    return len(nets)


def _nets(cells: Mapping[str, Cell], least: int) -> list[int]:
    """The nets of registers that control many, those of most flip-flops first."""
    registers = [cell for cell in cells.values() if cell["type"] == _REGISTER]
    driven = {bit for cell in registers for bit in cell["connections"]["Q"]}
    found = Counter(
        bit
        for cell in registers
        for port in _CONTROLS
        for bit in _numbers(cell["connections"].get(port, ()))
        if bit in driven
    )
    return [net for net, count in found.most_common(MOST) if count >= least]


def _split(module: Module, net: int, spare: int, name: str) -> None:
    """Flip-flops that ``net`` controls get it through a buffer, as net ``spare``."""
    for cell in module["cells"].values():
        if cell["type"] == _REGISTER:
            for port in _CONTROLS:
                if cell["connections"].get(port) == [net]:
                    cell["connections"][port] = [spare]
    module["cells"][name] = {
        "hide_name": 0,
        "type": NETWORK,
        "parameters": {},
        "attributes": {},
        "port_directions": {"CLKI": "input", "CE": "input", "CLKO": "output"},
        "connections": {"CLKI": [net], "CE": ["1"], "CLKO": [spare]},
    }
    module["netnames"][name] = {"hide_name": 0, "bits": [spare], "attributes": {}}


def _numbers(bits: Any) -> list[int]:
    """Nets among ``bits``; the others are constants."""
    return [bit for bit in bits if isinstance(bit, int)]
