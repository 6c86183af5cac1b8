"""A layer of ResNet-18 on the largest machine, as RTL."""

from __future__ import annotations

import time
from dataclasses import replace

import numpy as np

from benchmarks.networks import workload
from benchmarks.tables import Table
from weft.accelerator.isa import Fault
from weft.accelerator.toml import preset
from weft.dataflow.workload import Gemm
from weft.rtl.simulation.machine import CompiledMachine
from weft.simulator.run import compile_scheduled
from weft.simulator.timing import simulate
from weft.verification.dice import Dice
from weft.verification.layers import with_data

MACHINE, NETWORK = "sat-vcu1525", "resnet18"


def layer() -> Table:
    """FF, BP, WU and update of one 3x3 convolution under BDWP 2:8, event by event."""
    a, work = preset(MACHINE), workload(NETWORK, 1, "2:8")
    name = next(
        op.layer for op in work.operations
        if isinstance(op, Gemm) and op.shape.in_channels == op.shape.out_channels == 256
    )  # fmt: skip
    mine = tuple(op for op in work.operations if isinstance(op, Gemm) and op.layer == name)
    compiled = compile_scheduled(replace(work, operations=mine), a)
    drawn = with_data(Dice.of(1), compiled, name)
    _, expected = simulate(a, drawn.program)
    assert expected is not None
    began = time.perf_counter()
    machine = CompiledMachine(a)
    built, image = time.perf_counter() - began, drawn.image.copy()
    program = drawn.program
    began = time.perf_counter()
    run = machine.run(program.encode(), len(program), image, program.hypers)
    seconds = time.perf_counter() - began
    events = int((run.start != expected.start).sum() + (run.end != expected.end).sum())
    wrong = int(np.count_nonzero(image != drawn.expected))
    if run.fault is not Fault.NONE or events or wrong:
        raise SystemExit(f"{run.fault.name}: {events} events and {wrong} bytes differ")
    s = mine[0].shape
    return Table(
        title=f"A layer of {NETWORK} on {MACHINE}",
        command="python -m benchmarks.verification --only layer",
        head=("layer", "instructions", "cycles", "stalled", "bytes compared", "differences",
              "build s", "run s", "cycles/s"),
        rows=[[
            f"{name}: {s.in_channels} to {s.out_channels} channels, "
            f"{s.in_size[0]}x{s.in_size[1]}, batch 1, BDWP 2:8",
            f"{len(program):,}", f"{run.cycles:,}", str(run.stalled), f"{image.size:,}", "0",
            f"{built:.0f}", f"{seconds:.0f}", f"{run.clock_cycles / seconds:,.0f}",
        ]],
        note="FF, BP, WU and update, with random data.",
    )  # fmt: skip
