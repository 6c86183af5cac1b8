"""A machine on a PCIe card behind the vendor's DMA engine: the VCU1525 and its Linux driver.

The driver gives character devices: ``_h2c_0`` writes the card's memory and ``_c2h_0`` reads it,
both at the address that is sought, ``_user`` is the machine's registers, 32 bits at a time, and
``_events_0`` can be read once the machine has interrupted.
"""

from __future__ import annotations

import os
import select
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from weft.accelerator.description import Accelerator
from weft.accelerator.registers import WORD_BITS
from weft.fpga.host.address_map import AddressMap
from weft.fpga.host.device import Device
from weft.fpga.host.errors import LinkLost

WRITES, READS, REGISTERS, EVENTS = "_h2c_0", "_c2h_0", "_user", "_events_0"
CARD = Path("/dev/xdma0")
_WORD_BYTES = WORD_BITS // 8
_MOST_BYTES = 1 << 26  # of a transfer; the kernel takes at most 2 GiB less a page


class File(Protocol):
    """A character device: bytes at addresses, as many at a time as it likes."""

    def read_at(self, address: int, size: int) -> bytes:
        """At most ``size`` bytes, none where there are no more."""

    def write_at(self, address: int, data: bytes) -> int:
        """How many bytes of ``data`` were written."""

    def wait(self, seconds: float) -> None:
        """Until there is something to be read, for at most so long."""

    def close(self) -> None:
        """Give it back."""


class CharacterDevice:
    """A device's file, unbuffered; what goes wrong is an OSError."""

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_RDWR | os.O_CLOEXEC)

    def read_at(self, address: int, size: int) -> bytes:
        return os.pread(self._file, size, address)

    def write_at(self, address: int, data: bytes) -> int:
        return os.pwrite(self._file, data, address)

    def wait(self, seconds: float) -> None:
        poll = select.poll()
        poll.register(self._file, select.POLLIN)
        if poll.poll(1000 * seconds):
            os.read(self._file, _WORD_BYTES)  # the count of interrupts, which starts anew

    def close(self) -> None:
        os.close(self._file)


class XdmaTransport:
    """The files of ``card``, such as /dev/xdma0; ``opened`` opens one of them.

    ``control`` is the address of the machine's registers in the card's window. Without a file of
    events a waiting host looks at the machine from time to time. Raises LinkLost.
    """

    def __init__(
        self,
        card: Path,
        control: int = 0,
        opened: Callable[[Path], File] = CharacterDevice,
    ) -> None:
        self._card, self._control = card, control
        self._files: dict[str, File] = {}
        try:
            for name in (WRITES, READS, REGISTERS):
                self._files[name] = opened(self._path(name))
            if self._path(EVENTS).exists():
                self._files[EVENTS] = opened(self._path(EVENTS))
        except OSError as error:
            self.close()
            raise LinkLost(
                f"cannot open {error.filename or card}: {error.strerror or error}; is the card "
                "configured, and is the driver loaded?"
            ) from error

    def read_register(self, offset: int) -> int:
        return int.from_bytes(self._read(REGISTERS, self._control + offset, _WORD_BYTES), "little")

    def write_register(self, offset: int, *values: int) -> None:
        for value in values:
            word = value.to_bytes(_WORD_BYTES, "little")
            self._write(REGISTERS, self._control + offset, word)

    def read_memory(self, address: int, size: int) -> bytes:
        return self._read(READS, address, size)

    def write_memory(self, address: int, data: bytes) -> None:
        self._write(WRITES, address, data)

    def pause(self, seconds: float) -> None:
        events = self._files.get(EVENTS)
        if events is None:
            time.sleep(seconds)
            return
        try:
            events.wait(seconds)
        except OSError as error:
            raise self._lost(EVENTS, f"failed: {error}") from error

    def close(self) -> None:
        files, self._files = self._files, {}
        for file in files.values():
            with suppress(OSError):  # it may be gone already
                file.close()

    def _path(self, name: str) -> Path:
        return self._card.with_name(self._card.name + name)

    def _read(self, name: str, address: int, size: int) -> bytes:
        """All of ``size`` bytes, in as many reads as it takes."""
        found = bytearray()
        while len(found) < size:
            at = address + len(found)
            try:
                part = self._files[name].read_at(at, min(size - len(found), _MOST_BYTES))
            except OSError as error:
                raise self._lost(name, f"failed to read 0x{at:x}: {error}") from error
            if not part:
                raise self._lost(name, f"ended at 0x{at:x}, {size - len(found)} bytes early")
            found += part
        return bytes(found)

    def _write(self, name: str, address: int, data: bytes) -> None:
        """All of ``data``, in as many writes as it takes."""
        left = memoryview(data)
        while left:
            try:
                count = self._files[name].write_at(address, bytes(left[:_MOST_BYTES]))
            except OSError as error:
                raise self._lost(name, f"failed to write 0x{address:x}: {error}") from error
            if count <= 0:
                raise self._lost(name, f"takes nothing at 0x{address:x}, {len(left)} bytes early")
            left, address = left[count:], address + count

    def _lost(self, name: str, what: str) -> LinkLost:
        return LinkLost(f"{self._path(name)} {what}; look at the card and its driver")


class XdmaDevice(Device):
    """A machine on the card ``card``; the arguments are those of `XdmaTransport`."""

    def __init__(
        self,
        accelerator: Accelerator,
        places: AddressMap,
        card: Path = CARD,
        *,
        control: int = 0,
        opened: Callable[[Path], File] = CharacterDevice,
    ) -> None:
        super().__init__(accelerator, places)
        self._card, self._control, self._opened_by = card, control, opened

    def _connect(self) -> XdmaTransport:
        return XdmaTransport(self._card, self._control, self._opened_by)
