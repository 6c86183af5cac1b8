"""The memory plan: everything has its own place, on a beat, inside the image."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import descriptions, layers
from tests.dataflow.test_compiler import LAYERS, convolutions
from weft.accelerator.description import Accelerator
from weft.accelerator.isa import Hyper
from weft.accelerator.sparsity import DENSE, Sparsity
from weft.dataflow.memory import Allocator, WeightCopy, ceil_div, congruent, round_up
from weft.dataflow.plan import Layer, MemoryPlan, meeting_blocks, plan, unfolded_shape, unfolds
from weft.dataflow.workload import Convolution, Gemm, Product, Stage, Weights, Workload

RANDOM = settings(deadline=None, derandomize=True, max_examples=100)
Region = tuple[int, int]  # first granule, granules


@RANDOM
@given(st.integers(0, 10**6), st.integers(-(10**6), 10**6), st.sampled_from([1, 2, 4, 32]))
def test_congruent_is_the_least_that_is(least: int, to: int, modulus: int) -> None:
    found = congruent(least, to, modulus)
    assert least <= found < least + modulus
    assert (found - to) % modulus == 0


@RANDOM
@given(st.integers(0, 10**6), st.integers(1, 100))
def test_rounding_up(a: int, b: int) -> None:
    assert (ceil_div(a, b) - 1) * b < a <= ceil_div(a, b) * b == round_up(a, b)


# ---- one layer ----


def regions(layer: Layer, a: Accelerator) -> dict[str, Region]:
    """Everything that belongs to a layer."""
    m, bias_side = layer.memory, layer.inside if layer.shape.transposed else layer.outside
    tensors = ("inside", "outside", "inside_gradient", "outside_gradient")
    found = {name: (getattr(layer, name).base, getattr(layer, name).size) for name in tensors}
    found |= {n: (getattr(m, n).base, getattr(m, n).size) for n in ("master", "momentum")}
    for name in ("rows", "columns"):
        copy: WeightCopy = getattr(m, name)
        found[f"{name} values"] = (copy.values, copy.value_size)
        found[f"{name} indices"] = (copy.indices, copy.index_size)
    found["bias"] = (layer.bias, bias_side.planes * a.wide_granules)
    return found


def apart(found: dict[str, Region], memory: MemoryPlan, a: Accelerator) -> None:
    """Nothing overlaps, all begins on a beat and lies in memory."""
    for base, size in found.values():
        assert base % a.beat_granules == 0
        assert 0 <= base <= base + size <= memory.granules
    taken = sorted((base, base + size, name) for name, (base, size) in found.items() if size)
    for (_, end, one), (start, _, other) in pairwise(taken):
        assert end <= start, f"{one} overlaps {other}"


def one_layer(shape: Convolution, a: Accelerator, **weights: object) -> tuple[MemoryPlan, Layer]:
    described = Weights(parameter="w", **weights)  # type: ignore[arg-type]
    memory = plan(layers.workload(shape, described), a)
    return memory, memory.layers["l"]


@RANDOM
@given(st.data(), descriptions.accelerators(), convolutions(), st.booleans())
def test_nothing_of_a_layer_overlaps(
    data: st.DataObject, a: Accelerator, shape: Convolution, transposed: bool
) -> None:
    if shape.groups > 1:
        ff = bp = DENSE
    else:
        ff, bp = (data.draw(st.sampled_from(a.sparsities)) for _ in range(2))
        shape = replace(shape, transposed=transposed)
    memory, layer = one_layer(shape, a, ff=ff, bp=bp)
    apart(regions(layer, a), memory, a)
    for tensor in (layer.inside, layer.outside):
        pixels = tensor.images * tensor.height * tensor.width
        assert tensor.planes == -(-tensor.channels // a.rows)
        assert tensor.plane_stride >= pixels
        assert tensor.plane_stride % a.beat_granules == 0


@RANDOM
@given(st.data(), descriptions.accelerators(most_rows=8), convolutions())
def test_blocks_of_a_copy_are_apart_and_inside(
    data: st.DataObject, a: Accelerator, shape: Convolution
) -> None:
    choices = [DENSE] if shape.groups > 1 else a.sparsities
    ff, bp = (data.draw(st.sampled_from(choices)) for _ in range(2))
    _, layer = one_layer(shape, a, ff=ff, bp=bp)
    for copy in (layer.memory.rows, layer.memory.columns):
        spots = [
            copy.block(c, t, r)
            for c, t, r in np.ndindex(copy.column_blocks, copy.taps, copy.reduce_blocks)
        ]
        values = {spot + i for spot, _ in spots for i in range(copy.block_rows)}
        indices = {spot + i for _, spot in spots for i in range(copy.block_index)}
        assert len(values) == len(spots) * copy.block_rows
        assert len(indices) == len(spots) * copy.block_index
        assert values <= set(range(copy.values, copy.values + copy.value_size))
        assert indices <= set(range(copy.indices, copy.indices + copy.index_size))


@RANDOM
@given(descriptions.accelerators(most_rows=8), convolutions())
def test_a_copy_holds_all_weights_that_exist(a: Accelerator, shape: Convolution) -> None:
    """From the first reduction block of a block of columns on; of a grouped layer its groups."""
    _, layer = one_layer(shape, a)
    s, rows = layer.shape, a.rows
    sides = (
        (layer.memory.rows, s.out_channels, s.in_channels, s.group_out, s.group_in),
        (layer.memory.columns, s.in_channels, s.out_channels, s.group_in, s.group_out),
    )
    for copy, columns, reduction, per_column, per_reduction in sides:
        for column in range(columns):
            first = column // per_column * per_reduction
            blocks = range(first // rows, (first + per_reduction - 1) // rows + 1)
            stored = copy.first_reduce[column // rows]
            assert stored <= blocks.start
            assert blocks.stop <= stored + copy.reduce_blocks
        assert copy.reduce_blocks <= -(-reduction // rows) + copy.ratio


def test_blocks_meet_where_their_groups_do() -> None:
    # 24 channels in groups of 6 on either side, blocks of 8: block 0 has groups 0 and 1, and so on
    assert meeting_blocks(3, 3, 6, 6, 8) == (range(2), range(3), range(1, 3))
    assert meeting_blocks(3, 3, 1, 1, 8) == (range(1), range(1, 2), range(2, 3))  # depthwise
    assert meeting_blocks(3, 5, 24, 40, 8) == (range(5),) * 3  # no groups


# ---- the whole plan ----


def gemm(layer: str, shape: Convolution, stage: Stage = Stage.FF, **facts: object) -> Gemm:
    weights = Weights(parameter=f"{layer}.weight", **facts)  # type: ignore[arg-type]
    return Gemm(layer=layer, kind="conv", stage=stage, shape=shape, weights=weights)


def workload(*operations: Gemm | Product) -> Workload:
    return Workload(model="m", batch=1, scheme="x", operations=operations)


def test_layers_and_products_do_not_overlap() -> None:
    a = layers.machine()
    product = Product(layer="p", stage=Stage.FF, batch=3, m=9, n=17, k=5, layout="nt")
    memory = plan(workload(gemm("a", LAYERS["plain"]), product, gemm("b", LAYERS["linear"])), a)
    found = {
        f"{name} {part}": region
        for name, layer in memory.layers.items()
        for part, region in regions(layer, a).items()
    }
    for part in ("a", "b", "result"):
        tensor = getattr(memory.products[1], part)
        found[f"product {part}"] = (tensor.base, tensor.size)
    apart(found, memory, a)


def test_a_layer_used_on_two_sizes_has_its_weights_once() -> None:
    a, small, large = layers.machine(), Convolution.linear(5, 24, 16), Convolution.linear(9, 24, 16)
    one, other = gemm("a", small), gemm("a", large)
    memory = plan(workload(one, other, gemm("a", small, Stage.WU)), a)
    assert memory.of(one) is memory.layers["a"]
    assert memory.of(other).memory == memory.layers["a"].memory
    assert (memory.of(one).inside.width, memory.of(other).inside.width) == (5, 9)
    tensors = {f"other {k}": v for k, v in regions(memory.of(other), a).items() if "side" in k}
    apart(regions(memory.layers["a"], a) | tensors, memory, a)


def test_constants_are_shared_unless_a_scheme_decays() -> None:
    base = Hyper(learning_rate=0.5)
    shape = LAYERS["linear"]
    operations = [gemm(n, shape, decay=d) for n, d in (("a", 0.0), ("b", 0.1), ("c", 0.1))]
    memory = plan(workload(*operations), layers.machine(), base)
    assert memory.hypers == [base, Hyper(learning_rate=0.5, decay=0.1)]
    assert [memory.layers[n].memory.hyper for n in "abc"] == [0, 1, 1]


# ---- the network's input ----

FIRST = Convolution(
    images=2, in_channels=3, out_channels=16, in_size=(8, 8), out_size=(4, 4), kernel=(3, 3),
    stride=(2, 2), padding=(1, 1),
)  # fmt: skip


def test_an_input_of_few_channels_is_laid_out_unfolded() -> None:
    a = layers.machine()  # 8 rows: 27 values are 4 planes, where 9 taps of 3 channels are 9
    first = replace(gemm("a", FIRST), reads_network_input=True)
    assert unfolds(first, a)
    assert not unfolds(gemm("a", FIRST), a)  # not the network's input
    wide = replace(first, shape=replace(FIRST, in_channels=24))
    assert not unfolds(wide, a)  # 27 planes either way
    flat = unfolded_shape(FIRST)
    assert (flat.in_channels, flat.taps, flat.pixels) == (27, 1, FIRST.pixels)
    assert flat.macs == FIRST.macs
    layer = plan(workload(first), a).layers["a"]
    assert layer.unfolded
    assert (layer.inside.channels, layer.inside.height, layer.inside.width) == (27, 4, 4)


def test_a_decay_on_a_transposed_convolution_is_refused() -> None:
    shape = LAYERS["transposed"]
    with pytest.raises(ValueError, match=r"^layer l: .* keep the layer dense$"):
        one_layer(shape, layers.machine(), ff=Sparsity(2, 8), decay=0.1)


def test_pieces_begin_on_a_beat() -> None:
    allocator = Allocator(layers.machine(beat=4))
    assert [allocator.take(n) for n in (1, 4, 5, 0, 2)] == [0, 4, 8, 16, 16]
    assert allocator.granules == 20
