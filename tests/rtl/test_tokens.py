"""Token counters count, and say so when they cannot."""

from __future__ import annotations

from typing import Any

import numpy as np
from amaranth.sim import Simulator

from weft.accelerator.isa import Engine
from weft.rtl.control.tokens import Tokens

ENGINES = len(Engine)


def simulate(dut: Tokens, bench: Any) -> None:
    simulator = Simulator(dut)
    simulator.add_clock(1e-6)
    simulator.add_testbench(bench)
    simulator.run()


def test_random_giving_and_taking_is_counted() -> None:
    dut, rng = Tokens(), np.random.default_rng(1)
    counts = np.zeros((ENGINES, ENGINES), np.int64)  # giver, taker

    async def bench(ctx: Any) -> None:
        for _ in range(300):
            give = rng.integers(0, 2, counts.shape)
            take = rng.integers(0, 2, counts.shape) & (counts > 0)
            for e in Engine:
                ctx.set(dut.give[e], int(give[e] @ (1 << np.arange(ENGINES))))
                ctx.set(dut.take[e], int(take[:, e] @ (1 << np.arange(ENGINES))))
            for e in Engine:
                some = counts[:, e] > 0  # of the others none can be taken
                for told, there, where in (
                    (dut.available, some, True),
                    (dut.stays, counts[:, e] + give[:, e] > 0, True),
                    (dut.remains, counts[:, e] + give[:, e] > 1, some),
                ):
                    found = ctx.get(told[e]) >> np.arange(ENGINES) & 1
                    assert np.array_equal(found & where, there & where)
            assert not ctx.get(dut.overflow)
            await ctx.tick()
            counts[:] += give - take

    simulate(dut, bench)


def test_a_full_counter_takes_none_in_the_cycle_of_a_taking() -> None:
    dut = Tokens(bits=1)

    async def bench(ctx: Any) -> None:
        ctx.set(dut.give[Engine.LOAD], 1 << Engine.COMPUTE)
        await ctx.tick()
        ctx.set(dut.take[Engine.COMPUTE], 1 << Engine.LOAD)
        assert ctx.get(dut.overflow)
        ctx.set(dut.give[Engine.LOAD], 0)
        assert not ctx.get(dut.overflow)

    simulate(dut, bench)


def test_a_token_too_many_is_reported() -> None:
    dut = Tokens(bits=2)

    async def bench(ctx: Any) -> None:
        ctx.set(dut.give[Engine.LOAD], 1 << Engine.COMPUTE)
        for given in range(4):
            assert ctx.get(dut.overflow) == (given == 3)
            await ctx.tick()

    simulate(dut, bench)
