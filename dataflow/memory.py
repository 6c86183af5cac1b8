"""Where tensors and weights lie in DRAM. Addresses and lengths are in granules."""

from __future__ import annotations

from dataclasses import dataclass

from weft.accelerator.description import Accelerator
from weft.accelerator.sparsity import Sparsity


def ceil_div(a: int, b: int) -> int:
    return -(-a // b)


def round_up(a: int, b: int) -> int:
    return ceil_div(a, b) * b


def congruent(least: int, to: int, modulus: int) -> int:
    """Smallest number of at least ``least`` that is congruent to ``to``."""
    return least + (to - least) % modulus


@dataclass(frozen=True)
class Tensor:
    """An activation or gradient, ``[planes][images][height][width]`` granules."""

    base: int
    channels: int
    planes: int
    images: int
    height: int
    width: int
    plane_stride: int

    @property
    def image_stride(self) -> int:
        return self.height * self.width

    @property
    def size(self) -> int:
        return self.planes * self.plane_stride

    def at(self, plane: int, image: int = 0, y: int = 0, x: int = 0) -> int:
        """Granule of a pixel."""
        pixel = (image * self.height + y) * self.width + x
        return self.base + plane * self.plane_stride + pixel


@dataclass(frozen=True)
class WeightCopy:
    """Compressed (or dense) weights in the order in which one GEMM uses them.

    Rows run along the reduction axis, a granule holds one row of a block of columns:
    ``[column blocks][taps][tiles][R]`` values, likewise the indices. A tile is what the array holds
    at once: ``ratio`` blocks of R reduction channels, compressed to R rows.
    ``first_reduce`` is, per column block, the first reduction block stored (0 unless grouped).
    """

    values: int
    indices: int
    sparsity: Sparsity
    column_blocks: int
    taps: int
    reduce_blocks: int
    rows: int
    index_rows: int
    first_reduce: tuple[int, ...]

    @property
    def ratio(self) -> int:
        return self.sparsity.group // self.sparsity.kept

    @property
    def tiles(self) -> int:
        """Tiles of one tap of one column block."""
        return ceil_div(self.reduce_blocks, self.ratio)

    @property
    def block_rows(self) -> int:
        """Compressed rows of one block of R reduction channels."""
        return self.rows // self.ratio

    @property
    def block_index(self) -> int:
        """Index granules of a block."""
        return 0 if self.sparsity.is_dense else ceil_div(self.block_rows, self.index_rows)

    @property
    def tile_index(self) -> int:
        return self.ratio * self.block_index

    @property
    def column_stride(self) -> int:
        """Value granules between column blocks."""
        return self.taps * self.tiles * self.rows

    @property
    def column_index_stride(self) -> int:
        return self.taps * self.tiles * self.tile_index

    @property
    def value_size(self) -> int:
        return self.column_blocks * self.column_stride

    @property
    def index_size(self) -> int:
        return self.column_blocks * self.column_index_stride

    def tile(self, column: int, step: int) -> tuple[int, int]:
        """Value and index granule of step ``tap * tiles + tile``."""
        return (
            self.values + column * self.column_stride + step * self.rows,
            self.indices + column * self.column_index_stride + step * self.tile_index,
        )

    def block(self, column: int, tap: int, reduce: int) -> tuple[int, int]:
        """Value and index granule of reduction block ``reduce`` (counted from ``first_reduce``)."""
        value, index = self.tile(column, tap * self.tiles)
        return value + reduce * self.block_rows, index + reduce * self.block_index


@dataclass(frozen=True)
class Master:
    """fp32 weights or momentum: ``[column blocks][taps][reduce blocks]`` blocks of R x R."""

    base: int
    taps: int
    reduce_blocks: int
    block_size: int  # granules
    column_blocks: int

    @property
    def size(self) -> int:
        return self.column_blocks * self.taps * self.reduce_blocks * self.block_size

    def block(self, column: int, tap: int, reduce: int) -> int:
        return self.base + ((column * self.taps + tap) * self.reduce_blocks + reduce) * (
            self.block_size
        )


class Allocator:
    """Hands out DRAM from granule 0 upwards, every piece on a beat."""

    def __init__(self, accelerator: Accelerator) -> None:
        self._a = accelerator
        self.granules = 0

    def take(self, granules: int) -> int:
        base = self.granules
        self.granules = round_up(base + granules, self._a.beat_granules)
        return base

    def tensor(self, channels: int, images: int, height: int, width: int) -> Tensor:
        planes = ceil_div(channels, self._a.rows)
        stride = round_up(images * height * width, self._a.beat_granules)
        base = self.take(planes * stride)
        return Tensor(base, channels, planes, images, height, width, stride)

    def copy(
        self,
        sparsity: Sparsity,
        column_blocks: int,
        taps: int,
        reduce_blocks: int,
        first_reduce: tuple[int, ...],
    ) -> WeightCopy:
        a = self._a
        facts = (sparsity, column_blocks, taps, reduce_blocks, a.rows, a.index_rows, first_reduce)
        sizes = WeightCopy(0, 0, *facts)
        return WeightCopy(self.take(sizes.value_size), self.take(sizes.index_size), *facts)

    def master(self, column_blocks: int, taps: int, reduce_blocks: int) -> Master:
        size = self._a.rows * self._a.wide_granules
        base = self.take(column_blocks * taps * reduce_blocks * size)
        return Master(base, taps, reduce_blocks, size, column_blocks)
