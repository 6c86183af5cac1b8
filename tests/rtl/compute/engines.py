"""Running instructions on the COMPUTE engine in Amaranth's own simulator."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from amaranth.hdl import EnableInserter, Module, Signal
from amaranth.sim import Simulator

from weft.accelerator import isa, timing
from weft.accelerator.description import ADDRESS_BITS, Accelerator
from weft.accelerator.isa import Opcode
from weft.rtl.compute.engine import ComputeEngine
from weft.simulator.functional_machine import Machine

Row = np.ndarray[Any, Any]
_LIMIT = 20_000  # cycles: far beyond any test


@dataclass
class Played:
    """First and last cycles of the instructions, and codes (2 * o_words, R) of O afterwards."""

    start: list[int]
    end: list[int]
    words: np.ndarray[Any, Any]


class Bench:
    """An engine whose buffers are filled from a `Machine` through its write ports.

    With ``stalls``, cycles in which the engine stands still come between its own.
    """

    def __init__(self, machine: Machine, stalls: np.random.Generator | None = None) -> None:
        self.machine, self.a = machine, machine.accelerator
        self.dut, self.stalls = ComputeEngine(self.a), stalls
        self.advance = Signal(init=1)

    async def tick(self, ctx: Any) -> None:
        """A cycle of the engine."""
        while self.stalls is not None and self.stalls.random() < 0.4:
            ctx.set(self.advance, 0)
            await ctx.tick()
        ctx.set(self.advance, 1)
        await ctx.tick()

    def run(self, bench: Callable[[Any], Any]) -> None:
        top = Module()
        top.submodules.engine = EnableInserter(self.advance)(self.dut)
        simulator = Simulator(top)
        simulator.add_clock(1e-6)
        simulator.add_testbench(bench)
        simulator.run()

    # ---- buffers ----

    async def fill(self, ctx: Any) -> None:
        a, m = self.a, self.machine
        for bank in range(a.a_banks):
            granules = m.encode(m.a[bank * a.a_granules : (bank + 1) * a.a_granules])
            await self._write(ctx, self.dut.a_write, granules, 1 << bank)
        await self._write(ctx, self.dut.b_write, m.encode(m.b), 1)
        nibbles = m.index.reshape(a.b_index_granules, a.index_rows * a.rows)
        await self._write(ctx, self.dut.index_write, nibbles[:, ::2] | nibbles[:, 1::2] << 4, 1)

    async def _write(self, ctx: Any, port: Any, granules: Row, enable: int) -> None:
        """A beat a cycle; a last one that is not full writes its granules only."""
        k = self.a.beat_granules
        for beat in range(0, len(granules), k):
            part = granules[beat : beat + k]
            data = int.from_bytes(np.ascontiguousarray(part).tobytes(), "little")
            mask = (1 << len(part)) - 1
            write = {"enable": enable, "address": beat // k, "mask": mask, "data": data}
            ctx.set(port, write)
            await self.tick(ctx)
        ctx.set(port.enable, 0)

    async def beats(self, ctx: Any, clear: int = 0) -> np.ndarray[Any, Any]:
        """Codes (2 * o_words, R) that STORE finds; of each beat those of mask ``clear`` go."""
        k, words = self.a.beat_granules, []
        for half in range(2):
            for beat in range(self.a.o_words // k):
                read = {
                    "enable": 1,
                    "holds": 1 << half,
                    "half": half,
                    "address": beat,
                    "clear": clear,
                }
                ctx.set(self.dut.store_read, read)
                await self.tick(ctx)
                ctx.set(self.dut.store_read.enable, 0)
                ctx.set(self.dut.store_read.holds, 0)
                for _ in range(self.a.buffer_latency - 1):
                    await self.tick(ctx)
                words.append(codes(ctx.get(self.dut.store_sums), k * self.a.rows))
        return np.array(words).reshape(-1, self.a.rows)

    async def rows(self, ctx: Any, *, clear: bool = False) -> np.ndarray[Any, Any]:
        """Codes (2 * o_words, R) that UPDATE finds."""
        words = []
        for half in range(2):
            for row in range(self.a.o_words):
                read = {"enable": 1, "half": half, "row": row, "clear": clear}
                ctx.set(self.dut.update_read, read)
                await self.tick(ctx)
                ctx.set(self.dut.update_read.enable, 0)
                for _ in range(self.a.buffer_latency - 1):
                    await self.tick(ctx)
                words.append(codes(ctx.get(self.dut.update_sums), self.a.rows))
        return np.array(words)

    # ---- instructions ----

    async def play(self, ctx: Any, rows: Sequence[Row], waits: Sequence[int]) -> Played:
        """Start each row as soon as the engine and the end of row number ``waits`` allow it."""
        starts: list[int] = []
        ends: list[int] = []
        cycle = 0
        while len(ends) < len(rows):
            ctx.set(self.dut.start, 0)
            i = len(starts)
            if i < len(rows):
                ctx.set(self.dut.instruction.as_value(), encoded(rows[i]))
                ctx.set(self.dut.derived, derived(self.a, rows[i]))
                waited = waits[i] < 0 or (len(ends) > waits[i] and ends[waits[i]] < cycle)
                if waited and ctx.get(self.dut.free):
                    ctx.set(self.dut.start, 1)
                    starts.append(cycle)
            if ctx.get(self.dut.end):
                ends.append(cycle)
            await self.tick(ctx)
            cycle += 1
            assert cycle < _LIMIT, "the engine never ends"
        ctx.set(self.dut.start, 0)
        await self.tick(ctx)  # the last write is in the cycle after the end
        return Played(starts, ends, await self.beats(ctx))


def play(
    machine: Machine,
    rows: Sequence[Row],
    waits: Sequence[int] | None = None,
    stalls: np.random.Generator | None = None,
) -> Played:
    """What the engine makes of ``rows``, its buffers being the machine's; O is zero before."""
    bench, played = Bench(machine, stalls), []

    async def testbench(ctx: Any) -> None:
        await bench.fill(ctx)
        played.append(await bench.play(ctx, rows, waits or [-1] * len(rows)))

    bench.run(testbench)
    return played[0]


def codes(value: int, count: int) -> list[int]:
    """The first ``count`` words of 32 bits."""
    return [value >> 32 * i & 0xFFFFFFFF for i in range(count)]


def encoded(row: Row) -> int:
    return int.from_bytes(isa.pack(row[None])[0].tobytes(), "little")


def derived(a: Accelerator, row: Row) -> dict[str, int]:
    """What predecode makes, docs/rtl.md."""
    op = Opcode(int(row[isa.OPCODE]))
    f = {name: int(row[place]) for name, place in isa.columns(op).items()}
    pitch, out = f["plane_pitch"], {}
    out["first"] = f["y0"] * f["window_row"] + f["x0"]
    out["row_step"] = f["y_step"] * f["window_row"]
    out["turn"] = f["a_plane"] // a.a_banks * pitch
    if op is Opcode.OUTPUT_STATIONARY:
        turns = a.a_banks if f["kept"] == f["group"] else 1
        out["outer_row"] = f["outer_y"] * f["window_row"]
        out["outer_turn"] = f["outer_plane"] // turns * pitch
        out["inner_turn"] = f["inner_plane"] // turns * pitch
    found = {name: value % 2**ADDRESS_BITS for name, value in out.items()}
    return found | {"single": int(timing.costs(a, row[None])[0, timing.STREAM]) == 1}


def expected_ends(a: Accelerator, rows: Sequence[Row], starts: Sequence[int]) -> list[int]:
    """Rule 6 of the timing contract."""
    ends, free = [], 0
    for cost, start in zip(timing.costs(a, np.stack(rows)), starts, strict=True):
        begin = max(start + int(cost[timing.SETUP]), free)
        free = begin + int(cost[timing.STREAM])
        ends.append(free + int(cost[timing.TAIL]))
    return ends
