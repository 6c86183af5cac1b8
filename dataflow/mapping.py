"""The choices that the scheduler makes for one GEMM."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Dataflow = Literal["ws", "os"]
Order = Literal["pixels", "columns"]


@dataclass(frozen=True, kw_only=True)
class Mapping:
    """How one GEMM is cut and ordered.

    ``pixels`` is the most pixels of a tile; ``columns`` and ``tiles`` are the blocks of result
    columns and the pixel tiles worked in turn (their product is the interleave of WS); ``order``
    is the outer loop. For OS ``outer`` x ``inner`` slots rotate in every PE.
    """

    dataflow: Dataflow
    pixels: int
    columns: int = 1
    tiles: int = 1
    order: Order = "pixels"
    outer: int = 1
    inner: int = 1

    @property
    def interleave(self) -> int:
        """Independent sums worked in turn."""
        if self.dataflow == "ws":
            return self.columns * self.tiles
        return self.outer * self.inner
