"""What weight-stationary execution holds in the array: rows of weights, or of activations."""

from __future__ import annotations

from dataclasses import dataclass, field

from weft.accelerator.isa import Engine, Opcode, Target
from weft.accelerator.sparsity import DENSE, Sparsity
from weft.dataflow.emitter import Emitter, Needs, Slots, latest
from weft.dataflow.memory import Tensor, WeightCopy, ceil_div, congruent


@dataclass(frozen=True)
class Stationary:
    """The B operand: per block of columns, ``steps`` tiles of R rows one after the other.

    ``first_plane`` is, per block of columns, the plane of A that its first tile meets. ``gathered``
    marks a tensor whose pixels are the columns: it is transposed on its way in.
    """

    values: int
    indices: int
    column_stride: int
    column_index_stride: int
    tile_index: int
    sparsity: Sparsity
    column_blocks: int
    taps: int
    tiles: int
    first_plane: tuple[int, ...]
    gathered: Tensor | None = None
    image: int = 0
    ready: Needs = field(default_factory=dict)  # what its loads wait for

    @property
    def steps(self) -> int:
        return self.taps * self.tiles

    @property
    def ratio(self) -> int:
        return self.sparsity.group // self.sparsity.kept


def of_weights(copy: WeightCopy, ready: Needs) -> Stationary:
    """Weights in the copy made for this GEMM, there once ``ready`` has ended."""
    return Stationary(
        copy.values, copy.indices, copy.column_stride, copy.column_index_stride, copy.tile_index,
        copy.sparsity, copy.column_blocks, copy.taps, copy.tiles, copy.first_reduce, ready=ready,
    )  # fmt: skip


def of_rows(tensor: Tensor, image: int, rows: int, ready: Needs) -> Stationary:
    """An activation whose pixels are the reduction and whose channels are the columns ("nn")."""
    return Stationary(
        tensor.at(0, image), 0, tensor.plane_stride, 0, 0, DENSE, tensor.planes, 1,
        ceil_div(tensor.width, rows), (0,) * tensor.planes, ready=ready,
    )  # fmt: skip


def of_columns(tensor: Tensor, image: int, rows: int, ready: Needs) -> Stationary:
    """An activation whose channels are the reduction and whose pixels are the columns ("nt")."""
    blocks = ceil_div(tensor.width, rows)
    return Stationary(
        0, 0, 0, 0, 0, DENSE, blocks, 1, tensor.planes, (0,) * blocks, tensor, image, ready,
    )  # fmt: skip


class StationaryBuffer:
    """Pieces of a `Stationary` in the B buffer: ``columns`` blocks by at most ``piece`` steps."""

    def __init__(self, emitter: Emitter, source: Stationary, columns: int) -> None:
        a = self.accelerator = emitter.accelerator
        self.emitter, self.source, self.columns = emitter, source, columns
        self.piece = self._largest_piece()
        self._values = columns * self.piece * a.rows + a.beat_granules
        self._values += -self._values % a.beat_granules
        self._index_row = self._index_pitch(self.piece)
        self._indices = columns * self._index_row + a.beat_granules
        self._indices += -self._indices % a.beat_granules
        self.slots = Slots(self._room(), emitter.after(Engine.COMPUTE))

    @property
    def pieces(self) -> int:
        return ceil_div(self.source.steps, self.piece)

    def _index_pitch(self, steps: int) -> int:
        least, to = steps * self.source.tile_index, self.source.column_index_stride
        return congruent(least, to, self.accelerator.beat_granules)

    def _largest_piece(self) -> int:
        """Most steps of which two pieces fit; the last piece must not be a remnant."""
        a = self.accelerator
        spare = 2 * a.beat_granules
        half = (a.b_granules // 2 - spare) // (self.columns * a.rows)
        if self.source.tile_index:
            room = a.b_index_granules // 2 - spare - self.columns * a.beat_granules
            half = min(half, room // (self.columns * self.source.tile_index))
        pieces = ceil_div(self.source.steps, max(1, half))
        return ceil_div(self.source.steps, pieces)

    def _room(self) -> int:
        a = self.accelerator
        room = a.b_granules // self._values
        if self.source.tile_index:
            room = min(room, a.b_index_granules // self._indices)
        return room

    def fetch(self, column: int, count: int, piece: int) -> int:
        """Slot with piece ``piece`` of ``count`` blocks from ``column``; loaded if need be."""
        name = (column, piece)
        slot = self.slots.find(name)
        if slot is not None:
            return slot
        slot, waits = self.slots.take(name)
        waits = latest(waits, self.source.ready)
        first = piece * self.piece
        steps = min(self.piece, self.source.steps - first)
        if self.source.gathered is not None:
            last = self._gather(slot, column, count, waits)
        else:
            last = self._load(slot, column, count, first, steps, waits)
        self.slots.filled(slot, {Engine.LOAD: last})
        return slot

    def _load(
        self, slot: int, column: int, count: int, first: int, steps: int, waits: Needs
    ) -> int:
        s, rows = self.source, self.accelerator.rows
        last = self.emitter.add(
            Opcode.LOAD, waits, target=Target.B,
            dram=s.values + column * s.column_stride + first * rows,
            buffer=self._value_base(slot, column, first),
            length=steps * rows, runs=count, run_stride=s.column_stride,
            run_pitch=self._value_pitch(steps), images=1, planes=1,
        )  # fmt: skip
        if s.tile_index:
            last = self.emitter.add(
                Opcode.LOAD, {}, target=Target.INDEX,
                dram=s.indices + column * s.column_index_stride + first * s.tile_index,
                buffer=self._index_base(slot, column, first),
                length=steps * s.tile_index, runs=count, run_stride=s.column_index_stride,
                run_pitch=self._index_pitch(steps), images=1, planes=1,
            )  # fmt: skip
        return last

    def _gather(self, slot: int, column: int, count: int, waits: Needs) -> int:
        s, a = self.source, self.accelerator
        assert s.gathered is not None
        t = s.gathered
        return self.emitter.add(
            Opcode.GATHER, waits, target=Target.B, dram=t.at(0, s.image), images=1, height=1,
            buffer=slot * self._values, width=min(count * a.rows, t.width - column * a.rows),
            x0=column * a.rows, x_step=1, y_step=1, y_limit=1, x_limit=t.width,
            row_stride=t.width, planes=t.planes, plane_stride=t.plane_stride,
            plane_pitch=s.tiles * a.rows,
        )  # fmt: skip

    def _value_pitch(self, steps: int) -> int:
        stride = self.source.column_stride
        return congruent(steps * self.accelerator.rows, stride, self.accelerator.beat_granules)

    def _value_base(self, slot: int, column: int, first: int) -> int:
        s = self.source
        dram = s.values + column * s.column_stride + first * self.accelerator.rows
        return slot * self._values + dram % self.accelerator.beat_granules

    def _index_base(self, slot: int, column: int, first: int) -> int:
        s = self.source
        dram = s.indices + column * s.column_index_stride + first * s.tile_index
        return slot * self._indices + dram % self.accelerator.beat_granules

    def place(self, slot: int, column: int, piece: int) -> tuple[int, int, int, int]:
        """B and INDEX granule of the piece's first tile, and their pitches between blocks."""
        first = piece * self.piece
        steps = min(self.piece, self.source.steps - first)
        if self.source.gathered is not None:
            return slot * self._values, 0, self.source.tiles * self.accelerator.rows, 0
        return (
            self._value_base(slot, column, first),
            self._index_base(slot, column, first),
            self._value_pitch(steps),
            self._index_pitch(steps),
        )
