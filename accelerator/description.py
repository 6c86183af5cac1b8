"""The one description of the hardware, which every other part of weft reads."""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass, field, fields
from functools import cached_property

from weft.accelerator.formats import FORMATS, Format
from weft.accelerator.sparsity import DENSE, Sparsity


@dataclass(frozen=True, kw_only=True)
class Accelerator:
    """An N:M-sparse training accelerator: a square array of PEs with its buffers and memory.

    Lengths are in PEs, sizes in bytes, times in clock cycles unless the name says otherwise.
    Raises ValueError where the parts do not fit together, naming the value, the rule and the mend.
    """

    name: str
    rows: int
    columns: int
    format: str = "fp16"
    sparsities: tuple[Sparsity, ...] = (DENSE,)
    multiplier_latency: int = 1
    adder_latency: int = 4
    lane_latency: int = 4  # register cuts of an fp32 addition in the lanes of STORE and UPDATE
    interleave: int = 16  # accumulators of a PE, so independent sums it can hold in turn
    a_buffer_bytes: int
    b_buffer_bytes: int
    o_buffer_bytes: int
    u_buffer_bytes: int
    buffer_latency: int = 2  # read latency of block RAM with its output register
    update_lanes: int
    vector_lanes: int
    bus_bytes: int  # one beat of the memory port, all channels together
    dram_channels: int = 1
    dram_channel_gb_per_s: float = 19.2
    dram_latency: int = 40
    clock_mhz: float = 200.0
    queue_depth: int = 32
    summary: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "sparsities", _with_dense(self.sparsities))
        for name in ("dram_channel_gb_per_s", "clock_mhz"):  # 200 and 200.0 are one hardware
            object.__setattr__(self, name, float(getattr(self, name)))
        for rule in _RULES:
            rule(self)

    # ---- what follows from the description ----

    @cached_property
    def operand(self) -> Format:
        return FORMATS[self.format]

    @cached_property
    def accumulator(self) -> Format:
        return self.operand.accumulator

    @property
    def pes(self) -> int:
        return self.rows * self.columns

    @property
    def granule_bytes(self) -> int:
        """One pixel's vector of ``rows`` channels: the unit of every address."""
        return self.rows * self.operand.bits // 8

    @property
    def beat_granules(self) -> int:
        return self.bus_bytes // self.granule_bytes

    @property
    def ratio(self) -> int:
        """Planes of channels that the widest pattern reduces in one pass."""
        return max(s.group // s.kept for s in self.sparsities)

    @property
    def a_banks(self) -> int:
        """Banks of the A buffer: a pass reads ``ratio`` planes (WS) or ``group`` rows (OS)."""
        return max(self.ratio, max(s.group for s in self.sparsities))

    @property
    def a_granules(self) -> int:
        """Depth of one bank of the A buffer."""
        return self._whole(self.a_buffer_bytes // (self.a_banks * self.granule_bytes))

    def _whole(self, granules: int) -> int:
        """Cut to whole beats and whole tiles."""
        return granules - granules % max(self.rows, self.beat_granules)

    @property
    def b_granules(self) -> int:
        """Depth of the B buffer's value memory: whole tiles, with room for the indices of each."""
        tile = (self.rows + self._tile_index) * self.granule_bytes
        return self.b_buffer_bytes // tile * self.rows

    @property
    def _tile_index(self) -> int:
        """Most granules of indices that a tile has: every block of a tile begins a granule."""
        sparse = [s for s in self.sparsities if not s.is_dense]
        blocks = (s.group // s.kept for s in sparse)
        return max((b * -(-self.rows // (b * self.index_rows)) for b in blocks), default=0)

    @property
    def index_rows(self) -> int:
        """Rows of the array whose indices fit one granule."""
        return max(1, self.operand.bits // INDEX_BITS)

    @property
    def b_index_granules(self) -> int:
        return self.b_granules // self.rows * self._tile_index

    @property
    def o_words(self) -> int:
        """Words (``columns`` accumulators) in each of the two halves of the O buffer."""
        return self._whole(self.o_buffer_bytes // (2 * self.columns * 4))

    @property
    def wide_granules(self) -> int:
        """Granules taken by ``rows`` fp32 values."""
        return 32 // self.operand.bits

    @property
    def u_words(self) -> int:
        """Weight rows in the update buffers: weight and momentum in and out, and both copies."""
        return self.u_buffer_bytes // (4 * 4 * self.rows + 4 * self.granule_bytes)

    @property
    def beat_cycles(self) -> int:
        """Cycles a beat occupies the memory port: what DRAM cannot sustain becomes wait."""
        bytes_per_cycle = self.dram_gb_per_s * 1e3 / self.clock_mhz
        return max(1, -int(-self.bus_bytes // bytes_per_cycle))

    @property
    def dram_gb_per_s(self) -> float:
        return self.dram_channels * self.dram_channel_gb_per_s

    @property
    def fetch_cycles(self) -> int:
        """Cycles between two instructions leaving the fetch unit."""
        return max(1, INSTRUCTION_BYTES // self.bus_bytes)

    def supports(self, sparsity: Sparsity) -> bool:
        return sparsity.is_dense or sparsity in self.sparsities

    def require(self, sparsity: Sparsity) -> None:
        """Raise ValueError where the array has no select for ``sparsity``."""
        if not self.supports(sparsity):
            have = ", ".join(map(str, self.sparsities))
            raise ValueError(
                f"sparsity {sparsity} is not built into {self.name} (it has {have}); "
                f"choose one of those or add {sparsity} to `sparsities`"
            )

    @cached_property
    def digest(self) -> str:
        """Sixteen hexadecimal digits that name this hardware; the summary text does not count."""
        text = "\n".join(
            f"{f.name}={getattr(self, f.name)!s}" for f in fields(self) if f.name != "summary"
        )
        return hashlib.sha256(text.encode()).hexdigest()[:16]


INDEX_BITS = 4  # a group has at most 16 elements
INSTRUCTION_BYTES = 64
ADDRESS_BITS = 20  # of a word of a buffer, in an instruction
ROW_BITS = 16  # of a row of the update buffers
LARGEST_ARRAY = 128  # rows of a tile whose pitch fits an instruction
MOST_SLOTS = 255  # of a PE, along one axis of an instruction
MOST_CHANNELS = 32  # that the host can give addresses for
MOST_CHANNEL_BYTES = 128  # AXI4 has data buses of 8 to 1024 bits


def _with_dense(sparsities: tuple[Sparsity, ...]) -> tuple[Sparsity, ...]:
    kept = [s for s in dict.fromkeys(sparsities) if not s.is_dense]
    return (DENSE, *sorted(kept, key=lambda s: (s.group, s.kept)))


def _refuse(condition: bool, message: str) -> None:
    if condition:
        raise ValueError(message)


def _check_array(a: Accelerator) -> None:
    _refuse(
        a.rows != a.columns,
        f"rows={a.rows} and columns={a.columns} differ; the array is square, because one vector "
        f"of channels is both a row of inputs and a row of outputs: use {a.rows}x{a.rows}",
    )
    _refuse(
        a.rows < 2 or a.rows & (a.rows - 1) != 0,
        f"rows={a.rows} is not a power of two of at least 2; use 4, 8, 16 or 32",
    )
    for name, most in (("rows", LARGEST_ARRAY), ("interleave", MOST_SLOTS)):
        value = getattr(a, name)
        _refuse(value > most, f"{name}={value} does not fit an instruction; use at most {most}")
    for name, low in (
        ("multiplier_latency", 1),
        ("adder_latency", 1),
        ("lane_latency", 1),
        ("interleave", 1),
        ("buffer_latency", 1),
        ("queue_depth", 2),
        ("dram_channels", 1),
        ("dram_latency", 1),
    ):
        value = getattr(a, name)
        _refuse(value < low, f"{name}={value} is below {low}; use at least {low}")
    for name, unit in (("clock_mhz", "MHz"), ("dram_channel_gb_per_s", "GB/s")):
        value = getattr(a, name)
        _refuse(
            not 0 < value < math.inf,
            f"{name}={value} is not positive and finite; give a number of {unit}",
        )


def _check_format(a: Accelerator) -> None:
    operands = [f.name for f in FORMATS.values() if f.accumulator is not f]
    _refuse(
        a.format not in operands,
        f"format={a.format!r} is no operand format; use one of {', '.join(operands)}",
    )


def _check_sparsities(a: Accelerator) -> None:
    for s in a.sparsities:
        _refuse(
            a.rows % s.group != 0,
            f"sparsity {s}: group={s.group} does not divide rows={a.rows}; "
            f"use a group of at most {a.rows} that is a power of two, or a larger array",
        )
        _refuse(
            s.group % s.kept != 0 or (s.group // s.kept) & (s.group // s.kept - 1) != 0,
            f"sparsity {s}: group/kept is not a power of two, so its passes do not fill the "
            f"banks of the A buffer; use 1:{s.group}, 2:{s.group} or 4:{s.group}",
        )


def _check_memory(a: Accelerator) -> None:
    granules = a.bus_bytes // a.granule_bytes if a.granule_bytes else 0
    _refuse(
        granules < 1 or a.bus_bytes % a.granule_bytes != 0 or granules & (granules - 1) != 0,
        f"bus_bytes={a.bus_bytes} is not a power-of-two multiple of one vector of {a.rows} "
        f"{a.format} values ({a.granule_bytes} bytes); use {a.granule_bytes} or "
        f"{4 * a.granule_bytes}",
    )
    _refuse(
        granules > a.rows,
        f"bus_bytes={a.bus_bytes} carries {granules} vectors, more than the rows={a.rows} of a "
        f"tile; use at most {a.rows * a.granule_bytes}",
    )
    for name in ("update_lanes", "vector_lanes"):
        lanes = getattr(a, name)
        _refuse(
            lanes < 1 or lanes & (lanes - 1) != 0,
            f"{name}={lanes} is not a power of two; use {a.rows}",
        )
    _refuse(
        a.update_lanes > a.columns,
        f"update_lanes={a.update_lanes} exceeds columns={a.columns}, the width of a word of the "
        f"O buffer; use {a.columns}",
    )


def _check_channels(a: Accelerator) -> None:
    """Every channel carries the same power of two of bytes, as AXI4 has them."""
    width, rest = divmod(a.bus_bytes, a.dram_channels)
    _refuse(
        a.dram_channels > MOST_CHANNELS,
        f"dram_channels={a.dram_channels} is more than there are address registers for; "
        f"use at most {MOST_CHANNELS}",
    )
    _refuse(
        rest != 0 or width & (width - 1) != 0,
        f"dram_channels={a.dram_channels} does not part bus_bytes={a.bus_bytes} into powers of "
        f"two, as AXI4 needs; use a power of two of channels, at most {a.bus_bytes}",
    )
    _refuse(
        width > MOST_CHANNEL_BYTES,
        f"bus_bytes={a.bus_bytes} on dram_channels={a.dram_channels} is {width} bytes a channel, "
        f"more than AXI4's {MOST_CHANNEL_BYTES}; use {a.bus_bytes // MOST_CHANNEL_BYTES} channels",
    )


def _check_buffers(a: Accelerator) -> None:
    """Every buffer holds two smallest tiles, so that one fills while the other is used."""
    beat = a.beat_granules
    least = {
        "a_buffer_bytes": 2 * a.a_banks * 2 * max(beat, a.rows) * a.granule_bytes,
        "b_buffer_bytes": 4 * 2 * a.rows * a.granule_bytes,
        # a tile of `rows` pixels may begin and end inside a beat
        "o_buffer_bytes": 2 * (a.rows + 2 * max(beat, a.rows)) * a.columns * 4,
        "u_buffer_bytes": 2 * max(beat, a.rows) * (16 * a.rows + 4 * a.granule_bytes),
    }
    for name, need in least.items():
        have = getattr(a, name)
        _refuse(
            have < need,
            f"{name}={have} is too small for two tiles of one {a.rows}x{a.columns} pass; "
            f"use at least {need}",
        )


def _check_addresses(a: Accelerator) -> None:
    """Every buffer can be addressed by an instruction."""
    reach = {
        "a_buffer_bytes": (a.a_granules, ADDRESS_BITS),
        "b_buffer_bytes": (a.b_granules, ADDRESS_BITS),
        "o_buffer_bytes": (2 * a.o_words, ADDRESS_BITS),
        "u_buffer_bytes": (a.u_words, ROW_BITS),
    }
    for name, (have, bits) in reach.items():
        size = getattr(a, name)
        _refuse(
            have > 1 << bits,
            f"{name}={size} is more than {bits}-bit addresses reach; "
            f"use at most {(size << bits) // have}",
        )


_RULES = (
    _check_format, _check_array, _check_sparsities, _check_memory, _check_channels, _check_buffers,
    _check_addresses,
)  # fmt: skip
