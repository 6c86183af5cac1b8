"""Operators that are GEMMs: convolutions, linear layers and products of two activations.

In FF an operator with a parameter as operand becomes a `Site` and its FF `Gemm`; in the backward
pass the autograd node leads back to the site, and the operand that autograd saved tells BP (the
weight) from WU (the activation).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import torch

from weft.accelerator.sparsity import DENSE
from weft.dataflow.workload import Convolution, Gemm, Product, Stage, Weights
from weft.models.recording import passes, products
from weft.models.recording.calls import Call
from weft.models.recording.naming import layer_of
from weft.models.recording.values import (
    Event,
    Log,
    Origin,
    Site,
    Value,
    elements_of,
    operand_key,
)


@dataclass(frozen=True)
class Matmul:
    """``a`` (batch, m, k) times ``b`` (batch, k, n), plus ``added`` in forms such as addmm."""

    a: torch.Tensor
    b: torch.Tensor
    added: torch.Tensor | None = None

    @property
    def dims(self) -> tuple[int, int, int, int]:
        """(batch, m, n, k); a vector is a matrix of one row or column."""
        a, b = self.a.shape, self.b.shape
        batch = a[0] if len(a) == 3 else 1
        m = a[-2] if len(a) > 1 else 1
        n = b[-1] if len(b) > 1 else 1
        return batch, m, n, a[-1]

    @property
    def macs(self) -> int:
        batch, m, n, k = self.dims
        return batch * m * n * k


def record_gemm(log: Log, call: Call) -> Site | None:
    """Log the GEMMs of ``call`` and return the site that FF made.

    Raises KeyError where the operator is no GEMM that the machine maps: see `is_gemm`.
    """
    return _HANDLERS[call.base](log, call)


def is_gemm(log: Log, call: Call) -> bool:
    """Whether the operator is a GEMM that the machine maps.

    Not mapped: convolutions over three axes, and those whose weight is computed from data.
    """
    if call.base not in _HANDLERS:
        return False
    if not call.base.startswith("convolution"):
        return True
    weight = call.args[2 if call.backward and call.base.endswith("backward") else 1]
    return weight.dim() <= 4 and log.memory[weight].origin is not Origin.DATA


def _convolution(log: Log, call: Call) -> Site:
    x, weight, bias, stride, padding, dilation, transposed, _, groups = call.args[:9]
    shape = geometry(
        x.shape, weight.shape, call.outputs[0].shape, stride, padding, dilation, transposed, groups
    )
    site = replace(_conv_site(log, call, x, weight, shape), biased=bias is not None)
    _enter_forward(log, call, site, x, weight)
    return site


def _convolution_backward(log: Log, call: Call) -> None:
    dy, x, weight, _, stride, padding, dilation, transposed, _, groups, wanted = call.args[:11]
    shape = geometry(x.shape, weight.shape, dy.shape, stride, padding, dilation, transposed, groups)
    site = _conv_site(log, call, x, weight, shape)
    results = dict(zip(("dx", "dw", "db"), _by_mask(call, wanted), strict=True))
    if results["dx"] is not None:
        _emit(log, call, site.gemm(Stage.BP), (dy, weight), results["dx"])
    if results["dw"] is not None:
        _emit(log, call, site.gemm(Stage.WU), (x, dy), results["dw"])
    if results["db"] is not None:
        passes.record_bias_gradient(log, call, site, dy, results["db"])


def _by_mask(call: Call, wanted: Sequence[bool]) -> list[torch.Tensor | None]:
    outputs = iter(call.outputs)
    return [next(outputs) if flag else None for flag in wanted]


def _conv_site(
    log: Log, call: Call, x: torch.Tensor, weight: torch.Tensor, shape: Convolution
) -> Site:
    kind = "conv-transposed" if shape.transposed else "conv"
    return _weighted_site(log, call, x, weight, shape, kind)


def _weighted_site(
    log: Log, call: Call, x: torch.Tensor, weight: torch.Tensor, shape: Convolution, kind: str
) -> Site:
    value = log.memory[weight]
    name = value.name or f"{call.layer}.computed"
    weights = log.weights.get(name, Weights(parameter=name))
    return Site(
        macs=shape.macs,
        a=operand_key(x),
        b=operand_key(weight),
        layer=layer_of(name, log.model),
        shape=shape,
        weights=replace(weights, parameter=name),
        gradients=log.gradients.get(name, DENSE),
        kind=kind,
        reads_network_input=log.memory[x].is_input,
    )


def geometry(
    x: Sequence[int],
    weight: Sequence[int],
    y: Sequence[int],
    stride: Sequence[int],
    padding: Sequence[int],
    dilation: Sequence[int],
    transposed: bool,
    groups: int,
) -> Convolution:
    """Shape of a convolution over one or two axes; one axis is a picture of height 1.

    ``x``, ``weight`` and ``y`` are PyTorch shapes (n, channels, [height,] width). A transposed
    convolution swaps the sides: it is the BP of the convolution from ``y`` to ``x``.
    """
    source, result = (y, x) if transposed else (x, y)
    return Convolution(
        images=source[0],
        in_channels=source[1],
        out_channels=result[1],
        in_size=_pair(source[2:], 1),
        out_size=_pair(result[2:], 1),
        kernel=_pair(weight[2:], 1),
        stride=_pair(stride, 1),
        padding=_pair(padding, 0),
        dilation=_pair(dilation, 1),
        groups=groups,
        transposed=transposed,
    )


def _pair(values: Sequence[int], vertical: int) -> tuple[int, int]:
    sizes = tuple(values)
    return (vertical, sizes[0]) if len(sizes) == 1 else (sizes[0], sizes[1])


def _operands(call: Call) -> Matmul:
    if call.base in ("addmm", "addmv", "baddbmm"):
        return Matmul(call.args[1], call.args[2], call.args[0])
    return Matmul(call.args[0], call.args[1])


def _matmul(log: Log, call: Call) -> Site | None:
    operands = _operands(call)
    if not call.backward:
        return _matmul_forward(log, call, operands)
    _matmul_backward(log, call, operands)
    return None


def _matmul_forward(log: Log, call: Call, operands: Matmul) -> Site:
    weight = _weight_of(log, operands)
    if weight is None:
        site = products.forward_site(log, call, operands.a, operands.b, operands.dims)
    else:
        x = operands.a if weight is operands.b else operands.b
        site = _weighted_site(log, call, x, weight, _linear(log, operands, weight), "linear")
        added = operands.added
        site = replace(site, biased=added is not None and added.numel() == site.out_channels)
    _enter_forward(log, call, site, operands.a, operands.b)
    if operands.added is not None:
        passes.record_added(log, call, operands.added, site)
    return site


def _weight_of(log: Log, operands: Matmul) -> torch.Tensor | None:
    """The operand that is a parameter, or computed from parameters alone; of two, the second."""
    for operand in (operands.b, operands.a):
        if log.memory[operand].name:
            return operand
    return None


def _linear(log: Log, operands: Matmul, weight: torch.Tensor) -> Convolution:
    """Shape of a linear layer; one weight matrix for each part of the batch makes groups."""
    batch, m, n, k = operands.dims
    rows, out = (m, n) if weight is operands.b else (n, m)
    # a weight that was expanded over the batch is one matrix, used by all rows
    groups = min(batch, max(1, log.memory[weight].numel // (k * out)))
    shape = Convolution.linear(rows * batch // groups, k * groups, out * groups)
    return replace(shape, groups=groups)


def _matmul_backward(log: Log, call: Call, operands: Matmul) -> None:
    site = _site_of(log, call, operands)
    keys = operand_key(operands.a), operand_key(operands.b)
    tensors = (operands.a, operands.b)
    if site is None:
        site = products.backward_site(log, call, *tensors, operands.dims)
        assert site.product is not None
        _emit(log, call, site.product, tensors, call.outputs[0], site)
    elif site.product is not None:
        gradient_first = log.memory[operands.a].is_gradient
        product = products.backward(site, keys, gradient_first=gradient_first)
        _emit(log, call, product, tensors, call.outputs[0], site)
    else:
        stage = Stage.BP if _uses_weight(log, site, tensors) else Stage.WU
        _emit(log, call, site.gemm(stage), tensors, call.outputs[0])


def _uses_weight(log: Log, site: Site, operands: tuple[torch.Tensor, torch.Tensor]) -> bool:
    keys = {operand_key(operand) for operand in operands}
    if (site.b in keys) != (site.a in keys):
        return site.b in keys
    return any(log.memory[operand].name for operand in operands)


def _site_of(log: Log, call: Call, operands: Matmul) -> Site | None:
    """The forward product that this one differentiates.

    The autograd node knows it; inside a custom autograd function the saved operand tells.
    """
    if call.link.site is not None and call.link.site.macs == operands.macs:
        return call.link.site
    keys = {operand_key(operands.a), operand_key(operands.b)}
    names = {log.memory[operand].name for operand in (operands.a, operands.b)} - {""}
    for site in reversed(log.sites):
        known = site.weights is not None and site.weights.parameter in names
        if site.macs == operands.macs and (known or keys & {site.a, site.b}):
            return site
    return None


def _enter_forward(log: Log, call: Call, site: Site, a: torch.Tensor, b: torch.Tensor) -> None:
    site.repeated = call.repeats
    log.sites.append(site)
    gemm: Gemm | Product = site.product or site.gemm(Stage.FF)
    value = _emit(log, call, gemm, (a, b), call.outputs[0], site)
    value.site = site
    value.product = site if site.product else None


def _emit(
    log: Log,
    call: Call,
    gemm: Gemm | Product,
    operands: tuple[torch.Tensor, ...],
    out: torch.Tensor,
    site: Site | None = None,
) -> Value:
    sources = [log.memory[operand] for operand in operands]
    value = log.result(out, sources, gradient=call.backward, matmul=True)
    value.wide = gemm.stage is Stage.WU
    reads = {v: elements_of(t) for v, t in zip(sources, operands, strict=True)}
    log.emit(
        Event(
            layer=gemm.layer,
            kind=gemm.kind,
            stage=gemm.stage,
            reads=reads,
            writes={value: out.numel()},
            gemm=gemm,
            site=site,
        )
    )
    return value


_HANDLERS: dict[str, Callable[[Log, Call], Site | None]] = {
    "convolution": _convolution,
    "convolution_backward": _convolution_backward,
    "mm": _matmul,
    "bmm": _matmul,
    "mv": _matmul,
    "dot": _matmul,
    "vdot": _matmul,
    "addmm": _matmul,
    "addmv": _matmul,
    "baddbmm": _matmul,
}
