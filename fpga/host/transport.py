"""What a `Device` needs of the way to its machine."""

from __future__ import annotations

from typing import Protocol


class Transport(Protocol):
    """An open connection. Every call raises LinkError where it fails, BusError where it is refused.

    Registers are 32-bit words at multiples of 4; memory is bytes at the addresses of the machine.
    """

    def read_register(self, offset: int) -> int:
        """One word."""

    def write_register(self, offset: int, *values: int) -> None:
        """``values``, one after the other, to the same register."""

    def read_memory(self, address: int, size: int) -> bytes:
        """All of ``size`` bytes."""

    def write_memory(self, address: int, data: bytes) -> None:
        """All of ``data``."""

    def pause(self, seconds: float) -> None:
        """Let at most so much time pass for the machine; less where it interrupts."""

    def close(self) -> None:
        """Give the connection back; never raises, and a second time does nothing."""
