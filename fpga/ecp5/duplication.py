"""Registers and LUTs that very many cells read get copies, each for cells that lie together.

A wire to hundreds of places on a machine that fills the chip takes longer than any logic. The
copies have the inputs of the cell that they are of: the long way is then before them, where a
register has a cycle for it, and a LUT such as an enable's a wire to a few places instead of all.
Yosys merges equal cells, so it is done to its netlist.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

LEAST = 128  # ends of a net from which on the cell that drives it gets copies
MOST = 64  # ends that each of them has
WEIGHTS = {"DP16KD": 4}  # ends that one counts as: block RAMs lie in few rows all over the chip

COPY = "_copy_"  # in the names of copies, before their numbers

Cell = dict[str, Any]
End = tuple[str, str]  # a cell and its port
_OUTPUT = {"LUT4": "Z", "TRELLIS_FF": "Q"}  # of the kinds of cells that are copied, in order
_NETWORK = "DCCA"
_NUMBER = re.compile(r"(\d+)")


def duplicate(module: dict[str, Any], spare: int) -> int:
    """Copy cells of a module of Yosys's JSON; nets from ``spare`` on are new.

    Ends whose cells have names that are near each other share a copy: they are of one unit of the
    design. LUTs come first, since their copies are ends of registers, too. Registers with an
    asynchronous reset stay single: they may be of a synchroniser, of which two would not always
    agree. Returns how many copies there are.
    """
    first = spare
    for kind in _OUTPUT:
        spare = _duplicate(module, kind, spare)
    return spare - first


def _duplicate(module: dict[str, Any], kind: str, spare: int) -> int:
    """Copy cells of one kind; returns the next net that is new."""
    ends, output = _ends(module["cells"]), _OUTPUT[kind]
    for name, cell in list(module["cells"].items()):
        if cell["type"] != kind or cell["parameters"].get("SRMODE") == "ASYNC":
            continue
        (net,) = cell["connections"][output]
        if sum(_weight(module, end) for end in ends[net]) < LEAST:
            continue
        for number, others in enumerate(_groups(module, ends[net])[1:]):
            copy = f"{name}{COPY}{number}"
            module["cells"][copy] = _copied(cell, output, spare)
            module["netnames"][copy] = {"hide_name": 0, "bits": [spare], "attributes": {}}
            for owner, port in others:
                bits = module["cells"][owner]["connections"][port]
                bits[:] = [spare if bit == net else bit for bit in bits]
            spare += 1
    return spare


def _groups(module: dict[str, Any], ends: list[End]) -> list[list[End]]:
    """Ends in the order of their names, as many together as one cell may have."""
    groups: list[list[End]] = []
    room = 0
    for end in sorted(ends, key=_place):
        weight = _weight(module, end)
        if weight > room:
            groups.append([])
            room = MOST
        groups[-1].append(end)
        room -= weight
    return groups


def _weight(module: dict[str, Any], end: End) -> int:
    return WEIGHTS.get(module["cells"][end[0]]["type"], 1)


def _ends(cells: dict[str, Cell]) -> dict[int, list[End]]:
    """Of each net the cells that read it, with the port; networks aside, which have one end."""
    found = defaultdict(list)
    for name, cell in cells.items():
        if cell["type"] != _NETWORK:
            for port, bits in cell["connections"].items():
                if cell["port_directions"][port] == "input":
                    for bit in dict.fromkeys(bits):
                        found[bit].append((name, port))
    return found


def _place(end: End) -> list[tuple[int, int | str]]:
    """A key by which names with numbers sort as the numbers do."""
    parts = _NUMBER.split(end[0])
    return [(0, int(part)) if part.isdigit() else (1, part) for part in parts]


def _copied(cell: Cell, output: str, net: int) -> Cell:
    connections = {port: list(bits) for port, bits in cell["connections"].items()}
    return {**cell, "connections": {**connections, output: [net]}}
