"""A build for the VCU1525: files, what the machine takes, and Vivado where it is installed."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

from weft.accelerator.description import Accelerator
from weft.fpga import memories, netlist
from weft.fpga.boards.vcu1525 import flow
from weft.fpga.boards.vcu1525.board import BOARD
from weft.fpga.building import REPORT, Listener, Wishes, write_tree
from weft.fpga.fitting import require_fit
from weft.fpga.report import BuildReport, Implementation
from weft.fpga.synthesis import synthesise
from weft.fpga.vivado import (
    TIMING,
    UTILIZATION,
    find_vivado,
    read_timing,
    read_utilization,
    run_vivado,
)
from weft.rtl.verilog import generate, module_name


def build(
    accelerator: Accelerator, folder: Path, wishes: Wishes, listener: Listener
) -> BuildReport:
    """Write all files of a build to ``folder``, then run Vivado there if it is on the PATH.

    Raises BoardError where the board cannot take the machine, before anything is written (with
    ``wishes.force``, size is no reason); ToolError where a tool is missing or fails.
    """
    BOARD.check(accelerator)
    verilog, report = _measured(accelerator, wishes, listener)
    if report.synthesis is not None and not wishes.force:
        require_fit(accelerator, BOARD, report.synthesis)
    files = flow.files(accelerator, verilog)
    write_tree(folder, {**files, REPORT: _json(report)})
    listener.news(f"wrote {len(files) + 1} files to {folder}: digest {accelerator.digest}")
    vivado = find_vivado()
    if vivado is None or wishes.files_only:
        return report
    listener.news(f"running {vivado}; this takes hours")
    return _implemented(folder, report, vivado, listener)


def _measured(
    accelerator: Accelerator, wishes: Wishes, listener: Listener
) -> tuple[str, BuildReport]:
    """The machine in Verilog with the styles of its memories, and what it takes."""
    top = module_name(accelerator)
    listener.progress(0, 1, "generating Verilog")
    verilog = generate(accelerator)
    modules = netlist.read(verilog)
    choices = memories.choose(modules, netlist.places(modules, top), BOARD.limits.uram)
    verilog = memories.annotated(verilog, choices)
    synthesis = None if wishes.files_only else synthesise(verilog, top, listener.progress)
    report = BuildReport(
        accelerator=accelerator, board=BOARD, memories=tuple(choices), synthesis=synthesis
    )
    return verilog, report


def _implemented(folder: Path, report: BuildReport, vivado: str, listener: Listener) -> BuildReport:
    """Run Vivado. What it reports is kept, also where the script then fails for its timing."""
    reports = folder / flow.REPORTS
    shutil.rmtree(reports, ignore_errors=True)
    try:
        run_vivado(vivado, folder / flow.BUILD_SCRIPT, listener.news)
    finally:
        implementation = _read(reports)
        if implementation is not None:
            report = replace(report, implementation=implementation)
            write_tree(folder, {REPORT: _json(report)})
    return report


def _read(reports: Path) -> Implementation | None:
    use, timing = reports / UTILIZATION, reports / TIMING
    if not (use.is_file() and timing.is_file()):
        return None
    return Implementation(
        read_utilization(use.read_text(encoding="utf-8", errors="replace")),
        read_timing(timing.read_text(encoding="utf-8", errors="replace")),
    )


def _json(report: BuildReport) -> str:
    return json.dumps(report.as_dict(), indent=2) + "\n"
