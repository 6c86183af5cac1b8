"""The buffers between LOAD, UPDATE and STORE; those of COMPUTE lie in its engine."""

from __future__ import annotations

from weft.accelerator.description import Accelerator
from weft.accelerator.isa import BIAS_ROWS, Source, Target
from weft.rtl.parts.lane_memory import LaneMemory

ROWS = {Target.WEIGHT, Target.MOMENTUM, Target.BIAS}


def filled(accelerator: Accelerator) -> dict[Target, LaneMemory]:
    """What LOAD fills a beat at a time: rows of 32-bit words to be read whole, and MASK."""
    a = accelerator
    rows = {Target.WEIGHT: a.u_words, Target.MOMENTUM: a.u_words, Target.BIAS: BIAS_ROWS}
    memories = {
        target: LaneMemory(
            count * a.wide_granules,
            8 * a.granule_bytes,
            write_lanes=a.beat_granules,
            read_lanes=a.wide_granules,
            latency=a.buffer_latency,
        )
        for target, count in rows.items()
    }
    k = a.beat_granules
    memories[Target.MASK] = LaneMemory(
        2 * a.o_words, a.rows, write_lanes=k, read_lanes=k, latency=a.buffer_latency
    )
    return memories


def emptied(accelerator: Accelerator) -> dict[Source, LaneMemory]:
    """What UPDATE fills, a row or a granule at a time, and STORE reads a beat at a time."""
    a = accelerator
    wide = {Source.WEIGHT: a.wide_granules, Source.MOMENTUM: a.wide_granules}
    copies = dict.fromkeys((Source.FF_VALUE, Source.FF_INDEX, Source.BP_VALUE, Source.BP_INDEX), 1)
    return {
        source: LaneMemory(
            a.u_words * lanes,
            8 * a.granule_bytes,
            write_lanes=lanes,
            read_lanes=a.beat_granules,
            latency=a.buffer_latency,
        )
        for source, lanes in (wide | copies).items()
    }
