"""Weights from the B buffer, with their indices, to the northern edge of the array."""

from __future__ import annotations

from amaranth.hdl import Array, Cat, Module, Mux, Signal, Value
from amaranth.lib import data, wiring
from amaranth.lib.wiring import In, Out
from amaranth.utils import exact_log2

from weft.accelerator.description import ADDRESS_BITS, INDEX_BITS, Accelerator
from weft.accelerator.isa import Target
from weft.rtl.compute.fields import index_rows, is_dense, is_pattern, patterns, weights_layout
from weft.rtl.compute.pe import weight_layout
from weft.rtl.compute.skew import chained
from weft.rtl.parts.delay import Delay
from weft.rtl.parts.delay_line import DelayLine
from weft.rtl.parts.lane_memory import LaneMemory
from weft.rtl.transfer.landing import write_layout


class Weights(wiring.Component):
    """Reads B and INDEX: whole tiles on their own, or the row that a stream asks for.

    After ``load`` of a tile in cycle s, row ``R - 1 - i`` is read in s + 1 + i, and its weights of
    column c are on ``north``, with ``shift``, in ``s + 2 + i + buffer_latency + c``. A ``row``
    asked for in cycle t is read in t + 1 and is on ``north`` in ``t + 2 + buffer_latency + c``.

    Members
    -------
    write, index_write : In, `write_layout`
    load : In(1), a tile of ``fields`` is to be read
    takes : In(1), ``fields`` are those of the next stream, if it asks
    fields : In
    asks : In(1), for ``row``; of the last instruction that streams
    row : In, from ``b`` on
    shift : Out(columns), move the weights one row down
    north : Out, weights of each column
    """

    def __init__(self, accelerator: Accelerator) -> None:
        self.accelerator = a = accelerator
        super().__init__(
            {
                "write": In(write_layout(a, Target.B)),
                "index_write": In(write_layout(a, Target.INDEX)),
                "load": In(1),
                "takes": In(1),
                "fields": In(weights_layout()),
                "asks": In(1),
                "row": In(ADDRESS_BITS),
                "shift": Out(a.columns),
                "north": Out(weight_layout(a)).array(a.columns),
            }
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        a = self.accelerator
        row, tile = Signal(ADDRESS_BITS), Signal()  # rows of a tile are read in this cycle
        fields = self._fields(m, tile)
        with m.If(tile):
            m.d.sync += [row.eq(row - 1), tile.eq(row != 0)]
        with m.Elif(self.asks):
            m.d.sync += row.eq(self.row)
        with m.Else():  # a tile begins with its last row: known before the load is
            m.d.sync += [row.eq(a.rows - 1), tile.eq(self.load)]
        values = self._memory(m, "values", a.b_granules, self.write, fields.b + row)
        indices = self._indices(m, fields, row)
        self._north(m, values, indices)
        m.submodules.shift = shift = Delay(a.buffer_latency + 1)
        m.d.comb += [
            shift.i.eq(tile),
            self.shift.eq(Cat(chained(m, shift.o, a.columns, 1, "shifts"))),
        ]
        return m

    def _fields(self, m: Module, tile: Signal) -> Signal:
        """Fields of the instruction whose row is read: of a stream's, those of its last step."""
        started, fields = (
            Signal(weights_layout(), name=n, reset_less=True) for n in ("started", "reads")
        )
        with m.If(self.asks):
            m.d.sync += fields.eq(started)
        with m.Elif(~tile):
            m.d.sync += fields.eq(self.fields)
        with m.If(self.takes):
            m.d.sync += started.eq(self.fields)
        return fields

    def _memory(self, m: Module, name: str, size: int, write: data.View, address: Value) -> Value:
        a = self.accelerator
        m.submodules[name] = memory = LaneMemory(
            size,
            8 * a.granule_bytes,
            write_lanes=a.beat_granules,
            read_lanes=1,
            latency=a.buffer_latency,
        )
        m.d.comb += [
            memory.write.eq(Mux(write.enable, write.mask, 0)),
            memory.write_address.eq(write.address),
            memory.write_data.eq(write.data),
            memory.read_address.eq(address),
        ]
        return memory.read_data

    def _indices(self, m: Module, fields: Signal, row: Signal) -> Value:
        """Indices of all columns, 0 where the pattern has none."""
        a = self.accelerator
        indices = Signal(a.columns * INDEX_BITS)
        if not patterns(a):
            return indices
        parts = a.index_rows
        how = data.StructLayout({"dense": 1, "part": exact_log2(parts)})
        granule = Signal(ADDRESS_BITS)
        m.submodules.part = at_data = Delay(a.buffer_latency, how)
        m.d.comb += at_data.i.dense.eq(is_dense(fields))
        for sparsity in patterns(a):
            shift = exact_log2(index_rows(a, sparsity))
            with m.If(is_pattern(fields, sparsity)):
                m.d.comb += [granule.eq(row >> shift), at_data.i.part.eq(row[:shift])]
        place = fields.index + granule
        found = self._memory(m, "indices", a.b_index_granules, self.index_write, place)
        rows = [found[i * len(indices) :][: len(indices)] for i in range(parts)]
        with m.If(~at_data.o.dense):
            m.d.comb += indices.eq(Array(rows)[at_data.o.part] if parts > 1 else rows[0])
        return indices

    def _north(self, m: Module, values: Value, indices: Value) -> None:
        """Column c one register and c cycles behind the memories."""
        bits = self.accelerator.operand.bits
        for c, north in enumerate(self.north):
            m.submodules[f"column_{c}"] = line = DelayLine(c + 1, bits + INDEX_BITS)
            m.d.comb += [
                line.i.eq(
                    Cat(
                        values[c * bits :][:bits],
                        indices[c * INDEX_BITS :][:INDEX_BITS],
                    )
                ),
                Value.cast(north).eq(line.o),
            ]
