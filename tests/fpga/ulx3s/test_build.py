"""``weft build --board ulx3s-85f``: what it writes and says; tools are programs in their place."""

from __future__ import annotations

import hashlib
import json
import re

import pytest

from tests.fpga.ecp5.stand_ins import recorded, report
from tests.fpga.ulx3s.builds import FILES, MEMORY, USED, VERILOG, error_of, files, report_of
from tests.fpga.ulx3s.machines import SMALLEST
from weft.accelerator.toml import load
from weft.commands.app import main
from weft.fpga.boards.ulx3s import build
from weft.fpga.ecp5.cells import Cells


def test_a_build_ends_with_a_bitstream_and_says_what_it_took(tools, built, out, capsys):
    assert built() == 0
    assert files(out) == FILES
    text = capsys.readouterr().out
    assert f"wrote 7 files to {out}: digest {SMALLEST.digest}" in text
    assert "timing is met: clk runs at up to 52.50 MHz, 40 MHz are wanted (seed 1)" in text
    assert "the longest path takes 6.94 ns, 4.45 of logic (1 cells) and 2.49 of routing" in text
    assert re.search(r"^ *design, by Yosys +26,000 +19,000 +32 +184 *$", text, re.MULTILINE)
    assert re.search(r"^ *design, by nextpnr +27,500 +19,000 +32 +184 *$", text, re.MULTILINE)
    assert re.search(r"^ *32\.9 % +22\.7 % +20\.5 % +88\.5 % *$", text, re.MULTILINE)
    assert re.search(r"^ *limit +79,458 +79,458 +156 +187 *$", text, re.MULTILINE)
    assert load(out / "accelerator.toml") == SMALLEST
    assert (out / "rtl" / "weft_ulx3s.v").read_text() == VERILOG


def test_the_bitstream_is_the_packers_and_carries_the_digest(tools, built, out):
    assert built() == 0
    content = (out / "weft_ulx3s.bit").read_bytes()
    placed = recorded("placed.config")
    part = ".comment Part: LFE5U-85F-6CABGA381\n"
    comment = f"{part}.comment Digest: {SMALLEST.digest}\n"
    assert content.decode() == placed.replace(part, comment)
    assert report_of(out)["bitstream"] == {
        "tool": "ecppack 1.4-82-g3afe7b5",
        "bytes": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
    }


def test_the_report_has_digest_counts_timing_and_tools(tools, built, out):
    assert built() == 0
    found = report_of(out)
    assert found["digest"] == SMALLEST.digest
    assert found["part"] == "LFE5U-85F-6CABGA381"
    assert found["memory_bytes"] == MEMORY
    assert found["baud"] == 1_000_000
    assert found["synthesis"] == {
        "tool": "yosys 0.70",
        "design": {"lut": 26_000, "ff": 19_000, "dsp": 32, "ram": 184},
        "percent": {"lut": 31.09, "ff": 22.72, "dsp": 20.51, "ram": 88.46},
        "fits": True,
    }
    placement = found["placement"]
    assert placement["tool"] == "nextpnr-ecp5 0.11.1"
    assert placement["design"]["lut"] == 27_500
    assert placement["percent"]["lut"] == 32.88
    timing = placement["timing"]
    assert timing["is_met"] is True
    assert timing["clocks"] == [{"name": "clk", "wanted_mhz": 40.0, "fastest_mhz": 52.5}]
    path = timing["critical_paths"][0]
    assert path["from"] == {"clock": "clk", "cell": "l.b_TRELLIS_FF_Q_13", "module": "l"}
    assert path["delay_ns"] == pytest.approx(path["logic_ns"] + path["routing_ns"], abs=2e-3)
    assert list(found["seconds"]) == ["Verilog", "synthesis", "placing and routing", "packing"]


def test_memory_is_all_that_the_machine_leaves(tools, built, sizes):
    assert built() == 0
    assert sizes == [4 * 2048, MEMORY]


def test_nextpnr_gets_the_boards_chip_pins_and_clock(tools, built, out):
    assert built() == 0
    for words in tools.calls("nextpnr-ecp5"):
        assert words[:5] == ["--85k", "--package", "CABGA381", "--speed", "6"]
        assert 40 <= float(words[words.index("--freq") + 1]) < 41  # the router has a margin
    assert 'LOCATE COMP "clk_25mhz" SITE "G2";' in (out / "ulx3s.lpf").read_text()


def test_files_only_builds_nothing(tools, built, out, capsys):
    assert built("--files-only") == 0
    assert files(out) == {"accelerator.toml", "report.json", "rtl/weft_ulx3s.v", "ulx3s.lpf"}
    assert "nothing was built" in capsys.readouterr().out
    assert tools.calls("nextpnr-ecp5") == []
    assert report_of(out)["synthesis"] is None


def test_what_is_of_an_earlier_build_goes(tools, built, out):
    assert built() == 0
    assert built("--files-only") == 0
    assert files(out) == FILES - {"weft_ulx3s.bit", "logs/nextpnr.log", "logs/nextpnr.json"}


def test_the_board_has_a_preset_of_its_own(tools, out, monkeypatch):
    seen = []
    monkeypatch.setattr(build.sizing, "memory_bytes", lambda a, blocks: seen.append(a.name) or 8192)
    assert main(["build", "--board", "ulx3s-85f", "-o", str(out), "--files-only"]) == 0
    assert seen == ["ulx3s-int8"]


# ---- seeds ----


def test_seeds_are_tried_until_one_meets_the_clock(tools, built, out, capsys):
    tools.nextpnr(*(report(mhz, 40.0, USED) for mhz in (38.0, 39.0, 41.0, 45.0)))
    assert built("--seeds", "4") == 0
    assert "NOT met: clk runs at up to 39.00 MHz, 40 MHz are wanted (seed 2)" in (
        capsys.readouterr().out
    )
    assert len(tools.calls("nextpnr-ecp5")) == 3 * 2
    placement = report_of(out)["placement"]
    assert (placement["seed"], placement["timing"]["clocks"][0]["fastest_mhz"]) == (3, 41.0)


def test_the_best_of_seeds_that_all_miss_is_told(tools, built, out, capsys):
    tools.nextpnr(*(report(mhz, 40.0, USED) for mhz in (38.0, 39.0, 37.0)))
    assert built("--seeds", "3") == 2
    assert "39.00 MHz of 40" in error_of(capsys)
    assert report_of(out)["placement"]["seed"] == 2


def test_the_steps_are_told_with_their_time(tools, out):
    heard = []
    listener = build.Listener(lambda *step: heard.append(step), lambda text: None)
    build.build(SMALLEST, out, build.Wishes(), listener)
    assert {of for _, of, _ in heard} == {4}
    done = [done for done, _, _ in heard]
    assert done == sorted(done)
    assert set(done) == {0, 1, 2, 3}
    steps = [re.sub(r", \d+:\d\d$", "", step) for _, _, step in heard]
    assert "synthesis: proc" in steps
    assert "placing and routing: placing, iteration 6" in steps
    assert steps[-1] == "packing"
    assert all(re.search(r", \d+:\d\d$", step) for _, _, step in heard)


# ---- the real tools ----


@pytest.mark.slow
def test_the_smallest_machine_is_built_to_a_bitstream(built, out, capsys):
    assert built() == 0, capsys.readouterr().err
    content = (out / "weft_ulx3s.bit").read_bytes()
    head = b"\xff\x00Part: LFE5U-85F-6CABGA381\x00Digest: " + SMALLEST.digest.encode() + b"\x00"
    assert content.startswith(head)
    assert 200_000 < len(content) < 2_000_000  # a whole LFE5U-85F uncompressed is 1.9 MB
    found = report_of(out)
    assert found["bitstream"]["sha256"] == hashlib.sha256(content).hexdigest()
    placement, synthesis = found["placement"], found["synthesis"]
    assert placement["timing"]["is_met"]
    assert placement["timing"]["clocks"][0]["wanted_mhz"] == 40.0
    for name in ("dsp", "ram"):
        assert placement["design"][name] == synthesis["design"][name]
    copies = placement["design"]["ff"] - synthesis["design"]["ff"]  # of what very many cells read
    assert 0 <= copies < 0.02 * synthesis["design"]["ff"]
    used = Cells(**synthesis["design"])
    assert used.dsp >= SMALLEST.pes
    assert found["memory_bytes"] == (176 - _others(found)) // 4 * 8192
    print(json.dumps({k: found[k] for k in ("synthesis", "placement", "seconds")}, indent=1))


def _others(found):
    """Block RAMs beside the memory, as they were placed."""
    return found["placement"]["design"]["ram"] - found["memory_bytes"] // 2048
