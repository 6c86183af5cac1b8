"""Blocks of an FPGA as a vector of counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields


@dataclass(frozen=True, kw_only=True)
class Resources:
    """Counts of the blocks of a Xilinx UltraScale+ chip; a RAMB18 is half a RAMB36."""

    lut: float = 0
    ff: float = 0
    dsp: float = 0
    ramb36: float = 0
    uram: float = 0

    def __add__(self, other: Resources) -> Resources:
        return Resources(**{name: self[name] + other[name] for name in NAMES})

    def __mul__(self, times: float) -> Resources:
        return Resources(**{name: self[name] * times for name in NAMES})

    def __getitem__(self, name: str) -> float:
        return float(getattr(self, name))

    def as_dict(self) -> dict[str, float]:
        """Counts by name; whole numbers where they are whole."""
        return {name: _plain(self[name]) for name in NAMES}


NAMES = tuple(field.name for field in fields(Resources))
TITLES: Mapping[str, str] = {
    "lut": "LUT", "ff": "FF", "dsp": "DSP48E2", "ramb36": "RAMB36", "uram": "URAM288",
}  # fmt: skip


def _plain(value: float) -> float:
    return int(value) if value == int(value) else value
