"""The register map: one table, from which hardware, host driver and documentation are derived.

The host sees 32-bit words. A register of 64 bits lies in two of them, the low one first. Reading
the low word of a counter keeps its high word for the read that follows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, IntEnum, IntFlag

import numpy as np

from weft.accelerator.description import MOST_CHANNELS, Accelerator
from weft.accelerator.isa import Engine, Hyper

WORD_BITS = 32
ADDRESS_BITS = 12  # of a byte in the register map
PAGE_BYTES = 4096  # addresses of memory are multiples of this; their low bits are not kept
MAGIC = int.from_bytes(b"weft", "little")
VERSION = 1  # of this table
MOST_SPARSITIES = 16
HYPER_ROWS = 256
HYPER_WORDS = 5
HYPER_STEP = 8  # index of the first word of a row of constants, over the number of the row
NO_INSTRUCTION = (1 << WORD_BITS) - 1  # `fault_instruction` of a memory that never answered


class Access(Enum):
    """What the host may do with a register."""

    READ = "read"
    READ_WRITE = "read, write"
    WRITE = "write"
    CLEAR = "read, write 1 to clear"


class State(IntEnum):
    """What `status` tells."""

    IDLE = 0
    RUNNING = 1
    DONE = 2  # the program has ended
    FAULT = 3  # the program has stopped; only a reset helps
    RESETTING = 4


class Control(IntFlag):
    """Bits of `control`; the first two are commands and read as 0."""

    START = 1
    RESET = 2
    INTERRUPT = 4  # `Notice.STOPPED` raises the interrupt


class Notice(IntFlag):
    """Bits of `notices`."""

    STOPPED = 1  # a program has ended, or stopped at a fault
    START_IGNORED = 2  # a start came in another state than IDLE and DONE
    WRITE_IGNORED = 4  # a write came to a register that keeps still while a program runs


@dataclass(frozen=True)
class Register:
    """``count`` equal registers of ``bits`` (32 or 64) each, from the byte ``offset`` on."""

    name: str
    offset: int
    access: Access
    bits: int
    summary: str
    count: int = 1

    @property
    def words(self) -> int:
        """32-bit words of one of them."""
        return self.bits // WORD_BITS

    @property
    def end(self) -> int:
        """Offset of the first byte behind them."""
        return self.offset + self.count * self.bits // 8

    def at(self, index: int) -> int:
        """Offset of one of them; IndexError where there is none."""
        if not 0 <= index < self.count:
            raise IndexError(f"{self.name}[{index}]: there are {self.count}")
        return self.offset + index * self.bits // 8


_R, _RW, _W, _C = Access.READ, Access.READ_WRITE, Access.WRITE, Access.CLEAR
_ENGINES = ", ".join(e.name for e in Engine)

REGISTERS = (
    Register("magic", 0x000, _R, 32, "`weft` in ASCII, first character lowest"),
    Register("version", 0x004, _R, 32, f"of this table: {VERSION}"),
    Register("digest", 0x008, _R, 64, "of the accelerator's description"),
    Register("control", 0x010, _RW, 32, "bit 0 start, bit 1 reset, bit 2 interrupt enable"),
    Register(
        "status", 0x014, _R, 32, ", ".join(f"{s.value} {s.name.lower()}" for s in State)
    ),
    Register("fault", 0x018, _R, 32, "code of the fault, `isa.Fault`; 0 while none"),
    Register(
        "fault_instruction", 0x01C, _R, 32,
        "number of the instruction at fault; all ones where memory did not answer at all",
    ),
    Register(
        "notices", 0x020, _C, 32,
        "bit 0 a program ended or stopped, bit 1 a start was ignored, bit 2 a write was ignored",
    ),
    Register("program_address", 0x028, _RW, 64, "byte address of the program"),
    Register("program_length", 0x030, _RW, 32, "instructions of the program"),
    Register("window", 0x034, _RW, 32, "granules of memory that the program may touch"),
    Register(
        "hyper_index", 0x038, _RW, 32, f"{HYPER_STEP} * row + word of the next `hyper_data`"
    ),
    Register(
        "hyper_data", 0x03C, _W, 32,
        "fp32 constant of UPDATE: learning rate, momentum, weight decay, gradient scale, decay "
        "are words 0 to 4 of a row; the index goes on by itself, after word 4 to the next row",
    ),
    Register("active_cycles", 0x040, _R, 64, "cycles of the program"),
    Register("stalled_cycles", 0x048, _R, 64, "clock cycles in which it waited for memory"),
    Register("read_beats", 0x050, _R, 64, "beats asked for by LOAD and GATHER"),
    Register("written_beats", 0x058, _R, 64, "beats written by STORE"),
    Register("started", 0x060, _R, 32, f"instructions started on {_ENGINES}", len(Engine)),
    Register("busy_cycles", 0x080, _R, 64, f"cycles with instructions on {_ENGINES}", len(Engine)),
    Register("rows", 0x0C0, _R, 32, "of the array"),
    Register("columns", 0x0C4, _R, 32, "of the array"),
    Register("bus_bytes", 0x0C8, _R, 32, "of a beat, all channels together"),
    Register("dram_channels", 0x0CC, _R, 32, "channels of memory"),
    Register("dram_latency", 0x0D0, _R, 32, "cycles from asking for a beat to using it"),
    Register("clock_khz", 0x0D4, _R, 32, "clock that the description foresees"),
    Register("format", 0x0D8, _R, 64, "operands, in ASCII, first character lowest"),
    Register(
        "sparsities", 0x100, _R, 32, "patterns: kept + 256 * group; 0 for none", MOST_SPARSITIES
    ),
    Register(
        "memory_address", 0x200, _RW, 64, "byte address of a channel's memory", MOST_CHANNELS
    ),
)  # fmt: skip

REGISTER = {register.name: register for register in REGISTERS}


def facts(accelerator: Accelerator) -> dict[str, tuple[int, ...]]:
    """What the constant registers of ``accelerator`` hold, by name."""
    a = accelerator
    patterns = [s.kept + 256 * s.group for s in a.sparsities]
    return {
        "magic": (MAGIC,),
        "version": (VERSION,),
        "digest": (int(a.digest, 16),),
        "rows": (a.rows,),
        "columns": (a.columns,),
        "bus_bytes": (a.bus_bytes,),
        "dram_channels": (a.dram_channels,),
        "dram_latency": (a.dram_latency,),
        "clock_khz": (round(a.clock_mhz * 1000),),
        "format": (int.from_bytes(a.format.encode("ascii"), "little"),),
        "sparsities": (*patterns, *[0] * (MOST_SPARSITIES - len(patterns))),
    }


def hyper_words(hypers: Sequence[Hyper]) -> list[int]:
    """What the host writes to `hyper_data`, from index 0 on; ValueError for too many rows."""
    if len(hypers) > HYPER_ROWS:
        raise ValueError(f"{len(hypers)} rows of constants; the table has {HYPER_ROWS}")
    rows = [
        (h.learning_rate, h.momentum, h.weight_decay, h.gradient_scale, h.decay) for h in hypers
    ]
    return [int(word) for word in np.array(rows, np.float32).view(np.uint32).ravel()]


def markdown() -> str:
    """The table of docs/registers.md."""
    lines = ["| offset | name | bits | access | summary |", "|---|---|---|---|---|"]
    for r in REGISTERS:
        name = r.name if r.count == 1 else f"{r.name}[{r.count}]"
        lines.append(f"| 0x{r.offset:03x} | `{name}` | {r.bits} | {r.access.value} | {r.summary} |")
    return "\n".join(lines) + "\n"
