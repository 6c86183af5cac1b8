"""The Python calls give what the command line gives, and leave the user's model alone."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
import torch
from torch import nn

import weft
from weft.accelerator.sparsity import Sparsity
from weft.commands.app import main


def net():
    return nn.Sequential(
        nn.Conv2d(3, 16, 3, padding=1), nn.ReLU(), nn.Conv2d(16, 16, 3, padding=1), nn.ReLU(),
        nn.Flatten(), nn.Linear(16 * 16, 10),
    )  # fmt: skip


SHAPE = (2, 3, 4, 4)


def test_the_call_and_the_command_agree(tmp_path):
    file = tmp_path / "out.json"
    words = ("simulate", "digits-cnn", "--scheme", "bdwp", "--batch", "2", "--no-compare-dense")
    assert main([*words, "--accelerator", "sat-small", "--json", str(file)]) == 0
    network = weft.network_named("digits-cnn")
    report = weft.simulate(
        network.factory(), network.batch_shape(2), scheme="bdwp", accelerator="sat-small",
        name="digits-cnn",
    )  # fmt: skip
    written = json.loads(file.read_text())
    expected = json.loads(json.dumps(report.to_dict()))
    assert {key: written[key] for key in expected} == expected


def test_a_scheme_a_name_and_a_sparsified_model_are_one_workload():
    named = weft.simulate(net(), SHAPE, scheme="bdwp", sparsity="2:4", accelerator="sat-small")
    given = weft.simulate(net(), SHAPE, scheme=weft.BDWP("2:4"), accelerator="sat-small")
    model = weft.sparsify_(net(), weft.BDWP("2:4"), arithmetic="fp16")
    found = weft.simulate(model, SHAPE, accelerator="sat-small")
    assert named == given
    assert (found.cycles, found.layers) == (named.cycles, named.layers)
    assert found.sparsity == named.sparsity == "2:4"
    assert found.dense_layers == named.dense_layers == {"0": "first layer", "5": "last layer"}


def test_a_plain_model_is_dense():
    report = weft.simulate(net(), SHAPE, accelerator="sat-small")
    assert (report.scheme, report.sparsity) == ("dense", "1:1")
    assert report.macs == report.sparse_macs


def test_a_description_and_its_name_are_one():
    by_name = weft.simulate(net(), SHAPE, accelerator="sat-small")
    assert by_name == weft.simulate(
        net(), torch.zeros(SHAPE), accelerator=weft.accelerator_named("sat-small")
    )


def test_the_model_is_left_as_it_was():
    model = net()
    before = {name: value.clone() for name, value in model.state_dict().items()}
    weft.simulate(model, SHAPE, scheme="asp", accelerator="sat-small")
    assert all(torch.equal(before[name], value) for name, value in model.state_dict().items())
    assert all(type(layer) in (nn.Conv2d, nn.Linear, nn.ReLU, nn.Flatten) for layer in model)
    assert all(parameter.grad is None for parameter in model.parameters())


def test_progress_counts_every_gemm():
    seen = []
    weft.simulate(
        net(), SHAPE, accelerator="sat-small", on_progress=lambda *step: seen.append(step)
    )
    done, totals, names = zip(*seen, strict=True)
    assert list(done) == list(range(totals[0]))
    assert set(totals) == {len(seen)}
    assert names[0] == "0.FF"


def test_a_weight_without_a_layer_stays_dense_and_says_so():
    class Bare(nn.Module):
        def __init__(self):
            super().__init__()
            self.first, self.last = nn.Linear(16, 16), nn.Linear(16, 16)
            self.table = nn.Parameter(torch.zeros(16, 16))

        def forward(self, x):
            return self.last(self.first(x) @ self.table)

    report = weft.simulate(Bare(), (2, 16), scheme="bdwp", accelerator="sat-small")
    assert report.dense_layers["table"] == "not the weight of a layer"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"scheme": weft.BDWP("2:8"), "sparsity": "2:4"}, "give it to the scheme itself"),
        ({"sparsity": "2:4"}, "needs the name of a scheme"),
        ({"dense_layers": ("0",)}, "dense_layers needs a scheme"),
        ({"scheme": "bdwp", "sparsity": "3:8"}, "sparsity 3:8 is not built into sat-vcu1525"),
        ({"scheme": "bdwp", "dense_layers": ("nine",)}, "no layer is called 'nine'"),
        ({"accelerator": "tyni"}, "did you mean 'tiny'"),
    ],
)
def test_what_does_not_fit_together_is_refused(options, message):
    with pytest.raises(ValueError, match=message):
        weft.simulate(net(), SHAPE, **options)


def test_the_names_of_the_package_are_all_there():
    for name in weft.__all__:
        assert getattr(weft, name) is not None
    assert set(weft.__all__) <= set(dir(weft))
    assert weft.Sparsity is Sparsity
    with pytest.raises(AttributeError, match="module 'weft' has no attribute 'simulat'"):
        _ = weft.simulat


def test_importing_the_package_loads_no_torch():
    code = "import sys, weft; assert not {'torch', 'numba', 'numpy'} & sys.modules.keys()"
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
