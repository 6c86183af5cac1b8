"""fp32 products equal those of NumPy and, where rounding matters most, exact fractions."""

from __future__ import annotations

import itertools
from fractions import Fraction

import numpy as np
import pytest

from tests.rtl.arithmetic.streams import (
    Array,
    assert_equal,
    codes,
    random_codes,
    specials,
    stream,
    values,
)
from weft.accelerator.formats import FP32, INT32
from weft.rtl.arithmetic.float_multiplier import FloatMultiplier


def product(a: Array, b: Array) -> list[int]:
    with np.errstate(all="ignore"):
        return codes(a * b)


def assert_products(a: Array, b: Array, latency: int = 3) -> None:
    vectors = {"a": np.asarray(a).tolist(), "b": np.asarray(b).tolist()}
    (found,) = stream(FloatMultiplier(latency), vectors, ["product"], latency)
    assert_equal(found, product(values(a), values(b)), **vectors)


def test_every_special_value_meets_every_other() -> None:
    pairs = np.array(list(itertools.product(specials(), repeat=2)))
    assert_products(pairs[:, 0], pairs[:, 1])


@pytest.mark.parametrize("latency", [1, 2, 3, 4, 5, 7, 9])
def test_latency_is_free_to_choose(latency: int) -> None:
    rng = np.random.default_rng(21)
    assert_products(random_codes(rng, 700), random_codes(rng, 700), latency)


@pytest.mark.parametrize(
    ("first", "total"),
    [((0, 254), (90, 380)), ((1, 140), (95, 130)), ((110, 254), (376, 386)), ((0, 0), (100, 260))],
    ids=["any", "below the normal range", "around overflow", "subnormal factors"],
)
def test_random_products(first: tuple[int, int], total: tuple[int, int]) -> None:
    """``total`` is the range of the sum of the biased exponents: at 127 + e products are 2**e."""
    rng = np.random.default_rng(22)
    a = random_codes(rng, 3000, *first)
    wanted = rng.integers(total[0], total[1] + 1, len(a)) - (a >> 23 & 255)
    b = random_codes(rng, len(a), 0, 0) | np.clip(wanted, 0, 254) << 23
    swap = rng.integers(0, 2, len(a)) == 1
    assert_products(np.where(swap, a, b), np.where(swap, b, a))


def test_ties_go_to_even_above_and_below_the_normal_range() -> None:
    """Odd integers times a power of two: those of 25 bits and multiples of 2**-150 are ties."""
    rng = np.random.default_rng(23)
    first = rng.integers(2**11, 2**12, 2000) >> rng.choice([0, 0, 4, 9], 2000) | 1
    second = rng.integers(2**12, 2**13, 2000) | 1
    exponents = rng.choice([-60, -76, -77, -80], 2000)
    a = np.ldexp(first.astype(np.float32), exponents)
    b = np.ldexp(second.astype(np.float32), -74)
    exact = [Fraction(float(x)) * Fraction(float(y)) for x, y in zip(a, b, strict=True)]
    vectors = {"a": codes(a), "b": codes(b)}
    (found,) = stream(FloatMultiplier(4), vectors, ["product"], 4)
    assert_equal(found, [FP32.encode(x) for x in exact], **vectors)
    below = [x / Fraction(2) ** -150 for x in exact if x < Fraction(2) ** -126]
    assert sum(x % 2 == 1 for x in below) > 300
    assert sum(2**24 < x * 2**134 < 2**25 for x in exact) > 100


@pytest.mark.parametrize("latency", [3, 5])
def test_an_integer_factor_is_rounded_first(latency: int) -> None:
    rng = np.random.default_rng(24)
    edges = [0, 1, -1, 2**24 - 1, 2**24 + 1, -(2**24) - 3, 2**31 - 1, 2**31 - 64, -(2**31)]
    edges += [sign << k for k in range(31) for sign in (1, -1)]  # whose negation carries far
    wide = rng.integers(-(2**31), 2**31, 1500) >> rng.integers(0, 31, 1500)
    ties = (rng.integers(2**24, 2**25, 500) | 1) << rng.integers(0, 6, 500)
    first = np.concatenate([edges * 5, wide, ties, -ties]).astype(np.int32)
    second = random_codes(rng, len(first), 100, 150)
    second[: len(edges)] = 0x3F800000
    vectors = {"a": first.view(np.uint32).tolist(), "b": second.tolist()}
    (found,) = stream(FloatMultiplier(latency, INT32), vectors, ["product"], latency)
    assert_equal(found, product(first.astype(np.float32), values(second)), **vectors)
