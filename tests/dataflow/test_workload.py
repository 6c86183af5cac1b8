"""The vocabulary of a training iteration: sizes and counts worked by hand."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from weft.accelerator.sparsity import DENSE, Sparsity
from weft.dataflow.workload import Convolution, Gemm, Pass, Product, Stage, Weights, Workload

# 4 images of 20 x 10 x 12, to 16 x 5 x 6
CONV = Convolution(
    images=4, in_channels=20, out_channels=16, in_size=(10, 12), out_size=(5, 6), kernel=(3, 3),
    stride=(2, 2), padding=(1, 1),
)  # fmt: skip
PATTERN = Sparsity(2, 8)


def gemm(stage: Stage, shape: Convolution = CONV, **weights: Sparsity) -> Gemm:
    kind = "conv-transposed" if shape.transposed else "conv"
    return Gemm(
        layer="l", kind=kind, stage=stage, shape=shape, weights=Weights(parameter="w", **weights)
    )


def test_the_three_gemms_of_a_convolution() -> None:
    pixels = 4 * 5 * 6
    assert CONV.pixels == pixels
    assert gemm(Stage.FF).mnk == (pixels, 16, 20 * 9)
    assert gemm(Stage.BP).mnk == (pixels, 20, 16 * 9)  # window positions: no inserted zeros
    assert gemm(Stage.WU).mnk == (20 * 9, 16, pixels)
    for stage in Stage:
        m, n, k = gemm(stage).mnk
        assert gemm(stage).macs == m * n * k == pixels * 16 * 20 * 9


def test_a_transposed_convolution_swaps_ff_and_bp() -> None:
    turned = replace(CONV, transposed=True)
    assert gemm(Stage.FF, turned).mnk == gemm(Stage.BP).mnk
    assert gemm(Stage.BP, turned).mnk == gemm(Stage.FF).mnk
    assert gemm(Stage.WU, turned).mnk == gemm(Stage.WU).mnk


@pytest.mark.parametrize("stage", Stage)
def test_groups_divide_the_work(stage: Stage) -> None:
    grouped = replace(CONV, groups=4)
    m, n, k = gemm(stage, grouped).mnk
    assert gemm(stage, grouped).macs == m * n * k * 4 == gemm(stage).macs // 4


def test_tail_groups_count_as_whole_ones() -> None:
    # 20 input channels are 3 groups of 8, so 6 of each tap's 20; 16 output channels 2, so 4
    assert gemm(Stage.FF, ff=PATTERN).sparse_macs == 120 * 16 * 9 * 6
    assert gemm(Stage.BP, bp=PATTERN).sparse_macs == 120 * 20 * 9 * 4
    assert gemm(Stage.FF, bp=PATTERN).sparse_macs == gemm(Stage.FF).macs
    assert gemm(Stage.WU, ff=PATTERN, bp=PATTERN).sparse_macs == gemm(Stage.WU).macs


def test_a_transposed_convolution_reduces_ff_over_its_own_input() -> None:
    turned = replace(CONV, transposed=True)  # from the 16-channel side to the 20-channel one
    assert gemm(Stage.FF, turned, ff=PATTERN).sparse_macs == 120 * 20 * 9 * 4
    assert gemm(Stage.BP, turned, bp=PATTERN).sparse_macs == 120 * 16 * 9 * 6


def test_every_stage_has_its_own_pattern() -> None:
    weights = {"ff": Sparsity(2, 4), "bp": Sparsity(1, 4)}
    found = [gemm(stage, **weights).sparsity for stage in Stage]
    assert found == [Sparsity(2, 4), Sparsity(1, 4), DENSE]


def test_a_linear_layer_is_one_row_of_pixels() -> None:
    shape = Convolution.linear(7, 30, 10)
    assert (shape.pixels, shape.taps, shape.macs) == (7, 1, 7 * 30 * 10)
    assert gemm(Stage.FF, shape).mnk == (7, 10, 30)
    assert gemm(Stage.BP, shape).mnk == (7, 30, 10)
    assert gemm(Stage.WU, shape).mnk == (30, 10, 7)


def test_channels_that_groups_do_not_divide_are_refused() -> None:
    message = "channels=20 is not a multiple of groups=3"
    with pytest.raises(ValueError, match=f"^{re.escape(message)}"):
        replace(CONV, groups=3)


def test_names_tell_the_stage() -> None:
    assert gemm(Stage.BP).name == "l.BP"
    assert _product("nt").name == "scores.BP"
    assert _pass(layer="bn", kind="norm").name == "bn.norm"


def _product(layout: str) -> Product:
    return Product(layer="scores", stage=Stage.BP, batch=6, m=5, n=4, k=3, layout=layout)  # type: ignore[arg-type]


def _pass(**facts: object) -> Pass:
    default = dict(layer="p", kind="add", stage=Stage.FF, elements=10)
    return Pass(**{**default, **facts})  # type: ignore[arg-type]


@pytest.mark.parametrize("layout", ["nn", "nt", "tn"])
def test_a_product_is_dense_whatever_its_layout(layout: str) -> None:
    assert _product(layout).macs == _product(layout).sparse_macs == 6 * 5 * 4 * 3


@pytest.mark.parametrize(("bits", "read", "written"), [(16, 14 + 20, 6 + 8), (8, 7 + 20, 3 + 8),
                                                       (4, 4 + 20, 2 + 8)])  # fmt: skip
def test_bytes_of_a_pass(bits: int, read: int, written: int) -> None:
    """7 and 3 narrow elements of ``bits`` bits, 5 and 2 wide ones of 4 bytes."""
    op = _pass(narrow_reads=7, narrow_writes=3, wide_reads=5, wide_writes=2)
    assert op.read_bytes(bits) == read
    assert op.written_bytes(bits) == written
    assert op.macs == op.sparse_macs == 0


def test_a_scheme_gives_every_gemm_its_weights_and_leaves_the_rest() -> None:
    operations = (gemm(Stage.FF), _pass(), _product("nn"), gemm(Stage.WU))
    before = Workload(model="m", batch=4, scheme="dense", operations=operations)
    after = before.with_weights(lambda op: Weights(parameter=op.weights.parameter, ff=PATTERN), "x")
    assert (after.scheme, before.scheme) == ("x", "dense")
    assert after.operations[1:3] == operations[1:3]
    assert [op.sparsity for op in after.gemms if isinstance(op, Gemm)] == [PATTERN, DENSE]
    assert after.macs == before.macs == 2 * gemm(Stage.FF).macs + _product("nn").macs
    assert [op.name for op in after.gemms] == ["l.FF", "scores.BP", "l.WU"]
