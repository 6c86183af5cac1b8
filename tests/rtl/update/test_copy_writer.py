"""Addresses and granules of a copy, and rows put together of parts."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from tests.functional_machines import small
from tests.rtl.update.simulation import simulate, to_int
from weft.accelerator.description import Accelerator
from weft.accelerator.sparsity import Sparsity
from weft.rtl.update.collect import Collect
from weft.rtl.update.copy_writer import CopyWriter
from weft.simulator.functional_machine import Machine

ACCELERATORS = (small("fp16", 8, 4, "1:8", "4:8", "2:4"), small("int8", 4, 2, "1:4"),
                small("int4", 4, 2, "1:2"))  # fmt: skip


def granules_of(a: Accelerator, s: Sparsity, indices: np.ndarray) -> np.ndarray:
    """Granules (blocks, n, bytes) as the functional simulator packs them; none of a dense copy."""
    if s.is_dense:
        return np.zeros((len(indices), 0, a.granule_bytes), np.uint8)
    return Machine(a).pack_indices(indices)


@pytest.mark.parametrize("accelerator", ACCELERATORS, ids=lambda a: a.name)
def test_granules_of_every_block_go_where_they_belong(accelerator: Accelerator) -> None:
    a, dut, rng = accelerator, CopyWriter(accelerator), np.random.default_rng(9)
    written: list[tuple[str, int, int]] = []
    expected: list[tuple[str, int, int]] = []

    async def tick(ctx: Any) -> None:
        await ctx.tick()
        for name in ("value", "index"):
            write = getattr(dut, name)
            if ctx.get(write.enable):
                written.append((name, ctx.get(write.address), ctx.get(write.data)))

    async def bench(ctx: Any) -> None:
        for s in a.sparsities * 3:
            count, enable = a.rows * s.kept // s.group, int(rng.random() < 0.8)
            fields = {name: int(rng.integers(a.u_words - a.rows)) for name in ("value", "index")}
            fields |= {f"{name}_pitch": int(rng.integers(2)) for name in ("value", "index")}
            indices = rng.integers(0, s.group, (2, count, a.rows)).astype(np.uint8)
            values = rng.integers(0, 256, (2, count, a.granule_bytes)).astype(np.uint8)
            ctx.set(dut.fields, fields | {"kept": s.kept, "group": s.group})
            ctx.set(dut.enable, enable)
            ctx.set(dut.load, 1)
            await tick(ctx)
            ctx.set(dut.load, 0)
            packed = granules_of(a, s, indices)
            for name, granules in (("value", values), ("index", packed)) if enable else ():
                for block, n in np.ndindex(granules.shape[:2]):
                    at = fields[name] + block * fields[f"{name}_pitch"] + n
                    expected.append((name, at, to_int(granules[block, n])))
            for block, j in np.ndindex(2, count):
                ctx.set(dut.valid, 1)
                ctx.set(dut.values, to_int(values[block, j]))
                nibbles = sum(int(x) << 4 * i for i, x in enumerate(indices[block, j]))
                ctx.set(dut.indices, nibbles)
                await tick(ctx)
                ctx.set(dut.valid, 0)
                if rng.integers(2):
                    await tick(ctx)
        await tick(ctx)

    simulate(dut, bench)
    for name in ("value", "index"):
        assert [w for w in written if w[0] == name] == [e for e in expected if e[0] == name]


@pytest.mark.parametrize("parts", [1, 2, 8])
def test_a_row_is_whole_a_cycle_after_its_last_part(parts: int) -> None:
    dut, rng = Collect(parts, 8), np.random.default_rng(parts)

    async def bench(ctx: Any) -> None:
        for _ in range(20):
            row = rng.integers(0, 256, parts).astype(np.uint8)
            for i, part in enumerate(row):
                ctx.set(dut.part, int(part))
                ctx.set(dut.last, i == parts - 1)
                await ctx.tick()
                assert ctx.get(dut.valid) == (i == parts - 1)
            assert ctx.get(dut.row) == to_int(row)
            ctx.set(dut.last, 0)
            for _ in range(int(rng.integers(3))):
                ctx.set(dut.part, int(rng.integers(256)))
                await ctx.tick()
                assert not ctx.get(dut.valid)
                assert ctx.get(dut.row) == to_int(row)

    simulate(dut, bench)
