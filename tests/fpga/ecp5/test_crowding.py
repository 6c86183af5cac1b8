"""How many wires are wanted where, and what they cost there, counted net by net."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import pytest

from tests.fpga.ecp5.placements import CLOCK, built
from weft.fpga.ecp5 import crowding, estimate, refinement, tiles
from weft.fpga.ecp5.design import Cell, bel
from weft.fpga.ecp5.estimate import DEDICATED

CLOCK_MHZ = 50.0  # that paths are made short enough for


@pytest.fixture(params=range(3))
def cells(request: pytest.FixtureRequest) -> dict[str, Cell]:
    found: dict[str, Cell] = built(request.param).module["cells"]
    return found


def spans(cells: dict[str, Cell]) -> dict[int, list[tuple[int, int]]]:
    """Tiles of the cells on each net that is led over wires, its driver's first."""
    drivers, readers = {}, defaultdict(list)
    for cell in cells.values():
        place = bel(cell)
        assert place
        for port, bits in cell["connections"].items():
            for net in bits:
                if cell["port_directions"][port] == "output":
                    drivers[net] = place[:2]
                elif port not in DEDICATED and net != CLOCK:
                    readers[net].append(place[:2])
    return {net: [drivers[net], *ends] for net, ends in readers.items() if net in drivers}


def counted(cells: dict[str, Cell]) -> np.ndarray:
    found = np.zeros((200, 200))
    for ends in spans(cells).values():
        if len(ends) - 1 > crowding.READERS:
            continue
        (left, low), (right, high) = np.min(ends, 0), np.max(ends, 0)
        tiles_of = found[left : right + 1, low : high + 1]
        more = 1 + crowding._PER_READER * max(len(ends) - 3, 0)
        tiles_of += (right - left + high - low) * more / tiles_of.size
    return found


def of(cells: dict[str, Cell]) -> tuple[estimate.Netlist, tiles.Places]:
    return estimate.read(cells)[0], tiles.read(cells)


def test_wires_are_wanted_where_nets_span(cells):
    found = crowding.wanted(*of(cells))
    expected = counted(cells)
    width, height = found.shape
    np.testing.assert_allclose(found, expected[:width, :height], atol=1e-9)
    assert not expected[width:].any()
    assert not expected[:, height:].any()


def test_wire_is_half_the_perimeter_in_the_middle(cells):
    netlist, places = of(cells)
    found = [crowding.wire(netlist, places, net) for net in range(len(netlist.drivers))]
    expected = []
    for ends in spans(cells).values():
        (left, low), (right, high) = np.min(ends, 0), np.max(ends, 0)
        if len(ends) - 1 <= crowding.READERS:
            middle = (left + right) // 2, (low + high) // 2
            expected.append((right - left + high - low, *middle))
    assert len(expected) > 500
    assert sorted(wire for wire in found if wire[0]) == sorted(e for e in expected if e[0])


def test_wire_is_dearer_where_many_want_some(cells):
    netlist, places = of(cells)
    found = crowding.prices(netlist, places, 2.0)
    wanted = counted(cells)[: len(found), : len(found[0])]
    limit = crowding._CROWDED * wanted[wanted > 1e-9].mean()
    np.testing.assert_allclose(found, np.maximum(wanted / limit, 1) ** 2, rtol=1e-6)
    assert found.max() > 1.5
    assert (crowding.prices(netlist, places, 0.0) == 1).all()


def test_cells_leave_where_wires_are_many(monkeypatch):
    """The fullest tiles have fewer wires than at one price everywhere."""
    found = {}
    for dearer in (0.0, crowding.DEARER):
        monkeypatch.setattr(crowding, "DEARER", dearer)
        module = built(1).module
        refinement.refine(module, CLOCK_MHZ)
        wanted = crowding.wanted(*of(module["cells"]))
        found[dearer] = np.sort(wanted.ravel())[-20:].mean()
    assert found[dearer] < 0.95 * found[0.0]
