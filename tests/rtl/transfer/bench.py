"""Feeding a memory engine with instructions as its shell does."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from amaranth.hdl import Value
from amaranth.sim import Simulator

from tests.rtl.transfer.transfers import beats
from weft.accelerator import isa, timing
from weft.accelerator.description import Accelerator
from weft.accelerator.isa import Opcode, columns
from weft.rtl.control.sequencer import Sequencer

LAST_WINDOW = (1 << 32) - 1  # granules
_LIMIT = 20_000  # cycles: far beyond any test here


class Feeder:
    """Starts instructions as soon as the engine lets them, or some cycles later.

    What the engine sees of instructions in any other cycle is noise. A subclass plays the world
    around the engine in `settle`, which sees the outputs of a cycle and sets inputs that belong to
    it. Starts, ends and faults are kept by cycle. Each instruction has a window of its own, which
    ends the cycle after the next one starts.
    """

    def __init__(
        self, engine: Sequencer, accelerator: Accelerator, rows: list[np.ndarray], *, seed: int,
        eager: bool = True, windows: Sequence[int] = (),
    ) -> None:  # fmt: skip
        self.engine, self.accelerator, self.rows = engine, accelerator, rows
        self.codes = [int.from_bytes(code.tobytes(), "little") for code in isa.pack(np.stack(rows))]
        self.windows = windows or [LAST_WINDOW] * len(rows)
        self.rng, self.eager = np.random.default_rng(seed), eager
        self.started: list[int] = []
        self.ended: list[int] = []
        self.faults: list[int] = []  # cycles
        self.cycle = 0

    async def settle(self, ctx: Any) -> None:
        raise NotImplementedError

    def run(self, extra: int = 4) -> None:
        """Until all have ended and ``extra`` cycles more."""

        async def testbench(ctx: Any) -> None:
            left = extra
            while left:
                ctx.set(self.engine.window, self.windows[max(0, len(self.started) - 1)])
                self._offer(ctx)
                if ctx.get(self.engine.fault_address):
                    self.faults.append(self.cycle)
                await self.settle(ctx)
                if ctx.get(self.engine.end):
                    self.ended.append(self.cycle)
                await ctx.tick()
                self.cycle += 1
                left -= len(self.ended) == len(self.rows)
                assert self.cycle < _LIMIT, "the engine does not come to an end"

        simulator = Simulator(self.engine)
        simulator.add_clock(1e-6)
        simulator.add_testbench(testbench)
        simulator.run()

    def expected_faults(self) -> list[int]:
        """The cycle of every beat with a used granule behind the window of its instruction."""
        a, found = self.accelerator, []
        for row, start, window in zip(self.rows, self.started, self.windows, strict=True):
            for j, beat in enumerate(beats(a, row)):
                if max(beat, default=-1) >= window:
                    found.append(start + (j + 1) * a.beat_cycles)
        return found

    def _offer(self, ctx: Any) -> None:
        ready = len(self.started) < len(self.rows) and (self.eager or self.rng.random() < 0.2)
        start = ready and ctx.get(self.engine.free) and not ctx.get(self.engine.holds_port)
        shown = len(self.started) if start else int(self.rng.integers(len(self.rows)))
        self._show(ctx, shown, start)
        ctx.set(self.engine.start, int(start))
        if start:
            self.started.append(self.cycle)

    def _show(self, ctx: Any, number: int, meant: bool) -> None:
        instruction, derived = Value.cast(self.engine.instruction), self.engine.derived
        ctx.set(instruction, self.codes[number] if meant else self.noise(len(instruction)))
        for name, _ in derived.shape():
            width = len(derived[name])
            value = self._derived(self.rows[number], name) if meant else self.noise(width)
            ctx.set(derived[name], value & ((1 << width) - 1))

    def noise(self, bits: int) -> int:
        """Anything."""
        return int.from_bytes(self.rng.bytes(-(-bits // 8)), "little") & ((1 << bits) - 1)

    def check_times(self) -> None:
        """Starts no earlier than the contract allows, at once if eager; ends when it says."""
        cost = timing.costs(self.accelerator, np.stack(self.rows))
        started = np.array(self.started)
        assert self.ended == (started + cost[:, timing.LATENCY]).tolist()
        gaps = np.diff(started) - cost[:-1, timing.HOLD]
        assert (gaps >= 0).all()
        if self.eager:
            assert not gaps.any()

    def _derived(self, row: np.ndarray, name: str) -> int:
        """What is predecoded; anything where it has no meaning."""
        opcode = Opcode(int(row[isa.OPCODE]))
        if name == "single":
            return len(beats(self.accelerator, row)) == 1
        if opcode is not Opcode.GATHER:
            return -1
        f = {key: int(row[place]) for key, place in columns(opcode).items()}
        if name == "first":
            return f["y0"] * f["row_stride"] + f["x0"]
        return f["y_step"] * f["row_stride"]
