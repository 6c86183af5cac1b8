"""Compile a workload into a program for one accelerator."""

from __future__ import annotations

from collections.abc import Mapping as Table
from dataclasses import dataclass

from weft.accelerator import isa
from weft.accelerator.description import Accelerator
from weft.accelerator.isa import Engine, Hyper, Opcode, Program
from weft.dataflow import jobs, repetition
from weft.dataflow.emitter import Emitter, Needs, latest
from weft.dataflow.mapping import Mapping
from weft.dataflow.memory import ceil_div
from weft.dataflow.plan import Layer, MemoryPlan, plan
from weft.dataflow.streams import stream
from weft.dataflow.sums import sums
from weft.dataflow.turned_streams import turned_streams
from weft.dataflow.turned_sums import turned_sums
from weft.dataflow.updates import Blocks, Updates
from weft.dataflow.workload import Gemm, Operation, Pass, Product, Stage, Workload

VECTOR_BEATS = 4096  # longest VECTOR instruction: others get the memory port in between


@dataclass(frozen=True)
class Compiled:
    """A program with the memory plan it works on and where each operation's instructions lie.

    ``spans[i]`` are the first and last + 1 instruction of operation i.
    """

    workload: Workload
    accelerator: Accelerator
    program: Program
    memory: MemoryPlan
    mappings: tuple[Mapping | None, ...]
    spans: tuple[tuple[int, int], ...]


def compile_workload(
    workload: Workload,
    accelerator: Accelerator,
    mappings: Table[int, Mapping],
    *,
    pregenerate: bool = True,
    hyper: Hyper | None = None,
) -> Compiled:
    """Compile ``workload`` with a `Mapping` for every GEMM and product (by place in the workload).

    Raises ValueError where a mapping does not fit, a pattern is not built in or a size does not fit
    an instruction.
    """
    memory = plan(workload, accelerator, hyper)
    compiler = _Compiler(accelerator, memory, pregenerate)
    spans = []
    for index, op in enumerate(workload.operations):
        first = compiler.emitter.count
        compiler.emitter.tag = index
        compiler.emit(index, op, mappings.get(index))
        spans.append((first, compiler.emitter.count))
    rows = compiler.emitter.rows()
    isa.check(rows)
    blocks = repetition.find(accelerator, rows, compiler.emitter.marks)
    tags = tuple(op.name for op in workload.operations)
    program = Program(rows, tags, accelerator.digest, tuple(memory.hypers) or (Hyper(),), blocks)
    chosen = tuple(mappings.get(i) for i in range(len(workload.operations)))
    return Compiled(workload, accelerator, program, memory, chosen, tuple(spans))


class _Compiler:
    def __init__(self, accelerator: Accelerator, memory: MemoryPlan, pregenerate: bool) -> None:
        self.accelerator, self.memory, self.pregenerate = accelerator, memory, pregenerate
        self.emitter = Emitter(accelerator)
        self.updates = Updates(self.emitter)
        self._written: dict[str, Needs] = {}  # by layer: the last update's stores

    def emit(self, index: int, op: Operation, mapping: Mapping | None) -> None:
        if isinstance(op, Pass):
            self._pass(op)
            return
        if mapping is None:
            raise ValueError(f"{op.name} has no mapping; schedule the workload first")
        if isinstance(op, Product):
            self._product(index, op, mapping)
        else:
            self._gemm(op, mapping)
        if op.stage is not Stage.WU:
            self._produced(Engine.STORE)

    def _produced(self, engine: Engine) -> None:
        """Later loads of activations wait for what ``engine`` wrote so far."""
        self.emitter.inputs = latest(self.emitter.inputs, self.emitter.after(engine))

    def _gemm(self, op: Gemm, mapping: Mapping) -> None:
        layer = self.memory.of(op)
        written = self.updates.masters = self._written.get(op.layer, {})
        if op.stage is Stage.WU:
            sum_job = jobs.sum_job(layer, self.updates, self._pregenerates(layer))
            reduce_pixels = sums if mapping.dataflow == "os" else turned_streams
            reduce_pixels(self.emitter, sum_job, mapping)
            self._written[op.layer] = self.emitter.after(Engine.STORE)
            return
        ready = written
        if not self._pregenerates(layer):
            ready = self._select(layer, rows=jobs.forward_side(op))
        job = jobs.stream_job(op, layer, ready)
        reduce_channels = stream if mapping.dataflow == "ws" else turned_sums
        reduce_channels(self.emitter, job, mapping)

    def _pregenerates(self, layer: Layer) -> bool:
        """Dense copies are always written by the update; sparse ones unless switched off."""
        dense = layer.weights.ff.is_dense and layer.weights.bp.is_dense
        return self.pregenerate or dense

    def _select(self, layer: Layer, *, rows: bool) -> Needs:
        """Make one copy of all weights anew, before it is used."""
        index = -1
        for column, meets in enumerate(layer.memory.meets):
            for tap in range(layer.shape.taps):
                blocks = Blocks(column, tap, meets.start, len(meets), True)
                index = self.updates.select(layer.memory, blocks, rows=rows)
        return {Engine.STORE: index}

    def _product(self, index: int, op: Product, mapping: Mapping) -> None:
        operands = self.memory.products[index]
        for image in range(op.batch):
            if op.layout == "tn":
                reduce_pixels = sums if mapping.dataflow == "os" else turned_streams
                reduce_pixels(
                    self.emitter, jobs.product_sum(op, operands, image, self.emitter), mapping
                )
            else:
                reduce_channels = stream if mapping.dataflow == "ws" else turned_sums
                ready = self.emitter.inputs
                job = jobs.product_stream(op, operands, image, self.accelerator, ready)
                reduce_channels(self.emitter, job, mapping)

    def _pass(self, op: Pass) -> None:
        """One pass over memory, in pieces, so that loads of weights may slip in between."""
        if op.on_host:
            return
        a = self.accelerator
        reads = ceil_div(op.read_bytes(a.operand.bits), a.bus_bytes)
        writes = ceil_div(op.written_bytes(a.operand.bits), a.bus_bytes)
        pieces = max(1, ceil_div(reads + writes, VECTOR_BEATS))
        needs = self.emitter.inputs
        for i in range(pieces):
            share = [total * (i + 1) // pieces - total * i // pieces
                     for total in (reads, writes, op.elements)]  # fmt: skip
            self.emitter.add(
                Opcode.VECTOR, needs, read_beats=share[0], write_beats=share[1], elements=share[2]
            )
        self._produced(Engine.VECTOR)
