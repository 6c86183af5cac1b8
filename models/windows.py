"""Sliding windows: the operands of a convolution's three GEMMs, laid out in the canonical order.

Every reduction axis is laid out as DESIGN section 1.4 fixes it: kernel taps in raster order outer,
channels inner; pixels in raster order (image, row, column) for weight gradients.  Activations are
channel-last ``(images, rows, columns, channels)`` throughout.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.lib.stride_tricks import as_strided
from numpy.typing import NDArray

from weft.dataflow.workload import Convolution

Array = NDArray[Any]


@dataclass(frozen=True)
class Axis:
    """One spatial axis of a window: tap t at position i reads ``start + i*step + t*tap_step``.

    Reads outside ``0..size-1`` are padding. ``tap_step`` is negative in BP, where later taps
    look at earlier pixels.
    """

    size: int
    count: int
    step: int
    taps: int
    start: int
    tap_step: int

    @property
    def low(self) -> int:
        """Lowest position read."""
        return self.start + min(0, (self.taps - 1) * self.tap_step)

    @property
    def high(self) -> int:
        """Highest position read."""
        reach = max(0, (self.taps - 1) * self.tap_step)
        return self.start + (self.count - 1) * self.step + reach


def forward_axes(shape: Convolution) -> tuple[Axis, Axis]:
    """Vertical and horizontal axis of the window that FF slides over its input."""
    vertical, horizontal = (
        Axis(
            size=shape.in_size[i],
            count=shape.out_size[i],
            step=shape.stride[i],
            taps=shape.kernel[i],
            start=-shape.padding[i],
            tap_step=shape.dilation[i],
        )
        for i in (0, 1)
    )
    return vertical, horizontal


@dataclass(frozen=True)
class Phase:
    """Input positions ``offset::stride`` of one axis, with the kernel taps that reach them."""

    offset: int
    taps: range
    axis: Axis


def _phases(shape: Convolution, i: int) -> Iterator[Phase]:
    """Phases of axis ``i`` of BP: input position p gets output (p + padding - tap*dilation)/stride.

    A phase multiplies only taps that hit an output pixel, so a stride costs no multiplies; the
    taps left out would each have added +0.
    """
    stride, dilation, size = shape.stride[i], shape.dilation[i], shape.in_size[i]
    for offset in range(min(stride, size)):
        origin = offset + shape.padding[i]
        hits = [t for t in range(shape.kernel[i]) if (origin - t * dilation) % stride == 0]
        if not hits:
            continue
        tap_step = hits[1] - hits[0] if len(hits) > 1 else 1
        axis = Axis(
            size=shape.out_size[i],
            count=-(-(size - offset) // stride),
            step=1,
            taps=len(hits),
            start=(origin - hits[0] * dilation) // stride,
            tap_step=-(tap_step * dilation) // stride,
        )
        yield Phase(offset, range(hits[0], hits[-1] + 1, tap_step), axis)


def backward_phases(shape: Convolution) -> Iterator[tuple[Phase, Phase]]:
    """Pairs of vertical and horizontal phases that together cover every input pixel once."""
    horizontal = list(_phases(shape, 1))
    for vertical in _phases(shape, 0):
        for phase in horizontal:
            yield vertical, phase


def gather(x: Array, vertical: Axis, horizontal: Axis) -> Array:
    """Windows of ``x`` ``(n, rows, columns, c)`` as ``(n * positions, taps * c)``.

    Rows are positions in raster order, columns taps in raster order, channels inner.
    """
    padded = _padded(x, vertical, horizontal)
    n, _, _, channels = padded.shape
    s = padded.strides
    origin = padded[:, vertical.start - min(0, vertical.low) :, :, :]
    origin = origin[:, :, horizontal.start - min(0, horizontal.low) :, :]
    view = as_strided(
        origin,
        (n, vertical.count, horizontal.count, vertical.taps, horizontal.taps, channels),
        (
            s[0],
            vertical.step * s[1],
            horizontal.step * s[2],
            vertical.tap_step * s[1],
            horizontal.tap_step * s[2],
            s[3],
        ),
        writeable=False,
    )
    taps = vertical.taps * horizontal.taps
    return view.reshape(n * vertical.count * horizontal.count, taps * channels)


def _padded(x: Array, vertical: Axis, horizontal: Axis) -> Array:
    """``x`` with the zeros that the window reads outside it."""
    before = [max(0, -axis.low) for axis in (vertical, horizontal)]
    after = [max(0, axis.high - axis.size + 1) for axis in (vertical, horizontal)]
    if not any(before + after):
        return x
    n, rows, columns, channels = x.shape
    shape = (n, before[0] + rows + after[0], before[1] + columns + after[1], channels)
    padded = np.zeros(shape, x.dtype)
    padded[:, before[0] : before[0] + rows, before[1] : before[1] + columns] = x
    return padded
