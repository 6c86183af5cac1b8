"""WEIGHT_STATIONARY and OUTPUT_STATIONARY on values: docs/machine.md."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from weft.accelerator.gemm import gemm, gemm_compressed
from weft.accelerator.isa import Side
from weft.simulator.functional_address import Geometry, Stream, geometry, pixels, stream
from weft.simulator.functional_machine import (
    Compressed,
    IllegalError,
    Machine,
    require_half,
    require_room,
)

Array = NDArray[Any]


def weight_stationary(m: Machine, f: Any) -> None:
    """Stream pixels past one tile of B: a GEMM that goes on from the words of O."""
    pattern, s = m.pattern(f), stream(geometry(f), f.side == Side.O)
    _check_words(m, f, s)
    _check_first_operand(f, pattern)
    require_room("b", f.b, f.b + m.accelerator.rows - 1, len(m.b), "B")
    if not len(s.words):
        return
    planes = f.a_plane + np.arange(pattern.ratio)
    a = _operands(m, f, planes, s.reads, s.inside, s.last_read)
    b = m.b[f.b : f.b + m.accelerator.rows]
    if s.first_word is not None:
        start = f.o + s.first_word
        _multiply(m, f, pattern, a, b, m.o[start : start + len(s.words)])
        return
    total = m.o[f.o + s.words]
    _multiply(m, f, pattern, a, b, total)
    m.o[f.o + s.words] = total


def _check_words(m: Machine, f: Any, s: Stream) -> None:
    require_room("o", f.o, f.o + s.last_word, len(m.o), "O", "words")
    require_half("o", f.o, f.o + s.least_word, f.o + s.last_word, m.accelerator)
    if not s.once:
        words, counts = np.unique(s.words, return_counts=True)
        twice = f.o + int(words[counts > 1][0])
        rule = f"touches word {twice} more than once; split the window into instructions"
        raise IllegalError("o", f.o, rule)


def _check_first_operand(f: Any, pattern: Compressed) -> None:
    if f.a_plane % pattern.ratio:
        rule = (
            f"is not a multiple of group/kept={pattern.ratio}: the planes of a pass begin at the "
            "first bank of a group of banks"
        )
        raise IllegalError("a_plane", f.a_plane, rule)


def _operands(
    m: Machine, f: Any, planes: Array, offsets: Array, inside: Array | None, last: int
) -> Array:
    """Elements (m, planes * R) that the pixels at ``offsets`` read from ``planes`` of A."""
    turn, bank = np.divmod(planes, m.banks)
    rows = f.a + turn * f.plane_pitch
    if last >= 0:
        require_room("a", f.a, int(rows.max()) + last, m.depth, "A")
    places = _places(m, bank * m.depth + rows, offsets, inside)
    return m.a.take(places, axis=0).reshape(len(offsets), -1)


def _places(m: Machine, bases: Array, offsets: Array, inside: Array | None) -> Array:
    """Rows of ``m.a`` (pixels, bases); those outside the window read zeros."""
    places = offsets[:, None] + bases
    if inside is not None:
        places[~inside] = m.zero_row
    return places


def _multiply(m: Machine, f: Any, pattern: Compressed, a: Array, b: Array, total: Array) -> None:
    if pattern.sparsity.is_dense:
        gemm(a, b, m.operand, accumulator=total)
        return
    indices = _indices(m, f, pattern, _places_of_rows(pattern, len(b)))
    gemm_compressed(a, b, indices, pattern.sparsity, m.operand, accumulator=total)


@lru_cache(64)
def _places_of_rows(pattern: Compressed, count: int) -> Array:
    return pattern.index_places(np.arange(count))


def _indices(m: Machine, f: Any, pattern: Compressed, places: Array) -> Array:
    """Rows of indices at ``places`` behind granule ``index``."""
    last = f.index + int(places.max(initial=-1)) // pattern.index_rows
    require_room("index", f.index, last, m.accelerator.b_index_granules, "INDEX")
    found = m.index.take(f.index * pattern.index_rows + places, axis=0)
    group = pattern.sparsity.group
    if found.size and int(found.max()) >= group:
        rule = f"holds index {int(found.max())}, but a group has {group} elements"
        raise IllegalError("index", f.index, rule)
    return found


class _Batch(NamedTuple):
    """Slots that share their rows of B, with the places of A that they read (k, slots)."""

    slots: list[int]
    a: Array
    b: Array
    indices: Array | None


def output_stationary(m: Machine, f: Any) -> None:
    """Add the products of a stream to the sums in the PEs, slot by slot; drain them if told."""
    pattern, count, size = m.pattern(f), f.outer * f.inner, m.accelerator.rows
    if count > m.accelerator.interleave:
        rule = (
            f"and inner={f.inner} make {count} slots, but a PE has "
            f"interleave={m.accelerator.interleave} accumulators"
        )
        raise IllegalError("outer", f.outer, rule)
    if f.drain:
        last = f.o + count * size - 1
        require_room("o", f.o, last, len(m.o), "O", "words")
        require_half("o", f.o, f.o, last, m.accelerator)
    for batch in _batches(m, f, pattern):
        _accumulate(m, pattern, batch)
    if f.drain:
        m.o[f.o : f.o + count * size] = m.pe[:count].reshape(-1, size)
        m.pe[:] = 0


def _batches(m: Machine, f: Any, pattern: Compressed) -> list[_Batch]:
    window, shared = geometry(f), defaultdict(list)
    for i in range(f.outer):
        for j in range(f.inner):
            shared[i * f.outer_b + j * f.inner_b].append((i, j))
    batches = []
    for shift, slots in shared.items():
        a = np.stack([_slot_places(m, f, pattern, window, i, j) for i, j in slots], axis=1)
        rows = _b_rows(m, f, pattern, pixels(window).raster, shift)
        dense = pattern.sparsity.is_dense
        indices = None if dense else _indices(m, f, pattern, pattern.index_places(rows))
        batches.append(_Batch([i * f.inner + j for i, j in slots], a, f.b + rows, indices))
    return batches


def _slot_places(
    m: Machine, f: Any, pattern: Compressed, window: Geometry, i: int, j: int
) -> Array:
    """Places of A that one slot reads (k,): one a pixel, or one an element of its group."""
    p = pixels(window.shifted(i * f.outer_y, j * f.inner_x))
    plane = i * f.outer_plane + j * f.inner_plane
    if pattern.sparsity.is_dense:
        turn, bank = divmod(f.a_plane + plane, m.banks)
        row, banks = f.a + turn * f.plane_pitch, np.array([bank])
    else:
        row, banks = f.a + plane * f.plane_pitch, np.arange(pattern.sparsity.group)
    if p.last_window >= 0:
        require_room("a", f.a, row + p.last_window, m.depth, "A")
    return _places(m, banks * m.depth + row, p.window, p.inside).reshape(-1)


def _b_rows(m: Machine, f: Any, pattern: Compressed, raster: Array, shift: int) -> Array:
    """Rows of B from ``b`` on that every pixel multiplies, its steps one after the other."""
    kept = pattern.sparsity.kept
    rows = (raster[:, None] * kept + np.arange(shift, shift + kept)).reshape(-1)
    require_room("b", f.b, f.b + int(rows.max()), len(m.b), "B")
    return rows


def _accumulate(m: Machine, pattern: Compressed, batch: _Batch) -> None:
    """The stream is the long side k: row r of the PEs takes element r of every granule of A."""
    a = m.a.take(batch.a, axis=0).reshape(len(batch.a), -1).T
    b, total = m.b.take(batch.b, axis=0), m.pe[batch.slots]
    sums = total.reshape(-1, m.accelerator.rows)
    if batch.indices is None:
        gemm(a, b, m.operand, accumulator=sums)
    else:
        gemm_compressed(a, b, batch.indices, pattern.sparsity, m.operand, accumulator=sums)
    m.pe[batch.slots] = total
