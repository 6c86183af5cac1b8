"""Collects instructions with what they wait for, and keeps track of what lies in the buffers."""

from __future__ import annotations

from collections.abc import Hashable

import numpy as np

from weft.accelerator import isa
from weft.accelerator.description import Accelerator
from weft.accelerator.isa import ENGINE_OF, Engine, Opcode
from weft.dataflow import tokens

ENGINES = len(Engine)
Needs = dict[Engine, int]


def latest(*needs: Needs) -> Needs:
    """What waits for all of ``needs``: the last instruction of each engine."""
    out: Needs = {}
    for each in needs:
        for engine, index in each.items():
            if index > out.get(engine, -1):
                out[engine] = index
    return out


class Emitter:
    """A growing program. `add` returns the instruction's index, by which others can wait for it."""

    def __init__(self, accelerator: Accelerator) -> None:
        self.accelerator = accelerator
        self.count = 0
        self.tag = 0
        self.last: Needs = {}  # last instruction of each engine so far
        self.inputs: Needs = {}  # what loads of activations and gradients wait for
        self.marks: list[int] = []  # where units of work begin: candidates for repetition
        self._rows: list[np.ndarray] = []
        self._needs: list[np.ndarray] = []

    def add(self, opcode: Opcode, needs: Needs, **fields: int) -> int:
        """Append one instruction that starts after those in ``needs`` have ended."""
        row = isa.row(opcode, tag=self.tag, **fields)
        need = np.full(ENGINES, -1, np.int64)
        for engine, index in needs.items():
            need[engine] = index
        self._rows.append(row[None])
        self._needs.append(need[None])
        self.count += 1
        self.last[ENGINE_OF[opcode]] = self.count - 1
        return self.count - 1

    def add_rows(self, rows: np.ndarray, needs: np.ndarray) -> int:
        """Append (n, WIDTH) instructions of one engine with (n, ENGINES) needs; the first's index."""
        rows[:, isa.TAG] = self.tag
        self._rows.append(rows)
        self._needs.append(needs)
        self.count += len(rows)
        if len(rows):
            self.last[ENGINE_OF[Opcode(int(rows[0, isa.OPCODE]))]] = self.count - 1
        return self.count - len(rows)

    def after(self, *engines: Engine) -> Needs:
        """Waits for everything emitted so far on ``engines``."""
        return {e: self.last[e] for e in engines if e in self.last}

    def rows(self) -> np.ndarray:
        """The finished program (N, WIDTH), tokens assigned."""
        if not self._rows:
            return np.zeros((0, isa.WIDTH), np.int64)
        rows, needs = np.concatenate(self._rows), np.concatenate(self._needs)
        self._rows, self._needs = [rows], [needs]
        tokens.assign(rows, needs)
        return rows


class Slots:
    """Equal slots of a buffer, refilled least recently used first.

    A slot may be overwritten once the last instruction that used it has ended; ``waits`` is what the
    first refill of each waits for.
    """

    def __init__(self, count: int, waits: Needs) -> None:
        if count < 1:
            raise ValueError("a tile does not fit its buffer; choose a smaller tile")
        self.count = count
        self._keys: list[Hashable] = [None] * count
        self._filled: list[Needs] = [{} for _ in range(count)]
        self._users: list[Needs] = [dict(waits) for _ in range(count)]
        self._order = list(range(count))

    def find(self, key: Hashable) -> int | None:
        """The slot that holds ``key``, which becomes the most recent one."""
        if key not in self._keys:
            return None
        slot = self._keys.index(key)
        self._touch(slot)
        return slot

    def take(self, key: Hashable) -> tuple[int, Needs]:
        """A slot for ``key`` and what its refill waits for."""
        slot = self._order[0]
        self._touch(slot)
        self._keys[slot] = key
        waits = latest(self._users[slot])
        self._users[slot] = {}
        return slot, waits

    def filled(self, slot: int, needs: Needs) -> None:
        """Users of the slot wait for ``needs``."""
        self._filled[slot] = needs

    def ready(self, slot: int) -> Needs:
        return self._filled[slot]

    def used(self, slot: int, engine: Engine, index: int) -> None:
        """Instruction ``index`` reads (or writes) the slot."""
        self._users[slot] = latest(self._users[slot], {engine: index})

    def _touch(self, slot: int) -> None:
        self._order.remove(slot)
        self._order.append(slot)

