"""Autograd functions with three explicit GEMMs: FF in forward, BP and WU in backward.

`HardwareFunction` computes with the hardware's bits on the CPU; `MaskedFunction` computes the same
masks in torch's own arithmetic on any device.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.autograd.function import once_differentiable

from weft.accelerator.gemm import gemm
from weft.accelerator.sparsity import Sparsity, select
from weft.dataflow.workload import Convolution
from weft.models.engine import current_engine
from weft.models.operands import Operand, operand, scale

if TYPE_CHECKING:
    from weft.models.hardware import HardwareLayer

Array = NDArray[Any]
Gradients = tuple[Tensor | None, ...]

MAXNORM_EPSILON = 1e-4  # as in SDGP's reference code


def as_array(tensor: Tensor) -> Array:
    """Contiguous float32 array of a CPU tensor, without a copy where it already is one."""
    return np.ascontiguousarray(tensor.detach().to(torch.float32).numpy())


class HardwareFunction(torch.autograd.Function):
    """One layer on the machine; tensors are channel-last ``(images, rows, columns, channels)``."""

    @staticmethod
    def forward(
        ctx: Any,
        x: Tensor,
        weight: Tensor,
        bias: Tensor | None,
        layer: HardwareLayer,
        shape: Convolution,
    ) -> Tensor:
        x_operand = operand(as_array(x), layer.weft_format)
        ctx.layer, ctx.shape, ctx.engine = layer, shape, current_engine()
        ctx.exponent = x_operand.exponent
        # the weight is saved for its version check: changing it before backward is an error
        ctx.save_for_backward(torch.from_numpy(x_operand.carrier), weight)
        return torch.from_numpy(ctx.engine.ff(layer, shape, x_operand))

    @staticmethod
    @once_differentiable
    def backward(ctx: Any, gradient: Tensor) -> Gradients:  # type: ignore[override]
        carrier, _ = ctx.saved_tensors
        layer, shape = ctx.layer, ctx.shape
        x = Operand(carrier.numpy(), layer.weft_format, ctx.exponent)
        dy = operand(as_array(gradient), layer.weft_format)
        dx = dw = db = None
        if ctx.needs_input_grad[0]:
            dx = torch.from_numpy(ctx.engine.bp(layer, shape, _streamed(layer, dy)))
        if ctx.needs_input_grad[1]:
            dw = torch.from_numpy(layer.weft_uncanonical(ctx.engine.wu(layer, shape, x, dy)))
        if ctx.needs_input_grad[2]:
            db = torch.from_numpy(_bias_gradient(dy))
        return dx, dw, db, None, None


def _bias_gradient(dy: Operand) -> Array:
    """Sum over pixels in raster order: the WU row of an input that is always one."""
    matrix = dy.carrier.reshape(-1, dy.carrier.shape[-1])
    ones = np.ones((1, len(matrix)), matrix.dtype)
    return scale(gemm(ones, matrix, dy.fmt)[0], dy.exponent)


def _streamed(layer: HardwareLayer, dy: Operand) -> Operand:
    """The dY that BP streams: pruned along output channels under SDGP."""
    if layer.weft_gradients.is_dense:
        return dy
    per_group = dy.carrier.reshape(*dy.carrier.shape[:-1], layer.weft_groups, -1)
    mask = select(per_group, layer.weft_gradients).reshape(dy.carrier.shape)
    pruned = np.where(mask, dy.values, np.float32(0))
    if layer.weft_rescale == "maxnorm":
        before = np.abs(dy.values).sum(axis=(1, 2), keepdims=True, dtype=np.float64)
        after = np.abs(pruned).sum(axis=(1, 2), keepdims=True, dtype=np.float64)
        pruned = pruned * (before / (after + MAXNORM_EPSILON)).astype(np.float32)
    return operand(pruned, dy.fmt)


class MaskedFunction(torch.autograd.Function):
    """One layer in torch's arithmetic with the scheme's masks; tensors in torch's own layout."""

    @staticmethod
    def forward(
        ctx: Any,
        x: Tensor,
        weight: Tensor,
        bias: Tensor | None,
        layer: HardwareLayer,
        extra: tuple[int, ...],
    ) -> Tensor:
        kind = x.device.type
        if torch.is_autocast_enabled(kind):
            x = x.to(torch.get_autocast_dtype(kind))
        ctx.layer, ctx.extra = layer, extra
        ctx.bias_type = None if bias is None else bias.dtype
        ctx.save_for_backward(x, weight)
        wide = None if bias is None else bias.to(x.dtype)
        return layer.weft_torch_ff(x, layer.weft_masked_ff().to(x.dtype), wide, extra)

    @staticmethod
    @once_differentiable
    def backward(ctx: Any, gradient: Tensor) -> Gradients:  # type: ignore[override]
        x, weight = ctx.saved_tensors
        layer, dy = ctx.layer, gradient.to(x.dtype)
        dx = dw = db = None
        if ctx.needs_input_grad[0]:
            masked = layer.weft_masked_bp().to(x.dtype)
            dx = layer.weft_torch_bp(_streamed_tensor(layer, dy), x, masked, ctx.extra)
        if ctx.needs_input_grad[1]:
            dw = layer.weft_torch_wu(dy, x, weight, ctx.extra).to(weight.dtype)
        if ctx.needs_input_grad[2]:
            axis = layer.weft_channel_axis % dy.ndim
            db = dy.sum([i for i in range(dy.ndim) if i != axis]).to(ctx.bias_type)
        return dx, dw, db, None, None


def _streamed_tensor(layer: HardwareLayer, dy: Tensor) -> Tensor:
    """As `_streamed`, for a tensor in torch's layout."""
    if layer.weft_gradients.is_dense:
        return dy
    last = dy.movedim(layer.weft_channel_axis, -1)
    per_group = last.reshape(*last.shape[:-1], layer.weft_groups, -1)
    mask = select_tensor(per_group, layer.weft_gradients).reshape(last.shape)
    pruned = last * mask
    if layer.weft_rescale == "maxnorm":
        pixels = list(range(1 if layer.weft_channel_axis != -1 else 0, last.ndim - 1))
        before = last.abs().sum(pixels, keepdim=True)
        pruned = pruned * (before / (pruned.abs().sum(pixels, keepdim=True) + MAXNORM_EPSILON))
    return pruned.movedim(-1, layer.weft_channel_axis)


def select_tensor(weight: Tensor, sparsity: Sparsity) -> Tensor:
    """`weft.accelerator.sparsity.select` along the last axis, for a tensor on any device."""
    if sparsity.is_dense:
        return torch.ones_like(weight, dtype=torch.bool)
    if weight.device.type == "cpu" and weight.dtype == torch.float32:
        return torch.from_numpy(select(as_array(weight), sparsity))
    length = weight.shape[-1]
    magnitude = torch.nn.functional.pad(weight.detach().abs(), (0, -length % sparsity.group))
    lanes = magnitude.unflatten(-1, (-1, sparsity.group))
    order = lanes.argsort(dim=-1, descending=True, stable=True)  # ties keep the lowest index
    return (order.argsort(dim=-1) < sparsity.kept).flatten(-2)[..., :length]
