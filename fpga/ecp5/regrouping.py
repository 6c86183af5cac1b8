"""Ends of copies go to the copy that lies nearest, once nextpnr has placed them.

`duplication.py` gives cells that very many others read equal copies, and shares the ends out by
their names, since nothing has a place yet. Here they are shared out by place. What stands in one
tile goes to one copy: a tile has few wires for enables and resets, and needs no more than before.
What has no wire, such as a flip-flop behind its LUT, stays with the cell beside it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping

from weft.fpga.ecp5.design import Cell, Module, bel, ends_of
from weft.fpga.ecp5.duplication import COPY, MOST
from weft.fpga.ecp5.estimate import DEDICATED

ROOM = MOST * 5 // 4  # ends that a copy may get: a little more than it had at most

Tile = tuple[int, int]
_COPY = re.compile(rf"{COPY}\d+")


def regroup(module: Module) -> int:
    """Share out ends anew in a module of nextpnr's JSON; returns how many moved."""
    cells: dict[str, Cell] = module["cells"]
    families = _families(cells)
    outputs = {name: net for names in families for name in names if (net := _output(cells[name]))}
    ends = ends_of(cells)
    moved = 0
    for names in families:
        places = {outputs[n]: tile for n in names if n in outputs and (tile := _tile(cells[n]))}
        if len(places) > 1:
            moved += _share(cells, places, ends)
    return moved


def _families(cells: Mapping[str, Cell]) -> list[list[str]]:
    """Names of cells that are copies of each other, with the one that they are of."""
    found = defaultdict(list)
    for name in cells:
        if _COPY.search(name):
            found[_COPY.sub("", name)].append(name)
    return [[first, *copies] for first, copies in found.items() if first in cells]


def _output(cell: Cell) -> int | None:
    """The net that a cell drives, if that is one."""
    driven = [
        bit
        for port, bits in cell["connections"].items()
        if cell["port_directions"][port] == "output"
        for bit in bits
    ]
    return driven[0] if len(driven) == 1 else None


def _tile(cell: Cell) -> Tile | None:
    found = bel(cell)
    return (found.x, found.y) if found else None


def _share(
    cells: Mapping[str, Cell], nets: Mapping[int, Tile], ends: Mapping[int, list[tuple[str, str]]]
) -> int:
    """Give the ends of ``nets``, whose drivers' tiles are told, to the nearest that has room."""
    groups = defaultdict(list)
    for net in nets:
        for name, port in ends.get(net, ()):
            if port not in DEDICATED and (tile := _tile(cells[name])):
                groups[tile].append((net, name, port))
    load: Counter[int] = Counter()
    moved = 0
    for tile, group in sorted(groups.items(), key=lambda item: _loss(item[0], nets)):
        free = [net for net in nets if load[net] + len(group) <= ROOM]
        nearest = min(free or nets, key=lambda net: _distance(tile, nets[net]))
        load[nearest] += len(group)
        for net, name, port in group:
            moved += net != nearest
            bits = cells[name]["connections"][port]
            bits[:] = [nearest if bit == net else bit for bit in bits]
    return moved


def _loss(tile: Tile, nets: Mapping[int, Tile]) -> int:
    """How much farther the second nearest is than the nearest, negative: most is first."""
    near, far = sorted(_distance(tile, place) for place in nets.values())[:2]
    return near - far


def _distance(a: Tile, b: Tile) -> int:
    return abs(a[0] - b[0]) + abs(a[1] - b[1])
