"""Which blocks of an UltraScale+ chip a memory becomes.

Large memories get a style: UltraRAM where it replaces at least four block RAMs, as far as the
chip's share of it goes, the best exchanges first; block RAM otherwise. Small ones, and how many
blocks any takes, are decided as Yosys does (``memory_libmap`` with the libraries of
``synth_xilinx -family xcup``): by the least cost, of which `_cost` has the rules.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

ULTRA, BLOCK, DISTRIBUTED, REGISTERS = "ultra", "block", "distributed", "registers"
URAM_WIDTH, URAM_DEPTH = 72, 4096
# words of a RAMB36E2 by their width, one port for writing and one for reading (UG573, table 1-8)
BLOCK_SHAPES = ((72, 512), (36, 1024), (18, 2048), (9, 4096), (4, 8192), (2, 16384), (1, 32768))
LEAST_EXCHANGE = 4  # block RAMs that an UltraRAM has to replace, of the eight that it could
LEAST_BITS = 18432  # half a block RAM: below it, memories stay in LUTs if the tool likes


class Sized(Protocol):
    """Anything of ``depth`` words of ``width`` bits; ``clocked`` where a read takes a cycle."""

    @property
    def width(self) -> int: ...

    @property
    def depth(self) -> int: ...

    @property
    def clocked(self) -> bool: ...


@dataclass(frozen=True, kw_only=True)
class Memory:
    """``depth`` words of ``width`` bits with one port for writing and one for reading.

    The word consists of ``slices`` of equal width with an enable of their own. ``clocked`` tells
    that a read takes a cycle. ``part`` names what it belongs to, ``places`` how often it is there.
    """

    part: str
    width: int
    depth: int
    slices: int = 1
    clocked: bool = True
    places: int = 1


@dataclass(frozen=True)
class Mapped:
    """The blocks of one memory: LUTs, RAMB36 (in halves) or URAM288, as ``kind`` tells."""

    kind: str
    count: float


def block_rams(memory: Sized) -> int:
    """RAMB36 that a memory takes in the best of their shapes, whatever its enables."""
    return min(-(-memory.width // w) * -(-memory.depth // d) for w, d in BLOCK_SHAPES)


def ultra_rams(memory: Sized) -> int:
    """URAM288 that a memory takes, whatever its enables."""
    return -(-memory.width // URAM_WIDTH) * -(-memory.depth // URAM_DEPTH)


def wants_style(memory: Sized) -> bool:
    """Whether a memory is given a style: a large one that such a block can read."""
    return memory.clocked and memory.width * memory.depth >= LEAST_BITS


def exchange(memory: Sized) -> float:
    """Block RAMs that an UltraRAM replaces."""
    return block_rams(memory) / ultra_rams(memory)


def styles(found: Sequence[tuple[Sized, int]], ultra_limit: float) -> list[str]:
    """ULTRA or BLOCK for every memory with its number of places, in their order.

    At most ``ultra_limit`` UltraRAMs are used.
    """
    chosen, left = [BLOCK] * len(found), ultra_limit
    for i in sorted(range(len(found)), key=lambda i: -exchange(found[i][0])):
        memory, places = found[i]
        need = ultra_rams(memory) * places
        if exchange(memory) >= LEAST_EXCHANGE and need <= left:
            left -= need
            chosen[i] = ULTRA
    return chosen


def mapped(memory: Memory, style: str | None = None) -> Mapped:
    """What Yosys makes of one memory; ``style`` is ULTRA, BLOCK or None to let it choose."""
    if style == ULTRA:
        return Mapped(ULTRA, _best(memory, _ULTRA)[1])
    block = _best(memory, _BLOCK)
    if style == BLOCK:
        return Mapped(BLOCK, block[1])
    distributed = _best(memory, _DISTRIBUTED)
    best, cost = Mapped(REGISTERS, 0), memory.width * memory.depth
    for kind, (price, count) in ((DISTRIBUTED, distributed), (BLOCK, block)):
        if price < cost and (kind != BLOCK or memory.clocked):
            best, cost = Mapped(kind, count), int(price)
    return best


@dataclass(frozen=True)
class _Shape:
    """A block as a memory of ``depth`` words of ``width`` bits, enabled ``enable`` bits at a time.

    ``price`` is its cost to Yosys, by the bits used if it ``scales``; ``count`` what is counted.
    """

    width: int
    depth: int
    enable: int
    price: float
    count: float
    scales: bool = False


def _blocks(price: int, count: float, addresses: int, widths: tuple[int, ...]) -> list[_Shape]:
    shapes = (_Shape(w, addresses >> i, min(9, w), price, count) for i, w in enumerate(widths))
    return list(shapes)


_BLOCK = [
    *_blocks(129, 0.5, 1 << 14, (1, 2, 4, 9, 18, 36)),
    *_blocks(257, 1, 1 << 15, (1, 2, 4, 9, 18, 36, 72)),
]
_ULTRA = [_Shape(URAM_WIDTH, URAM_DEPTH, byte, 1024, 1) for byte in (8, 9)]
# eight LUTs of a memory slice as a simple dual-port memory
_DISTRIBUTED = [_Shape(14, 32, 14, 16, 8, True), _Shape(7, 64, 7, 16, 8, True)]

_MUX, _PORT = 0.5, 2.0  # of a bit that two blocks share, of the port for reading


def _best(memory: Memory, shapes: Sequence[_Shape]) -> tuple[float, float]:
    """Least cost of a memory in blocks of one kind, and what is counted of them; first of equals.

    Yosys keeps the cost of what it has chosen as a whole number.
    """
    costs = [_cost(memory, shape) for shape in shapes]
    return min(costs, key=lambda cost: cost[0])


def _cost(memory: Memory, shape: _Shape) -> tuple[float, float]:
    """Every slice begins with an enable of the block; what does not fit one block's depth is
    dealt out over several, with a multiplexer for every bit read and a gate for every enable."""
    each = -(-(memory.width // memory.slices) // shape.enable) * shape.enable
    banks = -(-memory.depth // shape.depth)
    blocks = -(-banks * memory.slices * each // shape.width)
    price = shape.price * blocks
    if shape.scales:
        price = shape.price * banks * memory.width / shape.width
    shared = (banks - 1) * memory.width + (banks * memory.slices if banks > 1 else 0)
    return price + _MUX * shared + _PORT, shape.count * blocks
