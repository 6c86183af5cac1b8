"""The register map of `accelerator.registers` on an AXI4-Lite slave."""

from __future__ import annotations

from amaranth.hdl import Cat, Const, Module, Signal, Value
from amaranth.lib import data, wiring
from amaranth.lib.wiring import In, Out, connect
from amaranth.utils import exact_log2

from weft.accelerator.description import Accelerator
from weft.accelerator.registers import (
    HYPER_WORDS,
    PAGE_BYTES,
    REGISTER,
    WORD_BITS,
    Access,
    Control,
    Notice,
    Register,
    State,
    facts,
)
from weft.rtl.bus.axi import ADDRESS_BITS, lite_signature
from weft.rtl.bus.counters import NAMES, counters_layout
from weft.rtl.bus.hyper_table import HyperTable
from weft.rtl.bus.lite import LiteSlave
from weft.rtl.bus.run_control import STATE_BITS
from weft.rtl.control.controller import FAULT_BITS
from weft.rtl.control.decode import DRAM_BITS, SERIAL_BITS

_PAGE_BITS = exact_log2(PAGE_BYTES)
_NOTICES = len(Notice)
_STILL = ("program_address", "program_length", "window", "memory_address")  # while a program runs


class Registers(wiring.Component):
    """What the host sets and sees. Words that no register has read as 0; writing them does nothing.

    Members
    -------
    control : In(lite_signature)
    start_command, reset_command : Out(1), for one cycle
    interrupt : Out(1)
    program_address, program_length, window : Out, as set
    memory_address : Out, one a channel; addresses are multiples of 4 KiB
    state, fault_code, fault_instruction : In, what the host reads
    stopped, refused : In(1), something to notice happens in this cycle
    counters : In(counters_layout)
    hyper_index : In, row of constants for the core; hyper : Out, the row of two cycles ago
    """

    def __init__(self, accelerator: Accelerator) -> None:
        self.facts = facts(accelerator)
        self.channels = accelerator.dram_channels
        super().__init__(
            {
                "control": In(lite_signature()),
                "start_command": Out(1),
                "reset_command": Out(1),
                "interrupt": Out(1),
                "program_address": Out(ADDRESS_BITS),
                "program_length": Out(SERIAL_BITS),
                "window": Out(DRAM_BITS),
                "memory_address": Out(data.ArrayLayout(ADDRESS_BITS, self.channels)),
                "state": In(STATE_BITS),
                "fault_code": In(FAULT_BITS),
                "fault_instruction": In(SERIAL_BITS),
                "stopped": In(1),
                "refused": In(1),
                "counters": In(counters_layout()),
                "hyper_index": In(8),
                "hyper": Out(HYPER_WORDS * WORD_BITS),
            }
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        m.submodules.slave = slave = LiteSlave()
        connect(m, wiring.flipped(self.control), slave.bus)
        enabled, notices = Signal(), Signal(_NOTICES)
        writes = self._written_words(m, slave)
        self._command(m, slave, writes, enabled)
        ignored = self._set(m, slave, writes)
        self._notice(m, slave, writes, notices, ignored)
        index = self._constants(m, slave, writes)
        m.d.comb += self.interrupt.eq(enabled & notices[0])
        assert Notice.STOPPED == 1
        self._read(m, slave, self._readable(enabled, notices, index))
        return m

    def _written_words(self, m: Module, slave: LiteSlave) -> dict[tuple[str, int], Signal]:
        """One signal for every word that may be written: it is, in this cycle."""
        writes = {}
        for register in REGISTER.values():
            if register.access is Access.READ:
                continue
            for word in range(self._elements(register) * register.words):
                hit = Signal(name=f"writes_{register.name}_{word}")
                place = register.offset * 8 // WORD_BITS + word
                m.d.comb += hit.eq(slave.write.valid & (slave.write.place == place))
                writes[register.name, word] = hit
        return writes

    def _elements(self, register: Register) -> int:
        return self.channels if register.name == "memory_address" else register.count

    def _command(
        self, m: Module, slave: LiteSlave, writes: dict[tuple[str, int], Signal], enabled: Signal
    ) -> None:
        hit, value = writes["control", 0], slave.write.data
        bit = {control: value[exact_log2(control)] for control in Control}
        m.d.sync += [
            self.start_command.eq(hit & bit[Control.START]),
            self.reset_command.eq(hit & bit[Control.RESET]),
        ]
        with m.If(hit):
            m.d.sync += enabled.eq(bit[Control.INTERRUPT])

    def _set(self, m: Module, slave: LiteSlave, writes: dict[tuple[str, int], Signal]) -> Value:
        """Store what the host sets while no program runs; returns whether a write is ignored."""
        still = (self.state == State.RUNNING) | (self.state == State.RESETTING)
        # a start that is on its way finds the registers as they were written before it
        locked = still | self.start_command | self.reset_command
        hits = []
        for name in _STILL:
            target = Value.cast(getattr(self, name))
            for word in range(len(target) // WORD_BITS):
                hits.append(writes[name, word])
                kept = target[word * WORD_BITS :][:WORD_BITS]
                low = _PAGE_BITS if "address" in name and word % 2 == 0 else 0
                with m.If(writes[name, word] & ~locked):
                    m.d.sync += kept[low:].eq(slave.write.data[low:])
        return Cat(hits).any() & locked

    def _notice(
        self,
        m: Module,
        slave: LiteSlave,
        writes: dict[tuple[str, int], Signal],
        notices: Signal,
        ignored: Value,
    ) -> None:
        """What happens while the host clears is not lost."""
        happens = {
            Notice.STOPPED: self.stopped,
            Notice.START_IGNORED: self.refused,
            Notice.WRITE_IGNORED: ignored,
        }
        clears = slave.write.data[:_NOTICES] & writes["notices", 0].replicate(_NOTICES)
        m.d.sync += notices.eq(notices & ~clears | Cat(happens[n] for n in Notice))

    def _constants(
        self, m: Module, slave: LiteSlave, writes: dict[tuple[str, int], Signal]
    ) -> Value:
        m.submodules.hyper_table = table = HyperTable()
        m.d.comb += [
            table.set_index.eq(writes["hyper_index", 0]),
            table.set_word.eq(writes["hyper_data", 0]),
            table.value.eq(slave.write.data),
            table.hyper_index.eq(self.hyper_index),
            self.hyper.eq(table.hyper),
        ]
        return table.index

    def _readable(self, enabled: Signal, notices: Signal, index: Value) -> dict[str, list[Value]]:
        """The values of all registers that can be read, by name."""
        values: dict[str, list[Value]] = {
            name: [Const(v, REGISTER[name].bits) for v in found]
            for name, found in self.facts.items()
        }
        values |= {name: [Value.cast(v) for v in self.counters[name]] for name in NAMES}
        values |= {
            "control": [enabled << exact_log2(Control.INTERRUPT)],
            "status": [self.state],
            "fault": [self.fault_code],
            "fault_instruction": [self.fault_instruction],
            "notices": [notices],
            "program_address": [self.program_address],
            "program_length": [self.program_length],
            "window": [self.window],
            "hyper_index": [index],
            "memory_address": [Value.cast(a) for a in self.memory_address],
        }
        return values

    def _read(self, m: Module, slave: LiteSlave, values: dict[str, list[Value]]) -> None:
        """A word in the cycle after it was asked for; the low word of a counter keeps the high."""
        high = Signal(WORD_BITS, reset_less=True)
        found = Signal(WORD_BITS, reset_less=True)
        with m.If(slave.read.valid):
            m.d.sync += found.eq(0)
            with m.Switch(slave.read.place):
                for name, elements in values.items():
                    for i, value in enumerate(elements):
                        self._read_one(m, REGISTER[name], i, value, found, high)
        m.d.comb += slave.read_data.eq(found)

    def _read_one(
        self, m: Module, register: Register, i: int, value: Value, found: Signal, high: Signal
    ) -> None:
        place = register.at(i) * 8 // WORD_BITS
        counts = register.name in NAMES and register.words == 2
        with m.Case(place):
            m.d.sync += found.eq(value[:WORD_BITS])
            if counts:
                m.d.sync += high.eq(value[WORD_BITS:])
        if register.words == 2:
            with m.Case(place + 1):
                m.d.sync += found.eq(high if counts else value[WORD_BITS:])
