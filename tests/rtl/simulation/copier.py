"""A stand-in with the ports of the machine: it copies beats, and breaks a rule when told to.

An "instruction" is {source beat (32), destination beat (32), beats (8), engine (8), flaw (8)}.
Number i starts in cycle 2*i of the core and ends in 2*i + 1, however long memory takes.
"""

from __future__ import annotations

import struct

from amaranth.hdl import Array, Cat, Const, Module, Signal, Value
from amaranth.lib import wiring
from amaranth.lib.memory import Memory
from amaranth.lib.wiring import In, Out

from weft.accelerator.description import INSTRUCTION_BYTES, Accelerator
from weft.accelerator.isa import Engine, Fault
from weft.accelerator.registers import NO_INSTRUCTION, REGISTER, Control, Notice, State, facts
from weft.rtl.bus.axi import (
    channel_bytes,
    connect_flat,
    drive_request,
    flat_members,
    lite_signature,
    program_bytes,
    read_signature,
    write_signature,
)  # fmt: skip

MOST_BEATS = 16
FLAWS = (
    "arvalid falls", "araddr changes", "wdata changes", "wlast is late", "a burst crosses 4 KiB",
    "awburst is fixed", "an event comes twice", "an instruction is invented", "done is early",
)  # fmt: skip


def copies(moves: list[tuple[int, int, int, Engine]], flaw: str = "") -> bytes:
    """The program that makes ``moves``: source, destination, beats, engine."""
    number = FLAWS.index(flaw) + 1 if flaw else 0
    return b"".join(
        struct.pack("<IIBBB", *move, number).ljust(INSTRUCTION_BYTES, b"\0") for move in moves
    )


def has_flaw(number: Value, flaw: str) -> Value:
    """Whether ``number`` is that of ``flaw``."""
    return number == FLAWS.index(flaw) + 1


class Channel(wiring.Component):
    """Copies a burst on one channel; an address and its data go their own ways."""

    def __init__(self, width: int) -> None:
        self.width = width
        super().__init__(
            {
                "flaw": In(8),
                "start": In(1),
                "source": In(64),
                "destination": In(64),
                "beats": In(8),
                "busy": Out(1),
                "error": Out(1),
                "reading": Out(read_signature(width)),
                "writing": Out(write_signature(width)),
            }
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        r, w = self.reading, self.writing
        m.d.comb += drive_request("ar", r, self.width) + drive_request("aw", w, self.width)
        with m.If(has_flaw(self.flaw, "awburst is fixed")):
            m.d.comb += w.awburst.eq(0)
        m.submodules.buffer = buffer = Memory(shape=8 * self.width, depth=MOST_BEATS, init=[])
        m.d.comb += [
            r.rready.eq(1),
            w.bready.eq(1),
            w.wstrb.eq(~0),
            self.busy.eq(r.arvalid | self._read(m, buffer) | self._write(m, buffer)),
        ]
        with m.If(self.start):
            m.d.sync += [r.arvalid.eq(1), r.araddr.eq(self.source), r.arlen.eq(self.beats - 1)]
        with m.Elif(r.arvalid & r.arready):
            m.d.sync += r.arvalid.eq(0)
        with m.Elif(r.arvalid & has_flaw(self.flaw, "arvalid falls")):
            m.d.sync += r.arvalid.eq(0)
        with m.Elif(r.arvalid & has_flaw(self.flaw, "araddr changes")):
            m.d.sync += r.araddr.eq(r.araddr + self.width)
        return m

    def _read(self, m: Module, buffer: Memory) -> Signal:
        """Collect the beats; returns whether some are missing."""
        r, port = self.reading, buffer.write_port()
        filled, missing = Signal(8), Signal()
        m.d.comb += [port.addr.eq(filled), port.data.eq(r.rdata), port.en.eq(r.rvalid)]
        with m.If(self.start):
            m.d.sync += [filled.eq(0), missing.eq(1), self.error.eq(0)]
        with m.Elif(r.rvalid):
            m.d.sync += [filled.eq(filled + 1), missing.eq(~r.rlast)]
            m.d.sync += self.error.eq(self.error | r.rresp[1])
            with m.If(r.rlast):
                m.d.sync += [self.writing.awvalid.eq(1), self.writing.wvalid.eq(1)]
        return missing

    def _write(self, m: Module, buffer: Memory) -> Signal:
        """Give them out again; returns whether the answer is missing."""
        w, port = self.writing, buffer.read_port(domain="comb")
        given, missing = Signal(8), Signal()
        last = given + ~has_flaw(self.flaw, "wlast is late") == self.beats
        m.d.comb += [
            port.addr.eq(given),
            w.wdata.eq(port.data),
            w.wlast.eq(last),
            w.awaddr.eq(self.destination),
            w.awlen.eq(self.beats - 1),
        ]
        waited = Signal()
        m.d.sync += waited.eq(w.wvalid & ~w.wready)
        with m.If(waited & has_flaw(self.flaw, "wdata changes")):
            m.d.comb += w.wdata.eq(~port.data)
        with m.If(w.awvalid & w.awready):
            m.d.sync += w.awvalid.eq(0)
        with m.If(w.wvalid & w.wready):
            m.d.sync += [given.eq(given + 1), w.wvalid.eq(~last)]
        with m.If(self.start):
            m.d.sync += [given.eq(0), missing.eq(1)]
        with m.Elif(w.bvalid):
            m.d.sync += [missing.eq(0), self.error.eq(self.error | w.bresp[1])]
        return missing & ~has_flaw(self.flaw, "done is early")


class Copier(wiring.Component):
    """Runs programs of `copies`."""

    def __init__(self, accelerator: Accelerator) -> None:
        a = self.accelerator = accelerator
        self.width = channel_bytes(a)
        memory = {}
        for i in range(a.dram_channels):
            memory |= flat_members(f"m_axi_memory{i}", read_signature(self.width))
            memory |= flat_members(f"m_axi_memory{i}", write_signature(self.width))
        super().__init__(
            {
                **flat_members("s_axi_control", lite_signature().flip()),
                **flat_members("m_axi_program", read_signature(program_bytes(a))),
                **memory,
                "interrupt": Out(1),
                "trace_advance": Out(1),
                "trace_cycle": Out(48),
                "trace_started": Out(len(Engine)),
                "trace_started_serial": Out(32 * len(Engine)),
                "trace_ended": Out(len(Engine)),
                "trace_ended_serial": Out(32 * len(Engine)),
            }
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        self.words = {name: Signal(64, name=f"r_{name}") for name in REGISTER}
        self.bases = [Signal(64, name=f"base{i}") for i in range(self.accelerator.dram_channels)]
        self.command, self.serial, self.code = Signal(2), Signal(32), Signal(512)
        self.flaw = self.code[80:88]
        for name, values in facts(self.accelerator).items():
            m.d.comb += self.words[name].eq(values[0])
        self._host(m)
        self._run(m)
        self._report(m)
        return m

    # ---- registers ----

    def _host(self, m: Module) -> None:
        s = {name: getattr(self, f"s_axi_control_{name}") for name in lite_signature().members}
        address, data = Signal(12), Signal(32)
        have_address, have_data, m_read = Signal(), Signal(), Signal(32)
        m.d.comb += [
            s["awready"].eq(~have_address & ~s["bvalid"]),
            s["wready"].eq(~have_data & ~s["bvalid"]),
            s["arready"].eq(~s["rvalid"]),
        ]
        with m.If(s["awvalid"] & s["awready"]):
            m.d.sync += [address.eq(s["awaddr"]), have_address.eq(1)]
        with m.If(s["wvalid"] & s["wready"]):
            m.d.sync += [data.eq(s["wdata"]), have_data.eq(1)]
        with m.If(have_address & have_data):
            m.d.sync += [have_address.eq(0), have_data.eq(0), s["bvalid"].eq(1)]
            self._write_register(m, address, data)
        with m.Elif(s["bready"]):
            m.d.sync += s["bvalid"].eq(0)
        self._read_register(m, s["araddr"], m_read)
        with m.If(s["arvalid"] & s["arready"]):
            m.d.sync += [s["rvalid"].eq(1), s["rdata"].eq(m_read)]
        with m.Elif(s["rready"]):
            m.d.sync += s["rvalid"].eq(0)

    def _write_register(self, m: Module, address: Signal, data: Signal) -> None:
        words = self.words
        with m.Switch(address):
            with m.Case(REGISTER["control"].offset):
                m.d.sync += words["control"].eq(data & Control.INTERRUPT)
                m.d.comb += self.command.eq(data[:2])
            with m.Case(REGISTER["notices"].offset):
                m.d.sync += words["notices"].eq(words["notices"] & ~data)
            with m.Case(REGISTER["hyper_data"].offset):  # a checksum that knows the order
                m.d.sync += words["read_beats"].eq(words["read_beats"] * 3 + data)
            for name in ("program_address", "program_length", "window", "hyper_index"):
                for i in range(REGISTER[name].words):
                    with m.Case(REGISTER[name].offset + 4 * i):
                        m.d.sync += words[name][32 * i : 32 * i + 32].eq(data)
            for channel, base in enumerate(self.bases):
                for i in range(2):
                    with m.Case(REGISTER["memory_address"].at(channel) + 4 * i):
                        m.d.sync += base[32 * i : 32 * i + 32].eq(data)

    def _read_register(self, m: Module, address: Signal, value: Signal) -> None:
        m.d.comb += self.words["written_beats"].eq(self.words["window"])
        with m.Switch(address):
            for name, register in REGISTER.items():
                for i in range(register.words):
                    with m.Case(register.offset + 4 * i):
                        m.d.comb += value.eq(self.words[name][32 * i : 32 * i + 32])

    # ---- work ----

    def _run(self, m: Module) -> None:
        words = self.words
        channels = self._channels(m)
        fetch = read_signature(program_bytes(self.accelerator)).create(path=("fetch",))
        connect_flat(m, self, "m_axi_program", fetch)
        m.d.comb += drive_request("ar", fetch, program_bytes(self.accelerator))
        start = Signal()
        m.d.comb += [start.eq(self.command[0]), fetch.rready.eq(1)]
        m.d.comb += fetch.arlen.eq(INSTRUCTION_BYTES // program_bytes(self.accelerator) - 1)
        m.d.comb += fetch.araddr.eq(words["program_address"] + (self.serial << 6))
        with m.FSM():
            with m.State("wait"), m.If(start):
                m.d.sync += [words[n].eq(0) for n in ("active_cycles", "stalled_cycles", "fault")]
                m.d.sync += [self.serial.eq(0), words["status"].eq(State.RUNNING)]
                m.next = "ask"
            with m.State("ask"):
                with m.If(self.serial == words["program_length"]):
                    self._stop(m, State.DONE, Fault.NONE)
                with m.Else():
                    m.d.comb += fetch.arvalid.eq(1)
                    with m.If(fetch.arready):
                        m.next = "fetch"
            with m.State("fetch"), m.If(fetch.rvalid):
                m.d.sync += self.code.eq(Cat(self.code, fetch.rdata)[len(fetch.rdata) :])
                m.d.sync += words["fault"].eq(words["fault"] | fetch.rresp[1])
                with m.If(fetch.rlast):
                    m.next = "start"
            with m.State("start"):
                m.d.comb += self.trace_advance.eq(1)
                m.next = "copy"
                with m.If(words["fault"] != 0):
                    m.d.comb += self.trace_advance.eq(0)
                    self._stop(m, State.FAULT, Fault.BUS)
            with m.State("copy"), m.If(~Cat(c.busy | c.start for c in channels).any()):
                m.next = "end"
                with m.If(Cat(c.error for c in channels).any()):
                    self._stop(m, State.FAULT, Fault.BUS)
            with m.State("end"):
                m.d.comb += self.trace_advance.eq(1)
                m.d.sync += self.serial.eq(self.serial + 1)
                m.next = "ask"
            with m.State("halt"), m.If(self.command[1]):
                m.d.sync += words["status"].eq(State.IDLE)
                m.next = "wait"
            begin = Signal()
            m.d.sync += begin.eq(self.trace_started.any())
            m.d.comb += [c.start.eq(begin) for c in channels]

    def _stop(self, m: Module, state: State, fault: Fault) -> None:
        words = self.words
        m.d.sync += [
            words["status"].eq(state),
            words["fault"].eq(fault),
            words["fault_instruction"].eq(self.serial if fault else Const(NO_INSTRUCTION, 32)),
            words["notices"].eq(words["notices"] | Notice.STOPPED),
        ]
        m.next = "halt" if fault else "wait"

    def _channels(self, m: Module) -> list[Channel]:
        source, destination = self.code[:32], self.code[32:64]
        channels = []
        for i, base in enumerate(self.bases):
            m.submodules[f"channel{i}"] = channel = Channel(self.width)
            connect_flat(m, self, f"m_axi_memory{i}", channel.reading)
            connect_flat(m, self, f"m_axi_memory{i}", channel.writing)
            m.d.comb += [
                channel.source.eq(base + source * self.width),
                channel.destination.eq(base + destination * self.width),
                channel.beats.eq(self.code[64:72]),
                channel.flaw.eq(self.flaw),
            ]
            with m.If(has_flaw(self.flaw, "a burst crosses 4 KiB")):
                m.d.comb += channel.source.eq(base + 4096 - self.width)
            channels.append(channel)
        return channels

    # ---- trace ----

    def _report(self, m: Module) -> None:
        words = self.words
        engine = Array(1 << i for i in range(8))[self.code[72:75]]
        odd, cycle, number = Signal(), Signal(48), Signal(32)
        with m.If(self.trace_advance):
            m.d.sync += [cycle.eq(cycle + 1), odd.eq(~odd)]
            m.d.sync += words["active_cycles"].eq(words["active_cycles"] + 1)
        with m.Elif(words["status"] == State.RUNNING):
            m.d.sync += words["stalled_cycles"].eq(words["stalled_cycles"] + 1)
        with m.If(self.command[0]):
            m.d.sync += [cycle.eq(0), odd.eq(0)]
        serials = Cat(number.replicate(len(Engine)))
        m.d.comb += [
            number.eq(self.serial),
            self.interrupt.eq(words["notices"][0] & words["control"][2]),
            self.trace_cycle.eq(cycle),
            self.trace_started.eq(engine & (self.trace_advance & ~odd).replicate(5)),
            self.trace_ended.eq(engine & (self.trace_advance & odd).replicate(5)),
            self.trace_started_serial.eq(serials),
            self.trace_ended_serial.eq(serials),
        ]
        with m.If(has_flaw(self.flaw, "an event comes twice")):
            m.d.comb += number.eq(0)
        with m.If(has_flaw(self.flaw, "an instruction is invented")):
            m.d.comb += number.eq(self.serial + 9)
