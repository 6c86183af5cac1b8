"""The order of instructions: compiled programs keep its rules, and every broken one is named."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests import layers, naive_legality
from tests.dataflow.test_compiler import LAYERS, MACHINES, convolutions, mappings, os, patterns, ws
from tests.functional_machines import ACCELERATORS
from tests.functional_machines import program as program_of
from weft.accelerator import isa
from weft.accelerator.description import Accelerator
from weft.accelerator.isa import POP, PUSH, Engine, Opcode, Program, Source, Target
from weft.accelerator.sparsity import DENSE, Sparsity
from weft.accelerator.toml import preset
from weft.api import apply_scheme
from weft.dataflow.compiler import Compiled, compile_workload
from weft.dataflow.mapping import Mapping
from weft.dataflow.workload import Convolution, Product, Stage, Weights, Workload
from weft.models.record import record
from weft.models.schemes import scheme_named
from weft.models.zoo import network_named
from weft.simulator import legality
from weft.simulator.legality import IllegalProgram
from weft.simulator.run import compile_scheduled
from weft.simulator.timing import simulate
from weft.simulator.tokens import match


def check(compiled: Compiled) -> None:
    _, trace = simulate(compiled.accelerator, compiled.program)
    assert trace is not None
    legality.check(compiled.accelerator, compiled.program, trace, compiled.memory.granules)


# ---- what the compiler emits ----


@settings(max_examples=30, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_every_layer_under_every_mapping_is_in_order(data: st.DataObject) -> None:
    a = data.draw(st.sampled_from(MACHINES))
    shape = data.draw(convolutions(transposed=data.draw(st.sampled_from([False, False, True]))))
    weights = patterns(a, shape, data)
    chosen = [data.draw(mappings(stage is Stage.WU)) for stage in Stage]
    work = layers.workload(shape, weights, not a.operand.is_integer)
    try:
        pregenerate = data.draw(st.booleans())
        compiled = compile_workload(work, a, dict(enumerate(chosen)), pregenerate=pregenerate)
    except ValueError:
        assume(False)
    check(compiled)


@pytest.mark.parametrize("name", LAYERS)
def test_units_of_several_streams_are_stored_when_all_have_ended(name: str) -> None:
    """Some blocks of columns and tiles share a half of O."""
    shape = LAYERS[name]
    sparse = Sparsity(2, 8) if shape.groups == 1 else DENSE
    weights = Weights(parameter="l.weight", ff=sparse, bp=sparse)
    chosen = [ws(40, 2), ws(30, 1, 2, "columns"), os(40, 2, 3)]
    check(
        compile_workload(
            layers.workload(shape, weights, True), MACHINES[0], dict(enumerate(chosen))
        )
    )


def test_a_unit_of_nothing_but_padding_is_in_order_too() -> None:
    """BP with stride 2 has rows of the result that meet no pixel; updates were there before."""
    shape = Convolution(
        images=1, in_channels=8, out_channels=8, in_size=(9, 9), out_size=(5, 5), stride=(2, 2)
    )
    wide = Convolution.linear(5, 24, 24)
    before, after = (layers.workload(s, Weights(parameter="w")).operations for s in (wide, shape))
    operations = (replace(before[2], layer="k"), after[1])
    work = Workload(model="m", batch=1, scheme="x", operations=operations)
    compiled = compile_workload(work, MACHINES[0], {0: os(5), 1: ws(9)})
    kinds = compiled.program.rows[slice(*compiled.spans[1]), isa.OPCODE]
    kinds = kinds[kinds != Opcode.LOAD]
    assert (np.diff(np.flatnonzero(kinds == Opcode.STORE)) == 1).any()  # with nothing computed
    check(compiled)


@pytest.mark.parametrize("layout", ["nn", "nt", "tn"])
@pytest.mark.parametrize("mapping", [ws(9, 2), ws(7, 1, 2), os(16, 2, 2)])
def test_products_are_in_order(layout: str, mapping: Mapping) -> None:
    op = Product(layer="a", stage=Stage.FF, batch=3, m=19, n=21, k=13, layout=layout)  # type: ignore[arg-type]
    work = Workload(model="m", batch=1, scheme="x", operations=(op,))
    check(compile_workload(work, MACHINES[0], {0: mapping}))


@pytest.mark.parametrize("scheme", ["bdwp", "sr-ste"])
def test_an_iteration_of_the_digits_cnn_is_in_order(scheme: str) -> None:
    model = network_named("digits-cnn").factory()
    work = apply_scheme(record(model, (4, 1, 8, 8)), model, scheme_named(scheme))
    check(compile_scheduled(work, preset("sat-small")))


# ---- tokens that are missing ----


@pytest.fixture(scope="module")
def compiled() -> list[Compiled]:
    """Small programs of both dataflows."""
    shape = Convolution(
        images=1, in_channels=12, out_channels=12, in_size=(5, 5), out_size=(5, 5), kernel=(2, 2),
        padding=(1, 1), dilation=(2, 2),
    )  # fmt: skip
    weights = Weights(parameter="w", ff=Sparsity(2, 4), bp=Sparsity(2, 4))
    work = layers.workload(shape, weights, True)
    chosen = [[ws(16, 2), ws(16), os(25, 2, 2)], [os(16, 1, 2), os(16, 2, 2), ws(25)]]
    return [compile_workload(work, MACHINES[0], dict(enumerate(c))) for c in chosen]


@pytest.mark.parametrize("which", [0, 1])
def test_a_missing_token_is_found_exactly_where_it_leaves_two_unordered(
    which: int, compiled: list[Compiled]
) -> None:
    each = compiled[which]
    rows, a, granules = each.program.rows, each.accelerator, each.memory.granules
    assert not naive_legality.unordered(a, rows)
    taken = np.argwhere(match(rows, isa.engines(rows)) >= 0)
    rng, verdicts = np.random.default_rng(which), []
    for i, source in taken[rng.permutation(len(taken))[:25]]:
        changed = without(rows, int(i), Engine(source))
        pairs = naive_legality.unordered(a, changed)
        found = first_unordered(a, Program(changed, each.program.tags, a.digest), granules)
        assert found in pairs if pairs else found is None
        assert found is None or found[1] == min(j for _, j in pairs)
        verdicts.append(bool(pairs))
    assert any(verdicts)


def first_unordered(a: Accelerator, program: Program, granules: int) -> tuple[int, int] | None:
    """What `check` finds; halves of O are another rule, looked at later."""
    _, trace = simulate(a, program)
    assert trace is not None
    try:
        legality.check(a, program, trace, granules)
    except IllegalProgram as error:
        return (error.first, error.second) if "no token tells" in str(error) else None
    return None


def without(rows: np.ndarray, i: int, source: Engine) -> np.ndarray:
    """The program without the token that instruction i takes from ``source``."""
    engine, rows = isa.engines(rows), rows.copy()
    giver = match(rows, engine)[i, source]
    rows[i, POP] &= ~(1 << source)
    rows[giver, PUSH] &= ~(1 << engine[i])
    return rows


# ---- by hand ----

# fp16, 4x4: O has 2 x 24 words; an O word is written 2 + 4*4 + 1 cycles after it was read, and the
# array takes the next weights 23 + 6 cycles after a stream began
A = ACCELERATORS[0]
RUN = {"images": 1, "runs": 1, "planes": 1}


def stream(width: int, **fields: int) -> np.ndarray:
    return isa.row(
        Opcode.WEIGHT_STATIONARY, images=1, height=1, width=width, kept=1, group=1, x_step=1,
        y_limit=1, x_limit=width, **fields,
    )  # fmt: skip


def judge(*rows: np.ndarray) -> None:
    program = program_of(A, *rows)
    _, trace = simulate(A, program)
    assert trace is not None
    legality.check(A, program, trace, 400)


def refused(first: int, second: int, message: str, *rows: np.ndarray) -> None:
    with pytest.raises(IllegalProgram, match=f"^{re.escape(message)}$") as caught:
        judge(*rows)
    assert (caught.value.first, caught.value.second) == (first, second)


def test_a_sum_on_its_way_is_not_read() -> None:
    judge(stream(11), stream(5, o=10))  # word 10: read in step 10, and again in step 29
    refused(
        0, 1, "instruction 1 (WEIGHT_STATIONARY) reads word 11 of O 18 cycles after instruction 0 "
        "(WEIGHT_STATIONARY) did, which writes it after 19; give it a token of COMPUTE",
        stream(12), stream(5, o=11),
    )  # fmt: skip
    own = 1 << Engine.COMPUTE
    judge(stream(12, push=own), stream(5, o=11, pop=own))
    judge(stream(12), stream(5, o=12), stream(5, o=11))  # the next but one comes late enough


def test_pixels_outside_the_limits_take_their_steps() -> None:
    """On side O: the second stream meets the word in step 1, the first in its last."""
    late = {"side": 1, "window_row": 1, "y_limit": 1}
    second = isa.row(
        Opcode.WEIGHT_STATIONARY, images=1, height=1, width=3, kept=1, group=1, x_step=1, x0=-1,
        x_limit=3, o=11, **late,
    )  # fmt: skip
    judge(stream(12), second)


def test_halves_are_not_shared() -> None:
    store = isa.row(Opcode.STORE, source=Source.O, length=2, buffer=20, dram=20, **RUN)
    other = isa.row(Opcode.STORE, source=Source.O, length=2, buffer=44, dram=44, **RUN)
    first = stream(20)
    _, trace = simulate(A, program_of(A, first, store))
    assert trace is not None
    message = (
        f"instruction 1 (STORE) starts in cycle {trace.start[1]} in half 0 of O, where instruction "
        f"0 (WEIGHT_STATIONARY) works until {trace.end[0]}; use the other half or wait for its end"
    )
    refused(0, 1, message, first, store)
    judge(first, other)
    judge(first, stream(2, o=20), other, other)
    update = isa.row(Opcode.UPDATE, words=4, o=4, optimize=1)
    with pytest.raises(IllegalProgram, match=r"UPDATE\) works until|UPDATE\) starts in cycle"):
        judge(store, update)
    judge(store, isa.row(Opcode.UPDATE, words=4, o=4))


def test_memory_is_read_after_it_was_stored() -> None:
    push, pop = {"push": 1 << Engine.LOAD}, {"pop": 1 << Engine.STORE}
    store = isa.row(Opcode.STORE, source=Source.FF_VALUE, length=2, dram=6, **RUN)
    load = isa.row(Opcode.LOAD, target=Target.MASK, length=4, dram=4, **RUN)
    refused(
        0, 1, "instruction 0 (STORE) and instruction 1 (LOAD) both touch place 6 of dram, one of "
        "them writing, but no token tells the second that the first has ended", store, load,
    )  # fmt: skip
    store[PUSH], load[POP] = push["push"], pop["pop"]
    judge(store, load)


def test_a_mask_is_loaded_before_it_is_used_and_stays_until_then() -> None:
    load = isa.row(Opcode.LOAD, target=Target.MASK, length=4, **RUN)
    plain = isa.row(Opcode.STORE, length=4, dram=40, **RUN)
    masked = isa.row(Opcode.STORE, length=4, dram=40, masked=1, **RUN)
    judge(load, plain)
    for rows in ((load, masked), (masked, load)):
        with pytest.raises(IllegalProgram, match="place 0 of mask"):
            judge(*rows)
