"""Every kind of GEMM by hand-worked numbers: geometry, stages, names and multiply-accumulates."""

from __future__ import annotations

from dataclasses import replace

import pytest
import torch
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from torch import nn

from weft.accelerator.sparsity import DENSE, Sparsity
from weft.dataflow.workload import Convolution, Gemm, Stage, Weights, Workload
from weft.models.record import record
from weft.models.recording.values import Site
from weft.models.schemes import BDWP, SDGP, SRSTE, Scheme
from weft.models.sparsify import layer_weights, sparsify_
from weft.models.zoo import NETWORKS

FF, BP, WU = Stage.FF, Stage.BP, Stage.WU


def gemms(workload: Workload) -> list[Gemm]:
    return [op for op in workload.operations if isinstance(op, Gemm)]


def only(workload: Workload, stage: Stage) -> Gemm:
    (gemm,) = [gemm for gemm in gemms(workload) if gemm.stage is stage]
    return gemm


def stages(workload: Workload) -> list[tuple[str, Stage]]:
    return [(gemm.layer, gemm.stage) for gemm in gemms(workload)]


class After(nn.Module):
    """Puts a trained 1x1 convolution or linear layer before ``layer``, so that it has a BP."""

    def __init__(self, first: nn.Module, layer: nn.Module) -> None:
        super().__init__()
        self.first, self.layer = first, layer

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.layer(self.first(x))


@pytest.mark.parametrize(
    ("shape", "rows"), [((6, 8), 6), ((3, 2, 8), 6), ((2, 3, 5, 8), 30), ((8,), 1)]
)
def test_a_linear_layer_sees_all_leading_axes_as_rows(shape: tuple[int, ...], rows: int) -> None:
    workload = record(After(nn.Linear(8, 8), nn.Linear(8, 16)), shape)
    assert stages(workload) == [
        ("first", FF), ("layer", FF), ("layer", BP), ("layer", WU), ("first", WU)
    ]  # fmt: skip
    layer = [gemm for gemm in gemms(workload) if gemm.layer == "layer"]
    assert {gemm.shape for gemm in layer} == {Convolution.linear(rows, 8, 16)}
    assert {gemm.macs for gemm in layer} == {rows * 8 * 16}
    assert {gemm.kind for gemm in layer} == {"linear"}
    assert layer[0].weights == Weights(parameter="layer.weight")


def test_only_the_first_layer_reads_the_network_input() -> None:
    workload = record(nn.Sequential(nn.Flatten(), nn.Linear(8, 4), nn.Linear(4, 2)), (3, 2, 4))
    assert {g.name for g in gemms(workload) if g.reads_network_input} == {"1.FF", "1.WU"}


def test_a_linear_layer_over_a_transposed_input_is_found_with_its_free_bias() -> None:
    """PyTorch then multiplies first and adds the bias after; neither add nor sum is lost."""

    class Transposing(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.layer = nn.Linear(8, 4)

        def forward(self, x: torch.Tensor) -> torch.Tensor:
            return self.layer(x.transpose(1, 2))

    workload = record(Transposing(), (2, 8, 5))
    assert only(workload, FF).shape == Convolution.linear(10, 8, 4)
    kinds = [op.kind for op in workload.operations if op.layer != "loss"]
    assert kinds == ["copy", "linear", "bias_gradient", "linear", "optimizer"]


def conv(x: tuple[int, int, int, int], layer: nn.Module) -> Gemm:
    workload = record(layer, x, loss=torch.sum)
    forward, gradient = only(workload, FF), only(workload, WU)
    assert forward.shape == gradient.shape
    return forward


def test_a_strided_padded_convolution() -> None:
    gemm = conv((2, 3, 9, 7), nn.Conv2d(3, 8, (3, 5), stride=(2, 1), padding=(1, 2)))
    assert gemm.shape == Convolution(
        images=2,
        in_channels=3,
        out_channels=8,
        in_size=(9, 7),
        out_size=(5, 7),  # (9 + 2 - 3) / 2 + 1, (7 + 4 - 5) / 1 + 1
        kernel=(3, 5),
        stride=(2, 1),
        padding=(1, 2),
    )
    assert gemm.macs == 2 * 5 * 7 * 8 * 3 * 15
    assert gemm.layer == "Conv2d"
    assert gemm.weights.parameter == "weight"


def test_a_dilated_convolution() -> None:
    gemm = conv((1, 2, 9, 9), nn.Conv2d(2, 4, 3, dilation=2))
    assert (gemm.shape.dilation, gemm.shape.out_size) == ((2, 2), (5, 5))
    assert gemm.macs == 25 * 4 * 2 * 9


def test_padding_same_stays_symmetric() -> None:
    gemm = conv((1, 2, 6, 6), nn.Conv2d(2, 4, 3, padding="same"))
    assert (gemm.shape.padding, gemm.shape.out_size) == ((1, 1), (6, 6))


@pytest.mark.parametrize(("channels", "groups"), [(8, 4), (16, 16)])
def test_grouped_and_depthwise_convolutions(channels: int, groups: int) -> None:
    """Hand-worked: FlopCounterMode of PyTorch 2.13 counts the WU of groups too high."""
    layer = nn.Conv2d(channels, channels, 3, padding=1, groups=groups)
    workload = record(After(nn.Conv2d(3, channels, 1), layer), (2, 3, 4, 4))
    macs = 2 * 16 * channels * (channels // groups) * 9
    found = [gemm for gemm in gemms(workload) if gemm.layer == "layer"]
    assert [(gemm.stage, gemm.macs) for gemm in found] == [(FF, macs), (BP, macs), (WU, macs)]
    assert found[0].shape.groups == groups


def test_a_transposed_convolution_is_the_mirrored_one() -> None:
    workload = record(
        After(nn.Conv2d(1, 8, 1), nn.ConvTranspose2d(8, 4, 2, stride=2)), (3, 1, 5, 6)
    )
    found = [gemm for gemm in gemms(workload) if gemm.layer == "layer"]
    assert [(g.kind, g.stage) for g in found] == [
        ("conv-transposed", FF), ("conv-transposed", BP), ("conv-transposed", WU)
    ]  # fmt: skip
    assert {gemm.shape for gemm in found} == {
        Convolution(
            images=3,
            in_channels=4,
            out_channels=8,
            in_size=(10, 12),
            out_size=(5, 6),
            kernel=(2, 2),
            stride=(2, 2),
            transposed=True,
        )
    }
    assert found[0].macs == 3 * 30 * 8 * 4 * 4
    assert found[0].mnk == (90, 4, 32)  # each input pixel gives four taps of four channels


def test_a_one_dimensional_convolution_is_a_picture_of_height_one() -> None:
    gemm = conv_1d(nn.Conv1d(2, 4, 5, stride=2, padding=3, dilation=2), (3, 2, 20))
    assert gemm.shape == Convolution(
        images=3,
        in_channels=2,
        out_channels=4,
        in_size=(1, 20),
        out_size=(1, 9),  # (20 + 6 - 9) // 2 + 1
        kernel=(1, 5),
        stride=(1, 2),
        padding=(0, 3),
        dilation=(1, 2),
    )


def conv_1d(layer: nn.Module, shape: tuple[int, int, int]) -> Gemm:
    return only(record(layer, shape), FF)


@settings(deadline=None, max_examples=60)
@given(
    transposed=st.booleans(),
    groups=st.sampled_from([1, 2, 4]),
    kernel=st.tuples(st.integers(1, 4), st.integers(1, 4)),
    stride=st.tuples(st.integers(1, 3), st.integers(1, 3)),
    padding=st.tuples(st.integers(0, 3), st.integers(0, 3)),
    dilation=st.tuples(st.integers(1, 2), st.integers(1, 2)),
    size=st.tuples(st.integers(5, 9), st.integers(5, 9)),
)
def test_any_convolution_has_its_weights_and_its_positions(
    transposed: bool,
    groups: int,
    kernel: tuple[int, int],
    stride: tuple[int, int],
    padding: tuple[int, int],
    dilation: tuple[int, int],
    size: tuple[int, int],
) -> None:
    """MACs of each stage = elements of the weight x positions of the window."""
    reach = [(k - 1) * d + 1 for k, d in zip(kernel, dilation, strict=True)]
    enough = [s + 2 * p >= r for s, p, r in zip(size, padding, reach, strict=True)]
    grown = [
        (s - 1) * t - 2 * p + r > 0 for s, t, p, r in zip(size, stride, padding, reach, strict=True)
    ]
    assume(all(grown if transposed else enough))
    kind = nn.ConvTranspose2d if transposed else nn.Conv2d
    layer = kind(4, 8, kernel, stride, padding, dilation=dilation, groups=groups, bias=False)
    workload = record(After(nn.Conv2d(1, 4, 1), layer), (2, 1, *size), loss=torch.sum)
    out = layer(torch.zeros(2, 4, *size)).shape
    positions = 2 * (size[0] * size[1] if transposed else out[2] * out[3])
    found = [gemm for gemm in gemms(workload) if gemm.layer == "layer"]
    assert [gemm.stage for gemm in found] == [FF, BP, WU]
    assert {gemm.macs for gemm in found} == {layer.weight.numel() * positions}


def test_one_weight_matrix_for_each_part_of_the_batch_makes_groups() -> None:
    class Experts(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.weight = nn.Parameter(torch.zeros(4, 8, 16))
            self.shared = nn.Parameter(torch.zeros(16, 2))

        def forward(self, x: torch.Tensor) -> torch.Tensor:
            return torch.bmm(x, self.weight) @ self.shared.expand(4, -1, -1)

    experts, shared = (g for g in gemms(record(Experts(), (4, 6, 8))) if g.stage is FF)
    assert (experts.shape.groups, experts.shape.pixels, experts.macs) == (4, 6, 4 * 6 * 8 * 16)
    assert (shared.shape, shared.layer) == (Convolution.linear(24, 16, 2), "shared")


def test_the_factor_of_a_matrix_and_a_vector_is_a_linear_layer_of_one_row() -> None:
    class Vector(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.weight = nn.Parameter(torch.zeros(4, 8))

        def forward(self, x: torch.Tensor) -> torch.Tensor:
            return self.weight @ x

    assert only(record(Vector(), (8,)), FF).shape == Convolution.linear(1, 8, 4)


def test_a_recurrent_network_is_linear_layers_with_named_weights() -> None:
    class Last(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.cell = nn.LSTM(8, 16, batch_first=True)

        def forward(self, x: torch.Tensor) -> torch.Tensor:
            return self.cell(x)[0][:, -1]

    workload = record(Last(), (2, 3, 8))
    forward = [g.macs for g in gemms(workload) if g.stage is FF]
    assert sum(forward) == 3 * 2 * 64 * (8 + 16)
    assert {g.weights.parameter for g in gemms(workload)} == {
        "cell.weight_ih_l0", "cell.weight_hh_l0"
    }  # fmt: skip
    assert workload.host_work == ()


def test_weights_in_another_form_keep_their_name() -> None:
    """Casts, masks, parametrizations: the parameter is the weight, whatever is computed of it."""

    class Masked(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.fc = nn.Linear(8, 4)
            self.register_buffer("mask", torch.ones(4, 8))
            self.norm = nn.utils.parametrizations.weight_norm(nn.Linear(4, 4))

        def forward(self, x: torch.Tensor) -> torch.Tensor:
            weight = (self.fc.weight * self.mask).bfloat16()
            return self.norm(nn.functional.linear(x.bfloat16(), weight).float())

    found = gemms(record(Masked(), (2, 8)))
    assert [(g.layer, g.weights.parameter) for g in found if g.stage is WU] == [
        ("norm", "norm.parametrizations.weight.original1"),
        ("fc", "fc.weight"),
    ]


def test_a_custom_autograd_function_is_seen_through() -> None:
    class Multiply(torch.autograd.Function):
        @staticmethod
        def forward(ctx, x, weight):  # type: ignore[no-untyped-def]
            ctx.save_for_backward(x, weight)
            return x @ weight.t()

        @staticmethod
        def backward(ctx, dy):  # type: ignore[no-untyped-def]
            x, weight = ctx.saved_tensors
            return dy @ weight, dy.t() @ x

    class Own(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.a, self.b = nn.Linear(8, 6, bias=False), nn.Linear(6, 4, bias=False)

        def forward(self, x: torch.Tensor) -> torch.Tensor:
            return Multiply.apply(Multiply.apply(x, self.a.weight), self.b.weight)

    # the function computes the gradient of the network's input, too, as it is written
    assert stages(record(Own(), (2, 8))) == [
        ("a", FF), ("b", FF), ("b", BP), ("b", WU), ("a", BP), ("a", WU)
    ]  # fmt: skip


def test_what_a_sparsifier_wrote_on_a_layer_is_carried() -> None:
    class Swapped(nn.Linear):
        weft_plain_class = nn.Linear

        def forward(self, x: torch.Tensor) -> torch.Tensor:
            raise AssertionError("record traces the plain class")

    half = Sparsity(2, 4)
    model = After(nn.Linear(8, 8), Swapped(8, 8))
    model.layer.weft_weights = Weights(parameter="layer.weight", ff=half, decay=0.5)  # type: ignore
    model.layer.weft_gradients = Sparsity(1, 4)  # type: ignore[assignment]
    workload = record(model, (2, 8))
    first, layer = (next(g for g in gemms(workload) if g.layer == n) for n in ("first", "layer"))
    assert (layer.weights.ff, layer.weights.decay, first.weights.ff) == (half, 0.5, DENSE)
    assert [g.operand_sparsity for g in gemms(workload) if g.stage is BP] == [Sparsity(1, 4)]
    assert workload.scheme == "sparse"
    assert type(model.layer) is Swapped


@pytest.mark.parametrize("scheme", [BDWP("2:8"), SRSTE("2:4"), SDGP("2:8")])
def test_a_sparsified_network_is_the_plain_one_with_its_weights(scheme: Scheme) -> None:
    model = NETWORKS["digits-cnn"].factory()
    plain = record(model, (2, 1, 8, 8))
    expected = layer_weights(model, scheme)
    sparsify_(model, scheme)
    sparse = record(model, (2, 1, 8, 8))
    assert all(gemm.weights == expected[gemm.layer] for gemm in gemms(sparse))
    bare = [replace(g, weights=p.weights) for g, p in zip(gemms(sparse), gemms(plain), strict=True)]
    assert [replace(gemm, operand_sparsity=DENSE) for gemm in bare] == gemms(plain)
    pruned = {gemm.layer for gemm in gemms(sparse) if not gemm.operand_sparsity.is_dense}
    assert bool(pruned) is isinstance(scheme, SDGP)


def test_a_site_gives_its_channels_to_the_bias() -> None:
    plain = Convolution.linear(2, 8, 4)
    assert Site(macs=1, a=(0, 0), b=(0, 0), shape=plain).out_channels == 4
    assert Site(macs=1, a=(0, 0), b=(0, 0)).out_channels == 0
