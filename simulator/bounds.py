"""Analytic lower bounds: no schedule on this machine can be faster."""

from __future__ import annotations

from weft.accelerator.description import INDEX_BITS, Accelerator
from weft.accelerator.sparsity import Sparsity
from weft.dataflow.memory import ceil_div
from weft.dataflow.workload import Gemm, Operation, Pass, Product, Stage, Workload


def compute_cycles(op: Operation, a: Accelerator) -> int:
    """Cycles with every PE busy; lane-cycles for a pass."""
    if isinstance(op, Pass):
        return 0 if op.on_host else ceil_div(op.elements, a.vector_lanes)
    return ceil_div(op.sparse_macs, a.pes)


def traffic_bytes(op: Operation, a: Accelerator) -> int:
    """Bytes that must cross the memory port: every operand once, every result once."""
    operand = a.operand.bits / 8
    if isinstance(op, Pass):
        bits = a.operand.bits
        return 0 if op.on_host else op.read_bytes(bits) + op.written_bytes(bits)
    if isinstance(op, Product):
        return int(op.batch * (op.m * op.k + op.k * op.n + op.m * op.n) * operand)
    s = op.shape
    inside = s.images * s.in_channels * min(s.in_size[0] * s.in_size[1], s.taps * _window(op))
    outside = s.pixels * s.out_channels
    weights = s.taps * s.in_channels * s.group_out
    if op.stage is Stage.WU:
        return int((inside + outside) * operand + weights * 16)
    return int((inside + outside) * operand + weights * _weight_bytes(op.sparsity, a))


def _window(op: Gemm) -> int:
    """Positions of the window in one image."""
    return op.shape.out_size[0] * op.shape.out_size[1]


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
