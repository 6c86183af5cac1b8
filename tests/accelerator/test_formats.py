"""Number formats against independent libraries, exhaustively where a code has 16 bits or less."""

from __future__ import annotations

import math
import re
from fractions import Fraction

import gfloat
import ml_dtypes
import numpy as np
import pytest
import torch
from gfloat.formats import (
    format_info_bfloat16,
    format_info_binary16,
    format_info_binary32,
    format_info_ocp_e4m3,
    format_info_ocp_e5m2,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from weft.accelerator.formats import (
    BF16,
    FORMATS,
    FP8_E4M3,
    FP8_E5M2,
    FP16,
    FP32,
    INT4,
    INT8,
    INT32,
    Format,
    format_named,
    pack_nibbles,
    unpack_nibbles,
)

RANDOM = settings(deadline=None, derandomize=True, max_examples=60)  # first calls compile

NARROW = [FP16, BF16, FP8_E4M3, FP8_E5M2]
FLOATS = [*NARROW, FP32]
INTEGERS = [INT8, INT4, INT32]

DTYPES = {
    "fp16": np.dtype(np.float16),
    "bf16": np.dtype(ml_dtypes.bfloat16),
    "fp8-e4m3": np.dtype(ml_dtypes.float8_e4m3fn),
    "fp8-e5m2": np.dtype(ml_dtypes.float8_e5m2),
}
TORCH = {
    "fp16": torch.float16,
    "bf16": torch.bfloat16,
    "fp8-e4m3": torch.float8_e4m3fn,
    "fp8-e5m2": torch.float8_e5m2,
}
GFLOAT = {
    "fp16": format_info_binary16,
    "bf16": format_info_bfloat16,
    "fp8-e4m3": format_info_ocp_e4m3,
    "fp8-e5m2": format_info_ocp_e5m2,
    "fp32": format_info_binary32,
}

by_name = pytest.mark.parametrize("fmt", NARROW, ids=lambda fmt: fmt.name)
by_float = pytest.mark.parametrize("fmt", FLOATS, ids=lambda fmt: fmt.name)
by_integer = pytest.mark.parametrize("fmt", INTEGERS, ids=lambda fmt: fmt.name)


def exactly(message: str) -> str:
    """Pattern of the whole message."""
    return f"^{re.escape(message)}$"


def all_codes(fmt: Format) -> np.ndarray:
    return np.arange(2**fmt.bits).astype(fmt.code_dtype)


def from_bits(bits: object) -> np.ndarray:
    return np.asarray(bits, np.uint32).view(np.float32)


def same_bits(left: np.ndarray, right: np.ndarray) -> bool:
    return np.array_equal(left.view(np.uint32), right.view(np.uint32))


def neighbourhoods(fmt: Format) -> np.ndarray:
    """Every value, every midpoint of neighbours, and one fp32 step to both sides; both signs."""
    codes = np.arange(fmt.largest_code + 1).astype(fmt.code_dtype)
    values = fmt.decode_array(codes).astype(np.float64)
    beyond = 2 * values[-1] - values[-2]  # where rounding to the next power would lie
    ends = np.append(values, beyond)
    points = np.concatenate([values, (ends[1:] + ends[:-1]) / 2]).astype(np.float32)
    up, down = np.nextafter(points, np.inf), np.nextafter(points, -np.inf)
    points = np.concatenate([points, up, down])
    return np.concatenate([points, -points])


def saturated(fmt: Format, values: np.ndarray) -> np.ndarray:
    """What ml_dtypes should be given, which overflows e4m3 to NaN where we saturate."""
    return values if fmt.has_infinity else np.clip(values, -fmt.largest, fmt.largest)


def oracle_codes(fmt: Format, values: np.ndarray) -> np.ndarray:
    with np.errstate(over="ignore", invalid="ignore"):
        codes = saturated(fmt, values).astype(DTYPES[fmt.name]).view(fmt.code_dtype)
    return np.where(np.isnan(values), fmt.code_dtype.type(fmt.nan_code), codes)


def torch_codes(fmt: Format, values: np.ndarray) -> np.ndarray:
    kind = {8: torch.uint8, 16: torch.uint16}[fmt.bits]
    codes = torch.tensor(values).to(TORCH[fmt.name]).view(kind).numpy()
    return np.where(np.isnan(values), fmt.code_dtype.type(fmt.nan_code), codes)


# ---- decoding ----------------------------------------------------------------------------------


@by_name
def test_decoding_all_codes_agrees_with_ml_dtypes(fmt: Format) -> None:
    codes = all_codes(fmt)
    expected = codes.view(DTYPES[fmt.name]).astype(np.float32)
    expected[np.isnan(expected)] = np.nan
    assert same_bits(fmt.decode_array(codes), expected)


@by_name
def test_scalar_decoding_agrees_with_the_array(fmt: Format) -> None:
    values = np.array([fmt.decode(code) for code in range(2**fmt.bits)], np.float32)
    values[np.isnan(values)] = np.nan
    assert same_bits(fmt.decode_array(all_codes(fmt)), values)


@by_float
def test_scalar_decoding_agrees_with_gfloat(fmt: Format) -> None:
    step = max(1, 2**fmt.bits // 4099)  # 4099 is prime: all exponents, varied significands
    for code in range(0, 2**fmt.bits, step):
        expected, value = gfloat.decode_float(GFLOAT[fmt.name], code).fval, fmt.decode(code)
        assert (math.isnan(value) and math.isnan(expected)) or (
            (value, math.copysign(1, value)) == (expected, math.copysign(1, expected))
        )


@pytest.mark.parametrize(
    ("fmt", "largest", "smallest_normal", "smallest_subnormal"),
    [
        (FP16, 65504.0, 2**-14, 2**-24),
        (BF16, (2 - 2**-7) * 2.0**127, 2**-126, 2**-133),
        (FP8_E4M3, 448.0, 2**-6, 2**-9),
        (FP8_E5M2, 57344.0, 2**-14, 2**-16),
        (FP32, (2 - 2**-23) * 2.0**127, 2**-126, 2**-149),
    ],
    ids=lambda value: getattr(value, "name", ""),
)
def test_ranges_are_those_of_the_standards(
    fmt: Format, largest: float, smallest_normal: float, smallest_subnormal: float
) -> None:
    """IEEE 754-2019 table 3.5; OCP 8-bit floating point specification 1.0, table 1."""
    assert fmt.largest == largest
    assert fmt.decode(1 << fmt.mantissa_bits) == smallest_normal
    assert fmt.decode(1) == smallest_subnormal


@pytest.mark.parametrize(
    ("fmt", "code"),
    [(FP32, 0x7FC00000), (FP16, 0x7E00), (BF16, 0x7FC0), (FP8_E5M2, 0x7E), (FP8_E4M3, 0x7F)],
    ids=lambda value: getattr(value, "name", ""),
)
def test_nan_codes_are_canonical(fmt: Format, code: int) -> None:
    assert fmt.nan_code == code == fmt.encode(math.nan) == fmt.encode(-math.nan)
    nans = from_bits([0x7FC00000, 0xFFC00001, 0x7F800001, 0xFFFFFFFF])
    assert (fmt.encode_array(nans) == code).all()
    assert same_bits(fmt.round_array(nans), from_bits([0x7FC00000] * 4))


# ---- encoding ----------------------------------------------------------------------------------


@by_name
def test_encoding_around_all_midpoints_agrees_with_two_libraries(fmt: Format) -> None:
    values = neighbourhoods(fmt)
    codes = fmt.encode_array(values)
    assert np.array_equal(codes, oracle_codes(fmt, values))
    assert np.array_equal(codes, torch_codes(fmt, values))


@by_name
def test_scalar_encoding_around_all_midpoints_agrees_with_the_array(fmt: Format) -> None:
    values = neighbourhoods(fmt)[:: 1 if fmt.bits == 8 else 11]  # 11: every kind of point in turn
    assert [fmt.encode(value) for value in values.tolist()] == fmt.encode_array(values).tolist()


@by_name
def test_encoding_random_fp32_patterns_agrees_with_the_libraries(fmt: Format) -> None:
    values = from_bits(np.random.default_rng(1).integers(0, 2**32, 1 << 18, dtype=np.uint32))
    codes = fmt.encode_array(values)
    assert np.array_equal(codes, torch_codes(fmt, values))
    assert np.array_equal(codes, oracle_codes(fmt, values))
    assert same_bits(fmt.round_array(values), fmt.decode_array(codes))


@by_float
@RANDOM
@given(bits=st.integers(0, 2**32 - 1))
def test_scalar_and_array_agree_on_any_fp32(fmt: Format, bits: int) -> None:
    value = from_bits([bits])
    code = fmt.encode(float(value[0]))
    assert fmt.encode_array(value)[0] == code
    assert same_bits(fmt.round_array(value), fmt.decode_array(np.array([code], fmt.code_dtype)))


@by_float
@RANDOM
@given(numerator=st.integers(-(2**80), 2**80), power=st.integers(-240, 200))
def test_exact_fractions_round_as_gfloat_rounds(fmt: Format, numerator: int, power: int) -> None:
    value = Fraction(numerator) * Fraction(2) ** power
    if Fraction(float(value)) != value:  # gfloat takes floats: keep the bits a float has
        value = Fraction(float(value))
    rounded = gfloat.round_float(GFLOAT[fmt.name], float(value), sat=not fmt.has_infinity)
    assert fmt.round(value) == rounded


@by_float
def test_encoding_is_the_inverse_of_decoding(fmt: Format) -> None:
    codes = all_codes(fmt) if fmt.bits <= 16 else np.arange(0, 2**32, 65521, dtype=np.uint32)
    values = fmt.decode_array(codes)
    numbers = ~np.isnan(values)
    assert np.array_equal(fmt.encode_array(values)[numbers], codes[numbers])
    assert same_bits(fmt.round_array(values), values)


def test_overflow_is_infinity_but_e4m3_saturates() -> None:
    for fmt in (FP16, BF16, FP8_E5M2, FP32):
        assert fmt.round(2.0**1000) == math.inf == fmt.round(math.inf)
        assert fmt.round(-math.inf) == -math.inf
    assert FP8_E4M3.round(464.1) == 448 == FP8_E4M3.round(math.inf)
    assert FP8_E4M3.round(-math.inf) == -448


def test_rounding_in_place_touches_no_other_memory() -> None:
    values = np.array([1 + 2**-12, 3.0], np.float32)
    assert FP16.round_array(values, out=values) is values
    assert values.tolist() == [1.0, 3.0]
    with pytest.raises(ValueError, match=exactly("out is (3,); give a contiguous array of (2,)")):
        FP16.round_array(values, out=np.empty(3, np.float32))


def test_large_and_strided_arrays_round_like_small_ones() -> None:
    values = np.random.default_rng(2).standard_normal((700, 513)).astype(np.float32)
    expected = values.astype(np.float16).astype(np.float32)
    assert np.array_equal(FP16.round_array(values), expected)
    assert np.array_equal(FP16.round_array(values.T), expected.T)
    assert np.array_equal(FP16.encode_array(values[::3, ::2]), FP16.encode_array(values)[::3, ::2])
    assert FP16.round_array(values[:0]).shape == (0, 513)


def test_rounding_ignores_a_flush_to_zero_that_torch_has_set() -> None:
    tiny = from_bits([1, 0x80000003, 0x007FFFFF, 0x00010000])
    expected = BF16.round_array(tiny)
    try:
        torch.set_flush_denormal(True)
        flushed = BF16.round_array(tiny)
    finally:
        torch.set_flush_denormal(False)
    assert same_bits(flushed, expected)


def test_float64_is_refused_since_it_would_round_twice() -> None:
    message = r"^values of fp16 are float32, not float64; use \.astype\(np\.float32\)$"
    for method in (FP16.encode_array, FP16.round_array):
        with pytest.raises(TypeError, match=message):
            method(np.zeros(3))


# ---- integers ----------------------------------------------------------------------------------


@by_integer
def test_integers_saturate_and_round_ties_to_even(fmt: Format) -> None:
    low, high = int(fmt.smallest), int(fmt.largest)
    values = np.array([-2.5, -1.5, -0.5, 0.5, 1.5, 2.5, 0.50001, 1e30, -1e30, np.inf, -np.inf])
    expected = [-2, -2, 0, 0, 2, 2, 1, high, low, high, low]
    assert fmt.encode_array(values).tolist() == expected
    assert [fmt.encode(value) for value in values.tolist()] == expected
    assert fmt.encode_array(values).dtype == fmt.code_dtype == fmt.carrier_dtype


@by_integer
def test_integer_codes_are_their_values(fmt: Format) -> None:
    low, high = int(fmt.smallest), int(fmt.largest)
    codes = np.unique(np.linspace(low, high, 257).astype(np.int64)).astype(fmt.code_dtype)
    assert np.array_equal(fmt.decode_array(codes), codes)
    assert [fmt.decode(fmt.encode(int(code))) for code in codes] == codes.tolist()
    doubled = 2 * codes.astype(np.int64)
    assert np.array_equal(fmt.round_array(doubled), np.clip(doubled, low, high))


def test_nan_has_no_integer_code() -> None:
    message = "^NaN has no int8 code; mend the operand or use a float format$"
    with pytest.raises(ValueError, match=message):
        INT8.encode(math.nan)
    with pytest.raises(ValueError, match=message):
        INT8.encode_array(np.array([0.0, np.nan]))


def test_codes_out_of_range_are_named() -> None:
    with pytest.raises(ValueError, match=exactly("code 8 is outside -8..7 of int4")):
        INT4.decode(8)
    with pytest.raises(ValueError, match=exactly("int4 codes lie in -8..7, not -9..3")):
        INT4.decode_array(np.array([3, -9], np.int8))
    with pytest.raises(ValueError, match=exactly("code 256 is outside 0..255 of fp8-e4m3")):
        FP8_E4M3.decode(256)


@RANDOM
@given(st.lists(st.integers(-8, 7), max_size=9))
def test_nibbles_survive_packing(codes: list[int]) -> None:
    array = np.array(codes, np.int8)
    packed = pack_nibbles(array)
    assert packed.shape == (-(-len(codes) // 2),)
    assert unpack_nibbles(packed, len(codes)).tolist() == codes


def test_the_first_nibble_is_the_low_one() -> None:
    assert pack_nibbles(np.array([[1, -1], [-8, 7]], np.int8)).tolist() == [[0xF1], [0x78]]
    with pytest.raises(ValueError, match=exactly("2 bytes hold 4 int4 codes, not count=2")):
        unpack_nibbles(np.zeros(2, np.uint8), 2)


# ---- the table of formats ----------------------------------------------------------------------


def test_formats_name_their_accumulators() -> None:
    accumulators = {name: fmt.accumulator.name for name, fmt in FORMATS.items()}
    floats = dict.fromkeys(("fp16", "bf16", "fp8-e4m3", "fp8-e5m2", "fp32"), "fp32")
    assert accumulators == {**floats, **dict.fromkeys(("int8", "int4", "int32"), "int32")}


def test_a_misspelt_format_gets_the_nearest_name() -> None:
    assert format_named("bf16") is BF16
    known = "fp16, bf16, fp8-e4m3, fp8-e5m2, int8, int4, fp32, int32"
    message = f"no format 'FP8_E4M3'; did you mean 'fp8-e4m3'? Known: {known}"
    with pytest.raises(ValueError, match=exactly(message)):
        format_named("FP8_E4M3")


def test_products_are_exact_where_claimed() -> None:
    assert [fmt.name for fmt in FORMATS.values() if fmt.product_is_exact] == [
        "fp16", "fp8-e4m3", "fp8-e5m2",
    ]  # fmt: skip
    for fmt in (FP8_E4M3, FP8_E5M2):
        values = fmt.decode_array(all_codes(fmt))
        values = values[np.isfinite(values)]
        exact = np.multiply.outer(values.astype(np.float64), values.astype(np.float64))
        assert np.array_equal(np.multiply.outer(values, values), exact)
    extremes = [FP16.decode(code) for code in (1, 0x03FF, 0x0400, 0x7BFF)]
    for x in extremes:
        for y in extremes:
            assert FP32.round(Fraction(x) * Fraction(y)) == Fraction(x) * Fraction(y)
