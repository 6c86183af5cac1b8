"""The functional simulator: what a program leaves in memory, bit by bit (docs/machine.md).

Instructions run one after the other in program order. A legal program has the same result in every
order that its tokens allow, so this is what the machine leaves too. All arithmetic is that of
`weft.accelerator`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from weft.accelerator import isa
from weft.accelerator.description import Accelerator
from weft.accelerator.isa import OPCODE, Opcode, Program
from weft.simulator.functional_address import record
from weft.simulator.functional_array import output_stationary, weight_stationary
from weft.simulator.functional_machine import IllegalError, Machine
from weft.simulator.functional_moves import gather, load, store
from weft.simulator.functional_update import update

Array = NDArray[Any]


def execute(
    accelerator: Accelerator,
    program: Program,
    image: Array,
    *,
    rows: slice | Iterable[int] | None = None,
    machine: Machine | None = None,
) -> Machine:
    """Run ``program`` on ``image``, the bytes of DRAM (uint8, changed in place).

    Granule g of DRAM starts at byte ``g * granule_bytes``. ``rows`` picks instructions (a slice or
    their numbers), all by default. The machine is returned; hand it in again to go on with its
    buffers as they were left. Raises ValueError for an illegal instruction, naming it, the field
    and the rule, and for a program or a machine of another accelerator.
    """
    _check_digests(accelerator, program, machine)
    machine = Machine(accelerator) if machine is None else machine
    dram = _granules(accelerator, image)
    chosen = np.arange(len(program))[rows if isinstance(rows, slice) else _numbers(rows)]
    picked = program.rows[chosen]
    _check_fields(picked, chosen)
    run = _handlers(machine, program, dram)
    for number, row in zip(chosen.tolist(), picked.tolist(), strict=True):
        try:
            run[row[OPCODE]](record(row))
        except ValueError as error:
            name = Opcode(row[OPCODE]).name
            joint = "." if isinstance(error, IllegalError) else ": "
            raise ValueError(f"instruction {number}: {name}{joint}{error}") from error
    return machine


def _numbers(rows: Iterable[int] | None) -> Any:
    return slice(None) if rows is None else np.fromiter(rows, np.int64)


def _handlers(machine: Machine, program: Program, dram: Array) -> dict[int, Callable[[Any], None]]:
    return {
        Opcode.LOAD: lambda f: load(machine, f, dram),
        Opcode.GATHER: lambda f: gather(machine, f, dram),
        Opcode.WEIGHT_STATIONARY: lambda f: weight_stationary(machine, f),
        Opcode.OUTPUT_STATIONARY: lambda f: output_stationary(machine, f),
        Opcode.STORE: lambda f: store(machine, f, dram),
        Opcode.UPDATE: lambda f: update(machine, f, program.hypers),
        Opcode.VECTOR: lambda f: None,
    }


def _check_fields(picked: Array, chosen: Array) -> None:
    try:
        isa.check(picked)
    except ValueError as error:
        where = f" (counted from instruction {chosen[0]})" if chosen[0] else ""
        raise ValueError(f"{error}{where}") from error


def _check_digests(accelerator: Accelerator, program: Program, machine: Machine | None) -> None:
    found = {"program": program.digest}
    if machine is not None:
        found["machine"] = machine.accelerator.digest
    for what, digest in found.items():
        if digest != accelerator.digest:
            raise ValueError(
                f"the {what} is for accelerator {digest}, not {accelerator.digest}; "
                "make it again for this one"
            )


def _granules(accelerator: Accelerator, image: Array) -> Array:
    """View of the image as (granules, granule_bytes)."""
    if image.dtype != np.uint8 or image.ndim != 1 or not image.flags.c_contiguous:
        raise ValueError(
            f"image is {image.dtype} {image.shape}; give one contiguous row of bytes (uint8)"
        )
    size = accelerator.granule_bytes
    return image[: len(image) // size * size].reshape(-1, size)
