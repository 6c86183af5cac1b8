"""All files of a build for the VCU1525."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib import resources

from weft.accelerator.description import Accelerator
from weft.accelerator.toml import dump
from weft.fpga.boards.vcu1525 import addresses, kernel
from weft.fpga.boards.vcu1525.board import BOARD, CONTROLLERS
from weft.fpga.boards.vcu1525.constraints import constraints
from weft.rtl.verilog import module_name

SCRIPTS = ("project.tcl", "design.tcl", "package_ip.tcl", "build.tcl")
KERNEL_SCRIPTS = ("package_xo.tcl",)
BUILD_SCRIPT = "vivado/build.tcl"
REPORTS = "vivado/reports"


def files(accelerator: Accelerator, verilog: str) -> dict[str, str]:
    """Texts by path below the output folder."""
    a = accelerator
    return {
        "accelerator.toml": dump(a),
        "address_map.json": json.dumps(addresses.as_dict(a), indent=2) + "\n",
        f"rtl/{module_name(a)}.v": verilog,
        f"rtl/{kernel.WRAPPER}.v": kernel.wrapper(a),
        "rtl/weft_glue.v": _own("weft_glue.v"),
        "vivado/machine.tcl": machine_tcl(a),
        "vivado/vcu1525.xdc": constraints(),
        **{f"vivado/{name}": _own(f"tcl/{name}") for name in SCRIPTS},
        **{f"vitis/{name}": _own(f"tcl/{name}") for name in KERNEL_SCRIPTS},
        "vitis/kernel.xml": kernel.kernel_xml(a),
        "vitis/link.cfg": kernel.link_configuration(a),
    }


def _own(path: str) -> str:
    file = resources.files("weft.fpga.boards.vcu1525") / path
    return file.read_text(encoding="utf-8")


def machine_tcl(accelerator: Accelerator) -> str:
    """The facts that the scripts need, as Tcl variables; the scripts themselves never change."""
    a = accelerator
    facts = {
        "part": BOARD.part,
        "machine_module": module_name(a),
        "kernel_module": kernel.WRAPPER,
        "kernel_vlnv": f"{kernel.VENDOR}:{kernel.LIBRARY}:{kernel.WRAPPER}:{kernel.VERSION}",
        "digest": a.digest,
        "clock_mhz": f"{a.clock_mhz:.6g}",
        "controllers": CONTROLLERS,
        "channels": a.dram_channels,
        "masters": "{" + " ".join(kernel.masters(a)) + "}",
        "registers": "{" + " ".join(_registers(a)) + "}",
        "control_base": f"{addresses.CONTROL.base:#x}",
        "control_bytes": f"{addresses.CONTROL.size:#x}",
        "bar_megabytes": addresses.BAR_BYTES >> 20,
        "memory_bases": "{" + " ".join(f"{m.base:#x}" for m in addresses.MEMORIES) + "}",
        "memory_bytes": f"{addresses.MEMORY_BYTES:#x}",
        "pcie_device": f"{addresses.PCIE_DEVICE:04X}",
    }
    lines = [f"set {name} {value}" for name, value in facts.items()]
    return "\n".join((f"# {module_name(a)} on the VCU1525; written by weft.", *lines, ""))


def _registers(accelerator: Accelerator) -> Iterator[str]:
    """Name, offset, bits and master of each register that a host of Vitis sets, as Tcl words."""
    for name, port, offset, size in kernel.arguments(accelerator):
        yield f"{name} {offset:#x} {8 * size} {port if port.startswith('m_axi_') else '{}'}"
