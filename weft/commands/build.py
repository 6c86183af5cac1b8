"""``weft build``: everything that turns an accelerator into a bitstream for a board."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from weft.commands import terminal

if TYPE_CHECKING:
    from weft.fpga.building import Listener, Report

_EPILOG = """
\b
Examples:
  weft build --board vcu1525 --accelerator sat-small -o build
  weft build --board vcu1525 --accelerator mine.toml -o build --files-only
  weft build --board ulx3s-85f --accelerator ulx3s-int8 -o build --seeds 4
"""


@click.command("build", epilog=_EPILOG, short_help="Build for an FPGA board.")
@click.option("--board", required=True, metavar="NAME", help="vcu1525 or ulx3s-85f.")
@click.option(
    "--accelerator",
    metavar="NAME|FILE",
    help="A preset or a TOML file; see `weft accelerators`.  [default: one that fits the board]",
)
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="Where the build goes; files of an earlier one there are replaced.",
)
@click.option("--files-only", is_flag=True, help="Write the files; measure and build nothing.")
@click.option("--force", is_flag=True, help="Go on with a machine that is too large.")
@click.option(
    "--seeds",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    help="Tries of nextpnr at placing, until one meets the clock.",
)
def command(
    board: str, accelerator: str | None, output: Path, files_only: bool, force: bool, seeds: int
) -> None:
    """Write all that a board needs, measure what the machine takes, and build it.

    For the VCU1525 the folder gets Verilog, the Vivado project and block design as Tcl, pins and
    timing, the packaging as a Vitis kernel, the address map and a report. The machine is measured
    by synthesis with Yosys, each repeated unit once; one that is too large is refused. Where
    `vivado` is on the PATH it is run, and its reports of use and timing are read.

    For the ULX3S-85F it gets Verilog, pins, a bitstream of Yosys and nextpnr, and a report. All
    block RAM that the machine leaves becomes memory for programs and data. A machine that is too
    large or misses its clock is refused with the numbers and the nearest that would do.
    """
    run(board, accelerator, output, files_only, force, seeds)


def run(
    board: str, accelerator: str | None, output: Path, files_only: bool, force: bool, seeds: int
) -> None:
    """The command, once its options are parsed."""
    from weft.accelerator.toml import accelerator_named

    try:
        from weft.fpga.boards import PRESETS, build_named
        from weft.fpga.building import Wishes, require_folder
    except ModuleNotFoundError as error:
        raise click.ClickException(
            f"the Python package {error.name} is missing; pip install 'weft[fpga]'"
        ) from error
    require_folder(output)
    build = build_named(board)
    machine = accelerator_named(accelerator or PRESETS[board])
    with _listening() as listener:
        report = build(machine, output, Wishes(files_only, force, seeds), listener)
    _show(report)


@contextmanager
def _listening() -> Iterator[Listener]:
    """A bar over the steps of a build, with its news above."""
    from weft.fpga.building import Listener

    with terminal.progress("{task.completed}/{task.total} {task.fields[step]}") as bar:
        task = bar.add_task("building", total=None, step="")

        def progress(done: int, of: int, step: str) -> None:
            bar.update(task, completed=done, total=of, step=step)

        yield Listener(progress, terminal.say)


def _show(report: Report) -> None:
    rows = report.rows()
    if rows:
        made = terminal.table(*report.columns, right=tuple(range(1, len(report.columns))))
        for row in rows:
            made.add_row(*row)
        terminal.show(made)
    for remark in report.remarks():
        terminal.say(remark)
