"""Addresses of the operands and sums of a stream."""

from __future__ import annotations

from amaranth.hdl import Module, Mux, Signal, Value
from amaranth.lib import data, wiring
from amaranth.lib.wiring import In, Out
from amaranth.utils import exact_log2

from weft.accelerator.description import ADDRESS_BITS, Accelerator
from weft.rtl.compute.fields import is_pattern, patterns, stream_layout
from weft.rtl.compute.pe import slot_bits
from weft.rtl.compute.pixel_walk import PixelWalk
from weft.rtl.compute.slot_walk import SlotWalk
from weft.rtl.compute.slots import SLOT_LOOPS
from weft.rtl.compute.stream import PIXEL_LOOPS


def stream_step_layout() -> data.StructLayout:
    """What `Stream` tells of every cycle."""
    return data.StructLayout(
        {
            "active": 1,
            "takes": 1,
            "slot_ends": data.StructLayout(dict.fromkeys(SLOT_LOOPS, 1)),
            "steps": 1,
            "pixel_ends": data.StructLayout(dict.fromkeys(PIXEL_LOOPS, 1)),
        }
    )


def mode_bits(accelerator: Accelerator) -> int:
    """Width of how the banks' granules are dealt out to the rows, `LaneSelect`."""
    return (len(patterns(accelerator)) + 1).bit_length()


def read_layout(accelerator: Accelerator) -> data.StructLayout:
    """A read of A: one address for all banks, and what is made of what they hold.

    ``feeds``: the pixel lies inside the limits. Where these are those of its word, that is not
    written outside them, whatever is read.
    """
    return data.StructLayout(
        {
            "address": ADDRESS_BITS,
            "bank": exact_log2(accelerator.a_banks),
            "mode": mode_bits(accelerator),
            "feeds": 1,
        }
    )


class StreamAddresses(wiring.Component):
    """Walks pixels and slots; what a step in cycle t reads and writes is known in t + 1.

    Members
    -------
    load : In(1), a stream of ``fields`` may begin in the next cycle
    fields : In
    step : In, of the stream
    read : Out, of A; a cycle after the step
    word_valid, word : Out, of O, weight-stationary; a cycle after the step
    row : Out, output-stationary, row of B from ``b`` on; in the cycle of the step
    slot : Out, its number; in the cycle of the step
    """

    def __init__(self, accelerator: Accelerator) -> None:
        self.accelerator = accelerator
        super().__init__(
            {
                "load": In(1),
                "fields": In(stream_layout()),
                "step": In(stream_step_layout()),
                "read": Out(read_layout(accelerator)),
                "word_valid": Out(1),
                "word": Out(ADDRESS_BITS),
                "row": Out(ADDRESS_BITS),
                "slot": Out(slot_bits(accelerator)),
            }
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        m.submodules.pixel = pixel = PixelWalk(self.accelerator)
        m.submodules.slot = slot = SlotWalk(self.accelerator)
        m.d.comb += [
            pixel.load.eq(self.load),
            pixel.fields.eq(self.fields),
            pixel.steps.eq(self.step.steps),
            pixel.ends.eq(self.step.pixel_ends),
            slot.load.eq(self.load),
            slot.fields.eq(self.fields),
            slot.restart.eq(self.step.steps),
            slot.step.eq(self.step.takes),
            slot.ends.eq(self.step.slot_ends),
            self.row.eq(pixel.raster + slot.place.b),
            self.slot.eq(slot.slot),
        ]
        self._address(m, pixel, slot)
        return m

    def _address(self, m: Module, pixel: PixelWalk, slot: SlotWalk) -> None:
        names = ("o", "side", "slotted", "y_limit", "x_limit")
        kept = Signal(data.StructLayout({n: self.fields[n].shape() for n in names}))
        mode = Signal(mode_bits(self.accelerator), reset_less=True)
        with m.If(self.load):
            m.d.sync += [kept[n].eq(self.fields[n]) for n in names]
            m.d.sync += mode.eq(self._mode(m))
        inside = Signal()
        m.d.comb += inside.eq(
            _within(m, "y", pixel.y + slot.place.y, kept.y_limit)
            & _within(m, "x", pixel.x + slot.place.x, kept.x_limit)
        )
        m.d.sync += [
            self.read.address.eq(Mux(kept.side, pixel.raster, pixel.window) + slot.place.address),
            self.read.bank.eq(slot.place.bank),
            self.read.mode.eq(mode),
            self.read.feeds.eq(inside),
            self.word.eq(Mux(kept.side, pixel.window, pixel.raster) + kept.o),
            self.word_valid.eq(self.step.active & ~kept.slotted & (inside | ~kept.side)),
        ]

    def _mode(self, m: Module) -> Value:
        """0 dense, then the patterns weight-stationary, then any of them output-stationary."""
        mode = Signal(mode_bits(self.accelerator))
        own = patterns(self.accelerator)
        for number, sparsity in enumerate(own, 1):
            with m.If(is_pattern(self.fields, sparsity)):
                m.d.comb += mode.eq(Mux(self.fields.slotted, len(own) + 1, number))
        return mode


def _within(m: Module, name: str, place: Value, limit: Value) -> Value:
    """Whether 0 <= place < limit."""
    coordinate = Signal(place.shape(), name=f"{name}_moved")
    m.d.comb += coordinate.eq(place)
    return (coordinate >= 0) & (coordinate < limit)
