"""Where the pixels of a stream lie on the side of the window and on that of the raster."""

from __future__ import annotations

from amaranth.hdl import Module, Mux, Signal, Value, signed
from amaranth.lib import data, wiring
from amaranth.lib.wiring import In, Out
from amaranth.utils import exact_log2

from weft.accelerator.description import ADDRESS_BITS, Accelerator
from weft.rtl.compute.fields import stream_layout
from weft.rtl.compute.stream import PIXEL_LOOPS
from weft.rtl.transfer.walk import Walk

COORDINATE = signed(24)  # 65535 pixels 63 apart, 255 slots 63 apart, from at most 2**20 on
_LOOPS = ("images", "height", "width")


class PixelWalk(wiring.Component):
    """Offsets W and Q and coordinates of the pixels in raster order (docs/machine.md).

    Members
    -------
    load : In(1), begin anew with ``fields`` from the next cycle on; wins over ``steps``
    fields : In
    steps : In(1), one of the ``kept`` turns of a pixel is over
    ends : In, of that turn, as `Stream` has them
    window : Out, W
    raster : Out, ``Q*kept`` and the number of the turn, or Q where not ``slotted``
    y, x : Out, coordinates in the window
    """

    def __init__(self, accelerator: Accelerator) -> None:
        self.accelerator = accelerator
        super().__init__(
            {
                "load": In(1),
                "fields": In(stream_layout()),
                "steps": In(1),
                "ends": In(data.StructLayout(dict.fromkeys(PIXEL_LOOPS, 1))),
                "window": Out(ADDRESS_BITS),
                "raster": Out(ADDRESS_BITS),
                "y": Out(COORDINATE),
                "x": Out(COORDINATE),
            }
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        f = self.fields
        next_pixel = self.steps & self.ends.kept
        window = self._walk(m, "window", (f.window_image, f.row_step, f.x_step), f.first)
        raster = self._walk(m, "raster", (*self._turns(m), Value.cast(1)), 0)
        m.d.comb += [
            window.step.eq(next_pixel),
            self.window.eq(window.origin),
            raster.step.eq(self.steps),
            self.raster.eq(raster.origin),
        ]
        self._coordinates(m, next_pixel)
        return m

    def _walk(self, m: Module, name: str, strides: tuple[Value, ...], start: Value | int) -> Walk:
        widths = {loop: len(stride) for loop, stride in zip(_LOOPS, strides, strict=True)}
        walk = Walk(ADDRESS_BITS, data.StructLayout(widths))
        m.submodules[name] = walk
        for loop, stride in zip(_LOOPS, strides, strict=True):
            kept = Signal(len(stride), name=f"{name}_{loop}", reset_less=True)
            with m.If(self.load):
                m.d.sync += kept.eq(stride)
            m.d.comb += [walk.strides[loop].eq(kept), walk.ends[loop].eq(self.ends[loop])]
        m.d.comb += [walk.load.eq(self.load), walk.start.eq(start)]
        return walk

    def _turns(self, m: Module) -> list[Value]:
        """Strides of the raster in turns of pixels: ``kept`` is a power of two."""
        f, strides = self.fields, []
        for name in ("raster_image", "raster_row"):
            stride = Signal(ADDRESS_BITS, name=f"{name}_turns")
            m.d.comb += stride.eq(f[name])
            for kept in sorted({s.kept for s in self.accelerator.sparsities} - {1}):
                with m.If(f.slotted & (f.kept == kept)):
                    m.d.comb += stride.eq(f[name] << exact_log2(kept))
            strides.append(stride)
        return strides

    def _coordinates(self, m: Module, next_pixel: Value) -> None:
        names = ("y0", "x0", "y_step", "x_step")
        kept = Signal(data.StructLayout({n: self.fields[n].shape() for n in names}))
        with m.If(next_pixel):
            m.d.sync += self.x.eq(Mux(self.ends.width, kept.x0, self.x + kept.x_step))
            with m.If(self.ends.width):
                m.d.sync += self.y.eq(Mux(self.ends.height, kept.y0, self.y + kept.y_step))
        with m.If(self.load):
            m.d.sync += [kept[n].eq(self.fields[n]) for n in names]
            m.d.sync += [self.y.eq(self.fields.y0), self.x.eq(self.fields.x0)]
