"""Closing the gaps in a row of items."""

from __future__ import annotations

from amaranth.hdl import Cat, Const, Module, Mux, Signal, Value
from amaranth.lib import wiring
from amaranth.lib.wiring import In, Out

COMPACT_CYCLES = 2


class Compactor(wiring.Component):
    """Moves the kept items of a row to its beginning, in their order, a row a cycle.

    Each goes down by the number of gaps below it, in steps of powers of two, the smallest first:
    two kept items never meet on the way. As every group keeps as many items as any other, this is
    the compressed form whatever the pattern.

    Members
    -------
    flags : In(columns), which items are kept
    items : In(columns * bits), *a cycle after their flags*
    packed : Out(columns * bits), `COMPACT_CYCLES` after the flags; what lies behind the last kept
        item is of no meaning
    """

    def __init__(self, columns: int, bits: int) -> None:
        self.columns, self.bits = columns, bits
        self.steps = (columns - 1).bit_length()
        super().__init__(
            {
                "flags": In(columns),
                "items": In(columns * bits),
                "packed": Out(columns * bits),
            }
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        gaps = self._gaps(m)
        ways: list[Value] = []
        for c in range(self.columns):
            way = Signal(self.steps, name=f"way_{c}", reset_less=True)
            m.d.sync += way.eq(Mux(self.flags[c], gaps[c], 0))  # what is dropped stays
            ways.append(way)
        items: Value = self.items
        for step in range(self.steps):
            items, ways = self._move(m, step, items, ways)
        m.d.sync += self.packed.eq(items)
        return m

    def _gaps(self, m: Module) -> list[Value]:
        """Gaps up to and with every place, by sums over ranges that double."""
        gaps: list[Value] = list(~self.flags)
        for step in range(self.steps):
            sums = []
            for c, mine in enumerate(gaps):
                total = Signal(step + 2, name=f"gaps_{step}_{c}")
                below = (c >> step << step) - 1  # the last place of the range before
                m.d.comb += total.eq(mine + gaps[below] if c >> step & 1 else mine)
                sums.append(total)
            gaps = list(sums)
        return gaps

    def _move(
        self, m: Module, step: int, items: Value, ways: list[Value]
    ) -> tuple[Signal, list[Value]]:
        """Those with bit ``step`` in their way go down by its weight; what stays is overrun."""
        far = 1 << step
        comes = [way[step] for way in ways[far:]] + [Const(0)] * far
        taken = Cat(bit.replicate(self.bits) for bit in comes)
        moved = Signal(len(items), name=f"items_{step}")
        m.d.comb += moved.eq((items & ~taken) | (items[far * self.bits :] & taken))
        following: list[Value] = []
        for c, bit in enumerate(comes):
            way = Signal(self.steps, name=f"way_{step}_{c}")
            stays = Mux(ways[c][step], 0, ways[c])  # nothing that goes anywhere is left behind
            m.d.comb += way.eq(Mux(bit, ways[c + far], stays) if c + far < self.columns else stays)
            following.append(way)
        return moved, following
