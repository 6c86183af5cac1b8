"""LOAD, GATHER and STORE on values: docs/machine.md."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from weft.accelerator.isa import Source, Target
from weft.simulator.functional_address import gather_geometry, lattice, pixels
from weft.simulator.functional_machine import (
    BIAS_ROWS,
    IllegalError,
    Machine,
    has_sign,
    require_half,
    require_room,
    scale,
)

Array = NDArray[Any]


def load(m: Machine, f: Any, dram: Array) -> None:
    """Copy runs of granules from ``dram`` (granules, granule_bytes) into a buffer."""
    target = _named(Target, "target", f.target)
    _check_first_plane(m, f)
    places = _plane_places(m, f, target)
    _check_runs(m, f, dram, places)
    granules = dram.take(_dram_granules(f), axis=0)
    bank = places * 0
    if target is Target.A:
        bank = (f.first_plane + np.arange(f.planes)) % m.banks
    _check_buffer(f, places, _load_size(m, target), target.name)
    inside = lattice((f.images, f.image_pitch), (f.runs, f.run_pitch), (f.length, 1))
    bases = f.buffer + places + bank * m.depth
    _write(m, target, (bases[:, None] + inside).reshape(-1), granules)


def _named(kind: Any, field: str, value: int) -> Any:
    try:
        return kind(value)
    except ValueError:
        known = ", ".join(f"{int(k)} ({k.name})" for k in kind)
        raise IllegalError(field, value, f"names no memory; use one of {known}") from None


def _check_first_plane(m: Machine, f: Any) -> None:
    if f.first_plane >= m.banks:
        rule = f"is none of the {m.banks} banks of A; move `buffer` on instead"
        raise IllegalError("first_plane", f.first_plane, rule)


def _plane_places(m: Machine, f: Any, target: Target | None) -> Array:
    """How much further each plane lies in its memory or bank (planes,)."""
    plane = np.arange(f.planes)
    if target is Target.A:
        plane = (f.first_plane + plane) // m.banks
    return plane * f.plane_pitch


def _check_runs(m: Machine, f: Any, dram: Array, places: Array) -> None:
    last = (
        f.dram + (f.planes - 1) * f.plane_stride + (f.images - 1) * f.image_stride
        + (f.runs - 1) * f.run_stride + f.length - 1
    )  # fmt: skip
    require_room("dram", f.dram, last, len(dram), "memory image")
    beat = m.accelerator.beat_granules
    apart = f.dram + np.arange(f.planes) * f.plane_stride - f.buffer - places
    _check_beat("dram", f.dram, f"buffer={f.buffer}, with every plane,", apart, beat)
    if f.images > 1:
        name = f"image_pitch={f.image_pitch}"
        _check_beat("image_stride", f.image_stride, name, f.image_stride - f.image_pitch, beat)
    if f.runs > 1:
        name = f"run_pitch={f.run_pitch}"
        _check_beat("run_stride", f.run_stride, name, f.run_stride - f.run_pitch, beat)


def _check_beat(field: str, value: int, other: str, apart: Array | int, beat: int) -> None:
    if np.any(np.asarray(apart) % beat):
        rule = f"and {other} differ modulo the {beat} granules of a beat; align the buffer"
        raise IllegalError(field, value, rule)


def _check_buffer(f: Any, places: Array, size: int, memory: str) -> None:
    spread = (f.images - 1) * f.image_pitch + (f.runs - 1) * f.run_pitch + f.length - 1
    unit = "words" if memory == "O" else "granules"
    require_room("buffer", f.buffer, f.buffer + int(places.max()) + spread, size, memory, unit)


def _dram_granules(f: Any) -> Array:
    steps = lattice(
        (f.planes, f.plane_stride), (f.images, f.image_stride), (f.runs, f.run_stride),
        (f.length, 1),
    )  # fmt: skip
    return f.dram + steps


def _load_size(m: Machine, target: Target) -> int:
    a = m.accelerator
    return {
        Target.A: a.a_granules,
        Target.B: a.b_granules,
        Target.INDEX: a.b_index_granules,
        Target.WEIGHT: a.u_words * a.wide_granules,
        Target.MOMENTUM: a.u_words * a.wide_granules,
        Target.BIAS: BIAS_ROWS * a.wide_granules,
        Target.MASK: 2 * a.o_words,
    }[target]


def _write(m: Machine, target: Target, where: Array, granules: Array) -> None:
    """Put granules to their places; of two for one place the later stays."""
    if target is Target.A:
        m.a[where] = m.decode(granules)
    elif target is Target.B:
        m.b[where] = m.decode(granules)
    elif target is Target.INDEX:
        rows = m.unpack_indices(granules).reshape(len(where), -1)
        m.index.reshape(-1, rows.shape[1])[where] = rows
    elif target is Target.MASK:
        m.mask[where] = m.positive(granules)
    else:
        memory = {Target.WEIGHT: m.weight, Target.MOMENTUM: m.momentum, Target.BIAS: m.bias}
        m.granules(memory[target])[where] = granules


def gather(m: Machine, f: Any, dram: Array) -> None:
    """Load blocks of R window pixels transposed: their channels become rows."""
    target = _named(Target, "target", f.target)
    if target not in (Target.A, Target.B):
        rule = "cannot be gathered into; use A or B"
        raise IllegalError("target", f"{f.target} ({target.name})", rule)
    _check_first_plane(m, f)
    _check_spread(m, f)
    blocks = _gathered(m, f, dram)
    count, rows = blocks.shape[:2]
    q, t = np.arange(count)[:, None], np.arange(rows)
    if target is Target.B:
        where = f.buffer + q * f.plane_pitch + t
        require_room("buffer", f.buffer, int(where.max()), len(m.b), "B")
        _check_apart(f, where)
        m.b[where] = blocks
        return
    bank, row = _gather_places(m, f, q, t)
    require_room("buffer", f.buffer, int(row.max()), m.depth, "A")
    where = bank * m.depth + row
    _check_apart(f, where)
    m.a[where] = blocks


def _check_apart(f: Any, where: Array) -> None:
    if len(np.unique(where)) != where.size:
        rule = "lets blocks overlap, and which of two rows stays is open; use a larger pitch"
        raise IllegalError("plane_pitch", f.plane_pitch, rule)


def _gather_places(m: Machine, f: Any, q: Array, t: Array) -> tuple[Array, Array]:
    """Bank and row of A of row t of block q."""
    if f.spread == 0:
        turn, bank = np.divmod(f.first_plane + q, m.banks)
        return bank, f.buffer + turn * f.plane_pitch + t
    return t % f.spread, f.buffer + q * f.plane_pitch + t // f.spread


def _check_spread(m: Machine, f: Any) -> None:
    if f.spread > m.banks:
        rule = f"is more than the {m.banks} banks of A; gather a smaller group"
        raise IllegalError("spread", f.spread, rule)
    if f.spread & (f.spread - 1):
        rule = "is neither 0 nor a power of two; use the size of a group"
        raise IllegalError("spread", f.spread, rule)


def _gathered(m: Machine, f: Any, dram: Array) -> Array:
    """Rows (blocks, planes * R, R) of the window's pixels, zeros outside it and behind the last."""
    p, size = pixels(gather_geometry(f)), m.accelerator.rows
    count = len(p.window)
    if p.last_window >= 0:
        last = f.dram + (f.planes - 1) * f.plane_stride + p.last_window
        require_room("dram", f.dram, last, len(dram), "memory image")
    values = np.zeros((f.planes, -(-count // size) * size, size), m.a.dtype)
    kept = np.arange(count) if p.inside is None else np.flatnonzero(p.inside)
    base = f.dram + np.arange(f.planes)[:, None] * f.plane_stride
    if len(kept):
        granules = dram[base + p.window[kept]].reshape(-1, dram.shape[1])
        values[:, kept] = m.decode(granules).reshape(f.planes, len(kept), size)
    blocks = values.reshape(f.planes, -1, size, size).transpose(1, 0, 3, 2)
    return np.ascontiguousarray(blocks).reshape(-1, f.planes * size, size)


def store(m: Machine, f: Any, dram: Array) -> None:
    """Copy runs of rounded words of O, or of granules of U out, to ``dram``."""
    source = _named(Source, "source", f.source)
    places = _plane_places(m, f, None)
    _check_runs(m, f, dram, places)
    if source is Source.O:
        _check_buffer(f, places, len(m.o), "O")
        granules = m.pack(_finished_codes(m, f))
    else:
        memory = _stored_memory(m, source)
        _check_buffer(f, places, len(memory), source.name)
        granules = memory.take(_buffer_places(f), axis=0)
    dram[_dram_granules(f)] = granules


def _finished_codes(m: Machine, f: Any) -> Array:
    """Codes (n, R) of the words of O that are stored; the words are cleared."""
    bias, where = _bias(m, f), _words(m, f)
    words = m.o.take(where, axis=0).reshape(f.planes, -1, m.accelerator.rows)
    m.o[where] = 0
    codes = m.operand.encode_array(finish(words, bias, f.shift)).reshape(-1, m.accelerator.rows)
    if f.relu:
        codes[has_sign(codes)] = 0
    if f.masked:
        codes[~m.mask[where]] = 0
    return codes


def _buffer_places(f: Any) -> Array:
    steps = lattice(
        (f.planes, f.plane_pitch), (f.images, f.image_pitch), (f.runs, f.run_pitch), (f.length, 1)
    )
    return f.buffer + steps


def _stored_memory(m: Machine, source: Source) -> Array:
    if source in (Source.WEIGHT, Source.MOMENTUM):
        return m.granules(m.new_weight if source is Source.WEIGHT else m.new_momentum)
    return {
        Source.FF_VALUE: m.ff_value,
        Source.FF_INDEX: m.ff_index,
        Source.BP_VALUE: m.bp_value,
        Source.BP_INDEX: m.bp_index,
    }[source]


def _words(m: Machine, f: Any) -> Array:
    """Words of O that are stored, in order."""
    where = _buffer_places(f)
    if len(np.unique(where)) != len(where):
        raise IllegalError("buffer", f.buffer, "reads a word of O more than once, which clears it")
    require_half("buffer", f.buffer, f.buffer, int(where.max()), m.accelerator)
    return where


def _bias(m: Machine, f: Any) -> Array | None:
    """Bias (planes, R) to add, or None."""
    if not f.add_bias:
        return None
    require_room("bias", f.bias, f.bias + f.planes - 1, BIAS_ROWS, "BIAS", "rows")
    return m.bias[f.bias : f.bias + f.planes]


def finish(words: Array, bias: Array | None, shift: int) -> Array:
    """Sums (planes, n, R) as STORE hands them to rounding, with ``bias`` (planes, R) or None.

    Scaling and bias are fp32 steps for floats; integers come out in float64, exactly.
    """
    extra = 0 if bias is None else bias[:, None]
    if words.dtype.kind == "i":
        return scale((words + extra).astype(np.float64), -shift)  # the sum wraps around
    with np.errstate(all="ignore"):
        return scale(words, -shift) if bias is None else scale(words, -shift) + extra
