"""The cocotb side of test_cocotb_machine.py: a whole machine between models of cocotbext-axi.

cocotb imports this module inside the simulator; the environment tells the machine and the seed.
"""

from __future__ import annotations

import itertools
import logging
import os
import random
import time
from typing import Any

import cocotb
import numpy as np
from cocotb.clock import Clock
from cocotb.triggers import RisingEdge, with_timeout
from cocotbext.axi import AxiBus, AxiLiteBus, AxiLiteMaster, AxiRam, AxiRamRead, AxiReadBus

from weft.accelerator.isa import Engine, Fault
from weft.accelerator.registers import REGISTER, Control, State
from weft.accelerator.toml import accelerator_named
from weft.simulator.faults import simulate_with_faults
from weft.verification.cases import Case, Settings, case_of

BASE, PROGRAM_BASE = 0x10000, 0x1000
_SERIAL = (1 << 32) - 1


class World:
    """Host, memories and a record of what the trace ports tell."""

    def __init__(self, design: Any) -> None:
        logging.getLogger("cocotb").setLevel(logging.WARNING)
        self.design = design
        self.accelerator = a = accelerator_named(os.environ["WEFT_MACHINE"])
        clock, reset = design.clk, design.rst
        control = AxiLiteBus.from_prefix(design, "s_axi_control")
        self.host = AxiLiteMaster(control, clock, reset)
        program = AxiReadBus.from_prefix(design, "m_axi_program")
        self.program = AxiRamRead(program, clock, reset, size=1 << 18)
        self.memories = [
            AxiRam(AxiBus.from_prefix(design, f"m_axi_memory{i}"), clock, reset, size=1 << 20)
            for i in range(a.dram_channels)
        ]
        self.events: dict[str, dict[int, int]] = {}
        self.cycles = 0

    def pause(self, share: float, seed: int) -> None:
        """Every channel stands still in a share of the cycles."""
        rng = random.Random(seed)
        channels = [self.program.ar_channel, self.program.r_channel]
        for memory in self.memories:
            read, write = memory.read_if, memory.write_if
            channels += [read.ar_channel, read.r_channel]
            channels += [write.aw_channel, write.w_channel, write.b_channel]
        for channel in channels:
            channel.set_pause_generator(rng.random() < share for _ in itertools.count())

    async def begin(self) -> None:
        self.design.rst.value = 1
        cocotb.start_soon(Clock(self.design.clk, 10, "ns").start())
        for _ in range(3):
            await RisingEdge(self.design.clk)
        self.design.rst.value = 0
        cocotb.start_soon(self._listen())

    async def _listen(self) -> None:
        """Note events in cycles of the core; values are those just before the edge."""
        design = self.design
        while True:
            await RisingEdge(design.clk)
            self.cycles += 1
            if not int(design.trace_advance.value):
                continue
            for kind in ("started", "ended"):
                happens = int(getattr(design, f"trace_{kind}").value)
                if not happens:
                    continue
                serials = int(getattr(design, f"trace_{kind}_serial").value)
                for e in Engine:
                    if happens >> e & 1:
                        serial = serials >> 32 * e & _SERIAL
                        assert serial not in self.events[kind], f"{kind} {serial} comes twice"
                        self.events[kind][serial] = int(design.trace_cycle.value)

    async def write(self, name: str, value: int, index: int = 0) -> None:
        register = REGISTER[name]
        text = int(value).to_bytes(register.bits // 8, "little")
        for word in range(register.words):
            await self.host.write(register.at(index) + 4 * word, text[4 * word : 4 * word + 4])

    async def read(self, name: str) -> int:
        register = REGISTER[name]
        words = [await self.host.read(register.at(0) + 4 * w, 4) for w in range(register.words)]
        return int.from_bytes(b"".join(bytes(word.data) for word in words), "little")

    async def run(self, case: Case, code: bytes, window: int) -> State:
        """Load ``case`` with ``code`` as its program, start it, and wait until it stops."""
        a, width = self.accelerator, self.accelerator.bus_bytes // self.accelerator.dram_channels
        image = np.pad(case.image, (0, -len(case.image) % a.bus_bytes))
        parts = image.reshape(-1, a.dram_channels, width)
        for i, memory in enumerate(self.memories):
            memory.write(BASE, parts[:, i].tobytes())
            await self.write("memory_address", BASE, i)
        self.program.mem[PROGRAM_BASE : PROGRAM_BASE + len(code)] = code
        settings = {
            "program_address": PROGRAM_BASE, "program_length": len(code) // 64, "window": window,
            "hyper_index": 0,
        }  # fmt: skip
        for name, value in settings.items():
            await self.write(name, value)
        for h in case.program.hypers:
            row = (h.learning_rate, h.momentum, h.weight_decay, h.gradient_scale, h.decay)
            for word in np.array(row, np.float32).view(np.uint32).tolist():
                await self.write("hyper_data", word)
        self.events = {"started": {}, "ended": {}}
        await self.write("control", Control.START | Control.INTERRUPT)
        await with_timeout(RisingEdge(self.design.interrupt), 10, "ms")
        await self.write("notices", 7)
        return State(await self.read("status"))

    def image(self, size: int) -> bytes:
        width = self.accelerator.bus_bytes // self.accelerator.dram_channels
        beats = -(-size // self.accelerator.bus_bytes)
        parts = [np.frombuffer(m.read(BASE, beats * width), np.uint8) for m in self.memories]
        return np.stack(parts, 0).reshape(len(parts), beats, width).swapaxes(0, 1).tobytes()[:size]


def case(world: World, number: int) -> Case:
    seed = int(os.environ["WEFT_SEED"])
    return case_of(Settings(seed=seed, accelerator=world.accelerator, length=30), number)


def assert_events(world: World, start: np.ndarray[Any, Any], end: np.ndarray[Any, Any]) -> None:
    for kind, times in (("started", start), ("ended", end)):
        happened = {i: t for i, t in enumerate(times.tolist()) if t >= 0}
        assert world.events[kind] == happened, kind


@cocotb.test()
async def programs_run_as_simulated_whatever_the_memory_does(design: Any) -> None:
    world = World(design)
    await world.begin()
    assert await world.read("digest") == int(world.accelerator.digest, 16)
    began = time.perf_counter()
    for number, share in enumerate((0.0, 0.3, 0.7)):
        world.pause(share, number)
        drawn = case(world, 0)  # buffers are zero at power-up alone: the same program once more
        code = drawn.program.encode()
        granules = len(drawn.image) // world.accelerator.granule_bytes
        if number:
            design.rst.value = 1  # memories keep what they hold; the program loads all it reads
            await RisingEdge(design.clk)
            design.rst.value = 0
        assert await world.run(drawn, code, granules) is State.DONE
        stop = simulate_with_faults(world.accelerator, drawn.program)
        assert_events(world, stop.trace.start, stop.trace.end)
        if number == 0:
            assert world.image(len(drawn.image)) == drawn.expected.tobytes()
        assert await world.read("active_cycles") == stop.cycle
    rate = world.cycles / (time.perf_counter() - began)
    print(f"cocotb: {world.cycles} clock cycles, {rate:.0f} a second", flush=True)


@cocotb.test()
async def faults_stop_the_machine_and_a_reset_frees_it(design: Any) -> None:
    world = World(design)
    await world.begin()
    world.pause(0.3, 5)
    drawn = case(world, 1)
    granules = len(drawn.image) // world.accelerator.granule_bytes
    code = np.frombuffer(drawn.program.encode(), np.uint8).reshape(-1, 64).copy()
    code[len(code) // 2, 0] &= 0xF0  # an opcode of 0
    for wrong, window, fault in (
        (code, granules, Fault.ILLEGAL_OPCODE),
        (np.frombuffer(drawn.program.encode(), np.uint8).reshape(-1, 64), 8, Fault.ADDRESS),
    ):
        assert await world.run(drawn, wrong.tobytes(), window) is State.FAULT
        stop = simulate_with_faults(world.accelerator, wrong, window=window)
        assert stop.fault is fault
        assert await world.read("fault") == fault
        assert await world.read("fault_instruction") == stop.instruction
        assert await world.read("active_cycles") == stop.cycle + 1
        assert_events(world, stop.trace.start, stop.trace.end)
        await world.write("control", Control.RESET)
        while await world.read("status") != State.IDLE:
            pass
    assert await world.run(drawn, drawn.program.encode(), granules) is State.DONE
    stop = simulate_with_faults(world.accelerator, drawn.program)
    assert_events(world, stop.trace.start, stop.trace.end)
