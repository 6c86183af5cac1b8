"""The fast multiplications against scalar arithmetic, bit by bit, whatever the operands."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import naive
from weft.accelerator.formats import BF16, FORMATS, FP16, FP32, INT8, Format
from weft.accelerator.gemm import gemm, gemm_compressed
from weft.accelerator.kernels import compressed, dense, plain
from weft.accelerator.sparsity import Sparsity, pack, unpack

RANDOM = settings(deadline=None, derandomize=True, max_examples=25)

OPERANDS = [fmt for fmt in FORMATS.values() if fmt.name != "int32"]
by_format = pytest.mark.parametrize("fmt", OPERANDS, ids=lambda fmt: fmt.name)
by_float = pytest.mark.parametrize(
    "fmt", [fmt for fmt in OPERANDS if not fmt.is_integer], ids=lambda fmt: fmt.name
)

KINDS = ("ordinary", "any code", "rare infinity", "zeros", "largest")


def exactly(message: str) -> str:
    """Pattern of the whole message."""
    return f"^{re.escape(message)}$"


def operand(fmt: Format, kind: str, shape: tuple[int, int], rng: np.random.Generator) -> np.ndarray:
    """Carriers of the format: ordinary numbers, or what arithmetic gets wrong most easily."""
    if kind == "any code":
        low, high = (fmt.smallest, fmt.largest) if fmt.is_integer else (0, 2**fmt.bits - 1)
        codes = rng.integers(int(low), int(high), shape, endpoint=True)
        return fmt.decode_array(codes.astype(fmt.code_dtype))
    values = rng.standard_normal(shape) * (40 if fmt.is_integer else 1)
    if kind == "zeros":
        values *= rng.random(shape) < 0.3  # products with a negative factor become -0
    if kind == "largest":
        values = np.where(values < 0, float(fmt.smallest), float(fmt.largest))
    if kind == "rare infinity" and not fmt.is_integer:
        values[rng.random(shape) < 0.02] = np.inf
        values[rng.random(shape) < 0.02] = np.nan
    return fmt.round_array(values.astype(np.float32))


def same_bits(left: np.ndarray, right: np.ndarray) -> bool:
    return left.dtype == right.dtype and np.array_equal(left.view(np.int32), right.view(np.int32))


def by_plain_loops(a: np.ndarray, b: np.ndarray, fmt: Format) -> np.ndarray:
    """Compiled plain loops, themselves held to the scalars: an oracle for larger shapes."""
    c = np.zeros((a.shape[0], b.shape[1]), fmt.accumulator.carrier_dtype)
    kernel = plain.dense_integer if fmt.is_integer else plain.dense_float
    with np.errstate(all="ignore"):  # matters only where the JIT is off
        kernel(np.ascontiguousarray(a), np.ascontiguousarray(b), c, 0, a.shape[0])
    return c


sizes = st.integers(1, 6)
kinds = st.sampled_from(KINDS)
seeds = st.integers(0, 2**32 - 1)
patterns = st.integers(1, 16).flatmap(
    lambda group: st.builds(Sparsity, st.integers(1, group), st.just(group))
)


# ---- against the scalars -----------------------------------------------------------------------


@by_format
@RANDOM
@given(sizes, st.integers(1, 40), sizes, kinds, seeds)
def test_gemm_agrees_with_scalars(
    fmt: Format, m: int, k: int, n: int, kind: str, seed: int
) -> None:
    rng = np.random.default_rng(seed)
    a, b = operand(fmt, kind, (m, k), rng), operand(fmt, kind, (k, n), rng)
    assert same_bits(gemm(a, b, fmt), naive.gemm(a, b, fmt))
    assert same_bits(by_plain_loops(a, b, fmt), naive.gemm(a, b, fmt))


@by_format
@RANDOM
@given(sizes, st.integers(1, 40), sizes, patterns, kinds, seeds)
def test_compressed_gemm_agrees_with_scalars(
    fmt: Format, m: int, k: int, n: int, sparsity: Sparsity, kind: str, seed: int
) -> None:
    rng = np.random.default_rng(seed)
    a, b = operand(fmt, kind, (m, k), rng), operand(fmt, kind, (k, n), rng)
    values, indices = pack(b, sparsity, axis=0)
    result = gemm_compressed(a, values, indices, sparsity, fmt)
    expected = naive.gemm_compressed(a, values, indices, sparsity.kept, sparsity.group, fmt)
    assert same_bits(result, expected)
    assert same_bits(result, gemm(a, unpack(values, indices, sparsity, k, axis=0), fmt))


def test_positions_behind_k_add_nothing_whatever_their_value() -> None:
    rng = np.random.default_rng(17)
    a = operand(FP16, "ordinary", (20, 9), rng)
    values = operand(FP16, "rare infinity", (6, 5), rng)
    indices = rng.integers(0, 8, (6, 5)).astype(np.uint8)  # at 3:8 and k = 9, 3 slots reach k..15
    expected = naive.gemm_compressed(a, values, indices, 3, 8, FP16)
    for x in layouts(a):
        result = gemm_compressed(x, values, indices, Sparsity(3, 8), FP16)
        assert same_bits(result, expected)


@by_format
def test_gemm_goes_on_from_an_accumulator(fmt: Format) -> None:
    rng = np.random.default_rng(8)
    a, b = operand(fmt, "any code", (5, 9), rng), operand(fmt, "zeros", (9, 7), rng)
    start = operand(fmt.accumulator, "any code", (5, 7), rng)
    start[0, :4] = 0 if fmt.is_integer else -0.0
    expected = naive.gemm(a, b, fmt, start)
    total = start.copy()
    assert gemm(a, b, fmt, accumulator=total) is total
    assert same_bits(total, expected)
    values, indices = pack(b, Sparsity(3, 3), axis=0)
    total = start.copy()
    gemm_compressed(a, values, indices, Sparsity(3, 3), fmt, accumulator=total)
    assert same_bits(total, expected)


@by_float
def test_an_accumulator_of_minus_zero_reads_as_plus_zero(fmt: Format) -> None:
    """Every product is -0 to a multiplier without gate."""
    a, b = np.zeros((3, 8), np.float32), np.full((8, 3), -1, np.float32)
    for x, y in ((a, b), (b.T, a.T)):
        total = np.full((3, 3), -0.0, np.float32)
        assert not gemm(x, y, fmt, accumulator=total).view(np.int32).any()
        total[:] = -0.0
        weights = (*pack(y, Sparsity(2, 4), axis=0), Sparsity(2, 4))
        assert not gemm_compressed(x, *weights, fmt, accumulator=total).view(np.int32).any()


# ---- over the edges of tiles, panels and blocks ------------------------------------------------


@by_format
@pytest.mark.parametrize("kind", KINDS)
def test_large_shapes_agree_with_plain_loops(fmt: Format, kind: str) -> None:
    rng = np.random.default_rng(9)
    m, k, n = compressed.PANEL + 29, compressed.DEPTH + dense.BLOCK + 7, 2 * dense.LANES + 3
    a, b = operand(fmt, kind, (m, k), rng), operand(fmt, kind, (k, n), rng)
    sparsity = Sparsity(2, 7)
    values, indices = pack(b, sparsity, axis=0)
    pruned = unpack(values, indices, sparsity, k, axis=0)
    assert same_bits(gemm(a, b, fmt), by_plain_loops(a, b, fmt))
    expected = by_plain_loops(a, pruned, fmt)
    assert same_bits(gemm(a, pruned, fmt), expected)
    assert same_bits(gemm_compressed(a, values, indices, sparsity, fmt), expected)


def test_many_columns_agree_with_plain_loops() -> None:
    rng = np.random.default_rng(10)
    n = dense.COLUMNS + compressed.COLUMNS // 2 + 1
    a, b = operand(FP16, "ordinary", (3, 20), rng), operand(FP16, "ordinary", (20, n), rng)
    assert same_bits(gemm(a, b, FP16), by_plain_loops(a, b, FP16))
    values, indices = pack(b, Sparsity(4, 4), axis=0)
    result = gemm_compressed(a, values, indices, Sparsity(4, 4), FP16)
    assert same_bits(result, by_plain_loops(a, b, FP16))


@pytest.mark.parametrize("k", [0, 1, 3, 255, 256, 257, 1025])
def test_every_length_of_k_is_taken_whole(k: int) -> None:
    rng = np.random.default_rng(k)
    a, b = operand(BF16, "ordinary", (2, k), rng), operand(BF16, "ordinary", (k, 2), rng)
    assert same_bits(gemm(a, b, BF16), by_plain_loops(a, b, BF16))
    values, indices = pack(b, Sparsity(8, 8), axis=0)
    result = gemm_compressed(a, values, indices, Sparsity(8, 8), BF16)
    assert same_bits(result, by_plain_loops(a, b, BF16))


@pytest.mark.parametrize("value", [-128, 127])
def test_integer_sums_of_any_length_wrap_around(value: int) -> None:
    """127 * 127 is odd: sums beyond 2**24 would lose it in fp32."""
    a, b = np.full((2, 140_001), value, np.int8), np.full((140_001, 3), value, np.int8)
    total = (140_001 * value**2 + 2**31) % 2**32 - 2**31
    assert (gemm(a, b, INT8) == total).all()
    values, indices = pack(b, Sparsity(1, 1), axis=0)
    assert (gemm_compressed(a, values, indices, Sparsity(1, 1), INT8) == total).all()


# ---- what must not matter ----------------------------------------------------------------------


@RANDOM
@given(st.integers(0, 50), kinds, seeds)
def test_splitting_k_changes_no_bit(split: int, kind: str, seed: int) -> None:
    rng = np.random.default_rng(seed)
    a, b = operand(BF16, kind, (30, 50), rng), operand(BF16, kind, (50, 20), rng)
    first = gemm(a[:, :split], b[:split], BF16)
    gemm(a[:, split:], b[split:], BF16, accumulator=first)
    assert same_bits(first, gemm(a, b, BF16))


@pytest.mark.parametrize("shape", [(1100, 300, 50), (40, 300, 1500)])
@pytest.mark.parametrize("kind", ["ordinary", "rare infinity"])
def test_the_number_of_threads_changes_no_bit(kind: str, shape: tuple[int, int, int]) -> None:
    m, k, n = shape
    rng = np.random.default_rng(11)
    a, b = operand(FP16, kind, (m, k), rng), operand(FP16, kind, (k, n), rng)
    values, indices = pack(b, Sparsity(3, 4), axis=0)
    single = gemm(a, b, FP16, threads=1)
    pruned = gemm_compressed(a, values, indices, Sparsity(3, 4), FP16, threads=1)
    for threads in (2, 3, 7):
        assert same_bits(gemm(a, b, FP16, threads=threads), single)
        result = gemm_compressed(a, values, indices, Sparsity(3, 4), FP16, threads=threads)
        assert same_bits(result, pruned)


def layouts(array: np.ndarray) -> list[np.ndarray]:
    """The same matrix in memory of every kind."""
    wide = np.zeros((array.shape[0] * 2, array.shape[1] * 3), array.dtype)
    wide[::2, ::3] = array
    lines = np.zeros((array.shape[0], array.shape[1] + 5), array.dtype)
    lines[:, 2:-3] = array
    return [
        np.asfortranarray(array), wide[::2, ::3], lines[:, 2:-3],
        np.ascontiguousarray(array[::-1])[::-1], np.ascontiguousarray(array[:, ::-1])[:, ::-1],
    ]  # fmt: skip


@pytest.mark.parametrize("fmt", [FP16, INT8], ids=lambda fmt: fmt.name)
def test_the_memory_layout_changes_no_bit(fmt: Format) -> None:
    rng = np.random.default_rng(12)
    a, b = operand(fmt, "ordinary", (33, 70), rng), operand(fmt, "ordinary", (70, 21), rng)
    values, indices = pack(b, Sparsity(2, 4), axis=0)
    expected, pruned = gemm(a, b, fmt), gemm_compressed(a, values, indices, Sparsity(2, 4), fmt)
    for x in layouts(a):
        for y in layouts(b):
            assert same_bits(gemm(x, y, fmt), expected)
        for v, i in zip(layouts(values), layouts(indices), strict=True):
            assert same_bits(gemm_compressed(x, v, i, Sparsity(2, 4), fmt), pruned)


def test_any_layout_of_accumulator_is_updated_in_place() -> None:
    rng = np.random.default_rng(13)
    a, b = operand(FP16, "ordinary", (33, 70), rng), operand(FP16, "ordinary", (70, 21), rng)
    expected = gemm(a, b, FP16, accumulator=np.ones((33, 21), np.float32))
    for total in layouts(np.ones((33, 21), np.float32)):
        outside = total.base.copy() if total.base is not None else None
        gemm(a, b, FP16, accumulator=total)
        assert same_bits(np.ascontiguousarray(total), expected)
        if outside is not None and outside.size > total.size:
            assert np.count_nonzero(total.base == outside) >= outside.size - total.size


def test_an_operand_may_lie_in_the_accumulator() -> None:
    a = operand(FP32, "ordinary", (300, 300), np.random.default_rng(14))
    expected = gemm(a, a, FP32, accumulator=a.copy())
    assert same_bits(gemm(a, a, FP32, accumulator=a), expected)


def test_callers_in_several_threads_do_not_disturb_each_other() -> None:
    rng = np.random.default_rng(15)
    a, b = operand(FP16, "ordinary", (300, 200), rng), operand(FP16, "ordinary", (200, 90), rng)
    expected = gemm(a, b, FP16)
    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(lambda _: gemm(a, b, FP16, threads=2), range(16)))
    assert all(same_bits(result, expected) for result in results)


def test_subnormals_survive_a_flush_to_zero_that_torch_has_set() -> None:
    tiny = BF16.decode_array(np.arange(1, 101, dtype=np.uint16).reshape(10, 10))
    ones = np.ones((10, 10), np.float32)
    expected = naive.gemm(tiny, ones, BF16)
    assert (expected > 0).all()
    try:
        torch.set_flush_denormal(True)
        result = gemm(tiny, ones, BF16, threads=2)
        assert torch.tensor(1e-40) * 1 == 0, "the caller's own setting must be back"
    finally:
        torch.set_flush_denormal(False)
    assert same_bits(result, expected)


def test_ordinary_results_are_close_to_torch() -> None:
    rng = np.random.default_rng(16)
    a, b = operand(FP16, "ordinary", (50, 80), rng), operand(FP16, "ordinary", (80, 30), rng)
    expected = (torch.tensor(a).double() @ torch.tensor(b).double()).numpy()
    np.testing.assert_allclose(gemm(a, b, FP16), expected, rtol=1e-5, atol=1e-4)


# ---- the oracle of convolutions ----------------------------------------------------------------


def patches(x: np.ndarray, taps: int, convolution: naive.Convolution) -> np.ndarray:
    """Rows of input channels, tap outer: what FF reduces over for each output pixel."""
    pad, stride = convolution.padding, convolution.stride
    wide = np.pad(x, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    windows = np.lib.stride_tricks.sliding_window_view(wide, (taps, taps), axis=(1, 2))
    rows = windows[:, ::stride, ::stride].transpose(0, 1, 2, 4, 5, 3)
    return rows.reshape(-1, taps * taps * x.shape[3])


@pytest.mark.parametrize(("stride", "padding", "taps"), [(1, 1, 3), (2, 1, 3), (2, 0, 1)])
def test_naive_convolutions_are_those_of_torch(stride: int, padding: int, taps: int) -> None:
    rng, convolution = np.random.default_rng(18), naive.Convolution(INT8, stride, padding)
    x = rng.integers(-9, 9, (2, 5, 6, 3)).astype(np.int8)
    w = rng.integers(-9, 9, (taps, taps, 3, 4)).astype(np.int8)
    y = convolution.forward(x, w)
    dy = rng.integers(-9, 9, y.shape).astype(np.int8)
    images = torch.tensor(x).permute(0, 3, 1, 2).double().requires_grad_()
    kernel = torch.tensor(w).permute(3, 2, 0, 1).double().requires_grad_()
    expected = torch.nn.functional.conv2d(images, kernel, stride=stride, padding=padding)
    expected.backward(torch.tensor(dy).permute(0, 3, 1, 2).double())
    assert np.array_equal(y, expected.detach().permute(0, 2, 3, 1))
    assert np.array_equal(convolution.backward(dy, w, 5, 6), images.grad.permute(0, 2, 3, 1))
    gradient = convolution.weight_gradient(x, dy, taps, taps)
    assert np.array_equal(gradient, kernel.grad.permute(2, 3, 1, 0))


@by_float
def test_gemm_of_patches_is_the_convolution_bit_by_bit(fmt: Format) -> None:
    rng, convolution = np.random.default_rng(19), naive.Convolution(fmt, 2, 1)
    x = operand(fmt, "ordinary", (2 * 5 * 6, 3), rng).reshape(2, 5, 6, 3)
    w = operand(fmt, "ordinary", (27, 4), rng)
    y = convolution.forward(x, w.reshape(3, 3, 3, 4))
    rows = patches(x, 3, convolution)
    assert same_bits(gemm(rows, w, fmt).reshape(y.shape), y)
    dy = fmt.round_array(y)
    gradient = convolution.weight_gradient(x, dy, 3, 3)
    assert same_bits(gemm(rows.T, dy.reshape(-1, 4), fmt).reshape(gradient.shape), gradient)


# ---- other processors --------------------------------------------------------------------------

_ENVIRONMENTS = {
    "without vectors": {"NUMBA_CPU_NAME": "x86-64", "NUMBA_CPU_FEATURES": ""},
    "AVX2": {"NUMBA_CPU_NAME": "haswell", "NUMBA_CPU_FEATURES": "+avx,+avx2,+fma,+f16c"},
    "without JIT": {"NUMBA_DISABLE_JIT": "1"},
}


@pytest.mark.slow
@pytest.mark.parametrize("settings_of", _ENVIRONMENTS.values(), ids=_ENVIRONMENTS)
def test_other_processors_give_the_same_bits(settings_of: dict[str, str], tmp_path: Any) -> None:
    """The scalar comparisons of this file, in a process that compiles for less, or not at all."""
    names = "agrees_with_scalars or accumulator or layout"
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", __file__]
    environment = {**os.environ, **settings_of, "NUMBA_CACHE_DIR": str(tmp_path)}
    done = subprocess.run(
        [*command, "-k", names], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-3000:]


# ---- errors ------------------------------------------------------------------------------------


def fp16(*shape: int) -> np.ndarray:
    return np.zeros(shape, np.float32)


def test_shapes_that_do_not_agree_are_named() -> None:
    message = "a is (2, 3) and b is (4, 5): a's columns and b's rows are both k"
    with pytest.raises(ValueError, match=exactly(message)):
        gemm(fp16(2, 3), fp16(4, 5), FP16)
    with pytest.raises(ValueError, match=exactly("b has shape (3,); reshape it to a matrix")):
        gemm(fp16(2, 3), fp16(3), FP16)
    with pytest.raises(ValueError, match=exactly("accumulator is (2, 4); the result is (2, 5)")):
        gemm(fp16(2, 3), fp16(3, 5), FP16, accumulator=fp16(2, 4))
    message = "do not fit a (2, 9) at 1:8: both are (kc, n) with kc=2"
    with pytest.raises(ValueError, match=exactly(f"values (4, 5) and indices (4, 5) {message}")):
        gemm_compressed(fp16(2, 9), fp16(4, 5), np.zeros((4, 5), np.uint8), Sparsity(1, 8), FP16)


def test_wrong_dtypes_are_named() -> None:
    message = "a is float64, but fp16 values travel as float32; round them with "
    with pytest.raises(TypeError, match=exactly(message + "format_named('fp16').round_array")):
        gemm(np.zeros((2, 3)), fp16(3, 5), FP16)
    message = "accumulator is int32; sums of fp16 are a NumPy array of float32"
    with pytest.raises(TypeError, match=exactly(message)):
        gemm(fp16(2, 3), fp16(3, 5), FP16, accumulator=np.zeros((2, 5), np.int32))
    with pytest.raises(TypeError, match=exactly("indices are int64; pack() gives uint8")):
        gemm_compressed(fp16(2, 8), fp16(2, 5), np.zeros((2, 5), int), Sparsity(2, 8), FP16)


def test_an_index_outside_its_group_is_refused() -> None:
    indices = np.full((2, 5), 8, np.uint8)
    with pytest.raises(
        ValueError, match=re.escape("index 8 lies outside a group of 8 (sparsity 2:8)")
    ):
        gemm_compressed(fp16(2, 8), fp16(2, 5), indices, Sparsity(2, 8), FP16)


@pytest.mark.parametrize("text", ["0", "two", "-1"])
def test_a_wrong_thread_count_is_named(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WEFT_NUM_THREADS", text)
    with pytest.raises(
        ValueError, match=re.escape(f"WEFT_NUM_THREADS='{text}' is not a positive integer")
    ):
        gemm(fp16(2, 3), fp16(3, 5), FP16)
    with pytest.raises(
        ValueError, match=exactly("threads=0 is below 1; give a positive number or None")
    ):
        gemm(fp16(2, 3), fp16(3, 5), FP16, threads=0)
