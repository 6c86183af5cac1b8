"""Results as one self-contained HTML page: no network, no external file, everything escaped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from weft._version import VERSION
from weft.accelerator.description import Accelerator
from weft.simulator import tally
from weft.simulator.charts import Curve, Segment, chart, segments
from weft.simulator.report import LayerReport, Report
from weft.simulator.tally import Group, Result

_TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True, kw_only=True)
class Training:
    """A training's history, one value an epoch; accuracies in 0..1."""

    label: str
    losses: tuple[float, ...]
    train_accuracies: tuple[float, ...]
    test_accuracies: tuple[float, ...]


@dataclass(frozen=True, kw_only=True)
class Page:
    """Networks simulated on one accelerator, and trainings if there were any."""

    title: str
    accelerator: Accelerator
    results: tuple[Result, ...]
    trainings: tuple[Training, ...] = ()
    trained_on: str = ""


def render(page: Page) -> str:
    """The page as HTML; the same for the same results."""
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "grouped": grouped,
        "short": short,
        "percent": percent,
        "duration": tally.duration,
    }
    return environment.get_template("report.html").render(
        title=page.title,
        version=VERSION,
        machine=machine_facts(page.accelerator),
        accelerator=page.accelerator,
        networks=[_network(result) for result in page.results],
        trainings=page.trainings,
        trained_on=page.trained_on,
        charts=_charts(page.trainings),
    )


# ---- numbers in words ----


def grouped(number: float) -> str:
    """12,345,678"""
    return f"{number:,.0f}"


def short(number: float, unit: str = "") -> str:
    """Three or four figures with a metric prefix: 12.35 M."""
    for size, letter in ((1e12, "T"), (1e9, "G"), (1e6, "M"), (1e3, "k")):
        if abs(number) >= size:
            return f"{number / size:.4g} {letter}{unit}"
    return f"{number:.4g} {unit}".rstrip()


def percent(share: float) -> str:
    return f"{share:.1%}"


# ---- the machine ----


def machine_facts(a: Accelerator) -> list[tuple[str, str]]:
    """What the reader wants to know of the accelerator."""
    peak = a.pes * a.clock_mhz * 1e6
    kibi = (a.a_buffer_bytes, a.b_buffer_bytes, a.o_buffer_bytes, a.u_buffer_bytes)
    return [
        ("array", f"{a.rows} x {a.columns} PEs"),
        ("format", f"{a.format} operands, {a.accumulator.name} sums"),
        ("sparsities", ", ".join(str(s) for s in a.sparsities)),
        ("clock", f"{a.clock_mhz:g} MHz"),
        ("peak", f"{short(peak, 'MAC/s')} dense, {a.ratio}x that at the sparsest pattern"),
        ("memory", f"{a.dram_channels} x {a.dram_channel_gb_per_s:g} GB/s, "
                   f"{a.bus_bytes}-byte beats"),
        ("buffers A, B, O, U", ", ".join(f"{size // 1024:,}" for size in kibi) + " KiB"),
        ("latencies", f"multiplier {a.multiplier_latency}, adder {a.adder_latency}, "
                      f"lanes {a.lane_latency}, buffer {a.buffer_latency}, "
                      f"DRAM {a.dram_latency} cycles"),
        ("interleave", f"up to {a.interleave} sums a PE"),
        ("lanes", f"{a.update_lanes} update, {a.vector_lanes} vector"),
        ("digest", a.digest),
    ]  # fmt: skip


# ---- one network ----


@dataclass(frozen=True, kw_only=True)
class _Row:
    """One layer of the overview: a bar of its stages, with its bound."""

    group: Group
    bar: list[Segment]
    bound_at: float
    ratio: float
    share: float
    dense_ratio: float | None
    flows: list[tuple[str, str]] = field(default_factory=list)


def _network(result: Result) -> dict[str, Any]:
    """What the template needs of one result."""
    report = result.report
    return {
        "report": report,
        "dense": result.dense,
        "comparison": result.comparison,
        "efficiency": result.efficiency,
        "dense_efficiency": result.dense_efficiency,
        "stages": _stage_bars(result),
        "stalls": _stalls(report),
        "streaming": sum(layer.streaming_cycles for layer in report.layers) / report.cycles,
        "rows": _rows(result),
        "passes": [g for g in tally.by_pass_kind(report) if g.parts],
        "operations": [_operation(layer) for layer in report.layers],
        "ablation": _ablation(result.ablation),
    }


def _stage_bars(result: Result) -> list[tuple[str, Report, list[Segment]]]:
    """Own cycles by stage, sparse under dense, on one scale."""
    reports = [r for r in (result.dense, result.report) if r is not None]
    longest = max(report.cycles for report in reports)
    return [
        (tally.label(report), report, segments(tally.by_stage(report), longest))
        for report in reports
    ]


def title_of(report: Report) -> str:
    """What the page of one report is called."""
    return f"{report.model}, {tally.label(report)}"


def _stalls(report: Report) -> list[tuple[str, int, float, str]]:
    """Causes with cycles, share of the iteration and meaning; the longest first."""
    found = sorted(tally.by_stall(report).items(), key=lambda item: -item[1])
    return [
        (cause, cycles, cycles / report.cycles, tally.STALL_MEANINGS[cause])
        for cause, cycles in found
    ]


def _rows(result: Result) -> list[_Row]:
    groups = tally.by_layer(result.report)
    dense = {g.name: g.cycles for g in tally.by_layer(result.dense)} if result.dense else {}
    longest = max((max(g.cycles, g.bound_cycles) for g in groups), default=1) or 1
    return [_row(group, result.report, longest, dense.get(group.name)) for group in groups]


def _row(group: Group, report: Report, longest: int, dense: int | None) -> _Row:
    stages = {stage: group.stage_cycles(stage) for stage in tally.STAGES}
    return _Row(
        group=group,
        bar=segments(stages, longest),
        bound_at=100 * group.bound_cycles / longest,
        ratio=group.cycles / max(1, group.bound_cycles),
        share=group.cycles / report.cycles,
        dense_ratio=None if dense is None else dense / max(1, group.cycles),
        flows=[(stage, group.dataflow(stage) or "–") for stage in tally.STAGES],  # noqa: RUF001
    )


def _operation(layer: LayerReport) -> dict[str, Any]:
    cause = max(layer.stalls, key=lambda name: layer.stalls[name])
    return {
        "layer": layer,
        "cause": cause if layer.stalls[cause] else "",
        "ratio": layer.cycles / layer.bound_cycles if layer.bound_cycles else 0.0,
        "pattern": f"{layer.kept}:{layer.group}" if layer.kept < layer.group else "",
    }


def _ablation(reports: dict[str, Report]) -> list[tuple[str, Report, float, list[Segment]]]:
    """Variants with their slow-down against the first."""
    if not reports:
        return []
    base = next(iter(reports.values())).cycles
    longest = max(report.cycles for report in reports.values())
    return [
        (name, report, report.cycles / base, segments(tally.by_stage(report), longest))
        for name, report in reports.items()
    ]


# ---- trainings ----


def _charts(trainings: Sequence[Training]) -> list[dict[str, Any]]:
    """Curves of test accuracy and of loss over the epochs."""
    if not trainings:
        return []
    accuracies = [Curve(t.label, tuple(100 * a for a in t.test_accuracies)) for t in trainings]
    losses = [Curve(t.label, t.losses) for t in trainings]
    return [chart("test accuracy, %", accuracies), chart("training loss", losses)]
