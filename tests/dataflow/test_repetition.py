"""Repeated stretches of a program: found whole, apart, and equal in all that time depends on."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import strategies
from weft.accelerator import isa, timing
from weft.accelerator.isa import POP, PUSH, TAG, Opcode
from weft.dataflow import repetition
from weft.dataflow.repetition import LEAST, LONGEST

RANDOM = settings(deadline=None, derandomize=True, max_examples=100)
MACHINE = strategies.accelerators()[0]


def unit(length: int, instructions: int = 2, tag: int = 0) -> np.ndarray:
    """A unit of work whose time depends on ``length``."""
    row = isa.row(Opcode.LOAD, length=length, runs=1, images=1, planes=1, tag=tag)
    return np.stack([row] * instructions)


def program(kinds: list[int]) -> tuple[np.ndarray, list[int]]:
    """Units by kind, and their marks; units of odd kinds are longer."""
    parts = [unit(8 * kind + 8, 2 + kind % 2) for kind in kinds]
    lengths = np.array([len(part) for part in parts])
    return np.concatenate(parts), (np.cumsum(lengths) - lengths).tolist()


def found(kinds: list[int]) -> list[list[int]]:
    return repetition.find(MACHINE, *program(kinds)).tolist()


def test_one_unit_again_and_again_is_a_block() -> None:
    assert found([0] * 20) == [[0, 2, 20]]


def test_a_period_of_several_units_is_a_block() -> None:
    # kinds 0, 1, 2 have 2, 3 and 2 instructions
    assert found([0, 1, 2] * 8) == [[0, 7, 8]]


def test_what_comes_before_and_after_is_left_out() -> None:
    assert found([4, *[0] * 10, 5, 6, *[1] * 9, 0]) == [[2, 2, 10], [2 + 20 + 5, 3, 9]]


def test_units_at_other_addresses_are_alike() -> None:
    """Time depends on no address, only on the place in the beat."""
    rows, marks = program([0] * 10)
    beat = MACHINE.beat_granules
    rows[:, isa.column(Opcode.LOAD, "dram")] = beat * np.arange(len(rows))
    rows[:, isa.column(Opcode.LOAD, "buffer")] = 7 * np.arange(len(rows)) % 1000
    assert repetition.find(MACHINE, rows, marks).tolist() == [[0, 2, 10]]


@pytest.mark.parametrize("column", [POP, PUSH, TAG])
def test_units_with_other_tokens_or_of_another_layer_differ(column: int) -> None:
    rows, marks = program([0] * 12)
    rows[13, column] = 1  # in the seventh of twelve units
    assert repetition.find(MACHINE, rows, marks).tolist() == [[0, 2, 6]]


def test_few_repetitions_are_not_worth_a_jump() -> None:
    assert found([0] * (LEAST - 1)) == []
    assert found([0] * LEAST) == [[0, 2, LEAST]]
    assert repetition.find(MACHINE, unit(8)[:0], []).tolist() == []


def test_a_period_beyond_the_longest_is_not_found() -> None:
    assert found(list(range(LONGEST + 1)) * LEAST) == []
    assert len(found(list(range(LONGEST)) * LEAST)) == 1


@RANDOM
@given(st.lists(st.integers(0, 2), max_size=8), st.lists(st.integers(0, 2), min_size=1, max_size=4),
       st.integers(0, 12), st.lists(st.integers(0, 3), max_size=8))  # fmt: skip
def test_blocks_are_in_order_apart_and_truly_repeated(
    before: list[int], body: list[int], times: int, after: list[int]
) -> None:
    kinds = [*before, *body * times, *after]
    if not kinds:
        return
    rows, marks = program(kinds)
    blocks = repetition.find(MACHINE, rows, marks)
    facts = np.column_stack([timing.costs(MACHINE, rows), rows[:, [POP, PUSH, TAG]]])
    end = 0
    for start, length, count in blocks.tolist():
        assert start >= end
        assert start in marks
        assert count >= LEAST
        end = start + length * count
        same = facts[start:end].reshape(count, length, -1)
        assert (same == same[0]).all()
    assert end <= len(rows)
    if times > LEAST + 1:  # the body's own repetitions are never missed
        assert len(blocks)
