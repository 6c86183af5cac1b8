"""Random legal accelerators."""

from __future__ import annotations

from hypothesis import strategies as st

from weft.accelerator.description import Accelerator
from weft.accelerator.formats import FORMATS
from weft.accelerator.sparsity import Sparsity

OPERANDS = [f.name for f in FORMATS.values() if f.accumulator is not f]
BUFFERS = ("a_buffer_bytes", "b_buffer_bytes", "o_buffer_bytes", "u_buffer_bytes")


def patterns(rows: int) -> list[Sparsity]:
    """Every pattern that an array of ``rows`` can have."""
    powers = (1, 2, 4, 8, 16)
    return [Sparsity(k, g) for g in powers if g <= rows for k in powers if k < g]


def least_buffers(rows: int, bits: int, beat: int, banks: int) -> dict[str, int]:
    """The smallest legal buffers: two tiles in each, B and O with room for both in each half."""
    granule, tile = rows * bits // 8, max(rows, beat)
    return {
        "a_buffer_bytes": banks * 4 * tile * granule,
        "b_buffer_bytes": 8 * rows * granule,
        "o_buffer_bytes": 2 * (rows + 2 * tile) * rows * 4,
        "u_buffer_bytes": 2 * tile * (16 * rows + 4 * granule),
    }


def channel_counts(bus_bytes: int) -> list[int]:
    """Numbers of channels that share a beat in widths that AXI4 has: 8 to 1024 bits."""
    return [n for n in (1, 2, 4, 8, 16, 32) if n <= bus_bytes <= 128 * n]


@st.composite
def accelerators(draw: st.DrawFn, most_rows: int = 32, roomy: bool = True) -> Accelerator:
    """Any legal description; with the smallest legal buffers unless ``roomy``."""
    rows = draw(st.sampled_from([r for r in (2, 4, 8, 16, 32) if r <= most_rows]))
    fmt = draw(st.sampled_from(OPERANDS))
    found = draw(st.lists(st.sampled_from(patterns(rows)), max_size=4))
    beat = draw(st.sampled_from([b for b in (1, 2, 4, 8, 16, 32) if b <= rows]))
    banks = max([1, *(s.group for s in found)])
    least = least_buffers(rows, FORMATS[fmt].bits, beat, banks)
    bus_bytes = beat * rows * FORMATS[fmt].bits // 8
    extra = draw(st.integers(0, 1 << 16)) if roomy else 0
    return Accelerator(
        name=draw(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)),
        summary=draw(st.text(st.characters(exclude_categories=["Cs"]), max_size=12)),
        rows=rows, columns=rows, format=fmt, sparsities=tuple(found),
        multiplier_latency=draw(st.integers(1, 5)), adder_latency=draw(st.integers(1, 12)),
        lane_latency=draw(st.integers(1, 12)),
        interleave=draw(st.integers(1, 32)), buffer_latency=draw(st.integers(1, 3)),
        update_lanes=draw(st.sampled_from([n for n in (1, 2, 4, 8) if n <= rows])),
        vector_lanes=draw(st.sampled_from([1, 4, 128])),
        bus_bytes=bus_bytes, dram_channels=draw(st.sampled_from(channel_counts(bus_bytes))),
        dram_channel_gb_per_s=draw(st.floats(1e-3, 1e3)), dram_latency=draw(st.integers(1, 300)),
        clock_mhz=draw(st.floats(1.0, 2000.0)), queue_depth=draw(st.integers(2, 64)),
        **{name: need + extra for name, need in least.items()},
    )  # fmt: skip
