"""How long the paths of a placed netlist take, estimated from where its cells lie.

nextpnr's own estimate, in arrays that compiled functions walk: the wire from a cell to another
takes what their distance tells, and what lies between wires what Project Trellis measured.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from weft.accelerator.jit import njit
from weft.fpga.ecp5.design import NETWORK, Cell

Ints = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float32]
Bools = npt.NDArray[np.bool_]

# nanoseconds of the slowest speed grade, -6; those of a LUT are of its slowest input
_CLOCKED = {"TRELLIS_FF": 0.52, "DP16KD": 5.6}  # from the clock to an output
_SETUP = 0.1
_MULTIPLY = 3.6
_ON_NETWORK = 3.0
STEP = 0.085  # of a wire, for each tile beyond the fifth of a direction; nearer ones count double
_BASE = 6  # of these, that every wire takes

DEDICATED = frozenset({"FCI", "FXA", "FXB", "F1", "DI"})  # inputs that no routing leads to
_WRITES = frozenset({"WCK", "WRE", "WD", "DI0", "DI1", "WAD0", "WAD1", "WAD2", "WAD3"})
_FACTOR = re.compile(r"[AB]\d+")
_NEVER = np.float32(-1e4)


class Netlist(NamedTuple):
    """Cells, nets and pins by number; a pin is an input of a cell, a net has one driver or none.

    ``first`` of an array of lists has where each begins, and its end at last.
    """

    drivers: Ints  # of each net the cell that drives it, or -1
    owners: Ints  # of each pin its cell
    nets: Ints  # of each pin its net
    routed: Bools  # of each pin, a wire leads to it whose delay hangs on places
    fixed: Floats  # of each pin that is not, the wire's delay in ns
    readers_first: Ints  # pins of nets
    readers: Ints
    inputs_first: Ints  # pins of cells
    inputs: Ints
    outputs_first: Ints  # nets of cells
    outputs: Ints
    passes: Bools  # of each cell, what comes in goes out without a clock


class Paths(NamedTuple):
    """What lies between wires, in ns: ``arcs`` from pins through cells to nets, sources first."""

    starts: Floats  # of each net when it is there, where a clock or nothing tells it
    arc_pins: Ints
    arc_nets: Ints
    arc_delays: Floats
    end_pins: Ints
    end_setups: Floats


def read(cells: Mapping[str, Cell]) -> tuple[Netlist, Paths]:
    """The arrays of a module of nextpnr's JSON; cells have the numbers of their order."""
    numbers: dict[int, int] = {}
    drivers: list[int] = []
    owners: list[int] = []
    nets: list[int] = []
    dedicated: list[bool] = []
    arcs: list[tuple[int, int, float]] = []
    ends: list[int] = []
    starts: dict[int, float] = {}
    networks: set[int] = set()
    for owner, cell in enumerate(cells.values()):
        inputs: list[tuple[str, int]] = []
        outputs: list[tuple[str, int]] = []
        for port, bit in _bits(cell):
            net = numbers.setdefault(bit, len(numbers))
            if net == len(drivers):
                drivers.append(-1)
            if cell["port_directions"][port] == "output":
                drivers[net] = owner
                outputs.append((port, net))
            else:
                inputs.append((port, len(owners)))
                owners.append(owner)
                nets.append(net)
                dedicated.append(port in DEDICATED)
        kind = cell["type"]
        if kind == NETWORK:
            networks.update(net for _, net in outputs)
        elif kind in _CLOCKED:
            starts.update((net, _CLOCKED[kind]) for _, net in outputs)
            ends += [pin for port, pin in inputs if "CLK" not in port]
        elif kind == "TRELLIS_RAMW":
            ends += [pin for _, pin in inputs]
        else:
            arcs += _through(kind, inputs, outputs)
    netlist = _netlist(len(cells), drivers, owners, nets, dedicated, networks)
    paths = _paths(netlist, arcs, ends, starts, networks)
    netlist.passes[netlist.owners[paths.arc_pins]] = True
    return netlist, paths


def _bits(cell: Cell) -> Iterator[tuple[str, int]]:
    for port, bits in cell["connections"].items():
        yield from ((port, bit) for bit in bits if isinstance(bit, int))


def _through(
    kind: str, inputs: list[tuple[str, int]], outputs: list[tuple[str, int]]
) -> Iterator[tuple[int, int, float]]:
    """Pins and nets of a cell without a clock, and what it takes from one to the other."""
    for output, net in outputs:
        for port, pin in inputs:
            if kind == "MULT18X18D":
                delay = _MULTIPLY if _FACTOR.fullmatch(port) else None
            elif kind == "TRELLIS_COMB" and port not in _WRITES:
                delay = _through_lut(port, output)
            else:
                delay = None
            if delay is not None:
                yield pin, net, delay


def _through_lut(port: str, output: str) -> float | None:
    if output == "F":
        return None if port in ("M", "FXA", "FXB", "F1") else 0.44 if port == "FCI" else 0.24
    if output == "OFX":
        return 0.17 if port in ("M", "FXA", "FXB", "F1") else 0.4
    return 0.04 if port == "FCI" else 0.45


def _netlist(
    cells: int, drivers: list[int], owners: list[int], nets: list[int], dedicated: list[bool],
    networks: set[int],
) -> Netlist:  # fmt: skip
    driver, net = np.array(drivers, np.int32), np.array(nets, np.int32)
    on_network = np.isin(net, list(networks))
    routed = ~np.array(dedicated, np.bool_) & ~on_network & (driver[net] >= 0)
    driven = np.flatnonzero(driver >= 0)
    outputs_first, outputs = _lists(driver[driven], cells)
    return Netlist(
        driver,
        np.array(owners, np.int32),
        net,
        routed,
        np.where(on_network, np.float32(_ON_NETWORK), np.float32(0)),
        *_lists(net, len(driver)),
        *_lists(np.array(owners, np.int32), cells),
        outputs_first,
        driven[outputs].astype(np.int32),
        np.zeros(cells, np.bool_),
    )


def _lists(keys: Ints, count: int) -> tuple[Ints, Ints]:
    """Where the list of each key begins, and the lists: places of ``keys``."""
    first = np.concatenate([[0], np.cumsum(np.bincount(keys, minlength=count))])
    return first.astype(np.int32), np.argsort(keys, kind="stable").astype(np.int32)


def _paths(
    netlist: Netlist, arcs: list[tuple[int, int, float]], ends: list[int],
    starts: Mapping[int, float], networks: set[int],
) -> Paths:  # fmt: skip
    start = np.full(len(netlist.drivers), _NEVER, np.float32)
    start[netlist.drivers < 0] = 0
    start[list(starts)] = list(starts.values())
    pins = np.array([pin for pin, _, _ in arcs], np.int32)
    nets = np.array([net for _, net, _ in arcs], np.int32)
    delays = np.array([delay for *_, delay in arcs], np.float32)
    order = _sources_first(netlist, pins, nets, *_lists(pins, len(netlist.owners)))
    ended = np.array(ends, np.int32)
    ended = ended[~np.isin(netlist.nets[ended], list(networks))]
    return Paths(
        start, pins[order], nets[order], delays[order],
        ended, np.full(len(ended), _SETUP, np.float32),
    )  # fmt: skip


@njit
def _sources_first(netlist: Netlist, pins: Ints, nets: Ints, first: Ints, of_pin: Ints) -> Ints:
    """Arcs in an order in which those to a net come before those from it; loops are left out."""
    waits = np.zeros(len(netlist.drivers), np.int32)
    for net in nets:
        waits[net] += 1
    queue = np.empty(len(waits), np.int32)
    order = np.empty(len(pins), np.int32)
    queued = told = 0
    for net in range(len(waits)):
        if waits[net] == 0:
            queue[queued] = net
            queued += 1
    at = 0
    while at < queued:
        net = queue[at]
        at += 1
        for i in range(netlist.readers_first[net], netlist.readers_first[net + 1]):
            pin = netlist.readers[i]
            for j in range(first[pin], first[pin + 1]):
                order[told] = of_pin[j]
                told += 1
                later = nets[of_pin[j]]
                waits[later] -= 1
                if waits[later] == 0:
                    queue[queued] = later
                    queued += 1
    return order[:told]


@njit
def wire(dx: int, dy: int) -> float:
    """What a wire takes between places so many tiles apart, in ns, as nextpnr predicts it."""
    dx, dy = abs(dx), abs(dy)
    return STEP * (
        _BASE + max(dx - 5, 0) + max(dy - 5, 0) + 2 * (min(dx, 5) + min(dy, 5))
    )  # fmt: skip


@njit
def lengths(
    netlist: Netlist, paths: Paths, x: Ints, y: Ints
) -> tuple[Floats, Floats, Floats]:  # fmt: skip
    """Of each pin its wire and the longest path through it, of each net when it is there: in ns."""
    wires = np.empty(len(netlist.owners), np.float32)
    for pin in range(len(wires)):
        if netlist.routed[pin]:
            owner, driver = netlist.owners[pin], netlist.drivers[netlist.nets[pin]]
            wires[pin] = wire(x[driver] - x[owner], y[driver] - y[owner])
        else:
            wires[pin] = netlist.fixed[pin]
    there = paths.starts.copy()
    for i in range(len(paths.arc_pins)):
        pin, net = paths.arc_pins[i], paths.arc_nets[i]
        there[net] = max(there[net], there[netlist.nets[pin]] + wires[pin] + paths.arc_delays[i])
    beyond = np.full(len(wires), _NEVER, np.float32)  # of a pin, the longest from it on
    after = np.full(len(there), _NEVER, np.float32)  # of a net
    for i in range(len(paths.end_pins)):
        pin = paths.end_pins[i]
        beyond[pin] = paths.end_setups[i]
        net = netlist.nets[pin]
        after[net] = max(after[net], beyond[pin] + wires[pin])
    for i in range(len(paths.arc_pins) - 1, -1, -1):
        pin = paths.arc_pins[i]
        beyond[pin] = max(beyond[pin], after[paths.arc_nets[i]] + paths.arc_delays[i])
        net = netlist.nets[pin]
        after[net] = max(after[net], beyond[pin] + wires[pin])
    longest = np.empty(len(wires), np.float32)
    for pin in range(len(wires)):
        longest[pin] = there[netlist.nets[pin]] + wires[pin] + beyond[pin]
    return wires, longest, there


@njit
def shares(
    netlist: Netlist, paths: Paths, wires: Floats, longest: Floats, there: Floats, allowed: float
) -> Floats:
    """Of each pin, by how much ends are too late through it, in ns.

    What an end is too late goes back along the paths to it: at a cell most of it to the inputs that
    are there last. With that as weights, a sum of wires falls as a sum of squares of what is too
    much does.
    """
    within = 0.3  # ns in which inputs of a cell count as equally late
    total = np.zeros(len(there), np.float32)
    for i in range(len(paths.arc_pins)):
        pin, net = paths.arc_pins[i], paths.arc_nets[i]
        comes = there[netlist.nets[pin]] + wires[pin] + paths.arc_delays[i]
        total[net] += np.exp((comes - there[net]) / within)
    share = np.zeros(len(wires), np.float32)
    flow = np.zeros(len(there), np.float32)
    for pin in paths.end_pins:
        late = longest[pin] - allowed
        if late > 0:
            share[pin] += late
            flow[netlist.nets[pin]] += late
    for i in range(len(paths.arc_pins) - 1, -1, -1):
        pin, net = paths.arc_pins[i], paths.arc_nets[i]
        if flow[net] > 0:
            comes = there[netlist.nets[pin]] + wires[pin] + paths.arc_delays[i]
            part = flow[net] * np.exp((comes - there[net]) / within) / total[net]
            share[pin] += part
            flow[netlist.nets[pin]] += part
    return share
