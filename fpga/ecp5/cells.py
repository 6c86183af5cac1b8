"""What a design takes of an ECP5, counted by Yosys before placing and by nextpnr after it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

from weft.rtl.simulation.tools import ToolError


@dataclass(frozen=True, kw_only=True)
class Cells:
    """Counts of an ECP5's blocks; those that carry, multiplex and store in LUTs count as LUT."""

    lut: float = 0
    ff: float = 0
    dsp: float = 0
    ram: float = 0

    def __add__(self, other: Cells) -> Cells:
        return Cells(**{name: self[name] + other[name] for name in NAMES})

    def __sub__(self, other: Cells) -> Cells:
        return self + other * -1

    def __mul__(self, times: float) -> Cells:
        return Cells(**{name: self[name] * times for name in NAMES})

    def __getitem__(self, name: str) -> float:
        return float(getattr(self, name))

    def as_dict(self) -> dict[str, int]:
        """Counts by name."""
        return {name: round(self[name]) for name in NAMES}


NAMES = tuple(field.name for field in fields(Cells))
TITLES: Mapping[str, str] = {"lut": "LUT4", "ff": "FF", "dsp": "MULT18X18D", "ram": "DP16KD"}
LFE5U_85F = Cells(lut=83_640, ff=83_640, dsp=156, ram=208)  # Lattice FPGA-DS-02012, table 1.1

# places of a LUT4 that a cell of Yosys takes; one of the distributed RAM takes four for its bits
# and two for its writes. nextpnr counts alike in its "Logic utilisation before packing"
_BLOCKS = {
    "LUT4": Cells(lut=1),
    "CCU2C": Cells(lut=2),
    "TRELLIS_DPR16X4": Cells(lut=6),
    "TRELLIS_FF": Cells(ff=1),
    "MULT18X18D": Cells(dsp=1),
    "DP16KD": Cells(ram=1),
    "PDPW16KD": Cells(ram=1),
}
_FREE = {"PFUMX", "L6MUX21", "GND", "VCC", "EHXPLLL", "TRELLIS_IO", "$scopeinfo"}
_BELS = {"TRELLIS_COMB": "lut", "TRELLIS_FF": "ff", "MULT18X18D": "dsp", "DP16KD": "ram"}


def counted(cells: Mapping[str, int], modules: frozenset[str] = frozenset()) -> Cells:
    """What cells take by their types as Yosys names them; ``modules`` are counted elsewhere.

    Raises ToolError for a type that is not known: nothing is left out in silence.
    """
    total = Cells()
    for kind, count in cells.items():
        if kind in _BLOCKS:
            total += _BLOCKS[kind] * count
        elif kind not in _FREE and kind.removeprefix("\\") not in modules:
            raise ToolError(f"yosys used {count} cells {kind!r}, of unknown size; report this")
    return total


def placed(used: Mapping[str, int]) -> Cells:
    """What nextpnr used of each kind of place. Raises ToolError where a kind is missing."""
    missing = [bel for bel in _BELS if bel not in used]
    if missing:
        raise ToolError(f"nextpnr reports no use of {missing[0]}; is its report whole?")
    return Cells(**{name: used[bel] for bel, name in _BELS.items()})
