"""Scaling by powers of two and rounding to the operand formats, one number at a time."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from amaranth.hdl import signed

from tests.rtl.arithmetic.streams import (
    NAN,
    SIGN,
    Array,
    Steps,
    assert_equal,
    codes,
    random_codes,
    specials,
    stream,
    values,
)
from weft.accelerator.formats import BF16, FP8_E4M3, FP8_E5M2, FP16, INT4, INT8, Format
from weft.rtl.arithmetic.encoding import Encoding
from weft.rtl.arithmetic.scaling import SCALE

FORMATS = [FP16, BF16, FP8_E4M3, FP8_E5M2, INT8, INT4]
by_format = pytest.mark.parametrize("fmt", FORMATS, ids=lambda f: f.name)


# ---- scaling ----


def assert_scaled(code: Array, exponent: Array, latency: int = 1) -> None:
    dut = Steps(SCALE, {"value": 32, "exponent": signed(9)}, "value", 32, latency)
    vectors = {"value": np.asarray(code).tolist(), "exponent": np.asarray(exponent).tolist()}
    (found,) = stream(dut, vectors, ["result"], latency)
    with np.errstate(all="ignore"):
        assert_equal(found, codes(np.ldexp(values(code), exponent)), **vectors)


def test_every_special_value_is_scaled_by_every_ninth_power() -> None:
    code, exponent = np.meshgrid(specials(), [*range(-128, 129, 9), -128, -24, -1, 1, 24, 128])
    assert_scaled(code.reshape(-1), exponent.reshape(-1))


@pytest.mark.parametrize("latency", [1, 2, 3])
def test_random_numbers_are_scaled_into_the_subnormals(latency: int) -> None:
    """Exponents that leave 2**-126 ... 2**-151, where the significand is cut short."""
    rng = np.random.default_rng(31)
    code = random_codes(rng, 1500, 1, 128)
    exponent = rng.integers(-26, 2, len(code)) - (code >> 23 & 255)
    assert_scaled(code, np.clip(exponent, -128, 128), latency)


def test_subnormals_are_scaled_up_to_where_they_are_normal_or_not() -> None:
    rng = np.random.default_rng(32)
    code = random_codes(rng, 1500, 0, 0) >> rng.integers(0, 23, 1500) & 0x7FFFFF
    assert_scaled(code | rng.integers(0, 2, 1500) << 31, rng.integers(-3, 129, 1500))


def test_large_numbers_overflow() -> None:
    rng = np.random.default_rng(33)
    code = random_codes(rng, 1000, 120, 254)
    assert_scaled(code, np.clip(255 - (code >> 23 & 255) + rng.integers(-2, 2, 1000), -128, 128))


# ---- rounding ----


def assert_encoded(fmt: Format, code: Array | list[int], latency: int = 1) -> None:
    """NaN is left out for integers, which have none."""
    code = np.asarray(code, np.uint32)
    if fmt.is_integer:
        code = code[~np.isnan(values(code))]
    dut = Steps(Encoding(fmt).steps, {"value": 32}, "code", fmt.bits, latency)
    (found,) = stream(dut, {"value": code.tolist()}, ["result"], latency)
    assert_equal(found, codes(values(code), fmt), value=code.tolist())


def finite_values(fmt: Format) -> Array:
    """All non-negative values of ``fmt`` in rising order."""
    top = int(fmt.largest) if fmt.is_integer else fmt.largest_code
    return np.array([fmt.decode(code) for code in range(top + 1)], np.float64)


@by_format
def test_special_values_are_encoded(fmt: Format) -> None:
    assert_encoded(fmt, specials())


@by_format
def test_halfway_points_go_to_even_and_their_neighbours_to_the_nearer_side(fmt: Format) -> None:
    """Between all pairs of adjacent values of 8 bits and less, some of 16, and past the largest."""
    known = finite_values(fmt)
    beyond = 2 * known[-1] - known[-2]  # what would follow the largest
    pairs = np.array(list(pairwise([*known, beyond])))
    if len(pairs) > 1000:
        picked = np.random.default_rng(34).integers(0, len(pairs), 700)
        pairs = pairs[np.concatenate([picked, [0, 1, 2, -3, -2, -1]])]
    halfway = pairs.mean(1).astype(np.float32)
    assert (halfway.astype(np.float64) == pairs.mean(1)).all(), "a half-way point is not in fp32"
    points = np.concatenate([halfway, pairs[:, 0].astype(np.float32)])
    code = points.view(np.uint32)
    near = np.concatenate([code, code + 1, np.maximum(code, 1) - 1])
    assert_encoded(fmt, np.concatenate([near, near | np.uint32(SIGN)]))


@by_format
@pytest.mark.parametrize("latency", [1, 2])
def test_random_numbers_are_encoded(fmt: Format, latency: int) -> None:
    """Half of them around the smallest normal value and the largest, where formats differ."""
    rng = np.random.default_rng(35)
    near = [int(np.frexp(np.float32(x))[1]) + 126 for x in (finite_values(fmt)[1], fmt.largest)]
    ranges = [(0, 255), *((max(e - 3, 0), min(max(e, 0) + 4, 254)) for e in near)]
    code = [random_codes(rng, 400, *limits) for limits in ranges]
    assert_encoded(fmt, np.concatenate(code), latency)


def test_a_nan_on_its_way_to_an_integer_saturates() -> None:
    dut = Steps(Encoding(INT8).steps, {"value": 32}, "code", 8, 1)
    (found,) = stream(dut, {"value": [NAN, NAN | SIGN]}, ["result"], 1)
    assert found == [127, 128]
