"""``weft train``: a real training with the hardware's own arithmetic."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from weft.commands import terminal
from weft.commands.interrupt import Interrupted

if TYPE_CHECKING:
    from weft.commands.training import Training
    from weft.models.data import Data


@dataclass(frozen=True, kw_only=True)
class Options:
    """The command line, one field an option."""

    network: str | None
    model: str | None
    scheme: str
    sparsity: str
    arithmetic: str
    dense_layers: tuple[str, ...]
    dataset: str
    data: Path | None
    epochs: int
    batch: int
    learning_rate: float
    seed: int
    checkpoint: Path | None
    resume: bool
    json_file: Path | None


_EPILOG = """
\b
Examples:
  weft train digits-cnn --scheme bdwp --sparsity 2:8 --arithmetic fp16 --epochs 5
  weft train digits-cnn --scheme dense --arithmetic fp32 --epochs 5
  weft train resnet9 --dataset cifar-10 --data FOLDER --checkpoint run.pt --resume
  weft train --model net.py:make --dataset mnist --data FOLDER
\b
Next:
  weft simulate digits-cnn --scheme bdwp --sparsity 2:8    the cycles of it
"""


@click.command("train", epilog=_EPILOG, short_help="Train with the accelerator's own arithmetic.")
@click.argument("network", required=False)
@click.option("--model", metavar="FILE.py:FACTORY", help="Your own torch.nn.Module instead.")
@click.option("--scheme", default="dense", show_default=True, help="See `weft schemes`.")
@click.option("--sparsity", default="2:8", show_default=True, help="N:M pattern of the scheme.")
@click.option(
    "--arithmetic",
    default="fp16",
    show_default=True,
    help="Operand format of the hardware, with its bits; fp32 is PyTorch's own arithmetic.",
)
@click.option(
    "--dense-layers",
    multiple=True,
    metavar="PATTERN",
    help="Layers to keep dense, such as 'third.*'; may be repeated.",
)
@click.option("--dataset", default="digits", show_default=True, help="digits, mnist or cifar-10.")
@click.option(
    "--data", type=click.Path(path_type=Path), help="Folder of your copy of mnist or cifar-10."
)
@click.option("--epochs", type=click.IntRange(min=1), default=10, show_default=True)
@click.option("--batch", type=click.IntRange(min=1), default=64, show_default=True)
@click.option("--learning-rate", type=float, default=0.1, show_default=True, help="Its peak.")
@click.option("--seed", type=int, default=0, show_default=True, help="First weights and order.")
@click.option(
    "--checkpoint", type=click.Path(path_type=Path), help="Keep the state here, always whole."
)
@click.option("--resume", is_flag=True, help="Go on from --checkpoint if it is there.")
@click.option("--json", "json_file", type=click.Path(path_type=Path), help="Write the history.")
def command(**options: Any) -> None:
    """Train NETWORK with the accelerator's own arithmetic, and print loss and accuracy.

    The optimizer is SGD with momentum on fp32 master weights, as the accelerator's update lanes
    compute it. The same seed gives the same bits, also after an interruption.
    """
    run(Options(**options))


def run(options: Options) -> None:
    """The command, once its options are parsed."""
    from weft.commands.training import as_json, threads_for
    from weft.files import require_writable, write_whole

    require_writable(options.json_file, options.checkpoint)
    _require_fresh(options)
    training, name = _training(options)
    with threads_for(training.data) as threads:
        model = training.prepared()
        try:
            history = training.run(model)
        except KeyboardInterrupt as error:
            raise Interrupted(_hint(options)) from error
    terminal.say(f"test accuracy {history.test_accuracy:.2%} after {options.epochs} epochs")
    if options.json_file is not None:
        content = {"model": name, **as_json(training, history, model, threads)}
        write_whole(options.json_file, json.dumps(content, indent=1) + "\n")
        terminal.say(f"wrote {options.json_file}")


def _require_fresh(options: Options) -> None:
    """Raise ValueError where a checkpoint would be lost, or there is none to keep."""
    if options.resume and options.checkpoint is None:
        raise ValueError("--resume needs --checkpoint FILE to go on from")
    if options.checkpoint and options.checkpoint.exists() and not options.resume:
        raise ValueError(
            f"checkpoint {options.checkpoint} exists; add --resume to go on from it, "
            "delete it, or give another file"
        )


def _training(options: Options) -> tuple[Training, str]:
    from weft.api import as_scheme
    from weft.commands.networks import source_of
    from weft.commands.training import Settings, Training

    scheme = as_scheme(options.scheme, options.sparsity)
    assert scheme is not None
    _require_arithmetic(options.arithmetic)
    source = source_of(options.network, options.model)
    data = _data(options)
    classes = {"classes": data.classes} if source.takes_classes else {}
    training = Training(
        label=f"{scheme} {options.arithmetic}",
        build=lambda: source.build(**classes),
        data=data,
        scheme=scheme,
        arithmetic=options.arithmetic,
        settings=Settings(
            epochs=options.epochs, batch=options.batch, learning_rate=options.learning_rate,
            seed=options.seed, checkpoint=options.checkpoint, resume=options.resume,
        ),
        dense_layers=options.dense_layers,
    )  # fmt: skip
    return training, source.name


def _require_arithmetic(name: str) -> None:
    """Raise ValueError for a format that layers do not compute in."""
    from weft.accelerator.formats import FORMATS, format_named
    from weft.commands.training import PLAIN

    if name != PLAIN and not format_named(name).accumulator:
        operands = ", ".join(f.name for f in FORMATS.values() if f.accumulator)
        raise ValueError(f"arithmetic {name!r} is a format of sums; use {operands} or {PLAIN}")


def _data(options: Options) -> Data:
    from weft.models.data import data_named

    known = {"cifar10": "cifar-10"}
    return data_named(known.get(options.dataset, options.dataset), options.data)


def _hint(options: Options) -> str:
    if options.checkpoint is None:
        return "(with --checkpoint FILE it could be resumed)"
    if not options.checkpoint.exists():
        return "before the first checkpoint"
    return f"(add --resume to go on from {options.checkpoint})"
