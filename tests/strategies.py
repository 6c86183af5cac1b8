"""Random programs and accelerators for property tests."""

from __future__ import annotations

import numpy as np

from weft.accelerator import isa
from weft.accelerator.description import Accelerator
from weft.accelerator.isa import Engine, Opcode
from weft.dataflow import tokens


def random_row(rng: np.random.Generator, opcode: Opcode, small: int = 6) -> np.ndarray:
    """An instruction whose time-relevant fields are random; it need not make sense as work."""
    count = lambda high=small: int(rng.integers(1, high + 1))  # noqa: E731 - local shorthand
    if opcode in (Opcode.LOAD, Opcode.STORE):
        return isa.row(
            opcode, dram=int(rng.integers(64)), length=count(40), runs=count(3),
            run_stride=count(50), images=count(2), image_stride=count(200), planes=count(2),
            plane_stride=count(400),
        )  # fmt: skip
    if opcode is Opcode.GATHER:
        return isa.row(opcode, images=count(2), height=count(4), width=count(8), planes=count(2))
    if opcode in (Opcode.WEIGHT_STATIONARY, Opcode.OUTPUT_STATIONARY):
        extra = {"kept": 1, "group": 1}
        if opcode is Opcode.OUTPUT_STATIONARY:
            extra = {"outer": count(4), "inner": count(3), "kept": count(2), "group": 4}
            extra["drain"] = int(rng.integers(2))
        return isa.row(opcode, images=count(3), height=count(), width=count(9), **extra)
    if opcode is Opcode.UPDATE:
        return isa.row(opcode, words=count(64))
    return isa.row(opcode, read_beats=count(30), write_beats=count(30), elements=count(5000))


def random_needs(rng: np.random.Generator, rows: np.ndarray, density: float = 0.4) -> np.ndarray:
    """Needs of earlier instructions, mostly recent ones (N, engines)."""
    engine = isa.engines(rows)
    needs = np.full((len(rows), len(Engine)), -1, np.int64)
    for i in range(len(rows)):
        for e in Engine:
            before = np.flatnonzero(engine[:i] == e)
            if len(before) and rng.random() < density:
                needs[i, e] = before[-1 - min(int(rng.geometric(0.5)) - 1, len(before) - 1)]
    return needs


def random_program(rng: np.random.Generator, length: int, density: float = 0.4) -> np.ndarray:
    """Rows (length, WIDTH) with tokens; free of deadlock."""
    opcodes = rng.choice(list(Opcode), size=length)
    rows = np.stack([random_row(rng, Opcode(int(op))) for op in opcodes])
    tokens.assign(rows, random_needs(rng, rows, density))
    return rows


def repeated_program(
    rng: np.random.Generator, before: int, body: int, times: int, after: int
) -> tuple[np.ndarray, np.ndarray]:
    """A program with a body repeated with equal needs, and its blocks (1, 3)."""
    parts = [random_program(rng, n) for n in (before, body, after)]
    rows = np.concatenate([parts[0], *[parts[1]] * times, parts[2]])
    needs = random_needs(rng, rows, 0.3)
    engine = isa.engines(rows)
    start = before
    for k in range(1, times):
        at = start + k * body
        for i in range(body):
            for e in Engine:
                j = needs[start + i, e]
                shifted = j + k * body
                legal = j >= 0 and shifted < at + i and engine[shifted] == e
                needs[at + i, e] = shifted if legal else -1
    tokens.assign(rows, needs)
    return rows, np.array([[start, body, times]], np.int64)


def accelerators() -> list[Accelerator]:
    """A few machines that differ in everything that time depends on."""
    base = dict(
        a_buffer_bytes=1 << 18, b_buffer_bytes=1 << 17, o_buffer_bytes=1 << 17,
        u_buffer_bytes=1 << 16, vector_lanes=8,
    )  # fmt: skip
    return [
        Accelerator(name="a", rows=4, columns=4, update_lanes=4, bus_bytes=8, **base),
        Accelerator(
            name="b", rows=8, columns=8, update_lanes=2, bus_bytes=64, queue_depth=3,
            dram_latency=7, adder_latency=7, **base,
        ),
        Accelerator(
            name="c", rows=2, columns=2, format="int8", update_lanes=1, bus_bytes=4,
            dram_channel_gb_per_s=0.2, queue_depth=2, buffer_latency=1, **base,
        ),
    ]  # fmt: skip
