"""Reads and writes reach memory whole and in order, whatever it does, and on time if it is."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from amaranth.hdl import Module
from amaranth.lib.wiring import Component
from amaranth.sim import Simulator

from tests.rtl.bus.axi_memory import Mood, ReadPort, WritePort
from tests.rtl.bus.core_double import CoreDouble, Plan, beats_of_stores, random_plan
from tests.rtl.bus.machines import MACHINES, join, machine, split
from tests.rtl.bus.reference import expect
from weft.accelerator.description import Accelerator
from weft.rtl.bus.advance import Advance
from weft.rtl.bus.read_master import ReadMaster
from weft.rtl.bus.write_master import WriteMaster

BEATS = 512
BASES = [0x1234_5678_9ABC_D000, 0x7000, 0, 0xFFFF_FFFF_0000_0000]
READ_OVERHEAD = 4  # cycles from asking to AR, and from R to taking
WRITE_OVERHEAD = 3  # likewise to AW and W, and from B to the end; a STORE ends a cycle later


class Bench(Component):
    """Both masters under the one enable."""

    def __init__(self, accelerator: Accelerator) -> None:
        self.reader, self.writer = ReadMaster(accelerator), WriteMaster(accelerator)
        self.enable = Advance()
        super().__init__({})

    def elaborate(self, platform: object) -> Module:
        m = Module()
        m.submodules.reader, m.submodules.writer = self.reader, self.writer
        m.submodules.enable = self.enable
        m.d.comb += [
            self.reader.advance.eq(self.enable.counts),
            self.writer.advance.eq(self.enable.counts),
            self.enable.read_due.eq(self.reader.read_due),
            self.enable.ready_next.eq(self.reader.ready_next),
            self.enable.room_next.eq(self.writer.room_next),
            self.enable.confirm.eq(self.writer.confirm),
            self.enable.confirmed_next.eq(self.writer.confirmed_next),
        ]
        return m


class Ports:
    """The core's members, wherever they are."""

    def __init__(self, bench: Bench) -> None:
        for name in ("read", "read_due", "read_data", "read_error"):
            setattr(self, name, getattr(bench.reader, name))
        for name in ("write", "confirm", "write_error"):
            setattr(self, name, getattr(bench.writer, name))
        self.read_due_next = bench.enable.read_due_next
        self.confirm_next = bench.enable.confirm_next


def memory_ports(
    bench: Bench, parts: list[bytearray], moods: tuple[Mood, Mood], seed: int,
    errors: frozenset[int] = frozenset(),
) -> list[Any]:  # fmt: skip
    ports: list[Any] = []
    for i, part in enumerate(parts):
        bad = errors if i == len(parts) - 1 else frozenset()  # one channel is enough
        base = BASES[i % 4]
        ports.append(ReadPort(bench.reader.memory[i], part, base, moods[0], seed + 2 * i, bad))
        ports.append(WritePort(bench.writer.memory[i], part, base, moods[1], seed + 2 * i + 1, bad))
    return ports


def play(
    accelerator: Accelerator, plan: Plan, image: bytes, moods: tuple[Mood, Mood], seed: int = 0,
    errors: frozenset[int] = frozenset(),
) -> tuple[CoreDouble, bytes, list[Any]]:  # fmt: skip
    """Run the plan; returns the core, the image afterwards, and the ports of memory."""
    bench, a = Bench(accelerator), accelerator
    parts = split(image, a.bus_bytes, a.dram_channels)
    ports = memory_ports(bench, parts, moods, seed, errors)
    core = CoreDouble(Ports(bench), plan)

    async def testbench(ctx: Any) -> None:
        for i in range(a.dram_channels):
            ctx.set(bench.reader.base[i], BASES[i % 4])
            ctx.set(bench.writer.base[i], BASES[i % 4])
        ctx.set(bench.enable.running, 1)
        await ctx.tick()
        while not core.finished:
            core.present(ctx)
            for port in ports:
                port.step(ctx)
            core.go_on(ctx, ctx.get(bench.enable.counts))
            await ctx.tick()
            assert core.stalled < 400 * (plan.length + 100), "the core hangs"
        assert ctx.get(bench.reader.idle)
        assert ctx.get(bench.writer.idle)

    simulator = Simulator(bench)
    simulator.add_clock(1e-6)
    simulator.add_testbench(testbench)
    simulator.run()
    return core, join(parts, a.bus_bytes // a.dram_channels), ports


def image_of(accelerator: Accelerator, seed: int) -> bytes:
    return np.random.default_rng(seed).bytes(BEATS * accelerator.bus_bytes)


MOODS = {
    "prompt": (Mood(1), Mood(1)),
    "slow": (Mood(60), Mood(60)),
    "moody": (Mood(1, 30, 0.5), Mood(1, 30, 0.5)),
    "slow to read": (Mood(30, 5, 0.8), Mood(1)),
    "slow to write": (Mood(1), Mood(20, 60, 0.8)),
}


@pytest.mark.parametrize("mood", MOODS)
@pytest.mark.parametrize("name", MACHINES)
def test_all_beats_arrive_whatever_the_memory_does(name: str, mood: str) -> None:
    a, seed = MACHINES[name], len(name) * 31 + len(mood)
    plan = random_plan(np.random.default_rng(seed), a, 150, BEATS)
    image = image_of(a, seed)
    core, after, _ = play(a, plan, image, MOODS[mood], seed)
    taken, expected = expect(plan, image, a.bus_bytes)
    assert core.taken == taken
    assert after == expected
    assert core.ended == [(i, 0) for i in range(len(plan.confirms))]


@pytest.mark.parametrize("latency", [5, 6, 12])
@pytest.mark.parametrize("channels", [1, 2])
def test_a_memory_on_time_never_stalls_the_core(latency: int, channels: int) -> None:
    a = machine(16, channels, latency)
    on_time = (Mood(latency - READ_OVERHEAD), Mood(latency - WRITE_OVERHEAD))
    for seed in range(3):
        plan = random_plan(np.random.default_rng(seed), a, 200, BEATS)
        plan.reads.update({c: c for c in range(50, 90)})  # a beat a cycle
        core, _, _ = play(a, plan, image_of(a, seed), on_time)
        assert core.stalled == 0


@pytest.mark.parametrize("late", [(1, 0), (0, 1)])
def test_a_memory_a_cycle_late_stalls_the_core(late: tuple[int, int]) -> None:
    a = machine(16, 1, 8)
    moods = (Mood(8 - READ_OVERHEAD + late[0]), Mood(8 - WRITE_OVERHEAD + late[1]))
    plan = Plan(8, {3: 7}, {5: (9, 1, 1, 1)}, {14: 0}, 20)
    core, _, _ = play(a, plan, image_of(a, 1), moods)
    assert core.stalled == 1


def test_a_core_that_writes_every_cycle_is_not_stalled() -> None:
    a = machine(16, 2, 20)
    plan = Plan(20, length=140)
    for cycle in range(100):
        plan.writes[cycle] = (cycle % 64, cycle, 0xFFFF, int(cycle % 10 == 9))
    plan.confirms = {cycle + 21: cycle // 10 for cycle in range(9, 100, 10)}
    core, _, _ = play(a, plan, image_of(a, 2), (Mood(1), Mood(20 - WRITE_OVERHEAD)))
    assert core.stalled == 0


@pytest.mark.parametrize("channels", [1, 2])
def test_a_memory_that_takes_nothing_for_long_stalls_the_core(channels: int) -> None:
    """More beats of one STORE than find room on the way, far before its end asks for answers."""
    a = machine(16, channels, 5)
    plan = Plan(5, length=110)
    for cycle in range(100):
        plan.writes[cycle] = (cycle, cycle * 0x0101_0101, 0xFFFF, int(cycle == 99))
    plan.confirms = {105: 0}
    image = image_of(a, 6)
    core, after, _ = play(a, plan, image, (Mood(1), Mood(4, 0, 0.9)))
    assert after == expect(plan, image, 16)[1]
    assert core.stalled > 500


@pytest.mark.parametrize("name", ["two bytes, hardly any latency", "64 bytes on four channels"])
def test_errors_belong_to_their_beat_and_their_store(name: str) -> None:
    a = MACHINES[name]
    for seed in range(3):
        rng = np.random.default_rng(seed)
        plan, image = random_plan(rng, a, 150, BEATS), image_of(a, seed)
        touched = sorted({*plan.reads.values(), *(w[0] for w in plan.writes.values())})
        errors = frozenset(int(b) for b in rng.choice(touched, len(touched) // 4))
        core, _, _ = play(a, plan, image, (Mood(3, 9, 0.3), Mood(3, 9, 0.3)), seed, errors)
        assert core.taken == expect(plan, image, a.bus_bytes, errors)[0]
        stores = beats_of_stores(plan)
        failed = [(i, int(any(b in errors for b in stores[i]))) for i in range(len(stores))]
        assert core.ended == failed
        assert {error for _, error in failed} == {0, 1}


def test_requests_that_wait_are_joined_within_a_page() -> None:
    a = machine(64, 1, 40)
    plan = Plan(40, {c: 40 + c for c in range(60)}, length=110)
    core, _, ports = play(a, plan, image_of(a, 3), (Mood(10, 0, 0.9), Mood(1)), 5)
    bursts = ports[0].bursts
    assert sum(beats for _, beats in bursts) == 60
    assert len(bursts) < 20
    assert max(beats for _, beats in bursts) > 4
    assert [b for b, _, _ in core.taken] == [40 + c for c in range(60)]


def test_requests_that_need_not_wait_stay_alone() -> None:
    a = machine(64, 1, 40)
    plan = Plan(40, {c: 40 + c for c in range(60)}, length=110)
    _, _, ports = play(a, plan, image_of(a, 3), (Mood(1), Mood(1)), 5)
    assert [beats for _, beats in ports[0].bursts] == [1] * 60


def test_a_port_that_was_cleared_begins_anew() -> None:
    """Beats that nobody took are forgotten, and do not come up later."""
    a = machine(16, 2, 10)
    bench, image = Bench(a), image_of(a, 4)
    ports = memory_ports(bench, split(image, 16, 2), (Mood(2), Mood(2)), 0)
    plan = Plan(10, {0: 3, 1: 4}, {0: (300, 5, 1, 0), 1: (301, 6, 1, 1)}, {}, 5)
    after = Plan(10, {0: 9}, {0: (310, 7, 1, 1)}, {12: 0}, 20)

    async def run(ctx: Any, plan: Plan) -> CoreDouble:
        core = CoreDouble(Ports(bench), plan)
        while not core.finished:
            core.present(ctx)
            for port in ports:
                port.step(ctx)
            core.go_on(ctx, ctx.get(bench.enable.counts))
            await ctx.tick()
        return core

    async def testbench(ctx: Any) -> None:
        for i in range(2):
            ctx.set(bench.reader.base[i], BASES[i])
            ctx.set(bench.writer.base[i], BASES[i])
        ctx.set(bench.enable.running, 1)
        await run(ctx, plan)
        for master in (bench.reader, bench.writer):
            ctx.set(master.read if master is bench.reader else master.write, {"valid": 0})
        ctx.set(bench.enable.running, 0)
        for _ in range(20):
            for port in ports:
                port.step(ctx)
            await ctx.tick()
        assert ctx.get(bench.reader.idle) & ctx.get(bench.writer.idle)
        ctx.set(bench.reader.clear, 1)
        ctx.set(bench.writer.clear, 1)
        await ctx.tick()
        ctx.set(bench.reader.clear, 0)
        ctx.set(bench.writer.clear, 0)
        assert not ctx.get(bench.reader.ready)
        assert not ctx.get(bench.writer.confirmed_next.stays)
        ctx.set(bench.enable.running, 1)
        core = await run(ctx, after)
        assert core.taken == expect(after, image, 16)[0]
        assert core.ended == [(0, 0)]

    simulator = Simulator(bench)
    simulator.add_clock(1e-6)
    simulator.add_testbench(testbench)
    simulator.run()
