"""Where a machine's memory lies, and how an image is spread over its channels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from weft.accelerator.registers import PAGE_BYTES

Bytes = NDArray[np.uint8]


@dataclass(frozen=True)
class Region:
    """``size`` bytes of memory from the address ``base`` on."""

    base: int
    size: int

    @property
    def end(self) -> int:
        """The first address behind it."""
        return self.base + self.size


@dataclass(frozen=True)
class AddressMap:
    """Memory of a board at addresses that host and machine share.

    ``program`` holds instructions; ``channels`` the image, one region a channel of memory. Raises
    ValueError where a region begins within a page or two of them overlap.
    """

    program: Region
    channels: tuple[Region, ...]

    def __post_init__(self) -> None:
        regions = sorted((self.program, *self.channels), key=lambda region: region.base)
        for region in regions:
            if region.base % PAGE_BYTES:
                raise ValueError(
                    f"a region begins at 0x{region.base:x}, within a page; the machine keeps "
                    f"multiples of {PAGE_BYTES} bytes"
                )
        for before, region in pairwise(regions):
            if before.end > region.base:
                raise ValueError(
                    f"a region ends at 0x{before.end:x}, behind the begin of the next at "
                    f"0x{region.base:x}; place them apart"
                )

    @classmethod
    def share(cls, memories: Sequence[Region], program_bytes: int) -> AddressMap:
        """One memory a channel, of which the first gives its begin to the program."""
        first, *others = memories
        size = -(-program_bytes // PAGE_BYTES) * PAGE_BYTES
        if size >= first.size:
            raise ValueError(
                f"a program of {program_bytes} bytes leaves nothing of a memory of {first.size}; "
                "give it less"
            )
        data = Region(first.base + size, first.size - size)
        return cls(Region(first.base, size), (data, *others))


@dataclass(frozen=True)
class Stripes:
    """An image over channels: of every beat, channel i holds the bytes [i*w, (i+1)*w).

    ``width`` is w. The bytes of a span of the image that one channel holds are a span of its own.
    """

    channels: int
    width: int

    @property
    def beat_bytes(self) -> int:
        return self.channels * self.width

    def held(self, channel: int, first: int) -> int:
        """How many of the image's first ``first`` bytes are in ``channel``."""
        beats, rest = divmod(first, self.beat_bytes)
        return beats * self.width + min(max(rest - channel * self.width, 0), self.width)

    def split(self, first: int, data: Bytes) -> Iterator[tuple[int, int, bytes]]:
        """``data``, from image byte ``first`` on: channel, offset in it, bytes."""
        after = first + len(data)
        before, padded = self._in_beats(first, after)
        padded.reshape(-1)[first - before :][: len(data)] = data
        for channel, offset, size in self.spans(first, after):
            start = offset - before // self.channels
            yield channel, offset, padded[:, channel].reshape(-1)[start : start + size].tobytes()

    def spans(self, first: int, after: int) -> Iterator[tuple[int, int, int]]:
        """Where the bytes [first, after) are: channel, offset in it, size."""
        for channel in range(self.channels):
            low, high = self.held(channel, first), self.held(channel, after)
            if high > low:
                yield channel, low, high - low

    def join(self, first: int, after: int, parts: dict[int, bytes]) -> Bytes:
        """The bytes [first, after) of the image from the channels' ``spans`` of them."""
        before, padded = self._in_beats(first, after)
        for channel, part in parts.items():
            start = self.held(channel, first) - before // self.channels
            lane = padded[:, channel].reshape(-1)  # a copy where there are several channels
            lane[start : start + len(part)] = np.frombuffer(part, np.uint8)
            padded[:, channel] = lane.reshape(-1, self.width)
        return padded.reshape(-1)[first - before :][: after - first].copy()

    def _in_beats(self, first: int, after: int) -> tuple[int, Bytes]:
        """Image byte at which the whole beats around a span begin; room for them."""
        before = first // self.beat_bytes * self.beat_bytes
        beats = -(-(after - before) // self.beat_bytes)
        return before, np.zeros((beats, self.channels, self.width), np.uint8)
