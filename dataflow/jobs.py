"""From an operation and its place in memory to the job that executes it."""

from __future__ import annotations

from weft.accelerator.description import Accelerator
from weft.accelerator.isa import Engine, Opcode, Side, Source
from weft.dataflow.emitter import Emitter, Needs
from weft.dataflow.memory import Tensor
from weft.dataflow.plan import Layer, ProductOperands
from weft.dataflow.stationary import of_columns, of_rows, of_weights
from weft.dataflow.streams import StreamJob
from weft.dataflow.sums import SlotSet, SumJob
from weft.dataflow.updates import Blocks, Updates
from weft.dataflow.workload import Convolution, Gemm, Product, Stage


def forward_side(gemm: Gemm) -> bool:
    """Whether the GEMM reads under the window (FF of a convolution, BP of a transposed one)."""
    return (gemm.stage is Stage.FF) != gemm.shape.transposed


def stream_job(gemm: Gemm, layer: Layer, ready: Needs) -> StreamJob:
    """FF or BP of a layer; its weights are in memory once ``ready`` has ended."""
    gradient = gemm.stage is Stage.BP
    inside = layer.inside_gradient if gradient else layer.inside
    outside = layer.outside_gradient if gradient else layer.outside
    reads = forward_side(gemm)
    copy = layer.memory.rows if reads else layer.memory.columns
    return StreamJob(
        shape=layer.shape,
        side=Side.A if reads else Side.O,
        streamed=inside if reads else outside,
        result=outside if reads else inside,
        stationary=of_weights(copy, ready),
        bias=layer.bias if gemm.biased and gemm.stage is Stage.FF else -1,
    )


def weight_tensors(layer: Layer) -> tuple[Tensor, Tensor]:
    """Operands of WU: the one under the window, the raster one."""
    if layer.shape.transposed:
        return layer.inside_gradient, layer.outside
    return layer.inside, layer.outside_gradient


def sum_job(layer: Layer, updates: Updates, pregenerate: bool) -> SumJob:
    """WU of a layer; every drained set of slots is updated at once."""

    def finish(slots: SlotSet, o: int, done: Needs) -> Needs:
        index = -1
        for blocks in weight_blocks(layer.shape, slots, o, updates.a.rows):
            index = updates.update(layer.memory, blocks, done, emit=pregenerate)
        return {Engine.UPDATE: index}

    rows, columns = weight_tensors(layer)
    return SumJob(
        shape=layer.shape, rows=rows, columns=columns, meets=layer.memory.meets, finish=finish
    )


def weight_blocks(shape: Convolution, slots: SlotSet, o: int, rows: int) -> list[Blocks]:
    """The weight blocks of a set of slots, as runs."""
    if not slots.along_taps:
        return [
            Blocks(
                slots.column + i, slots.tap_y, slots.reduce, slots.inner, True,
                o + i * slots.inner * rows,
            )
            for i in range(slots.outer)
        ]  # fmt: skip
    width = shape.kernel[1]
    if slots.inner == width:
        tap, count = slots.tap_y * width, slots.outer * slots.inner
        return [Blocks(slots.column, tap, slots.reduce, count, False, o)]
    return [
        Blocks(
            slots.column, (slots.tap_y + i) * width + slots.tap_x, slots.reduce, slots.inner,
            False, o + i * slots.inner * rows,
        )
        for i in range(slots.outer)
    ]  # fmt: skip


def product_shape(op: Product) -> Convolution:
    """The linear layer that one product of a batch is."""
    if op.layout == "tn":
        return Convolution.linear(op.k, op.m, op.n)
    return Convolution.linear(op.m, op.k, op.n)


def product_stream(
    op: Product, operands: ProductOperands, image: int, a: Accelerator, ready: Needs
) -> StreamJob:
    """One product of layout "nn" or "nt"."""
    hold = of_rows if op.layout == "nn" else of_columns
    return StreamJob(
        shape=product_shape(op), side=Side.A, streamed=operands.a, result=operands.result,
        stationary=hold(operands.b, image, a.rows, ready), image=image,
    )  # fmt: skip


def product_sum(op: Product, operands: ProductOperands, image: int, emitter: Emitter) -> SumJob:
    """One product of layout "tn": the sums are stored as they drain."""
    rows = emitter.accelerator.rows
    result = operands.result

    def finish(slots: SlotSet, o: int, done: Needs) -> Needs:
        index = -1
        pixel = slots.reduce * rows
        for i in range(slots.outer):
            index = emitter.add(
                Opcode.STORE, done, source=Source.O, buffer=o + i * slots.inner * rows,
                dram=result.at(slots.column + i, image) + pixel,
                length=min(slots.inner * rows, result.width - pixel), runs=1, images=1, planes=1,
            )  # fmt: skip
        return {Engine.STORE: index}

    meets = (range(operands.a.planes),) * operands.b.planes
    return SumJob(
        shape=product_shape(op), rows=operands.a, columns=operands.b, meets=meets, finish=finish,
        image=image,
    )  # fmt: skip
