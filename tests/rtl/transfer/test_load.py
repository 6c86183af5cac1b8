"""LOAD and GATHER against plain loops: what is read and written, and in which cycle."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from tests.rtl.transfer.bench import LAST_WINDOW, Feeder
from tests.rtl.transfer.transfers import (
    MACHINES,
    Memory,
    Oracle,
    beats,
    draw_gather,
    draw_load,
    machine,
    targets,
    windows,
)
from weft.accelerator import isa
from weft.accelerator.description import Accelerator
from weft.accelerator.isa import OPCODE, Opcode, Target
from weft.rtl.transfer.load import LoadEngine

every_machine = pytest.mark.parametrize("a", MACHINES, ids=lambda a: a.name)


class Loader(Feeder):
    """The memory in front of the engine, and the buffers behind it as dictionaries."""

    def __init__(
        self, a: Accelerator, rows: list[np.ndarray], *, seed: int = 0, eager: bool = True,
        windows: Sequence[int] = (),
    ) -> None:  # fmt: skip
        self.dut = LoadEngine(a)
        super().__init__(self.dut, a, rows, seed=seed, eager=eager, windows=windows)
        self.memory = Memory(a, seed)
        self.reads: dict[int, int] = {}  # beats by cycle
        self.writes: list[int] = []  # cycles
        self.written: dict[Target, dict[Any, int]] = defaultdict(dict)
        self.due_next = 0

    async def settle(self, ctx: Any) -> None:
        a, dut = self.accelerator, self.dut
        if ctx.get(dut.read.valid):
            self.reads[self.cycle] = ctx.get(dut.read.address)
        asked = self.reads.get(self.cycle - a.dram_latency)
        due = ctx.get(dut.read_due)
        assert due == (asked is not None) == self.due_next
        self.due_next = ctx.get(dut.read_due_next)
        ctx.set(dut.read_data, self.memory.beat(asked) if due else self.noise(8 * a.bus_bytes))
        written = [target for target in Target if self._take(ctx, target)]
        assert len(written) <= 1
        self.writes += [self.cycle] * len(written)

    def _take(self, ctx: Any, target: Target) -> bool:
        write = getattr(self.dut, f"{target.name.lower()}_write")
        enable = ctx.get(write.enable)
        if not enable:
            return False
        k, mask, data = self.accelerator.beat_granules, ctx.get(write.mask), ctx.get(write.data)
        size = len(write.data) // k
        for i in range(k):
            if mask >> i & 1:
                place: Any = ctx.get(write.address) * k + i
                if target is Target.A:
                    assert enable & (enable - 1) == 0
                    place = enable.bit_length() - 1, place
                self.written[target][place] = data >> i * size & ((1 << size) - 1)
        return True

    def check(self) -> None:
        """Everything, cycle by cycle and bit by bit."""
        self.run()
        assert not self.faults
        self.check_times()
        assert self.reads == self.expected_reads()
        assert self.writes == self._expected_writes()
        oracle = Oracle(self.accelerator, self.memory)
        oracle.run(self.rows)
        for target in Target:
            assert self.written[target] == oracle.written(target), target.name

    def expected_reads(self) -> dict[int, int]:
        """Beats by the cycle in which they have the port."""
        a = self.accelerator
        return {
            start + (j + 1) * a.beat_cycles: beat[0] // a.beat_granules
            for row, start in zip(self.rows, self.started, strict=True)
            for j, beat in enumerate(beats(a, row))
            if beat
        }

    def _expected_writes(self) -> list[int]:
        a, found = self.accelerator, []
        for row, start in zip(self.rows, self.started, strict=True):
            first = start + a.beat_cycles + a.dram_latency
            there = [first + j * a.beat_cycles for j in range(len(beats(a, row)))]
            if row[OPCODE] == Opcode.LOAD:
                found += [t + 1 for t in there]
            else:
                found += [t + 2 + c for t in there[a.rows - 1 :: a.rows] for c in range(a.rows)]
        return found


def draw(rng: np.random.Generator, a: Accelerator, count: int) -> list[np.ndarray]:
    """Transfers of both kinds to all targets."""
    rows = []
    for _ in range(count):
        if rng.random() < 0.5:
            rows.append(draw_load(rng, a, Target(rng.choice(targets(a)))))
        else:
            rows.append(draw_gather(rng, a, Target(rng.integers(2))))
    return rows


@every_machine
def test_loads_copy_runs_to_every_target(a: Accelerator) -> None:
    rng = np.random.default_rng(1)
    Loader(
        a, [draw_load(rng, a, target) for _ in range(4) for target in targets(a)], seed=1
    ).check()


@every_machine
def test_gathers_transpose_window_pixels(a: Accelerator) -> None:
    rng = np.random.default_rng(2)
    Loader(a, [draw_gather(rng, a, Target(i % 2)) for i in range(14)], seed=2).check()


@every_machine
@pytest.mark.parametrize("eager", [True, False], ids=["eager", "now and then"])
def test_transfers_follow_each_other_without_loss(a: Accelerator, eager: bool) -> None:
    rng = np.random.default_rng(20 + eager)
    Loader(a, draw(rng, a, 16), seed=3, eager=eager).check()


@pytest.mark.parametrize("latency", [1, 2, 3, 4, 5, 6, 11])
def test_any_latency_of_memory_will_do(latency: int) -> None:
    a = machine("int8", 4, 2, "2:4", dram_latency=latency)
    rng = np.random.default_rng(latency)
    Loader(a, draw(rng, a, 8), seed=latency).check()


def test_single_beats_follow_a_gather_as_soon_as_its_transposer_is_empty() -> None:
    """The earliest write of the LOAD is in the cycle after the last one of the GATHER."""
    a = machine("int8", 4, 2, "2:4", dram_latency=3)
    counts = dict(images=1, planes=1)
    gather = isa.row(
        Opcode.GATHER, target=Target.B, height=1, width=4, x_limit=9, y_limit=9, x_step=1, **counts
    )
    load = isa.row(Opcode.LOAD, target=Target.A, dram=2, runs=1, length=2, **counts)
    loader = Loader(a, [gather, load, load, gather], seed=4)
    loader.check()
    assert np.diff(loader.started).tolist() == [8, 1, 1]
    assert np.diff(loader.writes[:6]).tolist() == [1, 1, 1, 1, 1]


# ---- the window of memory ----------------------------------------------------------------------


def check_faults(a: Accelerator, rows: list[np.ndarray], ends: list[int], seed: int) -> Loader:
    """Beats with a used granule behind the window fault, all others are asked for."""
    loader = Loader(a, rows, seed=seed, windows=ends)
    loader.run()
    expected = loader.expected_faults()
    assert loader.faults == expected
    reads = loader.expected_reads()
    assert loader.reads == {t: beat for t, beat in reads.items() if t not in expected}
    return loader


@every_machine
def test_a_beat_outside_the_window_faults_in_its_cycle(a: Accelerator) -> None:
    rng = np.random.default_rng(30)
    rows = draw(rng, a, 16)
    loader = check_faults(a, rows, windows(rng, a, rows), 5)
    assert loader.faults
    assert loader.reads


def test_a_run_beyond_the_reach_of_addresses_faults() -> None:
    a = machine("int8", 4, 2, dram_latency=2)
    rows = [
        isa.row(
            Opcode.LOAD, dram=(1 << 32) - 6, length=length, runs=2, run_stride=stride, images=1,
            planes=1,
        )
        for length, stride in ((9, 1), (2, 1 << 25))
    ]  # fmt: skip
    assert len(check_faults(a, rows, [LAST_WINDOW] * 2, 6).faults) == 6 + 1
