"""The instruction set: one field table, from which every encoding is derived.

A `Program` is a flat array of fixed-size instructions in dispatch order. Each instruction belongs
to one engine; engines work in order and meet only through tokens: an instruction starts once it has
taken one token from every engine in ``pop`` and, when it ends, gives one to every engine in
``push``.

In memory an instruction is 64 little-endian bytes: the common fields, then those of its opcode,
packed from bit 0 upwards in table order. While working, weft holds one row of int64 per
instruction.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum

import numpy as np

from weft.accelerator.description import INSTRUCTION_BYTES


class Engine(IntEnum):
    """Units that run instructions in order, each with its own queue."""

    LOAD = 0
    COMPUTE = 1
    STORE = 2
    UPDATE = 3
    VECTOR = 4


class Opcode(IntEnum):
    """What an instruction does; 0 is kept illegal so that zeroed memory is no program."""

    LOAD = 1  # DRAM -> A, B or update buffer: planes of runs of granules
    GATHER = 2  # DRAM -> A or B buffer, transposed: blocks of pixels become rows of channels
    WEIGHT_STATIONARY = 3  # hold one tile of B, stream pixels of A, accumulate into O
    OUTPUT_STATIONARY = 4  # hold sums in the PEs, stream A and B, drain into O when told
    STORE = 5  # O (rounded) or update buffer -> DRAM
    UPDATE = 6  # optimizer step and both compressed copies of a weight tile
    VECTOR = 7  # a pass that is no GEMM: memory traffic and lane work


class Target(IntEnum):
    """Memories that LOAD and GATHER fill."""

    A = 0
    B = 1
    INDEX = 2  # the index memory beside B
    WEIGHT = 3  # update buffer: fp32 master weights
    MOMENTUM = 4
    BIAS = 5  # rows of accumulators that STORE adds
    MASK = 6  # a bit an element: whether it is greater than zero


class Source(IntEnum):
    """Memories that STORE empties."""

    O = 0  # noqa: E741 - the buffer's name in the machine
    WEIGHT = 1
    MOMENTUM = 2
    FF_VALUE = 3
    FF_INDEX = 4
    BP_VALUE = 5
    BP_INDEX = 6


class Fault(IntEnum):
    """Why a machine stopped before the end of its program; of several in a cycle the lowest."""

    NONE = 0
    ILLEGAL_OPCODE = 1  # the next instruction to be dispatched is of no engine
    ADDRESS = 2  # a beat asked for lies outside the window of memory
    BUS = 3  # the memory answered a beat, or an instruction's fetch, with an error
    TOKENS = 4  # more tokens of one engine for another than their counter holds
    DEADLOCK = 5  # nothing runs, nothing starts, and nothing will


class Side(IntEnum):
    """Operand that the strided, bounds-checked window of COMPUTE slides over."""

    A = 0  # outside: feeds zeros
    O = 1  # noqa: E741 - outside: writes nothing


@dataclass(frozen=True)
class Field:
    """``bits`` wide, two's complement if ``signed``.

    A field that ``counts`` is at least 1: the hardware counts it down, and a transfer or stream of
    nothing has no last cycle.
    """

    name: str
    bits: int
    signed: bool = False
    counts: bool = False


TOKEN_BITS = 20  # of the counter of tokens from one engine to another
BIAS_ROWS = 1024  # of the BIAS memory

ENGINE_OF = {
    Opcode.LOAD: Engine.LOAD,
    Opcode.GATHER: Engine.LOAD,
    Opcode.WEIGHT_STATIONARY: Engine.COMPUTE,
    Opcode.OUTPUT_STATIONARY: Engine.COMPUTE,
    Opcode.STORE: Engine.STORE,
    Opcode.UPDATE: Engine.UPDATE,
    Opcode.VECTOR: Engine.VECTOR,
}

COMMON = (Field("opcode", 4), Field("pop", 5), Field("push", 5), Field("tag", 18))

# Runs of granules: `planes` x `images` x `runs` runs of `length`. The DRAM and the buffer address
# of a run are congruent modulo the granules of a beat, so no beat is ever shifted.
_RUNS = (
    Field("dram", 32),
    Field("buffer", 20),
    Field("length", 20, counts=True),
    Field("runs", 16, counts=True),
    Field("run_stride", 26),
    Field("run_pitch", 18),
    Field("images", 16, counts=True),
    Field("image_stride", 30),
    Field("image_pitch", 20),
    Field("planes", 12, counts=True),
    Field("plane_stride", 30),
)

# Pixels in raster order and the window's coordinates: (y0 + y*y_step, x0 + x*x_step) checked
# against [0, y_limit) x [0, x_limit). A linear layer is one long row: x reaches further than y.
_WINDOW = (
    Field("images", 16, counts=True),
    Field("height", 16, counts=True),
    Field("width", 16, counts=True),
    Field("y0", 14, signed=True),
    Field("x0", 21, signed=True),
    Field("y_step", 6),
    Field("x_step", 6),
    Field("y_limit", 14),
    Field("x_limit", 20),
)

# How the window's side and the raster side are laid out in their buffers, in granules (words of O).
_PITCHES = (
    Field("window_row", 18),
    Field("window_image", 20),
    Field("raster_row", 18),
    Field("raster_image", 20),
)

_PATTERN = (Field("kept", 5, counts=True), Field("group", 5, counts=True))

FIELDS: dict[Opcode, tuple[Field, ...]] = {
    # A planes go to consecutive banks from `first_plane`, wrapping to `plane_pitch` further rows
    Opcode.LOAD: (
        Field("target", 3),
        *_RUNS,
        Field("first_plane", 12),
        Field("plane_pitch", 20),
    ),
    # Blocks of `rows` window pixels of `planes` planes are transposed: a block becomes one plane
    # of A (or of B) whose rows are channels. `spread` banks share the channels of a group (OS,
    # N:M).
    Opcode.GATHER: (
        Field("target", 3),
        Field("dram", 32),
        Field("buffer", 20),
        *_WINDOW,
        Field("row_stride", 26),
        Field("image_stride", 30),
        Field("planes", 12, counts=True),
        Field("plane_stride", 30),
        Field("first_plane", 12),
        Field("plane_pitch", 20),
        Field("spread", 5),
    ),
    Opcode.WEIGHT_STATIONARY: (
        Field("a", 20),
        Field("a_plane", 12),
        Field("b", 20),
        Field("index", 20),
        Field("o", 20),
        *_PATTERN,
        *_WINDOW,
        *_PITCHES,
        Field("side", 1),
        Field("plane_pitch", 20),
    ),
    # Per raster pixel, `outer` x `inner` slots in turn. Slots move the window, the plane of A or
    # the row of B. `drain` empties the accumulators into O when the stream ends.
    Opcode.OUTPUT_STATIONARY: (
        Field("a", 20),
        Field("a_plane", 12),
        Field("b", 20),
        Field("index", 20),
        Field("o", 20),
        *_PATTERN,
        *_WINDOW,
        *_PITCHES,
        Field("plane_pitch", 20),
        Field("outer", 8, counts=True),
        Field("inner", 8, counts=True),
        Field("outer_y", 6),
        Field("inner_x", 6),
        Field("outer_plane", 6),
        Field("inner_plane", 6),
        Field("outer_b", 20),
        Field("inner_b", 20),
        Field("drain", 1),
    ),
    # O values are multiplied by 2**-shift, joined by the bias if any, rounded to the operand
    # format, and set to zero where `relu` finds a sign or `masked` finds no bit in MASK
    Opcode.STORE: (
        Field("source", 3),
        *_RUNS,
        Field("plane_pitch", 20),
        Field("shift", 8, signed=True),
        Field("add_bias", 1),
        Field("bias", 10),
        Field("relu", 1),
        Field("masked", 1),
    ),
    # `words` rows of dW from O, of weights and momentum from the update buffer
    Opcode.UPDATE: (
        Field("o", 20),
        Field("words", 16, counts=True),
        Field("source", 16),
        Field("destination", 16),
        Field("ff_value", 20),
        Field("ff_index", 20),
        Field("bp_value", 20),
        Field("bp_index", 20),
        Field("ff_value_pitch", 8),
        Field("ff_index_pitch", 8),
        Field("bp_value_pitch", 8),
        Field("bp_index_pitch", 8),
        Field("ff_kept", 5),
        Field("ff_group", 5),
        Field("bp_kept", 5),
        Field("bp_group", 5),
        Field("optimize", 1),
        Field("emit_ff", 1),
        Field("emit_bp", 1),
        Field("mask_bp", 1),
        Field("frozen", 1),
        Field("group_rows", 16),
        Field("group_columns", 16),
        Field("row_phase", 16),
        Field("column_phase", 16),
        Field("row_group", 16, signed=True),
        Field("hyper", 8),
        Field("shift", 8, signed=True),
    ),
    Opcode.VECTOR: (
        Field("read_beats", 24),
        Field("write_beats", 24),
        Field("elements", 32),
    ),
}

COMMON_COLUMNS = tuple(f.name for f in COMMON)
WIDTH = len(COMMON) + max(len(f) for f in FIELDS.values())
_COLUMN = {op: {f.name: i for i, f in enumerate(COMMON + own)} for op, own in FIELDS.items()}
OPCODE, POP, PUSH, TAG = range(len(COMMON))


def column(opcode: Opcode, name: str) -> int:
    """Column of field ``name`` in a working row of ``opcode``; KeyError if it has none."""
    return _COLUMN[opcode][name]


def columns(opcode: Opcode) -> Mapping[str, int]:
    """All columns of ``opcode`` by field name."""
    return _COLUMN[opcode]


def encoded_bits(opcode: Opcode) -> int:
    return sum(f.bits for f in COMMON + FIELDS[opcode])


def row(opcode: Opcode, **values: int) -> np.ndarray:
    """One working row (WIDTH,) int64; fields not named are 0."""
    out = np.zeros(WIDTH, np.int64)
    out[OPCODE] = opcode
    places = _COLUMN[opcode]
    for name, value in values.items():
        out[places[name]] = value
    return out


def check(rows: np.ndarray) -> None:
    """Raise ValueError naming the first illegal opcode, field that overflows or count of 0."""
    for op in np.unique(rows[:, OPCODE]):
        if int(op) not in FIELDS:
            at = int(np.argmax(rows[:, OPCODE] == op))
            raise ValueError(f"instruction {at}: opcode={op} is none of 1..{max(Opcode)}")
        mine = np.flatnonzero(rows[:, OPCODE] == op)
        for i, f in enumerate(COMMON + FIELDS[Opcode(int(op))]):
            _check_field(rows[mine, i], mine, f, Opcode(int(op)))


def _check_field(values: np.ndarray, where: np.ndarray, f: Field, op: Opcode) -> None:
    low = -(1 << (f.bits - 1)) if f.signed else 0
    high = low + (1 << f.bits) - 1
    bad = np.flatnonzero((values < low) | (values > high))
    if bad.size:
        raise ValueError(
            f"instruction {where[bad[0]]}: {op.name}.{f.name}={values[bad[0]]} does not fit "
            f"{f.bits} bits ({low}..{high}); split the transfer or the tile"
        )
    if f.counts and not values.all():
        raise ValueError(
            f"instruction {where[np.argmin(values)]}: {op.name}.{f.name}=0 counts nothing, and the "
            "hardware counts it down; give at least 1 or leave the instruction out"
        )


def pack(rows: np.ndarray) -> np.ndarray:
    """Encode working rows (N, WIDTH) as instructions (N, 64) uint8."""
    check(rows)
    words = np.zeros((len(rows), INSTRUCTION_BYTES // 8), np.uint64)
    for op in np.unique(rows[:, OPCODE]):
        mine = np.flatnonzero(rows[:, OPCODE] == op)
        words[mine] = _pack_fields(rows[mine], COMMON + FIELDS[Opcode(int(op))])
    return words.astype("<u8").view(np.uint8).reshape(len(rows), INSTRUCTION_BYTES)


def _pack_fields(rows: np.ndarray, table: tuple[Field, ...]) -> np.ndarray:
    words = np.zeros((len(rows), INSTRUCTION_BYTES // 8), np.uint64)
    bit = 0
    for i, f in enumerate(table):
        value = rows[:, i].astype(np.uint64) & np.uint64((1 << f.bits) - 1)
        word, shift = divmod(bit, 64)
        words[:, word] |= value << np.uint64(shift)
        if shift + f.bits > 64:
            words[:, word + 1] |= value >> np.uint64(64 - shift)
        bit += f.bits
    return words


def unpack(code: np.ndarray) -> np.ndarray:
    """Decode instructions (N, 64) uint8 into working rows; ValueError on an illegal opcode."""
    words = np.ascontiguousarray(code).view("<u8").astype(np.uint64)
    rows = np.zeros((len(code), WIDTH), np.int64)
    opcodes = (words[:, 0] & np.uint64(15)).astype(np.int64)
    for op in np.unique(opcodes):
        mine = np.flatnonzero(opcodes == op)
        if int(op) not in FIELDS:
            raise ValueError(f"instruction {mine[0]}: opcode={op} is none of 1..{max(Opcode)}")
        _unpack_fields(words[mine], rows, mine, COMMON + FIELDS[Opcode(int(op))])
    return rows


def _unpack_fields(
    words: np.ndarray, rows: np.ndarray, where: np.ndarray, table: tuple[Field, ...]
) -> None:
    bit = 0
    for i, f in enumerate(table):
        word, shift = divmod(bit, 64)
        value = words[:, word] >> np.uint64(shift)
        if shift + f.bits > 64:
            value = value | (words[:, word + 1] << np.uint64(64 - shift))
        value = (value & np.uint64((1 << f.bits) - 1)).astype(np.int64)
        if f.signed:
            value -= (value >> (f.bits - 1)) << f.bits
        rows[where, i] = value
        bit += f.bits


@dataclass(frozen=True)
class Hyper:
    """Constants of an update: one row of the table that UPDATE's ``hyper`` selects (fp32)."""

    learning_rate: float = 0.0
    momentum: float = 0.0
    weight_decay: float = 0.0
    gradient_scale: float = 1.0
    decay: float = 0.0


@dataclass(frozen=True)
class Program:
    """One training iteration for one accelerator.

    ``rows`` (N, WIDTH) int64 in dispatch order; ``tags`` names the values of the ``tag`` field (the
    layer and stage an instruction works for); ``digest`` is the accelerator's.
    """

    rows: np.ndarray
    tags: tuple[str, ...]
    digest: str
    hypers: tuple[Hyper, ...] = (Hyper(),)
    blocks: np.ndarray = field(default_factory=lambda: np.zeros((0, 3), np.int64))

    def __len__(self) -> int:
        return len(self.rows)

    def encode(self) -> bytes:
        """The bytes that the fetch unit reads."""
        return pack(self.rows).tobytes()


def engines(rows: np.ndarray) -> np.ndarray:
    """Engine of each row (N,) int64."""
    table = np.zeros(max(Opcode) + 1, np.int64)
    for op, engine in ENGINE_OF.items():
        table[op] = engine
    return table[rows[:, OPCODE]]


for _op in Opcode:
    assert encoded_bits(_op) <= INSTRUCTION_BYTES * 8, f"{_op.name} is too wide"
