"""Small accelerators whose arithmetic is wanted."""

from __future__ import annotations

from typing import Any

from weft.accelerator.description import Accelerator
from weft.accelerator.formats import FORMATS
from weft.accelerator.sparsity import DENSE


def machine(fmt: str = "fp16", rows: int = 2, words: int = 1, **changes: Any) -> Accelerator:
    """An accelerator of ``rows`` lanes a word and ``words`` words a beat."""
    base: dict[str, Any] = dict(
        a_buffer_bytes=1 << 14, b_buffer_bytes=1 << 14, o_buffer_bytes=1 << 14,
        u_buffer_bytes=1 << 14, update_lanes=1, vector_lanes=1, sparsities=(DENSE,),
        bus_bytes=words * rows * FORMATS[fmt].bits // 8,
    )  # fmt: skip
    return Accelerator(name="t", rows=rows, columns=rows, format=fmt, **base | changes)
