"""What a scheme adds to the update of a weight, under any optimiser.

A layer owns its weight from its first forward on.  Each step asks here for the rule of every
parameter: `weft.models.optimizer.SGD` hands it to the machine's own update, and all other
`torch.optim` optimisers get it through two hooks that this module registers for the process
(`torch.optim.optimizer.register_optimizer_step_pre_hook` and its post twin):

- before the step, ``gradient += decay * pruned weight`` (SR-STE) and, for a fixed mask (ASP), the
  gradient of pruned weights becomes 0;
- after the step, weights pruned by a fixed mask become 0.

It happens once per step, however many backward passes were accumulated, and after a gradient
scaler has unscaled, because a scaler unscales before it calls ``step``.  Optimisers that compute
gradients inside ``step`` through a closure (LBFGS) take no decay.
"""

from __future__ import annotations

import weakref
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import torch
from torch import Tensor
from torch.optim import Optimizer
from torch.optim.optimizer import (
    register_optimizer_step_post_hook,
    register_optimizer_step_pre_hook,
)
from torch.utils.weak import WeakIdKeyDictionary

if TYPE_CHECKING:
    from weft.models.hardware import HardwareLayer

_owners = WeakIdKeyDictionary()  # weight -> weak reference to its layer


@dataclass(frozen=True)
class UpdateRule:
    """``pruned`` is the complement of the FF mask, in the weight's shape."""

    pruned: Tensor
    decay: float
    frozen: bool


def own(weight: Tensor, layer: HardwareLayer) -> None:
    """Note that ``layer`` rules the update of ``weight``, if its scheme adds anything."""
    rules = layer.weft_weights.decay != 0 or layer.weft_weights.frozen_mask
    if rules:
        _owners[weight] = weakref.ref(layer)
    elif weight in _owners:
        del _owners[weight]


def rule_of(weight: Tensor) -> UpdateRule | None:
    """Rule of a parameter: the masks are those of the forward passes since the last step."""
    reference = _owners.get(weight)
    layer = None if reference is None else reference()
    if layer is None or layer.weight is not weight:
        return None
    weights = layer.weft_weights
    return UpdateRule(~layer.weft_kept(), weights.decay, weights.frozen_mask)


def _ruled(optimizer: Optimizer) -> Iterator[tuple[Tensor, UpdateRule]]:
    if getattr(optimizer, "weft_applies_rules", False):
        return
    for group in optimizer.param_groups:
        for parameter in group["params"]:
            rule = rule_of(parameter) if parameter.grad is not None else None
            if rule is not None:
                yield parameter, rule


@torch.no_grad()
def _before_step(optimizer: Optimizer, args: Any, kwargs: Any) -> None:
    for parameter, rule in _ruled(optimizer):
        gradient = parameter.grad
        assert gradient is not None
        if rule.decay:
            gradient.add_(parameter * rule.pruned, alpha=rule.decay)
        if rule.frozen:
            gradient.masked_fill_(rule.pruned, 0)


@torch.no_grad()
def _after_step(optimizer: Optimizer, args: Any, kwargs: Any) -> None:
    for parameter, rule in _ruled(optimizer):
        if rule.frozen:
            parameter.masked_fill_(rule.pruned, 0)


register_optimizer_step_pre_hook(_before_step)
register_optimizer_step_post_hook(_after_step)
