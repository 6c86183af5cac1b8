"""Put a model on the machine: name its layers with weights, and swap their classes in place."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from fnmatch import fnmatchcase
from typing import Any

import torch
from torch import nn

from weft.accelerator.formats import format_named
from weft.dataflow.workload import Weights
from weft.models.hardware import PLAIN, HardwareLayer
from weft.models.layers import SWAPS
from weft.models.schemes import SDGP, LayerFacts, Scheme

Patterns = tuple[str, ...]

#: Classes that the machine multiplies with; swapped layers are subclasses of these.
WEIGHTED: tuple[type[nn.Module], ...] = tuple(SWAPS)

#: Classes that multiply by weights but have no counterpart on the machine, with the mend.
UNSUPPORTED: dict[type[nn.Module], str] = {
    nn.MultiheadAttention: "write the attention with nn.Linear layers",
    nn.RNNBase: "write the recurrence with nn.Linear layers",
    nn.RNNCellBase: "write the cell with nn.Linear layers",
    nn.Bilinear: "write it with nn.Linear layers",
    nn.Conv3d: "write it with nn.Conv2d layers",
    nn.ConvTranspose1d: "write it with nn.ConvTranspose2d",
    nn.ConvTranspose3d: "write it with nn.ConvTranspose2d layers",
}


def weight_layers(model: nn.Module) -> dict[str, nn.Module]:
    """Layers that the machine multiplies with, by name, in the order they were registered."""
    return {name: module for name, module in model.named_modules() if isinstance(module, WEIGHTED)}


def layer_weights(
    model: nn.Module, scheme: Scheme, dense_layers: Patterns = ()
) -> dict[str, Weights]:
    """What ``scheme`` does to the weights of every layer of ``model``, by layer name.

    First and last in the order of registration stay dense, as in the published recipes; so do
    depthwise convolutions, reduction axes shorter than a group, and layers whose name matches a
    shell pattern in ``dense_layers`` ("fc", "head.*"). Raises ValueError for a pattern that
    matches nothing.
    """
    return {name: scheme.weights(f) for name, f in layer_facts(model, dense_layers).items()}


def layer_facts(model: nn.Module, dense_layers: Patterns = ()) -> dict[str, LayerFacts]:
    """What a scheme looks at, by layer name; ``dense_layers`` as in `layer_weights`."""
    layers = weight_layers(model)
    _require_matches(dense_layers, layers)
    places = _places(list(layers))
    return {
        name: _facts(name, module, places.get(name) or _named(name, dense_layers))
        for name, module in layers.items()
    }


def _facts(name: str, module: Any, reason: str) -> LayerFacts:
    kind = _swap_of(module).weft_kind
    if isinstance(module, nn.Linear):
        channels = (module.in_features, module.out_features)
    else:
        groups = module.groups
        channels = (module.in_channels // groups, module.out_channels // groups)
        if not reason and groups > 1 and channels[0] == 1:
            reason = "depthwise: its reduction is the kernel's taps"
    parameter = f"{name}.weight" if name else "weight"
    return LayerFacts(
        parameter=parameter,
        kind=kind,
        ff_channels=channels[0],
        bp_channels=channels[1],
        groups=getattr(module, "groups", 1),
        dense_because=reason,
    )


def _swap_of(module: nn.Module) -> type[HardwareLayer]:
    return next(swap for plain, swap in SWAPS.items() if isinstance(module, plain))


def _places(names: list[str]) -> dict[str, str]:
    if len(names) == 1:
        return {names[0]: "only layer with weights"}
    return {names[0]: "first layer", names[-1]: "last layer"} if names else {}


def _named(name: str, patterns: Patterns) -> str:
    pattern = _match(name, patterns)
    return f"kept dense by name ({pattern})" if pattern else ""


def _match(name: str, patterns: Patterns) -> str | None:
    return next((p for p in patterns if fnmatchcase(name, p)), None)


def _require_matches(patterns: Patterns, names: dict[str, nn.Module]) -> None:
    if isinstance(patterns, str):
        raise TypeError(f"layer patterns {patterns!r} are text; give a tuple, ({patterns!r},)")
    for pattern in patterns:
        if not any(fnmatchcase(name, pattern) for name in names):
            near = difflib.get_close_matches(pattern, names, n=1, cutoff=0.0)
            hint = f"; did you mean {near[0]!r}?" if near else ""
            raise ValueError(f"no layer is called {pattern!r}{hint}")


def sparsify_(
    model: nn.Module,
    scheme: Scheme,
    arithmetic: str | None = "fp16",
    dense_layers: Patterns = (),
    skip: Patterns = (),
) -> nn.Module:
    """Swap the classes of ``model``'s layers in place and return it.

    ``arithmetic`` names the operand format that the layers compute in, with the hardware's bits
    and on the CPU; None or "fp32" keeps torch's own arithmetic and applies the scheme's masks
    alone, on any device. Layers matching ``skip`` stay torch's. Under ASP the pruned weights
    become zero here. A model may be swapped again to change scheme or arithmetic. Raises
    ValueError for an unknown format or pattern and for a layer that has no counterpart.
    """
    arithmetic = _checked_arithmetic(arithmetic)
    facts = layer_facts(model, dense_layers)
    modules = dict(model.named_modules())
    _require_matches(skip, modules)
    for name, module in modules.items():
        if not _skipped(name, skip):
            _require_counterpart(name, module)
    for name, module in weight_layers(model).items():
        if not _skipped(name, skip):
            _swap(name, module, scheme, facts[name], arithmetic)
    return model


def _skipped(name: str, skip: Patterns) -> bool:
    """Whether the module or one that contains it is named."""
    parts = name.split(".")
    return any(_match(".".join(parts[:i]), skip) for i in range(1, len(parts) + 1))


def _checked_arithmetic(arithmetic: str | None) -> str:
    if arithmetic is None or arithmetic == PLAIN:
        return PLAIN
    fmt = format_named(arithmetic)
    if fmt.wider is None:
        raise ValueError(
            f"arithmetic {arithmetic!r} is a format of sums, not of operands; "
            "use fp16, bf16, fp8-e4m3, fp8-e5m2, int8, int4 or fp32"
        )
    return arithmetic


def _require_counterpart(name: str, module: nn.Module) -> None:
    for base, mend in UNSUPPORTED.items():
        if isinstance(module, base):
            raise ValueError(
                f"layer {name!r} is a {type(module).__name__}, which the machine does not have; "
                f"{mend}, or leave it to torch with skip=({name!r},)"
            )
    if isinstance(module, WEIGHTED) and not _swappable(module):
        plain = _swap_of(module).weft_plain_class.__name__
        raise ValueError(
            f"layer {name!r} is a {type(module).__name__}, whose own code a swap would lose; "
            f"use {plain}, or leave it to torch with skip=({name!r},)"
        )


def _swappable(module: nn.Module) -> bool:
    return type(module) in SWAPS or isinstance(module, HardwareLayer)


def _swap(name: str, module: nn.Module, scheme: Scheme, facts: LayerFacts, arithmetic: str) -> None:
    if not isinstance(module, HardwareLayer):
        module.__class__ = SWAPS[type(module)]
    assert isinstance(module, HardwareLayer)
    module.weft_layer = name
    module.weft_weights = scheme.weights(facts)
    module.weft_gradients = scheme.gradients(facts)
    module.weft_rescale = scheme.rescale if isinstance(scheme, SDGP) else "max"
    module.weft_arithmetic = arithmetic
    module.weft_fixed = None
    module.weft_forget()
    if module.weft_weights.frozen_mask:
        module.weft_take_mask()


def hardware_layers(model: nn.Module) -> Iterator[tuple[str, HardwareLayer]]:
    """The swapped layers of ``model`` with their names."""
    for name, module in model.named_modules():
        if isinstance(module, HardwareLayer):
            yield name, module


def bake_(model: nn.Module) -> nn.Module:
    """Undo `sparsify_`, leaving in every layer the weights that FF used; returns the model.

    Weights are pruned, and rounded if the arithmetic was a hardware format; the classes are
    torch's again, for export or for inference elsewhere.
    """
    for _, layer in list(hardware_layers(model)):
        with torch.no_grad():
            layer.weight.copy_(layer.weft_inference_weight())
        layer.weft_forget()
        for name in [key for key in layer.__dict__ if key.startswith("weft_")]:
            del layer.__dict__[name]
        layer.__class__ = layer.weft_plain_class  # type: ignore[assignment]
    return model
