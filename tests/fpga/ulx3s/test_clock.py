"""The PLL's settings are within the chip's ranges and give the clock that was asked for."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weft.fpga.board import BoardError
from weft.fpga.boards.ulx3s.clock import TOLERANCE, Pll, fastest_below, pll


def _within(found: Pll) -> bool:
    """Ranges of Lattice FPGA-DS-02012, sysCLOCK PLL timing."""
    return (
        3.125 <= 25.0 / found.reference <= 400.0
        and 400.0 <= found.vco_mhz <= 800.0
        and 1 <= found.reference <= 128
        and 1 <= found.feedback <= 80
        and 1 <= found.output <= 128
    )


@pytest.mark.parametrize("mhz", [25.0, 40.0, 50.0, 60.0, 62.5, 66.6667, 75.0, 80.0, 100.0, 125.0])
def test_usual_clocks_are_made_exactly(mhz):
    found = pll(mhz)
    assert _within(found)
    assert found.mhz == pytest.approx(mhz, rel=1e-5)


@given(st.floats(25.0, 200.0))
def test_a_clock_is_near_or_refused_with_the_nearest(mhz):
    try:
        found = pll(mhz)
    except BoardError as error:
        told = re.search(r"use ([\d.]+)$", str(error))
        assert told is not None
        assert pll(float(told[1])).mhz == pytest.approx(float(told[1]), rel=TOLERANCE)
    else:
        assert _within(found)
        assert abs(found.mhz - mhz) <= TOLERANCE * mhz


@given(st.floats(25.0, 200.0))
def test_the_next_slower_clock_can_be_made_and_none_lies_between(mhz):
    found = fastest_below(mhz)
    assert found is not None
    assert found <= mhz
    assert pll(float(f"{found:.6g}")).mhz == pytest.approx(found, rel=1e-5)
    # a reference of 4 alone gives every multiple of 6.25 MHz
    assert found >= mhz // 6.25 * 6.25 - 1e-9


def test_there_is_no_clock_below_the_slowest():
    assert fastest_below(3.0) is None


def test_the_verilog_has_the_settings():
    found = pll(62.5)
    text = found.verilog()
    assert f".CLKI_DIV({found.reference})" in text
    assert f".CLKFB_DIV({found.feedback})" in text
    assert f".CLKOP_DIV({found.output})" in text
    assert '(* FREQUENCY_PIN_CLKOP="62.5" *)' in text
    assert '(* FREQUENCY_PIN_CLKI="25" *)' in text
