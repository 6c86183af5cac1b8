"""How programs stop: the fault simulator against rule 7 played cycle by cycle."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import naive_faults, strategies
from weft.accelerator import isa
from weft.accelerator.description import Accelerator
from weft.accelerator.isa import OPCODE, Engine, Fault, Opcode, Program
from weft.dataflow import tokens
from weft.simulator.faults import Stop, simulate_with_faults
from weft.simulator.timing import Deadlock, simulate

ACCELERATORS = strategies.accelerators()
machines = st.sampled_from(ACCELERATORS)
seeds = st.integers(0, 2**32 - 1)
settled = settings(deadline=None, derandomize=True, max_examples=40)


def faulty_program(rng: np.random.Generator, length: int) -> np.ndarray:
    """Short instructions; windows of GATHER lie across their limits."""
    rows = strategies.random_program(rng, length, 0.3)
    for row in rows:
        if row[OPCODE] == Opcode.GATHER:
            places = isa.columns(Opcode.GATHER)
            for name, low, high in GATHERED:
                row[places[name]] = rng.integers(low, high)
    return rows


GATHERED = (
    ("dram", 0, 300), ("y0", -2, 2), ("x0", -2, 2), ("y_step", 0, 3), ("x_step", 0, 3),
    ("y_limit", 0, 5), ("x_limit", 0, 6), ("row_stride", 0, 40), ("image_stride", 0, 90),
    ("plane_stride", 0, 90),
)  # fmt: skip


def assert_same(machine: Accelerator, code: np.ndarray, **faults) -> Stop:  # type: ignore[no-untyped-def]
    mine = simulate_with_faults(machine, code, **faults)
    theirs = naive_faults.simulate(machine, code, **faults)
    assert (mine.fault, mine.cycle, mine.instruction) == (
        theirs.fault,
        theirs.cycle,
        theirs.instruction,
    )
    assert mine.trace.start.tolist() == theirs.start.tolist()
    assert mine.trace.end.tolist() == theirs.end.tolist()
    return mine


# ---- every kind at random ----


@settled
@given(machine=machines, seed=seeds, length=st.integers(1, 25), window=st.integers(0, 900))
def test_a_beat_beyond_the_window_stops_the_machine(
    machine: Accelerator, seed: int, length: int, window: int
) -> None:
    code = isa.pack(faulty_program(np.random.default_rng(seed), length))
    assert_same(machine, code, window=window)


@settled
@given(machine=machines, seed=seeds, length=st.integers(1, 25), share=st.floats(0.001, 0.2))
def test_a_beat_answered_with_an_error_stops_the_machine(
    machine: Accelerator, seed: int, length: int, share: float
) -> None:
    rng = np.random.default_rng(seed)
    code = isa.pack(faulty_program(rng, length))
    errors = set(np.flatnonzero(rng.random(1000 // machine.beat_granules) < share).tolist())
    assert_same(machine, code, bus_errors=errors)


@settled
@given(machine=machines, seed=seeds, length=st.integers(1, 30), bits=st.integers(1, 3))
def test_a_token_too_many_stops_the_machine(
    machine: Accelerator, seed: int, length: int, bits: int
) -> None:
    rng = np.random.default_rng(seed)
    rows = faulty_program(rng, length)
    rows[:, isa.PUSH] |= rng.integers(0, 32, length)
    rows[:, isa.POP] &= rng.integers(0, 32, length)
    assert_same(machine, isa.pack(rows), token_bits=bits)


@settled
@given(machine=machines, seed=seeds, length=st.integers(1, 30), density=st.floats(0.0, 0.1))
def test_waiting_for_a_token_that_never_comes_stops_the_machine(
    machine: Accelerator, seed: int, length: int, density: float
) -> None:
    rng = np.random.default_rng(seed)
    rows = faulty_program(rng, length)
    rows[rng.random(length) < density, isa.POP] |= 1 << int(rng.integers(5))
    assert_same(machine, isa.pack(rows))


@settled
@given(machine=machines, seed=seeds, length=st.integers(1, 30), broken=st.booleans())
def test_an_instruction_that_is_none_stops_the_machine(
    machine: Accelerator, seed: int, length: int, broken: bool
) -> None:
    rng = np.random.default_rng(seed)
    code = isa.pack(faulty_program(rng, length))
    for i in rng.integers(0, length, 2):
        code[i, 0] = code[i, 0] & 0xF0 | rng.choice([0, *range(8, 16)])
    errors = {int(rng.integers(length))} if broken else set()
    stop = assert_same(machine, code, fetch_errors=errors)
    assert stop.fault in (Fault.ILLEGAL_OPCODE, Fault.BUS)


@settled
@given(machine=machines, seed=seeds, length=st.integers(1, 40))
def test_the_first_of_all_kinds_of_faults_counts(
    machine: Accelerator, seed: int, length: int
) -> None:
    rng = np.random.default_rng(seed)
    rows = faulty_program(rng, length)
    rows[:, isa.PUSH] |= np.where(rng.random(length) < 0.3, 1 << rng.integers(0, 5, length), 0)
    rows[rng.random(length) < 0.05, isa.POP] |= 1 << int(rng.integers(5))
    code = isa.pack(rows)
    code[rng.random(length) < 0.01, 0] &= 0xF0
    errors = set(np.flatnonzero(rng.random(1000) < 0.001).tolist())
    fetch = set(np.flatnonzero(rng.random(length) < 0.01).tolist())
    assert_same(
        machine, code, window=int(rng.integers(300, 1000)), bus_errors=errors, fetch_errors=fetch,
        token_bits=int(rng.integers(1, 4)),
    )  # fmt: skip


# ---- by hand ----

# 4x4 fp16: granules of 8 bytes, a beat is one granule and takes a cycle; an instruction is fetched
# in 8 cycles, memory answers after 40: the first leaves in cycle 48 and starts in 49
A = ACCELERATORS[0]


def transfer(opcode: Opcode, **fields: int) -> np.ndarray:
    return isa.row(opcode, **({"length": 4, "runs": 1, "images": 1, "planes": 1} | fields))


def stopped(*rows: np.ndarray, **faults) -> Stop:  # type: ignore[no-untyped-def]
    return assert_same(A, isa.pack(np.stack(rows)), **faults)


def outcome(stop: Stop) -> tuple[Fault, int, int]:
    return stop.fault, stop.cycle, stop.instruction


def test_the_cycles_of_a_load_and_a_store() -> None:
    assert (A.beat_granules, A.beat_cycles, A.fetch_cycles, A.dram_latency) == (1, 1, 8, 40)
    load, store = transfer(Opcode.LOAD, dram=10), transfer(Opcode.STORE, dram=10)
    assert outcome(stopped(load)) == (Fault.NONE, 49 + 1 + 4 + 40 + 1, -1)
    assert outcome(stopped(load, window=12)) == (Fault.ADDRESS, 49 + 3, 0)
    assert outcome(stopped(load, bus_errors={12})) == (Fault.BUS, 49 + 3 + 40 + 1, 0)
    assert outcome(stopped(store, window=10)) == (Fault.ADDRESS, 49 + 1, 0)
    end = 49 + 1 + (2 + 4 + 2) + 4 + 40
    assert outcome(stopped(store, bus_errors={10})) == (Fault.BUS, end, 0)
    assert outcome(stopped(load, window=14, bus_errors={14, 9})) == (Fault.NONE, 95, -1)


def test_an_address_wraps_around_at_32_bits() -> None:
    load = transfer(Opcode.LOAD, dram=2**32 - 8, planes=2, plane_stride=12)
    assert outcome(stopped(load, window=8)) == (Fault.ADDRESS, 49 + 1, 0)
    first = transfer(Opcode.LOAD, dram=2**32 - 8, planes=2, plane_stride=4)
    assert outcome(stopped(first, bus_errors={2**32 - 1})) == (Fault.BUS, 49 + 8 + 40 + 1, 0)


def test_an_instruction_that_was_not_given_is_not_illegal() -> None:
    code = isa.pack(np.stack([transfer(Opcode.LOAD)] * 3))
    code[1, 0] = 0
    illegal = assert_same(A, code)
    assert outcome(illegal) == (Fault.ILLEGAL_OPCODE, 48 + 8, 1)
    assert illegal.trace.start.tolist() == [49, -1, -1]
    assert illegal.trace.end.tolist() == [-1, -1, -1]
    assert outcome(assert_same(A, code, fetch_errors={1})) == (Fault.BUS, 48 + 8, 1)
    code[0, 0] = 15
    assert outcome(assert_same(A, code)) == (Fault.ILLEGAL_OPCODE, 48, 0)


def test_a_deadlock_waits_for_the_fetch_unit() -> None:
    stuck = transfer(Opcode.LOAD, pop=1 << Engine.COMPUTE)
    assert outcome(stopped(stuck)) == (Fault.DEADLOCK, 48 + 1, 1)
    depth = A.queue_depth
    full = stopped(*[stuck] * (depth + 1))
    assert outcome(full) == (Fault.DEADLOCK, 48 + 8 * depth, depth)


def test_a_token_taken_makes_room_from_the_next_cycle_on() -> None:
    """The taker is dispatched in 104 and starts in 105; the counter holds one token."""
    load = {"push": 1 << Engine.COMPUTE}
    take = isa.row(
        Opcode.WEIGHT_STATIONARY, images=1, height=1, width=1, kept=1, group=1, pop=1 << Engine.LOAD
    )
    between = [isa.row(Opcode.UPDATE, words=1)] * 5
    second = transfer(Opcode.LOAD, length=1, **load)
    early, same = (transfer(Opcode.LOAD, length=n, **load) for n in (13, 14))
    stop = stopped(early, second, *between, take, token_bits=1)
    assert outcome(stop) == (Fault.TOKENS, 104, 7)
    assert stop.trace.end[:2].tolist() == [103, 104]
    stop = stopped(same, second, *between, take, token_bits=1)
    assert outcome(stop) == (Fault.TOKENS, 105, 8)
    assert (stop.trace.end[1], stop.trace.start[7]) == (105, 105)
    later = transfer(Opcode.LOAD, length=2, **load)
    stop = stopped(same, later, *between, take, token_bits=1)
    assert stop.fault is Fault.NONE
    assert (stop.trace.end[1], stop.trace.start[7]) == (106, 105)


# ---- the same as the simulator ----


def test_a_program_without_a_fault_runs_as_simulated() -> None:
    rows = strategies.random_program(np.random.default_rng(5), 40)
    program = Program(rows, ("",), A.digest)
    _, trace = simulate(A, program)
    stop = simulate_with_faults(A, program, window=10**6, bus_errors={10**6})
    assert trace is not None
    assert outcome(stop) == (Fault.NONE, trace.cycles, -1)
    assert stop.trace.start.tolist() == trace.start.tolist()
    assert stop.trace.end.tolist() == trace.end.tolist()


def test_tags_do_not_matter() -> None:
    """Those of a compiled program are many, and a foreign one may have any."""
    rows = strategies.random_program(np.random.default_rng(5), 40)
    plain = simulate_with_faults(A, isa.pack(rows))
    rows[:, isa.TAG] = np.arange(40) * 1500
    tagged = simulate_with_faults(A, isa.pack(rows))
    assert isa.unpack(isa.pack(rows))[39, isa.TAG] == 58500
    assert outcome(tagged) == outcome(plain)
    assert tagged.trace.end.tolist() == plain.trace.end.tolist()


@pytest.mark.parametrize("fast", [False, True])
def test_a_deadlock_tells_its_cycle(fast: bool) -> None:
    rng = np.random.default_rng(6)
    rows = strategies.random_program(rng, 30, 0.3)
    tokens.assign(rows, strategies.random_needs(rng, rows))
    rows[20, isa.POP] |= 1 << Engine.VECTOR | 1 << Engine.UPDATE
    program = Program(rows, ("",), A.digest)
    with pytest.raises(Deadlock) as caught:
        simulate(A, program, fast=fast)
    assert caught.value.cycle == simulate_with_faults(A, program).cycle
