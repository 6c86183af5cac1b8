"""The cocotb side of test_cocotb.py: host and memories of cocotbext-axi around the flat shell.

cocotb imports this module inside the simulator; the environment says which machine it is.
"""

from __future__ import annotations

import itertools
import logging
import os
import random
from typing import Any

import cocotb
import numpy as np
from amaranth.lib import data
from cocotb.clock import Clock
from cocotb.triggers import FallingEdge, RisingEdge
from cocotbext.axi import AxiBus, AxiLiteBus, AxiLiteMaster, AxiRam, AxiRamRead, AxiReadBus

from tests.rtl.bus.core_double import random_plan
from tests.rtl.bus.machines import MACHINES, join, split
from tests.rtl.bus.reference import expect
from tests.rtl.bus.shell_core import ShellCore
from weft.accelerator.isa import Fault
from weft.accelerator.registers import REGISTER, Control, State
from weft.rtl.bus.read_master import asked_layout
from weft.rtl.bus.write_master import written_layout
from weft.rtl.control.decode import predecoded_layout

BEATS, COUNT, CYCLES = 256, 7, 120
BASE, PROGRAM_BASE = 0x10000, 0x3000


class Port:
    """A port of the design; a structure is packed by its layout."""

    def __init__(self, handle: Any, layout: data.Layout | None = None) -> None:
        self.handle, self.layout = handle, layout


class Stream:
    def __init__(self, design: Any) -> None:
        self.ready = Port(design.instructions__ready)
        self.valid = Port(design.instructions__valid)
        self.payload = Port(design.instructions__payload, predecoded_layout())


class Context:
    """What the double of the core knows as the simulator: signals are got and set."""

    def get(self, port: Port) -> Any:
        value = int(port.handle.value)
        return port.layout.from_bits(value) if port.layout is not None else value

    def set(self, port: Port, value: Any) -> None:
        if port.layout is not None:
            value = port.layout.const(value).as_bits()
        port.handle.value = int(value)


class Design:
    """The members of `Shell` that the double uses."""

    def __init__(self, design: Any, accelerator: Any) -> None:
        self._design, self.accelerator = design, accelerator
        self.read = Port(design.read, asked_layout())
        self.write = Port(design.write, written_layout(accelerator))
        self.instructions = Stream(design)

    def __getattr__(self, name: str) -> Port:
        return Port(getattr(self._design, name))


class World:
    """Host, memories and core around the design."""

    def __init__(self, design: Any) -> None:
        self.design = design
        self.machine = a = MACHINES[os.environ["WEFT_MACHINE"]]
        seed = int(os.environ["WEFT_SEED"])
        rng = np.random.default_rng(seed)
        self.image = rng.bytes(BEATS * a.bus_bytes)
        self.program = rng.bytes(64 * COUNT)
        plan = random_plan(rng, a, CYCLES, BEATS)
        self.core = ShellCore(Design(design, a), plan, COUNT)
        clock, reset = design.clk, design.rst
        control = AxiLiteBus.from_prefix(design, "s_axi_control")
        self.host = AxiLiteMaster(control, clock, reset)
        bus = AxiReadBus.from_prefix(design, "m_axi_program")
        self.fetch = AxiRamRead(bus, clock, reset, size=1 << 16)
        self.fetch.mem[PROGRAM_BASE : PROGRAM_BASE + len(self.program)] = self.program
        self.memories = [
            AxiRam(AxiBus.from_prefix(design, f"m_axi_memory{i}"), clock, reset, size=1 << 17)
            for i in range(a.dram_channels)
        ]
        for memory, part in zip(self.memories, self._parts(), strict=True):
            memory.write(BASE, bytes(part))
        self._pause(random.Random(seed), float(os.environ["WEFT_PAUSES"]))

    def _parts(self) -> list[bytearray]:
        return split(self.image, self.machine.bus_bytes, self.machine.dram_channels)

    def _pause(self, rng: random.Random, share: float) -> None:
        """Every channel stands still in a share of the cycles."""
        channels = [self.fetch.ar_channel, self.fetch.r_channel]
        for memory in self.memories:
            read, write = memory.read_if, memory.write_if
            channels += [read.ar_channel, read.r_channel]
            channels += [write.aw_channel, write.w_channel, write.b_channel]
        host = self.host
        channels += [host.write_if.aw_channel, host.write_if.w_channel, host.write_if.b_channel]
        channels += [host.read_if.ar_channel, host.read_if.r_channel]
        for channel in channels:
            channel.set_pause_generator(rng.random() < share for _ in itertools.count())

    @property
    def after(self) -> bytes:
        width = self.machine.bus_bytes // self.machine.dram_channels
        return join([bytearray(m.read(BASE, BEATS * width)) for m in self.memories], width)

    async def begin(self) -> None:
        self.core.present(Context())
        self.design.rst.value = 1
        cocotb.start_soon(Clock(self.design.clk, 10, "ns").start())
        for _ in range(3):
            await RisingEdge(self.design.clk)
        self.design.rst.value = 0
        cocotb.start_soon(self._live())

    async def _live(self) -> None:
        ctx = Context()
        while True:
            await RisingEdge(self.design.clk)
            self.core.present(ctx)
            await FallingEdge(self.design.clk)
            self.core.obey(ctx)

    async def write(self, name: str, value: int, index: int = 0) -> None:
        register = REGISTER[name]
        text = int(value).to_bytes(register.bits // 8, "little")
        for word in range(register.words):
            at = register.at(index) + 4 * word
            await self.host.write(at, text[4 * word : 4 * word + 4])

    async def read(self, name: str, index: int = 0) -> int:
        register = REGISTER[name]
        words = [await self.host.read(register.at(index) + 4 * w, 4) for w in range(register.words)]
        return int.from_bytes(b"".join(bytes(word.data) for word in words), "little")

    async def set_up(self) -> None:
        for i in range(self.machine.dram_channels):
            await self.write("memory_address", BASE, i)
        await self.write("program_address", PROGRAM_BASE)
        await self.write("program_length", COUNT)

    async def start_and_wait(self, state: State) -> None:
        await self.write("control", Control.START)
        await self.wait(state)

    async def wait(self, state: State) -> None:
        for _ in range(4000):
            if await self.read("status") == state:
                return
        raise AssertionError(f"the machine does not come to {state.name}")

    async def check_run(self) -> None:
        core, bus = self.core, self.machine.bus_bytes
        taken, image = expect(core.plan, self.image, bus)
        assert core.taken == taken
        assert self.after == image
        assert core.ended == [(i, 0) for i in range(len(core.plan.confirms))]
        assert b"".join(w.to_bytes(64, "little") for w in core.instructions) == self.program
        assert await self.read("active_cycles") == core.active
        assert await self.read("stalled_cycles") == core.stalled
        assert await self.read("read_beats") == len(core.plan.reads)
        assert await self.read("written_beats") == len(core.plan.writes)


@cocotb.test(timeout_time=3, timeout_unit="ms")
async def programs_run_stop_at_a_fault_and_run_again(design: Any) -> None:
    logging.getLogger("cocotb").setLevel(logging.WARNING)
    world = World(design)
    await world.begin()
    assert await world.read("digest") == int(world.machine.digest, 16)
    await world.set_up()
    await world.start_and_wait(State.DONE)
    await world.check_run()
    world.core.fault_at = 40
    await world.start_and_wait(State.FAULT)
    assert await world.read("fault") == Fault.TOKENS
    assert await world.read("active_cycles") == 41
    world.core.fault_at = None
    await world.write("control", Control.RESET)
    await world.wait(State.IDLE)
    await world.start_and_wait(State.DONE)
    await world.check_run()
