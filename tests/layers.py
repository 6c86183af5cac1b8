"""Layers compiled, executed and compared: the machine against sums in the canonical order."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from weft.accelerator.arithmetic import sgd_update
from weft.accelerator.description import Accelerator
from weft.accelerator.formats import FORMATS
from weft.accelerator.gemm import gemm
from weft.accelerator.isa import Hyper
from weft.accelerator.sparsity import Sparsity, select
from weft.dataflow import image as im
from weft.dataflow.compiler import Compiled, compile_workload
from weft.dataflow.mapping import Mapping
from weft.dataflow.workload import Convolution, Gemm, Product, Stage, Weights, Workload
from weft.simulator.functional import execute

HYPER = Hyper(learning_rate=0.1, momentum=0.9, weight_decay=0.01, gradient_scale=0.5)


def machine(rows: int = 8, fmt: str = "fp16", beat: int = 4, **changes: object) -> Accelerator:
    """A small accelerator whose bus carries ``beat`` granules."""
    patterns = [Sparsity(k, g) for k, g in ((2, 4), (1, 4), (2, 8), (1, 8), (4, 8)) if g <= rows]
    facts = dict(
        name="test", rows=rows, columns=rows, format=fmt, sparsities=tuple(patterns),
        a_buffer_bytes=1 << 17, b_buffer_bytes=1 << 15, o_buffer_bytes=1 << 14,
        u_buffer_bytes=1 << 15, update_lanes=rows, vector_lanes=rows,
        bus_bytes=beat * rows * FORMATS[fmt].bits // 8,
    )  # fmt: skip
    return Accelerator(**{**facts, **changes})  # type: ignore[arg-type]


def workload(shape: Convolution, weights: Weights, biased: bool = False) -> Workload:
    """FF, BP and WU of one layer."""
    kind = "conv-transposed" if shape.transposed else "conv"
    operations = tuple(
        Gemm(layer="l", kind=kind, stage=stage, shape=shape, weights=weights, biased=biased)
        for stage in Stage
    )
    return Workload(model="m", batch=shape.images, scheme="x", operations=operations)


def forward(s: Convolution, x: np.ndarray, w: np.ndarray, fmt: object) -> np.ndarray:
    """Canonical sums of FF: (n, in, h, w) by (taps, in, out) -> (n, out, h, w)."""
    columns = im.unfold(x, s.kernel, s.stride, s.padding, s.dilation, s.out_size)
    n, k, h, width = columns.shape
    a = np.ascontiguousarray(columns.transpose(0, 2, 3, 1).reshape(-1, k))
    y = gemm(a, np.ascontiguousarray(w.reshape(k, -1)), fmt)
    return y.reshape(n, h, width, -1).transpose(0, 3, 1, 2)


def backward(s: Convolution, dy: np.ndarray, w: np.ndarray, fmt: object) -> np.ndarray:
    """Canonical sums of BP: taps in the forward kernel's raster order, output channels inner."""
    height, width = s.in_size
    columns = np.zeros((s.images, height, width, s.taps, s.out_channels), dy.dtype)
    for tap, y, x in np.ndindex(s.taps, *s.out_size):
        ky, kx = divmod(tap, s.kernel[1])
        iy = y * s.stride[0] + ky * s.dilation[0] - s.padding[0]
        ix = x * s.stride[1] + kx * s.dilation[1] - s.padding[1]
        if 0 <= iy < height and 0 <= ix < width:
            columns[:, iy, ix, tap] = dy[:, :, y, x]
    b = np.ascontiguousarray(w.transpose(0, 2, 1).reshape(-1, s.in_channels))
    dx = gemm(columns.reshape(s.images * height * width, -1), b, fmt)
    return dx.reshape(s.images, height, width, -1).transpose(0, 3, 1, 2)


def gradient(s: Convolution, x: np.ndarray, dy: np.ndarray, fmt: object) -> np.ndarray:
    """Canonical sums of WU: pixels in raster order -> (taps, in, out)."""
    columns = im.unfold(x, s.kernel, s.stride, s.padding, s.dilation, s.out_size)
    a = np.ascontiguousarray(columns.transpose(1, 0, 2, 3).reshape(columns.shape[1], -1))
    b = np.ascontiguousarray(dy.transpose(0, 2, 3, 1).reshape(-1, s.out_channels))
    return gemm(a, b, fmt).reshape(s.taps, s.in_channels, -1)


def masked(full: np.ndarray, pattern: Sparsity, axis: int) -> np.ndarray:
    """(taps, in, out) weights with only what the pattern keeps along ``axis``."""
    moved = np.ascontiguousarray(np.moveaxis(full, axis, -1))
    kept = select(moved.reshape(-1, moved.shape[-1]), pattern).reshape(moved.shape)
    return np.ascontiguousarray(np.moveaxis(np.where(kept, moved, np.float32(0)), -1, axis))


@dataclass
class Trial:
    """One layer on one machine: random operands, the executed image and what it should hold."""

    accelerator: Accelerator
    compiled: Compiled
    image: np.ndarray
    x: np.ndarray
    dy: np.ndarray
    parameter: np.ndarray
    bias: np.ndarray

    @property
    def layer(self):  # type: ignore[no-untyped-def]
        return self.compiled.memory.layers["l"]

    def expected_weights(self, w: Weights) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Master weights before, FF operand and BP operand, all (taps, in, out) of the shape."""
        full = im.by_tap(self.layer, self.parameter)
        fmt = self.accelerator.operand
        along_in, along_out = (w.bp, w.ff) if self.layer.shape.transposed else (w.ff, w.bp)
        rounded = lambda v: fmt.round_array(v).astype(fmt.carrier_dtype)  # noqa: E731
        return full, rounded(masked(full, along_in, 1)), rounded(masked(full, along_out, 2))


def run(
    a: Accelerator,
    shape: Convolution,
    weights: Weights,
    mappings: list[Mapping],
    *,
    seed: int = 0,
    pregenerate: bool = True,
    biased: bool = False,
) -> Trial:
    """Compile FF, BP and WU with ``mappings`` and execute them on random operands."""
    rng = np.random.default_rng(seed)
    compiled = compile_workload(
        workload(shape, weights, biased), a, dict(enumerate(mappings)), pregenerate=pregenerate,
        hyper=HYPER,
    )  # fmt: skip
    layer = compiled.memory.layers["l"]
    image = im.empty(a, compiled.memory.granules)
    x = _random(rng, a, (shape.images, shape.in_channels, *shape.in_size))
    dy = _random(rng, a, (shape.images, shape.out_channels, *shape.out_size))
    size = (shape.out_channels, shape.group_in, *shape.kernel)
    scale = 20.0 if a.operand.is_integer else 0.3
    parameter = (rng.standard_normal(size) * scale).astype(np.float32)
    inside = layer.inside_gradient if shape.transposed else layer.inside
    outside = layer.outside if shape.transposed else layer.outside_gradient
    im.write_tensor(image, a, inside, x)
    im.write_tensor(image, a, outside, dy)
    im.write_weights(image, a, layer, parameter)
    bias = _write_bias(rng, image, a, layer) if biased else np.zeros(1, np.float32)
    execute(a, compiled.program, image)
    return Trial(a, compiled, image, x, dy, parameter, bias)


def _random(rng: np.random.Generator, a: Accelerator, shape: tuple[int, ...]) -> np.ndarray:
    if a.operand.is_integer:
        return rng.integers(-9, 10, shape).astype(np.int8)
    return a.operand.round_array(rng.standard_normal(shape).astype(np.float32))


def _write_bias(rng, image, a, layer) -> np.ndarray:  # type: ignore[no-untyped-def]
    side = layer.inside if layer.shape.transposed else layer.outside
    padded = np.zeros(side.planes * a.rows, np.float32)
    padded[: side.channels] = rng.standard_normal(side.channels)
    start = layer.bias * a.granule_bytes
    image[start : start + padded.nbytes] = padded.view(np.uint8)
    return padded[: side.channels]


def check(trial: Trial, weights: Weights, *, pregenerate: bool = True) -> None:
    """Compare every result of FF, BP, WU and the update with the canonical sums, bit by bit."""
    a, layer, s = trial.accelerator, trial.layer, trial.layer.shape
    fmt = a.operand
    full, along_in, along_out = trial.expected_weights(weights)
    results = [
        (forward(s, trial.x, along_in, fmt), layer.outside),
        (backward(s, trial.dy, along_out, fmt), layer.inside_gradient),
    ]
    if s.transposed:  # the network's FF is the shape's BP
        results = [(results[0][0], layer.outside_gradient), (results[1][0], layer.inside)]
    bias = trial.bias.reshape(-1, 1, 1)
    for i, (sums, tensor) in enumerate(results):
        biased = sums + bias if i == int(s.transposed) and bias.any() else sums
        expected = _stored(np.ascontiguousarray(biased), fmt)
        assert np.array_equal(im.read_tensor(trial.image, a, tensor), expected)
    check_update(trial, full, pregenerate)


def _stored(sums: np.ndarray, fmt) -> np.ndarray:  # type: ignore[no-untyped-def]
    if fmt.is_integer:
        return np.clip(sums, fmt.smallest, fmt.largest).astype(np.int8)
    return fmt.round_array(sums.astype(np.float32))


def check_update(trial: Trial, full: np.ndarray, pregenerate: bool) -> None:
    """Compare new weights, momentum and both copies."""
    a, layer = trial.accelerator, trial.layer
    dw = gradient(layer.shape, trial.x, trial.dy, a.operand).astype(np.float32)
    exists = im.by_tap(layer, np.ones_like(trial.parameter))
    weight, velocity = full.copy(), np.zeros_like(full)
    sgd_update(
        weight, np.ascontiguousarray(dw), velocity, learning_rate=HYPER.learning_rate,
        momentum=HYPER.momentum, weight_decay=HYPER.weight_decay,
        gradient_scale=HYPER.gradient_scale,
    )  # fmt: skip
    weight, velocity = weight * exists, velocity * exists
    memory = layer.memory
    assert np.array_equal(im.read_master(trial.image, a, layer, memory.master), weight)
    assert np.array_equal(im.read_master(trial.image, a, layer, memory.momentum), velocity)
    if not pregenerate:
        return
    fresh = im.empty(a, trial.compiled.memory.granules)
    im.write_weights(fresh, a, layer, im.from_taps(layer, weight, trial.parameter.shape))
    for copy in (memory.rows, memory.columns):
        for first, size in ((copy.values, copy.value_size), (copy.indices, copy.index_size)):
            part = slice(first * a.granule_bytes, (first + size) * a.granule_bytes)
            assert np.array_equal(trial.image[part], fresh[part])


def product(
    a: Accelerator, op: Product, mapping: Mapping, seed: int = 0
) -> tuple[np.ndarray, np.ndarray]:
    """Result of a product on the machine and by canonical sums, (batch, n, 1, m)."""
    rng = np.random.default_rng(seed)
    alone = Workload(model="m", batch=1, scheme="x", operations=(op,))
    compiled = compile_workload(alone, a, {0: mapping})
    operands = compiled.memory.products[0]
    image = im.empty(a, compiled.memory.granules)
    left, right = (
        _random(rng, a, (op.batch, t.channels, 1, t.width)) for t in (operands.a, operands.b)
    )
    im.write_tensor(image, a, operands.a, left)
    im.write_tensor(image, a, operands.b, right)
    execute(a, compiled.program, image)
    sums = []
    for i in range(op.batch):
        first, second = left[i, :, 0], right[i, :, 0]  # (channels, pixels)
        first = first if op.layout == "tn" else first.T
        second = second if op.layout == "nt" else second.T
        sums.append(gemm(np.ascontiguousarray(first), np.ascontiguousarray(second), a.operand).T)
    expected = _stored(np.ascontiguousarray(np.stack(sums)), a.operand)
    return im.read_tensor(image, a, operands.result)[:, :, 0], expected
