"""A whole machine on one chip: accelerator, memory in block RAM, and the ports of a host link."""

from __future__ import annotations

from amaranth.hdl import Module
from amaranth.lib import wiring
from amaranth.lib.wiring import In, Out, connect, flipped

from weft.accelerator.description import Accelerator
from weft.fpga.block_memory import BlockMemory
from weft.fpga.board import BoardError
from weft.rtl.bus.axi import (
    channel_bytes,
    connect_flat,
    lite_signature,
    read_signature,
    write_signature,
)  # fmt: skip
from weft.rtl.top import Top

PROGRAM, DATA, HOST = range(3)  # who reads memory
STORES, HOST_WRITES = range(2)  # who writes it


class System(wiring.Component):
    """``accelerator`` with ``memory_bytes`` of memory for programs and data, from address 0 on.

    ``instances`` as of `Top`. Raises BoardError where the machine has several channels of memory,
    or a bus wider than an instruction.

    Members
    -------
    control : In(lite_signature), the registers
    host_read, host_write : In, memory as the host sees it
    interrupt : Out(1)
    advance : Out(1), this clock cycle is one of the contract
    """

    def __init__(
        self, accelerator: Accelerator, memory_bytes: int, *, instances: bool = True
    ) -> None:
        a = self.accelerator = accelerator
        require_one_memory(a)
        self.width = width = channel_bytes(a)
        self.top = Top(a, instances=instances)
        self.memory = BlockMemory(memory_bytes // width, width, readers=3, writers=2)
        super().__init__(
            {
                "control": In(lite_signature()),
                "host_read": In(read_signature(width)),
                "host_write": In(write_signature(width)),
                "interrupt": Out(1),
                "advance": Out(1),
            }
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        m.submodules.top, m.submodules.memory = top, memory = self.top, self.memory
        connect(m, flipped(self.host_read), memory.read[HOST])
        connect(m, flipped(self.host_write), memory.write[HOST_WRITES])
        for prefix, inner in (
            ("s_axi_control", flipped(self.control)),
            ("m_axi_program", memory.read[PROGRAM]),
            ("m_axi_memory0", memory.read[DATA]),
            ("m_axi_memory0", memory.write[STORES]),
        ):
            connect_flat(m, top, prefix, inner)
        m.d.comb += [self.interrupt.eq(top.interrupt), self.advance.eq(top.trace_advance)]
        return m


def require_one_memory(accelerator: Accelerator) -> None:
    """Raise BoardError where one block of memory cannot serve a machine."""
    a = accelerator
    if a.dram_channels != 1:
        raise BoardError(
            f"dram_channels={a.dram_channels} of {a.name}: memory on the chip is one channel; "
            "use `dram_channels = 1`"
        )
    if a.bus_bytes > 64:
        raise BoardError(
            f"bus_bytes={a.bus_bytes} of {a.name}: programs and data share one memory, and an "
            "instruction has 64 bytes; use `bus_bytes = 64` or less"
        )
