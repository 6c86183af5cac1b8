"""The shell with flat ports, as a Verilog simulator sees it; the core's side is left open."""

from __future__ import annotations

from amaranth.hdl import Module
from amaranth.lib import wiring
from amaranth.lib.wiring import In, Out

from weft.accelerator.description import Accelerator
from weft.rtl.bus.axi import (
    channel_bytes,
    connect_flat,
    flat_members,
    lite_signature,
    program_bytes,
    read_signature,
    write_signature,
)
from weft.rtl.bus.shell import Shell

PATIENCE = 2000
_BUSES = ("control", "program", "memory_read", "memory_write")
_IDS = {"awid": Out(1), "bid": In(1), "arid": Out(1), "rid": In(1)}  # cocotbext-axi wants them


class FlatShell(wiring.Component):
    """All members of `Shell` under their names, its buses as ports of AXI with IDs of 0.

    Members
    -------
    as of `Shell`; s_axi_control_*, m_axi_program_*, m_axi_memory0_*, ... for the buses
    """

    def __init__(self, accelerator: Accelerator) -> None:
        a = self.accelerator = accelerator
        self.shell = Shell(a, patience=PATIENCE)
        members = {n: m for n, m in self.shell.signature.members.items() if n not in _BUSES}
        members |= flat_members("s_axi_control", lite_signature().flip())
        program = read_signature(program_bytes(a))
        members |= flat_members("m_axi_program", program)
        members |= {f"m_axi_program_{n}": _IDS[n] for n in ("arid", "rid")}
        for i in range(a.dram_channels):
            prefix = f"m_axi_memory{i}"
            members |= flat_members(prefix, read_signature(channel_bytes(a)))
            members |= flat_members(prefix, write_signature(channel_bytes(a)))
            members |= {f"{prefix}_{n}": member for n, member in _IDS.items()}
        super().__init__(members)

    def elaborate(self, platform: object) -> Module:
        m = Module()
        m.submodules.shell = shell = self.shell
        connect_flat(m, self, "s_axi_control", shell.control)
        connect_flat(m, self, "m_axi_program", shell.program)
        for i in range(self.accelerator.dram_channels):
            connect_flat(m, self, f"m_axi_memory{i}", shell.memory_read[i])
            connect_flat(m, self, f"m_axi_memory{i}", shell.memory_write[i])
        wiring.connect(m, shell.instructions, wiring.flipped(self.instructions))
        for name, member in shell.signature.members.items():
            if name not in (*_BUSES, "instructions"):
                mine, inner = getattr(self, name), getattr(shell, name)
                m.d.comb += mine.eq(inner) if member.flow is Out else inner.eq(mine)
        return m
