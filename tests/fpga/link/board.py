"""A whole small board, compiled: a machine and its memory on a chip, behind a serial link."""

from __future__ import annotations

import ctypes
from ctypes import c_uint, c_void_p
from functools import cache
from pathlib import Path

from amaranth.hdl import Module
from amaranth.lib import wiring
from amaranth.lib.wiring import In, Out

from tests.fpga.link.line import DIVISOR, SILENCE, Wire, bench_library
from weft.accelerator.description import Accelerator
from weft.fpga.link.link import SerialLink
from weft.fpga.system import System
from weft.rtl.bus.axi import connect_flat
from weft.rtl.compute.pe import PeModule, pe_name
from weft.rtl.verilog import LANES, to_verilog

MEMORY_BYTES = 1 << 17
_OPEN = (c_void_p, c_uint)


class BoardTop(wiring.Component):
    """`System` and `SerialLink`, joined as on every board that has no other host."""

    def __init__(self, accelerator: Accelerator) -> None:
        self.system = System(accelerator, MEMORY_BYTES)
        self.link = SerialLink(DIVISOR, SILENCE, self.system.width)
        super().__init__({"rx": In(1, init=1), "tx": Out(1, init=1)})

    def elaborate(self, platform: object) -> Module:
        m = Module()
        m.submodules.system, m.submodules.link = system, link = self.system, self.link
        connect_flat(m, link, "m_axi_control", system.control)
        connect_flat(m, link, "m_axi_host", system.host_read)
        connect_flat(m, link, "m_axi_host", system.host_write)
        m.d.comb += [link.rx.eq(self.rx), self.tx.eq(link.tx)]
        return m


@cache
def compiled_board(accelerator: Accelerator) -> ctypes.CDLL:
    """The board's library, built unless it is in the cache."""
    modules = {"board": BoardTop(accelerator), pe_name(accelerator): PeModule(accelerator)}
    verilog = to_verilog(modules, shared=LANES)
    return bench_library(verilog, "board", Path(__file__).with_name("board.cpp"), _OPEN)


class Board(Wire):
    """A board of ``accelerator`` just configured; everything in it is zero."""

    def __init__(self, accelerator: Accelerator) -> None:
        calls = compiled_board(accelerator)
        super().__init__(calls, calls.link_open(DIVISOR))
