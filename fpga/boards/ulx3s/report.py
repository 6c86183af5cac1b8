"""What a build for the ULX3S found out: use, clock, critical path, bitstream."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from weft._version import VERSION
from weft.accelerator.description import Accelerator
from weft.fpga.board import PERCENT
from weft.fpga.boards.ulx3s import board
from weft.fpga.boards.ulx3s.sizing import memory_blocks
from weft.fpga.boards.ulx3s.top import BAUD
from weft.fpga.ecp5.cells import NAMES, TITLES, Cells
from weft.fpga.ecp5.packing import Bitstream
from weft.fpga.ecp5.place_and_route import Placement, TimingPath


@dataclass(frozen=True, kw_only=True)
class BuildReport:
    """An accelerator on the board, as far as its build went.

    ``cells`` are those of ``synthesis``, a tool; ``seconds`` is how long each step took.
    """

    accelerator: Accelerator
    memory_bytes: int
    synthesis: str | None = None
    cells: Cells | None = None
    placement: Placement | None = None
    bitstream: Bitstream | None = None
    seconds: Mapping[str, float] = field(default_factory=dict)

    @property
    def columns(self) -> Sequence[str]:
        """Headings of `rows`."""
        return ("", *TITLES.values())

    def rows(self) -> list[Sequence[str]]:
        """The whole design as each tool counts it, limits, and the chip; empty if not measured."""
        if self.cells is None:
            return []
        memory = Cells(ram=memory_blocks(self.accelerator, self.memory_bytes))
        return [
            (f"memory, {self.memory_bytes >> 10} KiB", *_counts(memory)),
            *_use("design, by Yosys", self.cells),
            *(_use("design, by nextpnr", self.placement.used) if self.placement else ()),
            ("limit", *_counts(board.LIMITS)),
            (board.PART, *_counts(board.DEVICE)),
        ]

    def remarks(self) -> list[str]:
        """Clock and critical path, then the bitstream."""
        if self.placement is None:
            return ["nothing was built"]
        made = self.bitstream
        return [
            timing(self.placement),
            *([critical(self.placement.critical)] if self.placement.critical else ()),
            *([f"bitstream: {len(made.content):,} bytes, sha256 {made.sha256}"] if made else ()),
        ]

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        a = self.accelerator
        return {
            "weft": VERSION,
            "accelerator": a.name,
            "digest": a.digest,
            "clock_mhz": a.clock_mhz,
            "board": board.NAME,
            "part": board.PART,
            "device": board.DEVICE.as_dict(),
            "limits": board.LIMITS.as_dict(),
            "memory_bytes": self.memory_bytes,
            "baud": BAUD,
            "synthesis": self._synthesis(),
            "placement": self._placement(),
            "bitstream": self._bitstream(),
            "seconds": dict(self.seconds),
        }

    def _synthesis(self) -> dict[str, Any] | None:
        if self.cells is None:
            return None
        fits = not board.excess(self.cells)
        return {"tool": self.synthesis, **_measured(self.cells), "fits": fits}

    def _placement(self) -> dict[str, Any] | None:
        found = self.placement
        if found is None:
            return None
        clocks = [
            {"name": c.name, "wanted_mhz": c.wanted_mhz, "fastest_mhz": round(c.fastest_mhz, 3)}
            for c in found.clocks
        ]
        return {
            "tool": found.tool,
            "seed": found.seed,
            **_measured(found.used),
            "timing": {
                "is_met": found.is_met,
                "clocks": clocks,
                "critical_paths": [_path(path) for path in found.paths],
            },
        }

    def _bitstream(self) -> dict[str, Any] | None:
        made = self.bitstream
        if made is None:
            return None
        return {"tool": made.tool, "bytes": len(made.content), "sha256": made.sha256}


def timing(placement: Placement) -> str:
    """The verdict on the clock that is farthest from what it is wanted to be."""
    clock = placement.worst
    verdict = "met" if clock.is_met else "NOT met"
    return (
        f"timing is {verdict}: {clock.name} runs at up to {clock.fastest_mhz:.2f} MHz, "
        f"{clock.wanted_mhz:.6g} MHz are wanted (seed {placement.seed})"
    )


def critical(path: TimingPath) -> str:
    """A path in words: its length, what it is spent on, and its ends."""
    source, sink = path.modules
    return (
        f"the longest path takes {path.delay_ns:.2f} ns, {path.logic_ns:.2f} of logic "
        f"({path.logic} cells) and {path.routing_ns:.2f} of routing, from {path.source} in "
        f"{source} to {path.sink} in {sink}"
    )


def _path(path: TimingPath) -> dict[str, Any]:
    source, sink = path.modules
    return {
        "from": {"clock": path.clocks[0], "cell": path.source, "module": source},
        "to": {"clock": path.clocks[1], "cell": path.sink, "module": sink},
        "delay_ns": round(path.delay_ns, 3),
        "logic_ns": round(path.logic_ns, 3),
        "routing_ns": round(path.routing_ns, 3),
        "logic_cells": path.logic,
    }


def _measured(used: Cells) -> dict[str, Any]:
    return {"design": used.as_dict(), "percent": _percent(used)}


def _percent(used: Cells) -> dict[str, float]:
    return {n: round(PERCENT * used[n] / board.DEVICE[n], 2) for n in NAMES}


def _use(name: str, used: Cells) -> list[Sequence[str]]:
    percent = (f"{part:.1f} %" for part in _percent(used).values())
    return [(name, *_counts(used)), ("", *percent)]


def _counts(cells: Cells) -> list[str]:
    return [f"{count:,}" for count in cells.as_dict().values()]
