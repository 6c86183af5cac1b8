"""Bad input: one line that names value, rule and mend; exit code 2; no file, no traceback."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest

from weft import files
from weft.commands.app import INTERRUPTED, main
from weft.files import OutputError, require_writable, write_whole

MODELS = """
import torch
from torch import nn

def raises():
    raise RuntimeError("two\\nlines")

def number():
    return 3

def narrow():
    return nn.Linear(10, 10)

def silent():
    return nn.Sequential(nn.Flatten(), nn.Linear(64, 3))

def broken():
    model = nn.Sequential(nn.Flatten(), nn.Linear(64, 8), nn.ReLU(), nn.Linear(8, 10))
    with torch.no_grad():
        model[1].weight.fill_(float("nan"))
    return model
"""

TINY = """
name = "mine"
rows = 4
columns = 4
format = "int8"
sparsities = ["1:4"]
a_buffer_bytes = 8192
b_buffer_bytes = 4096
o_buffer_bytes = 8192
u_buffer_bytes = 4096
update_lanes = 4
vector_lanes = 4
bus_bytes = 8
"""

OUT = ("--json", "{folder}/out.json")
SIMULATE = {
    "simulat": ("No such command 'simulat'", "simulate"),
    "simulate resnt18": ("no network is called 'resnt18'", "did you mean 'resnet18'?"),
    "simulate": ("neither NETWORK nor --model given", "weft networks"),
    "simulate mlp --model {folder}/models.py:narrow": ("both NETWORK and --model given",),
    "simulate mlp --scheme bdpw": ("no scheme 'bdpw'", "did you mean 'bdwp'?"),
    "simulate mlp --scheme bdwp --sparsity 9:8": ("sparsity 9:8", "such as 2:8"),
    "simulate mlp --scheme bdwp --sparsity half": ("sparsity 'half'", "2:8"),
    "simulate mlp --scheme bdwp --sparsity 3:8": ("sparsity 3:8 is not built into", "2:8"),
    "simulate mlp --accelerator sat-vcu": ("unknown accelerator 'sat-vcu'", "sat-vcu1525"),
    "simulate mlp --accelerator {folder}/none.toml": ("none.toml: No such file",),
    "simulate mlp --accelerator {folder}/malformed.toml": ("not valid TOML", "line 1"),
    "simulate mlp --accelerator {folder}/small.toml": ("a_buffer_bytes=8 is too small", "256"),
    "simulate mlp --accelerator {folder}/unknown.toml": ("unknown key 'row'", "rows"),
    "simulate --model {folder}/none.py:make": ("no file", "none.py"),
    "simulate --model {folder}/models.py": ("names no factory", "path/to/file.py:factory"),
    "simulate --model {folder}/models.py:narow": ("has no 'narow'", "did you mean 'narrow'?"),
    "simulate --model {folder}/models.py:raises --input-shape 3": ("RuntimeError: two lines",),
    "simulate --model {folder}/models.py:number --input-shape 3": ("returned int",),
    "simulate --model {folder}/models.py:narrow": ("is not known", "give --input-shape"),
    "simulate --model {folder}/models.py:narrow --input-shape 3,a": ("input shape '3,a'",),
    "simulate --model {folder}/models.py:narrow --input-shape 12": ("does not run on input",),
    "simulate mlp --batch 0": ("'--batch': 0", "x>=1", "weft simulate --help"),
    "simulate mlp --dataflow wss": ("'wss' is not one of 'auto', 'ws', 'os'",),
    "simulate mlp --nterleave": ("No such option '--nterleave'", "--interleave"),
    "simulate mlp --scheme bdwp --dense-layers head": ("no layer is called 'head'",),
    "simulate mlp extra": ("unexpected extra argument (extra)",),
    "simulate mlp --report {folder}/none/out.html": ("there is no folder", "create it first"),
    "simulate mlp --report {folder}": ("it is a folder", "name a file in it"),
    "simulate mlp --report {folder}/out.json": ("given for two outputs",),
}
TRAIN = {
    "train resnet9": ("does not run on digits (1x8x8 images)", "--dataset"),
    "train --model {folder}/models.py:silent": ("gives (2, 3)", "10 classes"),
    "train --model {folder}/models.py:broken --epochs 1": ("loss became nan", "learning rate"),
    "train mlp --epochs 1 --learning-rate 1e30": ("the loss became", "lower learning rate"),
    "train mlp --learning-rate=-1": ("learning_rate=-1.0 is not positive",),
    "train mlp --arithmetic fp17": ("'fp17'", "did you mean 'fp16'?"),
    "train mlp --arithmetic int32": ("'int32' is a format of sums", "fp16"),
    "train mlp --dataset mnits": ("no data set 'mnits'", "did you mean 'mnist'?"),
    "train mlp --dataset mnist": ("--data PATH",),
    "train mlp --dataset cifar10 --data {folder}": ("has no data_batch_1.bin",),
    "train mlp --resume": ("--resume needs --checkpoint FILE",),
    "train mlp --checkpoint {folder}/models.py": ("exists; add --resume",),
    "train mlp --checkpoint {folder}/models.py --resume": ("checkpoint", "delete it"),
    "train mlp --epochs 0": ("0 is not in the range x>=1",),
}


@pytest.fixture
def folder(tmp_path):
    """Models and accelerators to fail with."""
    (tmp_path / "models.py").write_text(MODELS)
    (tmp_path / "malformed.toml").write_text('name = "mine\n')
    (tmp_path / "small.toml").write_text(TINY.replace("a_buffer_bytes = 8192", "a_buffer_bytes=8"))
    (tmp_path / "unknown.toml").write_text(TINY + "row = 4\n")
    return tmp_path


@pytest.mark.parametrize("command", [*SIMULATE, *TRAIN])
def test_bad_input_is_one_line_exit_two_and_no_file(command, folder, capsys):
    before = sorted(folder.iterdir())
    words = [word.format(folder=folder) for word in (*command.split(), *OUT)]
    assert main(words) == 2
    error = capsys.readouterr().err
    assert error.startswith("weft: error: ")
    assert error.count("\n") == 1
    assert error.endswith("\n")
    for text in {**SIMULATE, **TRAIN}[command]:
        assert text in error
    assert [p for p in sorted(folder.iterdir()) if p.name != "__pycache__"] == before


def test_the_listings_refuse_unknown_names(capsys):
    assert main(["schemes", "bdpw"]) == 2
    assert main(["accelerators", "tyni"]) == 2
    assert "did you mean 'bdwp'?" in (error := capsys.readouterr().err)
    assert "did you mean 'tiny'?" in error


@pytest.mark.parametrize("words", [("--debug", "simulate", "no"), ("simulate", "no", "--debug")])
def test_debug_shows_where(words, capsys):
    assert main(words) == 2
    error = capsys.readouterr().err
    assert "Traceback" in error
    assert error.splitlines()[-1].startswith("weft: error: no network is called 'no'")


def test_a_bug_is_one_line_too_but_not_the_users_fault(monkeypatch, capsys):
    from weft.commands import simulate

    def fail(options):
        raise AttributeError("no such thing")

    monkeypatch.setattr(simulate, "run", fail)
    assert main(["simulate", "mlp"]) == 1
    message = "weft: error: unexpected AttributeError: no such thing (--debug shows where)\n"
    assert capsys.readouterr().err == message


def test_an_interrupt_is_one_line_and_130(monkeypatch, capsys):
    from weft.commands import simulate

    def stop(options):
        raise KeyboardInterrupt

    monkeypatch.setattr(simulate, "run", stop)
    assert main(["simulate", "mlp"]) == INTERRUPTED == 130
    assert capsys.readouterr().err == "weft: interrupted\n"


def test_ctrl_c_while_training_leaves_a_checkpoint_to_resume_and_no_json(tmp_path):
    checkpoint, out = tmp_path / "run.pt", tmp_path / "run.json"
    words = [sys.executable, "-m", "weft", "train", "mlp", "--epochs", "100000"]
    words += ["--checkpoint", str(checkpoint), "--json", str(out)]
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    deadline = time.monotonic() + 120
    while not checkpoint.exists() and time.monotonic() < deadline and process.poll() is None:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, error = process.communicate(timeout=60)
    assert error == f"weft: interrupted (add --resume to go on from {checkpoint})\n"
    assert process.returncode == 130
    assert not out.exists()
    assert {path.name for path in tmp_path.iterdir()} == {"run.pt"}


def test_a_reader_that_leaves_is_no_error():
    words = [sys.executable, "-m", "weft", "accelerators"]
    process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    process.stdout.close()
    error = process.stderr.read()
    process.stderr.close()
    assert process.wait(timeout=60) == 141
    assert error == b""


# ---- files: whole or not at all ----


def test_a_written_file_replaces_the_old_one(tmp_path):
    file = tmp_path / "out.json"
    file.write_text("old")
    write_whole(file, "new\n")
    assert file.read_bytes() == b"new\n"
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_failing_write_leaves_the_old_file_and_nothing_else(tmp_path, monkeypatch, step):
    file = tmp_path / "out.json"
    file.write_text("old")

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files.os, step, full)
    with pytest.raises(OutputError, match=r"cannot write .*: No space left on device"):
        write_whole(file, "new")
    assert file.read_text() == "old"
    assert list(tmp_path.iterdir()) == [file]


def test_an_interrupted_write_leaves_nothing(tmp_path, monkeypatch):
    def stop(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(files.os, "replace", stop)
    with pytest.raises(KeyboardInterrupt):
        write_whole(tmp_path / "out.json", "new")
    assert list(tmp_path.iterdir()) == []


def test_written_files_have_the_usual_permissions(tmp_path):
    file, plain = tmp_path / "out.json", tmp_path / "plain"
    write_whole(file, "")
    plain.touch()
    assert os.stat(file).st_mode == os.stat(plain).st_mode


def test_checking_a_place_leaves_no_trace(tmp_path):
    require_writable(tmp_path / "out.json", None, tmp_path / "out.html")
    assert list(tmp_path.iterdir()) == []
