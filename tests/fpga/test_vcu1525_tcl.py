"""The scripts run in a real Tcl interpreter against stand-ins for Vivado's commands."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree

import pytest

from tests.fpga import tcl
from tests.fpga.machines import ALL, LARGE, SMALL, TINY, name_of
from weft.fpga.boards.vcu1525 import addresses, constraints
from weft.fpga.boards.vcu1525.board import CONTROLLERS

each = pytest.mark.parametrize("accelerator", ALL, ids=name_of)

# the bitstream that is copied at the end is not there
NO_BITSTREAM = """
rename file real_file
proc file {args} {
    if {[lindex $args 0] ne "copy"} { return [uplevel [list real_file {*}$args]] }
}
"""


def run(folder, accelerator, script="vivado/build.tcl", before=""):
    tcl.write(folder, accelerator)
    return tcl.run_script(folder, accelerator, script, NO_BITSTREAM + before)


@each
def test_a_build_runs_to_its_bitstream(tmp_path, accelerator):
    ran = run(tmp_path, accelerator)
    assert ran.code == 0, ran.error
    order = [call.split()[0] for call in ran.calls]
    for before, after in (
        ("ipx::save_core", "create_bd_design"),
        ("validate_bd_design", "make_wrapper"),
        ("make_wrapper", "launch_runs"),
        ("launch_runs", "report_utilization"),
    ):
        assert order.index(before) < order.index(after)
    assert (tmp_path / "vivado" / "reports").is_dir()


@each
def test_every_master_sees_its_memory_where_the_table_says(tmp_path, accelerator):
    found = run(tmp_path, accelerator).value("RANGES").split()
    ranges = {
        (space, segment.split("/")[0]): (int(base), int(size))
        for space, base, size, segment in zip(*[iter(found)] * 4, strict=True)
    }
    memories = [(m.base, m.size) for m in addresses.MEMORIES]
    expected = {("xdma/M_AXI", f"ddr4_{i}"): m for i, m in enumerate(memories)}
    expected |= {
        (f"accelerator/m_axi_memory{i}", f"ddr4_{i}"): memories[i]
        for i in range(accelerator.dram_channels)
    }
    expected["accelerator/m_axi_program", "ddr4_0"] = memories[0]
    control = (addresses.CONTROL.base, addresses.CONTROL.size)
    expected["xdma/M_AXI_LITE", "accelerator"] = control
    assert ranges == expected


def test_the_kernel_is_packaged(tmp_path):
    ran = run(tmp_path, SMALL, "vitis/package_xo.tcl")
    assert ran.code == 0, ran.error
    last = ran.calls[-1].split()
    assert last[0] == "package_xo"
    assert last[last.index("-kernel_name") + 1] == "weft_kernel"
    associated = {
        c.split()[2] for c in ran.calls if c.startswith("ipx::associate") and "-busif" in c
    }
    assert associated == {"s_axi_control", "m_axi_program", "m_axi_memory0"}


@each
def test_the_ip_has_the_registers_of_the_kernel_description(tmp_path, accelerator):
    """Vitis reads them from the IP where it is given no kernel.xml; both must say the same."""
    words = run(tmp_path, accelerator, "vitis/package_xo.tcl").value("REGISTERS")
    found = re.findall(r"(\w+) {address_offset (\w+) size (\d+)(?: master (\w+))?}", words)
    arguments = ElementTree.parse(tmp_path / "vitis" / "kernel.xml").getroot().iter("arg")
    assert [(name, int(offset, 16), int(bits), master) for name, offset, bits, master in found] == [
        (
            argument.get("name"), int(argument.get("offset"), 16),
            8 * int(argument.get("size"), 16),
            argument.get("port") if argument.get("addressQualifier") == "1" else "",
        )
        for argument in arguments
    ]  # fmt: skip


def test_every_dimm_has_its_controller(tmp_path):
    """DDR4-2400 RDIMMs of 16 GB: 833 ps, CL 17, CWL 12, 72 bits with ECC; Micron's data sheet."""
    words = run(tmp_path, TINY).value("CONFIG").split()
    config = dict(zip(words[::2], words[1::2], strict=True))
    for i in range(CONTROLLERS):
        found = {
            key.removeprefix(f"ddr4_{i},C0.DDR4_"): value
            for key, value in config.items()
            if key.startswith(f"ddr4_{i},")
        }
        assert found["MemoryPart"] == "MTA18ASF2G72PZ-2G3"
        assert (found["TimePeriod"], found["CasLatency"], found["CasWriteLatency"]) == (
            "833", "17", "12",
        )  # fmt: skip
        assert (found["DataWidth"], found["Ecc"], found["DataMask"]) == ("72", "true", "NONE")
        assert 1 << int(found["AxiAddressWidth"]) == addresses.MEMORY_BYTES
        assert round(1e6 / float(found["InputClockPeriod"])) == 300  # MHz, of the oscillators


def test_the_clock_is_that_of_the_description(tmp_path):
    settings = [c for c in run(tmp_path, TINY).calls if "CLKOUT1_REQUESTED_OUT_FREQ" in c]
    assert len(settings) == 1
    assert "CONFIG.CLKOUT1_REQUESTED_OUT_FREQ 100 " in settings[0]


# ---- constraints ----


def test_constraints_place_every_port_of_the_wrapper_and_no_other(tmp_path):
    """Sourced after the project was made, so that `get_ports` knows the wrapper's own ports."""
    tcl.write(tmp_path, LARGE)
    both = tmp_path / "vivado" / "both.tcl"
    both.write_text(
        'source "[file dirname [info script]]/project.tcl"\nsource "$here/vcu1525.xdc"\n'
    )
    ran = tcl.run_script(tmp_path, LARGE, "vivado/both.tcl")
    assert ran.code == 0, ran.error
    words = ran.value("PLACED").replace("{", "").replace("}", "").split()
    placed = dict(zip(words[1::2], words[::2], strict=True))
    assert set(placed) == {f"port:{port}" for port in _list(ran.value("PORTS"))}
    assert placed == {f"port:{port}": pin for port, pin, _ in constraints.placed_ports()}


def _list(text):
    return text.replace("{", "").replace("}", "").replace("\\", "").split()


def test_a_constraint_on_no_port_fails(tmp_path):
    tcl.write(tmp_path, TINY)
    (tmp_path / "vivado" / "both.tcl").write_text(
        'source "[file dirname [info script]]/project.tcl"\n'
        "set_property -dict {PACKAGE_PIN A1} [get_ports {led[3]}]\n"
    )
    ran = tcl.run_script(tmp_path, TINY, "vivado/both.tcl")
    assert ran.code != 0
    assert "no port matches {led[3]}" in ran.error


# ---- what must not pass ----

FAULTS = {
    "a command that does not exist": (
        "design.tcl", "validate_bd_design", "validate_design",
        'invalid command name "validate_design"',
    ),
    "an option that does not exist": (
        "build.tcl", "-max_paths", "-most_paths", "report_timing_summary: no option -most_paths",
    ),
    "a variable that is not set": (
        "project.tcl", "$ip_folder", "$ip_place", 'can\'t read "ip_place": no such variable',
    ),
    "an unclosed brace": (
        "design.tcl", "proc give_addresses {} {", "proc give_addresses {} {{",
        "missing close-brace",
    ),
    "an IP that does not exist": (
        "design.tcl", "[ip xdma]", "[ip xmda]", "this Vivado has no IP xilinx.com:ip:xmda; install",
    ),
    "a setting that does not exist": (
        "design.tcl", "CONFIG.select_quad", "CONFIG.select_gt_quad", "xdma has no setting",
    ),
    "a pin that does not exist": (
        "design.tcl", "xdma/user_lnk_up", "xdma/link_up", "no pin xdma/link_up",
    ),
    "an open reset": (
        "design.tcl", "    net reset_core/peripheral_aresetn accelerator/ap_rst_n\n", "",
        "input accelerator/ap_rst_n is open",
    ),
    "an open interface": (
        "design.tcl", "    bus control/M00_AXI accelerator/s_axi_control\n", "", "is open",
    ),
    "two drivers": (
        "design.tcl", "net xdma/user_lnk_up glue/link_up",
        "net xdma/user_lnk_up glue/led glue/link_up", "drive one net",
    ),
    "two masters joined": (
        "design.tcl", "bus xdma/M_AXI host/S00_AXI", "bus xdma/M_AXI accelerator/m_axi_program",
        "are both masters",
    ),
    "a missing clock": (
        "design.tcl", "        lappend clocks core_clock/clk_out1\n", "",
        "memory_0 lacks the clock of accelerator/m_axi_memory0",
    ),
    "memories in one place": (
        "design.tcl", "set base [lindex $memory_bases $i]", "set base 0", "overlaps",
    ),
    "an argument too many": (
        "project.tcl", "update_ip_catalog -rebuild", "update_ip_catalog -rebuild all",
        "update_ip_catalog: 1 arguments",
    ),
    "a reset upside down": (
        "design.tcl", "net glue/memory_reset ddr4_$i/sys_rst",
        "net pcie_reset_n ddr4_$i/sys_rst", "reset at different levels",
    ),
    "a reset out of step with its clock": (
        "design.tcl", "net reset_core/peripheral_aresetn accelerator/ap_rst_n",
        "net xdma/axi_aresetn accelerator/ap_rst_n", "go by different clocks",
    ),
    "a memory of half its size": (
        "design.tcl", "DDR4_AxiAddressWidth 34", "DDR4_AxiAddressWidth 33",
        "ddr4_0 has 8589934592 bytes, not 17179869184",
    ),
    "registers that the host cannot see": (
        "design.tcl", "[format 0x%016X $control_base]", "0x10000",
        "accelerator is outside the host's window",
    ),
    "an IP that is not in the catalog": (
        "project.tcl", "update_ip_catalog -rebuild\n", "", "create_bd_cell: no IP {weft:kernel",
    ),
    "an IP of the wrong module": (
        "package_ip.tcl", "set_property top $kernel_module", "set_property top $machine_module",
        "ipx::package_project: the top is weft_",
    ),
    "a clock that the IP does not have": (
        "package_ip.tcl", "-busif $interface -clock ap_clk", "-busif $interface -clock clk",
        "no port clk",
    ),
    "a source file that is not there": (
        "project.tcl", "rtl weft_glue.v", "rtl glue.v", "add_files: no file",
    ),
}  # fmt: skip


KERNEL_FAULTS = {
    "an IP that was changed after it was saved": (
        "vivado/package_ip.tcl", "ipx::save_core $core\n",
        "ipx::save_core $core\nset_property version 2.0 $core\n", "the IP is open, not saved",
    ),
    "a kernel that XRT would manage": (
        "vivado/package_ip.tcl", "user_managed", "ap_ctrl_hs", "vitis_drc is not ctrl_protocol",
    ),
    "a kernel without registers": (
        "vivado/machine.tcl", "set registers {", "set registers {} ;# {",
        "no register is defined",
    ),
    "a description that is not there": (
        "vitis/package_xo.tcl", "$folder kernel.xml", "$folder weft.xml",
        "package_xo: no kernel.xml",
    ),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_in_a_script_fails(tmp_path, fault):
    file, old, new, message = FAULTS[fault]
    tcl.write(tmp_path, SMALL)
    script = tmp_path / "vivado" / file
    text = script.read_text(encoding="utf-8")
    assert old in text
    script.write_text(text.replace(old, new), encoding="utf-8")
    ran = tcl.run_script(tmp_path, SMALL, "vivado/build.tcl", NO_BITSTREAM)
    assert ran.code != 0
    assert message in ran.error


@pytest.mark.parametrize("fault", KERNEL_FAULTS)
def test_a_fault_in_the_packaging_of_a_kernel_fails(tmp_path, fault):
    file, old, new, message = KERNEL_FAULTS[fault]
    tcl.write(tmp_path, SMALL)
    script = tmp_path / file
    text = script.read_text(encoding="utf-8")
    assert old in text
    script.write_text(text.replace(old, new), encoding="utf-8")
    ran = tcl.run_script(tmp_path, SMALL, "vitis/package_xo.tcl")
    assert ran.code != 0
    assert message in ran.error


def test_a_run_that_fails_ends_the_build(tmp_path):
    ran = run(tmp_path, TINY, before="set run_properties {PROGRESS 40%}\n")
    assert ran.code != 0
    assert "synth_1 failed: complete" in ran.error


@pytest.mark.parametrize(("name", "kind"), [("WNS", "setup"), ("WHS", "hold")])
def test_missed_timing_ends_the_build_after_the_reports(tmp_path, name, kind):
    before = (
        f"set run_properties {{STATS.{name} -0.2}}\n"
        "proc do_report_timing_summary {options rest} { puts REPORTED }\n"
    )
    ran = run(tmp_path, TINY, before=before)
    assert ran.code != 0
    assert f"timing is not met: worst {kind} slack -0.2 ns" in ran.error
    assert "REPORTED" in ran.output


def test_a_build_says_how_far_it_is(tmp_path):
    told = re.findall("^weft: (.*)$", run(tmp_path, TINY).output, re.MULTILINE)
    assert told == [
        "making the project and its block design", "synthesis",
        "placing, routing and the bitstream", "reports",
    ]  # fmt: skip
