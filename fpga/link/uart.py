"""A UART: 8 bits, no parity, one stop bit, a whole number of clock cycles a bit."""

from __future__ import annotations

from amaranth.hdl import Cat, Const, Module, Signal
from amaranth.lib import data, stream, wiring
from amaranth.lib.cdc import FFSynchronizer
from amaranth.lib.wiring import In, Out

LEAST_DIVISOR = 4
_BITS = 8
_FRAME_BITS = 1 + _BITS + 1
_TOLERANCE = 0.02  # of the bit rate; a bit is lost beyond 0.5 / 9.5, shared by both ends


def divisor(clock_hz: float, baud: int) -> int:
    """Clock cycles a bit; ValueError where no whole number comes near ``baud``."""
    found = round(clock_hz / baud)
    if found < LEAST_DIVISOR or abs(clock_hz / found / baud - 1) > _TOLERANCE:
        near = clock_hz / max(found, LEAST_DIVISOR)
        raise ValueError(
            f"baud={baud} is no whole part of a clock of {clock_hz:g} Hz; use {near:.0f} or less"
        )
    return found


class UartReceiver(wiring.Component):
    """Takes bytes from a line; one whose stop bit is missing is left out.

    Members
    -------
    rx : In(1), the line, of any clock
    byte : Out(struct valid, data), a byte has come; for one cycle
    busy : Out(1), one is coming
    """

    def __init__(self, divisor: int) -> None:
        if divisor < LEAST_DIVISOR:
            raise ValueError(f"divisor={divisor} is below {LEAST_DIVISOR}; use a lower bit rate")
        self.divisor = divisor
        layout = data.StructLayout({"valid": 1, "data": _BITS})
        super().__init__({"rx": In(1, init=1), "byte": Out(layout), "busy": Out(1)})

    def elaborate(self, platform: object) -> Module:
        m = Module()
        line = Signal(init=1)
        m.submodules.line = FFSynchronizer(self.rx, line, init=1)
        left = Signal(range(self.divisor), reset_less=True)  # cycles until the next look
        bits = Signal(range(_FRAME_BITS), reset_less=True)
        m.d.sync += self.byte.valid.eq(0)
        with m.If(~self.busy):
            m.d.sync += [left.eq(self.divisor // 2 - 1), bits.eq(0), self.busy.eq(~line)]
        with m.Elif(left != 0):
            m.d.sync += left.eq(left - 1)
        with m.Else():
            m.d.sync += [left.eq(self.divisor - 1), bits.eq(bits + 1)]
            self._look(m, line, bits)
        return m

    def _look(self, m: Module, line: Signal, bits: Signal) -> None:
        """The middle of a bit: the start bit must still be there, the stop bit ends the byte."""
        with m.If(bits == 0):
            m.d.sync += self.busy.eq(~line)
        with m.Elif(bits == _FRAME_BITS - 1):
            m.d.sync += [self.byte.valid.eq(line), self.busy.eq(0)]
        with m.Else():
            m.d.sync += self.byte.data.eq(Cat(self.byte.data, line)[1:])


class UartTransmitter(wiring.Component):
    """Puts bytes on a line.

    Members
    -------
    byte : In(stream of 8 bits)
    tx : Out(1), the line
    """

    def __init__(self, divisor: int) -> None:
        self.divisor = divisor
        super().__init__({"byte": In(stream.Signature(_BITS)), "tx": Out(1, init=1)})

    def elaborate(self, platform: object) -> Module:
        m = Module()
        left = Signal(range(self.divisor), reset_less=True)
        bits = Signal(range(_FRAME_BITS + 1))  # still to be sent
        waiting = Signal(_FRAME_BITS - 1, reset_less=True)  # behind the one on the line
        m.d.comb += self.byte.ready.eq(bits == 0)
        with m.If(bits == 0):
            m.d.sync += [left.eq(self.divisor - 1), waiting.eq(Cat(self.byte.payload, Const(1, 1)))]
            with m.If(self.byte.valid):
                m.d.sync += [bits.eq(_FRAME_BITS), self.tx.eq(0)]
        with m.Elif(left != 0):
            m.d.sync += left.eq(left - 1)
        with m.Else():
            m.d.sync += [left.eq(self.divisor - 1), bits.eq(bits - 1)]
            m.d.sync += [self.tx.eq(waiting[0]), waiting.eq(Cat(waiting[1:], Const(1, 1)))]
        return m
