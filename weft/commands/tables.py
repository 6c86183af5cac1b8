"""Tables of a simulated iteration in the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weft.commands import terminal
from weft.commands.terminal import count, say

if TYPE_CHECKING:
    from weft.accelerator.description import Accelerator
    from weft.simulator.report import Report
    from weft.simulator.tally import Group, Result

LONG = 40  # layers from which on only the longest are shown
LONGEST = 25


def show_result(result: Result, accelerator: Accelerator, *, all_layers: bool = False) -> None:
    """Layers, then headline numbers, speed-up and ablation."""
    _show_layers(result.report, all_layers=all_layers)
    _show_headline(result.report, accelerator)
    _show_efficiency(result)
    _show_speed_up(result)
    if result.ablation:
        _show_ablation(result.ablation)
    _show_notes(result.report)


#: Columns with the width of terminal from which on there is room for them.
_COLUMNS = (
    ("layer", 0), ("kind", 120), ("N:M", 0), ("dataflow", 120), ("FF", 100), ("BP", 100),
    ("WU", 100), ("cycles", 0), ("share", 0), ("x bound", 0),
)  # fmt: skip
_TEXT = ("layer", "kind", "N:M", "dataflow")


def _show_layers(report: Report, *, all_layers: bool) -> None:
    """One row a layer, then the passes that matter, in what the terminal is wide enough for."""
    from weft.simulator.tally import label

    room = terminal.console().width
    places = [i for i, (_, width) in enumerate(_COLUMNS) if width <= room]
    titles = [_COLUMNS[i][0] for i in places]
    made = terminal.table(
        *titles,
        right=tuple(i for i, title in enumerate(titles) if title not in _TEXT),
        title=f"{report.model}: {label(report)}, batch {report.batch}, "
        f"cycles of one training iteration on {report.accelerator}",
    )
    layers, passes = _rows(report, all_layers=all_layers)
    for row in layers:
        made.add_row(*(row[i] for i in places))
    made.add_section()
    for row in passes:
        made.add_row(*(row[i] for i in places))
    terminal.show(made)


Row = tuple[str, ...]


def _rows(report: Report, *, all_layers: bool) -> tuple[list[Row], list[Row]]:
    """Rows of layers and of passes; of many layers the longest, and the rest in one row."""
    from weft.simulator.tally import by_layer, by_pass_kind

    groups = by_layer(report)
    shown = groups
    if len(groups) > LONG and not all_layers:
        longest = sorted(groups, key=lambda g: -g.cycles)[:LONGEST]
        shown = [group for group in groups if group in longest]
    layers = [_layer_row(group, report) for group in shown]
    if len(shown) < len(groups):
        rest = sum(g.cycles for g in groups) - sum(g.cycles for g in shown)
        name = f"{len(groups) - len(shown)} shorter layers (--all-layers)"
        layers.append((name, *[""] * 6, count(rest), _share(rest, report), ""))
    least = 0 if all_layers else report.cycles / 1000
    passes = [_pass_row(group, report) for group in by_pass_kind(report) if group.cycles >= least]
    return layers, passes


def _layer_row(group: Group, report: Report) -> Row:
    from weft.simulator.tally import STAGES

    flows = [group.dataflow(stage) or "-" for stage in STAGES]
    stages = [count(group.stage_cycles(stage)) for stage in STAGES]
    return (
        group.name, group.kind, group.patterns, " ".join(flows), *stages,
        count(group.cycles), _share(group.cycles, report),
        f"{group.cycles / max(1, group.bound_cycles):.2f}",
    )  # fmt: skip


def _pass_row(group: Group, report: Report) -> Row:
    name = group.name + (f" x{len(group.parts)}" if len(group.parts) > 1 else "")
    blank = [""] * 4
    cycles, share = count(group.cycles), _share(group.cycles, report)
    return (f"{name} *", "pass", *blank, "", cycles, share, "")


def _share(cycles: int, report: Report) -> str:
    return f"{cycles / report.cycles:.1%}"


def _show_headline(report: Report, accelerator: Accelerator) -> None:
    from weft.simulator.tally import duration

    say(
        f"{report.cycles:,} cycles = {duration(report.seconds)} an iteration at "
        f"{report.clock_mhz:g} MHz, {report.samples_per_second:,.1f} samples/s"
    )
    say(
        f"bound {count(report.bound_cycles)} cycles; array {report.utilization:.1%} busy with "
        f"{count(report.sparse_macs)}MAC; {count(report.dram_bytes)}B of DRAM traffic; "
        f"accelerator {accelerator.name}, digest {report.digest}"
    )


def _show_efficiency(result: Result) -> None:
    found, dense = result.efficiency, result.dense_efficiency
    if found is None:
        return
    used = found.resources
    beside = f" (dense {dense.samples_per_second_per_watt:,.4g})" if dense else ""
    per_dsp = f" (dense {dense.samples_per_second_per_dsp:,.4g})" if dense else ""
    say(
        f"model: {found.samples_per_second_per_watt:,.4g} samples/s per W{beside}, "
        f"{found.samples_per_second_per_dsp:,.4g} per DSP{per_dsp}; {found.watts:.3g} W, known to "
        f"a factor of two; {used.lut:,.0f} LUT, {used.ff:,.0f} FF, {used.dsp:,.0f} DSP, "
        f"{used.ramb36:,g} RAMB36, {used.uram:,.0f} URAM"
    )


def _show_speed_up(result: Result) -> None:
    comparison = result.comparison
    if comparison is None:
        return
    say(
        f"speed-up over dense: {comparison.gemm:.3f}x for GEMMs with updates, "
        f"{comparison.iteration:.3f}x for the whole iteration "
        f"(limits: {comparison.compute_limit:.3f}x by multiply-accumulates, "
        f"{comparison.roofline_limit:.3f}x by roofline)"
    )


def _show_ablation(ablation: dict[str, Report]) -> None:
    made = terminal.table("ablation", "cycles", "slower", right=(1, 2))
    base = next(iter(ablation.values())).cycles
    for name, report in ablation.items():
        made.add_row(name, count(report.cycles), f"{report.cycles / base:.3f}x")
    terminal.show(made)


def _show_notes(report: Report) -> None:
    say("* passes are timed from stated lanes and bytes; their engine has no RTL to check against")
    if report.dense_layers:
        listed = "; ".join(f"{name} ({why})" for name, why in _merged(report.dense_layers))
        say(f"kept dense: {listed}")
    for work in report.host_work:
        say(f"on the host: {work}")


def _merged(reasons: dict[str, str]) -> list[tuple[str, str]]:
    """Layers with one reason together: at most three by name."""
    by_reason: dict[str, list[str]] = {}
    for name, why in reasons.items():
        by_reason.setdefault(why, []).append(name)
    return [(_names(names), why) for why, names in by_reason.items()]


def _names(names: list[str]) -> str:
    more = f" and {len(names) - 3} more" if len(names) > 3 else ""
    return ", ".join(names[:3]) + more
