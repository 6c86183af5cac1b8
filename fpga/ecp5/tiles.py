"""Where the cells of a placed netlist lie, and which of them may change places.

A tile of logic has eight slots, two to each of its four slices. A slot holds a LUT and a flip-flop;
two slots make a LUT of five inputs, tiles in a row carries, and one tile the RAM of LUTs.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from weft.accelerator.jit import njit
from weft.fpga.ecp5.design import Bel, Cell, bel, put

Ints = npt.NDArray[np.int32]
Bools = npt.NDArray[np.bool_]
Kinds = npt.NDArray[np.int8]
Number = int | np.signedinteger[Any]

SLOTS = 8  # of a tile
NONE = -1

# of what a slot holds; LOW and HIGH are the LUTs that a multiplexer joins, FIXED moves as a tile
EMPTY, FREE, TIED, LOW, HIGH, FIXED = range(6)

BLOCKS = ("DP16KD", "MULT18X18D")  # cells that have sites of their own

_SLICE = re.compile(r"SLICE([A-D])\.(K|FF|RAMW)([01]?)")  # of the names of BELs
_WHOLE_CONTROL = ("CEMUX", "GSR", "CLKMUX", "LSRMUX", "SRMODE")


class Places(NamedTuple):
    """Slots are numbered by tile, tiles by row, so that those of a row follow each other."""

    x: Ints  # of each cell its tile
    y: Ints
    slots: Ints  # of each cell its slot, or NONE
    luts: Ints  # of each slot its LUT, or NONE
    registers: Ints  # of each slot its flip-flop, or NONE
    lut_kinds: Kinds  # of each slot
    register_kinds: Kinds
    selects: Bools  # of each slot, the LUT takes the input M, which a free flip-flop would need
    writers: Ints  # of each tile the cell that writes its RAM, or NONE
    joined: Bools  # of each tile, carries go on in the next one
    tile_x: Ints
    tile_y: Ints
    grid: Ints  # tile at [x, y], or NONE
    controls: Ints  # of each cell, equal for flip-flops that may share a slice
    resets: Ints  # likewise a tile
    classes: Kinds  # of each cell 1 and on for BLOCKS, or 0
    homes: Ints  # of each cell, which was at first where it is now; for BLOCKS


def read(cells: Mapping[str, Cell]) -> Places:
    """Where nextpnr placed the cells of a module of its JSON, numbered in their order."""
    bels = [bel(cell) for cell in cells.values()]
    slices = [place and _SLICE.fullmatch(place.name) for place in bels]
    within = zip(bels, slices, strict=True)
    spots = sorted({(place.y, place.x) for place, part in within if place and part})
    numbers = {(x, y): tile for tile, (y, x) in enumerate(spots)}
    places = _nowhere(len(cells), spots)
    for number, (cell, place, part) in enumerate(zip(cells.values(), bels, slices, strict=True)):
        if cell["type"] in BLOCKS:
            places.classes[number] = 1 + BLOCKS.index(cell["type"])
        if not place:
            continue
        x, y = places.x[number], places.y[number] = place.x, place.y
        if not part:
            continue
        if part[2] == "RAMW":
            places.writers[numbers[x, y]] = number
            continue
        slot = numbers[x, y] * SLOTS + "ABCD".index(part[1]) * 2 + int(part[3])
        places.slots[number] = slot
        (places.luts if part[2] == "K" else places.registers)[slot] = number
    _tell_luts(places, list(cells.values()))
    _tell_registers(places, list(cells.values()))
    _tell_rows(places, list(cells.values()))
    return places


def _nowhere(cells: int, spots: list[tuple[int, int]]) -> Places:
    slots = SLOTS * len(spots)
    tile_y, tile_x = np.array(spots, np.int32).reshape(-1, 2).T.copy()
    grid = np.full((tile_x.max(initial=0) + 1, tile_y.max(initial=0) + 1), NONE, np.int32)
    grid[tile_x, tile_y] = np.arange(len(spots))

    def every(count: int, value: int = NONE) -> Ints:
        return np.full(count, value, np.int32)

    def kinds(count: int) -> Kinds:
        return np.zeros(count, np.int8)

    return Places(
        every(cells, 0), every(cells, 0), every(cells), every(slots), every(slots),
        kinds(slots), kinds(slots), np.zeros(slots, np.bool_), every(len(spots)),
        np.zeros(len(spots), np.bool_), tile_x, tile_y, grid, every(cells), every(cells),
        kinds(cells), np.arange(cells, dtype=np.int32),
    )  # fmt: skip


def _net(cell: Cell, port: str) -> int | None:
    """The net at a port, if there is one; constants are none."""
    bits = cell["connections"].get(port)
    return bits[0] if bits and isinstance(bits[0], int) else None


def _tell_luts(places: Places, cells: list[Cell]) -> None:
    """Which LUTs stand alone, which in pairs, and which stay where they are in their tile."""
    larger = {_net(cell, port) for cell in cells for port in ("FXA", "FXB")} - {None}
    for slot, number in enumerate(places.luts):
        if number == NONE:
            continue
        cell = cells[number]
        places.selects[slot] = _net(cell, "M") is not None
        out = _net(cell, "OFX")
        if places.lut_kinds[slot] == HIGH:
            continue
        if cell["parameters"].get("MODE", "LOGIC") != "LOGIC" or _net(cell, "FXA") is not None:
            places.lut_kinds[slot] = FIXED
        elif out is not None:
            kinds = (FIXED, FIXED) if out in larger else (LOW, HIGH)
            places.lut_kinds[slot : slot + 2] = kinds
        elif places.lut_kinds[slot] != FIXED:
            places.lut_kinds[slot] = FREE


def _tell_registers(places: Places, cells: list[Cell]) -> None:
    """Which flip-flops stand alone; beside a RAM of LUTs, none does: it shares their controls."""
    controls: dict[object, int] = {}
    resets: dict[object, int] = {}
    for slot, number in enumerate(places.registers):
        if number == NONE:
            continue
        cell = cells[number]
        parameters = [cell["parameters"].get(name) for name in _WHOLE_CONTROL]
        reset = (*(_net(cell, port) for port in ("CLK", "LSR")), *parameters[2:])
        places.resets[number] = resets.setdefault(reset, len(resets))
        control = (reset, _net(cell, "CE"), *parameters[:2])
        places.controls[number] = controls.setdefault(control, len(controls))
        if cell["parameters"].get("SRMODE") == "ASYNC":
            places.register_kinds[slot] = FIXED
        else:
            places.register_kinds[slot] = FREE if _net(cell, "DI") is None else TIED
    for tile in np.flatnonzero(places.writers != NONE):
        places.register_kinds[tile * SLOTS : (tile + 1) * SLOTS] = FIXED


def _tell_rows(places: Places, cells: list[Cell]) -> None:
    """Which tiles carries go on from."""
    gives = {net: n for n, cell in enumerate(cells) if (net := _net(cell, "FCO")) is not None}
    for number, cell in enumerate(cells):
        giver = gives.get(_net(cell, "FCI") or 0)
        if giver is not None:
            tile, following = places.slots[giver] // SLOTS, places.slots[number] // SLOTS
            places.joined[tile] |= tile != following


def write(places: Places, cells: Mapping[str, Cell]) -> None:
    """Put cells where they are now."""
    names = list(cells)
    bels = [bel(cell) for cell in cells.values()]
    for number, name in enumerate(names):
        slot = places.slots[number]
        if slot != NONE:
            tile, kind = slot // SLOTS, "K" if places.luts[slot] == number else "FF"
            put(cells[name], _in(places, tile, f"{'ABCD'[slot % SLOTS // 2]}.{kind}{slot % 2}"))
        elif places.homes[number] != number and (home := bels[places.homes[number]]):
            put(cells[name], home)
    for tile in np.flatnonzero(places.writers != NONE):
        put(cells[names[places.writers[tile]]], _in(places, tile, "C.RAMW"))


def _in(places: Places, tile: Number, part: str) -> Bel:
    return Bel(int(places.tile_x[tile]), int(places.tile_y[tile]), f"SLICE{part}")


def is_legal(places: Places) -> bool:
    """Whether flip-flops share slices and tiles only with those of the same controls."""
    return all(_shares(places, tile) for tile in range(len(places.tile_x)))


@njit
def _shares(places: Places, tile: int) -> bool:
    reset = np.int32(NONE)
    for slot in range(tile * SLOTS, (tile + 1) * SLOTS):
        register = places.registers[slot]
        if register == NONE:
            continue
        if places.selects[slot] and places.register_kinds[slot] == FREE:
            return False
        if reset == NONE:
            reset = places.resets[register]
        if places.resets[register] != reset:
            return False
        other = places.registers[slot ^ 1]
        if other != NONE and places.controls[other] != places.controls[register]:
            return False
    return True


class Exchange(NamedTuple):
    """``slots`` from ``a`` on change their LUTs, flip-flops or both with those from ``b``."""

    a: Number
    b: Number
    slots: Number
    luts: bool
    registers: bool


@njit
def exchange(places: Places, what: Exchange) -> None:
    """Do it; done twice, it undoes itself. Whole tiles change all that they have."""
    for i in range(what.slots):
        a, b = what.a + i, what.b + i
        if what.luts:
            swap(places.luts, a, b)
            swap(places.lut_kinds, a, b)
            swap(places.selects, a, b)
            _put(places, places.luts[a], a)
            _put(places, places.luts[b], b)
        if what.registers:
            swap(places.registers, a, b)
            swap(places.register_kinds, a, b)
            _put(places, places.registers[a], a)
            _put(places, places.registers[b], b)
    for i in range(what.slots // SLOTS):
        a, b = what.a // SLOTS + i, what.b // SLOTS + i
        swap(places.joined, a, b)
        swap(places.writers, a, b)
        for tile in (a, b):
            writer = places.writers[tile]
            if writer != NONE:
                places.x[writer], places.y[writer] = places.tile_x[tile], places.tile_y[tile]


@njit
def swap(values: Any, a: int, b: int) -> None:
    values[a], values[b] = values[b], values[a]


@njit
def _put(places: Places, cell: int, slot: int) -> None:
    if cell != NONE:
        places.slots[cell] = slot
        places.x[cell] = places.tile_x[slot // SLOTS]
        places.y[cell] = places.tile_y[slot // SLOTS]


@njit
def keeps_rules(places: Places, what: Exchange) -> bool:
    """Whether an exchange that was done left its tiles legal."""
    if not what.registers or what.slots >= SLOTS:
        return True
    return _shares(places, what.a // SLOTS) and _shares(places, what.b // SLOTS)


@njit
def towards(places: Places, cell: int, x: int, y: int, place: int) -> Exchange:
    """How a cell could get to the tile at x and y, to slot ``place`` of it; no slots: not at all.

    LUTs and flip-flops that stand alone change with one of their kind, a flip-flop that follows its
    LUT with all of a slot, a pair of LUTs with all of a slice, carries and RAM with whole tiles.
    """
    never = Exchange(0, 0, 0, False, False)
    if not (0 <= x < places.grid.shape[0] and 0 <= y < places.grid.shape[1]):
        return never
    a, tile = np.int64(places.slots[cell]), np.int64(places.grid[x, y])
    if a == NONE or tile == NONE or tile == a // SLOTS:
        return never
    b = tile * SLOTS + place
    own_lut, own_register = places.lut_kinds[a], places.register_kinds[a]
    lut, register = places.lut_kinds[b], places.register_kinds[b]
    is_lut = places.luts[a] == cell
    if (own_lut == FIXED and (is_lut or own_register != FREE)) or own_register == FIXED:
        return _row_towards(places, a // SLOTS, x, y)
    if own_lut in (LOW, HIGH) and (is_lut or own_register == TIED):
        a, b = a & ~1, b & ~1
        for slot in (a, a + 1, b, b + 1):
            if places.lut_kinds[slot] == FIXED or places.register_kinds[slot] == FIXED:
                return never
        return Exchange(a, b, 2, True, True)
    alone = own_register != TIED if is_lut else own_register == FREE
    if alone and register <= FREE:
        if is_lut:
            return Exchange(a, b, 1, True, False) if lut <= FREE else never
        return never if places.selects[b] else Exchange(a, b, 1, False, True)
    if own_lut <= FREE and lut <= FREE and register <= TIED:
        return Exchange(a, b, 1, True, True)
    return never


@njit
def _row_towards(places: Places, tile: int, x: int, y: int) -> Exchange:
    """The same for all of a tile, with those that carries join it with."""
    never = Exchange(0, 0, 0, False, False)
    first = last = np.int64(tile)
    while first > 0 and places.joined[first - 1]:
        first -= 1
    while places.joined[last]:
        last += 1
    count = last - first + 1
    other = np.int64(places.grid[x, y])
    end = other + count - 1
    if end >= len(places.tile_x) or places.tile_y[end] != y:
        return never
    if places.tile_x[end] != x + count - 1 or abs(other - first) < count:
        return never
    if places.joined[end] or (other > 0 and places.joined[other - 1]):
        return never
    return Exchange(first * SLOTS, other * SLOTS, count * SLOTS, True, True)
