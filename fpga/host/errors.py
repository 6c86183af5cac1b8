"""What can go wrong between a host and its machine; every message is one line that names the mend.

After any of them the device is usable: the next call opens the connection anew if it was lost.
"""

from __future__ import annotations

from weft.accelerator.isa import Fault


class DeviceError(RuntimeError):
    """A device did not do what it was asked for."""


class LinkError(DeviceError):
    """The way to the machine failed; the connection was closed and the next call opens it anew."""


class LinkTimeout(LinkError):
    """No answer came in time, however often the request was repeated."""


class LinkCorrupted(LinkError):
    """What came was damaged, however often the request was repeated."""


class LinkLost(LinkError):
    """The port, the card or its driver is gone, or ended a transfer early."""


class BusError(DeviceError):
    """The machine's bus answered an address with an error."""


class ProgramLost(DeviceError):
    """The machine does not hold what was loaded: it was reset or switched off since."""


class WaitTimeout(DeviceError):
    """A program was still running when the time was over; it goes on running."""


class MachineFault(DeviceError):
    """A program stopped: ``fault``, and the number of the ``instruction``, None where unknown."""

    def __init__(self, fault: Fault, instruction: int | None, where: str) -> None:
        super().__init__(f"the program stopped with {fault.name} at {where}")
        self.fault, self.instruction = fault, instruction
