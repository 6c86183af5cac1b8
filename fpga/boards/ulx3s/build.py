"""A build for the ULX3S-85F: Verilog, synthesis, place and route, and the bitstream."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from weft.accelerator.description import Accelerator
from weft.accelerator.toml import dump
from weft.fpga import netlist
from weft.fpga.board import BoardError
from weft.fpga.boards.ulx3s import board, clock, pins, sizing
from weft.fpga.boards.ulx3s.report import BuildReport, critical, timing
from weft.fpga.boards.ulx3s.top import MODULE, Ulx3sTop
from weft.fpga.building import REPORT, Listener, Wishes, write_tree
from weft.fpga.ecp5.cells import TITLES, Cells
from weft.fpga.ecp5.packing import pack
from weft.fpga.ecp5.place_and_route import Overfull, Placement, place_and_route
from weft.fpga.ecp5.steps import Steps
from weft.fpga.ecp5.synthesis import Netlist, memory_blocks, synthesise
from weft.fpga.ecp5.tools import find_ecppack, find_nextpnr
from weft.rtl.compute.pe import PeModule, pe_name
from weft.rtl.simulation.tools import Tool, ToolError, find_yosys
from weft.rtl.verilog import LANES, header, to_verilog

BITSTREAM = f"{MODULE}.bit"
VERILOG, CONSTRAINTS, LOGS = f"rtl/{MODULE}.v", "ulx3s.lpf", "logs"
_PLACED_LOG, _PLACED_REPORT = f"{LOGS}/nextpnr.log", f"{LOGS}/nextpnr.json"
_STEPS = 4


class MissedTiming(BoardError):
    """A machine is slower than its clock; the message has the numbers and a way out."""


def system_verilog(accelerator: Accelerator, memory_bytes: int) -> str:
    """All that is configured into the chip as Verilog: module `top.MODULE` and all below it.

    ``memory_bytes`` is the size of the memory for programs and data. Raises BoardError where the
    clock cannot be made or one memory cannot serve the machine, ToolError where Yosys is missing.
    """
    modules = {
        MODULE: Ulx3sTop(accelerator, memory_bytes),
        pe_name(accelerator): PeModule(accelerator),
    }
    pll = clock.pll(accelerator.clock_mhz)
    return header(accelerator) + to_verilog(modules, shared=LANES) + "\n" + pll.verilog()


def build(
    accelerator: Accelerator, folder: Path, wishes: Wishes, listener: Listener
) -> BuildReport:
    """Build ``accelerator`` with all memory there is room for into ``folder``, to a bitstream.

    Raises BoardError where the board cannot take the machine or it misses its clock (then all but
    the bitstream is written), ToolError where a tool is missing or fails (then its log is).
    With ``wishes.force``, size is no reason before nextpnr finds no place.
    """
    board.check(accelerator)
    for find in (find_yosys,) if wishes.files_only else (find_yosys, find_nextpnr, find_ecppack):
        find()  # before the long part
    with tempfile.TemporaryDirectory(prefix="weft-") as name, _kept_logs(Path(name), folder):
        return _Build(accelerator, Path(name), folder, wishes, listener).run()


@contextmanager
def _kept_logs(work: Path, folder: Path) -> Iterator[None]:
    """Where a tool fails, what it printed goes to the output folder."""
    try:
        yield
    except ToolError as error:
        logs = {f"{LOGS}/{file.name}": file.read_bytes() for file in sorted(work.glob("*.log"))}
        if not logs:
            raise
        write_tree(folder, logs)
        raise ToolError(f"{error}; the log is in {folder / LOGS}") from error


class _Build:
    """One build under way in the folder ``work``."""

    def __init__(
        self, accelerator: Accelerator, work: Path, folder: Path, wishes: Wishes, listener: Listener
    ) -> None:
        self.accelerator, self.wishes = accelerator, wishes
        self.work, self.folder = work, folder
        self.verilog = work / f"{MODULE}.v"
        self.constraints = work / CONSTRAINTS
        self.steps = Steps(listener, _STEPS)

    def run(self) -> BuildReport:
        """All steps; what they find goes to the output folder at the end, whole or not at all."""
        memory = self._generate()
        report = BuildReport(accelerator=self.accelerator, memory_bytes=memory)
        if self.wishes.files_only:
            return self._written(report, {})
        design = self._synthesise(memory)
        placement = self._place(design, memory)
        report = replace(report, synthesis=design.tool, cells=design.cells, placement=placement)
        logs = {
            _PLACED_LOG: placement.log.read_bytes(),
            _PLACED_REPORT: placement.report.read_bytes(),
        }
        if not placement.is_met:
            self._written(report, logs)
            raise MissedTiming(_missed(self.accelerator, placement, self.folder))
        with self.steps.step("packing"):
            bitstream = pack(placement.configuration, self.accelerator.digest)
        report = replace(report, bitstream=bitstream)
        return self._written(report, {**logs, BITSTREAM: bitstream.content})

    def _generate(self) -> int:
        """Write Verilog with the largest memory that there is room for; its bytes."""
        a, least = self.accelerator, sizing.step_bytes(self.accelerator)
        with self.steps.step("Verilog") as hear:
            self.verilog.write_text(system_verilog(a, least), encoding="utf-8")
            hear("counting memories")
            blocks = memory_blocks(self.verilog, MODULE, lambda _: hear(""))
            size = sizing.memory_bytes(a, blocks)
            if size != least:
                hear("with its memory")
                self.verilog.write_text(system_verilog(a, size), encoding="utf-8")
            self.constraints.write_text(pins.constraints(), encoding="utf-8")
        self.steps.told("Verilog", f"{size >> 10} KiB of memory for programs and data")
        return size

    def _synthesise(self, memory: int) -> Netlist:
        self.steps.listener.news(f"synthesis with {_told(find_yosys())}; this takes minutes")
        with self.steps.step("synthesis") as hear:
            found = synthesise(self.verilog, MODULE, hear)
        counts = (f"{n:,} {TITLES[name]}" for name, n in found.cells.as_dict().items())
        self.steps.told("synthesis", ", ".join(counts))
        if not self.wishes.force:
            sizing.require_fit(self.accelerator, found.cells, memory, self._element)
        return found

    def _element(self) -> Cells:
        """What one PE takes alone."""
        modules = netlist.read(self.verilog.read_text(encoding="utf-8"))
        name, file = pe_name(self.accelerator), self.work / "element.v"
        file.write_text(netlist.alone(modules, name, ()), encoding="utf-8")
        return synthesise(file, name).cells

    def _place(self, design: Netlist, memory: int) -> Placement:
        """The first placement that meets the clock, else the fastest."""
        chip, tries = board.chip(self.accelerator), []
        with self.steps.step("placing and routing") as hear:
            for seed in range(1, self.wishes.seeds + 1):
                tool = _told(find_nextpnr())
                self.steps.listener.news(f"placing and routing with {tool}, seed {seed}")
                try:
                    found = place_and_route(design, self.constraints, chip, seed, hear)
                except Overfull as error:
                    sizing.require_fit(self.accelerator, error.used, memory, self._element)
                    raise
                self.steps.listener.news(timing(found))
                tries.append(found)
                if found.is_met:
                    break
        best = max(tries, key=lambda found: found.worst.fastest_mhz / found.worst.wanted_mhz)
        self.steps.told("placing and routing", f"{best.worst.fastest_mhz:.2f} MHz")
        return best

    def _written(self, report: BuildReport, more: Mapping[str, bytes]) -> BuildReport:
        """Write all texts and ``more``, the report last; what is of an earlier build goes."""
        report = replace(report, seconds=self.steps.seconds)
        files: dict[str, str | bytes] = {
            "accelerator.toml": dump(self.accelerator),
            VERILOG: self.verilog.read_bytes(),
            CONSTRAINTS: self.constraints.read_bytes(),
            **more,
            REPORT: json.dumps(report.as_dict(), indent=2) + "\n",
        }
        for name in {BITSTREAM, _PLACED_LOG, _PLACED_REPORT} - files.keys():
            (self.folder / name).unlink(missing_ok=True)
        write_tree(self.folder, files)
        self.steps.listener.news(
            f"wrote {len(files)} files to {self.folder}: digest {self.accelerator.digest}"
        )
        return report


def _told(tool: Tool) -> str:
    return f"{tool.name} {tool.version}"


def _missed(accelerator: Accelerator, placement: Placement, folder: Path) -> str:
    """What to say of a machine that is slower than its clock."""
    path, worst = placement.critical, placement.worst
    way = f"; {critical(path)}" if path else ""
    mhz = clock.fastest_below(worst.fastest_mhz)
    legal = mhz is not None and mhz >= board.CLOCK_MHZ[0]
    mend = f"use `clock_mhz = {mhz:.6g}` or try more seeds" if legal else "try more seeds"
    return (
        f"{accelerator.name} misses timing on {board.TITLE}: {worst.fastest_mhz:.2f} MHz of "
        f"{worst.wanted_mhz:.6g}{way}. {mend[0].upper()}{mend[1:]} (--seeds); the report is "
        f"{folder / REPORT}"
    )
