"""N:M selection and packing on strided lanes.

A *lane* is one group.  The comparisons run element pair by element pair over many lanes at once,
which the compiler turns into vector code.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from weft.accelerator.jit import njit

_LANES = 512  # lanes at once: 16 magnitudes and ranks of 512 lanes stay in the second-level cache
_NAN_MAGNITUDE = np.int32(0x7F800001)  # all NaNs are equal, and larger than infinity


class Lanes(NamedTuple):
    """Where the groups of an array lie in its flat memory, in elements.

    Lane i begins at ``origin + i // row * row_step + i % row * lane_step``; its ``size`` elements
    are ``step`` apart.
    """

    origin: int
    total: int
    row: int
    row_step: int
    lane_step: int
    size: int
    step: int


@njit
def select_lanes(bits, mask, lanes, kept, start, stop):
    """Set ``mask`` (bool, 1-D) for lanes ``start..stop`` of fp32 ``bits`` (int32, 1-D).

    Element i is kept iff fewer than ``kept`` others are larger, or equal and before it.
    """
    magnitude = np.empty((lanes.size, _LANES), np.int32)
    ahead = np.empty((lanes.size, _LANES), np.int32)
    lane = start
    while lane < stop:
        count = min(_LANES, stop - lane, lanes.row - lane % lanes.row)
        base = lanes.origin + lane // lanes.row * lanes.row_step
        base += lane % lanes.row * lanes.lane_step
        _load(bits, magnitude, base, count, lanes.lane_step, lanes.step)
        _rank(magnitude, ahead, count)
        for i in range(lanes.size):
            for j in range(count):
                mask[base + j * lanes.lane_step + i * lanes.step] = ahead[i, j] < kept
        lane += count


@njit
def _load(bits, magnitude, base, count, lane_step, step):
    for i in range(magnitude.shape[0]):
        for lane in range(count):
            value = bits[base + lane * lane_step + i * step] & np.int32(0x7FFFFFFF)
            magnitude[i, lane] = min(np.int32(value), _NAN_MAGNITUDE)


@njit
def _rank(magnitude, ahead, count):
    """Count for every element those that go before it: one comparison serves both of a pair."""
    group = magnitude.shape[0]
    ahead[:, :count] = 0
    for i in range(group):
        for j in range(i + 1, group):
            for lane in range(count):
                first = np.int32(magnitude[i, lane] >= magnitude[j, lane])
                ahead[j, lane] += first
                ahead[i, lane] += np.int32(1) - first


@njit
def pack_groups(weight, mask, values, indices, group, kept, start, stop):
    """Pack ``weight`` and ``mask`` (outer, k, inner) into (outer, kc, inner) values and indices.

    Does groups ``start..stop`` of outer * ceil(k / group).  A group with fewer than ``kept``
    selected is filled with 0 at its lowest free positions.
    """
    groups = values.shape[1] // kept
    for number in range(start, stop):
        o, g = number // groups, number % groups
        for c in range(weight.shape[2]):
            _pack_group(weight, mask, values, indices, group, kept, o, g, c, weight.shape[1])


@njit
def _pack_group(weight, mask, values, indices, group, kept, o, g, c, k):
    start = g * group
    valid = min(group, k - start)
    free = kept
    for i in range(valid):
        free -= np.int64(mask[o, start + i, c])
    slot = g * kept
    for i in range(group):
        chosen = i < valid and mask[o, start + i, c]
        if chosen or free > 0:
            values[o, slot, c] = weight[o, start + i, c] if chosen else weight.dtype.type(0)
            indices[o, slot, c] = i
            slot += 1
            free -= np.int64(not chosen)


@njit
def unpack_rows(values, indices, weight, group, kept):
    """Scatter (outer, kc, inner) values into the zeroed (outer, k, inner) ``weight``."""
    outer, k, inner = weight.shape
    for o in range(outer):
        for j in range(values.shape[1]):
            for c in range(inner):
                position = j // kept * group + indices[o, j, c]
                if position < k:
                    weight[o, position, c] = values[o, j, c]
