"""The one way this project compiles a function: Numba without any reassociation.

Every kernel is private and works on plain arrays and numbers; public functions validate, then call.
``fastmath`` stays off so that each operation rounds by itself, and ``nogil`` lets several kernels
run in threads.  Numba keys its disk cache on the file of the outermost function: after editing a
helper that lives in another file, delete ``__pycache__``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numba
import numba.core.config
import numba.extending

_config: Any = numba.core.config

#: True where ``NUMBA_DISABLE_JIT=1`` turns every kernel into plain Python (slow, but traceable).
DISABLED = bool(_config.DISABLE_JIT)


#: Decorator of functions that emit LLVM IR; kernels call what it returns.
intrinsic: Callable[..., Any] = numba.extending.intrinsic


def njit(function: Callable[..., Any]) -> Callable[..., Any]:
    """Compile ``function`` at its first call: cached on disk, no GIL, divisions as in NumPy."""
    options: dict[str, Any] = {"cache": True, "nogil": True, "fastmath": False}
    compiled: Callable[..., Any] = numba.njit(error_model="numpy", **options)(function)
    return compiled


def inlined(function: Callable[..., Any]) -> Callable[..., Any]:
    """Likewise, but a part of each kernel that calls it, and cached with that one.

    For inner loops: a call that hands over many arrays takes several times as long as what it
    calls.
    """
    options: dict[str, Any] = {"nogil": True, "fastmath": False, "forceinline": True}
    compiled: Callable[..., Any] = numba.njit(error_model="numpy", **options)(function)
    return compiled
