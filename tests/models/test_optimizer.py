"""The machine's update as an optimiser, and what schemes add to the update under any optimiser."""

from __future__ import annotations

import copy

import pytest
import torch
from torch import nn

from weft.models.optimizer import SGD
from weft.models.schemes import ASP, BDWP, SRSTE, Dense
from weft.models.sparsify import sparsify_
from weft.models.update_rules import rule_of

X = torch.linspace(-1, 1, 4 * 16).reshape(4, 16)
OPTIMIZERS = {
    "weft": lambda p: SGD(p, lr=0.1, momentum=0.9, weight_decay=1e-3),
    "sgd": lambda p: torch.optim.SGD(p, lr=0.1, momentum=0.9, weight_decay=1e-3),
    "sgd-foreach": lambda p: torch.optim.SGD(p, lr=0.1, momentum=0.9, foreach=True),
    "adamw": lambda p: torch.optim.AdamW(p, lr=0.01),
    "adam-fused": lambda p: torch.optim.Adam(p, lr=0.01, fused=True),
}
ARITHMETICS = pytest.mark.parametrize("arithmetic", ["fp16", None])


def net(scheme, arithmetic="fp16"):
    torch.manual_seed(0)
    model = nn.Sequential(nn.Linear(16, 24), nn.Linear(24, 16), nn.ReLU(), nn.Linear(16, 4))
    return sparsify_(model, scheme, arithmetic)


def step(model, optimizer, backwards=1, scale=1.0):
    optimizer.zero_grad()
    for _ in range(backwards):
        (model(X).square().mean() * scale).backward()
    optimizer.step()


# ---- the update itself -----------------------------------------------------------------------


@pytest.mark.parametrize("nesterov", [False, True])
@pytest.mark.parametrize(("momentum", "weight_decay"), [(0.9, 0.01), (0.5, 0.0)])
def test_the_update_is_sgd(momentum, weight_decay, nesterov):
    settings = {"lr": 0.3, "momentum": momentum, "weight_decay": weight_decay, "nesterov": nesterov}
    mine = torch.nn.Parameter(torch.linspace(-2, 2, 30).reshape(5, 6))
    theirs = torch.nn.Parameter(mine.detach().double())
    optimizers = SGD([mine], **settings, loss_scale=64), torch.optim.SGD([theirs], **settings)
    generator = torch.Generator().manual_seed(1)
    for _ in range(5):
        gradient = torch.randn(5, 6, generator=generator)
        mine.grad, theirs.grad = gradient * 64, gradient.double()
        for optimizer in optimizers:
            optimizer.step()
    torch.testing.assert_close(mine.double(), theirs, rtol=1e-6, atol=1e-6)


def test_without_momentum_it_is_plain_descent():
    weight = nn.Parameter(torch.tensor([1.0, -2.0]))
    weight.grad = torch.tensor([0.5, 0.25])
    SGD([weight], lr=0.5, momentum=0).step()
    assert weight.tolist() == [0.75, -2.125]


def test_torch_sees_that_the_weight_changed():
    weight = nn.Parameter(torch.ones(3))
    version, weight.grad = weight._version, torch.ones(3)
    SGD([weight]).step()
    assert weight._version > version


def test_weights_in_any_memory_order_are_updated():
    expected = None
    for form in (torch.contiguous_format, torch.channels_last):
        weight = nn.Parameter(torch.arange(48.0).reshape(2, 6, 2, 2).to(memory_format=form))
        weight.grad = torch.arange(48.0).reshape(2, 6, 2, 2).flip(0)
        optimizer = SGD([weight], weight_decay=0.1)
        optimizer.step()
        optimizer.step()
        assert weight.is_contiguous(memory_format=form)
        expected = weight.detach() if expected is None else expected
        assert torch.equal(weight, expected)


def test_groups_schedulers_and_frozen_parameters_work():
    model = net(Dense())
    model[0].weight.requires_grad_(False)
    groups = [{"params": model[1].parameters(), "lr": 0.0}, {"params": model[3].parameters()}]
    optimizer = SGD(groups, lr=0.1)
    scheduler = torch.optim.lr_scheduler.StepLR(optimizer, 1)
    before = copy.deepcopy(model)
    step(model, optimizer)
    scheduler.step()
    assert [group["lr"] for group in optimizer.param_groups] == [0.0, pytest.approx(0.01)]
    assert torch.equal(model[1].weight, before[1].weight)
    assert not torch.equal(model[3].weight, before[3].weight)


def test_a_saved_optimiser_goes_on_with_the_same_bits():
    model = net(BDWP("2:8"))
    optimizer = SGD(model.parameters())
    step(model, optimizer)
    twin = copy.deepcopy(model)
    other = SGD(twin.parameters())
    other.load_state_dict(copy.deepcopy(optimizer.state_dict()))
    step(model, optimizer)
    step(twin, other)
    assert all(map(torch.equal, model.parameters(), twin.parameters()))


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"lr": -1}, "lr=-1 is negative; give 0 or more"),
        ({"loss_scale": 0}, "loss_scale=0 is not positive; use 1 for no scaling"),
        (
            {"momentum": 0, "nesterov": True},
            "nesterov needs momentum; give momentum=0.9 or leave nesterov off",
        ),
    ],
)
def test_settings_out_of_range_are_refused(settings, message):
    with pytest.raises(ValueError, match="^" + message + "$"):
        SGD([nn.Parameter(torch.ones(1))], **settings)


def test_double_precision_weights_are_refused():
    weight = nn.Parameter(torch.ones(1, dtype=torch.float64))
    weight.grad = torch.ones(1, dtype=torch.float64)
    with pytest.raises(ValueError, match=r"a parameter is torch.float64 on cpu, but the machine's"):
        SGD([weight]).step()


# ---- what schemes add ------------------------------------------------------------------------


@ARITHMETICS
@pytest.mark.parametrize("name", OPTIMIZERS)
@pytest.mark.parametrize("backwards", [1, 3])
def test_decay_is_added_once_per_step_under_any_optimiser(name, backwards, arithmetic):
    model = net(SRSTE("2:8", decay=0.05), arithmetic)
    expected = net(SRSTE("2:8", decay=0.0), arithmetic)
    optimizers = [OPTIMIZERS[name](m.parameters()) for m in (model, expected)]
    step(model, optimizers[0], backwards)
    for _ in range(backwards):
        expected(X).square().mean().backward()
    weight = expected[1].weight
    with torch.no_grad():
        weight.grad += 0.05 * weight * ~expected[1].weft_kept()
    optimizers[1].step()
    torch.testing.assert_close(model[1].weight, weight, rtol=1e-6, atol=1e-7)


def test_decay_reaches_only_pruned_weights_of_sparse_layers():
    model, expected = (net(BDWP("2:8", decay=decay)) for decay in (0.5, 0.0))
    kept = model[1].weft_kept()
    for m in (model, expected):
        step(m, SGD(m.parameters(), momentum=0))
    moved = model[1].weight != expected[1].weight
    assert not (moved & kept).any()
    assert (moved | kept).all()
    assert torch.equal(model[0].weight, expected[0].weight)


def test_decay_is_not_divided_by_the_loss_scale():
    model, expected = net(SRSTE("2:8", decay=0.05)), net(SRSTE("2:8", decay=0.05))
    step(model, SGD(model.parameters(), loss_scale=256), scale=256)
    step(expected, SGD(expected.parameters()))
    torch.testing.assert_close(model[1].weight, expected[1].weight, rtol=0, atol=1e-6)


@ARITHMETICS
@pytest.mark.parametrize("name", OPTIMIZERS)
def test_a_fixed_mask_keeps_pruned_weights_at_zero_under_any_optimiser(name, arithmetic):
    model = net(ASP("2:8"), arithmetic)
    before, mask = model[1].weight.detach().clone(), model[1].weft_fixed.clone()
    optimizer = OPTIMIZERS[name](model.parameters())
    for _ in range(3):
        step(model, optimizer)
    weight = model[1].weight
    assert (weight[~mask] == 0).all()
    assert (weight[mask] != before[mask]).any()
    state = optimizer.state[weight]
    assert all((v[~mask] == 0).all() for v in state.values() if v is not None and v.dim() == 2)
    assert torch.equal(model[1].weft_fixed, mask)


@pytest.mark.parametrize("name", ["weft", "sgd"])
def test_pruning_in_the_middle_of_a_training_holds_against_old_momentum(name):
    model = net(Dense())
    optimizer = OPTIMIZERS[name](model.parameters())
    step(model, optimizer)
    sparsify_(model, ASP("2:8"))
    step(model, optimizer)
    assert (model[1].weight[~model[1].weft_fixed] == 0).all()


def test_a_weight_that_was_replaced_has_no_rule():
    model = net(SRSTE("2:8"))
    model(X)
    weight = model[1].weight
    assert rule_of(weight) is not None
    model[1].weight = nn.Parameter(weight.detach().clone())
    assert rule_of(weight) is None


def test_pruned_weights_keep_their_momentum_where_masks_are_taken_anew():
    model = net(BDWP("2:8"))
    optimizer = SGD(model.parameters())
    step(model, optimizer)
    buffer = optimizer.state[model[1].weight]["momentum_buffer"]
    assert (buffer[~model[1].weft_kept()] != 0).any()


def test_rules_follow_a_copy_and_end_with_the_scheme():
    model = copy.deepcopy(net(SRSTE("2:8", decay=0.5)))
    plain = net(SRSTE("2:8", decay=0.0))
    sparsify_(model, SRSTE("2:8", decay=0.0))
    for m in (model, plain):
        step(m, torch.optim.SGD(m.parameters(), 0.1))
    assert torch.equal(model[1].weight, plain[1].weight)
    model = copy.deepcopy(net(SRSTE("2:8", decay=0.5)))
    step(model, torch.optim.SGD(model.parameters(), 0.1))
    assert not torch.equal(model[1].weight, plain[1].weight)
