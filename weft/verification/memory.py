"""The random contents of DRAM before a random program: regions by what their bytes are fit for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from weft.accelerator.description import INDEX_BITS, Accelerator
from weft.accelerator.formats import pack_nibbles
from weft.verification.dice import Dice

Array = NDArray[Any]

BIAS_ROWS_USED = 16  # of the bias memory, at its front; programs load and add these


@dataclass(frozen=True)
class Regions:
    """Ranges of granules of DRAM, each beginning on a beat.

    ``tensors`` holds operands, ``indices`` legal indices (one part a group, in `groups` order),
    ``wide`` finite fp32 values, ``biases`` accumulators, ``results`` what a program stores as it
    goes, ``last`` what it stores at its end.
    """

    tensors: range
    indices: range
    wide: range
    biases: range
    results: range
    last: range

    @property
    def granules(self) -> int:
        return self.last.stop


def groups(accelerator: Accelerator) -> list[int]:
    """Group lengths that indices are drawn for."""
    return sorted({s.group for s in accelerator.sparsities if not s.is_dense})


def regions(accelerator: Accelerator) -> Regions:
    """Room for every buffer of ``accelerator``, little more, so that addresses meet often."""
    a = accelerator
    wide = a.u_words * a.wide_granules
    sizes = {
        "tensors": max(a.a_granules, a.b_granules, 2 * a.o_words) + 2 * a.rows + a.beat_granules,
        "indices": 2 * a.b_index_granules + a.beat_granules,
        "wide": wide + wide // 2,
        "biases": BIAS_ROWS_USED * a.wide_granules,
        "results": 4 * a.o_words + 2 * a.u_words,
        "last": 2 * a.o_words + 2 * wide + 4 * (a.u_words + a.beat_granules),
    }
    parts, start = {}, 0
    for name, size in sizes.items():
        stop = start + -(-size // a.beat_granules) * a.beat_granules
        parts[name] = range(start, stop)
        start = stop
    return Regions(**parts)


def random_image(dice: Dice, accelerator: Accelerator) -> Array:
    """Bytes (uint8) of every region; tame numbers, and some of any bit pattern among operands."""
    a, where = accelerator, regions(accelerator)
    image = dice.rng.integers(0, 256, (where.granules, a.granule_bytes), np.uint8)
    for region in (where.tensors, where.results):
        _fill(image, region, _operands(dice, a, len(region)))
    _fill(image, where.indices, _indices(dice, a, len(where.indices)))
    _fill(image, where.wide, _wide(dice, a, len(where.wide)))
    _fill(image, where.biases, _biases(dice, a, len(where.biases)))
    return image.reshape(-1)


def _fill(image: Array, region: range, data: Array) -> None:
    image[region.start : region.stop] = data.reshape(len(region), -1)


def _operands(dice: Dice, a: Accelerator, count: int) -> Array:
    fmt, rng = a.operand, dice.rng
    if fmt.is_integer:
        high = 7 if fmt.bits == INDEX_BITS else dice.choose([3, 20, 127])
        values = rng.integers(-high - 1, high + 1, (count, a.rows)).astype(np.int8)
    else:
        numbers = rng.standard_normal((count, a.rows)) * 2.0 ** dice.pick(-3, 2)
        numbers = np.where(rng.random(numbers.shape) < 0.3, np.round(numbers * 4) / 4, numbers)
        values = fmt.round_array(numbers.astype(np.float32))
    values[rng.random(values.shape) < 0.1] = 0
    codes = fmt.encode_array(values)
    data = _nibbles(codes) if fmt.bits == INDEX_BITS else codes.view(np.uint8).reshape(count, -1)
    return _with_wild_granules(dice, data)


def _nibbles(codes: Array) -> Array:
    return pack_nibbles(codes).view(np.uint8)


def _with_wild_granules(dice: Dice, data: Array) -> Array:
    """A few granules of any bits at all: infinities, NaNs, subnormals, extremes."""
    wild = dice.rng.random(len(data)) < dice.choose([0.0, 0.0, 0.02, 0.1])
    data[wild] = dice.rng.integers(0, 256, data[wild].shape, np.uint8)
    return data


def _indices(dice: Dice, a: Accelerator, count: int) -> Array:
    """Nibbles below a group's length, the parts of all groups one after the other."""
    known = groups(a) or [1]
    part = np.minimum(np.arange(count) * len(known) // max(count, 1), len(known) - 1)
    limits = np.array(known)[part]
    elements = 2 * a.granule_bytes
    nibbles = (dice.rng.random((count, elements)) * limits[:, None]).astype(np.uint8)
    return nibbles[:, ::2] | nibbles[:, 1::2] << 4


def _wide(dice: Dice, a: Accelerator, count: int) -> Array:
    """Finite fp32 words with zeros, ties and subnormals, of a size that suits the operands."""
    rng, total = dice.rng, count * a.granule_bytes // 4
    numbers = rng.standard_normal(total) * (20.0 if a.operand.is_integer else 0.3)
    numbers = np.where(rng.random(total) < 0.3, np.round(numbers * 4) / 4, numbers)
    numbers = np.where(rng.random(total) < 0.02, 1e-41, numbers)
    numbers = np.where(rng.random(total) < 0.02, -3e38 * dice.flag(0.3), numbers)
    return _filled_up(numbers.astype("<f4"), count * a.granule_bytes)


def _filled_up(words: Array, size: int) -> Array:
    """Bytes of ``words``, and zeros up to ``size``."""
    data = np.zeros(size, np.uint8)
    data[: words.nbytes] = words.view(np.uint8)
    return data


def _biases(dice: Dice, a: Accelerator, count: int) -> Array:
    if not a.operand.is_integer:
        return _wide(dice, a, count)
    total = count * a.granule_bytes // 4
    words = dice.rng.integers(-2000, 2001, total).astype("<i4")
    words[dice.rng.random(total) < 0.05] = 2**31 - 1
    return _filled_up(words, count * a.granule_bytes)
