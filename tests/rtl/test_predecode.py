"""Predecode multiplies as integers do, tells what is a single unit of work and whom an instruction
is for, keeps order under back-pressure, and forgets on demand."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from amaranth.sim import Simulator

from tests import strategies
from tests.rtl.bus.machines import machine
from weft.accelerator.isa import COMMON, ENGINE_OF, FIELDS, Engine, Opcode
from weft.rtl.control.predecode import Predecode

MACHINES = strategies.accelerators()


def random_instruction(rng: np.random.Generator, opcode: Opcode) -> dict[str, int]:
    """Every field anywhere in its range."""
    found = {}
    for f in FIELDS[opcode]:
        low = -(1 << f.bits - 1) if f.signed else 0
        found[f.name] = int(rng.integers(low, low + (1 << f.bits)))
    return found


def encode(opcode: Opcode, fields: dict[str, int]) -> int:
    """The instruction bit by bit, independent of `isa.pack`, which refuses what makes no sense."""
    word, at = int(opcode), sum(f.bits for f in COMMON)
    for f in FIELDS[opcode]:
        word |= (fields[f.name] & (1 << f.bits) - 1) << at
        at += f.bits
    return word


def products(opcode: Opcode, f: dict[str, int], banks: int) -> dict[str, int]:
    """docs/rtl.md, Predecode."""
    if opcode is Opcode.GATHER:
        stride = f["row_stride"]
        return {"first": f["y0"] * stride + f["x0"], "row_step": f["y_step"] * stride}
    found = {
        "first": f["y0"] * f["window_row"] + f["x0"],
        "row_step": f["y_step"] * f["window_row"],
    }
    if opcode is Opcode.WEIGHT_STATIONARY:
        return found | {"turn": f["a_plane"] // banks * f["plane_pitch"]}
    found["outer_row"] = f["outer_y"] * f["window_row"]
    divide = banks if f["group"] == 1 else 1
    for axis in ("outer", "inner"):
        found[f"{axis}_turn"] = f[f"{axis}_plane"] // divide * f["plane_pitch"]
    if f["group"] == 1:
        found["turn"] = f["a_plane"] // banks * f["plane_pitch"]
    return found


def send(machine: Any, sent: list[int], rng: np.random.Generator) -> list[Any]:
    """What becomes of encoded instructions, every other one fetched in vain."""
    dut, seen = Predecode(machine), []

    async def bench(ctx: Any) -> None:
        given = cycles = 0
        while len(seen) < len(sent):
            assert cycles < 30 * len(sent), "instructions got lost"
            cycles += 1
            ctx.set(dut.i.valid, given < len(sent) and rng.random() < 0.7)
            ctx.set(dut.o.ready, rng.random() < 0.7)
            if given < len(sent):
                ctx.set(dut.i.payload.instruction, sent[given])
                ctx.set(dut.i.payload.error, given % 2)
            if ctx.get(dut.o.valid) and ctx.get(dut.o.ready):
                seen.append(ctx.get(dut.o.payload))
            given += ctx.get(dut.i.valid) and ctx.get(dut.i.ready)
            await ctx.tick()
        ctx.set(dut.i.valid, 1)
        ctx.set(dut.o.ready, 0)
        await ctx.tick().repeat(8)
        assert ctx.get(dut.o.valid)
        ctx.set(dut.clear, 1)
        await ctx.tick()
        assert not ctx.get(dut.o.valid)

    simulator = Simulator(dut)
    simulator.add_clock(1e-6)
    simulator.add_testbench(bench)
    simulator.run()
    for i, (instruction, out) in enumerate(zip(sent, seen, strict=True)):
        assert out.instruction == instruction
        assert out.error == i % 2
    return seen


@pytest.mark.parametrize("machine", MACHINES, ids=lambda m: m.name)
def test_products_are_those_of_integers(machine: Any) -> None:
    rng = np.random.default_rng(2)
    kinds = [Opcode.GATHER, Opcode.WEIGHT_STATIONARY, Opcode.OUTPUT_STATIONARY]
    sent = []
    for _ in range(150):
        opcode = Opcode(int(rng.choice(kinds)))
        fields = random_instruction(rng, opcode)
        if opcode is Opcode.OUTPUT_STATIONARY and rng.random() < 0.5:
            fields["group"] = 1
        sent.append((opcode, fields))
    seen = send(machine, [encode(*instruction) for instruction in sent], rng)
    for (opcode, fields), out in zip(sent, seen, strict=True):
        is_load = opcode is Opcode.GATHER
        found, bits = (out.derived.load, 32) if is_load else (out.derived.compute, 20)
        for name, value in products(opcode, fields, machine.a_banks).items():
            assert found[name] == value % (1 << bits), (opcode.name, name)


@pytest.mark.parametrize("machine", MACHINES, ids=lambda m: m.name)
def test_whom_an_instruction_is_for(machine: Any) -> None:
    rng = np.random.default_rng(3)
    sent = [int(rng.integers(1 << COMMON[0].bits)) for _ in range(100)]
    for opcode, out in zip(sent, send(machine, sent, rng), strict=True):
        legal = opcode in list(Opcode)
        assert out.target == (1 << ENGINE_OF[Opcode(opcode)] if legal else 0)


def small_work(rng: np.random.Generator, opcode: Opcode, beat: int) -> dict[str, int]:
    """Mostly one beat or step, or a little more; what does not count is anything."""
    fields = random_instruction(rng, opcode)
    for name in ("planes", "images", "runs", "height", "width", "kept", "outer", "inner"):
        if name in fields:
            fields[name] = int(rng.choice([1, 1, 1, 1, 1, 1, 1, 2, 3]))
    if "length" in fields:
        fields["length"] = int(rng.integers(1, beat + 2))
    for name in ("read_beats", "write_beats"):
        if name in fields:
            fields[name] = int(rng.choice([0, 1, 2, 1 << 23]))
    return fields


def is_single(machine: Any, opcode: Opcode, f: dict[str, int]) -> bool:
    """Whether the timing contract has one beat or one step of a stream."""
    if opcode is Opcode.VECTOR:
        return f["read_beats"] + f["write_beats"] <= 1
    if opcode in (Opcode.LOAD, Opcode.STORE):
        end = f["dram"] % machine.beat_granules + f["length"]
        return end <= machine.beat_granules and f["planes"] * f["images"] * f["runs"] == 1
    if opcode is Opcode.GATHER:
        return False
    pixels = f["images"] * f["height"] * f["width"]
    if opcode is Opcode.WEIGHT_STATIONARY:
        return pixels == 1
    return pixels * f["kept"] * max(f["outer"] * f["inner"], machine.adder_latency) == 1


@pytest.mark.parametrize("machine", MACHINES, ids=lambda m: m.name)
def test_single_units_of_work_are_known(machine: Any) -> None:
    rng = np.random.default_rng(4)
    kinds = [op for op in Opcode if ENGINE_OF[op] is not Engine.UPDATE]
    sent = []
    for _ in range(400):
        opcode = Opcode(int(rng.choice(kinds)))
        sent.append((opcode, small_work(rng, opcode, machine.beat_granules)))
    words = [encode(*instruction) for instruction in sent]
    for i, (opcode, _) in enumerate(sent):
        if opcode is Opcode.GATHER:  # bits that are often one beat of a LOAD
            load = encode(Opcode.LOAD, small_work(rng, Opcode.LOAD, machine.beat_granules))
            words[i] = load ^ Opcode.LOAD ^ Opcode.GATHER
    seen = send(machine, words, rng)
    found = set()
    for (opcode, fields), out in zip(sent, seen, strict=True):
        single = out.derived[ENGINE_OF[opcode].name.lower()].single
        assert single == is_single(machine, opcode, fields), (opcode.name, fields)
        found.add((opcode, bool(single)))
    never = {Opcode.GATHER}
    if machine.adder_latency > 1:
        never.add(Opcode.OUTPUT_STATIONARY)
    assert found == {(op, single) for op in kinds for single in {False, op not in never}}


@pytest.mark.parametrize("bus_bytes", [1, 8, 16, 32, 64])
def test_one_is_there_whenever_one_may_leave(bus_bytes: int) -> None:
    """As seldom as memory brings them: one leaves in every cycle in which the contract lets one."""
    accelerator = machine(bus_bytes, 1, 1)
    interval = accelerator.fetch_cycles
    dut, there = Predecode(accelerator), []

    async def bench(ctx: Any) -> None:
        given, brought, since = 0, 0, 0
        for cycle in range(40 * interval):
            ctx.set(dut.i.valid, brought >= interval)
            ctx.set(dut.i.payload.instruction, given)
            begun = cycle >= 4 * interval + 4  # the first is through, more wait behind it
            ctx.set(dut.o.ready, begun and since % interval == 0)
            if begun:
                if since % interval == 0:
                    assert ctx.get(dut.o.valid), f"none in cycle {cycle}"
                    there.append(ctx.get(dut.o.payload.instruction))
                since += 1
            if ctx.get(dut.i.valid) and ctx.get(dut.i.ready):
                given, brought = given + 1, 0
            brought += 1
            await ctx.tick()

    simulator = Simulator(dut)
    simulator.add_clock(1e-6)
    simulator.add_testbench(bench)
    simulator.run()
    assert there == list(range(len(there)))
