"""The wrapper, the kernel's description and the address table agree with the machine."""

from __future__ import annotations

import gc
import re
import warnings
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from amaranth.hdl import Shape, UnusedElaboratable
from amaranth.lib.wiring import In

from tests.fpga.machines import ALL, LARGE, TINY, name_of, tiny_verilog
from weft.accelerator import registers
from weft.accelerator.registers import REGISTER, REGISTERS
from weft.fpga import netlist
from weft.fpga.boards.vcu1525 import addresses, flow, kernel
from weft.rtl.simulation.tools import find_yosys
from weft.rtl.top import Top
from weft.rtl.verilog import module_name

each = pytest.mark.parametrize("accelerator", ALL, ids=name_of)


def _ports_of_top(accelerator):
    """What the machine's module has, by its own signature."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UnusedElaboratable)
        top = Top(accelerator)
        members = top.signature.members
        found = {n: (m.flow, Shape.cast(m.shape).width) for n, m in members.items()}
        del top, members
        gc.collect()
    return found


@each
def test_the_wrapper_has_every_port_of_the_machine_but_the_trace(accelerator):
    top = _ports_of_top(accelerator)
    shown = kernel.ports(accelerator)
    assert shown.items() <= top.items()
    assert all(name.startswith("trace_") for name in top.keys() - shown.keys())
    text = kernel.wrapper(accelerator)
    declared = re.findall(r"^  (input|output) +wire (?:\[(\d+):0\] )?(\w+),?$", text, re.MULTILINE)
    assert {name: (way == "input", int(high or 0) + 1) for way, high, name in declared} == {
        "ap_clk": (True, 1),
        "ap_rst_n": (True, 1),
        **{name: (flow is In, bits) for name, (flow, bits) in shown.items()},
    }
    assert set(re.findall(r"^    \.(\w+)\(", text, re.MULTILINE)) == {"clk", "rst", *shown}


def test_yosys_joins_wrapper_glue_and_machine(tmp_path):
    """Widths and names meet: Yosys refuses a port that is not there, and warns of other widths."""
    outline = netlist.read(tiny_verilog())[module_name(TINY)].outline
    files = flow.files(TINY, outline)
    for name in (f"{module_name(TINY)}.v", "weft_kernel.v", "weft_glue.v"):
        (tmp_path / name).write_text(files[f"rtl/{name}"], encoding="utf-8")
    script = (
        f"read_verilog {module_name(TINY)}.v weft_kernel.v weft_glue.v; "
        "hierarchy -check -top weft_kernel; proc; check -assert"
    )
    printed = find_yosys().run(["-p", script], tmp_path)
    assert "Warning" not in printed
    assert "Resizing" not in printed


@each
def test_the_kernel_description_has_our_registers(accelerator):
    root = ElementTree.fromstring(kernel.kernel_xml(accelerator))
    found = root.find("kernel")
    assert found.get("hwControlProtocol") == "user_managed"
    assert found.get("name") == "weft_kernel"
    ports = {p.get("name"): p for p in found.find("ports")}
    assert list(ports) == ["s_axi_control", *kernel.masters(accelerator)]
    assert int(ports["s_axi_control"].get("range"), 16) == 1 << registers.ADDRESS_BITS
    for name, width in kernel.masters(accelerator).items():
        assert int(ports[name].get("dataWidth")) == 8 * width
        assert kernel.ports(accelerator)[f"{name}_rdata"] == (In, 8 * width)
    arguments = {a.get("name"): a for a in found.find("args")}
    for i in range(accelerator.dram_channels):
        argument = arguments[f"memory{i}"]
        assert argument.get("port") == f"m_axi_memory{i}"
        assert int(argument.get("offset"), 16) == REGISTER["memory_address"].at(i)
    assert int(arguments["program"].get("offset"), 16) == REGISTER["program_address"].offset
    for name in ("program_length", "window"):
        assert int(arguments[name].get("offset"), 16) == REGISTER[name].offset
        assert int(arguments[name].get("size"), 16) == REGISTER[name].bits // 8
    assert int(arguments["weft_control"].get("offset"), 16) == REGISTER["control"].offset


@each
def test_every_argument_is_a_whole_register_that_the_host_writes(accelerator):
    root = ElementTree.fromstring(kernel.kernel_xml(accelerator))
    words = {r.at(i): r for r in REGISTERS for i in range(r.count)}
    numbers = []
    for argument in root.iter("arg"):
        register = words[int(argument.get("offset"), 16)]
        assert "write" in register.access.value
        assert int(argument.get("size"), 16) == register.bits // 8
        assert (argument.get("addressQualifier") == "1") == (register.bits == 64)
        numbers.append(int(argument.get("id")))
        assert argument.get("name").upper() not in ("CONTROL", "CTRL")  # reserved by XRT
    assert numbers == list(range(len(numbers)))


@each
def test_linking_puts_each_channel_on_its_memory(accelerator):
    text = kernel.link_configuration(accelerator)
    found = re.findall(r"^sp=weft_kernel_1\.(\w+):DDR\[(\d)\]$", text, re.MULTILINE)
    assert dict(found) == {
        "m_axi_program": "0",
        **{f"m_axi_memory{i}": str(i) for i in range(accelerator.dram_channels)},
    }
    assert f"freqHz={int(accelerator.clock_mhz * 1e6)}:weft_kernel_1.ap_clk" in text


@each
def test_the_address_table_has_room_for_programs_and_images(accelerator):
    table = addresses.as_dict(accelerator)
    shared = addresses.address_map(accelerator)
    assert shared.program.base == addresses.MEMORIES[0].base
    assert shared.channels[0].base == shared.program.end
    for channel, memory in zip(shared.channels, addresses.MEMORIES, strict=False):
        assert memory.base <= channel.base
        assert channel.end == memory.end
    assert len(table["channels"]) == accelerator.dram_channels
    assert table["digest"] == accelerator.digest
    assert table["control"]["size"] >= REGISTERS[-1].end
    assert all(m["base"] % registers.PAGE_BYTES == 0 for m in table["memories"])


def test_the_machine_is_the_same_in_all_files():
    files = flow.files(LARGE, "")
    assert f"set machine_module weft_{LARGE.digest}\n" in files["vivado/machine.tcl"]
    assert f"  weft_{LARGE.digest} machine (" in files["rtl/weft_kernel.v"]
    assert f"rtl/weft_{LARGE.digest}.v" in files
    assert LARGE.digest in files["address_map.json"]


def test_the_document_shows_the_addresses():
    document = Path(__file__).parents[2] / "docs" / "fpga.md"
    assert addresses.markdown() in document.read_text("utf-8")
