"""LOAD, GATHER and STORE of the functional simulator against plain loops."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.functional_machines import ACCELERATORS, GRANULES, check, full_machine, random_image
from weft.accelerator import isa
from weft.accelerator.isa import Opcode, Source, Target

RANDOM = settings(max_examples=12, deadline=None, derandomize=True)
SEEDS = st.integers(0, 2**32 - 1)
every_accelerator = pytest.mark.parametrize("accelerator", ACCELERATORS, ids=lambda a: a.name)


def congruent(rng, value, beat, high):
    """A random number up to about ``high``, congruent to ``value`` modulo a beat."""
    return int(rng.integers(0, high // beat + 1)) * beat + value % beat


def random_runs(rng, beat, size, planes_in_banks=0):
    """Fields of runs that stay in the image and in a memory of ``size`` granules."""
    count = lambda high: int(rng.integers(1, high + 1))  # noqa: E731
    while True:
        f = {"planes": count(4), "images": count(3), "runs": count(3), "length": count(9)}
        for name, high in (("plane", 60), ("image", 40), ("run", 20)):
            f[f"{name}_stride"] = int(rng.integers(0, high))
            f[f"{name}_pitch"] = congruent(rng, f[f"{name}_stride"], beat, size // 3)
        if planes_in_banks:  # which plane wraps to further rows depends on the first
            f["plane_stride"] = congruent(rng, 0, beat, 60)
            f["plane_pitch"] = congruent(rng, 0, beat, size // 2)
            f["first_plane"] = int(rng.integers(0, planes_in_banks))
        f["dram"] = int(rng.integers(0, 100))
        f["buffer"] = congruent(rng, f["dram"], beat, size // 2)
        if fits(f, size, planes_in_banks):
            return f


def fits(f, size, banks):
    span = lambda kind: sum(  # noqa: E731
        (f[f"{axis}s"] - 1) * f[f"{axis}_{kind}"] for axis in ("image", "run")
    )
    last_plane = f["planes"] - 1
    turn = (f["first_plane"] + last_plane) // banks if banks else last_plane
    dram = f["dram"] + last_plane * f["plane_stride"] + span("stride") + f["length"]
    return dram <= GRANULES and (
        f["buffer"] + turn * f["plane_pitch"] + span("pitch") + f["length"] <= size
    )


def memory_size(a, target):
    wide = a.u_words * a.wide_granules
    return {
        Target.A: a.a_granules,
        Target.B: a.b_granules,
        Target.INDEX: a.b_index_granules,
        Target.WEIGHT: wide,
        Target.MOMENTUM: wide,
        Target.BIAS: 1024 * a.wide_granules,
        Target.MASK: 2 * a.o_words,
    }[target]


@every_accelerator
@pytest.mark.parametrize("target", Target, ids=lambda t: t.name)
@RANDOM
@given(seed=SEEDS)
def test_a_load_copies_runs(accelerator, target, seed):
    rng, a = np.random.default_rng(seed), accelerator
    banks = a.a_banks if target is Target.A else 0
    fields = random_runs(rng, a.beat_granules, memory_size(a, target), banks)
    check(rng, a, [isa.row(Opcode.LOAD, target=target, **fields)])


@every_accelerator
@pytest.mark.parametrize("source", Source, ids=lambda s: s.name)
@RANDOM
@given(seed=SEEDS)
def test_a_store_copies_runs_and_clears_sums(accelerator, source, seed):
    rng, a = np.random.default_rng(seed), accelerator
    wide = source in (Source.WEIGHT, Source.MOMENTUM)
    size = a.o_words if source is Source.O else a.u_words * (a.wide_granules if wide else 1)
    fields = random_runs(rng, a.beat_granules, size)
    if source is Source.O:
        fields |= {
            "shift": int(rng.integers(-10, 20)) if rng.random() < 0.8 else 127,
            "add_bias": int(rng.integers(2)),
            "bias": int(rng.integers(0, 1020)),
            "relu": int(rng.integers(2)),
            "masked": int(rng.integers(2)),
        }
        fields["buffer"] += int(rng.integers(2)) * a.o_words
        if not once(fields):
            return
    check(rng, a, [isa.row(Opcode.STORE, source=source, **fields)])


def once(f):
    """Whether no buffer granule occurs twice."""
    grid = np.indices((f["planes"], f["images"], f["runs"], f["length"])).reshape(4, -1)
    pitches = [f["plane_pitch"], f["image_pitch"], f["run_pitch"], 1]
    places = (np.array(pitches)[:, None] * grid).sum(axis=0)
    return len(set(places.tolist())) == len(places)


@every_accelerator
@pytest.mark.parametrize("target", [Target.A, Target.B], ids=lambda t: t.name)
@RANDOM
@given(seed=SEEDS)
def test_a_gather_transposes_window_pixels(accelerator, target, seed):
    rng = np.random.default_rng(seed)
    fields = random_gather(rng, accelerator, target)
    check(rng, accelerator, [isa.row(Opcode.GATHER, target=target, **fields)])


def random_gather(rng, a, target):
    pick = lambda low, high: int(rng.integers(low, high + 1))  # noqa: E731
    size = a.a_granules if target is Target.A else a.b_granules
    while True:
        f = {
            "images": pick(1, 2), "height": pick(1, 3), "width": pick(1, 5), "planes": pick(1, 3),
            "y0": pick(-2, 2), "x0": pick(-2, 2), "y_step": pick(0, 3), "x_step": pick(0, 3),
            "y_limit": pick(0, 5), "x_limit": pick(0, 6), "row_stride": pick(0, 9),
            "image_stride": pick(0, 60), "plane_stride": pick(0, 60), "dram": pick(0, 100),
            "buffer": pick(0, size // 3), "plane_pitch": pick(0, size // 3),
            "first_plane": pick(0, a.a_banks - 1),
        }  # fmt: skip
        if target is Target.A and a.a_banks > 1:
            f["spread"] = int(rng.choice([0, 2, a.a_banks]))
        if gather_fits(f, a, target, size):
            return f


def gather_fits(f, a, target, size):
    blocks = -(-f["images"] * f["height"] * f["width"] // a.rows)
    rows = f["planes"] * a.rows
    q, spread = blocks - 1, f.get("spread", 0)
    if target is Target.A and spread:
        rows = -(-rows // spread)
    elif target is Target.A:
        q = (f["first_plane"] + q) // a.a_banks
    last = f["dram"] + (f["images"] - 1) * f["image_stride"] + 5 * f["row_stride"] + 6
    last += (f["planes"] - 1) * f["plane_stride"]
    apart = q == 0 or f["plane_pitch"] >= rows
    return apart and f["buffer"] + q * f["plane_pitch"] + rows <= size and last < GRANULES


@every_accelerator
def test_a_mask_keeps_what_was_greater_than_zero(accelerator):
    """Every code of the format, or as many as there are words: loaded as MASK, then applied."""
    a, fmt = accelerator, accelerator.operand
    machine = full_machine(np.random.default_rng(3), a)
    count = min(a.o_words - a.o_words % a.beat_granules, GRANULES // 2)
    image = random_image(np.random.default_rng(4), a)
    codes = np.arange(count * a.rows) * (2**fmt.bits // (count * a.rows) or 1) % 2**fmt.bits
    if fmt.bits > 4:
        image[: count * a.granule_bytes] = codes.astype(f"<u{fmt.bits // 8}").view(np.uint8)
    run = {"length": count, "runs": 1, "images": 1, "planes": 1}
    machine.o[:count] = 1
    rows = [
        isa.row(Opcode.LOAD, target=Target.MASK, **run),
        isa.row(Opcode.STORE, dram=GRANULES // 2, masked=1, **run),
    ]
    before = machine.decode(image.reshape(GRANULES, -1)[:count])
    check(np.random.default_rng(5), a, rows, machine, image)
    after = machine.decode(image.reshape(GRANULES, -1)[GRANULES // 2 :][:count])
    numbers = ~np.isnan(before)
    assert np.array_equal(after[numbers] == 1, before[numbers] > 0)


def test_relu_leaves_no_sign_behind():
    """Negative sums, -0 (from underflow) and what rounds to either become +0."""
    accelerator = ACCELERATORS[0]
    machine, image = full_machine(np.random.default_rng(9), accelerator), np.zeros(8, np.uint8)
    machine.o[0] = [-1.0, -1e-30, 1.5, np.nan]
    row = isa.row(Opcode.STORE, length=1, runs=1, images=1, planes=1, relu=1)
    check(np.random.default_rng(10), accelerator, [row], machine, image)
    assert image.view(np.uint16).tolist() == [0, 0, 0x3E00, accelerator.operand.nan_code]


def test_a_partial_beat_leaves_its_neighbours_alone():
    accelerator = ACCELERATORS[1]
    assert accelerator.beat_granules == 4
    rng = np.random.default_rng(4)
    image = random_image(rng, accelerator)
    before = image.copy().reshape(-1, accelerator.granule_bytes)
    row = isa.row(Opcode.STORE, dram=17, buffer=5, length=2, runs=1, images=1, planes=1)
    check(rng, accelerator, [row], image=image)
    changed = (image.reshape(before.shape) != before).any(axis=1)
    assert set(np.flatnonzero(changed)) <= {17, 18}


def test_each_plane_of_a_store_has_its_own_bias_row():
    accelerator = ACCELERATORS[2]
    machine = full_machine(np.random.default_rng(5), accelerator)
    machine.o[:] = 0
    machine.bias[7], machine.bias[8] = 3, -4
    image = np.zeros(64, np.uint8)
    row = isa.row(
        Opcode.STORE, length=2, runs=1, images=1, planes=2, plane_stride=2, plane_pitch=2,
        add_bias=1, bias=7,
    )  # fmt: skip
    check(np.random.default_rng(6), accelerator, [row], machine, image)
    assert image[:16].view(np.int8).tolist() == [3] * 8 + [-4] * 8


def test_an_integer_sum_is_rounded_once():
    """5 * 2**23 + 1 is just above a tie, which 24 bits of fp32 would not tell."""
    accelerator = ACCELERATORS[2]
    machine = full_machine(np.random.default_rng(7), accelerator)
    machine.o[0], image = [5 << 23, (5 << 23) + 1, -(5 << 23) - 1, 2**31 - 1], np.zeros(4, np.uint8)
    row = isa.row(Opcode.STORE, length=1, runs=1, images=1, planes=1, shift=24)
    check(np.random.default_rng(8), accelerator, [row], machine, image)
    assert image.view(np.int8).tolist() == [2, 3, -3, 127]
