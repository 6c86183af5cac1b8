"""Memory takes what block RAM is left; what is too large is told what would fit."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fpga.ulx3s.machines import SMALLEST
from weft.accelerator.toml import preset
from weft.fpga.board import BoardError
from weft.fpga.boards.ulx3s import board, sizing
from weft.fpga.ecp5.cells import Cells
from weft.fpga.fitting import DoesNotFit, buffer_bytes
from weft.rtl.bus.axi import channel_bytes

INT8 = preset("ulx3s-int8")
MACHINES = (SMALLEST, INT8, preset("ulx3s-fp16"), replace(INT8, name="wide", bus_bytes=16))


@pytest.mark.parametrize("accelerator", MACHINES, ids=lambda a: a.name)
@given(others=st.integers(0, 171))
def test_memory_takes_all_that_is_left_in_whole_steps(accelerator, others):
    width = channel_bytes(accelerator)
    blocks = {"weft_ulx3s.system.memory": width, "weft_ulx3s.x": others // 2}
    blocks["weft_ulx3s.y"] = others - others // 2
    size = sizing.memory_bytes(accelerator, blocks)
    used = sizing.memory_blocks(accelerator, size)
    assert used + others + width > board.FILLED
    assert used + others <= (board.FILLED if used > width else board.LIMITS.ram)  # the least goes
    assert size % sizing.step_bytes(accelerator) == 0
    assert size == used * 2048


def test_a_machine_that_leaves_no_memory_is_told_the_nearest_that_would():
    blocks = {"weft_ulx3s.system.memory": 8, "weft_ulx3s.sums": 170, "weft_ulx3s.rest": 10}
    with pytest.raises(DoesNotFit) as refusal:
        sizing.memory_bytes(INT8, blocks)
    halves = ", ".join(
        f"{n}_buffer_bytes = {getattr(INT8, f'{n}_buffer_bytes') // 2}" for n in "abou"
    )
    assert str(refusal.value) == (
        "ulx3s-int8 does not fit the ULX3S-85F: DP16KD 188 of 187 (90 % of 208), with the least "
        "memory for programs and data, 16 KiB. The nearest that would fit, by scaling: "
        f"{halves} (about 98 DP16KD)"
    )


def _fit(used, element=None):
    sizing.require_fit(INT8, used, 1 << 17, lambda: element or Cells())


def test_what_fits_is_let_through_and_no_element_is_measured():
    def never() -> Cells:
        raise AssertionError

    sizing.require_fit(INT8, board.LIMITS, 1 << 17, never)


def test_too_many_luts_ask_for_fewer_rows():
    element = Cells(lut=900, ff=100, dsp=1)
    used = Cells(lut=64 * 900 + 40_000, ff=40_000, dsp=92, ram=170)
    with pytest.raises(DoesNotFit) as refusal:
        _fit(used, element)
    text = str(refusal.value)
    assert "does not fit the ULX3S-85F: LUT4 97,600 of 79,458 (95 % of 83,640). The" in text
    assert "rows = 4, columns = 4" in text
    found = re.search(r"\(about ([\d,]+) LUT4, ([\d,]+) FF, (\d+) MULT18X18D", text)
    assert found is not None
    assert int(found[1].replace(",", "")) == 16 * 900 + 26_300 + 13_700 // 2
    assert int(found[3]) == 16 + 28


def test_too_many_multipliers_ask_for_fewer_rows_though_each_is_small():
    with pytest.raises(DoesNotFit, match=r"MULT18X18D 284 of 156 \(100 % of 156\)\. .*rows = 4"):
        _fit(Cells(lut=50_000, ff=20_000, dsp=284, ram=100), Cells(lut=30, dsp=4))


def test_a_board_too_small_for_all_says_so():
    with pytest.raises(DoesNotFit, match=r"No smaller machine of its kind fits either$"):
        _fit(Cells(lut=50_000, dsp=900))


def test_scaling_to_the_same_machine_gives_what_was_measured():
    others = Cells(lut=60_000, ff=45_000, dsp=92, ram=100)
    needs = sizing.scaling(INT8, others, Cells(lut=50, ff=60, dsp=1))
    assert needs(INT8) == others + Cells(ram=channel_bytes(INT8))
    half = replace(INT8, o_buffer_bytes=INT8.o_buffer_bytes // 2)
    ram = 100 * buffer_bytes(half) / buffer_bytes(INT8) + channel_bytes(INT8)
    assert needs(half) == Cells(lut=60_000, ff=45_000, dsp=92, ram=ram)


CASES = [
    (dict(clock_mhz=20.0), "clock_mhz=20 of ulx3s-int8: the ULX3S-85F takes 25 to 200"),
    (dict(clock_mhz=61.9), "clock_mhz=61.9 cannot be made of the ULX3S's 25 MHz; use "),
    (
        dict(dram_channels=2, bus_bytes=16),
        "dram_channels=2 of ulx3s-int8: memory on the chip is one channel",
    ),
]


@pytest.mark.parametrize(("change", "message"), CASES)
def test_what_the_board_cannot_wire_up_is_refused(change, message):
    with pytest.raises(BoardError, match=re.escape(message)):
        board.check(replace(INT8, **change))
    board.check(INT8)
