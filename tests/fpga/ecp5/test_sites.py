"""Block RAMs and multipliers get the sites near the logic around them."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from weft.fpga.ecp5.design import Bel
from weft.fpga.ecp5.sites import LFE5U_85F, assign, hold

Cell = dict[str, Any]
ADDRESS = 3  # its net
ROWS, STEPS = 6, 6  # of LUTs behind a block, one after the other
SLOTS = [f"SLICE{name}.K{n}" for name in "ABCD" for n in range(2)]


def lut(bel: str, inputs: dict[str, int], output: int) -> Cell:
    return {
        "type": "TRELLIS_COMB", "parameters": {"MODE": "LOGIC"},
        "attributes": {"NEXTPNR_BEL": bel},
        "port_directions": {**dict.fromkeys(inputs, "input"), "F": "output"},
        "connections": {**{port: [net] for port, net in inputs.items()}, "F": [output]},
    }  # fmt: skip


def around(x: int, y: int) -> Iterator[str]:
    """Places for LUTs in the 12 by 12 tiles around one, a slot of each tile after the other."""
    for slot in SLOTS:
        for i in range(144):
            yield f"X{x + i % 12 - 6}/Y{y + i // 12 - 6}/{slot}"


def module(kind: str, homes: list[tuple[int, int]], order: list[int]) -> dict[str, Any]:
    """Blocks with their logic: the LUT of each row next to them lies with them, the others at home.

    The blocks lie at the sites of their kind with the numbers of ``order``. Those that have one
    home share 12 by 12 tiles there. All have the same address.
    """
    cells: dict[str, Cell] = {}
    net = 10
    spots = {home: around(*home) for home in homes}
    rows: list[tuple[int, int, list[int]]] = []
    for number, place in enumerate(order):
        site = LFE5U_85F[kind][place]
        outputs = {f"P{row}": [net + row * STEPS] for row in range(ROWS)}
        cells[f"block_{number}"] = {
            "type": kind, "parameters": {}, "attributes": {"NEXTPNR_BEL": str(site)},
            "port_directions": {**dict.fromkeys(outputs, "output"), "A0": "input"},
            "connections": {**outputs, "A0": [ADDRESS]},
        }  # fmt: skip
        for row in range(ROWS):
            rows.append((number, row, [net + row * STEPS + step for step in range(STEPS)]))
        net += ROWS * STEPS
    for step in range(STEPS - 1):
        for number, row, nets in rows:
            site = LFE5U_85F[kind][order[number]]
            bel = (
                f"X{site.x}/Y{site.y + 1}/{SLOTS[row]}" if not step else next(spots[homes[number]])
            )
            name = f"logic_{number}_{row}_{step}"
            cells[name] = lut(bel, {"A": nets[step]}, nets[step + 1])
    cells["address"] = lut("X1/Y1/SLICEA.K0", {}, ADDRESS)
    return {"attributes": {"top": "1"}, "cells": cells}


@pytest.mark.parametrize("kind", ["DP16KD", "MULT18X18D"])
def test_blocks_get_the_sites_by_the_logic_around_them(kind):
    """Not by what is next to them, which was placed where they were."""
    wanted = [LFE5U_85F[kind][n] for n in (3, 40, 60, 100, 130)]
    homes = [(site.x - 1, site.y + 1) for site in wanted]
    cells = module(kind, homes, [150, 151, 30, 2, 60])["cells"]
    chosen = assign(cells, LFE5U_85F)
    found = [chosen[f"block_{number}"] for number in range(5)]
    assert all(abs(a.x - b.x) + abs(a.y - b.y) <= 6 for a, b in zip(found, wanted, strict=True))


def test_no_block_gets_nearer_by_another_site_or_an_exchange():
    """Of 36 that all want the same few."""
    cells = module("MULT18X18D", [(64, 64)] * 36, list(range(36)))["cells"]
    chosen = assign(cells, LFE5U_85F)
    assert len(set(chosen.values())) == 36
    away = np.array([[distance(cells, n, site) for site in LFE5U_85F["MULT18X18D"]]
                     for n in range(36)])  # fmt: skip
    at = [LFE5U_85F["MULT18X18D"].index(chosen[f"block_{n}"]) for n in range(36)]
    free = [site for site in range(156) if site not in at]
    now = away[range(36), at]
    assert (now[:, None] <= away[:, free]).all()
    both = away[:, at]  # of a block to the site of another
    assert (now[:, None] + now <= both + both.T).all()


def distance(cells: dict[str, Cell], block: int, site: Bel) -> float:
    """Tiles from a site to the middle of a block's logic."""
    places = [
        [int(part[1:]) for part in cell["attributes"]["NEXTPNR_BEL"].split("/")[:2]]
        for name, cell in cells.items() if name.startswith(f"logic_{block}_")
    ]  # fmt: skip
    x, y = np.median(places, axis=0)
    return float(abs(x - site.x) + abs(y - site.y))


def test_the_chip_has_as_many_sites_as_blocks():
    """Lattice FPGA-DS-02012: 208 block RAMs and 156 multipliers."""
    assert {kind: len(set(of)) for kind, of in LFE5U_85F.items()} == {
        "DP16KD": 208, "MULT18X18D": 156,
    }  # fmt: skip


def test_only_blocks_are_held(tmp_path: Path):
    design = {"modules": {"top": module("DP16KD", [(20, 30), (90, 60)], [200, 5])}}
    placed, netlist, held = (tmp_path / name for name in ("placed", "netlist", "held"))
    placed.write_text(json.dumps(design))
    before = copy.deepcopy(design)
    for cell in before["modules"]["top"]["cells"].values():
        del cell["attributes"]["NEXTPNR_BEL"]
    netlist.write_text(json.dumps(before))
    assert hold(placed, netlist, held, LFE5U_85F)
    after = json.loads(held.read_text())
    cells = after["modules"]["top"]["cells"]
    chosen = {name: cell["attributes"].pop("BEL", None) for name, cell in cells.items()}
    assert after == before
    assert {name for name, bel in chosen.items() if bel} == {"block_0", "block_1"}
    rows = [int(str(chosen[f"block_{n}"]).split("/")[1][1:]) for n in range(2)]
    assert rows[0] in (22, 46)
    assert rows[1] in (46, 70)


def test_without_blocks_nothing_is_held(tmp_path: Path):
    file = tmp_path / "placed"
    file.write_text(json.dumps({"modules": {"top": module("DP16KD", [], [])}}))
    assert not hold(file, file, tmp_path / "held", LFE5U_85F)
    assert not (tmp_path / "held").exists()
