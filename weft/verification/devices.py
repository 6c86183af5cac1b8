"""Running a program part by part on a device: how a board trains a model."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from weft.accelerator.isa import OPCODE, Opcode, Program, column
from weft.fpga.host.device import Device
from weft.verification.parts import part

Array = NDArray[Any]

_BLOCK = 4096  # bytes that are compared, and written where one of them changed
_SHAPE = (
    "dram", "length", "runs", "run_stride", "images", "image_stride", "planes", "plane_stride",
)  # fmt: skip


class OnDevice:
    """Runs parts of programs on ``device``; a `weft.replay.Runner`.

    The image lives on the device: before a part the blocks that the host changed are written, after
    it what its STOREs wrote is read back. ``timeout`` is the seconds that a part may take. What the
    device raises passes through; the image is then written anew with the next part.
    ``written_bytes`` and ``read_bytes`` count what went over the link.
    """

    def __init__(self, device: Device, timeout: float = 60.0) -> None:
        self.device, self.timeout = device, timeout
        self._held: Array | None = None  # what the device's image holds
        self.parts = self.cycles = self.written_bytes = self.read_bytes = 0

    def run(self, program: Program, first: int, after: int, image: Array) -> None:
        """Run the instructions ``first`` to ``after`` - 1 on ``image``, changed in place."""
        mine = part(program, first, after)
        held, self._held = self._held, None
        self._give(mine, image, held)
        self.device.run(self.timeout)
        self.cycles += self.device.counters()["active_cycles"]
        for span in stored(self.device.accelerator.granule_bytes, mine.rows):
            image[span.start : span.stop] = self.device.read(span)
            self.read_bytes += len(span)
        self._held = image.copy()
        self.parts += 1

    def _give(self, program: Program, image: Array, held: Array | None) -> None:
        if held is None or len(held) != len(image):
            self.device.load(program, image)
            self.written_bytes += len(image)
            return
        self.device.load(program)
        for span in changed(held, image):
            self.device.write(span.start, image[span.start : span.stop])
            self.written_bytes += len(span)


def changed(before: Array, after: Array) -> Iterator[range]:
    """Spans of whole blocks outside of which two images are equal."""
    differs = before != after
    blocks = np.logical_or.reduceat(differs, np.arange(0, len(after), _BLOCK))
    edges = np.flatnonzero(np.diff(blocks, prepend=False, append=False))
    for start, stop in edges.reshape(-1, 2).tolist():
        yield range(start * _BLOCK, min(stop * _BLOCK, len(after)))


def stored(granule_bytes: int, rows: Array) -> list[range]:
    """Spans of bytes outside of which a program writes nothing, in rising order, apart."""
    stores = rows[rows[:, OPCODE] == Opcode.STORE]
    found: list[list[int]] = []
    for dram, length, runs, run_stride, images, image_stride, planes, plane_stride in zip(
        *(stores[:, column(Opcode.STORE, name)].tolist() for name in _SHAPE), strict=True
    ):
        reach = (runs - 1) * run_stride + length
        for plane in range(planes):
            for image in range(images):
                start = dram + plane * plane_stride + image * image_stride
                found.append([start, start + reach])
    return [range(start * granule_bytes, stop * granule_bytes) for start, stop in _joined(found)]


def _joined(spans: list[list[int]]) -> list[list[int]]:
    """The same ground in as few spans as possible."""
    joined: list[list[int]] = []
    for start, stop in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1][1] = max(joined[-1][1], stop)
        else:
            joined.append([start, stop])
    return joined
