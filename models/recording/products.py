"""Products of two activations, as in attention: their layouts, roles and gradients.

``layout`` tells how the operands of O[m,n] = sum_k A[m,k] B[k,n] lie in memory, rows of channels:
"nn" A(m,k) B(k,n); "nt" A(m,k) B(n,k); "tn" A(k,m) B(k,n). The transpose of both is the "nn" of
the transposed result, as which it is recorded.

The gradients follow from the layout of FF alone, each written as its operand lies:

======  =======================  =======================
FF      gradient of A            gradient of B
======  =======================  =======================
nn      (m,k) = dO(m,n) B(k,n)   (k,n) = A(m,k) dO(m,n)
nt      (m,k) = dO(m,n) B(n,k)   (n,k) = dO(m,n) A(m,k)
tn      (k,m) = B(k,n) dO(m,n)   (k,n) = A(k,m) dO(m,n)
======  =======================  =======================
"""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import torch

from weft.dataflow.workload import Product, Stage
from weft.models.recording.calls import Call
from weft.models.recording.values import Key, Log, Site, operand_key

Layout = Literal["nn", "nt", "tn"]


def forward_site(
    log: Log, call: Call, a: torch.Tensor, b: torch.Tensor, dims: tuple[int, int, int, int]
) -> Site:
    """Site of a product in FF; ``dims`` is (batch, m, n, k)."""
    return _site(log, call, a, b, dims, Stage.FF)


def backward_site(
    log: Log, call: Call, a: torch.Tensor, b: torch.Tensor, dims: tuple[int, int, int, int]
) -> Site:
    """Site of a product that belongs to no product of FF: custom autograd functions."""
    site = _site(log, call, a, b, dims, Stage.BP)
    log.sites.append(site)
    return site


def _site(
    log: Log,
    call: Call,
    a: torch.Tensor,
    b: torch.Tensor,
    dims: tuple[int, int, int, int],
    stage: Stage,
) -> Site:
    batch, m, n, k = dims
    a_transposed = log.lies_transposed(a, (m, k))
    b_transposed = log.lies_transposed(b, (k, n))
    keys = operand_key(a), operand_key(b)
    layout: Layout = "tn" if a_transposed else "nt" if b_transposed else "nn"
    if a_transposed and b_transposed:
        layout, (m, n), keys = "nn", (n, m), keys[::-1]
    product = Product(layer="", stage=stage, batch=batch, m=m, n=n, k=k, layout=layout)
    site = Site(
        macs=product.macs, a=keys[0], b=keys[1], layer=call.layer, product=product, kind="attention"
    )
    if any(log.memory[operand].is_softmax for operand in (a, b)):
        site.role = "context"
    return site


def backward(site: Site, keys: tuple[Key, Key], *, gradient_first: bool) -> Product:
    """The gradient product whose operands have ``keys``, one of them saved in FF.

    ``gradient_first`` decides where neither is known: autograd multiplies the gradient from the
    left for that of A.
    """
    assert site.product is not None
    if (site.b in keys) != (site.a in keys):
        return gradient_of_a(site.product) if site.b in keys else gradient_of_b(site.product)
    return gradient_of_a(site.product) if gradient_first else gradient_of_b(site.product)


def gradient_of_a(product: Product) -> Product:
    """BP product that yields the gradient of A, lying as A lies."""
    m, n, k = product.m, product.n, product.k
    if product.layout == "nn":
        return _gradient(product, "nt", m, k, n)
    if product.layout == "nt":
        return _gradient(product, "nn", m, k, n)
    return _gradient(product, "nt", k, m, n)


def gradient_of_b(product: Product) -> Product:
    """BP product that yields the gradient of B, lying as B lies."""
    m, n, k = product.m, product.n, product.k
    if product.layout == "nn":
        return _gradient(product, "tn", k, n, m)
    if product.layout == "nt":
        return _gradient(product, "tn", n, k, m)
    return _gradient(product, "nn", k, n, m)


def _gradient(product: Product, layout: Layout, m: int, n: int, k: int) -> Product:
    return replace(product, stage=Stage.BP, layout=layout, m=m, n=n, k=k)
