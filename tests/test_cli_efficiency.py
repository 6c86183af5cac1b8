"""``weft simulate`` tells samples per second, watt and DSP, and refuses what is above a limit."""

from __future__ import annotations

import json

import pytest

from weft.accelerator.resources.model import estimate
from weft.accelerator.toml import preset
from weft.commands.app import main

RUN = ("simulate", "mlp", "--batch", "8", "--accelerator", "sat-small", "--scheme", "bdwp")


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    """JSON and page of one run."""
    folder = tmp_path_factory.mktemp("efficiency")
    file, page = folder / "out.json", folder / "out.html"
    assert main([*RUN, "--json", str(file), "--report", str(page)]) == 0
    return json.loads(file.read_text()), page.read_text()


def test_efficiency_follows_from_samples_watts_and_dsps(found):
    told, _ = found
    own, used = told["efficiency"], estimate(preset("sat-small"))
    assert own["resources"] == used.as_dict()
    samples = told["samples_per_second"]
    assert own["watts"] == pytest.approx(own["energy_joules"]["total"] / told["seconds"])
    assert own["samples_per_second_per_watt"] == pytest.approx(samples / own["watts"])
    assert own["samples_per_second_per_dsp"] == pytest.approx(samples / used.dsp)


def test_dense_stands_beside_it(found):
    told, _ = found
    dense = told["dense"]["efficiency"]
    ratio = told["efficiency"]["samples_per_second_per_dsp"] / dense["samples_per_second_per_dsp"]
    assert ratio == pytest.approx(told["speed_up"]["iteration"])
    assert dense["energy_joules"]["total"] > told["efficiency"]["energy_joules"]["total"]


def test_the_page_and_the_terminal_tell_both(found, capsys):
    told, page = found
    own = told["efficiency"]
    per_watt = f"{own['samples_per_second_per_watt']:,.4g}"
    per_dsp = f"{own['samples_per_second_per_dsp']:,.4g}"
    assert f"<b>{per_watt}</b><span>samples per second and watt</span>" in page
    assert f"<b>{per_dsp}</b><span>samples per second and DSP</span>" in page
    assert main(list(RUN)) == 0
    text = " ".join(capsys.readouterr().out.split())
    assert f"model: {per_watt} samples/s per W" in text
    assert f"{per_dsp} per DSP" in text


@pytest.mark.parametrize(
    ("limits", "message"),
    [
        (("dsp=100",), "sat-small takes about 150 DSP48E2 where 100 are allowed"),
        (("dsp=150", "watts=0.001"), "W where 0.001 are allowed"),
        (("dps=1",), "did you mean 'dsp'?"),
    ],
)
def test_a_machine_above_a_limit_is_refused_in_one_line(limits, message, tmp_path, capsys):
    words = [word for limit in limits for word in ("--limit", limit)]
    assert main([*RUN, *words, "--json", str(tmp_path / "out.json")]) == 2
    error = capsys.readouterr().err
    assert error.startswith("weft: error: ")
    assert error.count("\n") == 1
    assert message in error
    assert list(tmp_path.iterdir()) == []


def test_a_machine_within_its_limits_is_simulated(tmp_path):
    words = ("--limit", "dsp=150", "--limit", "watts=1000", "--json", str(tmp_path / "out.json"))
    assert main([*RUN, *words]) == 0
    assert json.loads((tmp_path / "out.json").read_text())["efficiency"]["resources"]["dsp"] == 150
