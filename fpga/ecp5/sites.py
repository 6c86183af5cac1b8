"""Sites of block RAMs and multipliers, near what they serve.

nextpnr's static placer moves blocks about as if there were a site everywhere, then puts each on a
free one near by: what comes late gets what is left. The multipliers of an 8x8 array came to lie 31
tiles from their elements in the mean, and all wires between crossed the middle of the chip. So a
netlist is placed twice: what the first time tells is where each block is pulled to. The blocks get
the sites with the least distance to that in total, and all else is placed around them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from scipy.optimize import linear_sum_assignment

from weft.fpga.ecp5 import estimate, tiles
from weft.fpga.ecp5.design import Bel, Cell, top
from weft.fpga.ecp5.estimate import Netlist
from weft.fpga.ecp5.tiles import BLOCKS, NONE, Places

_AROUND = 400  # cells that tell where a block is pulled to
_READERS = 4  # of a net, above which it joins what need not lie together

Sites = Mapping[str, Sequence[Bel]]  # of each of BLOCKS


def _grid(rows: Sequence[int], within: Mapping[int, str]) -> tuple[Bel, ...]:
    """Sites of the LFE5U-85F: in each row 13 groups of nine columns, four sites in each."""
    groups = [*range(4, 59, 9), *range(69, 115, 9)]
    return tuple(
        Bel(group + column, row, name)
        for row in rows for group in groups for column, name in within.items()
    )  # fmt: skip


# Project Trellis, database/ECP5/LFE5U-85F/tilegrid.json: tiles MIB_EBR0 to 6 and MIB_DSP0 to 5
LFE5U_85F: Sites = {
    "DP16KD": _grid((22, 46, 70, 82), {0: "EBR0", 2: "EBR1", 4: "EBR2", 6: "EBR3"}),
    "MULT18X18D": _grid((10, 34, 58), {0: "MULT18_0", 1: "MULT18_1", 4: "MULT18_4", 5: "MULT18_5"}),
}


def hold(placed: Path, netlist: Path, held: Path, sites: Sites) -> bool:
    """Write a netlist whose blocks are held to sites, told by a placement of it.

    ``placed`` and ``netlist`` are JSON of nextpnr and of Yosys, ``held`` is written unless there
    are no blocks. Returns whether there are any.
    """
    cells = top(json.loads(placed.read_text(encoding="utf-8")))["cells"]
    chosen = assign(cells, sites)
    if not chosen:
        return False
    design = json.loads(netlist.read_text(encoding="utf-8"))
    module = top(design)
    for name, site in chosen.items():
        module["cells"][name]["attributes"]["BEL"] = str(site)
    held.write_text(json.dumps(design), encoding="utf-8")
    return True


def assign(cells: Mapping[str, Cell], sites: Sites) -> dict[str, Bel]:
    """The site of each block of a placed module: those with the least distance in total.

    A block is pulled to the middle of the cells of logic around it: those next to it do not count
    more, they lie where it lay.
    """
    netlist, _ = estimate.read(cells)
    places = tiles.read(cells)
    neighbours = _neighbours(netlist, places)
    names = list(cells)
    chosen: dict[str, Bel] = {}
    for number, kind in enumerate(BLOCKS):
        blocks: list[int] = np.flatnonzero(places.classes == 1 + number).tolist()
        x, y = np.array([_middle(neighbours, places, block) for block in blocks]).reshape(-1, 2).T
        site_x, site_y = np.array([(site.x, site.y) for site in sites[kind]]).reshape(-1, 2).T
        away = np.abs(x[:, None] - site_x) + np.abs(y[:, None] - site_y)
        for block, site in zip(*linear_sum_assignment(away), strict=True):
            chosen[names[blocks[block]]] = sites[kind][site]
    return chosen


def _neighbours(netlist: Netlist, places: Places) -> list[list[int]]:
    """Of each cell those of logic that a net of few ends joins it with."""
    found: list[list[int]] = [[] for _ in places.x]
    first = netlist.readers_first
    for net, driver in enumerate(netlist.drivers):
        if driver == NONE or first[net + 1] - first[net] > _READERS:
            continue
        ends = {int(driver), *netlist.owners[netlist.readers[first[net] : first[net + 1]]].tolist()}
        for cell in ends:
            found[cell] += [end for end in ends if end != cell and places.slots[end] != NONE]
    return found


def _middle(neighbours: list[list[int]], places: Places, block: int) -> tuple[float, float]:
    """The median of where the cells lie that are the fewest nets from a block."""
    around = [block]
    seen = {block}
    for cell in around:  # which grows
        if len(around) > _AROUND:
            break
        new = [other for other in neighbours[cell] if other not in seen]
        seen.update(new)
        around += dict.fromkeys(new)
    logic = [cell for cell in around[1:] if places.luts[places.slots[cell]] == cell] or [block]
    return float(np.median(places.x[logic])), float(np.median(places.y[logic]))
