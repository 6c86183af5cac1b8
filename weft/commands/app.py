"""The command ``weft``: its group, and the one place where failures become one line."""

from __future__ import annotations

import os
import sys
import traceback
import warnings
from collections.abc import Sequence
from typing import Any

import click

from weft._version import VERSION
from weft.commands import build, demo, listings, rtl, simulate, train, verify
from weft.commands.interrupt import Interrupted

INTERRUPTED = 130  # what a shell reports for a program that Ctrl-C ended
PIPE_CLOSED = 141
REFUSED, BROKEN = 2, 1

_EPILOG = """
\b
Start here:
  weft demo                        the whole way on real data, in minutes
  weft networks                    what can be trained and simulated by name
  weft simulate resnet18 --scheme bdwp --sparsity 2:8 --report out.html
  weft train digits-cnn --scheme bdwp --sparsity 2:8 --arithmetic fp16

Each command explains itself: weft COMMAND --help
"""


class _Group(click.Group):
    """A group whose Ctrl-C reaches `main`, without the empty line that click prints for it."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt as error:
            raise Interrupted from error


@click.group(
    cls=_Group,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=_EPILOG,
)
@click.option("--debug", is_flag=True, help="Show the traceback of an error (in any place).")
@click.version_option(VERSION, "--version", prog_name="weft", message="%(prog)s %(version)s")
@click.pass_context
def app(context: click.Context, debug: bool) -> None:
    """Train with N:M sparsity in the hardware's own arithmetic, and count the cycles it takes.

    weft takes a PyTorch model, a training scheme and a description of an accelerator. It trains
    with exactly the accelerator's arithmetic, and simulates one training iteration cycle by cycle.
    """
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


for _command in (
    simulate.command, train.command, demo.command, rtl.command,
    verify.command, build.command,
    listings.networks, listings.schemes, listings.accelerators,
):  # fmt: skip
    app.add_command(_command)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run ``weft`` and return its exit code: 0, 2 for what was refused, 130 for Ctrl-C.

    A failure is one line on stderr; the traceback is shown with ``--debug`` alone.
    """
    words = list(sys.argv[1:] if arguments is None else arguments)
    debug = "--debug" in words
    words = [word for word in words if word != "--debug"]
    with warnings.catch_warnings():
        if not debug:
            warnings.simplefilter("ignore")
        try:
            return int(app.main(words, prog_name="weft", standalone_mode=False) or 0)
        except BaseException as error:
            return _failed(error, debug)


def _failed(error: BaseException, debug: bool) -> int:
    """Say in one line what went wrong; the exit code."""
    if isinstance(error, BrokenPipeError):
        # the reader of a pipe has gone; leave nothing for the interpreter to flush into it
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PIPE_CLOSED
    if debug and not isinstance(error, click.exceptions.Exit):
        traceback.print_exception(error)
    if isinstance(error, Interrupted | KeyboardInterrupt):
        click.echo(" ".join(filter(None, ("weft: interrupted", str(error)))), err=True)
        return INTERRUPTED
    if not isinstance(error, Exception):
        raise error
    message, code = _explained(error)
    click.echo(f"weft: error: {message}", err=True)
    return code


def _explained(error: Exception) -> tuple[str, int]:
    if isinstance(error, click.UsageError):
        command = error.ctx.command_path if error.ctx else "weft"
        text = error.format_message().rstrip(".")
        return f"{_one_line(text)}; see {command} --help", REFUSED
    if isinstance(error, click.ClickException):
        return _one_line(error.format_message()), REFUSED
    if isinstance(error, FileNotFoundError) and error.filename:
        return f"no file {error.filename}; check the path", REFUSED
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename or 'system'}: {error.strerror}", REFUSED
    if isinstance(error, MemoryError):
        return "out of memory; give a smaller --batch", REFUSED
    if isinstance(error, ValueError | OSError):
        return _one_line(str(error)), REFUSED
    kind = type(error).__name__
    return f"unexpected {kind}: {_one_line(str(error))} (--debug shows where)", BROKEN


def _one_line(text: str) -> str:
    return " ".join(text.split()) or "no reason was given"
