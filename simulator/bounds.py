"""Analytic lower bounds: no schedule on this machine can be faster."""

from __future__ import annotations

import numpy as np

from weft.accelerator.description import INDEX_BITS, Accelerator
from weft.accelerator.sparsity import Sparsity
from weft.dataflow.memory import ceil_div
from weft.dataflow.workload import (
    Convolution,
    Gemm,
    Operation,
    Pass,
    Product,
    Stage,
    Workload,
)


def compute_cycles(op: Operation, a: Accelerator) -> int:
    """Cycles with every PE busy; lane-cycles for a pass."""
    if isinstance(op, Pass):
        return 0 if op.on_host else ceil_div(op.elements, a.vector_lanes)
    return ceil_div(_least_macs(op), a.pes)


def _least_macs(op: Gemm | Product) -> int:
    """Multiply-accumulates that must be done.

    What scatters (BP) can be worked from either side: per window position or per pixel of the
    result, whichever are fewer; a wide padding has many positions that only feed padding.
    """
    if not isinstance(op, Gemm) or not _scatters(op):
        return op.sparse_macs
    s = op.shape
    return op.sparse_macs // s.pixels * min(s.pixels, s.images * s.in_size[0] * s.in_size[1])


def _scatters(op: Gemm) -> bool:
    """Whether the window slides over the result: BP, or FF of a transposed convolution."""
    return op.stage is (Stage.FF if op.shape.transposed else Stage.BP)


def traffic_bytes(op: Operation, a: Accelerator) -> int:
    """Bytes that must cross the memory port: every operand once, every result once."""
    operand = a.operand.bits / 8
    if isinstance(op, Pass):
        bits = a.operand.bits
        return 0 if op.on_host else op.read_bytes(bits) + op.written_bytes(bits)
    if isinstance(op, Product):
        return int(op.batch * (op.m * op.k + op.k * op.n + op.m * op.n) * operand)
    s = op.shape
    pixels, positions = s.in_size[0] * s.in_size[1], s.out_size[0] * s.out_size[1]
    if _scatters(op):  # stores every pixel
        positions = _touched(s)[1]
    else:
        pixels = _touched(s)[0]
    inside, outside = s.images * s.in_channels * pixels, s.images * s.out_channels * positions
    weights = s.taps * s.in_channels * s.group_out
    if op.stage is Stage.WU:
        return int((inside + outside) * operand + weights * 16)
    return int((inside + outside) * operand + weights * _weight_bytes(op.sparsity, a))


def _touched(s: Convolution) -> tuple[int, int]:
    """Pixels of an image that any tap meets, and window positions that meet any pixel."""
    axes = [_touched_axis(s, axis) for axis in (0, 1)]
    return axes[0][0] * axes[1][0], axes[0][1] * axes[1][1]


def _touched_axis(s: Convolution, axis: int) -> tuple[int, int]:
    starts = np.arange(s.out_size[axis]) * s.stride[axis] - s.padding[axis]
    places = starts[:, None] + np.arange(s.kernel[axis]) * s.dilation[axis]
    met = (places >= 0) & (places < s.in_size[axis])
    return len(np.unique(places[met])), int(met.any(axis=1).sum())


def _weight_bytes(sparsity: Sparsity, a: Accelerator) -> float:
    """Bytes per dense weight of a compressed copy."""
    index = 0 if sparsity.is_dense else INDEX_BITS
    return sparsity.kept / sparsity.group * (a.operand.bits + index) / 8


def bound_cycles(op: Operation, a: Accelerator) -> int:
    """Roofline of one operation: the slower of computing and moving."""
    beats = ceil_div(traffic_bytes(op, a), a.bus_bytes) * a.beat_cycles
    return max(compute_cycles(op, a), beats)


def workload_bound(workload: Workload, a: Accelerator) -> int:
    """Roofline of a whole iteration: GEMMs may overlap, the array and the port work once."""
    array = sum(compute_cycles(op, a) for op in workload.gemms)
    total = sum(traffic_bytes(op, a) for op in workload.operations)
    return max(array, total // a.bus_bytes * a.beat_cycles)
