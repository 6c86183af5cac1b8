"""The serial link: a host on a UART reads and writes a machine's registers and its memory.

The protocol is that of `frames`. Beside the machine it needs a memory that both can reach; with
neither processor nor DMA engine that is all a small board takes.
"""

from __future__ import annotations

from amaranth.hdl import Module, Mux, Signal, Value
from amaranth.lib import wiring
from amaranth.lib.memory import Memory
from amaranth.lib.wiring import In, Out, connect
from amaranth.utils import exact_log2

from weft.fpga.link.frames import MOST_PAYLOAD, Command, Status
from weft.fpga.link.receiver import FrameReceiver
from weft.fpga.link.sender import FrameSender
from weft.fpga.link.transfers import WORD_BYTES, Transfers
from weft.fpga.link.uart import UartReceiver, UartTransmitter
from weft.rtl.bus.axi import (
    connect_flat,
    flat_members,
    lite_signature,
    read_signature,
    write_signature,
)

_BYTE_BITS = 10  # on the line, with start and stop
SILENCE_SECONDS = 0.01  # a host's pauses within a request are shorter
_REGISTER_COMMANDS = (Command.READ_REGISTERS, Command.WRITE_REGISTERS, Command.FEED_REGISTER)
_MEMORY_COMMANDS = (Command.READ_MEMORY, Command.WRITE_MEMORY)


class SerialLink(wiring.Component):
    """``divisor`` clock cycles a bit (see `uart.divisor`); ``width`` bytes a beat of memory.

    ``silence`` is the clock cycles without a byte that end a request, well above those of a byte:
    `SILENCE_SECONDS` of the clock is a good choice.

    Members
    -------
    rx : In(1), tx : Out(1), the lines
    m_axi_control_* : AXI4-Lite master, to the machine's ``s_axi_control``
    m_axi_host_* : AXI4 master, to memory; single beats, addresses below 4 GiB
    """

    def __init__(self, divisor: int, silence: int, width: int = WORD_BYTES) -> None:
        if silence < 2 * _BYTE_BITS * divisor:
            raise ValueError(
                f"silence={silence} is less than two bytes at divisor={divisor}; use at least "
                f"{2 * _BYTE_BITS * divisor}"
            )
        self.receiver, self.transmitter = UartReceiver(divisor), UartTransmitter(divisor)
        self.requests, self.responses = FrameReceiver(silence), FrameSender()
        self.transfers = Transfers(width)
        super().__init__(
            {
                "rx": In(1, init=1),
                "tx": Out(1, init=1),
                **flat_members("m_axi_control", lite_signature()),
                **flat_members("m_axi_host", read_signature(width)),
                **flat_members("m_axi_host", write_signature(width)),
            }
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        m.submodules.receiver, m.submodules.transmitter = self.receiver, self.transmitter
        m.submodules.requests, m.submodules.responses = self.requests, self.responses
        m.submodules.transfers = self.transfers
        self._wire_lines(m)
        self._wire_buses(m)
        self._wire_payload(m)
        self._answer(m)
        return m

    def _wire_lines(self, m: Module) -> None:
        connect(m, self.responses.byte, self.transmitter.byte)
        m.d.comb += [
            self.receiver.rx.eq(self.rx),
            self.tx.eq(self.transmitter.tx),
            self.requests.byte.eq(self.receiver.byte),
            self.requests.busy.eq(self.receiver.busy),
        ]

    def _wire_buses(self, m: Module) -> None:
        transfers, request = self.transfers, self.requests.request.payload
        connect_flat(m, self, "m_axi_control", transfers.control)
        connect_flat(m, self, "m_axi_host", transfers.reading)
        connect_flat(m, self, "m_axi_host", transfers.writing)
        m.d.comb += [
            transfers.write.eq(request.command[0]),
            transfers.to_registers.eq(_one_of(request.command, _REGISTER_COMMANDS)),
            transfers.feed.eq(request.command == Command.FEED_REGISTER),
            transfers.address.eq(request.address),
            transfers.length.eq(request.length),
        ]

    def _wire_payload(self, m: Module) -> None:
        """One memory for what is written and what was read: a request does but one of them."""
        m.submodules.payload = memory = Memory(shape=8, depth=MOST_PAYLOAD, init=[])
        write, read = memory.write_port(), memory.read_port()
        arrived, found = self.requests.payload, self.transfers.found
        m.d.comb += [
            write.en.eq(arrived.valid | found.valid),
            write.addr.eq(arrived.index),
            write.data.eq(arrived.data),
            read.addr.eq(self.responses.index),
            self.transfers.payload.eq(read.data),
            self.responses.payload.eq(read.data),
        ]
        with m.If(found.valid):
            m.d.comb += [write.addr.eq(found.index), write.data.eq(found.data)]
        with m.If(~self.responses.response.valid):
            m.d.comb += read.addr.eq(self.transfers.index)

    def _answer(self, m: Module) -> None:
        """Judge a request, carry it out unless that is done, and answer it."""
        offer, response = self.requests.request, self.responses.response
        request = offer.payload
        outcome = Signal(Status)  # of the last request that was not corrupt
        last, known = Signal(8, reset_less=True), Signal()  # its number
        repeated = known & (request.sequence == last) & request.command[0]
        reads = (request.command == Command.READ_MEMORY) | (
            request.command == Command.READ_REGISTERS
        )
        m.d.comb += [
            response.payload.sequence.eq(request.sequence),
            response.payload.status.eq(Mux(request.corrupt, Status.CORRUPT, outcome)),
        ]
        with m.If(reads & ~request.corrupt & (outcome == Status.OKAY)):
            m.d.comb += response.payload.length.eq(request.length)
        with m.FSM():
            with m.State("JUDGE"), m.If(offer.valid):
                m.next = "RESPOND"
                with m.If(~request.corrupt & ~repeated):
                    m.d.sync += [last.eq(request.sequence), known.eq(1)]
                    self._begin(m, outcome, known)
            with m.State("WORK"), m.If(self.transfers.done):
                m.d.sync += outcome.eq(Status.OKAY)
                with m.If(self.transfers.error):
                    m.d.sync += outcome.eq(Status.BUS_ERROR)
                m.next = "RESPOND"
            with m.State("RESPOND"):
                m.d.comb += [response.valid.eq(1), offer.ready.eq(response.ready)]
                with m.If(response.ready):
                    m.next = "JUDGE"

    def _begin(self, m: Module, outcome: Signal, known: Signal) -> None:
        """A request that was not seen before."""
        request = self.requests.request.payload
        registers = _one_of(request.command, _REGISTER_COMMANDS)
        memory = _one_of(request.command, _MEMORY_COMMANDS)
        words = (request.address | request.length)[: exact_log2(WORD_BYTES)] == 0
        with m.If(request.command == Command.HELLO):
            m.d.sync += [outcome.eq(Status.OKAY), known.eq(0)]
        with m.Elif((memory | registers & words) & (request.length != 0)):
            m.d.comb += self.transfers.start.eq(1)
            m.next = "WORK"
        with m.Else():
            m.d.sync += outcome.eq(Status.REFUSED)


def _one_of(command: Value, commands: tuple[Command, ...]) -> Value:
    return command.matches(*commands)
