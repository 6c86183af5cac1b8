"""A training as the terminal sees it, and its record as JSON."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from weft.commands import terminal

if TYPE_CHECKING:
    from torch import nn

    from weft.models.data import Data
    from weft.models.schemes import Scheme
    from weft.models.training import Epoch, History, Progress

PLAIN = "fp32"  # PyTorch's own arithmetic
FEW_PIXELS = 256  # images so small that threads of PyTorch's operators only wait for each other


@dataclass(frozen=True, kw_only=True)
class Settings:
    """How to train; what `weft.models.training.train` takes."""

    epochs: int
    batch: int = 64
    learning_rate: float = 0.1
    seed: int = 0
    checkpoint: Path | None = None
    resume: bool = False


@dataclass(frozen=True, kw_only=True)
class Training:
    """One network on one data set under one scheme in one arithmetic."""

    label: str
    build: Callable[[], nn.Module]
    data: Data
    scheme: Scheme
    arithmetic: str
    settings: Settings
    dense_layers: tuple[str, ...] = ()

    def prepared(self) -> nn.Module:
        """The network with its first weights, as the seed gives them, and its layers swapped."""
        from weft.models.sparsify import sparsify_
        from weft.models.training import seed_everything

        seed_everything(self.settings.seed)
        model = self.build()
        require_runs(model, self.data)
        if self.arithmetic == PLAIN and self.scheme.name == "dense":
            return model
        return sparsify_(model, self.scheme, self.arithmetic, self.dense_layers)

    def run(self, model: nn.Module) -> History:
        """Train ``model``, with a progress bar and a line an epoch."""
        from weft.models.training import train

        settings = self.settings
        with shown(self.label, settings.epochs) as on_progress:
            return train(
                model, self.data, epochs=settings.epochs, batch=settings.batch,
                learning_rate=settings.learning_rate, seed=settings.seed, on_progress=on_progress,
                checkpoint=settings.checkpoint, resume=settings.resume,
            )  # fmt: skip


def require_runs(model: nn.Module, data: Data) -> None:
    """Raise ValueError where ``model`` does not take the images or give a score to every class."""
    import torch

    images = data.normalised(data.test.images[:2])
    shape = "x".join(map(str, data.image_shape))
    was_training = model.training
    try:
        with torch.no_grad():
            outputs = model.eval()(images)
    except Exception as error:
        reason = next(iter(str(error).strip().splitlines()), "")
        raise ValueError(
            f"the model does not run on {data.name} ({shape} images): {type(error).__name__}: "
            f"{reason}; choose another --dataset or network"
        ) from error
    model.train(was_training)
    if tuple(getattr(outputs, "shape", ())) != (len(images), data.classes):
        raise ValueError(
            f"the model gives {_described(outputs)} for 2 images of {data.name}; "
            f"it has to give one score to each of the {data.classes} classes, (2, {data.classes})"
        )


def _described(outputs: Any) -> str:
    shape = getattr(outputs, "shape", None)
    return type(outputs).__name__ if shape is None else str(tuple(shape))


@contextmanager
def shown(label: str, epochs: int) -> Iterator[Callable[[Progress], None]]:
    """A bar over all steps with loss and time left; a line for every finished epoch."""
    texts = ("epoch {task.fields[epoch]}/" + str(epochs), "{task.fields[loss]}")
    with terminal.progress(*texts) as bar:
        task = bar.add_task(label, total=None, epoch=0, loss="")

        def report(progress: Progress) -> None:
            steps = progress.steps
            bar.update(
                task,
                completed=(progress.epoch - 1) * steps + progress.step,
                total=epochs * steps,
                epoch=progress.epoch,
                loss=f"loss {progress.loss:.4f}",
            )
            if progress.finished is not None:
                bar.console.print(epoch_line(label, progress.finished, epochs), markup=False)

        yield report


def epoch_line(label: str, epoch: Epoch, epochs: int) -> str:
    return (
        f"{label:<22} epoch {epoch.epoch:>{len(str(epochs))}}/{epochs}  loss {epoch.loss:.4f}  "
        f"train {epoch.train_accuracy:7.2%}  test {epoch.test_accuracy:7.2%}"
    )


@contextmanager
def threads_for(data: Data) -> Iterator[int]:
    """Threads of PyTorch's own operators while training on ``data``; yields how many."""
    import torch

    before = torch.get_num_threads()
    _, rows, columns = data.image_shape
    torch.set_num_threads(1 if rows * columns <= FEW_PIXELS else before)
    try:
        yield torch.get_num_threads()
    finally:
        torch.set_num_threads(before)


def as_json(training: Training, history: History, model: nn.Module, threads: int) -> dict[str, Any]:
    """What was trained and what came out, without times: the same seed gives the same text.

    ``threads`` of PyTorch's operators are part of it, since they may change the last bits.
    """
    settings = training.settings
    return {
        "data": training.data.name,
        "train_images": len(training.data.train),
        "test_images": len(training.data.test),
        "scheme": training.scheme.name,
        "sparsity": str(training.scheme.sparsity),
        "arithmetic": training.arithmetic,
        "seed": settings.seed,
        "config": {
            "epochs": settings.epochs,
            "batch": settings.batch,
            "learning_rate": settings.learning_rate,
            "threads": threads,
        },
        "dense_layers": dense_layers(model),
        "epochs": [
            {
                "epoch": epoch.epoch,
                "loss": epoch.loss,
                "train_accuracy": epoch.train_accuracy,
                "test_accuracy": epoch.test_accuracy,
            }
            for epoch in history.epochs
        ],
        "test_accuracy": history.test_accuracy,
        "weights_sha256": weights_digest(model),
    }


def dense_layers(model: nn.Module) -> dict[str, str]:
    """Layers that the scheme left dense, and why."""
    from weft.models.sparsify import hardware_layers

    reasons = {name: layer.weft_weights.dense_because for name, layer in hardware_layers(model)}
    return {name: why for name, why in reasons.items() if why}


def weights_digest(model: nn.Module) -> str:
    """SHA-256 over every parameter and buffer: equal where two trainings gave the same bits."""
    digest = hashlib.sha256()
    for name, value in model.state_dict().items():
        digest.update(f"{name} {value.dtype} {tuple(value.shape)}\n".encode())
        digest.update(value.detach().cpu().contiguous().numpy().tobytes())
    return digest.hexdigest()
