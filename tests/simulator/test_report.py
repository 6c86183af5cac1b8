"""Reports add up, stay above the bounds, and obey the switches."""

from __future__ import annotations

import json

import pytest

from weft.accelerator.toml import preset
from weft.api import apply_scheme
from weft.dataflow.candidates import Choices
from weft.dataflow.workload import Workload
from weft.models.record import record
from weft.models.schemes import scheme_named
from weft.models.zoo import network_named
from weft.simulator.report import Report, make_report, speed_up
from weft.simulator.run import compile_scheduled, simulate_workload, time_compiled

NETWORKS = {"digits-cnn": 16, "resnet9": 4, "vit": 2, "alexnet": 2}


def workload(name: str, scheme: str = "bdwp") -> Workload:
    network = network_named(name)
    model = network.factory()
    recorded = record(model, network.batch_shape(NETWORKS[name]), name=name)
    return apply_scheme(recorded, model, scheme_named(scheme))


# AlexNet's 61 million weights on 64 PEs take minutes to compile and show nothing new
CASES = [(m, n) for m in ("sat-vcu1525", "sat-small") for n in NETWORKS]
CASES.remove(("sat-small", "alexnet"))


@pytest.mark.parametrize(("machine", "name"), CASES)
def test_cycles_add_up_and_are_never_below_the_bound(machine: str, name: str) -> None:
    compiled = compile_scheduled(workload(name), preset(machine))
    stepped = time_compiled(compiled, fast=False)
    assert stepped.equals(time_compiled(compiled, fast=True))
    report = make_report(compiled, stepped, sparsity="2:8")
    assert sum(x.cycles - x.overlap_cycles for x in report.layers) == report.cycles
    assert report.gemm_cycles + report.pass_cycles == report.cycles
    assert report.cycles >= report.bound_cycles
    for layer in report.layers:
        assert layer.cycles >= layer.bound_cycles, (layer.name, layer.stage)
        assert layer.stall_cycles == sum(layer.stalls.values())
        assert 0 <= layer.overlap_cycles <= layer.cycles
    assert json.loads(json.dumps(report.to_dict()))["cycles"] == report.cycles


def simulated(choices: Choices, name: str = "digits-cnn", scheme: str = "bdwp") -> Report:
    return simulate_workload(workload(name, scheme), preset("sat-small"), choices)


def test_the_first_layer_has_no_bp_and_says_why_it_is_dense() -> None:
    report = simulated(Choices())
    stages = [x.stage for x in report.layers if x.name == "first.0" and x.rtl_checked]
    assert stages == ["FF", "WU"]
    assert report.dense_layers == {"first.0": "first layer", "head": "last layer"}
    assert "unfolded" in report.host_work[-1]


@pytest.mark.parametrize("dataflow", ["ws", "os"])
def test_one_dataflow_for_all_is_obeyed(dataflow: str) -> None:
    report = simulated(Choices(dataflow=dataflow))  # type: ignore[arg-type]
    assert {x.dataflow for x in report.layers if x.rtl_checked} == {dataflow}


def test_without_interleave_every_pe_works_on_one_sum() -> None:
    slow, quick = simulated(Choices(interleave=False)), simulated(Choices())
    assert {x.interleave for x in slow.layers if x.rtl_checked} == {1}
    assert slow.cycles > 1.2 * quick.cycles


def test_without_pregeneration_copies_are_made_before_every_use() -> None:
    on = compile_scheduled(workload("digits-cnn"), preset("sat-small"))
    off = compile_scheduled(workload("digits-cnn"), preset("sat-small"), Choices(pregenerate=False))
    assert len(off.program) > len(on.program)
    traffic = [time_compiled(c).beats.sum() for c in (on, off)]
    assert traffic[1] > traffic[0]


def test_bdwp_stays_below_the_limit_of_two() -> None:
    machine = preset("sat-small")
    dense = simulate_workload(workload("resnet9", "dense"), machine)
    sparse = simulate_workload(workload("resnet9"), machine)
    ratio = speed_up(dense, sparse)
    assert 1.5 < ratio["iteration"] <= ratio["gemm"] < 2.0


def test_the_same_workload_gives_the_same_program() -> None:
    programs = [
        compile_scheduled(workload("digits-cnn"), preset("sat-small")).program for _ in range(2)
    ]
    assert programs[0].encode() == programs[1].encode()
    assert len(programs[0].encode()) == 64 * len(programs[0])
