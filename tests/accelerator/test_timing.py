"""Cycles of single instructions: worked by hand, and beats counted one by one."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import strategies
from weft.accelerator import isa, timing
from weft.accelerator.description import Accelerator
from weft.accelerator.isa import Opcode
from weft.accelerator.sparsity import Sparsity
from weft.accelerator.timing import BEATS, HOLD, LATENCY, PORT, SETUP, STREAM, TAIL

RANDOM = settings(deadline=None, derandomize=True, max_examples=200)

# 8x8 fp16: a vector of 8 channels is 16 bytes, a beat of 64 bytes carries 4 of them. 6.4 GB/s at
# 200 MHz are 32 bytes a cycle: a beat holds the port for 2 cycles.
MACHINE = Accelerator(
    name="worked", rows=8, columns=8, multiplier_latency=2, adder_latency=3, lane_latency=6,
    buffer_latency=2,
    dram_latency=40, bus_bytes=64, dram_channel_gb_per_s=6.4, clock_mhz=200.0, update_lanes=4,
    vector_lanes=8, a_buffer_bytes=1 << 16, b_buffer_bytes=1 << 16, o_buffer_bytes=1 << 16,
    u_buffer_bytes=1 << 16,
)  # fmt: skip
SPARSE = replace(MACHINE, sparsities=(Sparsity(2, 8), Sparsity(2, 4)))


def cost(opcode: Opcode, machine: Accelerator = MACHINE, **fields: int) -> np.ndarray:
    return timing.costs(machine, isa.row(opcode, **fields)[None])[0]


def named(row: np.ndarray) -> dict[int, int]:
    """Costs that are not 0."""
    return {i: int(v) for i, v in enumerate(row) if v}


# ---- worked by hand ----


def test_depths() -> None:
    assert timing.array_depth(MACHINE) == 2 + 2 + 8 * 3 + 8  # a pixel passes 8 adders, 8 columns
    assert timing.output_depth(MACHINE) == 2 + 2 + 3 + 8 + 8
    assert timing.store_depth(MACHINE) == 2 + 6 + 2 * 2  # scaled and rounded in 2 cycles each
    # 8 columns are looked up 4 a cycle; an update word is read in 2 cycles
    assert timing.update_prepare(MACHINE) == 2
    assert timing.update_lookahead(MACHINE) == 2  # dense: a group is one row
    assert timing.update_lookahead(SPARSE) == 8 * 2
    assert timing.lanes_depth(MACHINE) == 2 * 5 + 4 * 6
    assert timing.copy_depth(MACHINE) == 2 * 2
    assert timing.update_depth(MACHINE) == 2 + 2 + 2 + 34 + 4 + 8 + 6
    assert timing.update_depth(SPARSE) == 2 + 2 + 16 + 34 + 4 + 8 + 6


@pytest.mark.parametrize(
    ("latency", "product", "rounding"),
    [(1, 1, 1), (2, 1, 1), (4, 3, 1), (5, 4, 1), (6, 5, 2), (9, 8, 3)],
)
def test_lanes_are_cut_evenly(latency: int, product: int, rounding: int) -> None:
    """A product is a cycle less than a sum; scaling and rounding about half of it each."""
    a = replace(MACHINE, lane_latency=latency)
    assert (timing.lane_product(a), timing.lane_rounding(a)) == (product, rounding)
    assert timing.lanes_depth(a) == 2 * product + 4 * latency
    assert timing.store_depth(a) == a.buffer_latency + latency + 2 * rounding


ALIGNED = dict(dram=8, length=8, runs=2, run_stride=16, images=1, planes=3, plane_stride=64)
INSIDE = {**ALIGNED, "dram": 6, "length": 10}  # granules 6..15: beats 1, 2 and 3
# strides move every run within its beat: 6..16, 13..23, 72..82, 79..89, 138..148, 145..155
SHIFTED = dict(dram=6, length=11, runs=2, run_stride=7, images=1, planes=3, plane_stride=66)


@pytest.mark.parametrize(
    ("fields", "beats"), [(ALIGNED, 6 * 2), (INSIDE, 6 * 3), (SHIFTED, 4 + 3 + 3 + 4 + 4 + 3)]
)
def test_load_and_store_pay_for_every_beat_they_touch(fields: dict[str, int], beats: int) -> None:
    port = 2 * beats
    busy = {BEATS: beats, PORT: port, HOLD: port}
    assert named(cost(Opcode.LOAD, **fields)) == {**busy, LATENCY: 1 + 40 + port}
    assert named(cost(Opcode.STORE, **fields)) == {**busy, LATENCY: 1 + 12 + port + 40}


def test_gather_reads_every_pixel_of_whole_blocks_for_itself() -> None:
    # 30 pixels are 4 blocks of 8; each pixel of each of 3 planes takes a beat of its own
    beats = 4 * 8 * 3
    row = cost(Opcode.GATHER, images=2, height=3, width=5, planes=3)
    assert named(row) == {
        BEATS: beats, PORT: 2 * beats, LATENCY: 1 + 40 + 2 * beats + 8, HOLD: 2 * beats + 8
    }  # fmt: skip


def test_weight_stationary_streams_a_pixel_a_cycle() -> None:
    row = cost(Opcode.WEIGHT_STATIONARY, images=2, height=3, width=5, kept=2, group=8)
    assert named(row) == {SETUP: 2 + 8, STREAM: 30, TAIL: 36, HOLD: 36}


def test_output_stationary_takes_a_slot_a_cycle() -> None:
    fields = dict(images=2, height=3, width=5, kept=2, outer=2, inner=3)
    stream = 30 * 2 * 6
    assert named(cost(Opcode.OUTPUT_STATIONARY, **fields)) == {
        STREAM: stream, TAIL: 23, HOLD: stream
    }  # fmt: skip
    tail = 23 + 6 * 8  # the 6 sums of every PE leave row by row
    assert named(cost(Opcode.OUTPUT_STATIONARY, **fields, drain=1)) == {
        STREAM: stream, TAIL: tail, HOLD: stream + tail + 1
    }  # fmt: skip


@pytest.mark.parametrize(("slots", "cycles"), [(1, 3), (2, 3), (3, 3), (4, 4)])
def test_fewer_slots_than_adder_stages_wait_for_the_adder(slots: int, cycles: int) -> None:
    row = cost(Opcode.OUTPUT_STATIONARY, images=1, height=1, width=10, kept=1, outer=1, inner=slots)
    assert row[STREAM] == 10 * cycles


def test_update_takes_a_word_in_as_many_cycles_as_its_lanes_need() -> None:
    assert named(cost(Opcode.UPDATE, words=16)) == {LATENCY: 16 * 2 + 58}


def test_a_pass_takes_the_longer_of_traffic_and_work() -> None:
    beats = {BEATS: 8, PORT: 16}
    row = cost(Opcode.VECTOR, read_beats=5, write_beats=3, elements=100)
    assert named(row) == {**beats, LATENCY: 80 + 16}
    row = cost(Opcode.VECTOR, read_beats=5, write_beats=3, elements=1001)
    assert named(row) == {**beats, LATENCY: 80 + 126}  # 1001 elements on 8 lanes
    assert named(cost(Opcode.VECTOR)) == {PORT: 2, LATENCY: 80 + 2}


# ---- properties ----


def touched(fields: dict[str, int], beat: int) -> int:
    """Beats of all runs, granule by granule."""
    total = 0
    for p in range(fields["planes"]):
        for i in range(fields["images"]):
            for r in range(fields["runs"]):
                at = (
                    fields["dram"] + p * fields["plane_stride"] + i * fields["image_stride"]
                    + r * fields["run_stride"]
                )  # fmt: skip
                total += len({g // beat for g in range(at, at + fields["length"])})
    return total


BEAT = {m.name: m.bus_bytes // (m.rows * m.operand.bits // 8) for m in strategies.accelerators()}
strides = st.integers(0, 40) | st.integers(0, 10).map(lambda n: 8 * n)
transfers = st.fixed_dictionaries(
    {
        "dram": st.integers(0, 70), "length": st.integers(1, 40), "runs": st.integers(1, 4),
        "run_stride": strides, "images": st.integers(1, 3), "image_stride": strides,
        "planes": st.integers(1, 3), "plane_stride": strides,
    }
)  # fmt: skip


@RANDOM
@given(st.sampled_from([MACHINE, *strategies.accelerators()]), transfers)
def test_beats_are_those_that_the_granules_lie_in(
    machine: Accelerator, fields: dict[str, int]
) -> None:
    beat = BEAT.get(machine.name, 4)
    for opcode in (Opcode.LOAD, Opcode.STORE):
        row = cost(opcode, machine, **fields)
        assert row[BEATS] == touched(fields, beat)
        assert row[PORT] == row[BEATS] * machine.beat_cycles


@RANDOM
@given(st.integers(0, 2**32 - 1), st.sampled_from(strategies.accelerators()))
def test_a_program_costs_what_its_instructions_cost_alone(seed: int, machine: Accelerator) -> None:
    """A cost depends on nothing but the instruction, and is never negative."""
    rng = np.random.default_rng(seed)
    rows = strategies.random_program(rng, 12)
    together = timing.costs(machine, rows)
    alone = [timing.costs(machine, row[None])[0] for row in rows]
    assert np.array_equal(together, np.stack(alone))
    assert together.min() >= 0


def test_rows_of_another_width_are_refused() -> None:
    with pytest.raises(
        ValueError, match=r"^rows have 3 columns, not \d+; build them with isa\.row$"
    ):
        timing.costs(MACHINE, np.zeros((2, 3), np.int64))
