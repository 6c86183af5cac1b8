"""From a workload to a report: the report tells what the trace shows, the switches what they do."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from weft.accelerator import timing
from weft.accelerator.isa import TAG
from weft.accelerator.toml import preset
from weft.api import apply_scheme
from weft.dataflow.candidates import Choices
from weft.dataflow.compiler import Compiled
from weft.dataflow.workload import Gemm, Pass, Workload
from weft.models.record import record
from weft.models.schemes import scheme_named
from weft.models.zoo import network_named
from weft.simulator.report import Report, digest_matches, make_report, speed_up
from weft.simulator.run import ablate, ablations, compile_scheduled, simulate_workload
from weft.simulator.timing import STALLS, Summary, Trace, simulate

MACHINE = preset("sat-small")


@cache
def workload(name: str, batch: int, scheme: str = "bdwp", pattern: str | None = "2:8") -> Workload:
    network = network_named(name)
    model = network.factory()
    recorded = record(model, network.batch_shape(batch), name=name)
    return apply_scheme(recorded, model, scheme_named(scheme, pattern))


@cache
def timed(name: str = "digits-cnn", machine: str = "sat-small") -> tuple[Compiled, Summary, Trace]:
    compiled = compile_scheduled(workload(name, 8), preset(machine))
    summary, trace = simulate(compiled.accelerator, compiled.program)
    assert trace is not None
    return compiled, summary, trace


# ---- the report against the trace ----


def test_a_layer_begins_and_ends_with_its_instructions() -> None:
    """And what overlaps earlier operations is counted once in all."""
    compiled, summary, trace = timed()
    report = make_report(compiled, summary, sparsity="2:8")
    assert report.cycles == trace.cycles == trace.end.max() + 1
    busy = np.zeros(report.cycles, bool)  # cycles up to the end of what came before
    for layer, (first, last) in zip(report.layers, compiled.spans, strict=True):
        if first == last:
            assert layer.cycles == 0
            continue
        start, end = trace.start[first:last].min(), trace.end[first:last].max() + 1
        before = int(busy.sum())
        assert layer.cycles == end - min(start, before)
        assert layer.cycles - layer.overlap_cycles == max(0, end - before)
        busy[:end] = True
    assert busy.all()


def test_traffic_and_streaming_are_those_of_the_instructions() -> None:
    compiled, summary, _ = timed()
    report = make_report(compiled, summary, sparsity="2:8")
    cost = timing.costs(compiled.accelerator, compiled.program.rows)
    tags = compiled.program.rows[:, TAG]
    for i, layer in enumerate(report.layers):
        mine = cost[tags == i]
        assert layer.dram_bytes == mine[:, timing.BEATS].sum() * MACHINE.bus_bytes
        assert layer.streaming_cycles == mine[:, timing.STREAM].sum()
    assert report.dram_bytes == sum(layer.dram_bytes for layer in report.layers)
    assert report.instructions == len(compiled.program)
    assert report.memory_bytes == compiled.memory.granules * MACHINE.granule_bytes


def test_the_array_streams_or_stands_still_for_a_reason() -> None:
    """Cycles of an operation's own are no more than streaming and named stalls."""
    compiled, summary, _ = timed()
    report = make_report(compiled, summary, sparsity="2:8")
    for layer in report.layers:
        assert tuple(layer.stalls) == STALLS
        assert min(layer.stalls.values()) >= 0
        assert layer.stall_cycles == sum(layer.stalls.values())
    total = sum(x.streaming_cycles + x.stall_cycles for x in report.layers)
    assert total <= report.cycles
    assert total >= 0.95 * (report.cycles - report.pass_cycles)


def test_shapes_and_choices_are_those_of_the_workload() -> None:
    compiled, summary, _ = timed()
    report = make_report(compiled, summary, sparsity="2:8")
    for op, mapping, layer in zip(
        compiled.workload.operations, compiled.mappings, report.layers, strict=True
    ):
        assert (layer.name, layer.kind, layer.stage) == (op.layer, op.kind, op.stage)
        assert (layer.macs, layer.sparse_macs) == (op.macs, op.sparse_macs)
        assert layer.rtl_checked == (not isinstance(op, Pass))
        if isinstance(op, Gemm):
            assert (layer.m, layer.n, layer.k) == op.mnk
            assert (layer.kept, layer.group) == (op.sparsity.kept, op.sparsity.group)
        if mapping:
            assert (layer.dataflow, layer.interleave) == (mapping.dataflow, mapping.interleave)
    assert report.macs == compiled.workload.macs
    assert report.digest == MACHINE.digest
    assert digest_matches(report, MACHINE)
    assert not digest_matches(report, replace(MACHINE, clock_mhz=201.0))


def test_seconds_and_utilization_follow_from_cycles() -> None:
    compiled, summary, _ = timed()
    report = replace(
        make_report(compiled, summary, sparsity="2:8"), cycles=2_000_000, batch=8, clock_mhz=200.0,
        sparse_macs=64_000_000, pes=64,
    )  # fmt: skip
    assert report.seconds == pytest.approx(0.01)
    assert report.samples_per_second == pytest.approx(800)
    assert report.utilization == pytest.approx(0.5)
    values = report.to_dict()
    assert values["utilization"] == report.utilization
    assert values["layers"][0]["name"] == report.layers[0].name


def test_speed_ups_are_ratios_of_cycles() -> None:
    report = make_report(*timed()[:2], sparsity="2:8")
    dense = replace(report, cycles=3000, gemm_cycles=2000)
    sparse = replace(report, cycles=2000, gemm_cycles=1000)
    assert speed_up(dense, sparse) == {"gemm": 2.0, "iteration": 1.5}


def test_a_program_of_another_machine_is_refused() -> None:
    compiled, _, _ = timed()
    other = replace(MACHINE, dram_latency=MACHINE.dram_latency + 1)
    message = (
        f"the program is for accelerator {MACHINE.digest}, not {other.digest}; "
        "compile it again for this one"
    )
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        simulate(other, compiled.program)


# ---- jumping ----

NETWORKS = [
    ("resnet18", 4, "sat-vcu1525"), ("mlp", 64, "sat-small"), ("resnet50", 1, "sat-vcu1525"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "batch", "machine"), NETWORKS)
def test_jumping_tells_the_same_as_stepping(name: str, batch: int, machine: str) -> None:
    compiled = compile_scheduled(workload(name, batch), preset(machine))
    stepped, trace = simulate(compiled.accelerator, compiled.program)
    jumped, none = simulate(compiled.accelerator, compiled.program, fast=True)
    assert none is None
    assert trace is not None
    assert stepped.equals(jumped)
    assert len(compiled.program.encode()) == 64 * len(compiled.program)


@pytest.mark.parametrize("name", ["mlp", "digits-cnn"])
def test_the_smallest_machine_trains_the_small_networks(name: str) -> None:
    """tiny computes in int8 with 2:4."""
    machine = preset("tiny")
    report = simulate_workload(workload(name, 4, "bdwp", "2:4"), machine, sparsity="2:4")
    assert report.cycles >= report.bound_cycles
    assert {layer.kept / layer.group for layer in report.layers} == {0.5, 1.0}


# ---- limits ----


@cache
def simulated(name: str, scheme: str, pattern: str | None) -> Report:
    return simulate_workload(workload(name, 2, scheme, pattern), preset("sat-vcu1525"))


@pytest.mark.parametrize(("pattern", "limit"), [("2:4", 1.5), ("2:8", 2.0)])
def test_a_dense_weight_update_limits_every_pattern(pattern: str, limit: float) -> None:
    """MACs fall to (d + d + 1) / 3 at density d: at most 2.0x at 2:8."""
    dense, sparse = simulated("resnet9", "dense", None), simulated("resnet9", "bdwp", pattern)
    assert 1.0 < speed_up(dense, sparse)["gemm"] <= limit
    assert dense.sparse_macs / sparse.sparse_macs <= limit


def test_a_scheme_that_prunes_one_stage_gains_less() -> None:
    """Of three equal stages one falls to a quarter: at most 4/3."""
    dense, bdwp = (simulated("resnet9", *s) for s in (("dense", None), ("bdwp", "2:8")))
    for scheme in ("sr-ste", "sdwp"):
        one = simulated("resnet9", scheme, "2:8")
        assert 1.0 < speed_up(dense, one)["gemm"] <= 4 / 3
        assert one.cycles > bdwp.cycles


# ---- switches ----


def test_an_ablation_switches_one_thing_at_a_time() -> None:
    base = Choices()
    found = ablations(base)
    assert found == {
        "no interleave": Choices(interleave=False),
        "no pre-generation": Choices(pregenerate=False),
        "no offline scheduling": Choices(dataflow="ws"),
        "none": Choices(interleave=False, pregenerate=False, dataflow="ws"),
    }
    reports = ablate(workload("digits-cnn", 8), MACHINE, sparsity="2:8")
    assert list(reports) == ["all on", *found]
    alone = simulate_workload(workload("digits-cnn", 8), MACHINE, sparsity="2:8")
    assert reports["all on"] == alone
    assert reports["no interleave"].cycles > alone.cycles
    assert reports["none"].cycles > alone.cycles


def test_progress_counts_gemms() -> None:
    told: list[tuple[int, int, str]] = []
    work = workload("digits-cnn", 8)
    simulate_workload(work, MACHINE, on_progress=lambda *args: told.append(args))
    gemms = [op.name for op in work.gemms]
    assert told == [(i, len(gemms), name) for i, name in enumerate(gemms)]
