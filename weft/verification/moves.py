"""Random legal LOAD, GATHER and STORE, field by field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from weft.accelerator.description import Accelerator
from weft.accelerator.isa import Source, Target
from weft.simulator.functional_address import Geometry, lattice, pixels
from weft.simulator.functional_machine import BIAS_ROWS, Machine
from weft.verification.dice import Dice
from weft.verification.memory import BIAS_ROWS_USED, Regions

Array = NDArray[Any]
Fields = dict[str, int]

TRIES = 60


class NoRoomError(ValueError):
    """Nothing legal was found in so many tries; draw something else."""


@dataclass
class Site:
    """What draws look at: the machine with its buffers as the program has left them so far."""

    accelerator: Accelerator
    dice: Dice
    regions: Regions
    machine: Machine

    def half(self) -> range:
        """The words of one half of O."""
        start = self.dice.pick(0, 1) * self.accelerator.o_words
        return range(start, start + self.accelerator.o_words)

    def used_half(self) -> range:
        """The half of O with more words that are not zero."""
        words = self.accelerator.o_words
        used = self.machine.o.any(axis=1).reshape(2, words).sum(axis=1)
        start = int(np.argmax(used)) * words
        return range(start, start + words)


# ---- runs ----


@dataclass(frozen=True, kw_only=True)
class Room:
    """Where runs may lie: ``dram`` and ``buffer`` granules, planes in ``banks`` of A if any.

    ``most`` bounds the granules of a run; ``once`` forbids a buffer granule to occur twice.
    """

    dram: range
    buffer: range
    banks: int = 0
    most: int = 24
    once: bool = False


def random_runs(dice: Dice, beat: int, room: Room) -> Fields:
    """Fields of LOAD or STORE that say which granules move; raises NoRoomError."""
    for _ in range(TRIES):
        f = _shape(dice, beat, room)
        buffer_span, dram_span = _spans(f, room)
        if buffer_span > len(room.buffer) or dram_span > len(room.dram):
            continue
        if room.once and not _once(f):
            continue
        try:
            return f | _bases(dice, beat, room, buffer_span, dram_span)
        except ValueError:
            continue
    raise NoRoomError("no runs fit")


def _shape(dice: Dice, beat: int, room: Room) -> Fields:
    """Counts, strides and pitches; mostly one run after the other, sometimes anyhow."""
    plain = dice.chance(0.3)
    f = {"length": dice.few(min(room.most, len(room.buffer), len(room.dram)))}
    for name, most in (("run", 3), ("image", 2), ("plane", 4 if room.banks else 3)):
        f[f"{name}s"] = 1 if plain else dice.few(most)
    inner, outer, tidy = f["length"], f["length"], dice.chance(0.7)
    for name in ("run", "image", "plane"):
        least = (inner, outer) if tidy else (0, 0)
        pitch = least[0] + dice.pick(0, 3 if tidy else 12)
        if name == "plane" and room.banks:
            pitch = dice.congruent(0, beat, pitch, pitch + beat)
        stride = dice.congruent(pitch, beat, least[1], least[1] + 4 + beat)
        f |= {f"{name}_pitch": pitch, f"{name}_stride": stride}
        inner, outer = (
            inner + (f[f"{name}s"] - 1) * pitch,
            outer + (f[f"{name}s"] - 1) * stride,
        )
    if room.banks:
        f["first_plane"] = dice.pick(0, room.banks - 1)
    return f


def _spans(f: Fields, room: Room) -> tuple[int, int]:
    """Granules from the first to the last, in the buffer (or a bank) and in DRAM."""
    planes = f["planes"] - 1
    turns = (f["first_plane"] + planes) // room.banks if room.banks else planes
    inner = sum((f[f"{name}s"] - 1) * f[f"{name}_pitch"] for name in ("run", "image"))
    outer = sum((f[f"{name}s"] - 1) * f[f"{name}_stride"] for name in ("run", "image", "plane"))
    return turns * f["plane_pitch"] + inner + f["length"], outer + f["length"]


def _once(f: Fields) -> bool:
    places = buffer_places(f)
    return len(np.unique(places)) == len(places)


def buffer_places(f: Fields) -> Array:
    """Granules of the buffer, relative to the first, of runs that lie in no banks."""
    axes = [(f[f"{name}s"], f[f"{name}_pitch"]) for name in ("plane", "image", "run")]
    return lattice(*axes, (f["length"], 1))


def _bases(dice: Dice, beat: int, room: Room, buffer_span: int, dram_span: int) -> Fields:
    low, high = room.buffer.start, room.buffer.stop - buffer_span
    buffer = dice.congruent(0, beat, low, high) if dice.chance(0.3) else dice.pick(low, high)
    last = room.dram.stop - dram_span
    return {"buffer": buffer, "dram": dice.congruent(buffer, beat, room.dram.start, last)}


# ---- LOAD ----


def target_size(a: Accelerator, target: Target) -> int:
    """Granules of what LOAD fills (of a bank, for A)."""
    wide = a.u_words * a.wide_granules
    return {
        Target.A: a.a_granules,
        Target.B: a.b_granules,
        Target.INDEX: a.b_index_granules,
        Target.WEIGHT: wide,
        Target.MOMENTUM: wide,
        Target.BIAS: BIAS_ROWS * a.wide_granules,
        Target.MASK: 2 * a.o_words,
    }[target]


def targets(a: Accelerator) -> list[Target]:
    """Memories that a LOAD may fill; a dense machine has no INDEX."""
    return [t for t in Target if target_size(a, t)]


def random_load(site: Site, target: Target, *, most: int = 24) -> Fields:
    """A LOAD of up to ``most`` granules a run into ``target``."""
    a, dice = site.accelerator, site.dice
    buffer = range(target_size(a, target))
    if target is Target.BIAS and dice.chance(0.9):
        buffer = range(BIAS_ROWS_USED * a.wide_granules)
    room = Room(
        dram=source_region(site, target),
        buffer=buffer,
        banks=a.a_banks if target is Target.A else 0,
        most=most,
    )
    return {"target": target} | random_runs(dice, a.beat_granules, room)


def source_region(site: Site, target: Target) -> range:
    """Where bytes fit for ``target`` lie; operands also come from what the program stored."""
    where, dice = site.regions, site.dice
    fixed = {
        Target.INDEX: where.indices,
        Target.WEIGHT: where.wide,
        Target.MOMENTUM: where.wide,
        Target.BIAS: where.biases,
    }
    if target in fixed:
        return fixed[target]
    return where.results if dice.chance(0.3) else where.tensors


def filling_load(site: Site, target: Target) -> Fields:
    """A LOAD of all of ``target`` or, of a large one, of its front; planes of A overlap in DRAM."""
    a, dice = site.accelerator, site.dice
    dram, beat = source_region(site, target), a.beat_granules
    if target is Target.BIAS:
        length = BIAS_ROWS_USED * a.wide_granules
    else:
        length = min(target_size(a, target), len(dram))
    f = {"length": length, "runs": 1, "images": 1, "planes": 1, "buffer": 0}
    if target is Target.A:
        f["planes"] = a.a_banks
        room = (len(dram) - length) // max(a.a_banks - 1, 1)
        f["plane_stride"] = dice.congruent(0, beat, 0, room)
    elif target is Target.INDEX:
        f["length"] = length = dice.pick(1, length)
    span = f["length"] + (f["planes"] - 1) * f.get("plane_stride", 0)
    f["dram"] = dice.congruent(0, beat, dram.start, dram.stop - span)
    return {"target": target} | f


# ---- GATHER ----


def random_window(dice: Dice, most: int) -> Fields:
    """A window of at most ``most`` pixels: strided, padded, in several images, or one long row."""
    if dice.chance(0.3):
        width = dice.pick(1, most) if dice.chance(0.5) else most - dice.pick(0, most // 4)
        return {
            "images": 1, "height": 1, "width": width, "y0": 0, "x0": -dice.pick(0, 2), "y_step": 1,
            "x_step": 1, "y_limit": 1, "x_limit": max(1, width + dice.pick(-2, 3)),
        }  # fmt: skip
    while True:
        f = {"images": dice.few(3), "height": dice.few(4), "width": dice.few(8)}
        if f["images"] * f["height"] * f["width"] <= most:
            break
    step = dice.weighted({0: 1, 1: 8, 2: 4, 3: 1})
    for name, count in (("y0", f["height"]), ("x0", f["width"])):
        f[name] = dice.weighted({0: 6, -dice.pick(0, min(2, count - 1)): 4, dice.pick(-3, 3): 1})
    f |= {"y_step": step, "x_step": step if dice.chance(0.7) else dice.pick(0, 3)}
    f |= {
        "y_limit": _limit(dice, f["y0"] + f["height"] * f["y_step"]),
        "x_limit": _limit(dice, f["x0"] + f["width"] * f["x_step"]),
    }
    return f


def _limit(dice: Dice, end: int) -> int:
    """A limit near the ``end`` of the window; 0, so that all lies outside, now and then."""
    return max(dice.weighted({1: 19, 0: 1}), end + dice.pick(-2, 2))


def random_gather(site: Site, target: Target) -> Fields:
    """A GATHER into A, spread or not, or into B; raises NoRoomError."""
    a, dice = site.accelerator, site.dice
    size = target_size(a, target)
    for _ in range(TRIES):
        f = random_window(dice, 4 * a.rows) | {"target": target, "planes": dice.few(3)}
        row = f["x_limit"] + dice.pick(0, 2)
        image = f["y_limit"] * row + dice.pick(0, 3)
        f |= {"row_stride": row, "image_stride": image}
        f |= {"plane_stride": dice.pick(0, f["images"] * image + 4)}
        if target is Target.A:
            f["first_plane"] = dice.pick(0, a.a_banks - 1)
            f["spread"] = _spread(dice, a)
        if _place_gather(site, f, size):
            return f
    raise NoRoomError("no gather fits")


def _spread(dice: Dice, a: Accelerator) -> int:
    powers = [1 << i for i in range(a.a_banks.bit_length()) if 1 << i <= a.a_banks]
    return dice.choose(powers) if dice.chance(0.5) else 0


def _place_gather(site: Site, f: Fields, size: int) -> bool:
    """Add the addresses; whether there is room."""
    a, dice = site.accelerator, site.dice
    names = ("images", "height", "width", "y0", "x0", "y_step", "x_step", "y_limit", "x_limit")
    window = [f[name] for name in names]
    last = pixels(Geometry._make([*window, f["row_stride"], f["image_stride"], 0, 0])).last_window
    blocks = -(-f["images"] * f["height"] * f["width"] // a.rows)
    rows = f["planes"] * a.rows
    turns = blocks - 1
    if f["target"] == Target.A and f["spread"]:
        rows = -(-rows // f["spread"])
    elif f["target"] == Target.A:
        turns = (f["first_plane"] + blocks - 1) // a.a_banks
    # which of two rows for one place stays is nobody's promise: blocks keep apart
    pitch = rows + dice.pick(0, 2) if blocks > 1 else dice.pick(0, rows)
    room = size - (turns * pitch + rows)
    dram = source_region(site, Target(f["target"]))
    span = max(last, 0) + (f["planes"] - 1) * f["plane_stride"] + 1
    if room < 0 or span > len(dram):
        return False
    f |= {"plane_pitch": pitch, "buffer": dice.pick(0, room)}
    f |= {"dram": dice.pick(dram.start, dram.stop - span)}
    return True


# ---- STORE ----


def source_size(a: Accelerator, source: Source) -> int:
    """Granules of what STORE empties."""
    if source is Source.O:
        return 2 * a.o_words
    wide = source in (Source.WEIGHT, Source.MOMENTUM)
    return a.u_words * (a.wide_granules if wide else 1)


def random_store(site: Site, source: Source, *, most: int = 24) -> Fields:
    """A STORE from ``source``, keeping to one half of O; raises NoRoomError."""
    a, dice = site.accelerator, site.dice
    buffer = range(source_size(a, source))
    if source is Source.O:
        buffer = site.used_half() if dice.chance(0.8) else site.half()
    room = Room(dram=_destination(site, source), buffer=buffer, most=most, once=source is Source.O)
    f = {"source": source} | random_runs(dice, a.beat_granules, room)
    return f | post_processing(site, f["planes"]) if source is Source.O else f


def _destination(site: Site, source: Source) -> range:
    """Results, or now and then where later loads find them."""
    where, dice = site.regions, site.dice
    if source in (Source.FF_INDEX, Source.BP_INDEX):
        return where.indices if dice.chance(0.5) and len(where.indices) else where.results
    if source in (Source.WEIGHT, Source.MOMENTUM):
        return where.wide if dice.chance(0.5) else where.results
    return where.tensors if dice.chance(0.2) else where.results


def post_processing(site: Site, planes: int) -> Fields:
    """How sums are finished on their way out: scaled, biased, rectified, masked."""
    dice = site.dice
    shift = dice.weighted({"usual": 12, "none": 4, "any": 1})
    f = {"shift": {"usual": usual_shift(site), "none": 0, "any": dice.pick(-128, 127)}[shift]}
    f |= {"relu": dice.flag(0.2), "masked": dice.flag(0.25)}
    if dice.chance(0.5):
        last = BIAS_ROWS if dice.chance(0.05) else BIAS_ROWS_USED
        f |= {"add_bias": 1, "bias": dice.pick(0, last - planes)}
    return f


def usual_shift(site: Site) -> int:
    """A scale at which the sums in O neither vanish nor saturate, give or take a little."""
    o, fmt = site.machine.o.astype(np.float64), site.accelerator.operand
    finite = np.abs(o[np.isfinite(o) & (o != 0)])
    if not finite.size:
        return 0
    wanted = fmt.bits - 1 if fmt.is_integer else 3
    size = int(np.log2(np.median(finite))) - wanted
    return int(np.clip(size + site.dice.pick(-1, 2), -128, 127))
