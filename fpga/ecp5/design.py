"""Designs as Yosys and nextpnr write them: JSON of modules, their cells, and nets by number."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from typing import Any, NamedTuple

Cell = dict[str, Any]
Module = dict[str, Any]

NETWORK = "DCCA"  # the cell behind which a net is one of those of low skew

_BEL = re.compile(r"X(\d+)/Y(\d+)/(.*)")


class Bel(NamedTuple):
    """A place for a cell: its tile, and its name there."""

    x: int
    y: int
    name: str

    def __str__(self) -> str:
        return f"X{self.x}/Y{self.y}/{self.name}"


def top(design: Mapping[str, Any]) -> Module:
    """The module of a design that is all of it."""
    modules: dict[str, Module] = design["modules"]
    (found,) = (m for m in modules.values() if int(m["attributes"].get("top", "0"), 2))
    return found


def bel(cell: Cell) -> Bel | None:
    """Where nextpnr placed a cell, if it did."""
    found = _BEL.fullmatch(cell["attributes"].get("NEXTPNR_BEL", ""))
    return Bel(int(found[1]), int(found[2]), found[3]) if found else None


def put(cell: Cell, place: Bel) -> None:
    """Place a cell."""
    cell["attributes"]["NEXTPNR_BEL"] = str(place)


def ends_of(cells: Mapping[str, Cell]) -> dict[int, list[tuple[str, str]]]:
    """Of each net the cells that read it, with the port; networks aside, which have one end."""
    found = defaultdict(list)
    for name, cell in cells.items():
        if cell["type"] != NETWORK:
            for port, bits in cell["connections"].items():
                if cell["port_directions"][port] == "input":
                    for bit in dict.fromkeys(bits):
                        found[bit].append((name, port))
    return found
