"""Speed of the exact multiplications beside torch's, as a table."""

from __future__ import annotations

from benchmarks.gemm import measure
from benchmarks.tables import Table


def ratios() -> Table:
    """1024 x 1024 x 1024 on two threads."""
    print("gemm ...", flush=True)
    found = measure()
    best = {name: value for name, value in found.items() if "/" not in name}  # ms by contender
    torch, dense = best["torch fp32"], best["dense fp16"]
    rows = [
        [name, f"{ms:.2f}", f"{torch / ms:.2f}x", f"{dense / ms:.2f}x"] for name, ms in best.items()
    ]
    return Table(
        title="Exact GEMM, 1024 x 1024 x 1024, two threads",
        command="python -m benchmarks --only gemm",
        head=("contender", "min ms", "against torch fp32", "against dense fp16"),
        rows=rows,
        note="torch.matmul in fp32 promises no order of the sum; ours keeps the canonical one.",
    )
