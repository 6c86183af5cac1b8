"""A host's end of a serial line: behind it the link's RTL, compiled, and a memory."""

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
_HERE = Path(__file__).parent
_READ = ctypes.CFUNCTYPE(c_int64, c_uint32)
_WRITE = ctypes.CFUNCTYPE(c_int64, c_uint32, c_uint32)
_OPEN = (
    c_void_p, c_void_p, c_uint64, c_void_p, c_uint64, _READ, _WRITE, c_uint, POINTER(Behaviour),
)  # fmt: skip
_SIGNATURES = {
    "link_close": (None, c_void_p),
    "link_pause": (None, c_void_p, c_uint),
    "link_send": (None, c_void_p, c_char_p, c_uint64),
    "link_receive": (c_int64, c_void_p, POINTER(c_uint8), c_uint64, c_uint64),
    "link_cycles": (c_uint64, c_void_p),
    "link_violation": (c_char_p, c_void_p),
}  # fmt: skip


def bench_library(
    verilog: str, module: str, harness: Path, opened: tuple[object, ...], layout: str = ""
) -> ctypes.CDLL:
    """A design with a serial line, compiled with a harness whose ``link_open`` is ``opened``."""
    line = _HERE / "line.hpp"
    text = f"{layout}{line.read_text(encoding='utf-8')}"
    wanted = Model(verilog=verilog, module=module, layout=text, harness=harness)
    calls = ctypes.CDLL(str(library(wanted)))
    for name, (result, *arguments) in {**_SIGNATURES, "link_open": opened}.items():
        function = getattr(calls, name)
        function.restype, function.argtypes = result, arguments
    return calls


class Wire:
    """The host's end of the line of an opened ``bench``."""

    def __init__(self, calls: ctypes.CDLL, bench: int) -> None:
        self._calls, self._bench = calls, bench

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
        """Take the bench away; a second time does nothing."""
        bench, self._bench = self._bench, 0
        if bench:
            self._calls.link_close(bench)


@cache
def compiled_link(width: int) -> ctypes.CDLL:
    """The link with a memory of ``width`` bytes a beat."""
    link = SerialLink(DIVISOR, SILENCE, width)
    layout = f"#define WEFT_LINK_BYTES {width}\n"
    return bench_library(to_verilog({"link": link}), "link", _HERE / "harness.cpp", _OPEN, layout)


class Line(Wire):
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
        calls = compiled_link(width)
        bad = np.array(errors, np.uint64)
        behaviour = Behaviour(latency, 1, int(20 * stall), int(stall * 2**32), seed)
        self._alive = (memory, bad, _READ(read), _WRITE(write), behaviour)
        bench = calls.link_open(
            memory.ctypes.data, memory.nbytes, bad.ctypes.data, len(bad), *self._alive[2:4],
            DIVISOR, behaviour,
        )  # fmt: skip
        super().__init__(calls, bench)
