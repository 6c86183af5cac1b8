"""Lengths of paths against a walk along each of them, and where what is too long comes from."""

from __future__ import annotations

import functools
import math
from typing import Any

import numpy as np
import pytest

from tests.fpga.ecp5.placements import CLOCK, built
from weft.fpga.ecp5 import estimate, tiles

DEDICATED = {"FCI", "F1", "DI"}


def wire(a: tuple[int, int], b: tuple[int, int]) -> float:
    """nextpnr's, for the slowest speed grade: the first five tiles of a direction count double."""
    away = [abs(i - k) for i, k in zip(a, b, strict=True)]
    return 0.085 * (6 + sum(max(d - 5, 0) + 2 * min(d, 5) for d in away))


class Walk:
    """The longest path to a net and from a pin, one cell after the other."""

    def __init__(self, cells: dict[str, Any]) -> None:
        self.cells = cells
        self.driver = {
            bits[0]: (name, port)
            for name, cell in cells.items()
            for port, bits in cell["connections"].items()
            if bits and cell["port_directions"][port] == "output"
        }
        self.there = functools.cache(self._there)

    def place(self, name: str) -> tuple[int, int]:
        x, y, _ = self.cells[name]["attributes"]["NEXTPNR_BEL"].split("/")
        return int(x[1:]), int(y[1:])

    def comes(self, name: str, port: str) -> float:
        """When what a pin reads is there."""
        net = self.cells[name]["connections"][port][0]
        if net not in self.driver or port in DEDICATED:
            return self.there(net)
        return self.there(net) + wire(self.place(self.driver[net][0]), self.place(name))

    def _there(self, net: int) -> float:
        if net not in self.driver:
            return 0.0
        name, out = self.driver[net]
        cell = self.cells[name]
        if cell["type"] == "TRELLIS_FF":
            return 0.52
        if cell["type"] == "DP16KD":
            return 5.6
        inputs = [
            self.comes(name, port) + delay
            for port, bits in cell["connections"].items()
            if bits and (delay := self.through(port, out)) is not None
            and cell["port_directions"][port] == "input"
        ]  # fmt: skip
        return max(inputs, default=-math.inf)

    @staticmethod
    def through(port: str, out: str) -> float | None:
        table = {
            "F": dict.fromkeys("ABCD", 0.24) | {"FCI": 0.44},
            "OFX": dict.fromkeys("ABCD", 0.4) | {"M": 0.17, "F1": 0.17},
            "FCO": dict.fromkeys("ABCD", 0.45) | {"FCI": 0.04},
        }
        return table.get(out, {}).get(port)


@pytest.fixture(params=range(3))
def cells(request: pytest.FixtureRequest) -> dict[str, Any]:
    return built(request.param).cells


def estimated(cells: dict[str, Any]) -> tuple[Any, ...]:
    netlist, paths = estimate.read(cells)
    places = tiles.read(cells)
    return netlist, paths, *estimate.lengths(netlist, paths, places.x, places.y)


def test_the_longest_path_to_each_end_is_that_of_a_walk(cells):
    netlist, paths, _, longest, _ = estimated(cells)
    walk, names = Walk(cells), list(cells)
    expected = sorted(
        walk.comes(name, port) + 0.1
        for name, cell in cells.items()
        for port, bits in cell["connections"].items()
        if bits and cell["port_directions"][port] == "input" and bits[0] != CLOCK
        and cell["type"] in ("TRELLIS_FF", "DP16KD", "TRELLIS_RAMW")
    )  # fmt: skip
    assert len(expected) > 1000
    np.testing.assert_allclose(np.sort(longest[paths.end_pins]), expected, rtol=1e-5)
    assert {cells[names[netlist.owners[p]]]["type"] for p in paths.end_pins} == {
        "TRELLIS_FF", "DP16KD", "TRELLIS_RAMW",
    }  # fmt: skip


def test_no_pin_is_on_a_longer_path_than_the_longest_end(cells):
    _, paths, _, longest, _ = estimated(cells)
    assert longest.max() == pytest.approx(longest[paths.end_pins].max(), rel=1e-5)


def test_what_is_too_late_is_shared_among_the_wires_that_make_it_so(cells):
    """All of it reaches registers or the outside, and where wires are longer, ends are later."""
    netlist, paths, wires, longest, there = estimated(cells)
    allowed = float(np.quantile(longest[paths.end_pins], 0.95))
    share = estimate.shares(netlist, paths, wires, longest, there, allowed)
    late = np.maximum(longest[paths.end_pins] - allowed, 0)
    first = ~np.isin(netlist.nets, paths.arc_nets)
    assert late.sum() > 0
    assert share[first].sum() == pytest.approx(late.sum(), rel=1e-3)
    assert (share >= 0).all()
    assert (longest[share > 0.01] > allowed - 2).all()


def test_a_share_is_what_the_sum_of_squares_grows_by(cells):
    """Of pins whose wire alone decides; half the sum grows by the share for each nanosecond."""
    netlist, paths, wires, longest, there = estimated(cells)
    allowed = float(np.quantile(longest[paths.end_pins], 0.9))
    share = estimate.shares(netlist, paths, wires, longest, there, allowed)

    def half() -> float:
        *_, now, _ = estimate.lengths(moved, paths, places.x, places.y)
        return float((np.maximum(now[paths.end_pins] - allowed, 0).astype(float) ** 2).sum() / 2)

    places = tiles.read(cells)
    step, close = 0.02, 0
    pins = np.argsort(-share)[:40]
    for pin in pins:
        routed, fixed = netlist.routed.copy(), netlist.fixed.copy()
        routed[pin], fixed[pin] = False, wires[pin] - step
        moved = netlist._replace(routed=routed, fixed=fixed)
        less = half()
        fixed[pin] = wires[pin] + step
        slope = (half() - less) / (2 * step)
        close += abs(slope - share[pin]) < 0.35 * share[pin]
    assert close > 0.6 * len(pins)  # the others have an equally late neighbour
