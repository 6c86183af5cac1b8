"""Memories that are written and read in different widths."""

from __future__ import annotations

from amaranth.hdl import Array, Cat, Module, Mux, Signal, Value
from amaranth.lib import wiring
from amaranth.lib.memory import Memory
from amaranth.lib.wiring import In, Out
from amaranth.utils import exact_log2

from weft.rtl.parts.delay import Delay


class LaneMemory(wiring.Component):
    """``size`` lanes of ``bits`` each; one write and one read a cycle, each of several lanes.

    The lanes of an access lie side by side and are aligned to their number, a power of two. An
    address counts accesses: write address w covers the lanes from ``w * write_lanes`` on. A lane
    written in cycle t is there for reads in cycle t + 1; a read in the cycle of the write to the
    same lane returns either value. Zero at power-up, untouched by reset.

    Members
    -------
    write : In(write_lanes), the lanes to be written in this cycle
    write_address : In
    write_data : In(write_lanes * bits), lane 0 lowest
    read_address : In
    read_data : Out(read_lanes * bits), what lay at ``read_address`` ``latency`` cycles ago
    """

    def __init__(
        self, size: int, bits: int, *, write_lanes: int, read_lanes: int, latency: int
    ) -> None:
        assert latency >= 1
        self.bits, self.write_lanes, self.read_lanes = bits, write_lanes, read_lanes
        self.latency = latency
        self.lanes = max(write_lanes, read_lanes)  # of a word of the memory
        self.depth = max(1, -(-size // self.lanes))
        super().__init__(
            {
                "write": In(write_lanes),
                "write_address": In(range(self.depth * self.lanes // write_lanes)),
                "write_data": In(write_lanes * bits),
                "read_address": In(range(self.depth * self.lanes // read_lanes)),
                "read_data": Out(read_lanes * bits),
            }
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        m.submodules.memory = memory = Memory(
            shape=self.lanes * self.bits, depth=self.depth, init=[]
        )
        self._write(m, memory)
        self._read(m, memory)
        return m

    def _write(self, m: Module, memory: Memory) -> None:
        port = memory.write_port(granularity=self.bits)
        parts = self.lanes // self.write_lanes
        part = self.write_address[: exact_log2(parts)]
        m.d.comb += [
            port.addr.eq(self.write_address[exact_log2(parts) :]),
            port.data.eq(self.write_data.replicate(parts)),
            port.en.eq(Cat(Mux(part == i, self.write, 0) for i in range(parts))),
        ]

    def _read(self, m: Module, memory: Memory) -> None:
        """The part of a word is picked before the last register, or after the only one."""
        port = memory.read_port()
        shift = exact_log2(self.lanes // self.read_lanes)
        m.submodules.part = part = Delay(1, max(1, shift))
        m.d.comb += [
            port.addr.eq(self.read_address[shift:]),
            part.i.eq(self.read_address[:shift]),
        ]
        width = self.read_lanes * self.bits
        parts = [port.data[i * width :][:width] for i in range(1 << shift)]
        picked: Value = Array(parts)[part.o] if shift else parts[0]
        for _ in range(self.latency - 1):
            register = Signal(width, reset_less=True)
            m.d.sync += register.eq(picked)
            picked = register
        m.d.comb += self.read_data.eq(picked)
