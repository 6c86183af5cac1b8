"""``weft verify``: what it says, writes and returns; on beds made of the simulators."""

from __future__ import annotations

import re

import numpy as np
import pytest

from tests.verification.beds import Interrupting, NoRelu, SimulatedBed
from weft.commands import verify
from weft.commands.app import INTERRUPTED, main

WORDS = ("verify", "--accelerator", "tiny", "--no-layers", "--length", "20")


@pytest.fixture
def on(monkeypatch, tmp_path):
    """Run the command on another bed, with its folder in the temporary one."""
    run = verify.run

    def call(bed, *words):
        monkeypatch.setattr(verify, "run", lambda options: run(options, bed))
        return main([*map(str, (*WORDS, *words)), "-o", str(tmp_path / "out")])

    return call


def test_agreement_is_one_line_a_table_and_exit_zero(on, capsys, tmp_path):
    assert on(SimulatedBed, "--cases", 6) == 0
    out = capsys.readouterr().out
    assert re.search(
        r"^6 of 6 cases agree in every event and byte: [\d,]+ instructions,", out, re.M
    )
    for text in ("WEIGHT_STATIONARY", "side O", "BP_INDEX", "MOMENTUM", "int8", "2:4", "GATHER"):
        assert text in out
    assert list((tmp_path / "out").iterdir()) == []


def test_the_same_seed_gives_the_same_output(on, capsys):
    outs = []
    for _ in range(2):
        assert on(SimulatedBed, "--cases", 3, "--seed", 9) == 0
        outs.append(re.sub(r"\d+ s$", "", capsys.readouterr().out, flags=re.M))
    assert outs[0] == outs[1]


def test_a_difference_is_made_smaller_written_down_and_exit_one(on, capsys, tmp_path):
    assert on(NoRelu, "--cases", 50, "--seed", 2) == 1
    last = capsys.readouterr().out.splitlines()[-1]
    found = re.fullmatch(
        r"case (\d+) \(program on tiny\) differs: byte \d+ \(granule \d+, \w+\) is 0x\w\w, "
        r"expected 0x00; last written by instruction \d+; \d+ bytes differ "
        r"\((\d+) of (\d+) instructions "
        r"left\); see (\S+)",
        last,
    )
    assert found, last
    assert int(found[2]) < int(found[3])
    folder = tmp_path / "out" / f"case-{found[1]}-{found[4][-8:]}"
    assert found[4] == str(folder)
    with np.load(folder / "program.npz") as kept:
        assert len(kept["rows"]) == int(found[2])
    # the one case again, by its number
    words = ("--seed", 2, "--cases", 1, "--shrink-runs", 0)
    assert on(NoRelu, *words, "--first-case", found[1]) == 1
    assert f"({found[3]} of {found[3]} instructions left)" in capsys.readouterr().out
    assert on(NoRelu, "--cases", found[1], "--seed", 2) == (0 if int(found[1]) else 2)


def test_ctrl_c_says_how_to_go_on(on, capsys):
    assert on(Interrupting, "--cases", 9, "--first-case", 4) == INTERRUPTED
    error = capsys.readouterr().err
    hint = "(2 of 9 cases agree; go on with --first-case 6 --cases 7)"
    assert error == f"weft: interrupted {hint}\n"


def test_random_machines_of_chosen_formats(on, capsys):
    words = ("--accelerator", "random", "--format", "bf16", "--format", "int4", "--cases", 21)
    assert on(SimulatedBed, *words, "--first-case", 10, "--length", 5) == 0
    out = capsys.readouterr().out
    assert "21 of 21 cases agree" in out
    assert "fp16 " not in out.replace("bf16", "")


BAD = {
    "--accelerator tyni": ("unknown accelerator 'tyni'", "did you mean 'tiny'?"),
    "--accelerator random --format fp17": ("no format 'fp17'", "did you mean 'fp16'?"),
    "--accelerator random --format fp32": ("'fp32' is a format of sums",),
    "--format fp16": ("--format needs --accelerator random",),
    "--cases 0": ("'--cases': 0", "weft verify --help"),
    "--jobs 0": ("'--jobs': 0",),
    "--length 0": ("'--length': 0",),
    "-o {folder}/file": ("file",),
}


@pytest.mark.parametrize("words", BAD)
def test_bad_input_is_one_line_and_exit_two(words, tmp_path, capsys):
    (tmp_path / "file").write_text("")
    given = [word.format(folder=tmp_path) for word in words.split()]
    assert main(["verify", *given]) == 2
    error = capsys.readouterr().err
    assert error.startswith("weft: error: ")
    assert error.count("\n") == 1
    for text in BAD[words]:
        assert text in error
