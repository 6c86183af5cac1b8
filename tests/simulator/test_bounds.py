"""Lower bounds: worked by hand, and below every schedule, also where padding feeds nothing."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import layers
from tests.dataflow.test_boxes import convolutions
from weft.accelerator.description import Accelerator
from weft.accelerator.sparsity import DENSE, Sparsity
from weft.dataflow.candidates import Choices
from weft.dataflow.workload import Convolution, Gemm, Pass, Product, Stage, Weights, Workload
from weft.simulator import bounds
from weft.simulator.run import simulate_workload

RANDOM = settings(deadline=None, derandomize=True, max_examples=200)

# 8x8 fp16, a beat of 64 bytes every 2 cycles
A = layers.machine(8, "fp16", 4, vector_lanes=16, dram_channel_gb_per_s=6.4)
CONV = Convolution(
    images=4, in_channels=20, out_channels=16, in_size=(10, 12), out_size=(5, 6), kernel=(3, 3),
    stride=(2, 2), padding=(1, 1),
)  # fmt: skip


def gemm(
    stage: Stage, shape: Convolution = CONV, ff: Sparsity = DENSE, bp: Sparsity = DENSE
) -> Gemm:
    weights = Weights(parameter="w", ff=ff, bp=bp)
    return Gemm(layer="l", kind="conv", stage=stage, shape=shape, weights=weights)


# ---- worked by hand ----


def test_computing_takes_a_cycle_for_every_64_multiplications() -> None:
    macs = 120 * 16 * 20 * 9
    for stage in Stage:
        assert bounds.compute_cycles(gemm(stage), A) == macs // 64
    # 20 channels keep 6 at 2:8
    assert bounds.compute_cycles(gemm(Stage.FF, ff=Sparsity(2, 8)), A) == 120 * 16 * 9 * 6 // 64
    assert bounds.compute_cycles(gemm(Stage.WU, ff=Sparsity(2, 8)), A) == macs // 64


def test_every_operand_and_result_moves_once() -> None:
    x, y, weights = 4 * 20 * 120, 4 * 16 * 30, 20 * 16 * 9
    assert bounds.traffic_bytes(gemm(Stage.FF), A) == 2 * (x + y + weights)
    assert bounds.traffic_bytes(gemm(Stage.BP), A) == 2 * (x + y + weights)
    # weight and momentum in fp32, in and out
    assert bounds.traffic_bytes(gemm(Stage.WU), A) == 2 * (x + y) + 16 * weights


def test_a_pattern_moves_values_and_indices() -> None:
    x, y, weights = 4 * 20 * 120, 4 * 16 * 30, 20 * 16 * 9
    sparse = gemm(Stage.FF, ff=Sparsity(2, 8))
    assert bounds.traffic_bytes(sparse, A) == 2 * (x + y) + weights * 2 // 8 * (16 + 4) // 8


def test_a_group_meets_its_own_channels_only() -> None:
    grouped = replace(CONV, groups=4)
    whole, part = (bounds.traffic_bytes(gemm(Stage.FF, s), A) for s in (CONV, grouped))
    assert whole - part == 2 * 20 * 16 * 9 * 3 // 4


def test_a_stride_past_the_kernel_leaves_pixels_alone() -> None:
    skipping = Convolution(
        images=1, in_channels=8, out_channels=8, in_size=(9, 9), out_size=(3, 3), kernel=(1, 1),
        stride=(4, 4),
    )  # fmt: skip
    pixels, weights = 9 + 9, 64  # FF reads 9 of 81 pixels; BP has to store all
    assert bounds.traffic_bytes(gemm(Stage.FF, skipping), A) == 2 * (8 * pixels + weights)
    assert bounds.traffic_bytes(gemm(Stage.BP, skipping), A) == 2 * (8 * (81 + 9) + weights)


def test_positions_that_feed_padding_need_no_work_in_bp() -> None:
    """A 1x1 kernel with a padding of 6 makes 400 positions of 64 pixels."""
    wide = Convolution(
        images=2, in_channels=64, out_channels=64, in_size=(8, 8), out_size=(20, 20),
        kernel=(1, 1), padding=(6, 6),
    )  # fmt: skip
    assert bounds.compute_cycles(gemm(Stage.FF, wide), A) == 2 * 400 * 64
    assert bounds.compute_cycles(gemm(Stage.BP, wide), A) == 2 * 64 * 64
    turned = replace(wide, transposed=True)
    assert bounds.compute_cycles(gemm(Stage.FF, turned), A) == 2 * 64 * 64
    assert bounds.traffic_bytes(gemm(Stage.BP, wide), A) == 2 * (2 * 2 * 64 * 64 + 64 * 64)


def test_a_product_and_a_pass() -> None:
    product = Product(layer="p", stage=Stage.FF, batch=6, m=5, n=4, k=3, layout="nn")
    assert bounds.compute_cycles(product, A) == 6  # 360 multiplications
    assert bounds.traffic_bytes(product, A) == 6 * (15 + 12 + 20) * 2
    op = Pass(layer="p", kind="add", stage=Stage.FF, elements=100, narrow_reads=100, wide_writes=7)
    assert bounds.compute_cycles(op, A) == 7  # 16 lanes
    assert bounds.traffic_bytes(op, A) == 228
    assert bounds.bound_cycles(op, A) == 8  # 4 beats of 2 cycles
    host = replace(op, on_host=True)
    assert bounds.bound_cycles(host, A) == 0


def test_the_slower_of_computing_and_moving_binds() -> None:
    moving = Convolution.linear(4, 64, 64)  # 256 pixels' work is little, 64 x 64 weights are much
    assert bounds.compute_cycles(gemm(Stage.FF, moving), A) == 256
    assert bounds.bound_cycles(gemm(Stage.FF, moving), A) == 2 * 144  # 9216 bytes
    computing = Convolution.linear(1024, 64, 64)
    assert bounds.bound_cycles(gemm(Stage.FF, computing), A) == 1024 * 64


def test_gemms_and_passes_may_overlap_the_port_may_not() -> None:
    computing, moving = gemm(Stage.FF, Convolution.linear(1024, 64, 64)), gemm(Stage.WU)
    op = Pass(layer="p", kind="add", stage=Stage.FF, elements=10**6)
    work = Workload(model="m", batch=1, scheme="x", operations=(computing, op, moving))
    array = bounds.compute_cycles(computing, A) + bounds.compute_cycles(moving, A)
    assert bounds.workload_bound(work, A) == array
    heavy = replace(op, wide_reads=10**6)
    total = sum(bounds.traffic_bytes(o, A) for o in (computing, heavy, moving))
    work = replace(work, operations=(computing, heavy, moving))
    assert bounds.workload_bound(work, A) == total // 64 * 2 > array


# ---- against counting ----


@RANDOM
@given(convolutions(), st.sampled_from(Stage))
def test_pixels_that_move_are_those_a_tap_meets(shape: Convolution, stage: Stage) -> None:
    """One channel in, one out: FF and WU read what the window meets, BP what feeds a pixel."""
    met, positions = set(), set()
    for y, x, ky, kx in np.ndindex(*shape.out_size, *shape.kernel):
        iy = y * shape.stride[0] - shape.padding[0] + ky * shape.dilation[0]
        ix = x * shape.stride[1] - shape.padding[1] + kx * shape.dilation[1]
        if 0 <= iy < shape.in_size[0] and 0 <= ix < shape.in_size[1]:
            met.add((iy, ix))
            positions.add((y, x))
    everything = shape.in_size[0] * shape.in_size[1], shape.out_size[0] * shape.out_size[1]
    inside = everything[0] if stage is Stage.BP else len(met)
    outside = len(positions) if stage is Stage.BP else everything[1]
    weights = shape.taps * (16 if stage is Stage.WU else 2)
    expected = 2 * shape.images * (inside + outside) + weights
    assert bounds.traffic_bytes(gemm(stage, shape), A) == expected


MACHINES = [
    layers.machine(), layers.machine(4, "int8", 2, interleave=20, adder_latency=1),
    layers.machine(8, "bf16", 1, dram_channel_gb_per_s=1.0),
]  # fmt: skip


@settings(deadline=None, derandomize=True, max_examples=60)
@given(
    convolutions(), st.sampled_from(MACHINES), st.sampled_from(["auto", "ws", "os"]),
    st.integers(1, 40), st.integers(1, 40), st.booleans(),
)  # fmt: skip
def test_no_schedule_is_faster(
    shape: Convolution, a: Accelerator, dataflow: str, ins: int, outs: int, sparse: bool
) -> None:
    shape = replace(shape, in_channels=ins, out_channels=outs)
    pattern = Sparsity(2, 4) if sparse else DENSE
    work = layers.workload(shape, Weights(parameter="w", ff=pattern, bp=pattern))
    report = simulate_workload(work, a, Choices(dataflow=dataflow))  # type: ignore[arg-type]
    assert report.cycles >= report.bound_cycles
    for layer in report.layers:
        assert layer.cycles >= layer.bound_cycles, layer.stage


@pytest.mark.parametrize("dataflow", ["auto", "ws", "os"])
def test_no_schedule_of_a_wide_padding_is_faster(dataflow: str) -> None:
    """Output-stationary BP works per pixel of the result: few pixels, many positions."""
    wide = Convolution(
        images=4, in_channels=32, out_channels=32, in_size=(4, 4), out_size=(16, 16),
        kernel=(1, 1), padding=(6, 6),
    )  # fmt: skip
    work = layers.workload(wide, Weights(parameter="w"))
    report = simulate_workload(work, layers.machine(), Choices(dataflow=dataflow))  # type: ignore[arg-type]
    for layer in report.layers:
        assert layer.cycles >= layer.bound_cycles, layer.stage
    assert report.cycles >= report.bound_cycles
