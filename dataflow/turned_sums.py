"""Output-stationary FF, BP and products of activations: pixels are rows of the array.

The streamed operand is transposed on its way in (GATHER), tap by tap, so that a row of the A
buffer is one channel of R pixels. Slots are blocks of columns by blocks of pixels.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from weft.accelerator.isa import Engine, Opcode, Side, Source, Target
from weft.dataflow.bias import BiasBuffer
from weft.dataflow.boxes import Box, runs
from weft.dataflow.emitter import Emitter, Needs, Slots, latest
from weft.dataflow.mapping import Mapping
from weft.dataflow.memory import ceil_div
from weft.dataflow.stationary import StationaryBuffer
from weft.dataflow.streams import StreamJob


@dataclass(frozen=True)
class Segment:
    """Tiles ``first`` to ``last`` - 1 of one tap, in one piece of the weights."""

    box: Box
    column: int
    count: int
    tap: int
    first: int
    last: int
    piece: int
    ends: bool
    half: int


class TurnedSums:
    """Emits a `StreamJob` output-stationary.

    ``mapping.outer`` counts blocks of columns, ``mapping.inner`` blocks of pixels.
    """

    def __init__(self, emitter: Emitter, job: StreamJob, mapping: Mapping) -> None:
        self.emitter, self.job, self.mapping = emitter, job, mapping
        a = self.a = emitter.accelerator
        self._check()
        self.boxes = job.tiles(min(mapping.pixels, mapping.inner * a.rows))
        self.weights = StationaryBuffer(emitter, job.stationary, mapping.outer)
        self._check_indices()
        sparsity = job.stationary.sparsity
        self.spread = 0 if sparsity.is_dense else sparsity.group
        self.pitch = job.streamed.planes * a.rows // max(1, self.spread)
        blocks = mapping.inner if self.spread else ceil_div(mapping.inner, a.a_banks)
        self.size = blocks * self.pitch
        self.pixels = Slots(a.a_granules // self.size, emitter.after(Engine.COMPUTE))
        self.biases = BiasBuffer(emitter, job.bias, mapping.outer)
        self.free: list[Needs] = [emitter.after(Engine.STORE, Engine.UPDATE)] * 2
        self.ahead = self.pixels.count >= 2 and self.weights.slots.count >= 2

    def _check(self) -> None:
        m, a, job = self.mapping, self.a, self.job
        if m.interleave > a.interleave:
            raise ValueError(f"{m.interleave} slots exceed interleave={a.interleave}")
        if m.interleave * a.rows + a.beat_granules > a.o_words:
            raise ValueError("the slots do not fit half of the O buffer")
        if job.side is Side.O and job.shape.stride != (1, 1):
            raise ValueError(
                f"stride={job.shape.stride}: output-stationary BP would multiply inserted zeros; "
                "use the weight-stationary dataflow"
            )
        if any(job.stationary.first_plane):
            raise ValueError("a grouped convolution runs weight-stationary in FF and BP")

    def _check_indices(self) -> None:
        s = self.job.stationary
        if self.mapping.outer > 1 and s.tile_index:
            steps = min(self.weights.piece, s.steps)
            if self.weights.place(0, 0, 0)[3] != steps * s.tile_index:
                raise ValueError("indices of several columns do not follow one another")

    def emit(self) -> None:
        """Append the whole GEMM; loads run one segment ahead of the computing."""
        waiting = None
        for segment in self._segments():
            if waiting and not self.ahead:
                self._compute(*waiting)
                waiting = None
            fetched = self._fetch(segment)
            if waiting:
                self._compute(*waiting)
            waiting = (segment, *fetched)
        if waiting:
            self._compute(*waiting)

    def _segments(self) -> Iterator[Segment]:
        cuts = self._cuts()
        blocks = self.job.stationary.column_blocks
        unit = 0
        for box in self.boxes:
            for column in range(0, blocks, self.mapping.outer):
                self.emitter.marks.append(self.emitter.count)
                count = min(self.mapping.outer, blocks - column)
                for i, cut in enumerate(cuts):
                    yield Segment(box, column, count, *cut, i == len(cuts) - 1, unit % 2)
                unit += 1

    def _cuts(self) -> list[tuple[int, int, int, int]]:
        """(tap, first tile, last tile, piece) of the segments of a unit."""
        s = self.job.stationary
        found: list[list[int]] = []
        for step in range(s.steps):
            tap, tile = divmod(step, s.tiles)
            piece = step // self.weights.piece
            if found and found[-1][0] == tap and found[-1][3] == piece:
                found[-1][2] = tile + 1
            else:
                found.append([tap, tile, tile + 1, piece])
        return [(f[0], f[1], f[2], f[3]) for f in found]

    def _fetch(self, segment: Segment) -> tuple[int, int, int]:
        weights = self.weights.fetch(segment.column, segment.count, segment.piece)
        name = (self._stored_at(segment, 0), segment.tap)
        slot = self.pixels.find(name)
        if slot is None:
            slot, waits = self.pixels.take(name)
            index = self.emitter.add(
                Opcode.GATHER, latest(waits, self.emitter.inputs), target=Target.A,
                buffer=slot * self.size, spread=self.spread, plane_pitch=self.pitch,
                **self._window(segment),
            )  # fmt: skip
            self.pixels.filled(slot, {Engine.LOAD: index})
        bias = self.biases.fetch(segment.column, segment.count) if segment.ends else -1
        return slot, weights, bias

    def _window(self, segment: Segment) -> dict[str, int]:
        """Pixels of the streamed operand that tap ``segment.tap`` adds to the box of the result."""
        shape, t, box = self.job.shape, self.job.streamed, segment.box
        ky, kx = divmod(segment.tap, shape.kernel[1])
        reads = self.job.side is Side.A
        start = []
        for axis, (span, k) in enumerate(((box.y, ky), (box.x, kx))):
            offset = k * shape.dilation[axis] - shape.padding[axis]
            start.append(span.first * shape.stride[axis] + (offset if reads else -offset))
        return dict(
            dram=t.at(0, box.n.first), images=box.n.size, height=box.y.size, width=box.x.size,
            y0=start[0], x0=start[1], y_step=shape.stride[0], x_step=shape.stride[1],
            y_limit=t.height, x_limit=t.width, row_stride=t.width, image_stride=t.image_stride,
            planes=t.planes, plane_stride=t.plane_stride,
        )  # fmt: skip

    def _compute(self, segment: Segment, slot: int, weights: int, bias: int) -> None:
        s, rows = self.job.stationary, self.a.rows
        b, index, pitch, _ = self.weights.place(weights, segment.column, segment.piece)
        local = segment.tap * s.tiles + segment.first - segment.piece * self.weights.piece
        group = s.sparsity.group
        first = segment.first * s.ratio * rows // group
        last = min(segment.last * s.ratio, self.job.streamed.planes) * rows // group
        ready = latest(self.pixels.ready(slot), self.weights.slots.ready(weights))
        blocks = ceil_div(segment.box.pixels, rows)
        o = self._o(segment)
        done = self.emitter.add(
            Opcode.OUTPUT_STATIONARY,
            latest(ready, self.free[segment.half] if segment.ends else {}),
            a=slot * self.size, plane_pitch=self.pitch, b=b + local * rows,
            index=index + local * s.tile_index, o=o, kept=s.sparsity.kept, group=group,
            images=1, height=1, width=last - first, x0=first, x_step=1, y_step=1, y_limit=1,
            x_limit=last, outer=segment.count, inner=blocks, outer_b=pitch, inner_plane=1,
            drain=int(segment.ends),
        )  # fmt: skip
        self.pixels.used(slot, Engine.COMPUTE, done)
        self.weights.slots.used(weights, Engine.COMPUTE, done)
        if segment.ends:
            self._store(segment, o, blocks * rows, done, bias)

    def _stored_at(self, segment: Segment, column: int) -> int:
        r = runs(self.job.result, segment.box, self.a.beat_granules)
        return self.job.result.base + column * self.job.result.plane_stride + r.offset

    def _o(self, segment: Segment) -> int:
        offset = self._stored_at(segment, segment.column) % self.a.beat_granules
        return segment.half * self.a.o_words + offset

    def _store(self, segment: Segment, o: int, pitch: int, done: int, bias: int) -> None:
        """A box is one run of DRAM, and its pixels follow one another in O."""
        index = -1
        for i in range(segment.count):
            extra, waits = self.biases.use(bias, segment.column, i)
            index = self.emitter.add(
                Opcode.STORE, latest(waits, {Engine.COMPUTE: done}), source=Source.O,
                dram=self._stored_at(segment, segment.column + i), buffer=o + i * pitch,
                length=segment.box.pixels, runs=1, images=1, planes=1,
                shift=self.job.shift, **extra,
            )  # fmt: skip
            self.biases.used(bias, index)
        self.free[segment.half] = {Engine.STORE: index}


def turned_sums(emitter: Emitter, job: StreamJob, mapping: Mapping) -> None:
    """Emit ``job`` output-stationary; ValueError where it or the mapping does not allow that."""
    TurnedSums(emitter, job, mapping).emit()
