"""Beats of a transfer: planes of images of runs of granules, as LOAD and STORE read them."""

from __future__ import annotations

from amaranth.hdl import Const, Module, Mux, Signal
from amaranth.lib import wiring
from amaranth.lib.wiring import In, Out
from amaranth.utils import exact_log2

from weft.accelerator.isa import Opcode
from weft.rtl.control.decode import fields_layout
from weft.rtl.parts.nest import Nest

RUN_FIELDS = (
    "dram", "length", "runs", "run_stride", "images", "image_stride", "planes", "plane_stride",
)  # fmt: skip
_LOOPS = {"planes": "plane_stride", "images": "image_stride", "runs": "run_stride"}


class Runs(wiring.Component):
    """Walks the beats that the runs of one transfer touch; a run may begin and end inside a beat.

    No multiplier: each loop keeps the address its current iteration began at.

    Members
    -------
    load : In(1), begin anew with ``fields`` from the next cycle on; wins over ``step``
    fields : In, the fields of the transfer
    step : In(1), go on to the next beat
    address : Out, granule at which the current beat starts to be used
    last : Out(1), the current beat is the last
    """

    def __init__(self, beat_granules: int) -> None:
        self.beat_granules = beat_granules
        self.fields_layout = fields_layout(Opcode.LOAD, RUN_FIELDS)
        super().__init__(
            {
                "load": In(1),
                "fields": In(self.fields_layout),
                "step": In(1),
                "address": Out(self.fields_layout["dram"].shape),
                "last": Out(1),
            }
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        fields = Signal(self.fields_layout)
        left = Signal.like(self.fields.length)
        m.submodules.loops = loops = Nest(fields_layout(Opcode.LOAD, _LOOPS))
        run_ends = self._walk_run(m, fields, left)
        origins = self._walk_loops(m, fields, loops, run_ends)
        m.d.comb += [
            loops.load.eq(self.load),
            *(loops.limits[name].eq(self.fields[name]) for name in _LOOPS),
            loops.step.eq(self.step & run_ends),
            self.last.eq(run_ends & loops.last),
        ]
        with m.If(self.load):
            m.d.sync += [fields.eq(self.fields), left.eq(self.fields.length)]
            m.d.sync += [place.eq(self.fields.dram) for place in (self.address, *origins)]
        return m

    def _walk_run(self, m: Module, fields: Signal, left: Signal) -> Signal:
        """Beats of one run; returns whether the current beat is its last."""
        room = Signal(range(self.beat_granules + 1))  # granules from here to the end of the beat
        ends = Signal()
        offset = self.address[: exact_log2(self.beat_granules)]
        m.d.comb += [room.eq(self.beat_granules - offset), ends.eq(left <= room)]
        with m.If(self.step):
            m.d.sync += left.eq(Mux(ends, fields.length, left - room))
            m.d.sync += self.address.eq(self.address + room)
        return ends

    def _walk_loops(self, m: Module, fields: Signal, loops: Nest, run_ends: Signal) -> list[Signal]:
        """Where the next run begins: a stride on from where the loop that goes on began.

        Returns the places where the current iterations of the loops began.
        """
        following = Signal.like(self.address)
        origins, inner_end = [], Const(1)
        for name in reversed(_LOOPS):  # the outermost loop that goes on comes last and wins
            origin = Signal.like(self.address, name=f"{name}_origin")
            with m.If(inner_end):
                m.d.comb += following.eq(origin + fields[_LOOPS[name]])
                with m.If(self.step & run_ends):
                    m.d.sync += origin.eq(following)
            origins.append(origin)
            inner_end = loops.ends[name]
        with m.If(self.step & run_ends):
            m.d.sync += self.address.eq(following)
        return origins
