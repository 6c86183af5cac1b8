"""Run one kernel over the parts of a range on several threads.

Numba's own parallel layers may not be entered by two callers at once, so the kernels release the
GIL and a plain pool runs them.  Results never depend on the split: each part owns its outputs.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache
from itertools import pairwise

import numpy as np

from weft.accelerator.kernels import environment

_CACHE_LINE = 64
_CPUS = os.cpu_count() or 1  # asked once: the answer takes 6 us


def thread_count(threads: int | None = None) -> int:
    """Return ``threads``, else ``WEFT_NUM_THREADS`` from the environment, else the CPU count.

    Raises ValueError where the number is not a positive integer.
    """
    if threads is not None:
        if threads < 1:
            raise ValueError(f"threads={threads} is below 1; give a positive number or None")
        return threads
    text = os.environ.get("WEFT_NUM_THREADS")
    if text is None:
        return _CPUS
    if not text.isdecimal() or int(text) < 1:
        raise ValueError(f"WEFT_NUM_THREADS={text!r} is not a positive integer; unset or mend it")
    return int(text)


def run(task: Callable[[int, int], object], size: int, threads: int, align: int = 1) -> None:
    """Call ``task(start, stop)`` for about equal parts of ``range(size)``, one per thread.

    Inner borders are multiples of ``align``.  The caller's thread works too, and an error in any
    part is raised here after all parts have ended.
    """
    blocks = -(-size // align)
    parts = max(1, min(threads, blocks))
    borders = [min(size, blocks * part // parts * align) for part in range(parts + 1)]
    ranges = pairwise(borders[1:])
    waiting = [_pool().submit(_part, task, *ends) for ends in ranges]
    try:
        _part(task, borders[0], borders[1])
    finally:
        _drain(waiting)
    for future in waiting:
        future.result()


def _part(task: Callable[[int, int], object], start: int, stop: int) -> None:
    with environment.exact():
        task(start, stop)


def _drain(waiting: Sequence[Future[None]]) -> None:
    """Wait for every part, so that no thread still writes when the caller goes on."""
    for future in waiting:
        future.exception()


@cache
def _pool() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(_CPUS, thread_name_prefix="weft")


os.register_at_fork(after_in_child=_pool.cache_clear)  # a forked child has none of the threads


class _Memory(threading.local):
    buffer = np.empty(0, np.uint8)


_memory = _Memory()


def scratch(size: int) -> int:
    """Address of at least ``size`` bytes that belong to this thread until its next call.

    Aligned to a cache line; the contents are whatever the last kernel left.
    """
    if _memory.buffer.size < size + _CACHE_LINE:
        _memory.buffer = np.empty(size + _CACHE_LINE, np.uint8)
    return -(-_memory.buffer.ctypes.data // _CACHE_LINE) * _CACHE_LINE
