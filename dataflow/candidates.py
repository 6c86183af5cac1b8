"""Mappings worth trying for one GEMM. What does not fit is refused when it is compiled."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from weft.accelerator.description import Accelerator
from weft.accelerator.sparsity import DENSE
from weft.dataflow.mapping import Dataflow, Mapping, Order
from weft.dataflow.memory import ceil_div
from weft.dataflow.plan import meeting_blocks
from weft.dataflow.sums import slot_choices
from weft.dataflow.workload import Convolution, Gemm, Product, Stage


@dataclass(frozen=True, kw_only=True)
class Choices:
    """What the scheduler may choose from: the switches of the command line.

    Without ``interleave`` a PE works on one sum at a time. Without ``pregenerate`` compressed
    copies are made before every use instead of in the update.
    """

    dataflow: Literal["auto", "ws", "os"] = "auto"
    interleave: bool = True
    pregenerate: bool = True

    @property
    def dataflows(self) -> tuple[Dataflow, ...]:
        return ("ws", "os") if self.dataflow == "auto" else (self.dataflow,)


@dataclass(frozen=True)
class Size:
    """What matters of a GEMM: pixels, blocks of channels on both sides, its geometry."""

    pixels: int
    rows: int
    columns: int
    shape: Convolution


def mappings(size: Size, reduces_pixels: bool, a: Accelerator, choices: Choices) -> list[Mapping]:
    """Candidates, the dataflow that needs no transposing load first.

    ``size.rows`` counts blocks of the operand under the window, ``columns`` those of the result
    (FF, BP) or of the raster side (WU).
    """
    natural = "os" if reduces_pixels else "ws"
    found: list[Mapping] = []
    for dataflow in sorted(choices.dataflows, key=lambda d: d != natural):
        make = _MAKERS[dataflow, reduces_pixels]
        found += make(size, a, choices.interleave)
    return list(dict.fromkeys(found))


def _streamed(size: Size, a: Accelerator, interleave: bool) -> Iterator[Mapping]:
    """Weight-stationary FF and BP."""
    shares = [(c, 1) for c in (2, 4) if c <= size.columns] + [(1, 2)]
    if not interleave:
        shares = [(1, 1)]
    orders: tuple[Order, ...] = ("pixels", "columns")
    for columns, tiles in shares:
        room = a.o_words // (columns * tiles) - 2 * a.beat_granules
        most = min(room, ceil_div(size.pixels, tiles))
        for pixels in (most, most // 4, most // 16):
            if pixels >= min(a.rows, size.pixels):
                for order in orders:
                    yield Mapping(
                        dataflow="ws", pixels=pixels, columns=columns, tiles=tiles, order=order
                    )


def _summed(size: Size, a: Accelerator, interleave: bool) -> Iterator[Mapping]:
    """Output-stationary WU."""
    most = a.interleave if interleave else 1
    for outer, inner in slot_choices(size.shape, size.rows, size.columns, most):
        by_taps = size.shape.taps > 1
        b_room = a.b_granules // (2 * (1 if by_taps else outer))
        a_room = a.a_granules // (2 * ceil_div(1 if by_taps else inner, a.a_banks))
        stride = size.shape.stride[0] * size.shape.stride[1]
        room = min(b_room, a_room // stride) - 2 * a.beat_granules
        for pixels in (room, room // 2, room // 8):
            if pixels > 0:
                yield Mapping(
                    dataflow="os", pixels=min(pixels, size.pixels), outer=outer, inner=inner
                )


def _turned_sums(size: Size, a: Accelerator, interleave: bool) -> Iterator[Mapping]:
    """Output-stationary FF and BP."""
    most = a.interleave if interleave else 1
    blocks = ceil_div(size.pixels, a.rows)
    for share in (1, 2, 4, 8, 16):
        inner = min(blocks, max(1, most // share))
        outer = min(size.columns, most // inner)
        yield Mapping(dataflow="os", pixels=inner * a.rows, outer=outer, inner=inner)
        if outer > 1:
            yield Mapping(dataflow="os", pixels=inner * a.rows, outer=1, inner=inner)


def _turned_streams(size: Size, a: Accelerator, interleave: bool) -> Iterator[Mapping]:
    """Weight-stationary WU."""
    taps = size.shape.taps
    shares = [(1, taps), (2, taps), (4, taps), (1, min(taps, 3)), (2, 1), (4, 1), (8, 1)]
    if not interleave:
        shares = [(1, 1)]
    for columns, tiles in shares:
        if columns > size.columns:
            continue
        rows = a.a_granules // (2 * tiles * size.rows * a.rows) * a.a_banks
        held = a.b_granules // (2 * columns * a.rows) - 1
        pixels = max(1, min(rows, held)) * a.rows
        yield Mapping(dataflow="ws", pixels=min(pixels, size.pixels), columns=columns, tiles=tiles)


def smallest(size: Size, reduces_pixels: bool, a: Accelerator, choices: Choices) -> list[Mapping]:
    """One sum at a time on ever smaller tiles: what is left where no candidate fits.

    The last is the smallest of the dataflow that needs no transposing load.
    """
    pixels = [size.pixels]
    while pixels[-1] > 1:
        pixels.append(pixels[-1] // 2)
    natural = "os" if reduces_pixels else "ws"
    flows = sorted(choices.dataflows, key=lambda d: d == natural)
    return [Mapping(dataflow=flow, pixels=p) for flow in flows for p in pixels if p <= a.o_words]


def least_cycles(op: Gemm | Product, mapping: Mapping, a: Accelerator) -> int:
    """Cycles that ``mapping`` needs at least: passes through the array, or what GATHER loads."""
    size, reduces_pixels = size_of(op, a)
    sparsity = op.sparsity if isinstance(op, Gemm) else DENSE
    taps, rows = size.shape.taps, a.rows
    blocks = ceil_div(size.pixels, rows)
    gathered = blocks * rows * size.rows * taps * a.beat_cycles
    met = [len(meets) for meets in _meets(op, size, a)]
    if mapping.dataflow == "ws" and not reduces_pixels:
        tiles = sum(ceil_div(m * sparsity.kept, sparsity.group) for m in met)
        return size.shape.pixels * taps * tiles
    if mapping.dataflow == "os" and not reduces_pixels:
        waits = max(1, ceil_div(a.adder_latency, mapping.interleave))
        rows_streamed = size.rows * rows * sparsity.kept // sparsity.group
        sums = blocks * size.columns
        return max(gathered, sums * (taps * rows_streamed * waits + rows))
    if mapping.dataflow == "os":
        return size.pixels * taps * sum(met) * max(1, a.adder_latency // mapping.interleave)
    return max(gathered, blocks * rows * sum(met) * taps)


def _meets(op: Gemm | Product, size: Size, a: Accelerator) -> tuple[range, ...]:
    """Blocks of rows that every block of columns meets: all, unless the layer is grouped."""
    if isinstance(op, Product) or op.shape.groups == 1:
        return (range(size.rows),) * size.columns
    s = op.shape
    sides = (s.group_in, s.group_out) if op.stage is Stage.BP else (s.group_out, s.group_in)
    return meeting_blocks(size.columns, size.rows, *sides, a.rows)


_MAKERS = {
    ("ws", False): _streamed,
    ("os", False): _turned_sums,
    ("os", True): _summed,
    ("ws", True): _turned_streams,
}


def size_of(op: Gemm | Product, a: Accelerator) -> tuple[Size, bool]:
    """`Size` of an operation, and whether its reduction runs over pixels."""
    if isinstance(op, Product):
        shape = Convolution.linear(op.m, op.k, op.n)
        blocks = ceil_div(op.n, a.rows)
        if op.layout == "tn":
            return Size(op.k, ceil_div(op.m, a.rows), blocks, shape), True
        return Size(op.m, ceil_div(op.k, a.rows), blocks, shape), False
    s = op.shape
    ins, outs = ceil_div(s.in_channels, a.rows), ceil_div(s.out_channels, a.rows)
    if op.stage is Stage.WU:
        return Size(s.pixels, ins, outs, s), True
    if (op.stage is Stage.FF) != s.transposed:
        return Size(s.pixels, ins, outs, s), False
    return Size(s.images * s.in_size[0] * s.in_size[1], outs, ins, s), False
