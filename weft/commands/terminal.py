"""Writing to the terminal: colours and progress bars where there is one, plain text elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress
    from rich.table import Table

PLAIN_WIDTH = 140  # columns of tables that go to a file or a pipe


def console() -> Console:
    """The console on stdout as it is now (tests swap it)."""
    from rich.console import Console

    class Screen(Console):
        def on_broken_pipe(self) -> None:  # leave it to `main` instead of ending the program
            raise BrokenPipeError

    return Screen(highlight=False, width=None if sys.stdout.isatty() else PLAIN_WIDTH)


def say(text: str, *, wrap: bool = True) -> None:
    """One paragraph of plain text; wrapped where there is a terminal, unless it says otherwise."""
    screen = console()
    screen.print(text, markup=False, soft_wrap=not (wrap and screen.is_terminal))


def table(*columns: str, right: tuple[int, ...] = (), title: str | None = None) -> Table:
    """An empty table; ``right`` are the places of the columns that hold numbers."""
    from rich import box
    from rich.table import Table

    made = Table(box=box.SIMPLE_HEAD, title=title, title_justify="left", pad_edge=False)
    for place, column in enumerate(columns):
        number = place in right
        made.add_column(
            column,
            justify="right" if number else "left",
            no_wrap=number,
            min_width=7 if number else None,
            overflow="fold",
        )
    return made


def show(made: Table) -> None:
    console().print(made)


@contextmanager
def progress(*texts: str) -> Iterator[Progress]:
    """A progress bar with the time left; nothing at all where stdout is no terminal."""
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    screen = console()
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(bar_width=24),
        TimeRemainingColumn(elapsed_when_finished=True),
        *(TextColumn(text, markup=False) for text in texts),
    )
    with Progress(*columns, console=screen, disable=not screen.is_terminal) as bar:
        yield bar


@contextmanager
def scheduling(what: str) -> Iterator[Callable[[int, int, str], None]]:
    """A bar over the operations that the scheduler goes through; yields its callback."""
    with progress("{task.completed}/{task.total} {task.fields[operation]}") as bar:
        task = bar.add_task(what, total=None, operation="")

        def report(done: int, of: int, operation: str) -> None:
            bar.update(task, completed=done, total=of, operation=operation)

        yield report
        bar.update(task, completed=bar.tasks[task].total, operation="")


_PREFIXES = ((1e12, "T"), (1e9, "G"), (1e6, "M"), (1e3, "k"))


def count(number: float) -> str:
    """A number in four figures: 1.234 M, 56.7 k, 89."""
    for size, letter in _PREFIXES:
        if abs(number) >= size:
            return f"{number / size:.4g} {letter}"
    return f"{number:.4g}"
