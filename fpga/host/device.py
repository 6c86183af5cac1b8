"""A machine as its host uses it, whatever lies between them.

1. Every call opens the connection if there is none. One that fails with LinkError closes it, so
   that the next call begins anew; what the machine holds is checked before a program is started.
2. `load` and `start` bring a machine that stopped at a fault back by themselves; `load` also stops
   a program that still runs.
3. What is written twice is written once: transports that repeat a request say so to the machine.
"""

from __future__ import annotations

import time
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Self

import numpy as np

from weft.accelerator.description import Accelerator
from weft.accelerator.isa import OPCODE, TAG, Fault, Opcode, Program
from weft.accelerator.registers import (
    MAGIC,
    NO_INSTRUCTION,
    VERSION,
    WORD_BITS,
    Control,
    Notice,
    State,
    hyper_words,
)
from weft.fpga.host.address_map import AddressMap, Bytes, Stripes
from weft.fpga.host.errors import (
    DeviceError,
    LinkError,
    LinkLost,
    MachineFault,
    ProgramLost,
    WaitTimeout,
)
from weft.fpga.host.register_file import RegisterFile
from weft.fpga.host.transport import Transport

_FIRST_PAUSE, _LONGEST_PAUSE = 1e-3, 0.05  # seconds between two looks at a running program
_RESET_SECONDS = 10.0  # clearing the largest O buffer takes milliseconds


@dataclass(frozen=True)
class _Loaded:
    """A program as the machine holds it."""

    program: Program
    registers: dict[str, int]


class Device(ABC):
    """A machine of ``accelerator`` whose memory lies at ``places``.

    A program is loaded together with its image of memory, started, waited for, and the image read
    back. Back ends say how to `_connect`; a device may be used in a ``with`` statement.
    Raises ValueError where ``places`` and the description do not agree.
    """

    def __init__(self, accelerator: Accelerator, places: AddressMap) -> None:
        if len(places.channels) != accelerator.dram_channels:
            raise ValueError(
                f"{len(places.channels)} regions for dram_channels={accelerator.dram_channels} of "
                f"{accelerator.name}; give one for each"
            )
        width = accelerator.bus_bytes // accelerator.dram_channels
        self.accelerator, self.places = accelerator, places
        self._stripes = Stripes(accelerator.dram_channels, width)
        self._transport: Transport | None = None
        self._image_bytes = 0
        self._loaded: _Loaded | None = None

    # ---- what a back end gives ----

    @abstractmethod
    def _connect(self) -> Transport:
        """Open the way to the machine; LinkError where there is none."""

    # ---- programs ----

    def load(self, program: Program, image: Bytes | None = None) -> None:
        """Write ``program`` with its constants, and ``image`` (bytes,) uint8 unless that stays.

        Raises ValueError where the machine is not the one that ``program`` was compiled for, and
        where program or image do not fit its memory.
        """
        size = self._image_bytes if image is None else self._checked(image)
        code = self._code(program)
        with self._registers() as registers:
            self._check_digest(registers, program)
            if image is None:
                self._require_image(registers)
            self._bring_to_rest(registers)
            self._loaded, self._image_bytes = None, 0
            registers.transport.write_memory(self.places.program.base, code)
            if image is not None:
                self._write(registers.transport, 0, image)
            self._loaded = self._set_up(registers, program, size)
            self._image_bytes = size

    def start(self) -> None:
        """Start what was loaded; DeviceError while a program runs, ProgramLost where it is gone."""
        with self._registers() as registers:
            self._require_loaded(registers)
            state = registers.state()
            if state is State.FAULT:
                self._reset(registers)
            elif state not in (State.IDLE, State.DONE):
                raise DeviceError(f"the machine is {state.name}; wait for it, or reset it first")
            registers.set("notices", sum(Notice))
            registers.set("control", Control.START | Control.INTERRUPT)
            if registers.get("notices") & Notice.START_IGNORED:
                raise DeviceError("the machine ignored the start; reset it first")

    def wait(self, timeout: float | None = None) -> None:
        """Wait, at most ``timeout`` seconds, until the program has ended.

        Raises MachineFault where it stopped at a fault, WaitTimeout while it is still running.
        """
        end = None if timeout is None else time.monotonic() + timeout
        pause = _FIRST_PAUSE
        with self._registers() as registers:
            while (state := registers.state()) is State.RUNNING:
                left = pause if end is None else end - time.monotonic()
                if left <= 0:
                    raise WaitTimeout(self._progress(registers, timeout))
                registers.transport.pause(min(left, pause))
                pause = min(2 * pause, _LONGEST_PAUSE)
            registers.set("notices", Notice.STOPPED)  # lowers the interrupt, which is a level
            if state is State.FAULT:
                raise self._fault(registers)
            if state is not State.DONE:
                raise ProgramLost(
                    f"the machine is {state.name}: no program was started since its last reset; "
                    "call start"
                )

    def run(self, timeout: float | None = None) -> None:
        """Start what was loaded and wait for it."""
        self.start()
        self.wait(timeout)

    def counters(self) -> dict[str, int]:
        """The machine's counters by name, of the running or last program."""
        with self._registers() as registers:
            return registers.counters()

    def reset(self) -> None:
        """Stop whatever runs; memory and program stay. DeviceError where it does not end."""
        with self._registers() as registers:
            self._reset(registers)

    # ---- memory ----

    def read(self, span: range | None = None) -> Bytes:
        """The bytes of the image at ``span``, all of them unless given."""
        chosen = self._checked_span(range(self._image_bytes) if span is None else span)
        first, after = chosen.start, chosen.stop
        with self._registers() as registers:
            parts = {
                channel: registers.transport.read_memory(
                    self.places.channels[channel].base + offset, size
                )
                for channel, offset, size in self._stripes.spans(first, after)
            }
        return self._stripes.join(first, after, parts)

    def write(self, first: int, data: Bytes) -> None:
        """Write ``data`` (bytes,) uint8 to the image, from its byte ``first`` on."""
        self._checked_span(range(first, first + len(data)))
        with self._registers() as registers:
            self._write(registers.transport, first, data)

    # ---- connection ----

    def close(self) -> None:
        """Give the connection back; the next call opens it again."""
        transport, self._transport = self._transport, None
        if transport is not None:
            transport.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def _registers(self) -> Iterator[RegisterFile]:
        """The machine's registers; the connection does not outlive a LinkError."""
        try:
            yield RegisterFile(self._opened())
        except LinkError:
            self.close()
            raise

    def _opened(self) -> Transport:
        if self._transport is None:
            transport = self._connect()
            try:
                _identify(RegisterFile(transport))
            except BaseException:
                transport.close()
                raise
            self._transport = transport
        return self._transport

    # ---- what a program needs ----

    def _checked(self, image: Bytes) -> int:
        a = self.accelerator
        if image.dtype != np.uint8 or image.ndim != 1:
            raise ValueError(f"image is {image.dtype} {image.shape}; give bytes (uint8)")
        if image.nbytes % a.granule_bytes:
            raise ValueError(
                f"image of {image.nbytes} bytes is no multiple of a granule, {a.granule_bytes} "
                "bytes; pad it"
            )
        for i, region in enumerate(self.places.channels):
            need = self._stripes.held(i, image.nbytes)
            if need > region.size:
                raise ValueError(
                    f"image of {image.nbytes} bytes: channel {i} would hold {need} of them, and "
                    f"its memory has {region.size}; use a smaller batch"
                )
        return image.nbytes

    def _code(self, program: Program) -> bytes:
        code, room = program.encode(), self.places.program.size
        if len(code) > room:
            raise ValueError(
                f"{len(program)} instructions take {len(code)} bytes, and there is room for "
                f"{room}; use a smaller batch or run the program in parts"
            )
        return code

    def _checked_span(self, span: range) -> range:
        if span.step != 1 or not 0 <= span.start <= span.stop <= self._image_bytes:
            raise ValueError(
                f"{span} is no span of the image, which has {self._image_bytes} bytes; "
                "load one first, or stay inside"
            )
        return span

    def _check_digest(self, registers: RegisterFile, program: Program) -> None:
        found = f"{registers.get('digest'):016x}"
        for wanted, what in (
            (program.digest, "the program was compiled for"),
            (self.accelerator.digest, "the device was opened for"),
        ):
            if found != wanted:
                raise ValueError(
                    f"the machine has the digest {found}, but {what} {wanted}; configure the "
                    "board for that accelerator, or use this one's description"
                )

    def _write(self, transport: Transport, first: int, data: Bytes) -> None:
        for channel, offset, part in self._stripes.split(first, data):
            transport.write_memory(self.places.channels[channel].base + offset, part)

    def _set_up(self, registers: RegisterFile, program: Program, size: int) -> _Loaded:
        """Everything that a host sets before it starts a program."""
        wanted = {
            "program_address": self.places.program.base,
            "program_length": len(program),
            "window": size // self.accelerator.granule_bytes,
        }
        for name, value in wanted.items():
            registers.set(name, value)
        for channel, region in enumerate(self.places.channels):
            registers.set("memory_address", region.base, channel)
        registers.set("hyper_index", 0)
        registers.feed("hyper_data", hyper_words(program.hypers))
        return _Loaded(program, wanted)

    def _require_loaded(self, registers: RegisterFile) -> None:
        """What is loaded is there, as far as the machine's registers tell."""
        if self._loaded is None:
            raise ProgramLost("no program is loaded; call load first")
        for name, value in self._loaded.registers.items():
            if (found := registers.get(name)) != value:
                self._loaded, self._image_bytes = None, 0
                raise ProgramLost(
                    f"register {name} holds {found}, not {value}: the machine lost what was "
                    "loaded; load program and image again"
                )

    def _require_image(self, registers: RegisterFile) -> None:
        """The image of the last program is there, as far as the machine's registers tell."""
        window = self._image_bytes // self.accelerator.granule_bytes
        if not window or registers.get("window") != window:
            raise ProgramLost("the machine holds no image; load one with the program")

    # ---- states ----

    def _bring_to_rest(self, registers: RegisterFile) -> None:
        if registers.state() not in (State.IDLE, State.DONE):
            self._reset(registers)

    def _reset(self, registers: RegisterFile) -> None:
        registers.set("notices", sum(Notice))  # so that a pause is not cut short
        registers.set("control", Control.RESET)
        end = time.monotonic() + _RESET_SECONDS
        while (state := registers.state()) is not State.IDLE:
            if time.monotonic() > end:
                raise DeviceError(
                    f"the machine is {state.name} {_RESET_SECONDS:g} s after its reset: its memory "
                    "does not answer; configure the board anew"
                )
            registers.transport.pause(_FIRST_PAUSE)

    def _progress(self, registers: RegisterFile, timeout: float | None) -> str:
        found = registers.counters()
        started = sum(value for name, value in found.items() if name.startswith("started."))
        of = f" of {len(self._loaded.program)}" if self._loaded else ""
        return (
            f"not done after {timeout:g} s: {started}{of} instructions have started in "
            f"{found['active_cycles']} cycles; wait longer, or reset the machine"
        )

    def _fault(self, registers: RegisterFile) -> MachineFault:
        fault, number = Fault(registers.get("fault")), registers.get("fault_instruction")
        if number == NO_INSTRUCTION:
            return MachineFault(fault, None, "an unknown instruction: memory did not answer at all")
        return MachineFault(fault, number, self._named(number))

    def _named(self, number: int) -> str:
        """An instruction for a reader: its number, what it is, and what it works for."""
        name = f"instruction {number}"
        if self._loaded is None or number >= len(self._loaded.program):
            return name
        program = self._loaded.program
        opcode, tag = int(program.rows[number, OPCODE]), int(program.rows[number, TAG])
        name += f", {Opcode(opcode).name}"
        return f"{name} of {program.tags[tag]}" if tag < len(program.tags) else name


def _identify(registers: RegisterFile) -> None:
    """Make sure that a machine of this kind answers."""
    if (magic := registers.get("magic")) != MAGIC:
        raise LinkLost(
            f"register magic holds 0x{magic:0{WORD_BITS // 4}x}, not 0x{MAGIC:x}: this is no "
            "weft machine, or it has no power"
        )
    if (version := registers.get("version")) != VERSION:
        raise DeviceError(
            f"the machine's registers are of version {version}, this driver is of {VERSION}; "
            "build the board anew or use the driver that it was built with"
        )
