"""The machines whose use of a chip is measured: those of the fit, and those that only test it.

The fit varies one thing at a time and some together, mostly on small arrays, since what a machine
is made of grows with its array in known ways. The held-out machines differ from all of them, and
were chosen before anything was fitted.
"""

from __future__ import annotations

from typing import Any

from weft.accelerator.description import Accelerator
from weft.accelerator.formats import FORMATS
from weft.accelerator.sparsity import Sparsity
from weft.accelerator.toml import preset

_USUAL: dict[str, Any] = dict(
    multiplier_latency=1, adder_latency=4, lane_latency=4, interleave=16, buffer_latency=2,
    vector_lanes=4, dram_channels=1, dram_latency=20, clock_mhz=200.0, queue_depth=8,
)  # fmt: skip


def machine(
    rows: int, fmt: str, patterns: str = "", *, beat: int = 2, buffers: float = 2, **changes: Any
) -> Accelerator:
    """A machine with ``beat`` granules a beat and buffers of ``buffers`` times the least size.

    ``patterns`` are separated by blanks; ``changes`` are fields of `Accelerator`.
    """
    sparsities = tuple(Sparsity.parse(p) for p in patterns.split())
    name = "-".join(
        [f"{rows}x{rows}", fmt, patterns.replace(":", "of").replace(" ", "-") or "dense",
         f"k{beat}", f"b{buffers:g}", *(f"{key}{value}" for key, value in changes.items())]
    )  # fmt: skip
    granule = rows * FORMATS[fmt].bits // 8
    banks = max([s.group for s in sparsities] + [1])
    tile = max(beat, rows)
    sizes = {
        "a_buffer_bytes": 4 * banks * tile * granule,
        "b_buffer_bytes": 8 * rows * granule,
        "o_buffer_bytes": 8 * (rows + 2 * tile) * rows,
        "u_buffer_bytes": 2 * tile * (16 * rows + 4 * granule),
    }
    return Accelerator(
        name=name, rows=rows, columns=rows, format=fmt, sparsities=sparsities,
        bus_bytes=beat * granule,
        **{key: int(buffers * size) for key, size in sizes.items()},
        **(_USUAL | {"update_lanes": rows} | changes),
    )  # fmt: skip


def fitted() -> list[Accelerator]:
    """Machines that the coefficients are fitted to.

    A few that differ in all, each followed by machines that differ from it in one thing or two:
    most of their parts are equal, and equal parts are measured once.
    """
    return [machine for family in (_least, _small, _usual, _large) for machine in family()]


def _least() -> list[Accelerator]:
    """2x2: what does not grow with the array, and every format's element."""
    return [
        machine(2, "int8", beat=1),
        machine(2, "int8", beat=1, adder_latency=2, interleave=4),
        machine(2, "int8", beat=1, lane_latency=7),
        machine(2, "int8", beat=1, dram_latency=70, queue_depth=32),
        machine(2, "int8", beat=1, buffers=60),
        machine(2, "fp16", "1:2"),
        machine(2, "fp16", "1:2", buffer_latency=1),
        machine(2, "fp16", "1:2", adder_latency=6, multiplier_latency=3),
        machine(2, "fp16", "1:2", lane_latency=2),
        machine(2, "fp16", "1:2", update_lanes=1),
        machine(2, "fp16", "1:2", interleave=64),
        machine(2, "fp16", "1:2", dram_channels=2, queue_depth=4),
        machine(2, "bf16", "1:2"),
        machine(2, "bf16", "1:2", adder_latency=3),
        machine(2, "fp8-e4m3"),
        machine(2, "fp8-e5m2", adder_latency=5),
    ]


def _small() -> list[Accelerator]:
    """4x4 in narrow formats."""
    return [
        machine(4, "int8", "2:4", beat=1),
        machine(4, "int8", "2:4", beat=1, buffer_latency=1, adder_latency=1),
        machine(4, "int8", "2:4", beat=1, update_lanes=1, lane_latency=7),
        machine(4, "int4", "1:2 2:4", beat=4),
        machine(4, "fp8-e4m3", "1:4", beat=4, buffers=10),
    ]


def _usual() -> list[Accelerator]:
    """4x4 in wide formats."""
    return [
        machine(4, "fp16", "2:4"),
        machine(4, "fp16", "2:4", dram_latency=70, queue_depth=48),
        machine(4, "fp16", "2:4", update_lanes=2, buffers=20),
        machine(4, "fp16", "2:4", buffer_latency=3, adder_latency=6),
        machine(4, "fp16", "2:4", lane_latency=8, interleave=100),
        machine(4, "bf16", "1:2 1:4", beat=4, dram_channels=2),
    ]


def _large() -> list[Accelerator]:
    """8x8: what grows with the array, its square and its logarithm."""
    return [
        machine(8, "int8", "2:8", adder_latency=2),
        machine(8, "int8", "2:8", adder_latency=2, update_lanes=2, buffers=20),
        preset("sat-small"),
    ]


def held_out() -> list[Accelerator]:
    """Machines that test what was fitted to the others."""
    return [
        preset("tiny"),
        machine(2, "bf16", "1:2", beat=1, interleave=8, lane_latency=5, dram_latency=30),
        machine(4, "fp16", "1:2 2:4", adder_latency=3, multiplier_latency=2, buffers=12),
        machine(4, "int8", "1:2", beat=4, lane_latency=5, queue_depth=16, update_lanes=2),
        machine(4, "fp8-e4m3", adder_latency=5, interleave=24, buffer_latency=1),
        machine(4, "fp8-e5m2", "1:4 2:4", beat=2, dram_channels=2, queue_depth=24),
        machine(8, "fp16", "1:8 2:8", adder_latency=5, update_lanes=4, interleave=32, buffers=8),
        machine(8, "int8", "4:8", beat=4, dram_latency=40, lane_latency=6, buffers=16),
        machine(16, "int8", "2:8", beat=2, update_lanes=8, adder_latency=1),
    ]
