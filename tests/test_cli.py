"""The command line: what it writes, and that the same command gives the same bytes."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from weft.commands import terminal
from weft.commands.app import main

LAYER_KEYS = {
    "name", "kind", "stage", "m", "n", "k", "kept", "group", "dataflow", "interleave", "macs",
    "cycles", "stall_cycles", "dram_bytes", "bound_cycles",
}  # fmt: skip
KEYS = {
    "digest", "model", "scheme", "sparsity", "batch", "clock_mhz", "cycles", "seconds",
    "samples_per_second", "macs", "utilization", "dram_bytes", "bound_cycles", "layers",
}  # fmt: skip


def run(*words):
    """Exit code of the command, in this process."""
    return main([str(word) for word in words])


def simulated(tmp_path, *words):
    file = tmp_path / "out.json"
    assert run("simulate", *words, "--accelerator", "sat-small", "--json", file) == 0
    return json.loads(file.read_text())


@pytest.fixture(scope="module")
def bdwp(tmp_path_factory):
    """The JSON of the digits CNN under BDWP, and its page."""
    folder = tmp_path_factory.mktemp("bdwp")
    words = ("digits-cnn", "--scheme", "bdwp", "--batch", "4", "--ablation")
    found = simulated(folder, *words, "--report", folder / "out.html")
    return found, (folder / "out.html").read_text()


def test_simulate_writes_every_promised_key(bdwp):
    found, _ = bdwp
    assert found.keys() >= KEYS
    assert all(layer.keys() >= LAYER_KEYS for layer in found["layers"])
    assert (found["model"], found["scheme"], found["sparsity"], found["batch"]) == (
        "digits-cnn", "bdwp", "2:8", 4,
    )  # fmt: skip


def test_layer_cycles_and_named_overlaps_account_for_the_total(bdwp):
    found, _ = bdwp
    own = sum(layer["cycles"] - layer["overlap_cycles"] for layer in found["layers"])
    assert own == found["cycles"]
    assert found["gemm_cycles"] + found["pass_cycles"] == found["cycles"]


def test_seconds_and_samples_follow_from_cycles_and_clock(bdwp):
    found, _ = bdwp
    assert found["seconds"] == pytest.approx(found["cycles"] / (found["clock_mhz"] * 1e6))
    assert found["samples_per_second"] == pytest.approx(4 / found["seconds"])


def test_speed_up_compares_with_dense_on_the_same_machine(bdwp):
    found, _ = bdwp
    ratio = found["dense"]["cycles"] / found["cycles"]
    assert found["speed_up"]["iteration"] == pytest.approx(ratio)
    assert 1 < found["speed_up"]["compute_limit"] < 2.4  # 2:8 with dense WU: at most (3 / 1.5)x


def test_ablation_holds_all_three_switches_and_none_is_not_faster_than_all(bdwp):
    cycles = {name: report["cycles"] for name, report in bdwp[0]["ablation"].items()}
    assert list(cycles) == [
        "all on", "no interleave", "no pre-generation", "no offline scheduling", "none",
    ]  # fmt: skip
    assert cycles["all on"] == bdwp[0]["cycles"]
    assert cycles["none"] > cycles["all on"]


def test_page_of_the_command_is_the_result(bdwp):
    found, page = bdwp
    assert f"{found['cycles']:,} cycles" in page
    assert found["digest"] in page


def test_dense_is_compared_with_nothing(tmp_path):
    found = simulated(tmp_path, "mlp", "--batch", "2")
    assert found["scheme"] == "dense"
    assert found["sparsity"] == "1:1"
    assert found["dense"] is None
    assert found["speed_up"] is None
    assert found["dense_layers"] == {}


def test_stepping_gives_the_same_file_as_jumping(tmp_path):
    fast, step = tmp_path / "fast.json", tmp_path / "step.json"
    common = ("simulate", "mlp", "--batch", "8", "--accelerator", "sat-small")
    assert run(*common, "--fast", "--json", fast) == 0
    assert run(*common, "--step", "--json", step) == 0
    assert fast.read_bytes() == step.read_bytes()


def test_switches_reach_the_scheduler(tmp_path):
    found = simulated(tmp_path, "mlp", "--batch", "8", "--dataflow", "ws", "--no-interleave")
    flows = {layer["dataflow"] for layer in found["layers"] if layer["m"]}
    assert flows == {"ws"}


def test_named_layers_stay_dense_and_the_reason_is_written(tmp_path):
    words = ("mlp", "--scheme", "bdwp", "--batch", "2", "--no-compare-dense")
    found = simulated(tmp_path, *words, "--dense-layers", "3")
    assert found["dense_layers"]["3"] == "kept dense by name (3)"
    assert all(layer["kept"] == layer["group"] for layer in found["layers"])


def test_sdgp_is_recorded_as_running_dense(tmp_path):
    words = ("digits-cnn", "--scheme", "sdgp", "--batch", "2", "--no-compare-dense")
    found = simulated(tmp_path, *words)
    notes = {layer["note"] for layer in found["layers"] if layer["stage"] == "BP" and layer["m"]}
    assert any("2:8 runs dense" in note for note in notes)


def test_a_model_from_a_file_is_simulated(tmp_path):
    file = tmp_path / "mine.py"
    file.write_text(
        "from torch import nn\n"
        "example_input = (4, 24)\n"
        "def make():\n"
        "    return nn.Sequential(nn.Linear(24, 16), nn.ReLU(), nn.Linear(16, 8))\n"
    )
    found = simulated(tmp_path, "--model", f"{file}:make")
    assert (found["model"], found["batch"]) == ("make", 4)
    assert simulated(tmp_path, "--model", f"{file}:make", "--batch", "6")["batch"] == 6
    shaped = simulated(tmp_path, "--model", f"{file}:make", "--input-shape", "24", "--batch", "5")
    assert shaped["batch"] == 5
    assert found["layers"][0]["m"] == 4


def test_output_that_is_no_terminal_is_plain_text(capsys):
    assert run("simulate", "mlp", "--batch", "2", "--accelerator", "sat-small") == 0
    text = capsys.readouterr().out
    assert "\x1b" not in text
    assert "samples/s" in text
    assert "their engine has no RTL to check against" in text


@pytest.mark.parametrize("width", [72, 100, 140])
def test_no_number_is_cut_however_narrow_the_terminal(capsys, monkeypatch, width):
    monkeypatch.setattr(terminal, "PLAIN_WIDTH", width)
    assert run("simulate", "digits-cnn", "--batch", "2", "--accelerator", "sat-small") == 0
    table = capsys.readouterr().out.split("samples/s")[0]
    assert "…" not in table
    assert "third.0" in table
    assert ("dataflow" in table) == (width == 140)  # it needs the room


def trained(tmp_path, name, *words):
    file = tmp_path / name
    assert run("train", "mlp", "--epochs", "2", "--batch", "256", *words, "--json", file) == 0
    return file.read_bytes()


def test_training_twice_with_one_seed_gives_the_same_bytes(tmp_path):
    words = ("--scheme", "bdwp", "--learning-rate", "0.05")
    first = trained(tmp_path, "a.json", *words)
    assert first == trained(tmp_path, "b.json", *words)
    assert first != trained(tmp_path, "c.json", *words, "--seed", "1")
    found = json.loads(first)
    assert (found["scheme"], found["sparsity"], found["arithmetic"]) == ("bdwp", "2:8", "fp16")
    assert [epoch["epoch"] for epoch in found["epochs"]] == [1, 2]
    assert set(found["epochs"][0]) == {"epoch", "loss", "train_accuracy", "test_accuracy"}
    assert found["dense_layers"] == {"1": "first layer", "5": "last layer"}
    assert len(found["weights_sha256"]) == 64


def test_a_finished_training_resumes_to_the_same_file(tmp_path):
    checkpoint = tmp_path / "run.pt"
    first = trained(tmp_path, "a.json", "--checkpoint", checkpoint)
    again = trained(tmp_path, "b.json", "--checkpoint", checkpoint, "--resume")
    assert first == again
    assert first == trained(tmp_path, "c.json")


def test_plain_arithmetic_is_pytorch_itself(tmp_path):
    found = json.loads(trained(tmp_path, "a.json", "--arithmetic", "fp32"))
    assert (found["scheme"], found["sparsity"], found["arithmetic"]) == ("dense", "1:1", "fp32")


@pytest.mark.parametrize("words", [("networks",), ("schemes",), ("accelerators",), ()])
def test_lists_name_what_there_is(capsys, words):
    expected = {"networks": "resnet18", "schemes": "bdwp", "accelerators": "sat-vcu1525"}
    assert run(*words) == 0
    assert (expected[words[0]] if words else "Start here") in capsys.readouterr().out


@pytest.mark.parametrize("name", ["dense", "sr-ste", "asp", "sdgp", "sdwp", "bdwp"])
def test_every_scheme_is_explained_with_its_equations(capsys, name):
    assert run("schemes", name) == 0
    assert "dX = " in capsys.readouterr().out


@pytest.mark.parametrize("name", ["sat-vcu1525", "sat-small", "tiny", "ulx3s-int8", "ulx3s-fp16"])
def test_a_printed_accelerator_reads_back_and_every_key_is_explained(capsys, name):
    from weft.accelerator.toml import parse, preset
    from weft.commands import listings

    assert run("accelerators", name) == 0
    text = capsys.readouterr().out
    assert parse(text) == preset(name)
    assert listings.KEYS.keys() == {line.split(" = ")[0] for line in text.splitlines()[1:]}


@pytest.mark.parametrize(
    "words", [(), ("simulate",), ("train",), ("demo",), ("schemes",), ("accelerators",)]
)
def test_help_shows_what_to_do_next(capsys, words):
    assert run(*words, "--help") == 0
    text = capsys.readouterr().out
    assert "Next:" in text or "Start here:" in text
    assert "weft " in text


def test_help_loads_neither_torch_nor_numba():
    code = (
        "import sys; from weft.commands.app import main; main(['--help']); "
        "main(['simulate', '--help']); import weft; "
        "assert not {'torch', 'numba', 'numpy', 'sklearn'} & sys.modules.keys()"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, timeout=60)


def test_the_installed_command_and_the_module_are_one():
    words = [sys.executable, "-m", "weft", "--version"]
    found = subprocess.run(words, check=True, capture_output=True, text=True, env=os.environ)
    assert found.stdout.startswith("weft 0.")
