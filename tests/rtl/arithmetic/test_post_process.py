"""STORE's post-processing and the rounding of copies equal the functional simulator's."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from tests.rtl.arithmetic.machines import machine
from tests.rtl.arithmetic.streams import (
    Array,
    assert_equal,
    codes,
    random_codes,
    specials,
    stream,
    values,
)
from weft.accelerator import timing
from weft.accelerator.description import Accelerator
from weft.accelerator.formats import FORMATS, Format
from weft.rtl.arithmetic.copy_rounder import CopyLane, CopyRounder
from weft.rtl.arithmetic.post_lane import FloatLane, IntegerLane, post_depth, post_lane
from weft.rtl.arithmetic.post_process import PostProcess
from weft.simulator.functional_machine import scale
from weft.simulator.functional_moves import finish

FLOATS, INTEGERS = ("fp16", "bf16", "fp8-e4m3", "fp8-e5m2"), ("int8", "int4")
every_format = pytest.mark.parametrize("fmt", [*FLOATS, *INTEGERS])


def finished(sums: Array, biases: Array | None, shift: int, fmt: Format) -> list[int]:
    """Codes of a column of sums that have one shift."""
    carriers = sums.astype(np.uint32).view(fmt.accumulator.carrier_dtype)
    row = None if biases is None else biases.astype(np.uint32).view(carriers.dtype)[None]
    with np.errstate(all="ignore"):
        return codes(finish(carriers[None, None], row, shift)[0, 0], fmt)


def signed_codes(shift: int) -> int:
    return shift & 255


# ---- single lanes, in bulk ----


def float_vectors(rng: np.random.Generator, fmt: Format, count: int) -> tuple[Array, Array, Array]:
    """Sums, shifts and biases: scaled sums near the format's range, biases of their size."""
    sums = random_codes(rng, count)
    middle = rng.integers(fmt.smallest_exponent - fmt.mantissa_bits - 2, 129, count)
    middle = np.where(rng.random(count) < 0.5, middle // 8, middle)
    shifts = np.clip((sums >> 23 & 255) - 127 - middle, -128, 127)
    near = np.clip(middle + 127 + rng.integers(-3, 3, count), 0, 255)
    biases = random_codes(rng, count, 0, 0) | near << 23
    return sums, shifts, biases


def special_vectors(rng: np.random.Generator) -> tuple[Array, Array, Array]:
    """Specials with specials, and shifts of every size."""
    known = np.array(specials())
    sums, biases = (x.reshape(-1) for x in np.meshgrid(known, known))
    picked = rng.permutation(len(sums))[:900]
    shifts = rng.choice([-128, -24, -3, 0, 0, 1, 24, 126, 127], len(picked))
    return sums[picked], shifts, biases[picked]


def integer_vectors(
    rng: np.random.Generator, fmt: Format, count: int
) -> tuple[Array, Array, Array]:
    """Quotients around the range of ``fmt``, ties among them; sums that wrap around."""
    most = 2**fmt.bits  # twice the largest quotient: all is in halves
    wanted = rng.integers(-most - 8, most + 8, count)
    wanted[::16], wanted[8::16] = most - 1, -most - 1  # half a unit beyond both ends
    shifts = np.where(rng.random(count) < 0.8, rng.integers(-9, 36, count), 0)
    shifts[: count // 8] = rng.integers(-128, 128, count // 8)
    exact = [
        int(w) << int(s) >> 1 if s > 0 else int(w)
        for w, s in zip(wanted, shifts.clip(0, 30), strict=True)
    ]
    total = np.array(exact) + rng.integers(-1, 2, count)
    biases = rng.integers(-(2**31), 2**31, count)
    edges = np.array([2**31 - 1, -(2**31), -1, 0, 1])
    total[-200:] = rng.choice(edges, 200)
    return (total - biases) & 0xFFFFFFFF, shifts, biases & 0xFFFFFFFF


def run_lane(a: Accelerator, sums: Array, shifts: Array, biases: Array, **late: Array) -> list[int]:
    """Codes of a lane alone, everything given when it wants it."""
    kind = post_lane(a)
    bits = a.operand.bits
    scales = -shifts if kind is FloatLane else np.clip(shifts + bits, 0, bits + 33)
    count = len(sums)
    flags = {name: late.get(name, np.zeros(count, int)).tolist() for name in ("relu", "drop")}
    vectors = {"sum": sums.tolist(), "scale": scales.tolist(), "bias": biases.tolist(), **flags}
    before = post_depth(a) - 1
    delays = {
        "scale": kind.scale_delay(a),
        "bias": kind.bias_delay(a),
        "relu": before,
        "drop": before,
    }
    (found,) = stream(kind(a), vectors, ["code"], post_depth(a), delays)
    return found


def assert_lane(a: Accelerator, sums: Array, shifts: Array, biases: Array) -> None:
    found = run_lane(a, sums, shifts, biases)
    expected = [
        finished(sums[i : i + 1], biases[i : i + 1], int(shifts[i]), a.operand)[0]
        for i in range(len(sums))
    ]
    assert_equal(found, expected, sum=sums.tolist(), shift=shifts.tolist(), bias=biases.tolist())


@pytest.mark.parametrize("latency", [1, 4, 9])
@pytest.mark.parametrize("fmt", FLOATS)
def test_a_lane_of_floats_scales_adds_and_rounds(fmt: str, latency: int) -> None:
    rng = np.random.default_rng(41)
    a = machine(fmt, lane_latency=latency)
    random = float_vectors(rng, a.operand, 1500)
    if fmt in ("fp16", "bf16"):
        special = special_vectors(rng)
        random = tuple(np.concatenate(pair) for pair in zip(random, special, strict=True))
    assert_lane(a, *random)


@pytest.mark.parametrize("latency", [1, 2, 7])
@pytest.mark.parametrize("fmt", INTEGERS)
def test_a_lane_of_integers_takes_the_exact_quotient(fmt: str, latency: int) -> None:
    rng = np.random.default_rng(42)
    a = machine(fmt, lane_latency=latency)
    sums, shifts, biases = integer_vectors(rng, a.operand, 3000)
    assert_lane(a, sums, shifts, biases)


def test_integer_quotients_lie_on_both_sides_of_every_rule() -> None:
    """The vectors above hold ties of both kinds, saturation of both signs and plain values."""
    fmt = FORMATS["int8"]
    sums, shifts, biases = integer_vectors(np.random.default_rng(42), fmt, 3000)
    total = ((sums + biases) & 0xFFFFFFFF).astype(np.uint32).view(np.int32)
    exact = np.ldexp(total.astype(np.float64), -shifts)
    ties = exact[(exact % 1 == 0.5) & (np.abs(exact) < 127)]
    assert min((ties % 2 == 0.5).sum(), (ties % 2 == 1.5).sum()) > 50
    assert min((exact > 127.5).sum(), (exact < -128.5).sum()) > 100
    assert (exact == 127.5).sum() > 0
    assert (exact == -128.5).sum() > 0


# ---- the whole beat ----


def beats(rng: np.random.Generator, a: Accelerator, count: int) -> dict[str, Array]:
    """Inputs of `PostProcess`, a row for each cycle, everything changing in every cycle."""
    lanes = a.beat_granules * a.rows
    if a.operand.is_integer:
        sums = rng.integers(0, 2**32, (count, lanes)) >> 8
        bias = rng.integers(0, 2**32, (count, a.rows))
        shift = rng.integers(10, 28, count)
    else:
        sums = random_codes(rng, count * lanes, 110, 140).reshape(count, lanes)
        bias = random_codes(rng, count * a.rows, 110, 135).reshape(count, a.rows)
        shift = rng.integers(-5, 6, count)
    flags = {name: rng.integers(0, 2, count) for name in ("add_bias", "relu", "masked")}
    mask = rng.integers(0, 2, (count, lanes))
    return {"sums": sums, "bias": bias, "shift": shift, "mask": mask, **flags}


def expected_beat(a: Accelerator, beat: dict[str, Any]) -> Array:
    """Codes of the sums of one beat."""
    biases = np.tile(beat["bias"], a.beat_granules)
    found = []
    for total, bias in zip(beat["sums"], biases, strict=True):
        added = np.array([bias]) if beat["add_bias"] else None
        found += finished(np.array([total]), added, int(beat["shift"]), a.operand)
    code = np.array(found)
    if beat["relu"]:
        code[code >> (a.operand.bits - 1) == 1] = 0
    if beat["masked"]:
        code[beat["mask"] == 0] = 0
    return code


def packed(elements: Array, bits: int) -> int:
    """Elements side by side, the first at the bottom."""
    return sum(int(x) << i * bits for i, x in enumerate(elements))


SHAPES = [(2, 1, 1, False), (4, 2, 6, True)]
BEATS = [(fmt, *shape) for fmt in (*FLOATS, *INTEGERS) for shape in SHAPES]
BEATS += [("fp16", 2, 2, 3, False), ("int8", 2, 2, 3, True), ("fp8-e4m3", 4, 4, 2, False)]


@pytest.mark.parametrize(("fmt", "rows", "words", "latency", "stalled"), BEATS)
def test_a_beat_is_processed(fmt: str, rows: int, words: int, latency: int, stalled: bool) -> None:
    a = machine(fmt, 2 * rows if fmt == "int4" else rows, words, lane_latency=latency)
    rng = np.random.default_rng(43)
    given = beats(rng, a, 20)
    wide, narrow = a.accumulator.bits, a.operand.bits
    widths = {"sums": wide, "bias": wide, "mask": 1}
    vectors = {
        name: [packed(row, widths[name]) for row in rows] if name in widths else rows.tolist()
        for name, rows in given.items()
    }
    depth = timing.store_depth(a) - a.buffer_latency
    (found,) = stream(PostProcess(a), vectors, ["codes"], depth, stalls=rng if stalled else None)
    expected = [
        packed(expected_beat(a, {name: x[i] for name, x in given.items()}), narrow)
        for i in range(20)
    ]
    assert_equal(found, expected, **vectors)


def test_no_bias_leaves_signs_of_zeros_and_relu_takes_them() -> None:
    """-0 stays -0 without a bias, is +0 with a bias of +0, and has a sign for relu."""
    a = machine("fp16", 2, 1)
    both = 0x80000000 << 32 | 0x80000000
    flags = {"add_bias": [0, 1, 0, 0], "relu": [0, 0, 1, 0], "masked": [0, 0, 0, 1]}
    vectors = {"sums": [both] * 4, "bias": [0] * 4, "mask": [0, 0, 3, 2], **flags}
    (found,) = stream(PostProcess(a), vectors, ["codes"], post_depth(a))
    assert found == [0x80008000, 0, 0, 0x80000000]


@pytest.mark.parametrize("shift", [-128, 127])
def test_the_widest_shifts_are_prepared(shift: int) -> None:
    """-shift is 128, which eight bits with a sign do not hold."""
    for a in (machine("fp16", 2), machine("int8", 2)):
        tiny = 1 if a.operand.is_integer else 0x00000123
        for sums in (tiny, 0x7F000000 | tiny):
            vectors = {"sums": [sums] * 3, "shift": [shift] * 3, "bias": [0] * 3}
            (found,) = stream(PostProcess(a), vectors, ["codes"], post_depth(a))
            expected = finished(np.array([sums]), None, shift, a.operand)
            assert [code & (2**a.operand.bits - 1) for code in found] == expected * 3


def test_the_integer_lane_is_used_for_integers_alone() -> None:
    assert [post_lane(machine(f)) for f in FLOATS] == [FloatLane] * 4
    assert [post_lane(machine(f, 4)) for f in INTEGERS] == [IntegerLane] * 2


# ---- copies ----


@pytest.mark.parametrize("latency", [4, 8])
@every_format
def test_a_weight_is_scaled_and_rounded_twice(fmt: str, latency: int) -> None:
    """First to fp32, then to the format."""
    a = machine(fmt, 4, lane_latency=latency)
    rng = np.random.default_rng(44)
    known = np.array(specials())
    weights = np.concatenate([random_codes(rng, 1500, 0, 254), np.repeat(known, 8)])
    if a.operand.is_integer:
        weights = weights[~np.isnan(values(weights))]
    lowest = 0 if a.operand.is_integer else a.operand.smallest_exponent
    middle = rng.integers(lowest - 12, 10, len(weights))
    shifts = np.clip(middle - ((weights >> 23 & 255) - 127), -128, 127)
    vectors = {"weight": weights.tolist(), "shift": shifts.tolist()}
    (found,) = stream(CopyLane(a), vectors, ["code"], timing.copy_depth(a))
    expected = codes(scale(values(weights), shifts), a.operand)
    assert_equal(found, expected, **vectors)


@pytest.mark.parametrize("fmt", ["fp8-e4m3", "int4"])
def test_every_lane_of_a_copy_gets_its_weight(fmt: str) -> None:
    a, lanes = machine(fmt, 4, lane_latency=6), 5
    rng = np.random.default_rng(45)
    weights = random_codes(rng, 40 * lanes, 120, 130).reshape(40, lanes)
    shifts = rng.integers(-3, 4, 40)
    vectors = {"weights": [packed(row, 32) for row in weights], "shift": shifts.tolist()}
    depth = timing.copy_depth(a)
    (found,) = stream(CopyRounder(a, lanes), vectors, ["codes"], depth, stalls=rng)
    scaled = scale(values(weights), shifts[:, None])
    expected = [packed(codes(row, a.operand), a.operand.bits) for row in scaled]
    assert_equal(found, expected, **vectors)
