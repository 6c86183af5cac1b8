"""A machine that is too large is refused with the numbers, and told which one would fit."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.descriptions import BUFFERS, accelerators
from tests.fpga.machines import LARGE, SMALL, TINY
from weft.fpga import fitting
from weft.fpga.board import BoardError
from weft.fpga.boards.vcu1525.board import BOARD
from weft.fpga.fitting import DoesNotFit
from weft.fpga.resources import Resources
from weft.fpga.synthesis import Synthesis, Unit


def _synthesis(accelerator, pe, rest):
    units = (Unit("top", 1, rest), Unit(f"weft_pe_{accelerator.digest}", accelerator.pes, pe))
    return Synthesis("yosys", units)


def test_what_fits_is_let_through():
    room = BOARD.limits.lut - BOARD.infrastructure.lut
    fitting.require_fit(TINY, BOARD, _synthesis(TINY, Resources(), Resources(lut=room)))
    with pytest.raises(DoesNotFit):
        fitting.require_fit(TINY, BOARD, _synthesis(TINY, Resources(), Resources(lut=room + 1)))


def test_too_many_luts_ask_for_half_the_rows():
    synthesis = _synthesis(LARGE, Resources(lut=1000, ff=400, dsp=1), Resources(lut=200_000))
    with pytest.raises(DoesNotFit) as refusal:
        fitting.require_fit(LARGE, BOARD, synthesis)
    assert str(refusal.value) == (
        "sat-vcu1525 does not fit the VCU1525: LUT 1,416,000 of 827,568 (70 % of 1,182,240). "
        "The nearest that would fit, by scaling: rows = 16, columns = 16, update_lanes = 16 "
        "(about 548,000 LUT, 166 RAMB36, 0 URAM288)"
    )


def test_too_much_memory_asks_for_half_the_buffers():
    synthesis = _synthesis(LARGE, Resources(lut=100), Resources(lut=9000, uram=1000))
    with pytest.raises(DoesNotFit) as refusal:
        fitting.require_fit(LARGE, BOARD, synthesis)
    text = str(refusal.value)
    assert "URAM288 1,000 of 768 (80 % of 960). The nearest" in text
    for name in BUFFERS:
        assert f"{name} = {getattr(LARGE, name) // 2}" in text
    assert "rows" not in text
    assert "500 URAM288)" in text


def test_every_limit_that_is_passed_is_named():
    used = BOARD.limits * 1.01
    assert [text.split()[0] for text in BOARD.excess(used)] == [
        "LUT", "FF", "DSP48E2", "RAMB36", "URAM288",
    ]  # fmt: skip
    assert BOARD.excess(BOARD.limits) == []


def test_a_board_too_small_for_all_says_so():
    board = replace(BOARD, infrastructure=BOARD.device)
    with pytest.raises(DoesNotFit, match=r"No smaller machine of its kind fits either$"):
        fitting.require_fit(SMALL, board, _synthesis(SMALL, Resources(), Resources()))


@given(accelerators())
def test_smaller_machines_are_legal_and_smaller(accelerator):
    before = accelerator
    for found in fitting.smaller_machines(accelerator):
        assert found.rows <= before.rows or found.rows == accelerator.rows
        assert found.pes < accelerator.pes or all(
            getattr(found, n) < getattr(accelerator, n) for n in BUFFERS
        )
        assert (found.format, found.dram_channels) == (
            accelerator.format,
            accelerator.dram_channels,
        )
        before = found


@given(st.integers(0, 10_000), st.integers(0, 10_000), st.integers(0, 500))
def test_scaling_counts_pes_by_their_number_and_the_rest_by_rows(pe, rest, uram):
    synthesis = _synthesis(LARGE, Resources(lut=pe), Resources(lut=rest, uram=uram))
    half = replace(LARGE, rows=16, columns=16, update_lanes=16)
    found = fitting.scaled(LARGE, half, synthesis)
    assert found == Resources(lut=256 * pe + rest / 2, uram=uram)
    assert fitting.scaled(LARGE, LARGE, synthesis) == synthesis.total


CASES = [
    (LARGE, dict(dram_channels=8), "dram_channels=8 of sat-vcu1525: the VCU1525 takes 1, 2 or 4"),
    (TINY, dict(dram_channels=4), "bus_bytes=8 on dram_channels=4 is 2 bytes a channel of tiny"),
    (LARGE, dict(clock_mhz=600.0), "clock_mhz=600 of sat-vcu1525: the VCU1525 makes 10 to 500"),
]  # fmt: skip


@pytest.mark.parametrize(("accelerator", "change", "message"), CASES)
def test_what_the_board_cannot_wire_up_is_refused(accelerator, change, message):
    with pytest.raises(BoardError, match=re.escape(message)):
        BOARD.check(replace(accelerator, **change))
    BOARD.check(LARGE)
