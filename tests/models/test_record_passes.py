"""Passes over memory by hand-worked numbers, and which of them merge."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import torch
from torch import nn

from weft.dataflow.workload import Gemm, Pass, Stage, Workload
from weft.models.record import record

FF, BP, WU = Stage.FF, Stage.BP, Stage.WU


class Function(nn.Module):
    """A trained layer, ``function`` of its result, and a last trained layer over 8 channels."""

    def __init__(self, function: Callable[[torch.Tensor], torch.Tensor]) -> None:
        super().__init__()
        self.first, self.last = nn.Conv2d(1, 8, 1, bias=False), nn.Conv2d(8, 2, 1, bias=False)
        self.function = function

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.last(self.function(self.first(x)))


def passes(workload: Workload, stage: Stage) -> list[Pass]:
    return [
        op
        for op in workload.operations
        if isinstance(op, Pass) and op.stage is stage and op.layer not in ("loss", "optimizer")
    ]


def between(layer: nn.Module | Callable, stage: Stage) -> list[Pass]:  # type: ignore[type-arg]
    """Passes of ``layer`` between two convolutions, over 2 images of 8x4x4: 256 elements."""
    return passes(record(Function(layer), (2, 1, 4, 4), loss=torch.sum), stage)


def traffic(p: Pass) -> tuple[str, int, int, int, int, int]:
    return p.kind, p.elements, p.narrow_reads, p.narrow_writes, p.wide_reads, p.wide_writes


N, C = 256, 8


def test_batch_norm_reads_twice_and_writes_once() -> None:
    (forward,), (backward,) = (between(nn.BatchNorm2d(C), stage) for stage in (FF, BP))
    # wide: weight, bias, running mean and variance in; mean and inverse deviation out
    assert traffic(forward) == ("batch_norm", 2 * N, 2 * N, N, 4 * C, 2 * C)
    # wide: weight, running and saved statistics in; gradients of weight and bias out
    assert traffic(backward) == ("batch_norm", 2 * N, 4 * N, N, 5 * C, 2 * C)
    assert forward.layer == backward.layer == "function"


def test_batch_norm_of_the_network_input_has_one_sweep_back() -> None:
    """Nobody asks for the gradient of its input, which takes the second sweep."""
    model = nn.Sequential(nn.BatchNorm2d(C), nn.Conv2d(C, 2, 1, bias=False))
    (backward,) = passes(record(model, (2, C, 4, 4), loss=torch.sum), BP)
    assert traffic(backward) == ("batch_norm", N, 2 * N, 0, 5 * C, 2 * C)


def test_batch_norm_in_evaluation_mode_reads_once() -> None:
    (forward,) = between(nn.BatchNorm2d(C).eval(), FF)
    assert traffic(forward)[:4] == ("batch_norm", N, N, N)


def test_batch_norm_and_relu_are_one_pass() -> None:
    layer = nn.Sequential(nn.BatchNorm2d(C), nn.ReLU())
    (forward,), (backward,) = (between(layer, stage) for stage in (FF, BP))
    assert traffic(forward) == ("batch_norm+relu", 2 * N, 2 * N, N, 4 * C, 2 * C)
    # each of two sweeps reads the gradient, the ReLU's result and the norm's input
    assert traffic(backward) == ("relu+batch_norm", 2 * N, 6 * N, N, 5 * C, 2 * C)
    assert (forward.layer, backward.layer) == ("function.0", "function.1")


@pytest.mark.parametrize(
    ("layer", "forward", "backward"),
    [
        (nn.ReLU(), ("relu", N, N, N, 0, 0), ("relu", N, 2 * N, N, 0, 0)),
        (nn.ReLU(inplace=True), ("relu", N, N, N, 0, 0), ("relu", N, 2 * N, N, 0, 0)),
        (nn.GELU(), ("gelu", N, N, N, 0, 0), ("gelu", N, 2 * N, N, 0, 0)),
        (nn.Hardtanh(), ("hardtanh", N, N, N, 0, 0), ("hardtanh", N, 2 * N, N, 0, 0)),
        (nn.Softmax(1), ("softmax", 2 * N, N, N, 0, 0), ("softmax", 2 * N, 2 * N, N, 0, 0)),
        (
            nn.GroupNorm(2, C),
            ("group_norm", 2 * N, 2 * N, N, 2 * C, 2 * 4),
            ("group_norm", 2 * N, 4 * N, N, C + 2 * 4, 2 * C),
        ),
        (
            nn.LayerNorm((C, 4, 4)),
            ("layer_norm", 2 * N, N, N, 2 * 128, 2 * 2),
            ("layer_norm", 2 * N, 2 * N, N, 2 * 128 + 2 * 2, 2 * 128),
        ),
        # windows of 4 give 64 results, each with its index
        (nn.MaxPool2d(2), ("max_pool", N, N, N // 2, 0, 0), ("max_pool", N, N // 2, N, 0, 0)),
        (nn.AvgPool2d(2), ("avg_pool", N, N, N // 4, 0, 0), ("avg_pool", N, N // 4, N, 0, 0)),
        # overlapping windows: 9 elements for each of 2x8x2x2 results
        (
            nn.MaxPool2d(3, 2, 1),
            ("max_pool", 9 * 64, N, 128, 0, 0),
            ("max_pool", N, 128, N, 0, 0),
        ),
        (nn.AdaptiveAvgPool2d(1), ("avg_pool", N, N, 16, 0, 0), ("avg_pool", N, 16, N, 0, 0)),
    ],
)
def test_a_layer_counts_what_it_moves(
    layer: nn.Module, forward: tuple[object, ...], backward: tuple[object, ...]
) -> None:
    assert [traffic(p) for p in between(layer, FF)] == [forward]
    assert [traffic(p) for p in between(layer, BP)] == [backward]


def test_dropout_writes_its_mask_and_reads_it_again() -> None:
    assert [traffic(p) for p in between(nn.Dropout(), FF)] == [
        ("dropout", N, 0, N, 0, 0),
        ("dropout", N, 2 * N, N, 0, 0),
    ]
    assert [traffic(p) for p in between(nn.Dropout(), BP)] == [("dropout", N, 2 * N, N, 0, 0)]


def test_an_operator_without_a_rule_counts_what_it_takes_and_gives() -> None:
    (forward,) = between(lambda x: torch.cumsum(x, 1), FF)
    assert traffic(forward) == ("cumsum", N, N, N, 0, 0)


def test_the_same_operand_twice_is_read_once() -> None:
    (forward,) = between(lambda x: x * x, FF)
    assert traffic(forward) == ("mul", N, N, N, 0, 0)


def test_views_are_free_and_copies_are_not() -> None:
    assert between(lambda x: x.transpose(2, 3).unsqueeze(0).squeeze(0), FF) == []
    (copy,) = between(lambda x: x.transpose(2, 3).contiguous(), FF)
    assert traffic(copy) == ("copy", N, N, N, 0, 0)


def test_a_repeated_row_is_read_once() -> None:
    (add,) = between(lambda x: x + torch.ones(4).expand(2, 8, 4, 4), FF)[1:]
    assert traffic(add) == ("add", N, N + 4, N, 0, 0)


def test_the_end_of_a_residual_block_is_one_pass() -> None:
    class Block(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.norm = nn.BatchNorm2d(C)

        def forward(self, x: torch.Tensor) -> torch.Tensor:
            return torch.relu(self.norm(x) + x)

    (forward,) = between(Block(), FF)
    # the norm's second reading of x serves the sum
    assert traffic(forward)[:4] == ("batch_norm+add+relu", 2 * N, 2 * N, N)
    # each sweep masks the gradient anew; the second serves the sum
    assert [traffic(p)[:4] for p in between(Block(), BP)] == [
        ("relu+batch_norm+add", 2 * N, 6 * N, N)
    ]


def test_a_result_that_is_read_again_is_not_merged_away() -> None:
    """GELU keeps its input for the gradient, so what comes before must write it."""
    assert [p.kind for p in between(lambda x: nn.functional.gelu(x * 2), FF)] == ["mul", "gelu"]
    assert [p.kind for p in between(lambda x: torch.relu(x * 2), FF)] == ["mul+relu"]


@pytest.mark.parametrize(("operands", "merges"), [(2, True), (3, False)])
def test_merging_with_a_pass_that_reads_twice_must_pay(operands: int, merges: bool) -> None:
    """Three operands read twice are as much as one result written once and read twice."""

    others = [torch.ones(2, 8, 4, 4) for _ in range(1, operands)]

    def norm_of_sum(x: torch.Tensor) -> torch.Tensor:
        with torch.no_grad():  # so that no gradient needs the sum
            return nn.functional.batch_norm(sum(others, x), None, None, training=True)

    first, *_ = between(lambda x: x + norm_of_sum(x).mean(), FF)
    assert first.kind == ("add+batch_norm" if merges else "add")


def test_a_shared_operand_is_read_twice_where_the_order_differs() -> None:
    (forward,) = between(lambda x: x + x.flip(2), FF)
    assert traffic(forward) == ("flip+add", N, 2 * N, N, 0, 0)


def test_two_halves_of_a_tensor_are_both_read() -> None:
    (forward,) = between(lambda x: _gate(torch.cat([x, x], 1)), FF)[1:]
    assert traffic(forward) == ("relu+add", N, 2 * N, N, 0, 0)


def _gate(x: torch.Tensor) -> torch.Tensor:
    with torch.no_grad():
        positive = torch.relu(x[:, :8])
    return x[:, 8:] + positive


def test_halves_written_in_place_do_not_merge() -> None:
    def halves(x: torch.Tensor) -> torch.Tensor:
        y = x.clone()
        y[:, :4].neg_()
        y[:, 4:].neg_()
        return y

    assert [traffic(p)[:4] for p in between(halves, FF)[1:]] == [
        ("neg", N // 2, N // 2, N // 2),
        ("neg", N // 2, N // 2, N // 2),
    ]


def test_a_bias_is_added_for_free_and_its_gradient_reads_once() -> None:
    workload = record(
        nn.Sequential(nn.Conv2d(1, 4, 1), nn.Flatten(), nn.Linear(64, 3)), (2, 1, 4, 4)
    )
    assert [p.kind for p in passes(workload, FF)] == []
    assert [(p.layer, *traffic(p)) for p in passes(workload, WU)] == [
        ("2", "bias_gradient", 6, 6, 0, 0, 3),
        ("0", "bias_gradient", 128, 128, 0, 0, 4),
    ]


def test_the_optimizer_pass_is_for_what_no_gemm_updates() -> None:
    model = nn.Sequential(nn.Conv2d(1, 8, 1), nn.BatchNorm2d(8), nn.Conv2d(8, 2, 1, bias=False))
    *_, last = record(model, (2, 1, 4, 4)).operations
    assert isinstance(last, Pass)
    trained = 8 + 8 + 8  # bias, and weight and bias of the norm
    assert (last.name, last.stage) == ("optimizer.optimizer", WU)
    assert traffic(last) == ("optimizer", trained, 0, 0, 3 * trained, 2 * trained)


def test_a_network_of_bare_weights_needs_no_optimizer_pass() -> None:
    workload = record(nn.Linear(8, 4, bias=False), (2, 8))
    assert {op.kind for op in workload.operations} == {"linear", "loss"}


def test_an_embedding_gathers_rows_and_scatters_gradients() -> None:
    model = nn.Sequential(nn.Embedding(100, 8), nn.Flatten(), nn.Linear(24, 2))
    workload = record(model, torch.zeros(5, 3, dtype=torch.long))
    (forward,) = passes(workload, FF)
    assert traffic(forward) == ("embedding", 120, 15, 120, 120, 0)
    gradient = next(p for p in passes(workload, WU) if p.kind == "embedding")
    assert traffic(gradient) == ("embedding", 800, 120 + 15, 0, 0, 800)
    (linear,) = [op for op in workload.operations if isinstance(op, Gemm) and op.stage is FF]
    assert not linear.reads_network_input
    assert workload.operations[-1].elements == 800 + 2  # type: ignore[union-attr]


class Positions(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.layer, self.last = (nn.Linear(8, 8, bias=False) for _ in range(2))
        self.position = nn.Parameter(torch.zeros(1, 5, 8))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.last(self.layer(x) + self.position)


def test_positions_that_are_added_get_their_gradient_as_a_bias() -> None:
    workload = record(Positions(), (3, 5, 8))
    assert [traffic(p) for p in passes(workload, FF)] == [("add", 120, 120, 120, 40, 0)]
    assert [traffic(p) for p in passes(workload, WU)] == [("bias_gradient", 120, 120, 0, 0, 40)]


def test_a_gradient_that_needs_no_sum_is_the_operand_itself() -> None:
    assert passes(record(Positions(), (1, 5, 8)), WU) == []


def test_copies_of_weights_and_of_their_gradients_are_free() -> None:
    """The update writes every format in which a weight is used."""

    class Cast(nn.Linear):
        def forward(self, x: torch.Tensor) -> torch.Tensor:
            return nn.functional.linear(x, self.weight.double(), self.bias.double())

    workload = record(Cast(4, 4), torch.zeros(2, 4, dtype=torch.float64))
    kinds = [op.kind for op in workload.operations if op.layer != "loss"]
    assert sorted(kinds) == ["bias_gradient", "linear", "linear", "optimizer"]


def test_three_dimensional_convolutions_are_left_to_the_host_by_name() -> None:
    model = nn.Sequential(nn.Conv3d(1, 4, 3), nn.ReLU(), nn.Flatten(), nn.Linear(256, 2))
    workload = record(model, (2, 1, 6, 6, 6))
    assert workload.host_work == (
        "0: conv3d in FF: convolutions over three axes are not mapped",
        "0: conv3d in BP: convolutions over three axes are not mapped",
    )
    on_host = [op for op in workload.operations if isinstance(op, Pass) and op.on_host]
    assert [(op.layer, op.kind) for op in on_host] == [
        ("0", "conv3d"), ("0", "conv3d"), ("optimizer", "optimizer")
    ]  # fmt: skip
    assert on_host[-1].elements == 4 * 27 + 4
    assert {op.layer for op in workload.operations if isinstance(op, Gemm)} == {"3"}


def test_a_filter_computed_from_data_is_left_to_the_host() -> None:
    class Dynamic(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.make = nn.Linear(4, 16)

        def forward(self, x: torch.Tensor) -> torch.Tensor:
            weight = self.make(x.mean((0, 2, 3))).view(4, 4, 1, 1)
            return nn.functional.conv2d(x, weight)

    work = record(Dynamic(), (2, 4, 3, 3)).host_work
    assert work[0] == (
        "Dynamic: dynamic_conv in FF: weights that are computed from data are not mapped"
    )
