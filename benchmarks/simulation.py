"""Speed of the timing simulator: stepping every instruction against jumping over repetitions."""

from __future__ import annotations

import time
from collections.abc import Callable
from statistics import median
from typing import Any

from benchmarks.networks import workload
from benchmarks.tables import Table
from weft.accelerator.toml import preset
from weft.simulator.run import compile_scheduled, time_compiled

CASES = (
    ("resnet50", 32, "sat-vcu1525"),
    ("resnet18", 128, "sat-vcu1525"),
    ("resnet9", 64, "sat-small"),
)
ROUNDS = 5


def _seconds(call: Callable[[], Any], rounds: int = ROUNDS) -> tuple[float, float]:
    """Minimum, and median over minimum, after one warm-up."""
    call()
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        call()
        times.append(time.perf_counter() - start)
    return min(times), median(times) / min(times)


def speeds() -> Table:
    """Seconds to record, schedule and compile, to step, and to jump."""
    rows = []
    for name, batch, machine in CASES:
        print(f"simulation: {name} on {machine} ...", flush=True)
        start = time.perf_counter()
        recorded = workload(name, batch, "2:8")
        record_seconds = time.perf_counter() - start
        start = time.perf_counter()
        compiled = compile_scheduled(recorded, preset(machine))
        compile_seconds = time.perf_counter() - start
        if not time_compiled(compiled, fast=False).equals(time_compiled(compiled, fast=True)):
            raise RuntimeError(f"{name}: jumping and stepping disagree")
        step, step_spread = _seconds(lambda c=compiled: time_compiled(c, fast=False))  # type: ignore[misc]
        fast, fast_spread = _seconds(lambda c=compiled: time_compiled(c, fast=True))  # type: ignore[misc]
        rows.append([
            f"{name}, batch {batch}, {machine}", f"{len(compiled.program):,}",
            f"{record_seconds:.2f}", f"{compile_seconds:.2f}",
            f"{step:.3f} ({step_spread:.2f})", f"{fast:.3f} ({fast_spread:.2f})",
            f"{step / fast:.1f}x",
        ])  # fmt: skip
    return Table(
        title="Timing one training iteration, BDWP 2:8",
        command="python -m benchmarks --only simulation",
        head=("iteration", "instructions", "record s", "schedule and compile s", "step s (spread)",
              "fast s (spread)", "step over fast"),
        rows=rows,
        note="Minimum and spread (median over minimum). Both give the same summary, checked here.",
    )  # fmt: skip
