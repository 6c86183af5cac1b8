"""Predecode multiplies as integers do, keeps order under back-pressure, and forgets on demand."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from amaranth.sim import Simulator

from tests import strategies
from weft.accelerator import isa
from weft.accelerator.isa import FIELDS, Opcode
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
    word, at = int(opcode), sum(f.bits for f in isa.COMMON)
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
    dut, seen = Predecode(machine), []

    async def bench(ctx: Any) -> None:
        given = 0
        while len(seen) < len(sent):
            ctx.set(dut.i.valid, given < len(sent) and rng.random() < 0.7)
            ctx.set(dut.o.ready, rng.random() < 0.7)
            if given < len(sent):
                ctx.set(dut.i.payload.instruction, encode(*sent[given]))
                ctx.set(dut.i.payload.error, given % 2)
            if ctx.get(dut.o.valid) and ctx.get(dut.o.ready):
                seen.append(ctx.get(dut.o.payload))
            given += ctx.get(dut.i.valid) and ctx.get(dut.i.ready)
            await ctx.tick()
        ctx.set(dut.i.valid, 1)
        ctx.set(dut.o.ready, 0)
        await ctx.tick().repeat(4)
        assert ctx.get(dut.o.valid)
        ctx.set(dut.clear, 1)
        await ctx.tick()
        assert not ctx.get(dut.o.valid)

    simulator = Simulator(dut)
    simulator.add_clock(1e-6)
    simulator.add_testbench(bench)
    simulator.run()
    for i, ((opcode, fields), out) in enumerate(zip(sent, seen, strict=True)):
        assert out.instruction == encode(opcode, fields)
        assert out.error == i % 2
        is_load = opcode is Opcode.GATHER
        found, bits = (out.products.load, 32) if is_load else (out.products.compute, 20)
        for name, value in products(opcode, fields, machine.a_banks).items():
            assert found[name] == value % (1 << bits), (opcode.name, name)
