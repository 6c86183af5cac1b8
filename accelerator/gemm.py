"""Matrix multiplication with the machine's bits: ``O[m, n] = sum_k A[m, k] B[k, n]``.

Each output is the sum over k in ascending order, from +0 or from an accumulator, under the rules
in `weft.accelerator.arithmetic`.  Results do not depend on threads, blocking or the form of the
weights: dense with zeros and N:M-compressed operands give the same bits.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from weft.accelerator.formats import Format
from weft.accelerator.kernels import plain
from weft.accelerator.kernels import threads as threading
from weft.accelerator.sparsity import Sparsity, check_indices

Array = NDArray[Any]


def gemm(
    a: ArrayLike,
    b: ArrayLike,
    fmt: Format,
    *,
    accumulator: Array | None = None,
    threads: int | None = None,
) -> Array:
    """Return ``a @ b`` as the machine computes it, ``(m, n)`` in the accumulator's carrier.

    ``a`` is ``(m, k)`` and ``b`` is ``(k, n)``, carriers of ``fmt`` in any memory layout.  The sums
    go on from ``accumulator`` (m, n), which is updated in place and returned: splitting k and
    going on gives the same bits.  ``threads`` defaults to WEFT_NUM_THREADS, then the CPU count.
    Raises TypeError for another dtype and ValueError for shapes that do not agree.
    """
    left, right = _matrix(a, "a", fmt), _matrix(b, "b", fmt)
    if left.shape[1] != right.shape[0]:
        raise ValueError(
            f"a is {left.shape} and b is {right.shape}: a's columns and b's rows are both k"
        )
    total = _start(accumulator, left.shape[0], right.shape[1], fmt)
    kernel = plain.dense_integer if fmt.is_integer else plain.dense_float
    a_, b_, c_ = (np.ascontiguousarray(x) for x in (left, right, total))
    threading.run(
        lambda start, stop: kernel(a_, b_, c_, start, stop),
        left.shape[0],
        threading.thread_count(threads),
    )
    return _finish(total, c_)


def gemm_compressed(
    a: ArrayLike,
    values: ArrayLike,
    indices: ArrayLike,
    sparsity: Sparsity,
    fmt: Format,
    *,
    accumulator: Array | None = None,
    threads: int | None = None,
) -> Array:
    """Return ``a @ unpack(values, indices)`` without multiplying what was pruned; same bits.

    ``a`` is ``(m, k)``; ``values`` and ``indices`` are ``(kc, n)`` as `pack` along axis 0 gives
    them, ``kc = sparsity.compressed_length(k)``; element (j, n) multiplies
    ``a[:, j // kept * group + indices[j, n]]``, and positions from k on are padding.  The rest is
    as in `gemm`.
    """
    left, right = _matrix(a, "a", fmt), _matrix(values, "values", fmt)
    where = np.asarray(indices)
    _check_compressed(left, right, where, sparsity)
    total = _start(accumulator, left.shape[0], right.shape[1], fmt)
    kernel = plain.compressed_integer if fmt.is_integer else plain.compressed_float
    a_, v_, i_, c_ = (np.ascontiguousarray(x) for x in (left, right, where, total))
    threading.run(
        lambda start, stop: kernel(
            a_, v_, i_, sparsity.group, sparsity.kept, c_, start, stop
        ),
        left.shape[0],
        threading.thread_count(threads),
    )
    return _finish(total, c_)


def _matrix(operand: ArrayLike, name: str, fmt: Format) -> Array:
    array = np.asarray(operand)
    if array.ndim != 2:
        raise ValueError(f"{name} has shape {array.shape}; reshape it to a matrix")
    if array.dtype != fmt.carrier_dtype:
        raise TypeError(
            f"{name} is {array.dtype}, but {fmt.name} values travel as {fmt.carrier_dtype}; "
            f"use formats.format_named({fmt.name!r}).round_array first"
        )
    return array


def _check_compressed(a: Array, values: Array, indices: Array, sparsity: Sparsity) -> None:
    rows = sparsity.compressed_length(a.shape[1])
    if values.shape != indices.shape or values.shape[0] != rows:
        raise ValueError(
            f"values {values.shape} and indices {indices.shape} do not fit a {a.shape} at "
            f"{sparsity}: both are (kc, n) with kc={rows}"
        )
    if indices.dtype != np.uint8:
        raise TypeError(f"indices are {indices.dtype}; pack() gives uint8")
    check_indices(indices, sparsity)


def _start(accumulator: Array | None, m: int, n: int, fmt: Format) -> Array:
    dtype = fmt.accumulator.carrier_dtype
    if accumulator is None:
        return np.zeros((m, n), dtype)
    if not isinstance(accumulator, np.ndarray) or accumulator.dtype != dtype:
        kind = getattr(accumulator, "dtype", type(accumulator).__name__)
        raise TypeError(f"accumulator is {kind}; {fmt.name} sums are an array of {dtype}")
    if accumulator.shape != (m, n):
        raise ValueError(f"accumulator is {accumulator.shape}; the result is {(m, n)}")
    return accumulator


def _finish(total: Array, result: Array) -> Array:
    """Give every NaN its canonical bits, and write back where ``total`` was not contiguous."""
    if result.dtype.kind == "f":
        result += np.float32(0)  # an accumulator of -0 reads as +0
        result[np.isnan(result)] = np.float32(np.nan)
    if result is not total:
        total[...] = result
    return total
