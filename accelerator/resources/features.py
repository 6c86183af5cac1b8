"""Features that the LUTs and the flip-flops of the parts of a machine are sums of.

A part is a module of the RTL with all that is below it, as in `weft.accelerator.resources.model`.
Each feature is what the RTL repeats: lanes, comparators, registers, multiplexers; so a sum of them
with fixed coefficients holds beyond the sizes that it was fitted to.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from weft.accelerator.resources.inventory import WIDE
from weft.accelerator.resources.sizes import Sizes

Feature = Callable[[Sizes], float]
Table = Mapping[str, Mapping[str, Feature]]


def one(_: Sizes) -> float:
    return 1


def memory(part: str) -> dict[str, Feature]:
    return {"distributed": lambda s: s.distributed(part)}


def held(part: str) -> dict[str, Feature]:
    return {
        "reads": lambda s: s.read_registers(part),
        "registers": lambda s: s.registered(part),
    }


def store_lanes() -> dict[str, Feature]:
    """The lanes of STORE: one a value of a beat, of two kinds."""
    return {
        "float": lambda s: s.beat * s.rows * s.floats,
        "float bits": lambda s: s.beat * s.rows * s.floats * s.bits,
        "float cuts": lambda s: s.beat * s.rows * s.floats * s.machine.lane_latency,
        "integer": lambda s: s.beat * s.rows * s.integers,
        "integer bits": lambda s: s.beat * s.rows * s.integers * s.bits,
        "integer cuts": lambda s: s.beat * s.rows * s.integers * s.machine.lane_latency,
    }


def update_lanes() -> dict[str, Feature]:
    """The optimizer lanes; what is there for integers alone is the conversion of sums."""
    return {
        "lane": lambda s: s.machine.update_lanes,
        "cuts": lambda s: s.machine.update_lanes * s.machine.lane_latency,
        "conversion": lambda s: s.machine.update_lanes * s.integers,
    }


def formats() -> dict[str, Feature]:
    """One of each format in every element."""
    names = ("fp16", "bf16", "fp8-e4m3", "fp8-e5m2", "int8", "int4")
    return {name: partial(_elements_of, name) for name in names}


def _elements_of(name: str, s: Sizes) -> float:
    return s.machine.pes * (s.machine.format == name)


def lane_bits(s: Sizes) -> float:
    """Bits of all lanes of all rows."""
    return s.rows * s.group * s.bits


def row_bits(s: Sizes) -> float:
    return s.rows * s.bits


def wide_row(s: Sizes) -> float:
    """Bits of a row of 32-bit values."""
    return s.rows * WIDE


def ranks(s: Sizes) -> float:
    """Comparators of one selection along rows."""
    return s.rows * (s.group - 1)


def pairs(s: Sizes) -> float:
    """Comparators of the selection along columns."""
    return s.rows * (s.group - 1) / 2


def item(s: Sizes) -> float:
    """Bits of a code with its place."""
    return s.bits + s.log_group
