"""Rule 7 of the timing contract played cycle by cycle: an oracle for `weft.simulator.faults`.

Every beat of every transfer is a list of granules, made in plain loops; in each cycle all that
could go wrong is looked at.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tests.naive_timing import Machine, Stuck
from weft.accelerator import isa
from weft.accelerator.description import Accelerator
from weft.accelerator.isa import Engine, Fault, Opcode, columns

Beats = dict[int, list[int]]  # granules used, by place; one that asks for nothing is missing


@dataclass
class Stopped:
    """Fault (NONE at the end), its cycle, the instruction, and what happened until then."""

    fault: Fault
    cycle: int
    instruction: int
    start: np.ndarray
    end: np.ndarray


class Watched(Machine):
    """A machine under which memory, program and window may be bad."""

    def __init__(
        self, accelerator: Accelerator, code: np.ndarray, window: int, bus_errors: set[int],
        fetch_errors: set[int], token_bits: int,
    ) -> None:  # fmt: skip
        self.accelerator, self.window = accelerator, window
        self.bus_errors, self.broken = bus_errors, fetch_errors
        self.most_tokens = 2**token_bits - 1
        self.illegal: set[int] = set()
        super().__init__(
            accelerator, np.stack([self.decoded(i, word) for i, word in enumerate(code)])
        )
        self.beats = [self.beats_of(row) for row in self.rows]
        self.overflow = False

    def decoded(self, i: int, word: np.ndarray) -> np.ndarray:
        """The instruction, or one that stands for what the fetch unit never lets go."""
        try:
            return isa.unpack(word[None])[0]
        except ValueError:
            self.illegal.add(i)
            return isa.row(Opcode.VECTOR)

    # ---- beats ----

    def beats_of(self, row: np.ndarray) -> Beats:
        op = Opcode(int(row[0]))
        f = {name: int(row[at]) for name, at in columns(op).items()}
        if op is Opcode.GATHER:
            return self.gathered(f)
        return self.copied(f) if op in (Opcode.LOAD, Opcode.STORE) else {}

    def copied(self, f: dict[str, int]) -> Beats:
        beats: Beats = {}
        for p in range(f["planes"]):
            for i in range(f["images"]):
                for r in range(f["runs"]):
                    at = p * f["plane_stride"] + i * f["image_stride"] + r * f["run_stride"]
                    self.add_run(beats, (f["dram"] + at) % 2**32, f["length"])
        return beats

    def add_run(self, beats: Beats, at: int, length: int) -> None:
        former = None
        for g in range(at, at + length):
            if g // self.accelerator.beat_granules != former:
                former = g // self.accelerator.beat_granules
                beats[len(beats)] = []
            beats[len(beats) - 1].append(g)

    def gathered(self, f: dict[str, int]) -> Beats:
        beats: Beats = {}
        place = 0
        for p in range(f["planes"]):
            for n in range(f["images"]):
                for y in range(f["height"]):
                    for x in range(f["width"]):
                        iy, ix = f["y0"] + y * f["y_step"], f["x0"] + x * f["x_step"]
                        if 0 <= iy < f["y_limit"] and 0 <= ix < f["x_limit"]:
                            at = p * f["plane_stride"] + n * f["image_stride"]
                            granule = f["dram"] + at + iy * f["row_stride"] + ix
                            beats[place] = [granule % 2**32]
                        place += 1
            while place % self.accelerator.rows:
                place += 1
        return beats

    def beat_at(self, i: int, cycle: int) -> list[int]:
        """Granules of the beat that instruction i asks for, or reads, in ``cycle``."""
        since, every = cycle - int(self.start[i]), self.accelerator.beat_cycles
        if self.start[i] < 0 or since % every:
            return []
        return self.beats[i].get(since // every - 1, [])

    # ---- one cycle ----

    def offered(self) -> int | None:
        return None if self.wait > 0 or self.next == len(self.rows) else self.next

    def dispatched(self) -> int | None:
        return None if self.offered() in self.illegal | self.broken else super().dispatched()

    def give(self, source: Engine, target: Engine) -> None:
        self.overflow |= self.tokens_before[source, target] == self.most_tokens
        super().give(source, target)

    def watch(self, cycle: int) -> tuple[Fault, int] | None:
        """Play one cycle; the fault with the lowest code in it and its instruction."""
        found: list[tuple[Fault, int, int]] = []
        offered, following = self.offered(), self.next
        self.tokens_before = dict(self.tokens)
        if offered in self.broken:
            found.append((Fault.BUS, -1, following))
        elif offered in self.illegal:
            found.append((Fault.ILLEGAL_OPCODE, -1, following))
        try:
            self.step(cycle)
        except Stuck:
            found.append((Fault.DEADLOCK, -1, following))
        if self.overflow:
            found.append((Fault.TOKENS, -1, following))
        for i in range(len(self.rows)):
            found += [(fault, int(self.engine[i]), i) for fault in self.transfer_faults(i, cycle)]
        if not found:
            return None
        fault, _, instruction = min(found)
        return fault, instruction

    def transfer_faults(self, i: int, cycle: int) -> list[Fault]:
        found = []
        if any(g >= self.window for g in self.beat_at(i, cycle)):
            found.append(Fault.ADDRESS)
        if self.engine[i] is Engine.STORE:
            granules = [g for beat in self.beats[i].values() for g in beat]
            arrived = granules if self.end[i] == cycle else []
        else:
            arrived = self.beat_at(i, cycle - 1 - self.accelerator.dram_latency)
        if any(g // self.accelerator.beat_granules in self.bus_errors for g in arrived):
            found.append(Fault.BUS)
        return found


def simulate(
    accelerator: Accelerator,
    code: np.ndarray,
    *,
    window: int | None = None,
    bus_errors: set[int] | None = None,
    fetch_errors: set[int] | None = None,
    token_bits: int = 20,
) -> Stopped:
    """Run encoded instructions (N, 64) to the end or the first fault."""
    machine = Watched(
        accelerator, code, 2**32 if window is None else window, bus_errors or set(),
        fetch_errors or set(), token_bits,
    )  # fmt: skip
    cycle = 0
    while (machine.end < 0).any():
        fault = machine.watch(cycle)
        if fault:
            return Stopped(fault[0], cycle, fault[1], machine.start, machine.end)
        cycle += 1
    return Stopped(Fault.NONE, cycle, -1, machine.start, machine.end)
