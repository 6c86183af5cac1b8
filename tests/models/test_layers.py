"""Layers with hardware arithmetic: their three GEMMs, bit for bit.

The oracle is slow, obvious and independent of the project's code: fp16 rounding is NumPy's, and
every sum is a loop in the canonical order (taps in raster order outer, channels inner; pixels in
raster order).
"""

from __future__ import annotations

import copy
from itertools import product

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import nn

from weft.models.schemes import ASP, BDWP, SDGP, SDWP, SRSTE, Dense
from weft.models.sparsify import sparsify_

F16, F32 = np.float16, np.float32


def round16(values):
    return np.asarray(values, F32).astype(F16).astype(F32)


def keep(values, kept, group):
    """Mask of the largest magnitudes in every group of a vector; ties to the lowest index."""
    mask = np.zeros(len(values), bool)
    for start in range(0, len(values), group):
        lane = range(start, min(start + group, len(values)))
        for i in sorted(lane, key=lambda i: (-abs(values[i]), i))[:kept]:
            mask[i] = True
    return mask


def keep_along(weight, axis, pattern):
    """Mask of a weight ``(out, in/g, ky, kx)`` along one axis; a dense pattern is None."""
    if pattern is None:
        return np.ones(weight.shape, bool)
    return np.apply_along_axis(lambda lane: keep(lane, *pattern), axis, weight)


def ff(x, w, bias, stride, padding, dilation, groups):
    """Stored output; x ``(n, c, h, w)``, w ``(o, c/g, ky, kx)``, all already rounded."""
    n_out, n_in, taps_y, taps_x = w.shape
    rows = (x.shape[2] + 2 * padding - dilation * (taps_y - 1) - 1) // stride + 1
    columns = (x.shape[3] + 2 * padding - dilation * (taps_x - 1) - 1) // stride + 1
    y = np.zeros((len(x), n_out, rows, columns), F32)
    for n, o, i, j in np.ndindex(*y.shape):
        total, first = F32(0), o // (n_out // groups) * n_in
        for ky, kx, c in product(range(taps_y), range(taps_x), range(n_in)):
            a = _pixel(
                x[n, first + c],
                i * stride - padding + ky * dilation,
                j * stride - padding + kx * dilation,
            )
            total = F32(total + F32(a * w[o, c, ky, kx]))
        y[n, o, i, j] = F32(total + bias[o])
    return round16(y)


def _pixel(image, i, j):
    inside = 0 <= i < image.shape[0] and 0 <= j < image.shape[1]
    return image[i, j] if inside else F32(0)


def bp(dy, w, size, stride, padding, dilation, groups):
    """Stored input gradient ``(n, c, *size)``."""
    n_out, n_in, taps_y, taps_x = w.shape
    per_group = n_out // groups
    dx = np.zeros((len(dy), n_in * groups, *size), F32)
    for n, c, i, j in np.ndindex(*dx.shape):
        total, group = F32(0), c // n_in
        for ky, kx, o in product(range(taps_y), range(taps_x), range(per_group)):
            p, q = i + padding - ky * dilation, j + padding - kx * dilation
            if p % stride == 0 and q % stride == 0:
                a = _pixel(dy[n, group * per_group + o], p // stride, q // stride)
                total = F32(total + F32(a * w[group * per_group + o, c % n_in, ky, kx]))
        dx[n, c, i, j] = total
    return round16(dx)


def wu(x, dy, shape, stride, padding, dilation, groups):
    """Weight gradient ``(o, c/g, ky, kx)``, not rounded."""
    dw = np.zeros(shape, F32)
    for o, c, ky, kx in np.ndindex(*shape):
        total, first = F32(0), o // (shape[0] // groups) * shape[1]
        for n, i, j in np.ndindex(len(dy), *dy.shape[2:]):
            a = _pixel(
                x[n, first + c],
                i * stride - padding + ky * dilation,
                j * stride - padding + kx * dilation,
            )
            total = F32(total + F32(a * dy[n, o, i, j]))
        dw[o, c, ky, kx] = total
    return dw


def bias_gradient(dy):
    """Sum over pixels in raster order, per channel."""
    db = np.zeros(dy.shape[1], F32)
    for o in range(len(db)):
        for value in dy[:, o].reshape(-1):
            db[o] = F32(db[o] + value)
    return db


# ---- against the oracle, bit for bit -----------------------------------------------------------

P, Q = (2, 8), (1, 4)  # patterns of the schemes below
SCHEMES = {
    "dense": (Dense(), None, None),
    "sr-ste": (SRSTE("2:8"), P, "ff"),
    "asp": (ASP("1:4"), Q, "ff"),
    "sdwp": (SDWP("2:8"), None, P),
    "bdwp": (BDWP("2:8"), P, P),
    "bdwp 1:4": (BDWP("1:4"), Q, Q),
}
SHAPES = {
    "3x3": {"kernel_size": 3, "padding": 1},
    "strided": {"kernel_size": 3, "padding": 1, "stride": 2},
    "downsampling": {"kernel_size": 1, "stride": 2},
    "dilated and grouped": {
        "kernel_size": 2,
        "padding": 2,
        "stride": 3,
        "dilation": 2,
        "groups": 2,
    },
}


def in_the_middle(layer):
    """A model whose second layer is ``layer``, so that a scheme may prune it."""
    return nn.ModuleList([nn.Linear(1, 1), layer, nn.Linear(1, 1)])


def masks(weight, ff, bp):
    """Masks of FF and BP of a weight ``(out, in/g, ky, kx)``, for a convolution of one group."""
    kept = keep_along(weight, 1, ff)
    return kept, kept if bp == "ff" else keep_along(weight, 0, bp)


def run(layer, x, dy):
    """Output and gradients of input, weight and bias, as arrays."""
    x = torch.from_numpy(x).requires_grad_()
    y = layer(x)
    y.backward(torch.from_numpy(dy))
    gradients = (x.grad, layer.weight.grad, layer.bias.grad)
    return y.detach().numpy(), *(g.numpy() for g in gradients)


def spread(rng, shape):
    """Numbers of many magnitudes, so that every order of summation rounds differently."""
    return np.ldexp(rng.standard_normal(shape, np.float32), rng.integers(-8, 8, shape))


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("shape", SHAPES)
def test_a_convolution_has_the_bits_of_the_canonical_sums(shape, scheme):
    facts = {"stride": 1, "padding": 0, "dilation": 1, "groups": 1, **SHAPES[shape]}
    torch.manual_seed(1)
    # patterns must not straddle the groups of a grouped convolution; elsewhere tails are padded
    channels = (12, 10) if facts["groups"] == 1 else (32, 16)
    layer = nn.Conv2d(*channels, **SHAPES[shape])
    geometry = [facts[k] for k in ("stride", "padding", "dilation", "groups")]
    scheme, ff_pattern, bp_pattern = SCHEMES[scheme]
    rng = np.random.default_rng(2)
    x = spread(rng, (2, layer.in_channels, 5, 4))
    dy = spread(rng, layer(torch.from_numpy(x)).shape)
    w = layer.weight.detach().numpy().copy()
    groups = np.split(w, facts["groups"])  # N:M groups lie inside a group of the convolution
    both = [masks(part, ff_pattern, bp_pattern) for part in groups]
    kept_ff, kept_bp = (np.concatenate(parts) for parts in zip(*both, strict=True))
    sparsify_(in_the_middle(layer), scheme)
    y, dx, dw, db = run(layer, x, dy)
    bias, x, dy = layer.bias.detach().numpy(), round16(x), round16(dy)
    assert np.array_equal(y, ff(x, round16(w * kept_ff), bias, *geometry))
    assert np.array_equal(dx, bp(dy, round16(w * kept_bp), x.shape[2:], *geometry))
    assert np.array_equal(dw, wu(x, dy, w.shape, *geometry))
    assert np.array_equal(db, bias_gradient(dy))


@pytest.mark.parametrize("scheme", ["dense", "bdwp"])
def test_a_linear_layer_is_a_convolution_of_one_tap(scheme):
    scheme, pattern, _ = SCHEMES[scheme]
    rng = np.random.default_rng(3)
    layer = nn.Linear(20, 12)
    w = layer.weight.detach().numpy()[..., None, None].copy()
    kept_ff, kept_bp = masks(w, pattern, pattern)
    sparsify_(in_the_middle(layer), scheme)
    x, dy = rng.standard_normal((3, 5, 20), np.float32), rng.standard_normal((3, 5, 12), np.float32)
    y, dx, dw, db = run(layer, x, dy)
    x, dy = (round16(v).reshape(15, -1, 1, 1) for v in (x, dy))
    plain, bias = (1, 0, 1, 1), layer.bias.detach().numpy()
    assert np.array_equal(y.reshape(15, -1, 1, 1), ff(x, round16(w * kept_ff), bias, *plain))
    assert np.array_equal(dx.reshape(15, -1, 1, 1), bp(dy, round16(w * kept_bp), (1, 1), *plain))
    assert np.array_equal(dw[..., None, None], wu(x, dy, w.shape, *plain))
    assert np.array_equal(db, bias_gradient(dy))


@pytest.mark.parametrize("scheme", ["dense", "bdwp"])
def test_a_transposed_convolution_swaps_ff_and_bp(scheme):
    scheme, pattern, _ = SCHEMES[scheme]
    rng = np.random.default_rng(4)
    layer = nn.ConvTranspose2d(16, 10, 3, stride=2, padding=1, output_padding=1)
    w = layer.weight.detach().numpy().copy()  # (in, out, ky, kx): its convolution's own layout
    kept_bp, kept_ff = masks(w, pattern, pattern)
    with torch.no_grad():
        layer.bias.zero_()
    sparsify_(in_the_middle(layer), scheme)
    x, dy = (
        rng.standard_normal((2, 16, 3, 2), np.float32),
        rng.standard_normal((2, 10, 6, 4), np.float32),
    )
    y, dx, dw, _ = run(layer, x, dy)
    x, dy, geometry = round16(x), round16(dy), (2, 1, 1, 1)
    assert np.array_equal(y, bp(x, round16(w * kept_ff), (6, 4), *geometry))
    assert np.array_equal(dx, ff(dy, round16(w * kept_bp), np.zeros(16, F32), *geometry))
    assert np.array_equal(dw, wu(dy, x, w.shape, *geometry))


# ---- against torch, exactly: small integers make every sum exact in any order ------------------


def integers(rng, shape):
    return torch.from_numpy(rng.integers(-3, 4, shape).astype(np.float32))


def gradients_of(layer, x, seed):
    x = x.clone().requires_grad_()
    y = layer(x)
    y.backward(integers(np.random.default_rng(seed), tuple(y.shape)).to(y.dtype))
    return [y.detach(), x.grad, *(p.grad for p in layer.parameters())]


@st.composite
def convolutions(draw):
    """A random convolution, transposed or not, with integer weights, and its input."""
    small, pair = st.integers(1, 3), st.tuples(st.integers(1, 3), st.integers(1, 3))
    groups, transposed = draw(small), draw(st.booleans())
    settings = {
        "kernel_size": draw(pair),
        "stride": draw(pair),
        "padding": draw(st.tuples(st.integers(0, 3), st.integers(0, 3))),
        "dilation": draw(pair),
        "groups": groups,
        "bias": draw(st.booleans()),
    }
    channels = (groups * draw(small), groups * draw(small))
    rng = np.random.default_rng(draw(st.integers(0, 2**32)))
    kind = nn.ConvTranspose2d if transposed else nn.Conv2d
    layer = kind(*channels, **settings)
    reach = [d * (k - 1) + 1 for d, k in zip(layer.dilation, layer.kernel_size, strict=True)]
    least = [1 + 2 * p for p in layer.padding] if transposed else reach
    size = [n + draw(st.integers(0, 4)) for n in least]
    with torch.no_grad():
        for parameter in layer.parameters():
            parameter.copy_(integers(rng, tuple(parameter.shape)))
    return layer, integers(rng, (draw(small), channels[0], *size))


@given(convolutions(), st.sampled_from(["fp16", "bf16", "int8"]))
@settings(max_examples=60, deadline=None)
def test_every_geometry_equals_torch(case, arithmetic):
    layer, x = case
    expected = gradients_of(copy.deepcopy(layer).double(), x.double(), 0)
    largest = max(e.abs().max() for e in expected[:2])
    if largest > {"fp16": 2048, "bf16": 256, "int8": 127}[arithmetic]:
        arithmetic = "fp16"  # a stored sum would round in the narrower format
    for name in (arithmetic, None):
        model = sparsify_(copy.deepcopy(layer), Dense(), name)
        actual = gradients_of(model, x, 0)
        for mine, theirs in zip(actual, expected, strict=True):
            assert torch.equal(mine.double(), theirs)


@pytest.mark.parametrize(
    "layer",
    [
        nn.Conv2d(8, 8, 3, padding="same", padding_mode="reflect"),
        nn.Conv2d(8, 8, (3, 5), padding="same", dilation=(1, 2)),
        nn.Conv2d(8, 8, 3, padding=(1, 2), padding_mode="circular"),
        nn.Conv2d(8, 8, (2, 4), padding="same"),
        nn.Conv2d(8, 8, 3, padding="valid", groups=8),
    ],
    ids=repr,
)
@pytest.mark.parametrize("arithmetic", ["fp16", None])
@pytest.mark.filterwarnings("ignore:Using padding='same' with even kernel:UserWarning")
def test_padding_of_every_kind_equals_torch(layer, arithmetic):
    rng = np.random.default_rng(5)
    with torch.no_grad():
        for parameter in layer.parameters():
            parameter.copy_(integers(rng, tuple(parameter.shape)))
    for shape in ((2, 8, 9, 7), (8, 9, 7)):
        x = integers(rng, shape)
        expected = gradients_of(copy.deepcopy(layer).double(), x.double(), 0)
        actual = gradients_of(sparsify_(copy.deepcopy(layer), Dense(), arithmetic), x, 0)
        assert all(torch.equal(a.double(), b) for a, b in zip(actual, expected, strict=True))


@pytest.mark.parametrize(
    "scheme",
    [SRSTE("1:4"), ASP("1:4"), BDWP("1:4"), SDWP("1:4"), SDGP("1:4", "max", linear=True)],
    ids=str,
)
@pytest.mark.parametrize(
    ("layer", "shape"),
    [
        (nn.Conv2d(12, 8, 3, padding=1, stride=2, groups=2), (2, 12, 6, 7)),
        (nn.ConvTranspose2d(12, 8, 3, stride=2, groups=2), (2, 12, 4, 3)),
        (nn.Conv1d(8, 6, 3, padding=1, dilation=2), (2, 8, 9)),
        (nn.Linear(9, 6), (4, 9)),
    ],
    ids=["conv2d", "transposed", "conv1d", "linear"],
)
def test_torchs_arithmetic_applies_the_same_masks(layer, shape, scheme):
    rng = np.random.default_rng(6)
    with torch.no_grad():
        for parameter in layer.parameters():
            parameter.copy_(integers(rng, tuple(parameter.shape)))
    x, results = integers(rng, shape), []
    for arithmetic in ("fp16", None):
        model = in_the_middle(copy.deepcopy(layer))
        sparsify_(model, scheme, arithmetic)
        results.append(gradients_of(model[1], x, 0))
    assert all(torch.equal(a, b) for a, b in zip(*results, strict=True))


def test_what_is_kept_is_decided_before_rounding():
    layer = nn.Linear(8, 2, bias=False)
    with torch.no_grad():
        layer.weight.fill_(1)
        layer.weight[:, 5] += 2**-13  # larger in fp32, equal to the others in fp16
    sparsify_(in_the_middle(layer), BDWP("1:8"))
    assert torch.equal(layer(torch.eye(8))[:, 0], torch.eye(8)[5])


# ---- SDGP --------------------------------------------------------------------------------------


@pytest.mark.parametrize("arithmetic", ["fp16", None])
def test_sdgp_prunes_and_rescales_only_the_gradient_that_bp_streams(arithmetic):
    torch.manual_seed(7)
    layer = nn.Conv2d(4, 8, 3, padding=1)
    sparsify_(in_the_middle(layer), SDGP("1:4"), arithmetic)
    rng = np.random.default_rng(8)
    x = round16(rng.standard_normal((2, 4, 5, 5), np.float32))
    dy = round16(rng.standard_normal((2, 8, 5, 5), np.float32))
    _, dx, dw, _ = run(layer, x, dy)
    mask = np.apply_along_axis(lambda lane: keep(lane, 1, 4), 1, dy)
    before, after = (np.abs(v).sum(axis=(2, 3), keepdims=True) for v in (dy, dy * mask))
    streamed = round16(dy * mask * (before / (after + 1e-4)).astype(F32))
    w = round16(layer.weight.detach().numpy())
    np.testing.assert_allclose(dx, bp(streamed, w, (5, 5), 1, 1, 1, 1), atol=5e-3)
    np.testing.assert_allclose(dw, wu(x, dy, w.shape, 1, 1, 1, 1), atol=1e-4)


# ---- narrow formats ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arithmetic", "tolerance"),
    [("bf16", 0.01), ("fp8-e4m3", 0.08), ("fp8-e5m2", 0.15), ("int8", 0.03), ("int4", 0.3)],
)
@pytest.mark.parametrize("magnitude", [1e-6, 1.0, 1e6])
def test_narrow_formats_are_scaled_to_their_range(arithmetic, tolerance, magnitude):
    torch.manual_seed(9)
    layer = nn.Conv2d(8, 8, 3, padding=1, bias=False)
    x = torch.randn(2, 8, 5, 5) * magnitude
    expected = gradients_of(copy.deepcopy(layer).double(), x.double(), 0)
    actual = gradients_of(sparsify_(layer, Dense(), arithmetic), x, 0)
    for mine, theirs in zip(actual, expected, strict=True):
        assert (mine - theirs).abs().max() <= tolerance * theirs.abs().max()


@pytest.mark.parametrize("arithmetic", ["fp8-e4m3", "int8"])
def test_what_is_not_finite_comes_out_as_nan(arithmetic):
    layer = sparsify_(nn.Linear(4, 4), Dense(), arithmetic)
    assert layer(torch.tensor([[1.0, 2.0, float("inf"), 4.0]])).isnan().all()
