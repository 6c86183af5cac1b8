"""UPDATE on values: docs/machine.md."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from weft.accelerator import arithmetic
from weft.accelerator.isa import Hyper
from weft.accelerator.sparsity import pack, select
from weft.simulator.functional_machine import Compressed, IllegalError, Machine, require_room, scale

Array = NDArray[Any]


def update(m: Machine, f: Any, hypers: tuple[Hyper, ...]) -> None:
    """Take the optimizer step on blocks of R rows and emit both copies, as the flags say."""
    size = m.accelerator.rows
    if f.words % size:
        raise IllegalError(
            "words", f.words, f"is not a multiple of rows={size}; fill up the last block"
        )
    if not f.words:
        return
    require_room("source", f.source, f.source + f.words - 1, len(m.weight), "U", "rows")
    exists = _existing(m, f)
    weight = _masked(_blocks(m.weight, f.source, f.words), exists)
    if f.optimize:
        weight = _optimize(m, f, hypers, weight, exists)
    if f.emit_ff:
        _emit_ff(m, f, weight)
    if f.emit_bp:
        _emit_bp(m, f, weight)


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
    lane = np.arange(m.accelerator.rows)
    row = (f.row_phase + lane) // f.group_rows + f.row_group
    column = (f.column_phase + lane) // f.group_columns
    return row[:, None] == column


def _masked(values: Array, exists: Array | None) -> Array:
    """A copy with +0 where nothing exists."""
    return values.copy() if exists is None else np.where(exists, values, np.float32(0))


def _optimize(
    m: Machine, f: Any, hypers: tuple[Hyper, ...], weight: Array, exists: Array | None
) -> Array:
    """Step weight and momentum, write them to U out and return the new weights."""
    require_room("o", f.o, f.o + f.words - 1, len(m.o), "O", "words")
    last = f.destination + f.words - 1
    require_room("destination", f.destination, last, len(m.new_weight), "U", "rows")
    if f.hyper >= len(hypers):
        rule = f"names no row of constants; the program has {len(hypers)}"
        raise IllegalError("hyper", f.hyper, rule)
    gradient = _masked(_blocks(m.o, f.o, f.words).astype(np.float32), exists)
    momentum = _masked(_blocks(m.momentum, f.source, f.words), exists)
    _step(m, f, hypers[f.hyper], weight, gradient, momentum)
    m.o[f.o : f.o + f.words] = 0
    _blocks(m.new_weight, f.destination, f.words)[...] = weight = _masked(weight, exists)
    _blocks(m.new_momentum, f.destination, f.words)[...] = _masked(momentum, exists)
    return weight


def _step(m: Machine, f: Any, h: Hyper, weight: Array, gradient: Array, momentum: Array) -> None:
    """Update ``weight`` and ``momentum`` in place."""
    pruned: Array | None = None
    if f.frozen or h.decay:
        pruned = ~select(weight, m.pattern(f, "ff_").sparsity, axis=1).reshape(-1)
    arithmetic.sgd_update(
        weight.reshape(-1),
        gradient.reshape(-1),
        momentum.reshape(-1),
        learning_rate=h.learning_rate,
        momentum=h.momentum,
        weight_decay=h.weight_decay,
        gradient_scale=h.gradient_scale,
        decay=h.decay,
        pruned=pruned,
        frozen=bool(f.frozen),
    )


def _emit_ff(m: Machine, f: Any, weight: Array) -> None:
    """Groups run along the rows of a block; a compressed row is a granule over the columns."""
    pattern = m.pattern(f, "ff_")
    values, indices = pack(weight, pattern.sparsity, axis=1)
    _emit(m, f, "ff", pattern, values, indices)


def _emit_bp(m: Machine, f: Any, weight: Array) -> None:
    """Groups run along the columns of a block; a compressed row is a granule over the rows."""
    pattern = m.pattern(f, "bp_")
    if f.mask_bp:
        if not pattern.sparsity.is_dense:
            rule = f"with the BP pattern {pattern.sparsity}; a masked copy is dense in form (1:1)"
            raise IllegalError("mask_bp", f.mask_bp, rule)
        kept = select(weight, m.pattern(f, "ff_").sparsity, axis=1)
        weight = np.where(kept, weight, np.float32(0))
    values, indices = pack(weight, pattern.sparsity, axis=2)
    _emit(m, f, "bp", pattern, values.swapaxes(1, 2), indices.swapaxes(1, 2))


def _emit(
    m: Machine, f: Any, copy: str, pattern: Compressed, values: Array, indices: Array
) -> None:
    """Write values and indices (blocks, compressed rows, R) to their memories."""
    scaled = scale(values, f.shift)
    granules = m.encode(scaled.reshape(-1, scaled.shape[-1])).reshape(*scaled.shape[:2], -1)
    _put(m, f, f"{copy}_value", granules)
    if not pattern.sparsity.is_dense:
        _put(m, f, f"{copy}_index", m.pack_indices(indices))


def _put(m: Machine, f: Any, name: str, granules: Array) -> None:
    """Write the granules (blocks, n, bytes) of each block one pitch further."""
    memory, first, pitch = getattr(m, name), getattr(f, name), getattr(f, f"{name}_pitch")
    blocks, count = granules.shape[:2]
    last = first + (blocks - 1) * pitch + count - 1
    require_room(name, first, last, len(memory), name.upper())
    where = first + np.arange(blocks)[:, None] * pitch + np.arange(count)
    memory[where] = granules
