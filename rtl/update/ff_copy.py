"""The copy whose groups run along the rows of a block."""

from __future__ import annotations

from amaranth.hdl import Cat, Const, Module, Signal, Value
from amaranth.lib import wiring
from amaranth.lib.wiring import In, Out

from weft.accelerator.description import INDEX_BITS, Accelerator
from weft.rtl.update.patterns import largest_group


class FfCopy(wiring.Component):
    """Gives the compressed rows of each group, one a cycle, from the cycle after its last row on.

    A group is held until every column has given its kept weights, the earliest row first: each
    cycle every column gives the first of those it has left.

    Members
    -------
    kept, group : In, the pattern; stable
    valid : In(1), a row comes; no more rows a cycle than the pattern keeps
    codes : In, the row in the operand format
    flags : In(columns) for each d below the largest group: kept weights of the row d rows before
    group_ends : In(1), with ``valid``: the row is the last of its group
    out_valid : Out(1)
    values : Out, codes of a compressed row
    indices : Out, nibbles: each one's place in its group
    """

    def __init__(self, accelerator: Accelerator) -> None:
        self.columns, self.bits = accelerator.columns, accelerator.operand.bits
        self.depth = depth = largest_group(accelerator)
        super().__init__(
            {
                "kept": In(5),
                "group": In(5),
                "valid": In(1),
                "codes": In(self.columns * self.bits),
                "flags": In(self.columns).array(depth),
                "group_ends": In(1),
                "out_valid": Out(1),
                "values": Out(self.columns * self.bits),
                "indices": Out(self.columns * INDEX_BITS),
            }
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        takes = Signal()
        m.d.comb += takes.eq(self.valid & self.group_ends)
        held = self._hold(m, takes)
        picked = self._pick(m, takes)
        values = [codes & self._widened(pick) for codes, pick in zip(held, picked, strict=True)]
        m.d.comb += [self.values.eq(_any_of(values)), self.indices.eq(self._indices(picked))]
        self._time(m, takes)
        return m

    def _time(self, m: Module, takes: Signal) -> None:
        left = Signal(self.kept.shape())
        m.d.comb += self.out_valid.eq(left != 0)
        with m.If(takes):
            m.d.sync += left.eq(self.kept)
        with m.Elif(self.out_valid):
            m.d.sync += left.eq(left - 1)

    def _hold(self, m: Module, takes: Signal) -> list[Signal]:
        """Codes of the rows of the group that is given, the last one first."""
        width = self.columns * self.bits
        past = [Signal(width, name=f"past_{d}", reset_less=True) for d in range(1, self.depth)]
        held = [Signal(width, name=f"held_{d}", reset_less=True) for d in range(self.depth)]
        rows = [self.codes, *past]
        with m.If(self.valid):
            m.d.sync += [new.eq(old) for new, old in zip(past, rows, strict=False)]
        with m.If(takes):
            m.d.sync += [new.eq(old) for new, old in zip(held, rows, strict=True)]
        return held

    def _pick(self, m: Module, takes: Signal) -> list[Signal]:
        """Of every column the first kept weight left, a bit a column; the last row comes first."""
        left = [Signal(self.columns, name=f"left_{d}") for d in range(self.depth)]
        picked = [Signal(self.columns, name=f"picked_{d}") for d in range(self.depth)]
        earlier: Value = Const(0, self.columns)
        for d in reversed(range(self.depth)):
            m.d.comb += picked[d].eq(left[d] & ~earlier)
            earlier = earlier | left[d]
            with m.If(takes):
                inside = (self.group > d).replicate(self.columns)
                m.d.sync += left[d].eq(self.flags[d] & inside)
            with m.Else():
                m.d.sync += left[d].eq(left[d] & ~picked[d])
        return picked

    def _indices(self, picked: list[Signal]) -> Value:
        """The row d rows before the last has place ``group - 1 - d``: the bits of d turned over."""
        bits = []
        for bit in range(INDEX_BITS):
            rows = [pick for d, pick in enumerate(picked) if not d >> bit & 1]
            inside = (self.group - 1)[bit].replicate(self.columns)
            bits.append(_any_of(rows) & inside)
        return Cat(bit[c] for c in range(self.columns) for bit in bits)

    def _widened(self, pick: Value) -> Value:
        return Cat(bit.replicate(self.bits) for bit in pick)


def _any_of(values: list[Value]) -> Value:
    found = values[0]
    for value in values[1:]:
        found = found | value
    return found
