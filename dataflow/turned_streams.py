"""Weight-stationary WU and products over pixels: the raster operand is held, R pixels at a time.

The operand under the window is transposed on its way in (GATHER), tap by tap, and its channels
stream through the array; the sums of all taps stay in the O buffer until the last pixel.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from weft.accelerator.isa import Engine, Opcode, Side, Target
from weft.dataflow.boxes import Box, boxes, runs
from weft.dataflow.emitter import Emitter, Needs, Slots, latest
from weft.dataflow.mapping import Mapping
from weft.dataflow.memory import ceil_div, round_up
from weft.dataflow.sums import SlotSet, SumJob


@dataclass(frozen=True)
class Unit:
    """``count`` blocks of columns by ``taps`` taps by the blocks of rows in ``reduce``."""

    column: int
    count: int
    tap: int
    taps: int
    reduce: range


class TurnedStreams:
    """Emits a `SumJob` weight-stationary.

    ``mapping.columns`` blocks of columns and ``mapping.tiles`` taps are worked in turn.
    """

    def __init__(self, emitter: Emitter, job: SumJob, mapping: Mapping) -> None:
        self.emitter, self.job, self.mapping = emitter, job, mapping
        a = self.a = emitter.accelerator
        self.chunks = boxes(job.columns, mapping.pixels, job.image)
        blocks = ceil_div(max(box.pixels for box in self.chunks), a.rows)
        planes = max(len(meets) for meets in job.meets)
        self.pitch = planes * a.rows
        if mapping.columns * mapping.tiles * self.pitch + a.beat_granules > a.o_words:
            raise ValueError("the sums of the taps worked in turn do not fit half of the O buffer")
        self.size = ceil_div(blocks, a.a_banks) * self.pitch
        self.pixels = Slots(a.a_granules // self.size, emitter.after(Engine.COMPUTE))
        self.region = round_up(blocks * a.rows + a.beat_granules, a.beat_granules)
        room = a.b_granules // (self.region * mapping.columns)
        self.held = Slots(room, emitter.after(Engine.COMPUTE))
        if self.pixels.count < mapping.tiles:
            raise ValueError("the taps worked in turn do not fit the A buffer")
        self.free: list[Needs] = [emitter.after(Engine.STORE, Engine.UPDATE)] * 2
        self.ahead = self.pixels.count >= 2 * mapping.tiles and self.held.count >= 2

    def emit(self) -> None:
        """Append the whole GEMM; loads run one chunk ahead of the computing."""
        waiting = None
        for index, unit in enumerate(self._units()):
            last: dict[tuple[int, int], int] = {}
            for i, box in enumerate(self.chunks):
                if waiting and not self.ahead:
                    self._compute(*waiting)
                    waiting = None
                if i == 0:
                    self.emitter.marks.append(self.emitter.count)
                fetched = self._fetch(unit, box)
                if waiting:
                    self._compute(*waiting)
                waiting = (unit, box, *fetched, last, index % 2, i == len(self.chunks) - 1)
        if waiting:
            self._compute(*waiting)

    def _units(self) -> Iterator[Unit]:
        m, taps, job = self.mapping, self.job.shape.taps, self.job
        alike = 1 if job.shape.groups > 1 else m.columns
        for column in range(0, job.columns.planes, alike):
            count = min(alike, job.columns.planes - column)
            for tap in range(0, taps, m.tiles):
                yield Unit(column, count, tap, min(m.tiles, taps - tap), job.meets[column])

    def _fetch(self, unit: Unit, box: Box) -> tuple[list[int], int, int]:
        slots = [self._gather(unit, box, unit.tap + t) for t in range(unit.taps)]
        t, beat = self.job.columns, self.a.beat_granules
        r = runs(t, box, beat)
        dram = t.base + unit.column * t.plane_stride + r.offset
        name = (box, unit.column)
        slot = self.held.find(name)
        base = self.region * self.mapping.columns
        if slot is None:
            slot, waits = self.held.take(name)
            index = self.emitter.add(
                Opcode.LOAD, latest(waits, self.emitter.inputs), target=Target.B, dram=dram,
                buffer=slot * base + dram % beat, planes=unit.count, plane_stride=t.plane_stride,
                plane_pitch=self.region, **r.fields(),
            )  # fmt: skip
            self.held.filled(slot, {Engine.LOAD: index})
        return slots, slot, slot * base + dram % beat

    def _gather(self, unit: Unit, box: Box, tap: int) -> int:
        shape, t = self.job.shape, self.job.rows
        name = (box, tap, unit.reduce)
        slot = self.pixels.find(name)
        if slot is not None:
            return slot
        slot, waits = self.pixels.take(name)
        ky, kx = divmod(tap, shape.kernel[1])
        index = self.emitter.add(
            Opcode.GATHER, latest(waits, self.emitter.inputs), target=Target.A,
            dram=t.at(unit.reduce.start, box.n.first), buffer=slot * self.size,
            images=box.n.size, height=box.y.size, width=box.x.size,
            y0=box.y.first * shape.stride[0] + ky * shape.dilation[0] - shape.padding[0],
            x0=box.x.first * shape.stride[1] + kx * shape.dilation[1] - shape.padding[1],
            y_step=shape.stride[0], x_step=shape.stride[1], y_limit=t.height, x_limit=t.width,
            row_stride=t.width, image_stride=t.image_stride, planes=len(unit.reduce),
            plane_stride=t.plane_stride, plane_pitch=self.pitch,
        )  # fmt: skip
        self.pixels.filled(slot, {Engine.LOAD: index})
        return slot

    def _compute(
        self, unit: Unit, box: Box, slots: list[int], slot: int, b: int,
        last: dict[tuple[int, int], int], half: int, ends: bool,
    ) -> None:  # fmt: skip
        ready = latest(self.held.ready(slot), *(self.pixels.ready(s) for s in slots))
        width = len(unit.reduce) * self.a.rows
        for block in range(ceil_div(box.pixels, self.a.rows)):
            for t, pixels in enumerate(slots):
                for c in range(unit.count):
                    waits = latest(ready, {} if (t, c) in last else self.free[half])
                    if (t, c) in last:
                        waits = latest(waits, {Engine.COMPUTE: last[t, c]})
                    last[t, c] = self.emitter.add(
                        Opcode.WEIGHT_STATIONARY, waits, a=pixels * self.size, a_plane=block,
                        b=b + c * self.region + block * self.a.rows,
                        o=self._o(unit, t, c, half), kept=1, group=1, images=1, height=1,
                        width=width, x_step=1, y_step=1, y_limit=1, x_limit=width,
                        side=Side.A, plane_pitch=self.pitch,
                    )  # fmt: skip
        done = self.emitter.last[Engine.COMPUTE]
        for s in slots:
            self.pixels.used(s, Engine.COMPUTE, done)
        self.held.used(slot, Engine.COMPUTE, done)
        if ends:
            self.free[half] = self._finish(unit, half, {Engine.COMPUTE: done})

    def _o(self, unit: Unit, tap: int, column: int, half: int) -> int:
        """First word of the sums of a tap and a block of columns."""
        offset = 0
        if self.job.image is not None:
            offset = self.job.image * self.job.rows.channels % self.a.beat_granules
        at = (column * unit.taps + tap) * self.pitch
        return half * self.a.o_words + at + offset

    def _finish(self, unit: Unit, half: int, done: Needs) -> Needs:
        """Hand every tap and block of columns on, as slots along channels."""
        out: Needs = {}
        for c in range(unit.count):
            for t in range(unit.taps):
                slots = SlotSet(
                    unit.column + c, unit.reduce.start, unit.tap + t, 0, 1, len(unit.reduce), False
                )
                out = latest(out, self.job.finish(slots, self._o(unit, t, c, half), done))
        return out


def turned_streams(emitter: Emitter, job: SumJob, mapping: Mapping) -> None:
    """Emit ``job`` weight-stationary; ValueError where the mapping does not fit the buffers."""
    TurnedStreams(emitter, job, mapping).emit()
