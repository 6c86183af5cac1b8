"""A memory of encoded instructions that is read as a stream."""

from __future__ import annotations

from amaranth.hdl import Module, Signal, unsigned
from amaranth.lib import stream, wiring
from amaranth.lib.memory import Memory
from amaranth.lib.wiring import In, Out

from weft.rtl.control.decode import INSTRUCTION_BITS, encoded_layout


class ProgramMemory(wiring.Component):
    """Gives the instructions from address 0 upwards, one a cycle if they are taken.

    Members
    -------
    start : In(1), go back to address 0; what was offered is withdrawn
    write_enable, write_address, write_data : In, fill the memory, one instruction a cycle
    instructions : Out(stream); once valid, the payload does not change until the transfer
    """

    def __init__(self, depth: int) -> None:
        self.depth = depth
        super().__init__(
            {
                "start": In(1),
                "write_enable": In(1),
                "write_address": In(range(depth)),
                "write_data": In(INSTRUCTION_BITS),
                "instructions": Out(stream.Signature(encoded_layout())),
            }
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        m.submodules.memory = memory = Memory(
            shape=unsigned(INSTRUCTION_BITS), depth=self.depth, init=[]
        )
        write, read = memory.write_port(), memory.read_port()
        address, primed = Signal(range(self.depth)), Signal()
        m.d.sync += [address.eq(read.addr), primed.eq(1)]
        m.d.comb += [
            write.en.eq(self.write_enable),
            write.addr.eq(self.write_address),
            write.data.eq(self.write_data),
            read.addr.eq(address + (self.instructions.valid & self.instructions.ready)),
            self.instructions.payload.instruction.eq(read.data),
            self.instructions.valid.eq(primed),
        ]
        with m.If(self.start):
            m.d.sync += [address.eq(0), primed.eq(0)]
        return m
