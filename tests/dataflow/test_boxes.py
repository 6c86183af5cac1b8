"""Boxes of pixels: what they cover, how they move, and that every tap is worked exactly once."""

from __future__ import annotations

from collections import Counter
from itertools import product

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from weft.accelerator.isa import Side
from weft.dataflow.boxes import Box, Span, boxes, cut, feeds, held, reads, runs, window
from weft.dataflow.memory import Tensor
from weft.dataflow.workload import Convolution

RANDOM = settings(deadline=None, derandomize=True, max_examples=200)


@st.composite
def tensors(draw: st.DrawFn) -> Tensor:
    images, height, width = (draw(st.integers(1, most)) for most in (5, 7, 7))
    base, slack = draw(st.integers(0, 40)), draw(st.integers(0, 5))
    return Tensor(base, 8, 1, images, height, width, images * height * width + slack)


# ---- cutting ----


@RANDOM
@given(st.integers(1, 200), st.integers(0, 50))
def test_cuts_cover_an_axis_once_in_nearly_equal_parts(length: int, most: int) -> None:
    spans = cut(length, most)
    assert [i for s in spans for i in range(s.first, s.last)] == list(range(length))
    sizes = {s.size for s in spans}
    assert max(sizes) - min(sizes) <= 1
    assert max(sizes) <= max(1, most)
    assert all(s.of == length and s.whole == (len(spans) == 1) for s in spans)


def pixels(box: Box) -> list[tuple[int, int, int]]:
    """In raster order."""
    return list(product(*(range(s.first, s.last) for s in (box.n, box.y, box.x))))


@RANDOM
@given(tensors(), st.integers(1, 120))
def test_boxes_cover_every_pixel_once_in_raster_order(tensor: Tensor, most: int) -> None:
    found = boxes(tensor, most)
    everything = product(*map(range, (tensor.images, tensor.height, tensor.width)))
    assert [p for box in found for p in pixels(box)] == list(everything)
    assert all(box.pixels == len(pixels(box)) <= most for box in found)


@RANDOM
@given(tensors(), st.integers(1, 120), st.data())
def test_boxes_of_one_image_are_of_that_image(
    tensor: Tensor, most: int, data: st.DataObject
) -> None:
    only = data.draw(st.integers(0, tensor.images - 1))
    found = [p for box in boxes(tensor, most, only) for p in pixels(box)]
    assert found == list(product([only], range(tensor.height), range(tensor.width)))


# ---- moving ----


@st.composite
def any_box(draw: st.DrawFn, tensor: Tensor) -> Box:
    spans = []
    for of in (tensor.images, tensor.height, tensor.width):
        first = draw(st.integers(0, of - 1))
        spans.append(Span(first, draw(st.integers(first + 1, of)), of))
    return Box(*spans)


@RANDOM
@given(st.data(), tensors(), st.sampled_from([1, 2, 4, 8]))
def test_runs_move_every_pixel_of_a_box_to_its_place(
    data: st.DataObject, tensor: Tensor, beat: int
) -> None:
    """A granule keeps its place in the beat; nothing else is moved, and nothing twice."""
    box = data.draw(any_box(tensor))
    r = runs(tensor, box, beat)
    dram = tensor.base + r.offset
    buffer = 3 * beat + dram % beat
    moved = {}
    for i, run, g in np.ndindex(r.images, r.runs, r.length):
        place = buffer + i * r.image_pitch + run * r.run_pitch + g
        source = dram + i * r.image_stride + run * r.run_stride + g
        assert place % beat == source % beat
        assert place not in moved
        assert place - buffer < r.size
        moved[place] = source
    for n, y, x in pixels(box):
        place = buffer + (n - box.n.first) * r.image_pitch + (y - box.y.first) * r.row
        assert moved[place + x - box.x.first] == tensor.at(0, n, y, x)
    assert len(moved) == box.pixels


# ---- the window ----


@st.composite
def convolutions(draw: st.DrawFn) -> Convolution:
    """Any geometry, with paddings beyond the kernel and strides that skip pixels."""
    kernel, stride, dilation, padding, in_size = (
        (draw(st.integers(low, high)), draw(st.integers(low, high)))
        for low, high in ((1, 5), (1, 4), (1, 3), (0, 6), (1, 9))
    )
    out_size = tuple(
        (i + 2 * p - (k - 1) * d - 1) // s + 1
        for i, p, k, d, s in zip(in_size, padding, kernel, dilation, stride, strict=True)
    )
    assume(min(out_size) >= 1)
    return Convolution(
        images=draw(st.integers(1, 3)), in_channels=1, out_channels=1, in_size=in_size,
        out_size=(out_size[0], out_size[1]), kernel=kernel, stride=stride, padding=padding,
        dilation=dilation,
    )  # fmt: skip


def raster(shape: Convolution, side: Side) -> tuple[tuple[int, int], tuple[int, int]]:
    """Sizes of the result and of the streamed operand."""
    sizes = (shape.out_size, shape.in_size)
    return sizes if side is Side.A else (sizes[1], sizes[0])


@RANDOM
@given(convolutions(), st.integers(0, 1), st.integers(1, 6))
def test_forward_every_position_meets_every_tap_once(
    shape: Convolution, axis: int, most: int
) -> None:
    """And what a tap finds outside the held span lies outside the operand: it is padding."""
    of = shape.in_size[axis]
    for tap in range(shape.kernel[axis]):
        met: Counter[int] = Counter()
        for span in cut(shape.out_size[axis], most):
            source = reads(axis, shape, span)
            assert 0 <= source.first < source.last <= source.of == of
            w = window(axis, shape, Side.A, span, source, tap)
            for i in range(w.count):
                position = span.first + w.first + i
                inside = w.start + i * shape.stride[axis]
                coordinate = (
                    position * shape.stride[axis] - shape.padding[axis] + tap * shape.dilation[axis]
                )
                assert inside + source.first == coordinate
                assert (0 <= inside < source.size) == (0 <= coordinate < of)
                met[position] += 1
        assert met == Counter(range(shape.out_size[axis]))


@RANDOM
@given(convolutions(), st.integers(0, 1), st.integers(1, 6))
def test_backward_every_position_meets_every_tap_once(
    shape: Convolution, axis: int, most: int
) -> None:
    """Also those whose target is padding; a target in the result lies in the span that works it."""
    of = shape.in_size[axis]
    for tap in range(shape.kernel[axis]):
        met: Counter[int] = Counter()
        for span in cut(of, most):
            source = feeds(axis, shape, span)
            assert 0 <= source.first < source.last <= source.of == shape.out_size[axis]
            w = window(axis, shape, Side.O, span, source, tap)
            for i in range(w.count):
                position = source.first + w.first + i
                inside = w.start + i * shape.stride[axis]
                target = (
                    position * shape.stride[axis] - shape.padding[axis] + tap * shape.dilation[axis]
                )
                assert inside + span.first == target
                assert (0 <= inside < span.size) == (0 <= target < of)
                met[position] += 1
        assert met == Counter(range(shape.out_size[axis]))


@RANDOM
@given(convolutions(), st.sampled_from(Side))
def test_the_held_box_has_the_images_of_the_result(shape: Convolution, side: Side) -> None:
    size, operand = raster(shape, side)
    y, x = Span(0, 1, size[0]), Span(size[1] - 1, size[1], size[1])
    result = Box(Span(0, shape.images, shape.images), y, x)
    box = held(shape, side, result)
    assert box.n == result.n
    assert (box.y.of, box.x.of) == operand
    touched = reads if side is Side.A else feeds
    assert (box.y, box.x) == (touched(0, shape, y), touched(1, shape, x))
