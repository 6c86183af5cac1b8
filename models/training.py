"""The training loop: reports through a callback, stops at any time, resumes to the same bits."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.optim import Optimizer

from weft.models.checkpoint import Checkpoint, read_checkpoint, write_checkpoint
from weft.models.data import Data, Split
from weft.models.optimizer import SGD
from weft.models.recipe import Recipe, Schedule, learning_rate_at
from weft.models.sparsify import hardware_layers


class TrainingDiverged(ValueError):
    """The loss became infinite or NaN; the message names where, and what to try."""


@dataclass(frozen=True, kw_only=True)
class Epoch:
    """What one epoch gave; accuracies in 0..1, ``loss`` the mean over its training images."""

    epoch: int
    loss: float
    train_accuracy: float
    test_accuracy: float
    seconds: float


@dataclass
class History:
    """One `Epoch` per epoch trained."""

    epochs: list[Epoch] = field(default_factory=list)

    @property
    def test_accuracy(self) -> float:
        """Accuracy on the test images after the last epoch, in 0..1; NaN before the first."""
        return self.epochs[-1].test_accuracy if self.epochs else math.nan


@dataclass(frozen=True, kw_only=True)
class Progress:
    """State after a step; epochs and steps count from 1. ``remaining_seconds`` is an estimate."""

    epoch: int
    epochs: int
    step: int
    steps: int
    loss: float
    seconds: float
    remaining_seconds: float
    finished: Epoch | None = None


def train(
    model: nn.Module,
    data: Data,
    *,
    epochs: int = 10,
    batch: int = 64,
    learning_rate: float = 0.1,
    schedule: Schedule = "one-cycle",
    momentum: float = 0.9,
    weight_decay: float = 5e-4,
    nesterov: bool = False,
    label_smoothing: float = 0.0,
    seed: int = 0,
    loss_scale: float | None = None,
    on_progress: Callable[[Progress], None] | None = None,
    checkpoint: Path | str | None = None,
    checkpoint_seconds: float = 60.0,
    resume: bool = True,
) -> History:
    """Train ``model`` on ``data`` with cross entropy and SGD; the settings are `Recipe`'s.

    With ``checkpoint`` the state is written there after every epoch, and between steps once
    ``checkpoint_seconds`` have passed; the file is always whole, also after an interrupt. With
    ``resume`` an existing file is gone on from, to the same bits as without the interruption.
    ``seed`` decides the batches and dropout; `seed_everything` before building the model decides
    its first weights. With hardware arithmetic the bits do not depend on the number of threads.
    Raises TrainingDiverged where the loss is infinite or NaN, and CheckpointError for a file that
    is unreadable or belongs to another training.
    """
    recipe = Recipe(
        epochs=epochs,
        batch=batch,
        learning_rate=learning_rate,
        schedule=schedule,
        momentum=momentum,
        weight_decay=weight_decay,
        nesterov=nesterov,
        label_smoothing=label_smoothing,
        seed=seed,
        loss_scale=default_loss_scale(model) if loss_scale is None else loss_scale,
    )
    keeper = None if checkpoint is None else Keeper(Path(checkpoint), checkpoint_seconds)
    return Trainer(model, data, recipe, on_progress, keeper).run(resume)


def default_loss_scale(model: nn.Module) -> float:
    """1024 where a layer stores gradients in fp16, whose smallest value is 6e-8; else 1.

    bf16 has fp32's range, and formats of 8 bits and below carry a scale per tensor.
    """
    return 1024.0 if any(m.weft_arithmetic == "fp16" for _, m in hardware_layers(model)) else 1.0


def seed_everything(seed: int) -> None:
    """Seed torch's generator, so that a model built next has the same first weights."""
    torch.manual_seed(seed)


@dataclass
class Keeper:
    """Where checkpoints go, and how often between epochs."""

    path: Path
    seconds: float
    written: float = field(default_factory=time.monotonic)

    @property
    def is_due(self) -> bool:
        return time.monotonic() - self.written >= self.seconds

    def write(self, checkpoint: Checkpoint) -> None:
        write_checkpoint(self.path, checkpoint)
        self.written = time.monotonic()


@dataclass
class _Sums:
    """Running sums of the epoch under way."""

    loss: float = 0.0
    correct: int = 0
    images: int = 0
    seconds: float = 0.0

    def add(self, loss: float, correct: int, images: int) -> None:
        self.loss += loss * images
        self.correct += correct
        self.images += images


class Trainer:
    """One training under way: what `train` runs."""

    def __init__(
        self,
        model: nn.Module,
        data: Data,
        recipe: Recipe,
        on_progress: Callable[[Progress], None] | None = None,
        keeper: Keeper | None = None,
    ) -> None:
        self.model, self.data, self.recipe = model, data, recipe
        self.on_progress, self.keeper = on_progress, keeper
        self.optimizer = make_optimizer(model, recipe)
        self.history, self.sums = History(), _Sums()
        self.epoch = self.step = 0
        self.steps = -(-len(data.train) // recipe.batch)
        if self.steps == 0:
            raise ValueError(f"{data.name} has no images to train on; take at least one")
        self.started, self.done_before = time.monotonic(), 0

    def run(self, resume: bool) -> History:
        """Train to the end; an interrupt leaves the last whole checkpoint behind."""
        with torch.random.fork_rng():  # dropout follows the seed; the caller's generator stays
            torch.manual_seed(self.recipe.seed)
            return self._run(resume)

    def _run(self, resume: bool) -> History:
        if self.keeper is not None and resume and self.keeper.path.exists():
            self._restore(read_checkpoint(self.keeper.path, self._settings()))
        self.done_before = self.epoch * self.steps + self.step
        while self.epoch < self.recipe.epochs:
            self._run_epoch()
        return self.history

    def _run_epoch(self) -> None:
        self.model.train()
        while self.step < self.steps:
            started = time.monotonic()
            loss = self._run_step()
            self.step += 1
            self.sums.seconds += time.monotonic() - started
            if self.step < self.steps:
                self._report(loss)
                self._keep(always=False)
        self._finish_epoch(loss)

    def _run_step(self) -> float:
        recipe, place = self.recipe, (self.epoch, self.step)
        images, labels = self.data.training_batch(recipe.seed, *place, recipe.batch)
        device = next(self.model.parameters()).device
        images, labels = images.to(device), labels.to(device)
        rate = learning_rate_at(self._position(), self.steps * recipe.epochs, recipe)
        for group in self.optimizer.param_groups:
            group["lr"] = rate
        self.optimizer.zero_grad()
        outputs = self.model(images)
        loss = nn.functional.cross_entropy(outputs, labels, label_smoothing=recipe.label_smoothing)
        value = loss.item()
        self._require_finite(value)
        scale = recipe.loss_scale
        (loss * scale).backward()  # type: ignore[no-untyped-call]
        if not isinstance(self.optimizer, SGD):
            _unscale(self.model, scale)
        self.optimizer.step()
        self.sums.add(value, int((outputs.argmax(1) == labels).sum()), len(labels))
        return value

    def _position(self) -> int:
        return self.epoch * self.steps + self.step

    def _require_finite(self, loss: float) -> None:
        if not math.isfinite(loss):
            scale = self.recipe.loss_scale
            raise TrainingDiverged(
                f"the loss became {loss} in epoch {self.epoch + 1}, step {self.step + 1} of "
                f"{self.steps}; try a lower learning rate (now {self.recipe.learning_rate})"
                + (f" or loss scale (now {scale:g})" if scale != 1 else "")
            )

    def _finish_epoch(self, loss: float) -> None:
        started, sums = time.monotonic(), self.sums
        accuracy = accuracy_on(self.model, self.data, self.data.test)
        finished = Epoch(
            epoch=self.epoch + 1,
            loss=sums.loss / sums.images,
            train_accuracy=sums.correct / sums.images,
            test_accuracy=accuracy,
            seconds=sums.seconds + time.monotonic() - started,
        )
        self.history.epochs.append(finished)
        self.epoch, self.step, self.sums = self.epoch + 1, 0, _Sums()
        self._keep(always=True)
        self._report(loss, finished)

    def _report(self, loss: float, finished: Epoch | None = None) -> None:
        if self.on_progress is None:
            return
        seconds, done = time.monotonic() - self.started, self._position()
        left = self.steps * self.recipe.epochs - done
        progress = Progress(
            epoch=self.epoch + (finished is None),
            epochs=self.recipe.epochs,
            step=self.steps if finished else self.step,
            steps=self.steps,
            loss=loss,
            seconds=seconds,
            remaining_seconds=seconds / max(1, done - self.done_before) * left,
            finished=finished,
        )
        self.on_progress(progress)

    # ---- checkpoints ---------------------------------------------------------------------------

    def _settings(self) -> dict[str, Any]:
        """What has to agree for a checkpoint to be gone on from."""
        layers = {name: layer.weft_summary() for name, layer in hardware_layers(self.model)}
        images = {"data": self.data.name, "images": len(self.data.train)}
        return {**asdict(self.recipe), **images, "layers": layers}

    def _keep(self, *, always: bool) -> None:
        if self.keeper is None or not (always or self.keeper.is_due):
            return
        masks = {name: m.weft_fixed for name, m in hardware_layers(self.model)}
        self.keeper.write(
            Checkpoint(
                settings=self._settings(),
                model=self.model.state_dict(),
                optimizer=self.optimizer.state_dict(),
                masks={name: mask for name, mask in masks.items() if mask is not None},
                generator=torch.get_rng_state(),
                epoch=self.epoch,
                step=self.step,
                sums=asdict(self.sums),
                history=[asdict(epoch) for epoch in self.history.epochs],
            )
        )

    def _restore(self, checkpoint: Checkpoint) -> None:
        self.model.load_state_dict(checkpoint.model)
        self.optimizer.load_state_dict(checkpoint.optimizer)
        layers = dict(hardware_layers(self.model))
        for name, mask in checkpoint.masks.items():
            layers[name].weft_fixed = mask
            layers[name].weft_forget()
        torch.set_rng_state(checkpoint.generator)
        self.epoch, self.step = checkpoint.epoch, checkpoint.step
        self.sums = _Sums(**checkpoint.sums)
        self.history = History([Epoch(**epoch) for epoch in checkpoint.history])


def make_optimizer(model: nn.Module, recipe: Recipe) -> Optimizer:
    """The machine's own update; on another device torch's, with the scheme's hooks."""
    parameters = [p for p in model.parameters() if p.requires_grad]
    if not parameters:
        raise ValueError("the model has no parameters to train; give one with requires_grad")
    settings: dict[str, Any] = {
        "lr": recipe.learning_rate,
        "momentum": recipe.momentum,
        "weight_decay": recipe.weight_decay,
        "nesterov": recipe.nesterov,
    }
    if all(p.device.type == "cpu" and p.dtype == torch.float32 for p in parameters):
        return SGD(parameters, **settings, loss_scale=recipe.loss_scale)
    return torch.optim.SGD(parameters, **settings)


def _unscale(model: nn.Module, scale: float) -> None:
    if scale != 1:
        for parameter in model.parameters():
            if parameter.grad is not None:
                parameter.grad.div_(scale)


@torch.no_grad()
def accuracy_on(model: nn.Module, data: Data, split: Split, batch: int = 256) -> float:
    """Share of ``split`` that ``model`` labels rightly, in evaluation mode; in 0..1."""
    was_training = model.training
    model.eval()
    device = next(model.parameters()).device
    correct = 0
    for images, labels in zip(split.images.split(batch), split.labels.split(batch), strict=True):
        outputs: Tensor = model(data.normalised(images).to(device))
        correct += int((outputs.argmax(1).cpu() == labels).sum())
    model.train(was_training)
    return correct / len(split)
