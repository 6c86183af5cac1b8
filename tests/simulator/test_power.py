"""Work and efficiency of simulated iterations: counted again from the workload itself."""

from __future__ import annotations

from dataclasses import replace

import pytest

from weft.accelerator.toml import preset
from weft.api import apply_scheme
from weft.dataflow.workload import Gemm, Stage, Workload
from weft.models.record import record
from weft.models.schemes import scheme_named
from weft.models.zoo import network_named
from weft.simulator.power import efficiency, work_of
from weft.simulator.report import Report
from weft.simulator.run import simulate_workload

SMALL = preset("sat-small")
BATCH = 8


def workload(scheme: str) -> Workload:
    network = network_named("digits-cnn")
    model = network.factory()
    recorded = record(model, network.batch_shape(BATCH), name="digits-cnn")
    return apply_scheme(recorded, model, scheme_named(scheme))


@pytest.fixture(scope="module")
def reports() -> dict[str, Report]:
    return {s: simulate_workload(workload(s), SMALL) for s in ("dense", "bdwp")}


def test_every_weight_is_updated_once(reports):
    shapes = [
        op.shape
        for op in workload("dense").operations
        if isinstance(op, Gemm) and op.stage is Stage.WU
    ]
    weights = sum(s.taps * s.in_channels * s.group_out for s in shapes)
    assert weights > 0
    assert {work_of(r, SMALL).updates for r in reports.values()} == {weights}


def test_work_is_that_of_the_report(reports):
    work, report = work_of(reports["bdwp"], SMALL), reports["bdwp"]
    assert (work.cycles, work.macs) == (report.cycles, report.sparse_macs)
    assert work.dram_bytes == report.dram_bytes
    # every word of A is of 8 banks of 16 bytes, every cycle of the array reads at least those
    streamed = sum(layer.streaming_cycles for layer in report.layers)
    assert work.buffer_bytes > streamed * 8 * 16 + report.dram_bytes


def test_sparsity_takes_less_energy_for_the_same_samples(reports):
    dense, sparse = (efficiency(reports[s], SMALL) for s in ("dense", "bdwp"))
    assert sparse.energy.arithmetic < dense.energy.arithmetic
    assert sparse.energy.total < dense.energy.total
    assert sparse.samples_per_second_per_watt > dense.samples_per_second_per_watt
    assert sparse.resources == dense.resources


def test_efficiency_is_samples_over_what_they_take(reports):
    found = efficiency(reports["dense"], SMALL)
    seconds = reports["dense"].seconds
    assert found.watts == pytest.approx(found.energy.total / seconds)
    assert found.samples_per_second_per_watt == pytest.approx(BATCH / found.energy.total)
    # 64 elements with a DSP each, 8 update lanes with ten, 6 products of fields
    assert found.resources.dsp == 64 + 80 + 6
    assert found.samples_per_second_per_dsp == pytest.approx(BATCH / seconds / 150)
    told = found.to_dict()
    assert told["energy_joules"]["total"] == pytest.approx(found.energy.total)
    assert told["resources"]["dsp"] == 150


def test_the_report_of_another_machine_is_refused(reports):
    other = replace(SMALL, queue_depth=8)
    with pytest.raises(ValueError, match=f"of accelerator {SMALL.digest}, not {other.digest}"):
        efficiency(reports["dense"], other)
