"""The scalar arithmetic against NumPy's fp32, and the update lanes against a scalar loop."""

from __future__ import annotations

import math
import re
from fractions import Fraction
from itertools import product
from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from weft.accelerator.arithmetic import add, multiply, multiply_accumulate, sgd_update
from weft.accelerator.formats import BF16, FORMATS, FP16, FP32, INT8, Format

RANDOM = settings(deadline=None, derandomize=True, max_examples=300)

FLOATS = [fmt for fmt in FORMATS.values() if not fmt.is_integer]
by_float = pytest.mark.parametrize("fmt", FLOATS, ids=lambda fmt: fmt.name)
patterns = st.integers(0, 2**32 - 1)

SPECIAL = [0.0, -0.0, math.inf, -math.inf, math.nan, 1.0, -1.0, 2.0**-149, -(2.0**-126), 2.0**127]


def exactly(message: str) -> str:
    """Pattern of the whole message."""
    return f"^{re.escape(message)}$"


def value_of(bits: int) -> float:
    return float(np.uint32(bits).view(np.float32))


def bits_of(value: float | np.float32) -> int:
    return FP32.nan_code if math.isnan(value) else int(np.float32(value).view(np.uint32))


def gated(x: np.float32, y: np.float32) -> np.float32:
    """Rule 1 and 2 with NumPy's own multiplication."""
    if x == 0 or y == 0:
        return np.float32(0)
    with np.errstate(all="ignore"):
        return x * y


def operand(fmt: Format, bits: int) -> float:
    return float(fmt.decode(bits % 2**fmt.bits))


# ---- one processing element --------------------------------------------------------------------


@by_float
@RANDOM
@given(patterns, patterns)
def test_products_agree_with_numpy(fmt: Format, left: int, right: int) -> None:
    x, y = operand(fmt, left), operand(fmt, right)
    result = multiply(x, y, fmt)
    expected = gated(np.float32(x), np.float32(y))
    assert bits_of(float(result)) == bits_of(expected + np.float32(0))


@RANDOM
@given(patterns, patterns)
def test_sums_agree_with_numpy(left: int, right: int) -> None:
    x, y = np.float32(value_of(left)), np.float32(value_of(right))
    with np.errstate(all="ignore"):
        expected = x + y
    assert bits_of(float(add(float(x), float(y), FP16))) == bits_of(
        np.float32(0) if expected == 0 else expected
    )


def test_special_values_agree_with_numpy_in_every_pair() -> None:
    for x, y, start in product(SPECIAL, SPECIAL, SPECIAL):
        result = multiply_accumulate(start, x, y, FP32)
        with np.errstate(all="ignore"):
            expected = np.float32(start) + gated(np.float32(x), np.float32(y))
        assert bits_of(float(result)) == bits_of(expected + np.float32(0))


def test_a_zero_factor_gates_infinity_and_nan() -> None:
    for other in (math.inf, -math.inf, math.nan, -1.0):
        for zero in (0.0, -0.0):
            for result in (multiply(zero, other, FP16), multiply(other, zero, FP16)):
                assert (result, math.copysign(1, result)) == (0, 1)


@RANDOM
@given(st.lists(st.tuples(patterns, patterns), max_size=6), st.sampled_from(FLOATS))
def test_an_accumulator_is_never_minus_zero(pairs: list[tuple[int, int]], fmt: Format) -> None:
    """x + y is -0 only where both are, and no product is: rule 4."""
    for start in (0.0, -0.0):
        total: Any = start
        for left, right in pairs:
            total = multiply_accumulate(total, operand(fmt, left), operand(fmt, right), fmt)
            assert math.isnan(total) or bits_of(total) != 0x80000000


def test_a_product_that_underflows_is_plus_zero() -> None:
    tiny = 2.0**-126
    assert bits_of(float(multiply(tiny, -tiny, BF16))) == 0
    assert bits_of(float(add(-0.0, multiply(tiny, -tiny, BF16), BF16))) == 0


def test_the_product_rounds_before_the_sum() -> None:
    """A fused multiply-add would keep the bits that bf16 products lose at the ends of fp32."""
    x = 2.0**-100
    y = BF16.decode(BF16.encode(2.0**-49 * 1.0078125))
    exact = Fraction(x) * Fraction(y)
    assert multiply(x, y, BF16) == FP32.round(exact) != exact
    assert multiply_accumulate(0.0, 2.0**127, 4.0, BF16) == math.inf
    assert math.isnan(multiply_accumulate(-math.inf, 2.0**127, 4.0, BF16))


def test_every_bf16_product_that_neither_over_nor_underflows_is_exact() -> None:
    values = np.arange(0x3F80, 0x4000, dtype=np.uint16)
    ones = BF16.decode_array(values)
    exact = np.multiply.outer(ones.astype(np.float64), ones.astype(np.float64))
    assert np.array_equal(np.multiply.outer(ones, ones), exact)


def test_integer_sums_wrap_around() -> None:
    assert add(2**31 - 1, 1, INT8) == -(2**31)
    assert multiply_accumulate(-(2**31), -128, 1, INT8) == 2**31 - 128
    assert multiply(-128, -128, INT8) == 16384
    assert isinstance(multiply(0, 5, INT8), int)


# ---- the update lanes --------------------------------------------------------------------------


def update_by_scalars(
    w: np.float32, g: np.float32, v: np.float32, pruned: bool, frozen: bool, **constants: Any
) -> tuple[np.float32, np.float32]:
    """One element in NumPy scalars; returns weight and velocity."""
    c = {name: np.float32(value) for name, value in constants.items() if name != "nesterov"}
    g = g * c["gradient_scale"]
    g = g + c["weight_decay"] * w
    if pruned:
        g = g + c["decay"] * w
    v = c["momentum"] * v + g
    step = g + c["momentum"] * v if constants["nesterov"] else v
    w = w - c["learning_rate"] * step
    return (np.float32(0), np.float32(0)) if frozen else (w, v)


def state(seed: int, count: int) -> dict[str, np.ndarray]:
    """Weight, gradient, velocity: half of ordinary size, half any bit pattern."""
    rng = np.random.default_rng(seed)
    arrays = {}
    for name in ("weight", "gradient", "velocity"):
        bits = rng.integers(0, 2**32, count, dtype=np.uint32).view(np.float32)
        bits[rng.random(count) < 0.1] = -0.0
        ordinary = rng.standard_normal(count).astype(np.float32)
        arrays[name] = np.where(rng.random(count) < 0.5, ordinary, bits)
    return arrays


constants = st.fixed_dictionaries(
    {
        "learning_rate": st.sampled_from([0.1, 0.05, 1e-30, 0.0]),
        "momentum": st.sampled_from([0.9, 0.0, 1.0]),
        "weight_decay": st.sampled_from([5e-4, 0.0, 1e-40]),
        "gradient_scale": st.sampled_from([1.0, 1 / 1024, 3.0]),
        "decay": st.sampled_from([2e-4, 0.0]),
        "nesterov": st.booleans(),
    }
)


@settings(deadline=None, derandomize=True, max_examples=60)
@given(st.integers(0, 2**32 - 1), constants, st.booleans(), st.booleans())
def test_updates_agree_with_scalars(
    seed: int, values: dict[str, Any], with_pruned: bool, with_frozen: bool
) -> None:
    arrays, rng = state(seed, 37), np.random.default_rng(seed)
    pruned = rng.random(37) < 0.5 if with_pruned else None
    frozen = rng.random(37) < 0.2 if with_frozen else None
    with np.errstate(all="ignore"):
        expected = [
            update_by_scalars(
                *(array[i] for array in arrays.values()),
                pruned=pruned is not None and bool(pruned[i]),
                frozen=frozen is not None and bool(frozen[i]),
                **values,
            )
            for i in range(37)
        ]
    sgd_update(**arrays, pruned=pruned, frozen=frozen, **values)
    for i, (weight, velocity) in enumerate(expected):
        assert int(arrays["weight"][i].view(np.uint32)) == bits_of(weight)
        assert int(arrays["velocity"][i].view(np.uint32)) == bits_of(velocity)


PLAIN = {"learning_rate": 0.1, "momentum": 0.9, "weight_decay": 5e-4}


def test_threads_and_a_flush_to_zero_change_no_bit(monkeypatch: pytest.MonkeyPatch) -> None:
    single, several = state(5, 200_000), state(5, 200_000)
    monkeypatch.setenv("WEFT_NUM_THREADS", "1")
    sgd_update(**single, **PLAIN)
    monkeypatch.setenv("WEFT_NUM_THREADS", "3")
    try:
        torch.set_flush_denormal(True)
        sgd_update(**several, **PLAIN)
    finally:
        torch.set_flush_denormal(False)
    for name in ("weight", "velocity"):
        assert np.array_equal(single[name].view(np.uint32), several[name].view(np.uint32))


def test_ordinary_updates_are_those_of_torch() -> None:
    """torch.optim.SGD adds g and the decay with fused multiply-adds: equal but for rounding."""
    arrays = {
        name: np.random.default_rng(6).standard_normal(50).astype(np.float32)
        for name in ("weight", "gradient")
    }
    parameter = torch.nn.Parameter(torch.tensor(arrays["weight"]))
    velocity = np.zeros(50, np.float32)
    optimizer = torch.optim.SGD([parameter], lr=0.1, momentum=0.9, weight_decay=5e-4, nesterov=True)
    for _ in range(3):
        parameter.grad = torch.tensor(arrays["gradient"])
        optimizer.step()
        sgd_update(velocity=velocity, nesterov=True, **arrays, **PLAIN)
    np.testing.assert_allclose(arrays["weight"], parameter.detach().numpy(), rtol=2e-5, atol=1e-6)


def test_wrong_arrays_are_named() -> None:
    arrays = state(7, 8)
    with pytest.raises(
        TypeError, match=exactly("gradient is float64; the update lanes take float32")
    ):
        sgd_update(**{**arrays, "gradient": np.zeros(8)}, **PLAIN)
    with pytest.raises(
        ValueError, match=exactly("velocity is (7,), but weight is (8,); give both one shape")
    ):
        sgd_update(**{**arrays, "velocity": np.zeros(7, np.float32)}, **PLAIN)
    with pytest.raises(
        ValueError, match=re.escape("weight is updated in place; give a contiguous, writeable")
    ):
        sgd_update(**{name: array[::2] for name, array in arrays.items()}, **PLAIN)
    with pytest.raises(TypeError, match=exactly("pruned is float32; the update lanes take bool")):
        sgd_update(**arrays, **PLAIN, pruned=np.zeros(8, np.float32))
