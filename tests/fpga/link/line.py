"""A host's serial port whose far end is the link's RTL, compiled, with a memory behind it."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Sequence
from ctypes import POINTER, c_char_p, c_int64, c_uint, c_uint8, c_uint32, c_uint64, c_void_p
from functools import cache
from pathlib import Path

import numpy as np

from weft.fpga.link.link import SerialLink
from weft.rtl.simulation.build import Model, library
from weft.rtl.simulation.library import Behaviour
from weft.rtl.verilog import to_verilog

DIVISOR, SILENCE = 4, 400
_READ = ctypes.CFUNCTYPE(c_int64, c_uint32)
_WRITE = ctypes.CFUNCTYPE(c_int64, c_uint32, c_uint32)
_SIGNATURES = {
    "link_open": (
        c_void_p, c_void_p, c_uint64, c_void_p, c_uint64, _READ, _WRITE, c_uint,
        POINTER(Behaviour),
    ),
    "link_close": (None, c_void_p),
    "link_pause": (None, c_void_p, c_uint),
    "link_send": (None, c_void_p, c_char_p, c_uint64),
    "link_receive": (c_int64, c_void_p, POINTER(c_uint8), c_uint64, c_uint64),
    "link_cycles": (c_uint64, c_void_p),
    "link_violation": (c_char_p, c_void_p),
}  # fmt: skip


@cache
def compiled_link(width: int) -> ctypes.CDLL:
    """The link with a memory of ``width`` bytes a beat."""
    link = SerialLink(DIVISOR, SILENCE, width)
    wanted = Model(
        verilog=to_verilog({"link": link}),
        module="link",
        layout=f"#define WEFT_LINK_BYTES {width}\n",
        harness=Path(__file__).with_name("harness.cpp"),
    )
    calls = ctypes.CDLL(str(library(wanted)))
    for name, (result, *arguments) in _SIGNATURES.items():
        function = getattr(calls, name)
        function.restype, function.argtypes = result, arguments
    return calls


class Line:
    """The wire between a host and the link, with ``memory`` (bytes,) uint8 behind it.

    ``read`` and ``write`` are the registers; they return a negative number for an error of the bus.
    """

    def __init__(
        self,
        memory: np.ndarray,
        read: Callable[[int], int],
        write: Callable[[int, int], int],
        *,
        width: int = 4,
        errors: Sequence[int] = (),
        stall: float = 0.0,
        latency: int = 1,
        seed: int = 0,
    ) -> None:
        self._calls = compiled_link(width)
        bad = np.array(errors, np.uint64)
        behaviour = Behaviour(latency, 1, int(20 * stall), int(stall * 2**32), seed)
        self._alive = (memory, bad, _READ(read), _WRITE(write), behaviour)
        self._bench = self._calls.link_open(
            memory.ctypes.data, memory.nbytes, bad.ctypes.data, len(bad), *self._alive[2:4],
            DIVISOR, behaviour,
        )  # fmt: skip

    def send(self, data: bytes) -> None:
        self._calls.link_send(self._bench, data, len(data))

    def pause(self, bits: int) -> None:
        """Silence of the host behind every byte."""
        self._calls.link_pause(self._bench, bits)

    def receive(self, most: int, cycles: int) -> bytes:
        """Run until ``most`` bytes have come, for at most ``cycles``."""
        buffer = (c_uint8 * max(1, most))()
        found = self._calls.link_receive(self._bench, buffer, most, cycles)
        assert found >= 0, self._calls.link_violation(self._bench).decode()
        return bytes(buffer[:found])

    @property
    def cycles(self) -> int:
        """Clock cycles so far."""
        return int(self._calls.link_cycles(self._bench))

    def close(self) -> None:
        bench, self._bench = self._bench, None
        if bench:
            self._calls.link_close(bench)
