"""When UPDATE reads which row of its buffers."""

from __future__ import annotations

from amaranth.hdl import Cat, Module, Mux, Shape, Signal, Value
from amaranth.lib import data, wiring
from amaranth.lib.wiring import In, Out

from weft.accelerator import timing
from weft.accelerator.description import Accelerator
from weft.accelerator.isa import Opcode
from weft.rtl.control.decode import fields_layout
from weft.rtl.parts.delay import Delay
from weft.rtl.parts.nest import Nest
from weft.rtl.parts.pace import Pace

_FIELDS = ("o", "words", "source", "optimize")


def part_shape(accelerator: Accelerator) -> Shape:
    """Number of a part of a row; a bit where there is but one."""
    return Shape.cast(range(max(2, accelerator.columns // accelerator.update_lanes)))


def sums_read_layout(accelerator: Accelerator) -> data.StructLayout:
    """A question for a word of O."""
    address = (accelerator.o_words - 1).bit_length()
    return data.StructLayout({"enable": 1, "half": 1, "row": address, "clear": 1})


class UpdateReader(wiring.Component):
    """Reads rows of weights, and their gradients a cycle more than `update_lookahead` later.

    A row is read for as long as its parts take. With t the cycle in which a part's row is asked for
    and bl the `buffer_latency`, its weights and momentum come in t + bl, its weights leave the
    lookahead and its gradients come in t + bl + 1 + `update_lookahead`.

    Members
    -------
    load : In(1), begin an instruction with ``fields``, in the cycle after its start
    fields : In, those of UPDATE that tell of reads
    weight_row : Out, row of U in that is asked for
    sums : Out, what is asked of O
    part, row_ends : Out, which part the row that comes from U in is there for, and whether it is
        the last one
    asked_row_ends : Out(1), the latter of the row that was asked for in the cycle before
    late_part, late_row_ends : Out, the same of the row that leaves the lookahead
    """

    def __init__(self, accelerator: Accelerator) -> None:
        self.accelerator = a = accelerator
        self.parts = a.columns // a.update_lanes
        super().__init__(
            {
                "load": In(1),
                "fields": In(fields_layout(Opcode.UPDATE, _FIELDS)),
                "weight_row": Out(range(a.u_words)),
                "sums": Out(sums_read_layout(a)),
                "part": Out(part_shape(a)),
                "row_ends": Out(1),
                "asked_row_ends": Out(1),
                "late_part": Out(part_shape(a)),
                "late_row_ends": Out(1),
            }
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        a = self.accelerator
        m.submodules.prepared = prepared = Delay(timing.update_prepare(a) - 1)
        m.submodules.pace = pace = Pace(self.parts)
        m.submodules.rows = rows = Nest(fields_layout(Opcode.UPDATE, ("words",)))
        m.d.comb += [
            prepared.i.eq(self.load),
            pace.start.eq(prepared.o),
            pace.single.eq(self.fields.words == 1),
            pace.last_next.eq(rows.last_onward),
            rows.load.eq(self.load),
            rows.limits.words.eq(self.fields.words),
            rows.step.eq(pace.step),
        ]
        with m.If(self.load):
            m.d.sync += self.weight_row.eq(self.fields.source)
        with m.Elif(pace.step):
            m.d.sync += self.weight_row.eq(self.weight_row + 1)
        late = self._later(m, "late", timing.update_lookahead(a) + 1, Cat(pace.active, pace.step))
        self._ask_for_sums(m, active=late[0], row_ends=late[1])
        m.d.comb += [
            self.asked_row_ends.eq(self._later(m, "asked", 1, pace.step)),
            self.row_ends.eq(self._later(m, "come", a.buffer_latency - 1, self.asked_row_ends)),
            self.late_row_ends.eq(self._later(m, "sums_come", a.buffer_latency, late[1])),
        ]
        self._follow_parts(m, prepared.o)
        return m

    def _later(self, m: Module, name: str, cycles: int, value: Value) -> Value:
        m.submodules[name] = delay = Delay(cycles, len(value))
        m.d.comb += delay.i.eq(value)
        return delay.o

    def _ask_for_sums(self, m: Module, active: Value, row_ends: Value) -> None:
        """With ``optimize`` only; a word is cleared when it is read for the last time."""
        optimize = Signal()
        place = Signal(self.fields.o.shape())
        words = self.accelerator.o_words
        upper = self.fields.o >= words
        with m.If(self.load):
            m.d.sync += [
                optimize.eq(self.fields.optimize),
                self.sums.half.eq(upper),
                place.eq(Mux(upper, self.fields.o - words, self.fields.o)),
            ]
        with m.Elif(row_ends):
            m.d.sync += place.eq(place + 1)
        m.d.comb += [
            self.sums.enable.eq(active & optimize),
            self.sums.clear.eq(row_ends & optimize),
            self.sums.row.eq(place),
        ]

    def _follow_parts(self, m: Module, begin: Value) -> None:
        """Parts go round without end: the lookahead is a whole number of rows."""
        if self.parts == 1:
            return
        part = Signal(part_shape(self.accelerator))  # that is asked for
        with m.If(begin):
            m.d.sync += part.eq(0)
        with m.Else():
            m.d.sync += part.eq(part + 1)
        comes = self._later(m, "part_comes", self.accelerator.buffer_latency, part)
        m.d.comb += [
            self.part.eq(comes),
            self.late_part.eq(self._later(m, "part_leaves", 1, comes)),
        ]
