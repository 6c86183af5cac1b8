"""The register map is one table: no two registers meet, and the documentation shows it."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from weft.accelerator import registers, toml
from weft.accelerator.registers import REGISTER, REGISTERS

DOCUMENT = Path(__file__).parents[2] / "docs" / "registers.md"


def test_registers_lie_in_order_and_apart() -> None:
    assert len(REGISTER) == len(REGISTERS)
    for before, after in pairwise(REGISTERS):
        assert before.end <= after.offset, after.name
    assert REGISTERS[-1].end <= 1 << registers.ADDRESS_BITS


def test_registers_are_aligned_to_their_width() -> None:
    for r in REGISTERS:
        assert r.bits in (32, 64)
        assert r.offset % (r.bits // 8) == 0, r.name


def test_the_document_shows_the_table() -> None:
    assert registers.markdown() in DOCUMENT.read_text("utf-8")


def test_an_element_that_is_not_there_is_named() -> None:
    with pytest.raises(IndexError, match=r"^started\[5\]: there are 5$"):
        REGISTER["started"].at(5)
    assert REGISTER["started"].at(4) == REGISTER["started"].offset + 16
    assert REGISTER["memory_address"].at(3) == REGISTER["memory_address"].offset + 24


def test_facts_fit_their_registers() -> None:
    for name in toml.preset_names():
        for fact, values in registers.facts(toml.preset(name)).items():
            assert len(values) == REGISTER[fact].count
            assert all(0 <= v < 1 << REGISTER[fact].bits for v in values)
