"""WEIGHT_STATIONARY and OUTPUT_STATIONARY of the functional simulator against plain loops."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.functional_machines import ACCELERATORS, check, full_machine, program
from weft.accelerator import isa
from weft.accelerator.isa import Opcode, Side
from weft.accelerator.sparsity import Sparsity, pack, select
from weft.simulator.functional import execute
from weft.simulator.functional_machine import Machine

RANDOM = settings(max_examples=12, deadline=None, derandomize=True)
SEEDS = st.integers(0, 2**32 - 1)
every_pattern = pytest.mark.parametrize(
    ("accelerator", "pattern"),
    [(a, s) for a in ACCELERATORS for s in a.sparsities],
    ids=lambda value: getattr(value, "name", str(value)),
)


def random_window(rng):
    """Window, pitches and what lies outside of it; pixels of the raster seldom meet."""
    pick = lambda low, high: int(rng.integers(low, high + 1))  # noqa: E731
    f = {"images": pick(1, 2), "height": pick(1, 3), "width": pick(1, 4)}
    f |= {"y0": pick(-3, 2), "x0": pick(-3, 2), "y_step": pick(0, 3), "x_step": pick(0, 3)}
    f |= {"y_limit": pick(0, 5), "x_limit": pick(0, 5)}
    f |= {"window_row": pick(0, 6), "window_image": pick(0, 20)}
    f["raster_row"] = f["width"] + pick(-1, 2)
    f["raster_image"] = max(0, f["height"] * f["raster_row"] + pick(-1, 3))
    return f


def window_offsets(f, move=(0, 0)):
    """W (None outside) and Q of every pixel, in plain loops."""
    places = []
    for n in range(f["images"]):
        for y in range(f["height"]):
            for x in range(f["width"]):
                iy = f["y0"] + y * f["y_step"] + move[0]
                ix = f["x0"] + x * f["x_step"] + move[1]
                inside = 0 <= iy < f["y_limit"] and 0 <= ix < f["x_limit"]
                w = n * f["window_image"] + iy * f["window_row"] + ix
                q = n * f["raster_image"] + y * f["raster_row"] + x
                places.append((w if inside else None, q))
    return places


def machine_for(rng, accelerator, pattern):
    """A full machine whose indices are those of the pattern."""
    machine = full_machine(rng, accelerator)
    machine.index[:] = rng.integers(0, pattern.group, machine.index.shape)
    return machine


def pattern_fields(pattern):
    return {"kept": pattern.kept, "group": pattern.group}


def random_stationary(rng, a, pattern):
    """Fields of a legal WEIGHT_STATIONARY."""
    pick = lambda low, high: int(rng.integers(low, high + 1))  # noqa: E731
    ratio = pattern.group // pattern.kept
    while True:
        f = random_window(rng) | {"side": pick(0, 1), **pattern_fields(pattern)}
        f |= {"a": pick(0, 8), "plane_pitch": pick(0, 8)}
        f["a_plane"] = ratio * pick(0, 2 * a.a_banks // ratio)
        f |= {"b": pick(0, a.b_granules - a.rows), "o": pick(0, 2 * a.o_words - 1)}
        if not pattern.is_dense:
            f["index"] = pick(0, a.b_index_granules - index_granules(a, pattern))
        places = window_offsets(f)
        if f["side"] == Side.O:
            places = [(q, w) for w, q in places if w is not None]
        reads, words = [w for w, _ in places if w is not None], [q for _, q in places]
        turn = (f["a_plane"] + ratio - 1) // a.a_banks
        deepest = f["a"] + turn * f["plane_pitch"] + max(reads, default=0)
        highest = f["o"] + max(words, default=0)
        lowest = f["o"] + min(words, default=0)
        one_half = lowest // a.o_words == highest // a.o_words
        legal = deepest < a.a_granules and highest < 2 * a.o_words and one_half
        if legal and len(set(words)) == len(words):
            return f


def index_granules(a, pattern):
    """Granules of indices of a whole tile: R compressed rows in blocks."""
    block = a.rows * pattern.kept // pattern.group
    return a.rows // block * -(-block // a.index_rows)


@every_pattern
@RANDOM
@given(seed=SEEDS)
def test_weight_stationary_adds_products_in_order(accelerator, pattern, seed):
    rng = np.random.default_rng(seed)
    fields = random_stationary(rng, accelerator, pattern)
    machine = machine_for(rng, accelerator, pattern)
    check(rng, accelerator, [isa.row(Opcode.WEIGHT_STATIONARY, **fields)], machine)


def random_output(rng, a, pattern, **fixed):
    """Fields of a legal OUTPUT_STATIONARY, some of them given."""
    pick = lambda low, high: int(rng.integers(low, high + 1))  # noqa: E731
    while True:
        f = random_window(rng) | {"drain": pick(0, 1), **pattern_fields(pattern)}
        f |= {
            "outer": pick(1, 3),
            "inner": pick(1, 3),
            "outer_y": pick(0, 2),
            "inner_x": pick(0, 2),
        }
        f |= {"a": pick(0, 6), "a_plane": pick(0, a.a_banks), "plane_pitch": pick(0, 4)}
        f |= {"outer_plane": pick(0, 3), "inner_plane": pick(0, 3)}
        f |= {"outer_b": pick(0, 6), "inner_b": pick(0, 6), "b": pick(0, 8)}
        f["o"] = pick(0, 2 * a.o_words - a.rows)
        if not pattern.is_dense:
            f["index"] = pick(0, a.b_index_granules // 2)
        f |= fixed
        if f["outer"] * f["inner"] <= a.interleave and output_fits(f, a, pattern):
            return f


def output_fits(f, a, pattern):
    reads, last_t = [0], 0
    slots = [(i, j) for i in range(f["outer"]) for j in range(f["inner"])]
    for i, j in slots:
        move = i * f["outer_plane"] + j * f["inner_plane"]
        turn = (f["a_plane"] + move) // a.a_banks if pattern.is_dense else move
        for w, q in window_offsets(f, (i * f["outer_y"], j * f["inner_x"])):
            t = q * pattern.kept + pattern.kept - 1 + i * f["outer_b"] + j * f["inner_b"]
            last_t = max(last_t, t)
            if w is not None:
                reads.append(turn * f["plane_pitch"] + w)
    block = a.rows * pattern.kept // pattern.group
    last_index = last_t // block * -(-block // a.index_rows) + (block - 1) // a.index_rows
    return (
        f["a"] + max(reads) < a.a_granules
        and f["b"] + last_t < a.b_granules
        and f.get("index", 0) + last_index < a.b_index_granules
        and f["o"] % a.o_words + len(slots) * a.rows <= a.o_words
    )


@every_pattern
@RANDOM
@given(seed=SEEDS)
def test_output_stationary_keeps_sums_in_the_array(accelerator, pattern, seed):
    rng = np.random.default_rng(seed)
    fields = random_output(rng, accelerator, pattern)
    machine = machine_for(rng, accelerator, pattern)
    check(rng, accelerator, [isa.row(Opcode.OUTPUT_STATIONARY, **fields)], machine)


@every_pattern
def test_two_streams_and_a_drain_make_one_sum(accelerator, pattern):
    rng = np.random.default_rng(11)
    machine = machine_for(rng, accelerator, pattern)
    first = random_output(rng, accelerator, pattern, drain=0, outer=1, inner=2)
    last = random_output(rng, accelerator, pattern, drain=1, outer=2, inner=1, o=3)
    rows = [isa.row(Opcode.OUTPUT_STATIONARY, **f) for f in (first, last)]
    check(rng, accelerator, rows, machine)
    assert not machine.pe.any()


@pytest.mark.parametrize(
    ("accelerator", "pattern"),
    [(a, s) for a in ACCELERATORS for s in a.sparsities if not s.is_dense],
    ids=lambda value: getattr(value, "name", str(value)),
)
def test_all_dataflows_and_forms_give_the_same_bits(accelerator, pattern):
    """X[m, k] W[k, n], W being N:M along k: by WS and by OS, each dense and compressed."""
    rng, size = np.random.default_rng(12), accelerator.rows
    k = size * pattern.group // pattern.kept
    machine = full_machine(rng, accelerator)
    x = machine.a[rng.integers(0, machine.zero_row, size * k // size)].reshape(size, k)
    dense = machine.b[rng.integers(0, len(machine.b), k)]
    dense = np.where(select(dense, pattern, axis=0), dense, dense.dtype.type(0))
    packed, indices = pack(dense, pattern, axis=0)
    indices = laid_out(accelerator, pattern, indices)
    run = lambda a, b, *rows: product(accelerator, a, b, indices, rows)  # noqa: E731
    pixels, channels = stream_fields(size), stream_fields(k)
    groups = stream_fields(k // pattern.group)
    banks = x.reshape(size, -1, pattern.group).transpose(2, 1, 0)  # [element][group][pixel]
    planes = x.reshape(size, -1, size).swapaxes(0, 1)  # [plane][pixel][channel]
    form, ws, os = pattern_fields(pattern), Opcode.WEIGHT_STATIONARY, Opcode.OUTPUT_STATIONARY
    tiles = [
        isa.row(ws, kept=1, group=1, a_plane=p, b=p * size, **pixels) for p in range(k // size)
    ]
    slot = {"outer": 1, "inner": 1, "drain": 1}
    results = [
        run(planes, dense, *tiles),
        run(planes, packed, isa.row(ws, **form, **pixels)),
        run(x.T[None], dense, isa.row(os, kept=1, group=1, **channels, **slot)),
        run(banks, packed, isa.row(os, **form, **groups, **slot)),
    ]
    assert results[0].any()
    for i in (1, 2, 3):
        assert results[i].view(np.int32).tolist() == results[0].view(np.int32).tolist(), i


def stream_fields(count):
    return {
        "images": 1, "height": 1, "width": count, "x_step": 1, "y_limit": 1, "x_limit": count
    }  # fmt: skip


def product(accelerator, a, b, indices, rows):
    """The first R words of O after the instructions; ``a`` is (banks, granules, R)."""
    machine = Machine(accelerator)
    for bank, plane in enumerate(a):
        machine.a[bank * accelerator.a_granules :][: len(plane)] = plane
    machine.b[: len(b)] = b
    machine.index[: len(indices)] = indices
    execute(accelerator, program(accelerator, *rows), np.zeros(0, np.uint8), machine=machine)
    return machine.o[: accelerator.rows].copy()


def laid_out(accelerator, pattern, indices):
    """Rows of indices as they lie in INDEX: every block begins with a granule."""
    block = accelerator.rows * pattern.kept // pattern.group
    padded = -(-block // accelerator.index_rows) * accelerator.index_rows
    lines = np.zeros((accelerator.rows // block, padded, accelerator.rows), np.uint8)
    lines[:, :block] = indices.reshape(-1, block, accelerator.rows)
    return lines.reshape(-1, accelerator.rows)


@pytest.mark.parametrize("kept", [1, 2, 4])
def test_a_compressed_tile_reaches_every_element_of_its_planes(kept):
    """With zeros but for one element of A, only the row that indexes it adds."""
    accelerator = ACCELERATORS[1]
    pattern, size = Sparsity(kept, 8), accelerator.rows
    machine = full_machine(np.random.default_rng(13), accelerator)
    machine.a[:], machine.b[:], machine.o[:] = 0, 1, 0
    machine.index[:] = np.arange(len(machine.index))[:, None] % 8
    ratio = 8 // kept
    for element in range(ratio * size):
        bank, channel = divmod(element, size)
        machine.a[bank * accelerator.a_granules + element, channel] = 1
    width, half = min(32, ratio * size), accelerator.o_words
    rows = [
        isa.row(
            Opcode.WEIGHT_STATIONARY, images=1, height=1, width=width, x0=part * width, x_step=1,
            y_limit=1, x_limit=ratio * size, o=part * half, **pattern_fields(pattern),
        )
        for part in range(ratio * size // width)
    ]  # fmt: skip
    check(np.random.default_rng(14), accelerator, rows, machine)
    assert machine.o.sum() == size * size
