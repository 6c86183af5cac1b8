"""nextpnr: places and routes a netlist, and tells what it used and how fast that can be clocked."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from weft.fpga.ecp5.cells import Cells, placed
from weft.fpga.ecp5.placed import improve
from weft.fpga.ecp5.sites import Sites, hold
from weft.fpga.ecp5.synthesis import Hear, Netlist
from weft.fpga.ecp5.tools import find_nextpnr, follow
from weft.rtl.simulation.tools import Tool, ToolError

# what nextpnr has for designs that fill the chip: the standard placer makes the wires of an 8x8
# machine 1.8 times as long, and its standard router does not come to an end on them
METHOD = ("--placer", "static", "--router", "router2", "--timing-allow-fail")
_PLACE, _ROUTE = ("--no-route",), ("--no-pack", "--no-place")
_ANEW = "--tmg-ripup"  # route wires that miss the clock anew: for ever, where it is out of reach
ROUNDS = 300  # of the router after which it is; machines that meet it take 80 to 300
_MARGIN = 1.015  # faster than wanted: wires that the router takes for met are 1.2 % slower at worst
_ROOM = 1.03  # likewise, that cells lie for: its wires are not all as short as the estimate's
_SEEDS = 2  # orders of the wires, by the router's seed, that are tried so
_TRIES = 3  # in all, where it ends but misses the clock
_NEARLY = 1.02  # times too slow, up to which it is tried for a clock as much faster, and by _MORE
_MORE = 0.005

_USE = re.compile(r"^Info:\s+(\w+):\s+(\d+)/\s*(\d+)\s+\d+%$", re.MULTILINE)
_STEP = re.compile(
    r"Info: +(?:(?:at iteration #|iter=)(\d+)(?:, type| steplen=)"  # of the placer
    r"|\d+ \|[^|]*\|[^|]*\| +(\d+)\|"  # of router1
    r"|iter=(?P<round>\d+) wires=\d+ overused=(\d+))"  # of router2
)
_STAGES = (
    ("Info: Pack", "packing"),
    ("Info: Creating initial", "placing"),
    ("Info: Running simulated annealing", "refining"),
    ("Info: Routing", "routing"),
    ("Info: Running router2", "routing"),
    ("Info: Max frequency for clock", "timing"),
)


class Overfull(ToolError):
    """A netlist has more cells of a kind than the chip; ``used`` are those of each kind."""

    def __init__(self, message: str, used: Cells) -> None:
        super().__init__(message)
        self.used = used


@dataclass(frozen=True)
class Chip:
    """nextpnr's options for a chip, and what its clocks are to be; a slower constraint counts.

    With ``sites``, blocks go to those near what they serve, and all is placed twice for that.
    """

    options: tuple[str, ...]
    clock_mhz: float
    sites: Sites | None = None


@dataclass(frozen=True)
class Clock:
    """A clock: what it is wanted to be, and the fastest that its paths allow."""

    name: str
    wanted_mhz: float
    fastest_mhz: float

    @property
    def is_met(self) -> bool:
        return self.fastest_mhz >= self.wanted_mhz


@dataclass(frozen=True)
class TimingPath:
    """The longest path between two clocks: the cells at its ends, and what its time goes to.

    ``logic`` counts the cells that it passes between its ends.
    """

    clocks: tuple[str, str]
    source: str
    sink: str
    logic: int
    logic_ns: float
    routing_ns: float

    @property
    def delay_ns(self) -> float:
        return self.logic_ns + self.routing_ns

    @property
    def modules(self) -> tuple[str, str]:
        """The modules that its ends stand in; a flattened cell's name begins with their names."""
        source, sink = (cell.rpartition(".")[0] or "the top" for cell in (self.source, self.sink))
        return source, sink


@dataclass(frozen=True)
class Placement:
    """A design placed and routed: use, clocks, longest paths, and nextpnr's files.

    ``configuration`` is what the packer reads, ``log`` and ``report`` are for people.
    """

    configuration: Path
    log: Path
    report: Path
    used: Cells
    clocks: tuple[Clock, ...]
    paths: tuple[TimingPath, ...]
    seed: int
    tool: str

    @property
    def worst(self) -> Clock:
        """The clock that is farthest from what it is wanted to be."""
        return min(self.clocks, key=lambda clock: clock.fastest_mhz / clock.wanted_mhz)

    @property
    def is_met(self) -> bool:
        return self.worst.is_met

    @property
    def critical(self) -> TimingPath | None:
        """The longest path within the worst clock."""
        within = (self.worst.name, self.worst.name)
        return next((path for path in self.paths if path.clocks == within), None)


def place_and_route(
    netlist: Netlist, constraints: Path, chip: Chip, seed: int = 1, hear: Hear = lambda text: None
) -> Placement:
    """Place and route a netlist; files go beside it. Missed timing is told, no error.

    Blocks may first be held to sites (`weft.fpga.ecp5.sites`). Between placing and routing, ends of
    copies go to the nearest (`weft.fpga.ecp5.regrouping`), and cells of paths that are too long
    change places (`weft.fpga.ecp5.refinement`). Wires that miss a clock 1.5 % faster are routed
    anew, unless that comes to no end with either of two seeds; where the machine's is missed by
    little, all are, for one faster still. Raises Overfull where the chip has too few cells of a
    kind, ToolError where nextpnr is missing or fails otherwise.
    """
    run = _Run(find_nextpnr(), netlist.file.parent, constraints, chip, seed, hear)
    run.place(netlist.file)
    if chip.sites and hold(run.placed, netlist.file, run.held, chip.sites):
        hear("placing anew around the blocks")
        run.place(run.held)
        run.held.unlink()
    improve(run.placed, _ROOM * chip.clock_mhz, hear)
    run.route()
    run.placed.unlink()
    return run.result()


class _Run:
    """nextpnr's runs on one netlist with one seed, and the files in its folder that are theirs."""

    def __init__(
        self, nextpnr: Tool, folder: Path, constraints: Path, chip: Chip, seed: int, hear: Hear
    ) -> None:
        self.nextpnr, self.chip, self.seed, self.hear = nextpnr, chip, seed, hear
        self.placed, self.held, self.configuration, self.report, self.log = (
            folder / f"nextpnr_{seed}.{kind}"
            for kind in ("placed", "held", "config", "json", "log")
        )
        self.logs = [folder / f"nextpnr_{seed}_{step}.log" for step in ("place", "route")]
        self.kept = [self.configuration, self.report, self.logs[1]]
        self.tried = [file.with_stem(f"{file.stem}_tried") for file in self.kept]
        self.constraints = constraints

    def _options(self, seed: int, margin: float = 1.0) -> list[str]:
        mhz = margin * self.chip.clock_mhz
        words = [*self.chip.options, *METHOD, "--lpf", self.constraints.name]
        return [*words, "--seed", str(seed), "--freq", f"{mhz:.6g}"]

    def place(self, file: Path) -> None:
        """Place a netlist's file and write ``placed``."""
        words = [*self._options(self.seed), *_PLACE, "--json", file.name]
        words += ["--write", self.placed.name]
        try:
            follow(self.nextpnr, words, self.logs[0], lambda line: _heard(line, self.hear))
        except ToolError as error:
            _require_room(self.logs[0].read_text("utf-8", "replace"), error)
            raise
        if not self.placed.is_file():
            raise ToolError("nextpnr placed nothing; run it by hand to see why")

    def route(self) -> None:
        """Route ``placed``; wires that miss the clock anew, where a seed comes to an end so.

        What ends a little too slow is tried again for a clock faster by that and some more.
        """
        margin, lost, least = _MARGIN, 0, math.inf
        for _ in range(_TRIES):
            try:
                self._route(self.seed + lost, margin, [_ANEW], ROUNDS)
            except _OutOfReachError:
                self.hear(f"out of reach in {ROUNDS} rounds")
                lost += 1
                if lost == _SEEDS:
                    break
                continue
            missed = self._missed()
            if missed < least:
                least = missed
                self._keep()
            if not 1 < missed <= _NEARLY:
                break
            self.hear(f"too slow by {missed - 1:.2%}")
            margin = margin * missed + _MORE
        if least == math.inf:
            self._route(self.seed, _MARGIN, [], math.inf)
            self._keep()

    def _route(self, seed: int, margin: float, more: Sequence[str], rounds: float) -> None:
        words = [*self._options(seed, margin), *_ROUTE, "--json", self.placed.name, *more]
        words += ["--textcfg", self.tried[0].name, "--report", self.tried[1].name]
        # on one CPU: threads of router2 that run at the same time end differently every time
        follow(
            self.nextpnr, words, self.tried[2], lambda line: _heard(line, self.hear, rounds),
            one_cpu=True,
        )  # fmt: skip
        if not all(file.is_file() for file in self.tried):
            raise ToolError("nextpnr wrote no result; run it by hand to see why")

    def _missed(self) -> float:
        """How many times as fast the farthest clock should be."""
        found = json.loads(self.tried[1].read_text(encoding="utf-8"))
        return max(clock.wanted_mhz / clock.fastest_mhz for clock in _clocks(found, self.chip))

    def _keep(self) -> None:
        """What was tried last is the result."""
        for file, kept in zip(self.tried, self.kept, strict=True):
            file.replace(kept)

    def result(self) -> Placement:
        """What nextpnr's report of the routed design says; its logs become one."""
        self.log.write_bytes(b"".join(part.read_bytes() for part in self.logs))
        found = json.loads(self.report.read_text(encoding="utf-8"))
        used = placed({kind: use["used"] for kind, use in found["utilization"].items()})
        clocks, paths = _clocks(found, self.chip), _paths(found)
        tool = f"nextpnr-ecp5 {self.nextpnr.version}"
        return Placement(
            self.configuration, self.log, self.report, used, clocks, paths, self.seed, tool
        )


class _OutOfReachError(Exception):
    """The router does not come to an end with all wires that the clock wants."""


def _heard(line: str, hear: Hear, rounds: float = math.inf) -> None:
    """Pass on what a line of the log says of how far it has come.

    Raises _OutOfReachError after so many ``rounds`` of the router.
    """
    stage = next((text for begin, text in _STAGES if line.startswith(begin)), None)
    if stage or not line:
        hear(stage or "")
    elif found := _STEP.match(line):
        placing, left, _, overused = found.groups()
        if placing:
            hear(f"placing, iteration {placing}")
        else:
            hear(f"routing, {int(left):,} arcs left" if left else f"routing, {overused} conflicts")
        if int(found["round"] or 0) > rounds:
            raise _OutOfReachError


def _require_room(log: str, error: ToolError) -> None:
    """Raise Overfull where the log of a failed run shows more cells than places."""
    used = {kind: (int(count), int(there)) for kind, count, there in _USE.findall(log)}
    if any(count > there for count, there in used.values()):
        raise Overfull(str(error), placed({k: n for k, (n, _) in used.items()})) from error


def _clocks(report: Mapping[str, Any], chip: Chip) -> tuple[Clock, ...]:
    found = tuple(
        Clock(_net(name), min(mhz["constraint"], chip.clock_mhz), mhz["achieved"])
        for name, mhz in report["fmax"].items()
    )
    if not found:
        raise ToolError("nextpnr found no clock; is the constraint on a port of the design?")
    return found


def _paths(report: Mapping[str, Any]) -> tuple[TimingPath, ...]:
    return tuple(
        _path((_domain(path["from"]), _domain(path["to"])), path["path"])
        for path in report["critical_paths"]
        if path["path"]
    )


def _path(clocks: tuple[str, str], steps: Sequence[Mapping[str, Any]]) -> TimingPath:
    routing = sum(step["delay"] for step in steps if step["type"] == "routing")
    return TimingPath(
        clocks,
        steps[0]["from"]["cell"],
        steps[-1]["to"]["cell"],
        sum(step["type"] == "logic" for step in steps),
        sum(step["delay"] for step in steps) - routing,
        routing,
    )


def _domain(event: str) -> str:
    """The clock of ``posedge $glbnet$clk``; what has none is ``<async>``."""
    return _net(event.split(" ")[-1])


def _net(name: str) -> str:
    """A net's name without the mark of the global network."""
    return name.removeprefix("$glbnet$")
