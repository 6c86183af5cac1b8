"""Accuracy on the handwritten digits over five seeds: does the hardware's arithmetic train?"""

from __future__ import annotations

from statistics import mean, stdev

import torch

from benchmarks.tables import Table
from weft.models.data import digits
from weft.models.schemes import scheme_named
from weft.models.sparsify import sparsify_
from weft.models.training import seed_everything, train
from weft.models.zoo import network_named

SEEDS = range(5)
EPOCHS = 10
RUNS = {
    "dense, PyTorch fp32": ("dense", None, None),
    "dense, fp16 hardware arithmetic": ("dense", None, "fp16"),
    "SR-STE 2:8, fp16 hardware arithmetic": ("sr-ste", "2:8", "fp16"),
    "BDWP 2:4, fp16 hardware arithmetic": ("bdwp", "2:4", "fp16"),
    "BDWP 2:8, fp16 hardware arithmetic": ("bdwp", "2:8", "fp16"),
}


def test_accuracy(scheme: str, sparsity: str | None, arithmetic: str | None, seed: int) -> float:
    """Test accuracy in per cent after `EPOCHS` epochs."""
    seed_everything(seed)
    model = network_named("digits-cnn").factory()
    sparsify_(model, scheme_named(scheme, sparsity), arithmetic=arithmetic)
    return 100 * train(model, digits(), epochs=EPOCHS, seed=seed).test_accuracy


def accuracies() -> Table:
    """Mean and spread over the seeds, beside dense PyTorch."""
    torch.set_num_threads(1)  # small layers: torch's threads only wait for each other
    rows, reference = [], 0.0
    for name, settings in RUNS.items():
        print(f"digits: {name} ...", flush=True)
        found = [test_accuracy(*settings, seed) for seed in SEEDS]
        reference = reference or mean(found)
        spread = f"{stdev(found):.2f}"
        each = ", ".join(f"{a:.2f}" for a in found)
        rows.append([name, f"{mean(found):.2f}", spread, f"{mean(found) - reference:+.2f}", each])
    return Table(
        title="Digits CNN: test accuracy in per cent",
        command="python -m benchmarks --only digits",
        head=("training", "mean", "standard deviation", "against fp32", "each seed"),
        rows=rows,
        note=f"{EPOCHS} epochs, 1,437 training and 360 test images (scikit-learn's embedded set): "
        "one image is 0.28, so this tells broken from working and no more.",
    )
