"""The copy whose groups run along the columns of a block, transposed."""

from __future__ import annotations

from amaranth.hdl import Cat, Const, Module, Value
from amaranth.lib import wiring
from amaranth.lib.wiring import In, Out

from weft.accelerator.description import INDEX_BITS, Accelerator
from weft.rtl.parts.delay import Delay
from weft.rtl.parts.delay_line import DelayLine
from weft.rtl.parts.transposer import Transposer
from weft.rtl.update.compactor import COMPACT_CYCLES, Compactor
from weft.rtl.update.magnitudes import WEIGHT_BITS
from weft.rtl.update.patterns import largest_group, last_compressed_row
from weft.rtl.update.row_select import SELECT_CYCLES, RowSelect

BP_CYCLES = SELECT_CYCLES + COMPACT_CYCLES + 1


class BpCopy(wiring.Component):
    """Compresses each row, then gives the columns of the compressed block, one a cycle.

    The first column leaves `BP_CYCLES` cycles after the last row of a block came.

    Members
    -------
    kept, group : In, the pattern; stable
    valid : In(1), a row comes
    row : In(columns * 32), NaNs being alike, as `comparable` makes them
    codes : In, the same row in the operand format, a cycle after it
    columns_kept : In(rows), what the mask leaves of the column that is given in this cycle
    out_valid : Out(1)
    values : Out, codes of a column of the compressed block
    indices : Out, nibbles: each one's place in its group
    """

    def __init__(self, accelerator: Accelerator) -> None:
        self.accelerator = a = accelerator
        self.columns, self.bits = a.columns, a.operand.bits
        self.largest = largest_group(a)
        self.index_bits = (self.largest - 1).bit_length()
        super().__init__(
            {
                "kept": In(5),
                "group": In(5),
                "valid": In(1),
                "row": In(self.columns * WEIGHT_BITS),
                "codes": In(self.columns * self.bits),
                "columns_kept": In(self.columns),
                "out_valid": Out(1),
                "values": Out(self.columns * self.bits),
                "indices": Out(self.columns * INDEX_BITS),
            }
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        item = self.bits + self.index_bits
        m.submodules.select = select = RowSelect(self.columns, self.largest)
        m.submodules.compactor = compactor = Compactor(self.columns, item)
        m.submodules.transposer = transposer = Transposer(self.columns, item)
        m.submodules.codes = codes = DelayLine(SELECT_CYCLES, self.columns * self.bits)
        m.submodules.valid = valid = Delay(BP_CYCLES - 1)
        m.d.comb += [
            select.kept.eq(self.kept),
            select.group.eq(self.group),
            select.row.eq(self.row),
            codes.i.eq(self.codes),
            compactor.flags.eq(select.kept_flags),
            compactor.items.eq(self._items(codes.o)),
            valid.i.eq(self.valid),
            transposer.valid.eq(valid.o),
            transposer.row.eq(compactor.packed),
        ]
        self._give(m, transposer)
        return m

    def _items(self, codes: Value) -> Value:
        """Every code with the column's place in a largest group."""
        return Cat(
            Cat(codes[c * self.bits :][: self.bits], Const(c % self.largest, self.index_bits))
            for c in range(self.columns)
        )

    def _give(self, m: Module, transposer: Transposer) -> None:
        """Only the columns that the compressed block has; an index is a place in the group."""
        item = self.bits + self.index_bits
        items = [transposer.out[i:][:item] for i in range(0, len(transposer.out), item)]
        inside = (self.group - 1)[: self.index_bits]
        last = last_compressed_row(self.accelerator, self.kept, self.group)
        m.d.comb += [
            self.out_valid.eq(transposer.out_valid & (transposer.place <= last)),
            self.values.eq(
                Cat(
                    item[: self.bits] & kept.replicate(self.bits)
                    for item, kept in zip(items, self.columns_kept, strict=True)
                )
            ),
            self.indices.eq(
                Cat(Cat(item[self.bits :] & inside, Const(0, INDEX_BITS - self.index_bits))
                    for item in items)
            ),
        ]  # fmt: skip
