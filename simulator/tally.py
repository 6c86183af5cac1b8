"""What a report adds up to: by layer, by stage and by cause, for tables and pages alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from weft.simulator.power import Efficiency
from weft.simulator.report import LayerReport, Report, speed_up
from weft.simulator.timing import STALLS

STAGES = ("FF", "BP", "WU")
PASSES = "passes"

#: Why the array stands still, in words.
STALL_MEANINGS = {
    "weights": "weights are still on their way into the B buffer",
    "operands": "activations or gradients are still on their way into the A buffer",
    "results": "sums have to be stored before their place is free",
    "dram": "the memory port is busy with something else",
    "dependency": "an earlier operation has to end first",
    "dispatch": "the next instruction has not been fetched",
    "array": "the array fills, empties or changes dataflow",
}


def label(report: Report) -> str:
    """Scheme and pattern in short."""
    return report.scheme if report.scheme == "dense" else f"{report.scheme} {report.sparsity}"


def duration(seconds: float) -> str:
    """Four figures with a unit between a microsecond and a second: 589.2 ms."""
    for size, unit in ((1.0, "s"), (1e-3, "ms")):
        if seconds >= size:
            return f"{seconds / size:.4g} {unit}"
    return f"{seconds * 1e6:.4g} us"


def own_cycles(layer: LayerReport) -> int:
    """Cycles that an operation adds to the total: without what overlaps earlier ones."""
    return layer.cycles - layer.overlap_cycles


@dataclass
class Group:
    """The stages of one layer, or all passes of one kind."""

    name: str
    kind: str
    parts: list[LayerReport] = field(default_factory=list)

    @property
    def cycles(self) -> int:
        return sum(map(own_cycles, self.parts))

    @property
    def bound_cycles(self) -> int:
        return sum(part.bound_cycles for part in self.parts)

    @property
    def dram_bytes(self) -> int:
        return sum(part.dram_bytes for part in self.parts)

    def stage_cycles(self, stage: str) -> int:
        return sum(own_cycles(part) for part in self.parts if part.stage == stage)

    def dataflow(self, stage: str) -> str:
        """Dataflow of that stage; both where several uses of the layer differ."""
        used = dict.fromkeys(part.dataflow for part in self.parts if part.stage == stage)
        return "+".join(filter(None, used))

    @property
    def patterns(self) -> str:
        """Patterns of FF and BP, "dense" where nothing is pruned."""
        kept = {
            part.stage: f"{part.kept}:{part.group}" for part in self.parts if part.kept < part.group
        }
        if len(set(kept.values())) == 1 and {"FF", "BP"} <= kept.keys() | self._missing():
            return next(iter(kept.values()))
        return ", ".join(f"{stage} {pattern}" for stage, pattern in kept.items()) or "dense"

    def _missing(self) -> set[str]:
        return {"FF", "BP"} - {part.stage for part in self.parts}


def by_layer(report: Report) -> list[Group]:
    """GEMMs and products of each layer, in the order in which FF meets them."""
    return _grouped([x for x in report.layers if x.rtl_checked], lambda x: x.name)


def by_pass_kind(report: Report) -> list[Group]:
    """Passes of each kind, the longest first."""
    groups = _grouped([x for x in report.layers if not x.rtl_checked], lambda x: x.kind)
    return sorted(groups, key=lambda group: -group.cycles)


def _grouped(layers: list[LayerReport], key: Callable[[LayerReport], str]) -> list[Group]:
    groups: dict[str, Group] = {}
    for layer in layers:
        name = key(layer)
        groups.setdefault(name, Group(name, layer.kind)).parts.append(layer)
    return list(groups.values())


def by_stage(report: Report) -> dict[str, int]:
    """Own cycles of FF, BP and WU, and of all passes; they add up to the total."""
    totals = dict.fromkeys((*STAGES, PASSES), 0)
    for layer in report.layers:
        totals[layer.stage if layer.rtl_checked else PASSES] += own_cycles(layer)
    return totals


def by_stall(report: Report) -> dict[str, int]:
    """Idle cycles of the array by cause."""
    totals: Counter[str] = Counter(dict.fromkeys(STALLS, 0))
    for layer in report.layers:
        totals.update(layer.stalls)
    return dict(totals)


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """Speed-ups over dense on the same machine, beside what they cannot exceed by much.

    ``compute_limit`` is the ratio of multiply-accumulates; ``roofline_limit`` that of the bounds
    by computing and memory traffic of the whole iteration.
    """

    dense_cycles: int
    gemm: float
    iteration: float
    compute_limit: float
    roofline_limit: float


def compare(dense: Report, sparse: Report) -> Comparison:
    """How much faster ``sparse`` is than ``dense``."""
    ratios = speed_up(dense, sparse)
    return Comparison(
        dense_cycles=dense.cycles,
        gemm=ratios["gemm"],
        iteration=ratios["iteration"],
        compute_limit=dense.sparse_macs / max(1, sparse.sparse_macs),
        roofline_limit=dense.bound_cycles / max(1, sparse.bound_cycles),
    )


@dataclass(frozen=True, kw_only=True)
class Result:
    """One network on one accelerator: the report, and what it is compared with."""

    report: Report
    dense: Report | None = None
    ablation: dict[str, Report] = field(default_factory=dict)
    efficiency: Efficiency | None = None
    dense_efficiency: Efficiency | None = None

    @property
    def comparison(self) -> Comparison | None:
        return compare(self.dense, self.report) if self.dense is not None else None
