"""The optimizer lanes on arrays: every operation rounds to fp32 by itself, in a fixed order."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from weft.accelerator.jit import njit

_NAN = np.float32(np.nan)


class Constants(NamedTuple):
    """The scalars of one update, in fp32."""

    learning_rate: np.float32
    momentum: np.float32
    weight_decay: np.float32
    gradient_scale: np.float32
    decay: np.float32


@njit
def sgd(weight, gradient, velocity, pruned, frozen, constants, nesterov):
    """See `weft.accelerator.arithmetic.sgd_update`; 1-D, an empty mask selects nothing."""
    for i in range(weight.size):
        w = weight[i]
        g = np.float32(gradient[i] * constants.gradient_scale)
        g = np.float32(g + np.float32(constants.weight_decay * w))
        if pruned.size and pruned[i]:
            g = np.float32(g + np.float32(constants.decay * w))
        v = np.float32(np.float32(constants.momentum * velocity[i]) + g)
        ahead = np.float32(g + np.float32(constants.momentum * v))
        step = ahead if nesterov else v
        w = np.float32(w - np.float32(constants.learning_rate * step))
        if frozen.size and frozen[i]:
            w = np.float32(0)
            v = np.float32(0)
        weight[i] = w if w == w else _NAN
        velocity[i] = v if v == v else _NAN
