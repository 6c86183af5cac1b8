"""Running programs: in parts, end to end, and what is refused with which words."""

from __future__ import annotations

import re
import time

import numpy as np
import pytest

from tests.functional_machines import ACCELERATORS, check, full_machine, program, random_image, twin
from tests.functional_machines import assert_same as assert_same_state
from weft.accelerator import isa
from weft.accelerator.gemm import gemm
from weft.accelerator.isa import Opcode, Program, Source, Target
from weft.simulator.functional import execute
from weft.simulator.functional_machine import Machine

FP16, SPARSE, INT8 = ACCELERATORS[:3]
RUN = {"images": 1, "runs": 1, "planes": 1}
WINDOW = {"images": 1, "height": 1, "width": 1, "y_limit": 1, "x_limit": 1}
DENSE = {"kept": 1, "group": 1}


def layer(accelerator, pixels):
    """Load ``pixels`` and a tile of weights, multiply them, store the product."""
    r = accelerator.rows
    tile = {"images": 1, "height": 1, "width": pixels, "y_limit": 1, "x_limit": pixels}
    return [
        isa.row(Opcode.LOAD, target=Target.A, dram=0, length=pixels, **RUN),
        isa.row(Opcode.LOAD, target=Target.B, dram=pixels, length=r, **RUN),
        isa.row(Opcode.WEIGHT_STATIONARY, **tile, **DENSE, y_step=1, x_step=1),
        isa.row(Opcode.STORE, source=Source.O, dram=pixels + r, length=pixels, **RUN),
    ]


def test_a_layer_leaves_the_rounded_product():
    rng, fmt = np.random.default_rng(1), FP16.operand
    x = fmt.round_array(rng.standard_normal((16, 4)).astype(np.float32))
    w = fmt.round_array(rng.standard_normal((4, 4)).astype(np.float32))
    image = np.zeros(36 * 8, np.uint8)
    image[: 20 * 8] = fmt.encode_array(np.concatenate([x, w])).view(np.uint8).reshape(-1)
    execute(FP16, program(FP16, *layer(FP16, 16)), image)
    y = fmt.encode_array(gemm(x, w, fmt))
    assert image[20 * 8 :].tobytes() == y.tobytes()


@pytest.mark.parametrize("accelerator", ACCELERATORS, ids=lambda a: a.name)
def test_a_training_step_end_to_end(accelerator):
    """Forward, transposing load, weight gradient, update and both copies, all through DRAM."""
    a, r, wide = accelerator, accelerator.rows, accelerator.wide_granules
    pattern = a.sparsities[-1]
    tile = {"images": 1, "height": 1, "width": r, "y_limit": 1, "x_limit": r, "x_step": 1}
    copies = {"emit_ff": 1, "emit_bp": 1, "ff_kept": pattern.kept, "ff_group": pattern.group}
    rows = [
        *layer(a, r),
        isa.row(Opcode.GATHER, target=Target.A, buffer=r, row_stride=r, planes=1, **tile),
        isa.row(Opcode.OUTPUT_STATIONARY, a=r, o=r, outer=1, inner=1, drain=1, **tile, **DENSE),
        isa.row(Opcode.LOAD, target=Target.WEIGHT, dram=4 * r, length=r * wide, **RUN),
        isa.row(Opcode.LOAD, target=Target.MOMENTUM, dram=(4 + wide) * r, length=r * wide, **RUN),
        isa.row(Opcode.UPDATE, o=r, words=r, optimize=1, hyper=1, bp_kept=1, bp_group=1, **copies),
        isa.row(Opcode.STORE, source=Source.WEIGHT, dram=4 * r, length=r * wide, **RUN),
        isa.row(Opcode.STORE, source=Source.FF_VALUE, dram=3 * r, length=r, **RUN),
        isa.row(Opcode.STORE, source=Source.BP_VALUE, dram=2 * r, length=r, **RUN),
        isa.row(Opcode.VECTOR, read_beats=3, write_beats=2, elements=7),
    ]
    rng = np.random.default_rng(8)
    check(rng, a, rows, Machine(a), tame_image(rng, a))


def tame_image(rng, accelerator):
    """Small numbers, some also as fp32 weights: no NaN on the way to an integer format."""
    image = random_image(np.random.default_rng(0), accelerator) * 0
    image[: len(image) // 2] = rng.integers(0, 60, len(image) // 2)
    return image


def test_slices_with_a_kept_machine_equal_one_run():
    rows = layer(FP16, 16)
    once, image = random_image(np.random.default_rng(2), FP16), None
    image = once.copy()
    whole = execute(FP16, program(FP16, *rows), once)
    machine = execute(FP16, program(FP16, *rows), image, rows=slice(0, 2))
    for part in ([2], range(3, 4)):
        assert machine is execute(FP16, program(FP16, *rows), image, rows=part, machine=machine)
    assert image.tobytes() == once.tobytes()
    assert machine.a.tobytes() == whole.a.tobytes()


def test_a_host_may_change_the_image_between_slices():
    rows, image = layer(INT8, 4), np.zeros(48, np.uint8)
    p = program(INT8, *rows)
    machine = execute(INT8, p, image, rows=slice(0, 1))
    image[16:32] = np.eye(4, dtype=np.uint8).reshape(-1)
    machine.a[:4] = 5
    execute(INT8, p, image, rows=slice(1, None), machine=machine)
    assert image[32:48].view(np.int8).tolist() == [5] * 16


def test_a_tail_of_the_image_that_is_no_granule_is_left_alone():
    image = np.full(FP16.granule_bytes * 36 + 3, 7, np.uint8)
    execute(FP16, program(FP16, *layer(FP16, 16)), image)
    assert image[-3:].tolist() == [7, 7, 7]


def test_a_thousand_instructions_take_well_under_a_second():
    rows = layer(SPARSE, 32) * 250
    image = random_image(np.random.default_rng(3), SPARSE)
    p = program(SPARSE, *rows)
    execute(SPARSE, p, image, rows=slice(0, 4))
    start = time.perf_counter()
    execute(SPARSE, p, image)
    assert time.perf_counter() - start < 1


def runs(opcode, **fields):
    return isa.row(opcode, **(RUN | {"length": 1} | fields))


def ws(**fields):
    return isa.row(Opcode.WEIGHT_STATIONARY, **(WINDOW | DENSE | fields))


def os(**fields):
    return isa.row(Opcode.OUTPUT_STATIONARY, **(WINDOW | DENSE | {"outer": 1, "inner": 1} | fields))


def gather(**fields):
    return isa.row(Opcode.GATHER, **(WINDOW | {"planes": 1} | fields))


def update(**fields):
    return isa.row(Opcode.UPDATE, **({"words": 4} | fields))


REFUSED = [
    (runs(Opcode.LOAD, dram=399, buffer=1, length=2), "LOAD.dram=399 reaches memory image granule "
     "400, but there are 400 granules"),
    (runs(Opcode.LOAD, buffer=30, length=3), "LOAD.buffer=30 reaches A granule 32, but there are "
     "32 granules"),
    (runs(Opcode.LOAD, target=Target.BIAS, buffer=2046, length=3), "LOAD.buffer=2046 reaches BIAS "
     "granule 2048, but there are 2048 granules"),
    (runs(Opcode.LOAD, target=7), "LOAD.target=7 names no memory; use one of 0 (A), 1 (B), "
     "2 (INDEX), 3 (WEIGHT), 4 (MOMENTUM), 5 (BIAS), 6 (MASK)"),
    (runs(Opcode.LOAD, target=Target.MASK, buffer=48), "LOAD.buffer=48 reaches MASK granule 48, "
     "but there are 48 granules"),
    (runs(Opcode.LOAD, first_plane=4), "LOAD.first_plane=4 is none of the 4 banks of A; move "
     "`buffer` on instead"),
    (runs(Opcode.LOAD, dram=1), "LOAD.dram=1 and buffer=0, with every plane, differ modulo the 2 "
     "granules of a beat; align the buffer"),
    (runs(Opcode.LOAD, planes=2, plane_stride=3, plane_pitch=2, target=Target.B), "LOAD.dram=0 and "
     "buffer=0, with every plane, differ modulo the 2 granules of a beat; align the buffer"),
    (runs(Opcode.STORE, runs=2, run_stride=1, run_pitch=2), "STORE.run_stride=1 and run_pitch=2 "
     "differ modulo the 2 granules of a beat; align the buffer"),
    (runs(Opcode.STORE, images=2, image_stride=1, image_pitch=2), "STORE.image_stride=1 and "
     "image_pitch=2 differ modulo the 2 granules of a beat; align the buffer"),
    (runs(Opcode.STORE, buffer=48), "STORE.buffer=48 reaches O word 48, but there are 48 words"),
    (runs(Opcode.STORE, buffer=22, length=3), "STORE.buffer=22 touches words 22 to 24 of O, across "
     "its halves of 24 words; keep an instruction to one half"),
    (runs(Opcode.STORE, runs=2), "STORE.buffer=0 reads a word of O more than once, which clears "
     "it"),
    (runs(Opcode.STORE, source=7), "STORE.source=7 names no memory; use one of 0 (O), 1 (WEIGHT), "
     "2 (MOMENTUM), 3 (FF_VALUE), 4 (FF_INDEX), 5 (BP_VALUE), 6 (BP_INDEX)"),
    (runs(Opcode.STORE, add_bias=1, bias=1023, planes=2, plane_stride=2, plane_pitch=2),
     "STORE.bias=1023 reaches BIAS row 1024, but there are 1024 rows"),
    (gather(target=Target.INDEX), "GATHER.target=2 (INDEX) cannot be gathered into; use A or B"),
    (gather(dram=399, planes=2, plane_stride=1), "GATHER.dram=399 reaches memory image granule "
     "400, but there are 400 granules"),
    (gather(width=9, spread=2, plane_pitch=1), "GATHER.plane_pitch=1 lets blocks overlap, and "
     "which of two rows stays is open; use a larger pitch"),
    (gather(buffer=29), "GATHER.buffer=29 reaches A granule 32, but there are 32 granules"),
    (gather(buffer=37, target=Target.B), "GATHER.buffer=37 reaches B granule 40, but there are 40 "
     "granules"),
    (gather(first_plane=5), "GATHER.first_plane=5 is none of the 4 banks of A; move `buffer` on "
     "instead"),
    (gather(spread=3), "GATHER.spread=3 is neither 0 nor a power of two; use the size of a group"),
    (gather(spread=5), "GATHER.spread=5 is more than the 4 banks of A; gather a smaller group"),
    (ws(a=32), "WEIGHT_STATIONARY.a=32 reaches A granule 32, but there are 32 granules"),
    (ws(a=30, a_plane=4, plane_pitch=2, kept=2, group=4), "WEIGHT_STATIONARY.a=30 reaches A "
     "granule 32, but there are 32 granules"),
    (ws(a_plane=3, kept=2, group=4), "WEIGHT_STATIONARY.a_plane=3 is not a multiple of "
     "group/kept=2: the planes of a pass begin at the first bank of a group of banks"),
    (ws(b=37), "WEIGHT_STATIONARY.b=37 reaches B granule 40, but there are 40 granules"),
    (ws(o=48), "WEIGHT_STATIONARY.o=48 reaches O word 48, but there are 48 words"),
    (ws(index=39, kept=2, group=4), "WEIGHT_STATIONARY.index=39 reaches INDEX granule 40, but "
     "there are 40 granules"),
    (ws(index=2, kept=2, group=4), "WEIGHT_STATIONARY.index=2 holds index 9, but a group has 4 "
     "elements"),
    (ws(width=2, height=2, raster_row=1, o=5), "WEIGHT_STATIONARY.o=5 touches word 6 more than "
     "once; split the window into instructions"),
    (ws(width=2, o=23), "WEIGHT_STATIONARY.o=23 touches words 23 to 24 of O, across its halves of "
     "24 words; keep an instruction to one half"),
    (ws(width=2, side=1), "WEIGHT_STATIONARY.o=0 touches word 0 more than once; split the window "
     "into instructions"),
    (ws(kept=1, group=8), "WEIGHT_STATIONARY.kept=1, group=8 is illegal: sparsity 1:8 is not built "
     "into fp16-4x4 (it has 1:1, 1:4, 2:4); choose one of those or add 1:8 to `sparsities`"),
    (ws(kept=2, group=1), "WEIGHT_STATIONARY.kept=2, group=1 is illegal: sparsity 2:1 breaks "
     "1 <= kept <= group <= 16; write kept:group, such as 2:8"),
    (ws(kept=4, group=4), "WEIGHT_STATIONARY.kept=4, group=4 is dense; a dense pattern is written "
     "1:1"),
    (os(outer=4, inner=2), "OUTPUT_STATIONARY.outer=4 and inner=2 make 8 slots, but a PE has "
     "interleave=6 accumulators"),
    (os(a=32), "OUTPUT_STATIONARY.a=32 reaches A granule 32, but there are 32 granules"),
    (os(a=32, kept=1, group=4), "OUTPUT_STATIONARY.a=32 reaches A granule 32, but there are 32 "
     "granules"),
    (os(b=40), "OUTPUT_STATIONARY.b=40 reaches B granule 40, but there are 40 granules"),
    (os(b=39, kept=2, group=4), "OUTPUT_STATIONARY.b=39 reaches B granule 40, but there are 40 "
     "granules"),
    (os(o=21, drain=1), "OUTPUT_STATIONARY.o=21 touches words 21 to 24 of O, across its halves of "
     "24 words; keep an instruction to one half"),
    (os(o=45, drain=1), "OUTPUT_STATIONARY.o=45 reaches O word 48, but there are 48 words"),
    (update(words=6), "UPDATE.words=6 is not a multiple of rows=4; fill up the last block"),
    (update(source=21), "UPDATE.source=21 reaches U row 24, but there are 24 rows"),
    (update(o=45, optimize=1), "UPDATE.o=45 reaches O word 48, but there are 48 words"),
    (update(o=21, optimize=1), "UPDATE.o=21 touches words 21 to 24 of O, across its halves of 24 "
     "words; keep an instruction to one half"),
    (update(destination=21, optimize=1), "UPDATE.destination=21 reaches U row 24, but there are 24 "
     "rows"),
    (update(hyper=3, optimize=1), "UPDATE.hyper=3 names no row of constants; the program has 3"),
    (update(group_rows=2), "UPDATE.group_columns=0 does not fit group_rows=2; give both or none"),
    (update(group_rows=2, group_columns=3, row_phase=2), "UPDATE.row_phase=2 lies beyond a group "
     "of 2 rows; take it modulo the group"),
    (update(group_rows=2, group_columns=3, column_phase=3), "UPDATE.column_phase=3 lies beyond a "
     "group of 3 columns; take it modulo the group"),
    (update(emit_ff=1, ff_kept=1, ff_group=1, ff_value=21), "UPDATE.ff_value=21 reaches FF_VALUE "
     "granule 24, but there are 24 granules"),
    (update(emit_bp=1, bp_kept=1, bp_group=4, bp_index=24), "UPDATE.bp_index=24 reaches BP_INDEX "
     "granule 24, but there are 24 granules"),
    (update(emit_bp=1, mask_bp=1, bp_kept=1, bp_group=4, ff_kept=1, ff_group=1), "UPDATE.mask_bp=1 "
     "with the BP pattern 1:4; a masked copy is dense in form (1:1)"),
    (update(emit_ff=1), "UPDATE.ff_kept=0, ff_group=0 is illegal: sparsity 0:0 breaks "
     "1 <= kept <= group <= 16; write kept:group, such as 2:8"),
]  # fmt: skip


@pytest.mark.parametrize(("row", "message"), REFUSED, ids=lambda v: v if isinstance(v, str) else "")
def test_an_illegal_instruction_is_named(row, message):
    machine = full_machine(np.random.default_rng(4), FP16)
    machine.index[:] = 9
    image = np.zeros(400 * FP16.granule_bytes, np.uint8)
    p = program(FP16, isa.row(Opcode.VECTOR), row)
    naive = twin(machine, image)
    with pytest.raises(ValueError, match=f"^instruction 1: {re.escape(message)}$"):
        execute(FP16, p, image, machine=machine)
    assert_same_state(machine, image, naive)


def test_the_last_legal_addresses_are_accepted():
    last = [
        runs(Opcode.LOAD, dram=398, buffer=30, length=2),
        runs(Opcode.STORE, dram=399, buffer=47),
        ws(a=31, b=36, o=47),
        ws(index=38, kept=2, group=4, o=47),
        os(a=31, b=39, o=44, drain=1),
        gather(dram=399, buffer=28),
        update(words=24, optimize=1, o=24),
    ]
    machine = full_machine(np.random.default_rng(5), FP16)
    machine.index[:] = 3
    check(np.random.default_rng(6), FP16, last, machine)


def test_a_field_that_overflows_is_refused_before_anything_runs():
    rows = [isa.row(Opcode.VECTOR), runs(Opcode.LOAD, buffer=-1)]
    message = (
        "instruction 1: LOAD.buffer=-1 does not fit 20 bits (0..1048575); "
        "split the transfer or the tile"
    )
    image = np.zeros(64, np.uint8)
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        execute(FP16, program(FP16, *rows), image)
    with pytest.raises(ValueError, match=r"^instruction 0: .* \(counted from instruction 1\)$"):
        execute(FP16, program(FP16, *rows), image, rows=[1])


def test_a_count_of_nothing_is_refused_before_anything_runs():
    message = (
        "instruction 1: GATHER.height=0 counts nothing, and the hardware counts it down; "
        "give at least 1 or leave the instruction out"
    )
    rows = [isa.row(Opcode.VECTOR), gather(height=0)]
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        execute(FP16, program(FP16, *rows), np.zeros(64, np.uint8))


def test_nan_has_no_integer_code():
    machine = Machine(INT8)
    machine.weight[2] = np.nan
    row = update(emit_ff=1, ff_kept=1, ff_group=1)
    with pytest.raises(ValueError, match=r"^instruction 0: UPDATE: NaN has no int8 code; mend"):
        execute(INT8, program(INT8, row), np.zeros(64, np.uint8), machine=machine)


def test_what_belongs_to_another_accelerator_is_refused():
    image = np.zeros(64, np.uint8)
    rest = f"is for accelerator {INT8.digest}, not {FP16.digest}; make it again for this one"
    with pytest.raises(ValueError, match=f"^the program {rest}$"):
        execute(FP16, program(INT8, ws()), image)
    with pytest.raises(ValueError, match=f"^the machine {rest}$"):
        execute(FP16, program(FP16, ws()), image, machine=Machine(INT8))


@pytest.mark.parametrize("image", [np.zeros(8, np.int8), np.zeros((2, 8), np.uint8)])
def test_an_image_that_is_no_row_of_bytes_is_refused(image):
    with pytest.raises(ValueError, match=r"^image is .*; give one contiguous row of bytes"):
        execute(FP16, program(FP16, ws()), image)


def test_an_empty_program_does_nothing():
    empty = Program(np.zeros((0, isa.WIDTH), np.int64), (), FP16.digest)
    assert not execute(FP16, empty, np.zeros(8, np.uint8)).a.any()
