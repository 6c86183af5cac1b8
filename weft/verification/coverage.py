"""What programs have exercised: instructions by opcode, format, pattern, memory and flags."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any, NamedTuple

from weft.accelerator.description import Accelerator
from weft.accelerator.isa import Opcode, Program, Side, Source, Target
from weft.accelerator.sparsity import Sparsity
from weft.simulator.functional_address import record


class Item(NamedTuple):
    """One kind of instruction: ``where`` is its memory or side, ``flags`` what it switches on."""

    opcode: str
    format: str
    sparsity: str
    where: str
    flags: str


Coverage = Counter[Item]


def coverage_of(accelerator: Accelerator, program: Program) -> Coverage:
    """How often ``program`` has each kind of instruction."""
    return Counter(
        Item(Opcode(f.opcode).name, accelerator.format, *_DETAILS[Opcode(f.opcode)](f))
        for f in map(record, program.rows.tolist())
    )


def _flags(f: Any, *names: str) -> str:
    return " ".join(name for name in names if getattr(f, name))


def _load(f: Any) -> tuple[str, str, str]:
    loops = [name for name in ("runs", "images", "planes") if getattr(f, name) > 1]
    return "", Target(f.target).name, " ".join(loops)


def _gather(f: Any) -> tuple[str, str, str]:
    return "", Target(f.target).name, _window(f) + " spread" * bool(f.spread)


def _window(f: Any) -> str:
    """Whether the window leaves its limits and how it moves."""
    last_y, last_x = f.y0 + (f.height - 1) * f.y_step, f.x0 + (f.width - 1) * f.x_step
    padded = min(f.y0, f.x0) < 0 or last_y >= f.y_limit or last_x >= f.x_limit
    strided = f.y_step > 1 or f.x_step > 1
    return "padded " * padded + "strided" * strided


def _pattern(kept: int, group: int) -> str:
    return str(Sparsity(kept, group))


def _weight_stationary(f: Any) -> tuple[str, str, str]:
    return _pattern(f.kept, f.group), f"side {Side(f.side).name}", _window(f)


def _output_stationary(f: Any) -> tuple[str, str, str]:
    slots = "slots" if f.outer * f.inner > 1 else "one sum"
    return _pattern(f.kept, f.group), slots, " ".join([_window(f), _flags(f, "drain")])


def _store(f: Any) -> tuple[str, str, str]:
    flags = _flags(f, "shift", "add_bias", "relu", "masked") if f.source == Source.O else ""
    return "", Source(f.source).name, flags


def _update(f: Any) -> tuple[str, str, str]:
    patterns = [_pattern(f.ff_kept, f.ff_group)] * (f.emit_ff or f.mask_bp or f.frozen)
    patterns += [_pattern(f.bp_kept, f.bp_group)] * f.emit_bp
    names = ("optimize", "emit_ff", "emit_bp", "mask_bp", "frozen")
    flags = _flags(f, *names) + " grouped" * bool(f.group_rows)
    return "/".join(patterns), "", flags


_DETAILS = {
    Opcode.LOAD: _load,
    Opcode.GATHER: _gather,
    Opcode.WEIGHT_STATIONARY: _weight_stationary,
    Opcode.OUTPUT_STATIONARY: _output_stationary,
    Opcode.STORE: _store,
    Opcode.UPDATE: _update,
    Opcode.VECTOR: lambda f: ("", "", _flags(f, "read_beats", "write_beats", "elements")),
}


class Line(NamedTuple):
    """A row of the table: instructions of one opcode and place, and how many kinds there were."""

    opcode: str
    where: str
    formats: tuple[str, ...]
    sparsities: tuple[str, ...]
    kinds: int
    instructions: int


def lines(coverage: Coverage) -> list[Line]:
    """The table that a run shows at its end, in the order of opcodes."""
    order = {op.name: op for op in Opcode}
    places = sorted({(i.opcode, i.where) for i in coverage}, key=lambda p: (order[p[0]], p[1]))
    return [_line(opcode, where, coverage) for opcode, where in places]


def _line(opcode: str, where: str, coverage: Coverage) -> Line:
    mine = {i: n for i, n in coverage.items() if (i.opcode, i.where) == (opcode, where)}
    return Line(
        opcode,
        where,
        _names(i.format for i in mine),
        _names(i.sparsity for i in mine),
        len({i.flags for i in mine}),
        sum(mine.values()),
    )


def _names(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({text for text in texts if text}))
