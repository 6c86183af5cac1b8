"""A card in a folder: its memory is an ordinary file, its registers are those of a real machine."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from weft.accelerator.description import Accelerator
from weft.accelerator.registers import REGISTER, Control, State
from weft.fpga.host.address_map import AddressMap, Region
from weft.fpga.host.simulated import SimulatedTransport
from weft.fpga.host.xdma import EVENTS, READS, REGISTERS, WRITES, CharacterDevice
from weft.rtl.simulation.machine import MemoryModel, compiled

MEMORY_BYTES = 1 << 17
_LOOKS = 200


class Card:
    """What the driver of the DMA engine makes of a card: files below ``folder``.

    The machine is compiled RTL. It takes its memory from the file when it is started, and what it
    has written is in the file whenever its state has been read. While ``is_gone``, every file
    fails as the driver's do; ``losses`` counts down the reads and writes that still go well.
    """

    def __init__(self, accelerator: Accelerator, folder: Path) -> None:
        self.path = folder / "xdma0"
        memory = folder / f"xdma0{WRITES}"
        memory.write_bytes(bytes(MEMORY_BYTES))
        (folder / f"xdma0{READS}").symlink_to(memory)
        (folder / f"xdma0{REGISTERS}").touch()
        (folder / f"xdma0{EVENTS}").touch()
        self.places = AddressMap.share(_memories(accelerator), 1 << 15)
        self.is_gone, self.losses = False, -1
        self._accelerator, self._memory = accelerator, memory
        self.power_cycle()

    def power_cycle(self) -> None:
        """Switch off and on: the machine and its memory forget everything."""
        self._memory.write_bytes(bytes(MEMORY_BYTES))
        self._runs = False
        self._machine = SimulatedTransport(
            self._accelerator, compiled(self._accelerator), MemoryModel(), self.places
        )

    def opened(self, path: Path) -> CharacterDevice:
        """One of the card's files, as `XdmaDevice` opens them."""
        self.touch()
        kinds = {REGISTERS: _Registers, EVENTS: _Events}
        kind = kinds.get(path.name.removeprefix("xdma0"), _Memory)
        return kind(path, self)

    def touch(self) -> None:
        """Fail if the card is gone."""
        if self.losses >= 0:
            self.is_gone, self.losses = self.is_gone or self.losses == 0, self.losses - 1
        if self.is_gone:
            raise OSError(5, "Input/output error")

    def read_register(self, offset: int) -> int:
        if offset != REGISTER["status"].offset:
            return self._machine.read_register(offset)
        for _ in range(_LOOKS if self._runs else 1):  # time passes between two looks of a host
            state = self._machine.read_register(offset)
        if self._runs:
            self._give_back()
        self._runs = state in (State.RUNNING, State.RESETTING)
        return state

    def write_register(self, offset: int, word: int) -> None:
        if offset == REGISTER["control"].offset and word & Control.START:
            content = self._memory.read_bytes()
            for region in self._regions():
                self._machine.write_memory(region.base, content[region.base : region.end])
            self._runs = True
        self._machine.write_register(offset, word)

    def wait(self, seconds: float) -> None:
        self._machine.pause(seconds)

    def _give_back(self) -> None:
        """The machine's memory into the file."""
        content = np.frombuffer(bytearray(self._memory.read_bytes()), np.uint8)
        for region in self._regions()[1:]:
            found = self._machine.read_memory(region.base, region.size)
            content[region.base : region.end] = np.frombuffer(found, np.uint8)
        self._memory.write_bytes(content.tobytes())

    def _regions(self) -> list[Region]:
        return [self.places.program, *self.places.channels]


def _memories(accelerator: Accelerator) -> list[Region]:
    size = MEMORY_BYTES // accelerator.dram_channels
    return [Region(i * size, size) for i in range(accelerator.dram_channels)]


class _Memory(CharacterDevice):
    """The memory's file; the driver hands over at most a page at a time."""

    def __init__(self, path: Path, card: Card) -> None:
        super().__init__(path)
        self._card = card

    def read_at(self, address: int, size: int) -> bytes:
        self._card.touch()
        return super().read_at(address, min(size, 4096))

    def write_at(self, address: int, data: bytes) -> int:
        self._card.touch()
        return super().write_at(address, data[:4096])


class _Registers(_Memory):
    """The registers' file: a word at a time, as the driver takes them."""

    def read_at(self, address: int, size: int) -> bytes:
        self._card.touch()
        assert (address % 4, size) == (0, 4), "the driver moves aligned words"
        return self._card.read_register(address).to_bytes(4, "little")

    def write_at(self, address: int, data: bytes) -> int:
        self._card.touch()
        assert (address % 4, len(data)) == (0, 4), "the driver moves aligned words"
        self._card.write_register(address, int.from_bytes(data, "little"))
        return 4


class _Events(_Memory):
    """The interrupt's file."""

    def wait(self, seconds: float) -> None:
        self._card.touch()
        self._card.wait(seconds)
