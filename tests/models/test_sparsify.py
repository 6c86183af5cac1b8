"""Naming and swapping the layers of a model, and keeping them."""

from __future__ import annotations

import copy
import io

import pytest
import torch
from torch import nn

from weft.accelerator.sparsity import DENSE, Sparsity
from weft.models.layers import WeftConv2d, WeftLinear
from weft.models.schemes import ASP, BDWP, SDGP, SRSTE, Dense
from weft.models.sparsify import bake_, layer_weights, sparsify_, weight_layers


def small_net() -> nn.Sequential:
    torch.manual_seed(0)
    return nn.Sequential(
        nn.Conv2d(3, 16, 3, padding=1),
        nn.ReLU(),
        nn.Conv2d(16, 24, 3, padding=1, bias=False),
        nn.BatchNorm2d(24),
        nn.Conv2d(24, 24, 3, groups=24),
        nn.Flatten(),
        nn.Linear(24 * 4 * 4, 16),
        nn.Linear(16, 10),
    )


X = torch.linspace(-1, 1, 2 * 3 * 6 * 6).reshape(2, 3, 6, 6)


# ---- which layers stay dense -----------------------------------------------------------------


def test_first_last_and_depthwise_layers_stay_dense_and_say_why():
    reasons = {n: w.dense_because for n, w in layer_weights(small_net(), BDWP("2:8")).items()}
    assert reasons == {
        "0": "first layer",
        "2": "",
        "4": "depthwise: its reduction is the kernel's taps",
        "6": "",
        "7": "last layer",
    }


def test_layers_are_found_by_registration_with_their_parameters():
    weights = layer_weights(small_net(), BDWP("2:8"))
    assert list(weights) == list(weight_layers(small_net())) == ["0", "2", "4", "6", "7"]
    assert weights["2"].parameter == "2.weight"
    assert (weights["2"].ff, weights["2"].bp) == (Sparsity(2, 8), Sparsity(2, 8))


def test_a_single_layer_is_first_and_last():
    weights = layer_weights(nn.Linear(16, 16), BDWP("2:8"))
    assert (weights[""].dense_because, weights[""].parameter) == (
        "only layer with weights",
        "weight",
    )


def test_the_user_names_dense_layers_by_pattern():
    weights = layer_weights(small_net(), BDWP("2:8"), dense_layers=("[26]",))
    assert weights["2"].dense_because == weights["6"].dense_because == "kept dense by name ([26])"
    assert weights["2"].ff == DENSE


def test_a_pattern_that_matches_nothing_suggests_a_layer():
    model = nn.ModuleDict({"head": nn.Linear(8, 8), "body": nn.Linear(8, 8)})
    with pytest.raises(ValueError, match=r"^no layer is called 'haed'; did you mean 'head'\?$"):
        layer_weights(model, BDWP("2:8"), dense_layers=("haed",))


def test_patterns_given_as_text_are_refused():
    with pytest.raises(TypeError, match=r"layer patterns 'fc' are text; give a tuple, \('fc',\)"):
        layer_weights(small_net(), BDWP("2:8"), dense_layers="fc")


def test_channels_are_counted_per_group_of_the_convolution():
    model = nn.Sequential(nn.Conv2d(3, 16, 1), nn.Conv2d(16, 32, 1, groups=4), nn.Linear(8, 8))
    weights = layer_weights(model, BDWP("2:8"))["1"]
    assert (weights.ff, weights.bp) == (DENSE, Sparsity(2, 8))
    assert weights.dense_because == "4 input channels do not fill one group of 8"


# ---- swapping in place -----------------------------------------------------------------------


def test_a_swap_keeps_parameters_keys_and_identity():
    model = small_net()
    before = dict(model.named_parameters())
    module, keys = model[2], list(model.state_dict())
    assert sparsify_(model, ASP("2:8")) is model
    assert model[2] is module
    assert list(model.state_dict()) == keys
    assert all(p is before[name] for name, p in model.named_parameters())


def test_a_swapped_layer_carries_its_facts():
    layer = sparsify_(small_net(), BDWP("2:8"))[2]
    assert isinstance(layer, WeftConv2d)
    assert isinstance(layer, nn.Conv2d)
    assert (layer.weft_layer, layer.weft_plain_class) == ("2", nn.Conv2d)
    assert layer.weft_weights == layer_weights(small_net(), BDWP("2:8"))["2"]
    assert "fp16, FF 2:8, BP 2:8)" in repr(layer)


def test_a_model_may_be_swapped_again():
    model = sparsify_(small_net(), ASP("2:8"), "int8")
    sparsify_(model, SDGP("2:4"), None)
    assert model[2].weft_weights.ff == DENSE
    assert model[2].weft_gradients == Sparsity(2, 4)
    assert (model[2].weft_fixed, model[2].weft_arithmetic) == (None, "fp32")


def test_skipped_layers_stay_torchs():
    model = sparsify_(small_net(), BDWP("2:8"), skip=("6",))
    assert type(model[6]) is nn.Linear
    assert type(model[7]) is WeftLinear


class Attention(nn.Module):
    def __init__(self):
        super().__init__()
        self.inner = nn.MultiheadAttention(8, 2)
        self.out = nn.Linear(8, 8)


def test_a_fused_layer_is_refused_with_the_mend():
    with pytest.raises(ValueError, match="layer 'inner' is a MultiheadAttention") as error:
        sparsify_(Attention(), BDWP("2:4"))
    assert str(error.value) == (
        "layer 'inner' is a MultiheadAttention, which the machine does not have; write the "
        "attention with nn.Linear layers, or leave it to torch with skip=('inner',)"
    )


def test_skipping_a_module_skips_what_it_contains():
    model = sparsify_(Attention(), BDWP("2:4"), skip=("inner",))
    assert isinstance(model.out, WeftLinear)
    assert not isinstance(model.inner.out_proj, WeftLinear)


def test_a_subclass_with_code_of_its_own_is_refused():
    class Scaled(nn.Linear):
        def forward(self, x):
            return 2 * super().forward(x)

    with pytest.raises(ValueError, match="layer '0' is a Scaled, whose own code a swap would lose"):
        sparsify_(nn.Sequential(Scaled(8, 8), nn.Linear(8, 8)), Dense())


def test_an_unknown_arithmetic_is_refused():
    with pytest.raises(ValueError, match="no format 'fp17'; did you mean"):
        sparsify_(small_net(), Dense(), "fp17")
    with pytest.raises(ValueError, match="'int32' is a format of sums, not of operands"):
        sparsify_(small_net(), Dense(), "int32")


# ---- keeping ---------------------------------------------------------------------------------


@pytest.mark.parametrize("arithmetic", ["fp16", None])
@pytest.mark.parametrize("scheme", [ASP("2:8"), BDWP("2:8")])
def test_copies_and_files_hold_the_same_model(scheme, arithmetic):
    model = sparsify_(small_net(), scheme, arithmetic).eval()
    expected = model(X)
    file = io.BytesIO()
    torch.save(model, file)
    file.seek(0)
    assert file.getbuffer().nbytes < 4 * 12_000 + 20_000  # fp32 parameters and no caches
    loaded = torch.load(file, weights_only=False)
    copied = copy.deepcopy(model)
    for other in (loaded, copied):
        assert torch.equal(other(X), expected)
        with torch.no_grad():
            other[2].weight.mul_(-1)
        assert not torch.equal(other(X), expected)
    assert torch.equal(model(X), expected)


def test_a_state_dict_moves_between_plain_and_swapped_models():
    plain = small_net()
    with torch.no_grad():
        plain[2].weight.add_(1)
    model = sparsify_(small_net(), SRSTE("2:8"))
    model(X)
    model.load_state_dict(plain.state_dict())
    assert torch.equal(model[2].weight, plain[2].weight)
    fresh = sparsify_(copy.deepcopy(plain), SRSTE("2:8"))
    assert torch.equal(model.eval()(X), fresh.eval()(X))
    plain.load_state_dict(model.state_dict())


def test_asp_prunes_once_by_magnitude_and_again_when_weights_are_loaded():
    model = sparsify_(small_net(), ASP("2:8"))
    groups = model[2].weight.detach().reshape(24, 2, 8, 3, 3)
    assert torch.equal((groups != 0).sum(2), torch.full((24, 2, 3, 3), 2))
    plain = small_net()
    with torch.no_grad():
        plain[2].weight.copy_(plain[2].weight.flip(1))
    model.load_state_dict(plain.state_dict())
    kept = model[2].weight != 0
    assert torch.equal(kept, model[2].weft_fixed)
    assert torch.equal(model[2].weight[kept], plain[2].weight[kept])


@pytest.mark.parametrize("arithmetic", ["fp16", "int8", None])
def test_baking_leaves_torchs_layers_with_the_weights_of_ff(arithmetic):
    model = sparsify_(small_net(), BDWP("2:8"), arithmetic).eval()
    expected = model(X)
    bake_(model)
    assert [type(m) for m in model] == [type(m) for m in small_net()]
    assert not any(key.startswith(("weft", "_weft")) for key in vars(model[2]))
    assert ((model[2].weight != 0).reshape(24, 2, 8, 9).sum(2) <= 2).all()
    torch.testing.assert_close(
        model(X), expected, atol=0.1 if arithmetic == "int8" else 2e-3, rtol=0
    )
