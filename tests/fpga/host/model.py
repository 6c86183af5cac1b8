"""A machine as plain Python: registers by name, memory as bytes, programs by the simulator."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from weft.accelerator.description import INSTRUCTION_BYTES, Accelerator
from weft.accelerator.isa import Hyper, Program, unpack
from weft.accelerator.registers import (
    HYPER_STEP,
    HYPER_WORDS,
    REGISTER,
    REGISTERS,
    Control,
    State,
    facts,
)
from weft.fpga.host.address_map import AddressMap, Region
from weft.fpga.host.device import Device
from weft.simulator.functional import execute
from weft.simulator.functional_machine import Machine


class ModelTransport:
    """The way to a `ModelDevice`'s machine, which has one channel of memory and no faults.

    ``words`` are the registers by offset. ``after`` is called with the name of a register behind
    every write to it, so that a test can be any machine.
    """

    def __init__(self, accelerator: Accelerator, places: AddressMap) -> None:
        self.accelerator, self.places = accelerator, places
        self.words: dict[int, int] = {}
        self.hypers: dict[int, int] = {}
        self.memory = np.zeros(places.channels[0].end, np.uint8)
        self.after: Callable[[str], None] = lambda name: None
        self.is_closed = False
        self._machine = Machine(accelerator)
        for name, values in facts(accelerator).items():
            for index, value in enumerate(values):
                self.set(name, value, index)

    def get(self, name: str) -> int:
        register = REGISTER[name]
        return sum(
            self.words.get(register.offset + 4 * word, 0) << 32 * word
            for word in range(register.words)
        )

    def set(self, name: str, value: int, index: int = 0) -> None:
        register = REGISTER[name]
        for word in range(register.words):
            self.words[register.at(index) + 4 * word] = value >> 32 * word & 0xFFFFFFFF

    def read_register(self, offset: int) -> int:
        return self.words.get(offset, 0)

    def write_register(self, offset: int, *values: int) -> None:
        name = next(r.name for r in REGISTERS if r.offset <= offset < r.end)
        for value in values:
            self._written(name, offset, value)
            self.after(name)

    def _written(self, name: str, offset: int, value: int) -> None:
        if name == "hyper_data":
            row, word = divmod(self.get("hyper_index"), HYPER_STEP)
            self.hypers[HYPER_WORDS * row + word] = value
            last = word == HYPER_WORDS - 1
            self.set("hyper_index", HYPER_STEP * (row + 1) if last else HYPER_STEP * row + word + 1)
        elif name == "notices":
            self.words[offset] = self.words.get(offset, 0) & ~value
        elif name != "control":
            self.words[offset] = value
        elif value & Control.RESET:
            self.set("status", State.IDLE)
        elif value & Control.START:
            self._run()

    def _run(self) -> None:
        begin, size = self.get("program_address"), self.get("program_length") * INSTRUCTION_BYTES
        rows = unpack(self.memory[begin : begin + size].reshape(-1, INSTRUCTION_BYTES))
        program = Program(rows, ("model",), self.accelerator.digest, self._constants())
        image = self.get("memory_address")
        window = self.get("window") * self.accelerator.granule_bytes
        execute(
            self.accelerator, program, self.memory[image : image + window], machine=self._machine
        )
        self.set("active_cycles", 10 * len(program))
        self.set("status", State.DONE)

    def _constants(self) -> tuple[Hyper, ...]:
        words = np.array([self.hypers[i] for i in range(len(self.hypers))], np.uint32)
        return tuple(
            Hyper(*row.tolist()) for row in words.view(np.float32).reshape(-1, HYPER_WORDS)
        )

    def read_memory(self, address: int, size: int) -> bytes:
        return self.memory[address : address + size].tobytes()

    def write_memory(self, address: int, data: bytes) -> None:
        self.memory[address : address + len(data)] = np.frombuffer(data, np.uint8)

    def pause(self, seconds: float) -> None:
        pass

    def close(self) -> None:
        self.is_closed = True


class ModelDevice(Device):
    """A device whose machine is ``model``; ``changed`` may make it another at every connection."""

    def __init__(
        self,
        accelerator: Accelerator,
        memory_bytes: int = 1 << 17,
        program_bytes: int = 1 << 15,
        changed: Callable[[ModelTransport], None] = lambda model: None,
    ) -> None:
        super().__init__(accelerator, AddressMap.share([Region(0, memory_bytes)], program_bytes))
        self.changed = changed
        self.model = ModelTransport(accelerator, self.places)

    def _connect(self) -> ModelTransport:
        self.changed(self.model)
        return self.model
