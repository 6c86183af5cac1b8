"""Instructions as hardware layouts, derived from the one field table.

A structure in Amaranth is packed from bit 0 upwards in the order of its members, as `isa.pack`
does, so a layout made of the table *is* the encoding and no bit offset is written anywhere.
"""

from __future__ import annotations

from collections.abc import Iterable

from amaranth.hdl import Array, Const, Shape, Value, signed, unsigned
from amaranth.lib import data

from weft.accelerator.description import INSTRUCTION_BYTES
from weft.accelerator.isa import COMMON, ENGINE_OF, FIELDS, Engine, Field, Opcode

INSTRUCTION_BITS = 8 * INSTRUCTION_BYTES
SERIAL_BITS = 32  # names an instruction of a running program in events


def _shape(field: Field) -> Shape:
    return signed(field.bits) if field.signed else unsigned(field.bits)


def _layout(fields: Iterable[Field]) -> data.StructLayout:
    return data.StructLayout({f.name: _shape(f) for f in fields})


def common_layout() -> data.StructLayout:
    """Fields that every instruction begins with."""
    return _layout(COMMON)


def layout(opcode: Opcode) -> data.StructLayout:
    """All fields of ``opcode``, at their places in the instruction."""
    return _layout(COMMON + FIELDS[opcode])


def fields_layout(opcode: Opcode, names: Iterable[str]) -> data.StructLayout:
    """Some fields of ``opcode`` by themselves, side by side."""
    table = {f.name: f for f in FIELDS[opcode]}
    return _layout(table[name] for name in names)


def engine_layout(engine: Engine) -> data.UnionLayout:
    """An instruction of ``engine``: ``common``, or one member for each of its opcodes."""
    mine = {op.name.lower(): layout(op) for op, e in ENGINE_OF.items() if e is engine}
    return data.UnionLayout({"common": common_layout(), **mine})


def dispatched_layout(engine: Engine) -> data.StructLayout:
    """What an engine's queue holds: an instruction and its place in the program."""
    return data.StructLayout({"serial": SERIAL_BITS, "instruction": engine_layout(engine)})


def event_layout() -> data.StructLayout:
    """Something that happens to an instruction in this cycle."""
    return data.StructLayout({"valid": 1, "serial": SERIAL_BITS})


def engine_mask(opcode: Value) -> Value:
    """One bit an engine: whose the opcode is; all 0 where it is illegal."""
    table = [Const(0, len(Engine))] * (1 << len(opcode))
    for op, engine in ENGINE_OF.items():
        table[op] = Const(1 << engine, len(Engine))
    return Array(table)[opcode]
