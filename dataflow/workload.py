"""A training iteration as GEMMs and passes over memory: what the models hand to the compiler.

The three GEMMs of a layer with weights share one `Convolution` (a linear layer is the 1x1 case);
matrix products of two activations are `Product`. Everything else that touches memory is a `Pass`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Literal

from weft.accelerator.sparsity import DENSE, Sparsity


class Stage(StrEnum):
    """The three stages of training a layer (DESIGN section 2)."""

    FF = "FF"
    BP = "BP"
    WU = "WU"


@dataclass(frozen=True, kw_only=True)
class Convolution:
    """Geometry of a two-dimensional convolution; every pair is (vertical, horizontal).

    A transposed convolution is described by the convolution whose BP it is (``input`` is then the
    side that the strided window slides over, the network's output) and marked ``transposed``.
    """

    images: int
    in_channels: int
    out_channels: int
    in_size: tuple[int, int]
    out_size: tuple[int, int]
    kernel: tuple[int, int] = (1, 1)
    stride: tuple[int, int] = (1, 1)
    padding: tuple[int, int] = (0, 0)
    dilation: tuple[int, int] = (1, 1)
    groups: int = 1
    transposed: bool = False

    def __post_init__(self) -> None:
        for channels in (self.in_channels, self.out_channels):
            if channels % self.groups:
                raise ValueError(f"channels={channels} is not a multiple of groups={self.groups}")

    @property
    def taps(self) -> int:
        return self.kernel[0] * self.kernel[1]

    @property
    def pixels(self) -> int:
        """Positions of the window in all images: rows of the GEMM of FF."""
        return self.images * self.out_size[0] * self.out_size[1]

    @property
    def group_in(self) -> int:
        return self.in_channels // self.groups

    @property
    def group_out(self) -> int:
        return self.out_channels // self.groups

    @property
    def macs(self) -> int:
        """Dense multiply-accumulates of each of the three stages, padding included."""
        return self.pixels * self.out_channels * self.group_in * self.taps

    @staticmethod
    def linear(rows: int, in_features: int, out_features: int) -> Convolution:
        """A linear layer over ``rows`` vectors."""
        return Convolution(
            images=1,
            in_channels=in_features,
            out_channels=out_features,
            in_size=(1, rows),
            out_size=(1, rows),
        )


@dataclass(frozen=True, kw_only=True)
class Weights:
    """What a scheme does to one layer's weights, as the hardware sees it.

    ``ff`` groups run along input channels of a tap, ``bp`` along output channels. ``mask_bp_by_ff``
    stores the BP copy dense in form but zero where the FF mask prunes (SR-STE, ASP).
    ``decay`` adds ``decay * weight`` to the gradient of weights pruned in FF. ``frozen_mask``
    keeps pruned weights and their momentum at zero (ASP). ``dense_because`` says why a layer is
    dense under a sparse scheme, in words for the report.
    """

    parameter: str
    ff: Sparsity = DENSE
    bp: Sparsity = DENSE
    mask_bp_by_ff: bool = False
    decay: float = 0.0
    frozen_mask: bool = False
    dense_because: str = ""


@dataclass(frozen=True, kw_only=True)
class Gemm:
    """One stage of one layer with weights."""

    layer: str
    kind: Literal["conv", "linear", "conv-transposed"]
    stage: Stage
    shape: Convolution
    weights: Weights
    # SDGP prunes the streamed operand of BP: recorded, not exploited by a weight-select array
    operand_sparsity: Sparsity = DENSE
    # the network's own input: the host may lay it out unfolded, so that taps become channels
    reads_network_input: bool = False
    # FF adds a bias as it stores
    biased: bool = False

    @property
    def name(self) -> str:
        return f"{self.layer}.{self.stage}"

    @property
    def sparsity(self) -> Sparsity:
        """Pattern of the weights of this stage along its own reduction axis."""
        return {Stage.FF: self.weights.ff, Stage.BP: self.weights.bp, Stage.WU: DENSE}[self.stage]

    @property
    def mnk(self) -> tuple[int, int, int]:
        """Rows, columns and reduction length per group of O[m,n] = sum_k A[m,k] B[k,n]."""
        s = self.shape
        reduce_in, reduce_out = s.group_in * s.taps, s.group_out * s.taps
        forward = (s.pixels, s.group_out, reduce_in)
        # m of BP counts window positions, so that m*n*k is the work done: no inserted zeros
        backward = (s.pixels, s.group_in, reduce_out)
        stage = self.stage
        if s.transposed and stage is not Stage.WU:
            stage = Stage.BP if stage is Stage.FF else Stage.FF
        return {
            Stage.FF: forward,
            Stage.BP: backward,
            Stage.WU: (reduce_in, s.group_out, s.pixels),
        }[stage]

    @property
    def macs(self) -> int:
        """Multiply-accumulates if dense."""
        return self.shape.macs

    @property
    def sparse_macs(self) -> int:
        """Multiply-accumulates left by the sparsity: tail groups count as whole groups."""
        m, n, k = self.mnk
        taps = self.shape.taps
        if self.stage is Stage.WU:
            return self.macs
        return m * n * taps * self.sparsity.compressed_length(k // taps) * self.shape.groups


@dataclass(frozen=True, kw_only=True)
class Product:
    """``batch`` independent products of two activations: attention.

    ``layout`` says how the operands lie: "nn" A(m,k) B(k,n); "nt" A(m,k) B(n,k);
    "tn" A(k,m) B(k,n); the last axis is the channel axis.
    """

    layer: str
    stage: Stage
    batch: int
    m: int
    n: int
    k: int
    layout: Literal["nn", "nt", "tn"]
    kind: Literal["attention"] = "attention"

    @property
    def name(self) -> str:
        return f"{self.layer}.{self.stage}"

    @property
    def macs(self) -> int:
        return self.batch * self.m * self.n * self.k

    @property
    def sparse_macs(self) -> int:
        return self.macs


@dataclass(frozen=True, kw_only=True)
class Pass:
    """One pass over memory that is not a GEMM: batch norm, activation, pooling, optimiser, ...

    ``elements`` is the work in lane-cycles. What is read and written is counted in elements:
    ``narrow`` ones have the operand format's width, ``wide`` ones the accumulator's (32 bits).
    ``on_host`` marks what this machine does not do: it costs no cycles, and the report lists it.
    """

    layer: str
    kind: str
    stage: Stage
    elements: int
    narrow_reads: int = 0
    narrow_writes: int = 0
    wide_reads: int = 0
    wide_writes: int = 0
    on_host: bool = False
    note: str = ""

    @property
    def name(self) -> str:
        return f"{self.layer}.{self.kind}"

    @property
    def macs(self) -> int:
        return 0

    @property
    def sparse_macs(self) -> int:
        return 0

    def read_bytes(self, operand_bits: int) -> int:
        return -(-self.narrow_reads * operand_bits // 8) + self.wide_reads * 4

    def written_bytes(self, operand_bits: int) -> int:
        return -(-self.narrow_writes * operand_bits // 8) + self.wide_writes * 4


Operation = Gemm | Product | Pass


@dataclass(frozen=True, kw_only=True)
class Workload:
    """One training iteration in execution order."""

    model: str
    batch: int
    scheme: str
    operations: tuple[Operation, ...]
    host_work: tuple[str, ...] = ()

    @property
    def gemms(self) -> Iterator[Gemm | Product]:
        return (op for op in self.operations if not isinstance(op, Pass))

    @property
    def macs(self) -> int:
        """Dense multiply-accumulates of one iteration."""
        return sum(op.macs for op in self.operations)

    def with_weights(self, rule: Callable[[Gemm], Weights], scheme: str) -> Workload:
        """The same iteration under another scheme: ``rule`` gives each layer its `Weights`."""
        operations = tuple(
            replace(op, weights=rule(op)) if isinstance(op, Gemm) else op for op in self.operations
        )
        return replace(self, operations=operations, scheme=scheme)
