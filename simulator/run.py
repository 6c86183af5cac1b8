"""From a workload to a report: schedule, compile, time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from weft.accelerator.description import Accelerator
from weft.accelerator.isa import Program
from weft.dataflow.candidates import Choices
from weft.dataflow.compiler import Compiled, compile_workload
from weft.dataflow.schedule import Scheduler
from weft.dataflow.workload import Workload
from weft.simulator.report import Report, make_report
from weft.simulator.timing import Summary, simulate

Progress = Callable[[int, int, str], None]


def fast_cycles(accelerator: Accelerator, program: Program) -> int:
    """Cycles of a program: what the scheduler compares."""
    return simulate(accelerator, program, fast=True)[0].cycles


def compile_scheduled(
    workload: Workload,
    accelerator: Accelerator,
    choices: Choices | None = None,
    *,
    on_progress: Progress | None = None,
) -> Compiled:
    """Choose the best mappings and compile. Raises ValueError where the machine cannot do it."""
    choices = choices or Choices()
    scheduler = Scheduler(accelerator, fast_cycles, choices)
    if on_progress is not None:
        scheduler.on_progress = on_progress
    mappings = scheduler.schedule(workload)
    return compile_workload(workload, accelerator, mappings, pregenerate=choices.pregenerate)


def simulate_workload(
    workload: Workload,
    accelerator: Accelerator,
    choices: Choices | None = None,
    *,
    sparsity: str = "1:1",
    fast: bool = True,
    on_progress: Progress | None = None,
) -> Report:
    """Schedule, compile and time one training iteration."""
    compiled = compile_scheduled(workload, accelerator, choices, on_progress=on_progress)
    return make_report(compiled, time_compiled(compiled, fast=fast), sparsity=sparsity)


def time_compiled(compiled: Compiled, *, fast: bool = True) -> Summary:
    """Time a compiled program, stepping every instruction unless ``fast``."""
    return simulate(compiled.accelerator, compiled.program, fast=fast)[0]


def ablations(base: Choices) -> dict[str, Choices]:
    """``base`` with each optimization off, and with none on.

    Offline scheduling off means one dataflow for all: weight-stationary.
    """
    return {
        "no interleave": replace(base, interleave=False),
        "no pre-generation": replace(base, pregenerate=False),
        "no offline scheduling": replace(base, dataflow="ws"),
        "none": replace(base, interleave=False, pregenerate=False, dataflow="ws"),
    }


def ablate(
    workload: Workload, accelerator: Accelerator, *, sparsity: str = "1:1"
) -> dict[str, Report]:
    """Reports by variant: "all on", then `ablations`."""
    base = Choices()
    return {
        name: simulate_workload(workload, accelerator, choices, sparsity=sparsity)
        for name, choices in ({"all on": base} | ablations(base)).items()
    }
