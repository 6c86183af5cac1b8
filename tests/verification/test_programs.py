"""Random programs are legal, whatever order their tokens allow, and reach every corner."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.orders import another_order, clocks
from weft.accelerator import isa
from weft.accelerator.description import INSTRUCTION_BYTES
from weft.accelerator.isa import OPCODE, Engine, Opcode, Source, Target, engines
from weft.simulator.footprint import footprint
from weft.simulator.functional import execute
from weft.simulator.functional_machine import Machine
from weft.simulator.legality import check
from weft.simulator.timing import simulate
from weft.verification.cases import Settings, accelerator_of, case_of
from weft.verification.coverage import coverage_of
from weft.verification.dice import Dice
from weft.verification.layers import random_layer
from weft.verification.machines import (
    ACCEPTANCE,
    FORMATS_ALL,
    LEAST_CHANNEL_BYTES,
    MOST_CHANNEL_BYTES,
    random_accelerator,
)
from weft.verification.needs import OutputDistance
from weft.verification.programs import random_program

RANDOM = settings(max_examples=25, deadline=None, derandomize=True)
SEEDS = st.integers(0, 2**32 - 1)


def drawn(seed, length=30):
    """A random machine and a random program for it."""
    dice = Dice.of(seed)
    a = random_accelerator(dice, formats=FORMATS_ALL)
    return a, random_program(dice, a, length), np.random.default_rng(seed)


@RANDOM
@given(SEEDS)
def test_random_programs_are_legal_and_end(seed):
    a, found, _ = drawn(seed)
    image = found.image.copy()
    execute(a, found.program, image)
    assert image.tobytes() == found.expected.tobytes()
    _, trace = simulate(a, found.program)
    assert (trace.end > trace.start).all()
    check(a, found.program, trace, len(image) // a.granule_bytes)
    assert len(found.program.encode()) == len(found.program) * INSTRUCTION_BYTES


@RANDOM
@given(SEEDS)
def test_every_order_that_tokens_allow_leaves_the_same_bytes(seed):
    a, found, rng = drawn(seed)
    for _ in range(4):
        image, machine = found.image.copy(), Machine(a)
        for i in another_order(found.program.rows, rng):
            execute(a, found.program, image, rows=[i], machine=machine)
        assert image.tobytes() == found.expected.tobytes()


def test_without_its_tokens_a_program_goes_wrong_in_some_order():
    """The test above sees a missing need: the same programs with no tokens differ."""
    wrong = 0
    for seed in range(6):
        a, found, rng = drawn(seed)
        rows = found.program.rows.copy()
        rows[:, [isa.POP, isa.PUSH]] = 0
        for _ in range(3):
            image = found.image.copy()
            try:
                execute(a, found.program, image, rows=another_order(rows, rng))
            except ValueError:  # an index of no group where none was loaded yet
                wrong += 1
            else:
                wrong += image.tobytes() != found.expected.tobytes()
    assert wrong >= 12


@RANDOM
@given(SEEDS)
def test_whoever_meets_in_memory_is_ordered_by_tokens(seed):
    """Pair by pair, from plain sets: no overlap of two engines without a happens-before."""
    a, found, _ = drawn(seed, 20)
    rows = found.program.rows
    engine, known = engines(rows), clocks(rows)
    prints = [footprint(a, row) for row in rows]
    touched = [[_places(p.reads), _places(p.writes)] for p in prints]
    for i in range(len(rows)):
        for j in range(i):
            if engine[i] == engine[j]:
                continue
            meets = touched[i][1] & (touched[j][0] | touched[j][1]) or touched[i][0] & touched[j][1]
            if meets or _halves(a, touched[i]) & _halves(a, touched[j]):
                assert known[i, engine[j]] >= j, (i, j, meets)


def _places(ids):
    return {(name, int(place)) for name, places in ids.items() for place in places}


def _halves(a, touched):
    found = {place // a.o_words for part in touched for name, place in part if name == "o"}
    assert len(found) <= 1, "an instruction works in both halves of O"
    return found


@RANDOM
@given(SEEDS)
def test_no_sum_is_read_while_it_is_on_its_way(seed):
    """Streams start where the simulator says; every word is read again late enough."""
    a, found, _ = drawn(seed, 40)
    rows = found.program.rows
    _, trace = simulate(a, found.program)
    distance = a.buffer_latency + a.rows * a.adder_latency + 1
    free, last_read = 0, {}
    for i in np.flatnonzero(engines(rows) == Engine.COMPUTE):
        setup, steps, words = _stream(a, rows[i])
        begin = max(int(trace.start[i]) + setup, free)
        free = begin + steps
        if rows[i, OPCODE] != Opcode.WEIGHT_STATIONARY:
            continue
        for step, word in words:
            if word in last_read:
                read, end = last_read[word]
                assert begin + step >= read + distance or trace.start[i] > end, (i, word)
        last_read |= {word: (begin + step, int(trace.end[i])) for step, word in words}


def _stream(a, row):
    """Setup and length of a stream, and (step, word of O), in plain loops."""
    op = Opcode(int(row[OPCODE]))
    f = {name: int(row[c]) for name, c in isa.columns(op).items()}
    pixels = [
        (n, y, x) for n in range(f["images"]) for y in range(f["height"]) for x in range(f["width"])
    ]
    if op is Opcode.OUTPUT_STATIONARY:
        slots = max(f["outer"] * f["inner"], a.adder_latency)
        return 0, len(pixels) * f["kept"] * slots, []
    words = []
    for step, (n, y, x) in enumerate(pixels):
        iy, ix = f["y0"] + y * f["y_step"], f["x0"] + x * f["x_step"]
        inside = 0 <= iy < f["y_limit"] and 0 <= ix < f["x_limit"]
        if f["side"] == 0:
            words.append((step, f["o"] + n * f["raster_image"] + y * f["raster_row"] + x))
        elif inside:
            words.append((step, f["o"] + n * f["window_image"] + iy * f["window_row"] + ix))
    return a.buffer_latency + a.rows, len(pixels), words


@pytest.mark.parametrize("a", [ACCEPTANCE[2], ACCEPTANCE[3]], ids=lambda a: a.name)
def test_a_near_word_needs_the_stream_before_and_a_far_one_does_not(a):
    """The last word of a long stream is the next one's word number ``place``."""
    distance = a.buffer_latency + a.rows * a.adder_latency + 1
    length = 200  # longer than hold and setup
    window = {"images": 1, "height": 1, "width": length, "x_step": 1, "y_limit": 1}
    window |= {"x_limit": length, "raster_row": length, "kept": 1, "group": 1}
    for place in (0, distance - 2, distance - 1, length - 1):
        rule = OutputDistance(a)
        assert rule.need(0, isa.row(Opcode.WEIGHT_STATIONARY, **window)) == -1
        second = isa.row(Opcode.WEIGHT_STATIONARY, o=length - 1 - place, **window)
        assert rule.need(1, second) == (0 if place + 1 < distance else -1)
        assert rule.need(2, isa.row(Opcode.OUTPUT_STATIONARY)) == -1
        assert rule.need(3, second) == -1


def test_programs_reach_every_memory_flag_and_pattern():
    total = Counter()
    for seed in range(60):
        a, found, _ = drawn(seed, 60)
        total += coverage_of(a, found.program)
    seen = lambda opcode: {i for i in total if i.opcode == opcode}  # noqa: E731
    assert {i.where for i in seen("LOAD")} == {t.name for t in Target}
    assert {i.where for i in seen("STORE")} == {s.name for s in Source}
    assert {i.where for i in seen("GATHER")} == {"A", "B"}
    assert len({i.flags for i in seen("STORE") if i.where == "O"}) == 16
    assert {i.where for i in seen("WEIGHT_STATIONARY")} == {"side A", "side O"}
    flags = {flag for i in seen("UPDATE") for flag in i.flags.split()}
    assert flags == {"optimize", "emit_ff", "emit_bp", "mask_bp", "frozen", "grouped"}
    assert len({i.sparsity for i in seen("WEIGHT_STATIONARY")}) >= 6
    assert {i.format for i in total} == set(FORMATS_ALL)
    assert {Opcode[i.opcode] for i in total} == set(Opcode)


def test_what_instructions_do_reaches_dram():
    """Of single instructions left out, the image shows well over half."""
    kinds, shown = Counter(), Counter()
    for seed in range(8):
        a, found, _ = drawn(seed, 40)
        rows = found.program.rows
        for i in range(len(rows)):
            image, others = found.image.copy(), np.delete(np.arange(len(rows)), i)
            try:
                execute(a, found.program, image, rows=others)
                differs = image.tobytes() != found.expected.tobytes()
            except ValueError:
                differs = True
            kind = Opcode(int(rows[i, OPCODE]))
            kinds[kind] += 1
            shown[kind] += differs
    for kind in set(kinds) - {Opcode.VECTOR}:
        assert shown[kind] >= 0.35 * kinds[kind], kind.name
    assert shown.total() >= 0.6 * kinds.total()


@settings(max_examples=12, deadline=None, derandomize=True)
@given(SEEDS)
def test_random_layers_fit_every_machine_and_are_legal_in_every_order(seed):
    dice = Dice.of(seed)
    a = random_accelerator(dice, formats=FORMATS_ALL)
    found, machine = random_layer(dice, a), Machine(a)
    image = found.image.copy()
    order = another_order(found.program.rows, np.random.default_rng(seed))
    for i in order:
        execute(a, found.program, image, rows=[i], machine=machine)
    assert image.tobytes() == found.expected.tobytes() != found.image.tobytes()


# ---- machines and cases ----


@pytest.mark.parametrize("seed", range(60))
def test_random_machines_have_buses_that_axi_allows(seed):
    a = random_accelerator(Dice.of(seed), formats=FORMATS_ALL)
    channel = a.bus_bytes // a.dram_channels
    assert a.bus_bytes % a.dram_channels == 0
    assert LEAST_CHANNEL_BYTES <= channel <= MOST_CHANNEL_BYTES
    assert channel & (channel - 1) == 0
    assert a.beat_cycles <= 3


def test_acceptance_machines_are_diverse():
    assert len({a.digest for a in ACCEPTANCE}) == len(ACCEPTANCE) >= 8
    assert {a.rows for a in ACCEPTANCE} == {2, 4, 8, 16}
    assert {a.format for a in ACCEPTANCE} == {"fp16", "int8"}
    for fact, least in (("adder_latency", 6), ("buffer_latency", 3), ("beat_granules", 4),
                        ("beat_cycles", 3), ("dram_channels", 2), ("queue_depth", 3)):  # fmt: skip
        assert len({getattr(a, fact) for a in ACCEPTANCE}) >= least, fact


def test_a_case_depends_on_its_seed_and_number_alone():
    chosen = Settings(seed=5, length=20)
    again, other = case_of(chosen, 3), case_of(Settings(seed=6, length=20), 3)
    case_of(chosen, 2)
    case = case_of(chosen, 3)
    assert case.program.encode() == again.program.encode() != other.program.encode()
    assert case.image.tobytes() == again.image.tobytes()
    assert case.pace == again.pace
    assert accelerator_of(chosen, 19) == accelerator_of(chosen, 0) != accelerator_of(chosen, 20)


def test_cases_have_layers_unless_told_otherwise_and_every_kind_of_memory():
    cases = [case_of(Settings(seed=1, accelerator=ACCEPTANCE[2], length=5), n) for n in range(24)]
    assert {"layer" in case.name for case in cases} == {True, False}
    assert {case.pace.stall > 0 for case in cases} == {True, False}
    assert {case.pace.latency is None for case in cases} == {True, False}
    none = Settings(seed=1, accelerator=ACCEPTANCE[2], length=5, layers=False)
    assert not any("layer" in case_of(none, n).name for n in range(12))
