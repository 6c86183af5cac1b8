"""The streamed operand: boxes of pixels in the A buffer."""

from __future__ import annotations

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


def pitch(a: Accelerator, tensor: Tensor, boxes: list[Box]) -> int:
    """Granules of one plane of the largest of ``boxes``, with room to align it."""
    largest = max(runs(tensor, box, a.beat_granules).size for box in boxes)
    return round_up(largest + a.beat_granules, a.beat_granules)


class OperandBuffer:
    """``planes`` planes of boxes of ``tensor`` in the A buffer, asked for by number."""

    def __init__(self, emitter: Emitter, tensor: Tensor, planes: int, boxes: list[Box]) -> None:
        a = self.accelerator = emitter.accelerator
        self.emitter, self.tensor, self.planes = emitter, tensor, planes
        self.pitch = pitch(a, tensor, boxes)
        self.rows = ceil_div(planes, a.a_banks) * self.pitch
        self.slots = Slots(a.a_granules // self.rows, emitter.after(Engine.COMPUTE))
        self.runs = [runs(tensor, box, a.beat_granules) for box in boxes]
        self.fields = [r.fields() for r in self.runs]

    def fetch(self, box: int, first: int) -> Held:
        """The planes of box number ``box`` from plane ``first``; loaded unless they are there."""
        r = self.runs[box]
        name = (box, first)
        slot = self.slots.find(name)
        dram = self.tensor.base + first * self.tensor.plane_stride + r.offset
        lead = dram % self.accelerator.beat_granules
        if slot is None:
            slot, waits = self.slots.take(name)
            index = self.emitter.add(
                Opcode.LOAD, latest(waits, self.emitter.inputs), target=Target.A, dram=dram,
                buffer=slot * self.rows + lead, planes=min(self.planes, self.tensor.planes - first),
                plane_stride=self.tensor.plane_stride, plane_pitch=self.pitch, **self.fields[box],
            )  # fmt: skip
            self.slots.filled(slot, {Engine.LOAD: index})
        return Held(slot, slot * self.rows + lead, self.pitch, r.row, r.image_pitch)
