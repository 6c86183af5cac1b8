"""Products of two activations: roles, layouts, and the gradients that follow from the layout."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from torch import nn

from weft.dataflow.workload import Product, Stage, Workload
from weft.models.record import record
from weft.models.recording.products import gradient_of_a, gradient_of_b

FF, BP = Stage.FF, Stage.BP


def products(workload: Workload) -> list[Product]:
    return [op for op in workload.operations if isinstance(op, Product)]


class Attention(nn.Module):
    """Two heads of four over ``width`` 8, by matrix products."""

    def __init__(self, *, fused: bool) -> None:
        super().__init__()
        self.qkv = nn.Linear(8, 24)
        self.fused = fused

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        q, k, v = (part.unflatten(-1, (2, 4)).transpose(1, 2) for part in self.qkv(x).chunk(3, -1))
        if self.fused:
            y = nn.functional.scaled_dot_product_attention(q, k, v)
        else:
            y = ((q / 2) @ k.transpose(-2, -1)).softmax(-1) @ v
        return y.transpose(1, 2).flatten(2)


@pytest.mark.parametrize("fused", [False, True])
def test_attention_is_six_products_read_where_they_lie(fused: bool) -> None:
    workload = record(nn.Sequential(Attention(fused=fused), nn.Linear(8, 2)), (3, 5, 8))
    found = [(p.layer, p.stage, p.layout, p.batch, p.m, p.n, p.k) for p in products(workload)]
    assert found[:2] == [
        ("0.scores", FF, "nt", 6, 5, 5, 4),
        ("0.context", FF, "nn", 6, 5, 4, 5),
    ]
    assert sorted(found[2:]) == [
        ("0.context", BP, "nt", 6, 5, 5, 4),  # scores' gradient = dO V^T
        ("0.context", BP, "tn", 6, 5, 4, 5),  # dV = scores^T dO
        ("0.scores", BP, "nn", 6, 5, 4, 5),  # dQ = dS K
        ("0.scores", BP, "tn", 6, 5, 4, 5),  # dK = dS^T Q
    ]


def test_copies_for_the_batched_product_are_free() -> None:
    """Heads are blocks of columns, which the machine addresses where they lie."""
    workload = record(Attention(fused=False), (3, 5, 8))
    assert [op.kind for op in workload.operations if op.stage is FF and op.layer != "loss"] == [
        "linear", "div", "attention", "softmax", "attention"
    ]  # fmt: skip


def test_several_products_of_one_module_are_numbered() -> None:
    class Gram(nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.layer = nn.Linear(4, 4)

        def forward(self, x: torch.Tensor) -> torch.Tensor:
            y = self.layer(x)
            return (y @ y.transpose(1, 2)) @ y

    workload = record(Gram(), (2, 3, 4))
    assert {p.layer for p in products(workload)} == {"Gram.product", "Gram.product2"}
    assert [p.layer for p in products(workload)].count("Gram.product") == 3


@pytest.mark.parametrize("layout", ["nn", "nt", "tn"])
def test_the_gradients_of_a_product_follow_from_its_layout(layout: str) -> None:
    """Against numpy: operands stored as the layout says, gradients stored as their operand."""
    m, n, k = 2, 3, 5
    random = np.random.default_rng(3)
    product = Product(layer="", stage=FF, batch=1, m=m, n=n, k=k, layout=layout)  # type: ignore[arg-type]
    a_stored = random.normal(size=(k, m) if layout == "tn" else (m, k))
    b_stored = random.normal(size=(n, k) if layout == "nt" else (k, n))
    upstream = random.normal(size=(m, n))
    da = upstream @ (b_stored if layout == "nt" else b_stored.T)
    db = (a_stored if layout == "tn" else a_stored.T) @ upstream
    operands_of_a = (b_stored, upstream) if layout == "tn" else (upstream, b_stored)
    operands_of_b = (upstream, a_stored) if layout == "nt" else (a_stored, upstream)
    np.testing.assert_allclose(
        multiply(gradient_of_a(product), *operands_of_a), da.T if layout == "tn" else da
    )
    np.testing.assert_allclose(
        multiply(gradient_of_b(product), *operands_of_b), db.T if layout == "nt" else db
    )


def multiply(product: Product, a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """What a `Product` means, with its sizes checked."""
    a = a.T if product.layout == "tn" else a
    b = b.T if product.layout == "nt" else b
    assert (a.shape, b.shape) == ((product.m, product.k), (product.k, product.n))
    return a @ b
