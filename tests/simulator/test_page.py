"""The HTML report: self-contained, escaped, complete, and with numbers that add up."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from weft.accelerator.toml import preset
from weft.dataflow.workload import Convolution, Gemm, Pass, Stage, Weights, Workload
from weft.simulator import tally
from weft.simulator.charts import Curve, _ticks, chart, segments
from weft.simulator.page import Page, Result, Training, render, short
from weft.simulator.run import simulate_workload
from weft.simulator.tally import compare

MACHINE = preset("sat-small")
EVIL = "<script>alert('x')</script>&\"{{ 7 * 7 }}"


def workload(sparsity="1:4"):
    pattern = next(s for s in MACHINE.sparsities if str(s) == sparsity)
    shape = Convolution(
        images=2, in_channels=16, out_channels=16, in_size=(6, 6), out_size=(6, 6),
        kernel=(3, 3), padding=(1, 1),
    )  # fmt: skip
    weights = Weights(parameter="a.weight", ff=pattern, bp=pattern)
    dense = Weights(parameter="b.weight", dense_because="last layer")
    operations = (
        Gemm(layer="a", kind="conv", stage=Stage.FF, shape=shape, weights=weights),
        Pass(layer="norm", kind="batch_norm", stage=Stage.FF, elements=1152, narrow_reads=1152,
             narrow_writes=1152),
        Gemm(layer="b", kind="conv", stage=Stage.FF, shape=shape, weights=dense),
        Gemm(layer="b", kind="conv", stage=Stage.WU, shape=shape, weights=dense),
        Gemm(layer="a", kind="conv", stage=Stage.BP, shape=shape, weights=weights),
        Gemm(layer="a", kind="conv", stage=Stage.WU, shape=shape, weights=weights),
    )  # fmt: skip
    return Workload(
        model="net", batch=2, scheme="bdwp", operations=operations, host_work=("fft on the host",)
    )


@pytest.fixture(scope="module")
def reports():
    sparse = simulate_workload(workload(), MACHINE, sparsity="1:4")
    dense = simulate_workload(workload("1:1"), MACHINE)
    return replace(dense, scheme="dense"), sparse


@pytest.fixture(scope="module")
def page(reports):
    dense, sparse = reports
    ablation = {"all on": sparse, "none": dense}
    training = Training(
        label="bdwp 1:4 fp16", losses=(1.5, 0.25), train_accuracies=(0.5, 0.9),
        test_accuracies=(0.4, 0.875),
    )  # fmt: skip
    result = Result(report=sparse, dense=dense, ablation=ablation)
    return render(Page(title="net", accelerator=MACHINE, results=(result,), trainings=(training,)))


class Checker(HTMLParser):
    """Collects what a page refers to, and that its elements nest."""

    VOID = frozenset({"meta"})

    def __init__(self):
        super().__init__()
        self.open, self.references, self.text = [], [], []

    def handle_starttag(self, tag, attributes):
        self.references += [v for k, v in attributes if k in ("src", "href", "data", "action")]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        pass

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text.append(data)


def read(page):
    checker = Checker()
    checker.feed(page)
    assert checker.open == []
    return checker


def test_the_page_refers_to_nothing_outside_itself(page):
    assert all(reference.startswith("#") for reference in read(page).references)
    assert not re.search(r"https?:|url\(|@import|<link|<img|<iframe", page)


def test_links_lead_to_sections(page):
    for reference in read(page).references:
        assert f'id="{reference[1:]}"' in page


def test_everything_is_escaped(reports):
    dense, sparse = reports
    layers = tuple(replace(x, name=EVIL, note=EVIL, kind=EVIL) for x in sparse.layers)
    evil = replace(sparse, model=EVIL, layers=layers, dense_layers={EVIL: EVIL}, host_work=(EVIL,))
    training = Training(label=EVIL, losses=(1.0,), train_accuracies=(0.5,), test_accuracies=(0.5,))
    machine = replace(MACHINE, name=EVIL, summary=EVIL)
    result = Result(report=evil, dense=dense, ablation={EVIL: evil})
    text = render(
        Page(
            title=EVIL, accelerator=machine, results=(result,), trainings=(training,),
            trained_on=EVIL,
        )
    )  # fmt: skip
    assert "<script>alert" not in text
    assert "49" not in re.findall(r"&amp;&#34;(.{2})", text)
    assert text.count("<script>") == 1


def test_headline_numbers_and_limits_stand_on_the_page(page, reports):
    dense, sparse = reports
    c = compare(dense, sparse)
    for text in (
        f"{sparse.cycles:,} cycles", f"{dense.cycles:,}", f"{c.gemm:.2f}&times;",
        f"{c.iteration:.2f}&times;", f"limit {c.compute_limit:.2f}&times;",
        f"limit {c.roofline_limit:.2f}&times;", sparse.digest, "not RTL-checked", "87.50 %",
        "last layer", "fft on the host", "Ablation",
    ):  # fmt: skip
        assert text in page


def test_every_operation_has_a_row(page, reports):
    body = page.split("All 6 operations")[1]
    assert body.count("<tr") == 1 + len(reports[1].layers)


def test_the_same_result_gives_the_same_page(page, reports):
    dense, sparse = reports
    result = Result(report=sparse, dense=dense)
    one = Page(title="net", accelerator=MACHINE, results=(result,))
    assert render(one) == render(one)
    assert "Ablation" not in render(one)
    assert "Training with" not in render(one)


def test_a_dense_result_stands_alone(reports):
    alone = Page(title="net", accelerator=MACHINE, results=(Result(report=reports[0]),))
    text = render(alone)
    read(text)
    assert "faster than dense" not in text


# ---- tallies: what tables and pages show adds up to the report ----


def test_stages_and_layers_add_up_to_the_total(reports):
    for report in reports:
        assert sum(tally.by_stage(report).values()) == report.cycles
        groups = tally.by_layer(report) + tally.by_pass_kind(report)
        assert sum(group.cycles for group in groups) == report.cycles
        assert tally.by_stage(report)[tally.PASSES] == report.pass_cycles


def test_layers_are_told_with_pattern_and_dataflow(reports):
    a, b = tally.by_layer(reports[1])
    assert (a.name, a.patterns, b.name, b.patterns) == ("a", "1:4", "b", "dense")
    assert a.dataflow("FF") in ("ws", "os")
    assert b.dataflow("BP") == ""


def test_limits_are_ratios_of_work_and_of_bounds(reports):
    dense, sparse = reports
    c = compare(dense, sparse)
    # a: FF and BP a quarter, WU whole; b: FF and WU whole
    assert c.compute_limit == pytest.approx(5 / (1 / 4 + 1 / 4 + 1 + 1 + 1))
    assert c.roofline_limit == dense.bound_cycles / sparse.bound_cycles
    assert c.iteration == dense.cycles / sparse.cycles


def test_stalls_and_their_meanings_cover_each_other(reports):
    assert tally.by_stall(reports[0]).keys() == tally.STALL_MEANINGS.keys()


# ---- charts ----


@pytest.mark.parametrize(
    ("low", "high"), [(0, 1), (0.37, 0.99), (37.2, 98.9), (5, 5), (0, 0), (-3, 1e6), (98.9, 98.9)]
)
def test_ticks_cover_the_values(low, high):
    ticks = _ticks(low, high)
    assert ticks[0] <= low
    assert ticks[-1] >= high
    assert 2 <= len(ticks) <= 8


def test_curves_stay_inside_the_drawing_and_skip_what_is_not_finite():
    drawn = chart("loss", [Curve("a", (3.0, float("nan"), 1.0)), Curve("b", (2.0,))])
    (_, first), (_, second) = drawn["curves"]
    assert len(first) == 2
    assert len(second) == 1
    for x, y in first + second:
        assert drawn["left"] <= x <= drawn["right"]
        assert 0 <= y <= drawn["bottom"]
    assert first[0][1] < first[1][1]  # a larger value is drawn higher


def test_segments_fill_at_most_the_bar():
    parts = segments({"FF": 30, "BP": 0, "WU": 70}, 200)
    assert [(part.name, part.width) for part in parts] == [("FF", 15.0), ("WU", 35.0)]


@pytest.mark.parametrize(
    ("seconds", "text"), [(17.2154, "17.22 s"), (0.58924, "589.2 ms"), (9.1e-4, "910 us")]
)
def test_durations_have_a_fitting_unit(seconds, text):
    assert tally.duration(seconds) == text


@pytest.mark.parametrize(
    ("number", "text"), [(0, "0 B"), (999, "999 B"), (1234, "1.234 kB"), (5.1e9, "5.1 GB")]
)
def test_short_numbers(number, text):
    assert short(number, "B") == text
