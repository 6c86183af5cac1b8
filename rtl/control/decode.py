"""Instructions as hardware layouts, derived from the one field table.

A structure in Amaranth is packed from bit 0 upwards in the order of its members, as `isa.pack`
does, so a layout made of the table *is* the encoding and no bit offset is written anywhere.
"""

from __future__ import annotations

from collections.abc import Iterable

from amaranth.hdl import Array, Const, Shape, Value, signed, unsigned
from amaranth.lib import data

from weft.accelerator.description import ADDRESS_BITS, INSTRUCTION_BYTES
from weft.accelerator.isa import COMMON, ENGINE_OF, FIELDS, Engine, Field, Opcode

INSTRUCTION_BITS = 8 * INSTRUCTION_BYTES
SERIAL_BITS = 32  # names an instruction of a running program in events
DRAM_BITS = 32  # of the address of a granule in memory


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


def common_view(instruction: Value) -> data.View:
    """The fields that ``instruction``, encoded, begins with."""
    return data.View(common_layout(), instruction[: common_layout().size])


def instruction_view(opcode: Opcode, instruction: Value) -> data.View:
    """``instruction``, encoded, as one of ``opcode``."""
    return data.View(layout(opcode), instruction[: layout(opcode).size])


def fields_layout(opcode: Opcode, names: Iterable[str]) -> data.StructLayout:
    """Some fields of ``opcode`` by themselves, side by side."""
    table = {f.name: f for f in FIELDS[opcode]}
    return _layout(table[name] for name in names)


def engine_layout(engine: Engine) -> data.UnionLayout:
    """An instruction of ``engine``: ``common``, or one member for each of its opcodes."""
    mine = {op.name.lower(): layout(op) for op, e in ENGINE_OF.items() if e is engine}
    return data.UnionLayout({"common": common_layout(), **mine})


_PRODUCTS = ("first", "row_step", "turn", "outer_row", "outer_turn", "inner_turn")
_DERIVED = {
    Engine.LOAD: {"first": DRAM_BITS, "row_step": DRAM_BITS, "single": 1},
    Engine.COMPUTE: {**dict.fromkeys(_PRODUCTS, ADDRESS_BITS), "single": 1},
    Engine.STORE: {"single": 1},
    Engine.VECTOR: {"single": 1},
}


def derived_layout(engine: Engine) -> data.StructLayout:
    """What follows from the fields and the engine is spared, `Predecode`; nothing for UPDATE."""
    return data.StructLayout(_DERIVED.get(engine, {}))


def every_derived_layout() -> data.StructLayout:
    """That of all engines, of which an instruction has that of its own."""
    return data.StructLayout({e.name.lower(): derived_layout(e) for e in _DERIVED})


def encoded_layout() -> data.StructLayout:
    """An instruction as it comes from memory, and whether the memory answered with an error."""
    return data.StructLayout({"instruction": INSTRUCTION_BITS, "error": 1})


def predecoded_layout() -> data.StructLayout:
    """What the fetch unit takes.

    An instruction, what follows from its fields, the engine it is for (a bit each, none if its
    opcode is illegal) and whether its fetch failed.
    """
    return data.StructLayout(
        {
            "instruction": INSTRUCTION_BITS,
            "derived": every_derived_layout(),
            "target": len(Engine),
            "error": 1,
        }
    )


def dispatched_layout(engine: Engine) -> data.StructLayout:
    """What an engine's queue holds: an instruction, what is derived, its place in the program."""
    return data.StructLayout(
        {
            "serial": SERIAL_BITS,
            "instruction": engine_layout(engine),
            "derived": derived_layout(engine),
        }
    )


def event_layout() -> data.StructLayout:
    """Something that happens to an instruction in this cycle."""
    return data.StructLayout({"valid": 1, "serial": SERIAL_BITS})


def engine_mask(opcode: Value) -> Value:
    """One bit an engine: whose the opcode is; all 0 where it is illegal."""
    table = [Const(0, len(Engine))] * (1 << len(opcode))
    for op, engine in ENGINE_OF.items():
        table[op] = Const(1 << engine, len(Engine))
    return Array(table)[opcode]
