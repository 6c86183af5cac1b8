"""``weft simulate``: cycles, traffic and utilization of one training iteration."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast

import click

from weft.commands import tables, terminal

if TYPE_CHECKING:
    from weft.commands.study import Study


@dataclass(frozen=True, kw_only=True)
class Options:
    """The command line, one field an option."""

    network: str | None
    model: str | None
    input_shape: str | None
    batch: int | None
    scheme: str
    sparsity: str
    accelerator: str
    dense_layers: tuple[str, ...]
    dataflow: str
    interleave: bool
    pregenerate: bool
    fast: bool
    compare_dense: bool
    ablation: bool
    all_layers: bool
    limit: tuple[str, ...]
    json_file: Path | None
    report_file: Path | None


_EPILOG = """
\b
Examples:
  weft simulate resnet18 --scheme bdwp --sparsity 2:8 --batch 32
  weft simulate resnet50 --scheme bdwp --json out.json --report out.html
  weft simulate vit --scheme bdwp --ablation
  weft simulate vit --accelerator mine.toml --limit dsp=2000 --limit watts=20
  weft simulate --model net.py:make --input-shape 3,32,32 --batch 64
\b
Next:
  weft accelerators sat-vcu1525 > mine.toml    change the machine, then
  weft simulate resnet18 --accelerator mine.toml
"""


@click.command("simulate", epilog=_EPILOG, short_help="Cycles of one training iteration.")
@click.argument("network", required=False)
@click.option("--model", metavar="FILE.py:FACTORY", help="Your own torch.nn.Module instead.")
@click.option("--input-shape", metavar="C,H,W", help="One sample, without the batch.")
@click.option("--batch", type=click.IntRange(min=1), help="Samples per iteration.")
@click.option("--scheme", default="dense", show_default=True, help="See `weft schemes`.")
@click.option("--sparsity", default="2:8", show_default=True, help="N:M pattern of the scheme.")
@click.option(
    "--accelerator",
    default="sat-vcu1525",
    show_default=True,
    metavar="NAME|FILE",
    help="A preset or a TOML file; see `weft accelerators`.",
)
@click.option(
    "--dense-layers",
    multiple=True,
    metavar="PATTERN",
    help="Layers to keep dense, such as 'blocks.0.*'; may be repeated.",
)
@click.option(
    "--dataflow",
    type=click.Choice(["auto", "ws", "os"]),
    default="auto",
    show_default=True,
    help="auto chooses per layer and stage by simulated cycles.",
)
@click.option("--interleave/--no-interleave", default=True, help="Independent sums in turn.")
@click.option(
    "--pregenerate/--no-pregenerate", default=True, help="Compressed weights made by the update."
)
@click.option(
    "--fast/--step", default=True, help="Jump over repetitions (same result), or step through."
)
@click.option("--compare-dense/--no-compare-dense", default=True, help="Simulate dense as well.")
@click.option("--ablation", is_flag=True, help="Each optimization off in turn, and all.")
@click.option("--all-layers", is_flag=True, help="Every layer in the table.")
@click.option(
    "--limit",
    multiple=True,
    metavar="NAME=N",
    help="Refuse a machine above it: lut, ff, dsp, ramb36, uram or watts; may be repeated.",
)
@click.option("--json", "json_file", type=click.Path(path_type=Path), help="Write everything.")
@click.option("--report", "report_file", type=click.Path(path_type=Path), help="Write HTML.")
def command(**options: Any) -> None:
    """Simulate one training iteration of NETWORK on an accelerator, cycle by cycle.

    Forward, backward, weight gradients and update of every layer are scheduled, compiled and timed;
    passes that are no GEMM (normalization, activation, pooling) are timed apart.
    """
    run(Options(**options))


def run(options: Options) -> None:
    """The command, once its options are parsed."""
    from weft.commands.study import as_json
    from weft.files import require_writable, write_whole

    require_writable(options.json_file, options.report_file)
    study = _study(options)
    result = study.run()
    tables.show_result(result, study.accelerator, all_layers=options.all_layers)
    if options.json_file is not None:
        write_whole(options.json_file, json.dumps(as_json(result), indent=1) + "\n")
        terminal.say(f"wrote {options.json_file}")
    if options.report_file is not None:
        from weft.simulator.page import Page, render, title_of

        page = Page(title=title_of(result.report), accelerator=study.accelerator, results=(result,))
        write_whole(options.report_file, render(page))
        terminal.say(f"wrote {options.report_file}")


def _study(options: Options) -> Study:
    """What to simulate. Names are checked against each other before anything slow."""
    from weft.accelerator.resources.limits import Limits
    from weft.api import as_accelerator, as_scheme, require_pattern
    from weft.commands.networks import example_input, source_of
    from weft.commands.study import Study
    from weft.dataflow.candidates import Choices
    from weft.models.record import record

    accelerator = as_accelerator(options.accelerator)
    limits = Limits.parse(options.limit)
    scheme = as_scheme(options.scheme, options.sparsity)
    assert scheme is not None
    require_pattern(accelerator, scheme)
    source = source_of(options.network, options.model)
    example = example_input(source, options.input_shape, options.batch)
    model = source.build()
    return Study(
        model=model,
        workload=record(model, example, name=source.name),
        accelerator=accelerator,
        scheme=scheme,
        dense_layers=options.dense_layers,
        choices=Choices(
            dataflow=cast(Literal["auto", "ws", "os"], options.dataflow),
            interleave=options.interleave,
            pregenerate=options.pregenerate,
        ),
        fast=options.fast,
        compare_dense=options.compare_dense,
        ablation=options.ablation,
        limits=limits,
    )
