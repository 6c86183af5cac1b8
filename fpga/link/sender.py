"""Puts responses on a line, byte by byte."""

from __future__ import annotations

from amaranth.hdl import Cat, Const, Module, Signal
from amaranth.lib import data, stream, wiring
from amaranth.lib.crc.catalog import CRC32_ISO_HDLC
from amaranth.lib.wiring import In, Out

from weft.fpga.link.frames import (
    CHECKSUM_BYTES,
    LENGTH_BYTES,
    MOST_PAYLOAD,
    RESPONSE_HEADER,
    RESPONSE_SYNC,
)
from weft.fpga.link.receiver import INDEX_BITS

_HEADER = 1 + RESPONSE_HEADER  # with the sync byte


def response_layout() -> data.StructLayout:
    """A response without its payload, which is ``length`` bytes."""
    return data.StructLayout({"sequence": 8, "status": 8, "length": 8 * LENGTH_BYTES})


class FrameSender(wiring.Component):
    """Takes a response when the last byte of it has been handed over.

    Members
    -------
    response : In(stream of response_layout)
    index : Out, of the byte of payload that is needed; payload : In(8), it, in the next cycle
    byte : Out(stream of 8 bits)
    """

    def __init__(self) -> None:
        super().__init__(
            {
                "response": In(stream.Signature(response_layout())),
                "index": Out(INDEX_BITS),
                "payload": In(8),
                "byte": Out(stream.Signature(8)),
            }
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        m.submodules.crc = crc = CRC32_ISO_HDLC(data_width=8).create()
        waiting = Signal(8 * _HEADER, reset_less=True)  # header or checksum, next byte lowest
        left = Signal(range(MOST_PAYLOAD + 1), reset_less=True)  # bytes of this part of the frame
        fields = self.response.payload
        sent = self.byte.valid & self.byte.ready
        m.d.comb += [self.byte.payload.eq(waiting[:8]), crc.data.eq(self.byte.payload)]
        with m.If(sent):
            m.d.sync += [left.eq(left - 1), waiting.eq(waiting[8:])]
        with m.FSM():
            with m.State("REST"):
                m.d.comb += crc.start.eq(1)
                m.d.sync += [
                    waiting.eq(Cat(Const(RESPONSE_SYNC, 8), fields)),
                    left.eq(_HEADER),
                    self.index.eq(0),
                ]
                with m.If(self.response.valid):
                    m.next = "HEADER"
            with m.State("HEADER"):
                m.d.comb += self.byte.valid.eq(1)
                m.d.comb += crc.valid.eq(sent & (left != _HEADER))
                with m.If(sent & (left == 1)):
                    m.d.sync += left.eq(fields.length)
                    m.next = "FETCH"
            with m.State("FETCH"):  # the payload's memory, or the checksum, has a cycle
                m.next = "PAYLOAD"
                with m.If(left == 0):
                    m.next = "CLOSE"
            with m.State("PAYLOAD"):
                m.d.comb += [self.byte.valid.eq(1), self.byte.payload.eq(self.payload)]
                m.d.comb += crc.valid.eq(sent)
                with m.If(sent):
                    m.d.sync += self.index.eq(self.index + 1)
                    m.next = "FETCH"
            with m.State("CLOSE"):
                m.d.sync += [waiting.eq(crc.crc), left.eq(CHECKSUM_BYTES)]
                m.next = "CHECKSUM"
            with m.State("CHECKSUM"):
                m.d.comb += self.byte.valid.eq(1)
                with m.If(sent & (left == 1)):
                    m.d.comb += self.response.ready.eq(1)
                    m.next = "REST"
        return m
