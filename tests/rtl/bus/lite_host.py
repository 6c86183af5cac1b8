"""A host on AXI4-Lite that is as slow and as unordered as the protocol lets it be."""

from __future__ import annotations

from typing import Any

import numpy as np

from weft.accelerator.registers import REGISTER


class LiteHost:
    """Reads and writes registers, and checks that answers stay until they are taken."""

    def __init__(self, bus: Any, seed: int = 0, stalls: float = 0.0) -> None:
        self.bus, self.stalls = bus, stalls
        self.rng = np.random.default_rng(seed)

    def _wait(self) -> int:
        return int(self.rng.geometric(1 - self.stalls)) - 1

    async def _answer(self, ctx: Any, channel: str, names: tuple[str, ...]) -> tuple[int, ...]:
        """Wait for an answer, let it wait, take it."""
        valid = getattr(self.bus, f"{channel}valid")
        ready = getattr(self.bus, f"{channel}ready")
        payload = [getattr(self.bus, f"{channel}{name}") for name in names]
        for _ in range(64):
            if ctx.get(valid):
                break
            await ctx.tick()
        assert ctx.get(valid), "no answer"
        values = tuple(ctx.get(signal) for signal in payload)
        for _ in range(self._wait()):
            await ctx.tick()
            assert ctx.get(valid), "the answer was withdrawn"
            assert tuple(ctx.get(signal) for signal in payload) == values
        ctx.set(ready, 1)
        await ctx.tick()
        ctx.set(ready, 0)
        return values

    async def write_word(self, ctx: Any, offset: int, value: int, strobe: int = 15) -> int:
        """Address and data begin in any order; returns the response."""
        bus = self.bus
        starts = {"aw": self._wait(), "w": self._wait()}
        ctx.set(bus.awaddr, offset)
        ctx.set(bus.wdata, value)
        ctx.set(bus.wstrb, strobe)
        waiting, cycle = {"aw", "w"}, 0
        while waiting:
            going = [c for c in waiting if cycle >= starts[c]]
            for channel in going:
                ctx.set(getattr(bus, f"{channel}valid"), 1)
            done = [c for c in going if ctx.get(getattr(bus, f"{c}ready"))]
            assert cycle < 64, "the slave takes no write"
            await ctx.tick()
            for channel in done:
                ctx.set(getattr(bus, f"{channel}valid"), 0)
                waiting.remove(channel)
            cycle += 1
        return (await self._answer(ctx, "b", ("resp",)))[0]

    async def read_word(self, ctx: Any, offset: int) -> int:
        bus = self.bus
        for _ in range(self._wait()):
            await ctx.tick()
        ctx.set(bus.araddr, offset)
        ctx.set(bus.arvalid, 1)
        for _ in range(64):
            if ctx.get(bus.arready):
                break
            await ctx.tick()
        assert ctx.get(bus.arready), "the slave takes no read"
        await ctx.tick()
        ctx.set(bus.arvalid, 0)
        value, response = await self._answer(ctx, "r", ("data", "resp"))
        assert response == 0
        return value

    async def write(self, ctx: Any, name: str, value: int, index: int = 0) -> None:
        """Write all words of a register, the low one first."""
        register = REGISTER[name]
        for word in range(register.words):
            part = value >> 32 * word & 0xFFFF_FFFF
            assert await self.write_word(ctx, register.at(index) + 4 * word, part) == 0

    async def read(self, ctx: Any, name: str, index: int = 0) -> int:
        register, value = REGISTER[name], 0
        for word in range(register.words):
            value |= await self.read_word(ctx, register.at(index) + 4 * word) << 32 * word
        return value
