"""Every back end of the driver with a real machine behind it, and hands to do it harm."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from pathlib import Path

from tests.fpga.host.card import Card
from tests.fpga.link.board import MEMORY_BYTES, Board
from tests.fpga.link.port import TIMEOUT, LinePort
from weft.accelerator.description import Accelerator
from weft.fpga.host.address_map import AddressMap, Region
from weft.fpga.host.device import Device
from weft.fpga.host.serial import SerialDevice
from weft.fpga.host.simulated import SimulatedDevice
from weft.fpga.host.xdma import XdmaDevice
from weft.rtl.simulation.build import generated
from weft.rtl.simulation.library import MachineError, Powered


class Bench(ABC):
    """A device and what becomes of the machine behind it.

    ``keeps`` tells whether the machine outlives the connection to it.
    """

    keeps = True
    device: Device

    @abstractmethod
    def another(self, accelerator: Accelerator) -> Device:
        """A device for ``accelerator`` on the machine that is there."""

    @abstractmethod
    def cut(self) -> None:
        """From now on nothing reaches the machine."""

    @abstractmethod
    def mend(self) -> None:
        """The way is free again."""

    @abstractmethod
    def power_cycle(self) -> None:
        """The machine forgets everything."""

    def close(self) -> None:
        self.device.close()


class Simulated(Bench):
    """Compiled RTL without anything between; the machine is switched off with its connection."""

    keeps = False

    def __init__(self, accelerator: Accelerator, folder: Path) -> None:
        self.device = SimulatedDevice(accelerator, image_bytes=1 << 16, program_bytes=1 << 15)
        self._whole = Powered.read, Powered.write

    def another(self, accelerator: Accelerator) -> Device:
        there = self.device.accelerator
        self.device.close()
        return SimulatedDevice(
            accelerator, image_bytes=1 << 16, program_bytes=1 << 15,
            verilog=generated(there), module=f"weft_{there.digest}",
        )  # fmt: skip

    def cut(self) -> None:
        def broken(*_: object) -> None:
            raise MachineError("register 0x010 answered with 2, not OKAY")

        Powered.read = Powered.write = broken

    def mend(self) -> None:
        Powered.read, Powered.write = self._whole

    def power_cycle(self) -> None:
        self.device.close()

    def close(self) -> None:
        self.mend()
        super().close()


class Serial(Bench):
    """The RTL of link, machine and memory, compiled, at the far end of a serial line."""

    def __init__(self, accelerator: Accelerator, folder: Path) -> None:
        self.board = Board(accelerator)
        self.places = AddressMap.share([Region(0, MEMORY_BYTES)], 1 << 15)
        self.is_cut = False
        self.harm: Callable[[bytes], bytes] = bytes
        self.attempts = 5
        self.device = self.another(accelerator)

    def another(self, accelerator: Accelerator) -> Device:
        return SerialDevice(
            accelerator, self.places, "COM7", opened=self._open, timeout=TIMEOUT,
            attempts=self.attempts, clock=lambda: float(self.board.cycles),
        )  # fmt: skip

    def _open(self, name: str) -> LinePort:
        self._port = LinePort(self.board, lambda data: self.harm(data))
        self._port.unplugged = self.is_cut
        return self._port

    def cut(self) -> None:
        self.is_cut = self._port.unplugged = True

    def mend(self) -> None:
        self.is_cut = False

    def power_cycle(self) -> None:
        old, new = self.board, Board(self.device.accelerator)
        self.board = self._port.line = new
        old.close()

    def close(self) -> None:
        super().close()
        self.board.close()


class Xdma(Bench):
    """Ordinary files in place of the driver's, and compiled RTL behind that of the registers."""

    def __init__(self, accelerator: Accelerator, folder: Path) -> None:
        self.card = Card(accelerator, folder)
        self.device = self.another(accelerator)

    def another(self, accelerator: Accelerator) -> Device:
        return XdmaDevice(accelerator, self.card.places, self.card.path, opened=self.card.opened)

    def cut(self) -> None:
        self.card.is_gone = True

    def mend(self) -> None:
        self.card.is_gone = False

    def power_cycle(self) -> None:
        self.card.power_cycle()


BENCHES: dict[str, Callable[[Accelerator, Path], Bench]] = {
    "simulated": Simulated, "serial": Serial, "xdma": Xdma,
}  # fmt: skip
