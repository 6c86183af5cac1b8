"""The arithmetic of one processing element, bit by bit, and of the fp32 update lanes.

The rules of the machine; software, simulator and RTL are held to them:

1. A product with a zero factor is +0, whatever the other factor is, even infinity or NaN (the
   multiplier is gated by zero).  Hence a skipped element and a multiplied zero cannot differ.
2. Any other product is rounded to nearest even in the accumulator format.  It is exact for fp16
   (22-bit product) and fp8; bf16 rounds only where fp32 over- or underflows.  A product that
   rounds to zero is +0.
3. One addition, rounded to nearest even.  fp32 subnormals are kept, never flushed.
4. A sum starts from +0.  Under rule 2 no product is -0, and x + y is -0 only if both are; so an
   accumulator is never -0.  One that is handed in as -0 reads as +0.
5. Every NaN result is the canonical quiet NaN (fp32: 0x7FC00000).
6. Integers: exact product, then two's-complement wrap-around addition.

The scalar functions compute in exact fractions and are slow on purpose: they are what everything
else is compared with.  `sgd_update` is the arithmetic of the update lanes, on arrays.
"""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from weft.accelerator.formats import FP32, Format
from weft.accelerator.kernels import threads, updating

Number = float | int
Array = NDArray[Any]

_BLOCK = 1 << 15  # elements of an update a thread takes at least


def multiply(a: Number, b: Number, fmt: Format) -> Number:
    """Product of two values of ``fmt`` in its accumulator format (rules 1, 2 and 6)."""
    zero = fmt.accumulator.decode(0)
    if a == 0 or b == 0:
        return zero
    if fmt.is_integer:
        return int(a) * int(b)
    product = fmt.accumulator.round(_exact_or_special(a, b))
    return zero if product == 0 else product


def _exact_or_special(a: Number, b: Number) -> float | Fraction:
    """Exact product of non-zero numbers; infinity or NaN where a factor is not finite."""
    if math.isfinite(a) and math.isfinite(b):
        return Fraction(float(a)) * Fraction(float(b))
    return float(a) * float(b)


def add(acc: Number, product: Number, fmt: Format) -> Number:
    """Sum in the accumulator format of ``fmt`` (rules 3 to 6)."""
    if fmt.is_integer:
        return _wrap(int(acc) + int(product), fmt.accumulator.bits)
    if math.isfinite(acc) and math.isfinite(product):
        return fmt.accumulator.round(Fraction(float(acc)) + Fraction(float(product)))
    return fmt.accumulator.round(float(acc) + float(product))


def _wrap(total: int, bits: int) -> int:
    half = 1 << (bits - 1)
    return (total + half) % (2 * half) - half


def multiply_accumulate(acc: Number, a: Number, b: Number, fmt: Format) -> Number:
    """``acc + a * b`` as one step of a processing element."""
    return add(acc, multiply(a, b, fmt), fmt)


def sgd_update(
    weight: Array,
    gradient: Array,
    velocity: Array,
    *,
    learning_rate: float,
    momentum: float,
    weight_decay: float,
    gradient_scale: float = 1.0,
    decay: float = 0.0,
    pruned: Array | None = None,
    frozen: Array | None = None,
    nesterov: bool = False,
) -> None:
    """One step of SGD in place on ``weight`` and ``velocity``, as the update lanes compute it.

    All arrays have one shape; numbers are float32, masks bool.  With the constants rounded to fp32
    and every product and sum rounded by itself (no fused multiply-add), each element does::

        g = gradient * gradient_scale
        g = g + weight_decay * w
        g = g + decay * w                 only where pruned
        v = momentum * v + g
        step = g + momentum * v           if nesterov, else v
        w = w - learning_rate * step
        w = v = +0                        only where frozen

    No term is left out because its constant is zero: ``g + 0 * w`` turns a g of -0 into +0 where w
    is positive, and is NaN where w is infinite.  NaNs are stored in their canonical form.  The
    ``decay`` of pruned weights is the regrowth term of SR-STE (lambda).  Raises TypeError for
    another dtype, ValueError for another shape or a ``weight`` or ``velocity`` not contiguous.
    """
    numbers = {"weight": weight, "gradient": gradient, "velocity": velocity}
    for name, array in numbers.items():
        _check_state(name, array, weight.shape, np.float32, name != "gradient")
    masks = [_mask("pruned", pruned, weight.shape), _mask("frozen", frozen, weight.shape)]
    constants = updating.Constants(
        *(_fp32(x) for x in (learning_rate, momentum, weight_decay, gradient_scale, decay))
    )
    flat = [np.ascontiguousarray(array).reshape(-1) for array in numbers.values()] + masks

    def part(start: int, stop: int) -> None:
        with np.errstate(all="ignore"):  # matters only where the JIT is off
            arrays = [array[start:stop] for array in flat]  # an absent mask stays empty
            updating.sgd(*arrays, constants, nesterov)

    threads.run(part, weight.size, max(1, min(threads.thread_count(), weight.size // _BLOCK)))


def _fp32(value: float) -> np.float32:
    return np.float32(FP32.round(value))


def _mask(name: str, mask: Array | None, shape: tuple[int, ...]) -> Array:
    if mask is None:
        return np.empty(0, np.bool_)
    _check_state(name, mask, shape, np.bool_, False)
    return np.ascontiguousarray(mask).reshape(-1)


def _check_state(
    name: str, array: Array, shape: tuple[int, ...], dtype: type, is_written: bool
) -> None:
    if array.dtype != dtype:
        raise TypeError(f"{name} is {array.dtype}; the update lanes take {np.dtype(dtype)}")
    if array.shape != shape:
        raise ValueError(f"{name} is {array.shape}, but weight is {shape}; give both one shape")
    if is_written and not (array.flags.c_contiguous and array.flags.writeable):
        raise ValueError(f"{name} is updated in place; give a contiguous, writeable array")
