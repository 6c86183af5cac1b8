"""What an instruction touches, by the footprint and by watching plain loops execute it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.functional_machines import ACCELERATORS, GRANULES, full_machine, random_image, twin
from tests.simulator.test_functional_array import (
    every_pattern,
    machine_for,
    random_output,
    random_stationary,
)
from tests.simulator.test_functional_moves import memory_size, once, random_gather, random_runs
from tests.simulator.test_functional_update import random_update
from weft.accelerator import isa
from weft.accelerator.isa import Opcode, Source, Target
from weft.simulator.footprint import MEMORIES, footprint

RANDOM = settings(max_examples=10, deadline=None, derandomize=True)
SEEDS = st.integers(0, 2**32 - 1)
every_accelerator = pytest.mark.parametrize("accelerator", ACCELERATORS, ids=lambda a: a.name)


class Watched(dict):
    """A memory of the oracle that notes which of its places are read and which are written."""

    def __init__(self, memory):
        super().__init__(memory)
        self.default_factory, self.reads, self.writes = memory.default_factory, set(), set()

    def __getitem__(self, place):
        self.reads.add(place)
        return super().__getitem__(place)

    def __missing__(self, place):
        return self.default_factory()

    def __setitem__(self, place, value):
        self.writes.add(place)
        super().__setitem__(place, value)

    def pop(self, place, default):
        self.reads.add(place)
        self.writes.add(place)
        return super().pop(place, default)

    def clear(self):
        self.writes |= self.keys()
        super().clear()


class WatchedImage(bytearray):
    """The memory image, likewise, in bytes."""

    def __init__(self, image):
        super().__init__(image)
        self.reads, self.writes = set(), set()

    def __getitem__(self, part):
        self.reads.add(part.start)
        return super().__getitem__(part)

    def __setitem__(self, part, value):
        self.writes.add(part.start)
        super().__setitem__(part, value)


def watch(naive):
    """Memories by the names of the footprint."""
    naive.image = WatchedImage(naive.image)
    for name in ("a", "b", "index", "o", "weight", "momentum", "bias", "mask", "pe"):
        setattr(naive, name, Watched(getattr(naive, name)))
    naive.out = {source: Watched(memory) for source, memory in naive.out.items()}
    names = {Source.WEIGHT: "new_weight", Source.MOMENTUM: "new_momentum"}
    out = {names.get(source, source.name.lower()): memory for source, memory in naive.out.items()}
    own = {name: getattr(naive, name) for name in MEMORIES if hasattr(naive, name)}
    return own | out | {"dram": naive.image}


def numbered(accelerator, name, places):
    """Places of the oracle as the footprint counts them."""
    if name == "dram":
        return {at // accelerator.granule_bytes for at in places}
    if name == "a":
        return {bank * accelerator.a_granules + row for bank, row in places}
    return {place[0] for place in places} if name == "pe" else set(places)


def assert_touches(rng, accelerator, opcode, fields, machine=None):
    """The oracle reads and writes exactly the footprint."""
    reads, writes = observed(rng, accelerator, isa.row(opcode, **fields), machine)
    if opcode is Opcode.OUTPUT_STATIONARY and fields["group"] > 1 and "a" in reads:
        # whatever the indices are, the machine reads all banks of the group
        depth = accelerator.a_granules
        rows = {place % depth for place in reads["a"]}
        reads["a"] = {bank * depth + row for bank in range(fields["group"]) for row in rows}
    mine = footprint(accelerator, isa.row(opcode, **fields))
    if opcode is Opcode.WEIGHT_STATIONARY and not writes:
        assert set(mine.reads) <= {"b", "index"}  # its weights are loaded, and meet no pixel
        return
    for listed, found in ((mine.reads, reads), (mine.writes, writes)):
        assert {name: set(ids.tolist()) for name, ids in listed.items()} == found
        for ids in listed.values():
            assert ids.dtype == np.int64
            assert (np.diff(ids) > 0).all()


def observed(rng, accelerator, row, machine):
    """Places that the oracle reads and writes, by memory."""
    machine = full_machine(rng, accelerator) if machine is None else machine
    naive = twin(machine, random_image(rng, accelerator))
    memories = watch(naive)
    naive.run([row])
    for kind in ("reads", "writes"):
        places = {
            name: numbered(accelerator, name, getattr(memory, kind))
            for name, memory in memories.items()
        }
        yield {name: found for name, found in places.items() if found}


@every_accelerator
@pytest.mark.parametrize("target", Target, ids=lambda t: t.name)
@RANDOM
@given(seed=SEEDS)
def test_load(accelerator, target, seed):
    rng, banks = np.random.default_rng(seed), accelerator.a_banks if target is Target.A else 0
    size = memory_size(accelerator, target)
    fields = random_runs(rng, accelerator.beat_granules, size, banks)
    assert_touches(rng, accelerator, Opcode.LOAD, fields | {"target": target})


@every_accelerator
@pytest.mark.parametrize("target", [Target.A, Target.B], ids=lambda t: t.name)
@RANDOM
@given(seed=SEEDS)
def test_gather(accelerator, target, seed):
    rng = np.random.default_rng(seed)
    fields = random_gather(rng, accelerator, target) | {"target": target}
    assert_touches(rng, accelerator, Opcode.GATHER, fields)


@every_accelerator
@pytest.mark.parametrize("source", Source, ids=lambda s: s.name)
@RANDOM
@given(seed=SEEDS)
def test_store(accelerator, source, seed):
    rng, a = np.random.default_rng(seed), accelerator
    fields = random_runs(rng, a.beat_granules, a.o_words if source is Source.O else a.u_words)
    if source is Source.O:
        if not once(fields):
            return
        fields |= {name: int(rng.integers(2)) for name in ("add_bias", "relu", "masked")}
        fields |= {"bias": int(rng.integers(0, 1020))}
    assert_touches(rng, a, Opcode.STORE, fields | {"source": source})


@every_pattern
@RANDOM
@given(seed=SEEDS)
def test_computing(accelerator, pattern, seed):
    rng = np.random.default_rng(seed)
    for opcode, fields in (
        (Opcode.WEIGHT_STATIONARY, random_stationary(rng, accelerator, pattern)),
        (Opcode.OUTPUT_STATIONARY, random_output(rng, accelerator, pattern)),
    ):
        machine = machine_for(rng, accelerator, pattern)
        assert_touches(rng, accelerator, opcode, fields, machine)


@every_accelerator
@RANDOM
@given(seed=SEEDS)
def test_update(accelerator, seed):
    rng = np.random.default_rng(seed)
    fields = random_update(rng, accelerator)
    assert_touches(rng, accelerator, Opcode.UPDATE, fields)


def test_a_pass_touches_no_place():
    mine = footprint(ACCELERATORS[0], isa.row(Opcode.VECTOR, read_beats=GRANULES))
    assert mine.reads == mine.writes == {}
