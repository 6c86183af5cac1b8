"""The C interface of harness.cpp, as Python sees it."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from ctypes import POINTER, c_char_p, c_int64, c_uint32, c_uint64, c_void_p
from pathlib import Path

import numpy as np


class MachineError(RuntimeError):
    """A compiled machine did what no machine may do.

    ``start`` and ``end`` are those of `Run`, as far as it had come.
    """

    start: np.ndarray | None = None
    end: np.ndarray | None = None


class ProtocolViolation(MachineError):
    """It broke a rule of AXI4, or of its own trace; the message names port and rule."""


class Behaviour(ctypes.Structure):
    """How memory behaves on one kind of port."""

    _fields_ = (
        ("latency", c_uint32),
        ("beat_cycles", c_uint32),
        ("extra_latency", c_uint32),
        ("stall", c_uint32),
        ("seed", c_uint64),
    )


class _Memory(ctypes.Structure):
    _fields_ = (
        ("image", c_void_p),
        ("image_bytes", c_uint64),
        ("program", c_void_p),
        ("program_bytes", c_uint64),
        ("image_bases", c_void_p),
        ("program_base", c_uint64),
        ("image_errors", c_void_p),
        ("image_error_count", c_uint64),
        ("program_errors", c_void_p),
        ("program_error_count", c_uint64),
        ("data", Behaviour),
        ("fetch", Behaviour),
    )


class _Events(ctypes.Structure):
    _fields_ = (("count", c_uint64), ("start", c_void_p), ("end", c_void_p))


class Surroundings:
    """What a machine touches in one run, kept alive for as long as the run takes.

    ``start`` and ``end`` (N,) int64 are filled by the run; -1 stands for what has not happened.
    """

    def __init__(
        self,
        image: np.ndarray,
        program: bytes | bytearray,
        length: int,
        *,
        image_bases: Sequence[int],
        program_base: int,
        image_errors: Sequence[int],
        program_errors: Sequence[int],
        data: Behaviour,
        fetch: Behaviour,
    ) -> None:
        self.start, self.end = (np.full(length, -1, np.int64) for _ in range(2))
        code = np.frombuffer(program, np.uint8)
        bases = np.array(image_bases, np.uint64)
        errors = np.unique(np.array(list(image_errors), np.uint64))
        fetch_errors = np.unique(np.array(list(program_errors), np.uint64))
        self._alive = (image, code, bases, errors, fetch_errors)
        self.memory = _Memory(
            image.ctypes.data, image.nbytes, code.ctypes.data, code.nbytes, bases.ctypes.data,
            program_base, errors.ctypes.data, len(errors), fetch_errors.ctypes.data,
            len(fetch_errors), data, fetch,
        )  # fmt: skip
        self.events = _Events(length, self.start.ctypes.data, self.end.ctypes.data)


_SIGNATURES = {
    "weft_open": (c_void_p, POINTER(_Memory), POINTER(_Events), c_char_p, c_char_p),
    "weft_close": (None, c_void_p),
    "weft_attach": (None, c_void_p, POINTER(_Memory), POINTER(_Events)),
    "weft_write": (c_int64, c_void_p, c_uint32, c_uint32),
    "weft_read": (c_int64, c_void_p, c_uint32, POINTER(c_uint32)),
    "weft_wait": (c_int64, c_void_p, c_uint64),
    "weft_cycles": (c_uint64, c_void_p),
    "weft_active": (c_uint64, c_void_p),
    "weft_outstanding": (c_uint64, c_void_p),
    "weft_flush": (None, c_void_p),
    "weft_violation": (c_char_p, c_void_p),
}


class Library:
    """A loaded machine; `Powered` is one that is switched on."""

    def __init__(self, file: Path) -> None:
        self.calls = ctypes.CDLL(str(file))
        for name, (result, *arguments) in _SIGNATURES.items():
            function = getattr(self.calls, name)
            function.restype, function.argtypes = result, arguments


class Powered:
    """A machine just switched on and reset: everything in it is zero."""

    def __init__(
        self, library: Library, surroundings: Surroundings, trace_file: Path | None
    ) -> None:
        self._calls = library.calls
        self._surroundings = surroundings
        text = ctypes.create_string_buffer(256)
        s, trace = surroundings, None if trace_file is None else str(trace_file).encode()
        self._handle = self._calls.weft_open(s.memory, s.events, trace, text)
        if not self._handle:
            raise ProtocolViolation(text.value.decode())

    def attach(self, surroundings: Surroundings) -> None:
        """Go on with other memory; nothing may be outstanding."""
        self._surroundings = surroundings
        self._calls.weft_attach(self._handle, surroundings.memory, surroundings.events)

    def write(self, offset: int, value: int) -> None:
        """Write one 32-bit register."""
        self._expect_okay(offset, self._calls.weft_write(self._handle, offset, value))

    def read(self, offset: int) -> int:
        """Read one 32-bit register."""
        value = c_uint32()
        self._expect_okay(offset, self._calls.weft_read(self._handle, offset, ctypes.byref(value)))
        return value.value

    def wait(self, cycles: int) -> bool:
        """Let at most ``cycles`` pass; whether the interrupt came."""
        came = self._calls.weft_wait(self._handle, cycles)
        self._expect_no_violation(came)
        return bool(came)

    @property
    def cycles(self) -> int:
        """Clock cycles since power-up."""
        return int(self._calls.weft_cycles(self._handle))

    @property
    def active(self) -> int:
        """Of these, those in which the core took a cycle."""
        return int(self._calls.weft_active(self._handle))

    @property
    def outstanding(self) -> int:
        """Bursts and beats of data that wait for an answer."""
        return int(self._calls.weft_outstanding(self._handle))

    def flush(self) -> None:
        """Write the waveform so far."""
        self._calls.weft_flush(self._handle)

    def close(self) -> None:
        """Switch off; a second time does nothing."""
        handle, self._handle = self._handle, None
        if handle:
            self._calls.weft_close(handle)

    def _expect_okay(self, offset: int, response: int) -> None:
        self._expect_no_violation(response)
        if response != 0:
            raise MachineError(f"register 0x{offset:03x} answered with {response}, not OKAY")

    def _expect_no_violation(self, result: int) -> None:
        if result < 0:
            raise ProtocolViolation(self._calls.weft_violation(self._handle).decode())
