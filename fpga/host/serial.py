"""A machine behind a UART: the ULX3S with `fpga.link` beside it."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Protocol

from weft.accelerator.description import Accelerator
from weft.accelerator.registers import WORD_BITS
from weft.fpga.host.address_map import AddressMap
from weft.fpga.host.device import Device
from weft.fpga.host.errors import (
    BusError,
    DeviceError,
    LinkCorrupted,
    LinkError,
    LinkLost,
    LinkTimeout,
)
from weft.fpga.link.frames import (
    ADDRESS_BITS,
    CHECKSUM_BYTES,
    LENGTH_BYTES,
    MOST_PAYLOAD,
    RESPONSE_HEADER,
    RESPONSE_SYNC,
    SEQUENCES,
    Command,
    Request,
    Response,
    Status,
    is_whole,
)

BAUD = 1_000_000
TIMEOUT = 0.25  # seconds until an answer counts as lost; more than the link's silence
ATTEMPTS = 5
_WORD_BYTES = WORD_BITS // 8


class Port(Protocol):
    """A serial port, as pyserial has it; what goes wrong is an OSError."""

    def write(self, data: bytes, /) -> int | None:
        """Send ``data``, or as many bytes of it as are returned."""

    def read(self, size: int, /) -> bytes:
        """Up to ``size`` bytes; fewer where no more came within the port's time-out."""

    def reset_input_buffer(self) -> None:
        """Forget what has come."""

    def close(self) -> None:
        """Give the port back."""


class _Damaged(Exception):
    """An answer came, but not whole."""


class _Silent(Exception):
    """No answer came."""


class SerialTransport:
    """Requests over ``port``, repeated up to ``attempts`` times; ``name`` is for messages.

    ``timeout`` is the seconds within which an answer must be complete, ``clock`` tells the time.
    """

    def __init__(
        self,
        port: Port,
        name: str,
        *,
        timeout: float = TIMEOUT,
        attempts: int = ATTEMPTS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._port, self._name = port, name
        self._timeout, self._attempts, self._clock = timeout, attempts, clock
        self._sequence = 0
        self._ask(Command.HELLO, 0, 0)

    def read_register(self, offset: int) -> int:
        return int.from_bytes(self._ask(Command.READ_REGISTERS, offset, _WORD_BYTES), "little")

    def write_register(self, offset: int, *values: int) -> None:
        words = b"".join(value.to_bytes(_WORD_BYTES, "little") for value in values)
        for at in range(0, len(words), MOST_PAYLOAD):
            part = words[at : at + MOST_PAYLOAD]
            self._ask(Command.FEED_REGISTER, offset, len(part), part)

    def read_memory(self, address: int, size: int) -> bytes:
        parts = (
            self._ask(Command.READ_MEMORY, address + at, min(MOST_PAYLOAD, size - at))
            for at in range(0, size, MOST_PAYLOAD)
        )
        return b"".join(parts)

    def write_memory(self, address: int, data: bytes) -> None:
        for at in range(0, len(data), MOST_PAYLOAD):
            part = data[at : at + MOST_PAYLOAD]
            self._ask(Command.WRITE_MEMORY, address + at, len(part), part)

    def pause(self, seconds: float) -> None:
        time.sleep(seconds)

    def close(self) -> None:
        with suppress(OSError):  # it may be gone already
            self._port.close()

    # ---- requests ----

    def _ask(self, command: Command, address: int, length: int, payload: bytes = b"") -> bytes:
        """Send a request until it is answered; what it read."""
        if not 0 <= address <= (1 << ADDRESS_BITS) - length:
            raise BusError(
                f"{self._name}: address 0x{address:x} with {length} bytes is beyond the "
                f"{ADDRESS_BITS} bits of the serial link; use memory below"
            )
        self._sequence = (self._sequence + 1) % SEQUENCES
        request = Request(self._sequence, command, address, length, payload)
        response = self._exchange(request)
        self._judge(request, response)
        return response.payload

    def _exchange(self, request: Request) -> Response:
        trouble: type[LinkError] = LinkTimeout
        for _ in range(self._attempts):
            try:
                return self._attempt(request)
            except (_Damaged, _Silent) as what:
                if isinstance(what, _Damaged):
                    trouble = LinkCorrupted
            except OSError as error:
                raise LinkLost(f"{self._name}: {error}; plug it in and try again") from error
        found = "only damaged answers" if trouble is LinkCorrupted else "no answer"
        raise trouble(
            f"{self._name}: {found} to {Command(request.command).name} at 0x{request.address:x}, "
            f"sent {self._attempts} times; look at cable and baud rate, and that the board is "
            "configured"
        )

    def _attempt(self, request: Request) -> Response:
        self._port.reset_input_buffer()
        self._send(request.encode())
        end = self._clock() + self._timeout
        while True:
            try:
                response = self._receive(end)
            except _Damaged:
                self._drain(end)
                raise
            if response.status == Status.CORRUPT:
                raise _Damaged
            if response.sequence == request.sequence:
                return response  # any other is the late answer to an earlier request

    def _send(self, data: bytes) -> None:
        """All of ``data``; a port may take it piece by piece."""
        while data:
            sent = self._port.write(data)
            if sent == 0:
                raise OSError("the port takes no more bytes")
            data = data[len(data) if sent is None else sent :]

    def _receive(self, end: float) -> Response:
        while self._take(1, end) != bytes((RESPONSE_SYNC,)):
            pass
        header = self._take(RESPONSE_HEADER, end)
        length = int.from_bytes(header[-LENGTH_BYTES:], "little")
        if length > MOST_PAYLOAD:
            raise _Damaged
        try:
            rest = self._take(length + CHECKSUM_BYTES, end)
        except _Silent:
            raise _Damaged from None
        if not is_whole(header + rest):
            raise _Damaged
        return Response(header[0], header[1], rest[:length])

    def _drain(self, end: float) -> None:
        """Let the rest of a damaged answer pass: until the port has been silent for once."""
        while self._port.read(MOST_PAYLOAD) and self._clock() <= end:
            pass

    def _take(self, size: int, end: float) -> bytes:
        """``size`` bytes, unless the time is over before."""
        found = b""
        while len(found) < size:
            if self._clock() > end:
                raise _Silent
            found += self._port.read(size - len(found))
        return found

    def _judge(self, request: Request, response: Response) -> None:
        what = f"{Command(request.command).name} of {request.length} bytes at 0x{request.address:x}"
        if response.status == Status.BUS_ERROR:
            raise BusError(f"{self._name}: the bus answered {what} with an error")
        if response.status != Status.OKAY:
            raise DeviceError(
                f"{self._name}: the link answered {what} with status {response.status}; the "
                "board was built with another version of it"
            )
        if len(response.payload) != request.answer_bytes:
            raise LinkCorrupted(
                f"{self._name}: {len(response.payload)} bytes came in answer to {what}"
            )


class _SerialPort:
    """pyserial's port, of which everything that goes wrong is an OSError.

    A port that was unplugged makes it raise termios.error and TypeError too, as the moment has it.
    """

    def __init__(self, port: Any) -> None:
        self._port = port

    def write(self, data: bytes, /) -> int | None:
        return self._call("write", data)

    def read(self, size: int, /) -> bytes:
        return self._call("read", size)

    def reset_input_buffer(self) -> None:
        self._call("reset_input_buffer")

    def close(self) -> None:
        self._call("close")

    def _call(self, name: str, *arguments: object) -> Any:
        try:
            return getattr(self._port, name)(*arguments)
        except OSError:
            raise
        except Exception as error:
            raise OSError(f"the port failed: {error!r}") from error


def open_port(name: str, baud: int = BAUD) -> Port:
    """The serial port ``name``, opened with pyserial.

    Raises LinkLost where it cannot be opened and DeviceError where pyserial is not installed.
    """
    try:
        import serial
    except ImportError:
        raise DeviceError(
            "serial ports need pyserial; install it with: pip install weft[serial]"
        ) from None
    try:
        # reads come back soon, so that the transport keeps its own time
        port = serial.serial_for_url(name, baudrate=baud, timeout=0.02, write_timeout=2.0)
    except (OSError, ValueError) as error:
        raise LinkLost(f"cannot open {name}: {error}; plug the board in or name its port") from None
    return _SerialPort(port)


class SerialDevice(Device):
    """A machine behind the serial port ``name``.

    ``opened`` opens the port, with pyserial unless given; ``timeout``, ``attempts`` and ``clock``
    are those of `SerialTransport`.
    """

    def __init__(
        self,
        accelerator: Accelerator,
        places: AddressMap,
        name: str,
        *,
        opened: Callable[[str], Port] = open_port,
        timeout: float = TIMEOUT,
        attempts: int = ATTEMPTS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(accelerator, places)
        self._name, self._opened_by = name, opened
        self._timeout, self._attempts, self._clock = timeout, attempts, clock

    def _connect(self) -> SerialTransport:
        port = self._opened_by(self._name)
        try:
            return SerialTransport(
                port,
                self._name,
                timeout=self._timeout,
                attempts=self._attempts,
                clock=self._clock,
            )
        except BaseException:
            port.close()
            raise
