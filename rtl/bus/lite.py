"""An AXI4-Lite slave that turns transactions into single reads and writes of words."""

from __future__ import annotations

from amaranth.hdl import Module, Signal
from amaranth.lib import data, wiring
from amaranth.lib.wiring import In, Out
from amaranth.utils import exact_log2

from weft.accelerator.registers import ADDRESS_BITS, WORD_BITS
from weft.rtl.bus.axi import lite_signature

PLACE_BITS = ADDRESS_BITS - exact_log2(WORD_BITS // 8)  # of the number of a word
OKAY, SLVERR = 0, 2
_WHOLE = (1 << WORD_BITS // 8) - 1


class LiteSlave(wiring.Component):
    """One read and one write at a time; every output is a register.

    A write of less than a whole word is answered with SLVERR and does nothing.

    Members
    -------
    bus : In(lite_signature)
    write : Out(struct valid, place, data), a word is written in this cycle
    read : Out(struct valid, place), a word is read: ``read_data`` is there in the next cycle
    read_data : In
    """

    def __init__(self) -> None:
        super().__init__(
            {
                "bus": In(lite_signature()),
                "write": Out(
                    data.StructLayout({"valid": 1, "place": PLACE_BITS, "data": WORD_BITS})
                ),
                "read": Out(data.StructLayout({"valid": 1, "place": PLACE_BITS})),
                "read_data": In(WORD_BITS),
            }
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        self._serve_writes(m)
        self._serve_reads(m)
        return m

    def _serve_writes(self, m: Module) -> None:
        """Address and data are held, in any order, until there are both."""
        bus = self.bus
        addressed, filled, whole = Signal(), Signal(), Signal(reset_less=True)
        place = Signal(PLACE_BITS, reset_less=True)
        word = Signal(WORD_BITS, reset_less=True)
        executes = Signal()
        m.d.comb += [
            bus.awready.eq(~addressed),
            bus.wready.eq(~filled),
            executes.eq(addressed & filled & ~bus.bvalid),
            self.write.valid.eq(executes & whole),
            self.write.place.eq(place),
            self.write.data.eq(word),
        ]
        with m.If(executes):
            m.d.sync += [addressed.eq(0), filled.eq(0), bus.bvalid.eq(1)]
            m.d.sync += bus.bresp[1].eq(~whole)
        with m.If(bus.awvalid & bus.awready):
            m.d.sync += [addressed.eq(1), place.eq(bus.awaddr[-PLACE_BITS:])]
        with m.If(bus.wvalid & bus.wready):
            m.d.sync += [filled.eq(1), word.eq(bus.wdata), whole.eq(bus.wstrb == _WHOLE)]
        with m.If(bus.bvalid & bus.bready):
            m.d.sync += bus.bvalid.eq(0)

    def _serve_reads(self, m: Module) -> None:
        bus = self.bus
        addressed, looks = Signal(), Signal()
        place = Signal(PLACE_BITS, reset_less=True)
        m.d.comb += [
            bus.arready.eq(~addressed),
            bus.rresp.eq(OKAY),
            self.read.valid.eq(addressed & ~looks & ~bus.rvalid),
            self.read.place.eq(place),
        ]
        m.d.sync += looks.eq(self.read.valid)
        with m.If(bus.arvalid & bus.arready):
            m.d.sync += [addressed.eq(1), place.eq(bus.araddr[-PLACE_BITS:])]
        with m.If(looks):
            m.d.sync += [bus.rvalid.eq(1), bus.rdata.eq(self.read_data)]
        with m.If(bus.rvalid & bus.rready):
            m.d.sync += [bus.rvalid.eq(0), addressed.eq(0)]
