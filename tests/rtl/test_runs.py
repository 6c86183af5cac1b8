"""The beat walker visits the beats that the runs touch, and nothing else."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from amaranth.sim import Simulator

from tests import strategies
from weft.accelerator.isa import Opcode, columns
from weft.rtl.transfer.runs import RUN_FIELDS, Runs


def touched(fields: dict[str, int], beat: int) -> list[int]:
    """First used granule of every beat of every run, by looking at each granule."""
    found = []
    for p in range(fields["planes"]):
        for i in range(fields["images"]):
            for r in range(fields["runs"]):
                at = fields["dram"] + p * fields["plane_stride"] + i * fields["image_stride"]
                at += r * fields["run_stride"]
                granules = range(at, at + fields["length"])
                found += [g for g in granules if g == at or g % beat == 0]
    return found


def random_fields(rng: np.random.Generator) -> dict[str, int]:
    row = strategies.random_row(rng, Opcode.LOAD)
    return {name: int(row[columns(Opcode.LOAD)[name]]) for name in RUN_FIELDS}


def walk(beat: int, transfers: list[dict[str, int]], rng: np.random.Generator) -> list[list[int]]:
    """Addresses of every transfer, the next loaded in the last step of the one before."""
    dut = Runs(beat)
    found: list[list[int]] = []

    async def bench(ctx: Any) -> None:
        ctx.set(dut.load, 1)
        for i, fields in enumerate(transfers):
            ctx.set(dut.fields, fields)
            await ctx.tick()
            ctx.set(dut.load, 0)
            ctx.set(dut.fields, transfers[i - 1])  # what the queue shows meanwhile is no matter
            found.append([])
            while True:
                ctx.set(dut.step, int(rng.integers(2)))
                if ctx.get(dut.step):
                    found[-1].append(ctx.get(dut.address))
                    if ctx.get(dut.last):
                        break
                await ctx.tick()
            ctx.set(dut.load, 1)

    simulator = Simulator(dut)
    simulator.add_clock(1e-6)
    simulator.add_testbench(bench)
    simulator.run()
    return found


@pytest.mark.parametrize("beat", [1, 4, 16])
def test_every_beat_of_every_run_is_visited_once_and_in_order(beat: int) -> None:
    rng = np.random.default_rng(beat)
    transfers = [random_fields(rng) for _ in range(20)]
    assert walk(beat, transfers, rng) == [touched(t, beat) for t in transfers]
