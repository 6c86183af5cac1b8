"""The machine as it is placed on a chip: the core between its buses, with flat AXI ports."""

from __future__ import annotations

from amaranth.hdl import Cat, ClockDomain, ClockSignal, DomainRenamer, Elaboratable, Module
from amaranth.lib import wiring
from amaranth.lib.wiring import Out, connect

from weft.accelerator.description import Accelerator
from weft.accelerator.isa import Engine
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
from weft.rtl.control.decode import SERIAL_BITS
from weft.rtl.core import CYCLE_BITS, Core, same

_FROM_CORE = (
    "clearing", "wants", "wants_next", "read_due", "read_due_next", "confirm", "confirm_next",
    "hyper_index", "done", "fault", "fault_serial", "busy",
)  # fmt: skip
_TO_CORE = (
    "advance", "start", "reset", "clear", "length", "window", "read_data", "read_error",
    "write_error", "hyper",
)  # fmt: skip


class Top(wiring.Component):
    """An accelerator with AXI ports under their usual names.

    ``instances`` places the PEs as instances of a module of their own, for Verilog; Amaranth's
    simulator needs them in place.

    Members
    -------
    s_axi_control_* : AXI4-Lite slave, the registers of docs/registers.md
    m_axi_program_* : AXI4 master that reads instructions
    m_axi_memory0_*, ... : AXI4 masters, one a channel of memory
    interrupt : Out(1)
    trace_advance : Out(1), this clock cycle is one of the contract
    trace_cycle : Out, its number
    trace_started, trace_ended : Out, per engine, LOAD lowest: an instruction does in this cycle
    trace_started_serial, trace_ended_serial : Out, per engine, the instruction's number
    """

    def __init__(self, accelerator: Accelerator, *, instances: bool = True) -> None:
        a = self.accelerator = accelerator
        self.core, self.shell = Core(a, instances=instances), Shell(a)
        memory: dict[str, wiring.Member] = {}
        for i in range(a.dram_channels):
            memory |= flat_members(f"m_axi_memory{i}", read_signature(channel_bytes(a)))
            memory |= flat_members(f"m_axi_memory{i}", write_signature(channel_bytes(a)))
        super().__init__(
            {
                **flat_members("s_axi_control", lite_signature().flip()),
                **flat_members("m_axi_program", read_signature(program_bytes(a))),
                **memory,
                "interrupt": Out(1),
                "trace_advance": Out(1),
                "trace_cycle": Out(CYCLE_BITS),
                "trace_started": Out(len(Engine)),
                "trace_started_serial": Out(len(Engine) * SERIAL_BITS),
                "trace_ended": Out(len(Engine)),
                "trace_ended_serial": Out(len(Engine) * SERIAL_BITS),
            }
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        core, shell = self.core, self.shell
        m.submodules.core, m.submodules.shell = self._without_reset(m, core), shell
        self._wire_ports(m)
        connect(m, shell.instructions, core.instructions)
        m.d.comb += [
            *(getattr(shell, name).eq(getattr(core, name)) for name in _FROM_CORE),
            *(getattr(core, name).eq(getattr(shell, name)) for name in _TO_CORE),
            *same(shell.read, core.read),
            *same(shell.write, core.write),
            shell.started.eq(Cat(event.valid for event in core.started)),
        ]
        self._trace(m)
        return m

    def _without_reset(self, m: Module, core: Core) -> Elaboratable:
        """The core, on the clock of ``m``: its reset is the shell's, which ``rst`` sets too.

        Two resets would be joined in logic before every flip-flop.
        """
        m.domains.core = ClockDomain(reset_less=True, local=True)
        m.d.comb += ClockSignal("core").eq(ClockSignal())
        return DomainRenamer("core")(core)

    def _wire_ports(self, m: Module) -> None:
        shell = self.shell
        connect_flat(m, self, "s_axi_control", shell.control)
        connect_flat(m, self, "m_axi_program", shell.program)
        for i in range(self.accelerator.dram_channels):
            connect_flat(m, self, f"m_axi_memory{i}", shell.memory_read[i])
            connect_flat(m, self, f"m_axi_memory{i}", shell.memory_write[i])
        m.d.comb += self.interrupt.eq(shell.interrupt)

    def _trace(self, m: Module) -> None:
        core = self.core
        m.d.comb += [
            self.trace_advance.eq(self.shell.counts),
            self.trace_cycle.eq(core.cycle),
            self.trace_started.eq(Cat(event.valid for event in core.started)),
            self.trace_started_serial.eq(Cat(event.serial for event in core.started)),
            self.trace_ended.eq(Cat(event.valid for event in core.ended)),
            self.trace_ended_serial.eq(Cat(event.serial for event in core.ended)),
        ]
