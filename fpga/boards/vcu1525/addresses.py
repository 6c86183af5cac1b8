"""Where everything lies: the one table that block design, host driver and documentation share.

The DMA engine and the accelerator see the four memories at the same addresses. The host reaches the
accelerator's registers through the first address register (BAR) of the card, from its begin on.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from weft.accelerator import registers
from weft.accelerator.description import Accelerator
from weft.fpga.boards.vcu1525.board import CONTROLLERS

MEMORY_BYTES = 16 << 30  # a DIMM
CONTROL_BYTES = 1 << registers.ADDRESS_BITS
BAR_BYTES = 1 << 20
PCIE_VENDOR, PCIE_DEVICE = 0x10EE, 0x903F  # what the vendor's XDMA driver looks for
USER_INTERRUPT = 0  # of the DMA engine: the accelerator's


@dataclass(frozen=True)
class Region:
    """A range of byte addresses."""

    name: str
    base: int
    size: int

    @property
    def end(self) -> int:
        return self.base + self.size


MEMORIES = tuple(Region(f"ddr4_{i}", i * MEMORY_BYTES, MEMORY_BYTES) for i in range(CONTROLLERS))
CONTROL = Region("control", 0, CONTROL_BYTES)


def channel_memories(accelerator: Accelerator) -> tuple[Region, ...]:
    """The memory behind each channel: channel i has controller i."""
    return MEMORIES[: accelerator.dram_channels]


def program_memory() -> Region:
    """The memory that instructions are read from."""
    return MEMORIES[0]


def address_map(accelerator: Accelerator) -> dict[str, Any]:
    """What a host driver has to know to find everything, as it stands in ``address_map.json``."""
    return {
        "digest": accelerator.digest,
        "pcie": {"vendor": PCIE_VENDOR, "device": PCIE_DEVICE, "bar": 0, "bar_bytes": BAR_BYTES},
        "user_interrupt": USER_INTERRUPT,
        "control": _entry(CONTROL),
        "memories": [_entry(region) for region in MEMORIES],
        "channels": [region.name for region in channel_memories(accelerator)],
        "program": program_memory().name,
    }


def _entry(region: Region) -> dict[str, Any]:
    return {"name": region.name, "base": region.base, "size": region.size}
