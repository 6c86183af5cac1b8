"""The streamed operand: boxes of pixels in the A buffer."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

from weft.accelerator.description import Accelerator
from weft.accelerator.isa import Engine, Opcode, Target
from weft.dataflow.boxes import Box, runs
from weft.dataflow.emitter import Emitter, Slots, latest
from weft.dataflow.memory import Tensor, ceil_div, round_up


@dataclass(frozen=True)
class Held:
    """A box in the A buffer: its first granule, plane pitch and pitches of rows and images."""

    slot: int
    base: int
    plane_pitch: int
    row: int
    image: int


def pitch(a: Accelerator, tensor: Tensor, wanted: list[Box]) -> int:
    """Granules of one plane of the largest of ``wanted``, with room to align it."""
    largest = max(runs(tensor, box, a.beat_granules).size for box in wanted)
    return round_up(largest + a.beat_granules, a.beat_granules)


class OperandBuffer:
    """Boxes of ``tensor`` in the A buffer, ``planes`` of them at a time.

    ``wanted`` are the boxes that will be asked for.
    """

    def __init__(self, emitter: Emitter, tensor: Tensor, planes: int, wanted: list[Box]) -> None:
        a = self.accelerator = emitter.accelerator
        self.emitter, self.tensor, self.planes = emitter, tensor, planes
        self.pitch = pitch(a, tensor, wanted)
        waits = emitter.after(Engine.COMPUTE)
        self.slots = Slots(a.a_granules // (ceil_div(planes, a.a_banks) * self.pitch), waits)

    def fetch(self, box: Box, first: int, key: Hashable = 0) -> Held:
        """``planes`` planes of ``box`` from plane ``first``; loaded unless they are there."""
        beat = self.accelerator.beat_granules
        r = runs(self.tensor, box, beat)
        name = (key, box, first)
        slot = self.slots.find(name)
        planes = min(self.planes, self.tensor.planes - first)
        dram = self.tensor.base + first * self.tensor.plane_stride + r.offset
        rows = ceil_div(self.planes, self.accelerator.a_banks) * self.pitch
        if slot is None:
            slot, waits = self.slots.take(name)
            index = self.emitter.add(
                Opcode.LOAD, latest(waits, self.emitter.inputs), target=Target.A, dram=dram,
                buffer=slot * rows + dram % beat, planes=planes,
                plane_stride=self.tensor.plane_stride, plane_pitch=self.pitch, **r.fields(),
            )  # fmt: skip
            self.slots.filled(slot, {Engine.LOAD: index})
        return Held(slot, slot * rows + dram % beat, self.pitch, r.row, r.image_pitch)
