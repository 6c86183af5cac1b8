"""The timing simulator against the contract played cycle by cycle, and jumping against stepping."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import naive_timing, strategies
from weft.accelerator import isa
from weft.accelerator.description import Accelerator
from weft.accelerator.isa import Engine, Opcode, Program, Target
from weft.dataflow import tokens
from weft.simulator import timing as simulator
from weft.simulator.state import DISPATCHED
from weft.simulator.timing import Deadlock, Summary, simulate, simulate_rows

ACCELERATORS = strategies.accelerators()
NO_BLOCKS = np.zeros((0, 3), np.int64)

machines = st.sampled_from(ACCELERATORS)
seeds = st.integers(0, 2**32 - 1)
settled = settings(deadline=None, derandomize=True, max_examples=40)


def pixels(opcode: Opcode, width: int, **fields: int) -> np.ndarray:
    """A COMPUTE instruction that streams ``width`` pixels."""
    return isa.row(opcode, images=1, height=1, width=width, **fields)


def transfer(opcode: Opcode, length: int, **fields: int) -> np.ndarray:
    """A LOAD or STORE of one run."""
    return isa.row(opcode, length=length, runs=1, images=1, planes=1, **fields)


def stepped(accelerator: Accelerator, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    _, trace = simulate_rows(accelerator, rows, 1, NO_BLOCKS)
    assert trace is not None
    return trace.start, trace.end


def differing(mine: Summary, theirs: Summary) -> list[str]:
    return [k for k, v in vars(mine).items() if not np.array_equal(v, vars(theirs)[k])]


# ---- the contract ----


@settled
@given(machine=machines, seed=seeds, length=st.integers(1, 50), density=st.floats(0.0, 1.0))
def test_random_programs_start_and_end_as_the_contract_says(
    machine: Accelerator, seed: int, length: int, density: float
) -> None:
    rows = strategies.random_program(np.random.default_rng(seed), length, density)
    start, end = stepped(machine, rows)
    expected_start, expected_end = naive_timing.simulate(machine, rows)
    assert start.tolist() == expected_start.tolist()
    assert end.tolist() == expected_end.tolist()


@settled
@given(machine=machines, seed=seeds, length=st.integers(2, 40))
def test_runs_of_one_engine_start_and_end_as_the_contract_says(
    machine: Accelerator, seed: int, length: int
) -> None:
    """Back-to-back work: many in flight, ends bunched up, both dataflows in turn."""
    rng = np.random.default_rng(seed)
    engine = Engine(int(rng.choice(list(Engine))))
    mine = [op for op in Opcode if isa.ENGINE_OF[op] is engine]
    rows = np.stack(
        [strategies.random_row(rng, mine[rng.integers(len(mine))], 2) for _ in range(length)]
    )
    expected_start, expected_end = naive_timing.simulate(machine, rows)
    start, end = stepped(machine, rows)
    assert start.tolist() == expected_start.tolist()
    assert end.tolist() == expected_end.tolist()


def test_the_first_grant_goes_to_load_and_then_round_robin() -> None:
    machine = ACCELERATORS[0]
    hold = isa.row(Opcode.VECTOR, read_beats=200, write_beats=1, elements=1)
    waiting = [transfer(Opcode.STORE, 8), transfer(Opcode.LOAD, 8), transfer(Opcode.LOAD, 8)]
    start, _ = stepped(machine, np.stack([hold, *waiting]))
    store, first_load, second_load = start[1:]
    assert first_load < store < second_load


@given(machine=machines, seed=seeds, length=st.integers(1, 60), density=st.floats(0.0, 1.0))
@settled
def test_assigned_tokens_never_deadlock_and_every_need_is_met(
    machine: Accelerator, seed: int, length: int, density: float
) -> None:
    rng = np.random.default_rng(seed)
    rows = strategies.random_program(rng, length, 0.0)
    needs = strategies.random_needs(rng, rows, density)
    tokens.assign(rows, needs)
    start, end = stepped(machine, rows)
    waits, source = np.nonzero(needs >= 0)
    assert (start[waits] > end[needs[waits, source]]).all()


@pytest.mark.parametrize("fast", [False, True])
@pytest.mark.parametrize("tag", [2, 60000, -1])
def test_a_tag_without_a_name_is_refused(tag: int, fast: bool) -> None:
    """Time is booked by tag: there would be no place for it."""
    rows = np.stack([transfer(Opcode.LOAD, 8), transfer(Opcode.LOAD, 8)])
    rows[1, isa.TAG] = tag
    program = Program(rows, ("one", "two"), ACCELERATORS[0].digest)
    message = (
        f"^tag={tag} of instruction 1 has no name among the 2 of its program; add names to `tags` "
        "or correct the field$"
    )
    with pytest.raises(ValueError, match=message):
        simulate(ACCELERATORS[0], program, fast=fast)


def test_a_need_that_points_forwards_is_refused() -> None:
    rows = np.stack([transfer(Opcode.LOAD, 8), pixels(Opcode.WEIGHT_STATIONARY, 8)])
    needs = np.full((2, len(Engine)), -1, np.int64)
    needs[0, Engine.COMPUTE] = 1
    message = "^an instruction needs a later one; emit producers before consumers$"
    with pytest.raises(ValueError, match=message):
        tokens.assign(rows, needs)


# ---- what cannot run ----


def test_a_deadlock_is_named() -> None:
    rows = np.stack(
        [
            transfer(Opcode.LOAD, 8, pop=1 << Engine.COMPUTE, push=1 << Engine.COMPUTE),
            pixels(Opcode.WEIGHT_STATIONARY, 8, pop=1 << Engine.LOAD, push=1 << Engine.LOAD),
        ]
    )
    message = (
        "^deadlock: instruction 0 on LOAD waits for a token from COMPUTE that instruction 1 holds$"
    )
    with pytest.raises(Deadlock, match=message):
        simulate_rows(ACCELERATORS[0], rows, 1, NO_BLOCKS)
    with pytest.raises(naive_timing.Stuck):
        naive_timing.simulate(ACCELERATORS[0], rows)


def test_a_token_nobody_gives_is_named() -> None:
    rows = np.stack([transfer(Opcode.STORE, 8, pop=1 << Engine.UPDATE)])
    message = "^deadlock: instruction 0 on STORE waits for a token from UPDATE that is never given$"
    with pytest.raises(Deadlock, match=message):
        simulate_rows(ACCELERATORS[0], rows, 1, NO_BLOCKS)


def test_a_full_queue_that_blocks_the_giver_is_a_deadlock() -> None:
    """The giver stands behind a queue full of those that wait for it."""
    machine = ACCELERATORS[2]
    waiting = pixels(Opcode.WEIGHT_STATIONARY, 8, pop=1 << Engine.LOAD)
    giver = transfer(Opcode.LOAD, 8, push=1 << Engine.COMPUTE)
    rows = np.stack([waiting] * (machine.queue_depth + 1) + [giver] * (machine.queue_depth + 1))
    with pytest.raises(Deadlock, match=r"^deadlock: instruction 0 on COMPUTE waits for a token"):
        simulate_rows(machine, rows, 1, NO_BLOCKS)
    with pytest.raises(naive_timing.Stuck):
        naive_timing.simulate(machine, rows)


def test_a_program_for_another_accelerator_is_refused() -> None:
    machine, other = ACCELERATORS[:2]
    program = Program(rows=transfer(Opcode.LOAD, 8)[None], tags=("",), digest=other.digest)
    message = (
        f"^the program is for accelerator {other.digest}, not {machine.digest}; "
        "compile it again for this one$"
    )
    with pytest.raises(ValueError, match=message):
        simulate(machine, program)


# ---- jumping ----


@pytest.fixture
def skipped(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Instructions that each simulation did not step: their dispatch was never played."""
    counts: list[int] = []
    play = simulator.step_all

    def spy(*arguments):  # type: ignore[no-untyped-def]
        done = play(*arguments)
        life = arguments[-2]
        counts.append(int((life[DISPATCHED] < 0).sum()))
        return done

    monkeypatch.setattr(simulator, "step_all", spy)
    return counts


def assert_jumping_changes_nothing(
    machine: Accelerator, rows: np.ndarray, blocks: np.ndarray, tags: int = 1
) -> None:
    slow, _ = simulate_rows(machine, rows, tags, blocks)
    fast, none = simulate_rows(machine, rows, tags, blocks, fast=True)
    assert none is None
    assert differing(slow, fast) == []


def test_jumping_equals_stepping_and_does_happen(skipped: list[int]) -> None:
    """Bodies, queues and needs at random; instructions before and after reach into the block."""
    for seed in range(400):
        rng = np.random.default_rng(seed)
        sizes = rng.integers((1, 1, 4, 1), (30, 8, 120, 10))
        rows, blocks = strategies.repeated_program(rng, *map(int, sizes))
        assert_jumping_changes_nothing(ACCELERATORS[seed % 3], rows, blocks)
    assert np.count_nonzero(skipped) > 10


def test_blocks_in_a_row_do_not_take_each_other_for_their_own(skipped: list[int]) -> None:
    """A full queue still holds the former block while the next is being dispatched."""
    parts = [(150, 120), (70, 300), (110, 200)]
    rows = np.stack(
        [pixels(Opcode.WEIGHT_STATIONARY, width) for width, times in parts for _ in range(times)]
    )
    starts = np.cumsum([0] + [times for _, times in parts])
    blocks = np.array([[at, 1, times] for at, (_, times) in zip(starts, parts, strict=False)])
    for machine in ACCELERATORS:
        assert_jumping_changes_nothing(machine, rows, blocks)
        assert skipped[-1] > 200


def test_later_instructions_may_take_tokens_from_what_was_jumped_over(skipped: list[int]) -> None:
    body = [transfer(Opcode.LOAD, 40, push=1 << Engine.UPDATE), pixels(Opcode.WEIGHT_STATIONARY, 9)]
    take = isa.row(Opcode.UPDATE, words=3, pop=1 << Engine.LOAD)
    rows = np.stack(body * 300 + [take] * 300)
    for machine in ACCELERATORS:
        assert_jumping_changes_nothing(machine, rows, np.array([[0, 2, 300]]))
        assert skipped[-1] > 200


def test_what_follows_a_block_may_leave_the_fetch_unit_sooner(skipped: list[int]) -> None:
    """A repetition begins behind a full queue, but the instruction after the block does not."""
    slow = isa.row(Opcode.VECTOR, read_beats=20, write_beats=20, elements=2000)
    body = [slow, transfer(Opcode.STORE, 60), pixels(Opcode.WEIGHT_STATIONARY, 9)]
    rows = np.stack([*body * 200, transfer(Opcode.LOAD, 60000)])
    for machine in ACCELERATORS:
        assert_jumping_changes_nothing(machine, rows, np.array([[0, 3, 200]]))
        assert skipped[-1] > 0


def test_stalls_are_booked_alike_where_only_the_target_of_a_load_changes() -> None:
    load = {
        t: transfer(Opcode.LOAD, 40, target=t, push=1 << Engine.COMPUTE, pop=1 << Engine.COMPUTE)
        for t in (Target.A, Target.B)
    }
    work = pixels(Opcode.WEIGHT_STATIONARY, 9, pop=1 << Engine.LOAD, push=1 << Engine.LOAD)
    free = pixels(Opcode.WEIGHT_STATIONARY, 1, push=1 << Engine.LOAD)
    body = {t: [row, work] for t, row in load.items()}
    rows = np.stack([free, *body[Target.A] * 40, *body[Target.B] * 300])
    assert_jumping_changes_nothing(ACCELERATORS[0], rows, np.array([[1, 2, 340]]))


def test_thousands_of_repetitions_are_mostly_not_stepped(skipped: list[int]) -> None:
    rng = np.random.default_rng(7)
    body = strategies.random_program(rng, 12, 0.0)
    rows = np.concatenate([body] * 5000)
    for machine in ACCELERATORS:
        assert_jumping_changes_nothing(machine, rows, np.array([[0, 12, 5000]]))
        assert skipped[-1] > 0.9 * len(rows)
