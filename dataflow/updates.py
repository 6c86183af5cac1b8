"""The update of a layer's weights, and the selection alone where nothing is pre-generated."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from weft.accelerator.isa import Engine, Opcode, Source, Target
from weft.dataflow.emitter import Emitter, Needs, Slots, latest
from weft.dataflow.memory import Master, WeightCopy, congruent


@dataclass(frozen=True, kw_only=True)
class LayerWeights:
    """Everything in DRAM that belongs to one layer's weights, and how they are updated.

    ``rows`` is the copy whose reduction runs along the window's input side, ``columns`` the one
    along its output side. ``hyper`` is the row of constants. ``group_in`` and ``group_out`` are
    the channels of a group of a grouped convolution, 0 if there is one group.
    """

    master: Master
    momentum: Master
    rows: WeightCopy
    columns: WeightCopy
    meets: tuple[range, ...]  # per block of output channels the blocks of input channels it meets
    hyper: int
    shift: int = 0
    mask_columns: bool = False
    frozen: bool = False
    group_in: int = 0
    group_out: int = 0


@dataclass(frozen=True)
class Blocks:
    """``count`` R x R weight blocks: along taps, or along reduction blocks if ``along_reduce``.

    ``o`` is the first word of their gradients in the O buffer.
    """

    column: int
    tap: int
    reduce: int
    count: int
    along_reduce: bool
    o: int = 0

    def cut(self, most: int, rows: int) -> Iterator[Blocks]:
        """Runs of at most ``most`` blocks."""
        for first in range(0, self.count, most):
            count = min(most, self.count - first)
            tap = self.tap if self.along_reduce else self.tap + first
            reduce = self.reduce + first if self.along_reduce else self.reduce
            yield Blocks(self.column, tap, reduce, count, self.along_reduce, self.o + first * rows)

    def step(self) -> tuple[int, int]:
        """Taps and reduction blocks from one block to the next."""
        return (0, 1) if self.along_reduce else (1, 0)


@dataclass(frozen=True)
class _Stream:
    """One kind of result: where block 0 goes in DRAM and how blocks follow, there and in U out."""

    source: Source
    dram: int
    length: int
    stride: int
    pitch: int
    name: str


class Updates:
    """Emits UPDATE with its loads and stores. One per program: it owns the update buffers."""

    def __init__(self, emitter: Emitter) -> None:
        a = self.a = emitter.accelerator
        self.emitter = emitter
        self.size = a.u_words // 2 // max(a.rows, a.beat_granules) * max(a.rows, a.beat_granules)
        self.inputs = Slots(2, {})
        self.outputs = Slots(2, {})
        self.masters: Needs = {}  # what loads of weights and momentum wait for
        self._serial = 0

    def update(self, w: LayerWeights, blocks: Blocks, gradient: Needs, emit: bool) -> int:
        """One optimizer step of ``blocks``, whose gradients are in O once ``gradient`` has ended.

        Returns the last UPDATE: when it has ended, the words of O are free.
        """
        index = -1
        for part in blocks.cut(self._most(w, blocks), self.a.rows):
            index = self._one(w, part, gradient, optimize=True, rows=emit, columns=emit)
        return index

    def select(self, w: LayerWeights, blocks: Blocks, *, rows: bool) -> int:
        """Make one copy anew from the master weights; returns the last STORE."""
        for part in blocks.cut(self._most(w, blocks), self.a.rows):
            self._one(w, part, {}, optimize=False, rows=rows, columns=not rows)
        return self.emitter.last[Engine.STORE]

    def _most(self, w: LayerWeights, blocks: Blocks) -> int:
        """Blocks per UPDATE: as many as half of the update buffers holds.

        One, where the groups of a grouped convolution lie differently in every block.
        """
        if w.group_in and blocks.along_reduce:
            return 1
        beat = self.a.beat_granules
        widest = max(w.rows.block_rows, w.columns.block_rows) + beat
        room = min(self.size // self.a.rows, (self.size - beat) // widest)
        return max(1, room)

    def _one(
        self, w: LayerWeights, part: Blocks, gradient: Needs, *, optimize: bool, rows: bool,
        columns: bool,
    ) -> int:  # fmt: skip
        self._serial += 1
        slot, waits = self.inputs.take(self._serial)
        loaded = self._load(w, part, slot, waits, optimize)
        out, room = self.outputs.take(self._serial)
        streams = self._streams(w, part, optimize, rows, columns)
        base = out * self.size
        places = {s.name: base + s.dram % self.a.beat_granules for s in streams if s.length}
        pitches = {f"{s.name}_pitch": s.pitch for s in streams if s.length}
        index = self.emitter.add(
            Opcode.UPDATE, latest(gradient, loaded, room),
            o=part.o, words=part.count * self.a.rows, source=slot * self.size, destination=base,
            optimize=int(optimize), emit_ff=int(rows), emit_bp=int(columns), hyper=w.hyper,
            shift=w.shift, mask_bp=int(w.mask_columns), frozen=int(w.frozen),
            ff_kept=w.rows.sparsity.kept, ff_group=w.rows.sparsity.group,
            bp_kept=w.columns.sparsity.kept, bp_group=w.columns.sparsity.group,
            **self._groups(w, part), **places, **pitches,
        )  # fmt: skip
        self.inputs.used(slot, Engine.UPDATE, index)
        self._store(w, part, streams, places, base, index, optimize)
        self.outputs.used(out, Engine.STORE, self.emitter.last[Engine.STORE])
        return index

    def _load(
        self, w: LayerWeights, part: Blocks, slot: int, waits: Needs, momentum: bool
    ) -> Needs:
        index = -1
        for target, master in ((Target.WEIGHT, w.master), (Target.MOMENTUM, w.momentum)):
            if target is Target.MOMENTUM and not momentum:
                continue
            index = self.emitter.add(
                Opcode.LOAD, latest(waits, self.masters), target=target,
                buffer=slot * self.size * self.a.wide_granules, **self._wide(master, part),
            )  # fmt: skip
        return {Engine.LOAD: index}

    def _wide(self, master: Master, part: Blocks) -> dict[str, int]:
        """Runs of fp32 blocks, in DRAM and in the update buffers alike."""
        taps, reduces = part.step()
        first = master.block(part.column, part.tap, part.reduce)
        second = master.block(part.column, part.tap + taps, part.reduce + reduces)
        return dict(
            dram=first, length=master.block_size, runs=part.count, run_stride=second - first,
            run_pitch=master.block_size, images=1, planes=1,
        )  # fmt: skip

    def _streams(
        self, w: LayerWeights, part: Blocks, optimize: bool, rows: bool, columns: bool
    ) -> list[_Stream]:
        """Compressed results, as they go to DRAM."""
        found: list[_Stream] = []
        if rows:
            copy = w.rows
            reduce = part.reduce - copy.first_reduce[part.column]
            found += self._copy(copy, part, part.column, reduce)
        if columns:
            found += self._columns(w, part)
        return found

    def _copy(self, copy: WeightCopy, part: Blocks, column: int, reduce: int) -> list[_Stream]:
        taps, reduces = part.step()
        first = copy.block(column, part.tap, reduce)
        second = copy.block(column, part.tap + taps, reduce + reduces)
        value = self._stream(Source.FF_VALUE, first[0], second[0], copy.block_rows, "ff_value")
        index = self._stream(Source.FF_INDEX, first[1], second[1], copy.block_index, "ff_index")
        return [value, index]

    def _columns(self, w: LayerWeights, part: Blocks) -> list[_Stream]:
        """The other copy: its column blocks are the window's input blocks."""
        copy = w.columns
        taps, reduces = part.step()
        first = copy.block(part.reduce, part.tap, part.column - copy.first_reduce[part.reduce])
        after = min(part.reduce + reduces, copy.column_blocks - 1)
        reduce = part.column - copy.first_reduce[after]
        second = copy.block(part.reduce + reduces, part.tap + taps, reduce)
        value = self._stream(Source.BP_VALUE, first[0], second[0], copy.block_rows, "bp_value")
        index = self._stream(Source.BP_INDEX, first[1], second[1], copy.block_index, "bp_index")
        return [value, index]

    def _stream(self, source: Source, dram: int, then: int, length: int, name: str) -> _Stream:
        pitch = congruent(length, then - dram, self.a.beat_granules)
        return _Stream(source, dram, length, then - dram, pitch, name)

    def _groups(self, w: LayerWeights, part: Blocks) -> dict[str, int]:
        """Which weights of a block exist, for a grouped convolution."""
        if not w.group_in:
            return {}
        rows, columns = part.reduce * self.a.rows, part.column * self.a.rows
        return dict(
            group_rows=w.group_in, group_columns=w.group_out, row_phase=rows % w.group_in,
            column_phase=columns % w.group_out,
            row_group=rows // w.group_in - columns // w.group_out,
        )  # fmt: skip

    def _store(
        self, w: LayerWeights, part: Blocks, streams: list[_Stream], places: dict[str, int],
        base: int, index: int, optimize: bool,
    ) -> None:  # fmt: skip
        done = {Engine.UPDATE: index}
        for source, master in ((Source.WEIGHT, w.master), (Source.MOMENTUM, w.momentum)):
            if optimize:
                wide = base * self.a.wide_granules
                self.emitter.add(
                    Opcode.STORE, done, source=source, buffer=wide, **self._wide(master, part)
                )
        for s in streams:
            if s.length:
                self.emitter.add(
                    Opcode.STORE, done, source=s.source, dram=s.dram, buffer=places[s.name],
                    length=s.length, runs=part.count, run_stride=s.stride, run_pitch=s.pitch,
                    images=1, planes=1,
                )  # fmt: skip
