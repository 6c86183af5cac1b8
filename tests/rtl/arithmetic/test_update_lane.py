"""The optimizer lane equals `weft.accelerator.arithmetic.sgd_update`, bit by bit."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest

from tests.rtl.arithmetic.machines import machine
from tests.rtl.arithmetic.streams import (
    INFINITY,
    NAN,
    SIGN,
    Array,
    assert_equal,
    codes,
    random_codes,
    specials,
    stream,
    values,
)
from weft.accelerator import timing
from weft.accelerator.arithmetic import sgd_update
from weft.accelerator.description import Accelerator
from weft.accelerator.formats import Format
from weft.rtl.arithmetic.update_lane import CONSTANTS, UpdateLane


@dataclass(frozen=True, kw_only=True)
class Rule:
    """What is stable while an instruction runs; numbers are fp32 codes."""

    learning_rate: int = 0x3DCCCCCD  # 0.1
    momentum_factor: int = 0x3F666666  # 0.9
    weight_decay: int = 0x3A03126F  # 0.0005
    gradient_scale: int = 0x3B800000  # 1/256
    decay: int = 0x3951B717  # 0.0002
    optimize: int = 1
    frozen: int = 0


def random_weights(rng: np.random.Generator, fmt: Format, count: int) -> dict[str, Array]:
    """Inputs of the lane; a tenth of the gradients nearly cancels the weight's decay."""
    weight, momentum = (random_codes(rng, count, 100, 135) for _ in "wv")
    gradient = rng.integers(0, 2**32, count) >> rng.integers(0, 32, count)
    if not fmt.is_integer:
        gradient = random_codes(rng, count, 105, 140)
        near = np.float32(-0.0005 * 256) * values(weight)
        close = rng.random(count) < 0.1
        gradient = np.where(close, near.view(np.uint32) + rng.integers(-3, 4, count), gradient)
    return {"weight": weight, "momentum": momentum, "gradient": gradient, **flags(rng, count)}


def special_weights(rng: np.random.Generator, fmt: Format, count: int) -> dict[str, Array]:
    """Specials everywhere, and magnitudes that go below the normal range and beyond the largest."""

    def some() -> Array:
        any_size = random_codes(rng, count, 0, 254)
        return np.where(rng.random(count) < 0.6, rng.choice(specials(), count), any_size)

    gradient = rng.choice([0, 1, 2**31, 2**31 - 1, 2**32 - 1], count) if fmt.is_integer else some()
    return {"weight": some(), "momentum": some(), "gradient": gradient, **flags(rng, count)}


def flags(rng: np.random.Generator, count: int) -> dict[str, Array]:
    return {"exists": rng.random(count) < 0.8, "pruned": rng.random(count) < 0.5}


def updated(rule: Rule, given: dict[str, Array], fmt: Format) -> tuple[list[int], list[int]]:
    """New weights and momenta, as docs/machine.md has them."""
    exists, pruned = given["exists"], given["pruned"]
    weight = values(np.where(exists, given["weight"], 0).astype(np.uint32)).copy()
    if not rule.optimize:
        return weight.view(np.uint32).tolist(), []
    momentum = values(given["momentum"]).copy()
    constant = {name: float(values([getattr(rule, name)])[0]) for name in CONSTANTS}
    constant["momentum"] = constant.pop("momentum_factor")
    sums = given["gradient"].astype(np.uint32).view(fmt.accumulator.carrier_dtype)
    with np.errstate(all="ignore"):
        sgd_update(
            weight,
            sums.astype(np.float32),
            momentum,
            pruned=pruned if constant["decay"] != 0 else None,
            frozen=pruned if rule.frozen else None,
            **constant,
        )
    weight, momentum = (np.where(exists, x, np.float32(0)) for x in (weight, momentum))
    return codes(weight), codes(momentum)


def assert_updates(
    a: Accelerator,
    rule: Rule,
    given: dict[str, Array],
    stalls: np.random.Generator | None = None,
) -> None:
    count = len(given["weight"])
    vectors = {name: x.astype(np.int64).tolist() for name, x in given.items()}
    depth = timing.lanes_depth(a)
    steady = {name: [code] * (count + depth) for name, code in vars(rule).items()}
    padded = {name: x + [0] * depth for name, x in vectors.items()}
    names = ["new_weight", "new_momentum"]
    found = stream(UpdateLane(a), {**padded, **steady}, names, depth, stalls=stalls)
    for name, got, expected in zip(names, found, updated(rule, given, a.operand), strict=True):
        if expected or name == "new_weight":
            assert len(expected) == count
            assert_equal(got[:count], expected, **vectors)


RULES = {
    "plain": Rule(decay=0),
    "regrowth": Rule(),
    "frozen": Rule(frozen=1, decay=0),
    "frozen regrowth": Rule(frozen=1),
    "no step": Rule(optimize=0, frozen=1),
    "minus zero decay": Rule(decay=SIGN),
    "all zero": Rule(learning_rate=0, momentum_factor=0, weight_decay=0, gradient_scale=0, decay=0),
    "infinite": Rule(decay=INFINITY, weight_decay=1),
    "not a number": Rule(decay=NAN, learning_rate=0x7F7FFFFF),
    "negative": Rule(learning_rate=0xBF800000, gradient_scale=0x80000001, weight_decay=SIGN),
}
by_rule = pytest.mark.parametrize("rule", RULES.values(), ids=RULES)


@by_rule
def test_random_weights(rule: Rule) -> None:
    a = machine("fp16", lane_latency=4)
    assert_updates(a, rule, random_weights(np.random.default_rng(51), a.operand, 300))


@by_rule
def test_special_weights(rule: Rule) -> None:
    a = machine("bf16", lane_latency=2)
    assert_updates(a, rule, special_weights(np.random.default_rng(52), a.operand, 400))


@pytest.mark.parametrize("rule", [RULES["regrowth"], RULES["frozen"]], ids=["regrowth", "frozen"])
@pytest.mark.parametrize("fmt", ["int8", "int4"])
def test_integer_gradients_are_converted_first(fmt: str, rule: Rule) -> None:
    a = machine(fmt, 4, lane_latency=1)
    rng = np.random.default_rng(53)
    for given in (random_weights, special_weights):
        assert_updates(a, rule, given(rng, a.operand, 300))


@pytest.mark.parametrize("latency", [1, 2, 3, 4, 6, 9])
@pytest.mark.parametrize("fmt", ["fp8-e5m2", "int8"])
def test_every_latency_keeps_the_depth_of_the_contract(fmt: str, latency: int) -> None:
    """With the clock held now and then."""
    a = machine(fmt, lane_latency=latency)
    rng = np.random.default_rng(54)
    assert_updates(a, RULES["regrowth"], random_weights(rng, a.operand, 120), stalls=rng)


def test_many_weights() -> None:
    a = machine("fp16", lane_latency=1)
    assert_updates(a, Rule(), random_weights(np.random.default_rng(55), a.operand, 2000))


def test_a_weight_that_does_not_exist_brings_nothing_in() -> None:
    """Not even a NaN, nor the infinity that would make one."""
    a = machine("fp16", lane_latency=1)
    nothing = np.zeros(4, bool)
    weights = np.array([NAN, INFINITY, 0xFFFFFFFF, SIGN])
    given = {
        "weight": weights, "momentum": weights, "gradient": weights,
        "exists": nothing, "pruned": ~nothing,
    }  # fmt: skip
    for rule in (Rule(), Rule(optimize=0)):
        assert_updates(a, rule, given)
    assert updated(Rule(), given, a.operand) == ([0] * 4, [0] * 4)
