"""Weight-stationary execution: pixels stream through a held tile and add to the O buffer.

FF, BP and products of activations are one `StreamJob`; they differ in the side that the window
slides over and in what is held. Per unit of work (some pixel tiles by some blocks of columns,
worked in turn) the reduction runs tap by tap, tile by tile, in the canonical order; then the sums
are stored.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from weft.accelerator import isa
from weft.accelerator.isa import Engine, Opcode, Side, Source, columns
from weft.dataflow.bias import BiasBuffer
from weft.dataflow.boxes import Box, boxes, held, runs, window
from weft.dataflow.emitter import ENGINES, Emitter, Needs, latest
from weft.dataflow.mapping import Mapping
from weft.dataflow.memory import Tensor, round_up
from weft.dataflow.operand import Held, OperandBuffer, pitch
from weft.dataflow.stationary import Stationary, StationaryBuffer
from weft.dataflow.workload import Convolution

WS = Opcode.WEIGHT_STATIONARY
_AT = columns(WS)


@dataclass(frozen=True, kw_only=True)
class StreamJob:
    """One GEMM for weight-stationary execution.

    ``image`` picks one image of a batch of products; ``bias`` is the granule of the first fp32
    row of the bias, -1 for none; ``shift`` scales what is stored by 2**-shift.
    """

    shape: Convolution
    side: Side
    streamed: Tensor
    result: Tensor
    stationary: Stationary
    bias: int = -1
    shift: int = 0
    image: int | None = None

    def tiles(self, pixels: int) -> list[Box]:
        """Boxes of the result of about ``pixels`` pixels each."""
        return boxes(self.result, pixels, self.image)


@dataclass(frozen=True)
class Segment:
    """Consecutive steps that use the same piece of weights and the same planes of pixels."""

    tiles: tuple[int, ...]  # numbers of boxes
    column: int
    count: int
    first: int
    last: int
    piece: int
    plane: int
    begins: bool
    ends: bool
    half: int


@dataclass
class Unit:
    """What the segments of one unit share: the streams' last instructions and their places in O."""

    last: np.ndarray
    places: list[int] = field(default_factory=list)
    room: Needs = field(default_factory=dict)


class Streams:
    """Emits one `StreamJob` under one `Mapping`."""

    def __init__(self, emitter: Emitter, job: StreamJob, mapping: Mapping) -> None:
        self.emitter, self.job, self.mapping = emitter, job, mapping
        self.a = emitter.accelerator
        self.boxes = job.tiles(mapping.pixels)
        self.weights = StationaryBuffer(emitter, job.stationary, mapping.columns)
        self.held = [held(job.shape, job.side, box) for box in self.boxes]
        self.out = [runs(job.result, box, self.a.beat_granules) for box in self.boxes]
        self._kinds: dict[int, int] = {}
        self._moves: dict[tuple[tuple[int, ...], ...], int] = {}
        self._templates: dict[tuple[object, ...], np.ndarray] = {}
        self.planes = self._planes(self.held)
        self.pixels = OperandBuffer(emitter, job.streamed, self.planes, self.held)
        if self.pixels.slots.count < mapping.tiles:
            raise ValueError("the tiles worked in turn do not fit the A buffer")
        self.region = self._region()
        self.stored: list[Needs] = [emitter.after(Engine.STORE, Engine.UPDATE)] * 2
        self.biases = BiasBuffer(emitter, job.bias, mapping.columns)
        self.ahead = self.pixels.slots.count >= 2 * mapping.tiles and self.weights.slots.count >= 2

    def _planes(self, wanted: list[Box]) -> int:
        """Planes held at once: all of them if two units' boxes fit, else as many passes as fit."""
        job, banks = self.job, self.a.a_banks
        whole = round_up(job.streamed.planes, job.stationary.ratio)
        rows = self.a.a_granules // (2 * self.mapping.tiles * pitch(self.a, job.streamed, wanted))
        if whole <= banks * rows or (whole <= banks and rows == 0):
            return whole
        if any(job.stationary.first_plane):
            raise ValueError("a grouped convolution needs all planes of a tile in the A buffer")
        return banks * max(rows, 1)

    def _region(self) -> int:
        """Words of O for one stream."""
        beat = self.a.beat_granules
        size = max(r.size for r in self.out)
        region = round_up(size + beat, beat)
        if region * self.mapping.interleave > self.a.o_words:
            raise ValueError("the tiles worked in turn do not fit half of the O buffer")
        return region

    def emit(self) -> None:
        """Append the whole GEMM to the program; loads run one segment ahead of the computing."""
        waiting = None
        unit = Unit(np.zeros(0, np.int64))
        for segment in self._segments():
            if waiting and not self.ahead:
                self._compute(*waiting)
                waiting = None
            if segment.begins:
                self.emitter.marks.append(self.emitter.count)
                unit = Unit(np.full(len(segment.tiles) * segment.count, -1, np.int64))
            fetched = self._fetch(segment)
            if waiting:
                self._compute(*waiting)
            waiting = (segment, unit, *fetched)
        if waiting:
            self._compute(*waiting)

    def _units(self) -> Iterator[tuple[tuple[int, ...], int, int]]:
        groups = [
            tuple(range(i, min(i + self.mapping.tiles, len(self.boxes))))
            for i in range(0, len(self.boxes), self.mapping.tiles)
        ]
        blocks = self.job.stationary.column_blocks
        starts = range(0, blocks, self.mapping.columns)
        size = [(c, min(self.mapping.columns, blocks - c)) for c in starts]
        if self.mapping.order == "pixels":
            return ((g, c, n) for g in groups for c, n in size)
        return ((g, c, n) for c, n in size for g in groups)

    def _segments(self) -> Iterator[Segment]:
        cuts = self._cuts()
        for index, (tiles, column, count) in enumerate(self._units()):
            for i, (first, last, piece, plane) in enumerate(cuts):
                ends = i == len(cuts) - 1
                yield Segment(
                    tiles, column, count, first, last, piece, plane, i == 0, ends, index % 2
                )

    def _cuts(self) -> list[tuple[int, int, int, int]]:
        """(first step, last step, piece of weights, first plane) of the segments of a unit."""
        s = self.job.stationary
        group = max(1, self.planes // s.ratio)  # tiles per load of planes
        found: list[list[int]] = []
        for step in range(s.steps):
            key = [step // self.weights.piece, step % s.tiles // group * group * s.ratio]
            if found and found[-1][2:] == key and self._joins(step, group):
                found[-1][1] = step + 1
            else:
                found.append([step, step + 1, *key])
        return [(f[0], f[1], f[2], f[3]) for f in found]

    def _joins(self, step: int, group: int) -> bool:
        """Whether ``step`` can follow in the same segment: always, if all planes are held."""
        return group >= self.job.stationary.tiles or step % self.job.stationary.tiles % group != 0

    def _fetch(self, segment: Segment) -> tuple[list[Held], int, int]:
        slot = self.weights.fetch(segment.column, segment.count, segment.piece)
        held = [self.pixels.fetch(b, segment.plane) for b in segment.tiles]
        bias = self.biases.fetch(segment.column, segment.count) if segment.ends else -1
        return held, slot, bias

    # ---- computing ----

    def _compute(
        self, segment: Segment, unit: Unit, held: list[Held], slot: int, bias: int
    ) -> None:
        if segment.begins:
            unit.places = self._places(segment)
            unit.room = self.stored[segment.half]
        rows = self._rows(segment, unit, held, slot)
        kept = self._pixel_counts(rows) > 0
        needs = self._needs(segment, unit, held, slot, kept)
        if kept.any():
            self.emitter.add_rows(rows[kept], needs[kept])
            last = self.emitter.last[Engine.COMPUTE]
            for h in held:
                self.pixels.slots.used(h.slot, Engine.COMPUTE, last)
            self.weights.slots.used(slot, Engine.COMPUTE, last)
        if segment.ends:
            self._store(segment, unit, bias)

    def _places(self, segment: Segment) -> list[int]:
        """First word of O of every stream, congruent to where it will be stored."""
        beat, base = self.a.beat_granules, segment.half * self.a.o_words
        offsets = [self._stored_at(b, c) % beat for b, c in self._streams(segment)]
        return [base + j * self.region + offset for j, offset in enumerate(offsets)]

    def _streams(self, segment: Segment) -> list[tuple[int, int]]:
        return [(b, segment.column + c) for b in segment.tiles for c in range(segment.count)]

    def _stored_at(self, box: int, column: int) -> int:
        result = self.job.result
        return result.base + column * result.plane_stride + self.out[box].offset

    def _rows(self, segment: Segment, unit: Unit, held: list[Held], slot: int) -> np.ndarray:
        """Instructions (steps * streams, WIDTH), steps outermost."""
        rows = self._template(segment).copy()
        b, index, _, _ = self.weights.place(slot, segment.column, segment.piece)
        rows[:, :, _AT["b"]] += b
        rows[:, :, _AT["index"]] += index
        rows[:, :, _AT["a"]] += np.repeat([h.base for h in held], segment.count)
        rows[:, :, _AT["o"]] = unit.places
        return rows.reshape(-1, isa.WIDTH)

    def _template(self, segment: Segment) -> np.ndarray:
        """Instructions of a segment without the places of its data: most segments share one."""
        kinds = tuple(self._kind(box) for box in segment.tiles)
        planes = self.job.stationary.first_plane[segment.column : segment.column + segment.count]
        key = (kinds, segment.first, segment.last, segment.count, planes)
        if key not in self._templates:
            self._templates[key] = self._make_template(segment, np.array(planes))
        return self._templates[key]

    def _kind(self, box: int) -> int:
        """A number that boxes share over which the window moves alike, whatever their place."""
        if box not in self._kinds:
            taps = range(self.job.stationary.taps)
            moves = tuple(self._window_fields(box, tap) for tap in taps)
            self._kinds[box] = self._moves.setdefault(moves, len(self._moves))
        return self._kinds[box]

    def _make_template(self, segment: Segment, planes: np.ndarray) -> np.ndarray:
        s = self.job.stationary
        steps = np.arange(segment.first, segment.last)
        rows = np.zeros((len(steps), len(segment.tiles) * segment.count, isa.WIDTH), np.int64)
        rows[:, :, isa.OPCODE] = WS
        rows[:, :, _AT["kept"]], rows[:, :, _AT["group"]] = s.sparsity.kept, s.sparsity.group
        rows[:, :, _AT["side"]] = self.job.side
        rows[:, :, _AT["plane_pitch"]] = self.pixels.pitch
        _, _, pitch, index_pitch = self.weights.place(0, segment.column, segment.piece)
        block = np.tile(np.arange(segment.count), len(segment.tiles))
        local = (steps - segment.piece * self.weights.piece)[:, None]
        rows[:, :, _AT["b"]] = block * pitch + local * self.a.rows
        rows[:, :, _AT["index"]] = block * index_pitch + local * s.tile_index
        plane = np.tile(planes, len(segment.tiles)) + (steps % s.tiles * s.ratio)[:, None]
        rows[:, :, _AT["a_plane"]] = plane - segment.plane
        for t, box in enumerate(segment.tiles):
            mine = rows[:, t * segment.count : (t + 1) * segment.count]
            fields = np.array([self._window_fields(box, int(t)) for t in steps // s.tiles])
            mine[:, :, [_AT[name] for name in _WINDOW_FIELDS]] = fields[:, None, :]
        return rows

    def _window_fields(self, number: int, tap: int) -> tuple[int, ...]:
        """Fields of the window over one tap; ``a`` is what the tap skips of the pixels held."""
        job, shape = self.job, self.job.shape
        box, source, out = self.boxes[number], self.held[number], self.out[number]
        ky, kx = divmod(tap, shape.kernel[1])
        y = window(0, shape, job.side, box.y, source.y, ky)
        x = window(1, shape, job.side, box.x, source.x, kx)
        reads = job.side is Side.A
        limits = source if reads else box
        inside = self.pixels.runs[number]
        inner, outer = (inside.row, inside.image_pitch), (out.row, out.image_pitch)
        pitches = (*inner, *outer) if reads else (*outer, *inner)
        return (
            y.first * pitches[2] + x.first,  # 0 where the window reads
            box.n.size, y.count, x.count, y.start, x.start, *shape.stride,
            limits.y.size, limits.x.size, *pitches,
        )  # fmt: skip

    @staticmethod
    def _pixel_counts(rows: np.ndarray) -> np.ndarray:
        return rows[:, _AT["images"]] * rows[:, _AT["height"]] * rows[:, _AT["width"]]

    def _needs(
        self, segment: Segment, unit: Unit, held: list[Held], slot: int, kept: np.ndarray
    ) -> np.ndarray:
        """What every instruction waits for (n, ENGINES): its stream's last one, data, room in O."""
        streams = len(unit.last)
        index = np.where(kept, self.emitter.count + np.cumsum(kept) - 1, -1).reshape(-1, streams)
        seen = np.maximum.accumulate(np.vstack([unit.last, index]), axis=0)
        needs = np.full((len(kept), ENGINES), -1, np.int64)
        needs[:, Engine.COMPUTE] = seen[:-1].reshape(-1)
        unit.last = seen[-1]
        ready = [self.pixels.slots.ready(h.slot) for h in held] + [self.weights.slots.ready(slot)]
        first = latest(*ready, unit.room)
        for engine, index_needed in first.items():
            needs[:, engine] = np.maximum(needs[:, engine], index_needed)
        return needs

    def _store(self, segment: Segment, unit: Unit, bias: int) -> None:
        stored: Needs = {}
        # STORE and COMPUTE are never in one half of O: wait for all streams of the unit. Where it
        # is all padding, former STOREs have waited for whoever was in that half.
        last = int(unit.last.max())
        waits = {Engine.COMPUTE: last} if last >= 0 else {}
        for j, (box, column) in enumerate(self._streams(segment)):
            extra, bias_ready = self.biases.use(bias, segment.column, column - segment.column)
            index = self.emitter.add(
                Opcode.STORE, latest(waits, bias_ready), source=Source.O,
                dram=self._stored_at(box, column), buffer=unit.places[j], planes=1,
                shift=self.job.shift, **extra, **self.out[box].fields(),
            )  # fmt: skip
            stored = {Engine.STORE: index}
            self.biases.used(bias, index)
        self.stored[segment.half] = stored


_WINDOW_FIELDS = (
    "a", "images", "height", "width", "y0", "x0", "y_step", "x_step", "y_limit", "x_limit",
    "window_row", "window_image", "raster_row", "raster_image",
)  # fmt: skip


def stream(emitter: Emitter, job: StreamJob, mapping: Mapping) -> None:
    """Emit ``job``; ValueError where the mapping does not fit the buffers."""
    Streams(emitter, job, mapping).emit()
