"""The COMPUTE engine against the functional simulator, bit by bit, and the timing contract."""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np
import pytest

from tests.functional_machines import small
from tests.rtl.compute.engines import Bench, derived, expected_ends, play
from tests.rtl.compute.instructions import chain, draw, machine_of, run, waits
from weft.accelerator import isa, timing
from weft.accelerator.description import Accelerator
from weft.accelerator.isa import Opcode
from weft.accelerator.sparsity import DENSE, Sparsity
from weft.simulator.functional_machine import Machine


def machine(fmt: str, rows: int, beat: int, patterns: str = "", **changes: int) -> Accelerator:
    """`small` with other latencies, named after everything that is given."""
    name = f"{fmt} {rows}x{rows} {beat} {patterns} {' '.join(map(str, changes.values()))}"
    plain = small(fmt, rows, beat, *patterns.split(), interleave=changes.pop("interleave", 6))
    return dataclasses.replace(plain, name=name, **changes)


ACCELERATORS = (
    machine("int8", 2, 1, "", buffer_latency=1, adder_latency=1),
    machine("int8", 2, 2, "1:2", buffer_latency=3, adder_latency=5, interleave=5),
    machine("int8", 4, 1, "1:4 2:4", adder_latency=2),
    machine("int8", 4, 4, "1:2 2:4", buffer_latency=1, adder_latency=3, multiplier_latency=2),
    machine("int4", 4, 2, "1:4 1:2", buffer_latency=3, adder_latency=1, interleave=1),
    machine("int4", 8, 4, "2:8", adder_latency=2),
    machine("int8", 8, 8, "2:8 4:8", adder_latency=5),
    machine("int8", 8, 2, "1:8 1:2", buffer_latency=1, multiplier_latency=2),
    machine("fp8-e4m3", 4, 2, "2:4", adder_latency=3),
    machine("bf16", 2, 2, "1:2", adder_latency=2),
    machine("fp16", 2, 1, "1:2", multiplier_latency=2, adder_latency=5),
    machine("fp16", 4, 2, "1:4 2:4", buffer_latency=3),
)
every_pattern = pytest.mark.parametrize(  # a chain is partly dense in any case
    ("accelerator", "pattern"),
    [
        (a, s)
        for a in ACCELERATORS
        for s in a.sparsities
        if len(a.sparsities) == 1 or not s.is_dense
    ],
    ids=lambda value: getattr(value, "name", str(value)),
)


def same_sums(found: np.ndarray[Any, Any], oracle: Machine) -> bool:
    return np.array_equal(found, oracle.o.view(np.uint32).astype(np.int64))


@every_pattern
def test_chains_leave_the_sums_of_the_functional_simulator(
    accelerator: Accelerator, pattern: Sparsity
) -> None:
    """Each starts as early as it may: setups, streams and sweeps overlap."""
    rng = np.random.default_rng(int(accelerator.digest[:8], 16) + pattern.group)
    oracle = machine_of(rng, accelerator, pattern)
    rows = chain(rng, oracle, pattern, 7 if accelerator.rows < 8 else 4)
    played = play(oracle, rows, waits(accelerator, rows))
    run(oracle, rows)
    assert oracle.o.any()
    assert same_sums(played.words, oracle)
    assert played.end == expected_ends(accelerator, rows, played.start)


def test_an_engine_that_stands_still_at_times_leaves_the_same_sums_in_the_same_cycles() -> None:
    accelerator = ACCELERATORS[2]
    rng = np.random.default_rng(31)
    pattern = Sparsity(2, 4)
    oracle = machine_of(rng, accelerator, pattern)
    rows = chain(rng, oracle, pattern, 5)
    order = waits(accelerator, rows)
    steady, stalled = play(oracle, rows, order), play(oracle, rows, order, stalls=rng)
    run(oracle, rows)
    assert same_sums(steady.words, oracle)
    assert stalled.words.tolist() == steady.words.tolist()
    assert (stalled.start, stalled.end) == (steady.start, steady.end)


@pytest.mark.parametrize("accelerator", [ACCELERATORS[2], ACCELERATORS[7]], ids=["4x4", "8x8"])
def test_tiles_accumulate_with_the_least_distance_that_is_legal(accelerator: Accelerator) -> None:
    """Four tiles on the same words, their streams back to back."""
    a, rng = accelerator, np.random.default_rng(32)
    pixels = a.buffer_latency + a.rows * a.adder_latency + 1
    oracle = machine_of(rng, a)
    fields = {"images": 1, "height": 1, "width": pixels, "x_step": 0, "y_limit": 1, "x_limit": 1}
    rows = [
        isa.row(Opcode.WEIGHT_STATIONARY, kept=1, group=1, b=b, a=b, **fields) for b in range(4)
    ]
    assert waits(a, rows) == [-1] * 4
    played = play(oracle, rows)
    run(oracle, rows)
    assert same_sums(played.words, oracle)
    gaps = np.diff(played.end).tolist()
    assert gaps == [max(pixels, timing.array_depth(a) + a.rows + a.buffer_latency)] * 3


@pytest.mark.parametrize("accelerator", ACCELERATORS[2:5:2], ids=["1:4", "one slot"])
def test_sums_stay_in_the_array_over_streams_that_follow_at_once(accelerator: Accelerator) -> None:
    """The next one starts in the cycle of the last step; each has its own rows of B and INDEX."""
    a, rng = accelerator, np.random.default_rng(36)
    pattern = Sparsity(1, 4)
    oracle = machine_of(rng, a, pattern)
    slots = {"outer": 1, "inner": a.interleave}
    assert a.interleave >= a.adder_latency  # no step of a stream is idle
    rows = []
    for number, kind in enumerate((pattern, DENSE, pattern, pattern, DENSE)):
        drain = number == 4
        rows.append(draw(rng, oracle, Opcode.OUTPUT_STATIONARY, kind, drain=drain, **slots))
    played = play(oracle, rows)
    run(oracle, rows)
    assert same_sums(played.words, oracle)
    streams = timing.costs(a, np.stack(rows))[:, timing.STREAM]
    assert np.diff(played.start).tolist() == streams[:-1].tolist()


@pytest.mark.parametrize("op", [Opcode.WEIGHT_STATIONARY, Opcode.OUTPUT_STATIONARY])
@pytest.mark.parametrize("accelerator", ACCELERATORS[:4:2], ids=lambda a: a.name)
def test_a_word_is_there_two_cycles_after_the_end_and_not_before(
    accelerator: Accelerator, op: Opcode
) -> None:
    """The last column of the last word is written in the cycle after the end."""
    a, rng = accelerator, np.random.default_rng(33)
    oracle = machine_of(rng, a)
    oracle.b[:], oracle.a[:-1] = 1, 1
    one = {"images": 1, "height": 1, "width": 1, "y_limit": 1, "x_limit": 1, "kept": 1, "group": 1}
    drain = {"outer": 1, "inner": 1, "drain": 1} if op is Opcode.OUTPUT_STATIONARY else {}
    row = isa.row(op, **one, **drain)
    expected = a.rows if op is Opcode.WEIGHT_STATIONARY else 1
    bench, seen = Bench(oracle), []

    async def testbench(ctx: Any) -> None:
        await bench.fill(ctx)
        ctx.set(bench.dut.instruction.as_value(), int.from_bytes(isa.pack(row[None])[0], "little"))
        ctx.set(bench.dut.derived, derived(a, row))
        ctx.set(bench.dut.start, 1)
        await bench.tick(ctx)
        ctx.set(bench.dut.start, 0)
        while not ctx.get(bench.dut.end):
            await bench.tick(ctx)
        ctx.set(bench.dut.update_read, {"enable": 1, "half": 0, "row": 0, "clear": 0})
        for _ in range(3 + a.buffer_latency):
            seen.append(ctx.get(bench.dut.update_sums) >> 32 * (a.rows - 1))
            await bench.tick(ctx)

    bench.run(testbench)
    # reads in the cycle of the end, in that after it (of either value), in the second after it
    before, _, after = seen[a.buffer_latency :]
    assert (before, after) == (0, expected)


def test_store_and_update_find_and_clear_the_same_words() -> None:
    a, rng = ACCELERATORS[3], np.random.default_rng(34)
    oracle = machine_of(rng, a)
    rows = chain(rng, oracle, DENSE, 4)
    bench, seen = Bench(oracle), []

    async def testbench(ctx: Any) -> None:
        await bench.fill(ctx)
        await bench.play(ctx, rows, waits(a, rows))
        seen.append(await bench.beats(ctx, clear=0b0101))
        seen.append(await bench.rows(ctx))
        seen.append(await bench.rows(ctx, clear=True))
        seen.append(await bench.beats(ctx))

    bench.run(testbench)
    run(oracle, rows)
    first, second, third, last = seen
    assert same_sums(first, oracle)
    kept = np.arange(len(first)) % a.beat_granules % 2 == 1
    assert second.tolist() == third.tolist() == np.where(kept[:, None], first, 0).tolist()
    assert not last.any()


def test_all_sums_are_cleared_on_demand() -> None:
    a, rng = ACCELERATORS[2], np.random.default_rng(35)
    oracle = machine_of(rng, a)
    rows = [draw(rng, oracle, Opcode.WEIGHT_STATIONARY, DENSE)]
    bench, seen = Bench(oracle), []

    async def testbench(ctx: Any) -> None:
        await bench.fill(ctx)
        seen.append((await bench.play(ctx, rows, [-1])).words)
        ctx.set(bench.dut.clear_all, 1)
        await bench.tick(ctx)
        ctx.set(bench.dut.clear_all, 0)
        cycles = 0
        while ctx.get(bench.dut.clearing):
            await bench.tick(ctx)
            cycles += 1
        assert cycles == a.o_words // a.beat_granules
        seen.append(await bench.beats(ctx))

    bench.run(testbench)
    assert seen[0].any()
    assert not seen[1].any()
