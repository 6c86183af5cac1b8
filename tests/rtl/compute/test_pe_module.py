"""The element as a module by itself: it stands still, is reset and placed as an instance."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from amaranth.back import rtlil
from amaranth.hdl import Shape, Value
from amaranth.sim import Simulator

from tests.functional_machines import small
from weft.accelerator.description import Accelerator
from weft.rtl.compute.array import SystolicArray
from weft.rtl.compute.pe import PeModule, element_members, pe_name

ACCELERATORS = (small("int8", 4, 1, "2:4"), small("fp16", 2, 1))
OUTPUTS = ("east", "south", "south_sum")
INPUTS = ("slotted", "west", "shift", "north", "north_sum", "drain")


def outputs_of(
    a: Accelerator, inputs: list[dict[str, int]], holds: np.ndarray[Any, Any], reset: int = -1
) -> list[list[int]]:
    """Outputs in every cycle that the element takes; before each, ``holds`` cycles stand still.

    It is reset while it stands still before cycle ``reset``.
    """
    dut, seen = PeModule(a), []
    for_inputs = {name: Value.cast(getattr(dut, name)) for name in INPUTS}

    async def bench(ctx: Any) -> None:
        for cycle, values in enumerate(inputs):
            for name, value in values.items():
                ctx.set(for_inputs[name], value)
            ctx.set(dut.advance, 0)
            ctx.set(dut.reset, cycle == reset)
            for _ in range(holds[cycle]):
                await ctx.tick()
            ctx.set(dut.advance, 1)
            ctx.set(dut.reset, 0)
            seen.append([ctx.get(Value.cast(getattr(dut, name))) for name in OUTPUTS])
            await ctx.tick()

    simulator = Simulator(dut)
    simulator.add_clock(1e-6)
    simulator.add_testbench(bench)
    simulator.run()
    return seen


def random_inputs(rng: np.random.Generator, a: Accelerator, cycles: int) -> list[dict[str, int]]:
    """Output-stationary for the first half of the cycles, then weight-stationary."""
    members = element_members(a)
    bits = {name: Shape.cast(members[name].shape).width for name in INPUTS}
    found = []
    for cycle in range(cycles):
        values = {n: int.from_bytes(rng.bytes(16), "little") % (1 << w) for n, w in bits.items()}
        found.append(values | {"slotted": int(cycle < cycles // 2)})
    return found


@pytest.mark.parametrize("accelerator", ACCELERATORS, ids=lambda a: a.name)
def test_an_element_that_stands_still_loses_nothing(accelerator: Accelerator) -> None:
    rng = np.random.default_rng(41)
    inputs = random_inputs(rng, accelerator, 80)
    steady = outputs_of(accelerator, inputs, np.zeros(80, np.int64))
    assert outputs_of(accelerator, inputs, rng.integers(0, 3, 80)) == steady
    assert any(total for _, _, total in steady)


def test_a_reset_waits_for_no_enable() -> None:
    """The flags that travel east are gone in the cycle after it."""
    a, rng = ACCELERATORS[0], np.random.default_rng(42)
    inputs = random_inputs(rng, a, 40)
    holds = np.full(40, 1)
    plain, reset = outputs_of(a, inputs, holds), outputs_of(a, inputs, holds, reset=20)
    assert reset[:20] == plain[:20]
    lanes = a.operand.bits * 4
    flags = [found[20][0] >> lanes for found in (plain, reset)]
    assert flags[0] != 0 == flags[1]


def test_an_array_of_instances_names_one_module() -> None:
    a = ACCELERATORS[0]
    text = rtlil.convert(SystolicArray(a, instances=True), name="array")
    assert pe_name(a) == f"weft_pe_{a.digest}"
    assert text.count(f"cell \\{pe_name(a)} ") == a.rows * a.columns
    assert "$mul" not in text
    assert "$mul" in rtlil.convert(PeModule(a), name=pe_name(a))


def test_an_instance_connects_every_port_of_the_module() -> None:
    a = ACCELERATORS[0]
    ports = set(_ports(rtlil.convert(PeModule(a), name=pe_name(a)), pe_name(a)))
    text = rtlil.convert(SystolicArray(a, instances=True), name="array")
    cell = text.split(f"cell \\{pe_name(a)} ")[1].split("end")[0]
    connected = {line.split()[1][1:] for line in cell.splitlines() if "connect" in line}
    assert connected == ports
    assert {"clk", "rst", "reset", "advance", *INPUTS, *OUTPUTS} == ports


def _ports(text: str, module: str) -> list[str]:
    body = text.split(f"module \\{module}\n")[1].split("\nend\n")[0]
    wires = [line.split() for line in body.splitlines() if line.strip().startswith("wire")]
    return [words[-1][1:] for words in wires if {"input", "output"} & set(words)]
