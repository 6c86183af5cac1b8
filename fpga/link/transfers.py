"""Carries requests out: bytes between a payload's memory and two buses, a beat at a time.

One byte a cycle or less is far more than a UART brings. A beat of a write is written with the
strobes of those bytes that the request has; a beat of a read is read whole.
"""

from __future__ import annotations

from amaranth.hdl import Cat, Const, Module, Mux, Signal, Value
from amaranth.lib import wiring
from amaranth.lib.wiring import In, Out
from amaranth.utils import exact_log2

from weft.accelerator import registers
from weft.fpga.link.frames import ADDRESS_BITS, LENGTH_BYTES
from weft.fpga.link.receiver import INDEX_BITS, written_layout
from weft.rtl.bus.axi import (
    ERROR_BIT,
    drive_request,
    lite_signature,
    read_signature,
    write_signature,
)

WORD_BYTES = registers.WORD_BITS // 8
_LENGTH_BITS = 8 * LENGTH_BYTES


class Transfers(wiring.Component):
    """Moves ``length`` bytes, at least 1, between the payload and registers or memory.

    ``width`` is the bytes of a beat of memory, at least those of a register. ``start`` is given for
    a cycle while idle; the rest of the request must stay until ``done``.

    Members
    -------
    start : In(1); done : Out(1), for the last cycle
    write, to_registers, feed : In(1), the kind of request; ``feed`` keeps to one register
    address, length : In
    error : Out(1), with ``done``: the bus answered with an error, and the rest was left
    index : Out, of the byte of payload that is needed; payload : In(8), it, in the next cycle
    found : Out(written_layout), a byte that was read
    control : Out(lite_signature); reading, writing : Out(read_signature, write_signature)
    """

    def __init__(self, width: int) -> None:
        if width < WORD_BYTES or width & (width - 1):
            raise ValueError(
                f"width={width} is no power of two of at least {WORD_BYTES}; use {WORD_BYTES}"
            )
        self.width = width
        super().__init__(
            {
                "start": In(1),
                "write": In(1),
                "to_registers": In(1),
                "feed": In(1),
                "address": In(ADDRESS_BITS),
                "length": In(_LENGTH_BITS),
                "done": Out(1),
                "error": Out(1),
                "index": Out(INDEX_BITS),
                "payload": In(8),
                "found": Out(written_layout()),
                "control": Out(lite_signature()),
                "reading": Out(read_signature(width)),
                "writing": Out(write_signature(width)),
            }
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        self._address = Signal(ADDRESS_BITS, reset_less=True)  # of the next byte
        self._aim = Signal(ADDRESS_BITS, reset_less=True)  # of the first byte of this beat
        self._left = Signal(_LENGTH_BITS, reset_less=True)  # bytes
        self._beat = Signal(8 * self.width, reset_less=True)
        self._strobe = Signal(self.width)
        self._place_bits = exact_log2(self.width)
        self._wire(m)
        with m.FSM():
            with m.State("REST"):
                m.d.sync += [
                    self._address.eq(self.address),
                    self._left.eq(self.length),
                    self.index.eq(0),
                ]
                with m.If(self.start):
                    m.next = "ASK"
                    with m.If(self.write):
                        m.next = "FETCH"
            self._collect(m)
            self._post(m)
            self._ask(m)
            self._give(m)
            with m.State("END"):
                m.d.comb += self.done.eq(1)
                m.next = "REST"
            with m.State("FAIL"):
                m.d.comb += [self.done.eq(1), self.error.eq(1)]
                m.next = "REST"
        return m

    def _wire(self, m: Module) -> None:
        """Addresses and data of both buses; valid comes from the states.

        An answer comes only while it is awaited, so both buses may always give it: memory then
        hangs on nothing of the link.
        """
        control, reading, writing = self.control, self.reading, self.writing
        m.d.comb += drive_request("ar", reading, self.width)
        m.d.comb += drive_request("aw", writing, self.width)
        for low, ports in (
            (self._place_bits, (reading.araddr, writing.awaddr)),
            (exact_log2(WORD_BYTES), (control.araddr, control.awaddr)),
        ):
            for port in ports:
                m.d.comb += port.eq(Cat(Const(0, low), self._aim[low:]))
        m.d.comb += [
            *(port.rready.eq(1) for port in (control, reading)),
            *(port.bready.eq(1) for port in (control, writing)),
            writing.wdata.eq(self._beat),
            writing.wstrb.eq(self._strobe),
            writing.wlast.eq(1),
            control.wdata.eq(self._beat[: registers.WORD_BITS]),
            control.wstrb.eq(self._strobe[:WORD_BYTES]),
            self.found.data.eq(self._beat.word_select(self._lane, 8)),
            self.found.index.eq(self.index),
        ]

    @property
    def _lane(self) -> Value:
        """Place of the next byte in its beat."""
        word = self._address[: exact_log2(WORD_BYTES)]
        return Mux(self.to_registers, word, self._address[: self._place_bits])

    @property
    def _ends(self) -> Value:
        """The next byte is the last of its beat."""
        word = self._address[: exact_log2(WORD_BYTES)].all()
        return Mux(self.to_registers, word, self._address[: self._place_bits].all())

    def _pass(self, m: Module) -> None:
        """Go on to the next byte; within its word where a register is fed."""
        low = exact_log2(WORD_BYTES)
        onward = (self._address + 1)[:ADDRESS_BITS]
        m.d.sync += [
            self.index.eq(self.index + 1),
            self._left.eq(self._left - 1),
            self._address[:low].eq(onward[:low]),
        ]
        with m.If(~self.feed):
            m.d.sync += self._address[low:].eq(onward[low:])

    # ---- writes ----

    def _collect(self, m: Module) -> None:
        """Bytes into a beat."""
        with m.State("FETCH"):  # the payload's memory has a cycle
            m.next = "COLLECT"
        with m.State("COLLECT"):
            m.d.sync += [
                self._beat.word_select(self._lane, 8).eq(self.payload),
                self._strobe.bit_select(self._lane, 1).eq(1),
            ]
            with m.If(self._strobe == 0):
                m.d.sync += self._aim.eq(self._address)
            self._pass(m)
            m.next = "FETCH"
            with m.If(self._ends | (self._left == 1)):
                m.next = "POST"

    def _post(self, m: Module) -> None:
        """A beat onto its bus."""
        control, writing = self.control, self.writing
        with m.State("POST"):
            for port, mine in ((control, self.to_registers), (writing, ~self.to_registers)):
                m.d.sync += [port.awvalid.eq(mine), port.wvalid.eq(mine)]
            m.next = "CONFIRM"
        with m.State("CONFIRM"):
            for port in (control, writing):
                self._until_ready(m, port.awvalid, port.awready)
                self._until_ready(m, port.wvalid, port.wready)
            answered = Mux(self.to_registers, control.bvalid, writing.bvalid)
            response = Mux(self.to_registers, control.bresp, writing.bresp)
            with m.If(answered):
                m.d.sync += self._strobe.eq(0)
                m.next = "FETCH"
                with m.If(self._left == 0):
                    m.next = "END"
                with m.If(response[ERROR_BIT]):
                    m.next = "FAIL"

    # ---- reads ----

    def _ask(self, m: Module) -> None:
        """A beat from its bus."""
        control, reading = self.control, self.reading
        with m.State("ASK"):
            m.d.sync += [
                self._aim.eq(self._address),
                control.arvalid.eq(self.to_registers),
                reading.arvalid.eq(~self.to_registers),
            ]
            m.next = "AWAIT"
        with m.State("AWAIT"):
            for port in (control, reading):
                self._until_ready(m, port.arvalid, port.arready)
            answered = Mux(self.to_registers, control.rvalid, reading.rvalid)
            response = Mux(self.to_registers, control.rresp, reading.rresp)
            with m.If(answered):
                m.d.sync += self._beat.eq(Mux(self.to_registers, control.rdata, reading.rdata))
                m.next = "GIVE"
                with m.If(response[ERROR_BIT]):
                    m.next = "FAIL"

    def _give(self, m: Module) -> None:
        """Bytes out of a beat."""
        with m.State("GIVE"):
            m.d.comb += self.found.valid.eq(1)
            self._pass(m)
            with m.If(self._left == 1):
                m.next = "END"
            with m.Elif(self._ends):
                m.next = "ASK"

    def _until_ready(self, m: Module, valid: Signal, ready: Signal) -> None:
        with m.If(valid & ready):
            m.d.sync += valid.eq(0)
