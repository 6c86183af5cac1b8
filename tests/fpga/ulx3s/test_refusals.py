"""What a build for the board refuses, and that Ctrl-C leaves nothing of it."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time

import pytest

from tests.fpga.ecp5.stand_ins import report
from tests.fpga.ulx3s.builds import (
    DESIGN,
    FILES,
    MEMORIES,
    PE,
    USED,
    VERILOG,
    error_of,
    files,
    report_of,
)


def test_missed_timing_fails_with_the_numbers_and_the_clock_that_would_do(
    tools, built, out, capsys
):
    tools.nextpnr(report(38.9, 40.0, USED))
    out.mkdir()
    (out / "weft_ulx3s.bit").write_text("of an earlier build")
    (out / "notes").write_text("mine")
    assert built() == 2
    assert error_of(capsys) == (
        "weft: error: smallest misses timing on the ULX3S-85F: 38.90 MHz of 40; the longest path "
        "takes 6.94 ns, 4.45 of logic (1 cells) and 2.49 of routing, from l.b_TRELLIS_FF_Q_13 in l "
        "to l.p_TRELLIS_FF_Q_31 in l. Use `clock_mhz = 37.5` or try more seeds (--seeds); the "
        f"report is {out}/report.json\n"
    )
    assert files(out) == FILES - {"weft_ulx3s.bit"} | {"notes"}
    assert report_of(out)["placement"]["timing"]["is_met"] is False
    assert report_of(out)["bitstream"] is None
    assert tools.calls("ecppack") == []


def test_a_machine_far_too_slow_is_only_told_to_try_seeds(tools, built, capsys):
    tools.nextpnr(report(20.0, 40.0, USED))
    assert built() == 2
    assert ". Try more seeds (--seeds); the report" in error_of(capsys)


def test_a_machine_too_large_is_refused_before_placing(tools, built, out, capsys):
    tools.yosys(MEMORIES, {"weft_ulx3s": DESIGN | {"LUT4": 80_000}}, {PE: {"LUT4": 15_000}})
    assert built() == 2
    error = error_of(capsys)
    assert "does not fit the ULX3S-85F: LUT4 86,000 of 79,458 (95 % of 83,640)" in error
    assert "No smaller machine of its kind fits either" in error  # 2x2 is the smallest
    assert not out.exists()
    assert tools.calls("nextpnr-ecp5") == []


def test_with_force_nextpnr_has_the_last_word(tools, built, out, capsys):
    large = {"weft_ulx3s": DESIGN | {"LUT4": 76_000}}
    tools.yosys(MEMORIES, large, {PE: {"LUT4": 100}})
    assert built("--force") == 0
    assert report_of(out)["synthesis"]["fits"] is False
    tools.yosys(MEMORIES, large, {PE: {"LUT4": 100}})
    (tools.folder / "yosys.calls").unlink()
    tools.nextpnr(log="overfull.log", end="exit 125")
    assert built("--force") == 2
    assert "DP16KD 210 of 187 (90 % of 208)" in error_of(capsys)


def test_a_machine_that_leaves_no_memory_is_refused_before_synthesis(tools, built, out, capsys):
    tools.yosys(MEMORIES | {"weft_ulx3s.sums": {"DP16KD": 93}})
    assert built() == 2
    error = error_of(capsys)
    assert "DP16KD 190 of 187 (90 % of 208), with the least memory for programs and data" in error
    assert not out.exists()
    assert len(tools.calls("yosys")) == 1


@pytest.mark.parametrize("name", ["yosys", "nextpnr-ecp5", "ecppack"])
def test_a_missing_tool_is_told_before_anything_is_done(
    tools, built, out, capsys, monkeypatch, sizes, name
):
    (tools.folder / name).unlink()
    monkeypatch.setattr("weft.rtl.simulation.tools.find_spec", lambda module: None)
    assert built() == 2
    assert re.search(
        rf"{name} [\d.]+ or later is needed, found none; pip install", error_of(capsys)
    )
    assert sizes == []
    assert not out.exists()


def test_the_log_of_a_tool_that_fails_is_kept(tools, built, out, capsys):
    tools.nextpnr(end="echo 'ERROR: Failed to route arc 3' >&2; exit 125")
    assert built() == 2
    assert f"failed: ERROR: Failed to route arc 3; the log is in {out}/logs" in error_of(capsys)
    assert files(out) == {"logs/nextpnr_1_place.log", "logs/yosys.log"}
    assert "ERROR: Failed to route" in (out / "logs" / "nextpnr_1_place.log").read_text()


def test_a_packer_that_fails_leaves_no_bitstream(tools, built, out, capsys):
    tools.install("ecppack", "echo 'Error: no such tile' >&2; exit 1")
    assert built() == 2
    assert "ecppack 1.4-82-g3afe7b5 failed: Error: no such tile" in error_of(capsys)
    assert not (out / "weft_ulx3s.bit").exists()


# ---- interruption ----

_CALL = """
import sys, tempfile
tempfile.tempdir = {work!r}
from weft.fpga.boards.ulx3s import build
build.system_verilog = lambda a, size: {verilog!r}
from weft.commands.app import main
sys.exit(main(["build", "--board", "ulx3s-85f", "--accelerator", {machine!r}, "-o", {out!r}]))
"""


def test_ctrl_c_stops_the_tool_and_leaves_nothing(tools, out, machine, tmp_path, work):
    tools.nextpnr(end=f"echo $$ > {tmp_path}/process; exec sleep 600")
    call = _CALL.format(work=str(work), verilog=VERILOG, machine=str(machine), out=str(out))
    process = subprocess.Popen(
        [sys.executable, "-c", call], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    started = tmp_path / "process"
    while not (started.exists() and started.read_text().endswith("\n")):
        assert process.poll() is None, process.stderr.read()
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, error = process.communicate(timeout=120)
    assert process.returncode == 130
    assert error == "weft: interrupted\n"
    assert not out.exists()
    with pytest.raises(ProcessLookupError):
        os.kill(int(started.read_text()), 0)
