"""What an instruction's pattern means on one accelerator, chosen among those built into it."""

from __future__ import annotations

from amaranth.hdl import Mux, Value

from weft.accelerator.description import Accelerator


def largest_group(accelerator: Accelerator) -> int:
    """Elements of the largest group among the patterns."""
    return max(s.group for s in accelerator.sparsities)


def last_compressed_row(accelerator: Accelerator, kept: Value, group: Value) -> Value | int:
    """Number of the last compressed row of a block; that of a dense one for no known pattern."""
    last: Value | int = accelerator.rows - 1
    for s in accelerator.sparsities:
        if not s.is_dense:
            mine = (kept == s.kept) & (group == s.group)
            last = Mux(mine, accelerator.rows * s.kept // s.group - 1, last)
    return last
