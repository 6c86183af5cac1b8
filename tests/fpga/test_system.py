"""The machine with its memory on the chip runs programs as the simulators do."""

from __future__ import annotations

from dataclasses import astuple, replace
from typing import Any

import numpy as np
import pytest
from amaranth.sim import Simulator

from tests.fpga.test_block_memory import WIDTH, Burst, Reader, Writer, reading
from tests.rtl.arithmetic.machines import machine
from tests.rtl.bus.lite_host import LiteHost
from weft.accelerator.registers import HYPER_STEP, PAGE_BYTES, State
from weft.fpga.board import BoardError
from weft.fpga.system import System, require_one_memory
from weft.simulator.timing import simulate
from weft.verification.dice import Dice
from weft.verification.programs import Drawn, random_program

_LIMIT = 40_000  # cycles


def described(fmt: str, **changes: Any) -> Any:
    """2x2 PEs whose beats are as wide as the tests' memory."""
    sizes = {f"{b}_buffer_bytes": 1 << 11 for b in "abou"}
    words = WIDTH // (2 if fmt == "int8" else 4)
    fast = dict(dram_channel_gb_per_s=WIDTH * 0.2, dram_latency=10, clock_mhz=200.0)
    return machine(fmt, 2, min(words, 2), **{**sizes, **fast, **changes})


class Host:
    """Loads memory, sets registers, waits, and reads memory back."""

    def __init__(self, system: System) -> None:
        self.system, self.bus = system, LiteHost(system.control)
        self.cycle = 0
        self.lanes = system.width

    async def transfer(self, ctx: Any, master: Any) -> None:
        while not master.done:
            master.step(ctx, self.cycle)
            await ctx.tick()
            self.cycle += 1
            assert self.cycle < _LIMIT

    async def load(self, ctx: Any, address: int, content: bytes) -> None:
        content += bytes(-len(content) % self.lanes)
        words = [
            int.from_bytes(content[i : i + self.lanes], "little")
            for i in range(0, len(content), self.lanes)
        ]
        first, whole = address // self.lanes, (1 << self.lanes) - 1
        bursts = [
            Burst(first + i, [(word, whole) for word in words[i : i + 16]])
            for i in range(0, len(words), 16)
        ]
        await self.transfer(ctx, Writer(self.system.host_write, bursts, lambda: True, self.lanes))

    async def fetch(self, ctx: Any, address: int, size: int) -> bytes:
        first, count = address // self.lanes, -(-size // self.lanes)
        bursts = [reading(first + i, min(16, count - i)) for i in range(0, count, 16)]
        await self.transfer(ctx, Reader(self.system.host_read, bursts, lambda: True, self.lanes))
        found = b"".join(v.to_bytes(self.lanes, "little") for b in bursts for v, _ in b.found)
        return found[:size]

    async def run(self, ctx: Any, drawn: Drawn, image_at: int) -> None:
        a, program = self.system.accelerator, drawn.program
        settings = {
            "memory_address": image_at, "program_address": 0, "program_length": len(program),
            "window": drawn.image.size // a.granule_bytes,
        }  # fmt: skip
        for name, value in settings.items():
            await self.bus.write(ctx, name, value)
        for row, hyper in enumerate(program.hypers):
            await self.bus.write(ctx, "hyper_index", HYPER_STEP * row)
            for constant in np.array(astuple(hyper), np.float32).view(np.uint32).tolist():
                await self.bus.write(ctx, "hyper_data", constant)
        await self.bus.write(ctx, "control", 1)
        while await self.bus.read(ctx, "status") == State.RUNNING:
            self.cycle += 1
            assert self.cycle < _LIMIT, "the program never ends"


@pytest.mark.parametrize(
    ("fmt", "changes"),
    [("int8", dict(adder_latency=1)), ("fp16", dict(lane_latency=6, update_lanes=2))],
)
def test_a_program_leaves_what_the_simulator_says_in_its_time(
    fmt: str, changes: dict[str, int]
) -> None:
    a = described(fmt, **changes)
    drawn = random_program(Dice.of(5), a, 24)
    code, image = drawn.program.encode(), drawn.image.tobytes()
    image_at = -(-len(code) // PAGE_BYTES) * PAGE_BYTES
    system = System(a, -(-(image_at + len(image)) // 1024) * 1024, instances=False)
    host, told = Host(system), {}

    async def bench(ctx: Any) -> None:
        await host.load(ctx, 0, code)
        await host.load(ctx, image_at, image)
        await host.run(ctx, drawn, image_at)
        for name in ("status", "active_cycles", "stalled_cycles"):
            told[name] = await host.bus.read(ctx, name)
        assert await host.fetch(ctx, image_at, len(image)) == drawn.expected.tobytes()

    simulator = Simulator(system)
    simulator.add_clock(1e-6)
    simulator.add_testbench(bench)
    simulator.run()
    assert image != drawn.expected.tobytes()
    assert told["status"] == State.DONE
    assert told["active_cycles"] == simulate(a, drawn.program)[0].cycles
    # programs and data share a port: what an instruction takes of it, data wait for at most
    assert told["stalled_cycles"] < 20 + len(drawn.program) * (64 // system.width + 12)


def test_what_one_block_of_memory_cannot_serve_is_refused() -> None:
    a = described("int8")
    with pytest.raises(BoardError, match=r"dram_channels=2 of t: memory on the chip is one"):
        require_one_memory(replace(a, dram_channels=2))
    wide = machine("fp16", 16, 4, u_buffer_bytes=1 << 16)
    with pytest.raises(BoardError, match=r"bus_bytes=128 of t: .* use `bus_bytes = 64` or less"):
        require_one_memory(wide)
