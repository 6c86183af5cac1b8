"""What each scheme says of the weights of a layer."""

from __future__ import annotations

import pytest

from weft.accelerator.sparsity import DENSE, Sparsity
from weft.dataflow.workload import Weights
from weft.models.schemes import (
    ASP,
    BDWP,
    SCHEMES,
    SDGP,
    SDWP,
    SRSTE,
    Dense,
    LayerFacts,
    scheme_named,
)

P = Sparsity(2, 8)


def facts(ff=16, bp=16, kind="conv", reason=""):
    return LayerFacts(
        parameter="a.weight", kind=kind, ff_channels=ff, bp_channels=bp, dense_because=reason
    )


EXPECTED = {
    "dense": {},
    "sr-ste": {"ff": P, "mask_bp_by_ff": True, "decay": 2e-4},
    "asp": {"ff": P, "mask_bp_by_ff": True, "frozen_mask": True},
    "sdgp": {},
    "sdwp": {"bp": P},
    "bdwp": {"ff": P, "bp": P},
}


@pytest.mark.parametrize("name", SCHEMES)
def test_a_scheme_says_which_gemm_has_sparse_weights(name):
    assert scheme_named(name).weights(facts()) == Weights(parameter="a.weight", **EXPECTED[name])


@pytest.mark.parametrize("name", SCHEMES)
def test_only_sdgp_prunes_gradients(name):
    assert scheme_named(name).gradients(facts()) == (P if name == "sdgp" else DENSE)


@pytest.mark.parametrize("name", [name for name in SCHEMES if name != "dense"])
def test_a_layer_that_has_to_stay_dense_says_why(name):
    scheme = scheme_named(name, "1:4")
    weights = scheme.weights(facts(reason="first layer"))
    assert weights == Weights(parameter="a.weight", dense_because="first layer")
    assert scheme.gradients(facts(reason="first layer")) == DENSE


def test_an_axis_shorter_than_a_group_stays_dense_alone():
    weights = BDWP("2:8").weights(facts(ff=3))
    assert (weights.ff, weights.bp) == (DENSE, P)
    assert weights.dense_because == "3 input channels do not fill one group of 8"


def test_both_short_axes_are_named():
    weights = BDWP("2:8").weights(facts(ff=3, bp=7))
    assert weights.dense_because == (
        "3 input channels do not fill one group of 8; 7 output channels do not fill one group of 8"
    )


@pytest.mark.parametrize("scheme", [SRSTE("2:8"), ASP("2:8")])
def test_nothing_is_masked_or_decayed_where_ff_is_dense(scheme):
    weights = scheme.weights(facts(ff=4))
    assert not weights.mask_bp_by_ff
    assert not weights.frozen_mask
    assert weights.decay == 0


def test_an_axis_the_scheme_does_not_prune_may_be_short():
    assert SDWP("2:8").weights(facts(ff=3)).dense_because == ""


def test_decay_is_published_for_sr_ste_and_offered_for_bdwp():
    assert SRSTE("2:4").weights(facts()).decay == 2e-4
    assert BDWP("2:4").weights(facts()).decay == 0
    assert BDWP("2:4", decay=1e-4).weights(facts()).decay == 1e-4


def test_sdgp_leaves_linear_layers_unless_asked():
    linear = facts(kind="linear")
    assert SDGP("2:4").gradients(linear) == DENSE
    assert SDGP("2:4").weights(linear).dense_because == (
        "SDGP prunes gradients of convolutions only"
    )
    assert SDGP("2:4", linear=True).gradients(linear) == Sparsity(2, 4)


def test_a_pattern_that_keeps_all_is_dense():
    assert BDWP("8:8").weights(facts(reason="first layer")) == Weights(parameter="a.weight")


def test_text_and_sparsity_give_equal_schemes():
    assert BDWP("2:4") == BDWP(Sparsity(2, 4)) == scheme_named("bdwp", "2:4")
    assert hash(BDWP("2:4")) == hash(BDWP(Sparsity(2, 4)))
    assert (str(BDWP("2:4")), str(Dense())) == ("bdwp 2:4", "dense")


def test_an_unknown_scheme_suggests_the_nearest():
    message = "no scheme 'bwdp'; did you mean 'bdwp'? Known: dense, sr-ste, asp, sdgp, sdwp, bdwp"
    with pytest.raises(ValueError, match="no scheme") as error:
        scheme_named("bwdp")
    assert str(error.value) == message


def test_a_malformed_pattern_is_refused():
    with pytest.raises(ValueError, match=r"sparsity '2-8' is not kept:group"):
        BDWP("2-8")


def test_the_dense_scheme_takes_no_pattern():
    with pytest.raises(ValueError, match="the dense scheme has no pattern, but 2:4 was given"):
        Dense("2:4")


def test_an_unknown_rescale_is_refused():
    with pytest.raises(ValueError, match="rescale='rnd' is unknown; use 'maxnorm' or 'max'"):
        SDGP("2:4", rescale="rnd")


def test_groups_of_a_convolution_that_are_no_whole_patterns_stay_dense():
    facts = LayerFacts(parameter="w", kind="conv", ff_channels=12, bp_channels=16, groups=2)
    weights = BDWP("2:8").weights(facts)
    assert (str(weights.ff), str(weights.bp)) == ("1:1", "2:8")
    assert weights.dense_because == "groups of 12 input channels are no whole groups of 8"


@pytest.mark.parametrize("scheme", [SRSTE("2:8"), ASP("2:8")])
def test_a_transposed_convolution_stays_dense_where_the_update_needs_its_ff_mask(scheme):
    facts = LayerFacts(parameter="w", kind="conv-transposed", ff_channels=16, bp_channels=16)
    assert scheme.weights(facts).ff.is_dense
    assert scheme.weights(facts).dense_because.startswith("transposed")
    assert not BDWP("2:8").weights(facts).ff.is_dense
