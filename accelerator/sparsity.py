"""N:M structured sparsity: the pattern, which elements it keeps, and the compressed form.

A pattern keeps ``kept`` of every ``group`` consecutive elements along one axis.  Element i of a
group is kept iff ``#{j: |w_j| > |w_i|} + #{j < i: |w_j| == |w_i|} < kept``: the largest
magnitudes, ties to the lowest index.  That is what a row of parallel comparators computes, and it
equals a stable sort.  A NaN counts as larger than every number.  An axis that is no multiple of
``group`` is padded with zeros, so the tail group may keep more than its share.

The compressed form stores exactly ``kept`` values a group, in increasing position, each with its
position inside the group (uint8).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from weft.accelerator.kernels import selecting, threads

Array = NDArray[Any]

_LARGEST_GROUP = 16  # width of the machine's select and of its index field
_LANES = 4096  # groups a thread takes at least


@dataclass(frozen=True, order=True)
class Sparsity:
    """At most ``kept`` nonzeros in every ``group`` consecutive elements; "2:8" to users.

    Raises ValueError unless ``1 <= kept <= group <= 16``.
    """

    kept: int
    group: int

    def __post_init__(self) -> None:
        if not 1 <= self.kept <= self.group <= _LARGEST_GROUP:
            raise ValueError(
                f"sparsity {self.kept}:{self.group} breaks 1 <= kept <= group <= "
                f"{_LARGEST_GROUP}; write kept:group, such as 2:8"
            )

    @classmethod
    def parse(cls, text: str) -> Sparsity:
        """Read "kept:group", or "dense".  Raises ValueError for anything else."""
        if text == "dense":
            return DENSE
        match = re.fullmatch(r"(\d+):(\d+)", text)
        if match is None:
            raise ValueError(f"sparsity {text!r} is not kept:group; write for example 2:8 or dense")
        return cls(int(match[1]), int(match[2]))

    def __str__(self) -> str:
        return f"{self.kept}:{self.group}"

    @property
    def is_dense(self) -> bool:
        """Whether every element is kept."""
        return self.kept == self.group

    @property
    def density(self) -> float:
        """Share of the elements that is kept."""
        return self.kept / self.group

    @property
    def ratio(self) -> Fraction | int:
        """Elements a kept one stands for, ``group / kept``: the compute-bound speed-up."""
        ratio = Fraction(self.group, self.kept)
        return ratio.numerator if ratio.denominator == 1 else ratio

    def compressed_length(self, k: int) -> int:
        """Values stored for ``k`` elements: ``ceil(k / group) * kept``."""
        return -(-k // self.group) * self.kept


#: The canonical pattern that keeps everything.
DENSE = Sparsity(1, 1)


def select(weight: ArrayLike, sparsity: Sparsity, *, axis: int = -1) -> NDArray[np.bool_]:
    """Mask of the ``kept`` largest magnitudes in every ``group`` along ``axis``.

    ``weight`` has any shape and a dtype that float32 holds exactly (TypeError otherwise: rounding
    first could change ties); returns bool of that shape.
    """
    array = np.ascontiguousarray(weight)
    if not np.can_cast(array.dtype, np.float32):
        raise TypeError(
            f"weight is {array.dtype}, which float32 does not hold exactly; "
            "round it to the master copy's float32 first"
        )
    mask = np.ones(array.shape, np.bool_)
    if not sparsity.is_dense and array.size:
        bits = np.ascontiguousarray(array, np.float32).view(np.int32)
        _select_axis(_three_axes(bits, axis), mask.reshape(-1), sparsity)
    return mask


def _three_axes(array: Array, axis: int) -> Array:
    """View as (outer, k, inner), with k the given axis."""
    axis = range(array.ndim)[axis]
    outer = int(np.prod(array.shape[:axis], dtype=np.int64))
    inner = int(np.prod(array.shape[axis + 1 :], dtype=np.int64))
    return array.reshape(outer, array.shape[axis], inner)


def _select_axis(bits: Array, mask: Array, sparsity: Sparsity) -> None:
    flat = bits.reshape(-1)
    outer, k, inner = bits.shape
    for lanes in _lanes(outer, k, inner, sparsity.group):

        def part(start: int, stop: int, lanes: selecting.Lanes = lanes) -> None:
            selecting.select_lanes(flat, mask, lanes, sparsity.kept, start, stop)

        workers = min(threads.thread_count(), lanes.total // _LANES)
        threads.run(part, lanes.total, workers)


def _lanes(outer: int, k: int, inner: int, group: int) -> Iterator[selecting.Lanes]:
    """Groups along k of a contiguous (outer, k, inner), as few runs of lanes as can be."""
    whole, tail = divmod(k, group)
    if inner == 1:
        row = whole if tail else outer * whole
        yield selecting.Lanes(0, outer * whole, row, k, group, group, 1)
        yield selecting.Lanes(whole * group, outer if tail else 0, outer, 0, k, tail, 1)
        return
    for o in range(outer):
        origin, row_step = o * k * inner, group * inner
        yield selecting.Lanes(origin, whole * inner, inner, row_step, 1, group, inner)
    origin, total = whole * group * inner, outer * inner if tail else 0
    yield selecting.Lanes(origin, total, inner, k * inner, 1, tail, inner)


def pack(
    weight: ArrayLike,
    sparsity: Sparsity,
    mask: ArrayLike | None = None,
    *,
    axis: int = -1,
) -> tuple[Array, NDArray[np.uint8]]:
    """Return the compressed values and indices of ``weight`` along ``axis``.

    ``mask`` (bool, the weight's shape) defaults to `select`; a group with fewer than ``kept``
    selected is filled with 0 at its lowest free positions.  Both results have
    ``compressed_length(k)`` along ``axis``.  Raises ValueError for a mask of another shape or
    with more than ``kept`` in a group.
    """
    array = np.ascontiguousarray(weight)
    chosen = select(array, sparsity, axis=axis) if mask is None else np.ascontiguousarray(mask)
    if chosen.shape != array.shape or chosen.dtype != np.bool_:
        raise ValueError(
            f"mask is {chosen.dtype} {chosen.shape}; give bool of the weight's shape {array.shape}"
        )
    source, flags = _three_axes(array, axis), _three_axes(chosen, axis)
    if mask is not None:
        _check_mask(flags, sparsity)
    shape = (source.shape[0], sparsity.compressed_length(source.shape[1]), source.shape[2])
    values, indices = np.empty(shape, array.dtype), np.empty(shape, np.uint8)
    _pack_all(source, flags, values, indices, sparsity)
    result = _with_length(array.shape, axis, shape[1])
    return values.reshape(result), indices.reshape(result)


def _pack_all(
    source: Array, flags: Array, values: Array, indices: Array, sparsity: Sparsity
) -> None:
    pattern = sparsity.group, sparsity.kept

    def part(start: int, stop: int) -> None:
        selecting.pack_groups(source, flags, values, indices, *pattern, start, stop)

    workers = min(threads.thread_count(), values.size // _LANES)
    threads.run(part, values.shape[0] * values.shape[1] // sparsity.kept, workers)


def _check_mask(flags: Array, sparsity: Sparsity) -> None:
    starts = np.arange(0, flags.shape[1], sparsity.group)
    if not flags.size:
        return
    most = np.add.reduceat(flags, starts, axis=1, dtype=np.int64).max()
    if most > sparsity.kept:
        raise ValueError(
            f"mask selects {most} in one group, {sparsity} stores {sparsity.kept}; "
            "take the mask from select()"
        )


def unpack(
    values: ArrayLike,
    indices: ArrayLike,
    sparsity: Sparsity,
    k: int,
    *,
    axis: int = -1,
) -> Array:
    """Return the dense array with ``k`` elements along ``axis``, zeros where nothing is stored.

    Inverse of `pack` for what the mask kept.  Raises ValueError where shapes do not agree or an
    index lies outside its group.
    """
    packed, positions = np.ascontiguousarray(values), np.ascontiguousarray(indices, np.uint8)
    check_indices(positions, sparsity)
    source, where = _three_axes(packed, axis), _three_axes(positions, axis)
    if packed.shape != positions.shape or source.shape[1] != sparsity.compressed_length(k):
        raise ValueError(
            f"values {packed.shape} and indices {positions.shape} do not hold k={k} at {sparsity}; "
            f"both need {sparsity.compressed_length(k)} along axis {axis}"
        )
    dense = np.zeros((source.shape[0], k, source.shape[2]), packed.dtype)
    selecting.unpack_rows(source, where, dense, sparsity.group, sparsity.kept)
    return dense.reshape(_with_length(packed.shape, axis, k))


def check_indices(indices: Array, sparsity: Sparsity) -> None:
    """Raise ValueError where an index lies outside its group."""
    if indices.size and int(indices.max()) >= sparsity.group:
        raise ValueError(
            f"index {int(indices.max())} lies outside a group of {sparsity.group} "
            f"(sparsity {sparsity}); pack with the same sparsity"
        )


def _with_length(shape: tuple[int, ...], axis: int, length: int) -> tuple[int, ...]:
    sizes = list(shape)
    sizes[axis] = length
    return tuple(sizes)
