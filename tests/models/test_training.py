"""The training loop: accuracy, progress, interrupts, resuming to the same bits."""

from __future__ import annotations

import math

import pytest
import torch
from torch import nn

from weft.models import checkpoint as files
from weft.models.checkpoint import CheckpointError
from weft.models.data import digits
from weft.models.recipe import Recipe, learning_rate_at
from weft.models.schemes import ASP, BDWP, Dense
from weft.models.sparsify import sparsify_
from weft.models.training import (
    TrainingDiverged,
    accuracy_on,
    default_loss_scale,
    seed_everything,
    train,
)

SMALL = digits().take(96)
QUICK = {"epochs": 3, "batch": 32, "learning_rate": 0.05}


@pytest.fixture(autouse=True)
def _one_thread():
    """Networks this small gain nothing from torch's threads, and lose much on a busy machine."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


def net(scheme=None, arithmetic="fp16", seed=0):
    seed_everything(seed)
    model = nn.Sequential(
        nn.Conv2d(1, 8, 3, padding=1, bias=False),
        nn.BatchNorm2d(8),
        nn.ReLU(),
        nn.Conv2d(8, 16, 3, stride=2, padding=1, bias=False),
        nn.BatchNorm2d(16),
        nn.ReLU(),
        nn.Dropout(0.1),
        nn.Flatten(),
        nn.Linear(256, 10),
    )
    return sparsify_(model, BDWP("2:8") if scheme is None else scheme, arithmetic)


def bits(model):
    return [value.clone() for value in model.state_dict().values()]


def same(a, b):
    return all(torch.equal(x, y) for x, y in zip(a, b, strict=True))


def wide_net(scheme, arithmetic):
    seed_everything(0)
    layers, channels = [], 1
    for width in (16, 32, 64):
        layers += [nn.Conv2d(channels, width, 3, padding=1, bias=False), nn.BatchNorm2d(width)]
        layers += [nn.ReLU(), nn.MaxPool2d(2)] if width > 16 else [nn.ReLU()]
        channels = width
    return sparsify_(nn.Sequential(*layers, nn.Flatten(), nn.Linear(256, 10)), scheme, arithmetic)


# ---- accuracy --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("scheme", "arithmetic"),
    [(Dense(), "fp16"), (BDWP("2:8"), "fp16"), (BDWP("2:8"), None), (BDWP("2:8"), "int8")],
    ids=str,
)
def test_digits_are_learnt(scheme, arithmetic):
    model = wide_net(scheme, arithmetic)
    history = train(model, digits(), epochs=3, batch=32, learning_rate=0.1)
    assert len(history.epochs) == 3
    assert history.test_accuracy >= 0.96  # one image is 0.28 %
    assert history.epochs[-1].loss < history.epochs[0].loss / 4


# ---- the same bits ---------------------------------------------------------------------------


@pytest.mark.parametrize("arithmetic", ["fp16", "int8"])
def test_the_same_seed_gives_the_same_bits_on_any_number_of_threads(monkeypatch, arithmetic):
    results = []
    for threads in (1, 2, 2):
        torch.set_num_threads(threads)
        monkeypatch.setenv("WEFT_NUM_THREADS", str(threads))
        model = net(None, arithmetic)
        history = train(model, digits().take(256), **QUICK)
        results.append((bits(model), [epoch.loss for epoch in history.epochs]))
    assert all(same(results[0][0], other[0]) for other in results)
    assert all(results[0][1] == other[1] for other in results)


def test_another_seed_gives_other_bits():
    models = [net(), net()]
    for seed, model in enumerate(models):
        train(model, SMALL, seed=seed, **QUICK)
    assert not same(bits(models[0]), bits(models[1]))


class Stop:
    """Interrupts at a given number of reports."""

    def __init__(self, after):
        self.left = after

    def __call__(self, progress):
        self.left -= 1
        if self.left == 0:
            raise KeyboardInterrupt


@pytest.mark.parametrize("scheme", [BDWP("2:8"), ASP("2:8")], ids=str)
@pytest.mark.parametrize("after", [2, 3, 5])
def test_an_interrupted_training_resumes_to_the_same_bits(tmp_path, scheme, after):
    whole = net(scheme)
    expected = train(whole, SMALL, **QUICK)
    path = tmp_path / "runs" / "a.pt"
    keep = {"checkpoint": path, "checkpoint_seconds": 0, **QUICK}
    with pytest.raises(KeyboardInterrupt):
        train(net(scheme), SMALL, on_progress=Stop(after), **keep)
    assert [file.name for file in path.parent.iterdir()] == ["a.pt"]
    resumed = net(scheme, seed=5)  # its own first weights do not matter
    history = train(resumed, SMALL, **keep)
    assert same(bits(whole), bits(resumed))
    for mine, theirs in zip(history.epochs, expected.epochs, strict=True):
        assert (mine.loss, mine.test_accuracy) == (theirs.loss, theirs.test_accuracy)


def test_a_fixed_mask_is_kept_even_where_its_weights_are_zero(tmp_path):
    keep = {"checkpoint": tmp_path / "a.pt", **QUICK}
    models = [net(ASP("2:8"), seed=seed) for seed in (0, 1)]
    with torch.no_grad():  # a dead input and zero weights: no gradient revives them
        for parameter in (models[0][1].weight, models[0][1].bias, models[0][3].weight):
            parameter.zero_()
    for model in models:
        train(model, SMALL, **keep)
    assert (models[1][3].weight == 0).all()
    assert torch.equal(models[0][3].weft_fixed, models[1][3].weft_fixed)


def test_a_model_left_in_evaluation_mode_is_trained_all_the_same():
    models = [net(), net().eval()]
    for model in models:
        train(model, SMALL, **QUICK)
    assert same(bits(models[0]), bits(models[1]))


def test_a_finished_training_is_not_repeated(tmp_path):
    reports = []
    keep = {"checkpoint": tmp_path / "a.pt", **QUICK}
    first = train(net(), SMALL, **keep)
    again = train(net(seed=1), SMALL, on_progress=reports.append, **keep)
    assert (again, reports) == (first, [])
    assert train(net(), SMALL, resume=False, on_progress=reports.append, **keep).epochs
    assert reports


# ---- checkpoint files ------------------------------------------------------------------------


def test_a_checkpoint_of_another_training_is_refused(tmp_path):
    keep = {"checkpoint": tmp_path / "a.pt", **QUICK}
    train(net(), SMALL, **keep)
    mend = "; delete it, give another path, or train with resume=False"
    with pytest.raises(CheckpointError) as error:
        train(net(), SMALL, seed=1, **keep)
    assert str(error.value) == f"checkpoint {tmp_path / 'a.pt'} was made with seed 0, not 1{mend}"
    with pytest.raises(CheckpointError, match="with layers '3' as fp16, FF 2:8, BP 2:8, not fp16;"):
        train(net(Dense()), SMALL, **keep)


@pytest.mark.parametrize("content", [b"", b"nonsense", b"PK\x03\x04"])
def test_a_file_that_is_no_checkpoint_is_refused(tmp_path, content):
    path = tmp_path / "a.pt"
    path.write_bytes(content)
    with pytest.raises(CheckpointError, match=r"a\.pt is unreadable; delete it, give another"):
        train(net(), SMALL, checkpoint=path, **QUICK)


def test_another_programs_file_is_refused(tmp_path):
    torch.save({"a": 1}, tmp_path / "a.pt")
    with pytest.raises(CheckpointError, match=r"a\.pt is no checkpoint of this program"):
        train(net(), SMALL, checkpoint=tmp_path / "a.pt", **QUICK)


def test_a_failed_write_leaves_the_old_file_whole(tmp_path, monkeypatch):
    keep = {"checkpoint": tmp_path / "a.pt", **QUICK}
    train(net(), SMALL, **keep)
    before = (tmp_path / "a.pt").read_bytes()

    def fail(content, file):
        file.write(b"half")
        raise OSError("disk full")

    monkeypatch.setattr(files.torch, "save", fail)
    with pytest.raises(OSError, match="disk full"):
        train(net(), SMALL, resume=False, **keep)
    assert (tmp_path / "a.pt").read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["a.pt"]


def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(CheckpointError, match=r"a\.pt cannot be written: "):
        train(net(), SMALL, checkpoint=tmp_path / "file" / "a.pt", **QUICK)


# ---- progress and errors ---------------------------------------------------------------------


def test_progress_is_reported_after_every_step():
    reports = []
    history = train(net(), SMALL, on_progress=reports.append, **QUICK)
    assert [(r.epoch, r.step) for r in reports] == [(e, s) for e in (1, 2, 3) for s in (1, 2, 3)]
    assert [r.finished for r in reports if r.finished] == history.epochs
    assert all(r.step == r.steps for r in reports if r.finished)
    assert all(math.isfinite(r.loss) and r.remaining_seconds >= 0 for r in reports)
    assert reports[-1].remaining_seconds == 0


@pytest.mark.parametrize("arithmetic", ["fp16", "int8", None])
def test_divergence_is_an_error_that_says_where_and_what_to_try(arithmetic):
    model = net(None, arithmetic)
    with torch.no_grad():
        model[3].weight[0] = float("inf")
    with pytest.raises(TrainingDiverged) as error:
        train(model, SMALL, **QUICK)
    scale = " or loss scale (now 1024)" if arithmetic == "fp16" else ""
    assert str(error.value) == (
        f"the loss became nan in epoch 1, step 1 of 3; try a lower learning rate (now 0.05){scale}"
    )


def test_data_without_images_are_refused():
    with pytest.raises(ValueError, match="digits has no images to train on; take at least one"):
        train(net(), digits().take(0), **QUICK)


def test_a_model_without_parameters_is_refused():
    with pytest.raises(ValueError, match="the model has no parameters to train"):
        train(nn.Flatten(), SMALL, **QUICK)


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        ({"epochs": 0}, "epochs=0 is below 1; give 1 or more"),
        ({"learning_rate": 0}, "learning_rate=0 is not positive; try 0.1"),
        (
            {"schedule": "step"},
            "schedule='step' is unknown; use one of one-cycle, cosine, constant",
        ),
    ],
)
def test_settings_out_of_range_are_refused(setting, message):
    with pytest.raises(ValueError, match="^" + message + "$"):
        Recipe(**setting)


def test_gradients_are_scaled_where_they_are_stored_in_fp16():
    scales = {name: default_loss_scale(net(None, name)) for name in ("fp16", "bf16", "int8", None)}
    assert scales == {"fp16": 1024, "bf16": 1, "int8": 1, None: 1}


def test_a_loss_scale_saves_gradients_that_fp16_would_lose():
    layer = sparsify_(nn.Sequential(nn.Linear(4, 4), nn.Linear(4, 4)), Dense())
    with torch.no_grad():
        layer[1].weight.fill_(1)
    for scale, lost in ((1.0, True), (1024.0, False)):
        layer.zero_grad()
        (layer(torch.ones(1, 4)).sum() * 1e-8 * scale).backward()
        assert (layer[0].weight.grad == 0).all().item() is lost


@pytest.mark.parametrize("schedule", ["one-cycle", "cosine", "constant"])
def test_schedules_equal_torchs(schedule):
    recipe, steps = Recipe(learning_rate=0.4, schedule=schedule), 101
    weight = [nn.Parameter(torch.ones(1))]
    optimizer = torch.optim.SGD(weight, 0.4)
    schedulers = {
        "one-cycle": lambda: torch.optim.lr_scheduler.OneCycleLR(optimizer, 0.4, steps),
        "cosine": lambda: torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, steps - 1),
        "constant": lambda: torch.optim.lr_scheduler.ConstantLR(optimizer, 1.0),
    }
    scheduler = schedulers[schedule]()
    for position in range(steps - 1):
        expected = optimizer.param_groups[0]["lr"]
        # torch rounds the turning point of one-cycle to a step
        assert learning_rate_at(position, steps, recipe) == pytest.approx(expected, rel=0.05)
        optimizer.step()
        scheduler.step()


def test_evaluation_leaves_the_mode_as_it_was():
    data, model = digits(), net()
    for mode in (True, False):
        model.train(mode)
        assert 0 <= accuracy_on(model, data, data.test) <= 1
        assert model.training is mode
