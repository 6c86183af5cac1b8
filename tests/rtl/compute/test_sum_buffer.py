"""The O buffer against an array: the array of elements, STORE and UPDATE at work at once."""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np
import pytest
from amaranth.sim import Simulator

from tests.functional_machines import small
from tests.rtl.compute.engines import codes
from weft.accelerator.description import Accelerator
from weft.rtl.compute.sum_buffer import SumBuffer

Array = np.ndarray[Any, Any]
CYCLES = 400
PHASE = 40  # cycles for which each half has the same user


class Model:
    """Words (half, word, column) as they are after each cycle; columns lag behind column 0."""

    def __init__(self, a: Accelerator, rng: np.random.Generator) -> None:
        self.a, self.rng = a, rng
        self.words = np.zeros((2, a.o_words, a.columns), np.int64)
        self.reads: list[dict[str, int]] = []
        self.writes: list[dict[str, int]] = []
        self.clears: list[tuple[int, int]] = []  # (half, word), due in this cycle

    def word(self, half: int, valid: bool) -> dict[str, int]:
        address = int(self.rng.integers(self.a.o_words))
        return {"valid": int(valid), "half": half, "address": address}

    def at(self, steps: list[dict[str, int]], column: int) -> dict[str, int]:
        """What reaches a column in this cycle."""
        return steps[-1 - column] if len(steps) > column else {"valid": 0}

    def beat(self, half: int, address: int) -> Array:
        k = self.a.beat_granules
        return self.words[half, address * k : (address + 1) * k].copy()

    def end_cycle(self, totals: list[int], clears: list[tuple[int, int]]) -> None:
        for half, word in self.clears:
            self.words[half, word] = 0
        for column, total in enumerate(totals):
            step = self.at(self.writes, column)
            if step["valid"]:
                self.words[step["half"], step["address"], column] = total
        self.clears = clears


def users(cycle: int) -> tuple[int, int]:
    """The half that the elements use, and that of STORE or UPDATE; nobody does where they meet."""
    phase = cycle // PHASE
    return phase % 2, 1 - phase % 2


@pytest.mark.parametrize("latency", [1, 2, 3])
@pytest.mark.parametrize("shape", [(2, 1), (4, 4), (4, 2)], ids=str)
def test_all_users_find_what_they_left(shape: tuple[int, int], latency: int) -> None:
    rows, beat = shape
    a = dataclasses.replace(small("int8", rows, beat), buffer_latency=latency)
    model, dut = Model(a, np.random.default_rng(rows * beat)), SumBuffer(a)
    due: dict[tuple[str, int], int | list[int]] = {}

    async def bench(ctx: Any) -> None:
        for cycle in range(CYCLES):
            _drive(ctx, dut, model, cycle, due)
            for (port, number), value in list(due.items()):
                if number >> 8 == cycle:
                    assert _found(ctx, dut, a, port, number & 255) == value, (port, cycle)
                    del due[port, number]
            await ctx.tick()

    simulator = Simulator(dut)
    simulator.add_clock(1e-6)
    simulator.add_testbench(bench)
    simulator.run()
    assert model.words.any(axis=(1, 2)).all()


def _found(ctx: Any, dut: SumBuffer, a: Accelerator, port: str, column: int) -> Any:
    if port == "sums":
        return ctx.get(dut.sums[column])
    count = a.columns * (a.beat_granules if port == "store" else 1)
    return codes(ctx.get(getattr(dut, f"{port}_sums")), count)


def _drive(ctx: Any, dut: SumBuffer, model: Model, cycle: int, due: dict) -> None:
    """Random accesses; near the end of a phase none, so that the next user finds the half free."""
    a, rng = model.a, model.rng
    mine, theirs = users(cycle)
    open_ = cycle % PHASE < PHASE - a.columns - 2
    for steps, port in ((model.reads, dut.read), (model.writes, dut.write)):
        steps.append(model.word(mine, open_ and rng.random() < 0.8))
        word = steps[-1]
        place = {"half": word["half"], "address": word["address"]}
        ctx.set(port, {"valid": word["valid"], "place": place})
    totals = rng.integers(0, 1 << 32, a.columns).tolist()
    for column, total in enumerate(totals):
        ctx.set(dut.totals[column], total)
        _expect_sum(model, cycle, column, due)
    clears = _ask(ctx, dut, model, cycle, theirs, due) if open_ else _ask_nothing(ctx, dut)
    model.end_cycle(totals, clears)


def _expect_sum(model: Model, cycle: int, column: int, due: dict) -> None:
    """A read beside the write of its beat may find either, so it is not looked at."""
    read, write = model.at(model.reads, column), model.at(model.writes, column)
    if not read["valid"]:
        return
    if write["valid"] and write["address"] == read["address"]:
        return
    value = int(model.words[read["half"], read["address"], column])
    due["sums", (cycle + model.a.buffer_latency) << 8 | column] = value


def _ask_nothing(ctx: Any, dut: SumBuffer) -> list[tuple[int, int]]:
    ctx.set(dut.store_read.enable, 0)
    ctx.set(dut.store_read.holds, 0)
    ctx.set(dut.update_read.enable, 0)
    return []


def _ask(
    ctx: Any, dut: SumBuffer, model: Model, cycle: int, half: int, due: dict
) -> list[tuple[int, int]]:
    """A beat for STORE in every other phase, else a word for UPDATE; returns what is cleared."""
    a, rng = model.a, model.rng
    k = a.beat_granules
    _ask_nothing(ctx, dut)
    when = (cycle + a.buffer_latency) << 8
    if cycle // PHASE // 2 % 2:
        row, clear = int(rng.integers(a.o_words)), int(rng.integers(2))
        if (half, row) in model.clears:
            return []
        ctx.set(dut.update_read, {"enable": 1, "half": half, "row": row, "clear": clear})
        due["update", when] = model.words[half, row].tolist()
        return [(half, row)] * clear
    beat, mask = int(rng.integers(a.o_words // k)), int(rng.integers(1 << k))
    words = [(half, beat * k + i) for i in range(k)]
    if set(words) & set(model.clears):
        return []
    read = {"enable": 1, "holds": 1 << half, "half": half, "address": beat, "clear": mask}
    ctx.set(dut.store_read, read)
    due["store", when] = model.beat(half, beat).reshape(-1).tolist()
    return [word for i, word in enumerate(words) if mask >> i & 1]
