"""Registers and LUTs that very many cells read get copies, each for cells that lie together.

A wire to hundreds of places on a machine that fills the chip takes longer than any logic. The
copies have the inputs of the cell that they are of: the long way is then before them, where a
register has a cycle for it, and a LUT such as an enable's a wire to a few places instead of all.
Yosys merges equal cells, so it is done to its netlist.
"""

from __future__ import annotations

import re

from weft.fpga.ecp5.design import Cell, Module, ends_of

LEAST = 128  # ends of a net from which on the cell that drives it gets copies
MOST = 64  # ends that each of them has

COPY = "_copy_"  # in the names of copies, before their numbers

_OUTPUT = {"TRELLIS_FF": "Q", "LUT4": "Z"}  # of the kinds of cells that are copied
_NUMBER = re.compile(r"(\d+)")


def duplicate(module: Module, spare: int) -> int:
    """Copy cells of a module of Yosys's JSON; nets from ``spare`` on are new.

    Ends whose cells have names that are near each other share a copy: they are of one unit of the
    design. Registers with an asynchronous reset stay single: they may be of a synchroniser, of
    which two would not always agree. Returns how many copies there are.
    """
    ends, first = ends_of(module["cells"]), spare
    for name, cell in list(module["cells"].items()):
        output = _OUTPUT.get(cell["type"])
        if output is None or cell["parameters"].get("SRMODE") == "ASYNC":
            continue
        (net,) = cell["connections"][output]
        if len(ends[net]) < LEAST:
            continue
        others = sorted(ends[net], key=_place)[MOST:]
        for number, begin in enumerate(range(0, len(others), MOST)):
            copy = f"{name}{COPY}{number}"
            module["cells"][copy] = _copied(cell, output, spare)
            module["netnames"][copy] = {"hide_name": 0, "bits": [spare], "attributes": {}}
            for owner, port in others[begin:][:MOST]:
                bits = module["cells"][owner]["connections"][port]
                bits[:] = [spare if bit == net else bit for bit in bits]
            spare += 1
    return spare - first


def _place(end: tuple[str, str]) -> list[tuple[int, int | str]]:
    """A key by which names with numbers sort as the numbers do."""
    parts = _NUMBER.split(end[0])
    return [(0, int(part)) if part.isdigit() else (1, part) for part in parts]


def _copied(cell: Cell, output: str, net: int) -> Cell:
    connections = {port: list(bits) for port, bits in cell["connections"].items()}
    return {**cell, "connections": {**connections, output: [net]}}
