"""Ends of copies go to the nearest one; what a cell computes from stays the same."""

from __future__ import annotations

import copy
import re
from collections import Counter
from typing import Any

import numpy as np
import pytest

from weft.fpga.ecp5 import regrouping
from weft.fpga.ecp5.regrouping import regroup

COPIES, TILES, PER_TILE, SIDE = 4, 40, 3, 50
NETS = [100 + i for i in range(COPIES)]  # of the register and its copies, in their order


def cell(kind: str, place: tuple[int, int], inputs: dict[str, Any], out: int) -> dict[str, Any]:
    port = {"TRELLIS_FF": "Q", "TRELLIS_COMB": "F"}[kind]
    return {
        "type": kind,
        "attributes": {"NEXTPNR_BEL": f"X{place[0]}/Y{place[1]}/SLICEA.FF0"},
        "port_directions": dict.fromkeys(inputs, "input") | {port: "output"},
        "connections": {**inputs, port: [out]},
    }


@pytest.fixture(params=range(3))
def module(request: pytest.FixtureRequest) -> dict[str, Any]:
    """A register with copies anywhere, and tiles of cells that read any of them."""
    rng = np.random.default_rng(request.param)

    def place() -> tuple[int, int]:
        x, y = rng.integers(0, SIDE, 2).tolist()
        return x, y

    names = ["unit.r", *(f"unit.r_copy_{i}" for i in range(COPIES - 1))]
    cells = {
        name: cell("TRELLIS_FF", place(), {"M": [1]}, net)
        for name, net in zip(names, NETS, strict=True)
    }
    spare = iter(range(1000, 2000))
    for _ in range(TILES):
        there = place()
        for _ in range(PER_TILE):
            net, other = (int(n) for n in rng.choice(NETS, 2))
            out = next(spare)
            if rng.integers(2):
                inputs = {"CE": [net], "DI": [5]}
                cells[f"ff_{out}"] = cell("TRELLIS_FF", there, inputs, out)
            else:
                inputs = {"A": [net], "B": [7], "C": [other], "D": []}
                cells[f"lut_{out}"] = cell("TRELLIS_COMB", there, inputs, out)
    cells["buffer"] = {
        "type": "DCCA", "attributes": {"NEXTPNR_BEL": f"X{SIDE}/Y0/TDCC2"},
        "port_directions": {"CLKI": "input", "CLKO": "output"},
        "connections": {"CLKI": [NETS[0]], "CLKO": [9]},
    }  # fmt: skip
    settings = {"seed": "1", "router": "router1", "router/tmg_ripup": "0", "target_freq": "1e6"}
    return {"attributes": {"top": "1"}, "settings": settings, "cells": cells}


def tile(cell: dict[str, Any]) -> tuple[int, int]:
    x, y = re.findall(r"\d+", cell["attributes"]["NEXTPNR_BEL"])[:2]
    return int(x), int(y)


def ends(module: dict[str, Any]) -> list[tuple[tuple[int, int], int]]:
    """The tile of each end, and the net that it reads."""
    return [
        (tile(cell), bit)
        for cell in module["cells"].values()
        for port, bits in cell["connections"].items()
        for bit in bits
        if cell["port_directions"][port] == "input" and bit in NETS and cell["type"] != "DCCA"
    ]


def length(module: dict[str, Any]) -> int:
    """What all ends are away from what they read."""
    places = {c["connections"]["Q"][0]: tile(c) for n, c in module["cells"].items() if ".r" in n}
    found = ((there, places[net]) for there, net in ends(module))
    return sum(abs(a[0] - b[0]) + abs(a[1] - b[1]) for a, b in found)


def test_each_tile_reads_the_nearest(module, monkeypatch):
    monkeypatch.setattr(regrouping, "ROOM", 1 << 20)
    assert regroup(module) > 0
    places = {c["connections"]["Q"][0]: tile(c) for n, c in module["cells"].items() if ".r" in n}
    for (x, y), net in ends(module):
        away = {n: abs(x - a) + abs(y - b) for n, (a, b) in places.items()}
        assert away[net] == min(away.values())


def test_only_which_of_equal_cells_is_read_changes(module):
    before = copy.deepcopy(module)
    regroup(module)
    assert length(module) < length(before)
    assert module["cells"]["buffer"] == before["cells"]["buffer"]
    for found in (module, before):
        for c in found["cells"].values():
            for port, bits in c["connections"].items():
                if c["port_directions"][port] == "input":
                    c["connections"][port] = [NETS[0] if bit in NETS else bit for bit in bits]
    assert module == before


def test_what_has_no_wire_stays_with_its_own(module):
    """A flip-flop behind a LUT has no wire to another one, were it as near."""
    for number in range(40):
        net = NETS[number % COPIES]
        inputs = {"CLK": [4], "DI": [net]}
        module["cells"][f"tied_{number}"] = cell("TRELLIS_FF", (number, 3), inputs, 3000 + number)
    regroup(module)
    for number in range(40):
        assert module["cells"][f"tied_{number}"]["connections"]["DI"] == [NETS[number % COPIES]]


def test_no_copy_has_more_ends_than_there_is_room_for(module, monkeypatch):
    """Then some read one that is farther away, and still all ends of a tile the same."""
    count = len(ends(module))
    room = -(-count // COPIES) + 2 * PER_TILE
    monkeypatch.setattr(regrouping, "ROOM", room)
    regroup(module)
    found = ends(module)
    assert len(found) == count
    assert max(Counter(net for _, net in found).values()) <= room
    assert len({there for there, _ in found}) == len(set(found))


def test_a_second_time_moves_nothing(module):
    regroup(module)
    before = copy.deepcopy(module)
    assert regroup(module) == 0
    assert module == before


def test_what_has_no_copies_is_left_alone(module):
    module["cells"] = {n: c for n, c in module["cells"].items() if "_copy_" not in n}
    before = copy.deepcopy(module)
    assert regroup(module) == 0
    assert module == before
