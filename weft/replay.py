"""Train a model with the machine's program instead of the fast kernels.

The GEMMs and updates of a `Compiled` workload run on the functional simulator, on one memory image
that lives from step to step; the model's other modules (batch norm, activations, pooling, loss)
stay in PyTorch, as work of the host between the program's parts. It is how equality number 3 of
the design is checked, and how a board will train: only the engine underneath changes.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Protocol

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from weft.accelerator.description import Accelerator
from weft.accelerator.isa import Hyper, Program
from weft.dataflow import image as memory
from weft.dataflow.compiler import Compiled
from weft.dataflow.memory import Tensor as Place
from weft.dataflow.plan import Layer
from weft.dataflow.workload import Convolution, Gemm, Stage
from weft.models.operands import Operand, is_scaled
from weft.simulator.functional import execute
from weft.simulator.functional_machine import Machine

Array = NDArray[Any]


class Runner(Protocol):
    """Whatever runs parts of a program, its buffers lasting from part to part."""

    def run(self, program: Program, first: int, after: int, image: Array) -> None:
        """Run the instructions ``first`` to ``after`` - 1 on ``image``, changed in place."""


class Simulated:
    """Runs on the functional simulator."""

    def __init__(self, accelerator: Accelerator) -> None:
        self._machine = Machine(accelerator)

    def run(self, program: Program, first: int, after: int, image: Array) -> None:
        execute(
            self._machine.accelerator, program, image, rows=slice(first, after),
            machine=self._machine,
        )  # fmt: skip


class ProgramEngine:
    """An engine (`weft.models.engine.use_engine`) that runs the parts of a compiled program.

    ``runner`` is the machine, the functional simulator unless given. ``model`` is swapped by
    `sparsify_` with the arithmetic of the accelerator. Weights, momentum and both compressed copies
    live in ``image``; `finish_step` copies the updated weights back. Raises ValueError where a
    layer of the model is not in the program.
    """

    def __init__(self, compiled: Compiled, model: nn.Module, runner: Runner | None = None) -> None:
        self.compiled, self.accelerator = compiled, compiled.accelerator
        if is_scaled(self.accelerator.operand):
            raise ValueError(
                f"format {self.accelerator.format}: training scales every tensor by its largest "
                "value, which a program cannot know before it runs; replay with fp16 or bf16"
            )
        self.image = memory.empty(self.accelerator, compiled.memory.granules)
        self.program = compiled.program
        names = compiled.memory.layers
        self.layers: dict[str, Any] = {name: model.get_submodule(name) for name in names}
        self._spans = {
            (op.layer, op.stage): span
            for op, span in zip(compiled.workload.operations, compiled.spans, strict=True)
            if isinstance(op, Gemm)
        }
        gemms = [op for op in compiled.workload.operations if isinstance(op, Gemm)]
        if len(self._spans) != len(gemms):
            raise ValueError(
                "the model uses a layer twice in a step; the program updates its weights at each "
                "use, so it cannot train this model bit by bit"
            )
        self._runner: Runner = Simulated(self.accelerator) if runner is None else runner
        for name, layer in self.layers.items():
            weight = layer.weight.detach().numpy()
            memory.write_weights(self.image, self.accelerator, self._layer(name), weight)

    # ---- the three GEMMs ----

    def ff(self, layer: Any, shape: Convolution, x: Operand) -> Array:
        place = self._layer(layer.weft_layer)
        inside, outside = place.inside, place.outside
        bias = layer.weft_bias()
        if bias is not None:
            self._write_bias(place, bias)
        source, target = (outside, inside) if shape.transposed else (inside, outside)
        self._write(place, source, x)
        self._run(layer.weft_layer, Stage.FF)
        return self._read(target)

    def bp(self, layer: Any, shape: Convolution, dy: Operand) -> Array:
        place = self._layer(layer.weft_layer)
        outside, inside = place.outside_gradient, place.inside_gradient
        source, target = (inside, outside) if shape.transposed else (outside, inside)
        self._write(place, source, dy)
        self._run(layer.weft_layer, Stage.BP)
        return self._read(target)

    def wu(self, layer: Any, shape: Convolution, x: Operand, dy: Operand) -> Array:
        """Update the weights in the image; X is still there from FF. There is no dW to return."""
        place = self._layer(layer.weft_layer)
        side = place.inside_gradient if shape.transposed else place.outside_gradient
        self._write(place, side, dy)
        self._run(layer.weft_layer, Stage.WU)
        size = (shape.groups, shape.taps, shape.group_in, shape.group_out)
        return np.zeros(size[:2] + size[:1:-1] if shape.transposed else size, np.float32)

    # ---- around a step ----

    def set_constants(
        self, *, learning_rate: float, momentum: float, weight_decay: float, loss_scale: float = 1.0
    ) -> None:
        """Constants of the coming updates: the host writes them before it starts the program."""
        common = Hyper(learning_rate, momentum, weight_decay, 1.0 / loss_scale)
        hypers = tuple(replace(common, decay=h.decay) for h in self.compiled.program.hypers)
        self.program = replace(self.compiled.program, hypers=hypers)

    def finish_step(self) -> None:
        """Copy the updated master weights into the model."""
        for name, layer in self.layers.items():
            with torch.no_grad():
                layer.weight.copy_(torch.from_numpy(self.weights(name)))

    def weights(self, name: str) -> Array:
        """Master weights of a layer, in the parameter's shape."""
        return self._master(name, self._layer(name).memory.master)

    def momentum(self, name: str) -> Array:
        """Momentum of a layer, in the parameter's shape."""
        return self._master(name, self._layer(name).memory.momentum)

    def parameters(self) -> list[nn.Parameter]:
        """The parameters that the program updates; leave them out of the host's optimizer."""
        return [layer.weight for layer in self.layers.values()]

    # ---- memory ----

    def _layer(self, name: str) -> Layer:
        try:
            return self.compiled.memory.layers[name]
        except KeyError:
            raise ValueError(
                f"layer {name!r} is not in the program; record the model again"
            ) from None

    def _master(self, name: str, master: Any) -> Array:
        place = self._layer(name)
        full = memory.read_master(self.image, self.accelerator, place, master)
        return memory.from_taps(place, full, tuple(self.layers[name].weight.shape))

    def _run(self, layer: str, stage: Stage) -> None:
        self._runner.run(self.program, *self._spans[layer, stage], self.image)

    def _write(self, place: Layer, side: Place, operand: Operand) -> None:
        """Write a channel-last operand; the host unfolds the network's input."""
        values = np.moveaxis(operand.carrier, -1, 1)
        if place.unfolded and side is place.inside:
            s = self._recorded(place)
            values = memory.unfold(values, s.kernel, s.stride, s.padding, s.dilation, s.out_size)
        if side.images == 1 and side.height == 1:  # a linear layer: its rows are pixels
            values = operand.carrier.reshape(-1, values.shape[1]).T[None, :, None, :]
        memory.write_tensor(self.image, self.accelerator, side, np.ascontiguousarray(values))

    def _recorded(self, place: Layer) -> Convolution:
        """Geometry of a layer before the host unfolded its input."""
        return next(
            op.shape
            for op in self.compiled.workload.operations
            if isinstance(op, Gemm) and op.layer == place.name
        )

    def _read(self, side: Place) -> Array:
        values = memory.read_tensor(self.image, self.accelerator, side)
        return np.ascontiguousarray(np.moveaxis(values, 1, -1))

    def _write_bias(self, place: Layer, bias: Array) -> None:
        side = place.inside if place.shape.transposed else place.outside
        padded = np.zeros(side.planes * self.accelerator.rows, np.float32)
        padded[: len(bias)] = bias
        start = place.bias * self.accelerator.granule_bytes
        self.image[start : start + padded.nbytes] = padded.view(np.uint8)
