"""Does a machine fit a board, and if not, which one like it would?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from weft.accelerator.description import Accelerator
from weft.fpga.board import Board, BoardError
from weft.fpga.resources import Resources
from weft.fpga.synthesis import Synthesis

_LOGIC = ("lut", "ff", "dsp")
_BUFFERS = ("a_buffer_bytes", "b_buffer_bytes", "o_buffer_bytes", "u_buffer_bytes")


class DoesNotFit(BoardError):
    """A machine is larger than its board allows; the message has the numbers and a way out."""


def require_fit(accelerator: Accelerator, board: Board, synthesis: Synthesis) -> None:
    """Raise DoesNotFit where the whole design is above a limit of ``board``."""
    excess = board.excess(synthesis.total + board.infrastructure)
    if not excess:
        return
    raise DoesNotFit(
        f"{accelerator.name} does not fit {board.title}: {'; '.join(excess)}. "
        f"{_way_out(accelerator, board, synthesis)}"
    )


def _way_out(accelerator: Accelerator, board: Board, synthesis: Synthesis) -> str:
    for smaller in smaller_machines(accelerator):
        used = scaled(accelerator, smaller, synthesis) + board.infrastructure
        if not board.excess(used):
            return (
                f"The nearest that would fit, by scaling: {changes(accelerator, smaller)} "
                f"(about {used.lut:,.0f} LUT, {used.ramb36:,.0f} RAMB36, {used.uram:,.0f} URAM288)"
            )
    return "No smaller machine of its kind fits either"


def changes(accelerator: Accelerator, smaller: Accelerator) -> str:
    """The lines of a description that make ``smaller`` of ``accelerator``."""
    return ", ".join(
        f"{name} = {getattr(smaller, name)}"
        for name in ("rows", "columns", "bus_bytes", "update_lanes", *_BUFFERS)
        if getattr(smaller, name) != getattr(accelerator, name)
    )


def smaller_machines(accelerator: Accelerator) -> Iterator[Accelerator]:
    """Legal descriptions with half the buffers or half the rows, the nearest first."""
    here: Accelerator | None = accelerator
    while here is not None:
        buffers: Accelerator | None = here
        for _ in range(3):
            buffers = buffers and _halved_buffers(buffers)
            if buffers is not None:
                yield buffers
        here = _halved_rows(here)
        if here is not None:
            yield here


def _halved_buffers(a: Accelerator) -> Accelerator | None:
    try:
        return replace(a, **{name: getattr(a, name) // 2 for name in _BUFFERS})
    except ValueError:
        return None


def _halved_rows(a: Accelerator) -> Accelerator | None:
    """Half the rows and columns, on the same bus if the smaller array can take its beats."""
    rows = a.rows // 2
    for bus_bytes in (a.bus_bytes, a.bus_bytes // 2):
        try:
            return replace(
                a,
                rows=rows,
                columns=rows,
                bus_bytes=bus_bytes,
                update_lanes=min(a.update_lanes, rows),
                sparsities=tuple(s for s in a.sparsities if s.group <= rows),
            )
        except ValueError:
            continue
    return None


def scaled(measured: Accelerator, wanted: Accelerator, synthesis: Synthesis) -> Resources:
    """What ``wanted`` would take: PEs by their number, other logic by rows, memories by bytes."""
    rows = wanted.rows / measured.rows
    memory = buffer_bytes(wanted) / buffer_bytes(measured)
    total = Resources()
    for unit in synthesis.units:
        logic = rows * rows if unit.name.startswith("weft_pe_") else rows
        each = {name: unit.total[name] * logic for name in _LOGIC}
        total += Resources(**each, ramb36=unit.total.ramb36 * memory, uram=unit.total.uram * memory)
    return total


def buffer_bytes(accelerator: Accelerator) -> int:
    """The four buffers together."""
    return sum(getattr(accelerator, name) for name in _BUFFERS)
