"""LUTs, flip-flops, DSPs and memories of any description, in closed form.

DSPs and memories follow from the structure and are exact. LUTs and flip-flops are, part by part,
sums of the features of `luts.py` and `flip_flops.py`, with coefficients fitted to Yosys
(`python -m benchmarks.resources`); docs/fpga.md has the errors on machines that were not fitted.
A part is a module of the RTL; equal ones count in all their places. Memories have the styles that
a build for a VCU1525 gives them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from weft.accelerator.description import Accelerator
from weft.accelerator.formats import Format
from weft.accelerator.resources.blocks import (
    BLOCK,
    ULTRA,
    Mapped,
    Memory,
    mapped,
    styles,
    wants_style,
)
from weft.accelerator.resources.counts import Resources
from weft.accelerator.resources.features import Table
from weft.accelerator.resources.flip_flops import FLIP_FLOPS
from weft.accelerator.resources.inventory import memories
from weft.accelerator.resources.luts import LUTS
from weft.accelerator.resources.sizes import Sizes, in_turn

COEFFICIENTS = "coefficients.json"
ULTRA_LIMIT = 768  # UltraRAMs that a machine may take of a VU9P: 80 % of 960

PARTS = tuple(LUTS)
_UPDATE_DSPS = 5 * 2  # products of 24 by 24 bits in an update lane, each in two halves
_PREDECODE_DSPS = 6  # products of fields; of two multipliers where instructions come seldom:
_PREDECODE_DSPS_IN_TURN = 3
_LEAST_PRODUCT = 9  # bits of a product that Yosys gives a DSP to


def estimate(accelerator: Accelerator, *, ultra_limit: int = ULTRA_LIMIT) -> Resources:
    """What the machine takes of an UltraScale+ chip, without what a board adds.

    ``ultra_limit`` is how many UltraRAMs it may use; memories beyond that become block RAM.
    """
    parts = estimate_parts(accelerator, ultra_limit=ultra_limit)
    return sum(parts.values(), Resources())


def estimate_parts(
    accelerator: Accelerator, *, ultra_limit: int = ULTRA_LIMIT
) -> dict[str, Resources]:
    """The same by part of the machine, in all places of each."""
    sizes = sizes_of(accelerator, ultra_limit)
    luts, ffs = (_fitted(kind, table, sizes) for kind, table in (("lut", LUTS), ("ff", FLIP_FLOPS)))
    dsps = dsps_of(accelerator)
    rams = rams_of(sizes)
    return {
        part: Resources(lut=round(luts[part]), ff=round(ffs[part]), dsp=dsps.get(part, 0))
        + rams.get(part, Resources())
        for part in PARTS
    }


def sizes_of(accelerator: Accelerator, ultra_limit: int = ULTRA_LIMIT) -> Sizes:
    """What the features are made of: the machine with its memories as blocks."""
    every = memories(accelerator)
    large = [memory for memory in every if wants_style(memory)]
    found = styles([(memory, memory.places) for memory in large], ultra_limit)
    chosen = dict(zip(map(id, large), found, strict=True))
    pairs = tuple((memory, mapped(memory, chosen.get(id(memory)))) for memory in every)
    return Sizes(accelerator, pairs)


def rams_of(sizes: Sizes) -> dict[str, Resources]:
    """Block RAM and UltraRAM of each part that has any."""
    total: dict[str, Resources] = {}
    for memory, blocks in sizes.memories:
        taken = _ram(memory, blocks)
        total[memory.part] = total.get(memory.part, Resources()) + taken
    return total


def _ram(memory: Memory, blocks: Mapped) -> Resources:
    count = blocks.count * memory.places
    if blocks.kind == ULTRA:
        return Resources(uram=count)
    return Resources(ramb36=count if blocks.kind == BLOCK else 0)


def dsps_of(accelerator: Accelerator) -> dict[str, int]:
    """DSPs of each part that has any: multipliers of elements, update lanes, predecode."""
    a = accelerator
    return {
        "element": a.pes * _has_dsp(a.operand),
        "update lane": a.update_lanes * _UPDATE_DSPS,
        "bus": _PREDECODE_DSPS_IN_TURN if in_turn(a) else _PREDECODE_DSPS,
    }


def _has_dsp(operand: Format) -> bool:
    """Whether the product of two operands is wide enough; smaller ones are made of LUTs."""
    factor = operand.bits if operand.is_integer else operand.mantissa_bits + 1
    return 2 * factor >= _LEAST_PRODUCT


def _fitted(kind: str, table: Table, sizes: Sizes) -> dict[str, float]:
    known = coefficients()[kind]
    return {
        part: sum(known[part][name] * feature(sizes) for name, feature in features.items())
        for part, features in table.items()
    }


@cache
def coefficients() -> Mapping[str, Any]:
    """Of "lut" and "ff", by part and feature; with the tool and the machines of the fit."""
    text = files("weft.accelerator.resources").joinpath(COEFFICIENTS).read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found
