"""Accelerators to verify: random ones, and a fixed list for acceptance."""

from __future__ import annotations

from weft.accelerator.description import Accelerator
from weft.accelerator.formats import FORMATS
from weft.accelerator.sparsity import Sparsity
from weft.verification.dice import Dice

FORMATS_FIRST = ("fp16", "int8")
FORMATS_ALL = tuple(f.name for f in FORMATS.values() if f.accumulator is not f)

MOST_CHANNEL_BYTES = 128  # of a beat: AXI has data buses of at most 1024 bits
LEAST_CHANNEL_BYTES = 2
_CLOCK_MHZ = 100.0


def random_accelerator(
    dice: Dice,
    *,
    formats: tuple[str, ...] = FORMATS_FIRST,
    rows: tuple[int, ...] = (2, 4, 8, 16),
    name: str = "random",
) -> Accelerator:
    """Any small machine: buffers of a few tiles, so that short programs fill them."""
    return _machine(
        dice,
        name=name,
        fmt=dice.choose(formats),
        rows=(size := dice.choose(rows)),
        patterns=_some(dice, patterns(size)),
    )


def patterns(rows: int) -> list[Sparsity]:
    """Every sparse pattern that an array of ``rows`` can have."""
    powers = (1, 2, 4, 8, 16)
    return [Sparsity(k, g) for g in powers if g <= rows for k in powers if k < g]


def _some(dice: Dice, known: list[Sparsity]) -> tuple[Sparsity, ...]:
    """None to three of ``known``; small groups more often, since banks are as many as a group."""
    count = dice.weighted({0: 1, 1: 3, 2: 4, 3: 2})
    weights = {s: 1.0 / s.group for s in known}
    return tuple(dict.fromkeys(dice.weighted(weights) for _ in range(count)))


def _machine(
    dice: Dice, *, name: str, fmt: str, rows: int, patterns: tuple[Sparsity, ...]
) -> Accelerator:
    """A machine of the given array whose other facts are random."""
    granule = rows * FORMATS[fmt].bits // 8
    channels, beat = _bus(dice, granule, rows)
    bus_bytes, beat_cycles = beat * granule, dice.weighted({1: 3, 2: 1, 3: 1})
    banks = max([1, *(s.group for s in patterns)])
    return Accelerator(
        name=name,
        rows=rows,
        columns=rows,
        format=fmt,
        sparsities=patterns,
        bus_bytes=bus_bytes,
        dram_channels=channels,
        dram_channel_gb_per_s=_bandwidth(bus_bytes, beat_cycles) / channels,
        clock_mhz=_CLOCK_MHZ,
        multiplier_latency=dice.pick(1, 2),
        adder_latency=dice.pick(1, 6),
        lane_latency=dice.pick(1, 9),
        interleave=dice.pick(1, 12),
        buffer_latency=dice.pick(1, 3),
        update_lanes=dice.choose([n for n in (1, 2, 4, 8, 16) if n <= rows]),
        vector_lanes=dice.choose([1, 4, 16]),
        dram_latency=dice.choose([1, 2, 7, 20, 40]),
        queue_depth=dice.choose([2, 3, 8, 32]),
        **_buffers(dice, least_buffers(granule, rows, beat, banks)),  # type: ignore[arg-type]
    )


def _bus(dice: Dice, granule: int, rows: int) -> tuple[int, int]:
    """Channels, and granules of a beat; a beat is shared out among the channels evenly."""
    legal = [
        (channels, beat)
        for channels in (1, 2, 4)
        for beat in (1, 2, 4, 8, 16)
        if beat <= rows
        and LEAST_CHANNEL_BYTES * channels <= beat * granule <= MOST_CHANNEL_BYTES * channels
    ]
    common = [(c, b) for c, b in legal if c <= 2]
    return dice.choose(common if dice.chance(0.9) else legal)


def _bandwidth(bus_bytes: int, beat_cycles: int) -> float:
    """GB/s at which a beat takes ``beat_cycles``: half a cycle away from any rounding."""
    return bus_bytes / (beat_cycles - 0.5) * _CLOCK_MHZ / 1e3


def least_buffers(granule: int, rows: int, beat: int, banks: int) -> dict[str, int]:
    """The smallest legal buffers, in bytes."""
    tile = max(rows, beat)
    return {
        "a_buffer_bytes": banks * 4 * tile * granule,
        "b_buffer_bytes": 8 * rows * granule,
        "o_buffer_bytes": 2 * (rows + 2 * tile) * rows * 4,
        "u_buffer_bytes": 2 * tile * (16 * rows + 4 * granule),
    }


def _buffers(dice: Dice, least: dict[str, int]) -> dict[str, int]:
    """The smallest legal buffers or a few tiles more."""
    sizes = {name: int(need * dice.choose([1, 1.3, 2, 3])) for name, need in least.items()}
    if dice.chance(0.4):  # streams so long that the next one starts right behind
        sizes["o_buffer_bytes"] = 6 * least["o_buffer_bytes"]
        sizes["a_buffer_bytes"] = max(sizes["a_buffer_bytes"], 3 * least["a_buffer_bytes"])
    return sizes


def _fixed(
    name: str, fmt: str, rows: int, texts: str, beat: int, tiles: float, **facts: int
) -> Accelerator:
    """A machine with nothing random; ``tiles`` multiplies its least buffers."""
    patterns = tuple(map(Sparsity.parse, texts.split()))
    banks = max([1, *(s.group for s in patterns)])
    granule = rows * FORMATS[fmt].bits // 8
    channels, beat_cycles = facts.pop("dram_channels", 1), facts.pop("beat_cycles", 1)
    sizes = least_buffers(granule, rows, beat, banks)
    defaults = {"update_lanes": rows, "vector_lanes": 4}
    return Accelerator(
        name=name,
        rows=rows,
        columns=rows,
        format=fmt,
        sparsities=patterns,
        bus_bytes=beat * granule,
        dram_channels=channels,
        dram_channel_gb_per_s=_bandwidth(beat * granule, beat_cycles) / channels,
        clock_mhz=_CLOCK_MHZ,
        **({k: int(tiles * n) for k, n in sizes.items()} | defaults | facts),  # type: ignore[arg-type]
    )


#: Diverse machines from 2x2 to 16x16 on which every release is verified.
ACCEPTANCE = (
    _fixed("a-2x2-int8", "int8", 2, "1:2", 2, 1, multiplier_latency=1, adder_latency=1,
           buffer_latency=1, interleave=4, dram_latency=1, queue_depth=2),
    _fixed("b-2x2-fp16", "fp16", 2, "", 2, 3, multiplier_latency=2, adder_latency=6,
           buffer_latency=3, interleave=7, dram_latency=20, queue_depth=8, dram_channels=2,
           update_lanes=1),
    _fixed("c-4x4-int8", "int8", 4, "1:4 2:4", 1, 2, multiplier_latency=1, adder_latency=1,
           buffer_latency=2, interleave=1, dram_latency=7, queue_depth=3, beat_cycles=3),
    _fixed("d-4x4-fp16", "fp16", 4, "2:4 1:2", 4, 1.3, multiplier_latency=1, adder_latency=4,
           buffer_latency=2, interleave=8, dram_latency=40, queue_depth=32, update_lanes=1),
    _fixed("e-8x8-int8", "int8", 8, "2:8 1:4", 8, 2, multiplier_latency=2, adder_latency=2,
           buffer_latency=1, interleave=12, dram_latency=20, queue_depth=8, dram_channels=2,
           update_lanes=4),
    _fixed("f-8x8-fp16", "fp16", 8, "2:8 4:8 1:2", 2, 1, multiplier_latency=1, adder_latency=3,
           buffer_latency=2, interleave=3, dram_latency=2, queue_depth=2),
    _fixed("g-8x8-fp16", "fp16", 8, "1:8", 4, 6, multiplier_latency=2, adder_latency=5,
           buffer_latency=3, interleave=10, dram_latency=40, queue_depth=8, dram_channels=2,
           update_lanes=2, beat_cycles=2),
    _fixed("h-16x16-int8", "int8", 16, "2:16 2:4", 4, 1, multiplier_latency=1, adder_latency=1,
           buffer_latency=2, interleave=4, dram_latency=20, queue_depth=3, dram_channels=2),
    _fixed("i-16x16-fp16", "fp16", 16, "2:8 1:16", 2, 1, multiplier_latency=1, adder_latency=4,
           buffer_latency=2, interleave=16, dram_latency=40, queue_depth=32, update_lanes=4),
    _fixed("j-16x16-fp16", "fp16", 16, "8:16", 1, 2, multiplier_latency=2, adder_latency=2,
           buffer_latency=1, interleave=2, dram_latency=7, queue_depth=8, update_lanes=8,
           beat_cycles=2),
)  # fmt: skip
