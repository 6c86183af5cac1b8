"""The frames of the serial link: one table for the host's code and for the hardware.

All numbers are little-endian. The checksum is CRC-32 (ISO-HDLC, that of zlib and Ethernet) of what
stands between it and the sync byte.

    request:  sync, sequence, command, length (2), address (4), payload of a write, checksum (4)
    response: sync, sequence, status, length (2), payload of a read, checksum (4)

1. The host sends a request and waits for its response before it sends another.
2. A request that is damaged is answered `CORRUPT` once the line has been silent for a while; one
   that breaks off is forgotten then. Nothing of either was done.
3. A request is repeated with the number it had; the next one has another. A write whose number is
   that of the request before is not done again, only answered again.
4. `HELLO` makes the link forget the number of the last request; a host begins with it.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from enum import IntEnum

REQUEST_SYNC, RESPONSE_SYNC = ord("W"), ord("w")
SEQUENCES = 256
MOST_PAYLOAD = 256  # bytes
ADDRESS_BITS = 32
LENGTH_BYTES, ADDRESS_BYTES, CHECKSUM_BYTES = 2, ADDRESS_BITS // 8, 4
REQUEST_HEADER = 2 + LENGTH_BYTES + ADDRESS_BYTES  # bytes between sync and payload
RESPONSE_HEADER = 2 + LENGTH_BYTES


class Command(IntEnum):
    """What a request asks for; bit 0 tells a write."""

    HELLO = 0
    READ_MEMORY = 2
    WRITE_MEMORY = 3
    READ_REGISTERS = 4  # words one after the other
    WRITE_REGISTERS = 5
    FEED_REGISTER = 7  # words, all to one address

    @property
    def writes(self) -> bool:
        return bool(self & 1)


class Status(IntEnum):
    """What became of a request."""

    OKAY = 0
    CORRUPT = 1  # it was damaged on its way and not carried out
    REFUSED = 2  # there is no such command, or its length is wrong
    BUS_ERROR = 3  # the bus answered with an error; of a write, a part may have been done


@dataclass(frozen=True)
class Request:
    """``length`` bytes from ``address`` on; ``payload`` is what a write brings."""

    sequence: int
    command: int
    address: int = 0
    length: int = 0
    payload: bytes = b""

    @property
    def answer_bytes(self) -> int:
        """Length of the payload that a response must have."""
        reads = (Command.READ_MEMORY, Command.READ_REGISTERS)
        return self.length if self.command in reads else 0

    def encode(self) -> bytes:
        body = bytes((self.sequence, self.command))
        body += self.length.to_bytes(LENGTH_BYTES, "little")
        body += self.address.to_bytes(ADDRESS_BYTES, "little") + self.payload
        return bytes((REQUEST_SYNC,)) + body + checksum(body)


@dataclass(frozen=True)
class Response:
    """``payload`` is what a read found; its length is the frame's."""

    sequence: int
    status: int
    payload: bytes = b""

    def encode(self) -> bytes:
        body = bytes((self.sequence, self.status))
        body += len(self.payload).to_bytes(LENGTH_BYTES, "little") + self.payload
        return bytes((RESPONSE_SYNC,)) + body + checksum(body)


def checksum(body: bytes) -> bytes:
    """The last bytes of a frame."""
    return zlib.crc32(body).to_bytes(CHECKSUM_BYTES, "little")


def is_whole(body: bytes) -> bool:
    """Whether ``body``, checksum included, is as it was sent."""
    return checksum(body[:-CHECKSUM_BYTES]) == body[-CHECKSUM_BYTES:]
