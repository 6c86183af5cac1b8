"""The ULX3S-85F in numbers."""

from __future__ import annotations

from weft.accelerator.description import Accelerator
from weft.fpga.board import PERCENT, BoardError
from weft.fpga.boards.ulx3s import clock
from weft.fpga.ecp5 import sites
from weft.fpga.ecp5.cells import LFE5U_85F, NAMES, TITLES, Cells
from weft.fpga.ecp5.place_and_route import Chip
from weft.fpga.system import require_one_memory
from weft.rtl.bus.axi import channel_bytes

NAME, TITLE, PART = "ulx3s-85f", "the ULX3S-85F", "LFE5U-85F-6CABGA381"
DEVICE = LFE5U_85F
# planning values: above them nextpnr finds places too far apart to be fast, or none
SHARE = Cells(lut=95, ff=95, dsp=100, ram=90)
LIMITS = Cells(**{name: int(DEVICE[name] * SHARE[name] / PERCENT) for name in NAMES})
# block RAMs in use from which on the memory for programs and data takes no more: the last ones are
# far from all else, and their wires are in the way of others
FILLED = int(DEVICE.ram * 0.85)
CLOCK_MHZ = (25.0, 200.0)  # the slowest still divides into the link's bits within 2 %


def chip(accelerator: Accelerator) -> Chip:
    """What nextpnr has to know of the board's chip."""
    options = ("--85k", "--package", "CABGA381", "--speed", "6")
    return Chip(options, clock.pll(accelerator.clock_mhz).mhz, sites.LFE5U_85F)


def check(accelerator: Accelerator) -> None:
    """Raise BoardError where clock or buses do not suit the board."""
    a = accelerator
    slow, fast = CLOCK_MHZ
    if not slow <= a.clock_mhz <= fast:
        raise BoardError(
            f"clock_mhz={a.clock_mhz:g} of {a.name}: {TITLE} takes {slow:g} to {fast:g}; "
            "change `clock_mhz`"
        )
    clock.pll(a.clock_mhz)
    require_one_memory(a)
    channel_bytes(a)


def excess(used: Cells) -> list[str]:
    """One phrase for each resource of which ``used``, a whole design, is above its limit."""
    return [
        f"{TITLES[n]} {used[n]:,.0f} of {LIMITS[n]:,.0f} ({SHARE[n]:g} % of {DEVICE[n]:,.0f})"
        for n in NAMES
        if used[n] > LIMITS[n]
    ]
