"""Random small layers, compiled as users' layers are, with random data in all their tensors."""

from __future__ import annotations

from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from weft.accelerator.description import Accelerator
from weft.accelerator.isa import Hyper
from weft.accelerator.sparsity import DENSE
from weft.dataflow import candidates, image
from weft.dataflow.candidates import Choices
from weft.dataflow.compiler import Compiled, compile_workload
from weft.dataflow.mapping import Dataflow, Mapping
from weft.dataflow.plan import Layer
from weft.dataflow.workload import Convolution, Gemm, Stage, Weights, Workload
from weft.simulator.functional import execute
from weft.verification.dice import Dice
from weft.verification.programs import Drawn
from weft.verification.updates import random_hypers

Array = NDArray[Any]

_NAME = "layer"
_DATAFLOWS: tuple[Dataflow, ...] = ("ws", "os")
_TRIES = 200
_LONGEST = 400  # instructions: a layer of more is drawn again


def random_layer(dice: Dice, accelerator: Accelerator) -> Drawn:
    """FF, BP and WU of one convolution or linear layer, whichever way they are scheduled.

    Layers grow smaller with every one that does not fit. Raises ValueError where none fits.
    """
    for done in range(_TRIES):
        try:
            compiled = _compiled(dice, accelerator, 1 - done / _TRIES)
        except ValueError:  # the mapping or the layer does not fit this small machine
            continue
        if len(compiled.program) <= _LONGEST:
            return with_data(dice, compiled, _NAME)
    raise ValueError(f"no random layer fits {accelerator.name}; enlarge its buffers")


def _compiled(dice: Dice, a: Accelerator, size: float) -> Compiled:
    shape = (_linear if dice.chance(0.3) else _convolution)(dice, a, size)
    weights = _weights(dice, a, shape)
    biased = dice.chance(0.5)
    operations = tuple(_gemm(stage, shape, weights, biased) for stage in Stage)
    work = Workload(model="random", batch=shape.images, scheme="random", operations=operations)
    chosen = {i: _mapping(dice, a, op) for i, op in enumerate(operations)}
    hyper: Hyper = dice.choose(random_hypers(dice))
    return compile_workload(work, a, chosen, pregenerate=dice.chance(0.7), hyper=hyper)


def _gemm(stage: Stage, shape: Convolution, weights: Weights, biased: bool) -> Gemm:
    kind: Literal["conv", "conv-transposed"] = "conv-transposed" if shape.transposed else "conv"
    return Gemm(layer=_NAME, kind=kind, stage=stage, shape=shape, weights=weights, biased=biased)


def _linear(dice: Dice, a: Accelerator, size: float) -> Convolution:
    most = 1 + int(size * 3 * max(a.rows, 12))
    return Convolution.linear(*(dice.pick(1, most) for _ in range(3)))


def _convolution(dice: Dice, a: Accelerator, size: float) -> Convolution:
    """Up to 3x3 taps on up to 7x7 pixels: padded, strided, dilated, grouped or transposed."""
    pair = lambda high, low=1: (dice.pick(low, high), dice.pick(low, high))  # noqa: E731
    kernel, stride, padding, dilation = pair(3), pair(2), pair(2, 0), pair(2)
    in_size = pair(3 + int(4 * size), 3)
    out_size = tuple(
        (i + 2 * p - (k - 1) * d - 1) // s + 1
        for i, p, k, d, s in zip(in_size, padding, kernel, dilation, stride, strict=True)
    )
    if min(out_size) < 1:
        raise ValueError("the kernel is larger than the padded input")
    groups = dice.weighted({1: 6, 2: 1, 3: 1})
    most = max(1, int(size * 3 * a.rows) // groups)
    channels = lambda: groups * dice.pick(1, most)  # noqa: E731
    return Convolution(
        images=dice.few(2), in_channels=channels(), out_channels=channels(), in_size=in_size,
        out_size=(out_size[0], out_size[1]), kernel=kernel, stride=stride, padding=padding,
        dilation=dilation, groups=groups, transposed=groups == 1 and dice.chance(0.2),
    )  # fmt: skip


def _weights(dice: Dice, a: Accelerator, shape: Convolution) -> Weights:
    """Any scheme's patterns: both sides, one side, masked, decaying, frozen."""
    if shape.groups > 1:
        return Weights(parameter=f"{_NAME}.weight")
    ff, bp = dice.choose(a.sparsities), dice.choose(a.sparsities)
    masked = bp == DENSE and ff != DENSE and dice.chance(0.4)
    return Weights(
        parameter=f"{_NAME}.weight", ff=ff, bp=bp, mask_bp_by_ff=masked,
        decay=0.01 * dice.flag(0.2) * (ff != DENSE), frozen_mask=masked and dice.chance(0.4),
    )  # fmt: skip


def _mapping(dice: Dice, a: Accelerator, op: Gemm) -> Mapping:
    """What the scheduler might choose, the simplest or the fastest, in either dataflow."""
    size, reduces_pixels = candidates.size_of(op, a)
    if dice.chance(0.3):
        return candidates.smallest(size, reduces_pixels, a, Choices())[-1]
    choices = Choices(dataflow=dice.choose(_DATAFLOWS))
    make = candidates.mappings if dice.chance(0.7) else candidates.smallest
    found = make(size, reduces_pixels, a, choices)
    if not found:
        raise ValueError("no mapping fits")
    return dice.choose(found)


def with_data(dice: Dice, compiled: Compiled, name: str) -> Drawn:
    """The program of one layer, ``name``, with random numbers in all that it reads."""
    a, layer = compiled.accelerator, compiled.memory.layers[name]
    before = image.empty(a, compiled.memory.granules)
    for tensor in (layer.inside, layer.outside, layer.inside_gradient, layer.outside_gradient):
        shape = (tensor.images, tensor.channels, tensor.height, tensor.width)
        image.write_tensor(before, a, tensor, _operands(dice, a, shape))
    _write_parameters(dice, before, a, layer)
    after = before.copy()
    execute(a, compiled.program, after)
    return Drawn(compiled.program, before, after, _places(a, layer))


def _places(a: Accelerator, layer: Layer) -> tuple[tuple[str, int, int], ...]:
    """Tensors and weights by their granules of DRAM."""
    sizes: dict[str, tuple[int, int]] = {
        name: (tensor.base, tensor.size)
        for name in ("inside", "outside", "inside_gradient", "outside_gradient")
        for tensor in [getattr(layer, name)]
    }
    memory = layer.memory
    for name, copy in (("rows copy", memory.rows), ("columns copy", memory.columns)):
        sizes[name] = (copy.values, copy.value_size)
        sizes[f"indices of {name}"] = (copy.indices, copy.index_size)
    for name, master in (("weights", memory.master), ("momentum", memory.momentum)):
        sizes[name] = (master.base, master.size)
    return tuple((name, start, start + size) for name, (start, size) in sizes.items())


def _operands(dice: Dice, a: Accelerator, shape: tuple[int, ...]) -> Array:
    if a.operand.is_integer:
        high = min(9, int(a.operand.largest))
        return dice.rng.integers(-high, high + 1, shape).astype(np.int8)
    return a.operand.round_array(dice.rng.standard_normal(shape).astype(np.float32))


def _write_parameters(dice: Dice, before: Array, a: Accelerator, layer: Layer) -> None:
    """Master weights, both copies, momentum and bias."""
    s, scale = layer.shape, 20.0 if a.operand.is_integer else 0.3
    size = (s.out_channels, s.group_in, *s.kernel)
    parameter = dice.rng.standard_normal(size) * scale
    image.write_weights(before, a, layer, parameter.astype(np.float32))
    momentum = dice.rng.standard_normal((s.taps, s.in_channels, s.out_channels)) * scale
    exists = image.by_tap(layer, np.ones_like(parameter))
    image.write_master(before, a, layer.memory.momentum, (momentum * exists).astype(np.float32))
    side = layer.inside if layer.shape.transposed else layer.outside
    padded = np.zeros(side.planes * a.rows, a.accumulator.carrier_dtype)
    padded[: side.channels] = dice.rng.standard_normal(side.channels) * 10
    start = layer.bias * a.granule_bytes
    before[start : start + padded.nbytes] = padded.view(np.uint8)
