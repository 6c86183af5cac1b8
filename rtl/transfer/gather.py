"""Beats of a transposing load: whole blocks of pixels of every plane."""

from __future__ import annotations

from amaranth.hdl import Module, Mux, Signal, Value, signed
from amaranth.lib import data, wiring
from amaranth.lib.wiring import In, Out
from amaranth.utils import exact_log2

from weft.accelerator.description import ADDRESS_BITS, Accelerator
from weft.accelerator.isa import Engine, Opcode, Target
from weft.rtl.control.decode import DRAM_BITS, derived_layout, fields_layout
from weft.rtl.parts.nest import Nest
from weft.rtl.transfer.banks import PlaneBank, bank_shape
from weft.rtl.transfer.walk import Walk

_LOOPS = ("planes", "images", "height", "width")
_WINDOW = ("y0", "x0", "y_step", "x_step", "y_limit", "x_limit")
_STRIDES = ("image_stride", "plane_stride")
_PLACES = ("target", "buffer", "first_plane", "plane_pitch", "spread")
GATHER_FIELDS = ("dram", *_LOOPS, *_WINDOW, *_STRIDES, *_PLACES)
# y0 + y*y_step and x0 + x*x_step: at most 2**21 + 2**16 * 2**6 in size
_COORDINATE = signed(24)


def _inside(place: Value, limit: Value) -> Value:
    return (place >= 0) & (place < limit)


class Gather(wiring.Component):
    """Walks the window pixels of each plane, filled up to whole blocks of ``rows``: a beat a pixel.

    A block becomes ``rows`` rows of the buffer, one for each element of its plane; addresses in
    memory are modulo their 32 bits.

    Members
    -------
    load : In(1), begin anew with ``fields`` from the next cycle on; wins over ``step``
    fields, derived : In, of the transfer
    step : In(1), go on to the next beat
    inside : Out(1), the current pixel lies inside the limits; other pixels are zero
    address : Out, its granule of memory
    bank, row : Out, where the first row of its block goes to
    spread : Out, banks of A that its rows are spread over; 0 where they are not
    block_ends : Out(1), the current beat is the last of its block
    last_next : Out(1), in the next cycle it will be the last of all, if nothing is loaded in this
    """

    def __init__(self, accelerator: Accelerator) -> None:
        self.rows, self.banks = accelerator.rows, accelerator.a_banks
        self.spread_bits = exact_log2(self.banks) + 1
        super().__init__(
            {
                "load": In(1),
                "fields": In(fields_layout(Opcode.GATHER, GATHER_FIELDS)),
                "derived": In(derived_layout(Engine.LOAD)),
                "step": In(1),
                "inside": Out(1),
                "address": Out(DRAM_BITS),
                "bank": Out(bank_shape(self.banks)),
                "spread": Out(self.spread_bits),
                "row": Out(ADDRESS_BITS),
                "block_ends": Out(1),
                "last_next": Out(1),
            }
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        m.submodules.pixels = pixels = Nest(fields_layout(Opcode.GATHER, _LOOPS))
        filling = Signal()  # the plane's pixels are through, its last block is not
        plane_ends = filling | pixels.ends.images
        m.d.comb += [
            pixels.load.eq(self.load),
            *(pixels.limits[name].eq(self.fields[name]) for name in _LOOPS),
            # the last pixel is held while the block fills, so that `ends` stays
            pixels.step.eq(self.step & (self.block_ends | ~plane_ends)),
            self.inside.eq(~filling & self._within_limits(m, pixels)),
            self.last_next.eq(pixels.last_onward & self._end_blocks(m)),
        ]
        with m.If(self.step):
            m.d.sync += filling.eq(plane_ends & ~self.block_ends)
        with m.If(self.load):
            m.d.sync += filling.eq(0)
        self._walk_memory(m, pixels)
        self._walk_buffer(m, plane_ends)
        return m

    def _end_blocks(self, m: Module) -> Signal:
        """Count the pixels of a block; returns whether that of the next cycle is its last.

        If nothing is loaded in this one; the first pixel of a block never is.
        """
        place, onward = Signal(range(self.rows)), Signal()
        m.d.comb += onward.eq(self.block_ends)
        with m.If(self.step):
            m.d.sync += place.eq(place + 1)
            m.d.comb += onward.eq(place == self.rows - 2)
        m.d.sync += self.block_ends.eq(onward)
        with m.If(self.load):
            m.d.sync += [place.eq(0), self.block_ends.eq(0)]
        return onward

    def _within_limits(self, m: Module, pixels: Nest) -> Value:
        """Follow the window's coordinates; returns whether they are within the limits.

        That is found with them, in the cycle before: a beat's request hangs on it. So is it for a
        line's first pixel and for the next one, whether there is a step, which comes late.
        """
        window = self._keep(m, _WINDOW)
        within = Signal(2, reset_less=True)
        for i, (axis, loop, moves) in enumerate(
            (("x", "width", pixels.step), ("y", "height", pixels.step & pixels.ends.width))
        ):
            place = Signal(_COORDINATE, reset_less=True, name=axis)
            first, onward = (Signal(_COORDINATE, name=f"{axis}_{n}") for n in ("first", "onward"))
            limit, limit_of_first = window[f"{axis}_limit"], Signal.like(window[f"{axis}_limit"])
            m.d.comb += [
                onward.eq(place + window[f"{axis}_step"]),
                first.eq(Mux(self.load, self.fields[f"{axis}0"], window[f"{axis}0"])),
                limit_of_first.eq(Mux(self.load, self.fields[f"{axis}_limit"], limit)),
            ]
            with m.If(self.load | (moves & pixels.ends[loop])):
                m.d.sync += [place.eq(first), within[i].eq(_inside(first, limit_of_first))]
            with m.Elif(moves):
                m.d.sync += [place.eq(onward), within[i].eq(_inside(onward, limit))]
        return within.all()

    def _walk_memory(self, m: Module, pixels: Nest) -> None:
        """Pixel (y, x) of the window lies ``y*row_step + x*x_step`` behind its image's first."""
        kept = self._keep(m, ("plane_stride", "image_stride", "x_step"))
        row_step = Signal.like(self.derived.row_step, reset_less=True)
        strides = {
            "planes": kept.plane_stride, "images": kept.image_stride,
            "height": row_step, "width": kept.x_step,
        }  # fmt: skip
        layout = data.StructLayout({name: len(stride) for name, stride in strides.items()})
        m.submodules.memory = walk = Walk(DRAM_BITS, layout)
        m.d.comb += [
            walk.load.eq(self.load),
            walk.start.eq(self.fields.dram + self.derived.first),
            *(walk.strides[name].eq(stride) for name, stride in strides.items()),
            walk.ends.eq(pixels.ends),
            walk.step.eq(pixels.step),
            self.address.eq(walk.origin),
        ]
        with m.If(self.load):
            m.d.sync += row_step.eq(self.derived.row_step)

    def _walk_buffer(self, m: Module, plane_ends: Value) -> None:
        """Blocks of a plane lie in banks in turn, or a pitch apart; planes follow row by row."""
        kept = self._keep(m, ("target", "first_plane", "plane_pitch", "spread"))
        to_a = kept.target == Target.A
        layout = {"planes": exact_log2(self.rows) + 1, "blocks": ADDRESS_BITS}
        m.submodules.buffer = walk = Walk(ADDRESS_BITS, data.StructLayout(layout))
        m.submodules.bank = bank = PlaneBank(self.banks)
        same_row = to_a & (self.spread == 0) & ~bank.wraps
        m.d.comb += [
            bank.first.eq(Mux(self.load, self.fields.first_plane, kept.first_plane)),
            bank.load.eq(self.load | (walk.step & plane_ends)),
            bank.step.eq(walk.step),
            self.bank.eq(bank.bank),
            self.spread.eq(Mux(to_a, kept.spread, 0)),
            walk.load.eq(self.load),
            walk.start.eq(self.fields.buffer),
            walk.step.eq(self.step & self.block_ends),
            walk.ends.blocks.eq(plane_ends),
            walk.strides.planes.eq(self._rows_in_a_bank()),
            walk.strides.blocks.eq(Mux(same_row, 0, kept.plane_pitch)),
            self.row.eq(walk.origin),
        ]

    def _rows_in_a_bank(self) -> Value:
        """Rows of a block in each of the banks that it is spread over."""
        rows: Value | int = self.rows
        for bit in range(1, self.spread_bits):
            rows = Mux(self.spread[bit], self.rows >> bit, rows)
        return Value.cast(rows)

    def _keep(self, m: Module, names: tuple[str, ...]) -> Signal:
        """Fields of the transfer that goes on."""
        kept = Signal(fields_layout(Opcode.GATHER, names), reset_less=True)
        with m.If(self.load):
            m.d.sync += [kept[name].eq(self.fields[name]) for name in names]
        return kept
