"""Where the pixels and runs of one instruction lie, relative to its base addresses."""

from __future__ import annotations

from collections import namedtuple
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from weft.accelerator import isa
from weft.accelerator.isa import OPCODE

Array = NDArray[Any]

_RECORD: dict[int, Any] = {
    op: namedtuple(op.name, [f.name for f in isa.COMMON + own])  # type: ignore[misc]
    for op, own in isa.FIELDS.items()
}

_CACHED = 128  # geometries: a tile loop alternates between few


def record(row: list[int]) -> Any:
    """Fields of one working row by name; the type bears the opcode's name."""
    kind = _RECORD[row[OPCODE]]
    return kind(*row[: len(kind._fields)])


class Geometry(NamedTuple):
    """Window of COMPUTE and GATHER and the pitches of its two sides, as the fields name them."""

    images: int
    height: int
    width: int
    y0: int
    x0: int
    y_step: int
    x_step: int
    y_limit: int
    x_limit: int
    window_row: int
    window_image: int
    raster_row: int
    raster_image: int

    def shifted(self, y: int, x: int) -> Geometry:
        """The same window moved by whole coordinates."""
        return self._replace(y0=self.y0 + y, x0=self.x0 + x)


def geometry(f: Any) -> Geometry:
    """Geometry of a COMPUTE instruction."""
    return Geometry._make(getattr(f, name) for name in Geometry._fields)


def gather_geometry(f: Any) -> Geometry:
    """Geometry of a GATHER: the window slides over DRAM."""
    window = [getattr(f, name) for name in Geometry._fields[:9]]
    return Geometry._make([*window, f.row_stride, f.image_stride, 0, 0])


class Pixels(NamedTuple):
    """Offsets (m,) of the window and of the raster side, in raster order, and their maxima.

    ``inside`` (m,) bool is None where no pixel lies outside the limits; ``window`` means nothing
    elsewhere. A maximum is -1 where there is no pixel.
    """

    window: Array
    raster: Array
    inside: Array | None
    last_window: int
    last_raster: int


@lru_cache(_CACHED)
def pixels(g: Geometry) -> Pixels:
    """Offsets of every pixel of a window."""
    y = g.y0 + np.arange(g.height) * g.y_step
    x = g.x0 + np.arange(g.width) * g.x_step
    image = np.arange(g.images)[:, None, None]
    inside_y, inside_x = (y >= 0) & (y < g.y_limit), (x >= 0) & (x < g.x_limit)
    inside = inside_y[:, None] & inside_x
    window = image * g.window_image + y[:, None] * g.window_row + x
    raster = image * g.raster_image + (np.arange(g.height) * g.raster_row)[:, None]
    raster = raster + np.arange(g.width)
    every = np.broadcast_to(inside, window.shape).reshape(-1)
    return Pixels(
        _frozen(window.reshape(-1)),
        _frozen(raster.reshape(-1)),
        None if every.all() else _frozen(every.copy()),
        int(window.max(initial=-1, where=inside)),
        int(raster.max(initial=-1)),
    )


class Stream(NamedTuple):
    """What a weight-stationary instruction reads of A and writes of O, as offsets (m,).

    ``inside`` is None or tells the pixels that read nothing but zeros. ``least_word`` and
    ``last_word`` bound the words. ``once`` says that no word occurs twice. ``steps`` are the places
    of these pixels in the raster.
    """

    reads: Array
    inside: Array | None
    words: Array
    last_read: int
    least_word: int
    last_word: int
    first_word: int | None  # set where the words are consecutive
    once: bool
    steps: Array


@lru_cache(_CACHED)
def stream(g: Geometry, window_on_o: bool) -> Stream:
    """Reads and words of every pixel; with ``window_on_o`` pixels outside are left out."""
    p = pixels(g)
    reads, words, inside, steps = p.window, p.raster, p.inside, np.arange(len(p.window))
    last_read, last_word = p.last_window, p.last_raster
    if window_on_o:
        keep = slice(None) if p.inside is None else p.inside
        reads, words, inside, steps = p.raster[keep], p.window[keep], None, steps[keep]
        last_read, last_word = int(reads.max(initial=-1)), p.last_window
    once = len(np.unique(words)) == len(words)
    least = int(words.min(initial=last_word))
    first = _consecutive(words)
    return Stream(reads, inside, words, last_read, least, last_word, first, once, steps)


def _consecutive(words: Array) -> int | None:
    if len(words) and (np.diff(words) == 1).all():
        return int(words[0])
    return None


@lru_cache(_CACHED)
def lattice(*axes: tuple[int, int]) -> Array:
    """Offsets of the points of nested loops of (count, step), the last one innermost."""
    offsets = np.zeros(1, np.int64)
    for count, step in axes:
        offsets = (offsets[:, None] + np.arange(count) * step).reshape(-1)
    return _frozen(offsets)


def _frozen(array: Array) -> Array:
    array.flags.writeable = False
    return array
