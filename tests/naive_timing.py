"""The timing contract played cycle by cycle, as slowly and obviously as possible.

An independent oracle for `weft.simulator.timing` and for the RTL: queues are lists, tokens are
counters, and every delay is a number that is counted down. Of weft it uses the field table and the
costs of single instructions, nothing of the simulator. Rule numbers are those of
`weft.accelerator.timing`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from weft.accelerator import timing
from weft.accelerator.description import Accelerator
from weft.accelerator.isa import POP, PUSH, Engine, engines

PORT_ORDER = (Engine.LOAD, Engine.STORE, Engine.VECTOR)


class Stuck(Exception):
    """Nothing moves and nothing ever will."""


@dataclass
class Unit:
    """One engine: its queue of instruction numbers and those that run, oldest first."""

    queue: list[int] = field(default_factory=list)
    running: list[int] = field(default_factory=list)
    remaining: dict[int, int] = field(default_factory=dict)  # cycles to the end, where known
    busy: int = 0  # cycles until the engine is free; COMPUTE counts them from stream_start
    ended_last: int = -1


@dataclass
class Array:
    """The two steps of COMPUTE (rule 6)."""

    waiting: int | None = None  # in setup, or waiting for the stream before it
    setup: int = 0
    stream: int = 0  # cycles the current stream still takes
    dataflow: bool | None = None  # whether the last instruction had a setup


class Machine:
    """State between two cycles."""

    def __init__(self, accelerator: Accelerator, rows: np.ndarray) -> None:
        self.depth = accelerator.queue_depth
        self.fetch_cycles = accelerator.fetch_cycles
        self.rows, self.engine = rows, [Engine(e) for e in engines(rows)]
        self.cost = timing.costs(accelerator, rows)
        self.units = {e: Unit() for e in Engine}
        self.tokens = {(a, b): 0 for a in Engine for b in Engine}
        self.array = Array()
        self.port = 0  # cycles until the memory port is free
        self.served = Engine.VECTOR  # so that LOAD comes first
        self.next = 0  # instruction that leaves the fetch unit next
        self.wait = self.fetch_cycles + accelerator.dram_latency
        self.start = np.full(len(rows), -1, np.int64)
        self.end = np.full(len(rows), -1, np.int64)

    # ---- what can happen in this cycle, seen from the state before it ----

    def pops(self, i: int) -> list[Engine]:
        return [e for e in Engine if self.rows[i, POP] >> e & 1]

    def pushes(self, i: int) -> list[Engine]:
        return [e for e in Engine if self.rows[i, PUSH] >> e & 1]

    def ready(self, e: Engine) -> bool:
        """Rule 2, but for the port."""
        unit = self.units[e]
        if not unit.queue or unit.busy > 0:
            return False
        if e is Engine.COMPUTE and not self.array_takes(unit.queue[0]):
            return False
        return all(self.tokens[s, e] > 0 for s in self.pops(unit.queue[0]))

    def array_takes(self, i: int) -> bool:
        other = self.array.dataflow not in (None, self.cost[i, timing.SETUP] > 0)
        idle = self.array.waiting is None
        return idle and not (other and self.units[Engine.COMPUTE].running)

    def granted(self) -> Engine | None:
        """Rule 4."""
        if self.port > 0:
            return None
        at = PORT_ORDER.index(self.served)
        for e in PORT_ORDER[at + 1 :] + PORT_ORDER[: at + 1]:
            if self.ready(e):
                return e
        return None

    def dispatched(self) -> int | None:
        """Rule 1."""
        if self.wait > 0 or self.next == len(self.rows):
            return None
        room = len(self.units[self.engine[self.next]].queue) < self.depth
        return self.next if room else None

    # ---- one cycle ----

    def step(self, cycle: int) -> None:
        granted, dispatched = self.granted(), self.dispatched()
        starting = [e for e in Engine if e not in PORT_ORDER and self.ready(e)]
        starting += [granted] if granted is not None else []
        fetching = self.next < len(self.rows) and (self.wait > 0 or dispatched is not None)
        if not starting and not fetching and not self.alive():
            raise Stuck
        for e in starting:
            self.begin(e, cycle)
        self.flow()
        for e in Engine:
            self.finish(e, cycle)
        if dispatched is not None:
            self.units[self.engine[dispatched]].queue.append(dispatched)
            self.next += 1
            self.wait = self.fetch_cycles
        self.count_down()

    def alive(self) -> bool:
        return any(unit.running for unit in self.units.values())

    def begin(self, e: Engine, cycle: int) -> None:
        unit = self.units[e]
        i = unit.queue.pop(0)
        unit.running.append(i)
        self.start[i] = cycle
        for s in self.pops(i):
            self.tokens[s, e] -= 1
        if e is Engine.COMPUTE:
            self.array.waiting, self.array.setup = i, int(self.cost[i, timing.SETUP])
            self.array.dataflow = bool(self.cost[i, timing.SETUP] > 0)
            return
        unit.remaining[i] = int(self.cost[i, timing.LATENCY])
        if e in (Engine.LOAD, Engine.STORE):
            unit.busy = int(self.cost[i, timing.HOLD])
        if e in PORT_ORDER:
            self.port, self.served = int(self.cost[i, timing.PORT]), e

    def flow(self) -> None:
        """Let the waiting instruction of COMPUTE stream, if its setup and the array allow."""
        array, i = self.array, self.array.waiting
        if i is None or array.setup > 0 or array.stream > 0:
            return
        array.waiting = None
        array.stream = int(self.cost[i, timing.STREAM])
        unit = self.units[Engine.COMPUTE]
        unit.busy = int(self.cost[i, timing.HOLD])
        unit.remaining[i] = array.stream + int(self.cost[i, timing.TAIL])

    def finish(self, e: Engine, cycle: int) -> None:
        """Rules 3 and 5: the oldest running instruction ends, one a cycle."""
        unit = self.units[e]
        if not unit.running or unit.ended_last == cycle:
            return
        i = unit.running[0]
        if unit.remaining.get(i, 1) > 0:
            return
        unit.running.pop(0)
        unit.ended_last = cycle
        self.end[i] = cycle
        for target in self.pushes(i):
            self.give(e, target)

    def give(self, source: Engine, target: Engine) -> None:
        self.tokens[source, target] += 1

    def count_down(self) -> None:
        for e, unit in self.units.items():
            for i in unit.running:
                if i in unit.remaining:
                    unit.remaining[i] -= 1
            unit.busy = max(unit.busy - 1, 0)
            if e in (Engine.UPDATE, Engine.VECTOR):
                unit.busy = len(unit.running)  # free the cycle after the end
        self.array.setup = max(self.array.setup - 1, 0)
        self.array.stream = max(self.array.stream - 1, 0)
        self.port = max(self.port - 1, 0)
        self.wait -= 1


def simulate(accelerator: Accelerator, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Start and end cycle of every instruction (N,) int64. Raises Stuck on a deadlock."""
    machine = Machine(accelerator, rows)
    cycle = 0
    while (machine.end < 0).any():
        machine.step(cycle)
        cycle += 1
    return machine.start, machine.end
