"""What a build found out, as one record that goes to a file."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from weft._version import VERSION
from weft.accelerator.description import Accelerator
from weft.fpga.board import PERCENT, Board
from weft.fpga.memories import Choice
from weft.fpga.resources import NAMES, TITLES, Resources
from weft.fpga.synthesis import Synthesis
from weft.fpga.vivado import Timing


@dataclass(frozen=True)
class Implementation:
    """What Vivado reported of the whole design, placed and routed."""

    used: Resources
    timing: Timing


@dataclass(frozen=True, kw_only=True)
class BuildReport:
    """An accelerator on a board: what it takes, by whom it was measured, and whether it fits."""

    accelerator: Accelerator
    board: Board
    memories: tuple[Choice, ...]
    synthesis: Synthesis | None
    implementation: Implementation | None = None

    @property
    def design(self) -> Resources | None:
        """The whole design by synthesis: the machine, and what the board's infrastructure takes."""
        if self.synthesis is None:
            return None
        return self.synthesis.total + self.board.infrastructure

    @property
    def columns(self) -> Sequence[str]:
        """Headings of `rows`."""
        return ("unit, by Yosys", "places", *TITLES.values())

    def rows(self) -> list[Sequence[str]]:
        """Each unit in all its places, then sums, limits and the chip; empty if not measured."""
        if self.synthesis is None or self.design is None:
            return []
        units = [
            (_short(u.name, self.accelerator), str(u.places), *_counts(u.total))
            for u in self.synthesis.units
        ]
        return [
            *units,
            ("machine", "", *_counts(self.synthesis.total)),
            ("board, as planned", "", *_counts(self.board.infrastructure)),
            *self._use("design", self.design),
            *(
                self._use("design, by Vivado", self.implementation.used)
                if self.implementation
                else ()
            ),
            ("limit", "", *_counts(self.board.limits)),
            (self.board.part, "", *_counts(self.board.device)),
        ]

    def _use(self, name: str, used: Resources) -> list[Sequence[str]]:
        percent = (f"{part:.1f} %" for part in self.percent(used).values())
        return [(name, "", *_counts(used)), ("", "", *percent)]

    def remarks(self) -> list[str]:
        """What Vivado said of the timing, or that it did not run."""
        if self.synthesis is None and self.implementation is None:
            return ["nothing was measured or built"]
        if self.implementation is None:
            why = "vivado is not on the PATH and was not run"
            return [f"{why}: counts are Yosys's, no clock is known"]
        timing = self.implementation.timing
        verdict = "met" if timing.is_met else "NOT met"
        return [
            f"timing is {verdict}: setup slack {timing.setup_slack_ns} ns "
            f"({timing.setup_failing} endpoints fail), hold slack {timing.hold_slack_ns} ns "
            f"({timing.hold_failing} fail)"
        ]

    def percent(self, used: Resources) -> dict[str, float]:
        """Of each resource of the chip, what part ``used`` is."""
        device = self.board.device
        return {n: round(PERCENT * used[n] / device[n], 2) for n in NAMES}

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        a, board = self.accelerator, self.board
        return {
            "weft": VERSION,
            "accelerator": a.name,
            "digest": a.digest,
            "clock_mhz": a.clock_mhz,
            "board": board.name,
            "part": board.part,
            "device": board.device.as_dict(),
            "limits": board.limits.as_dict(),
            "infrastructure": board.infrastructure.as_dict(),
            "memories": [_memory(choice) for choice in self.memories],
            "synthesis": self._synthesis(),
            "vivado": self._implementation(),
        }

    def _synthesis(self) -> dict[str, Any] | None:
        if self.synthesis is None or self.design is None:
            return None
        return {
            "tool": self.synthesis.tool,
            "units": [
                {"name": u.name, "places": u.places, "each": u.each.as_dict()}
                for u in self.synthesis.units
            ],
            "machine": self.synthesis.total.as_dict(),
            "design": self.design.as_dict(),
            "percent": self.percent(self.design),
            "fits": not self.board.excess(self.design),
        }

    def _implementation(self) -> dict[str, Any] | None:
        if self.implementation is None:
            return None
        used, timing = self.implementation.used, self.implementation.timing
        clocks = [asdict(c) | {"fastest_mhz": c.fastest_mhz} for c in timing.clocks]
        return {
            "design": used.as_dict(),
            "percent": self.percent(used),
            "timing": {
                "is_met": timing.is_met,
                "setup_slack_ns": _finite(timing.setup_slack_ns),
                "setup_failing": timing.setup_failing,
                "hold_slack_ns": _finite(timing.hold_slack_ns),
                "hold_failing": timing.hold_failing,
                "clocks": clocks,
            },
        }


def _finite(slack: float) -> float | None:
    """JSON has no infinity: a design without such paths has no slack."""
    return slack if math.isfinite(slack) else None


def _short(name: str, accelerator: Accelerator) -> str:
    """The name of a unit without that of the machine."""
    return name.removeprefix(f"weft_{accelerator.digest}.")


def _counts(resources: Resources) -> list[str]:
    return [f"{count:,}" for count in resources.as_dict().values()]


def _memory(choice: Choice) -> dict[str, Any]:
    return {
        "module": choice.module,
        "memory": choice.memory.name,
        "width": choice.memory.width,
        "depth": choice.memory.depth,
        "style": choice.style,
        "blocks": choice.blocks,
    }
