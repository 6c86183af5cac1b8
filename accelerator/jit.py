"""The one way this project compiles a function: Numba without any reassociation.

Every kernel is private and works on plain arrays and numbers; public functions validate, then call.
``fastmath`` stays off so that each operation rounds by itself, and ``nogil`` lets several kernels
run in threads.  Numba keys its disk cache on the file of the outermost function: after editing a
helper that lives in another file, delete ``__pycache__``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import numba

Function = TypeVar("Function", bound=Callable[..., Any])

#: True where ``NUMBA_DISABLE_JIT=1`` turns every kernel into plain Python (slow, but traceable).
DISABLED: bool = bool(numba.config.DISABLE_JIT)


def njit(function: Function) -> Function:
    """Compile ``function`` at its first call: cached on disk, no GIL, divisions as in NumPy."""
    compiled: Function = numba.njit(cache=True, nogil=True, error_model="numpy", fastmath=False)(
        function
    )
    return compiled
