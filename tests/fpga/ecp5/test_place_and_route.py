"""nextpnr's report is read as it writes it, and what it says while it runs is passed on."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from tests.fpga.ecp5.stand_ins import StandIns, recorded, report
from weft.fpga.ecp5 import place_and_route as place_and_route_module
from weft.fpga.ecp5.cells import Cells
from weft.fpga.ecp5.place_and_route import (
    Chip,
    Clock,
    Overfull,
    Placement,
    TimingPath,
    place_and_route,
)
from weft.fpga.ecp5.synthesis import Netlist
from weft.rtl.simulation.tools import ToolError

CHIP = Chip(("--85k", "--package", "CABGA381"), 62.5)


@pytest.fixture
def stand_ins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> StandIns:
    return StandIns(tmp_path / "bin", monkeypatch)


@pytest.fixture
def place(tmp_path: Path) -> Callable[..., Placement]:
    work = tmp_path / "work"
    work.mkdir()
    netlist = Netlist(work / "weft.json", Cells(), "yosys 0.70")

    def run(seed: int = 1, hear: Callable[[str], None] = lambda text: None) -> Placement:
        return place_and_route(netlist, work / "pins.lpf", CHIP, seed, hear)

    return run


ROUNDS = 20  # of the router in these tests


@pytest.fixture
def endless(monkeypatch: pytest.MonkeyPatch) -> str:
    """Lines of shell that are a router that comes to no end."""
    monkeypatch.setattr(place_and_route_module, "ROUNDS", ROUNDS)
    line = "Info:     iter=$i wires=9 overused=1 overuse=1 tmgfail=7 archfail=NA"
    return f'i=0; while sleep 0.01; do i=$(($i + 1)); echo "{line}"; done'


def test_use_clocks_and_paths_are_read(stand_ins, place):
    stand_ins.nextpnr(json.loads(recorded("report.json")))
    found = place()
    assert found.used == Cells(lut=78, ff=98, dsp=1, ram=2)
    assert found.clocks == (Clock("clk", 40.0, pytest.approx(144.113, abs=1e-3)),)
    assert found.is_met
    assert found.tool == "nextpnr-ecp5 0.11.1"
    assert [path.clocks for path in found.paths] == [
        ("clk", "clk"), ("<async>", "clk"), ("clk", "<async>"),
    ]  # fmt: skip


def test_the_critical_path_has_its_ends_and_its_delays_split(stand_ins, place):
    """As the log of that run says: 4.45 ns logic, 2.49 ns routing, through a multiplier."""
    assert "Info: 4.45 ns logic, 2.49 ns routing\n" in recorded("nextpnr.log")
    stand_ins.nextpnr(json.loads(recorded("report.json")))
    path = place().critical
    assert isinstance(path, TimingPath)
    assert (path.source, path.sink) == ("l.b_TRELLIS_FF_Q_13", "l.p_TRELLIS_FF_Q_31")
    assert path.modules == ("l", "l")
    assert path.logic == 1
    assert path.logic_ns == pytest.approx(4.45, abs=0.005)
    assert path.routing_ns == pytest.approx(2.49, abs=0.005)
    assert path.delay_ns == pytest.approx(1e3 / 144.113, abs=1e-3)


def test_a_cell_of_the_top_has_no_module():
    path = TimingPath(("clk", "clk"), "led_LUT4_Z_3", "system.top.core.x_TRELLIS_FF_Q", 1, 1.0, 1.0)
    assert path.modules == ("the top", "system.top.core")


def test_one_missed_clock_is_the_worst_of_several(stand_ins, place):
    found = report(70.0, 60.0)
    found["fmax"]["$glbnet$slow"] = {"achieved": 24.0, "constraint": 25.0}
    stand_ins.nextpnr(found)
    placement = place()
    assert placement.worst == Clock("slow", 25.0, 24.0)
    assert not placement.is_met
    assert placement.critical is None  # the report has no path within that clock
    found["fmax"]["$glbnet$clk"] = {"achieved": 45.0, "constraint": 50.0}
    stand_ins.nextpnr(found)
    assert place().worst == Clock("clk", 50.0, 45.0)  # 10 % too slow, not 4 %


def test_a_clock_just_met_is_met(stand_ins, place):
    stand_ins.nextpnr(report(40.0, 40.0))
    assert place().is_met
    stand_ins.nextpnr(report(39.999, 40.0))
    assert not place().is_met


def test_a_clock_out_of_reach_is_given_up_after_some_rounds(stand_ins, place, endless):
    """The router would try for ever, with any seed; without regard to the clock it ends."""
    stand_ins.nextpnr(report(50.0, 62.5), end=f'case "$*" in *--tmg-ripup*) {endless};; esac')
    heard: list[str] = []
    found = place(hear=heard.append)
    assert found.worst == Clock("clk", 62.5, 50.0)
    assert heard.count(f"out of reach in {ROUNDS} rounds") == 2
    _, anew, again, plain = stand_ins.calls("nextpnr-ecp5")
    assert [word for word in anew if word != "--tmg-ripup"] == plain
    assert float(dict(pairwise(anew))["--freq"]) > 62.5  # what is nearly met is not met
    seed = 1 + anew.index("--seed")
    assert again == [*anew[:seed], "2", *anew[seed + 1 :]]
    assert found.log.read_text() == 2 * recorded("nextpnr.log")


def test_the_clock_is_kept_where_another_seed_of_the_router_ends(stand_ins, place, endless):
    stand_ins.nextpnr(
        *[report(63.0, 62.5)] * 5, end=f'case "$*" in *"--seed 4 "*"--no-pack"*) {endless};; esac'
    )
    heard: list[str] = []
    found = place(seed=4, hear=heard.append)
    assert heard.count(f"out of reach in {ROUNDS} rounds") == 1
    assert found.is_met
    assert found.seed == 4
    *_, last = stand_ins.calls("nextpnr-ecp5")
    assert "--tmg-ripup" in last


@pytest.mark.parametrize(
    ("fastest", "best"),
    [
        ([62.6], 0), ([60.0], 0), ([62.4, 62.6], 1), ([62.4, 62.3, 62.5], 2),
        ([62.4, 62.3, 62.2], 0), ([62.3, 62.4, 60.0], 1), ([62.4, 60.0], 0),
    ],
)  # fmt: skip
def test_what_is_nearly_fast_enough_is_routed_for_a_faster_clock(stand_ins, place, fastest, best):
    """For one as much faster as it missed and somewhat more; the best of them is the result."""
    stand_ins.nextpnr(*(report(mhz, 62.5) for mhz in fastest), in_turn=True)
    found = place()
    _, *routed = [
        float(dict(pairwise(words))["--freq"]) for words in stand_ins.calls("nextpnr-ecp5")
    ]
    assert len(routed) == len(fastest)
    for (before, after), reached in zip(pairwise(routed), fastest, strict=False):
        assert before * 62.5 / reached < after < 1.01 * before * 62.5 / reached
    assert found.worst == Clock("clk", 62.5, fastest[best])
    assert json.loads(found.configuration.read_text().removeprefix(recorded("placed.config"))) == (
        report(fastest[best], 62.5)
    )
    assert found.log.read_text() == 2 * recorded("nextpnr.log")


def test_what_was_routed_stays_where_a_faster_clock_is_out_of_reach(stand_ins, place, endless):
    stand_ins.nextpnr(
        *[report(62.4, 62.5)] * 2,
        end=f'case "$*" in *"--freq 63.4375 "*) ;; *"--no-pack"*) {endless};; esac',
    )
    heard: list[str] = []
    assert place(hear=heard.append).worst == Clock("clk", 62.5, 62.4)
    assert [text for text in heard if "out of reach" in text or "too slow" in text] == [
        "too slow by 0.16%", *[f"out of reach in {ROUNDS} rounds"] * 2,
    ]  # fmt: skip


def test_nextpnr_is_told_chip_pins_clock_and_seed(stand_ins, place):
    stand_ins.nextpnr(*[report(50.0, 40.0)] * 3)
    found = place(seed=3)
    calls = stand_ins.calls("nextpnr-ecp5")
    for words in calls:
        assert words[:3] == list(CHIP.options)
        assert "--timing-allow-fail" in words
        told = dict(pairwise(words))
        assert told["--lpf"] == "pins.lpf"
        assert told["--seed"] == "3"
        assert told["--placer"] == "static"
        assert told["--router"] == "router2"
    first, second = calls
    assert dict(pairwise(first))["--freq"] == "62.5"
    assert first[first.index("--json") + 1] == "weft.json"
    assert first[first.index("--write") + 1] == second[second.index("--json") + 1]
    assert "--no-route" in first
    assert {"--no-pack", "--no-place", "--tmg-ripup"} <= set(second)
    assert found.seed == 3
    assert found.configuration.read_text() == recorded("placed.config")
    assert json.loads(found.report.read_text()) == report(50.0, 40.0)
    assert found.log.read_text() == 2 * recorded("nextpnr.log")


def test_what_is_placed_is_improved_before_it_is_routed(stand_ins, place, monkeypatch):
    stand_ins.nextpnr(report(50.0, 40.0))
    seen = []

    def improve(file: Path, clock_mhz: float, hear: object) -> None:
        calls = len(stand_ins.calls("nextpnr-ecp5"))
        seen.append((list(json.loads(file.read_text())), calls, clock_mhz))

    monkeypatch.setattr(place_and_route_module, "improve", improve)
    place()
    ((found, calls, clock_mhz),) = seen
    assert (found, calls) == (["modules"], 1)
    told = dict(pairwise(stand_ins.calls("nextpnr-ecp5")[-1]))
    assert clock_mhz > float(told["--freq"]) > CHIP.clock_mhz  # the router needs some room


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="the system has no such call")
def test_wires_are_routed_on_one_cpu(stand_ins, place):
    """Threads of the router that run at the same time end differently every time."""
    stand_ins.nextpnr(report(50.0, 40.0), end="sleep 0.3; grep Cpus_allowed_list /proc/self/status")
    lines = [line for line in place().log.read_text().splitlines() if "Cpus_allowed" in line]
    placed, routed = (line.split()[-1] for line in lines)
    assert routed.isdecimal()
    assert (placed == routed) == (len(os.sched_getaffinity(0)) == 1)


def test_the_stages_are_heard_in_their_order(stand_ins, place):
    heard: list[str] = []
    more = (
        "echo 'Info: iter=7 steplen=0.863377 a=4.893622 penalty=[0.00, 0.00, 0.00, 0.00]'\n"
        "echo 'Info:       1000 |       42        957 |   42   957 |    299042|   0.71   0.71|'\n"
        "echo 'Info:     iter=3 wires=1222138 overused=45721 overuse=47962 archfail=NA'"
    )
    stand_ins.nextpnr(report(50.0, 40.0), end=more)
    place(hear=heard.append)
    heard = [text for text in heard if text]
    order = ["packing", "placing", "placing, iteration 1", "placing, iteration 6", "refining"]
    order += ["timing", "routing", "routing, 0 arcs left", "placing, iteration 7"]
    order += ["routing, 299,042 arcs left", "routing, 45721 conflicts"]
    assert sorted(order, key=heard.index) == order


def test_more_cells_than_places_are_told_with_their_number(stand_ins, place):
    stand_ins.nextpnr(log="overfull.log", end="exit 125")
    with pytest.raises(Overfull, match=r"ERROR: Unable to place cell .*'DP16KD'$") as error:
        place()
    assert error.value.used == Cells(lut=2032, ff=45, ram=210)


def test_another_failure_is_an_error_of_the_tool(stand_ins, place):
    full = "printf 'Info: \\t              DP16KD:     208/    208   100%%\\n' >&2"  # not too full
    stand_ins.nextpnr(end=f"{full}; echo 'ERROR: Failed to route arc 3' >&2; exit 125")
    with pytest.raises(ToolError, match=r"failed: ERROR: Failed to route arc 3$") as error:
        place()
    assert not isinstance(error.value, Overfull)


def test_a_run_without_result_or_clock_is_an_error(stand_ins, place):
    stand_ins.nextpnr(end="exit 0")
    with pytest.raises(ToolError, match="nextpnr placed nothing"):
        place()
    stand_ins.nextpnr(end='case "$*" in *--no-place*) exit 0;; esac')
    with pytest.raises(ToolError, match="nextpnr wrote no result"):
        place()
    stand_ins.nextpnr(report(1.0, 1.0) | {"fmax": {}})
    with pytest.raises(ToolError, match="nextpnr found no clock"):
        place()
