"""Streams of vectors through a pipelined unit, and vectors worth sending."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from amaranth.hdl import EnableInserter, Fragment, Module, Signal
from amaranth.lib import wiring
from amaranth.lib.wiring import In, Out
from amaranth.sim import Simulator

from weft.accelerator.formats import FP32, Format
from weft.rtl.arithmetic.pipeline import Step, pipeline

Array = np.ndarray[Any, Any]

INFINITY, NAN, SIGN = 0x7F800000, 0x7FC00000, 0x80000000


class Steps(wiring.Component):
    """The steps of a pipeline by themselves, with ``inputs`` and one output of these shapes."""

    def __init__(
        self, steps: Sequence[Step], inputs: Mapping[str, Any], out: str, shape: Any, latency: int
    ) -> None:
        self.steps, self.names, self.out, self.latency = steps, list(inputs), out, latency
        super().__init__({**{n: In(s) for n, s in inputs.items()}, "result": Out(shape)})

    def elaborate(self, platform: object) -> Module:
        m = Module()
        values = {name: getattr(self, name) for name in self.names}
        m.d.comb += self.result.eq(pipeline(m, values, self.steps, self.latency)[self.out])
        return m


def stream(
    dut: wiring.Component,
    inputs: Mapping[str, Sequence[int]],
    outputs: Sequence[str],
    latency: int,
    delays: Mapping[str, int] | None = None,
    stalls: np.random.Generator | None = None,
) -> list[list[int]]:
    """What ``outputs`` are ``latency`` cycles after each vector of ``inputs``, one a cycle.

    Inputs in ``delays`` come that many cycles later. With ``stalls`` the unit's clock is held in
    every third cycle or so, while its inputs are whatever they like.
    """
    count = len(next(iter(inputs.values())))
    delays = delays or {}
    advance = Signal(init=1)
    found: list[list[int]] = [[] for _ in outputs]

    async def bench(ctx: Any) -> None:
        for cycle in range(count + latency):
            while stalls is not None and stalls.random() < 0.3:
                ctx.set(advance, 0)
                for name in inputs:
                    ctx.set(getattr(dut, name), int(stalls.integers(2)))
                await ctx.tick()
            ctx.set(advance, 1)
            for name, values in inputs.items():
                at = cycle - delays.get(name, 0)
                ctx.set(getattr(dut, name), values[at] if 0 <= at < count else 0)
            if cycle >= latency:
                for name, values in zip(outputs, found, strict=True):
                    values.append(ctx.get(getattr(dut, name)))
            await ctx.tick()

    simulator = Simulator(EnableInserter(advance)(Fragment.get(dut, None)))
    simulator.add_clock(1e-6)
    simulator.add_testbench(bench)
    simulator.run()
    return found


def assert_equal(found: Sequence[int], expected: Sequence[int], **vectors: Sequence[int]) -> None:
    """Name the first vectors that differ."""
    columns = zip(*vectors.values(), strict=True)
    rows = list(zip(columns, found, expected, strict=True))
    wrong = [
        ", ".join(f"{n}={v:#x}" for n, v in zip(vectors, row, strict=True))
        + f": {f:#x}, not {e:#x}"
        for row, f, e in rows
        if f != e
    ]
    assert not wrong, f"{len(wrong)} of {len(rows)}: " + "; ".join(wrong[:5])


# ---- fp32 ----


def values(codes: Sequence[int] | Array) -> Array:
    """float32 of fp32 codes."""
    return np.asarray(codes, np.uint32).view(np.float32)


def codes(numbers: Array, fmt: Format = FP32) -> list[int]:
    """Unsigned codes of carriers that are values of ``fmt``; NaN is canonical."""
    return (fmt.encode_array(numbers).astype(np.int64) & (2**fmt.bits - 1)).tolist()


def specials() -> list[int]:
    """Zeros, subnormals, powers of two, the largest, infinities, NaNs of both kinds and signs."""
    positive = [
        0, 1, 2, 3, 0x400000, 0x7FFFFE, 0x7FFFFF, 0x800000, 0x800001, 0xFFFFFF, 0x1000000,
        0x3EFFFFFF, 0x3F000000, 0x3F7FFFFF, 0x3F800000, 0x3F800001, 0x3FC00000, 0x40000000,
        0x7EFFFFFF, 0x7F000000, 0x7F7FFFFE, 0x7F7FFFFF, INFINITY, INFINITY + 1, NAN, 0x7FFFFFFF,
    ]  # fmt: skip
    return positive + [code | SIGN for code in positive]


def random_codes(rng: np.random.Generator, count: int, low: int = 0, high: int = 255) -> Array:
    """fp32 codes with a biased exponent in ``low`` ... ``high``; half have few significant bits."""
    exponent = rng.integers(low, high + 1, count)
    fraction = rng.integers(0, 2**23, count)
    cut = rng.integers(0, 24, count) * rng.integers(0, 2, count)
    return rng.integers(0, 2, count) << 31 | exponent << 23 | fraction >> cut << cut
