"""Random legal UPDATE and VECTOR, field by field, and the constants of updates."""

from __future__ import annotations

from weft.accelerator.description import Accelerator
from weft.accelerator.isa import Hyper
from weft.accelerator.sparsity import DENSE, Sparsity
from weft.verification.dice import Dice
from weft.verification.moves import Fields, NoRoomError, Site


def random_hypers(dice: Dice) -> tuple[Hyper, ...]:
    """One to five rows of constants, all zero in the first now and then."""
    first = Hyper() if dice.chance(0.3) else _hyper(dice)
    return (first, *(_hyper(dice) for _ in range(dice.pick(0, 4))))


def _hyper(dice: Dice) -> Hyper:
    uniform = lambda high: float(dice.rng.random() * high)  # noqa: E731 - local shorthand
    return Hyper(
        learning_rate=uniform(0.5),
        momentum=uniform(1.0) * dice.flag(0.7),
        weight_decay=uniform(0.1) * dice.flag(0.6),
        gradient_scale=2.0 ** dice.pick(-8, 1) * (1 if dice.chance(0.7) else uniform(1.0)),
        decay=uniform(0.2) * dice.flag(0.4),
    )


def random_update(site: Site, half: range, hypers: int, *, optimize: bool | None = None) -> Fields:
    """An UPDATE, reading gradients from ``half`` if it optimizes; raises NoRoomError."""
    a, dice = site.accelerator, site.dice
    words = a.rows * dice.few(min(a.u_words, a.o_words) // a.rows)
    f = {"words": words, "source": dice.pick(0, a.u_words - words)}
    f["optimize"] = dice.flag(0.75) if optimize is None else int(optimize)
    f |= {"o": half.start + dice.pick(0, a.o_words - words)} if f["optimize"] else {}
    f |= {"destination": dice.pick(0, a.u_words - words), "hyper": dice.pick(0, hypers - 1)}
    f |= {"emit_ff": dice.flag(0.6), "emit_bp": dice.flag(0.6), "mask_bp": dice.flag(0.3)}
    f |= {"frozen": dice.flag(0.25), "shift": _shift(dice, a)}
    f |= _copy(dice, a, "ff", dice.choose(a.sparsities), words)
    pattern = DENSE if f["mask_bp"] else dice.choose(a.sparsities)
    f |= _copy(dice, a, "bp", pattern, words)
    return f | (_groups(dice, a) if dice.chance(0.3) else {})


def _shift(dice: Dice, a: Accelerator) -> int:
    usual = dice.pick(-2, 2)
    return dice.weighted({0: 4, usual: 4, dice.pick(-128, 127): 0.3})


def _copy(dice: Dice, a: Accelerator, name: str, pattern: Sparsity, words: int) -> Fields:
    """Pattern and places of one copy; its blocks do not overlap."""
    f = {f"{name}_kept": pattern.kept, f"{name}_group": pattern.group}
    block = a.rows * pattern.kept // pattern.group
    counts = {"value": block, "index": 0 if pattern == DENSE else -(-block // a.index_rows)}
    blocks = words // a.rows
    for kind, count in counts.items():
        pitch = count + dice.pick(0, 2) * dice.flag(0.4)
        pitch = min(pitch, (a.u_words - count) // max(blocks - 1, 1))
        span = (blocks - 1) * pitch + count
        if pitch < count and blocks > 1:
            raise NoRoomError("no room for the copies")
        f[f"{name}_{kind}"] = dice.pick(0, max(a.u_words - span, 0))
        f[f"{name}_{kind}_pitch"] = min(pitch, 255)
    return f


def _groups(dice: Dice, a: Accelerator) -> Fields:
    """A grouped layer: weights exist only where their row's group is their column's."""
    rows, columns = dice.pick(1, 2 * a.rows), dice.pick(1, 2 * a.rows)
    return {
        "group_rows": rows, "group_columns": columns, "row_phase": dice.pick(0, rows - 1),
        "column_phase": dice.pick(0, columns - 1), "row_group": dice.pick(-2, 2),
    }  # fmt: skip


def random_vector(dice: Dice) -> Fields:
    """A pass over memory: traffic and lane work, either of which may be none."""
    return {
        "read_beats": dice.pick(0, 20), "write_beats": dice.pick(0, 20),
        "elements": dice.pick(0, 300),
    }  # fmt: skip
