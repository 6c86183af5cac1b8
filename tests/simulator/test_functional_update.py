"""UPDATE of the functional simulator against plain loops."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.functional_machines import ACCELERATORS, HYPERS, check, full_machine
from weft.accelerator import isa
from weft.accelerator.isa import Opcode

RANDOM = settings(max_examples=20, deadline=None, derandomize=True)
SEEDS = st.integers(0, 2**32 - 1)
FLAGS = ("optimize", "emit_ff", "emit_bp", "mask_bp", "frozen")
every_accelerator = pytest.mark.parametrize("accelerator", ACCELERATORS, ids=lambda a: a.name)


def random_update(rng, a):
    """Fields of a legal UPDATE with random flags and patterns."""
    pick = lambda low, high: int(rng.integers(low, high + 1))  # noqa: E731
    f = {name: pick(0, 1) for name in FLAGS}
    ff, bp = (a.sparsities[pick(0, len(a.sparsities) - 1)] for _ in range(2))
    if f["mask_bp"]:
        bp = a.sparsities[0]
    f |= {"ff_kept": ff.kept, "ff_group": ff.group, "bp_kept": bp.kept, "bp_group": bp.group}
    blocks = pick(1, 2)
    f["words"] = blocks * a.rows
    f |= {"o": pick(0, a.o_words - f["words"]) + pick(0, 1) * a.o_words}
    f |= {name: pick(0, a.u_words - f["words"]) for name in ("source", "destination")}
    for copy in ("ff_value", "ff_index", "bp_value", "bp_index"):
        f[f"{copy}_pitch"] = pick(
            a.rows if blocks > 1 else 0, a.u_words - a.rows if blocks > 1 else 9
        )
        reach = a.rows + (blocks - 1) * f[f"{copy}_pitch"]
        f[copy] = pick(0, a.u_words - reach)
    if pick(0, 1):
        f |= {"group_rows": pick(1, a.rows), "group_columns": pick(1, a.rows)}
        for axis in ("row", "column"):
            f[f"{axis}_phase"] = pick(0, f[f"group_{axis}s"] - 1)
        f["row_group"] = pick(-2, 2)
    return f | {"hyper": pick(0, len(HYPERS) - 1), "shift": pick(-12, 12)}


@every_accelerator
@RANDOM
@given(seed=SEEDS)
def test_update_steps_and_emits_both_copies(accelerator, seed):
    rng = np.random.default_rng(seed)
    check(rng, accelerator, [isa.row(Opcode.UPDATE, **random_update(rng, accelerator))])


@every_accelerator
@RANDOM
@given(seed=SEEDS)
def test_without_optimize_only_the_copies_change(accelerator, seed):
    rng = np.random.default_rng(seed)
    fields = random_update(rng, accelerator) | {"optimize": 0}
    machine = full_machine(rng, accelerator)
    before = [x.copy() for x in (machine.o, machine.new_weight, machine.new_momentum)]
    check(rng, accelerator, [isa.row(Opcode.UPDATE, **fields)], machine)
    after = (machine.o, machine.new_weight, machine.new_momentum)
    assert all(x.tobytes() == y.tobytes() for x, y in zip(before, after, strict=True))


def test_structural_groups_make_a_depthwise_weight_diagonal():
    """Eight groups of one input and one output channel: only the diagonal exists."""
    accelerator = ACCELERATORS[1]
    machine = full_machine(np.random.default_rng(1), accelerator)
    machine.weight[:] = np.arange(1, machine.weight.size + 1).reshape(machine.weight.shape)
    row = isa.row(
        Opcode.UPDATE, words=8, group_rows=1, group_columns=1, emit_ff=1, ff_kept=1, ff_group=1
    )
    check(np.random.default_rng(2), accelerator, [row], machine)
    copy = machine.decode(machine.ff_value[:8])
    assert copy.tolist() == np.diag(np.diag(machine.weight[:8])).tolist()


def test_integer_gradients_are_rounded_to_fp32_first():
    accelerator = ACCELERATORS[2]
    machine = full_machine(np.random.default_rng(3), accelerator)
    machine.o[:] = 2**24 + 1
    row = isa.row(Opcode.UPDATE, words=4, optimize=1, hyper=1)
    check(np.random.default_rng(4), accelerator, [row], machine)
    assert not machine.o[:4].any()
    assert machine.o[4:].all()
