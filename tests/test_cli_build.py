"""``weft build``: what it writes, says, refuses and returns; Vivado is a program in its place."""

from __future__ import annotations

import json
import re
import shutil
import stat
from pathlib import Path

import pytest

from tests.fpga.machines import TINY, tiny_verilog
from tests.fpga.test_vivado import TIMING, UTILIZATION
from weft.accelerator.toml import load
from weft.commands.app import main
from weft.fpga import building
from weft.fpga.boards.vcu1525 import build
from weft.fpga.building import OutputError, require_folder, write_tree
from weft.fpga.resources import Resources
from weft.fpga.synthesis import Synthesis, Unit
from weft.rtl.simulation.tools import ToolError

FILES = {
    "accelerator.toml", "address_map.json", "report.json", f"rtl/weft_{TINY.digest}.v",
    "rtl/weft_glue.v", "rtl/weft_kernel.v", "vitis/kernel.xml", "vitis/link.cfg",
    "vitis/package_xo.tcl", "vivado/build.tcl", "vivado/design.tcl", "vivado/machine.tcl",
    "vivado/package_ip.tcl", "vivado/project.tcl", "vivado/vcu1525.xdc",
}  # fmt: skip
NEEDS = Resources(lut=30_000, ff=20_000, dsp=46, ramb36=21.5)


@pytest.fixture
def out(tmp_path):
    return tmp_path / "out"


@pytest.fixture(autouse=True)
def quick(monkeypatch, tmp_path):
    """The machine's Verilog from before, its measures given, and no Vivado on the PATH."""
    monkeypatch.setattr(build, "generate", lambda accelerator: tiny_verilog())
    monkeypatch.setattr(build, "module_name", lambda accelerator: f"weft_{TINY.digest}")
    _measuring(monkeypatch, NEEDS)
    (tmp_path / "bin").mkdir()
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:/usr/bin:/bin")
    assert shutil.which("vivado") is None


def _measuring(monkeypatch, needs):
    units = (Unit(f"weft_{TINY.digest}", 1, needs), Unit("weft_pe_x", 16, Resources(dsp=1)))

    def synthesise(verilog, top, progress):
        progress(0, 1, top)
        return Synthesis("yosys 0.0", units)

    monkeypatch.setattr(build, "synthesise", synthesise)


def _vivado(folder, body):
    program = folder / "bin" / "vivado"
    program.write_text(f"#!/bin/sh\n{body}\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)


def _built(out, *words):
    return main(["build", "--board", "vcu1525", "--accelerator", "tiny", "-o", str(out), *words])


def _files(folder):
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def test_a_build_writes_everything_and_says_what_was_not_run(out, capsys):
    assert _built(out) == 0
    assert _files(out) == FILES
    text = capsys.readouterr().out
    assert f"wrote 15 files to {out}: digest {TINY.digest}" in text
    assert "vivado is not on the PATH and was not run" in text
    assert re.search(r"^ *machine +30,000 +20,000 +62 +21\.5 +0 *$", text, re.MULTILINE)
    assert re.search(r"^ *limit +827,568 +1,182,240 +5,472 +1,728 +768 *$", text, re.MULTILINE)
    assert load(out / "accelerator.toml") == TINY


def test_the_report_has_digest_counts_and_percentages(out):
    assert _built(out) == 0
    report = json.loads((out / "report.json").read_text())
    assert report["digest"] == TINY.digest
    assert report["part"] == "xcvu9p-fsgd2104-2L-e"
    synthesis = report["synthesis"]
    assert synthesis["machine"] == {"lut": 30000, "ff": 20000, "dsp": 62, "ramb36": 21.5, "uram": 0}
    assert synthesis["design"]["lut"] == 30000 + report["infrastructure"]["lut"]
    assert synthesis["percent"]["lut"] == round(100 * synthesis["design"]["lut"] / 1182240, 2)
    assert synthesis["fits"] is True
    assert synthesis["units"][1] == {
        "name": "weft_pe_x", "places": 16,
        "each": {"lut": 0, "ff": 0, "dsp": 1, "ramb36": 0, "uram": 0},
    }  # fmt: skip
    assert report["vivado"] is None


def test_files_only_measures_nothing(out, capsys, monkeypatch):
    monkeypatch.setattr(build, "synthesise", None)  # a call would fail
    assert _built(out, "--files-only") == 0
    assert _files(out) == FILES
    assert "nothing was measured or built" in capsys.readouterr().out
    assert json.loads((out / "report.json").read_text())["synthesis"] is None


def test_a_machine_too_large_is_refused_before_anything_is_written(out, capsys, monkeypatch):
    _measuring(monkeypatch, Resources(lut=700_000))
    assert _built(out) == 2
    error = capsys.readouterr().err
    assert error.startswith(
        "weft: error: tiny does not fit the VCU1525: LUT 892,000 of 827,568 (70 % of 1,182,240). "
        "The nearest that would fit, by scaling: "
    )
    assert error.count("\n") == 1
    assert not out.exists()
    assert _built(out, "--force") == 0
    assert json.loads((out / "report.json").read_text())["synthesis"]["fits"] is False


def test_vivado_is_run_and_its_reports_are_read(out, tmp_path, capsys):
    _reports(tmp_path, TIMING.replace("-0.112", " 0.112").replace(" 74 ", "  0 "), "exit 0")
    assert _built(out) == 0
    text = capsys.readouterr().out
    assert "running " in text
    assert "timing is met: setup slack 0.112 ns" in text
    assert "design, by Vivado" in text
    report = json.loads((out / "report.json").read_text())["vivado"]
    assert report["design"]["lut"] == 412345
    assert report["timing"]["is_met"] is True
    assert report["timing"]["clocks"][2]["fastest_mhz"] == pytest.approx(1000 / (5 - 0.112))
    assert (out / "vivado" / "ran_in_this_folder").exists()


def test_the_report_is_json_where_a_slack_is_none(out, tmp_path):
    row = next(line for line in TIMING.splitlines() if line.startswith("     -0.112"))
    values = row.replace("-0.112", " 0.004").replace(" 74 ", "  0 ").split()
    values[4:7] = "NA", "NA", "NA"
    _reports(tmp_path, TIMING.replace(row, "  ".join(values)), "exit 0")
    assert _built(out) == 0
    report = json.loads((out / "report.json").read_text(), parse_constant=pytest.fail)
    assert report["vivado"]["timing"]["hold_slack_ns"] is None


def test_missed_timing_fails_and_the_report_stays(out, tmp_path, capsys):
    _reports(tmp_path, TIMING, "echo 'ERROR: timing is not met: worst slack -0.112 ns'\nexit 1")
    assert _built(out) == 2
    error = capsys.readouterr().err
    assert "vivado failed: ERROR: timing is not met: worst slack -0.112 ns" in error
    assert json.loads((out / "report.json").read_text())["vivado"]["timing"]["setup_failing"] == 74


def test_reports_of_an_earlier_build_are_not_taken_for_new_ones(out, tmp_path):
    _reports(tmp_path, TIMING, "exit 0")
    assert _built(out) == 0
    _vivado(tmp_path, "exit 1")
    assert _built(out) == 2
    assert json.loads((out / "report.json").read_text())["vivado"] is None


def _reports(tmp_path, timing, end):
    """A Vivado that writes reports where the build's script would."""
    (tmp_path / "utilization.rpt").write_text(UTILIZATION)
    (tmp_path / "timing.rpt").write_text(timing)
    _vivado(
        tmp_path,
        f"touch ran_in_this_folder\nmkdir -p reports\ncp {tmp_path}/*.rpt reports\n{end}",
    )


# ---- what is refused ----

BAD = {
    "--board vcu1526 -o {out}": ("no board is called 'vcu1526'", "did you mean 'vcu1525'?"),
    "--board zzz -o {out}": ("no board is called 'zzz'", "there are vcu1525"),
    "-o {out}": ("Missing option '--board'",),
    "--board vcu1525": ("Missing option '-o'",),
    "--board vcu1525 --accelerator tyni -o {out}": ("did you mean 'tiny'?",),
    "--board vcu1525 --accelerator {slow} -o {out}": ("clock_mhz=1 of mine", "10 to 500"),
    "--board vcu1525 --accelerator tiny -o {folder}/file": ("it is a file; name a folder",),
    "--board vcu1525 --accelerator tiny -o {folder}/no/out": ("there is no folder",),
}


@pytest.mark.parametrize("words", BAD)
def test_bad_input_is_one_line_exit_two_and_no_file(words, tmp_path, out, capsys):
    (tmp_path / "file").write_text("")
    slow = tmp_path / "slow.toml"
    preset = (Path(build.__file__).parents[3] / "accelerator/presets/tiny.toml").read_text()
    slow.write_text(preset.replace("100.0", "1.0").replace('"tiny"', '"mine"'))
    before = sorted(tmp_path.rglob("*"))
    given = words.format(out=out, slow=slow, folder=tmp_path).split()
    assert main(["build", *given]) == 2
    error = capsys.readouterr().err
    assert error.startswith("weft: error: ")
    assert error.count("\n") == 1
    for text in BAD[words]:
        assert text in error
    assert sorted(tmp_path.rglob("*")) == before


def test_a_tool_that_fails_leaves_no_folder(out, capsys, monkeypatch):
    def fail(*_):
        raise ToolError("yosys 0.9 is too old; install a newer one")

    monkeypatch.setattr(build, "synthesise", fail)
    assert _built(out) == 2
    assert capsys.readouterr().err == "weft: error: yosys 0.9 is too old; install a newer one\n"
    assert not out.exists()


# ---- folders: whole or not at all ----


def test_a_folder_appears_whole_or_not_at_all(out, monkeypatch, tmp_path):
    write = building.write_whole

    def full(path, text):
        if path.name == "second":
            raise OutputError("no space left")
        write(path, text)

    monkeypatch.setattr(building, "write_whole", full)
    with pytest.raises(OutputError):
        write_tree(out, {"first": "1", "deep/second": "2"})
    assert not out.exists()
    out.mkdir()
    (out / "first").write_text("old")
    with pytest.raises(OutputError):
        write_tree(out, {"first": "1", "deep/second": "2"})
    assert (out / "first").read_text() == "old"
    assert {p.name for p in tmp_path.iterdir()} == {"out", "bin"}


def test_a_new_folder_is_put_in_place_in_one_step(out, monkeypatch, tmp_path):
    def stop(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "rename", stop)
    with pytest.raises(KeyboardInterrupt):
        write_tree(out, {"first": "1", "deep/second": "2"})
    assert {p.name for p in tmp_path.iterdir()} == {"bin"}


def test_files_of_the_user_stay_where_a_build_is_written_again(out):
    write_tree(out, {"a": "1", "deep/b": "2"})
    (out / "notes").write_text("mine")
    (out / "deep" / "project").mkdir()
    write_tree(out, {"a": "3", "deep/b": "4"})
    assert _files(out) == {"a", "deep/b", "notes"}
    assert ((out / "a").read_text(), (out / "deep" / "b").read_text()) == ("3", "4")
    assert (out / "deep" / "project").is_dir()
    require_folder(out)
    assert _files(out) == {"a", "deep/b", "notes"}


def test_a_new_folder_has_the_usual_permissions(out, tmp_path):
    write_tree(out, {"a": "1"})
    (tmp_path / "plain").mkdir()
    assert stat.S_IMODE(out.stat().st_mode) == stat.S_IMODE((tmp_path / "plain").stat().st_mode)
