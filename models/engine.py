"""Engines: who computes the three GEMMs of a layer.

The default, `Kernels`, calls the exact GEMM kernels.  Another engine, such as one that runs the
accelerator's program on a simulator, is put in its place with `use_engine`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from weft.accelerator.formats import Format
from weft.accelerator.gemm import gemm, gemm_compressed
from weft.dataflow.workload import Convolution, Weights
from weft.models.operands import Copy, Operand, WeightCopies, scale, stored
from weft.models.windows import backward_phases, forward_axes, gather

Array = NDArray[Any]


class Layer(Protocol):
    """What an engine sees of a layer: its name, its weights and its format."""

    weft_layer: str
    weft_weights: Weights

    @property
    def weft_format(self) -> Format: ...

    def weft_copies(self) -> WeightCopies:
        """Weight copies of the present master weights."""

    def weft_bias(self) -> Array | None:
        """Bias ``(out_channels,)`` float32, or None."""


class Engine(Protocol):
    """Computes the GEMMs; every array is channel-last ``(images, rows, columns, channels)``.

    ``shape`` is the layer's convolution; where it is ``transposed`` the layer's input is the
    convolution's output and the other way round.
    """

    def ff(self, layer: Layer, shape: Convolution, x: Operand) -> Array:
        """Output of the layer as stored: bias added in fp32, then rounded; float32."""

    def bp(self, layer: Layer, shape: Convolution, dy: Operand) -> Array:
        """Gradient of the layer's input as stored: rounded; float32."""

    def wu(self, layer: Layer, shape: Convolution, x: Operand, dy: Operand) -> Array:
        """Weight gradient ``(groups, taps, in, out)``, sums in fp32, not rounded; float32."""


class Kernels:
    """The exact kernels: canonical order, one rounding per addition, compressed weights skipped."""

    def ff(self, layer: Layer, shape: Convolution, x: Operand) -> Array:
        copies = layer.weft_copies()
        sums = _spread if shape.transposed else _slide
        total = scale(sums(shape, x, copies.ff), x.exponent + copies.exponent)
        bias = layer.weft_bias()
        return stored(total if bias is None else total + bias, x.fmt)

    def bp(self, layer: Layer, shape: Convolution, dy: Operand) -> Array:
        copies = layer.weft_copies()
        sums = _slide if shape.transposed else _spread
        return stored(scale(sums(shape, dy, copies.bp), dy.exponent + copies.exponent), dy.fmt)

    def wu(self, layer: Layer, shape: Convolution, x: Operand, dy: Operand) -> Array:
        outer, inner = (dy, x) if shape.transposed else (x, dy)
        sums = _correlate(shape, outer.carrier, inner.carrier, x.fmt)
        total = scale(sums, x.exponent + dy.exponent)
        return total.swapaxes(2, 3) if shape.transposed else total


def _channels(array: Array, groups: int, group: int) -> Array:
    """Channels of one group of the convolution."""
    width = array.shape[-1] // groups
    return array[..., group * width : (group + 1) * width]


def _aligned(array: Array, group: int) -> Array:
    """Channels padded with zeros to a multiple of ``group``, as compressed weights index them."""
    tail = -array.shape[-1] % group
    if tail == 0:
        return array
    widths = [(0, 0)] * (array.ndim - 1) + [(0, tail)]
    return np.pad(array, widths)


def _multiply(a: Array, copy: Copy, group: int, fmt: Format, taps: Any = slice(None)) -> Array:
    """``a`` ``(m, k)`` times the weights of one group and some taps."""
    values, indices = copy.matrix(group, taps)
    if indices is None:
        return gemm(a, values, fmt)
    return gemm_compressed(a, values, indices, copy.sparsity, fmt)


def _slide(shape: Convolution, x: Operand, copy: Copy) -> Array:
    """Sums of a convolution's FF: ``(images, *out_size, out_channels)``."""
    vertical, horizontal = forward_axes(shape)
    parts = []
    for group in range(shape.groups):
        source = _aligned(_channels(x.carrier, shape.groups, group), copy.sparsity.group)
        parts.append(_multiply(gather(source, vertical, horizontal), copy, group, x.fmt))
    joined = parts[0] if len(parts) == 1 else np.concatenate(parts, axis=-1)
    return joined.reshape(shape.images, *shape.out_size, shape.out_channels)


def _spread(shape: Convolution, dy: Operand, copy: Copy) -> Array:
    """Sums of a convolution's BP: ``(images, *in_size, in_channels)``."""
    size = (shape.images, *shape.in_size, shape.in_channels)
    dx = np.zeros(size, dy.fmt.accumulator.carrier_dtype)
    for group in range(shape.groups):
        source = _aligned(_channels(dy.carrier, shape.groups, group), copy.sparsity.group)
        target = _channels(dx, shape.groups, group)
        for vertical, horizontal in backward_phases(shape):
            taps = [y * shape.kernel[1] + x for y in vertical.taps for x in horizontal.taps]
            whole = slice(None) if len(taps) == shape.taps else taps
            a = gather(source, vertical.axis, horizontal.axis)
            part = target[
                :, vertical.offset :: shape.stride[0], horizontal.offset :: shape.stride[1]
            ]
            part[...] = _multiply(a, copy, group, dy.fmt, whole).reshape(part.shape)
    return dx


def _correlate(shape: Convolution, x: Array, dy: Array, fmt: Format) -> Array:
    """Sums of a convolution's WU: ``(groups, taps, group_in, group_out)``."""
    vertical, horizontal = forward_axes(shape)
    parts = []
    for group in range(shape.groups):
        a = gather(_channels(x, shape.groups, group), vertical, horizontal)
        b = _channels(dy, shape.groups, group).reshape(shape.pixels, shape.group_out)
        parts.append(gemm(a.T, b, fmt))
    return np.stack(parts).reshape(shape.groups, shape.taps, shape.group_in, shape.group_out)


_engine: ContextVar[Engine] = ContextVar("weft_engine", default=Kernels())  # noqa: B039


def current_engine() -> Engine:
    """The engine in use; a layer's backward uses the engine of its forward."""
    return _engine.get()


@contextmanager
def use_engine(engine: Engine) -> Iterator[Engine]:
    """Let ``engine`` compute the GEMMs of layers with hardware arithmetic inside the block."""
    token = _engine.set(engine)
    try:
        yield engine
    finally:
        _engine.reset(token)
