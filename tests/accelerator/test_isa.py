"""The instruction set: every encoding is lossless, every overflow named."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from weft.accelerator import isa
from weft.accelerator.description import INSTRUCTION_BYTES
from weft.accelerator.isa import COMMON, FIELDS, Engine, Field, Hyper, Opcode, Program

RANDOM = settings(deadline=None, derandomize=True, max_examples=100)
CASES = [(op, f) for op in Opcode for f in COMMON[1:] + FIELDS[op]]
NAMES = [f"{op.name}.{f.name}" for op, f in CASES]


def limits(f: Field) -> tuple[int, int]:
    if f.signed:
        return -(2 ** (f.bits - 1)), 2 ** (f.bits - 1) - 1
    return int(f.counts), 2**f.bits - 1


def least(op: Opcode, **fields: int) -> np.ndarray:
    """A row that counts at least 1 everywhere."""
    counts = {f.name: 1 for f in FIELDS[op] if f.counts}
    return isa.row(op, **(counts | fields))


def values(f: Field) -> st.SearchStrategy[int]:
    """Anything that fits, often an extreme."""
    low, high = limits(f)
    return st.sampled_from([low, high, max(low, 0), 1]) | st.integers(low, high)


@st.composite
def instructions(draw: st.DrawFn) -> np.ndarray:
    op = draw(st.sampled_from(Opcode))
    return isa.row(op, **{f.name: draw(values(f)) for f in COMMON[1:] + FIELDS[op]})


def naive_pack(row: np.ndarray) -> bytes:
    """The encoding as the module describes it: fields side by side from bit 0, little-endian."""
    table = COMMON + FIELDS[Opcode(int(row[0]))]
    word, at = 0, 0
    for f, value in zip(table, row.tolist(), strict=False):
        word |= (value % 2**f.bits) << at
        at += f.bits
    return word.to_bytes(64, "little")


# ---- there and back ----


@RANDOM
@given(st.lists(instructions(), min_size=1, max_size=6))
def test_any_program_comes_back_from_its_bytes(rows: list[np.ndarray]) -> None:
    program = np.stack(rows)
    code = isa.pack(program)
    assert (code.shape, code.dtype) == ((len(rows), INSTRUCTION_BYTES), np.uint8)
    assert np.array_equal(isa.unpack(code), program)
    assert code.tobytes() == b"".join(map(naive_pack, rows))


@pytest.mark.parametrize(("op", "field"), CASES, ids=NAMES)
def test_a_field_keeps_its_extremes_and_touches_no_other(op: Opcode, field: Field) -> None:
    """Both limits come back, and the bits they set are nobody else's."""
    low, high = limits(field)
    tried = (low, high, high - 1)  # a count is never 0: its lowest bit shows between the last two
    rows = np.stack([least(op), *(least(op, **{field.name: value}) for value in tried)])
    code = isa.pack(rows)
    assert np.array_equal(isa.unpack(code), rows)
    mine = 0
    for each in code[1:]:
        mine |= _bits(each) ^ _bits(code[0])
    others = [f for f in FIELDS[op] if f.name != field.name]
    full = least(op, **{f.name: limits(f)[1] if not f.signed else -1 for f in others})
    theirs = _bits(isa.pack(full[None])[0]) ^ _bits(code[0])
    assert bin(mine).count("1") == field.bits
    assert mine & theirs == 0


def _bits(code: np.ndarray) -> int:
    return int.from_bytes(code.tobytes(), "little")


def test_an_instruction_is_64_bytes_and_no_opcode_needs_more() -> None:
    assert INSTRUCTION_BYTES == 64
    for op in Opcode:
        assert isa.encoded_bits(op) == sum(f.bits for f in COMMON + FIELDS[op]) <= 512


def test_names_of_fields_are_unique_and_tell_their_columns() -> None:
    for op in Opcode:
        names = [f.name for f in COMMON + FIELDS[op]]
        assert len(set(names)) == len(names)
        assert [isa.column(op, name) for name in names] == list(range(len(names)))
        assert dict(isa.columns(op)) == {name: i for i, name in enumerate(names)}
        assert len(names) <= isa.WIDTH


def test_a_row_refuses_a_field_that_its_opcode_lacks() -> None:
    with pytest.raises(KeyError, match="drain"):
        isa.row(Opcode.LOAD, drain=1)


def test_every_opcode_has_an_engine() -> None:
    rows = np.stack([isa.row(op) for op in Opcode])
    assert isa.engines(rows).tolist() == [isa.ENGINE_OF[op] for op in Opcode]
    assert set(isa.ENGINE_OF.values()) == set(Engine)
    assert len(Engine) <= next(f.bits for f in COMMON if f.name == "pop")


# ---- what does not fit ----


@pytest.mark.parametrize(("op", "field"), CASES, ids=NAMES)
def test_a_field_that_overflows_is_named(op: Opcode, field: Field) -> None:
    low, high = limits(field)
    low = 0 if field.counts else low
    for value in (low - 1, high + 1):
        message = (
            f"instruction 1: {op.name}.{field.name}={value} does not fit {field.bits} bits "
            f"({low}..{high}); split the transfer or the tile"
        )
        assert_refused(least(op, **{field.name: value}), message)


def assert_refused(row: np.ndarray, message: str) -> None:
    rows = np.stack([isa.row(Opcode.VECTOR), row])
    for refuse in (isa.pack, isa.check):
        with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
            refuse(rows)


COUNTS = {
    Opcode.LOAD: "length runs images planes",
    Opcode.GATHER: "images height width planes",
    Opcode.WEIGHT_STATIONARY: "kept group images height width",
    Opcode.OUTPUT_STATIONARY: "kept group images height width outer inner",
    Opcode.STORE: "length runs images planes",
    Opcode.UPDATE: "words",
    Opcode.VECTOR: "",
}


@pytest.mark.parametrize("op", Opcode, ids=lambda op: op.name)
def test_a_count_of_0_is_named(op: Opcode) -> None:
    assert {f.name for f in FIELDS[op] if f.counts} == set(COUNTS[op].split())
    for name in COUNTS[op].split():
        message = (
            f"instruction 1: {op.name}.{name}=0 counts nothing, and the hardware counts it down; "
            "give at least 1 or leave the instruction out"
        )
        assert_refused(least(op, **{name: 0}), message)


@pytest.mark.parametrize("opcode", [0, 8, 15, 16, -1])
def test_an_illegal_opcode_is_refused_in_a_program(opcode: int) -> None:
    rows = np.stack([isa.row(Opcode.VECTOR)] * 3)
    rows[2, isa.OPCODE] = opcode
    with pytest.raises(ValueError, match=rf"^instruction 2: opcode={opcode} is none of 1\.\.7$"):
        isa.pack(rows)


@pytest.mark.parametrize("opcode", [0, *range(8, 16)])
def test_an_illegal_opcode_is_refused_in_memory(opcode: int) -> None:
    code = isa.pack(np.stack([isa.row(Opcode.VECTOR)] * 3))
    code[1, 0] = code[1, 0] & 0xF0 | opcode
    with pytest.raises(ValueError, match=rf"^instruction 1: opcode={opcode} is none of 1\.\.7$"):
        isa.unpack(code)


def test_zeroed_memory_is_no_program() -> None:
    with pytest.raises(ValueError, match="opcode=0"):
        isa.unpack(np.zeros((4, 64), np.uint8))


def test_a_program_is_its_bytes() -> None:
    rows = np.stack([least(Opcode.LOAD, dram=7, length=3), isa.row(Opcode.VECTOR, elements=9)])
    program = Program(rows, ("a",), "0" * 16)
    assert len(program) == 2
    assert program.encode() == naive_pack(rows[0]) + naive_pack(rows[1])
    assert program.hypers == (Hyper(),)
    assert Program(rows[:0], (), "0" * 16).encode() == b""
