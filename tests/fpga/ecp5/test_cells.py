"""Counts of an ECP5: nothing is left out in silence, and both tools' counts mean the same."""

from __future__ import annotations

import re

import pytest

from tests.fpga.ecp5.stand_ins import recorded
from weft.fpga.ecp5.cells import LFE5U_85F, Cells, counted, placed
from weft.rtl.simulation.tools import ToolError


def test_cells_are_counted_by_the_places_they_take():
    cells = {
        "LUT4": 5, "CCU2C": 3, "TRELLIS_DPR16X4": 2, "TRELLIS_FF": 7, "MULT18X18D": 4, "DP16KD": 6,
        "PFUMX": 9, "L6MUX21": 9, "EHXPLLL": 1, "$scopeinfo": 3, "\\below": 2,
    }  # fmt: skip
    found = counted(cells, frozenset({"below"}))
    assert found == Cells(lut=5 + 2 * 3 + 6 * 2, ff=7, dsp=4, ram=6)


def test_luts_are_counted_as_nextpnr_counts_them_before_packing():
    """40 LUT4 and 16 CCU2C are what Yosys made of the design that the log is of."""
    told = re.search(r"Total LUT4s: +(\d+)/(\d+)", recorded("nextpnr.log"))
    assert told is not None
    assert counted({"LUT4": 40, "CCU2C": 16}).lut == int(told[1])
    assert LFE5U_85F.lut == int(told[2])


def test_the_chip_is_the_one_that_nextpnr_knows():
    there = dict(re.findall(r"^Info:\s+(\w+): +\d+/ +(\d+) ", recorded("nextpnr.log"), re.M))
    kinds = ("TRELLIS_COMB", "TRELLIS_FF", "MULT18X18D", "DP16KD")
    assert placed({kind: int(there[kind]) for kind in kinds}) == LFE5U_85F


@pytest.mark.parametrize("kind", ["ALU54B", "$mul", "\\below"])
def test_a_cell_of_unknown_size_is_an_error(kind):
    with pytest.raises(ToolError, match=r"yosys used 3 cells .* of unknown size"):
        counted({"LUT4": 1, kind: 3})


def test_a_report_that_lacks_a_kind_is_an_error():
    with pytest.raises(ToolError, match="nextpnr reports no use of DP16KD"):
        placed({"TRELLIS_COMB": 1, "TRELLIS_FF": 1, "MULT18X18D": 0})


def test_counts_add_and_scale():
    one = Cells(lut=3, ff=2, ram=1)
    assert one * 2 + one - one == Cells(lut=6, ff=4, ram=2)
    assert (one * 0.5).as_dict() == {"lut": 2, "ff": 1, "dsp": 0, "ram": 0}
