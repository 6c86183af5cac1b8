"""The head of a queue asks to start when its engine is free and its tokens are there, at once."""

from __future__ import annotations

from collections import deque
from typing import Any

import numpy as np
import pytest
from amaranth.hdl import Module, Signal
from amaranth.sim import Simulator

from weft.accelerator.isa import Engine
from weft.rtl.control.engine import EngineShell
from weft.rtl.control.sequencer import Sequencer
from weft.rtl.control.tokens import Tokens

ENGINES, TAKER, CYCLES = len(Engine), Engine.VECTOR, 1500
BITS = 1 << np.arange(ENGINES)


class Instant(Sequencer):
    """Free when it is told; what starts has ended in the next cycle: starts may follow at once."""

    def __init__(self) -> None:
        super().__init__(TAKER, 2)
        self.is_free = Signal()

    def elaborate(self, platform: object) -> Module:
        m = Module()
        m.d.comb += self.free.eq(self.is_free)
        m.d.sync += self.end.eq(self.start)
        return m


@pytest.mark.parametrize("depth", [1, 4])
@pytest.mark.parametrize("giving", [0.1, 0.2])
def test_a_request_is_made_in_the_very_cycle_in_which_it_may_be(depth: int, giving: float) -> None:
    """Against a list and counters, tokens being given and taken in the same cycles."""
    top, timer, tokens = Module(), Instant(), Tokens()
    top.submodules.tokens, top.submodules.shell = tokens, EngineShell(timer, depth)
    shell = top.submodules.shell
    top.d.comb += [
        shell.stays.eq(tokens.stays[TAKER]),
        shell.remains.eq(tokens.remains[TAKER]),
        tokens.take[TAKER].eq(shell.take),
    ]
    rng = np.random.default_rng(int(100 * giving) + depth)
    counts, queue = np.zeros(ENGINES, np.int64), deque[np.ndarray]()
    follows = [0, 0]  # the next one asks in the cycle after a start, or not

    async def bench(ctx: Any) -> None:
        started = False
        for _ in range(CYCLES):
            give = rng.random(ENGINES) < giving
            for e in Engine:
                ctx.set(tokens.give[e], int(give[e]) << TAKER)
            pop, puts = rng.random(ENGINES) < 0.3, int(rng.random() < 0.8)
            free = int(rng.random() < 0.9)
            ctx.set(shell.dispatch.valid, puts)
            ctx.set(shell.dispatch.payload.instruction.common.pop, int(pop @ BITS))
            ctx.set(timer.is_free, free)
            asks = bool(queue) and bool(free) and bool(np.all(counts >= queue[0]))
            assert ctx.get(shell.request) == asks
            if started and queue and free:
                follows[asks] += 1
            started = asks and rng.random() < 0.9
            ctx.set(shell.grant, int(started))
            room = len(queue) < depth
            if started:
                counts[:] -= queue.popleft()
            counts[:] += give
            if puts and room:
                queue.append(pop)
            await ctx.tick()

    simulator = Simulator(top)
    simulator.add_clock(1e-6)
    simulator.add_testbench(bench)
    simulator.run()
    if depth > 1:
        assert min(follows) > 20, "nothing follows at once, or nothing has to wait"
