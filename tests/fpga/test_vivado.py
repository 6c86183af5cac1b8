"""Vivado's reports as it writes them, and Vivado itself by a program that stands in its place."""

from __future__ import annotations

import math
import re
import time
from pathlib import Path

import pytest

from weft.fpga import vivado
from weft.fpga.resources import Resources
from weft.fpga.vivado import Clock, find_vivado, read_timing, read_utilization, run_vivado
from weft.rtl.simulation.tools import ToolError

# laid out as Vivado 2022.2 does; the figures are made up
UTILIZATION = """\
Copyright 1986-2022 Xilinx, Inc. All Rights Reserved.
---------------------------------------------------------------------------------------------
| Tool Version : Vivado v.2022.2 (lin64) Build 3671981 Fri Oct 14 04:59:54 MDT 2022
| Command      : report_utilization -file utilization.rpt
| Design       : board_wrapper
| Device       : xcvu9p-fsgd2104-2L-e
---------------------------------------------------------------------------------------------

1. CLB Logic
------------

+----------------------------+--------+-------+------------+-----------+-------+
|          Site Type         |  Used  | Fixed | Prohibited | Available | Util% |
+----------------------------+--------+-------+------------+-----------+-------+
| CLB LUTs                   | 412345 |     0 |          0 |   1182240 | 34.88 |
|   LUT as Logic             | 388001 |     0 |          0 |   1182240 | 32.82 |
|   LUT as Memory            |  24344 |     0 |          0 |    591840 |  4.11 |
|     LUT as Distributed RAM |  18210 |     0 |            |           |       |
|     LUT as Shift Register  |   6134 |     0 |            |           |       |
| CLB Registers              | 534210 |     0 |          0 |   2364480 | 22.59 |
|   Register as Flip Flop    | 534210 |     0 |          0 |   2364480 | 22.59 |
| CARRY8                     |  21002 |     0 |          0 |    147780 | 14.21 |
+----------------------------+--------+-------+------------+-----------+-------+

3. BLOCKRAM
-----------

+-------------------+-------+-------+------------+-----------+-------+
|     Site Type     |  Used | Fixed | Prohibited | Available | Util% |
+-------------------+-------+-------+------------+-----------+-------+
| Block RAM Tile    | 512.5 |     0 |          0 |      2160 | 23.73 |
|   RAMB36/FIFO*    |   412 |     0 |          0 |      2160 | 19.07 |
|   RAMB18          |   201 |     0 |          0 |      4320 |  4.65 |
| URAM              |   688 |     0 |          0 |       960 | 71.67 |
+-------------------+-------+-------+------------+-----------+-------+

4. ARITHMETIC
-------------

+----------------+------+-------+------------+-----------+-------+
|    Site Type   | Used | Fixed | Prohibited | Available | Util% |
+----------------+------+-------+------------+-----------+-------+
| DSPs           | 1066 |     0 |          0 |      6840 | 15.58 |
|   DSP48E2 only | 1066 |       |            |           |       |
+----------------+------+-------+------------+-----------+-------+
"""

TIMING = """\
------------------------------------------------------------------------------------------------
| Design Timing Summary
| ---------------------
------------------------------------------------------------------------------------------------

    WNS(ns)      TNS(ns)  TNS Failing Endpoints  TNS Total Endpoints      WHS(ns)      THS(ns)  THS Failing Endpoints  THS Total Endpoints     WPWS(ns)     TPWS(ns)  TPWS Failing Endpoints  TPWS Total Endpoints
    -------      -------  ---------------------  -------------------      -------      -------  ---------------------  -------------------     --------     --------  ----------------------  --------------------
     -0.112       -3.410                     74              1250345        0.010        0.000                      0              1250345        0.000        0.000                       0                534400


Timing constraints are not met.


------------------------------------------------------------------------------------------------
| Clock Summary
| -------------
------------------------------------------------------------------------------------------------

Clock                                Waveform(ns)         Period(ns)      Frequency(MHz)
-----                                ------------         ----------      --------------
c0_sys_clk_clk_p                     {0.000 1.666}        3.332           300.120
  mmcm_clkout0                       {0.000 1.666}        3.332           300.120
    clk_out1_board_core_clock_0      {0.000 2.500}        5.000           200.000
pcie_clock                           {0.000 5.000}        10.000          100.000


------------------------------------------------------------------------------------------------
| Intra Clock Table
| -----------------
------------------------------------------------------------------------------------------------

Clock                                    WNS(ns)      TNS(ns)  TNS Failing Endpoints  TNS Total Endpoints
-----                                    -------      -------  ---------------------  -------------------
c0_sys_clk_clk_p
  mmcm_clkout0                             0.201        0.000                      0               110234
    clk_out1_board_core_clock_0           -0.112       -3.410                     74               945001


------------------------------------------------------------------------------------------------
| Inter Clock Table
| -----------------
------------------------------------------------------------------------------------------------

From Clock    To Clock          WNS(ns)
----------    --------          -------
"""  # noqa: E501 - as wide as it is written


def test_utilization_is_read():
    assert read_utilization(UTILIZATION) == Resources(
        lut=412345, ff=534210, dsp=1066, ramb36=512.5, uram=688
    )


def test_a_report_after_synthesis_has_asterisks():
    text = UTILIZATION.replace("| CLB LUTs                   |", "| CLB LUTs*                  |")
    assert read_utilization(text).lut == 412345


@pytest.mark.parametrize("row", ["CLB LUTs", "CLB Registers", "DSPs", "Block RAM Tile", "URAM"])
def test_a_missing_row_is_named(row):
    text = "\n".join(line for line in UTILIZATION.splitlines() if f"| {row} " not in line)
    with pytest.raises(ValueError, match=f"no row '{row}' in the utilisation report"):
        read_utilization(text)


def test_timing_is_read():
    timing = read_timing(TIMING)
    assert (timing.setup_slack_ns, timing.setup_failing) == (-0.112, 74)
    assert (timing.hold_slack_ns, timing.hold_failing) == (0.010, 0)
    assert not timing.is_met
    assert timing.clocks == (
        Clock("c0_sys_clk_clk_p", 3.332, None),
        Clock("mmcm_clkout0", 3.332, 0.201),
        Clock("clk_out1_board_core_clock_0", 5.0, -0.112),
        Clock("pcie_clock", 10.0, None),
    )
    assert timing.clocks[2].fastest_mhz == pytest.approx(1000 / 5.112)
    assert timing.clocks[3].fastest_mhz is None


def test_a_design_without_hold_paths_and_with_met_timing_is_read():
    row = next(line for line in TIMING.splitlines() if line.startswith("     -0.112"))
    values = row.replace("-0.112", " 0.004").replace(" 74 ", "  0 ").split()
    values[4:7] = "NA", "NA", "NA"
    timing = read_timing(TIMING.replace(row, "  ".join(values)))
    assert timing.is_met
    assert (timing.setup_slack_ns, timing.hold_slack_ns) == (0.004, math.inf)


def test_a_report_of_something_else_is_refused():
    for text in ("", UTILIZATION, TIMING.replace("Design Timing Summary", "Summary")):
        with pytest.raises(ValueError, match="no design timing summary"):
            read_timing(text)


FAKE = """#!/bin/sh
echo "$@" > arguments.txt
{body}
"""


@pytest.fixture
def on_path(tmp_path, monkeypatch):
    """A program called ``vivado``, alone on the PATH beside the shell's own."""

    def install(body):
        place = tmp_path / "bin"
        place.mkdir(exist_ok=True)
        (place / "vivado").write_text(FAKE.format(body=body))
        (place / "vivado").chmod(0o755)
        monkeypatch.setenv("PATH", f"{place}:/usr/bin:/bin")
        return find_vivado()

    return install


def test_vivado_is_found_on_the_path_alone(on_path, tmp_path, monkeypatch):
    assert on_path("exit 0") == str(tmp_path / "bin" / "vivado")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_vivado() is None


def test_the_script_runs_in_its_folder_and_the_log_stays(on_path, tmp_path):
    script = tmp_path / "vivado" / "build.tcl"
    script.parent.mkdir()
    run_vivado(on_path("echo INFO all went well"), script)
    words = (script.parent / "arguments.txt").read_text().split()
    assert words == ["-mode", "batch", "-nojournal", "-log", "vivado.log", "-source", "build.tcl"]
    assert (script.parent / vivado.LOG).read_text() == "INFO all went well\n"


def test_the_first_error_is_told(on_path, tmp_path):
    body = "echo starting\necho 'ERROR: [DRC 1-1] no pin'\necho 'ERROR: more'\nexit 1"
    log = re.escape(str(tmp_path / "vivado.log"))
    with pytest.raises(
        ToolError, match=rf"^vivado failed: ERROR: \[DRC 1-1\] no pin; the log is {log}$"
    ):
        run_vivado(on_path(body), tmp_path / "build.tcl")


def test_steps_of_the_script_are_passed_on_as_they_come(on_path, tmp_path):
    told = []
    run_vivado(on_path("echo INFO\necho 'weft: synthesis'"), tmp_path / "build.tcl", told.append)
    assert told == ["vivado: synthesis"]


def test_an_interrupt_ends_vivado_and_the_runs_that_it_started(on_path, tmp_path):
    """A run is a process of its own, which would go on for hours."""

    def interrupt(text):
        raise KeyboardInterrupt

    body = "sleep 1000 &\necho $! > run.pid\necho 'weft: synthesis'\nwait"
    with pytest.raises(KeyboardInterrupt):
        run_vivado(on_path(body), tmp_path / "build.tcl", interrupt)
    end = time.monotonic() + 30
    while _is_alive(int((tmp_path / "run.pid").read_text())):
        assert time.monotonic() < end, "the run goes on"
        time.sleep(0.02)


def _is_alive(process):
    """Whether it runs; one that has ended may still be listed."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False
