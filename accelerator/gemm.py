"""Matrix multiplication with the machine's bits: ``O[m, n] = sum_k A[m, k] B[k, n]``.

Each output is the sum over k in ascending order, from +0 or from an accumulator, under the rules
in `weft.accelerator.arithmetic`.  Results do not depend on threads, blocking or the form of the
weights: dense with zeros and N:M-compressed operands give the same bits.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from weft.accelerator.formats import Format
from weft.accelerator.jit import DISABLED
from weft.accelerator.kernels import compressed, dense, plain, threads
from weft.accelerator.kernels.moving import Matrix
from weft.accelerator.kernels.vector import Mode
from weft.accelerator.sparsity import Sparsity, check_indices

Array = NDArray[Any]
Span = tuple[int, int]  # from, up to

_MACS = 1 << 21  # multiply-accumulates a thread takes at least: about 30 us


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
    Raises TypeError for another dtype and ValueError for shapes that do not agree.  That each
    value is one of ``fmt`` is not checked: round first, or the last bits may differ.
    """
    left, right = _matrix(a, "a", fmt), _matrix(b, "b", fmt)
    if left.shape[1] != right.shape[0]:
        raise ValueError(
            f"a is {left.shape} and b is {right.shape}: a's columns and b's rows are both k"
        )
    job = _Job.start(left, right.shape[1], fmt, accumulator, threads)
    job.add_dense(right)
    return job.finish()


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
    job = _Job.start(left, right.shape[1], fmt, accumulator, threads)
    job.add_compressed(right, where, sparsity)
    return job.finish()


def _matrix(operand: ArrayLike, name: str, fmt: Format) -> Array:
    array = np.asarray(operand)
    if array.ndim != 2:
        raise ValueError(f"{name} has shape {array.shape}; reshape it to a matrix")
    if array.dtype != fmt.carrier_dtype:
        raise TypeError(
            f"{name} is {array.dtype}, but {fmt.name} values travel as {fmt.carrier_dtype}; "
            f"round them with format_named({fmt.name!r}).round_array"
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


def _check_accumulator(accumulator: Array, shape: tuple[int, int], fmt: Format) -> None:
    dtype = fmt.accumulator.carrier_dtype
    if not isinstance(accumulator, np.ndarray) or accumulator.dtype != dtype:
        kind = getattr(accumulator, "dtype", type(accumulator).__name__)
        raise TypeError(f"accumulator is {kind}; sums of {fmt.name} are a NumPy array of {dtype}")
    if accumulator.shape != shape:
        raise ValueError(f"accumulator is {accumulator.shape}; the result is {shape}")


@dataclass(frozen=True)
class _Cut:
    """How the result is divided among threads: into rows, or into columns where rows are few."""

    m: int
    n: int
    row_align: int
    column_align: int
    workers: int

    def run(self, task: Callable[[Span, Span], None]) -> None:
        """Call ``task(rows, columns)`` for every part."""
        many = self.m >= 4 * self.row_align * self.workers
        if many or self.m * self.column_align >= self.n * self.row_align:
            size, align = self.m, self.row_align
            spans = lambda *part: (part, (0, self.n))  # noqa: E731 - one line each
        else:
            size, align = self.n, self.column_align
            spans = lambda *part: ((0, self.m), part)  # noqa: E731
        threads.run(lambda start, stop: task(*spans(start, stop)), size, self.workers, align)


@dataclass(frozen=True)
class _Job:
    """One multiplication on its way: ``total`` is what the caller gets, ``c`` what kernels write.

    ``fresh`` says that ``c`` holds nothing yet.
    """

    a: Array
    c: Array
    total: Array
    fmt: Format
    fresh: bool
    threads: int

    @classmethod
    def start(
        cls, a: Array, n: int, fmt: Format, accumulator: Array | None, count: int | None
    ) -> _Job:
        """Check the accumulator and bring operand and result into a layout kernels take."""
        shape = (a.shape[0], n)
        fresh = accumulator is None
        total = accumulator
        if total is None:
            empty = np.empty if a.shape[1] and not DISABLED else np.zeros
            total = empty(shape, fmt.accumulator.carrier_dtype)
        _check_accumulator(total, shape, fmt)
        c = total if _rows_are_lines(total) else np.ascontiguousarray(total)
        return cls(_operand(a, c), c, total, fmt, fresh, threads.thread_count(count))

    def finish(self) -> Array:
        """Return the result, written back where the kernels had to work on a copy."""
        if self.c is not self.total:
            self.total[...] = self.c
        return self.total

    @property
    def mode(self) -> Mode:
        """Arithmetic of the fast kernels."""
        if self.fmt.is_integer:
            return Mode.INTEGER
        return Mode.FUSED if self.fmt.product_is_exact else Mode.SEPARATE

    def workers(self, macs: int) -> int:
        """Threads that this much work is worth."""
        return max(1, min(self.threads, macs // _MACS))

    def add_dense(self, b: Array) -> None:
        """Add ``a @ b``."""
        m, n = self.c.shape
        b = _operand(b, self.c)
        if DISABLED:
            kernel = plain.dense_integer if self.fmt.is_integer else plain.dense_float
            with np.errstate(all="ignore"):
                kernel(self.a, b, self.c, 0, m)
            return
        cut = _Cut(m, n, dense.ROWS, dense.LANES, self.workers(m * n * self.a.shape[1]))
        cut.run(lambda rows, columns: self._dense(b, rows, columns))

    def _dense(self, b: Array, rows: Span, columns: Span) -> None:
        m, n = rows[1] - rows[0], columns[1] - columns[0]
        dense.run(
            int(self.mode),
            self.fresh,
            _matrix_at(self.a, rows[0], 0),
            _matrix_at(b, 0, columns[0]),
            _matrix_at(self.c, rows[0], columns[0]),
            (m, n, b.shape[0]),
            threads.scratch(dense.scratch_bytes()),
        )

    def add_compressed(self, values: Array, indices: Array, sparsity: Sparsity) -> None:
        """Add ``a`` times the compressed weights."""
        m, n = self.c.shape
        pattern = sparsity.group, sparsity.kept
        if DISABLED:
            kernel = plain.compressed_integer if self.fmt.is_integer else plain.compressed_float
            values = _operand(values, self.c)
            with np.errstate(all="ignore"):
                kernel(self.a, values, indices, *pattern, self.c, 0, m)
            return
        weights = self._prepared(values, indices, pattern)
        workers = self.workers(m * values.size)
        cut = _Cut(m, n, compressed.PANEL, compressed.SIDE, workers)
        cut.run(lambda rows, columns: self._compressed(weights, pattern, rows, columns))

    def _prepared(self, values: Array, indices: Array, pattern: tuple[int, int]) -> Array:
        bits = _padded(values.astype(np.float32, copy=False), compressed.SIDE).view(np.uint32)
        positions = _padded(indices, compressed.SIDE)
        weights = np.empty((bits.size // compressed.SIDE, compressed.SIDE), np.uint64)

        def part(start: int, stop: int) -> None:
            compressed.prepare(bits, positions, *pattern, weights, start, stop)

        workers = self.workers(16 * values.size)
        threads.run(part, bits.shape[1], workers, compressed.SIDE)
        return weights

    def _compressed(
        self, weights: Array, pattern: tuple[int, int], rows: Span, columns: Span
    ) -> None:
        shape = rows[1] - rows[0], self.c.shape[1], self.a.shape[1]
        compressed.run(
            int(self.mode),
            self.fresh,
            _matrix_at(self.a, rows[0], 0),
            weights.ctypes.data,
            _matrix_at(self.c, rows[0], 0),
            shape,
            columns,
            pattern,
            threads.scratch(compressed.scratch_bytes()),
        )


def _matrix_at(array: Array, row: int, column: int) -> Matrix:
    first, (row_bytes, column_bytes) = array.ctypes.data, array.strides
    return Matrix(first + row * row_bytes + column * column_bytes, row_bytes, column_bytes)


def _operand(array: Array, c: Array) -> Array:
    """fp32 with one stride of 4 bytes and no memory of ``c``: itself where it can be."""
    if array.dtype != np.float32:
        return array.astype(np.float32, order="C")
    if not array.flags.aligned or 4 not in array.strides or np.may_share_memory(array, c):
        return np.array(array, order="C")
    return array


def _padded(array: Array, side: int) -> Array:
    """Contiguous, with zero columns up to a multiple of ``side``: itself where it can be."""
    rows, columns = array.shape
    if columns % side == 0:
        return np.ascontiguousarray(array)
    padded = np.zeros((rows, columns + -columns % side), array.dtype)
    padded[:, :columns] = array
    return padded


def _rows_are_lines(c: Array) -> bool:
    return c.strides[1] == 4 and c.flags.aligned and c.flags.writeable
