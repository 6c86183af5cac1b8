"""``weft rtl``: the machine as Verilog."""

from __future__ import annotations

from pathlib import Path
from time import perf_counter

import click

from weft.commands import terminal

_EPILOG = """
\b
Examples:
  weft rtl --accelerator sat-small -o top.v
  weft accelerators sat-small > mine.toml      change the machine, then
  weft rtl --accelerator mine.toml -o mine.v
"""


@click.command("rtl", epilog=_EPILOG, short_help="Write the machine as Verilog.")
@click.option(
    "--accelerator",
    default="sat-vcu1525",
    show_default=True,
    metavar="NAME|FILE",
    help="A preset or a TOML file; see `weft accelerators`.",
)
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path),
    metavar="FILE.v",
    help="Where the Verilog goes; an existing file is replaced when the new one is whole.",
)
def command(accelerator: str, output: Path) -> None:
    """Generate the Verilog of an accelerator: all of the machine, one file, no blocks of a vendor.

    The top module carries the description's digest in its name. The same description gives the
    same file.
    """
    run(accelerator, output)


def run(accelerator: str, output: Path) -> None:
    """The command, once its options are parsed."""
    from weft.accelerator.toml import accelerator_named
    from weft.files import require_writable, write_whole

    require_writable(output)
    machine = accelerator_named(accelerator)
    try:
        from weft.rtl.verilog import generate, module_name
    except ModuleNotFoundError as error:
        raise click.ClickException(
            f"the Python package {error.name} is missing; pip install 'weft[rtl]'"
        ) from error
    begin = perf_counter()
    text = generate(machine)
    write_whole(output, text)
    size, seconds = terminal.count(len(text.encode())), perf_counter() - begin
    terminal.say(f"wrote {output}: module {module_name(machine)}, {size}B in {seconds:.1f} s")
