"""The UPDATE engine against the functional simulator, and its time against the contract."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from tests.functional_machines import HYPERS, full_machine, small
from tests.rtl.update.engines import Bench, Ran, contents, latency
from tests.rtl.update.simulation import tied_weights
from weft.accelerator import isa, timing
from weft.accelerator.description import Accelerator
from weft.accelerator.isa import Opcode, Program
from weft.simulator.functional import execute
from weft.simulator.functional_machine import Machine

FLAGS = ("optimize", "emit_ff", "emit_bp", "mask_bp", "frozen")


def described(fmt: str, rows: int, *patterns: str, lanes: int, **latencies: int) -> Accelerator:
    """``latencies``: those of lanes and buffer."""
    names = (f"{name}_latency" for name in latencies)
    changes: dict[str, Any] = dict(zip(names, latencies.values(), strict=True))
    base = small(fmt, rows, 2 if rows > 1 else 1, *patterns)
    return replace(base, name=f"{base.name} {lanes} lanes", update_lanes=lanes, **changes)


ACCELERATORS = (
    described("fp16", 2, lanes=1, buffer=1),
    described("bf16", 2, "1:2", lanes=2, buffer=3, lane=8),
    described("fp16", 4, "1:4", "2:4", lanes=2),
    described("int8", 4, "1:2", lanes=4, lane=1, buffer=1),
    described("int4", 4, "1:4", lanes=1, lane=2, buffer=3),
    described("fp8-e4m3", 8, "1:2", "1:8", "2:8", "4:8", lanes=8),
    described("fp16", 8, "4:8", "2:4", lanes=4, buffer=3, lane=6),
    described("int8", 8, "2:8", "1:4", lanes=2, buffer=1),
    described("int8", 8, lanes=1, lane=1),
    described("fp16", 16, "1:16", "2:4", "8:16", lanes=16),
    described("int4", 16, "8:16", "2:16", lanes=8, lane=3),
)
every_accelerator = pytest.mark.parametrize("accelerator", ACCELERATORS, ids=lambda a: a.name)


def random_machine(rng: np.random.Generator, accelerator: Accelerator) -> Machine:
    """Full of numbers; of floats, some weights are equal, some infinite, some no numbers."""
    machine = full_machine(rng, accelerator)
    if accelerator.operand.is_integer:
        ties = rng.integers(-3, 4, machine.weight.shape)
        machine.weight[:] = np.where(rng.random(ties.shape) < 0.5, ties, machine.weight)
    else:
        machine.weight[:] = tied_weights(rng, machine.weight.shape)
    return machine


def random_update(rng: np.random.Generator, a: Accelerator, **fixed: int) -> dict[str, int]:
    """Fields of a legal UPDATE with ``fixed`` flags; a pattern that nobody reads is garbage."""
    pick = lambda low, high: int(rng.integers(low, high + 1))  # noqa: E731 - local shorthand
    f = {name: pick(0, 1) for name in FLAGS} | fixed
    f |= {"hyper": pick(0, len(HYPERS) - 1), "shift": pick(-12, 12)}
    dense, blocks = a.sparsities[0], pick(1, 3)
    ff, bp = (a.sparsities[pick(0, len(a.sparsities) - 1)] for _ in range(2))
    if f["mask_bp"]:
        bp = dense
    f |= {"ff_kept": ff.kept, "ff_group": ff.group, "bp_kept": bp.kept, "bp_group": bp.group}
    selects = f["frozen"] or HYPERS[f["hyper"]].decay
    if not (f["emit_ff"] or (f["emit_bp"] and f["mask_bp"]) or (f["optimize"] and selects)):
        f |= {"ff_kept": pick(0, 31), "ff_group": pick(0, 31)}
    if not f["emit_bp"]:
        f |= {"bp_kept": pick(0, 31), "bp_group": pick(0, 31)}
    f["words"] = blocks * a.rows
    f["o"] = pick(0, 1) * a.o_words + pick(0, a.o_words - f["words"])
    f |= {name: pick(0, a.u_words - f["words"]) for name in ("source", "destination")}
    for place in ("ff_value", "ff_index", "bp_value", "bp_index"):
        room = (a.u_words - a.rows) // (blocks - 1) if blocks > 1 else 255
        f[f"{place}_pitch"] = pick(a.rows if blocks > 1 else 0, max(a.rows, min(255, room)))
        reach = a.rows + (blocks - 1) * f[f"{place}_pitch"]
        f[place] = pick(0, a.u_words - reach)
    return f | (random_groups(rng, a) if pick(0, 1) else {})


def random_groups(rng: np.random.Generator, a: Accelerator) -> dict[str, int]:
    rows, columns = (int(n) for n in rng.integers(1, a.rows + 3, 2))
    return {
        "group_rows": rows, "row_phase": int(rng.integers(rows)), "group_columns": columns,
        "column_phase": int(rng.integers(columns)), "row_group": int(rng.integers(-2, 3)),
    }  # fmt: skip


def executed(machine: Machine, row: np.ndarray) -> None:
    """What the functional simulator makes of the machine, in place."""
    a = machine.accelerator
    program = Program(row[None], ("test",), a.digest, HYPERS)
    execute(a, program, np.zeros(8, np.uint8), machine=machine)


def assert_ran_as_executed(
    machine: Machine, rows: Sequence[np.ndarray], ran: Sequence[Ran]
) -> None:
    """``machine`` is as it was before the first instruction."""
    for number, (row, one) in enumerate(zip(rows, ran, strict=True)):
        executed(machine, row)
        fields = {n: int(row[c]) for n, c in isa.columns(Opcode.UPDATE).items() if row[c]}
        for name, expected in contents(machine).items():
            assert one.memories[name] == expected, f"{name} differs after {number}: {fields}"
        assert one.latency == latency(machine.accelerator, row), (number, fields)


def random_rows(
    rng: np.random.Generator, a: Accelerator, count: int, **fixed: int
) -> list[np.ndarray]:
    return [isa.row(Opcode.UPDATE, **random_update(rng, a, **fixed)) for _ in range(count)]


@every_accelerator
def test_random_updates_change_what_they_should_when_they_should(accelerator: Accelerator) -> None:
    rng = np.random.default_rng(ACCELERATORS.index(accelerator))
    machine = random_machine(rng, accelerator)
    count = 16 if accelerator.rows < 8 else 8
    before, rows = copy.deepcopy(machine), random_rows(rng, accelerator, count)
    assert_ran_as_executed(before, rows, Bench(machine, HYPERS).run(rows, pauses=1))


@pytest.mark.parametrize(
    "accelerator",
    [described("bf16", 2, "1:2", lanes=2, adder=1), described("int8", 4, "2:4", lanes=1)],
    ids=lambda a: a.name,
)
def test_the_optimizer_lanes_are_the_hardware_that_was_modelled(accelerator: Accelerator) -> None:
    rng = np.random.default_rng(100)
    machine = random_machine(rng, accelerator)
    rows = random_rows(rng, accelerator, 12, optimize=1)
    before = copy.deepcopy(machine)
    ran = Bench(machine, HYPERS, are_lanes_modelled=False).run(rows)
    assert_ran_as_executed(before, rows, ran)


def test_every_nan_is_as_large_as_any_other() -> None:
    rng, accelerator = np.random.default_rng(150), ACCELERATORS[2]
    machine = random_machine(rng, accelerator)
    machine.weight[:] = tied_weights(rng, machine.weight.shape, nans=0.5)
    before = copy.deepcopy(machine)
    rows = random_rows(rng, accelerator, 8, emit_ff=1, emit_bp=1, mask_bp=0)
    assert_ran_as_executed(before, rows, Bench(machine, HYPERS).run(rows))


def test_time_may_stand_still_in_any_cycle() -> None:
    rng, accelerator = np.random.default_rng(200), ACCELERATORS[2]
    machine = random_machine(rng, accelerator)
    before, rows = copy.deepcopy(machine), random_rows(rng, accelerator, 8)
    assert_ran_as_executed(before, rows, Bench(machine, HYPERS, stalls=0.4).run(rows))


@pytest.mark.parametrize("cycles", [1, 4, 17, 40, 52, 60])
def test_a_reset_leaves_nothing_behind(cycles: int) -> None:
    rng, accelerator = np.random.default_rng(300), ACCELERATORS[2]
    machine = random_machine(rng, accelerator)
    rows = random_rows(rng, accelerator, 3, optimize=1, emit_ff=1, emit_bp=1)
    bench = Bench(machine, HYPERS)
    ran = bench.run(rows, reset_after=cycles)
    assert_ran_as_executed(bench.cut, rows[1:], ran)


@pytest.mark.parametrize("accelerator", ACCELERATORS[:5], ids=lambda a: a.name)
def test_rows_are_asked_for_in_the_cycles_of_the_contract(accelerator: Accelerator) -> None:
    a, machine = accelerator, random_machine(np.random.default_rng(4), accelerator)
    row = isa.row(Opcode.UPDATE, words=2 * a.rows, source=3, o=a.o_words + 1, optimize=1)
    bench = Bench(machine, HYPERS)
    bench.run([row])
    parts = a.columns // a.update_lanes
    first = 1 + timing.update_prepare(a)
    cycles = 2 * a.rows * parts
    assert bench.rows_asked[first : first + cycles] == [3 + i // parts for i in range(cycles)]
    late = first + timing.update_lookahead(a) + 1
    asked = [word is not None for word in bench.words_asked]
    assert asked == [late <= t < late + cycles for t in range(len(asked))]
