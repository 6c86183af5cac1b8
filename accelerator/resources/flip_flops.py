"""What the flip-flops of each part of a machine grow with."""

from __future__ import annotations

from weft.accelerator import timing
from weft.accelerator.description import INDEX_BITS
from weft.accelerator.resources.features import (
    Table,
    formats,
    held,
    item,
    one,
    row_bits,
    store_lanes,
    update_lanes,
    wide_row,
)
from weft.accelerator.resources.inventory import WIDE

FLIP_FLOPS: Table = {
    "element": {
        **formats(),
        "lanes": lambda s: s.machine.pes * s.bits * s.group,
        "float sums": lambda s: s.machine.pes * s.floats * s.machine.adder_latency,
        "integer sums": lambda s: s.machine.pes * s.integers * s.machine.adder_latency,
        "float products": lambda s: s.machine.pes * s.floats * s.machine.multiplier_latency,
        "integer products": lambda s: s.machine.pes * s.integers * s.machine.multiplier_latency,
        "slots": lambda s: (
            s.machine.pes * s.slot * (s.machine.multiplier_latency + s.machine.adder_latency)
        ),
        **held("element"),
    },
    "store lane": {
        **store_lanes(),
        "rounding": lambda s: s.beat * s.rows * s.floats * s.rounding,
    },
    "update lane": {
        **update_lanes(),
        **held("update lane"),
    },
    "copy lane": {
        "lane": lambda s: s.machine.update_lanes,
        "cuts": lambda s: s.machine.update_lanes * s.rounding,
        "bits": lambda s: s.machine.update_lanes * s.bits,
    },
    "memory": {
        "banks": lambda s: s.late * s.machine.a_banks * row_bits(s),
        "beats": lambda s: s.late * s.bus,
        "rows": lambda s: s.late * wide_row(s),
        "mask": lambda s: s.late * s.beat * s.rows,
        "parts": lambda s: s.machine.a_banks * (s.beat - 1).bit_length(),
        "one": one,
        **held("memory"),
    },
    "skew": {
        "first": lambda s: s.group * s.bits,
        "counters": lambda s: sum(m.depth.bit_length() for m, _ in s.memories_of("skew")),
        **held("skew"),
    },
    "select": {},
    "operands": {
        "swaps": lambda s: (s.rows - 1) * s.machine.adder_latency,
        "slots": lambda s: s.rows * (s.slot + 2),
        "control": lambda s: (s.machine.buffer_latency + 2) * (s.slot + 3),
        "one": one,
    },
    "sums": {
        "chains": lambda s: s.rows * (s.o_bits + 2),
        "late": lambda s: s.late * wide_row(s),
        "late beats": lambda s: s.late * wide_row(s) * s.beat,
        "picks": lambda s: s.rows,
        "addresses": lambda s: s.o_bits,
        "one": one,
    },
    "weights": {
        "rows": lambda s: s.rows,
        "columns": lambda s: sum(min(c + 1, 3) for c in range(s.rows)) * (s.bits + INDEX_BITS),
        "one": one,
        **held("weights"),
    },
    "compute": {
        "one": one,
        "slots": lambda s: s.machine.interleave,
        "depth": lambda s: timing.array_depth(s.machine),
        "late": lambda s: timing.output_depth(s.machine),
        "addresses": lambda s: s.o_bits,
        **held("compute"),
    },
    "landing": {
        "turned": lambda s: (2 * s.rows - 1) * row_bits(s),
        "beats": lambda s: s.bus,
        "banks": lambda s: s.machine.a_banks,
        "one": one,
    },
    "load": {
        "one": one,
        "latency": lambda s: s.machine.dram_latency,
        "rows": lambda s: s.rows,
        "beat": lambda s: s.beat,
        **held("load"),
    },
    "store": {
        "one": one,
        "latency": lambda s: s.machine.dram_latency,
        "depth": lambda s: timing.store_depth(s.machine),
        "beats": lambda s: s.bus,
        "biases": lambda s: wide_row(s) * s.rounding * s.floats,
        **held("store"),
    },
    "column select": {
        "rows": lambda s: wide_row(s) * s.group,
        "ranks": lambda s: s.rows * s.group * s.log_group,
        "one": one,
    },
    "lookahead": {
        "weights": wide_row,
        "lanes": lambda s: s.machine.update_lanes * WIDE,
        "existing": lambda s: s.rows * s.log_rows,
        "one": one,
        **held("lookahead"),
    },
    "ff copy": {
        "codes": lambda s: (2 * s.group - 1) * row_bits(s),
        "flags": lambda s: s.group * s.rows,
        "one": one,
    },
    "bp copy": {
        "turned": lambda s: (2 * s.rows - 1) * s.rows * item(s),
        "wins": lambda s: s.rows * (s.group - 1) / 2,
        "packed": lambda s: s.rows * item(s),
        "codes": lambda s: 2 * row_bits(s),
        "ways": lambda s: s.rows * s.log_rows,
        "one": one,
    },
    "copies": {
        "mask": lambda s: s.rows * s.rows,
        "older": lambda s: s.rows * (s.rows - s.group),
        "written": row_bits,
        "waiting": lambda s: wide_row(s) * min(3, timing.copy_depth(s.machine) - 1),
        "one": one,
        **held("copies"),
    },
    "update": {
        "one": one,
        "rows": wide_row,
        "gathered": lambda s: wide_row(s) - s.machine.update_lanes * WIDE,
        "codes": row_bits,
        "delays": lambda s: timing.lanes_depth(s.machine),
        "lookahead": lambda s: timing.update_lookahead(s.machine),
        **held("update"),
    },
    "read channel": {
        "channels": lambda s: s.machine.dram_channels,
        **held("read channel"),
    },
    "write channel": {
        "channels": lambda s: s.machine.dram_channels,
        **held("write channel"),
    },
    "bus": {
        "one": one,
        "encoded": lambda s: s.encoded,
        "channels": lambda s: s.machine.dram_channels,
        **held("bus"),
    },
    "control": {
        "one": one,
        **held("control"),
    },
}
