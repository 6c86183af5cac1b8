"""The beat walker visits the beats that the runs touch, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
from amaranth.sim import Simulator

from tests import strategies
from weft.accelerator.isa import Opcode, columns
from weft.rtl.transfer.runs import RUN_FIELDS, Runs

_PLACES = 1 << 20  # granules that the fields of a buffer reach


@dataclass
class Beat:
    """Granules of memory, from the first used to behind the last, and of the buffer."""

    address: int
    end: int
    place: int
    plane_ends: bool = False


def touched(fields: dict[str, int], beat: int, moves: list[bool]) -> list[Beat]:
    """Every beat of every run, by looking at each granule."""
    found: list[Beat] = []
    plane = fields["buffer"]
    for p in range(fields["planes"]):
        for i in range(fields["images"]):
            for r in range(fields["runs"]):
                at = fields["dram"] + p * fields["plane_stride"]
                at += i * fields["image_stride"] + r * fields["run_stride"]
                place = plane + i * fields["image_pitch"] + r * fields["run_pitch"]
                for n in range(fields["length"]):
                    if n == 0 or (at + n) % beat == 0:
                        found.append(Beat(at + n, at + n, (place + n) % _PLACES))
                    found[-1].end = at + n + 1
        found[-1].plane_ends = True
        plane += moves[p] * fields["plane_pitch"]
    return found


def random_fields(rng: np.random.Generator) -> dict[str, int]:
    row = strategies.random_row(rng, Opcode.LOAD)
    fields = {name: int(row[columns(Opcode.LOAD)[name]]) for name in RUN_FIELDS}
    pitches = {name: int(rng.integers(1 << 18)) for name in RUN_FIELDS if "pitch" in name}
    return (
        fields | pitches | {"buffer": int(rng.integers(_PLACES)), "planes": int(rng.integers(1, 5))}
    )


class Walked:
    """Beats of every transfer, the next loaded in the last step of the one before."""

    def __init__(self, beat: int, rng: np.random.Generator) -> None:
        self.dut, self.rng = Runs(beat), rng
        self.beats: list[list[Beat]] = []
        self.moves: list[list[bool]] = []  # for each plane, whether the next lies further

    def run(self, transfers: list[dict[str, int]]) -> None:
        async def bench(ctx: Any) -> None:
            ctx.set(self.dut.load, 1)
            for i, fields in enumerate(transfers):
                ctx.set(self.dut.fields, fields)
                await ctx.tick()
                # what is loaded is told by nobody but who loads it
                every = touched(fields, self.dut.beat_granules, [True] * fields["planes"])
                self.is_last = len(every) == 1
                ctx.set(self.dut.load, 0)
                # what the queue shows meanwhile is no matter
                ctx.set(self.dut.fields, transfers[i - 1])
                self.beats.append([])
                self.moves.append([])
                while not await self._step(ctx):
                    pass
                ctx.set(self.dut.load, 1)

        simulator = Simulator(self.dut)
        simulator.add_clock(1e-6)
        simulator.add_testbench(bench)
        simulator.run()

    async def _step(self, ctx: Any) -> bool:
        """A step or an idle cycle; True in the last step, whose cycle is not over."""
        dut, step, moves = self.dut, bool(self.rng.integers(2)), bool(self.rng.integers(2))
        ctx.set(dut.step, step)
        ctx.set(dut.plane_moves, moves)
        if step:
            self._note(ctx, moves)
            if self.is_last:
                return True
        await self._tick(ctx)
        return False

    async def _tick(self, ctx: Any) -> None:
        self.is_last = bool(ctx.get(self.dut.last_next))
        await ctx.tick()

    def _note(self, ctx: Any, moves: bool) -> None:
        dut = self.dut
        address, final, place = (ctx.get(s) for s in (dut.address, dut.final, dut.place))
        end = final + 1
        plane_ends = bool(ctx.get(dut.plane_ends))
        self.beats[-1].append(Beat(address, end, place, plane_ends))
        if plane_ends:
            self.moves[-1].append(moves)
        k = dut.beat_granules
        first, used = address % k, end - address
        assert ctx.get(dut.mask) == ((1 << used) - 1) << first


@pytest.mark.parametrize("beat", [1, 4, 16])
def test_every_beat_of_every_run_is_visited_once_and_in_order(beat: int) -> None:
    rng = np.random.default_rng(beat)
    transfers = [random_fields(rng) for _ in range(20)]
    walked = Walked(beat, rng)
    walked.run(transfers)
    for fields, beats, moves in zip(transfers, walked.beats, walked.moves, strict=True):
        assert beats == touched(fields, beat, moves)
