"""The smallest machine that the board's tests build."""

from __future__ import annotations

from weft.accelerator.toml import parse

SMALLEST = parse(
    """
name = "smallest"
summary = "2x2 int8 PEs at 40 MHz"
rows = 2
columns = 2
format = "int8"
sparsities = ["1:2"]
multiplier_latency = 1
adder_latency = 1
lane_latency = 8
interleave = 2
a_buffer_bytes = 2048
b_buffer_bytes = 2048
o_buffer_bytes = 2048
u_buffer_bytes = 2048
buffer_latency = 2
update_lanes = 1
vector_lanes = 1
bus_bytes = 4
dram_channels = 1
dram_channel_gb_per_s = 0.16
dram_latency = 8
clock_mhz = 40.0
queue_depth = 4
""",
    "smallest.toml",
)
