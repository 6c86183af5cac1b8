"""What one instruction reads and writes: every granule of every memory, after docs/machine.md."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from weft.accelerator.description import Accelerator
from weft.accelerator.isa import Opcode, Side, Source, Target
from weft.accelerator.sparsity import Sparsity
from weft.simulator.functional_address import (
    Geometry,
    gather_geometry,
    geometry,
    lattice,
    pixels,
    record,
    stream,
)
from weft.simulator.functional_machine import Compressed

Array = NDArray[Any]
Ids = dict[str, Array]

#: Memories by the name under which a footprint lists them.
MEMORIES = (
    "dram", "a", "b", "index", "o", "weight", "momentum", "bias", "mask", "new_weight",
    "new_momentum", "ff_value", "ff_index", "bp_value", "bp_index", "pe",
)  # fmt: skip

_LOADED = {
    Target.B: "b", Target.INDEX: "index", Target.WEIGHT: "weight", Target.MOMENTUM: "momentum",
    Target.BIAS: "bias", Target.MASK: "mask",
}  # fmt: skip
_STORED = {
    Source.WEIGHT: "new_weight", Source.MOMENTUM: "new_momentum", Source.FF_VALUE: "ff_value",
    Source.FF_INDEX: "ff_index", Source.BP_VALUE: "bp_value", Source.BP_INDEX: "bp_index",
}  # fmt: skip


@dataclass(frozen=True)
class Footprint:
    """Places read and written, by memory: sorted int64 arrays without repetition, none empty.

    A place is a granule ("dram", "b", "index", "weight", "momentum", "bias", all of U out), bank *
    a_granules + row ("a"), a word ("o", "mask"), an accumulator's slot ("pe"). Memories that the
    instruction does not touch are missing. A word of O that is cleared or added to is read and
    written.
    """

    reads: Ids
    writes: Ids


def footprint(accelerator: Accelerator, row: Array) -> Footprint:
    """Footprint of one legal instruction, ``row`` (WIDTH,); nothing is checked."""
    f = record(row.tolist())
    reads, writes = _OF[f.opcode](accelerator, f)
    return Footprint(_tidy(reads), _tidy(writes))


def _tidy(ids: Ids) -> Ids:
    return {name: np.unique(places) for name, places in ids.items() if places.size}


# ---- transfers ----


def _dram(f: Any) -> Array:
    return f.dram + lattice(
        (f.planes, f.plane_stride), (f.images, f.image_stride), (f.runs, f.run_stride),
        (f.length, 1),
    )  # fmt: skip


def _buffer(f: Any) -> Array:
    return f.buffer + lattice(
        (f.planes, f.plane_pitch), (f.images, f.image_pitch), (f.runs, f.run_pitch), (f.length, 1)
    )


def _load(a: Accelerator, f: Any) -> tuple[Ids, Ids]:
    if f.target != Target.A:
        return {"dram": _dram(f)}, {_LOADED[Target(f.target)]: _buffer(f)}
    turn, bank = np.divmod(f.first_plane + np.arange(f.planes), a.a_banks)
    bases = bank * a.a_granules + f.buffer + turn * f.plane_pitch
    inside = lattice((f.images, f.image_pitch), (f.runs, f.run_pitch), (f.length, 1))
    return {"dram": _dram(f)}, {"a": bases[:, None] + inside}


def _gather(a: Accelerator, f: Any) -> tuple[Ids, Ids]:
    p = pixels(gather_geometry(f))
    inside = p.window if p.inside is None else p.window[p.inside]
    reads = {"dram": f.dram + np.arange(f.planes)[:, None] * f.plane_stride + inside}
    q = np.arange(-(-len(p.window) // a.rows))[:, None]
    t = np.arange(f.planes * a.rows)
    if f.target == Target.B:
        return reads, {"b": f.buffer + q * f.plane_pitch + t}
    if f.spread:
        bank, row = t % f.spread, f.buffer + q * f.plane_pitch + t // f.spread
    else:
        turn, bank = np.divmod(f.first_plane + q, a.a_banks)
        row = f.buffer + turn * f.plane_pitch + t
    return reads, {"a": bank * a.a_granules + row}


def _store(a: Accelerator, f: Any) -> tuple[Ids, Ids]:
    places, writes = _buffer(f), {"dram": _dram(f)}
    if f.source != Source.O:
        return {_STORED[Source(f.source)]: places}, writes
    reads = {"o": places}
    if f.add_bias:
        reads["bias"] = f.bias * a.wide_granules + np.arange(f.planes * a.wide_granules)
    if f.masked:
        reads["mask"] = places
    return reads, writes | {"o": places}


# ---- computing ----


def _pattern(a: Accelerator, kept: int, group: int) -> Compressed:
    return Compressed(Sparsity(kept, group), a.rows * kept // group, a.index_rows)


def _indices(f: Any, pattern: Compressed, rows: Array) -> Ids:
    """Granules of INDEX that hold the indices of compressed rows."""
    if pattern.sparsity.is_dense:
        return {}
    return {"index": f.index + np.unique(pattern.index_places(rows) // pattern.index_rows)}


def _weight_stationary(a: Accelerator, f: Any) -> tuple[Ids, Ids]:
    pattern, s = _pattern(a, f.kept, f.group), stream(geometry(f), f.side == Side.O)
    offsets = s.reads if s.inside is None else s.reads[s.inside]
    turn, bank = np.divmod(f.a_plane + np.arange(pattern.ratio), a.a_banks)
    bases = bank * a.a_granules + f.a + turn * f.plane_pitch
    words, tile = f.o + s.words, np.arange(a.rows)
    reads = {"a": offsets[:, None] + bases, "b": f.b + tile, "o": words}
    return reads | _indices(f, pattern, tile), {"o": words}


def _output_stationary(a: Accelerator, f: Any) -> tuple[Ids, Ids]:
    pattern, window = _pattern(a, f.kept, f.group), geometry(f)
    slots = [(i, j) for i in range(f.outer) for j in range(f.inner)]
    shifts = lattice((f.outer, f.outer_b), (f.inner, f.inner_b))
    raster = pixels(window).raster
    steps = (raster[:, None] * f.kept + np.arange(f.kept)).reshape(-1)
    rows = np.unique(np.unique(shifts)[:, None] + steps)
    reads = {
        "a": np.concatenate([_slot(a, f, pattern, window, i, j) for i, j in slots]),
        "b": f.b + rows,
        "pe": np.arange(len(slots)),
    } | _indices(f, pattern, rows)
    if not f.drain:
        return reads, {"pe": np.arange(len(slots))}
    return reads, {"pe": np.arange(a.interleave), "o": f.o + np.arange(len(slots) * a.rows)}


def _slot(a: Accelerator, f: Any, pattern: Compressed, window: Geometry, i: int, j: int) -> Array:
    """Places of A that slot (i, j) reads."""
    p = pixels(window.shifted(i * f.outer_y, j * f.inner_x))
    inside = p.window if p.inside is None else p.window[p.inside]
    plane = i * f.outer_plane + j * f.inner_plane
    if pattern.sparsity.is_dense:
        plane, bank = divmod(f.a_plane + plane, a.a_banks)
        banks = np.array([bank])
    else:
        banks = np.arange(pattern.sparsity.group)
    bases = banks * a.a_granules + f.a + plane * f.plane_pitch
    return np.asarray(inside[:, None] + bases).reshape(-1)


# ---- updating ----


def _update(a: Accelerator, f: Any) -> tuple[Ids, Ids]:
    wide = np.arange(f.words * a.wide_granules)
    source, destination = f.source * a.wide_granules + wide, f.destination * a.wide_granules + wide
    reads: Ids = {"weight": source}
    writes: Ids = {}
    if f.optimize:
        words = f.o + np.arange(f.words)
        reads |= {"momentum": source, "o": words}
        writes |= {"o": words, "new_weight": destination, "new_momentum": destination}
    if f.emit_ff:
        writes |= _copy(a, f, "ff", f.ff_kept, f.ff_group)
    if f.emit_bp:
        writes |= _copy(a, f, "bp", f.bp_kept, f.bp_group)
    return reads, writes


def _copy(a: Accelerator, f: Any, name: str, kept: int, group: int) -> Ids:
    pattern, blocks = _pattern(a, kept, group), f.words // a.rows
    value, index = f"{name}_value", f"{name}_index"
    out = {value: _blocks(f, value, blocks, pattern.rows)}
    if not pattern.sparsity.is_dense:
        out[index] = _blocks(f, index, blocks, pattern.index_granules)
    return out


def _blocks(f: Any, name: str, blocks: int, count: int) -> Array:
    return getattr(f, name) + lattice((blocks, getattr(f, f"{name}_pitch")), (count, 1))


_OF: dict[int, Callable[[Accelerator, Any], tuple[Ids, Ids]]] = {
    Opcode.LOAD: _load,
    Opcode.GATHER: _gather,
    Opcode.WEIGHT_STATIONARY: _weight_stationary,
    Opcode.OUTPUT_STATIONARY: _output_stationary,
    Opcode.STORE: _store,
    Opcode.UPDATE: _update,
    Opcode.VECTOR: lambda a, f: ({}, {}),
}
