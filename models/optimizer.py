"""The machine's own update as a torch optimiser: SGD with momentum on fp32 master weights."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.autograd.graph import increment_version
from torch.optim import Optimizer

from weft.accelerator.arithmetic import sgd_update
from weft.models.update_rules import rule_of


class SGD(Optimizer):
    """SGD with momentum and weight decay, with the bits of the machine's update lanes.

    Gradients are divided by ``loss_scale``, the factor that the loss was multiplied with before
    backward. What a scheme adds (SR-STE's decay, ASP's fixed mask) is applied to the weights of
    swapped layers. Works with learning rate schedulers and parameter groups. Raises ValueError
    for a setting out of range and for parameters that are not float32 on the CPU.
    """

    weft_applies_rules = True

    def __init__(
        self,
        params: Iterable[Any],
        lr: float = 0.1,
        momentum: float = 0.9,
        weight_decay: float = 0.0,
        *,
        nesterov: bool = False,
        loss_scale: float = 1.0,
    ) -> None:
        for name, value in (("lr", lr), ("momentum", momentum), ("weight_decay", weight_decay)):
            if not value >= 0:
                raise ValueError(f"{name}={value} is negative; give 0 or more")
        if not loss_scale > 0:
            raise ValueError(f"loss_scale={loss_scale} is not positive; use 1 for no scaling")
        if nesterov and momentum == 0:
            raise ValueError("nesterov needs momentum; give momentum=0.9 or leave nesterov off")
        defaults = {
            "lr": lr,
            "momentum": momentum,
            "weight_decay": weight_decay,
            "nesterov": nesterov,
            "loss_scale": loss_scale,
        }
        super().__init__(params, defaults)

    @torch.no_grad()
    def step(self, closure: Callable[[], Any] | None = None) -> Any:  # type: ignore[override]
        """Update every parameter that has a gradient; returns the closure's loss, if any."""
        loss = None
        if closure is not None:
            with torch.enable_grad():
                loss = closure()
        for group in self.param_groups:
            for parameter in group["params"]:
                if parameter.grad is not None:
                    self._update(parameter, group)
        return loss

    def _update(self, parameter: Tensor, group: dict[str, Any]) -> None:
        _require_master(parameter)
        state = self.state[parameter]
        if "momentum_buffer" not in state:
            state["momentum_buffer"] = torch.zeros_like(parameter)
        rule = rule_of(parameter)
        axes = _memory_order(parameter)
        pruned = _lanes(rule.pruned, axes) if rule else None
        sgd_update(
            _lanes(parameter, axes),
            _lanes(parameter.grad, axes),
            _lanes(state["momentum_buffer"], axes),
            learning_rate=float(group["lr"]),
            momentum=group["momentum"],
            weight_decay=group["weight_decay"],
            gradient_scale=1 / group["loss_scale"],
            decay=rule.decay if rule else 0.0,
            pruned=pruned,
            frozen=pruned if rule and rule.frozen else None,
            nesterov=group["nesterov"],
        )
        increment_version(parameter)  # the update wrote through NumPy, behind torch's back


def _memory_order(parameter: Tensor) -> list[int]:
    """Axes from the slowest in memory to the fastest: channels_last weights stay where they lie."""
    strides = parameter.stride()
    return sorted(range(parameter.ndim), key=lambda axis: strides[axis], reverse=True)


def _lanes(tensor: Tensor | None, axes: list[int]) -> NDArray[Any]:
    """One-dimensional array in the order ``axes``, a view where the tensor lies in that order."""
    assert tensor is not None
    return np.ascontiguousarray(tensor.detach().permute(axes).numpy()).reshape(-1)


def _require_master(parameter: Tensor) -> None:
    if parameter.device.type != "cpu" or parameter.dtype != torch.float32:
        raise ValueError(
            f"a parameter is {parameter.dtype} on {parameter.device}, but the machine's update "
            "works on float32 in the CPU's memory; use torch.optim.SGD there"
        )
