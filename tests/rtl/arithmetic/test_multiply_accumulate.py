"""The PE's arithmetic against the exact scalar reference, bit by bit."""

from __future__ import annotations

import itertools
from fractions import Fraction

import numpy as np
import pytest
from amaranth.sim import Simulator

from weft.accelerator import arithmetic
from weft.accelerator.formats import BF16, FP8_E4M3, FP8_E5M2, FP16, FP32, INT4, INT8, Format
from weft.rtl.arithmetic.multiplier import Multiplier
from weft.rtl.arithmetic.multiply_accumulate import MultiplyAccumulate

Vector = tuple[int, int, int]  # codes of addend, a, b


def run(dut: MultiplyAccumulate, vectors: list[Vector]) -> list[int]:
    """Sums of a stream of one vector a cycle."""
    enters, total = dut.multiplier.latency, dut.multiplier.latency + dut.adder.latency
    sums: list[int] = []

    async def bench(ctx):  # type: ignore[no-untyped-def]
        for cycle in range(len(vectors) + total):
            if cycle < len(vectors):
                ctx.set(dut.a, vectors[cycle][1])
                ctx.set(dut.b, vectors[cycle][2])
            if enters <= cycle < len(vectors) + enters:
                ctx.set(dut.addend, vectors[cycle - enters][0])
            if cycle >= total:
                sums.append(ctx.get(dut.sum))
            await ctx.tick()

    simulator = Simulator(dut)
    simulator.add_clock(1e-6)
    simulator.add_testbench(bench)
    simulator.run()
    return sums


def expected(vector: Vector, fmt: Format) -> int:
    wide = fmt.accumulator
    acc, a, b = (
        f.decode(_signed(code, f)) for code, f in zip(vector, (wide, fmt, fmt), strict=True)
    )
    total = arithmetic.multiply_accumulate(acc, a, b, fmt)
    return wide.encode(total) & (2**wide.bits - 1)


def _signed(code: int, fmt: Format) -> int:
    half = 2 ** (fmt.bits - 1)
    return code - 2 * half if fmt.is_integer and code >= half else code


def assert_equal(fmt: Format, vectors: list[Vector], latencies: tuple[int, int]) -> None:
    sums = run(MultiplyAccumulate(fmt, *latencies), vectors)
    wrong = [
        f"{fmt.name}: {v[0]:#x} + {v[1]:#x} * {v[2]:#x} = {s:#x}, not {e:#x}"
        for v, s in zip(vectors, sums, strict=True)
        if s != (e := expected(v, fmt))
    ]
    assert not wrong, f"{len(wrong)} of {len(sums)}: " + "; ".join(wrong[:5])


def specials(fmt: Format) -> list[int]:
    """Zeros, subnormals, ones, the largest, infinities, quiet and signalling NaN; both signs."""
    if fmt.is_integer:
        return [0, 1, 2, 2 ** (fmt.bits - 1) - 1, 2 ** (fmt.bits - 1), 2**fmt.bits - 1]
    top = 2 ** (fmt.bits - 1)
    smallest_normal = 1 << fmt.mantissa_bits
    one = fmt.encode(1.0)
    positive = {
        0, 1, 2, 3, smallest_normal - 1, smallest_normal, smallest_normal + 1,
        one - 1, one, one + 1, fmt.largest_code,
        fmt.infinity_code, fmt.infinity_code + 1, fmt.nan_code,
    }  # fmt: skip
    return sorted({code % top for code in positive} | {code % top + top for code in positive})


def random_vectors(rng: np.random.Generator, fmt: Format, count: int) -> list[Vector]:
    """Half with any bits, half with an addend that nearly cancels the product."""
    a, b = (rng.integers(0, 2**fmt.bits, count).tolist() for _ in range(2))
    acc = rng.integers(0, 2**32, count).tolist()
    if not fmt.is_integer:
        for i in range(0, count, 2):
            acc[i] = _nearly_cancelling(rng, a[i], b[i], fmt)
    return list(zip(acc, a, b, strict=True))


def _nearly_cancelling(rng: np.random.Generator, a: int, b: int, fmt: Format) -> int:
    product = FP32.encode(arithmetic.multiply(fmt.decode(a), fmt.decode(b), fmt))
    step = int(rng.integers(-4, 5)) << int(rng.integers(0, 25))
    magnitude = min(max((product & 0x7FFFFFFF) + step, 0), 0x7F800000)
    return magnitude | (~product & 0x80000000)


def test_fp16_random_vectors() -> None:
    assert_equal(FP16, random_vectors(np.random.default_rng(1), FP16, 10_000), (1, 4))


@pytest.mark.parametrize("fmt", [FP16, BF16, FP8_E4M3, FP8_E5M2], ids=lambda f: f.name)
def test_every_special_value_meets_every_other(fmt: Format) -> None:
    codes = specials(fmt)
    addends = [0, 1, 0x007FFFFF, 0x00800000, 0x3F800000, 0x7F7FFFFF, 0x7F800000, 0x7FC00000]
    addends += [code | 0x80000000 for code in addends] + [0x7F800001]
    every = list(itertools.product(addends, codes, codes))
    picked = np.random.default_rng(2).permutation(len(every))[:3000]
    assert_equal(fmt, [every[i] for i in picked], (1, 4))


@pytest.mark.parametrize("fmt", [FP16, BF16, FP8_E4M3, FP8_E5M2], ids=lambda f: f.name)
def test_products_by_themselves_are_canonical(fmt: Format) -> None:
    """What an addition would hide: the sign of a zero and of a NaN."""
    dut = Multiplier(fmt, 1)
    pairs = list(itertools.product(specials(fmt), repeat=2))
    products = []

    async def bench(ctx):  # type: ignore[no-untyped-def]
        for a, b in pairs:
            ctx.set(dut.a, a)
            ctx.set(dut.b, b)
            await ctx.tick()
            products.append(ctx.get(dut.product))

    simulator = Simulator(dut)
    simulator.add_clock(1e-6)
    simulator.add_testbench(bench)
    simulator.run()
    exact = [arithmetic.multiply(fmt.decode(a), fmt.decode(b), fmt) for a, b in pairs]
    assert products == [FP32.encode(product) for product in exact]


@pytest.mark.parametrize("fmt", [BF16, FP8_E4M3, FP8_E5M2], ids=lambda f: f.name)
def test_other_float_formats(fmt: Format) -> None:
    assert_equal(fmt, random_vectors(np.random.default_rng(3), fmt, 2000), (2, 3))


def test_bf16_products_round_once_below_the_normal_range() -> None:
    """Exponents that put the product around 2**-126 ... 2**-152, with addends of that size."""
    rng = np.random.default_rng(4)
    vectors = []
    for _ in range(2000):
        first = int(rng.integers(1, 110))
        second = int(rng.integers(max(1, 100 - first), 130 - first))
        a, b = (int(e) << 7 | int(rng.integers(128)) for e in (first, second))
        sign = int(rng.integers(2)) << 15
        vectors.append((int(rng.integers(2**25)) | int(rng.integers(2)) << 31, a | sign, b))
    products = [Fraction(BF16.decode(a)) * Fraction(BF16.decode(b)) for _, a, b in vectors]
    assert sum(0 < abs(p) < Fraction(2) ** -126 for p in products) > 1000
    assert_equal(BF16, vectors, (1, 1))


@pytest.mark.parametrize("fmt", [INT8, INT4], ids=lambda f: f.name)
def test_integers_wrap_around(fmt: Format) -> None:
    vectors = random_vectors(np.random.default_rng(5), fmt, 1000)
    edges = itertools.product((0, 2**31 - 1, 2**31, 2**32 - 1), specials(fmt), specials(fmt))
    assert_equal(fmt, [*vectors, *edges], (1, 1))


@pytest.mark.parametrize("latencies", [(0, 1), (1, 0), (1, 1), (1, 2), (2, 3), (3, 5), (4, 9)])
def test_latency_is_free_to_choose(latencies: tuple[int, int]) -> None:
    assert_equal(FP16, random_vectors(np.random.default_rng(6), FP16, 300), latencies)
