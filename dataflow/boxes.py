"""Boxes of pixels: how they are cut, transferred and walked over by the window."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from weft.accelerator.isa import Side
from weft.dataflow.memory import Tensor, ceil_div, congruent
from weft.dataflow.workload import Convolution


@dataclass(frozen=True)
class Span:
    """Positions ``first`` to ``last`` - 1 of one axis of length ``of``."""

    first: int
    last: int
    of: int

    @property
    def size(self) -> int:
        return self.last - self.first

    @property
    def whole(self) -> bool:
        return self.size == self.of


@dataclass(frozen=True)
class Box:
    """A box of pixels of a tensor."""

    n: Span
    y: Span
    x: Span

    @property
    def pixels(self) -> int:
        return self.n.size * self.y.size * self.x.size


@dataclass(frozen=True)
class Runs:
    """How a box moves between DRAM and a buffer, and how it lies there."""

    offset: int  # granule of the first pixel within its plane
    length: int
    runs: int
    run_stride: int
    run_pitch: int
    images: int
    image_stride: int
    image_pitch: int
    row: int  # pitch of rows of pixels in the buffer

    @property
    def size(self) -> int:
        """Granules taken in the buffer, besides what aligns the first."""
        return max(self.length, self.images * self.image_pitch)

    def fields(self) -> dict[str, int]:
        """Fields of LOAD and STORE."""
        return {name: getattr(self, name) for name in _RUN_FIELDS}


_RUN_FIELDS = (
    "length", "runs", "run_stride", "run_pitch", "images", "image_stride", "image_pitch",
)  # fmt: skip


def runs(tensor: Tensor, box: Box, beat: int) -> Runs:
    """Longest runs that transfer ``box`` of one plane; adjacent rows and images join."""
    offset = tensor.at(0, box.n.first, box.y.first, box.x.first) - tensor.base
    width, image = tensor.width, tensor.image_stride
    if box.x.whole and box.y.whole:
        # one run; the images lie in the buffer as they do in DRAM
        return Runs(offset, box.n.size * image, 1, 0, 0, 1, 0, image, width)
    if box.x.whole:
        length = box.y.size * width
        pitch = congruent(length, image, beat)
        return Runs(offset, length, 1, 0, 0, box.n.size, image, pitch, width)
    row = congruent(box.x.size, width, beat)
    pitch = congruent(box.y.size * row, image, beat)
    return Runs(offset, box.x.size, box.y.size, width, row, box.n.size, image, pitch, row)


def cut(length: int, most: int) -> list[Span]:
    """Spans of at most ``most`` that differ by one at most."""
    count = ceil_div(length, max(1, most))
    edges = [length * i // count for i in range(count + 1)]
    return [Span(a, b, length) for a, b in pairwise(edges)]


def boxes(tensor: Tensor, most: int, only: int | None = None) -> list[Box]:
    """Cut all pixels into boxes of at most ``most`` pixels: images, else rows, else columns.

    ``only`` takes one image instead of all.
    """
    image = tensor.height * tensor.width
    if only is None:
        n = cut(tensor.images, max(1, most // image))
    else:
        n = [Span(only, only + 1, tensor.images)]
    if image <= most:
        ys, xs = cut(tensor.height, tensor.height), cut(tensor.width, tensor.width)
    elif tensor.width <= most:
        xs = cut(tensor.width, tensor.width)
        ys = cut(tensor.height, most // tensor.width)
    else:
        ys = cut(tensor.height, 1)
        xs = cut(tensor.width, most)
    return [Box(i, y, x) for i in n for y in ys for x in xs]


@dataclass(frozen=True)
class Window:
    """One axis of the window over one tap: ``count`` raster positions from ``first``.

    The coordinate of raster position first + i, relative to the held span, is start + i * step.
    """

    first: int
    count: int
    start: int


def held(shape: Convolution, side: Side, result: Box) -> Box:
    """Pixels of the streamed operand that a box of the result (WU: the raster side) needs."""
    touched = reads if side is Side.A else feeds
    return Box(result.n, touched(0, shape, result.y), touched(1, shape, result.x))


def reads(axis: int, shape: Convolution, out: Span) -> Span:
    """Input positions that the window touches for outputs ``out``: FF."""
    s, p, k, d = _axis(axis, shape)
    first = out.first * s - p
    last = (out.last - 1) * s - p + (k - 1) * d + 1
    of = shape.in_size[axis]
    first = min(max(first, 0), of - 1)
    return Span(first, max(min(last, of), first + 1), of)


def feeds(axis: int, shape: Convolution, into: Span) -> Span:
    """Outputs whose gradients flow into inputs ``into``: BP.

    At the borders it reaches to the first and last output, so that every window position is worked
    exactly once over all spans, also those that fall on padding only.
    """
    s, p, k, d = _axis(axis, shape)
    of = shape.out_size[axis]
    first = 0 if into.first == 0 else ceil_div(into.first + p - (k - 1) * d, s)
    last = of if into.last == into.of else (into.last - 1 + p) // s + 1
    first = min(max(first, 0), of - 1)
    return Span(first, max(min(last, of), first + 1), of)


def _axis(axis: int, shape: Convolution) -> tuple[int, int, int, int]:
    return shape.stride[axis], shape.padding[axis], shape.kernel[axis], shape.dilation[axis]


def window(axis: int, shape: Convolution, side: Side, result: Span, held: Span, tap: int) -> Window:
    """The window of one axis for kernel position ``tap``.

    ``result`` is the span of the result, ``held`` that of the streamed operand in its buffer.
    """
    s, p, _, d = _axis(axis, shape)
    if side is Side.A:
        return Window(0, result.size, result.first * s - p + tap * d - held.first)
    # gradients y whose target y*s - p + tap*d lies in the result; borders take what falls outside
    low = 0 if result.first == 0 else ceil_div(result.first + p - tap * d, s)
    high = held.of if result.last == result.of else ceil_div(result.last + p - tap * d, s)
    low = min(max(low, held.first), held.last)
    high = min(max(high, low), held.last)
    return Window(low - held.first, high - low, low * s - p + tap * d - result.first)
