"""Many cases one after the other, in several processes if wished, up to the first difference."""

from __future__ import annotations

import multiprocessing
import signal
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field

from weft.accelerator.description import Accelerator
from weft.verification.beds import Bed, CompiledBed, MakeBed, Outcome, expected
from weft.verification.cases import CASES_A_MACHINE, Case, Settings, case_of
from weft.verification.compare import Difference, compare
from weft.verification.coverage import Coverage, coverage_of


@dataclass(frozen=True)
class Verdict:
    """What became of one case."""

    number: int
    instructions: int
    cycles: int
    coverage: Coverage
    difference: Difference | None


@dataclass
class Totals:
    """Sums over the cases that agreed, and the one that did not."""

    cases: int = 0
    instructions: int = 0
    cycles: int = 0
    machines: set[str] = field(default_factory=set)
    coverage: Coverage = field(default_factory=Counter)
    failed: Verdict | None = None

    def add(self, verdict: Verdict) -> None:
        self.cases += 1
        self.instructions += verdict.instructions
        self.cycles += verdict.cycles
        self.coverage += verdict.coverage
        if verdict.difference is not None:
            self.failed = verdict


class Workbench:
    """Runs cases, keeping the bed of the accelerator that it used last."""

    def __init__(self, make_bed: MakeBed = CompiledBed) -> None:
        self._make_bed = make_bed
        self._digest = ""
        self._bed: Bed | None = None

    def bed(self, accelerator: Accelerator) -> Bed:
        """The bed of ``accelerator``, made now if it was not the last one."""
        if self._bed is None or self._digest != accelerator.digest:
            self._bed = self._make_bed(accelerator)
            self._digest = accelerator.digest
        return self._bed

    def run(self, case: Case) -> tuple[Outcome, Difference | None]:
        """What the bed found, and where it differs from the simulators first."""
        found = self.bed(case.accelerator).run(case)
        return found, compare(case, expected(case), found)

    def verdict(self, settings: Settings, number: int) -> Verdict:
        """Draw a case, run and compare it."""
        case = case_of(settings, number)
        _, difference = self.run(case)
        return Verdict(
            number,
            len(case.program),
            int(expected(case).end.max()) + 1,
            coverage_of(case.accelerator, case.program),
            difference,
        )


def verdicts(
    settings: Settings,
    numbers: range,
    *,
    jobs: int = 1,
    make_bed: MakeBed = CompiledBed,
) -> Iterator[Verdict]:
    """Verdicts of cases ``numbers`` in this order, however many processes work on them."""
    if jobs == 1:
        bench = Workbench(make_bed)
        yield from (bench.verdict(settings, number) for number in numbers)
        return
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(jobs, context, _work_quietly, (make_bed,))
    try:
        waiting = [pool.submit(_verdicts, settings, part) for part in parts(settings, numbers)]
        for future in waiting:
            yield from future.result()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def parts(settings: Settings, numbers: range) -> list[range]:
    """Cases that one process takes at a time: those of one random machine stay together."""
    size = CASES_A_MACHINE if settings.accelerator is None else 4
    found, start = [], numbers.start
    while start < numbers.stop:
        stop = min(numbers.stop, (start // size + 1) * size)
        found.append(range(start, stop))
        start = stop
    return found


_bench = Workbench()


def _work_quietly(make_bed: MakeBed) -> None:
    """Of a new process: Ctrl-C is its parent's business."""
    global _bench
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _bench = Workbench(make_bed)


def _verdicts(settings: Settings, numbers: range) -> list[Verdict]:
    found = []
    for number in numbers:
        found.append(_bench.verdict(settings, number))
        if found[-1].difference is not None:
            break
    return found
