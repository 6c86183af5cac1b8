"""Writing the rows of one compressed copy into its two memories."""

from __future__ import annotations

from amaranth.hdl import Cat, Module, Mux, Signal, Value
from amaranth.lib import data, wiring
from amaranth.lib.wiring import In, Out

from weft.accelerator.description import INDEX_BITS, Accelerator
from weft.accelerator.isa import FIELDS, Opcode
from weft.rtl.update.patterns import last_compressed_row

_FIELD = {field.name: field.bits for field in FIELDS[Opcode.UPDATE]}


def granule_write_layout(accelerator: Accelerator) -> data.StructLayout:
    """A granule for one of the four memories of U out that hold copies."""
    a = accelerator
    bits = 8 * a.granule_bytes
    address = (a.u_words - 1).bit_length()
    return data.StructLayout({"enable": 1, "address": address, "data": bits})


def copy_fields_layout() -> data.StructLayout:
    """Where a copy goes and in which form: the fields of UPDATE, ff or bp."""
    names = ("value", "index", "value_pitch", "index_pitch", "kept", "group")
    return data.StructLayout({name: _FIELD[f"ff_{name}"] for name in names})


class CopyWriter(wiring.Component):
    """Counts through the compressed rows of a block and through blocks, and packs indices.

    Values go one row to a granule, indices ``index_rows`` rows; every block begins a pitch after
    the one before it and with a new granule of indices. A dense pattern has no indices. Writes
    leave a cycle after their row.

    Members
    -------
    load : In(1), begin an instruction with ``fields``
    fields : In, stable from the load on
    enable : In(1), write at all
    valid : In(1), a compressed row comes
    values : In, codes of the operand format
    indices : In, nibbles
    value, index : Out, writes of granules
    """

    def __init__(self, accelerator: Accelerator) -> None:
        self.accelerator = a = accelerator
        self.nibbles = a.rows * INDEX_BITS  # bits of a row of indices
        write = granule_write_layout(a)
        super().__init__(
            {
                "load": In(1),
                "fields": In(copy_fields_layout()),
                "enable": In(1),
                "valid": In(1),
                "values": In(8 * a.granule_bytes),
                "indices": In(self.nibbles),
                "value": Out(write),
                "index": Out(write),
            }
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        block_ends, granule_ends = self._count(m)
        value_at = self._walk(m, "value", self.valid, block_ends)
        index_at = self._walk(m, "index", self.valid & granule_ends, block_ends)
        granule = self._pack(m, granule_ends)
        sparse = self.fields.group != 1
        write = self.valid & self.enable
        value, index = (
            Signal(self.value.shape(), name=name, reset_less=True) for name in ("out_v", "out_i")
        )
        enables = Signal(2)
        m.d.sync += [
            enables.eq(Cat(write, write & sparse & granule_ends)),
            value.address.eq(value_at),
            value.data.eq(self.values),
            index.address.eq(index_at),
            index.data.eq(granule),
        ]
        for i, (out, held) in enumerate(((self.value, value), (self.index, index))):
            m.d.comb += [out.eq(held), out.enable.eq(enables[i])]
        return m

    def _count(self, m: Module) -> tuple[Signal, Signal]:
        """Whether the current row is the last one of its block, of a granule of indices."""
        a = self.accelerator
        row = Signal(range(a.rows))
        block_ends, granule_ends = Signal(), Signal()
        place = row[: (a.index_rows - 1).bit_length()]
        m.d.comb += [
            block_ends.eq(row == last_compressed_row(a, self.fields.kept, self.fields.group)),
            granule_ends.eq(block_ends | place.all()),
        ]
        with m.If(self.load):
            m.d.sync += row.eq(0)
        with m.Elif(self.valid):
            m.d.sync += row.eq(Mux(block_ends, 0, row + 1))
        return block_ends, granule_ends

    def _walk(self, m: Module, name: str, step: Value, block_ends: Value) -> Signal:
        """Address of the current row's granule."""
        first, pitch = self.fields[name], self.fields[f"{name}_pitch"]
        width = len(self.value.address)
        at, block = Signal(width, name=f"{name}_at"), Signal(width, name=f"{name}_block")
        following = Signal(width, name=f"{name}_next_block")
        m.d.comb += following.eq(block + pitch)
        with m.If(self.load):
            m.d.sync += [at.eq(first), block.eq(first)]
        with m.Elif(self.valid & block_ends):
            m.d.sync += [at.eq(following), block.eq(following)]
        with m.Elif(step):
            m.d.sync += at.eq(at + 1)
        return at

    def _pack(self, m: Module, granule_ends: Value) -> Signal:
        """The granule of indices up to the current row."""
        gathered = Signal(8 * self.accelerator.granule_bytes)
        granule = Signal.like(gathered)
        place = Signal(self.accelerator.index_rows, init=1)  # of the current row, one-hot
        nibbles = Cat(Mux(here, self.indices, 0) for here in place)
        m.d.comb += granule.eq(gathered | nibbles)
        with m.If(self.load | (self.valid & granule_ends)):
            m.d.sync += [gathered.eq(0), place.eq(1)]
        with m.Elif(self.valid):
            m.d.sync += [gathered.eq(granule), place.eq(place << 1)]
        return granule
