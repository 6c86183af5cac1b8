"""Differences are found, named, made smaller and written down."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest

from tests.verification.beds import LateGather, NoRelu, SimulatedBed, Stuck
from weft.accelerator import isa, toml
from weft.accelerator.isa import OPCODE, Opcode, Source, column, engines
from weft.dataflow import tokens
from weft.simulator.functional import execute
from weft.verification import failures
from weft.verification.beds import Outcome, executed, expected
from weft.verification.campaign import Totals, Verdict, Workbench, parts, verdicts
from weft.verification.cases import Pace, Settings, case_of
from weft.verification.compare import ByteDifference, EventDifference, StopDifference, compare
from weft.verification.coverage import coverage_of, lines
from weft.verification.dice import Dice
from weft.verification.failures import listing, write_failure
from weft.verification.machines import ACCEPTANCE
from weft.verification.needs import kept_needs, needs_from_tokens, needs_of
from weft.verification.shrink import Shrinker

MACHINE = ACCEPTANCE[2]
SETTINGS = Settings(seed=3, accelerator=MACHINE, length=40, layers=False)


def first_differing(bed):
    """The first case on which a broken machine shows."""
    bench = Workbench(bed)
    for number in range(40):
        case = case_of(SETTINGS, number)
        found, difference = bench.run(case)
        if difference is not None:
            return case, found, difference, bench
    raise AssertionError("the planted fault never showed")


def test_a_sound_machine_agrees_in_every_case():
    for verdict in verdicts(SETTINGS, range(4), make_bed=SimulatedBed):
        assert verdict.difference is None
        assert verdict.coverage.total() == verdict.instructions


# ---- what differs first ----


@pytest.fixture(scope="module")
def case():
    return case_of(SETTINGS, 0)


def test_the_first_event_is_the_earliest_of_expected_and_found(case):
    right = expected(case)
    start, end = right.start.copy(), right.end.copy()
    start[20] += 3
    end[5] += 1  # later in the program, or earlier, but which comes first in time?
    first = min((int(right.start[20]), 20, "start"), (int(right.end[5]), 5, "end"))
    found = compare(case, right, Outcome(start, end, case.expected))
    assert isinstance(found, EventDifference)
    assert (found.instruction, found.event) == first[1:]
    assert (found.expected, found.found) == (first[0], first[0] + (3 if first[1] == 20 else 1))
    text = f"{found.engine} instruction {first[1]} ({found.opcode}, random) {first[2]}s at cycle"
    assert str(found).startswith(text)


def test_an_event_too_early_counts_when_it_was_found(case):
    right = expected(case)
    last = int(np.argmax(right.start))
    start = right.start.copy()
    start[last], start[10] = 0, start[10] + 1
    found = compare(case, right, replace(right, start=start))
    assert (found.instruction, found.expected, found.found) == (last, right.start[last], 0)


def test_an_event_that_never_was_is_named_with_why_the_machine_stopped(case):
    right = expected(case)
    end = right.end.copy()
    end[7] = -1
    found = compare(case, right, replace(right, end=end, stopped="fault BUS at instruction 7"))
    assert (found.instruction, found.event, found.found) == (7, "end", None)
    assert "ends never, expected at cycle" in str(found)
    assert "the machine stopped: fault BUS at instruction 7" in str(found)


def test_a_machine_that_stops_without_a_trace_is_no_event(case):
    right = expected(case)
    never = np.full(len(right.start), -1)
    found = compare(case, right, Outcome(never, never, case.image, "valid dropped"))
    assert found == StopDifference("valid dropped")
    assert compare(case, right, replace(right, stopped="too late")) == StopDifference("too late")


def test_the_first_byte_names_its_granule_region_and_writer(case):
    right, image = expected(case), case.expected.copy()
    last = case.program.rows[-1]
    assert last[OPCODE] == Opcode.STORE
    granule = int(last[column(Opcode.STORE, "dram")])
    address = granule * case.accelerator.granule_bytes + 1
    image[address] ^= 0x81
    image[-1] ^= 1
    found = compare(case, right, replace(right, image=image))
    assert isinstance(found, ByteDifference)
    assert (found.address, found.granule, found.place) == (address, granule, "last")
    assert found.found ^ found.expected == 0x81
    assert found.count == 2
    assert found.writer == f"last written by instruction {len(case.program) - 1}"
    image[:] = case.expected
    image[0] ^= 1
    assert "tensors" in str(compare(case, right, replace(right, image=image)))


# ---- smaller programs ----


def test_a_missing_relu_shrinks_to_what_makes_a_negative_sum():
    case, _, difference, bench = first_differing(NoRelu)
    assert isinstance(difference, ByteDifference)
    told = []
    shrinker = Shrinker(
        lambda c: bench.run(c)[1] is not None, on_progress=lambda *facts: told.append(facts)
    )
    small = shrinker.shrink(case)
    assert bench.run(small)[1] is not None
    assert len(small.program) <= 8 < len(case.program)
    stores = small.program.rows[small.program.rows[:, OPCODE] == Opcode.STORE]
    assert stores[:, column(Opcode.STORE, "relu")].any()
    assert small.pace == Pace()
    assert told[-1][0] == len(small.program)
    assert small.expected.tobytes() == executed(small).tobytes()


def test_a_late_gather_shrinks_to_one_instruction_of_least_counts():
    case, _, difference, bench = first_differing(LateGather)
    assert isinstance(difference, EventDifference)
    assert difference.engine == "LOAD"  # its end, or the start of the one that it holds up
    small = Shrinker(lambda c: bench.run(c)[1] is not None).shrink(case)
    assert len(small.program) == 1
    op = Opcode.GATHER
    counts = [int(small.program.rows[0, column(op, n)]) for n in ("planes", "height", "width")]
    assert counts[0] == 1
    # a block more only where the pixels of another image need one
    assert counts[1] * counts[2] <= MACHINE.rows


def test_shrinking_keeps_to_its_budget():
    case, _, _, bench = first_differing(NoRelu)
    asked = []
    Shrinker(lambda c: asked.append(c) or True, budget=3).shrink(case)  # type: ignore[func-returns-value]
    assert len(asked) == 3
    assert Shrinker(lambda c: False, budget=3).shrink(case) is case
    assert bench.run(case)[1] is not None


def test_every_program_that_is_tried_is_legal():
    """Each one has tokens enough for its footprints, and needs of the longer one that remain."""
    case = case_of(SETTINGS, 1)
    tried = []
    rng = np.random.default_rng(0)
    Shrinker(lambda c: tried.append(c) or bool(rng.random() < 0.08), budget=60).shrink(case)  # type: ignore[func-returns-value]
    assert len(tried) == 60
    for smaller in tried[::6]:
        rows = smaller.program.rows
        ordered = _known(rows)
        assert (needs_of(MACHINE, rows) <= ordered).all()


def _known(rows):
    """The latest of each engine that must have ended before each starts, through tokens alone;
    an engine's own earlier instructions count only where it waits for itself.
    """
    from tests.orders import clocks

    known, engine = clocks(rows), engines(rows)
    own = needs_from_tokens(rows)[np.arange(len(rows)), engine]
    last = {}
    for i in range(len(rows)):
        last[engine[i]] = max(last.get(engine[i], -1), own[i])
        known[i, engine[i]] = last[engine[i]]
    return known


def test_needs_come_back_from_tokens_and_move_with_what_is_left():
    rows = np.stack(
        [
            isa.row(op)
            for op in (Opcode.LOAD, Opcode.STORE, Opcode.LOAD, Opcode.UPDATE, Opcode.STORE)
        ]
    )
    needs = np.full((5, len(isa.Engine)), -1)
    needs[3, isa.Engine.LOAD], needs[4, isa.Engine.STORE], needs[4, isa.Engine.UPDATE] = 2, 1, 3
    tokens.assign(rows, needs)
    assert needs_from_tokens(rows).tolist() == needs.tolist()
    fewer = kept_needs(needs, rows, np.array([0, 3, 4]))
    assert fewer[1, isa.Engine.LOAD] == 0  # of instruction 2, that is gone, the one before
    assert fewer[2, isa.Engine.UPDATE] == 1
    assert fewer[2, isa.Engine.STORE] == -1


# ---- what is written down ----


def test_a_failure_can_be_run_again_from_its_folder(tmp_path):
    case, found, difference, _ = first_differing(NoRelu)
    folder = write_failure(tmp_path, case, found, waveform=False)
    assert sorted(p.name for p in folder.iterdir()) == [
        "accelerator.toml", "listing.txt", "program.npz",
    ]  # fmt: skip
    assert list(tmp_path.iterdir()) == [folder]
    assert toml.load(folder / "accelerator.toml") == case.accelerator
    with np.load(folder / "program.npz") as kept:
        hypers = tuple(isa.Hyper(*row) for row in kept["hypers"].tolist())
        rows = isa.unpack(kept["code"])
        assert rows.tobytes() == kept["rows"].tobytes() == case.program.rows.tobytes()
        image = kept["image"].copy()
        program = replace(case.program, rows=rows, hypers=hypers)
        execute(case.accelerator, program, image)
        assert image.tobytes() == kept["expected"].tobytes()
        assert kept["found"].tobytes() == found.image.tobytes()
        assert kept["found_trace"].shape == (2, len(rows))
    assert f"difference: {difference}" in (folder / "listing.txt").read_text()


def test_a_listing_names_engine_cycles_fields_and_tokens():
    case, found, _, _ = first_differing(LateGather)
    text = listing(case, expected(case), found).splitlines()
    program = [line for line in text if "#" in line]
    assert len(program) == len(case.program)
    for line, row, start in zip(program, case.program.rows, expected(case).start, strict=True):
        op = Opcode(int(row[OPCODE]))
        assert f"{op.name} " in line
        assert f" {start}.." in line
        assert ("waits for" in line) == bool(row[isa.POP])
        assert ("gives" in line) == bool(row[isa.PUSH])
        for name, place in isa.columns(op).items():
            if place >= len(isa.COMMON) and row[place]:
                assert f" {name}={row[place]}" in line
    assert any(line.split()[1] == "!" for line in program)


def test_a_failure_replaces_the_one_of_an_earlier_run(tmp_path):
    case, found, _, _ = first_differing(NoRelu)
    folder = write_failure(tmp_path, case, found, waveform=False)
    (folder / "old").touch()
    assert write_failure(tmp_path, case, found, waveform=False) == folder
    assert not (folder / "old").exists()
    assert list(tmp_path.iterdir()) == [folder]


def test_a_failure_that_cannot_be_written_leaves_nothing(tmp_path, monkeypatch):
    case, found, _, _ = first_differing(NoRelu)

    def full(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(failures, "_write_waveform", full)
    with pytest.raises(KeyboardInterrupt):
        write_failure(tmp_path, case, found)
    assert list(tmp_path.iterdir()) == []


# ---- many cases ----


def test_processes_give_the_same_verdicts_in_the_same_order():
    numbers = range(3, 12)
    alone = list(verdicts(SETTINGS, numbers, make_bed=SimulatedBed))
    together = list(verdicts(SETTINGS, numbers, jobs=2, make_bed=SimulatedBed))
    assert together == alone
    assert [v.number for v in alone] == list(numbers)


def test_parts_keep_the_cases_of_a_machine_together():
    random = Settings(accelerator=None)
    assert parts(random, range(15, 47)) == [range(15, 20), range(20, 40), range(40, 47)]
    fixed = parts(SETTINGS, range(2, 11))
    assert [n for part in fixed for n in part] == list(range(2, 11))


def test_a_stuck_machine_is_a_difference():
    _, found, difference, _ = first_differing(Stuck)
    assert isinstance(difference, EventDifference)
    assert difference.found is None
    assert "never" in str(difference)
    assert found.stopped in str(difference)


def test_totals_count_what_ran():
    totals = Totals()
    covered = coverage_of(MACHINE, case_of(SETTINGS, 0).program)
    totals.add(Verdict(0, 7, 100, covered, None))
    totals.add(Verdict(1, 5, 50, Counter(covered), StopDifference("x")))
    assert (totals.cases, totals.instructions, totals.cycles) == (2, 12, 150)
    assert totals.coverage == covered + covered
    assert totals.failed is not None
    assert totals.failed.number == 1
    assert sum(line.instructions for line in lines(totals.coverage)) == 2 * covered.total()
    places = {line.where for line in lines(totals.coverage) if line.opcode == "STORE"}
    assert places <= {s.name for s in Source}


def test_dice_keep_to_their_ranges():
    dice = Dice.of(1)
    assert {dice.congruent(7, 4, 2, 17) for _ in range(100)} == {3, 7, 11, 15}
    with pytest.raises(ValueError, match="no number from 4 to 6 equals 7 modulo 4"):
        dice.congruent(7, 4, 4, 6)
    assert {dice.pick(-1, 1) for _ in range(60)} == {-1, 0, 1}
    drawn = Counter(dice.weighted({"a": 3, "b": 1, "c": 0}) for _ in range(400))
    assert drawn["a"] > 2 * drawn["b"] > 0 == drawn["c"]
