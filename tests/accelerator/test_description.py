"""The description: what it refuses and why, its digest, and the sizes that follow from it."""

from __future__ import annotations

import re
from dataclasses import FrozenInstanceError, fields, replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import descriptions
from weft.accelerator import isa
from weft.accelerator.description import (
    ADDRESS_BITS,
    LARGEST_ARRAY,
    MOST_SLOTS,
    ROW_BITS,
    Accelerator,
)
from weft.accelerator.formats import FORMATS
from weft.accelerator.isa import Opcode
from weft.accelerator.sparsity import DENSE, Sparsity
from weft.accelerator.toml import preset

RANDOM = settings(deadline=None, derandomize=True, max_examples=60)

BASE: dict[str, Any] = dict(
    name="base", rows=8, columns=8, a_buffer_bytes=1 << 16, b_buffer_bytes=1 << 14,
    o_buffer_bytes=1 << 14, u_buffer_bytes=1 << 15, update_lanes=8, vector_lanes=8, bus_bytes=64,
    sparsities=(Sparsity(2, 8),),
)  # fmt: skip


def described(**changes: Any) -> Accelerator:
    return Accelerator(**{**BASE, **changes})


# ---- rules: the whole message, with value, rule and mend ----

SQUARE = (
    "rows=8 and columns=4 differ; the array is square, because one vector of channels is both a "
    "row of inputs and a row of outputs: use 8x8"
)
RULES: list[tuple[dict[str, Any], str]] = [
    ({"format": "fp99"}, "format='fp99' is no operand format; use one of "
     "fp16, bf16, fp8-e4m3, fp8-e5m2, int8, int4"),
    ({"format": "fp32"}, "format='fp32' is no operand format; use one of "
     "fp16, bf16, fp8-e4m3, fp8-e5m2, int8, int4"),
    ({"columns": 4}, SQUARE),
    ({"rows": 12, "columns": 12},
     "rows=12 is not a power of two of at least 2; use 4, 8, 16 or 32"),
    ({"rows": 1, "columns": 1}, "rows=1 is not a power of two of at least 2; use 4, 8, 16 or 32"),
    ({"rows": 256, "columns": 256}, "rows=256 does not fit an instruction; use at most 128"),
    ({"interleave": 256}, "interleave=256 does not fit an instruction; use at most 255"),
    ({"multiplier_latency": 0}, "multiplier_latency=0 is below 1; use at least 1"),
    ({"adder_latency": 0}, "adder_latency=0 is below 1; use at least 1"),
    ({"lane_latency": 0}, "lane_latency=0 is below 1; use at least 1"),
    ({"interleave": 0}, "interleave=0 is below 1; use at least 1"),
    ({"buffer_latency": 0}, "buffer_latency=0 is below 1; use at least 1"),
    ({"queue_depth": 1}, "queue_depth=1 is below 2; use at least 2"),
    ({"dram_channels": 0}, "dram_channels=0 is below 1; use at least 1"),
    ({"dram_latency": 0}, "dram_latency=0 is below 1; use at least 1"),
    ({"clock_mhz": 0.0}, "clock_mhz=0.0 is not positive and finite; give a number of MHz"),
    ({"clock_mhz": float("nan")}, "clock_mhz=nan is not positive and finite; give a number of MHz"),
    ({"clock_mhz": float("inf")}, "clock_mhz=inf is not positive and finite; give a number of MHz"),
    ({"dram_channel_gb_per_s": -1}, "dram_channel_gb_per_s=-1.0 is not positive and finite; "
     "give a number of GB/s"),
    ({"sparsities": (Sparsity(2, 16),)}, "sparsity 2:16: group=16 does not divide rows=8; "
     "use a group of at most 8 that is a power of two, or a larger array"),
    ({"sparsities": (Sparsity(3, 8),)}, "sparsity 3:8: group/kept is not a power of two, so its "
     "passes do not fill the banks of the A buffer; use 1:8, 2:8 or 4:8"),
    ({"bus_bytes": 24}, "bus_bytes=24 is not a power-of-two multiple of one vector of 8 fp16 "
     "values (16 bytes); use 16 or 64"),
    ({"bus_bytes": 48}, "bus_bytes=48 is not a power-of-two multiple of one vector of 8 fp16 "
     "values (16 bytes); use 16 or 64"),
    ({"bus_bytes": 0}, "bus_bytes=0 is not a power-of-two multiple of one vector of 8 fp16 "
     "values (16 bytes); use 16 or 64"),
    ({"bus_bytes": 256}, "bus_bytes=256 carries 16 vectors, more than the rows=8 of a tile; "
     "use at most 128"),
    ({"update_lanes": 3}, "update_lanes=3 is not a power of two; use 8"),
    ({"vector_lanes": 0}, "vector_lanes=0 is not a power of two; use 8"),
    ({"update_lanes": 16}, "update_lanes=16 exceeds columns=8, the width of a word of the O "
     "buffer; use 8"),
    ({"dram_channels": 3}, "dram_channels=3 does not part bus_bytes=64 into powers of two, as "
     "AXI4 needs; use a power of two of channels, at most 64"),
    ({"dram_channels": 32, "bus_bytes": 16}, "dram_channels=32 does not part bus_bytes=16 into "
     "powers of two, as AXI4 needs; use a power of two of channels, at most 16"),
    ({"dram_channels": 64}, "dram_channels=64 is more than there are address registers for; "
     "use at most 32"),
    ({"rows": 16, "columns": 16, "bus_bytes": 256}, "bus_bytes=256 on dram_channels=1 is 256 bytes "
     "a channel, more than AXI4's 128; use 2 channels"),
    # 2 planes of each of 8 banks, twice, of 8 pixels of 16 bytes
    ({"a_buffer_bytes": 4095}, "a_buffer_bytes=4095 is too small for two tiles of one 8x8 pass; "
     "use at least 4096"),
    ({"b_buffer_bytes": 1023}, "b_buffer_bytes=1023 is too small for two tiles of one 8x8 pass; "
     "use at least 1024"),
    ({"o_buffer_bytes": 1535}, "o_buffer_bytes=1535 is too small for two tiles of one 8x8 pass; "
     "use at least 1536"),
    ({"u_buffer_bytes": 3071}, "u_buffer_bytes=3071 is too small for two tiles of one 8x8 pass; "
     "use at least 3072"),
    ({"a_buffer_bytes": 1 << 28}, "a_buffer_bytes=268435456 is more than 20-bit addresses reach; "
     "use at most 134217728"),
    ({"o_buffer_bytes": 1 << 28}, "o_buffer_bytes=268435456 is more than 20-bit addresses reach; "
     "use at most 33554432"),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "message"), RULES, ids=[r[1][:40] for r in RULES])
def test_a_rule_names_the_value_and_the_mend(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        described(**changes)


BUFFERS = ("a_buffer_bytes", "b_buffer_bytes", "o_buffer_bytes", "u_buffer_bytes")


@RANDOM
@given(descriptions.accelerators(), st.sampled_from(BUFFERS), st.sampled_from([1, 1 << 31]))
def test_the_mend_of_a_buffer_mends_it(a: Accelerator, name: str, size: int) -> None:
    with pytest.raises(ValueError, match=name) as caught:
        replace(a, **{name: size})
    mend = re.search(r"use at (least|most) (\d+)$", str(caught.value))
    assert mend is not None
    mended = int(mend[2])
    assert getattr(replace(a, **{name: mended}), name) == mended


@pytest.mark.parametrize("bus_bytes", [16, 32, 64, 128])
def test_channels_are_those_that_axi_has_buses_for(bus_bytes: int) -> None:
    """Powers of two of at most 1024 bits each, on at most 32 channels: counted here one by one."""
    legal = []
    for channels in range(1, 200):
        try:
            legal.append(described(bus_bytes=bus_bytes, dram_channels=channels).dram_channels)
        except ValueError as error:
            assert str(error).startswith(f"dram_channels={channels} ")
    bits = [8 * bus_bytes / channels for channels in legal]
    assert [b for b in (1024, 512, 256, 128, 64, 32, 16, 8) if b in bits] == bits
    assert legal == [n for n in (1, 2, 4, 8, 16, 32) if n <= bus_bytes]
    assert legal == descriptions.channel_counts(bus_bytes)


@pytest.mark.parametrize("pattern", [Sparsity(2, 8), Sparsity(8, 8), DENSE])
def test_built_in_and_dense_patterns_are_allowed(pattern: Sparsity) -> None:
    described().require(pattern)


def test_a_pattern_that_is_not_built_in_is_refused_by_name() -> None:
    message = (
        "sparsity 2:4 is not built into base (it has 1:1, 2:8); choose one of those or add 2:4 to "
        "`sparsities`"
    )
    assert not described().supports(Sparsity(2, 4))
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        described().require(Sparsity(2, 4))


# ---- identity ----

CHANGED: dict[str, Any] = dict(
    name="other", format="bf16", sparsities=(Sparsity(2, 4),), multiplier_latency=2,
    adder_latency=5, lane_latency=6, interleave=8, a_buffer_bytes=1 << 17, b_buffer_bytes=1 << 15,
    o_buffer_bytes=1 << 15, u_buffer_bytes=1 << 16, buffer_latency=1, update_lanes=4,
    vector_lanes=4, bus_bytes=32, dram_channels=2, dram_channel_gb_per_s=19.1, dram_latency=41,
    clock_mhz=201.0, queue_depth=33,
)  # fmt: skip


def test_the_digest_changes_with_every_field_but_the_summary() -> None:
    base = described()
    assert re.fullmatch("[0-9a-f]{16}", base.digest)
    assert {f.name for f in fields(Accelerator)} == {*CHANGED, "rows", "columns", "summary"}
    others = [replace(base, **{name: value}) for name, value in CHANGED.items()]
    others.append(replace(base, rows=16, columns=16))
    assert len({base.digest, *(a.digest for a in others)}) == len(others) + 1
    assert replace(base, summary="other words").digest == base.digest


def test_equal_descriptions_have_one_digest() -> None:
    """However they were written: patterns in any order, twice, dense or not; 200 or 200.0."""
    one = described(sparsities=(Sparsity(2, 8), Sparsity(2, 4)), clock_mhz=200)
    two = described(
        sparsities=(DENSE, Sparsity(2, 4), Sparsity(2, 8), Sparsity(2, 4), Sparsity(8, 8)),
        clock_mhz=200.0,
    )
    assert one == two
    assert one.digest == two.digest
    assert one.sparsities == (DENSE, Sparsity(2, 4), Sparsity(2, 8))


def test_a_description_does_not_change() -> None:
    with pytest.raises(FrozenInstanceError):
        described().rows = 16  # type: ignore[misc]


# ---- what follows ----


def test_the_facts_of_sat_vcu1525() -> None:
    """Hand-worked from the preset's numbers."""
    a = preset("sat-vcu1525")
    assert (a.pes, a.granule_bytes, a.beat_granules) == (1024, 64, 4)
    assert (a.ratio, a.a_banks) == (8, 16)  # 1:8 and 2:16 both join 8 planes; OS 2:16 reads 16 rows
    # 76.8 GB/s at 200 MHz are 384 bytes a cycle: a beat of 256 every cycle
    assert (a.dram_gb_per_s, a.beat_cycles, a.fetch_cycles) == (76.8, 1, 1)
    assert a.a_granules == 12_582_912 // (16 * 64) == 12_288
    # indices of 4 rows of 32 nibbles fill a granule of 64 bytes; a tile is 2 blocks of 4 granules
    # at 2:4, 4 of 2 at 2:8, 8 of 1 at 1:8 and 2:16: always 8
    assert (a.index_rows, a.b_granules, a.b_index_granules) == (4, 1638 * 32, 1638 * 8)
    assert a.o_words == 4_194_304 // (2 * 32 * 4) == 16_384
    assert (a.wide_granules, a.u_words) == (2, 1_572_864 // (4 * 4 * 32 + 4 * 64))


def test_the_port_waits_where_dram_is_slower() -> None:
    a = preset("tiny")  # 0.8 GB/s at 100 MHz: 8 bytes a cycle, one beat
    assert a.beat_cycles == 1
    assert replace(a, clock_mhz=101.0).beat_cycles == 2
    assert replace(a, clock_mhz=400.0).beat_cycles == 4
    assert replace(a, dram_channels=4, clock_mhz=400.0).beat_cycles == 1


@RANDOM
@given(descriptions.accelerators())
def test_no_memory_exceeds_its_bytes(a: Accelerator) -> None:
    granule = a.granule_bytes
    assert a.a_banks * a.a_granules * granule <= a.a_buffer_bytes
    assert (a.b_granules + a.b_index_granules) * granule <= a.b_buffer_bytes
    assert 2 * a.o_words * a.columns * 4 <= a.o_buffer_bytes
    # weights and momentum of fp32, in and out, and four memories of one granule a row
    assert a.u_words * (4 * 4 * a.rows + 4 * granule) <= a.u_buffer_bytes


@RANDOM
@given(descriptions.accelerators(roomy=False))
def test_the_smallest_legal_buffers_hold_two_tiles(a: Accelerator) -> None:
    tile = max(a.rows, a.beat_granules)
    assert a.a_granules >= 2 * tile
    assert a.b_granules >= 2 * a.rows
    assert a.o_words >= tile
    assert a.u_words >= 2 * tile
    if len(a.sparsities) > 1:
        widest = max(_index_granules(a, s) for s in a.sparsities)
        assert a.b_index_granules >= 2 * widest


def _index_granules(a: Accelerator, s: Sparsity) -> int:
    """Granules of the indices of one tile: every block of its rows begins a new one."""
    if s.is_dense:
        return 0
    rows = a.rows * s.kept // s.group
    return s.group // s.kept * -(-rows * a.rows * 4 // (8 * a.granule_bytes))


def test_limits_are_the_instruction_sets() -> None:
    """The description states widths that the field table has, since it lies below that."""
    widths = {(op, f.name): f.bits for op in Opcode for f in isa.FIELDS[op]}
    for op in Opcode:
        for name in ("a", "b", "o", "index", "buffer"):
            assert widths.get((op, name), ADDRESS_BITS) == ADDRESS_BITS
    for name in ("words", "source", "destination"):
        assert widths[Opcode.UPDATE, name] == ROW_BITS
    # a block of the largest array may start anywhere in a beat of as many granules
    assert 1 << widths[Opcode.UPDATE, "ff_value_pitch"] >= 2 * LARGEST_ARRAY
    for name in ("outer", "inner"):
        assert (1 << widths[Opcode.OUTPUT_STATIONARY, name]) - 1 == MOST_SLOTS


def test_formats_of_operands_name_their_sums() -> None:
    for name in descriptions.OPERANDS:
        a = described(format=name, bus_bytes=8 * FORMATS[name].bits // 8)
        assert a.accumulator.name == ("int32" if name.startswith("int") else "fp32")
        assert a.wide_granules * a.granule_bytes == 4 * a.rows
