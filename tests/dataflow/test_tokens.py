"""Tokens: they keep every need, mix up nothing, and no order they allow changes a result."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import layers, orders, strategies
from tests.dataflow.test_compiler import LAYERS, MACHINES, os, ws
from weft.accelerator import isa
from weft.accelerator.isa import POP, PUSH, Engine, Opcode, Side
from weft.accelerator.sparsity import DENSE, Sparsity
from weft.dataflow import image as im
from weft.dataflow import tokens
from weft.dataflow.compiler import compile_workload
from weft.dataflow.workload import Convolution, Gemm, Stage, Weights, Workload
from weft.simulator.functional import execute

RANDOM = settings(deadline=None, derandomize=True, max_examples=80)
seeds = st.integers(0, 2**32 - 1)


def random_program(seed: int, length: int, density: float) -> tuple[np.ndarray, np.ndarray]:
    """Instructions with tokens, and the needs they were made from."""
    rng = np.random.default_rng(seed)
    opcodes = rng.choice(list(Opcode), size=length)
    rows = np.stack([strategies.random_row(rng, Opcode(int(op))) for op in opcodes])
    needs = strategies.random_needs(rng, rows, density)
    tokens.assign(rows, needs)
    return rows, needs


programs = st.tuples(seeds, st.integers(1, 60), st.floats(0.05, 1.0))


@RANDOM
@given(programs)
def test_every_need_is_kept(drawn: tuple[int, int, float]) -> None:
    """By a token of its own or by one that the engine took before, for as late an instruction."""
    rows, needs = random_program(*drawn)
    engine = isa.engines(rows)
    waited = np.full((len(Engine), len(Engine)), -1)  # source, target
    for i, mine in enumerate(orders.givers(rows)):
        target = engine[i]
        for source, giver in mine.items():
            waited[source, target] = max(waited[source, target], giver)
        assert (needs[i] <= waited[:, target]).all()


@RANDOM
@given(programs)
def test_a_token_is_taken_by_whom_it_was_meant_for(drawn: tuple[int, int, float]) -> None:
    """The k-th given is the k-th taken and names the very need; none is left over."""
    rows, needs = random_program(*drawn)
    for i, mine in enumerate(orders.givers(rows)):
        for source, giver in mine.items():
            assert giver == needs[i, source] < i
    for s in Engine:
        for t in Engine:
            given_to = (isa.engines(rows) == s) & (rows[:, PUSH] >> t & 1 == 1)
            taken_by = (isa.engines(rows) == t) & (rows[:, POP] >> s & 1 == 1)
            assert given_to.sum() == taken_by.sum()


@RANDOM
@given(programs)
def test_no_token_says_what_another_said(drawn: tuple[int, int, float]) -> None:
    rows, _ = random_program(*drawn)
    engine = isa.engines(rows)
    waited: dict[tuple[int, int], int] = {}
    for i, mine in enumerate(orders.givers(rows)):
        for source, giver in mine.items():
            assert giver > waited.get((source, engine[i]), -1)
            waited[source, engine[i]] = giver


def test_old_tokens_are_overwritten() -> None:
    rows = np.stack([isa.row(Opcode.LOAD, pop=31, push=31), isa.row(Opcode.STORE, pop=1)])
    tokens.assign(rows, np.full((2, len(Engine)), -1))
    assert rows[:, [POP, PUSH]].tolist() == [[0, 0], [0, 0]]


def _refused(needs: list[tuple[int, Engine, int]]) -> str:
    rows = np.stack([isa.row(Opcode.LOAD), isa.row(Opcode.STORE), isa.row(Opcode.LOAD)])
    table = np.full((3, len(Engine)), -1)
    for i, engine, j in needs:
        table[i, engine] = j
    with pytest.raises(ValueError, match=r".") as caught:
        tokens.assign(rows, table)
    return str(caught.value)


def test_a_need_of_a_later_instruction_is_refused() -> None:
    message = "an instruction needs a later one; emit producers before consumers"
    assert _refused([(1, Engine.LOAD, 2)]) == message
    assert _refused([(1, Engine.STORE, 1)]) == message


def test_a_need_of_another_engines_instruction_is_refused() -> None:
    message = "a need for LOAD names an instruction of another engine"
    assert _refused([(2, Engine.LOAD, 1)]) == message


# ---- compiled programs ----


def fresh_image(trial: layers.Trial) -> np.ndarray:
    """The image of a trial before it was executed."""
    a, layer, turned = trial.accelerator, trial.layer, trial.layer.shape.transposed
    image = im.empty(a, trial.compiled.memory.granules)
    im.write_tensor(image, a, layer.inside_gradient if turned else layer.inside, trial.x)
    im.write_tensor(image, a, layer.outside if turned else layer.outside_gradient, trial.dy)
    im.write_weights(image, a, layer, trial.parameter)
    return image


def kind_of_layer(name: str, dataflow: str, pregenerate: bool = True) -> layers.Trial:
    """A layer executed with the dataflow that its layout suits, or with the other one."""
    shape, a = LAYERS[name], MACHINES[0]
    sparse = Sparsity(2, 8) if shape.groups == 1 else DENSE
    weights = Weights(parameter="l.weight", ff=sparse, bp=sparse)
    chosen = [ws(40, 2), ws(30, 1, 2, "columns"), os(40, 2, 3)]
    if dataflow == "turned":
        plain = shape.groups == 1 and shape.stride == (1, 1)
        chosen = [os(24, 1, 3) if plain else ws(16), os(16, 2, 2) if plain else ws(7), ws(24, 2)]
    return layers.run(a, shape, weights, chosen, pregenerate=pregenerate)


EVERY = [(name, flow, True) for name in LAYERS for flow in ("natural", "turned")]


@pytest.mark.parametrize(
    ("name", "dataflow", "pregenerate"),
    [*EVERY, ("strided", "natural", False), ("linear", "turned", False)],
)
def test_no_order_that_tokens_allow_changes_a_layer(
    name: str, dataflow: str, pregenerate: bool
) -> None:
    trial = kind_of_layer(name, dataflow, pregenerate)
    rng = np.random.default_rng(7)
    for _ in range(2):
        image = fresh_image(trial)
        order = orders.another_order(trial.compiled.program.rows, rng)
        execute(trial.accelerator, trial.compiled.program, image, rows=order)
        assert np.array_equal(image, trial.image)


@pytest.mark.parametrize("pregenerate", [True, False])
def test_no_order_changes_a_layer_that_is_used_twice(pregenerate: bool) -> None:
    """The second BP reads weights that the first WU of the same iteration wrote."""
    a, shape = MACHINES[0], Convolution.linear(20, 24, 16)
    weights = Weights(parameter="w", ff=Sparsity(2, 8), bp=Sparsity(2, 8))
    stages = [Stage.FF, Stage.FF, Stage.BP, Stage.WU, Stage.BP, Stage.WU]
    operations = tuple(
        Gemm(layer="l", kind="linear", stage=stage, shape=shape, weights=weights)
        for stage in stages
    )
    chosen = {i: os(20, 1, 3) if s is Stage.WU else ws(20, 2) for i, s in enumerate(stages)}
    compiled = compile_workload(
        Workload(model="m", batch=1, scheme="x", operations=operations), a, chosen,
        pregenerate=pregenerate, hyper=layers.HYPER,
    )  # fmt: skip
    rng = np.random.default_rng(3)
    x, dy = rng.standard_normal((1, 24, 1, 20)), rng.standard_normal((1, 16, 1, 20))
    layer, parameter = compiled.memory.layers["l"], rng.standard_normal((16, 24))
    start = im.empty(a, compiled.memory.granules)
    im.write_tensor(start, a, layer.inside, x.astype(np.float32))
    im.write_tensor(start, a, layer.outside_gradient, dy.astype(np.float32))
    im.write_weights(start, a, layer, parameter.astype(np.float32))
    expected = start.copy()
    execute(a, compiled.program, expected)
    for _ in range(8):
        image = start.copy()
        order = orders.another_order(compiled.program.rows, rng)
        execute(a, compiled.program, image, rows=order)
        assert np.array_equal(image, expected)


@pytest.mark.parametrize("name", LAYERS)
@pytest.mark.parametrize("dataflow", ["natural", "turned"])
def test_the_array_adds_to_no_sum_that_is_still_on_its_way(name: str, dataflow: str) -> None:
    """COMPUTE starts instructions before the last one has ended; tokens keep their words apart."""
    rows = kind_of_layer(name, dataflow).compiled.program.rows
    clock = orders.clocks(rows)
    written: dict[int, int] = {}
    for i in np.flatnonzero(isa.engines(rows) == Engine.COMPUTE):
        words = touched_words(rows[i], MACHINES[0].rows)
        latest = max((written.get(word, -1) for word in words), default=-1)
        assert clock[i, Engine.COMPUTE] >= latest, f"{i} does not wait for the sums of {latest}"
        written.update(dict.fromkeys(words, i))


def touched_words(row: np.ndarray, rows: int) -> list[int]:
    """Words of O that a COMPUTE instruction reads or writes (docs/machine.md)."""
    op = Opcode(int(row[isa.OPCODE]))
    f = {name: int(row[place]) for name, place in isa.columns(op).items()}
    if op is Opcode.OUTPUT_STATIONARY:
        return [f["o"] + j for j in range(f["outer"] * f["inner"] * rows * f["drain"])]
    found = []
    for n, y, x in np.ndindex(f["images"], f["height"], f["width"]):
        iy, ix = f["y0"] + y * f["y_step"], f["x0"] + x * f["x_step"]
        inside = 0 <= iy < f["y_limit"] and 0 <= ix < f["x_limit"]
        if f["side"] == Side.A:
            found.append(f["o"] + n * f["raster_image"] + y * f["raster_row"] + x)
        elif inside:
            found.append(f["o"] + n * f["window_image"] + iy * f["window_row"] + ix)
    return found
