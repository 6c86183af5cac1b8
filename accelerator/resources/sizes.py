"""Lengths, widths and memories of a machine, of which the features of its parts are made."""

from __future__ import annotations

from dataclasses import dataclass

from weft.accelerator import timing
from weft.accelerator.description import Accelerator
from weft.accelerator.resources.blocks import BLOCK, DISTRIBUTED, ULTRA, Mapped, Memory
from weft.accelerator.resources.inventory import lanes

_SELDOM = 8  # cycles between two instructions, from which on predecode works in turn


def in_turn(accelerator: Accelerator) -> bool:
    """Whether the products of an instruction are made two at a time, while it stays where it is."""
    return accelerator.fetch_cycles >= _SELDOM


@dataclass(frozen=True)
class Sizes:
    """What the features are made of; ``memories`` are those of the machine with their blocks."""

    machine: Accelerator
    memories: tuple[tuple[Memory, Mapped], ...]

    @property
    def rows(self) -> int:
        return self.machine.rows

    @property
    def bits(self) -> int:
        """Of an operand."""
        return self.machine.operand.bits

    @property
    def beat(self) -> int:
        """Granules of a beat."""
        return self.machine.beat_granules

    @property
    def bus(self) -> int:
        """Bits of a beat."""
        return 8 * self.machine.bus_bytes

    @property
    def encoded(self) -> int:
        """Registers of a whole instruction between memory and the queues."""
        assembled = int(self.machine.fetch_cycles > 1)
        return assembled + (1 if in_turn(self.machine) else 3)

    @property
    def group(self) -> int:
        """Elements of the largest group."""
        return lanes(self.machine)

    @property
    def patterns(self) -> int:
        """Sparse ones."""
        return sum(not s.is_dense for s in self.machine.sparsities)

    @property
    def floats(self) -> int:
        """1 where sums are fp32, 0 where they are int32."""
        return int(not self.machine.operand.is_integer)

    @property
    def integers(self) -> int:
        return 1 - self.floats

    @property
    def slot(self) -> int:
        """Bits of the number of an accumulator."""
        return max(1, (self.machine.interleave - 1).bit_length())

    @property
    def o_bits(self) -> int:
        """Of a word's address in half of O."""
        return (self.machine.o_words - 1).bit_length()

    @property
    def log_rows(self) -> int:
        return (self.rows - 1).bit_length()

    @property
    def log_group(self) -> int:
        return max(1, (self.group - 1).bit_length())

    @property
    def parts(self) -> int:
        """Cycles of UPDATE for a row."""
        return self.machine.columns // self.machine.update_lanes

    @property
    def late(self) -> int:
        """Cycles of a buffer beyond the first."""
        return self.machine.buffer_latency - 1

    @property
    def rounding(self) -> int:
        return timing.lane_rounding(self.machine)

    def distributed(self, part: str) -> float:
        """LUTs that hold memories of ``part``."""
        return sum(b.count * m.places for m, b in self.memories_of(part) if b.kind == DISTRIBUTED)

    def read_registers(self, part: str) -> float:
        """Bits read a cycle later from memories of ``part`` that are not block RAM."""
        blocks = (BLOCK, ULTRA)
        return sum(
            m.width * m.places
            for m, b in self.memories_of(part)
            if b.kind not in blocks and m.clocked
        )

    def registered(self, part: str) -> float:
        """Bits of memories of ``part`` that are too small for anything but registers."""
        return sum(
            m.width * m.depth * m.places
            for m, b in self.memories_of(part)
            if b.kind not in (BLOCK, ULTRA, DISTRIBUTED)
        )

    def memories_of(self, part: str) -> list[tuple[Memory, Mapped]]:
        """Those of one part."""
        return [pair for pair in self.memories if pair[0].part == part]
