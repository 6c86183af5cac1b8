"""Speed of the exact multiplications, as ratios against torch in the same process.

    python benchmarks/gemm.py [--size 1024] [--threads 2] [--rounds 30]

Every contender runs in turn, several times over: two warm-up calls, then ``rounds`` timed ones; the
minimum counts, and the spread is the median over it.  torch multiplies in fp32, without any promise
of order; ours keeps the canonical order.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from statistics import median

import numpy as np
import torch

from weft.accelerator.formats import BF16, FP16, INT8, Format
from weft.accelerator.gemm import gemm, gemm_compressed
from weft.accelerator.sparsity import Sparsity, pack

_PASSES = 3
_SEED = 1


@dataclass
class Contender:
    """One way to multiply, and what it took (seconds)."""

    name: str
    call: Callable[[], object]
    times: list[float] = field(default_factory=list)

    def run(self, rounds: int) -> None:
        """Warm up, then time."""
        for _ in range(2):
            self.call()
        for _ in range(rounds):
            start = time.perf_counter()
            self.call()
            self.times.append(time.perf_counter() - start)

    @property
    def best(self) -> float:
        """The shortest time, in seconds."""
        return min(self.times)

    @property
    def spread(self) -> float:
        """Median over minimum."""
        return median(self.times) / self.best


def _operands(shape: tuple[int, int, int], fmt: Format) -> tuple[np.ndarray, np.ndarray]:
    m, n, k = shape
    rng = np.random.default_rng(_SEED)
    scale = np.float32(40 if fmt.is_integer else 1)
    a, b = (rng.standard_normal(size).astype(np.float32) * scale for size in ((m, k), (k, n)))
    return fmt.round_array(a), fmt.round_array(b)


def _contenders(shape: tuple[int, int, int], threads: int) -> list[Contender]:
    a, b = _operands(shape, FP16)
    x, y = torch.tensor(a), torch.tensor(b)
    result = [Contender("torch fp32", lambda: x @ y)]
    for fmt in (FP16, BF16, INT8):
        left, right = _operands(shape, fmt)
        result.append(
            Contender(f"dense {fmt.name}", lambda p=(left, right, fmt): gemm(*p, threads=threads))  # type: ignore[misc]
        )
    for text in ("2:4", "2:8", "1:16"):
        sparsity = Sparsity.parse(text)
        weights = (*pack(b, sparsity, axis=0), sparsity, FP16)
        result.append(
            Contender(f"{text} fp16", lambda w=weights: gemm_compressed(a, *w, threads=threads))  # type: ignore[misc]
        )
    return result


def measure(
    size: int | tuple[int, int, int] = 1024, threads: int = 2, rounds: int = 30
) -> dict[str, float]:
    """Time all contenders at (m, n, k), or a cube; prints a table.

    Returns milliseconds by contender, and the ratios ``dense/torch`` (torch's time over ours) and
    ``2:8/dense`` (dense time over compressed).
    """
    shape = (size,) * 3 if isinstance(size, int) else size
    torch.set_num_threads(threads)
    contenders = _contenders(shape, threads)
    for _ in range(_PASSES):
        for contender in contenders:
            contender.run(rounds // _PASSES)
            time.sleep(0.05)  # torch's threads spin for a while after their work
    _print(shape, threads, contenders)
    best = {contender.name: contender.best * 1e3 for contender in contenders}
    best["dense/torch"] = best["torch fp32"] / best["dense fp16"]
    best["2:8/dense"] = best["dense fp16"] / best["2:8 fp16"]
    return best


def _print(shape: tuple[int, int, int], threads: int, contenders: list[Contender]) -> None:
    m, n, k = shape
    print(f"m={m} n={n} k={k}, {threads} threads")
    print(f"{'':12} {'min ms':>9} {'spread':>7} {'GMAC/s':>8} {'vs torch':>9} {'vs dense':>9}")
    reference, dense = contenders[0].best, contenders[1].best
    for contender in contenders:
        rate = m * n * k / contender.best / 1e9  # of the dense product: what is skipped counts
        ratios = f"{reference / contender.best:9.2f} {dense / contender.best:9.2f}"
        print(
            f"{contender.name:12} {contender.best * 1e3:9.3f} {contender.spread:7.2f} "
            f"{rate:8.1f} {ratios}"
        )


def main() -> None:
    """Run the cube and the shapes of a small convolutional network."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=1024)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=30)
    arguments = parser.parse_args()
    measure(arguments.size, arguments.threads, arguments.rounds)
    for shape in ((1800, 16, 144), (16384, 64, 576)):
        measure(shape, arguments.threads, arguments.rounds)


if __name__ == "__main__":
    main()
