"""Both compressed copies of the new weights."""

from __future__ import annotations

from amaranth.hdl import Module, Value
from amaranth.lib import wiring
from amaranth.lib.wiring import In, Out

from weft.accelerator import timing
from weft.accelerator.description import Accelerator
from weft.accelerator.isa import Opcode
from weft.rtl.control.decode import fields_layout
from weft.rtl.parts.delay import Delay
from weft.rtl.parts.delay_line import DelayLine
from weft.rtl.update.block_mask import BlockMask
from weft.rtl.update.bp_copy import BP_CYCLES, BpCopy
from weft.rtl.update.column_select import ColumnSelect
from weft.rtl.update.copy_writer import CopyWriter, granule_write_layout
from weft.rtl.update.ff_copy import FfCopy
from weft.rtl.update.magnitudes import WEIGHT_BITS
from weft.rtl.update.patterns import largest_group

CODES_CYCLE = 2  # in which codes are wanted, in the cycles of `Copies`

_KINDS = ("ff", "bp")
_COPY = ("value", "index", "value_pitch", "index_pitch", "kept", "group")
_FIELDS = (*(f"{kind}_{name}" for kind in _KINDS for name in _COPY),
           "emit_ff", "emit_bp", "mask_bp")  # fmt: skip


class Copies(wiring.Component):
    """Selects along rows and along columns, and writes what is kept.

    A row waits until its codes are 2 cycles away; with t the cycle in which they are: t + 1 it is
    compared; t + 2 the ranks along its columns are there and its codes come; t + 5 its kept weights
    lie side by side. With the last row of a block, the columns follow from t + 6 on, with the mask
    that was ready from t + 3 on, and are written a cycle later: the last one ``rows`` + 6 cycles
    after the t of the last row.

    Members
    -------
    load : In(1), begin an instruction with ``fields``
    fields : In, those of UPDATE that tell of copies; stable from the load on
    valid : In(1), a row comes
    weight : In(columns * 32); its NaNs are alike: from the lanes or, if they let it by, `Lookahead`
    codes : In, the weights in the operand format, `timing.copy_depth` cycles after them
    ff_value, ff_index, bp_value, bp_index : Out, writes of granules
    """

    def __init__(self, accelerator: Accelerator) -> None:
        self.accelerator = a = accelerator
        write = Out(granule_write_layout(a))
        super().__init__(
            {
                "load": In(1),
                "fields": In(fields_layout(Opcode.UPDATE, _FIELDS)),
                "valid": In(1),
                "weight": In(a.columns * WEIGHT_BITS),
                "codes": In(8 * a.granule_bytes),
                **{f"{kind}_{name}": write for kind in _KINDS for name in ("value", "index")},
            }
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        valid, row = self._wait(m)
        select = self._select_rows(m, valid, row)
        m.submodules.ff = ff = FfCopy(self.accelerator)
        m.submodules.bp = bp = BpCopy(self.accelerator)
        m.d.comb += [
            ff.valid.eq(select.out_valid),
            ff.codes.eq(self.codes),
            *(mine.eq(flags) for mine, flags in zip(ff.flags, select.flags, strict=True)),
            # a pattern that is of no meaning must not keep the copy busy beyond the instruction
            ff.group_ends.eq(select.group_ends & self.fields.emit_ff),
            bp.valid.eq(valid),
            bp.row.eq(row),
            bp.codes.eq(self.codes),
            bp.columns_kept.eq(self._mask(m, select)),
        ]
        self._write(m, "ff", ff)
        self._write(m, "bp", bp)
        return m

    def _wait(self, m: Module) -> tuple[Value, Value]:
        """The row a cycle before its codes."""
        cycles = timing.copy_depth(self.accelerator) - CODES_CYCLE + 1
        m.submodules.wait = wait = Delay(cycles)
        m.submodules.row_waits = row_waits = DelayLine(cycles, len(self.weight))
        m.d.comb += [wait.i.eq(self.valid), row_waits.i.eq(self.weight)]
        return wait.o, row_waits.o

    def _select_rows(self, m: Module, valid: Value, row: Value) -> ColumnSelect:
        a = self.accelerator
        m.submodules.select = select = ColumnSelect(a.columns, largest_group(a))
        m.d.comb += [
            select.start.eq(self.load),
            select.kept.eq(self.fields.ff_kept),
            select.group.eq(self.fields.ff_group),
            select.valid.eq(valid),
            select.row.eq(row),
        ]
        return select

    def _mask(self, m: Module, select: ColumnSelect) -> Value:
        """What the mask leaves of the column that the BP copy gives: it is known too early."""
        a = self.accelerator
        m.submodules.mask = mask = BlockMask(a.rows, largest_group(a))
        m.submodules.mask_later = later = DelayLine(BP_CYCLES - CODES_CYCLE, a.rows)
        m.d.comb += [
            mask.valid.eq(select.out_valid),
            *(mine.eq(flags) for mine, flags in zip(mask.flags, select.flags, strict=True)),
            mask.block_ends.eq(select.block_ends),
            later.i.eq(mask.column),
        ]
        return later.o | (~self.fields.mask_bp).replicate(a.rows)

    def _write(self, m: Module, kind: str, copy: FfCopy | BpCopy) -> None:
        m.submodules[f"{kind}_writer"] = writer = CopyWriter(self.accelerator)
        fields = self.fields
        m.d.comb += [
            copy.kept.eq(fields[f"{kind}_kept"]),
            copy.group.eq(fields[f"{kind}_group"]),
            writer.load.eq(self.load),
            *(writer.fields[name].eq(fields[f"{kind}_{name}"]) for name in _COPY),
            writer.enable.eq(fields[f"emit_{kind}"]),
            writer.valid.eq(copy.out_valid),
            writer.values.eq(copy.values),
            writer.indices.eq(copy.indices),
            getattr(self, f"{kind}_value").eq(writer.value),
            getattr(self, f"{kind}_index").eq(writer.index),
        ]
