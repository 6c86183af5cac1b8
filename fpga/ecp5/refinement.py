"""Cells of a placed netlist change places until its paths are as short as the clock wants.

nextpnr places for short wires and gives those of the longest paths somewhat more weight; on a
machine that fills the chip a wire that is in nobody's way across half of it remains. From there on
it is a search: cells of paths that are too long are moved along them, and what is improved is a
sum over all wires, with the weight that `estimate.shares` gives each and a price for their tiles
(`crowding.py`). That sum tells little of
many moves at once, so moves come in batches; after each all paths are told anew, and one that made
them worse is taken back, except that at first, as in annealing, somewhat worse is good enough.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from weft.accelerator.jit import inlined, njit
from weft.fpga.ecp5 import crowding, estimate, tiles
from weft.fpga.ecp5.design import Cell, Module
from weft.fpga.ecp5.estimate import Bools, Floats, Ints, Netlist
from weft.fpga.ecp5.tiles import NONE, SLOTS, Exchange, Places

_TIMES = 3  # that all of it is done at most, while paths are too long for the clock
_FASTER = 1.1  # times the clock, that paths are made as short for at first
_WORSE = 0.3  # part of what is late by which it may be more at first
_COOLING = 1200  # batches of moves over which it may be ever less
_IDLE = 600  # in which it is not better by so much, after which it is enough
_LEAST_GAIN = 0.01
_FIRST, _FEWEST = 2000, 30  # moves in a batch; the most are half as many as there are cells
_MORE, _LESS = 1.2, 0.7  # times as many after a good and after a bad one

_SWEEPS, _MOVES_A_SWEEP = 20, 10  # over all cells, and moves for each of them

_OF_WIRES = np.float32(0.1 * estimate.STEP)  # weight of all wires' tiles, whatever hangs on them
_TOO_LONG = np.float32(10)  # weight of what a wire takes of others' time
_OF_SLACK = np.float32(0.3)  # what a wire may take of the time that is left on its path
_ALWAYS = 0.3  # and what it may take though none is left, in ns
_GROUPS = 15  # of 100 moves, those of several cells
_SEED = 0x9E3779B97F4A7C15
_LARGEST = 64 * SLOTS  # cells that may move at once: rows of up to 12 tiles change places

Hear = Callable[[str], None]


class Terms(NamedTuple):
    """What a batch begins with, and makes of it what wires cost."""

    weights: Floats  # of each pin, of its wire
    most: Floats  # of each pin, how long its wire may be before it takes of others' time
    wires: Floats  # of each pin
    early: Floats  # of each pin, how long before the last input of its cell it is there
    prices: crowding.Map


class Refined(NamedTuple):
    """Longest path in ns by the estimate, before and after."""

    before: float
    after: float


def refine(module: Module, clock_mhz: float, hear: Hear = lambda text: None) -> Refined:
    """Move the cells of a module of nextpnr's JSON so that its paths meet a clock, if they can.

    It is first done for a faster one: few ends are then near what the clock allows, and what is
    late for the faster one alone counts no more in the end. Between the two, wires that grew on the
    way are shortened, and leave crowded places; while paths are made shorter, wires cost the same
    everywhere, since prices hold that up. Where ends stay late it is done again from there.
    The same netlist comes to lie the same.
    What nextpnr needs side by side stays so: a flip-flop and the LUT before it, carries, the RAM of
    LUTs, and those that share clocks and resets.
    """
    cells = module["cells"]
    search = _Search(cells)
    if not len(search.paths.end_pins):
        return Refined(0.0, 0.0)
    before = search.worst()
    faster, wanted = 1000 / (_FASTER * clock_mhz), 1000 / clock_mhz
    for _ in range(_TIMES):
        if search.run(faster, hear):
            search.shorten(faster, hear)
            search.run(wanted, hear)
        if search.worst() <= wanted:
            break
    tiles.write(search.places, cells)
    return Refined(before, search.worst())


class _Search:
    """Cells on their way."""

    def __init__(self, cells: dict[str, Cell]) -> None:
        self.netlist, self.paths = estimate.read(cells)
        self.places = tiles.read(cells)
        self.state = np.array([_SEED], np.uint64)

    def worst(self) -> float:
        """The longest path in ns."""
        _, longest, _ = self._lengths()
        return float(longest[self.paths.end_pins].max())

    def shorten(self, allowed: float, hear: Hear) -> None:
        """Move cells a little wherever that makes wires shorter and takes little time of any path.

        Cells of long paths have pushed others out of their places, and the router misses the room
        that longer wires take.
        """
        for _ in range(_SWEEPS):
            lengths = self._lengths()
            hear(f"shortening wires, {_said(self._late(lengths[1], allowed))}")
            prices = crowding.prices(self.netlist, self.places, crowding.DEARER)
            terms, _ = self._terms(allowed, prices, *lengths)
            moves = _MOVES_A_SWEEP * len(self.places.x)
            _batch(self.netlist, self.places, terms, _NONE, self.state, moves)

    def run(self, allowed: float, hear: Hear) -> bool:
        """Move cells until no path is longer than ``allowed`` ns, or no batch helps any more.

        Returns whether any had to be moved.
        """
        places, cells = self.places, len(self.places.x)
        even = np.ones_like(crowding.wanted(self.netlist, places))  # prices, the same everywhere
        size, turn, idle = float(_FIRST), 0, 0
        current = best = mark = np.inf
        kept, found = _copy(places), _copy(places)
        while True:
            lengths = self._lengths()
            late = self._late(lengths[1], allowed)
            score = float((late**2).sum())
            heat = _WORSE * max(0.0, 1 - turn / _COOLING) ** 2
            if score <= current * (1 + heat):
                current, size = score, min(_MORE * size, 0.5 * cells)
                _put(places, kept)
                terms, choice = self._terms(allowed, even, *lengths)
                hear(f"refining, {_said(late)}")
            else:
                size = max(_LESS * size, _FEWEST)
                _put(kept, places)
            if score < best:
                best = score
                _put(places, found)
            idle = 0 if heat or best < mark * (1 - _LEAST_GAIN) else idle + 1
            mark = mark if idle else best
            if best == 0 or idle == _IDLE:
                break
            _batch(self.netlist, places, terms, choice, self.state, int(size))
            turn += 1
        _put(found, places)
        return turn > 0

    def _late(self, longest: Floats, allowed: float) -> npt.NDArray[np.float64]:
        """Of each end, how many ns its longest path is beyond ``allowed``."""
        return np.maximum(longest[self.paths.end_pins].astype(np.float64) - allowed, 0)

    def _lengths(self) -> tuple[Floats, Floats, Floats]:
        return estimate.lengths(self.netlist, self.paths, self.places.x, self.places.y)

    def _terms(
        self, allowed: float, prices: crowding.Map, wires: Floats, longest: Floats, there: Floats
    ) -> tuple[Terms, Choice]:  # fmt: skip
        share = estimate.shares(self.netlist, self.paths, wires, longest, there, allowed)
        slack = np.maximum(np.float32(allowed) - longest, 0)
        most = wires + np.maximum(_OF_SLACK * slack, np.float32(_ALWAYS))
        early = _early(self.netlist, wires, there)
        return Terms(share, most, wires, early, prices), _choice(self.netlist, share)


def _said(late: npt.NDArray[np.float64]) -> str:
    return f"{np.count_nonzero(late):,} ends late by up to {late.max():.1f} ns"


@njit
def _early(netlist: Netlist, wires: Floats, there: Floats) -> Floats:
    """Of each pin, how long before the last input of its cell it is there."""
    last = np.full(len(netlist.passes), -np.inf, np.float32)
    for pin in range(len(wires)):
        owner = netlist.owners[pin]
        last[owner] = max(last[owner], there[netlist.nets[pin]] + wires[pin])
    early = np.empty(len(wires), np.float32)
    for pin in range(len(wires)):
        early[pin] = last[netlist.owners[pin]] - there[netlist.nets[pin]] - wires[pin]
    return early


def _copy(places: Places) -> Places:
    copied: list[Any] = [array.copy() for array in places]
    return Places(*copied)


def _put(places: Places, into: Places) -> None:
    arrays: list[tuple[Any, Any]] = list(zip(places, into, strict=True))
    for source, target in arrays:
        target[...] = source


class Choice(NamedTuple):
    """Pins that are worth a move, and up to which number each is chosen."""

    pins: Ints
    upto: npt.NDArray[np.float64]


_NONE = Choice(np.empty(0, np.int32), np.empty(0, np.float64))  # any cell


def _choice(netlist: Netlist, share: Floats) -> Choice:
    worth: Bools = netlist.routed & (share > 0)
    pins = np.flatnonzero(worth).astype(np.int32)
    return Choice(pins, np.cumsum(np.sqrt(share[pins], dtype=np.float64)))


@njit
def _below(state: Any, limit: int) -> Any:
    """The next of a fixed row of numbers that look like chance (xorshift, Marsaglia 2003)."""
    value = state[0]
    value ^= value << np.uint64(13)
    value ^= value >> np.uint64(7)
    value ^= value << np.uint64(17)
    state[0] = value
    return np.int64((value >> np.uint64(20)) % np.uint64(limit))


@njit
def _part(state: Any) -> float:
    """Likewise, from 0 to less than 1."""
    return _below(state, 1 << 30) / (1 << 30)


@njit
def _batch(
    netlist: Netlist, places: Places, terms: Terms, choice: Choice, state: Any, moves: int
) -> None:  # fmt: skip
    """Try moves: most of cells that are worth one, along the wire that is too long."""
    cells = len(places.x)
    of_class = _by_class(places.classes)
    moved = np.empty(_LARGEST, np.int32)
    together = np.empty(32, np.int32)
    for _ in range(moves):
        what = _below(state, 100)
        if what < 25 or not len(choice.pins):
            cell = _below(state, cells)
            reach = 1 + _below(state, 8)
            x, y = places.x[cell], places.y[cell]
            if places.slots[cell] == NONE or places.lut_kinds[places.slots[cell]] == tiles.FIXED:
                continue
        else:
            pin = choice.pins[np.searchsorted(choice.upto, _part(state) * choice.upto[-1])]
            cell, other = netlist.owners[pin], netlist.drivers[netlist.nets[pin]]
            if _below(state, 2):
                cell, other = other, cell
            if places.classes[cell]:
                sites = of_class[places.classes[cell] - 1]
                _try_blocks(netlist, places, terms, cell, sites[_below(state, len(sites))])
                continue
            dx, dy = places.x[other] - places.x[cell], places.y[other] - places.y[cell]
            dx, dy = _along(state, dx, dy)
            if what >= 100 - _GROUPS:
                _try_together(netlist, places, terms, state, cell, other, dx, dy, moved, together)
                continue
            reach = 1 + _below(state, 5)
            x, y = places.x[cell] + dx, places.y[cell] + dy
            if places.lut_kinds[max(places.slots[cell], 0)] == tiles.FIXED and _below(state, 4):
                continue
        x += _below(state, 2 * reach + 1) - reach
        y += _below(state, 2 * reach + 1) - reach
        step = tiles.towards(places, cell, x, y, _below(state, SLOTS))
        change = _try(netlist, places, terms, step, moved)
        if change > 0 and np.isfinite(change):
            tiles.exchange(places, step)


@njit
def _along(state: Any, dx: int, dy: int) -> tuple[int, int]:
    """A part of the way by ``dx`` and ``dy``; every second time rather a short one."""
    part = _below(state, 101)
    dx, dy = dx * part // 100, dy * part // 100
    if _below(state, 2):
        far = max(abs(dx), abs(dy), 1)
        hop = far // (1 + _below(state, 8))
        dx, dy = dx * hop // far, dy * hop // far
    return dx, dy


@njit
def _by_class(classes: Any) -> Any:
    return np.flatnonzero(classes == 1), np.flatnonzero(classes == 2)


@njit
def _try(
    netlist: Netlist, places: Places, terms: Terms, step: Exchange, moved: Ints
) -> float:  # fmt: skip
    """Make an exchange and return what it costs; one against the rules is infinite and not made."""
    if step.slots == 0:
        return np.inf
    count = _moved(places, step, moved)
    if count == 0:
        return np.inf
    before = _cost(netlist, places, terms, moved[:count])
    tiles.exchange(places, step)
    if not tiles.keeps_rules(places, step):
        tiles.exchange(places, step)
        return np.inf
    return _cost(netlist, places, terms, moved[:count]) - before


@njit
def _moved(places: Places, step: Exchange, moved: Ints) -> int:
    """Put the cells that an exchange moves into ``moved``; returns how many, 0 if too many."""
    count = 0
    if step.slots * 5 > len(moved):  # a LUT and a flip-flop on both sides, and what writes RAM
        return 0
    for i in range(step.slots):
        for slot in (step.a + i, step.b + i):
            if step.luts and places.luts[slot] != NONE:
                moved[count] = places.luts[slot]
                count += 1
            if step.registers and places.registers[slot] != NONE:
                moved[count] = places.registers[slot]
                count += 1
    for i in range(step.slots // SLOTS):
        for tile in (step.a // SLOTS + i, step.b // SLOTS + i):
            if places.writers[tile] != NONE:
                moved[count] = places.writers[tile]
                count += 1
    return count


@njit
def _try_blocks(netlist: Netlist, places: Places, terms: Terms, cell: int, other: int) -> None:
    """Let two blocks of a class change their sites, if that costs nothing."""
    both = np.array([cell, other], np.int32)
    before = _cost(netlist, places, terms, both)
    for _ in range(2):
        tiles.swap(places.x, cell, other)
        tiles.swap(places.y, cell, other)
        tiles.swap(places.homes, cell, other)
        if _cost(netlist, places, terms, both) <= before:
            return


@njit
def _try_together(
    netlist: Netlist, places: Places, terms: Terms, state: Any, cell: int, other: int, dx: int,
    dy: int, moved: Ints, together: Ints,
) -> None:  # fmt: skip
    """Let a cell and those of its paths that lie near it go the same way, if that costs nothing.

    A path does not get shorter by what moves along it, but where it turns; and what turns there are
    often several cells that hold each other fast.
    """
    count, at = 1, 0
    together[0] = cell
    most = 4 + _below(state, len(together) - 4)
    while at < count and count < most:
        count = _join(netlist, places, terms, together, count, most, at, other)
        at += 1
    steps = np.empty((len(together), 5), np.int64)
    made, change = 0, 0.0
    for i in range(count):
        member = together[i]
        x, y = places.x[member] + dx, places.y[member] + dy
        for attempt in range(8):
            near = 0 if attempt < 3 else 1
            step = tiles.towards(
                places, member, x + _below(state, 2 * near + 1) - near,
                y + _below(state, 2 * near + 1) - near, _below(state, SLOTS),
            )  # fmt: skip
            cost = _try(netlist, places, terms, step, moved)
            if np.isfinite(cost):
                change += cost
                steps[made, 0], steps[made, 1], steps[made, 2] = step.a, step.b, step.slots
                steps[made, 3], steps[made, 4] = step.luts, step.registers
                made += 1
                break
    if change > 0:
        for i in range(made - 1, -1, -1):
            a, b, slots, luts, registers = steps[i]
            tiles.exchange(places, Exchange(a, b, slots, luts != 0, registers != 0))


@njit
def _join(
    netlist: Netlist, places: Places, terms: Terms, together: Ints, count: int, most: int, at: int,
    other: int,
) -> int:  # fmt: skip
    """Add cells that lie near one of ``together`` on paths that are too long; how many then."""
    cell = together[at]
    for i in range(netlist.inputs_first[cell], netlist.inputs_first[cell + 1]):
        pin = netlist.inputs[i]
        if terms.weights[pin] > 0 and netlist.routed[pin]:
            driver = netlist.drivers[netlist.nets[pin]]
            count = _add(places, together, count, most, driver, cell, other)
    for i in range(netlist.outputs_first[cell], netlist.outputs_first[cell + 1]):
        net = netlist.outputs[i]
        for j in range(netlist.readers_first[net], netlist.readers_first[net + 1]):
            pin = netlist.readers[j]
            if terms.weights[pin] > 0:
                count = _add(places, together, count, most, netlist.owners[pin], cell, other)
    return count


@njit
def _add(
    places: Places, together: Ints, count: int, most: int, cell: int, near: int, other: int
) -> int:
    if count >= most or cell == other or places.slots[cell] == NONE:
        return count
    if abs(places.x[cell] - places.x[near]) + abs(places.y[cell] - places.y[near]) > 4:
        return count
    for i in range(count):
        if together[i] == cell:
            return count
    together[count] = cell
    return count + 1


@njit
def _cost(netlist: Netlist, places: Places, terms: Terms, cells: Ints) -> float:
    """What the wires to and from cells cost; one between two of them counts twice.

    A longer wire to a LUT takes nobody's time if those from it are shorter by as much: what counts
    is when its readers have it.
    """
    cost = 0.0
    for cell in cells:
        passes, later = netlist.passes[cell], -np.inf
        for i in range(netlist.inputs_first[cell], netlist.inputs_first[cell + 1]):
            pin = netlist.inputs[i]
            if netlist.routed[pin]:
                takes = _takes(netlist, places, pin)
                cost += terms.weights[pin] * takes
                cost += _of_net(netlist, places, terms, netlist.nets[pin])
                if passes:
                    later = max(later, takes - terms.wires[pin] - _OF_SLACK * terms.early[pin])
                else:
                    cost += _TOO_LONG * max(takes - terms.most[pin], 0.0)
            elif passes:
                later = max(later, -_OF_SLACK * terms.early[pin])
        if not passes:
            later = 0.0
        for i in range(netlist.outputs_first[cell], netlist.outputs_first[cell + 1]):
            net = netlist.outputs[i]
            first, last = netlist.readers_first[net], netlist.readers_first[net + 1]
            cost += _of_net(netlist, places, terms, net)
            for j in range(first, last):
                pin = netlist.readers[j]
                takes = _takes(netlist, places, pin) if netlist.routed[pin] else netlist.fixed[pin]
                cost += terms.weights[pin] * takes
                cost += _TOO_LONG * max(later + takes - terms.most[pin], 0.0)
    return cost


@inlined
def _takes(netlist: Netlist, places: Places, pin: int) -> float:
    owner, driver = netlist.owners[pin], netlist.drivers[netlist.nets[pin]]
    return estimate.wire(places.x[driver] - places.x[owner], places.y[driver] - places.y[owner])


@inlined
def _of_net(netlist: Netlist, places: Places, terms: Terms, net: int) -> float:
    """What a net's wires cost, at the price in their middle."""
    length, x, y = crowding.wire(netlist, places, net)
    return _OF_WIRES * length * terms.prices[x, y]
