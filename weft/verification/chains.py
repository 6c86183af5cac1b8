"""Short runs of instructions that belong together, so that data flows from one to the next."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from weft.accelerator.isa import Opcode, Source, Target
from weft.accelerator.sparsity import Sparsity
from weft.verification import moves, streams, updates
from weft.verification.moves import Fields

if TYPE_CHECKING:
    from weft.verification.programs import Writer

_OUTPUTS = tuple(s for s in Source if s is not Source.O)
_SINGLE = {
    Opcode.LOAD: 3.0, Opcode.GATHER: 2.0, Opcode.WEIGHT_STATIONARY: 3.0,
    Opcode.OUTPUT_STATIONARY: 2.0, Opcode.STORE: 3.0, Opcode.UPDATE: 1.5, Opcode.VECTOR: 1.0,
}  # fmt: skip


def fill_buffers(w: Writer) -> None:
    """Load something into every memory that a LOAD can fill, now and then leaving one at zero."""
    for target in moves.targets(w.accelerator):
        if target is Target.INDEX:
            _load_indices(w)
        elif w.dice.chance(0.9):
            w.add(Opcode.LOAD, partial(moves.filling_load, w.site, target))


def _load_indices(w: Writer) -> None:
    for _ in range(3):
        w.add(Opcode.LOAD, partial(moves.filling_load, w.site, Target.INDEX))


def empty_buffers(w: Writer) -> None:
    """Store both halves of O and all of U out, each to its own place, and drain the PEs first."""
    pattern = w.dice.choose(w.accelerator.sparsities)
    _output_stationary(w, pattern, w.site.half(), drain=True)
    at = w.site.regions.last.start
    for source, first, size in _everything(w):
        at += (first - at) % w.accelerator.beat_granules
        f = {"runs": 1, "images": 1, "planes": 1, "length": size, "buffer": first, "dram": at}
        f |= {"source": source}
        if source is Source.O:
            f["shift"] = moves.usual_shift(w.site)
        w.add(Opcode.STORE, partial(dict, f))
        at += size


def _everything(w: Writer) -> list[tuple[Source, int, int]]:
    """Source, first granule and granules of every memory that STORE empties."""
    words = w.accelerator.o_words
    halves = [(Source.O, 0, words), (Source.O, words, words)]
    return halves + [(s, 0, moves.source_size(w.accelerator, s)) for s in _OUTPUTS]


def random_chain(w: Writer) -> None:
    """One chain, or one instruction for itself."""
    chain = w.dice.weighted({_stream: 4, _sum: 3, _update: 3, _transfer: 1, _single: 3})
    chain(w)


def _stream(w: Writer) -> None:
    """Load operands, multiply tile after tile into the same words, store them."""
    pattern, half = w.dice.choose(w.accelerator.sparsities), w.site.half()
    _operands(w, pattern)
    first = _weight_stationary(w, pattern, half)
    for _ in range(w.dice.pick(0, 3)):
        if first is None or w.dice.chance(0.3):
            _weight_stationary(w, pattern, half)
        else:
            w.add(Opcode.WEIGHT_STATIONARY, partial(streams.next_tile, w.site, first, half))
    if w.dice.chance(0.7):
        _store(w, Source.O)


def _sum(w: Writer) -> None:
    """Load operands transposed, add up streams in the PEs, drain, and store or update."""
    pattern, half = w.dice.choose(w.accelerator.sparsities), w.site.half()
    if w.dice.chance(0.6):
        w.add(Opcode.GATHER, partial(moves.random_gather, w.site, Target.A))
    _operands(w, pattern)
    for _ in range(w.dice.pick(0, 2)):
        _output_stationary(w, pattern, half)
    _output_stationary(w, pattern, half, drain=True)
    if w.dice.chance(0.4):
        _one_update(w, half, optimize=True)
    elif w.dice.chance(0.7):
        _store(w, Source.O)


def _update(w: Writer) -> None:
    """Load weights and momentum, update, store what came out."""
    for target in (Target.WEIGHT, Target.MOMENTUM):
        if w.dice.chance(0.6):
            _load(w, target)
    for _ in range(w.dice.pick(1, 2)):
        _one_update(w, w.site.used_half())
    for _ in range(w.dice.pick(1, 3)):
        _store(w, w.dice.choose(_OUTPUTS))


def _transfer(w: Writer) -> None:
    """Transfers and passes alone, back to back."""
    for _ in range(w.dice.pick(2, 5)):
        _one(w, w.dice.choose([Opcode.LOAD, Opcode.GATHER, Opcode.STORE, Opcode.VECTOR]))


def _single(w: Writer) -> None:
    _one(w, w.dice.weighted(_SINGLE))


def _one(w: Writer, opcode: Opcode) -> None:
    """One instruction of ``opcode``, anything legal."""
    pattern, half = w.dice.choose(w.accelerator.sparsities), w.site.half()
    if opcode is Opcode.LOAD:
        _load(w, w.dice.choose(moves.targets(w.accelerator)))
    elif opcode is Opcode.GATHER:
        w.add(opcode, partial(moves.random_gather, w.site, w.dice.choose([Target.A, Target.B])))
    elif opcode is Opcode.WEIGHT_STATIONARY:
        _weight_stationary(w, pattern, half)
    elif opcode is Opcode.OUTPUT_STATIONARY:
        _output_stationary(w, pattern, half)
    elif opcode is Opcode.STORE:
        _store(w, w.dice.choose(list(Source)))
    elif opcode is Opcode.UPDATE:
        _one_update(w, half)
    else:
        w.add(opcode, partial(updates.random_vector, w.dice))


# ---- single instructions ----


def _operands(w: Writer, pattern: Sparsity) -> None:
    """Some new operands, so that not every stream finds its buffers full."""
    if w.dice.chance(0.6):
        _load(w, Target.A)
    if w.dice.chance(0.5):
        _load(w, Target.B)
    if not pattern.is_dense and w.dice.chance(0.4):
        _load(w, Target.INDEX)
    if w.dice.chance(0.2):
        _load(w, w.dice.choose([Target.BIAS, Target.MASK]))


def _load(w: Writer, target: Target) -> None:
    w.add(Opcode.LOAD, partial(moves.random_load, w.site, target))


def _store(w: Writer, source: Source) -> None:
    w.add(Opcode.STORE, partial(moves.random_store, w.site, source))


def _weight_stationary(w: Writer, pattern: Sparsity, half: range) -> Fields | None:
    return w.add(
        Opcode.WEIGHT_STATIONARY, partial(streams.random_weight_stationary, w.site, pattern, half)
    )


def _output_stationary(
    w: Writer, pattern: Sparsity, half: range, drain: bool | None = None
) -> None:
    w.add(
        Opcode.OUTPUT_STATIONARY,
        partial(streams.random_output_stationary, w.site, pattern, half, drain=drain),
    )


def _one_update(w: Writer, half: range, optimize: bool | None = None) -> None:
    w.add(
        Opcode.UPDATE,
        partial(updates.random_update, w.site, half, len(w.hypers), optimize=optimize),
    )
