"""What the data path of COMPUTE must know of an instruction, one record for both dataflows."""

from __future__ import annotations

from amaranth.hdl import Value
from amaranth.lib import data

from weft.accelerator.description import Accelerator
from weft.accelerator.isa import Engine, Opcode
from weft.accelerator.sparsity import Sparsity
from weft.rtl.control.decode import derived_layout, fields_layout

_SHARED = (
    "a", "a_plane", "o", "kept", "group",
    "y0", "x0", "y_step", "x_step", "y_limit", "x_limit",
    "window_row", "window_image", "raster_row", "raster_image", "plane_pitch",
)  # fmt: skip
_SLOTS = ("inner_x", "outer_y", "outer_plane", "inner_plane", "outer_b", "inner_b")
_WEIGHTS = ("b", "index", "kept", "group")


def stream_layout() -> data.StructLayout:
    """Fields that place the operands and sums of a stream.

    ``side`` is that of weight-stationary, A otherwise; ``slotted`` tells output-stationary, the
    fields of whose slots mean nothing otherwise.
    """
    fields = fields_layout(Opcode.OUTPUT_STATIONARY, _SHARED + _SLOTS)
    derived = derived_layout(Engine.COMPUTE)
    every = {name: field.shape for part in (fields, derived) for name, field in part}
    return data.StructLayout({**every, "side": 1, "slotted": 1})


def weights_layout() -> data.StructLayout:
    """Fields that place the weights."""
    return fields_layout(Opcode.WEIGHT_STATIONARY, _WEIGHTS)


def stream_fields(instruction: data.View, derived: data.View, slotted: int) -> dict[str, Value]:
    """Values of `stream_layout` by name, of an instruction of COMPUTE of the one dataflow."""
    ws, os = instruction.weight_stationary, instruction.output_stationary
    shared = {name: (os if slotted else ws)[name] for name in _SHARED}
    slots = {name: os[name] for name in _SLOTS}
    known = {name: derived[name] for name, _ in derived.shape()}
    side = 0 if slotted else ws.side
    return {**shared, **slots, **known, "side": side, "slotted": slotted}


def weights_fields(instruction: data.View) -> dict[str, Value]:
    """Values of `weights_layout` by name, the same of both dataflows."""
    return {name: instruction.weight_stationary[name] for name in _WEIGHTS}


def is_pattern(fields: data.View, sparsity: Sparsity) -> Value:
    """Whether the fields ``kept`` and ``group`` are those of ``sparsity``."""
    return (fields.kept == sparsity.kept) & (fields.group == sparsity.group)


def is_dense(fields: data.View) -> Value:
    return fields.kept == fields.group


def lanes(accelerator: Accelerator) -> int:
    """Elements of A that reach an element of the array together."""
    return max(s.group for s in accelerator.sparsities)


def index_rows(accelerator: Accelerator, sparsity: Sparsity) -> int:
    """Rows of indices in each granule of a block, a power of two.

    A block begins with a granule, and its rows are a multiple of those of a granule or fewer: so
    row t of all blocks is row ``t mod index_rows`` of granule ``t div index_rows``.
    """
    block = accelerator.rows * sparsity.kept // sparsity.group
    return min(block, accelerator.index_rows)


def patterns(accelerator: Accelerator) -> list[Sparsity]:
    """The patterns with indices, in the order of the description."""
    return [s for s in accelerator.sparsities if not s.is_dense]
