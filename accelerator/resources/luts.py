"""What the LUTs of each part of a machine grow with."""

from __future__ import annotations

from weft.accelerator.description import INDEX_BITS
from weft.accelerator.resources.features import (
    Table,
    formats,
    item,
    lane_bits,
    memory,
    one,
    pairs,
    ranks,
    row_bits,
    store_lanes,
    update_lanes,
    wide_row,
)

LUTS: Table = {
    "element": {
        **formats(),
        "select": lambda s: s.machine.pes * s.bits * (s.group - 1),
        "adder": lambda s: s.machine.pes * s.machine.adder_latency * s.floats,
        "multiplier": lambda s: s.machine.pes * s.machine.multiplier_latency * s.floats,
        **memory("element"),
    },
    "store lane": store_lanes(),
    "update lane": {
        **update_lanes(),
        **memory("update lane"),
    },
    "copy lane": {
        "float": lambda s: s.machine.update_lanes * s.floats,
        "integer": lambda s: s.machine.update_lanes * s.integers,
        "bits": lambda s: s.machine.update_lanes * s.bits,
        "cuts": lambda s: s.machine.update_lanes * s.rounding,
    },
    "memory": {
        "beats": lambda s: s.bus,
        "banks": lambda s: s.machine.a_banks * s.rows * s.bits * (s.beat - 1),
        "rows": wide_row,
        "enables": lambda s: sum(m.slices * m.places for m, _ in s.memories_of("memory")),
        **memory("memory"),
    },
    "skew": {
        "counters": lambda s: sum(m.depth.bit_length() for m, _ in s.memories_of("skew")),
        "rows": lambda s: s.rows,
        **memory("skew"),
    },
    "select": {
        "lanes": lane_bits,
        "patterns": lambda s: lane_bits(s) * s.patterns,
        "planes": lambda s: s.rows * s.bits * s.machine.a_banks,
    },
    "operands": {"one": one, "rows": lambda s: s.rows, "slots": lambda s: s.rows * s.slot},
    "sums": {
        "words": lambda s: wide_row(s) * s.beat,
        "picks": wide_row,
        "addresses": lambda s: s.rows * s.o_bits,
        "enables": lambda s: s.rows * s.beat,
        "one": one,
    },
    "weights": {
        "one": one,
        "rows": lambda s: s.rows,
        "indices": lambda s: s.rows * INDEX_BITS * (s.machine.index_rows - 1) * (s.patterns > 0),
        "patterns": lambda s: s.patterns,
        **memory("weights"),
    },
    "compute": {
        "one": one,
        "patterns": lambda s: s.patterns,
        "slots": lambda s: s.machine.interleave,
        "addresses": lambda s: s.o_bits,
        **memory("compute"),
    },
    "landing": {
        "turned": lambda s: s.rows * row_bits(s),
        "beats": lambda s: s.bus,
        "banks": lambda s: s.machine.a_banks,
        "one": one,
    },
    "load": {
        "one": one,
        "beat": lambda s: s.beat,
        "banks": lambda s: s.machine.a_banks,
        **memory("load"),
    },
    "store": {
        "one": one,
        "beats": lambda s: s.bus,
        "strobes": lambda s: s.beat,
        "rows": wide_row,
        "mask": lambda s: s.beat * s.rows,
        **memory("store"),
    },
    "column select": {
        "compared": ranks,
        "ranked": lambda s: s.rows * s.group * s.log_group,
        "counted": lambda s: s.rows * s.group,
        "one": one,
    },
    "lookahead": {
        "one": one,
        "rows": lambda s: s.rows,
        "existing": lambda s: s.rows * s.log_rows,
        "weights": wide_row,
        "parts": lambda s: wide_row(s) * (s.parts > 1),
        **memory("lookahead"),
    },
    "ff copy": {
        "codes": lambda s: row_bits(s) * s.group,
        "flags": lambda s: s.rows * s.group,
        "rows": lambda s: s.rows,
        "one": one,
    },
    "bp copy": {
        "compared": pairs,
        "ranked": lambda s: s.rows * s.group,
        "moved": lambda s: s.rows * item(s) * s.log_rows,
        "ways": lambda s: s.rows * s.log_rows * s.log_rows,
        "turned": lambda s: s.rows * s.rows * item(s),
        "rows": lambda s: s.rows,
        "one": one,
    },
    "copies": {
        "mask": lambda s: s.rows * s.rows,
        "rows": row_bits,
        "patterns": lambda s: s.patterns,
        "one": one,
        **memory("copies"),
    },
    "update": {
        "one": one,
        "rows": lambda s: s.rows,
        **memory("update"),
    },
    "read channel": {
        "channels": lambda s: s.machine.dram_channels,
        "latency": lambda s: s.machine.dram_channels * s.machine.dram_latency,
        **memory("read channel"),
    },
    "write channel": {
        "channels": lambda s: s.machine.dram_channels,
        "latency": lambda s: s.machine.dram_channels * s.machine.dram_latency,
        **memory("write channel"),
    },
    "bus": {
        "one": one,
        "channels": lambda s: s.machine.dram_channels,
        "beats": lambda s: s.bus,
        **memory("bus"),
    },
    "control": {
        "one": one,
        "queued": lambda s: s.machine.queue_depth,
        **memory("control"),
    },
}
