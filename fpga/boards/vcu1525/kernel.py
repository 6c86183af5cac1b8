"""The accelerator as a block of the vendor's tools: its wrapper, and its packaging for Vitis.

The wrapper has the names that Vitis wants: `ap_clk`, `ap_rst_n`, `s_axi_control`, `m_axi_*`. The
registers behind `s_axi_control` are weft's own (`accelerator/registers.py`), not the start and done
bits that Vitis puts at address 0; so the kernel is *user managed*, and a host talks to it by
`xrt::ip`. That class wants registers of its own for interrupts; ours is polled under XRT.
"""

from __future__ import annotations

from amaranth.hdl import Shape
from amaranth.lib.wiring import Flow, In, Out

from weft.accelerator import registers
from weft.accelerator.description import Accelerator
from weft.accelerator.registers import REGISTER
from weft.fpga.boards.vcu1525.addresses import CONTROL
from weft.rtl.bus.axi import (
    channel_bytes,
    flat_members,
    lite_signature,
    program_bytes,
    read_signature,
    write_signature,
)
from weft.rtl.verilog import module_name

WRAPPER = "weft_kernel"
VENDOR, LIBRARY, VERSION = "weft", "kernel", "1.0"
_SCALARS = {"program_length": "program_length", "window": "window", "weft_control": "control"}


def ports(accelerator: Accelerator) -> dict[str, tuple[Flow, int]]:
    """The machine's ports, beside clock and reset, that the wrapper has: direction and bits."""
    a = accelerator
    members = flat_members("s_axi_control", lite_signature().flip())
    members |= flat_members("m_axi_program", read_signature(program_bytes(a)))
    for i in range(a.dram_channels):
        for signature in (read_signature(channel_bytes(a)), write_signature(channel_bytes(a))):
            members |= flat_members(f"m_axi_memory{i}", signature)
    members["interrupt"] = Out(1)
    return {n: (member.flow, Shape.cast(member.shape).width) for n, member in members.items()}


def masters(accelerator: Accelerator) -> dict[str, int]:
    """The AXI masters by the prefix of their ports, with the bytes of a beat."""
    a = accelerator
    memories = {f"m_axi_memory{i}": channel_bytes(a) for i in range(a.dram_channels)}
    return {"m_axi_program": program_bytes(a), **memories}


def wrapper(accelerator: Accelerator) -> str:
    """Verilog of the module `WRAPPER`: the machine under the port names of Vitis."""
    shown = ports(accelerator)
    declared = ",\n".join(_declaration(name, *port) for name, port in shown.items())
    joined = ",\n".join(f"    .{name}({name})" for name in shown)
    return (
        f"// {module_name(accelerator)} under the port names that Vitis and block designs expect.\n"
        "// Written by weft; do not edit.\n\n"
        f"module {WRAPPER} (\n  input  wire ap_clk,\n  input  wire ap_rst_n,\n{declared}\n);\n"
        "  // the machine wants its reset high; the register shortens the way to it\n"
        "  reg reset = 1'b1;\n"
        "  always @(posedge ap_clk) reset <= !ap_rst_n;\n\n"
        f"  {module_name(accelerator)} machine (\n    .clk(ap_clk),\n    .rst(reset),\n{joined}\n"
        "  );\nendmodule\n"
    )


def _declaration(name: str, flow: Flow, bits: int) -> str:
    way = "input " if flow is In else "output"
    width = f"[{bits - 1}:0] " if bits > 1 else ""
    return f"  {way} wire {width}{name}"


def kernel_xml(accelerator: Accelerator) -> str:
    """The description of the kernel for `package_xo`."""
    lines = [
        f'    <port name="s_axi_control" mode="slave" range="{CONTROL.size:#x}" '
        f'dataWidth="{registers.WORD_BITS}" portType="addressable" base="0x0"/>'
    ]
    for name, width in masters(accelerator).items():
        lines.append(
            f'    <port name="{name}" mode="master" range="0xFFFFFFFFFFFFFFFF" '
            f'dataWidth="{8 * width}" portType="addressable" base="0x0"/>'
        )
    described = [_argument(i, *a) for i, a in enumerate(arguments(accelerator))]
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<root versionMajor="1" versionMinor="9">\n'
        f'  <kernel name="{WRAPPER}" language="ip" '
        f'vlnv="{VENDOR}:{LIBRARY}:{WRAPPER}:{VERSION}" attributes="" '
        'preferredWorkGroupSizeMultiple="0" workGroupSize="1" interrupt="false" '
        'hwControlProtocol="user_managed">\n'
        f"  <ports>\n{_joined(lines)}  </ports>\n  <args>\n{_joined(described)}  </args>\n"
        "  </kernel>\n</root>\n"
    )


def _joined(lines: list[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def arguments(accelerator: Accelerator) -> list[tuple[str, str, int, int]]:
    """Name, port, offset and bytes of the registers that a host of Vitis sets.

    Pointers come first, each with the master that goes to its memory.
    """
    address = REGISTER["memory_address"]
    pointers = [("program", "m_axi_program", REGISTER["program_address"].offset, 8)]
    for i in range(accelerator.dram_channels):
        pointers.append((f"memory{i}", f"m_axi_memory{i}", address.at(i), 8))
    scalars = [  # no argument may be called "control": that is for kernels managed by XRT
        (name, "s_axi_control", REGISTER[register].offset, REGISTER[register].bits // 8)
        for name, register in _SCALARS.items()
    ]
    return pointers + scalars


def _argument(number: int, name: str, port: str, offset: int, size: int) -> str:
    pointer = port != "s_axi_control"
    kind = "void*" if pointer else f"uint{8 * size}_t"
    return (
        f'    <arg name="{name}" addressQualifier="{int(pointer)}" id="{number}" port="{port}" '
        f'size="{size:#x}" offset="{offset:#05x}" hostOffset="0x0" hostSize="{size:#x}" '
        f'type="{kind}"/>'
    )


def link_configuration(accelerator: Accelerator) -> str:
    """What `v++ --link --config` reads: each channel on its own memory, and the clock."""
    lines = ["[connectivity]", f"nk={WRAPPER}:1:{WRAPPER}_1"]
    lines.append(f"sp={WRAPPER}_1.m_axi_program:DDR[0]")
    for i in range(accelerator.dram_channels):
        lines.append(f"sp={WRAPPER}_1.m_axi_memory{i}:DDR[{i}]")
    hertz = round(accelerator.clock_mhz * 1e6)
    return "\n".join([*lines, "", "[clock]", f"freqHz={hertz}:{WRAPPER}_1.ap_clk", ""])
