"""``weft verify``: random programs on the generated hardware, against both simulators."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from weft.commands import terminal
from weft.commands.interrupt import Interrupted

if TYPE_CHECKING:
    from weft.verification.beds import MakeBed
    from weft.verification.campaign import Totals, Verdict
    from weft.verification.cases import Case, Settings

RANDOM = "random"
DIFFERS = 1  # exit code

_EPILOG = """
\b
Examples:
  weft verify --accelerator tiny --cases 100
  weft verify --accelerator random --cases 1000 --seed 7 --jobs 2
  weft verify --accelerator mine.toml --no-layers --length 200
\b
Case K of a seed is always the same:
  weft verify --accelerator random --seed 7 --first-case 123 --cases 1
"""


@dataclass(frozen=True, kw_only=True)
class Options:
    """The command line, one field an option."""

    accelerator: str
    cases: int
    first_case: int
    seed: int
    length: int
    layers: bool
    formats: tuple[str, ...]
    out: Path
    jobs: int
    shrink_runs: int


@click.command("verify", epilog=_EPILOG, short_help="Generated hardware against the simulators.")
@click.option(
    "--accelerator",
    default="tiny",
    show_default=True,
    metavar="NAME|FILE|random",
    help="A preset, a TOML file, or random small machines.",
)
@click.option("--cases", type=click.IntRange(min=1), default=100, show_default=True)
@click.option(
    "--first-case",
    type=click.IntRange(min=0),
    default=0,
    show_default=True,
    help="Number to go on with.",
)
@click.option("--seed", type=click.IntRange(min=0), default=0, show_default=True)
@click.option(
    "--length",
    type=click.IntRange(1, 5000),
    default=60,
    show_default=True,
    help="Instructions of a random program.",
)
@click.option("--layers/--no-layers", default=True, help="Every fourth case a compiled layer.")
@click.option(
    "--format",
    "formats",
    multiple=True,
    metavar="FORMAT",
    help="Of random machines, fp16 and int8 unless given; may be repeated.",
)
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("out/verify"),
    show_default=True,
    help="Folder for what differs.",
)
@click.option("--jobs", type=click.IntRange(1, 256), default=1, show_default=True)
@click.option(
    "--shrink-runs",
    type=click.IntRange(min=0),
    default=300,
    show_default=True,
    help="Most runs to make a program that differs smaller.",
)
def command(**options: Any) -> int:
    """Run random programs on the generated hardware and compare it with both simulators.

    Random legal programs and compiled random layers run on the hardware, compiled by Verilator,
    with memories that keep the timing contract and memories that do not. Every start and end of
    an instruction must be in the simulated cycle and every byte of memory equal. The first
    difference is made smaller and written to a folder, with its waveform; the exit code is 1 then.
    """
    return run(Options(**options))


def run(options: Options, make_bed: MakeBed | None = None) -> int:
    """The command, once its options are parsed; the exit code."""
    from weft.verification.beds import CompiledBed
    from weft.verification.failures import require_folder

    settings = _settings(options)
    require_folder(options.out)
    began = time.monotonic()
    totals = _run_cases(options, settings, make_bed or CompiledBed)
    _show_coverage(totals)
    terminal.say(_summary(totals, time.monotonic() - began))
    if totals.failed is None:
        return 0
    _report(options, settings, totals.failed, make_bed or CompiledBed)
    return DIFFERS


def _settings(options: Options) -> Settings:
    from weft.accelerator.formats import format_named
    from weft.accelerator.toml import accelerator_named
    from weft.verification.cases import Settings
    from weft.verification.machines import FORMATS_ALL, FORMATS_FIRST

    for name in options.formats:
        if name not in FORMATS_ALL:
            format_named(name)  # says what is near, unless it is a format of sums
            raise ValueError(f"{name!r} is a format of sums; use {', '.join(FORMATS_ALL)}")
    is_random = options.accelerator == RANDOM
    if options.formats and not is_random:
        raise ValueError("--format needs --accelerator random; a description has its own format")
    return Settings(
        seed=options.seed,
        accelerator=None if is_random else accelerator_named(options.accelerator),
        length=options.length,
        layers=options.layers,
        formats=options.formats or FORMATS_FIRST,
    )


def _run_cases(options: Options, settings: Settings, make_bed: MakeBed) -> Totals:
    """All cases up to the first difference, under a progress bar."""
    from weft.verification.campaign import Totals, verdicts

    totals = Totals()
    numbers = range(options.first_case, options.first_case + options.cases)
    try:
        with terminal.progress("{task.completed}/{task.total} cases") as bar:
            task = bar.add_task("verifying", total=options.cases)
            for verdict in verdicts(settings, numbers, jobs=options.jobs, make_bed=make_bed):
                totals.add(verdict)
                bar.advance(task)
                if totals.failed is not None:
                    break
    except KeyboardInterrupt as error:
        raise Interrupted(_how_to_go_on(options, totals.cases)) from error
    return totals


def _how_to_go_on(options: Options, done: int) -> str:
    following = options.first_case + done
    return (
        f"({done} of {options.cases} cases agree; go on with --first-case {following} "
        f"--cases {options.cases - done})"
    )


def _summary(totals: Totals, seconds: float) -> str:
    """What was run, in one line; every case counted agreed unless one failed."""
    agreed = totals.cases - (totals.failed is not None)
    return (
        f"{agreed} of {totals.cases} cases agree in every event and byte: "
        f"{totals.instructions:,} instructions, {totals.cycles:,} cycles, {seconds:.0f} s"
    )


def _show_coverage(totals: Totals) -> None:
    from weft.verification.coverage import lines

    made = terminal.table(
        "opcode", "where", "formats", "patterns", "kinds", "instructions", right=(4, 5)
    )
    for line in lines(totals.coverage):
        formats, patterns = " ".join(line.formats), " ".join(line.sparsities)
        made.add_row(
            line.opcode, line.where, formats, patterns, str(line.kinds), f"{line.instructions:,}"
        )
    terminal.show(made)


# ---- a difference ----


def _report(options: Options, settings: Settings, failed: Verdict, make_bed: MakeBed) -> None:
    """Make the failing case smaller, write it down and say where it is."""
    from weft.verification.beds import CompiledBed
    from weft.verification.campaign import Workbench
    from weft.verification.cases import case_of
    from weft.verification.failures import write_failure

    bench = Workbench(make_bed)
    case = case_of(settings, failed.number)
    try:
        small = _shrunk(options, case, bench)
        found, difference = bench.run(small)
        folder = write_failure(options.out, small, found, waveform=make_bed is CompiledBed)
    except KeyboardInterrupt as error:
        hint = f"(case {failed.number} differs: {failed.difference}; nothing was written)"
        raise Interrupted(hint) from error
    terminal.say(
        f"case {case.name} differs: {difference or failed.difference} "
        f"({len(small.program)} of {len(case.program)} instructions left); see {folder}",
        wrap=False,
    )


def _shrunk(options: Options, case: Case, bench: Any) -> Case:
    from weft.verification.shrink import Shrinker

    with terminal.progress("{task.fields[left]}") as bar:
        task = bar.add_task("making it smaller", total=options.shrink_runs, left="")

        def report(instructions: int, budget: int) -> None:
            done = options.shrink_runs - budget
            bar.update(task, completed=done, left=f"{instructions} instructions left")

        differs = lambda smaller: bench.run(smaller)[1] is not None  # noqa: E731
        return Shrinker(differs, options.shrink_runs, report).shrink(case)
