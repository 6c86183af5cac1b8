"""What wire costs where many nets want some.

A router that has to keep a clock cannot lead wires around a place where all of them are taken, and
nextpnr's goes on for ever there: it has no weights to set for it. So the wires that the nets will
take are foretold, spread evenly over what each spans (RUDY: Spindler and Johannes, DATE 2007), and
where there are many, each costs more.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from weft.accelerator.jit import inlined, njit
from weft.fpga.ecp5.estimate import Netlist
from weft.fpga.ecp5.tiles import NONE, Places

READERS = 40  # of a net, above which its wires do not count: it is everywhere
_CROWDED = 1.25  # times as many wires as in the mean, from which on they cost more
DEARER = 3.0  # the power of that by which they do
_PER_READER = 0.04  # more wire than half the perimeter, for each reader from the third on

Map = npt.NDArray[np.float64]  # of tiles at [x, y]


@njit
def prices(netlist: Netlist, places: Places, dearer: float) -> Map:
    """What a tile of wire costs at [x, y], 1 where few want one.

    It rises with the power ``dearer`` of how many want one; of 0 it is 1 everywhere.
    """
    price = wanted(netlist, places)
    crowded = _CROWDED * price.sum() / max((price > 0).sum(), 1)
    for x in range(price.shape[0]):
        for y in range(price.shape[1]):
            price[x, y] = max(price[x, y] / crowded, 1.0) ** dearer
    return price


@inlined
def wire(netlist: Netlist, places: Places, net: int) -> tuple[int, int, int]:
    """Half the perimeter of what a net spans in tiles, and the tile in its middle."""
    left, right, low, high, readers = _span(netlist, places, net)
    tiles = right - left + high - low if readers else 0
    return tiles, (left + right) // 2, (low + high) // 2


@njit
def wanted(netlist: Netlist, places: Places) -> Map:
    """How many tiles of wire the nets take in each tile."""
    width = max(places.x.max() + 1, places.grid.shape[0])
    height = max(places.y.max() + 1, places.grid.shape[1])
    steps = np.zeros((width, height))  # of a sum from the left and from below
    for net in range(len(netlist.drivers)):
        left, right, low, high, readers = _span(netlist, places, net)
        if readers == 0:
            continue
        across, up = right - left, high - low
        each = (across + up) / ((across + 1) * (up + 1))
        each *= 1 + _PER_READER * max(readers - 2, 0)
        for x, sign in ((left, each), (right + 1, -each)):
            if x < width:
                steps[x, low] += sign
                if high + 1 < height:
                    steps[x, high + 1] -= sign
    for x in range(width):
        for y in range(height):
            left_of = steps[x - 1, y] if x else 0.0
            below = steps[x, y - 1] if y else 0.0
            steps[x, y] += left_of + below - (steps[x - 1, y - 1] if x and y else 0.0)
    return steps


@inlined
def _span(netlist: Netlist, places: Places, net: int) -> tuple[int, int, int, int, int]:
    """The first and last column and row of the cells that wires join, and how many read.

    None read a net that has no wires, or too many readers.
    """
    driver, readers = netlist.drivers[net], 0
    first, last = netlist.readers_first[net], netlist.readers_first[net + 1]
    if driver == NONE or last - first > READERS:
        return 0, 0, 0, 0, 0
    left = right = places.x[driver]
    low = high = places.y[driver]
    for i in range(first, last):
        pin = netlist.readers[i]
        if netlist.routed[pin]:
            owner = netlist.owners[pin]
            left, right = min(left, places.x[owner]), max(right, places.x[owner])
            low, high = min(low, places.y[owner]), max(high, places.y[owner])
            readers += 1
    return left, right, low, high, readers
