"""N:M selection and packing against a stable sort in plain loops."""

from __future__ import annotations

import re
from fractions import Fraction

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import naive
from weft.accelerator.sparsity import DENSE, Sparsity, pack, select, unpack

RANDOM = settings(deadline=None, derandomize=True, max_examples=60)  # first calls compile

patterns = st.integers(1, 16).flatmap(
    lambda group: st.builds(Sparsity, st.integers(1, group), st.just(group))
)


@st.composite
def weights(draw: st.DrawFn) -> np.ndarray:
    """Matrices with many ties, and with zeros of both signs, infinities, NaNs and subnormals."""
    rows, k = draw(st.integers(1, 5)), draw(st.integers(1, 40))
    numbers = np.array([0, -0.0, np.inf, -np.inf, 1e-42, -1e-42, 1, -1, 2, -2], np.float32)
    nans = np.array([0x7FC00000, 0xFFFFFFFF, 0x7FC00001], np.uint32).view(np.float32)
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    return rng.choice(np.concatenate([numbers, nans]), (rows, k))


def exactly(message: str) -> str:
    """Pattern of the whole message."""
    return f"^{re.escape(message)}$"


def same(left: np.ndarray, right: np.ndarray) -> bool:
    return left.dtype == right.dtype and np.array_equal(left, right, equal_nan=True)


# ---- the pattern -------------------------------------------------------------------------------


@RANDOM
@given(patterns)
def test_text_and_pattern_convert_both_ways(sparsity: Sparsity) -> None:
    assert Sparsity.parse(str(sparsity)) == sparsity
    assert sparsity.ratio == Fraction(sparsity.group, sparsity.kept)
    assert sparsity.density * float(sparsity.ratio) == pytest.approx(1)
    assert sparsity.is_dense == (sparsity.ratio == 1)


def test_facts_of_2_8() -> None:
    sparsity = Sparsity.parse("2:8")
    assert (sparsity.kept, sparsity.group, str(sparsity)) == (2, 8, "2:8")
    assert (sparsity.density, sparsity.ratio, sparsity.is_dense) == (0.25, 4, False)
    assert isinstance(sparsity.ratio, int)
    # C = 20 keeps 6 of 20 at 2:8: the padded tail group stores 2 like the others
    assert [sparsity.compressed_length(k) for k in (0, 1, 8, 9, 20)] == [0, 2, 2, 4, 6]
    assert Sparsity.parse("dense") == DENSE == Sparsity(1, 1)
    assert Sparsity(1, 4) < Sparsity(2, 4) < Sparsity(2, 8)


@pytest.mark.parametrize(("kept", "group"), [(0, 4), (5, 4), (1, 17), (-1, 2)])
def test_impossible_patterns_are_refused(kept: int, group: int) -> None:
    rule = "breaks 1 <= kept <= group <= 16; write kept:group, such as 2:8"
    with pytest.raises(ValueError, match=exactly(f"sparsity {kept}:{group} {rule}")):
        Sparsity(kept, group)


@pytest.mark.parametrize("text", ["2", "2:", "two:eight", "2:8:1", " 2:8", "-2:8"])
def test_other_text_is_refused(text: str) -> None:
    message = f"sparsity {text!r} is not kept:group; write for example 2:8 or dense"
    with pytest.raises(ValueError, match=exactly(message)):
        Sparsity.parse(text)


# ---- selection ---------------------------------------------------------------------------------


@RANDOM
@given(weights(), patterns)
def test_selection_is_a_stable_sort(weight: np.ndarray, sparsity: Sparsity) -> None:
    expected = naive.select(weight, sparsity.kept, sparsity.group)
    assert np.array_equal(select(weight, sparsity), expected)


@RANDOM
@given(weights(), patterns)
def test_selection_along_columns_is_selection_of_the_transpose(
    weight: np.ndarray, sparsity: Sparsity
) -> None:
    expected = naive.select(weight.T, sparsity.kept, sparsity.group).T
    assert np.array_equal(select(weight, sparsity, axis=0), expected)


@RANDOM
@given(weights(), patterns, st.integers(0, 2))
def test_selection_works_along_any_axis(weight: np.ndarray, sparsity: Sparsity, axis: int) -> None:
    cube = np.stack([weight, weight[::-1], -weight])
    expected = naive.select(
        np.moveaxis(cube, axis, -1).reshape(-1, cube.shape[axis]), sparsity.kept, sparsity.group
    )
    moved = np.moveaxis(select(cube, sparsity, axis=axis), axis, -1)
    assert np.array_equal(moved.reshape(expected.shape), expected)


def test_many_lanes_on_threads_agree_with_a_stable_torch_sort(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("WEFT_NUM_THREADS", "3")
    rng = np.random.default_rng(3)
    weight = rng.integers(-5, 6, (300, 256)).astype(np.float32)
    groups = torch.tensor(weight).abs().view(300, 32, 8)
    order = groups.sort(dim=-1, descending=True, stable=True).indices[..., :2]
    expected = torch.zeros_like(groups).scatter_(-1, order, 1).view(300, 256).bool().numpy()
    assert np.array_equal(select(weight, Sparsity(2, 8)), expected)
    assert np.array_equal(select(weight.T, Sparsity(2, 8), axis=0), expected.T)


def test_ties_keep_the_lowest_index() -> None:
    mask = select(np.array([1, -1, 1, 1, 0, -2, 1, 1], np.float32), Sparsity(2, 8))
    assert np.flatnonzero(mask).tolist() == [0, 5]


def test_dense_keeps_even_zeros() -> None:
    assert select(np.zeros((2, 5), np.float32), DENSE).all()
    assert select(np.zeros((2, 5), np.float32), Sparsity(4, 4)).all()


def test_small_integers_and_halves_are_weights_too() -> None:
    weight = np.array([[-128, 127, 3, -3]])
    for dtype in (np.int8, np.int16, np.float16):
        assert select(weight.astype(dtype), Sparsity(1, 4)).tolist() == [
            [True, False, False, False]
        ]


def test_weights_that_would_be_rounded_first_are_refused() -> None:
    message = (
        "weight is float64, which float32 does not hold exactly; "
        "round it to the master copy's float32 first"
    )
    with pytest.raises(TypeError, match=exactly(message)):
        select(np.zeros((2, 8)), Sparsity(2, 8))


# ---- packing -----------------------------------------------------------------------------------


@RANDOM
@given(weights(), patterns)
def test_packing_stores_the_selected_in_order(weight: np.ndarray, sparsity: Sparsity) -> None:
    values, indices = pack(weight, sparsity)
    expected = naive.pack(weight, sparsity.kept, sparsity.group)
    assert same(values, expected[0])
    assert same(indices, expected[1])
    assert values.shape[1] == sparsity.compressed_length(weight.shape[1])


@RANDOM
@given(weights(), patterns)
def test_unpacking_gives_the_masked_weight(weight: np.ndarray, sparsity: Sparsity) -> None:
    masked = np.where(select(weight, sparsity), weight, np.float32(0))
    assert same(unpack(*pack(weight, sparsity), sparsity, weight.shape[1]), masked)
    columns = np.ascontiguousarray(weight.T)
    packed = pack(columns, sparsity, axis=0)
    assert same(unpack(*packed, sparsity, weight.shape[1], axis=0), masked.T)


@RANDOM
@given(weights(), patterns, st.integers(0, 2**32 - 1))
def test_a_given_mask_is_obeyed_and_filled_up_with_zeros(
    weight: np.ndarray, sparsity: Sparsity, seed: int
) -> None:
    mask = select(weight, sparsity) & (np.random.default_rng(seed).random(weight.shape) < 0.5)
    values, indices = pack(weight, sparsity, mask)
    masked = np.where(mask, weight, np.float32(0))
    assert same(unpack(values, indices, sparsity, weight.shape[1]), masked)
    places = indices.reshape(-1, sparsity.kept).astype(int)
    assert (np.diff(places, axis=1) > 0).all()


def test_packing_keeps_the_dtype_and_the_other_axes() -> None:
    weight = np.arange(2 * 3 * 8 * 4).reshape(2, 3, 8, 4).astype(np.int16)
    values, indices = pack(weight, Sparsity(2, 8), axis=2)
    assert values.shape == indices.shape == (2, 3, 2, 4)
    assert (values.dtype, indices.dtype) == (np.int16, np.uint8)
    assert np.array_equal(values[0, 0], weight[0, 0, 6:])
    assert (indices == np.array([6, 7], np.uint8)[:, None]).all()


def test_wrong_masks_and_indices_are_named() -> None:
    weight = np.ones((1, 8), np.float32)
    message = r"^mask selects 3 in one group, 2:8 stores 2; take the mask from select\(\)$"
    with pytest.raises(ValueError, match=message):
        pack(weight, Sparsity(2, 8), np.arange(8)[None] < 3)
    with pytest.raises(
        ValueError, match=re.escape("mask is int64 (1, 8); give bool of the weight's shape")
    ):
        pack(weight, Sparsity(2, 8), np.ones((1, 8), np.int64))
    values, indices = pack(weight, Sparsity(2, 8))
    with pytest.raises(
        ValueError, match=re.escape("index 7 lies outside a group of 4 (sparsity 2:4)")
    ):
        unpack(values, indices + np.uint8(6), Sparsity(2, 4), 4)
    message = "values (1, 2) and indices (1, 2) do not hold k=9 at 2:8; both need 4 along axis -1"
    with pytest.raises(ValueError, match=exactly(message)):
        unpack(values, indices, Sparsity(2, 8), 9)
