"""What a whole machine under cocotb is to do and what must come of it: plain data, made outside.

So the process of the Verilog simulator starts quickly, and shares nothing with what it is held to.
"""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from weft.accelerator.isa import Fault

_FILE = "plans.pickle"


@dataclass(frozen=True, kw_only=True)
class Plan:
    """A program, what is around it, and what both simulators say.

    ``image`` and ``after`` are the bytes of memory before and afterwards (``after`` is None where
    they are not compared); ``constants`` the words for `hyper_data`. ``refused`` are the beats,
    ``unfetched`` the instructions that are answered with an error. Every channel of every bus
    stands still in a share ``pauses`` of the cycles. ``start`` and ``end`` are (N,), -1 for never.
    """

    name: str
    code: bytes
    image: bytes
    constants: tuple[int, ...] = ()
    window: int
    refused: frozenset[int] = frozenset()
    unfetched: frozenset[int] = frozenset()
    pauses: float = 0.0
    seed: int = 0
    fault: Fault = Fault.NONE
    instruction: int = -1
    active: int
    start: np.ndarray
    end: np.ndarray
    after: bytes | None = None

    @property
    def events(self) -> dict[str, dict[int, int]]:
        """Cycle of every start and end that happens, by number of the instruction."""
        times = {"started": self.start, "ended": self.end}
        return {
            kind: {i: t for i, t in enumerate(cycles.tolist()) if t >= 0}
            for kind, cycles in times.items()
        }


@dataclass(frozen=True)
class Machine:
    """What the host must know of an accelerator; ``bus_bytes`` of a beat on all channels."""

    digest: str
    bus_bytes: int
    channels: int
    plans: tuple[Plan, ...]

    @property
    def channel_bytes(self) -> int:
        return self.bus_bytes // self.channels

    def shares(self, image: bytes) -> list[bytes]:
        """The part of ``image`` that each channel holds; zeros fill up the last beat."""
        data = np.frombuffer(image + bytes(-len(image) % self.bus_bytes), np.uint8)
        parts = data.reshape(-1, self.channels, self.channel_bytes)
        return [parts[:, i].tobytes() for i in range(self.channels)]

    def joined(self, shares: Sequence[bytes], size: int) -> bytes:
        """The first ``size`` bytes of what the channels hold together."""
        parts = [np.frombuffer(s, np.uint8).reshape(-1, self.channel_bytes) for s in shares]
        return np.stack(parts, 1).tobytes()[:size]


def save(machine: Machine, folder: Path) -> None:
    (folder / _FILE).write_bytes(pickle.dumps(machine))


def load(folder: Path) -> Machine:
    """Machine and plans that `save` wrote."""
    machine = pickle.loads((folder / _FILE).read_bytes())
    assert isinstance(machine, Machine)
    return machine
