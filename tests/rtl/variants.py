"""Machines with something changed on purpose, as Verilog under the name of the unchanged one."""

from __future__ import annotations

from weft.accelerator.description import Accelerator
from weft.rtl.compute.pe import PeModule, pe_name
from weft.rtl.top import Top
from weft.rtl.verilog import LANES, module_name, to_verilog


def machine(accelerator: Accelerator) -> str:
    """What `weft.rtl.verilog.generate` makes, of the components as they are at this moment."""
    modules = {
        module_name(accelerator): Top(accelerator, instances=True),
        pe_name(accelerator): PeModule(accelerator),
    }
    return to_verilog(modules, shared=LANES)
