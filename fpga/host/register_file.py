"""The registers of a machine by name, over any transport."""

from __future__ import annotations

from collections.abc import Sequence

from weft.accelerator.isa import Engine
from weft.accelerator.registers import REGISTER, WORD_BITS, State
from weft.fpga.host.errors import LinkLost
from weft.fpga.host.transport import Transport

COUNTERS = (
    "active_cycles", "stalled_cycles", "read_beats", "written_beats", "started", "busy_cycles",
)  # fmt: skip
_WORD_BYTES = WORD_BITS // 8
_WORD = (1 << WORD_BITS) - 1


class RegisterFile:
    """Reads and writes whole registers of `accelerator.registers`."""

    def __init__(self, transport: Transport) -> None:
        self.transport = transport

    def get(self, name: str, index: int = 0) -> int:
        """The value of a register; its low word is read first, as counters need it."""
        register = REGISTER[name]
        words = [
            self.transport.read_register(register.at(index) + _WORD_BYTES * word)
            for word in range(register.words)
        ]
        return sum(word << WORD_BITS * place for place, word in enumerate(words))

    def set(self, name: str, value: int, index: int = 0) -> None:
        """Write a register, its low word first."""
        register = REGISTER[name]
        for word in range(register.words):
            part = value >> WORD_BITS * word & _WORD
            self.transport.write_register(register.at(index) + _WORD_BYTES * word, part)

    def feed(self, name: str, words: Sequence[int]) -> None:
        """Write ``words``, one after the other, to one register."""
        if words:
            self.transport.write_register(REGISTER[name].offset, *words)

    def state(self) -> State:
        """What the machine is doing; LinkLost where that is no state at all."""
        value = self.get("status")
        if value not in tuple(State):
            raise LinkLost(
                f"the status register holds 0x{value:x}, which is no state; the machine is gone: "
                "look at its power and its cable"
            )
        return State(value)

    def counters(self) -> dict[str, int]:
        """Every counter by name; those that each engine has as ``name.ENGINE``."""
        found = {}
        for name in COUNTERS:
            if REGISTER[name].count == 1:
                found[name] = self.get(name)
            else:
                found |= {f"{name}.{engine.name}": self.get(name, engine) for engine in Engine}
        return found
