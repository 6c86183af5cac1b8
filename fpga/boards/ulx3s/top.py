"""What is configured into the chip: the machine, its link to the host, clock and reset."""

from __future__ import annotations

from amaranth.hdl import Cat, ClockDomain, ClockSignal, Instance, Module, Signal
from amaranth.lib import wiring
from amaranth.lib.cdc import ResetSynchronizer
from amaranth.lib.wiring import In, Out

from weft.accelerator.description import Accelerator
from weft.fpga.boards.ulx3s import clock
from weft.fpga.link.link import SILENCE_SECONDS, SerialLink
from weft.fpga.link.uart import divisor
from weft.fpga.system import System
from weft.rtl.bus.axi import connect_flat

MODULE = "weft_ulx3s"
BAUD = 1_000_000  # of the USB serial port; the FT231X goes up to 3,000,000


class Ulx3sTop(wiring.Component):
    """A `System` behind the ports of the board.

    The machine is in reset until its clock is stable, and while the button is pressed.

    Members
    -------
    Those of `pins.PINS`. LEDs: 0 the clock runs, 1 a program runs, 2 an interrupt, 3 the host is
    heard, 4 it is answered
    """

    def __init__(self, accelerator: Accelerator, memory_bytes: int) -> None:
        hertz = clock.pll(accelerator.clock_mhz).mhz * 1e6
        self.system = System(accelerator, memory_bytes)
        self.link = SerialLink(
            divisor(hertz, BAUD), int(hertz * SILENCE_SECONDS), self.system.width
        )
        self.blink_bits = int(hertz / 2).bit_length()  # about once a second
        super().__init__(
            {
                "clk_25mhz": In(1),
                "reset_button": In(1),
                "ftdi_txd": In(1),
                "ftdi_rxd": Out(1),
                "wifi_gpio0": Out(1),
                "led": Out(8),
            }
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        m.submodules.system, m.submodules.link = system, link = self.system, self.link
        self._clock(m)
        connect_flat(m, link, "m_axi_control", system.control)
        connect_flat(m, link, "m_axi_host", system.host_read)
        connect_flat(m, link, "m_axi_host", system.host_write)
        blink = Signal(self.blink_bits)
        m.d.sync += blink.eq(blink + 1)
        m.d.comb += [
            link.rx.eq(self.ftdi_txd),
            self.ftdi_rxd.eq(link.tx),
            self.wifi_gpio0.eq(1),
            self.led.eq(Cat(blink[-1], system.advance, system.interrupt, ~link.rx, ~link.tx)),
        ]
        return m

    def _clock(self, m: Module) -> None:
        m.domains.sync = ClockDomain()
        running = Signal()
        m.submodules.pll = Instance(
            clock.MODULE, i_clk_in=self.clk_25mhz, o_clk=ClockSignal(), o_locked=running
        )
        m.submodules.reset = ResetSynchronizer(~running | self.reset_button)
