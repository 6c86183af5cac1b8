"""Output-stationary execution: the PEs keep the sums while both operands stream by.

WU and products over pixels ("tn") are one `SumJob`. A unit of work is a set of slots: R x R
blocks of the result that the PEs hold at once, taps of the window or blocks of channels. Each
unit streams all pixels, in raster order, then drains into the O buffer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from weft.accelerator.isa import Engine, Opcode, Side, Target
from weft.accelerator.sparsity import DENSE
from weft.dataflow.boxes import Box, Runs, boxes, held, runs, window
from weft.dataflow.emitter import Emitter, Needs, Slots, latest
from weft.dataflow.mapping import Mapping
from weft.dataflow.memory import Tensor, ceil_div, round_up
from weft.dataflow.operand import Held, OperandBuffer
from weft.dataflow.workload import Convolution


@dataclass(frozen=True)
class SlotSet:
    """The blocks that the PEs hold in one unit: ``outer`` by ``inner`` slots.

    Along taps: kernel rows ``tap_y``... by kernel columns ``tap_x``..., of one block of rows and
    one of columns. Along channels: ``outer`` blocks of columns by ``inner`` blocks of rows, of
    tap number ``tap_y``.
    """

    column: int
    reduce: int
    tap_y: int
    tap_x: int
    outer: int
    inner: int
    along_taps: bool

    @property
    def columns(self) -> int:
        return 1 if self.along_taps else self.outer

    @property
    def reduces(self) -> int:
        return 1 if self.along_taps else self.inner


@dataclass(frozen=True)
class Chunk:
    """Some pixels of the reduction: of the raster side, and what the window holds for them."""

    box: Box
    window: Box
    runs: Runs


@dataclass(frozen=True, kw_only=True)
class SumJob:
    """One GEMM whose reduction runs over pixels.

    ``rows`` is the tensor under the window (its channels are the result's rows), ``columns`` the
    raster one. ``meets`` tells which blocks of rows meet a block of columns.
    ``finish(slots, o, needs)`` emits what empties O and returns what it must end with.
    """

    shape: Convolution
    rows: Tensor
    columns: Tensor
    meets: tuple[range, ...]
    finish: Callable[[SlotSet, int, Needs], Needs]
    image: int | None = None


class Sums:
    """Emits one `SumJob` under one `Mapping`."""

    def __init__(self, emitter: Emitter, job: SumJob, mapping: Mapping) -> None:
        self.emitter, self.job, self.mapping = emitter, job, mapping
        self.a = emitter.accelerator
        self._check()
        self.chunks = self._chunks()
        self.planes = 1 if self._along_taps() else mapping.inner
        self.pixels = OperandBuffer(emitter, job.rows, self.planes, [c.window for c in self.chunks])
        self._windows: dict[tuple[int, int, int, int], dict[str, int]] = {}
        self.region = self._region()
        self.blocks = 1 if self._along_taps() else mapping.outer
        self.gradients = Slots(
            self.a.b_granules // (self.region * self.blocks), emitter.after(Engine.COMPUTE)
        )
        self.free: list[Needs] = [emitter.after(Engine.STORE, Engine.UPDATE)] * 2
        self.ahead = self.pixels.slots.count >= 2 and self.gradients.count >= 2

    def _check(self) -> None:
        m = self.mapping
        if m.interleave > self.a.interleave:
            raise ValueError(f"{m.interleave} slots exceed interleave={self.a.interleave}")
        if m.interleave * self.a.rows > self.a.o_words:
            raise ValueError("the slots do not fit half of the O buffer")

    def _along_taps(self) -> bool:
        return self.job.shape.taps > 1

    def _chunks(self) -> list[Chunk]:
        job, beat = self.job, self.a.beat_granules
        return [
            Chunk(box, held(job.shape, Side.A, box), runs(job.columns, box, beat))
            for box in boxes(job.columns, self.mapping.pixels, job.image)
        ]

    def _region(self) -> int:
        beat = self.a.beat_granules
        return round_up(max(chunk.runs.size for chunk in self.chunks) + beat, beat)

    def emit(self) -> None:
        """Append the whole GEMM; loads run one chunk ahead of the computing."""
        waiting = None
        for index, slots in enumerate(self._slot_sets()):
            for i in range(len(self.chunks)):
                if waiting and not self.ahead:
                    self._compute(*waiting)
                    waiting = None
                if i == 0:
                    self.emitter.marks.append(self.emitter.count)
                fetched = self._fetch(slots, i)
                if waiting:
                    self._compute(*waiting)
                waiting = (slots, i, *fetched, index % 2, i == len(self.chunks) - 1)
        if waiting:
            self._compute(*waiting)

    def _slot_sets(self) -> Iterator[SlotSet]:
        return self._tap_sets() if self._along_taps() else self._channel_sets()

    def _tap_sets(self) -> Iterator[SlotSet]:
        job, m = self.job, self.mapping
        ky, kx = job.shape.kernel
        for column in range(job.columns.planes):
            for reduce in job.meets[column]:
                for y in range(0, ky, m.outer):
                    for x in range(0, kx, m.inner):
                        size = (min(m.outer, ky - y), min(m.inner, kx - x))
                        yield SlotSet(column, reduce, y, x, *size, True)

    def _channel_sets(self) -> Iterator[SlotSet]:
        job, m = self.job, self.mapping
        alike = 1 if job.shape.groups > 1 else m.outer
        for column in range(0, job.columns.planes, alike):
            outer = min(alike, job.columns.planes - column)
            meets = job.meets[column]
            for reduce in range(meets.start, meets.stop, m.inner):
                inner = min(m.inner, meets.stop - reduce)
                yield SlotSet(column, reduce, 0, 0, outer, inner, False)

    def _fetch(self, slots: SlotSet, i: int) -> tuple[Held, int, int]:
        """The window's pixels of chunk i, and slot and first granule of the raster side's."""
        chunk, beat, t = self.chunks[i], self.a.beat_granules, self.job.columns
        held = self.pixels.fetch(i, slots.reduce)
        dram = t.base + slots.column * t.plane_stride + chunk.runs.offset
        name = (i, slots.column)
        slot = self.gradients.find(name)
        if slot is None:
            slot, waits = self.gradients.take(name)
            index = self.emitter.add(
                Opcode.LOAD, latest(waits, self.emitter.inputs), target=Target.B, dram=dram,
                buffer=slot * self.region * self.blocks + dram % beat, planes=slots.columns,
                plane_stride=t.plane_stride, plane_pitch=self.region, **chunk.runs.fields(),
            )  # fmt: skip
            self.gradients.filled(slot, {Engine.LOAD: index})
        return held, slot, slot * self.region * self.blocks + dram % beat

    def _compute(
        self, slots: SlotSet, i: int, held: Held, slot: int, b: int, half: int, drain: bool
    ) -> None:
        o = half * self.a.o_words
        ready = latest(self.pixels.slots.ready(held.slot), self.gradients.ready(slot))
        index = self.emitter.add(
            Opcode.OUTPUT_STATIONARY, latest(ready, self.free[half] if drain else {}),
            a=held.base, b=b, o=o + self._o_offset(slots), kept=DENSE.kept, group=DENSE.group,
            plane_pitch=held.plane_pitch, drain=int(drain), outer=slots.outer, inner=slots.inner,
            window_row=held.row, window_image=held.image,
            **self._window(slots, i), **self._slot_steps(slots),
        )  # fmt: skip
        self.pixels.slots.used(held.slot, Engine.COMPUTE, index)
        self.gradients.used(slot, Engine.COMPUTE, index)
        if drain:
            words = o + self._o_offset(slots)
            self.free[half] = self.job.finish(slots, words, {Engine.COMPUTE: index})

    def _o_offset(self, slots: SlotSet) -> int:
        """Words of products are congruent to where they are stored; images start anywhere."""
        if self.job.image is None:
            return 0
        return self.job.image * self.job.rows.channels % self.a.beat_granules

    def _window(self, slots: SlotSet, i: int) -> dict[str, int]:
        """Window fields of chunk i for a first tap; the same for every block of channels."""
        key = (i, slots.tap_y, slots.tap_x, slots.along_taps)
        if key not in self._windows:
            self._windows[key] = self._window_fields(slots, self.chunks[i])
        return self._windows[key]

    def _window_fields(self, slots: SlotSet, chunk: Chunk) -> dict[str, int]:
        shape, box, source, r = self.job.shape, chunk.box, chunk.window, chunk.runs
        y = window(0, shape, Side.A, box.y, source.y, slots.tap_y)
        x = window(1, shape, Side.A, box.x, source.x, slots.tap_x)
        return dict(
            images=box.n.size, height=y.count, width=x.count, y0=y.start, x0=x.start,
            y_step=shape.stride[0], x_step=shape.stride[1],
            y_limit=source.y.size, x_limit=source.x.size,
            raster_row=r.row, raster_image=r.image_pitch,
        )  # fmt: skip

    def _slot_steps(self, slots: SlotSet) -> dict[str, int]:
        if slots.along_taps:
            dy, dx = self.job.shape.dilation
            return {"outer_y": dy, "inner_x": dx}
        return {"outer_b": self.region, "inner_plane": 1}


def sums(emitter: Emitter, job: SumJob, mapping: Mapping) -> None:
    """Emit ``job``; ValueError where the mapping does not fit the buffers."""
    Sums(emitter, job, mapping).emit()


def slot_choices(
    shape: Convolution, rows: int, columns: int, interleave: int
) -> list[tuple[int, int]]:
    """Useful (outer, inner) slots for ``rows`` blocks of rows by ``columns`` blocks of columns."""
    if shape.taps > 1:
        inner = min(shape.kernel[1], interleave)
        outer = min(shape.kernel[0], interleave // inner) if inner == shape.kernel[1] else 1
        return [(outer, inner)]
    inner = min(rows, interleave)
    # equal shares of the rows, rather than a full and an almost empty unit
    inner = ceil_div(rows, ceil_div(rows, inner))
    outer = min(columns, interleave // inner)
    return list(dict.fromkeys([(1, inner), (ceil_div(columns, ceil_div(columns, outer)), inner)]))
