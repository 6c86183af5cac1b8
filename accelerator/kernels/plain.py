"""GEMM loops that any processor runs and that obey every rule: gated zeros, no contraction.

They run where the JIT is off, and are a middle oracle between the scalars and the vector kernels.
``c`` is updated in place; product and sum round separately.
"""

from __future__ import annotations

import numpy as np

from weft.accelerator.jit import njit

_NAN = np.float32(np.nan)


@njit
def _plus_zero(c, start, stop):
    """Rule 4: a sum that is handed in as -0 reads as +0."""
    for i in range(start, stop):
        for j in range(c.shape[1]):
            c[i, j] = np.float32(c[i, j] + np.float32(0))


@njit
def _canonical(c, start, stop):
    """Rule 5: one NaN."""
    for i in range(start, stop):
        for j in range(c.shape[1]):
            c[i, j] = c[i, j] if c[i, j] == c[i, j] else _NAN


@njit
def dense_float(a, b, c, start, stop):
    """``c[i] += a[i] @ b`` for rows ``start..stop``, k ascending; all float32."""
    _plus_zero(c, start, stop)
    for i in range(start, stop):
        for k in range(b.shape[0]):
            x = a[i, k]
            for j in range(b.shape[1]):
                y = b[k, j]
                product = np.float32(0) if x == 0 or y == 0 else x * y
                c[i, j] = np.float32(c[i, j] + product)
    _canonical(c, start, stop)


@njit
def dense_integer(a, b, c, start, stop):
    """The same for int8 operands and int32 sums, which wrap around."""
    for i in range(start, stop):
        for k in range(b.shape[0]):
            x = np.int64(a[i, k])
            for j in range(b.shape[1]):
                c[i, j] = np.int32(np.int64(c[i, j]) + x * np.int64(b[k, j]))


@njit
def compressed_float(a, values, indices, group, kept, c, start, stop):
    """``c[i, n] += sum_j a[i, j // kept * group + indices[j, n]] * values[j, n]``; float32.

    Positions at or beyond the width of ``a`` are padding and add nothing.
    """
    _plus_zero(c, start, stop)
    for i in range(start, stop):
        for j in range(values.shape[0]):
            base = j // kept * group
            for n in range(values.shape[1]):
                position = base + indices[j, n]
                x = a[i, position] if position < a.shape[1] else np.float32(0)
                y = values[j, n]
                product = np.float32(0) if x == 0 or y == 0 else x * y
                c[i, n] = np.float32(c[i, n] + product)
    _canonical(c, start, stop)


@njit
def compressed_integer(a, values, indices, group, kept, c, start, stop):
    """The same for int8 operands and int32 sums, which wrap around."""
    for i in range(start, stop):
        for j in range(values.shape[0]):
            base = j // kept * group
            for n in range(values.shape[1]):
                position = base + indices[j, n]
                x = np.int64(a[i, position]) if position < a.shape[1] else np.int64(0)
                c[i, n] = np.int32(np.int64(c[i, n]) + x * np.int64(values[j, n]))
