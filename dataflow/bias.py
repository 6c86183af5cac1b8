"""Biases of blocks of columns in the BIAS memory, loaded before the store that adds them."""

from __future__ import annotations

from weft.accelerator.isa import Engine, Opcode, Target
from weft.dataflow.emitter import Emitter, Needs, Slots
from weft.dataflow.memory import round_up

BIAS_ROWS = 1024


class BiasBuffer:
    """``columns`` rows per slot; ``base`` is the granule of row 0 in DRAM, -1 for no bias."""

    def __init__(self, emitter: Emitter, base: int, columns: int) -> None:
        self.emitter, self.base = emitter, base
        self.wide = emitter.accelerator.wide_granules
        # a beat may hold several rows: a row keeps its place in the beat
        self.lead = max(1, emitter.accelerator.beat_granules // self.wide)
        self.rows = round_up(columns + self.lead - 1, self.lead)
        self.slots = Slots(BIAS_ROWS // self.rows, emitter.after(Engine.STORE))

    def fetch(self, column: int, count: int) -> int:
        """Slot with the rows of ``count`` blocks from ``column``; -1 where there is no bias."""
        if self.base < 0:
            return -1
        slot = self.slots.find(column)
        if slot is None:
            slot, waits = self.slots.take(column)
            index = self.emitter.add(
                Opcode.LOAD, waits, target=Target.BIAS, dram=self.base + column * self.wide,
                buffer=self._row(slot, column) * self.wide, length=count * self.wide,
                runs=1, images=1, planes=1,
            )  # fmt: skip
            self.slots.filled(slot, {Engine.LOAD: index})
        return slot

    def _row(self, slot: int, column: int) -> int:
        return slot * self.rows + column % self.lead

    def use(self, slot: int, column: int, offset: int) -> tuple[dict[str, int], Needs]:
        """Fields and waits of the STORE of block ``column + offset``."""
        if slot < 0:
            return {}, {}
        return {"add_bias": 1, "bias": self._row(slot, column) + offset}, self.slots.ready(slot)

    def used(self, slot: int, store: int) -> None:
        if slot >= 0:
            self.slots.used(slot, Engine.STORE, store)
