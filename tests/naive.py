"""Oracles by definition: plain loops over the scalar arithmetic of one processing element.

Slow and obvious on purpose, and independent of every fast path.  Values are carriers; sums are in
the canonical order.  Images are channel-last (image, y, x, channel), kernels (y, x, input channel,
output channel), taps and pixels go in raster order, and padding adds nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from weft.accelerator.arithmetic import multiply_accumulate
from weft.accelerator.formats import Format

Array = NDArray[Any]


def store(total: float | int, fmt: Format) -> Any:
    """Return a scalar sum as one element of a carrier, a NaN with its canonical bits."""
    wide = fmt.accumulator
    return wide.code_dtype.type(wide.encode(total)).view(wide.carrier_dtype)


def dot(pairs: Iterator[tuple[Any, Any]], fmt: Format, start: float | int = 0) -> float | int:
    """Sum of products in the order given."""
    total = start
    for x, y in pairs:
        total = multiply_accumulate(total, x.item(), y.item(), fmt)
    return total


def gemm(a: Array, b: Array, fmt: Format, accumulator: Array | None = None) -> Array:
    """``accumulator + a @ b`` (m, n), k ascending."""
    (m, k), n = a.shape, b.shape[1]
    result = np.zeros((m, n), fmt.accumulator.carrier_dtype)
    for i in range(m):
        for j in range(n):
            start = 0 if accumulator is None else accumulator[i, j].item()
            total = dot(((a[i, p], b[p, j]) for p in range(k)), fmt, start)
            result[i, j] = store(total, fmt)
    return result


def gemm_compressed(
    a: Array, values: Array, indices: Array, kept: int, group: int, fmt: Format
) -> Array:
    """Sum over stored weights of each column; positions from k on are padding zeros."""
    (m, k), (rows, n) = a.shape, values.shape
    padded = np.zeros((m, rows // kept * group), a.dtype)
    padded[:, :k] = a
    result = np.zeros((m, n), fmt.accumulator.carrier_dtype)
    for i in range(m):
        for j in range(n):
            places = [p // kept * group + int(indices[p, j]) for p in range(rows)]
            pairs = ((padded[i, place], values[p, j]) for p, place in enumerate(places))
            result[i, j] = store(dot(pairs, fmt), fmt)
    return result


def select(weight: Array, kept: int, group: int) -> Array:
    """Mask of (rows, k): a stable sort of every group by falling magnitude, NaN first."""
    rows, k = weight.shape
    mask = np.zeros((rows, k), np.bool_)
    for row in range(rows):
        for start in range(0, k, group):
            positions = range(start, min(start + group, k))
            for position in sorted(positions, key=lambda p: _order(weight[row, p]))[:kept]:
                mask[row, position] = True
    return mask


def _order(value: Any) -> tuple[bool, float]:
    magnitude = abs(float(value))
    return (False, 0.0) if np.isnan(magnitude) else (True, -magnitude)


def pack(weight: Array, kept: int, group: int) -> tuple[Array, Array]:
    """Values and indices (rows, kc): of every group padded with zeros, the selected in order."""
    rows, k = weight.shape
    padded = np.zeros((rows, -(-k // group) * group), weight.dtype)
    padded[:, :k] = weight
    mask = select(padded, kept, group)
    values: list[list[Any]] = [[] for _ in range(rows)]
    indices: list[list[int]] = [[] for _ in range(rows)]
    for row, position in np.argwhere(mask):
        values[row].append(padded[row, position])
        indices[row].append(position % group)
    return np.array(values, weight.dtype), np.array(indices, np.uint8)


@dataclass(frozen=True)
class Convolution:
    """A convolution by definition: the same stride and zero padding on both image axes."""

    fmt: Format
    stride: int = 1
    padding: int = 0

    def _inside(self, o: int, tap: int, size: int) -> int | None:
        place = o * self.stride + tap - self.padding
        return place if 0 <= place < size else None

    def _outputs(self, size: int, taps: int) -> int:
        return (size + 2 * self.padding - taps) // self.stride + 1

    def forward(self, x: Array, w: Array) -> Array:
        """FF: y (image, oy, ox, co), summed over taps in raster order and ci inside a tap."""
        images, height, width, _ = x.shape
        ky, kx, ci, co = w.shape
        shape = images, self._outputs(height, ky), self._outputs(width, kx), co
        y = np.zeros(shape, self.fmt.accumulator.carrier_dtype)

        def pairs(n: int, oy: int, ox: int, o: int) -> Iterator[tuple[Any, Any]]:
            for ty, tx in np.ndindex(ky, kx):
                iy, ix = self._inside(oy, ty, height), self._inside(ox, tx, width)
                if iy is not None and ix is not None:
                    yield from ((x[n, iy, ix, i], w[ty, tx, i, o]) for i in range(ci))

        for place in np.ndindex(*shape):
            y[place] = store(dot(pairs(*place), self.fmt), self.fmt)
        return y

    def backward(self, dy: Array, w: Array, height: int, width: int) -> Array:
        """BP: dx (image, y, x, ci), summed over taps in raster order and co inside a tap."""
        ky, kx, ci, co = w.shape
        dx = np.zeros((dy.shape[0], height, width, ci), self.fmt.accumulator.carrier_dtype)

        def pairs(n: int, iy: int, ix: int, i: int) -> Iterator[tuple[Any, Any]]:
            for ty, tx in np.ndindex(ky, kx):
                oy, ox = iy + self.padding - ty, ix + self.padding - tx
                if oy % self.stride or ox % self.stride:
                    continue
                oy, ox = oy // self.stride, ox // self.stride
                if 0 <= oy < dy.shape[1] and 0 <= ox < dy.shape[2]:
                    yield from ((dy[n, oy, ox, o], w[ty, tx, i, o]) for o in range(co))

        for place in np.ndindex(*dx.shape):
            dx[place] = store(dot(pairs(*place), self.fmt), self.fmt)
        return dx

    def weight_gradient(self, x: Array, dy: Array, ky: int, kx: int) -> Array:
        """WU: dw (y, x, ci, co), summed over output pixels in raster order (image, oy, ox)."""
        _, height, width, ci = x.shape
        images, oys, oxs, co = dy.shape
        dw = np.zeros((ky, kx, ci, co), self.fmt.accumulator.carrier_dtype)

        def pairs(ty: int, tx: int, i: int, o: int) -> Iterator[tuple[Any, Any]]:
            for n, oy, ox in np.ndindex(images, oys, oxs):
                iy, ix = self._inside(oy, ty, height), self._inside(ox, tx, width)
                if iy is not None and ix is not None:
                    yield x[n, iy, ix, i], dy[n, oy, ox, o]

        for place in np.ndindex(*dw.shape):
            dw[place] = store(dot(pairs(*place), self.fmt), self.fmt)
        return dw
