"""Accelerators that the tests of builds share, and the one Verilog text that they need."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from weft.accelerator.description import Accelerator
from weft.accelerator.toml import preset
from weft.rtl.simulation.build import generated

TINY = preset("tiny")
SMALL = preset("sat-small")
LARGE = preset("sat-vcu1525")
TWO_CHANNELS = replace(SMALL, name="two", bus_bytes=128, dram_channels=2)

ALL = (TINY, SMALL, TWO_CHANNELS, LARGE)


def name_of(accelerator: Accelerator) -> str:
    """For the names of parametrised tests."""
    return accelerator.name


@cache
def tiny_verilog() -> str:
    """The smallest machine's Verilog, made once."""
    return generated(TINY)
