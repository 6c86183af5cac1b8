"""The memory image: what is written comes back, and lies where docs/machine.md says."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import descriptions, layers
from tests.dataflow.test_compiler import LAYERS, convolutions
from weft.accelerator.description import Accelerator
from weft.accelerator.sparsity import DENSE, Sparsity
from weft.dataflow import image as im
from weft.dataflow.memory import Allocator, Tensor, WeightCopy
from weft.dataflow.plan import Layer, plan
from weft.dataflow.workload import Convolution, Weights

RANDOM = settings(deadline=None, derandomize=True, max_examples=60)
seeds = st.integers(0, 2**32 - 1)


def carriers(rng: np.random.Generator, a: Accelerator, shape: tuple[int, ...]) -> np.ndarray:
    """Any values that the operand format has."""
    values = (rng.standard_normal(shape) * 4).astype(np.float32)
    return a.operand.round_array(values)


def planned(a: Accelerator, shape: Convolution, **weights: object) -> tuple[Layer, np.ndarray]:
    """A layer in memory, and its image."""
    described = Weights(parameter="w", **weights)  # type: ignore[arg-type]
    memory = plan(layers.workload(shape, described), a)
    return memory.layers["l"], im.empty(a, memory.granules)


# ---- activations ----


@st.composite
def tensors(draw: st.DrawFn, a: Accelerator) -> tuple[Tensor, int]:
    """A tensor somewhere in memory, and how many granules that has."""
    allocator = Allocator(a)
    allocator.take(draw(st.integers(0, 9)))
    sizes = [draw(st.integers(1, most)) for most in (3 * a.rows, 3, 5, 5)]
    return allocator.tensor(*sizes), allocator.granules


@RANDOM
@given(st.data(), descriptions.accelerators(most_rows=8), seeds)
def test_a_tensor_comes_back(data: st.DataObject, a: Accelerator, seed: int) -> None:
    tensor, granules = data.draw(tensors(a))
    shape = (tensor.images, tensor.channels, tensor.height, tensor.width)
    values = carriers(np.random.default_rng(seed), a, shape)
    image = im.empty(a, granules)
    im.write_tensor(image, a, tensor, values)
    back = im.read_tensor(image, a, tensor)
    assert back.dtype == a.operand.carrier_dtype
    assert np.array_equal(back, values)


@RANDOM
@given(st.data(), descriptions.accelerators(most_rows=8))
def test_writing_a_tensor_touches_its_own_bytes_only(data: st.DataObject, a: Accelerator) -> None:
    tensor, granules = data.draw(tensors(a))
    image = np.full_like(im.empty(a, granules), 0xA5)
    shape = (tensor.images, tensor.channels, tensor.height, tensor.width)
    im.write_tensor(image, a, tensor, carriers(np.random.default_rng(0), a, shape))
    first, last = (g * a.granule_bytes for g in (tensor.base, tensor.base + tensor.size))
    assert (image[:first] == 0xA5).all()
    assert (image[last:] == 0xA5).all()


@pytest.mark.parametrize("fmt", ["fp16", "fp8-e4m3", "int8"])
def test_a_pixel_lies_where_the_layout_says(fmt: str) -> None:
    """[planes][images][height][width][R], channels of a pixel side by side, zeros behind them."""
    a = layers.machine(8, fmt)
    tensor = Allocator(a).tensor(11, 2, 3, 4)
    values = carriers(np.random.default_rng(1), a, (2, 11, 3, 4))
    image = im.empty(a, tensor.size)
    im.write_tensor(image, a, tensor, values)
    size = a.operand.bits // 8
    codes = a.operand.encode_array(values).view(f"u{size}")
    for n, c, y, x in np.ndindex(2, 16, 3, 4):
        pixel = c // 8 * tensor.plane_stride + (n * 3 + y) * 4 + x
        at = (tensor.base + pixel) * a.granule_bytes + c % 8 * size
        expected = int(codes[n, c, y, x]) if c < 11 else 0
        assert int.from_bytes(image[at : at + size].tobytes(), "little") == expected


def test_int4_lies_low_nibble_first() -> None:
    a = layers.machine(4, "int4", 2)
    tensor = Allocator(a).tensor(4, 1, 1, 1)
    image = im.empty(a, tensor.size)
    im.write_tensor(image, a, tensor, np.array([1, -2, 3, -8], np.int8).reshape(1, 4, 1, 1))
    assert image[: a.granule_bytes].tolist() == [0xE1, 0x83]


# ---- weights ----


def parameter_of(shape: Convolution, rng: np.random.Generator) -> np.ndarray:
    size = (shape.out_channels, shape.group_in, *shape.kernel)
    return rng.standard_normal(size).astype(np.float32)


@RANDOM
@given(convolutions(), seeds)
def test_a_parameter_comes_back_from_its_taps(shape: Convolution, seed: int) -> None:
    layer, _ = planned(layers.machine(), shape)
    parameter = parameter_of(shape, np.random.default_rng(seed))
    full = im.by_tap(layer, parameter)
    assert full.shape == (shape.taps, shape.in_channels, shape.out_channels)
    assert np.array_equal(im.from_taps(layer, full, parameter.shape), parameter)


@RANDOM
@given(convolutions(), seeds)
def test_taps_of_unfolded_input_are_torchs_convolution(shape: Convolution, seed: int) -> None:
    """Strided, padded, dilated and grouped: both orders are the ones that PyTorch means."""
    rng = np.random.default_rng(seed)
    layer, _ = planned(layers.machine(), shape)
    x = rng.integers(-4, 5, (shape.images, shape.in_channels, *shape.in_size)).astype(np.float64)
    parameter = rng.integers(-4, 5, parameter_of(shape, rng).shape).astype(np.float64)
    columns = im.unfold(
        x, shape.kernel, shape.stride, shape.padding, shape.dilation, shape.out_size
    )
    full = im.by_tap(layer, parameter).reshape(-1, shape.out_channels)
    expected = torch.nn.functional.conv2d(
        torch.from_numpy(x), torch.from_numpy(parameter), None, shape.stride, shape.padding,
        shape.dilation, shape.groups,
    )  # fmt: skip
    assert np.array_equal(np.einsum("nkyx,ko->noyx", columns, full), expected.numpy())


def test_an_unfolded_layer_keeps_its_taps_as_channels() -> None:
    a, shape = layers.machine(), Convolution(
        images=2, in_channels=3, out_channels=5, in_size=(6, 6), out_size=(6, 6), kernel=(3, 3),
        padding=(1, 1),
    )  # fmt: skip
    work = layers.workload(shape, Weights(parameter="w"))
    operations = tuple(replace(op, reads_network_input=True) for op in work.operations)  # type: ignore[type-var]
    layer = plan(replace(work, operations=operations), a).layers["l"]
    assert layer.unfolded
    parameter = parameter_of(shape, np.random.default_rng(0))
    full = im.by_tap(layer, parameter)
    assert full.shape == (1, 27, 5)
    for tap, channel in np.ndindex(9, 3):
        expected = parameter[:, channel].reshape(5, 9)[:, tap]
        assert np.array_equal(full[0, 3 * tap + channel], expected)
    assert np.array_equal(im.from_taps(layer, full, parameter.shape), parameter)


def test_a_transposed_parameter_is_turned() -> None:
    """PyTorch has (in, out, taps), which is (out, in, taps) of the convolution it turns."""
    shape = LAYERS["transposed"]
    layer, _ = planned(layers.machine(), shape)
    parameter = parameter_of(shape, np.random.default_rng(0))
    full = im.by_tap(layer, parameter)
    for ky, kx in np.ndindex(2, 2):
        assert np.array_equal(full[2 * ky + kx], parameter[:, :, ky, kx].T)
    assert np.array_equal(im.from_taps(layer, full, parameter.shape), parameter)


@RANDOM
@given(descriptions.accelerators(most_rows=8), convolutions(), seeds)
def test_master_weights_come_back(a: Accelerator, shape: Convolution, seed: int) -> None:
    layer, image = planned(a, shape)
    rng = np.random.default_rng(seed)
    full, momentum = (
        rng.standard_normal((shape.taps, shape.in_channels, shape.out_channels)).astype(np.float32)
        for _ in range(2)
    )
    im.write_master(image, a, layer.memory.master, full)
    im.write_master(image, a, layer.memory.momentum, momentum)
    assert np.array_equal(im.read_master(image, a, layer, layer.memory.master), full)
    assert np.array_equal(im.read_master(image, a, layer, layer.memory.momentum), momentum)


# ---- compressed copies ----


def dense_again(image: np.ndarray, a: Accelerator, copy: WeightCopy) -> np.ndarray:
    """Weights (taps, reduction, columns) out of a copy's values and indices, one by one."""
    kept, group = copy.sparsity.kept, copy.sparsity.group
    reduction = (max(copy.first_reduce) + copy.reduce_blocks) * a.rows
    full = np.zeros((copy.taps, reduction, copy.column_blocks * a.rows), np.float32)
    for c, t, r in np.ndindex(copy.column_blocks, copy.taps, copy.reduce_blocks):
        value, index = copy.block(c, t, r)
        for j, lane in np.ndindex(copy.block_rows, a.rows):
            nibble = j * a.rows + lane if copy.block_index else 0
            place = _nibble(image, index * a.granule_bytes, nibble) if copy.block_index else 0
            row = (copy.first_reduce[c] + r) * a.rows + j // kept * group + place
            full[t, row, c * a.rows + lane] += _value(image, a, value + j, lane)
    return full


def _nibble(image: np.ndarray, start: int, number: int) -> int:
    return int(image[start + number // 2]) >> 4 * (number % 2) & 15


def _value(image: np.ndarray, a: Accelerator, granule: int, lane: int) -> float:
    size = a.operand.bits // 8
    at = granule * a.granule_bytes + lane * size
    code = image[at : at + size].view(a.operand.code_dtype)
    return float(a.operand.decode_array(code)[0])


@RANDOM
@given(st.data(), convolutions(), seeds)
def test_copies_hold_what_their_patterns_keep(
    data: st.DataObject, shape: Convolution, seed: int
) -> None:
    """Selected from the fp32 weights first, rounded after; each along its own reduction axis."""
    a = layers.machine(8, data.draw(st.sampled_from(["fp16", "fp8-e5m2"])))
    choices = [DENSE] if shape.groups > 1 else list(a.sparsities)
    ff, bp = (data.draw(st.sampled_from(choices)) for _ in range(2))
    layer, image = planned(a, shape, ff=ff, bp=bp)
    parameter = parameter_of(shape, np.random.default_rng(seed))
    im.write_weights(image, a, layer, parameter)
    full = im.by_tap(layer, parameter)
    _compare(dense_again(image, a, layer.memory.rows), layers.masked(full, ff, 1), a)
    turned = layers.masked(full, bp, 2).transpose(0, 2, 1)
    _compare(dense_again(image, a, layer.memory.columns), turned, a)


def _compare(found: np.ndarray, expected: np.ndarray, a: Accelerator) -> None:
    padded = np.zeros_like(found)
    padded[:, : expected.shape[1], : expected.shape[2]] = a.operand.round_array(expected)
    assert np.array_equal(found, padded)


def test_a_bp_copy_under_a_mask_is_dense_in_form() -> None:
    """SR-STE and ASP: BP multiplies the weights that FF keeps."""
    a, shape, pattern = layers.machine(), LAYERS["linear"], Sparsity(2, 8)
    layer, image = planned(a, shape, ff=pattern, mask_bp_by_ff=True)
    parameter = parameter_of(shape, np.random.default_rng(2))
    im.write_weights(image, a, layer, parameter)
    kept = layers.masked(im.by_tap(layer, parameter), pattern, 1)
    _compare(dense_again(image, a, layer.memory.columns), kept.transpose(0, 2, 1), a)


def test_rows_of_indices_share_a_granule() -> None:
    a = layers.machine(8, "fp16")  # 16 bytes: 4 rows of 8 nibbles
    indices = np.arange(6 * 8).reshape(6, 8) % 7
    granules = im.index_granules(a, indices.astype(np.uint8))
    assert granules.shape == (2, 16)
    for row, lane in np.ndindex(6, 8):
        byte = granules[row // 4, (row % 4 * 8 + lane) // 2]
        assert byte >> 4 * (lane % 2) & 15 == indices[row, lane]
    assert not granules[1, 8:].any()
