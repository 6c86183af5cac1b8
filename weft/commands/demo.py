"""``weft demo``: the whole way on real data, from training to cycles, in minutes."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from weft.commands import tables, terminal
from weft.commands.interrupt import Interrupted

if TYPE_CHECKING:
    from weft.accelerator.description import Accelerator
    from weft.models.data import Data
    from weft.models.training import History
    from weft.simulator.tally import Result

ACCELERATOR = "sat-vcu1525"
SPARSITY = "2:8"
NETWORKS = (("digits-cnn", 64), ("resnet18", 32))  # simulated, with the batch
EPOCHS = 8

_EPILOG = """
\b
Next:
  weft simulate resnet50 --scheme bdwp --report resnet50.html
  weft train digits-cnn --scheme bdwp --sparsity 2:4 --arithmetic bf16
  weft accelerators sat-small
"""


@dataclass(frozen=True, kw_only=True)
class Trained:
    """One training of the demo."""

    label: str
    history: History


@click.command("demo", epilog=_EPILOG, short_help="The whole way on real data, in minutes.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("out"),
    show_default=True,
    help="Folder for report.html and demo.json.",
)
@click.option(
    "--epochs", type=click.IntRange(min=1), default=EPOCHS, show_default=True, help="Per training."
)
@click.option("--seed", type=int, default=0, show_default=True)
def command(out: Path, epochs: int, seed: int) -> None:
    """Train, simulate and report: the whole way on real data.

    Trains a small CNN on the handwritten digits that scikit-learn carries, in plain PyTorch and
    with the accelerator's own arithmetic, dense and with BDWP 2:8. Then simulates a training
    iteration of that CNN and of ResNet-18, dense and with BDWP 2:8, and writes report.html.
    """
    try:
        run(out, epochs, seed)
    except KeyboardInterrupt as error:
        raise Interrupted("(nothing was written)") from error


def run(out: Path, epochs: int, seed: int) -> None:
    """The three steps of the demo."""
    from weft.accelerator.toml import accelerator_named
    from weft.files import require_writable, write_whole
    from weft.models.data import digits

    out.mkdir(parents=True, exist_ok=True)
    page_file, json_file = out / "report.html", out / "demo.json"
    require_writable(page_file, json_file)
    accelerator, data = accelerator_named(ACCELERATOR), digits()
    heading(1, f"training digits-cnn on {_words(data)}")
    trained = train_all(data, epochs, seed)
    _show_accuracies(trained)
    heading(2, f"one training iteration on {accelerator.name}: {accelerator.summary}")
    results = [_simulate(name, batch, accelerator) for name, batch in NETWORKS]
    _show_summary(results)
    heading(3, "report")
    write_whole(json_file, json.dumps(_as_json(trained, results, seed), indent=1) + "\n")
    write_whole(page_file, _page(accelerator, data, trained, results))
    terminal.say(f"wrote {json_file} and {page_file}: open the page in any browser")


def heading(number: int, text: str) -> None:
    terminal.console().print(f"\n{number}/3  {text}", style="bold", markup=False)


def _words(data: Data) -> str:
    rows, columns = data.image_shape[1:]
    return (
        f"{len(data.train):,} handwritten digits of {rows}x{columns} pixels, "
        f"tested on {len(data.test)} others"
    )


def train_all(data: Data, epochs: int, seed: int) -> list[Trained]:
    """Plain PyTorch, and dense and BDWP in the accelerator's arithmetic; the same first weights."""
    from weft.commands.training import PLAIN, Settings, Training, threads_for
    from weft.models.schemes import BDWP, Dense
    from weft.models.zoo import network_named

    trained = []
    for label, scheme, arithmetic in (
        ("PyTorch fp32", Dense(), PLAIN),
        ("dense fp16", Dense(), "fp16"),
        (f"bdwp {SPARSITY} fp16", BDWP(SPARSITY), "fp16"),
    ):
        training = Training(
            label=label, build=network_named("digits-cnn").factory, data=data, scheme=scheme,
            arithmetic=arithmetic, settings=Settings(epochs=epochs, seed=seed),
        )  # fmt: skip
        with threads_for(data):
            trained.append(Trained(label=label, history=training.run(training.prepared())))
    return trained


def _show_accuracies(trained: list[Trained]) -> None:
    made = terminal.table("training", "arithmetic", "loss", "test accuracy", right=(2, 3))
    for one in trained:
        hardware = "PyTorch's" if one is trained[0] else "fp16 x fp16 + fp32, the machine's"
        last = one.history.epochs[-1]
        made.add_row(one.label, hardware, f"{last.loss:.4f}", f"{last.test_accuracy:.2%}")
    terminal.show(made)


def _simulate(name: str, batch: int, accelerator: Accelerator) -> Result:
    from weft.commands.study import Study
    from weft.models.record import record
    from weft.models.schemes import BDWP
    from weft.models.zoo import network_named

    network = network_named(name)
    model = network.factory()
    workload = record(model, network.batch_shape(batch), name=name)
    study = Study(model=model, workload=workload, accelerator=accelerator, scheme=BDWP(SPARSITY))
    result = study.run()
    tables.show_result(result, accelerator)
    return result


def _show_summary(results: list[Result]) -> None:
    """Speed-ups of all networks beside their limits."""
    made = terminal.table(
        "network", "batch", "dense cycles", f"BDWP {SPARSITY} cycles", "GEMMs", "limit",
        "iteration", "limit", right=(1, 2, 3, 4, 5, 6, 7), title="speed-up over dense",
    )  # fmt: skip
    for result in results:
        c = result.comparison
        assert c is not None
        ratios = (c.gemm, c.compute_limit, c.iteration, c.roofline_limit)
        made.add_row(
            result.report.model, str(result.report.batch), f"{c.dense_cycles:,}",
            f"{result.report.cycles:,}", *(f"{ratio:.2f}x" for ratio in ratios),
        )  # fmt: skip
    terminal.show(made)


def _as_json(trained: list[Trained], results: list[Result], seed: int) -> dict[str, Any]:
    from weft.commands.study import as_json

    return {
        "seed": seed,
        "trainings": [
            {
                "label": one.label,
                "epochs": [_without_times(asdict(epoch)) for epoch in one.history.epochs],
            }
            for one in trained
        ],
        "simulations": [as_json(result) for result in results],
    }


def _without_times(epoch: dict[str, Any]) -> dict[str, Any]:
    """What the seed alone determines."""
    return {key: value for key, value in epoch.items() if key != "seconds"}


def _page(
    accelerator: Accelerator, data: Data, trained: list[Trained], results: list[Result]
) -> str:
    from weft.simulator.page import Page, Training, render

    trainings = [
        Training(
            label=one.label,
            losses=tuple(epoch.loss for epoch in one.history.epochs),
            train_accuracies=tuple(epoch.train_accuracy for epoch in one.history.epochs),
            test_accuracies=tuple(epoch.test_accuracy for epoch in one.history.epochs),
        )
        for one in trained
    ]
    return render(
        Page(
            title=f"Dense and BDWP {SPARSITY}, trained and simulated",
            accelerator=accelerator,
            results=tuple(results),
            trainings=tuple(trainings),
            trained_on=f"digits-cnn on {_words(data)}. fp16 is the accelerator's arithmetic to the "
            "last bit: fp16 operands, exact products, fp32 sums in one fixed order.",
        )
    )
