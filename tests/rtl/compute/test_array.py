"""The array computes GEMMs in both dataflows with the bits of `weft.accelerator.gemm`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from amaranth.sim import Simulator

from weft.accelerator import timing
from weft.accelerator.description import Accelerator
from weft.accelerator.gemm import gemm, gemm_compressed
from weft.accelerator.sparsity import DENSE, Sparsity, pack, select
from weft.rtl.compute.array import SystolicArray

Array = np.ndarray[Any, Any]
Settings = dict[int, list[tuple[Any, Any]]]  # what to set in which cycle


def machine(rows: int, **changes: Any) -> Accelerator:
    base: dict[str, Any] = dict(
        a_buffer_bytes=1 << 16, b_buffer_bytes=1 << 14, o_buffer_bytes=1 << 14,
        u_buffer_bytes=1 << 14, update_lanes=1, vector_lanes=1, bus_bytes=8, interleave=8,
        sparsities=(DENSE,),
    )  # fmt: skip
    return Accelerator(name="t", rows=rows, columns=rows, **base | changes)


def play(dut: SystolicArray, settings: Settings, reads: dict[int, list[int]]) -> dict:
    """Set inputs by cycle; returns ``south_sum`` by (cycle, column) as asked for in ``reads``."""
    seen = {}

    async def bench(ctx: Any) -> None:
        for cycle in range(max(*settings, *reads) + 1):
            for signal, value in settings.get(cycle, ()):
                ctx.set(signal, value)
            for column in reads.get(cycle, ()):
                seen[cycle, column] = ctx.get(dut.south_sum[column])
            await ctx.tick()

    simulator = Simulator(dut)
    simulator.add_clock(1e-6)
    simulator.add_testbench(bench)
    simulator.run()
    return seen


def codes(values: Array, fmt: Any) -> Array:
    """Bit patterns, unsigned."""
    return fmt.encode_array(values).astype(np.int64) & (2**fmt.bits - 1)


def operands(rng: np.random.Generator, a: Accelerator, *shape: int) -> Array:
    """Values of very different size, zeros among them, so that the order of addition shows."""
    if a.operand.is_integer:
        return rng.integers(-128, 128, shape).astype(np.int8)
    values = rng.normal(size=shape) * 2.0 ** rng.integers(-6, 7, shape) * (rng.random(shape) > 0.1)
    return a.operand.round_array(values.astype(np.float32))


def assert_same(found: Array, expected: Array, a: Accelerator) -> None:
    assert found.tolist() == codes(expected, a.accumulator).tolist()


# ---- weight-stationary ----


class WeightStationary:
    """Schedules tiles of weights and streams of pixels, skewed as the array wants them."""

    def __init__(self, a: Accelerator, sparsity: Sparsity) -> None:
        self.a, self.sparsity = a, sparsity
        self.dut = SystolicArray(a)
        self.settings: Settings = defaultdict(list)
        self.reads: dict[int, list[int]] = defaultdict(list)
        self.settings[0].append((self.dut.slotted, 0))

    def weights(self, start: int, values: Array, indices: Array) -> None:
        """Shift a tile (rows, columns) into the shadow registers, the bottom row first."""
        code = codes(values, self.a.operand)
        for step in range(self.a.rows):
            row = self.a.rows - 1 - step
            self.settings[start + step].append((self.dut.shift, 2**self.a.columns - 1))
            for c in range(self.a.columns):
                north = self.dut.north[c]
                self.settings[start + step] += [
                    (north.value, int(code[row, c])),
                    (north.index, int(indices[row, c])),
                ]
        self.settings[start + self.a.rows].append((self.dut.shift, 0))

    def stream(self, start: int, pixels: Array, sums: Array) -> Callable[[dict], Array]:
        """Send ``pixels`` (m, k); returns how to gather the sums (m, columns)."""
        code, total = codes(pixels, self.a.operand), codes(sums, self.a.accumulator)
        for p in range(len(pixels)):
            for r in range(self.a.rows):
                self._operand(start + p + r * self.a.adder_latency, r, code[p], p == 0)
            for c in range(self.a.columns):
                at = start + p + c + self.a.multiplier_latency
                self.settings[at].append((self.dut.north_sum[c], int(total[p, c])))
                self.reads[at + self.a.rows * self.a.adder_latency].append(c)
        first = start + self.a.multiplier_latency + self.a.rows * self.a.adder_latency
        shape = (len(pixels), self.a.columns)
        return lambda seen: np.array(
            [seen[first + p + c, c] for p, c in np.ndindex(shape)]
        ).reshape(shape)

    def _operand(self, cycle: int, r: int, code: Array, swap: bool) -> None:
        base = r // self.sparsity.kept * self.sparsity.group
        west = self.dut.west[r]
        lanes = code[base : base + self.sparsity.group]
        self.settings[cycle] += [(west.lanes[i], int(x)) for i, x in enumerate(lanes)]
        self.settings[cycle].append((west.swap, int(swap)))


@pytest.mark.parametrize(
    ("a", "sparsity"),
    [
        (machine(2), DENSE),
        (machine(4, sparsities=(Sparsity(2, 4),)), Sparsity(2, 4)),
        (machine(4, sparsities=(Sparsity(1, 4),), adder_latency=1), Sparsity(1, 4)),
        (machine(4, format="int8", multiplier_latency=2, adder_latency=2), DENSE),
    ],
    ids=["fp16 2x2", "fp16 4x4 2:4", "fp16 4x4 1:4", "int8 4x4"],
)
def test_weight_stationary_gemm(a: Accelerator, sparsity: Sparsity) -> None:
    """k in two passes; the weights of the second are loaded while the first streams."""
    rng = np.random.default_rng(11)
    m, k = 8 + 2 * a.rows, 2 * a.rows * sparsity.group // sparsity.kept
    x, w = operands(rng, a, m, k), operands(rng, a, k, a.columns)
    w = w * select(w, sparsity, axis=0)
    values, indices = pack(w, sparsity, axis=0)
    halves = x[:, : k // 2], x[:, k // 2 :]
    half = gemm(halves[0], w[: k // 2], a.operand)

    plan = WeightStationary(a, sparsity)
    swept = a.rows + a.rows * a.adder_latency + a.columns
    plan.weights(0, values[: a.rows], indices[: a.rows])
    first = plan.stream(a.rows, halves[0], np.zeros_like(half))
    plan.weights(swept, values[a.rows :], indices[a.rows :])
    follow = max(a.rows + m, swept + a.rows)
    second = plan.stream(follow, halves[1], half)
    seen = play(plan.dut, plan.settings, plan.reads)

    # the last sum is at the O buffer's door one cycle before the contract's depth has passed
    assert max(plan.reads) == follow + m + timing.array_depth(a) - a.buffer_latency - 2
    assert_same(first(seen), half, a)
    assert_same(second(seen), gemm(x, w, a.operand), a)


# ---- output-stationary ----


class OutputStationary:
    """Schedules pixels of all slots, skewed as the array wants them, and then the drain."""

    def __init__(self, a: Accelerator, slots: int) -> None:
        self.a, self.slots = a, slots
        self.period = max(slots, a.adder_latency)  # cycles a pixel
        self.dut = SystolicArray(a)
        self.settings: Settings = defaultdict(list)
        self.settings[0] += [(self.dut.slotted, 1), (self.dut.shift, 2**self.a.columns - 1)]

    def pixels(self, start: int, x: Array, y: Array, indices: Array) -> int:
        """Sums of ``x`` (m, rows, lanes) by ``y`` (m, slots, columns); returns the last cycle."""
        x_code, y_code = codes(x, self.a.operand), codes(y, self.a.operand)
        steps = list(np.ndindex(len(x), self.period))
        for at, (p, s) in enumerate(steps, start):
            slot = s % self.slots
            control = {"swap": 0, "valid": int(s < self.slots), "first": int(p == 0), "slot": slot}
            for r, west in enumerate(self.dut.west):
                self.settings[at + r].append((west, {"lanes": x_code[p, r].tolist(), **control}))
            for c, north in enumerate(self.dut.north):
                weight = {"value": int(y_code[p, slot, c]), "index": int(indices[p, slot, c])}
                self.settings[at + c].append((north, weight))
        last = start + len(steps) - 1
        for r, west in enumerate(self.dut.west):
            self.settings[last + 1 + r].append((west.valid, 0))
        return last

    def drain(self, last: int) -> list[int]:
        """Empty the accumulators; returns the cycles in which sums leave."""
        final = last + timing.output_depth(self.a) - self.a.buffer_latency - 2
        for at, (slot, row) in enumerate(np.ndindex(self.slots, self.a.rows), final):
            control = {"load": row == 0, "shift": 1, "slot": slot}
            self.settings[at] += [(drain, control) for drain in self.dut.drain]
        return list(range(final + 1, final + 1 + self.slots * self.a.rows))

    def sums(self, seen: dict, cycles: list[int]) -> Array:
        """What left in ``cycles`` as (slots, rows, columns)."""
        words = [[seen[cycle, c] for c in range(self.a.columns)] for cycle in cycles]
        upwards = np.reshape(words, (self.slots, self.a.rows, self.a.columns))
        return upwards[:, ::-1]  # the bottom row leaves first


def output_stationary(a: Accelerator, *tasks: tuple[Array, Array, Array]) -> list[Array]:
    """Sums of one task (see `OutputStationary.pixels`) after the other, drained in between."""
    plan, start, drained = OutputStationary(a, tasks[0][1].shape[1]), 1, []
    for task in tasks:
        drained.append(plan.drain(plan.pixels(start, *task)))
        start = drained[-1][-1] + 1
    reads = {cycle: list(range(a.columns)) for cycles in drained for cycle in cycles}
    seen = play(plan.dut, plan.settings, reads)
    return [plan.sums(seen, cycles) for cycles in drained]


@pytest.mark.parametrize(
    ("a", "slots"),
    [
        (machine(2, adder_latency=4), 4),
        (machine(2, adder_latency=4), 2),
        (machine(4, adder_latency=1, multiplier_latency=2), 1),
        (machine(2, adder_latency=3), 8),
        (machine(4, format="int8", adder_latency=1), 3),
    ],
    ids=["as many slots as cycles", "fewer", "latency 1", "more", "int8"],
)
def test_output_stationary_sums_keep_their_order_in_every_slot(a: Accelerator, slots: int) -> None:
    """Twice: the accumulators hold the first sums and start from +0 all the same."""
    rng = np.random.default_rng(12)
    tasks = [(operands(rng, a, 7, a.rows), operands(rng, a, 7, slots, a.columns)) for _ in "ab"]
    dense = np.zeros((7, slots, a.columns), np.uint8)
    found = output_stationary(a, *((x[:, :, None], y, dense) for x, y in tasks))
    for sums, (x, y) in zip(found, tasks, strict=True):
        for s in range(slots):
            assert_same(sums[s], gemm(x.T.copy(), y[:, s].copy(), a.operand), a)


def test_output_stationary_takes_the_lane_that_the_index_names() -> None:
    """N:M along the reduction: the pixels of a group lie side by side in the lanes."""
    sparsity = Sparsity(1, 4)
    a = machine(4, sparsities=(sparsity,))
    rng = np.random.default_rng(13)
    x, dense = operands(rng, a, 24, a.rows), operands(rng, a, 24, a.columns)
    values, indices = pack(dense, sparsity, axis=0)
    lanes = x.reshape(6, 4, a.rows).transpose(0, 2, 1)
    (found,) = output_stationary(a, (lanes, values[:, None], indices[:, None]))
    expected = gemm_compressed(x.T.copy(), values, indices, sparsity, a.operand)
    assert_same(found[0], expected, a)
