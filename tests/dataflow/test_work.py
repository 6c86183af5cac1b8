"""Work is conserved: a compiled layer multiplies what its GEMM asks and stores each result once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests import layers
from tests.dataflow.test_boxes import convolutions as geometries
from tests.dataflow.test_compiler import LAYERS, MACHINES, mappings, os, ws
from weft.accelerator import isa
from weft.accelerator.description import Accelerator
from weft.accelerator.isa import Opcode
from weft.accelerator.sparsity import DENSE, Sparsity
from weft.dataflow.compiler import Compiled, compile_workload
from weft.dataflow.mapping import Mapping
from weft.dataflow.memory import Tensor, WeightCopy
from weft.dataflow.plan import Layer
from weft.dataflow.workload import Convolution, Gemm, Product, Stage, Weights, Workload
from weft.simulator import bounds
from weft.simulator.timing import simulate

RANDOM = settings(
    deadline=None, derandomize=True, max_examples=80, suppress_health_check=list(HealthCheck)
)
STAGES = list(Stage)


@st.composite
def convolutions(draw: st.DrawFn) -> Convolution:
    """Any geometry with any channels; grouped, depthwise or transposed now and then."""
    shape = draw(geometries())
    groups = draw(st.sampled_from([1, 1, 1, 2, 3, 8]))
    ins, outs = (groups * draw(st.sampled_from([1, 2, 3, 4, 7, 8, 16, 30])) for _ in range(2))
    turned = groups == 1 and draw(st.booleans())
    return replace(shape, in_channels=ins, out_channels=outs, groups=groups, transposed=turned)


def whole(shape: Convolution, channels: int, pattern: Sparsity) -> bool:
    """Groups of a grouped layer have to be whole patterns."""
    return shape.groups == 1 or channels % pattern.group == 0


@st.composite
def trials(draw: st.DrawFn) -> tuple[Compiled, Weights, bool]:
    """A layer compiled for some machine, its patterns, and whether copies are pre-generated."""
    a, shape = draw(st.sampled_from(MACHINES)), draw(convolutions())
    ff, bp = (
        draw(st.sampled_from([s for s in a.sparsities if whole(shape, channels, s)]))
        for channels in (shape.group_in, shape.group_out)
    )
    weights = Weights(parameter="w", ff=ff, bp=bp)
    chosen = {i: draw(mappings(stage is Stage.WU)) for i, stage in enumerate(STAGES)}
    pregenerate = draw(st.booleans())
    try:
        work = layers.workload(shape, weights)
        return compile_workload(work, a, chosen, pregenerate=pregenerate), weights, pregenerate
    except ValueError as error:
        assert "instruction" not in str(error), error
        assume(False)
        raise


def instructions(compiled: Compiled, place: int, *opcodes: Opcode) -> Iterator[dict[str, int]]:
    """Fields of the instructions of one operation."""
    for row in compiled.program.rows[slice(*compiled.spans[place])]:
        op = Opcode(int(row[isa.OPCODE]))
        if op in opcodes:
            yield {name: int(row[i]) for name, i in isa.columns(op).items()} | {"opcode": op}


# ---- multiplications ----


def macs(compiled: Compiled, place: int) -> int:
    """Multiply-accumulates of every PE in every cycle that it streams."""
    total = 0
    for f in instructions(compiled, place, Opcode.WEIGHT_STATIONARY, Opcode.OUTPUT_STATIONARY):
        pixels = f["images"] * f["height"] * f["width"]
        if f["opcode"] is Opcode.OUTPUT_STATIONARY:
            pixels *= f["kept"] * f["outer"] * f["inner"]
        total += pixels * compiled.accelerator.pes
    return total


def blocks(channels: int, a: Accelerator) -> int:
    return -(-channels // a.rows)


def streamed(op: Gemm, a: Accelerator) -> int:
    """Multiply-accumulates of FF or BP weight-stationary: every position meets every tile once."""
    s, pattern = op.shape, op.sparsity
    writes = (op.stage is Stage.FF) == s.transposed
    reduction, columns = (
        (s.out_channels, s.in_channels) if writes else (s.in_channels, s.out_channels)
    )
    tiles = -(-blocks(reduction, a) * pattern.kept // pattern.group)
    return s.pixels * s.taps * tiles * blocks(columns, a) * a.pes


@RANDOM
@given(trials())
def test_every_tile_meets_every_position_of_the_window_once(
    trial: tuple[Compiled, Weights, bool],
) -> None:
    """In whole blocks of channels; only the turned dataflow also fills up blocks of pixels."""
    compiled, _, _ = trial
    a = compiled.accelerator
    for place, op in enumerate(compiled.workload.operations):
        mapping = compiled.mappings[place]
        assert isinstance(op, Gemm)
        assert mapping is not None
        if op.shape.groups > 1:
            assert macs(compiled, place) >= bounds.compute_cycles(op, a) * a.pes
        elif op.stage is Stage.WU and mapping.dataflow == "os":
            s = op.shape
            rows, columns = blocks(s.in_channels, a), blocks(s.out_channels, a)
            assert macs(compiled, place) == s.pixels * s.taps * rows * columns * a.pes
        elif op.stage is not Stage.WU and mapping.dataflow == "ws":
            assert macs(compiled, place) == streamed(op, a)
        else:
            assert macs(compiled, place) >= bounds.compute_cycles(op, a) * a.pes
            if mapping.dataflow == "os":
                assert_whole_reductions(compiled, place, op)


def assert_whole_reductions(compiled: Compiled, place: int, op: Gemm) -> None:
    """Between two drains the turned dataflow streams the channels of every tap once."""
    writes = (op.stage is Stage.FF) == op.shape.transposed
    channels = op.shape.out_channels if writes else op.shape.in_channels
    groups = blocks(channels, compiled.accelerator) * compiled.accelerator.rows // op.sparsity.group
    found = list(instructions(compiled, place, Opcode.OUTPUT_STATIONARY))
    drains = sum(f["drain"] for f in found)
    assert sum(f["width"] for f in found) == drains * op.shape.taps * groups


def test_tiles_worked_in_turn_are_all_held() -> None:
    """The A buffer holds one box of two images (132 granules of 256), not the two in turn."""
    shape = Convolution(
        images=3, in_channels=5, out_channels=7, in_size=(4, 3), out_size=(6, 11), kernel=(1, 1),
        padding=(1, 4),
    )  # fmt: skip
    weights, a = Weights(parameter="w"), MACHINES[3]
    with pytest.raises(ValueError, match=r"^the tiles worked in turn do not fit the A buffer$"):
        layers.run(a, shape, weights, [ws(8), ws(24, 1, 2), os(8)])
    for one in (ws(24), ws(12, 1, 2)):
        layers.check(layers.run(a, shape, weights, [ws(8), one, os(8)]), weights)


FULL = [  # channels fill the array also at 1:8, where its 8 rows hold 64
    Convolution(images=2, in_channels=64, out_channels=64, in_size=(9, 7), out_size=(9, 7),
                kernel=(3, 3), padding=(1, 1)),
    Convolution(images=3, in_channels=64, out_channels=128, in_size=(8, 8), out_size=(4, 4),
                kernel=(3, 2), stride=(2, 2), padding=(1, 0)),
    Convolution.linear(40, 128, 64),
]  # fmt: skip


@pytest.mark.parametrize("shape", FULL)
@pytest.mark.parametrize("pattern", [DENSE, Sparsity(2, 4), Sparsity(2, 8), Sparsity(1, 8)])
def test_macs_are_m_n_k_times_the_density(shape: Convolution, pattern: Sparsity) -> None:
    a = MACHINES[0]
    work = layers.workload(shape, Weights(parameter="w", ff=pattern, bp=pattern))
    compiled = compile_workload(work, a, {0: ws(40, 2), 1: ws(30, 1, 2), 2: os(40, 2, 3)})
    for place, op in enumerate(work.operations):
        assert isinstance(op, Gemm)
        m, n, k = op.mnk
        kept = DENSE if op.stage is Stage.WU else pattern
        assert macs(compiled, place) == m * n * k * kept.kept // kept.group


@pytest.mark.parametrize("pattern", [DENSE, Sparsity(2, 4), Sparsity(2, 8), Sparsity(1, 8)])
def test_turned_macs_are_m_n_k_times_the_density(pattern: Sparsity) -> None:
    """With whole blocks of pixels: 64 are 8 blocks of 8, in boxes of 3 blocks at most."""
    a, shape = MACHINES[0], Convolution.linear(64, 128, 64)
    work = layers.workload(shape, Weights(parameter="w", ff=pattern, bp=pattern))
    compiled = compile_workload(work, a, {0: os(16, 1, 2), 1: os(8, 3, 1), 2: ws(16)})
    for place, op in enumerate(work.operations):
        assert isinstance(op, Gemm)
        m, n, k = op.mnk
        kept = DENSE if op.stage is Stage.WU else pattern
        assert macs(compiled, place) == m * n * k * kept.kept // kept.group


# ---- results ----


def stored(compiled: Compiled, place: int) -> Counter[int]:
    """How often each granule of DRAM is stored by one operation."""
    found: Counter[int] = Counter()
    for f in instructions(compiled, place, Opcode.STORE):
        for p, i, r in np.ndindex(f["planes"], f["images"], f["runs"]):
            at = f["dram"] + p * f["plane_stride"] + i * f["image_stride"] + r * f["run_stride"]
            found.update(range(at, at + f["length"]))
    return found


def granules(tensor: Tensor) -> list[int]:
    pixels = tensor.images * tensor.height * tensor.width
    return [tensor.at(p) + i for p in range(tensor.planes) for i in range(pixels)]


def meeting(layer: Layer, a: Accelerator) -> list[tuple[int, int]]:
    """Blocks (of output channels, of input channels) that have weights in common."""
    s = layer.shape
    pairs = {
        (o // a.rows, i // a.rows)
        for o in range(s.out_channels)
        for i in range(o // s.group_out * s.group_in, (o // s.group_out + 1) * s.group_in)
    }
    return sorted(pairs)


def copy_granules(copy: WeightCopy, pairs: list[tuple[int, int]]) -> list[int]:
    """Granules of the blocks (column, reduction) of a copy."""
    found: list[int] = []
    for (column, reduce), tap in ((p, t) for p in pairs for t in range(copy.taps)):
        value, index = copy.block(column, tap, reduce - copy.first_reduce[column])
        found += range(value, value + copy.block_rows)
        found += range(index, index + copy.block_index)
    return found


def update_granules(layer: Layer, a: Accelerator, *, copies: bool) -> list[int]:
    """New weights, momentum and, where pre-generated, both copies."""
    m, pairs, found = layer.memory, meeting(layer, a), []
    for master in (m.master, m.momentum):
        for o, i in pairs:
            for tap in range(layer.shape.taps):
                at = master.block(o, tap, i)
                found += range(at, at + master.block_size)
    if copies:
        found += copy_granules(m.rows, pairs)
        found += copy_granules(m.columns, [(i, o) for o, i in pairs])
    return found


@RANDOM
@given(trials())
def test_every_result_is_stored_once(trial: tuple[Compiled, Weights, bool]) -> None:
    """And nothing else is stored: weights and copies are counted like activations."""
    compiled, weights, pregenerate = trial
    a, layer = compiled.accelerator, compiled.memory.layers["l"]
    turned = layer.shape.transposed
    dense = weights.ff.is_dense and weights.bp.is_dense
    pairs = meeting(layer, a)
    rows = copy_granules(layer.memory.rows, pairs)
    columns = copy_granules(layer.memory.columns, [(i, o) for o, i in pairs])
    again = not (pregenerate or dense)
    results = {
        0: granules(layer.inside if turned else layer.outside),
        1: granules(layer.outside_gradient if turned else layer.inside_gradient),
        2: update_granules(layer, a, copies=not again),
    }
    if again:  # FF and BP make their own copy first
        results[0] += columns if turned else rows
        results[1] += rows if turned else columns
    for place, expected in results.items():
        assert stored(compiled, place) == Counter(expected)


@RANDOM
@given(trials())
def test_no_program_is_faster_than_its_bound(trial: tuple[Compiled, Weights, bool]) -> None:
    compiled, _, _ = trial
    a = compiled.accelerator
    summary, _ = simulate(a, compiled.program)
    assert summary.cycles >= bounds.workload_bound(compiled.workload, a)
    for place, op in enumerate(compiled.workload.operations):
        took = summary.last[place] + 1 - summary.first[place]
        assert took >= bounds.bound_cycles(op, a)


@pytest.mark.parametrize("layout", ["nn", "nt", "tn"])
@pytest.mark.parametrize("mapping", [ws(16), ws(9, 2), ws(7, 1, 2), os(16, 2, 2), os(9, 1, 3)])
def test_products_multiply_and_store_everything_once(layout: str, mapping: Mapping) -> None:
    a = MACHINES[0]
    op = Product(layer="a", stage=Stage.FF, batch=3, m=16, n=24, k=40, layout=layout)  # type: ignore[arg-type]
    alone = Workload(model="m", batch=1, scheme="x", operations=(op,))
    compiled = compile_workload(alone, a, {0: mapping})
    result = compiled.memory.products[0].result
    assert stored(compiled, 0) == Counter(granules(result))
    assert macs(compiled, 0) >= op.macs
    if (mapping.dataflow == "ws") == (layout != "tn"):
        assert macs(compiled, 0) == op.macs


@pytest.mark.parametrize("name", LAYERS)
def test_what_is_loaded_for_a_gemm_is_in_memory(name: str) -> None:
    """No transfer reaches beyond the plan."""
    weights = Weights(parameter="w")
    work = layers.workload(LAYERS[name], weights)
    compiled = compile_workload(work, MACHINES[0], {0: ws(40, 2), 1: ws(30, 1, 2), 2: os(40, 2, 3)})
    for place in range(3):
        for f in instructions(compiled, place, Opcode.LOAD, Opcode.STORE):
            last = (
                f["dram"] + (f["planes"] - 1) * f["plane_stride"] + f["length"]
                + (f["images"] - 1) * f["image_stride"] + (f["runs"] - 1) * f["run_stride"]
            )  # fmt: skip
            assert last <= compiled.memory.granules
