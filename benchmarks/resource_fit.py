"""Coefficients of the resource model, fitted to measured machines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from scipy.optimize import nnls

from benchmarks.resource_sweep import Machine
from weft.accelerator.resources.features import Table
from weft.accelerator.resources.flip_flops import FLIP_FLOPS
from weft.accelerator.resources.luts import LUTS
from weft.accelerator.resources.model import sizes_of
from weft.accelerator.resources.sizes import Sizes

KINDS: dict[str, Table] = {"lut": LUTS, "ff": FLIP_FLOPS}
FIGURES = 6


def fit(machines: Sequence[Machine], tool: str) -> dict[str, Any]:
    """Coefficients by kind, part and feature: non-negative least squares of each part.

    What counts is the error over the whole of a machine, so that a small one weighs as much as a
    large one.
    """
    sizes = [sizes_of(machine.accelerator) for machine in machines]
    return {
        "tool": tool,
        "machines": len(machines),
        **{
            kind: {part: _part(kind, part, table, machines, sizes) for part in table}
            for kind, table in KINDS.items()
        },
    }


def _part(
    kind: str, part: str, table: Table, machines: Sequence[Machine], sizes: Sequence[Sizes]
) -> dict[str, float]:
    features = table[part]
    if not features:
        return {}
    weights = np.array([1 / machine.total[kind] for machine in machines])
    found = np.array([[feature(size) for feature in features.values()] for size in sizes])
    wanted = np.array([machine.parts[part][kind] for machine in machines])
    scale = np.maximum(np.abs(found * weights[:, None]).max(axis=0), np.finfo(float).tiny)
    solved, _ = nnls(found * weights[:, None] / scale, wanted * weights, maxiter=10_000)
    return {
        name: float(f"{value:.{FIGURES}g}")
        for name, value in zip(features, solved / scale, strict=True)
    }
