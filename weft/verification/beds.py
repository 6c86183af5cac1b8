"""Where a case runs: on the simulators, which say what is right, and on the compiled hardware."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from weft.accelerator.description import Accelerator
from weft.simulator.functional import execute
from weft.simulator.timing import simulate
from weft.verification.cases import Case

Array = NDArray[Any]

_SPARE_CYCLES = 500_000  # of the clock, before a machine counts as stuck
_SLOWEST = 200  # cycles of the clock for one of the core, with the most irregular memory


@dataclass(frozen=True)
class Outcome:
    """First and last cycle of every instruction (N,) int64, in cycles of the core (-1 for none),
    DRAM afterwards, and why the machine stopped early, empty if it did not.
    """

    start: Array
    end: Array
    image: Array
    stopped: str = ""


class Bed(Protocol):
    """Something that runs cases of one accelerator."""

    def run(self, case: Case) -> Outcome:
        """Run ``case``, whose arrays are left alone."""


MakeBed = Callable[[Accelerator], Bed]


def expected(case: Case) -> Outcome:
    """What the two simulators say. Raises ValueError for an illegal program or a deadlock."""
    _, trace = simulate(case.accelerator, case.program)
    assert trace is not None
    return Outcome(trace.start, trace.end, case.expected)


def executed(case: Case) -> Array:
    """DRAM after the program of ``case`` by the functional simulator, anew."""
    image = case.image.copy()
    execute(case.accelerator, case.program, image)
    return image


class CompiledBed:
    """The generated hardware, compiled; with ``trace_file`` each run writes its waveform there.

    ``verilog`` stands for another machine, under the generated one's name. Raises ValueError where
    a tool is missing.
    """

    def __init__(
        self,
        accelerator: Accelerator,
        trace_file: Path | None = None,
        *,
        verilog: str | None = None,
    ) -> None:
        from weft.rtl.simulation.machine import CompiledMachine

        self._machine = CompiledMachine(accelerator, trace_file=trace_file, verilog=verilog)

    def run(self, case: Case) -> Outcome:
        from weft.rtl.simulation.library import MachineError
        from weft.rtl.simulation.machine import MemoryModel

        image, program = case.image.copy(), case.program
        _, trace = simulate(case.accelerator, program)
        assert trace is not None
        try:
            run = self._machine.run(
                program.encode(), len(program), image, program.hypers,
                memory=MemoryModel(**asdict(case.pace)),
                limit=_SPARE_CYCLES + _SLOWEST * trace.cycles,
            )  # fmt: skip
        except MachineError as error:
            never = np.full(len(program), -1, np.int64)
            return Outcome(never, never, image, str(error))
        stopped = f"fault {run.fault.name} at instruction {run.fault_instruction}"
        return Outcome(run.start, run.end, image, stopped if run.fault else "")

    def close(self) -> None:
        """Switch the machine off; a waveform is whole then."""
        self._machine.close()
