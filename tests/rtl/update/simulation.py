"""Running a component of the UPDATE engine in Amaranth's simulator."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import numpy as np
from amaranth.sim import Simulator

PATTERNS = {1: ["1:1"], 2: ["1:1", "1:2"], 4: ["1:1", "1:2", "1:4", "2:4"],
            8: ["1:1", "1:2", "2:4", "1:8", "2:8", "4:8"],
            16: ["1:1", "2:4", "4:8", "1:16", "8:16"]}  # fmt: skip


def simulate(dut: Any, bench: Callable[[Any], Awaitable[None]]) -> None:
    simulator = Simulator(dut)
    simulator.add_clock(1e-6)
    simulator.add_testbench(bench)
    simulator.run()


def to_int(row: np.ndarray) -> int:
    """The bytes of an array as one number, the first at the bottom."""
    return int.from_bytes(np.ascontiguousarray(row).tobytes(), "little")


def flags_of(value: int, count: int) -> list[bool]:
    return [bool(value >> i & 1) for i in range(count)]


def tied_weights(
    rng: np.random.Generator, shape: tuple[int, ...], nans: float = 0.05
) -> np.ndarray:
    """Fp32 numbers with many ties of either sign, zeros of both, infinities and some NaNs."""
    found = rng.integers(-3, 4, shape).astype(np.float32) * rng.choice([1, 1.5, 1e-40], shape)
    found = np.where(rng.random(shape) < 0.3, rng.standard_normal(shape), found)
    found = found.astype(np.float32)
    for value, share in ((-0.0, 0.1), (np.inf, 0.04), (-np.inf, 0.04)):
        found[rng.random(shape) < share] = value
    payloads = rng.integers(0x7F800001, 0x80000000, shape, np.uint32)
    payloads |= rng.integers(0, 2, shape, np.uint32) << 31
    return np.where(rng.random(shape) < nans, payloads, found.view(np.uint32)).view(np.float32)


def comparable(weights: np.ndarray) -> np.ndarray:
    """NaNs made the smallest one, as the rows that the selecting units take."""
    bits = weights.view(np.uint32)
    nan = (bits & 0x80000000) | 0x7F800001
    return np.where(np.isnan(weights), nan, bits).astype(np.uint32).view(np.float32)
