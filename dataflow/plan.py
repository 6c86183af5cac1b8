"""Memory plan: every layer's tensors and weights, and the segments of the program that use them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from weft.accelerator.description import Accelerator
from weft.accelerator.isa import Hyper
from weft.accelerator.sparsity import Sparsity
from weft.dataflow.memory import Allocator, Tensor, ceil_div, round_up
from weft.dataflow.updates import LayerWeights
from weft.dataflow.workload import Convolution, Gemm, Product, Weights, Workload


@dataclass(frozen=True, kw_only=True)
class Layer:
    """One layer in memory. ``inside`` is the side the window slides over, ``outside`` the other.

    For a transposed convolution the network's input is ``outside``. ``unfolded`` marks the
    network's input laid out by the host with its taps as channels.
    """

    name: str
    shape: Convolution
    weights: Weights
    memory: LayerWeights
    inside: Tensor
    outside: Tensor
    inside_gradient: Tensor
    outside_gradient: Tensor
    bias: int
    unfolded: bool


@dataclass(frozen=True, kw_only=True)
class ProductOperands:
    """Operands and result of a product of activations."""

    a: Tensor
    b: Tensor
    result: Tensor


@dataclass
class MemoryPlan:
    """Layers by name, products by their place in the workload; ``granules`` of DRAM in all.

    A layer used on inputs of another size has its weights once and tensors per size.
    """

    layers: dict[str, Layer]
    products: dict[int, ProductOperands]
    granules: int
    hypers: list[Hyper]
    others: dict[tuple[str, Convolution], Layer] = field(default_factory=dict)

    def of(self, op: Gemm) -> Layer:
        """The layer of ``op``, with the tensors of its size."""
        return self.others.get((op.layer, op.shape)) or self.layers[op.layer]


def plan(workload: Workload, accelerator: Accelerator, hyper: Hyper | None = None) -> MemoryPlan:
    """Lay the workload out in DRAM. Raises ValueError for a pattern that is not built in."""
    allocator = Allocator(accelerator)
    memory = MemoryPlan({}, {}, 0, [])
    base = hyper or Hyper()
    first: dict[str, Convolution] = {}
    for index, op in enumerate(workload.operations):
        if isinstance(op, Gemm) and op.layer not in memory.layers:
            accelerator.require(op.weights.ff)
            accelerator.require(op.weights.bp)
            memory.layers[op.layer] = _layer(op, accelerator, allocator, memory.hypers, base)
            first[op.layer] = op.shape
        elif isinstance(op, Gemm) and op.shape != first[op.layer]:
            if (op.layer, op.shape) not in memory.others:
                layer = _reused(op, memory.layers[op.layer], accelerator, allocator)
                memory.others[op.layer, op.shape] = layer
        elif isinstance(op, Product):
            memory.products[index] = _product(op, allocator)
    allocator.take(accelerator.rows)  # a last tile may reach past the end of its tensor
    memory.granules = allocator.granules
    return memory


def unfolds(gemm: Gemm, accelerator: Accelerator) -> bool:
    """Whether the host should lay the network's input out with taps as channels.

    Worth it where few channels would leave most rows of the array idle at every tap.
    """
    s = gemm.shape
    if not gemm.reads_network_input or s.groups > 1 or s.transposed or s.taps == 1:
        return False
    rows = accelerator.rows
    by_tap = ceil_div(s.in_channels, rows) * s.taps
    return ceil_div(s.in_channels * s.taps, rows) < by_tap


def unfolded_shape(s: Convolution) -> Convolution:
    """The 1x1 convolution over unfolded input."""
    one = (1, 1)
    return replace(
        s, in_channels=s.in_channels * s.taps, in_size=s.out_size, kernel=one, stride=one,
        padding=(0, 0), dilation=one,
    )  # fmt: skip


def _layer(
    op: Gemm, a: Accelerator, allocator: Allocator, hypers: list[Hyper], base: Hyper
) -> Layer:
    unfolded = unfolds(op, a)
    shape = unfolded_shape(op.shape) if unfolded else op.shape
    inside, outside, inside_gradient, outside_gradient = _tensors(shape, allocator)
    hyper = replace(base, decay=op.weights.decay)
    if hyper not in hypers:
        hypers.append(hyper)
    memory = _weights(op, shape, a, allocator, hypers.index(hyper))
    bias_side = inside if shape.transposed else outside
    bias = allocator.take(bias_side.planes * a.wide_granules)
    return Layer(
        name=op.layer, shape=shape, weights=op.weights, memory=memory, inside=inside,
        outside=outside, inside_gradient=inside_gradient, outside_gradient=outside_gradient,
        bias=bias, unfolded=unfolded,
    )  # fmt: skip


def _tensors(shape: Convolution, allocator: Allocator) -> list[Tensor]:
    """Both sides of a layer, then their gradients."""
    sides = (
        (shape.in_channels, shape.images, *shape.in_size),
        (shape.out_channels, shape.images, *shape.out_size),
    )
    return [allocator.tensor(*side) for side in (*sides, *sides)]


def _reused(op: Gemm, layer: Layer, a: Accelerator, allocator: Allocator) -> Layer:
    """The same weights on an input of another size."""
    shape = unfolded_shape(op.shape) if layer.unfolded else op.shape
    inside, outside, inside_gradient, outside_gradient = _tensors(shape, allocator)
    return replace(
        layer, shape=shape, inside=inside, outside=outside, inside_gradient=inside_gradient,
        outside_gradient=outside_gradient,
    )  # fmt: skip


def _weights(
    op: Gemm, shape: Convolution, a: Accelerator, allocator: Allocator, hyper: int
) -> LayerWeights:
    w = op.weights
    if shape.transposed and (w.mask_bp_by_ff or w.decay or w.frozen_mask):
        raise ValueError(
            f"layer {op.layer}: a decay term or a fixed mask cannot prune a transposed "
            "convolution on this machine; keep the layer dense"
        )
    _check_groups(op, shape)
    along_rows, along_columns = (w.bp, w.ff) if shape.transposed else (w.ff, w.bp)
    ins, outs = ceil_div(shape.in_channels, a.rows), ceil_div(shape.out_channels, a.rows)
    meets_in = meeting_blocks(outs, ins, shape.group_out, shape.group_in, a.rows)
    meets_out = meeting_blocks(ins, outs, shape.group_in, shape.group_out, a.rows)
    first_in, span_in = _first_blocks(meets_in, ins, along_rows)
    first_out, span_out = _first_blocks(meets_out, outs, along_columns)
    rows = allocator.copy(along_rows, outs, shape.taps, span_in, first_in)
    columns = allocator.copy(along_columns, ins, shape.taps, span_out, first_out)
    masters = [allocator.master(outs, shape.taps, ins) for _ in range(2)]
    grouped = shape.groups > 1
    return LayerWeights(
        master=masters[0], momentum=masters[1], rows=rows, columns=columns,
        meets=meets_in, hyper=hyper,
        mask_columns=w.mask_bp_by_ff, frozen=w.frozen_mask,
        group_in=shape.group_in if grouped else 0, group_out=shape.group_out if grouped else 0,
    )  # fmt: skip


def _check_groups(op: Gemm, shape: Convolution) -> None:
    """A pattern must not straddle two groups of a grouped convolution."""
    sides = (("input", op.weights.ff, shape.group_in), ("output", op.weights.bp, shape.group_out))
    for side, pattern, channels in sides:
        if shape.groups > 1 and channels % pattern.group:
            raise ValueError(
                f"layer {op.layer}: groups of {channels} {side} channels are not whole patterns of "
                f"{pattern}; keep the layer dense"
            )


def _first_blocks(
    meets: tuple[range, ...], others: int, sparsity: Sparsity
) -> tuple[tuple[int, ...], int]:
    """Per block of columns the first reduction block its copy stores, and how many of them."""
    ratio = sparsity.group // sparsity.kept
    firsts = [m.start // ratio * ratio for m in meets]
    span = max(m.stop - first for m, first in zip(meets, firsts, strict=True))
    span = round_up(span, ratio) if len(set(firsts)) > 1 else span
    room = max(0, round_up(others, ratio) - span)
    return tuple(min(first, room // ratio * ratio) for first in firsts), span


def meeting_blocks(
    blocks: int, others: int, group: int, group_other: int, rows: int
) -> tuple[range, ...]:
    """Per block of one side's channels the blocks of the other side in the same groups."""
    found = []
    for b in range(blocks):
        low = b * rows // group * group_other
        high = ((b * rows + rows - 1) // group + 1) * group_other - 1
        found.append(range(low // rows, min(high // rows, others - 1) + 1))
    return tuple(found)


def _product(op: Product, allocator: Allocator) -> ProductOperands:
    sides = {"nn": ((op.m, op.k), (op.k, op.n)), "nt": ((op.m, op.k), (op.n, op.k))}
    sides["tn"] = ((op.k, op.m), (op.k, op.n))
    a, b = sides[op.layout]
    return ProductOperands(
        a=allocator.tensor(a[1], op.batch, 1, a[0]),
        b=allocator.tensor(b[1], op.batch, 1, b[0]),
        result=allocator.tensor(op.n, op.batch, 1, op.m),
    )
