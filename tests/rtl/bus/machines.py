"""Descriptions that differ in all that the buses depend on, and memory split over channels."""

from __future__ import annotations

from typing import Any

from weft.accelerator.description import Accelerator

_BASE: dict[str, Any] = dict(
    a_buffer_bytes=1 << 18, b_buffer_bytes=1 << 17, o_buffer_bytes=1 << 17,
    u_buffer_bytes=1 << 16, vector_lanes=8, buffer_latency=1, adder_latency=2,
)  # fmt: skip


def machine(bus_bytes: int, channels: int = 1, latency: int = 10, **changes: Any) -> Accelerator:
    """An accelerator with this bus; its array is what fits it."""
    shapes = {1: (2, "int4"), 2: (2, "int8")}
    rows, fmt = shapes.get(bus_bytes, (4 if bus_bytes < 32 else 16, "int8"))
    return Accelerator(
        name="bus", rows=rows, columns=rows, format=fmt, update_lanes=1, bus_bytes=bus_bytes,
        dram_channels=channels, dram_latency=latency, **_BASE | changes,
    )  # fmt: skip


MACHINES = {
    "a byte": machine(1, latency=5),
    "two bytes, hardly any latency": machine(2, latency=1),
    "four bytes on two channels": machine(4, 2, latency=2),
    "a vector": machine(16, latency=7),
    "64 bytes on four channels": machine(64, 4, latency=40),
    "1024 bits": machine(128, latency=12),
    "1024 bits on each of two": machine(256, 2, latency=9),
}


def split(image: bytes, bus_bytes: int, channels: int) -> list[bytearray]:
    """Channel i has the bytes [i*w, (i+1)*w) of every beat, w of them a channel."""
    width = bus_bytes // channels
    parts = [bytearray() for _ in range(channels)]
    for at in range(0, len(image), width):
        parts[at // width % channels] += image[at : at + width]
    return parts


def join(parts: list[bytearray], width: int) -> bytes:
    """The image of which `split` made the parts."""
    image = bytearray()
    for at in range(0, len(parts[0]), width):
        for part in parts:
            image += part[at : at + width]
    return bytes(image)
