"""Boards as data: what a build has to know of one before it writes a line for it."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from weft.accelerator.description import Accelerator
from weft.fpga.resources import NAMES, TITLES, Resources

PERCENT = 100


class BoardError(ValueError):
    """An accelerator does not suit a board; the message names the value, the rule, the mend."""


@dataclass(frozen=True, kw_only=True)
class Board:
    """A board and the part of it that an accelerator can have.

    ``share`` is the percentage of each resource that may be used: above it, placing and routing
    rarely succeeds. ``infrastructure`` is what everything beside the accelerator takes: memory
    controllers, host interface, interconnect.
    """

    name: str
    title: str
    part: str
    device: Resources
    share: Resources
    infrastructure: Resources
    channels: tuple[int, ...]  # numbers of memory channels that can be wired up
    channel_bytes: tuple[int, int]  # narrowest and widest bus of a channel
    clock_mhz: tuple[float, float]  # slowest and fastest clock of the accelerator

    @property
    def limits(self) -> Resources:
        """The most of each resource that a whole design may use."""
        return Resources(**{n: int(self.device[n] * self.share[n] / PERCENT) for n in NAMES})

    def check(self, accelerator: Accelerator) -> None:
        """Raise BoardError where the buses or the clock of ``accelerator`` do not suit."""
        a = accelerator
        if a.dram_channels not in self.channels:
            *some, last = map(str, self.channels)
            raise BoardError(
                f"dram_channels={a.dram_channels} of {a.name}: {self.title} takes "
                f"{', '.join(some)} or {last}; change `dram_channels`"
            )
        low, high = self.channel_bytes
        width = Fraction(a.bus_bytes, a.dram_channels)
        if not low <= width <= high:
            raise BoardError(
                f"bus_bytes={a.bus_bytes} on dram_channels={a.dram_channels} is {width} bytes a "
                f"channel of {a.name}: {self.title} takes {low} to {high}; change `bus_bytes`"
            )
        slow, fast = self.clock_mhz
        if not slow <= a.clock_mhz <= fast:
            raise BoardError(
                f"clock_mhz={a.clock_mhz:g} of {a.name}: {self.title} makes {slow:g} to {fast:g}; "
                "change `clock_mhz`"
            )

    def excess(self, used: Resources) -> list[str]:
        """One phrase for each resource of which ``used``, a whole design, is above its limit."""
        return [
            f"{TITLES[n]} {used[n]:,.0f} of {self.limits[n]:,.0f} "
            f"({self.share[n]:g} % of {self.device[n]:,.0f})"
            for n in NAMES
            if used[n] > self.limits[n]
        ]
