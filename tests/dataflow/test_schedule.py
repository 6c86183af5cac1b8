"""Offline scheduling: what the switches allow is what is chosen, and the best of it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np
import pytest

from tests import layers
from tests.dataflow.test_compiler import LAYERS
from weft.accelerator.description import Accelerator
from weft.accelerator.isa import ENGINE_OF, OPCODE, Engine, Opcode, Program, column
from weft.accelerator.sparsity import DENSE, Sparsity
from weft.dataflow.candidates import Choices, least_cycles, mappings, size_of
from weft.dataflow.compiler import Compiled, compile_workload
from weft.dataflow.mapping import Mapping
from weft.dataflow.plan import plan
from weft.dataflow.schedule import Scheduler
from weft.dataflow.workload import Convolution, Gemm, Pass, Product, Stage, Weights, Workload
from weft.simulator.run import compile_scheduled, fast_cycles

A = layers.machine()
SMALL = layers.machine(8, "fp16", 4, a_buffer_bytes=1 << 13, b_buffer_bytes=1 << 12,
                       o_buffer_bytes=1 << 12, u_buffer_bytes=1 << 13)  # fmt: skip
SPARSE = Sparsity(2, 8)


def layer(name: str) -> Workload:
    shape = LAYERS[name]
    pattern = SPARSE if shape.groups == 1 else DENSE
    return layers.workload(shape, Weights(parameter="w", ff=pattern, bp=pattern))


def products() -> Workload:
    operations = tuple(
        Product(layer=f"p{i}", stage=Stage.FF, batch=2, m=19, n=21, k=13, layout=layout)
        for i, layout in enumerate(("nn", "nt", "tn"))
    )
    return Workload(model="m", batch=2, scheme="x", operations=operations)


WORKLOADS = {**{name: layer(name) for name in LAYERS}, "products": products()}


def of(compiled: Compiled, opcode: Opcode) -> np.ndarray:
    rows = compiled.program.rows
    return rows[rows[:, OPCODE] == opcode]


# ---- switches ----


@pytest.mark.parametrize("name", WORKLOADS)
def test_weight_stationary_alone_is_weight_stationary_everywhere(name: str) -> None:
    compiled = compile_scheduled(WORKLOADS[name], A, Choices(dataflow="ws"))
    assert {m.dataflow for m in compiled.mappings if m} == {"ws"}
    assert len(of(compiled, Opcode.OUTPUT_STATIONARY)) == 0


@pytest.mark.parametrize("name", WORKLOADS)
def test_output_stationary_alone_streams_only_what_cannot_be_summed(name: str) -> None:
    """Grouped layers stream, and so does BP of a strided one (or FF of a transposed one)."""
    compiled = compile_scheduled(WORKLOADS[name], A, Choices(dataflow="os"))
    for op, mapping in zip(compiled.workload.operations, compiled.mappings, strict=True):
        assert mapping is not None
        streams = False
        if isinstance(op, Gemm) and op.stage is not Stage.WU:
            scatters = (op.stage is Stage.FF) == op.shape.transposed
            streams = op.shape.groups > 1 or (scatters and op.shape.stride != (1, 1))
        assert mapping.dataflow == ("ws" if streams else "os"), op.name


@pytest.mark.parametrize("dataflow", ["auto", "ws", "os"])
@pytest.mark.parametrize("name", WORKLOADS)
def test_without_interleave_one_sum_is_worked_at_a_time(name: str, dataflow: str) -> None:
    choices = Choices(dataflow=dataflow, interleave=False)  # type: ignore[arg-type]
    compiled = compile_scheduled(WORKLOADS[name], A, choices)
    assert {m.interleave for m in compiled.mappings if m} == {1}
    for name in ("outer", "inner"):
        assert (of(compiled, Opcode.OUTPUT_STATIONARY)[:, column(
            Opcode.OUTPUT_STATIONARY, name)] == 1).all()  # fmt: skip


@pytest.mark.parametrize("name", ["plain", "linear", "transposed"])
def test_without_pregeneration_copies_are_made_before_they_are_used(name: str) -> None:
    """FF and BP each select anew; the update itself emits no copy."""
    compiled = compile_scheduled(WORKLOADS[name], A, Choices(pregenerate=False))
    place = {n: column(Opcode.UPDATE, n) for n in ("optimize", "emit_ff", "emit_bp")}
    for stage, (start, end) in zip(Stage, compiled.spans, strict=True):
        rows = compiled.program.rows[start:end]
        updates = rows[rows[:, OPCODE] == Opcode.UPDATE]
        emits = {n: bool(updates[:, place[n]].any()) for n in place}
        forward = (stage is Stage.FF) != (name == "transposed")
        assert emits == {
            "optimize": stage is Stage.WU,
            "emit_ff": stage is not Stage.WU and forward,
            "emit_bp": stage is not Stage.WU and not forward,
        }


def test_pregeneration_makes_both_copies_in_the_update() -> None:
    compiled = compile_scheduled(WORKLOADS["plain"], A)
    updates = of(compiled, Opcode.UPDATE)
    for name in ("optimize", "emit_ff", "emit_bp"):
        assert (updates[:, column(Opcode.UPDATE, name)] == 1).all()


def test_dense_layers_have_nothing_to_select() -> None:
    work = layers.workload(LAYERS["plain"], Weights(parameter="w"))
    programs = [
        compile_scheduled(work, A, Choices(pregenerate=p)).program.encode() for p in (True, False)
    ]
    assert programs[0] == programs[1]


# ---- the choice ----


@dataclass
class Counting:
    """Measures programs and remembers how many there were."""

    cycles: list[int] = field(default_factory=list)

    def __call__(self, accelerator: Accelerator, program: Program) -> int:
        self.cycles.append(fast_cycles(accelerator, program))
        return self.cycles[-1]


@pytest.mark.parametrize("name", WORKLOADS)
def test_no_candidate_is_faster_than_the_chosen_one(name: str) -> None:
    """By more than what counts as a tie: every candidate is compiled and timed here."""
    work = WORKLOADS[name]
    chosen = Scheduler(A, fast_cycles).schedule(work)
    for place, op in enumerate(work.operations):
        assert not isinstance(op, Pass)
        alone = replace(work, operations=(op,))

        def cycles(mapping: Mapping, alone: Workload = alone) -> int | None:
            try:
                return fast_cycles(A, compile_workload(alone, A, {0: mapping}).program)
            except ValueError:
                return None

        size, reduces_pixels = size_of(op, A)
        found = mappings(size, reduces_pixels, A, Choices())
        best = min(c for c in map(cycles, found) if c is not None)
        mine = cycles(chosen[place])
        assert mine is not None
        assert mine <= best * 1.03


@pytest.mark.parametrize("name", WORKLOADS)
def test_what_a_candidate_needs_at_least_is_a_bound(name: str) -> None:
    """Candidates whose least is above what is known are never compiled: it must not be too high."""
    for op in WORKLOADS[name].operations:
        assert not isinstance(op, Pass)
        alone = replace(WORKLOADS[name], operations=(op,))
        size, reduces_pixels = size_of(op, A)
        for mapping in mappings(size, reduces_pixels, A, Choices()):
            try:
                program = compile_workload(alone, A, {0: mapping}).program
            except ValueError:
                continue
            least = least_cycles(op, mapping, A)
            if isinstance(op, Product):
                least *= op.batch
            assert fast_cycles(A, program) >= least, mapping


def test_equal_layers_are_scheduled_once() -> None:
    first = layer("plain").operations
    second = tuple(
        replace(op, layer="other", weights=replace(op.weights, parameter="v", dense_because="x"))
        for op in first
        if isinstance(op, Gemm)
    )
    once, twice = Counting(), Counting()
    Scheduler(A, once).schedule(replace(WORKLOADS["plain"], operations=first))
    chosen = Scheduler(A, twice).schedule(replace(WORKLOADS["plain"], operations=first + second))
    assert len(once.cycles) == len(twice.cycles) > 0
    assert [chosen[i] for i in range(3)] == [chosen[i + 3] for i in range(3)]


def test_progress_is_told_before_every_gemm() -> None:
    told: list[tuple[int, int, str]] = []
    scheduler = Scheduler(A, fast_cycles, on_progress=lambda *args: told.append(args))
    extra = Pass(layer="p", kind="add", stage=Stage.FF, elements=1)
    work = WORKLOADS["linear"]
    scheduler.schedule(replace(work, operations=(extra, *work.operations)))
    assert told == [(0, 3, "l.FF"), (1, 3, "l.BP"), (2, 3, "l.WU")]


@pytest.mark.parametrize("name", WORKLOADS)
def test_the_same_workload_gives_the_same_bytes(name: str) -> None:
    one, other = (compile_scheduled(WORKLOADS[name], A) for _ in range(2))
    assert one.program.encode() == other.program.encode()
    assert np.array_equal(one.program.blocks, other.program.blocks)


# ---- little room ----


@pytest.mark.parametrize("name", WORKLOADS)
def test_small_buffers_take_small_tiles(name: str) -> None:
    compiled = compile_scheduled(WORKLOADS[name], SMALL)
    assert all(compiled.mappings)


def test_a_kernel_that_reaches_too_far_is_refused_with_the_mend() -> None:
    wide = Convolution(
        images=1, in_channels=8, out_channels=8, in_size=(64, 64), out_size=(1, 1), kernel=(2, 2),
        dilation=(63, 63),
    )  # fmt: skip
    message = (
        r"^l.FF does not fit test: a tile does not fit its buffer; choose a smaller tile; enlarge "
        "the buffers or the array$"
    )
    with pytest.raises(ValueError, match=message):
        compile_scheduled(
            layers.workload(wide, Weights(parameter="w")), SMALL, Choices(dataflow="ws")
        )


def test_many_images_are_scheduled_by_a_few() -> None:
    """A mapping is chosen on few images and must fit all of them."""
    few = LAYERS["strided"]
    many = replace(few, images=600)
    for shape in (few, many):
        work = layers.workload(shape, Weights(parameter="w", ff=SPARSE, bp=SPARSE))
        compiled = compile_scheduled(work, SMALL)
        assert len(compiled.program) > 0
    assert plan(work, SMALL).granules > 600


def test_a_long_linear_layer_fits_its_instructions() -> None:
    """More rows than 14 bits count, either dataflow: x reaches further than y."""
    work = layers.workload(Convolution.linear(9000, 8, 8), Weights(parameter="w"))
    for dataflow in ("ws", "os"):
        compiled = compile_scheduled(work, A, Choices(dataflow=dataflow))  # type: ignore[arg-type]
        assert len(compiled.program.encode()) == 64 * len(compiled.program)
        gathers = of(compiled, Opcode.GATHER)
        assert len(gathers)
        assert gathers[:, column(Opcode.GATHER, "x0")].max() > 8191


def test_every_engine_has_work() -> None:
    rows = compile_scheduled(WORKLOADS["plain"], A).program.rows
    engines = {ENGINE_OF[Opcode(int(op))] for op in rows[:, OPCODE]}
    assert engines == {Engine.LOAD, Engine.COMPUTE, Engine.STORE, Engine.UPDATE}
