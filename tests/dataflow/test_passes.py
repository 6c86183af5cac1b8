"""Passes that are no GEMM: their traffic and work, in pieces, between what they depend on."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import layers, orders
from tests.dataflow.test_compiler import LAYERS, ws
from weft.accelerator import isa
from weft.accelerator.isa import Engine, Opcode
from weft.dataflow.compiler import VECTOR_BEATS, Compiled, compile_workload
from weft.dataflow.workload import Gemm, Pass, Stage, Weights, Workload

RANDOM = settings(deadline=None, derandomize=True, max_examples=60)
A = layers.machine()
BIG = 1 << 26


def a_pass(**facts: object) -> Pass:
    default = dict(layer="p", kind="add", stage=Stage.FF, elements=10)
    return Pass(**{**default, **facts})  # type: ignore[arg-type]


def gemm(layer: str, stage: Stage = Stage.FF) -> Gemm:
    weights = Weights(parameter=layer)
    return Gemm(layer=layer, kind="linear", stage=stage, shape=LAYERS["linear"], weights=weights)


def compiled(*operations: Gemm | Pass, fmt: str = "fp16") -> Compiled:
    work = Workload(model="m", batch=1, scheme="x", operations=operations)
    chosen = {i: ws(8) for i, op in enumerate(operations) if isinstance(op, Gemm)}
    return compile_workload(work, layers.machine(8, fmt), chosen)


def vectors(rows: np.ndarray) -> dict[str, np.ndarray]:
    mine = rows[rows[:, isa.OPCODE] == Opcode.VECTOR]
    names = ("read_beats", "write_beats", "elements")
    return {name: mine[:, isa.column(Opcode.VECTOR, name)] for name in names}


counts = st.integers(0, 1000) | st.integers(0, BIG)


@RANDOM
@given(*[counts] * 5, st.sampled_from(["fp16", "int8", "int4"]))
def test_pieces_add_up_to_the_pass(
    elements: int, narrow_in: int, narrow_out: int, wide_in: int, wide_out: int, fmt: str
) -> None:
    op = a_pass(
        elements=elements, narrow_reads=narrow_in, narrow_writes=narrow_out, wide_reads=wide_in,
        wide_writes=wide_out,
    )  # fmt: skip
    result = compiled(op, fmt=fmt)
    pieces, a = vectors(result.program.rows), result.accelerator
    moved = [
        -(-(-(-narrow * a.operand.bits // 8) + 4 * wide) // a.bus_bytes)
        for narrow, wide in ((narrow_in, wide_in), (narrow_out, wide_out))
    ]
    assert [pieces["read_beats"].sum(), pieces["write_beats"].sum()] == moved
    assert pieces["elements"].sum() == elements
    together = pieces["read_beats"] + pieces["write_beats"]
    assert together.max() <= VECTOR_BEATS + 1  # rounded shares
    assert together.max() - together.min() <= 2


def test_work_of_the_host_takes_no_cycles() -> None:
    result = compiled(a_pass(on_host=True, narrow_reads=1000))
    assert len(result.program) == 0
    assert result.spans == ((0, 0),)


def test_an_empty_pass_still_runs() -> None:
    assert len(compiled(a_pass(elements=0)).program) == 1


@pytest.mark.parametrize("first", ["gemm", "pass"])
def test_activations_are_read_after_they_were_made(first: str) -> None:
    """A pass waits for the stores of the GEMM before it, a GEMM's loads for the pass before it."""
    if first == "gemm":
        result, makers, users = compiled(gemm("a"), a_pass()), Engine.STORE, Engine.VECTOR
    else:
        result, makers, users = compiled(a_pass(), gemm("a")), Engine.VECTOR, Engine.LOAD
    rows = result.program.rows
    engine, clock = isa.engines(rows), orders.clocks(rows)
    last = int(np.flatnonzero(engine == makers)[-1])
    mine = np.flatnonzero(engine == users)
    if users is Engine.LOAD:  # weights may come early
        mine = mine[rows[mine, isa.column(Opcode.LOAD, "target")] == isa.Target.A]
    assert len(mine)
    assert (clock[mine, makers] >= last).all()


def test_weights_are_loaded_while_a_pass_runs() -> None:
    rows = compiled(a_pass(), gemm("a")).program.rows
    weights = np.flatnonzero(
        (rows[:, isa.OPCODE] == Opcode.LOAD)
        & (rows[:, isa.column(Opcode.LOAD, "target")] == isa.Target.B)
    )
    assert orders.clocks(rows)[weights[0], Engine.VECTOR] == -1


def test_every_operation_has_its_instructions_and_its_tag() -> None:
    result = compiled(gemm("a"), a_pass(), gemm("b"), a_pass(on_host=True), gemm("b", Stage.BP))
    assert [end for _, end in result.spans][:-1] == [start for start, _ in result.spans][1:]
    assert result.spans[0][0] == 0
    assert result.spans[-1][1] == len(result.program)
    for place, span in enumerate(result.spans):
        assert (result.program.rows[slice(*span), isa.TAG] == place).all()
    assert result.program.tags == ("a.FF", "p.add", "b.FF", "p.add", "b.BP")


def test_every_pair_of_operations_is_ordered() -> None:
    """What a later GEMM loads was stored before, also past a pass in between."""
    rows = compiled(gemm("a"), a_pass(), gemm("b"), a_pass(), gemm("b", Stage.BP)).program.rows
    engine, clock = isa.engines(rows), orders.clocks(rows)
    loads = np.flatnonzero(
        (engine == Engine.LOAD) & (rows[:, isa.column(Opcode.LOAD, "target")] == isa.Target.A)
    )
    stores = np.flatnonzero(engine == Engine.STORE)
    for load, store in product(loads, stores):
        if rows[store, isa.TAG] < rows[load, isa.TAG]:
            assert clock[load, Engine.STORE] >= store
