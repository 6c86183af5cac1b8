"""The host finds every register of the table where the table says, with what it should hold."""

from __future__ import annotations

import struct
from typing import Any

import numpy as np
import pytest
from amaranth.sim import Simulator

from tests.rtl.bus.lite_host import LiteHost
from tests.rtl.bus.machines import machine
from weft.accelerator.registers import (
    HYPER_ROWS,
    HYPER_STEP,
    HYPER_WORDS,
    REGISTER,
    REGISTERS,
    Access,
    Control,
    Notice,
    State,
    facts,
)
from weft.rtl.bus.registers import Registers

CHANNELS = 4
SETTINGS = ("program_address", "program_length", "window", "memory_address")
ADDRESSES = ("program_address", "memory_address")


def simulate(dut: Registers, script: Any, *others: Any) -> None:
    simulator = Simulator(dut)
    simulator.add_clock(1e-6)
    simulator.add_testbench(script)
    for other in others:
        simulator.add_testbench(other, background=True)
    simulator.run()


@pytest.fixture
def dut() -> Registers:
    return Registers(machine(64, CHANNELS))


def count_of(name: str) -> int:
    return CHANNELS if name == "memory_address" else REGISTER[name].count


@pytest.mark.parametrize("stalls", [0.0, 0.7])
def test_what_is_set_is_read_back_and_given_to_the_machine(dut: Registers, stalls: float) -> None:
    host, rng = LiteHost(dut.control, 1, stalls), np.random.default_rng(2)

    async def script(ctx: Any) -> None:
        wanted = {}
        for name in SETTINGS:
            for i in range(count_of(name)):
                value = int.from_bytes(rng.bytes(REGISTER[name].bits // 8), "little")
                await host.write(ctx, name, value, i)
                wanted[name, i] = value & ~0xFFF if name in ADDRESSES else value
        for (name, i), value in wanted.items():
            assert await host.read(ctx, name, i) == value
            output = getattr(dut, name)
            assert ctx.get(output[i] if name == "memory_address" else output) == value

    simulate(dut, script)


def test_the_constants_are_those_of_the_description(dut: Registers) -> None:
    host = LiteHost(dut.control)
    a = machine(64, CHANNELS)

    async def script(ctx: Any) -> None:
        for name, values in facts(a).items():
            for i, value in enumerate(values):
                assert await host.read(ctx, name, i) == value
        assert await host.read(ctx, "digest") == int(a.digest, 16)
        assert (await host.read(ctx, "format")).to_bytes(8, "little") == b"int8\0\0\0\0"
        assert await host.read(ctx, "magic") == struct.unpack("<I", b"weft")[0]

    simulate(dut, script)


def test_words_of_no_register_are_zero_and_take_nothing(dut: Registers) -> None:
    host = LiteHost(dut.control)
    mine = {o for r in REGISTERS for o in range(r.offset, r.end, 4)}
    silent = {REGISTER["hyper_data"].offset}
    absent = range(REGISTER["memory_address"].at(CHANNELS), REGISTER["memory_address"].end, 4)

    async def script(ctx: Any) -> None:
        for offset in [*sorted(set(range(0, 4096, 4)) - mine), *silent, *absent]:
            if offset not in silent:
                assert await host.write_word(ctx, offset, 0xFFFF_FFFF) == 0
            assert await host.read_word(ctx, offset) == 0
        for name in SETTINGS:
            assert await host.read(ctx, name) == 0

    simulate(dut, script)


def test_registers_to_be_read_only_do_not_take_writes(dut: Registers) -> None:
    host = LiteHost(dut.control)
    fixed = [r for r in REGISTERS if r.access is Access.READ]

    async def script(ctx: Any) -> None:
        ctx.set(dut.fault_instruction, 77)
        for register in fixed:
            before = await host.read(ctx, register.name)
            await host.write(ctx, register.name, ~before & ((1 << register.bits) - 1))
            assert await host.read(ctx, register.name) == before

    simulate(dut, script)


@pytest.mark.parametrize("strobe", [0, 1, 7, 14])
def test_a_write_of_less_than_a_word_is_an_error_and_does_nothing(
    dut: Registers, strobe: int
) -> None:
    host = LiteHost(dut.control)

    async def script(ctx: Any) -> None:
        await host.write(ctx, "window", 5)
        assert await host.write_word(ctx, REGISTER["window"].offset, 9, strobe) == 2
        assert await host.read(ctx, "window") == 5
        assert await host.write_word(ctx, REGISTER["window"].offset, 9) == 0
        assert await host.read(ctx, "window") == 9

    simulate(dut, script)


def test_commands_last_one_cycle_and_read_as_zero(dut: Registers) -> None:
    host = LiteHost(dut.control, 3, 0.5)
    seen = {"start_command": 0, "reset_command": 0}

    async def watch(ctx: Any) -> None:
        async for _ in ctx.tick():
            for name in seen:
                seen[name] += ctx.get(getattr(dut, name))

    async def script(ctx: Any) -> None:
        await host.write(ctx, "control", Control.START)
        assert await host.read(ctx, "control") == 0
        assert seen == {"start_command": 1, "reset_command": 0}
        await host.write(ctx, "control", Control.RESET | Control.INTERRUPT)
        assert await host.read(ctx, "control") == Control.INTERRUPT
        assert seen == {"start_command": 1, "reset_command": 1}

    simulate(dut, script, watch)


@pytest.mark.parametrize("state", State)
def test_settings_keep_still_while_a_program_runs(dut: Registers, state: State) -> None:
    host = LiteHost(dut.control)
    still = state in (State.RUNNING, State.RESETTING)

    async def script(ctx: Any) -> None:
        ctx.set(dut.state, state)
        assert await host.read(ctx, "status") == state
        for name in SETTINGS:
            await host.write(ctx, name, 0x5000)
            assert await host.read(ctx, name) == (0 if still else 0x5000)
            notices = await host.read(ctx, "notices")
            assert notices == (Notice.WRITE_IGNORED if still else 0)
            await host.write(ctx, "notices", Notice.WRITE_IGNORED)
            assert await host.read(ctx, "notices") == 0

    simulate(dut, script)


def test_notices_stay_until_they_are_cleared_one_by_one(dut: Registers) -> None:
    host = LiteHost(dut.control)

    async def script(ctx: Any) -> None:
        await host.write(ctx, "control", Control.INTERRUPT)
        assert not ctx.get(dut.interrupt)
        for signal in (dut.stopped, dut.refused):
            ctx.set(signal, 1)
            await ctx.tick()
            ctx.set(signal, 0)
        assert await host.read(ctx, "notices") == Notice.STOPPED | Notice.START_IGNORED
        assert ctx.get(dut.interrupt)
        await host.write(ctx, "control", 0)
        assert not ctx.get(dut.interrupt)
        await host.write(ctx, "control", Control.INTERRUPT)
        assert ctx.get(dut.interrupt)
        await host.write(ctx, "notices", Notice.STOPPED)
        assert not ctx.get(dut.interrupt)
        assert await host.read(ctx, "notices") == Notice.START_IGNORED

    simulate(dut, script)


def test_what_happens_while_the_host_clears_is_not_lost(dut: Registers) -> None:
    """A notice of any cycle from that of the clearing on stays; the interrupt tells which it is."""
    host = LiteHost(dut.control)
    cycle, pulse, fell = 0, -1, 0  # since the clearing was begun

    async def watch(ctx: Any) -> None:
        nonlocal cycle, fell
        while True:
            ctx.set(dut.stopped, int(cycle == pulse))
            if ctx.get(dut.interrupt):
                fell = cycle + 1
            await ctx.tick()
            cycle += 1

    async def clear(ctx: Any, at: int) -> int:
        """Set the notice, clear it, with a second one ``at`` cycles later; returns what stays."""
        nonlocal cycle, pulse
        pulse = cycle + 1
        await ctx.tick().repeat(3)
        cycle, pulse = 0, at
        await host.write(ctx, "notices", Notice.STOPPED)
        await ctx.tick().repeat(10)
        return await host.read(ctx, "notices")

    async def script(ctx: Any) -> None:
        await host.write(ctx, "control", Control.INTERRUPT)
        assert await clear(ctx, -1) == 0
        clears = fell - 1
        assert 0 < clears < 10
        for at in range(10):
            assert await clear(ctx, at) == (Notice.STOPPED if at >= clears else 0)

    simulate(dut, script, watch)


def test_a_fault_is_told_with_its_instruction(dut: Registers) -> None:
    host = LiteHost(dut.control)

    async def script(ctx: Any) -> None:
        ctx.set(dut.fault_code, 4)
        ctx.set(dut.fault_instruction, 0xDEADBEEF)
        assert await host.read(ctx, "fault") == 4
        assert await host.read(ctx, "fault_instruction") == 0xDEADBEEF

    simulate(dut, script)


def test_both_words_of_a_counter_are_of_one_moment(dut: Registers) -> None:
    host = LiteHost(dut.control)
    wide = ("active_cycles", "stalled_cycles", "read_beats", "written_beats")

    async def script(ctx: Any) -> None:
        for name in [*wide, "busy_cycles"]:
            for i in range(REGISTER[name].count):
                ctx.set(dut.counters[name][i], 0x0000_0003_FFFF_FFFF)
                low = await host.read_word(ctx, REGISTER[name].at(i))
                ctx.set(dut.counters[name][i], 0x0000_0004_0000_0000)
                high = await host.read_word(ctx, REGISTER[name].at(i) + 4)
                assert (low, high) == (0xFFFF_FFFF, 3)
        for i in range(REGISTER["started"].count):
            ctx.set(dut.counters.started[i], 100 + i)
            assert await host.read(ctx, "started", i) == 100 + i

    simulate(dut, script)


def test_constants_of_updates_reach_the_core_within_two_cycles(dut: Registers) -> None:
    host, rng = LiteHost(dut.control), np.random.default_rng(5)
    rows = [0, 1, 77, HYPER_ROWS - 1]
    words = {row: rng.integers(0, 1 << 32, HYPER_WORDS).tolist() for row in [*rows, 78]}

    async def script(ctx: Any) -> None:
        for row in rows:
            await host.write(ctx, "hyper_index", HYPER_STEP * row)
            for word in words[row]:
                await host.write(ctx, "hyper_data", word)
        assert await host.read(ctx, "hyper_index") == 0  # behind the last row comes the first
        await host.write(ctx, "hyper_index", HYPER_STEP * 77 + 3)
        for word in [*words[77][3:], *words[78]]:
            await host.write(ctx, "hyper_data", word)
        assert await host.read(ctx, "hyper_index") == HYPER_STEP * 79
        for row, expected in [*words.items(), *reversed(words.items())]:
            ctx.set(dut.hyper_index, row)
            await ctx.tick().repeat(2)
            value = ctx.get(dut.hyper)
            assert [value >> 32 * i & 0xFFFF_FFFF for i in range(HYPER_WORDS)] == expected

    simulate(dut, script)
