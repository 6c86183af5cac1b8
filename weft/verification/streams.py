"""Random legal WEIGHT_STATIONARY and OUTPUT_STATIONARY, field by field."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from weft.accelerator.description import Accelerator
from weft.accelerator.isa import Side
from weft.accelerator.sparsity import Sparsity
from weft.simulator.functional_address import Geometry, Stream, pixels, stream
from weft.simulator.functional_machine import Compressed
from weft.verification.dice import Dice
from weft.verification.moves import TRIES, Fields, NoRoomError, Site, random_window

Array = NDArray[Any]


def random_weight_stationary(site: Site, pattern: Sparsity, half: range) -> Fields:
    """A WEIGHT_STATIONARY on words of ``half``; raises NoRoomError."""
    a, dice = site.accelerator, site.dice
    most = min(a.o_words, a.a_granules, 96)
    for _ in range(TRIES):
        side = Side(dice.flag(0.4))
        f = random_window(dice, most)
        f |= _pitches(dice, f)
        s = stream(window_of(f), side is Side.O)
        if not s.once or s.last_word >= a.o_words:
            continue
        f |= {"side": side, "kept": pattern.kept, "group": pattern.group}
        if not _place_operands(dice, a, f, pattern, s):
            continue
        f["o"] = half.start + dice.pick(0, a.o_words - 1 - max(s.last_word, 0))
        return f | random_tile(site, pattern)
    raise NoRoomError("no weight-stationary stream fits")


def next_tile(site: Site, f: Fields, half: range) -> Fields:
    """The stream ``f`` past another tile: on the same words, or on some further along in ``half``,
    so that words come up again sooner than a stream takes.
    """
    f = f | random_tile(site, Sparsity(f["kept"], f["group"]))
    last = stream(window_of(f), f["side"] == Side.O).last_word
    room = half.stop - 1 - f["o"] - max(last, 0)
    if site.dice.chance(0.4):
        f["o"] += site.dice.pick(0, room)
    return f


def window_of(f: Fields) -> Geometry:
    """The window and the pitches in the fields of a stream."""
    return Geometry._make(f[name] for name in Geometry._fields)


def _pitches(dice: Dice, f: Fields) -> Fields:
    """Images one after the other on both sides, mostly; with gaps or overlaps otherwise."""
    if dice.chance(0.6):
        row, raster = f["x_limit"], f["width"]
        image, raster_image = f["y_limit"] * row, f["height"] * raster
    else:
        row, raster = dice.pick(0, f["x_limit"] + 2), f["width"] + dice.pick(-1, 2)
        image = dice.pick(0, f["y_limit"] * row + 3)
        raster_image = max(0, f["height"] * raster + dice.pick(-1, 3))
    return {
        "window_row": row, "window_image": image, "raster_row": raster,
        "raster_image": raster_image,
    }  # fmt: skip


def _place_operands(dice: Dice, a: Accelerator, f: Fields, pattern: Sparsity, s: Stream) -> bool:
    """Add the address in A of planes that begin with whole groups; whether there is room."""
    ratio = pattern.group // pattern.kept
    turns = dice.weighted({0: 4, 1: 1})
    f["a_plane"] = ratio * dice.pick(0, a.a_banks // ratio - 1) + turns * a.a_banks
    f["plane_pitch"] = dice.pick(0, a.a_granules // 3)
    room = a.a_granules - 1 - turns * f["plane_pitch"] - max(s.last_read, 0)
    if room < 0:
        return False
    f["a"] = dice.pick(0, room)
    return True


def random_tile(site: Site, pattern: Sparsity) -> Fields:
    """Another tile of weights: rows of B and, unless dense, indices that the pattern has."""
    a, dice = site.accelerator, site.dice
    f = {"b": dice.pick(0, a.b_granules - a.rows)}
    if dice.chance(0.5):
        f["b"] -= f["b"] % a.rows
    if pattern.is_dense:
        return f
    return f | {"index": _index(site, pattern, np.arange(a.rows))}


def _index(site: Site, pattern: Sparsity, rows: Array) -> int:
    """A granule of INDEX from which compressed ``rows`` have indices within their group."""
    a = site.accelerator
    block = a.rows * pattern.kept // pattern.group
    places = Compressed(pattern, block, a.index_rows).index_places(rows)
    offsets = np.unique(places // a.index_rows)
    highest = site.machine.index.reshape(a.b_index_granules, -1).max(axis=1)
    starts = np.arange(a.b_index_granules - int(offsets.max(initial=0)))
    if not len(starts):
        raise NoRoomError("INDEX is too small for these rows")
    used = highest[starts[:, None] + offsets].max(axis=1)
    legal = starts[used < pattern.group]
    telling = starts[(used < pattern.group) & (used > 0)]
    if len(telling):
        legal = telling
    if not len(legal):
        raise NoRoomError(f"INDEX holds no indices of {pattern}")
    return site.dice.choose(legal.tolist())


# ---- output-stationary ----


def random_output_stationary(
    site: Site, pattern: Sparsity, half: range, *, drain: bool | None = None
) -> Fields:
    """An OUTPUT_STATIONARY that may drain into ``half``; raises NoRoomError."""
    a, dice = site.accelerator, site.dice
    for _ in range(TRIES):
        f = random_window(dice, 24)
        f |= _pitches(dice, f) | _slots(dice, a)
        f |= {"kept": pattern.kept, "group": pattern.group}
        f["drain"] = dice.flag(0.6) if drain is None else int(drain)
        words = f["outer"] * f["inner"] * a.rows
        if f["drain"] and words > a.o_words:
            continue
        if f["drain"]:
            f["o"] = half.start + dice.pick(0, a.o_words - words)
        rows = _b_rows(f, pattern)
        last = int(rows.max())
        if last >= a.b_granules or not _place_slots(site, f, pattern):
            continue
        f["b"] = dice.pick(0, a.b_granules - 1 - last)
        return f if pattern.is_dense else f | {"index": _index(site, pattern, rows)}
    raise NoRoomError("no output-stationary stream fits")


def _slots(dice: Dice, a: Accelerator) -> Fields:
    outer = dice.few(min(4, a.interleave))
    inner = dice.few(min(4, a.interleave // outer))
    f = {"outer": outer, "inner": inner}
    f |= {"outer_y": dice.pick(0, 2), "inner_x": dice.pick(0, 2)}
    f |= {"outer_plane": dice.pick(0, 2), "inner_plane": dice.pick(0, 2)}
    return f | {"outer_b": dice.pick(0, 6), "inner_b": dice.pick(0, 6)}


def _b_rows(f: Fields, pattern: Sparsity) -> Array:
    """Rows of B, relative to ``b``, that the stream multiplies."""
    raster = pixels(window_of(f)).raster
    steps = (raster[:, None] * pattern.kept + np.arange(pattern.kept)).reshape(-1)
    outer, inner = np.arange(f["outer"]) * f["outer_b"], np.arange(f["inner"]) * f["inner_b"]
    shifts = np.unique(outer[:, None] + inner)
    return np.unique(shifts[:, None] + steps)


def _place_slots(site: Site, f: Fields, pattern: Sparsity) -> bool:
    """Add the address of A that all slots share; whether there is room."""
    a, dice = site.accelerator, site.dice
    f["plane_pitch"] = dice.pick(0, a.a_granules // 4)
    if pattern.is_dense:
        f["a_plane"] = dice.pick(0, a.a_banks - 1)
    deepest = 0
    for i in range(f["outer"]):
        for j in range(f["inner"]):
            turn = i * f["outer_plane"] + j * f["inner_plane"]
            if pattern.is_dense:
                turn = (f["a_plane"] + turn) // a.a_banks
            moved = window_of(f).shifted(i * f["outer_y"], j * f["inner_x"])
            last = pixels(moved).last_window
            if last >= 0:
                deepest = max(deepest, turn * f["plane_pitch"] + last)
    if deepest >= a.a_granules:
        return False
    f["a"] = dice.pick(0, a.a_granules - 1 - deepest)
    return True
