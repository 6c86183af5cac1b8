"""What a simulated iteration amounts to: per operation and in all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from weft.accelerator.description import Accelerator
from weft.accelerator.sparsity import DENSE
from weft.dataflow.compiler import Compiled
from weft.dataflow.mapping import Mapping
from weft.dataflow.workload import Gemm, Operation, Pass, Product
from weft.simulator import bounds
from weft.simulator.timing import STALLS, Summary


@dataclass(frozen=True, kw_only=True)
class LayerReport:
    """One operation. ``cycles`` is from its first start (or the end of what came before, if that is
    earlier) to its last end; ``overlap_cycles`` of them lie before the end of earlier operations,
    so that ``cycles - overlap_cycles`` adds up to the total. ``stalls`` are idle cycles of the
    array by cause. ``rtl_checked`` is False for passes, whose engine has no RTL yet.
    """

    name: str
    kind: str
    stage: str
    m: int
    n: int
    k: int
    kept: int
    group: int
    dataflow: str
    interleave: int
    macs: int
    sparse_macs: int
    cycles: int
    overlap_cycles: int
    streaming_cycles: int
    stall_cycles: int
    stalls: dict[str, int]
    dram_bytes: int
    bound_cycles: int
    rtl_checked: bool
    note: str


@dataclass(frozen=True, kw_only=True)
class Report:
    """One training iteration on one accelerator. Seconds and samples follow from ``clock_mhz``."""

    digest: str
    accelerator: str
    model: str
    scheme: str
    sparsity: str
    batch: int
    clock_mhz: float
    cycles: int
    gemm_cycles: int
    pass_cycles: int
    macs: int
    sparse_macs: int
    pes: int
    dram_bytes: int
    bound_cycles: int
    instructions: int
    memory_bytes: int
    layers: tuple[LayerReport, ...]
    dense_layers: dict[str, str]
    host_work: tuple[str, ...]

    @property
    def seconds(self) -> float:
        return self.cycles / self.clock_mhz * 1e-6

    @property
    def samples_per_second(self) -> float:
        return self.batch / self.seconds

    @property
    def utilization(self) -> float:
        """Multiply-accumulates done per PE and cycle of the whole iteration."""
        return self.sparse_macs / (self.cycles * self.pes)

    def to_dict(self) -> dict[str, Any]:
        """Everything, ready for JSON."""
        derived = ("seconds", "samples_per_second", "utilization")
        return asdict(self) | {name: getattr(self, name) for name in derived}


def make_report(compiled: Compiled, summary: Summary, *, sparsity: str) -> Report:
    """Join a compiled workload with what the timing simulator saw."""
    workload, a = compiled.workload, compiled.accelerator
    layers = tuple(_layers(compiled, summary))
    exclusive = [layer.cycles - layer.overlap_cycles for layer in layers]
    passes = sum(c for c, x in zip(exclusive, layers, strict=True) if not x.rtl_checked)
    return Report(
        digest=a.digest, accelerator=a.name, model=workload.model, scheme=workload.scheme,
        sparsity=sparsity, batch=workload.batch, clock_mhz=a.clock_mhz, cycles=summary.cycles,
        gemm_cycles=summary.cycles - passes, pass_cycles=passes, macs=workload.macs,
        sparse_macs=sum(op.sparse_macs for op in workload.operations), pes=a.pes,
        dram_bytes=int(summary.beats.sum()) * a.bus_bytes,
        bound_cycles=bounds.workload_bound(workload, a), instructions=len(compiled.program),
        memory_bytes=compiled.memory.granules * a.granule_bytes, layers=layers,
        dense_layers=_dense_layers(workload.operations),
        host_work=workload.host_work + _unfolded(compiled),
    )  # fmt: skip


def _unfolded(compiled: Compiled) -> tuple[str, ...]:
    """Input layouts that the host prepares."""
    return tuple(
        f"{layer.name}: the host lays the input out unfolded, {layer.shape.in_channels} values a "
        f"window position ({layer.inside.size * compiled.accelerator.granule_bytes} bytes)"
        for layer in compiled.memory.layers.values()
        if layer.unfolded
    )


def _dense_layers(operations: Iterable[Operation]) -> dict[str, str]:
    """Layers that a sparse scheme left dense, and why."""
    return {
        op.layer: op.weights.dense_because
        for op in operations
        if isinstance(op, Gemm) and op.weights.dense_because
    }


def _layers(compiled: Compiled, summary: Summary) -> Iterable[LayerReport]:
    frontier = 0
    for i, op in enumerate(compiled.workload.operations):
        ran = bool(summary.instructions[i])
        end = int(summary.last[i]) + 1 if ran else frontier
        begin = min(int(summary.first[i]), frontier) if ran else frontier
        cycles = end - begin
        overlap = cycles - max(0, end - frontier)
        frontier = max(frontier, end)
        yield _layer(op, compiled, summary, i, cycles, overlap)


def _layer(
    op: Operation, compiled: Compiled, summary: Summary, i: int, cycles: int, overlap: int
) -> LayerReport:
    a = compiled.accelerator
    stalls = dict(zip(STALLS, map(int, summary.stalls[i]), strict=True))
    return LayerReport(
        **_facts(op, compiled.mappings[i]), macs=op.macs, sparse_macs=op.sparse_macs,
        cycles=cycles, overlap_cycles=overlap, streaming_cycles=int(summary.streaming[i]),
        stall_cycles=sum(stalls.values()), stalls=stalls,
        dram_bytes=int(summary.beats[i]) * a.bus_bytes,
        bound_cycles=bounds.bound_cycles(op, a), rtl_checked=not isinstance(op, Pass),
    )  # fmt: skip


def _facts(op: Operation, mapping: Mapping | None) -> dict[str, Any]:
    """Name, kind, shape and choices of an operation."""
    m, n, k, pattern, note = 0, 0, 0, DENSE, ""
    if isinstance(op, Gemm):
        (m, n, k), pattern = op.mnk, op.sparsity
        if not op.operand_sparsity.is_dense:
            note = f"operand {op.operand_sparsity} runs dense: the array selects weights only"
    elif isinstance(op, Product):
        m, n, k = op.m, op.n, op.k
    else:
        note = op.note
    return dict(
        name=op.layer, kind=op.kind, stage=str(op.stage), m=m, n=n, k=k, kept=pattern.kept,
        group=pattern.group, dataflow=mapping.dataflow if mapping else "",
        interleave=mapping.interleave if mapping else 0, note=note,
    )  # fmt: skip


def speed_up(dense: Report, sparse: Report) -> dict[str, float]:
    """Ratios of one iteration: GEMMs with updates alone, and the whole."""
    return {
        "gemm": dense.gemm_cycles / sparse.gemm_cycles,
        "iteration": dense.cycles / sparse.cycles,
    }


def digest_matches(report: Report, accelerator: Accelerator) -> bool:
    """Whether ``report`` is of this very hardware."""
    return report.digest == accelerator.digest
