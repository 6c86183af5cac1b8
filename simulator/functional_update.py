"""UPDATE on values: docs/machine.md."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from weft.accelerator import arithmetic
from weft.accelerator.isa import Hyper
from weft.accelerator.sparsity import pack, select
from weft.simulator.functional_machine import (
    Compressed,
    IllegalError,
    Machine,
    require_half,
    require_room,
    scale,
)

Array = NDArray[Any]


class _Copy(NamedTuple):
    """A compressed copy to emit: ``name`` is ff or bp, groups run along ``axis`` of a block."""

    name: str
    axis: int
    pattern: Compressed


def update(m: Machine, f: Any, hypers: tuple[Hyper, ...]) -> None:
    """Take the optimizer step on blocks of R rows and emit both copies, as the flags say."""
    _check_rows(m, f)
    hyper, copies, exists = _hyper(m, f, hypers), _copies(m, f), _existing(m, f)
    weight = _masked(_blocks(m.weight, f.source, f.words), exists)
    if hyper is not None:
        weight = _optimize(m, f, hyper, weight, exists)
    for copy in copies:
        _emit(m, f, copy, weight)


def _check_rows(m: Machine, f: Any) -> None:
    size = m.accelerator.rows
    if f.words % size:
        rule = f"is not a multiple of rows={size}; fill up the last block"
        raise IllegalError("words", f.words, rule)
    require_room("source", f.source, f.source + f.words - 1, len(m.weight), "U", "rows")
    if f.optimize:
        require_room("o", f.o, f.o + f.words - 1, len(m.o), "O", "words")
        require_half("o", f.o, f.o, f.o + f.words - 1, m.accelerator)
        last = f.destination + f.words - 1
        require_room("destination", f.destination, last, len(m.new_weight), "U", "rows")


def _hyper(m: Machine, f: Any, hypers: tuple[Hyper, ...]) -> Hyper | None:
    """Constants of the step, None without ``optimize``; also checks the pattern that they need."""
    if not f.optimize:
        return None
    if f.hyper >= len(hypers):
        rule = f"names no row of constants; the program has {len(hypers)}"
        raise IllegalError("hyper", f.hyper, rule)
    if f.frozen or hypers[f.hyper].decay:
        m.pattern(f, "ff_")
    return hypers[f.hyper]


def _copies(m: Machine, f: Any) -> list[_Copy]:
    """The copies to emit, with room for them."""
    wanted = [("ff", 1)] * f.emit_ff + [("bp", 2)] * f.emit_bp
    copies = [_Copy(name, axis, m.pattern(f, f"{name}_")) for name, axis in wanted]
    for copy in copies:
        pattern = copy.pattern
        _require_copy_room(m, f, f"{copy.name}_value", pattern.rows)
        if not pattern.sparsity.is_dense:
            _require_copy_room(m, f, f"{copy.name}_index", pattern.index_granules)
        if copy.name == "bp" and f.mask_bp:
            _check_mask(m, f, pattern)
    return copies


def _require_copy_room(m: Machine, f: Any, name: str, count: int) -> None:
    blocks, pitch = f.words // m.accelerator.rows, getattr(f, f"{name}_pitch")
    if blocks > 1 and pitch < count:
        rule = f"lets blocks of {count} granules overlap; use at least {count}"
        raise IllegalError(f"{name}_pitch", pitch, rule)
    last = getattr(f, name) + (blocks - 1) * pitch + count - 1
    require_room(name, getattr(f, name), last, m.accelerator.u_words, name.upper())


def _check_mask(m: Machine, f: Any, pattern: Compressed) -> None:
    m.pattern(f, "ff_")
    if not pattern.sparsity.is_dense:
        rule = f"with the BP pattern {pattern.sparsity}; a masked copy is dense in form (1:1)"
        raise IllegalError("mask_bp", f.mask_bp, rule)


def _blocks(memory: Array, first: int, words: int) -> Array:
    size = memory.shape[1]
    return memory[first : first + words].reshape(-1, size, size)


def _existing(m: Machine, f: Any) -> Array | None:
    """Which weights of a block exist (R, R) bool; None for all."""
    if not f.group_rows:
        return None
    if not f.group_columns:
        rule = f"does not fit group_rows={f.group_rows}; give both or none"
        raise IllegalError("group_columns", 0, rule)
    for axis in ("row", "column"):
        phase, size = getattr(f, f"{axis}_phase"), getattr(f, f"group_{axis}s")
        if phase >= size:
            rule = f"lies beyond a group of {size} {axis}s; take it modulo the group"
            raise IllegalError(f"{axis}_phase", phase, rule)
    lane = np.arange(m.accelerator.rows)
    row = (f.row_phase + lane) // f.group_rows + f.row_group
    column = (f.column_phase + lane) // f.group_columns
    return row[:, None] == column


def _masked(values: Array, exists: Array | None) -> Array:
    """A copy with +0 where nothing exists."""
    return values.copy() if exists is None else np.where(exists, values, np.float32(0))


def _kept_ff(m: Machine, f: Any, weight: Array) -> Array:
    """FF mask of weights (blocks, R, R)."""
    return select(weight, m.pattern(f, "ff_").sparsity, axis=1)


def _optimize(m: Machine, f: Any, h: Hyper, weight: Array, exists: Array | None) -> Array:
    """Step weight and momentum, write them to U out and return the new weights."""
    sums = m.o[f.o : f.o + f.words]
    gradient = sums.astype(np.float32).reshape(weight.shape)
    momentum = _blocks(m.momentum, f.source, f.words).copy()
    pruned = ~_kept_ff(m, f, weight) if f.frozen or h.decay else None
    arithmetic.sgd_update(
        weight,
        gradient,
        momentum,
        learning_rate=h.learning_rate,
        momentum=h.momentum,
        weight_decay=h.weight_decay,
        gradient_scale=h.gradient_scale,
        decay=h.decay,
        pruned=pruned if h.decay else None,
        frozen=pruned if f.frozen else None,
    )
    sums[...] = 0
    weight = _masked(weight, exists)
    _blocks(m.new_weight, f.destination, f.words)[...] = weight
    _blocks(m.new_momentum, f.destination, f.words)[...] = _masked(momentum, exists)
    return weight


def _emit(m: Machine, f: Any, copy: _Copy, weight: Array) -> None:
    """Write one copy: its compressed rows are granules over the axis that has no groups."""
    if copy.name == "bp" and f.mask_bp:
        weight = np.where(_kept_ff(m, f, weight), weight, np.float32(0))
    values, indices = (
        np.moveaxis(x, copy.axis, 1) for x in pack(weight, copy.pattern.sparsity, axis=copy.axis)
    )
    scaled = scale(values, f.shift)
    granules = m.encode(scaled.reshape(-1, scaled.shape[-1]))
    _put(m, f, f"{copy.name}_value", granules.reshape(*scaled.shape[:2], -1))
    if not copy.pattern.sparsity.is_dense:
        _put(m, f, f"{copy.name}_index", m.pack_indices(indices))


def _put(m: Machine, f: Any, name: str, granules: Array) -> None:
    """Write the granules (blocks, n, bytes) of each block one pitch further."""
    blocks, count = granules.shape[:2]
    first = getattr(f, name) + np.arange(blocks)[:, None] * getattr(f, f"{name}_pitch")
    getattr(m, name)[first + np.arange(count)] = granules
