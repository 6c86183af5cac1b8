"""The timing simulator: start and end of every instruction of a program, exactly.

It plays the rules of `weft.accelerator.timing` event by event in the order of time. Nothing is
sampled or estimated; the RTL has the same starts and ends.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from weft.accelerator import timing
from weft.accelerator.description import Accelerator
from weft.accelerator.isa import OPCODE, TAG, Engine, Opcode, Program, Target, column, engines
from weft.simulator.kernel import new_state, step_all
from weft.simulator.repeat import repetitions
from weft.simulator.state import (
    COUNTERS,
    DISPATCH,
    ENDED,
    FETCH,
    HEADS,
    LAST_END,
    LIVES,
    NEXT,
    PORT_CYCLES,
    STARTED,
)
from weft.simulator.tokens import match

STALLS = ("weights", "operands", "results", "dram", "dependency", "dispatch", "array")


class Deadlock(ValueError):
    """A program stops for ever: the message names the instruction and what it waits for.

    ``cycle`` is the first in which the machine stands still (rule 7 of `accelerator.timing`).
    """

    def __init__(self, message: str, cycle: int) -> None:
        super().__init__(message)
        self.cycle = cycle


@dataclass(frozen=True)
class Trace:
    """Start and end cycle of every instruction (N,) int64, in program order."""

    start: np.ndarray
    end: np.ndarray

    @property
    def cycles(self) -> int:
        """Cycles until the last instruction has ended."""
        return int(self.end.max()) + 1 if len(self.end) else 0


@dataclass(frozen=True)
class Summary:
    """What happened, by tag: every array is (tags,) int64 except ``stalls`` (tags, STALLS).

    ``first`` and ``last`` are the first start and the last end; ``streaming`` the cycles in which
    the array took operands; ``beats`` what crossed the memory port; ``instructions`` how many ran.
    """

    cycles: int
    first: np.ndarray
    last: np.ndarray
    streaming: np.ndarray
    beats: np.ndarray
    stalls: np.ndarray
    instructions: np.ndarray
    port_cycles: int

    def equals(self, other: Summary) -> bool:
        mine, theirs = vars(self), vars(other)
        return all(np.array_equal(mine[key], theirs[key]) for key in mine)


def simulate(
    accelerator: Accelerator, program: Program, *, fast: bool = False
) -> tuple[Summary, Trace | None]:
    """Run ``program``; the trace is None with ``fast``, which jumps over repetitions.

    Raises Deadlock, and ValueError for a program of another accelerator.
    """
    if program.digest != accelerator.digest:
        raise ValueError(
            f"the program is for accelerator {program.digest}, not {accelerator.digest}; "
            "compile it again for this one"
        )
    return simulate_rows(accelerator, program.rows, len(program.tags), program.blocks, fast=fast)


def simulate_rows(
    accelerator: Accelerator,
    rows: np.ndarray,
    tags: int,
    blocks: np.ndarray,
    *,
    fast: bool = False,
) -> tuple[Summary, Trace | None]:
    """`simulate` on bare rows (N, WIDTH); ``blocks`` (B, 3) are start, length, repetitions."""
    run = play(accelerator, rows, tags, blocks, fast=fast)
    if not run.done:
        raise Deadlock(_explain(run), run.still_from)
    summary = _summary(run.state, run.counters)
    return summary, None if fast else Trace(run.life[STARTED], run.life[ENDED])


@dataclass(frozen=True)
class Run:
    """What came of a program: the kernel's arrays (`weft.simulator.state`) when nothing moves.

    ``done`` is False where it came to rest before its end. ``giver`` is that of `tokens.match`.
    """

    done: bool
    rows: np.ndarray
    engine: np.ndarray
    giver: np.ndarray
    order: np.ndarray
    bounds: np.ndarray
    state: np.ndarray
    life: np.ndarray
    counters: np.ndarray

    @property
    def dispatched(self) -> int:
        """Instructions that left the fetch unit."""
        return int(self.state[NEXT])

    @property
    def next_offer(self) -> int:
        """Cycle in which the fetch unit first offers another instruction."""
        return int(self.state[DISPATCH] + self.state[FETCH])

    @property
    def still_from(self) -> int:
        """First cycle in which nothing runs, starts or is about to be dispatched."""
        last_end = int(self.state[LAST_END : LAST_END + len(Engine)].max())
        complete = self.dispatched == len(self.rows)
        fetch_rests = int(self.state[DISPATCH]) + 1 if complete else self.next_offer
        return max(last_end + 1, fetch_rests)


def play(
    accelerator: Accelerator,
    rows: np.ndarray,
    tags: int,
    blocks: np.ndarray,
    *,
    fast: bool = False,
) -> Run:
    """Run rows (N, WIDTH) until nothing moves; with ``fast`` not all of ``life`` is booked.

    Raises ValueError where a row's tag is not below ``tags``: counters are booked by tag.
    """
    _require_tags(rows, tags)
    engine = engines(rows)
    cost = timing.costs(accelerator, rows)
    giver = match(rows, engine)
    kind = _stall_kinds(rows)
    life = np.full((LIVES, len(rows)), -1, np.int64)
    counters = np.zeros((max(tags, 1), COUNTERS + len(STALLS)), np.int64)
    counters[:, 0] = np.iinfo(np.int64).max
    queues = [np.flatnonzero(engine == e) for e in range(len(Engine))]
    order = np.concatenate([*queues, np.zeros(1, np.int64)])
    bounds = np.cumsum([0, *map(len, queues)])
    state = new_state(accelerator, bounds)
    jumps = _jumps(rows, engine, cost, giver, kind, blocks) if fast else np.zeros((0, 4), np.int64)
    done = step_all(
        state, rows[:, TAG].copy(), engine, cost, giver, kind, order, bounds, jumps, life, counters
    )
    return Run(done, rows, engine, giver, order, bounds, state, life, counters)


def _require_tags(rows: np.ndarray, tags: int) -> None:
    nameless = np.flatnonzero((rows[:, TAG] < 0) | (rows[:, TAG] >= max(tags, 1)))
    if nameless.size:
        i = int(nameless[0])
        raise ValueError(
            f"tag={rows[i, TAG]} of instruction {i} has no name among the {tags} of its program; "
            "add names to `tags` or correct the field"
        )


def _stall_kinds(rows: np.ndarray) -> np.ndarray:
    """Index into STALLS of what a consumer of each instruction's token was waiting for (N,)."""
    table = np.full((max(Opcode) + 1, len(Target)), STALLS.index("dependency"), np.int64)
    table[Opcode.STORE] = STALLS.index("results")
    for op in (Opcode.LOAD, Opcode.GATHER):
        table[op] = STALLS.index("operands")
        table[op, [Target.B, Target.INDEX]] = STALLS.index("weights")
    # `target` is the first field of both opcodes that have it
    place = column(Opcode.LOAD, "target")
    assert place == column(Opcode.GATHER, "target")
    return table[rows[:, OPCODE], np.clip(rows[:, place], 0, len(Target) - 1)]


def _summary(state: np.ndarray, counters: np.ndarray) -> Summary:
    used = counters[:, 5] > 0
    return Summary(
        cycles=int(counters[:, 1].max(initial=-1, where=used)) + 1,
        first=np.where(used, counters[:, 0], 0),
        last=np.where(used, counters[:, 1], 0),
        streaming=counters[:, 2].copy(),
        beats=counters[:, 3].copy(),
        instructions=counters[:, 5].copy(),
        stalls=counters[:, COUNTERS:].copy(),
        port_cycles=int(state[PORT_CYCLES]),
    )


def _jumps(
    rows: np.ndarray,
    engine: np.ndarray,
    cost: np.ndarray,
    giver: np.ndarray,
    kind: np.ndarray,
    blocks: np.ndarray,
) -> np.ndarray:
    """Repetitions that hold for all that time depends on: (J, 4) start, length, times, reach.

    ``reach`` is how far back a token taken in the block may have been given. The first repetitions
    of a block often take tokens from before it; they are cut off.
    """
    found = np.zeros((len(blocks), 4), np.int64)
    used = repetitions(rows, engine, cost, giver, kind, blocks.astype(np.int64), found)
    return found[:used]


def _explain(run: Run) -> str:
    """Name the first instruction that never starts for want of a token."""
    count, ended = len(run.rows), run.life[ENDED]
    for e in Engine:
        head = int(run.state[HEADS + e])
        if head >= run.bounds[e + 1]:
            continue
        i = int(run.order[head])
        for source in Engine:
            j = int(run.giver[i, source])
            if j >= 0 and (j >= count or ended[j] < 0):
                return (
                    f"deadlock: instruction {i} on {e.name} waits for a token from {source.name} "
                    f"that {'is never given' if j >= count else f'instruction {j} holds'}"
                )
    return "deadlock: the fetch unit waits for a queue that never empties"
