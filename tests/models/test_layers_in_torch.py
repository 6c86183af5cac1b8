"""Swapped layers behave as torch's do: loops, modes, memory formats, engines, errors."""

from __future__ import annotations

import copy

import numpy as np
import pytest
import torch
from torch import nn
from torch.utils.checkpoint import checkpoint

from weft.dataflow.workload import Convolution
from weft.models import operands
from weft.models.engine import Kernels, current_engine, use_engine
from weft.models.functions import select_tensor
from weft.models.schemes import BDWP, SDGP, SRSTE, Dense
from weft.models.sparsify import sparsify_


def net(scheme=None, arithmetic="fp16"):
    torch.manual_seed(0)
    model = nn.Sequential(
        nn.Conv2d(3, 8, 3, padding=1),
        nn.ReLU(inplace=True),
        nn.Conv2d(8, 16, 3, padding=1, bias=False),
        nn.BatchNorm2d(16),
        nn.ReLU(),
        nn.Flatten(),
        nn.Linear(16 * 16, 10),
    )
    return sparsify_(model, BDWP("2:8") if scheme is None else scheme, arithmetic)


X = torch.linspace(-1, 1, 4 * 3 * 16).reshape(4, 3, 4, 4)
ARITHMETICS = pytest.mark.parametrize("arithmetic", ["fp16", None])


class Counting:
    """Engine that counts its calls and asks the exact kernels."""

    def __init__(self):
        self.calls, self.kernels = [], Kernels()

    def ff(self, layer, shape, x):
        self.calls.append(("ff", layer.weft_layer, shape, x))
        return self.kernels.ff(layer, shape, x)

    def bp(self, layer, shape, dy):
        self.calls.append(("bp", layer.weft_layer, shape, dy))
        return self.kernels.bp(layer, shape, dy)

    def wu(self, layer, shape, x, dy):
        self.calls.append(("wu", layer.weft_layer, shape, x))
        return self.kernels.wu(layer, shape, x, dy)


# ---- once per update -------------------------------------------------------------------------


@pytest.fixture
def selections(monkeypatch):
    """Number of mask selections made so far, by either arithmetic."""
    count = []
    for place in (operands, __import__("weft.models.hardware", fromlist=["hardware"])):
        name = "select" if place is operands else "select_tensor"
        original = getattr(place, name)

        def counted(*args, original=original, **kwargs):
            count.append(args[1])
            return original(*args, **kwargs)

        monkeypatch.setattr(place, name, counted)
    return count


@ARITHMETICS
def test_masks_are_taken_once_per_update_however_often_gradients_accumulate(selections, arithmetic):
    model = net(BDWP("2:8", decay=1e-3), arithmetic)
    optimizer = torch.optim.SGD(model.parameters(), 0.1)
    for update in range(1, 3):
        for _ in range(3):
            model(X).sum().backward()
        sparse = [s for s in selections if not s.is_dense]
        assert len(sparse) == 2 * update  # FF and BP of the one layer that is pruned
        optimizer.step()
        optimizer.zero_grad()


def test_evaluation_makes_no_copy_for_bp(selections):
    model = net().eval()
    with torch.no_grad():
        model(X)
    assert len([s for s in selections if not s.is_dense]) == 1


@ARITHMETICS
def test_every_way_of_changing_a_weight_is_seen(arithmetic):
    model = net(None, arithmetic).eval()
    weight, before = model[2].weight, model(X)
    with torch.no_grad():
        weight.add_(1)
    assert not torch.equal(model(X), before)
    with torch.no_grad():
        weight.sub_(1)
    restored = model(X)
    weight.data = weight.data + 1  # a new tensor under the same parameter
    assert not torch.equal(model(X), restored)
    model[2].weight = nn.Parameter(torch.zeros_like(weight))
    assert (model[:3](X) == 0).all()


@ARITHMETICS
def test_writing_to_data_behind_torchs_back_needs_a_word(arithmetic):
    model = net(None, arithmetic).eval()
    before = model(X)
    model[2].weight.data.zero_()
    model[2].weft_forget()
    assert not torch.equal(model(X), before)


@ARITHMETICS
def test_another_weight_at_the_same_address_is_another_weight(arithmetic):
    model = net(None, arithmetic).eval()
    memory = model[2].weight.detach().numpy().copy()
    model[2].weight = nn.Parameter(torch.from_numpy(memory))
    before = model(X)
    memory[...] = -memory
    model[2].weight = nn.Parameter(torch.from_numpy(memory))
    assert not torch.equal(model(X), before)


def test_a_functional_call_uses_the_weights_it_is_given():
    model = net().eval()
    for scale in (0.0, 1.0, 2.0):
        changed = {"2.weight": model[2].weight.detach() * scale}
        expected = copy.deepcopy(model)
        with torch.no_grad():
            expected[2].weight.mul_(scale)
        assert torch.equal(torch.func.functional_call(model, changed, X), expected(X))


@ARITHMETICS
def test_changing_weights_between_forward_and_backward_is_an_error(arithmetic):
    model = net(None, arithmetic)
    loss = model(X).sum()
    with torch.no_grad():
        model[2].weight.add_(1)
    with pytest.raises(RuntimeError, match="modified by an inplace operation"):
        loss.backward()


# ---- torch's manners -------------------------------------------------------------------------


@ARITHMETICS
def test_a_users_loop_trains_with_any_optimiser(arithmetic):
    labels = torch.tensor([1, 2, 3, 4])
    for make in (torch.optim.SGD, torch.optim.AdamW):
        model = net(SRSTE("2:8"), arithmetic)
        optimizer, losses = make(model.parameters(), lr=0.02), []
        for _ in range(15):
            optimizer.zero_grad()
            loss = nn.functional.cross_entropy(model(X), labels)
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
        assert losses[-1] < losses[0] / 2


@ARITHMETICS
def test_evaluation_applies_the_ff_mask(arithmetic):
    model = net(None, arithmetic).eval()
    pruned = copy.deepcopy(model)
    with torch.no_grad():
        pruned[2].weight.mul_(model[2].weft_kept())
    sparsify_(pruned, Dense(), arithmetic)
    assert torch.equal(model(X), pruned(X))


@ARITHMETICS
@pytest.mark.parametrize("last", [False, True])
def test_the_output_lies_in_memory_as_the_input_does(last, arithmetic):
    form = torch.channels_last if last else torch.contiguous_format
    layer = net(None, arithmetic)[0]
    assert layer(X.to(memory_format=form)).is_contiguous(memory_format=form)
    assert torch.equal(layer(X.to(memory_format=form)), layer(X))


def test_gradients_that_nobody_wants_are_not_computed():
    model, engine = net(), Counting()
    model[6].weight.requires_grad_(False)
    with use_engine(engine):
        model(X).sum().backward()
    stages = [(stage, layer) for stage, layer, *_ in engine.calls]
    assert stages == [
        *(("ff", name) for name in "026"),
        ("bp", "6"),
        *((stage, "2") for stage in ("bp", "wu")),
        ("wu", "0"),
    ]


@ARITHMETICS
def test_activation_checkpointing_gives_the_same_gradients(arithmetic):
    model = net(None, arithmetic)
    twin = copy.deepcopy(model)
    x = X.clone().requires_grad_()
    checkpoint(model, x, use_reentrant=False).sum().backward()
    twin(X).sum().backward()
    assert torch.equal(model[2].weight.grad, twin[2].weight.grad)


@pytest.mark.parametrize("scheme", [BDWP("2:8"), SDGP("2:8")])
def test_autocast_narrows_torchs_arithmetic(scheme):
    model = net(scheme, None)
    with torch.autocast("cpu", torch.bfloat16):
        y = model[:3](X)
    y.float().sum().backward()
    assert y.dtype == torch.bfloat16
    assert model[2].weight.grad.dtype == torch.float32


def test_double_precision_is_kept_by_torchs_arithmetic():
    model = net(None, None).double()
    model(X.double()).sum().backward()
    assert model[2].weight.grad.dtype == torch.float64


def test_recording_on_fake_tensors_needs_no_values():
    from torch._subclasses.fake_tensor import FakeTensorMode

    with FakeTensorMode(allow_non_fake_inputs=True) as mode:
        assert net()(mode.from_tensor(X)).shape == (4, 10)
    assert net().to("meta")(X.to("meta")).shape == (4, 10)


@pytest.mark.parametrize("kept", [1, 2, 3])
def test_masks_on_any_device_equal_those_of_the_machine(kept):
    from weft.accelerator.sparsity import Sparsity, select

    rng = np.random.default_rng(0)
    weight = rng.integers(-3, 4, (5, 3, 21)).astype(np.float32)  # many ties, and a tail
    expected = select(weight, Sparsity(kept, 8))
    for dtype in (torch.float32, torch.float64):
        mask = select_tensor(torch.from_numpy(weight).to(dtype), Sparsity(kept, 8))
        assert np.array_equal(mask.numpy(), expected)


# ---- engines ---------------------------------------------------------------------------------


def test_an_engine_sees_geometry_codes_and_weights():
    engine = Counting()
    with use_engine(engine):
        assert current_engine() is engine
        loss = net()(X).sum()
    loss.backward()  # outside the block: backward belongs to the engine of the forward
    assert [call[0] for call in engine.calls] == ["ff"] * 3 + ["bp", "wu"] * 2 + ["wu"]
    _, _, shape, x = engine.calls[0]
    assert shape == Convolution(
        images=4,
        in_channels=3,
        out_channels=8,
        in_size=(4, 4),
        out_size=(4, 4),
        kernel=(3, 3),
        padding=(1, 1),
    )
    assert x.codes.dtype == np.uint16
    channel_last = X.permute(0, 2, 3, 1).to(torch.float16)
    assert np.array_equal(x.codes.view(np.float16), channel_last.numpy())
    assert not isinstance(current_engine(), Counting)


def test_torchs_arithmetic_needs_no_engine():
    engine = Counting()
    with use_engine(engine):
        net(None, None)(X).sum().backward()
    assert engine.calls == []


# ---- errors ----------------------------------------------------------------------------------


def test_half_precision_master_weights_are_refused():
    with pytest.raises(ValueError, match=r"layer '0': weights are torch.bfloat16, but the update"):
        net().bfloat16()(X.bfloat16())


def test_a_wrong_number_of_channels_names_the_layer():
    with pytest.raises(ValueError, match="layer '2': the input has 3 channels, the layer 8"):
        net()[2](X)


def test_a_wrong_number_of_axes_names_the_layer():
    with pytest.raises(ValueError, match=r"layer '2': input \(4, 4\) has 2 axes; give"):
        net()[2](X[0, 0])


@pytest.mark.parametrize("layer", [nn.Conv2d(3, 8, 7), nn.ConvTranspose2d(3, 8, 1, padding=2)])
def test_an_input_too_small_for_the_window_is_named(layer):
    model = sparsify_(nn.Sequential(layer), Dense())
    with pytest.raises(ValueError, match="layer '0': an input of 4x4 leaves no output; use a lar"):
        model(X)
