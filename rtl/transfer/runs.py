"""Beats of a transfer: planes of images of runs of granules, as LOAD and STORE read them."""

from __future__ import annotations

from amaranth.hdl import Cat, Module, Mux, Signal, Value
from amaranth.lib import data, wiring
from amaranth.lib.wiring import In, Out
from amaranth.utils import exact_log2

from weft.accelerator.description import ADDRESS_BITS
from weft.accelerator.isa import Opcode
from weft.rtl.control.decode import DRAM_BITS, fields_layout
from weft.rtl.parts.nest import Nest
from weft.rtl.transfer.walk import Walk

# loops from the outermost to the innermost: the field of their stride in memory, in the buffer
_LOOPS = {
    "planes": ("plane_stride", "plane_pitch"),
    "images": ("image_stride", "image_pitch"),
    "runs": ("run_stride", "run_pitch"),
}
RUN_FIELDS = ("dram", "buffer", "length", *_LOOPS, *(n for pair in _LOOPS.values() for n in pair))


def _strides(side: int) -> data.StructLayout:
    """Strides per loop, in memory (side 0) or in the buffer (1)."""
    names = {loop: pair[side] for loop, pair in _LOOPS.items()}
    table = fields_layout(Opcode.LOAD, names.values())
    return data.StructLayout({loop: table[name].shape for loop, name in names.items()})


def beyond(granule: Value, window: Value, beat_granules: int) -> Value:
    """Whether a granule lies behind the first ``window`` ones.

    Its place in its beat comes later than its beat: only the last step waits for it.
    """
    low = exact_log2(beat_granules)
    beat, last = granule[low:], window[low:]
    return (beat > last) | ((beat == last) & (granule[:low] >= window[:low]))


class Runs(wiring.Component):
    """Walks the beats that the runs of one transfer touch; a run may begin and end inside a beat.

    The addresses in memory and in the buffer go side by side and are congruent modulo a beat. That
    in memory has a bit more than the field: a step beyond its reach is seen, not wrapped.

    Members
    -------
    load : In(1), begin anew with ``fields`` from the next cycle on; wins over ``step``
    fields : In, the fields of the transfer
    plane_moves : In(1), the next plane lies ``plane_pitch`` further in the buffer, otherwise at
        the same place of another bank; looked at with ``step`` where ``plane_ends``
    step : In(1), go on to the next beat
    address : Out, granule of memory at which the current beat starts to be used
    final : Out, the last granule used of it
    place : Out, granule of the buffer that belongs to ``address``
    mask : Out, the granules of the beat that are used
    plane_ends : Out(1), the current beat is the last of its plane
    last_next : Out(1), in the next cycle it will be the last of all, if nothing is loaded in this
    """

    def __init__(self, beat_granules: int) -> None:
        self.beat_granules = beat_granules
        super().__init__(
            {
                "load": In(1),
                "fields": In(fields_layout(Opcode.LOAD, RUN_FIELDS)),
                "plane_moves": In(1),
                "step": In(1),
                "address": Out(DRAM_BITS + 1),
                "final": Out(DRAM_BITS + 1),
                "place": Out(ADDRESS_BITS),
                "mask": Out(beat_granules),
                "plane_ends": Out(1),
                "last_next": Out(1),
            }
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        length, left = Signal.like(self.fields.length), Signal.like(self.fields.length)
        # with the beat of this cycle, with that of the next if nothing is loaded
        run_ends, ends_onward = Signal(), Signal()
        used = self._beat(m, left, run_ends)
        m.submodules.loops = loops = Nest(fields_layout(Opcode.LOAD, _LOOPS))
        m.d.comb += [
            loops.load.eq(self.load),
            *(loops.limits[name].eq(self.fields[name]) for name in _LOOPS),
            loops.step.eq(self.step & run_ends),
            self.plane_ends.eq(run_ends & loops.ends.images),
            self.last_next.eq(ends_onward & loops.last_onward),
            ends_onward.eq(run_ends),
        ]
        for side, address, start in (
            (0, self.address, self.fields.dram),
            (1, self.place, self.fields.buffer),
        ):
            walk = self._walk(m, side, loops, start)
            with m.If(self.step):
                m.d.sync += address.eq(Mux(run_ends, walk.following, address + used))
            with m.If(self.load):
                m.d.sync += address.eq(start)
            if side == 0:
                self._end_runs(m, run_ends, ends_onward, walk, length, left)
        return m

    def _end_runs(
        self,
        m: Module,
        run_ends: Signal,
        ends_onward: Signal,
        walk: Walk,
        length: Signal,
        left: Signal,
    ) -> None:
        """Count the granules of a run. Whether it ends in a beat is told when that beat begins."""
        k, low = self.beat_granules, exact_log2(self.beat_granules)
        first, following = self.fields.dram[:low], walk.following[:low]
        room = self._room(self.address)
        with m.If(self.step):
            m.d.sync += left.eq(left - room)
            m.d.comb += ends_onward.eq(left <= room + k)
            with m.If(run_ends):
                m.d.sync += left.eq(length)
                m.d.comb += ends_onward.eq(length <= self._room(following))
        m.d.sync += run_ends.eq(ends_onward)
        with m.If(self.load):
            m.d.sync += [length.eq(self.fields.length), left.eq(self.fields.length)]
            m.d.sync += run_ends.eq(self.fields.length <= self._room(first))

    def _room(self, address: Value) -> Value:
        """Granules from ``address`` to the end of its beat."""
        return self.beat_granules - address[: exact_log2(self.beat_granules)]

    def _beat(self, m: Module, left: Signal, run_ends: Signal) -> Signal:
        """How much of the current beat is used."""
        k = self.beat_granules
        used = Signal(range(k + 1))
        offset = self.address[: exact_log2(k)]
        m.d.comb += [
            used.eq(Mux(run_ends, left, self._room(self.address))),
            self.final.eq(Cat((offset + used - 1)[: len(offset)], self.address[len(offset) :])),
            self.mask.eq(Cat((i >= offset) & (i < offset + used) for i in range(k))),
        ]
        return used

    def _walk(self, m: Module, side: int, loops: Nest, start: Value) -> Walk:
        """Where the runs begin on one side."""
        strides = Signal(_strides(side), name=f"strides_{side}")
        walk = Walk(len(self.place if side else self.address), _strides(side))
        m.submodules[("memory", "buffer")[side]] = walk
        m.d.comb += [
            walk.load.eq(self.load),
            walk.start.eq(start),
            walk.ends.eq(loops.ends),
            walk.step.eq(loops.step),
            walk.strides.eq(strides),
        ]
        if side:
            m.d.comb += walk.strides.planes.eq(Mux(self.plane_moves, strides.planes, 0))
        with m.If(self.load):
            m.d.sync += [strides[n].eq(self.fields[pair[side]]) for n, pair in _LOOPS.items()]
        return walk
