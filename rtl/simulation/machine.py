"""A generated machine, compiled, with memory around it: whole programs at full speed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from weft.accelerator.description import INSTRUCTION_BYTES, Accelerator
from weft.accelerator.isa import Fault, Hyper
from weft.accelerator.registers import (
    NO_INSTRUCTION,
    PAGE_BYTES,
    REGISTER,
    Control,
    Notice,
    State,
    facts,
    hyper_words,
)  # fmt: skip
from weft.rtl.bus.axi import program_bytes
from weft.rtl.simulation.build import generated, library, model
from weft.rtl.simulation.library import (
    Behaviour,
    Library,
    MachineError,
    Powered,
    Surroundings,
)  # fmt: skip

# Cycles of a read outside of memory itself: queue of the master, joining of the channels.
BUS_CYCLES = 8
_SLICE = 4096  # cycles between two looks at the keyboard
_RESET_LIMIT = 1 << 21  # cycles; clearing the largest O buffer takes fewer
_PROGRAM_BASE = 5 * PAGE_BYTES
_COUNTERS = (
    "active_cycles", "stalled_cycles", "read_beats", "written_beats", "started", "busy_cycles",
)  # fmt: skip


class Unfinished(MachineError):
    """A program was not done within its limit of cycles."""


@dataclass(frozen=True, kw_only=True)
class MemoryModel:
    """How DRAM behaves; as it stands, as the timing contract asks for.

    A read's first beat comes ``latency`` cycles after its address was taken, one beat every
    ``beat_cycles``, in order; a write is answered as long after its last beat. ``None`` stands for
    what lets a conforming machine run without stalling. Every burst takes up to ``extra_latency``
    cycles more, and in a cycle every valid and ready is withheld with probability ``stall``.
    """

    latency: int | None = None
    beat_cycles: int | None = None
    extra_latency: int = 0
    stall: float = 0.0
    seed: int = 0

    def __post_init__(self) -> None:
        for name, low in (("latency", 1), ("beat_cycles", 1), ("extra_latency", 0), ("seed", 0)):
            value = getattr(self, name)
            if value is not None and value < low:
                raise ValueError(f"{name}={value} is below {low}; use at least {low}")
        if not 0 <= self.stall < 1:
            raise ValueError(f"stall={self.stall} is no probability below 1; use 0 to 0.9")

    def data(self, accelerator: Accelerator) -> Behaviour:
        """On the ports of data."""
        most = max(1, accelerator.dram_latency - BUS_CYCLES)
        latency = most if self.latency is None else self.latency
        beat = accelerator.beat_cycles if self.beat_cycles is None else self.beat_cycles
        return Behaviour(latency, beat, self.extra_latency, int(self.stall * 2**32), self.seed)

    def fetch(self, accelerator: Accelerator) -> Behaviour:
        """On the port that instructions are read from: a beat a cycle unless told otherwise."""
        found = self.data(accelerator)
        found.beat_cycles = 1 if self.beat_cycles is None else self.beat_cycles
        return found


@dataclass(frozen=True)
class Run:
    """What a machine did: (N,) first and last cycles of its instructions, -1 for what never was.

    ``start``, ``end`` and ``cycles`` are cycles of the core, those of the timing contract;
    ``clock_cycles`` are those of the clock from the start command to the interrupt. ``active``
    and ``stalled`` are the machine's own counts. ``counters`` holds its other registers by name.
    """

    start: np.ndarray
    end: np.ndarray
    clock_cycles: int
    active: int
    stalled: int
    fault: Fault
    fault_instruction: int | None
    counters: dict[str, tuple[int, ...]]

    @property
    def cycles(self) -> int:
        """Cycles until the last instruction ended."""
        return int(self.end.max()) + 1 if len(self.end) else 0


def compiled(
    accelerator: Accelerator,
    *,
    trace: bool = False,
    verilog: str | None = None,
    module: str | None = None,
) -> Library:
    """The machine of ``accelerator``, compiled; the arguments are those of `CompiledMachine`."""
    text = generated(accelerator) if verilog is None else verilog
    name = f"weft_{accelerator.digest}" if module is None else module
    return Library(library(model(accelerator, text, name, trace=trace)))


class CompiledMachine:
    """The machine of ``accelerator`` as compiled RTL; the first time takes a while to build.

    With ``trace_file`` every run writes its waveform (VCD) there. ``verilog`` and ``module`` stand
    for another machine with the same ports. Raises ToolError where a tool is missing.
    """

    def __init__(
        self,
        accelerator: Accelerator,
        *,
        trace_file: Path | None = None,
        verilog: str | None = None,
        module: str | None = None,
    ) -> None:
        self.accelerator = accelerator
        self._trace_file = trace_file
        self._library = compiled(
            accelerator, trace=trace_file is not None, verilog=verilog, module=module
        )
        self._powered: Powered | None = None

    def run(
        self,
        program: bytes,
        length: int,
        image: np.ndarray,
        hypers: Sequence[Hyper] = (),
        *,
        memory: MemoryModel | None = None,
        limit: int = 100_000_000,
        window: int | None = None,
        bus_errors: Iterable[int] = (),
        fetch_errors: Iterable[int] = (),
        keep: bool = False,
    ) -> Run:
        """Run ``length`` encoded instructions on ``image``, (bytes,) uint8, changed in place.

        ``window`` is the granules that the program may touch, all of the image unless given. The
        beats in ``bus_errors`` and the instructions in ``fetch_errors`` are answered with an error.
        The machine is switched on anew unless ``keep``: then it goes on as the last run left it.
        Raises Unfinished after ``limit`` clock cycles and ProtocolViolation; ``start`` and ``end``
        of the error tell what had happened until then.
        """
        memory = memory or MemoryModel()
        window = self._granules(image) if window is None else window
        around = self._surroundings(program, length, image, memory, bus_errors, fetch_errors)
        try:
            powered = self._ready(around, keep)
            self._load(powered, length, window, hypers)
            before = powered.cycles
            _set(powered, "control", Control.START | Control.INTERRUPT)
            self._finish(powered, around, limit)
            return self._result(powered, around, powered.cycles - before)
        except MachineError as error:
            error.start, error.end = around.start, around.end
            raise

    def close(self) -> None:
        """Switch the machine off; its waveform is complete then."""
        if self._powered is not None:
            self._powered.close()
            self._powered = None

    def __enter__(self) -> CompiledMachine:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _granules(self, image: np.ndarray) -> int:
        granule = self.accelerator.granule_bytes
        if image.dtype != np.uint8 or image.ndim != 1 or not image.flags.c_contiguous:
            raise ValueError(f"image is {image.dtype} {image.shape}; give contiguous bytes (uint8)")
        if not image.flags.writeable or image.nbytes % granule:
            raise ValueError(
                f"image of {image.nbytes} bytes is read-only or no multiple of a granule, "
                f"{granule} bytes; copy and pad it"
            )
        return image.nbytes // granule

    def _surroundings(
        self,
        program: bytes,
        length: int,
        image: np.ndarray,
        memory: MemoryModel,
        bus_errors: Iterable[int],
        fetch_errors: Iterable[int],
    ) -> Surroundings:
        a = self.accelerator
        if len(program) < length * INSTRUCTION_BYTES:
            raise ValueError(
                f"program of {len(program)} bytes holds no {length} instructions of "
                f"{INSTRUCTION_BYTES} bytes; encode them with Program.encode"
            )
        beats = INSTRUCTION_BYTES // program_bytes(a)
        return Surroundings(
            image, program, length,
            image_bases=_bases(a), program_base=_PROGRAM_BASE,
            image_errors=tuple(bus_errors),
            program_errors=[i * beats for i in fetch_errors],
            data=memory.data(a), fetch=memory.fetch(a),
        )  # fmt: skip

    def _ready(self, around: Surroundings, keep: bool) -> Powered:
        """The machine, idle, with ``around`` as its memory."""
        powered = self._powered
        if keep and powered is not None:
            if _get(powered, "status") == State.FAULT:
                _set(powered, "control", Control.RESET)
                _wait_for_reset(powered)
            powered.attach(around)
            return powered
        self.close()
        self._powered = powered = Powered(self._library, around, self._trace_file)
        expected = facts(self.accelerator)
        for name in ("magic", "digest"):
            if (found := _get(powered, name)) != expected[name][0]:
                raise MachineError(f"register {name} holds {found:#x}, not {expected[name][0]:#x}")
        return powered

    def _load(self, powered: Powered, length: int, window: int, hypers: Sequence[Hyper]) -> None:
        """Everything that a host sets before it starts a program."""
        _set(powered, "program_address", _PROGRAM_BASE)
        _set(powered, "program_length", length)
        _set(powered, "window", window)
        for channel, base in enumerate(_bases(self.accelerator)):
            _set(powered, "memory_address", base, channel)
        _set(powered, "hyper_index", 0)
        for word in hyper_words(hypers):
            _set(powered, "hyper_data", word)
        _set(powered, "notices", sum(Notice))

    def _finish(self, powered: Powered, around: Surroundings, limit: int) -> None:
        end = powered.cycles + limit
        while not powered.wait(min(_SLICE, end - powered.cycles)):
            if powered.cycles >= end:
                powered.flush()
                raise Unfinished(_where(around, limit))
        powered.flush()

    def _result(self, powered: Powered, around: Surroundings, clock_cycles: int) -> Run:
        state, fault = _get(powered, "status"), Fault(_get(powered, "fault"))
        if (state == State.DONE) != (fault is Fault.NONE) or state not in (State.DONE, State.FAULT):
            raise MachineError(f"the machine stopped in state {state} with fault {fault.name}")
        if state == State.DONE and powered.outstanding:
            raise MachineError(
                f"the machine says done with {powered.outstanding} transfers unanswered"
            )
        counters = {name: _get_all(powered, name) for name in _COUNTERS}
        instruction = _get(powered, "fault_instruction")
        known = fault is not Fault.NONE and instruction != NO_INSTRUCTION
        return Run(
            start=around.start,
            end=around.end,
            clock_cycles=clock_cycles,
            active=counters.pop("active_cycles")[0],
            stalled=counters.pop("stalled_cycles")[0],
            fault=fault,
            fault_instruction=instruction if known else None,
            counters=counters,
        )


def _bases(accelerator: Accelerator) -> list[int]:
    """Addresses of the channels' memories: far apart, so that none stands in for another."""
    return [
        (channel + 1) * ((1 << 36) + PAGE_BYTES) for channel in range(accelerator.dram_channels)
    ]


def _set(powered: Powered, name: str, value: int, index: int = 0) -> None:
    register = REGISTER[name]
    for word in range(register.words):
        powered.write(register.at(index) + 4 * word, value >> 32 * word & 0xFFFFFFFF)


def _get(powered: Powered, name: str, index: int = 0) -> int:
    register = REGISTER[name]
    words = [powered.read(register.at(index) + 4 * word) for word in range(register.words)]
    return sum(word << 32 * place for place, word in enumerate(words))


def _get_all(powered: Powered, name: str) -> tuple[int, ...]:
    return tuple(_get(powered, name, index) for index in range(REGISTER[name].count))


def _wait_for_reset(powered: Powered) -> None:
    end = powered.cycles + _RESET_LIMIT
    while _get(powered, "status") != State.IDLE:
        if powered.cycles > end:
            raise Unfinished(f"the machine is not idle {_RESET_LIMIT} cycles after its reset")


def _where(around: Surroundings, limit: int) -> str:
    started, ended = (int((times >= 0).sum()) for times in (around.start, around.end))
    return (
        f"not done after limit={limit} clock cycles: {started} of {len(around.start)} instructions "
        f"have started, {ended} ended; give a higher limit or look at the waveform"
    )
