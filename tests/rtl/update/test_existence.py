"""Which weights exist, against divisions."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from tests.rtl.update.simulation import flags_of, simulate
from weft.rtl.update.existence import Existence


def random_fields(rng: np.random.Generator, rows: int) -> dict[str, int]:
    """Groups about as large as a block, or far larger; sometimes none."""
    if rng.random() < 0.1:
        return {"group_rows": 0, "group_columns": int(rng.integers(9))}
    most = rows + 2 if rng.random() < 0.8 else 65535
    fields = {name: int(rng.integers(1, most + 1)) for name in ("group_rows", "group_columns")}
    for phase, group in (("row_phase", "group_rows"), ("column_phase", "group_columns")):
        fields[phase] = int(rng.integers(fields[group]))
        if rng.random() < 0.3:
            fields[phase] = fields[group] - 1
    wide = rng.random() < 0.1
    fields["row_group"] = int(rng.integers(-32768, 32768) if wide else rng.integers(-3, rows))
    return fields


def expected(f: dict[str, int], rows: int) -> np.ndarray:
    if f["group_rows"] == 0:
        return np.ones((rows, rows), np.bool_)
    line = np.arange(rows)
    row = (f["row_phase"] + line) // f["group_rows"] + f["row_group"]
    return row[:, None] == (f["column_phase"] + line) // f["group_columns"]


@pytest.mark.parametrize(("rows", "later"), [(2, 0), (4, 1), (8, 0), (8, 2), (16, 1)])
def test_groups_are_counted_as_they_are_divided(rows: int, later: int) -> None:
    dut, rng = Existence(rows, later), np.random.default_rng(rows)
    blocks, seen = 3, 0

    async def bench(ctx: Any) -> None:
        nonlocal seen
        for _ in range(60):
            fields = random_fields(rng, rows)
            ctx.set(dut.fields, fields)
            ctx.set(dut.load, 1)
            await ctx.tick()
            ctx.set(dut.load, 0)
            ctx.set(dut.fields, {})
            await ctx.tick().repeat(max(1, rows // 4))
            wanted = expected(fields, rows)
            seen += wanted.sum()
            current: list[int] = []  # row of each cycle
            for r in range(blocks * rows):
                stays = int(rng.integers(1, 3))
                for left in reversed(range(stays)):
                    current.append(r % rows)
                    ctx.set(dut.step, left == 0)
                    if len(current) > later:
                        found = flags_of(ctx.get(dut.exists), rows)
                        assert found == wanted[current[-1 - later]].tolist(), (fields, r)
                    await ctx.tick()
            ctx.set(dut.step, 0)

    simulate(dut, bench)
    assert 0 < seen < 60 * rows * rows
