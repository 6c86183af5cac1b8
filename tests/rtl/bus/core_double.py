"""A core that only talks to memory: reads, writes and ends of STOREs at planned cycles."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from weft.accelerator.description import Accelerator


@dataclass
class Plan:
    """What happens in which cycle of the core; ``latency`` is the description's."""

    latency: int
    reads: dict[int, int] = field(default_factory=dict)  # cycle -> beat
    writes: dict[int, tuple[int, int, int, int]] = field(default_factory=dict)
    confirms: dict[int, int] = field(default_factory=dict)  # cycle -> number of the STORE
    length: int = 0  # cycles


def random_plan(
    rng: np.random.Generator, accelerator: Accelerator, cycles: int, beats: int
) -> Plan:
    """Reads all over, and STOREs of a few beats, often one upon the other, to the upper half."""
    latency, bus = accelerator.dram_latency, accelerator.bus_bytes
    plan = Plan(latency, length=cycles + latency + 3)
    density = rng.random()
    beat, run = 0, 0
    for cycle in range(cycles):
        if rng.random() < density:
            beat, run = (beat + 1, run - 1) if run else (int(rng.integers(beats // 2)), 20)
            plan.reads[cycle] = beat % (beats // 2)
    cycle, store = 0, 0
    while (cycle := cycle + int(rng.integers(1, 12))) < cycles - 5:
        for left in reversed(range(int(rng.integers(1, 5)))):
            if rng.random() < 0.6 or not left:
                strobe = int.from_bytes(rng.bytes(bus), "little") & ((1 << bus) - 1)
                word = int.from_bytes(rng.bytes(bus), "little")
                target = beats // 2 + int(rng.integers(beats - beats // 2))
                plan.writes[cycle] = (target, word, strobe, int(not left))
                cycle += 1
        plan.confirms[cycle + latency] = store
        store += 1
    return plan


def beats_of_stores(plan: Plan) -> dict[int, list[int]]:
    """The beats of each STORE, by its number."""
    stores: dict[int, list[int]] = {}
    number = 0
    for cycle in sorted(plan.writes):
        beat, _, _, last = plan.writes[cycle]
        stores.setdefault(number, []).append(beat)
        number += last
    return stores


class CoreDouble:
    """Presents the plan's current cycle on the ports, and goes on where it may.

    ``ports`` has the members of the core; what came back is kept in ``taken`` (beat, data, error)
    and ``ended`` (number of the STORE, error).
    """

    def __init__(self, ports: Any, plan: Plan) -> None:
        self.ports, self.plan = ports, plan
        self.cycle = 0
        self.active, self.stalled = 0, 0
        self.taken: list[tuple[int, int, int]] = []
        self.ended: list[tuple[int, int]] = []

    def present(self, ctx: Any) -> None:
        plan, p, c = self.plan, self.ports, self.cycle
        ctx.set(p.read, {"valid": int(c in plan.reads), "address": plan.reads.get(c, 0)})
        ctx.set(p.read_due, int(c - plan.latency in plan.reads))
        ctx.set(p.read_due_next, int(c + 1 - plan.latency in plan.reads))
        beat, word, strobe, last = plan.writes.get(c, (0, 0, 0, 0))
        fields = {"address": beat, "data": word, "strobe": strobe, "last": last}
        ctx.set(p.write, {"valid": int(c in plan.writes), **fields})
        ctx.set(p.confirm, int(c in plan.confirms))
        ctx.set(p.confirm_next, int(c + 1 in plan.confirms))

    def go_on(self, ctx: Any, advance: int) -> None:
        """To be called in the cycle that was presented; ``advance`` is what it was answered."""
        self.active += advance
        self.stalled += 1 - advance
        if not advance:
            return
        plan, p, c = self.plan, self.ports, self.cycle
        if c - plan.latency in plan.reads:
            beat = plan.reads[c - plan.latency]
            self.taken.append((beat, ctx.get(p.read_data), ctx.get(p.read_error)))
        if c in plan.confirms:
            self.ended.append((plan.confirms[c], ctx.get(p.write_error)))
        self.cycle += 1

    @property
    def finished(self) -> bool:
        return self.cycle >= self.plan.length
