"""Finds requests among the bytes of a line."""

from __future__ import annotations

from amaranth.hdl import Cat, Module, Signal
from amaranth.lib import data, stream, wiring
from amaranth.lib.crc.catalog import CRC32_ISO_HDLC
from amaranth.lib.wiring import In, Out

from weft.fpga.link.frames import (
    ADDRESS_BITS,
    CHECKSUM_BYTES,
    LENGTH_BYTES,
    MOST_PAYLOAD,
    REQUEST_HEADER,
    REQUEST_SYNC,
)

INDEX_BITS = (MOST_PAYLOAD - 1).bit_length()
_FIELDS = {
    "sequence": 8, "command": 8, "length": 8 * LENGTH_BYTES, "address": ADDRESS_BITS,
}  # fmt: skip


def request_layout() -> data.StructLayout:
    """A request without its payload; of one that is ``corrupt``, no field means anything."""
    return data.StructLayout({**_FIELDS, "corrupt": 1})


def written_layout() -> data.StructLayout:
    """A byte for the payload's memory."""
    return data.StructLayout({"valid": 1, "index": INDEX_BITS, "data": 8})


class FrameReceiver(wiring.Component):
    """Offers a request until it is taken; what comes in the meantime is dropped.

    A damaged request is offered as such after ``silence`` cycles without a byte; one that breaks
    off for so long is forgotten.

    Members
    -------
    byte : In(struct valid, data); busy : In(1), as of `UartReceiver`
    payload : Out(written_layout), a byte of payload comes
    request : Out(stream of request_layout)
    """

    def __init__(self, silence: int) -> None:
        self.silence = silence
        super().__init__(
            {
                "byte": In(data.StructLayout({"valid": 1, "data": 8})),
                "busy": In(1),
                "payload": Out(written_layout()),
                "request": Out(stream.Signature(request_layout())),
            }
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        m.submodules.crc = crc = CRC32_ISO_HDLC(data_width=8).create()
        header = Signal(8 * REQUEST_HEADER, reset_less=True)
        left = Signal(range(MOST_PAYLOAD + 1), reset_less=True)  # bytes of this part of the frame
        index = Signal(INDEX_BITS, reset_less=True)  # of a byte of the payload
        silent = self._silent(m)
        m.d.comb += [
            crc.data.eq(self.byte.data),
            crc.valid.eq(self.byte.valid),
            self.payload.data.eq(self.byte.data),
            self.payload.index.eq(index),
            Cat(self.request.payload[name] for name in _FIELDS).eq(header),
        ]
        with m.If(self.byte.valid):
            m.d.sync += left.eq(left - 1)
        with m.FSM():
            with m.State("HUNT"):
                m.d.comb += crc.start.eq(1)
                m.d.comb += crc.valid.eq(0)
                m.d.sync += [left.eq(REQUEST_HEADER), index.eq(0)]
                m.d.sync += self.request.payload.corrupt.eq(0)
                with m.If(self.byte.valid & (self.byte.data == REQUEST_SYNC)):
                    m.next = "HEADER"
            self._take_header(m, header, left, silent)
            self._take_payload(m, left, silent, index)
            with m.State("CHECKSUM"):
                self._give_up(m, silent)
                with m.If(self.byte.valid & (left == 1)):
                    m.next = "JUDGE"
            with m.State("JUDGE"):
                m.next = "SWALLOW"
                with m.If(crc.match_detected):
                    m.next = "OFFER"
            with m.State("SWALLOW"):
                m.d.sync += self.request.payload.corrupt.eq(1)
                with m.If(silent):
                    m.next = "OFFER"
            with m.State("OFFER"):
                m.d.comb += self.request.valid.eq(1)
                with m.If(self.request.ready):
                    m.next = "HUNT"
        return m

    def _silent(self, m: Module) -> Signal:
        """No byte has come, and none is coming, for long enough."""
        left, silent = Signal(range(self.silence + 1), init=self.silence), Signal()
        m.d.comb += silent.eq(left == 0)
        with m.If(self.busy | self.byte.valid):
            m.d.sync += left.eq(self.silence)
        with m.Elif(~silent):
            m.d.sync += left.eq(left - 1)
        return silent

    def _give_up(self, m: Module, silent: Signal) -> None:
        with m.If(silent):
            m.next = "HUNT"

    def _take_header(self, m: Module, header: Signal, left: Signal, silent: Signal) -> None:
        whole = Cat(header, self.byte.data)[8:]  # once the last byte is there
        fields = data.View(data.StructLayout(_FIELDS), whole)
        with m.State("HEADER"):
            self._give_up(m, silent)
            with m.If(self.byte.valid):
                m.d.sync += header.eq(whole)
                with m.If(left == 1):
                    m.d.sync += left.eq(CHECKSUM_BYTES)
                    m.next = "CHECKSUM"
                    with m.If(fields.length > MOST_PAYLOAD):
                        m.next = "SWALLOW"
                    with m.Elif(fields.command[0] & (fields.length != 0)):
                        m.d.sync += left.eq(fields.length)
                        m.next = "PAYLOAD"

    def _take_payload(self, m: Module, left: Signal, silent: Signal, index: Signal) -> None:
        with m.State("PAYLOAD"):
            m.d.comb += self.payload.valid.eq(self.byte.valid)
            self._give_up(m, silent)
            with m.If(self.byte.valid):
                m.d.sync += index.eq(index + 1)
                with m.If(left == 1):
                    m.d.sync += left.eq(CHECKSUM_BYTES)
                    m.next = "CHECKSUM"
