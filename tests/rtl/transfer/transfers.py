"""Random legal transfers, and what they do, granule by granule, in plain loops."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np

from tests.functional_machines import small
from tests.naive_functional import Naive, Record
from weft.accelerator import isa
from weft.accelerator.description import Accelerator
from weft.accelerator.isa import Opcode, Source, Target

Fields = dict[str, int]
Beat = list[int]  # the granules of memory that are used of a beat; none for a zero pixel


def machine(
    fmt: str, rows: int, beat: int, *patterns: str, beat_cycles: int = 1, **changes: Any
) -> Accelerator:
    """A small accelerator whose memory gives a beat every ``beat_cycles`` cycles."""
    a = small(fmt, rows, beat, *patterns)
    enough = a.bus_bytes * a.clock_mhz / 1000 / beat_cycles * 1.001
    a = replace(a, dram_channel_gb_per_s=enough, **changes)
    assert a.beat_cycles == beat_cycles
    return a


MACHINES = [
    machine("fp16", 4, 2, "1:4", "2:4", dram_latency=5),
    machine("int8", 4, 1, "1:4", dram_latency=1, beat_cycles=2, buffer_latency=1),
    machine("int4", 4, 4, "2:4", "1:2", dram_latency=2, buffer_latency=3),
    machine("bf16", 2, 2, "1:2", dram_latency=40, lane_latency=1),
    machine("int8", 8, 8, "2:8", dram_latency=3, lane_latency=9),
    machine("fp8-e4m3", 2, 1, dram_latency=4, beat_cycles=3),
    machine("int4", 8, 4, "1:8", dram_latency=9, beat_cycles=2),
    machine("fp16", 8, 1, "2:8", "1:2", dram_latency=17, buffer_latency=1),
]


class Memory:
    """Every granule of 2**32, each full of its own codes, zeros among them."""

    def __init__(self, accelerator: Accelerator, seed: int) -> None:
        self.accelerator, self.seed = accelerator, seed
        self.granule = cache(self._granule)

    def _granule(self, g: int) -> int:
        chance, bits = random.Random(self.seed << 34 | g), self.accelerator.operand.bits
        codes = [chance.getrandbits(bits) * (chance.random() > 0.2) for _ in self._elements]
        return sum(code << i * bits for i, code in enumerate(codes))

    @property
    def _elements(self) -> range:
        return range(self.accelerator.rows)

    def beat(self, number: int) -> int:
        """The beat as it is on the bus."""
        k, size = self.accelerator.beat_granules, 8 * self.accelerator.granule_bytes
        return sum(self.granule(number * k + i) << i * size for i in range(k))


class Oracle(Naive):
    """The slow machine with codes in place of values, on a `Memory`; STOREs leave it ``stored``."""

    def __init__(self, accelerator: Accelerator, memory: Memory) -> None:
        super().__init__(accelerator, self)
        self.zero, self.memory = 0, memory
        self.stored: dict[int, int] = {}

    def granule(self, g: int) -> bytes:
        return self.memory.granule(g).to_bytes(self.acc.granule_bytes, "little")

    def decode(self, granule: bytes) -> list[int]:
        return self.codes(granule)

    def __setitem__(self, place: slice, granule: bytes) -> None:
        self.stored[place.start // self.acc.granule_bytes] = int.from_bytes(granule, "little")

    def written(self, target: Target) -> dict[Any, int]:
        """What was written to the buffer, by place, as one number a granule."""
        found = getattr(self, target.name.lower())
        bits = 1 if target is Target.MASK else self.fmt.bits
        return {place: _number(granule, bits) for place, granule in found.items()}


def _number(granule: bytes | list[int], bits: int) -> int:
    if isinstance(granule, bytes):
        return int.from_bytes(granule, "little")
    return sum(int(code) << i * bits for i, code in enumerate(granule))


def beats(accelerator: Accelerator, row: np.ndarray) -> list[Beat]:
    """The beats of a transfer, in order."""
    f = Record(row)
    if f.opcode == Opcode.GATHER:
        return list(_pixels(accelerator, f))
    found = []
    for p in range(f.planes):
        for i in range(f.images):
            for r in range(f.runs):
                at = f.dram + p * f.plane_stride + i * f.image_stride + r * f.run_stride
                for g in range(at, at + f.length):
                    if g == at or g % accelerator.beat_granules == 0:
                        found.append([])
                    found[-1].append(g)
    return found


def _pixels(accelerator: Accelerator, f: Any) -> Iterator[Beat]:
    naive = Naive(accelerator, bytearray())
    for p in range(f.planes):
        count = 0
        for n, _, _, iy, ix in naive.window(f):
            inside = 0 <= iy < f.y_limit and 0 <= ix < f.x_limit
            offset = p * f.plane_stride + n * f.image_stride + iy * f.row_stride + ix
            yield [f.dram + offset] if inside else []
            count += 1
        yield from ([] for _ in range(-count % accelerator.rows))


# ---- drawing -----------------------------------------------------------------------------------


def draw_load(rng: np.random.Generator, a: Accelerator, target: Target) -> np.ndarray:
    """Runs into any place of ``target``."""
    banks = a.a_banks if target is Target.A else 0
    fields = _draw_runs(rng, a, _sizes(a)[target], banks)
    if target is not Target.A and rng.random() < 0.5:
        fields["first_plane"] = int(rng.integers(a.a_banks))  # of no meaning
    return isa.row(Opcode.LOAD, target=target, **fields)


def draw_store(rng: np.random.Generator, a: Accelerator, source: Source) -> np.ndarray:
    """Runs from any place of ``source``, of one half of O and no word twice."""
    wide = a.u_words * a.wide_granules
    size = {Source.O: a.o_words, Source.WEIGHT: wide, Source.MOMENTUM: wide}.get(source, a.u_words)
    fields = _draw_runs(rng, a, size, 0, accept=_once if source is Source.O else lambda f: True)
    if source is Source.O:
        fields["buffer"] += int(rng.integers(2)) * a.o_words
    finish = {
        "shift": int(rng.choice([0, 1, 5, -3, 24, 127])), "add_bias": int(rng.integers(2)),
        "bias": int(rng.integers(1020)), "relu": int(rng.integers(2)),
        "masked": int(rng.integers(2)),
    }  # fmt: skip
    return isa.row(Opcode.STORE, source=source, **fields, **finish)


def draw_gather(rng: np.random.Generator, a: Accelerator, target: Target) -> np.ndarray:
    """Window pixels with all that can lie outside, into any place of A or B."""
    size = a.a_granules if target is Target.A else a.b_granules
    pick = lambda low, high: int(rng.integers(low, high + 1))  # noqa: E731
    while True:
        f = {
            "images": pick(1, 2), "height": pick(1, 3), "width": pick(1, 5), "planes": pick(1, 3),
            "y0": pick(-3, 3), "x0": pick(-3, 3), "y_step": pick(0, 3), "x_step": pick(0, 3),
            "y_limit": pick(0, 6), "x_limit": pick(0, 8), "row_stride": _stride(rng),
            "image_stride": _stride(rng), "plane_stride": _stride(rng),
            "dram": int(rng.integers(0, 1 << 32)), "buffer": pick(0, size // 2),
            "plane_pitch": pick(0, size // 3), "first_plane": pick(0, a.a_banks - 1),
            "spread": int(rng.choice([s for s in (0, 1, 2, 4, 8, 16) if s <= a.a_banks])),
        }  # fmt: skip
        row = isa.row(Opcode.GATHER, target=target, **f)
        if _gather_fits(f, a, target, size) and max(map(max, _asked(a, row)), default=0) < 1 << 32:
            return row


def _asked(a: Accelerator, row: np.ndarray) -> list[Beat]:
    return [beat for beat in beats(a, row) if beat]


def _gather_fits(f: Fields, a: Accelerator, target: Target, size: int) -> bool:
    """Whether all rows stay in the buffer and no two in one place."""
    places = []
    for q in range(-(-f["images"] * f["height"] * f["width"] // a.rows)):
        for t in range(f["planes"] * a.rows):
            bank, spread, turn = 0, 1, q
            if target is Target.A and f["spread"]:
                bank, spread = t % f["spread"], f["spread"]
            elif target is Target.A:
                turn, bank = divmod(f["first_plane"] + q, a.a_banks)
            places.append((bank, f["buffer"] + turn * f["plane_pitch"] + t // spread))
    return max(row for _, row in places) < size and len(set(places)) == len(places)


def _sizes(a: Accelerator) -> dict[Target, int]:
    wide = a.u_words * a.wide_granules
    return {
        Target.A: a.a_granules,
        Target.B: a.b_granules,
        Target.INDEX: a.b_index_granules,
        Target.WEIGHT: wide,
        Target.MOMENTUM: wide,
        Target.BIAS: isa.BIAS_ROWS * a.wide_granules,
        Target.MASK: 2 * a.o_words,
    }


def windows(rng: np.random.Generator, a: Accelerator, rows: list[np.ndarray]) -> list[int]:
    """A window for each transfer that ends somewhere in it, or just behind it."""
    found = []
    for row in rows:
        used = sorted({g for beat in beats(a, row) for g in beat}) or [0]
        somewhere = int(rng.choice(used)) + int(rng.integers(2))
        found.append(used[-1] + 1 if rng.random() < 0.3 else somewhere)
    return found


def targets(a: Accelerator) -> list[Target]:
    """All that this accelerator has; one without patterns has no indices."""
    return [target for target, size in _sizes(a).items() if size]


def _stride(rng: np.random.Generator) -> int:
    return int(rng.integers(0, 1 << int(rng.choice([3, 6, 24]))))


def _draw_runs(
    rng: np.random.Generator, a: Accelerator, size: int, banks: int,
    accept: Callable[[Fields], bool] = lambda f: True,
) -> Fields:  # fmt: skip
    """Runs anywhere in memory that stay in a buffer (a bank of it) of ``size`` granules.

    Strides are congruent to pitches only where they are used.
    """
    k = a.beat_granules
    while True:
        f = {name: int(rng.integers(1, high + 1)) for name, high in _COUNTS.items()}
        for axis in ("plane", "image", "run"):
            f[f"{axis}_stride"] = _stride(rng)
            f[f"{axis}_pitch"] = int(rng.integers(0, size // 3 + 1))
            if f[f"{axis}s"] > 1:
                f[f"{axis}_pitch"] += (f[f"{axis}_stride"] - f[f"{axis}_pitch"]) % k
        if banks:
            f["first_plane"] = int(rng.integers(banks))
            if f["planes"] > 1:  # each lies at the same place of a bank, or a turn further
                f["plane_stride"] -= f["plane_stride"] % k
                f["plane_pitch"] -= f["plane_pitch"] % k
        f["dram"] = int(rng.integers(1 << 32))
        f["buffer"] = int(rng.integers(0, size)) // k * k + f["dram"] % k
        if _runs_fit(f, size, banks) and accept(f):
            return f


_COUNTS = {"planes": 4, "images": 3, "runs": 3, "length": 11}


def _runs_fit(f: Fields, size: int, banks: int) -> bool:
    planes = f["planes"] - 1
    turns = (f["first_plane"] + planes) // banks if banks else planes
    return (
        f["dram"] + _reach(f, "stride", planes) < 1 << 32
        and f["buffer"] + _reach(f, "pitch", turns) <= size
    )


def _reach(f: Fields, kind: str, planes: int) -> int:
    """From the first granule to behind the last."""
    inside = sum((f[f"{axis}s"] - 1) * f[f"{axis}_{kind}"] for axis in ("image", "run"))
    return planes * f[f"plane_{kind}"] + inside + f["length"]


def _once(f: Fields) -> bool:
    """Whether no granule of the buffer occurs twice."""
    grid = np.indices((f["planes"], f["images"], f["runs"], f["length"])).reshape(4, -1)
    pitches = [f["plane_pitch"], f["image_pitch"], f["run_pitch"], 1]
    places = (np.array(pitches)[:, None] * grid).sum(axis=0)
    return len(set(places.tolist())) == len(places)
