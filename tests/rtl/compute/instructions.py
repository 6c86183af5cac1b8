"""Random legal instructions of COMPUTE, most of whose pixels lie inside the limits."""

from __future__ import annotations

import copy
from typing import Any

import numpy as np

from tests.functional_machines import full_machine, program
from weft.accelerator import isa, timing
from weft.accelerator.description import Accelerator
from weft.accelerator.isa import Opcode, Side
from weft.accelerator.sparsity import DENSE, Sparsity
from weft.simulator.functional import execute
from weft.simulator.functional_machine import Machine

Row = np.ndarray[Any, Any]
Generator = np.random.Generator
Fields = dict[str, int]

_PLACED = (
    "o", "side", "images", "height", "width", "y0", "x0", "y_step", "x_step", "y_limit", "x_limit",
    "window_row", "window_image", "raster_row", "raster_image",
)  # fmt: skip


def machine_of(rng: Generator, accelerator: Accelerator, pattern: Sparsity = DENSE) -> Machine:
    """Random operands, indices that ``pattern`` may have, and no sums."""
    machine = full_machine(rng, accelerator)
    machine.index[:] = rng.integers(0, pattern.group, machine.index.shape)
    machine.o[:], machine.pe[:] = 0, 0
    return machine


def run(machine: Machine, rows: list[Row]) -> None:
    """Execute on values."""
    image = np.zeros(0, np.uint8)
    execute(machine.accelerator, program(machine.accelerator, *rows), image, machine=machine)


def draw(rng: Generator, machine: Machine, op: Opcode, pattern: Sparsity, **fixed: int) -> Row:
    """A legal instruction that computes something, with some fields given."""
    random = {Opcode.WEIGHT_STATIONARY: _stationary, Opcode.OUTPUT_STATIONARY: _output}[op]
    for _ in range(10_000):
        fields = random(rng, machine.accelerator, pattern) | fixed
        row = isa.row(op, kept=pattern.kept, group=pattern.group, **fields)
        trial = copy.deepcopy(machine)
        try:
            run(trial, [row])
        except ValueError:
            continue
        if _in_one_half(machine.accelerator, op, fields) and _differ(machine, trial):
            return row
    raise AssertionError(f"no legal {op.name} of {pattern} was found")


def chain(rng: Generator, machine: Machine, pattern: Sparsity, length: int) -> list[Row]:
    """Instructions one after the other, dense or of ``pattern``; O holds all sums in the end.

    Many go on with the words of the one before them, and the last one drains every accumulator.
    """
    rows: list[Row] = []
    state = copy.deepcopy(machine)
    while len(rows) < length:
        op = Opcode.WEIGHT_STATIONARY if rng.random() < 0.6 else Opcode.OUTPUT_STATIONARY
        chosen = pattern if rng.random() < 0.6 else DENSE
        fixed = {}
        if op is Opcode.WEIGHT_STATIONARY and rows and rng.random() < 0.5:
            fixed = _same_words(rows[-1])
        rows.append(draw(rng, state, op, chosen, **fixed))
        run(state, rows[-1:])
    every = _all_slots(machine.accelerator)
    rows.append(draw(rng, state, Opcode.OUTPUT_STATIONARY, DENSE, drain=1, **every))
    return rows


def _same_words(row: Row) -> Fields:
    """Fields of a WEIGHT_STATIONARY that make another one touch the same words."""
    if row[isa.OPCODE] != Opcode.WEIGHT_STATIONARY:
        return {}
    places = isa.columns(Opcode.WEIGHT_STATIONARY)
    return {name: int(row[places[name]]) for name in _PLACED}


def _all_slots(a: Accelerator) -> Fields:
    """As many as there are, in two loops, by instructions whose fields hold few."""
    inner = max(n for n in range(1, 17) if a.interleave % n == 0)
    return {"outer": a.interleave // inner, "inner": inner}


def waits(a: Accelerator, rows: list[Row]) -> list[int]:
    """Whose end each instruction must see, -1 for nobody's: docs/rtl.md, rule 3 of legality."""
    apart = a.buffer_latency + a.rows * a.adder_latency + 1
    streams = timing.costs(a, np.stack(rows))[:, timing.STREAM].tolist()
    found = []
    for i, row in enumerate(rows):
        last = -1
        for j in range(i):
            distance = sum(streams[j:i])
            if _closest(a, rows[j], row, distance) < apart:
                last = j
        found.append(last)
    return found


def _closest(a: Accelerator, before: Row, after: Row, distance: int) -> int:
    """Cycles between the two reads of a word of both, streams beginning ``distance`` apart."""
    first, second = positions(a, before), positions(a, after)
    common = set(first) & set(second)
    return min((distance + second[w] - first[w] for w in common), default=1 << 30)


def positions(a: Accelerator, row: Row) -> dict[int, int]:
    """Place in the stream of every word that it touches."""
    return {word: at for at, word in enumerate(words_of(a, row).tolist()) if word >= 0}


def _differ(before: Machine, after: Machine) -> bool:
    return any(
        getattr(before, name).tobytes() != getattr(after, name).tobytes() for name in ("o", "pe")
    )


def _in_one_half(a: Accelerator, op: Opcode, f: Fields) -> bool:
    row = isa.row(op, kept=1, group=1, **f)
    halves = {word // a.o_words for word in positions(a, row)}
    return len(halves) <= 1


def words_of(a: Accelerator, row: Row) -> np.ndarray[Any, Any]:
    """Words of O that the pixels of a stream touch, -1 for none; drained words in their order."""
    op = Opcode(int(row[isa.OPCODE]))
    f = {name: int(row[place]) for name, place in isa.columns(op).items()}
    if op is Opcode.OUTPUT_STATIONARY:
        return f["o"] + np.arange(f["drain"] * f["outer"] * f["inner"] * a.rows)
    n, y, x = np.indices((f["images"], f["height"], f["width"])).reshape(3, -1)
    if f["side"] == Side.A:
        return f["o"] + n * f["raster_image"] + y * f["raster_row"] + x
    iy, ix = f["y0"] + y * f["y_step"], f["x0"] + x * f["x_step"]
    words = f["o"] + n * f["window_image"] + iy * f["window_row"] + ix
    inside = (iy >= 0) & (iy < f["y_limit"]) & (ix >= 0) & (ix < f["x_limit"])
    return np.where(inside, words, -1)


def _stationary(rng: Generator, a: Accelerator, pattern: Sparsity) -> Fields:
    pick = lambda low, high: int(rng.integers(low, high + 1))  # noqa: E731
    ratio = pattern.group // pattern.kept
    return _window(rng) | {
        "side": pick(0, 1),
        "a": pick(0, a.a_granules // 2),
        "a_plane": ratio * pick(0, 2 * a.a_banks // ratio),
        "plane_pitch": pick(0, 8),
        "b": pick(0, a.b_granules - a.rows),
        "o": pick(0, 2 * a.o_words - 1),
        "index": pick(0, a.b_index_granules // 2),
    }


def _output(rng: Generator, a: Accelerator, pattern: Sparsity) -> Fields:
    pick = lambda low, high: int(rng.integers(low, high + 1))  # noqa: E731
    return _window(rng) | {
        "outer": pick(1, 3),
        "inner": pick(1, 3),
        "outer_y": pick(0, 2),
        "inner_x": pick(0, 2),
        "a": pick(0, a.a_granules // 2),
        "a_plane": pick(0, a.a_banks),
        "plane_pitch": pick(0, 4),
        "outer_plane": pick(0, 3),
        "inner_plane": pick(0, 3),
        "outer_b": pick(0, 6),
        "inner_b": pick(0, 6),
        "b": pick(0, 8),
        "o": pick(0, 2 * a.o_words - a.rows),
        "index": pick(0, a.b_index_granules // 2),
        "drain": pick(0, 1),
    }


def _window(rng: Generator) -> Fields:
    """Window, pitches and limits; some pixels are padding."""
    pick = lambda low, high: int(rng.integers(low, high + 1))  # noqa: E731
    f = {"images": pick(1, 2), "height": pick(1, 4), "width": pick(1, 5)}
    f |= {"y0": pick(-2, 1), "x0": pick(-2, 1), "y_step": pick(0, 2), "x_step": pick(0, 2)}
    f |= {"y_limit": pick(1, 8), "x_limit": pick(1, 8)}
    f |= {"window_row": pick(0, 6), "window_image": pick(0, 20)}
    f["raster_row"] = f["width"] + pick(-1, 2)
    f["raster_image"] = max(0, f["height"] * f["raster_row"] + pick(-1, 3))
    return f
