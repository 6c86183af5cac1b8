"""Clock cycles per second of the test beds that run whole machines."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

from benchmarks.tables import Table
from tests.rtl import machine_bed
from weft.accelerator.description import Accelerator
from weft.accelerator.toml import preset
from weft.rtl.simulation.machine import CompiledMachine
from weft.verification.dice import Dice
from weft.verification.programs import Drawn, random_program

MACHINES = ("tiny", "sat-small")
PROGRAMS, LENGTH, ROUNDS = 2, 60, 3
REPEATS = 10  # of every program in the library: it is that much faster

Rates = Sequence[float]


def speeds() -> Table:
    """cocotb and the compiled library on the same random programs."""
    rows = []
    for name in MACHINES:
        a = preset(name)
        drawn = [random_program(Dice.of(seed), a, LENGTH) for seed in range(PROGRAMS)]
        for title, bed in BEDS.items():
            print(f"speed: {title} on {name} ...", flush=True)
            rates = bed(a, drawn)
            spread = max(rates) / median(rates)
            rows.append([title, name, f"{max(rates):,.0f}", f"{spread:.2f}"])
    return Table(
        title="Speed of the test beds",
        command="python -m benchmarks.verification --only speed",
        head=("bed", "machine", "clock cycles per second", "spread"),
        rows=rows,
        note=f"{PROGRAMS} random programs of about {LENGTH} instructions, memory without pauses; "
        "seconds of CPU time on one core. The best of "
        f"{ROUNDS} runs, and its ratio to the median.",
    )


def _cocotb(a: Accelerator, drawn: Sequence[Drawn]) -> Rates:
    with tempfile.TemporaryDirectory(prefix="weft-") as name:
        design = machine_bed.build(a, Path(name), "-CFLAGS", "-O2")
        first = [machine_bed.plan_of(a, "speed", drawn[0], 0.0)]  # bytes from power-up
        rest = [machine_bed.plan_of(a, "speed", d, 0.0) for d in drawn[1:]]
        plans = [*first, *(machine_bed.without_bytes(plan) for plan in rest)]
        return [machine_bed.run(design, a, plans) for _ in range(ROUNDS)]


def _library(a: Accelerator, drawn: Sequence[Drawn]) -> Rates:
    with CompiledMachine(a) as machine:
        _run(machine, drawn[0])  # compiles and loads it
        return [_library_rate(machine, drawn) for _ in range(ROUNDS)]


def _library_rate(machine: CompiledMachine, drawn: Sequence[Drawn]) -> float:
    began = time.process_time()
    cycles = sum(_run(machine, d) for d in drawn for _ in range(REPEATS))
    return cycles / (time.process_time() - began)


def _run(machine: CompiledMachine, drawn: Drawn) -> int:
    program, image = drawn.program, drawn.image.copy()
    run = machine.run(program.encode(), len(program), image, program.hypers)
    if image.tobytes() != drawn.expected.tobytes():
        raise SystemExit("the compiled machine leaves other bytes than the functional simulator")
    return run.clock_cycles


BEDS: dict[str, Callable[[Accelerator, Sequence[Drawn]], Rates]] = {
    "cocotb, cocotbext-axi": _cocotb,
    "compiled library, C++ loop": _library,
}
