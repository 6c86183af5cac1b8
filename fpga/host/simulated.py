"""The machine as compiled RTL: a device without a board."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from weft.accelerator.description import INSTRUCTION_BYTES, Accelerator
from weft.accelerator.registers import PAGE_BYTES, REGISTER, Control, State
from weft.fpga.host.address_map import AddressMap, Bytes, Region
from weft.fpga.host.device import Device
from weft.fpga.host.errors import BusError, LinkLost
from weft.rtl.bus.axi import channel_bytes
from weft.rtl.simulation.library import Library, MachineError, Powered, Surroundings
from weft.rtl.simulation.machine import MemoryModel, compiled

_SLICE = 4096  # clock cycles between two looks at the clock on the wall
_CHANNEL_STEP = (1 << 36) + PAGE_BYTES  # far apart, so that none stands in for another
_PROGRAM_BASE = 5 * PAGE_BYTES


def places(accelerator: Accelerator, image_bytes: int, program_bytes: int) -> AddressMap:
    """Where the simulated memories lie."""
    share = image_bytes // accelerator.dram_channels
    channels = (
        Region((channel + 1) * _CHANNEL_STEP, share) for channel in range(accelerator.dram_channels)
    )
    return AddressMap(Region(_PROGRAM_BASE, program_bytes), tuple(channels))


class SimulatedTransport:
    """A compiled machine just switched on, with its memory: ``image`` and instructions.

    ``start`` and ``end`` (N,) int64 are the cycles of the last program's instructions, -1 for what
    has not happened.
    """

    def __init__(
        self,
        accelerator: Accelerator,
        library: Library,
        memory: MemoryModel,
        where: AddressMap,
        trace_file: Path | None = None,
    ) -> None:
        self._accelerator, self._memory, self._places = accelerator, memory, where
        width, channels = channel_bytes(accelerator), accelerator.dram_channels
        beats = where.channels[0].size // width
        self.image: Bytes = np.zeros(beats * accelerator.bus_bytes, np.uint8)
        self._lanes = self.image.reshape(beats, channels, width)
        self._program = bytearray(where.program.size)
        self._around = self._surroundings(0)
        self._powered = Powered(library, self._around, trace_file)

    @property
    def start(self) -> np.ndarray:
        return self._around.start

    @property
    def end(self) -> np.ndarray:
        return self._around.end

    def read_register(self, offset: int) -> int:
        with _named():
            return self._powered.read(offset)

    def write_register(self, offset: int, *values: int) -> None:
        with _named():
            for value in values:
                if offset == REGISTER["control"].offset and value & Control.START:
                    self._listen()
                self._powered.write(offset, value)

    def read_memory(self, address: int, size: int) -> bytes:
        channel, first = self._place(address, size)
        if channel is None:
            return bytes(self._program[first : first + size])
        rows, skip = self._rows(first, size)
        return self._lanes[rows, channel].reshape(-1)[skip : skip + size].tobytes()

    def write_memory(self, address: int, data: bytes) -> None:
        channel, first = self._place(address, len(data))
        if channel is None:
            self._program[first : first + len(data)] = data
            return
        rows, skip = self._rows(first, len(data))
        lane = self._lanes[rows, channel].reshape(-1)
        lane[skip : skip + len(data)] = np.frombuffer(data, np.uint8)
        self._lanes[rows, channel] = lane.reshape(-1, self._lanes.shape[2])

    def pause(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        with _named():
            while not self._powered.wait(_SLICE) and time.monotonic() < end:
                pass

    def close(self) -> None:
        self._powered.close()

    def _listen(self) -> None:
        """A program is about to begin: note the times of its instructions."""
        state = self._powered.read(REGISTER["status"].offset)
        if state in (State.IDLE, State.DONE):
            self._around = self._surroundings(self._powered.read(REGISTER["program_length"].offset))
            self._powered.attach(self._around)

    def _surroundings(self, length: int) -> Surroundings:
        return Surroundings(
            self.image, self._program, length,
            image_bases=[region.base for region in self._places.channels],
            program_base=self._places.program.base,
            image_errors=(), program_errors=(),
            data=self._memory.data(self._accelerator), fetch=self._memory.fetch(self._accelerator),
        )  # fmt: skip

    def _place(self, address: int, size: int) -> tuple[int | None, int]:
        """Channel, None for the program's memory, and offset in it."""
        regions = [(None, self._places.program), *enumerate(self._places.channels)]
        for channel, region in regions:
            if region.base <= address and address + size <= region.end:
                return channel, address - region.base
        raise BusError(f"there is no memory at 0x{address:x} to 0x{address + size - 1:x}")

    def _rows(self, first: int, size: int) -> tuple[slice, int]:
        """The beats that hold a span of a channel, and where it begins in the first of them."""
        width = self._lanes.shape[2]
        return slice(first // width, -(-(first + size) // width)), first % width


@contextmanager
def _named() -> Iterator[None]:
    """What the harness finds wrong, as the loss of the connection."""
    try:
        yield
    except MachineError as error:
        raise LinkLost(f"the simulated machine broke down: {error}") from error


class SimulatedDevice(Device):
    """A machine of ``accelerator`` as compiled RTL; the first time takes a while to build.

    ``image_bytes`` and ``program_bytes`` are the sizes of its memories, ``memory`` their behaviour.
    ``verilog`` and ``module`` stand for another machine with the same ports; with ``trace_file``
    its waveform (VCD) is written. Raises ToolError where a tool is missing.
    """

    def __init__(
        self,
        accelerator: Accelerator,
        *,
        image_bytes: int = 1 << 28,
        program_bytes: int = 1 << 24,
        memory: MemoryModel | None = None,
        trace_file: Path | None = None,
        verilog: str | None = None,
        module: str | None = None,
    ) -> None:
        program_bytes -= program_bytes % INSTRUCTION_BYTES
        image_bytes -= image_bytes % accelerator.bus_bytes
        super().__init__(accelerator, places(accelerator, image_bytes, program_bytes))
        self._library = compiled(accelerator, trace=trace_file is not None, verilog=verilog,
                                 module=module)  # fmt: skip
        self._memory = memory or MemoryModel()
        self._trace_file = trace_file
        self._machine: SimulatedTransport | None = None

    def _connect(self) -> SimulatedTransport:
        self._machine = SimulatedTransport(
            self.accelerator, self._library, self._memory, self.places, self._trace_file
        )
        return self._machine

    @property
    def events(self) -> tuple[np.ndarray, np.ndarray]:
        """First and last cycle of each instruction of the last program, (N,) int64."""
        if self._machine is None:
            return np.zeros(0, np.int64), np.zeros(0, np.int64)
        return self._machine.start, self._machine.end
