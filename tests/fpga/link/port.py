"""The serial port of a host whose cable ends at a `Wire`: it counts time in the link's cycles."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from tests.fpga.link.line import SILENCE, Wire

TIMEOUT = 40_000.0  # cycles: twice the longest frame, to the link and back
_READ_CYCLES = SILENCE // 2  # of a read that finds nothing


class LinePort:
    """What the transport sees; a port that is ``unplugged`` fails as pyserial's does.

    ``harm`` turns what passes, in either direction, into what arrives. A write takes at most
    ``piece`` bytes at a time.
    """

    def __init__(
        self, line: Wire, harm: Callable[[bytes], bytes] = bytes, piece: int = 1 << 20
    ) -> None:
        self.line, self.harm, self.piece = line, harm, piece
        self.unplugged = self.closed = False
        self._came = b""

    def write(self, data: bytes, /) -> int:
        self._check()
        taken = data[: self.piece]
        self.line.send(self.harm(taken))
        return len(taken)

    def read(self, size: int, /) -> bytes:
        self._check()
        if len(self._came) < size:
            self._came += self.harm(self.line.receive(size - len(self._came), _READ_CYCLES))
        found, self._came = self._came[:size], self._came[size:]
        return found

    def reset_input_buffer(self) -> None:
        self._check()
        self._came = b""

    def close(self) -> None:
        self.closed = True

    def clock(self) -> float:
        return float(self.line.cycles)

    def _check(self) -> None:
        if self.closed or self.unplugged:
            raise OSError(5, "Input/output error")


class Harm:
    """Flips, drops and doubles bytes, each with probability ``rate``."""

    def __init__(self, rate: float, seed: int) -> None:
        self.rate, self.rng = rate, np.random.default_rng(seed)
        self.count = 0

    def __call__(self, data: bytes) -> bytes:
        found = bytearray()
        for byte in data:
            kind = int(self.rng.random() / self.rate) if self.rate else 3
            self.count += kind < 3
            if kind == 0:
                found.append(byte ^ 1 << int(self.rng.integers(8)))
            elif kind == 1:
                found += bytes((byte, byte))
            elif kind != 2:
                found.append(byte)
        return bytes(found)
