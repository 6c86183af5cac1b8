"""Everything around the core: its buses, its registers, and the enable that it lives under."""

from __future__ import annotations

from amaranth.hdl import Module
from amaranth.lib import stream, wiring
from amaranth.lib.wiring import In, Out, connect

from weft.accelerator.description import Accelerator
from weft.accelerator.isa import Engine
from weft.accelerator.registers import HYPER_WORDS, WORD_BITS
from weft.rtl.bus.advance import Advance
from weft.rtl.bus.axi import (
    channel_bytes,
    lite_signature,
    program_bytes,
    read_signature,
    write_signature,
)
from weft.rtl.bus.counters import Counters
from weft.rtl.bus.program_fetch import ProgramFetch
from weft.rtl.bus.read_master import ReadMaster, asked_layout
from weft.rtl.bus.registers import Registers
from weft.rtl.bus.run_control import RunControl
from weft.rtl.bus.watchdog import PATIENCE_CYCLES, Watchdog
from weft.rtl.bus.write_master import WriteMaster, written_layout
from weft.rtl.control.controller import FAULT_BITS
from weft.rtl.control.decode import DRAM_BITS, SERIAL_BITS, predecoded_layout
from weft.rtl.control.predecode import Predecode


class Shell(wiring.Component):
    """Lets the core take a cycle whenever memory and program have what belongs to it.

    Towards the core the members have the names and meanings of `Core`; what the core gives counts
    in cycles with ``advance``. ``patience`` is how long a memory may keep silent, in clock cycles.

    Members
    -------
    control : In(lite_signature); interrupt : Out(1)
    program : Out(read_signature)
    memory_read, memory_write : Out(read_signature, write_signature), one a channel
    advance : Out(1), the core takes this cycle; counts : Out(1), and it is one of the program
    start, reset, clear, length, window : Out, as of `Core`
    instructions : Out(stream), `predecoded_layout`; its ``ready`` counts with ``advance``
    read_data, read_error, write_error, hyper : Out, as of `Core`
    clearing, wants, wants_next, read, read_due, read_due_next, write, confirm, confirm_next,
    hyper_index, done, fault, fault_serial, busy : In, as of `Core`
    started : In, per engine: an instruction starts
    """

    def __init__(self, accelerator: Accelerator, *, patience: int = PATIENCE_CYCLES) -> None:
        a = self.accelerator = accelerator
        width, channels = channel_bytes(a), a.dram_channels
        self.reader, self.writer = ReadMaster(a), WriteMaster(a)
        self.fetch, self.registers = ProgramFetch(a), Registers(a)
        self.run_control, self.counters = RunControl(), Counters()
        self.enable, self.watchdog = Advance(), Watchdog(patience)
        self.predecode = Predecode(a)
        super().__init__(
            {
                "control": In(lite_signature()),
                "interrupt": Out(1),
                "program": Out(read_signature(program_bytes(a))),
                "memory_read": Out(read_signature(width)).array(channels),
                "memory_write": Out(write_signature(width)).array(channels),
                "advance": Out(1),
                "counts": Out(1),
                "start": Out(1),
                "reset": Out(1),
                "clear": Out(1),
                "clearing": In(1),
                "length": Out(SERIAL_BITS),
                "window": Out(DRAM_BITS),
                "instructions": Out(stream.Signature(predecoded_layout())),
                "wants": In(1),
                "wants_next": In(1),
                "read": In(asked_layout()),
                "read_due": In(1),
                "read_due_next": In(1),
                "read_data": Out(8 * a.bus_bytes),
                "read_error": Out(1),
                "write": In(written_layout(a)),
                "confirm": In(1),
                "confirm_next": In(1),
                "write_error": Out(1),
                "hyper_index": In(8),
                "hyper": Out(HYPER_WORDS * WORD_BITS),
                "started": In(len(Engine)),
                "busy": In(len(Engine)),
                "done": In(1),
                "fault": In(FAULT_BITS),
                "fault_serial": In(SERIAL_BITS),
            }
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        m.submodules.reader, m.submodules.writer = self.reader, self.writer
        m.submodules.fetch, m.submodules.predecode = self.fetch, self.predecode
        m.submodules.registers, m.submodules.run_control = self.registers, self.run_control
        m.submodules.counters, m.submodules.enable = self.counters, self.enable
        m.submodules.watchdog = self.watchdog
        self._wire_memory(m)
        self._wire_program(m)
        self._wire_run(m)
        self._wire_registers(m)
        self._wire_advance(m)
        self._count(m)
        return m

    def _wire_memory(self, m: Module) -> None:
        reader, writer = self.reader, self.writer
        for i in range(self.accelerator.dram_channels):
            connect(m, reader.memory[i], wiring.flipped(self.memory_read[i]))
            connect(m, writer.memory[i], wiring.flipped(self.memory_write[i]))
        for master in (reader, writer):
            m.d.comb += [
                master.base.eq(self.registers.memory_address),
                master.clear.eq(self.run_control.reset),
                master.advance.eq(self.enable.counts),
            ]
        m.d.comb += [
            reader.read.eq(self.read),
            reader.read_due.eq(self.read_due),
            self.read_data.eq(reader.read_data),
            self.read_error.eq(reader.read_error),
            writer.write.eq(self.write),
            writer.confirm.eq(self.confirm),
            self.write_error.eq(writer.write_error),
        ]

    def _wire_program(self, m: Module) -> None:
        fetch, predecode = self.fetch, self.predecode
        connect(m, fetch.memory, wiring.flipped(self.program))
        connect(m, fetch.instructions, predecode.i)
        m.d.comb += [
            fetch.start.eq(self.run_control.reset),
            fetch.enable.eq(self.run_control.running),
            fetch.address.eq(self.registers.program_address),
            fetch.length.eq(self.registers.program_length),
            predecode.clear.eq(self.run_control.reset),
            self.instructions.payload.eq(predecode.o.payload),
            self.instructions.valid.eq(predecode.o.valid),
            predecode.o.ready.eq(self.instructions.ready & self.enable.counts),
        ]

    def _wire_run(self, m: Module) -> None:
        run = self.run_control
        m.d.comb += [
            run.start_command.eq(self.registers.start_command),
            run.reset_command.eq(self.registers.reset_command),
            run.done.eq(self.done),
            run.fault.eq(self.fault),
            run.fault_serial.eq(self.fault_serial),
            run.expired.eq(self.watchdog.expired),
            run.quiet.eq(self.reader.idle & self.writer.idle & self.fetch.idle),
            run.clearing.eq(self.clearing),
            self.start.eq(run.start),
            self.reset.eq(run.reset),
            self.clear.eq(run.clear),
        ]

    def _wire_registers(self, m: Module) -> None:
        registers, run = self.registers, self.run_control
        connect(m, wiring.flipped(self.control), registers.control)
        m.d.comb += [
            self.interrupt.eq(registers.interrupt),
            self.length.eq(registers.program_length),
            self.window.eq(registers.window),
            registers.state.eq(run.state),
            registers.fault_code.eq(run.fault_code),
            registers.fault_instruction.eq(run.fault_instruction),
            registers.stopped.eq(run.stopped),
            registers.refused.eq(run.refused),
            registers.counters.eq(self.counters.values),
            registers.hyper_index.eq(self.hyper_index),
            self.hyper.eq(registers.hyper),
        ]

    def _wire_advance(self, m: Module) -> None:
        enable, run = self.enable, self.run_control
        names = ("read_due", "confirm", "wants")
        m.d.comb += [
            *(getattr(enable, n).eq(getattr(self, n)) for n in names),
            *(getattr(enable, f"{n}_next").eq(getattr(self, f"{n}_next")) for n in names),
            enable.running.eq(run.running),
            enable.command_next.eq(run.command_next),
            enable.fault.eq(self.fault),
            enable.ready_next.eq(self.reader.ready_next),
            enable.room_next.eq(self.writer.room_next),
            enable.confirmed_next.eq(self.writer.confirmed_next),
            enable.offered_next.eq(self.predecode.offered_next),
            self.advance.eq(enable.advance),
            self.counts.eq(enable.counts & ~self.done),
            self.watchdog.waits.eq(run.running & ~enable.counts),
        ]

    def _count(self, m: Module) -> None:
        counters = self.counters
        m.d.comb += [
            counters.clear.eq(self.start),
            counters.running.eq(self.run_control.running & ~self.done),
            counters.counts.eq(self.enable.counts),
            counters.read.eq(self.read.valid),
            counters.write.eq(self.write.valid),
            counters.started.eq(self.started),
            counters.busy.eq(self.busy),
        ]
