"""The UPDATE engine: when it runs, and what it does to a tile of weights."""

from __future__ import annotations

from amaranth.hdl import Module, Signal, Value
from amaranth.lib import data
from amaranth.lib.wiring import In, Out

from weft.accelerator.description import Accelerator
from weft.accelerator.isa import Engine, Opcode
from weft.rtl.control.decode import layout
from weft.rtl.control.sequencer import Sequencer
from weft.rtl.parts.delay import Delay
from weft.rtl.update.copies import Copies
from weft.rtl.update.copy_writer import granule_write_layout
from weft.rtl.update.lanes import Lanes, hyper_layout
from weft.rtl.update.lookahead import Lookahead
from weft.rtl.update.magnitudes import WEIGHT_BITS
from weft.rtl.update.reader import UpdateReader, sums_read_layout
from weft.rtl.update.sequencer import UpdateSequencer

COPIES = ("ff_value", "ff_index", "bp_value", "bp_index")


def master_write_layout(accelerator: Accelerator) -> data.StructLayout:
    """A row of new weights and one of new momentum for U out."""
    row = accelerator.columns * WEIGHT_BITS
    address = (accelerator.u_words - 1).bit_length()
    return data.StructLayout({"enable": 1, "row": address, "weight": row, "momentum": row})


class UpdateEngine(Sequencer):
    """UPDATE of docs/machine.md, one instruction at a time.

    With s the start, part p of a row is read in s + 1 + `update_prepare` and so on, part after part
    without a gap; t being such a cycle, bl the `buffer_latency`, la the `update_lookahead` and ld
    the `lanes_depth`:

    - t + bl: weight and momentum are there
    - t + la + 1: the word of O is read; with the row's last part it is cleared, too
    - t + bl + la + 2: the part enters the lanes
    - t + bl + la + ld + 3: if it was the row's last, the row is written to U out
    - with the last part of a block ``rows`` + 4 + `copy_depth` cycles after that, the last granule
      of its BP copy: in the cycle after the instruction's end; the FF copy is written before it

    Members
    -------
    Those of `Sequencer`, and

    weight_read : Out, row of U in that is asked for
    weight, momentum : In(columns * 32), `buffer_latency` cycles later
    sums_read : Out, what is asked of O; ``clear`` is for the cycle after
    sums : In(columns * 32), `buffer_latency` cycles later
    hyper_index : Out(8), stable from the cycle after the start on
    hyper : In, its row of the table, two cycles later at most
    master_write : Out, a row for U out
    ff_value, ff_index, bp_value, bp_index : Out, granules for U out
    """

    def __init__(self, accelerator: Accelerator) -> None:
        self.accelerator = a = accelerator
        row = a.columns * WEIGHT_BITS
        super().__init__(
            Engine.UPDATE,
            1,
            {
                "weight_read": Out(range(a.u_words)),
                "weight": In(row),
                "momentum": In(row),
                "sums_read": Out(sums_read_layout(a)),
                "sums": In(row),
                "hyper_index": Out(8),
                "hyper": In(hyper_layout()),
                "master_write": Out(master_write_layout(a)),
                **{name: Out(granule_write_layout(a)) for name in COPIES},
            },
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        m.submodules.sequencer = sequencer = UpdateSequencer(self.accelerator)
        m.d.comb += [
            sequencer.instruction.eq(self.instruction),
            sequencer.start.eq(self.start),
            self.free.eq(sequencer.free),
            self.end.eq(sequencer.end),
        ]
        runs, begins = Signal(layout(Opcode.UPDATE)), Signal()
        m.d.sync += begins.eq(self.start)
        with m.If(self.start):
            m.d.sync += runs.eq(self.instruction.update)
        m.d.comb += self.hyper_index.eq(runs.hyper)
        reader = self._read(m, begins, runs)
        lookahead = self._look_ahead(m, begins, reader, runs)
        lanes = self._step(m, reader, lookahead, runs)
        self._write(m, begins, lanes, runs)
        self._copy(m, begins, lanes, runs)
        return m

    def _read(self, m: Module, begins: Value, runs: data.View) -> UpdateReader:
        m.submodules.reader = reader = UpdateReader(self.accelerator)
        m.d.comb += [
            reader.load.eq(begins),
            *_same(reader.fields, runs),
            self.weight_read.eq(reader.weight_row),
            self.sums_read.eq(reader.sums),
        ]
        return reader

    def _look_ahead(
        self, m: Module, begins: Value, reader: UpdateReader, runs: data.View
    ) -> Lookahead:
        m.submodules.lookahead = lookahead = Lookahead(self.accelerator)
        m.d.comb += [
            lookahead.load.eq(begins),
            *_same(lookahead.fields, runs),
            lookahead.kept.eq(runs.ff_kept),
            lookahead.group.eq(runs.ff_group),
            lookahead.weight.eq(self.weight),
            lookahead.momentum.eq(self.momentum),
            lookahead.sums.eq(self.sums),
            lookahead.part.eq(reader.part),
            lookahead.row_ends.eq(reader.row_ends),
            lookahead.asked_row_ends.eq(reader.asked_row_ends),
            lookahead.late_part.eq(reader.late_part),
            lookahead.late_row_ends.eq(reader.late_row_ends),
        ]
        return lookahead

    def _step(
        self, m: Module, reader: UpdateReader, lookahead: Lookahead, runs: data.View
    ) -> Lanes:
        m.submodules.enters = enters = Delay(1)
        m.submodules.lanes = lanes = Lanes(self.accelerator)
        m.d.comb += [
            enters.i.eq(reader.late_row_ends),
            lanes.i.eq(lookahead.lanes),
            lanes.row_ends.eq(enters.o),
            lanes.hyper.eq(self.hyper),
            lanes.optimize.eq(runs.optimize),
            lanes.frozen.eq(runs.frozen),
            lanes.shift.eq(runs.shift),
        ]
        return lanes

    def _write(self, m: Module, begins: Value, lanes: Lanes, runs: data.View) -> None:
        """New weights and momentum go to rows one after the other."""
        place = Signal(self.master_write.row.shape())
        with m.If(begins):
            m.d.sync += place.eq(runs.destination)
        with m.Elif(lanes.valid):
            m.d.sync += place.eq(place + 1)
        m.d.comb += [
            self.master_write.enable.eq(lanes.valid & runs.optimize),
            self.master_write.row.eq(place),
            self.master_write.weight.eq(lanes.weight),
            self.master_write.momentum.eq(lanes.momentum),
        ]

    def _copy(self, m: Module, begins: Value, lanes: Lanes, runs: data.View) -> None:
        m.submodules.copies = copies = Copies(self.accelerator)
        m.d.comb += [
            copies.load.eq(begins),
            *_same(copies.fields, runs),
            copies.valid.eq(lanes.valid),
            copies.weight.eq(lanes.weight),
            copies.codes.eq(lanes.codes),
            *(getattr(self, name).eq(getattr(copies, name)) for name in COPIES),
        ]


def _same(fields: data.View, of: data.View) -> list[Value]:
    """Assign the fields that a part wants."""
    return [fields[name].eq(of[name]) for name, _ in fields.shape()]
