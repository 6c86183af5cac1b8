"""Collects instructions with what they wait for, and keeps track of what lies in the buffers."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable

import numpy as np

from weft.accelerator import isa
from weft.accelerator.description import Accelerator
from weft.accelerator.isa import ENGINE_OF, Engine, Opcode
from weft.dataflow import tokens

ENGINES = len(Engine)
FIRST_ROOM = 256  # instructions; doubled as the program grows
_PLACES = {op: isa.columns(op) for op in Opcode}
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
        self._rows = np.zeros((FIRST_ROOM, isa.WIDTH), np.int64)
        self._needs = np.full((FIRST_ROOM, ENGINES), -1, np.int64)

    def add(self, opcode: Opcode, needs: Needs, **fields: int) -> int:
        """Append one instruction that starts after those in ``needs`` have ended."""
        self._grow(1)
        row, need, places = self._rows[self.count], self._needs[self.count], _PLACES[opcode]
        row[isa.OPCODE], row[isa.TAG] = opcode, self.tag
        for name, value in fields.items():
            row[places[name]] = value
        for engine, index in needs.items():
            need[engine] = index
        self.last[ENGINE_OF[opcode]] = self.count
        self.count += 1
        return self.count - 1

    def _grow(self, more: int) -> None:
        """Make room for ``more`` instructions."""
        room = len(self._rows)
        if self.count + more <= room:
            return
        room = max(2 * room, self.count + more)
        rows, needs = np.zeros((room, isa.WIDTH), np.int64), np.full((room, ENGINES), -1, np.int64)
        rows[: self.count], needs[: self.count] = (
            self._rows[: self.count],
            self._needs[: self.count],
        )
        self._rows, self._needs = rows, needs

    def add_rows(self, rows: np.ndarray, needs: np.ndarray) -> int:
        """Append (n, WIDTH) instructions of one engine with needs (n, ENGINES).

        Returns the index of the first.
        """
        self._grow(len(rows))
        end = self.count + len(rows)
        self._rows[self.count : end], self._needs[self.count : end] = rows, needs
        self._rows[self.count : end, isa.TAG] = self.tag
        self.count = end
        if len(rows):
            self.last[ENGINE_OF[Opcode(int(rows[0, isa.OPCODE]))]] = self.count - 1
        return self.count - len(rows)

    def after(self, *engines: Engine) -> Needs:
        """Waits for everything emitted so far on ``engines``."""
        return {e: self.last[e] for e in engines if e in self.last}

    def rows(self) -> np.ndarray:
        """The finished program (N, WIDTH), tokens assigned."""
        rows = self._rows[: self.count].copy()
        tokens.assign(rows, self._needs[: self.count])
        return rows


class Slots:
    """Equal slots of a buffer, refilled least recently used first.

    A slot may be overwritten once the last instruction that used it has ended; ``waits`` is what
    the first refill of each waits for.
    """

    def __init__(self, count: int, waits: Needs) -> None:
        if count < 1:
            raise ValueError("a tile does not fit its buffer; choose a smaller tile")
        self.count = count
        # least recently used first; slots never filled are held by keys of their own
        self._places: OrderedDict[Hashable, int] = OrderedDict(
            ((None, slot), slot) for slot in range(count)
        )
        self._filled: list[Needs] = [{} for _ in range(count)]
        self._users: list[Needs] = [dict(waits) for _ in range(count)]

    def find(self, key: Hashable) -> int | None:
        """The slot that holds ``key``, which becomes the most recent one."""
        slot = self._places.get(key)
        if slot is not None:
            self._places.move_to_end(key)
        return slot

    def take(self, key: Hashable) -> tuple[int, Needs]:
        """A slot for ``key`` and what its refill waits for."""
        _, slot = self._places.popitem(last=False)
        self._places[key] = slot
        waits = self._users[slot]
        self._users[slot] = {}
        return slot, waits

    def filled(self, slot: int, needs: Needs) -> None:
        """Users of the slot wait for ``needs``."""
        self._filled[slot] = needs

    def ready(self, slot: int) -> Needs:
        return self._filled[slot]

    def used(self, slot: int, engine: Engine, index: int) -> None:
        """Instruction ``index`` reads (or writes) the slot; later calls name later instructions."""
        self._users[slot][engine] = index
