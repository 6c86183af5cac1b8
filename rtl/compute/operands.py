"""Operands from the A buffer to the western edge of the array."""

from __future__ import annotations

from amaranth.hdl import Cat, Module, Mux, Signal
from amaranth.lib import data, wiring
from amaranth.lib.wiring import In, Out

from weft.accelerator.description import Accelerator
from weft.accelerator.isa import Target
from weft.rtl.compute.addresses import read_layout
from weft.rtl.compute.fields import lanes
from weft.rtl.compute.lane_select import LaneSelect
from weft.rtl.compute.pe import operand_layout, slot_bits
from weft.rtl.compute.skew import RowSkew, chained
from weft.rtl.parts.delay import Delay
from weft.rtl.parts.lane_memory import LaneMemory
from weft.rtl.transfer.landing import write_layout


def control_layout(accelerator: Accelerator) -> data.StructLayout:
    """What goes with an operand: as in `operand_layout`, but for the lanes."""
    return data.StructLayout({"swap": 1, "valid": 1, "first": 1, "slot": slot_bits(accelerator)})


class Operands(wiring.Component):
    """A ``read`` in cycle t is at row 0 in ``t + buffer_latency + 1``, at row r
    ``r * adder_latency`` (r if ``slotted``) cycles later.

    Members
    -------
    write : In, `write_layout` of A
    slotted : In(1)
    read : In
    control : In, of the step that is read for, in the cycle before ``read``
    west : Out, operands of each row
    """

    def __init__(self, accelerator: Accelerator) -> None:
        self.accelerator = a = accelerator
        super().__init__(
            {
                "write": In(write_layout(a, Target.A)),
                "slotted": In(1),
                "read": In(read_layout(a)),
                "control": In(control_layout(a)),
                "west": Out(operand_layout(a)).array(a.rows),
            }
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        a = self.accelerator
        m.submodules.select = select = LaneSelect(a)
        m.submodules.skew = skew = RowSkew(a, len(select.lanes) // a.rows)
        names = ("bank", "mode", "feeds")
        how = data.StructLayout({n: self.read[n].shape() for n in names})
        m.submodules.how = at_select = Delay(a.buffer_latency, how)
        m.d.comb += [
            *(at_select.i[n].eq(self.read[n]) for n in names),
            *(getattr(select, n).eq(at_select.o[n]) for n in names),
            select.granules.eq(Cat(self._bank(m, b).read_data for b in range(a.a_banks))),
            skew.slotted.eq(self.slotted),
            skew.i.eq(select.lanes),
        ]
        width = a.operand.bits * lanes(a)
        for r, (row, control) in enumerate(zip(self.west, self._controls(m), strict=True)):
            m.d.comb += [
                row.lanes.eq(skew.o[r * width :][:width]),
                *(row[n].eq(control[n]) for n, _ in self.control.shape()),
            ]
        return m

    def _bank(self, m: Module, b: int) -> LaneMemory:
        a, write = self.accelerator, self.write
        bank = LaneMemory(
            a.a_granules,
            8 * a.granule_bytes,
            write_lanes=a.beat_granules,
            read_lanes=1,
            latency=a.buffer_latency,
        )
        m.submodules[f"bank_{b}"] = bank
        m.d.comb += [
            bank.write.eq(Mux(write.enable[b], write.mask, 0)),
            bank.write_address.eq(write.address),
            bank.write_data.eq(write.data),
            bank.read_address.eq(self.read.address),
        ]
        return bank

    def _controls(self, m: Module) -> list[data.View]:
        """Weight-stationary, only swaps happen, and none output-stationary: each flag has the
        delay of its own dataflow."""
        a = self.accelerator
        m.submodules.control = at_array = Delay(a.buffer_latency + 2, self.control.shape())
        m.d.comb += at_array.i.eq(self.control)
        o = at_array.o
        swaps = chained(m, o.swap, a.rows, a.adder_latency, "swaps")
        sums = chained(m, Cat(o.valid, o.first, o.slot), a.rows, 1, "sums")
        rows = []
        for r, (swap, rest) in enumerate(zip(swaps, sums, strict=True)):
            control = Signal(self.control.shape(), name=f"control_{r}")
            m.d.comb += control.eq(Cat(swap, rest))
            rows.append(control)
        return rows
