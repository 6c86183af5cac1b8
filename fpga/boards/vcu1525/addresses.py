"""Where everything lies: the one table that block design, host driver and documentation share.

The DMA engine and the accelerator see the four memories at the same addresses. The host reaches the
accelerator's registers through the first address register (BAR) of the card, from its begin on.
"""

from __future__ import annotations

from typing import Any

from weft.accelerator import registers
from weft.accelerator.description import Accelerator
from weft.fpga.boards.vcu1525.board import CONTROLLERS
from weft.fpga.host.address_map import AddressMap, Region

MEMORY_BYTES = 16 << 30  # a DIMM
MEMORIES = tuple(Region(i * MEMORY_BYTES, MEMORY_BYTES) for i in range(CONTROLLERS))
CONTROL = Region(0, 1 << registers.ADDRESS_BITS)  # in the BAR
BAR_BYTES = 1 << 20
PCIE_VENDOR, PCIE_DEVICE = 0x10EE, 0x903F  # what the vendor's XDMA driver looks for
USER_INTERRUPT = 0  # of the DMA engine: the accelerator's
PROGRAM_BYTES = (
    256 << 20
)  # of the first memory, unless a host wants more: four million instructions


def channel_memories(accelerator: Accelerator) -> tuple[Region, ...]:
    """The memory behind each channel: channel i has controller i. Programs lie in the first."""
    return MEMORIES[: accelerator.dram_channels]


def address_map(accelerator: Accelerator, program_bytes: int = PROGRAM_BYTES) -> AddressMap:
    """Where a host puts programs and the image of ``accelerator``."""
    return AddressMap.share(channel_memories(accelerator), program_bytes)


def as_dict(accelerator: Accelerator) -> dict[str, Any]:
    """The table for hosts that are not written in Python: ``address_map.json`` of a build."""
    shared = address_map(accelerator)
    return {
        "digest": accelerator.digest,
        "pcie": {"vendor": PCIE_VENDOR, "device": PCIE_DEVICE, "bar": 0, "bar_bytes": BAR_BYTES},
        "user_interrupt": USER_INTERRUPT,
        "control": _entry(CONTROL),
        "memories": [_entry(region) for region in MEMORIES],
        "program": _entry(shared.program),
        "channels": [_entry(region) for region in shared.channels],
    }


def _entry(region: Region) -> dict[str, int]:
    return {"base": region.base, "size": region.size}


def markdown() -> str:
    """The table of docs/fpga.md."""
    lines = ["| seen by | region | base | bytes |", "|---|---|---|---|"]
    for i, region in enumerate(MEMORIES):
        who = f"DMA, `m_axi_memory{i}`" + (", `m_axi_program`" if i == 0 else "")
        lines.append(f"| {who} | DDR4 {i} | 0x{region.base:x} | 0x{region.size:x} |")
    lines.append(f"| host, BAR 0 | registers | 0x{CONTROL.base:x} | 0x{CONTROL.size:x} |")
    return "\n".join(lines) + "\n"
