"""Cells change places for shorter paths, and by the rules of the chip."""

from __future__ import annotations

import copy
from collections import Counter, defaultdict
from typing import Any, NamedTuple

import numpy as np
import pytest

from tests.fpga.ecp5.placements import built, exchange_by_chance
from weft.fpga.ecp5 import crowding, estimate, refinement, tiles
from weft.fpga.ecp5.refinement import refine

MHZ = 300.0
SEEDS = range(3)


@pytest.fixture(params=SEEDS)
def module(request: pytest.FixtureRequest) -> dict[str, Any]:
    return built(request.param).module


class Done(NamedTuple):
    """A refinement as it is, which takes a while: tests share it."""

    before: dict[str, Any]
    after: dict[str, Any]
    found: refinement.Refined


@pytest.fixture(scope="module", params=SEEDS)
def done(request: pytest.FixtureRequest) -> Done:
    before = built(request.param).module
    after = copy.deepcopy(before)
    found = refine(after, MHZ)
    return Done(before, after, found)


def bel(cell: dict[str, Any]) -> str:
    return str(cell["attributes"]["NEXTPNR_BEL"])


def broken(cells: dict[str, Any]) -> list[str]:
    """Which rules a placement breaks, told from its sites alone."""
    found = []
    at = {bel(cell): cell for cell in cells.values()}
    if len(at) < len(cells):
        found.append("two cells at a site")
    driver = {
        bits[0]: cell for cell in cells.values() for port, bits in cell["connections"].items()
        if bits and cell["port_directions"][port] == "output"
    }  # fmt: skip
    tiles_of: defaultdict[str, set[Any]] = defaultdict(set)
    slices: defaultdict[str, set[Any]] = defaultdict(set)
    for cell in cells.values():
        wired = cell["connections"]
        tile, _, site = bel(cell).rpartition("/")
        if cell["type"] == "TRELLIS_FF":
            reset, enable = (str(wired.get(port)) for port in ("LSR", "CE"))
            tiles_of[tile].add(reset)
            slices[f"{tile}/{site[:6]}"].add((reset, enable))
            lut = at.get(bel(cell).replace("FF", "K"))
            if "DI" in wired and driver[wired["DI"][0]] is not lut:
                found.append("a flip-flop without its LUT")
            if "M" in wired and lut and "M" in lut["connections"]:
                found.append("two that need M")
            if f"{tile}/SLICEC.RAMW" in at and site != "SLICED.FF0":
                found.append("a flip-flop beside RAM")
        if "F1" in wired and bel(driver[wired["F1"][0]]) != bel(cell).replace("K0", "K1"):
            found.append("a pair apart")
        if "FCI" in wired:
            x, y, slot = place(cell)
            before = place(driver[wired["FCI"][0]])
            if before != ((x, y, slot - 1) if slot else (x - 1, y, 7)):
                found.append("a carry apart")
        if cell["parameters"].get("MODE") in ("DPRAM", "RAMW_BLOCK"):
            writes = wired.get("WD")
            if writes and bel(driver[writes[0]]) != f"{tile}/SLICEC.RAMW":
                found.append("RAM apart")
            if (site[:6] == "SLICEC") != (cell["parameters"]["MODE"] == "RAMW_BLOCK"):
                found.append("RAM in another slice")
    found += ["resets in a tile" for resets in tiles_of.values() if len(resets) > 1]
    found += ["controls in a slice" for controls in slices.values() if len(controls) > 1]
    return found


def place(cell: dict[str, Any]) -> tuple[int, int, int]:
    x, y, site = bel(cell).split("/")
    return int(x[1:]), int(y[1:]), 2 * "ABCD".index(site[5]) + int(site[-1])


def late(module: dict[str, Any]) -> float:
    netlist, paths = estimate.read(module["cells"])
    places = tiles.read(module["cells"])
    _, longest, _ = estimate.lengths(netlist, paths, places.x, places.y)
    over = np.maximum(longest[paths.end_pins] - 1000 / MHZ, 0)
    return float((over.astype(float) ** 2).sum())


def test_paths_get_shorter_by_the_rules(done):
    assert broken(done.before["cells"]) == broken(done.after["cells"]) == []
    assert late(done.after) < 0.7 * late(done.before)
    assert done.found.after < done.found.before


def test_only_places_change_and_all_kinds_of_cells_do(done):
    before, after = (copy.deepcopy(module) for module in (done.before, done.after))
    moved = Counter(
        (cell["type"], cell["parameters"].get("MODE"), *sorted(cell["connections"].keys() & {"F1"}))
        for name, cell in after["cells"].items()
        if bel(cell) != bel(before["cells"][name])
    )
    kinds = {kind[0] for kind in moved}
    assert kinds == {"TRELLIS_FF", "TRELLIS_COMB", "TRELLIS_RAMW", "DP16KD"}
    assert {kind[1] for kind in moved} >= {"CCU2", "DPRAM", None}
    assert any("F1" in kind for kind in moved)
    for name, cell in after["cells"].items():
        cell["attributes"] = before["cells"][name]["attributes"]
    assert after == before


def test_a_row_too_long_to_move_stays(module):
    """It is no move for nothing: what it costs is not known."""
    before = copy.deepcopy(module)
    step = tiles.Exchange(0, 8 * 24, 8 * 14, True, True)
    places = tiles.read(module["cells"])
    netlist, _ = estimate.read(module["cells"])
    none = np.zeros(len(netlist.owners), np.float32)
    prices = crowding.prices(netlist, places, crowding.DEARER)
    terms = refinement.Terms(none, none, none, none, prices)
    moved = np.empty(refinement._LARGEST, np.int32)
    assert np.isinf(refinement._try(netlist, places, terms, step, moved))
    tiles.write(places, module["cells"])
    assert module == before


@pytest.mark.parametrize(("worse", "taken_back"), [(0.0, True), (1e9, False)])
def test_batches_that_are_a_loss_are_taken_back(monkeypatch, worse, taken_back):
    """But for as much as may be worse at first; the best of all is what is left, however."""
    monkeypatch.setattr(refinement, "_TIMES", 1)
    module = built(0).module
    refine(module, MHZ)
    before, begins = copy.deepcopy(module), []
    rng = np.random.default_rng(0)

    def harm(_netlist: Any, places: tiles.Places, *_: object) -> None:
        """Moves by chance of what now lies well."""
        begins.append((places.x.tolist(), places.y.tolist(), places.slots.tolist()))
        exchange_by_chance(places, rng, 500)

    monkeypatch.setattr(refinement, "_batch", harm)
    monkeypatch.setattr(refinement, "_SWEEPS", 0)
    monkeypatch.setattr(refinement, "_WORSE", worse)
    monkeypatch.setattr(refinement, "_COOLING", 10)
    monkeypatch.setattr(refinement, "_IDLE", 10)
    refine(module, MHZ)
    assert module == before
    assert len(begins) >= 20
    assert all(begin == begins[0] for begin in begins) == taken_back


def wires(module: dict[str, Any]) -> int:
    """Half the perimeters of what nets span, in tiles."""
    nets: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for cell in module["cells"].values():
        x, y, _ = bel(cell).split("/")
        for bits in cell["connections"].values():
            for bit in bits:
                nets[bit].append((int(x[1:]), int(y[1:])))
    return sum(max(line) - min(line) for ends in nets.values() for line in zip(*ends, strict=True))


def test_wires_that_grew_are_shortened(module, monkeypatch):
    """Cells of long paths push others far away; they come back, and the paths stay short."""
    found = {}
    monkeypatch.setattr(refinement, "_TIMES", 1)
    monkeypatch.setattr(crowding, "DEARER", 0.0)  # or detours are worth it
    for sweeps in (0, 20):
        monkeypatch.setattr(refinement, "_SWEEPS", sweeps)
        moved = copy.deepcopy(module)
        refine(moved, MHZ)
        found[sweeps] = (wires(moved), late(moved))
    assert found[20][0] < 0.97 * found[0][0]
    assert found[20][1] <= 1.1 * found[0][1]


def test_what_stays_late_is_refined_again(done, monkeypatch):
    monkeypatch.setattr(refinement, "_TIMES", 1)
    once = copy.deepcopy(done.before)
    refine(once, MHZ)
    assert late(once) == 0 or late(done.after) < late(once)


def test_the_same_netlist_comes_to_lie_the_same(done):
    again = copy.deepcopy(done.before)
    assert refine(again, MHZ) == done.found
    assert again == done.after


def test_a_clock_that_is_met_leaves_all_where_it_is(module):
    before = copy.deepcopy(module)
    refine(module, 1.0)
    assert module == before


@pytest.mark.parametrize("rule", ["controls", "resets"])
def test_without_a_rule_it_is_broken(module, rule, monkeypatch):
    """The rules are needed: placements would break them."""
    read = tiles.read

    def lax(cells: dict[str, Any]) -> tiles.Places:
        places = read(cells)
        getattr(places, rule)[:] = 0
        if rule == "resets":
            places.controls[:] = 0
        return places

    monkeypatch.setattr(tiles, "read", lax)
    monkeypatch.setattr(refinement, "_TIMES", 1)
    refine(module, MHZ)
    assert broken(module["cells"])


def test_an_exchange_done_twice_is_undone(module):
    places = tiles.read(module["cells"])
    before = tiles.Places(*(array.copy() for array in places))
    rng = np.random.default_rng(0)
    done = Counter[tuple[int, bool, bool]]()
    for _ in range(20_000):
        cell = int(rng.integers(len(places.x)))
        x, y = rng.integers(0, 30), rng.integers(0, 12)
        step = tiles.towards(places, cell, int(x), int(y), int(rng.integers(8)))
        if step.slots:
            tiles.exchange(places, step)
            done[min(step.slots, 8), step.luts, step.registers] += 1
            tiles.exchange(places, step)
    assert set(done) == {
        (1, True, False), (1, False, True), (1, True, True), (2, True, True), (8, True, True),
    }  # fmt: skip
    for found, expected in zip(places, before, strict=True):
        np.testing.assert_array_equal(found, expected)


def test_what_is_read_and_written_again_stays(module):
    before = copy.deepcopy(module)
    tiles.write(tiles.read(module["cells"]), module["cells"])
    assert module == before
