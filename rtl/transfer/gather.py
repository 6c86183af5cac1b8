"""Beats of a transposing load: whole blocks of pixels of every plane."""

from __future__ import annotations

from amaranth.hdl import Module, Signal
from amaranth.lib import wiring
from amaranth.lib.wiring import In, Out

from weft.accelerator.isa import Opcode
from weft.rtl.control.decode import fields_layout
from weft.rtl.parts.nest import Nest

_LOOPS = ("planes", "images", "height", "width")


class Gather(wiring.Component):
    """Walks the window pixels of each plane, filled up to whole blocks of ``rows``: a beat a pixel.

    Members
    -------
    load : In(1), begin anew with ``fields`` from the next cycle on; wins over ``step``
    fields : In, the fields of the transfer
    step : In(1), go on to the next beat
    last : Out(1), the current beat is the last
    """

    def __init__(self, rows: int) -> None:
        self.rows = rows
        super().__init__(
            {
                "load": In(1),
                "fields": In(fields_layout(Opcode.GATHER, _LOOPS)),
                "step": In(1),
                "last": Out(1),
            }
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        m.submodules.pixels = pixels = Nest(self.fields.shape())
        place = Signal(range(self.rows))  # of the pixel in its block
        filling = Signal()  # the plane's pixels are through, its last block is not
        plane_ends = filling | pixels.ends.images
        block_ends = place == self.rows - 1
        m.d.comb += [
            pixels.load.eq(self.load),
            pixels.limits.eq(self.fields),
            # the last pixel is held while the block fills, so that `ends` stays
            pixels.step.eq(self.step & (block_ends | ~plane_ends)),
            self.last.eq(pixels.last & block_ends),
        ]
        with m.If(self.step):
            m.d.sync += [place.eq(place + 1), filling.eq(plane_ends & ~block_ends)]
        with m.If(self.load):
            m.d.sync += [place.eq(0), filling.eq(0)]
        return m
