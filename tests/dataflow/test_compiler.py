"""Compiled layers leave in memory what the canonical sums say, whatever the schedule."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests import layers
from weft.accelerator.sparsity import DENSE, Sparsity
from weft.dataflow.mapping import Mapping
from weft.dataflow.workload import Convolution, Product, Stage, Weights
from weft.simulator.timing import simulate

MACHINES = [
    layers.machine(),
    layers.machine(4, "fp16", 2, interleave=20, adder_latency=2),
    layers.machine(4, "int8", 2, b_buffer_bytes=2048, o_buffer_bytes=4096),
    layers.machine(8, "bf16", 1, a_buffer_bytes=1 << 15, queue_depth=3),
    layers.machine(8, "fp8-e4m3", 8),
]


def ws(pixels: int, columns: int = 1, tiles: int = 1, order: str = "pixels") -> Mapping:
    return Mapping(dataflow="ws", pixels=pixels, columns=columns, tiles=tiles, order=order)  # type: ignore[arg-type]


def os(pixels: int, outer: int = 1, inner: int = 1) -> Mapping:
    return Mapping(dataflow="os", pixels=pixels, outer=outer, inner=inner)


@st.composite
def convolutions(draw: st.DrawFn, transposed: bool = False) -> Convolution:
    groups = draw(st.sampled_from([1, 1, 1, 2, 3]))
    kernel = tuple(draw(st.integers(1, 3)) for _ in range(2))
    stride = tuple(draw(st.integers(1, 2)) for _ in range(2))
    dilation = tuple(draw(st.integers(1, 2)) for _ in range(2))
    padding = tuple(draw(st.integers(0, 2)) for _ in range(2))
    in_size = tuple(draw(st.integers(3, 9)) for _ in range(2))
    out_size = tuple(
        (i + 2 * p - (k - 1) * d - 1) // s + 1
        for i, p, k, d, s in zip(in_size, padding, kernel, dilation, stride, strict=True)
    )
    assume(min(out_size) >= 1)
    per_group = st.integers(1, 24 // groups)
    return Convolution(
        images=draw(st.integers(1, 3)), in_channels=groups * draw(per_group),
        out_channels=groups * draw(per_group), in_size=in_size, out_size=out_size, kernel=kernel,
        stride=stride, padding=padding, dilation=dilation, groups=1 if transposed else groups,
        transposed=transposed,
    )  # fmt: skip


@st.composite
def mappings(draw: st.DrawFn, reduces_pixels: bool) -> Mapping:
    pixels = draw(st.integers(1, 90))
    if draw(st.booleans()):
        columns, tiles = draw(st.sampled_from([(1, 1), (2, 1), (1, 2), (3, 1), (2, 2)]))
        order = draw(st.sampled_from(["pixels", "columns"]))
        return ws(pixels, columns, tiles, order)
    outer, inner = draw(st.sampled_from([(1, 1), (1, 3), (2, 2), (3, 3), (3, 1)]))
    return os(pixels, outer, inner)


def patterns(a: object, shape: Convolution, data: st.DataObject) -> Weights:
    """Patterns that the machine has; grouped layers stay dense unless groups are whole patterns."""
    choices = [DENSE] if shape.groups > 1 else list(a.sparsities)  # type: ignore[attr-defined]
    ff, bp = (data.draw(st.sampled_from(choices)) for _ in range(2))
    return Weights(parameter="l.weight", ff=ff, bp=bp)


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_every_layer_on_every_machine_under_every_mapping(data: st.DataObject) -> None:
    a = data.draw(st.sampled_from(MACHINES))
    shape = data.draw(convolutions(transposed=data.draw(st.sampled_from([False, False, True]))))
    weights = patterns(a, shape, data)
    chosen = [data.draw(mappings(stage is Stage.WU)) for stage in Stage]
    pregenerate, biased = data.draw(st.booleans()), not a.operand.is_integer
    try:
        trial = layers.run(a, shape, weights, chosen, pregenerate=pregenerate, biased=biased)
    except ValueError as error:
        # a mapping may not fit; an instruction must always be legal
        assert "instruction" not in str(error), error
        assume(False)
    layers.check(trial, weights, pregenerate=pregenerate)
    summary, _ = simulate(a, trial.compiled.program)
    assert summary.equals(simulate(a, trial.compiled.program, fast=True)[0])


LAYERS = {
    "plain": Convolution(images=3, in_channels=12, out_channels=20, in_size=(7, 9),
                         out_size=(7, 9), kernel=(3, 3), padding=(1, 1)),
    "strided": Convolution(images=2, in_channels=24, out_channels=17, in_size=(9, 11),
                           out_size=(5, 6), kernel=(3, 3), padding=(1, 1), stride=(2, 2)),
    "linear": Convolution.linear(21, 70, 33),
    "depthwise": Convolution(images=2, in_channels=24, out_channels=24, in_size=(6, 6),
                             out_size=(6, 6), kernel=(3, 3), padding=(1, 1), groups=24),
    "grouped": Convolution(images=2, in_channels=24, out_channels=48, in_size=(6, 5),
                           out_size=(6, 5), kernel=(3, 1), padding=(1, 0), groups=2),
    "pointwise strided": Convolution(images=2, in_channels=40, out_channels=24, in_size=(8, 8),
                                     out_size=(4, 4), stride=(2, 2)),
    "transposed": Convolution(images=2, in_channels=16, out_channels=24, in_size=(8, 8),
                              out_size=(4, 4), kernel=(2, 2), stride=(2, 2), transposed=True),
}  # fmt: skip


@pytest.mark.parametrize("name", LAYERS)
@pytest.mark.parametrize("dataflow", ["natural", "turned"])
def test_layers_of_every_kind(name: str, dataflow: str) -> None:
    shape, a = LAYERS[name], MACHINES[0]
    sparse = Sparsity(2, 8) if shape.groups == 1 else DENSE
    weights = Weights(parameter="l.weight", ff=sparse, bp=sparse)
    chosen = [ws(40, 2), ws(30, 1, 2, "columns"), os(40, 2, 3)]
    if dataflow == "turned":
        plain = shape.groups == 1 and shape.stride == (1, 1)
        chosen = [os(24, 1, 3) if plain else ws(16), os(16, 2, 2) if plain else ws(7), ws(24, 2, 1)]
    layers.check(layers.run(a, shape, weights, chosen), weights)


@pytest.mark.parametrize("layout", ["nn", "nt", "tn"])
@pytest.mark.parametrize("mapping", [ws(16), ws(9, 2), ws(7, 1, 2), os(16, 2, 2), os(9, 1, 3)])
def test_products_of_activations(layout: str, mapping: Mapping) -> None:
    op = Product(layer="a", stage=Stage.FF, batch=3, m=19, n=21, k=13, layout=layout)  # type: ignore[arg-type]
    got, expected = layers.product(MACHINES[0], op, mapping)
    assert np.array_equal(got, expected)


def test_a_tile_that_does_not_fit_is_refused() -> None:
    a = layers.machine(o_buffer_bytes=4096)
    with pytest.raises(ValueError, match="do not fit half of the O buffer"):
        layers.run(a, LAYERS["plain"], Weights(parameter="w"), [ws(10**6), ws(8), os(8)])


def test_groups_that_are_no_whole_patterns_are_refused() -> None:
    weights = Weights(parameter="w", ff=Sparsity(2, 8))
    with pytest.raises(ValueError, match=r"groups of 12 input channels .* keep the layer dense"):
        layers.run(MACHINES[0], LAYERS["grouped"], weights, [ws(8), ws(8), os(8)])


def test_a_pattern_that_is_not_built_in_is_refused() -> None:
    weights = Weights(parameter="w", ff=Sparsity(3, 8))
    with pytest.raises(ValueError, match="sparsity 3:8 is not built into test"):
        layers.run(MACHINES[0], LAYERS["plain"], weights, [ws(8), ws(8), os(8)])
