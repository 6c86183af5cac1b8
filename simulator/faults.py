"""How a machine stops: the first fault of a program, exactly (rule 7 of `accelerator.timing`).

What happens up to a fault does not depend on it. So the program is played without faults, each kind
finds the first cycle in which it would occur, and the trace is cut off after the earliest.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from weft.accelerator import isa
from weft.accelerator.description import Accelerator
from weft.accelerator.isa import (
    OPCODE,
    POP,
    PUSH,
    TAG,
    TOKEN_BITS,
    Engine,
    Fault,
    Opcode,
    Program,
)  # fmt: skip
from weft.simulator.functional_address import gather_geometry, lattice, pixels, record
from weft.simulator.state import DISPATCHED, ENDED, STARTED
from weft.simulator.timing import Run, Trace, play

_ADDRESSES = 1 << 32  # of granules of memory: a sum of fields wraps around
_NO_BLOCKS = np.zeros((0, 3), np.int64)
_TRANSFERS = (Opcode.LOAD, Opcode.GATHER, Opcode.STORE)


@dataclass(frozen=True)
class Stop:
    """How a program stopped.

    ``cycle`` is that of the fault; without one, the number of cycles taken. ``instruction`` is the
    number of the one at fault, for TOKENS and DEADLOCK the next to be dispatched, without a fault
    -1. ``trace`` has -1 for what never happened.
    """

    fault: Fault
    cycle: int
    instruction: int
    trace: Trace


class _Found(NamedTuple):
    """A fault that would occur; the first in this order is the one that does.

    ``unit`` is 0 for the fetch unit, then engines in their order: who wins among equals.
    """

    cycle: int
    fault: Fault
    unit: int
    instruction: int


def simulate_with_faults(
    accelerator: Accelerator,
    program: Program | np.ndarray,
    *,
    window: int | None = None,
    bus_errors: Collection[int] = (),
    fetch_errors: Collection[int] = (),
    token_bits: int = TOKEN_BITS,
) -> Stop:
    """Run ``program``, or encoded instructions (N, 64) uint8, to the end or the first fault.

    ``window`` is the number of granules of memory that may be touched; ``bus_errors`` are the
    numbers of the beats (granule // beat_granules) that memory answers with an error,
    ``fetch_errors`` those of the instructions that it does not give.
    """
    code = isa.pack(program.rows) if isinstance(program, Program) else program
    cut = _first_not_given(code, fetch_errors)
    rows = isa.unpack(code[:cut])
    rows[:, TAG] = 0  # no layer's share is asked for, and a foreign program may have any tag
    run = play(accelerator, rows, 1, _NO_BLOCKS)
    found = [
        *_of_fetch(run, cut, len(code), cut in fetch_errors),
        *_of_transfers(accelerator, run, window, np.array(sorted(bus_errors), np.int64)),
        *_of_tokens(run, token_bits),
    ]
    first = min(found, default=None)
    return _finished(run) if first is None else _stopped(run, first, len(code))


def _first_not_given(code: np.ndarray, fetch_errors: Collection[int]) -> int:
    """Number of the first instruction that the fetch unit cannot hand on, or of all."""
    illegal = ~np.isin(code[:, 0] & 15, list(Opcode))
    illegal[[i for i in fetch_errors if i < len(code)]] = True
    return int(np.argmax(illegal)) if illegal.any() else len(code)


def _finished(run: Run) -> Stop:
    trace = Trace(run.life[STARTED], run.life[ENDED])
    return Stop(Fault.NONE, trace.cycles, -1, trace)


def _stopped(run: Run, first: _Found, count: int) -> Stop:
    """The events up to the fault, of all ``count`` instructions."""
    events = np.full((2, count), -1, np.int64)
    events[:, : len(run.rows)] = run.life[[STARTED, ENDED]]
    events[events > first.cycle] = -1
    return Stop(first.fault, first.cycle, first.instruction, Trace(events[0], events[1]))


def _of_fetch(run: Run, cut: int, count: int, broken: bool) -> Iterator[_Found]:
    """The instruction at ``cut`` is offered, or the machine comes to rest before."""
    if run.dispatched == cut < count:
        fault = Fault.BUS if broken else Fault.ILLEGAL_OPCODE
        yield _Found(run.next_offer, fault, 0, cut)
    elif not run.done:
        yield _Found(run.still_from, Fault.DEADLOCK, 0, run.dispatched)


# ---- beats ----


def _of_transfers(
    a: Accelerator, run: Run, window: int | None, errors: np.ndarray
) -> Iterator[_Found]:
    if window is None and not errors.size:
        return
    started = np.isin(run.rows[:, OPCODE], _TRANSFERS) & (run.life[STARTED] >= 0)
    for i in np.flatnonzero(started).tolist():
        f = record(run.rows[i].tolist())
        place, first, last = (_pixel_beats if f.opcode == Opcode.GATHER else _run_beats)(a, f)
        start, unit = int(run.life[STARTED, i]), 1 + int(run.engine[i])
        beyond = place[last >= (_ADDRESSES if window is None else window)]
        if beyond.size:
            yield _Found(start + (int(beyond[0]) + 1) * a.beat_cycles, Fault.ADDRESS, unit, i)
        refused = place[np.isin(first // a.beat_granules, errors)]
        if refused.size and f.opcode == Opcode.STORE:
            yield _Found(int(run.life[ENDED, i]), Fault.BUS, unit, i)
        elif refused.size:
            arrives = start + (int(refused[0]) + 1) * a.beat_cycles + a.dram_latency
            yield _Found(arrives + 1, Fault.BUS, unit, i)


def _run_beats(a: Accelerator, f: Any) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Places 0, 1, ... of the beats of a LOAD or STORE, first and last granule used of each."""
    beat = a.beat_granules
    at = f.dram + lattice(
        (f.planes, f.plane_stride), (f.images, f.image_stride), (f.runs, f.run_stride)
    )
    at = at % _ADDRESSES
    end = at + f.length
    counts = (end + beat - 1) // beat - at // beat
    inside = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    base = (np.repeat(at // beat, counts) + inside) * beat
    first, last = np.maximum(base, np.repeat(at, counts)), np.repeat(end, counts) - 1
    return np.arange(len(first)), first, np.minimum(base + beat - 1, last)


def _pixel_beats(a: Accelerator, f: Any) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The same of a GATHER, without the pixels that ask for nothing."""
    p = pixels(gather_geometry(f))
    count = len(p.window)
    asked = np.arange(count) if p.inside is None else np.flatnonzero(p.inside)
    plane = np.arange(f.planes)[:, None]
    place = plane * (-(-count // a.rows) * a.rows) + asked
    granule = (f.dram + plane * f.plane_stride + p.window[asked]) % _ADDRESSES
    return place.reshape(-1), granule.reshape(-1), granule.reshape(-1)


# ---- tokens ----


def _of_tokens(run: Run, bits: int) -> Iterator[_Found]:
    """The first token of each pair of engines that finds its counter full."""
    full = (1 << bits) - 1
    for giver in Engine:
        for taker in Engine:
            given = _times(run, giver, PUSH, taker, ENDED)
            if len(given) <= full:
                continue
            taken = _times(run, taker, POP, giver, STARTED)
            before = np.searchsorted(taken, given)
            over = np.arange(len(given)) - before >= full
            if over.any():
                cycle = int(given[np.argmax(over)])
                dispatched = run.life[DISPATCHED]
                following = int(((dispatched >= 0) & (dispatched < cycle)).sum())
                yield _Found(cycle, Fault.TOKENS, 0, following)


def _times(run: Run, engine: Engine, mask: int, other: Engine, event: int) -> np.ndarray:
    """Cycles of ``event`` of the instructions of ``engine`` whose ``mask`` names ``other``."""
    mine = (run.engine == engine) & (run.rows[:, mask] >> other & 1 == 1)
    cycles = run.life[event, mine]
    return cycles[cycles >= 0]
