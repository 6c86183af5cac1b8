"""The cocotb side of test_cocotb_machine.py: a whole machine between models of cocotbext-axi.

cocotb imports this module inside the simulator; the folder ``WEFT_PLANS`` holds what is to be run.
"""

from __future__ import annotations

import itertools
import json
import logging
import os
import random
import time
from pathlib import Path
from typing import Any

import cocotb
from cocotb.clock import Clock
from cocotb.triggers import ClockCycles, RisingEdge
from cocotbext.axi import (
    AxiBus,
    AxiLiteBus,
    AxiLiteMaster,
    AxiReadBus,
    AxiResp,
    AxiSlave,
    AxiSlaveRead,
)

from tests.rtl.machine_plan import Machine, Plan, load
from weft.accelerator.isa import Engine, Fault
from weft.accelerator.registers import PAGE_BYTES, REGISTER, Control, Notice, State

PROGRAM_BASE = 5 * PAGE_BYTES
SERIAL_BITS = 32
INSTRUCTION_BYTES = 64
RESET_CYCLES = 3
POLL_CYCLES = 50  # between two looks at `status`


class Bytes:
    """Memory from ``base`` on; an access elsewhere, or to a beat in ``refused``, is an error."""

    def __init__(self, base: int) -> None:
        self.base = base
        self.data = bytearray()
        self.refused: set[int] = set()  # beats of ``beat_bytes``
        self.beat_bytes = 1

    def hold(self, data: bytes, refused: set[int], beat_bytes: int) -> None:
        self.data[:], self.refused, self.beat_bytes = data, refused, beat_bytes

    def _place(self, address: int, length: int) -> slice:
        start = address - self.base
        if not 0 <= start <= len(self.data) - length:
            raise ValueError(f"{length} bytes at {address:#x} are outside of memory")
        if start // self.beat_bytes in self.refused:
            raise ValueError(f"beat {start // self.beat_bytes} is refused")
        return slice(start, start + length)

    async def read(self, address: int, length: int) -> bytes:
        return bytes(self.data[self._place(address, length)])

    async def write(self, address: int, data: bytes) -> None:
        self.data[self._place(address, len(data))] = data


class World:
    """Host, memories and a record of what the trace ports tell."""

    def __init__(self, design: Any, machine: Machine) -> None:
        logging.getLogger("cocotb").setLevel(logging.ERROR)  # a refused beat is a warning
        self.design, self.machine = design, machine
        clock, reset = design.clk, design.rst
        control = AxiLiteBus.from_prefix(design, "s_axi_control")
        self.host = AxiLiteMaster(control, clock, reset)
        self.code = Bytes(PROGRAM_BASE)
        program = AxiReadBus.from_prefix(design, "m_axi_program")
        self.fetch = AxiSlaveRead(program, clock, reset, target=self.code)
        self.memories = [Bytes((i + 1 << 36) + i * PAGE_BYTES) for i in range(machine.channels)]
        buses = [AxiBus.from_prefix(design, f"m_axi_memory{i}") for i in range(machine.channels)]
        self.ports = [
            AxiSlave(bus, clock, reset, target=memory)
            for bus, memory in zip(buses, self.memories, strict=True)
        ]
        self.events: dict[str, dict[int, int]] = {}
        self.cycles = 0

    def _answering(self) -> list[tuple[Any, str]]:
        """Channels that carry a response, and its name there."""
        reads = [self.fetch.r_channel, *(port.read_if.r_channel for port in self.ports)]
        writes = [port.write_if.b_channel for port in self.ports]
        return [(channel, "rresp") for channel in reads] + [(c, "bresp") for c in writes]

    def refuse_with(self, response: AxiResp) -> None:
        """Errors are answered with ``response``; the models alone know SLVERR only."""
        for channel, name in self._answering():
            whole = type(channel).send

            async def send(item: Any, channel=channel, name=name, whole=whole) -> None:
                if getattr(item, name) == AxiResp.SLVERR:
                    setattr(item, name, response)
                await whole(channel, item)

            channel.send = send

    def pause(self, share: float, seed: int) -> None:
        """Every channel stands still in a share of the cycles."""
        rng, host = random.Random(seed), self.host
        reads = [self.fetch, host.read_if, *(port.read_if for port in self.ports)]
        writes = [host.write_if, *(port.write_if for port in self.ports)]
        channels = [c for read in reads for c in (read.ar_channel, read.r_channel)]
        channels += [c for w in writes for c in (w.aw_channel, w.w_channel, w.b_channel)]
        for channel in channels:
            channel.set_pause_generator(rng.random() < share for _ in itertools.count())

    async def begin(self) -> None:
        """Power-up."""
        self.design.rst.value = 1
        cocotb.start_soon(Clock(self.design.clk, 10, "ns").start())
        await ClockCycles(self.design.clk, RESET_CYCLES)
        self.design.rst.value = 0
        cocotb.start_soon(self._listen())

    async def _listen(self) -> None:
        """Note events in cycles of the core; values are those just before the edge."""
        design, edge = self.design, RisingEdge(self.design.clk)
        ports = {
            kind: (getattr(design, f"trace_{kind}"), getattr(design, f"trace_{kind}_serial"))
            for kind in ("started", "ended")
        }
        while True:
            await edge
            self.cycles += 1
            for kind, (happens, serials) in ports.items():
                if (engines := int(happens.value)) and int(design.trace_advance.value):
                    self._note(kind, engines, int(serials.value), int(design.trace_cycle.value))

    def _note(self, kind: str, engines: int, serials: int, cycle: int) -> None:
        for engine in Engine:
            if engines >> engine & 1:
                serial = serials >> SERIAL_BITS * engine & (1 << SERIAL_BITS) - 1
                assert serial not in self.events[kind], f"{kind} {serial} comes twice"
                self.events[kind][serial] = cycle

    async def write(self, name: str, value: int, index: int = 0) -> None:
        register = REGISTER[name]
        text = int(value).to_bytes(register.bits // 8, "little")
        for word in range(register.words):
            await self.host.write(register.at(index) + 4 * word, text[4 * word : 4 * word + 4])

    async def read(self, name: str) -> int:
        register = REGISTER[name]
        words = [await self.host.read(register.at(0) + 4 * w, 4) for w in range(register.words)]
        return int.from_bytes(b"".join(bytes(word.data) for word in words), "little")

    async def set_up(self, plan: Plan) -> None:
        """Everything that is there before a program starts."""
        width = self.machine.channel_bytes
        self.code.hold(plan.code, set(plan.unfetched), INSTRUCTION_BYTES)
        for memory, share in zip(self.memories, self.machine.shares(plan.image), strict=True):
            memory.hold(share, set(plan.refused), width)
        for i, memory in enumerate(self.memories):
            await self.write("memory_address", memory.base, i)
        await self.write("program_address", PROGRAM_BASE)
        await self.write("program_length", len(plan.code) // INSTRUCTION_BYTES)
        await self.write("window", plan.window)
        await self.write("hyper_index", 0)
        for word in plan.constants:
            await self.write("hyper_data", word)
        await self.write("notices", sum(Notice))

    async def run(self, plan: Plan) -> State:
        """Start what was set up, wait until it stops."""
        self.events = {"started": {}, "ended": {}}
        await self.write("control", Control.START)
        while (state := State(await self.read("status"))) is State.RUNNING:
            await ClockCycles(self.design.clk, POLL_CYCLES)
        return state

    async def cut_off(self, plan: Plan) -> None:
        """Start what was set up, and reset the clock domain while it runs."""
        self.events = {"started": {}, "ended": {}}
        await self.write("control", Control.START)
        while not self.events["started"]:
            await ClockCycles(self.design.clk, POLL_CYCLES)
        assert await self.read("status") == State.RUNNING
        self.design.rst.value = 1
        await ClockCycles(self.design.clk, RESET_CYCLES)
        self.design.rst.value = 0
        assert await self.read("status") == State.IDLE
        assert int(self.design.trace_cycle.value) == 0, "the core was not reset"
        events = sum(map(len, self.events.values()))
        await ClockCycles(self.design.clk, plan.active)
        assert events == sum(map(len, self.events.values())), "something still runs"

    async def reset(self) -> None:
        await self.write("control", Control.RESET)
        while await self.read("status") != State.IDLE:
            await ClockCycles(self.design.clk, POLL_CYCLES)

    async def check(self, plan: Plan, state: State) -> None:
        """Compare all that the plan foresees."""
        assert state is (State.FAULT if plan.fault else State.DONE), state.name
        for kind, expected in plan.events.items():
            found = self.events[kind]
            wrong = {i for i in expected | found if expected.get(i) != found.get(i)}
            first = min(wrong, key=lambda i: expected.get(i, 1 << 62), default=None)
            assert first is None, (
                f"instruction {first} {kind} in {found.get(first)}, not {expected.get(first)}; "
                f"{len(wrong)} differ"
            )
        assert await self.read("active_cycles") == plan.active
        assert await self.read("fault") == plan.fault
        if plan.fault:
            assert await self.read("fault_instruction") == plan.instruction
        if plan.after is not None:
            found = self.machine.joined([bytes(m.data) for m in self.memories], len(plan.after))
            differ = [i for i, (x, y) in enumerate(zip(plan.after, found, strict=True)) if x != y]
            assert not differ, f"{len(differ)} bytes differ, the first at {differ[0]}"


@cocotb.test(timeout_time=100, timeout_unit="ms")
async def every_plan_comes_out_as_simulated(design: Any) -> None:
    folder = Path(os.environ["WEFT_PLANS"])
    machine = load(folder)
    world = World(design, machine)
    await world.begin()
    assert await world.read("digest") == int(machine.digest, 16)
    await world.set_up(machine.plans[0])
    await world.cut_off(machine.plans[0])
    await world.reset()  # sums are left in the O buffer
    seconds, before = 0.0, world.cycles
    for number, plan in enumerate(machine.plans):
        world.pause(plan.pauses, plan.seed)
        world.refuse_with(AxiResp.DECERR if number % 2 else AxiResp.SLVERR)
        began = time.process_time()
        try:
            await world.set_up(plan)
            await world.check(plan, await world.run(plan))
        except AssertionError as error:
            raise AssertionError(f"{plan.name}: {error}") from error
        seconds += time.process_time() - began
        if plan.fault is not Fault.NONE:
            await world.reset()
    text = json.dumps({"cycles": world.cycles - before, "seconds": seconds})
    (folder / "speed.json").write_text(text)
