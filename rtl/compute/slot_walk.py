"""What the slots of a pixel add to its place in A, in the window and in B."""

from __future__ import annotations

from amaranth.hdl import Module, Mux, Signal, Value
from amaranth.lib import data, wiring
from amaranth.lib.wiring import In, Out
from amaranth.utils import exact_log2

from weft.accelerator.description import ADDRESS_BITS, Accelerator
from weft.rtl.compute.fields import is_dense, stream_layout
from weft.rtl.compute.pe import slot_bits
from weft.rtl.compute.pixel_walk import COORDINATE
from weft.rtl.compute.slots import SLOT_LOOPS


class SlotWalk(wiring.Component):
    """Nested increments over the slots (i, j) of a pixel, i < ``outer``, j < ``inner``.

    Members
    -------
    load : In(1), begin anew with ``fields`` from the next cycle on
    fields : In
    restart : In(1), the next step is the first of a pixel; wins over ``step``
    step : In(1)
    ends : In, of the current step, as `Stream` has them
    place : Out, of the current slot: ``address`` (row of the bank that offset 0 has), ``bank``
        (the first of those that the slot reads), ``y`` and ``x`` by which the window is moved,
        ``b`` by which the row of B is
    slot : Out, its number
    """

    def __init__(self, accelerator: Accelerator) -> None:
        self.accelerator = accelerator
        self.bank_bits = exact_log2(accelerator.a_banks)
        self.place_layout = data.StructLayout(
            {
                "address": ADDRESS_BITS,
                "bank": self.bank_bits,
                "y": COORDINATE,
                "x": COORDINATE,
                "b": ADDRESS_BITS,
            }
        )
        super().__init__(
            {
                "load": In(1),
                "fields": In(stream_layout()),
                "restart": In(1),
                "step": In(1),
                "ends": In(data.StructLayout(dict.fromkeys(SLOT_LOOPS, 1))),
                "place": Out(self.place_layout),
                "slot": Out(slot_bits(accelerator)),
            }
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        first, home = Signal(self.place_layout), Signal(self.place_layout, reset_less=True)
        outer = Signal(self.place_layout, reset_less=True)  # where the current i began
        m.d.comb += first.eq(home)
        self._load(m, first)
        following = self._following(m, outer)
        with m.If(self.step):
            m.d.sync += [self.place.eq(following), self.slot.eq(self.slot + 1)]
            with m.If(self.ends.inner):
                m.d.sync += outer.eq(following)
        with m.If(self.load | self.restart):
            m.d.sync += [place.eq(first) for place in (home, outer, self.place)]
            m.d.sync += self.slot.eq(0)
        return m

    def _load(self, m: Module, first: Signal) -> None:
        """Slot 0 of the instruction that begins; N:M, it reads every bank from row `a` on."""
        f = self.fields
        with m.If(self.load):
            m.d.comb += Value.cast(first).eq(0)
            with m.If(f.slotted & ~is_dense(f)):
                m.d.comb += first.address.eq(f.a)
            with m.Else():
                m.d.comb += first.address.eq(f.a + f.turn)
                m.d.comb += first.bank.eq(f.a_plane)

    def _following(self, m: Module, outer: Signal) -> Signal:
        """The next slot: the next j, or the next i from where the current one began."""
        f = self.fields
        strides = [Signal(self.place_layout, name=n, reset_less=True) for n in SLOT_LOOPS]
        pitch = Signal.like(f.plane_pitch, reset_less=True)
        dense = is_dense(f)
        with m.If(self.load):
            m.d.sync += [
                *(Value.cast(stride).eq(0) for stride in strides),
                pitch.eq(f.plane_pitch),
                strides[0].address.eq(f.outer_row + f.outer_turn),
                strides[0].bank.eq(Mux(dense, f.outer_plane, 0)),
                strides[0].y.eq(f.outer_y),
                strides[0].b.eq(f.outer_b),
                strides[1].address.eq(f.inner_x + f.inner_turn),
                strides[1].bank.eq(Mux(dense, f.inner_plane, 0)),
                strides[1].x.eq(f.inner_x),
                strides[1].b.eq(f.inner_b),
            ]
        base, stride = Signal(self.place_layout), Signal(self.place_layout)
        m.d.comb += [base.eq(self.place), stride.eq(strides[1])]
        with m.If(self.ends.inner):
            m.d.comb += [base.eq(outer), stride.eq(strides[0])]
        following = Signal(self.place_layout)
        m.d.comb += [following[n].eq(base[n] + stride[n]) for n, _ in self.place_layout]
        bank = Signal(self.bank_bits + 1)
        m.d.comb += bank.eq(base.bank + stride.bank)
        with m.If(bank[self.bank_bits]):  # past the last bank: the next turn
            m.d.comb += following.address.eq(base.address + stride.address + pitch)
        return following
