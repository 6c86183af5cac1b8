"""Operands of the three GEMMs: values rounded to a format, and the two copies of the weights."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from weft.accelerator.formats import Format
from weft.accelerator.sparsity import DENSE, Sparsity, pack, select
from weft.dataflow.workload import Weights

Array = NDArray[Any]


@dataclass(frozen=True)
class Operand:
    """A tensor as the array multiplies it: ``carrier * 2**exponent``, carrier in ``fmt``.

    ``exponent`` is 0 for formats wider than 8 bits. It is NaN where a narrow format met an
    infinity or NaN: the results are NaN then, and training reports that it diverged.
    """

    carrier: Array
    fmt: Format
    exponent: float = 0

    @property
    def codes(self) -> Array:
        """Bit patterns as they lie in memory."""
        return self.fmt.encode_array(self.carrier)

    @property
    def values(self) -> Array:
        """The values in float32."""
        return scale(self.carrier, self.exponent)


def is_scaled(fmt: Format) -> bool:
    """Whether tensors of ``fmt`` carry a scale: 8 bits and below span too few powers of two."""
    return fmt.bits <= 8


def scale_exponent(values: Array, fmt: Format) -> float:
    """Smallest e with ``max |values| <= fmt.largest * 2**e``; NaN where a value is not finite.

    A power of two makes scaling exact: it moves the exponent and rounds nothing (below fp32's
    normal range apart). All zeros give 0.
    """
    largest = float(np.abs(values).max(initial=0))
    if not math.isfinite(largest):
        return math.nan
    if largest == 0:
        return 0
    exponent = math.frexp(largest)[1] - math.frexp(float(fmt.largest))[1]
    return exponent + (math.ldexp(largest, -exponent) > fmt.largest)


def scale(carrier: Array, exponent: float) -> Array:
    """``carrier * 2**exponent`` in float32; int32 sums are rounded to float32 first."""
    values = carrier.astype(np.float32, copy=False)
    if exponent == 0:
        return values
    if math.isnan(exponent):
        return np.full_like(values, np.nan)
    return np.ldexp(values, int(exponent))


def operand(values: Array, fmt: Format) -> Operand:
    """Round float32 ``values`` of any shape to ``fmt``, with a per-tensor scale if it is narrow."""
    if not is_scaled(fmt):
        return Operand(fmt.round_array(values), fmt)
    exponent = scale_exponent(values, fmt)
    if math.isnan(exponent):
        return Operand(np.zeros(values.shape, fmt.carrier_dtype), fmt, exponent)
    return Operand(fmt.round_array(scale(values, -exponent)), fmt, exponent)


def stored(values: Array, fmt: Format) -> Array:
    """Float32 values after they were stored in ``fmt`` (rounded) and read back."""
    return operand(values, fmt).values


@dataclass(frozen=True)
class Copy:
    """Weights of one direction: k is taps outer, channels inner, per group of the convolution.

    Dense: ``values`` ``(groups, taps, channels, n)``, ``indices`` None. Compressed along the
    channels: both ``(groups, taps, kept channels, n)``.
    """

    values: Array
    indices: Array | None
    sparsity: Sparsity

    def matrix(self, group: int, taps: Any = slice(None)) -> tuple[Array, Array | None]:
        """Values and indices of one group as ``(k, n)``, of the taps chosen."""
        width = self.values.shape[-1]
        values = self.values[group, taps].reshape(-1, width)
        indices = None if self.indices is None else self.indices[group, taps].reshape(-1, width)
        return values, indices


@dataclass
class WeightCopies:
    """Both copies of a layer's weights, made once per update from the fp32 master weights.

    ``master`` is ``(groups, taps, in, out)`` float32 in the layer's own sense of in and out;
    ``fixed`` is a mask of that shape that replaces selection in FF (ASP), or None.
    """

    master: Array
    weights: Weights
    fmt: Format
    fixed: Array | None = None

    @cached_property
    def kept_ff(self) -> Array:
        """Mask of FF, ``(groups, taps, in, out)``: groups of consecutive input channels."""
        if self.fixed is not None:
            return self.fixed
        return select(self.master, self.weights.ff, axis=2)

    @cached_property
    def exponent(self) -> float:
        """Scale of both copies: the largest weight is never pruned, so they share it."""
        return scale_exponent(self.master, self.fmt) if is_scaled(self.fmt) else 0

    @cached_property
    def ff(self) -> Copy:
        """FF copy: k is (tap, input channel), n the output channels."""
        return self._copy(self.master, self.kept_ff, self.weights.ff)

    @cached_property
    def bp(self) -> Copy:
        """BP copy: k is (tap, output channel), n the input channels."""
        master = np.ascontiguousarray(self.master.swapaxes(2, 3))
        if self.weights.mask_bp_by_ff:
            return self._copy(master, self.kept_ff.swapaxes(2, 3), DENSE)
        return self._copy(master, select(master, self.weights.bp, axis=2), self.weights.bp)

    def _copy(self, master: Array, mask: Array, sparsity: Sparsity) -> Copy:
        # selected from the fp32 master first, rounded after: rounding never decides what is kept
        values = self._rounded(np.where(mask, master, np.float32(0)))
        if sparsity.is_dense:
            return Copy(values, None, DENSE)
        packed, indices = pack(values, sparsity, mask, axis=2)
        return Copy(packed, indices, sparsity)

    def _rounded(self, values: Array) -> Array:
        if math.isnan(self.exponent):
            return np.zeros(values.shape, self.fmt.carrier_dtype)
        return self.fmt.round_array(scale(values, -self.exponent))
