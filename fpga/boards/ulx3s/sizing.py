"""How much memory the buffers of a machine leave, and which machine would fit if it does not.

The memory for programs and data takes all block RAM up to the board's limit. A DP16KD stores 2048
bytes of one byte lane, and a beat of the bus has a lane a byte, so memory grows in steps of 2048
beats, each of one block RAM a byte of the bus.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from weft.accelerator.description import Accelerator
from weft.fpga.boards.ulx3s import board
from weft.fpga.boards.ulx3s.top import MODULE
from weft.fpga.ecp5.cells import NAMES, TITLES, Cells
from weft.fpga.fitting import DoesNotFit, buffer_bytes, changes, smaller_machines
from weft.rtl.bus.axi import channel_bytes

STEP_BEATS = 2048  # words of a DP16KD of nine bits
MEMORY_MODULE = f"{MODULE}.system.memory"

# control, link and buses, which hardly grow with the array: beside their PEs, machines of 2x2 and
# 8x8 int8 PEs take 29,028 and 37,237 LUT4, 18,318 and 28,692 FF; a line through both ends here
ALWAYS = Cells(lut=26_300, ff=14_900)

Needs = Callable[[Accelerator], Cells]  # of a whole design, by a machine


def step_bytes(accelerator: Accelerator) -> int:
    """The least memory, by which it also grows."""
    return STEP_BEATS * channel_bytes(accelerator)


def memory_blocks(accelerator: Accelerator, memory_bytes: int) -> int:
    """Block RAMs of the memory for programs and data."""
    return memory_bytes // step_bytes(accelerator) * channel_bytes(accelerator)


def memory_bytes(accelerator: Accelerator, blocks: Mapping[str, int]) -> int:
    """The memory that there is room for beside all else, but no more than `board.FILLED` in all.

    ``blocks`` are the block RAMs of each module of a design with any memory. Raises DoesNotFit
    where not even one step is left.
    """
    others = Cells(ram=sum(n for name, n in blocks.items() if name != MEMORY_MODULE))
    least = Cells(ram=others.ram + channel_bytes(accelerator))
    if least.ram <= board.LIMITS.ram:
        steps = int(board.FILLED - others.ram) // channel_bytes(accelerator)
        return max(steps, 1) * step_bytes(accelerator)
    raise DoesNotFit(
        f"{accelerator.name} does not fit {board.TITLE}: {board.excess(least)[0]}, with the least "
        f"memory for programs and data, {step_bytes(accelerator) >> 10} KiB. "
        f"{way_out(accelerator, scaling(accelerator, others))}"
    )


def require_fit(
    accelerator: Accelerator, used: Cells, memory: int, element: Callable[[], Cells]
) -> None:
    """Raise DoesNotFit where ``used``, a whole design with ``memory`` bytes, is above a limit.

    ``element`` measures one PE; it is asked only if it must be.
    """
    excess = board.excess(used)
    if not excess:
        return
    others = used - Cells(ram=memory_blocks(accelerator, memory))
    raise DoesNotFit(
        f"{accelerator.name} does not fit {board.TITLE}: {'; '.join(excess)}. "
        f"{way_out(accelerator, scaling(accelerator, others, element()))}"
    )


def scaling(accelerator: Accelerator, others: Cells, element: Cells | None = None) -> Needs:
    """What other machines take, by what ``accelerator`` takes without memory, ``others``.

    PEs count by their number, what no machine goes without is constant, all other logic counts by
    rows, buffers by their bytes.
    """
    each = element or Cells()
    rest = others - each * accelerator.pes
    grows = {name: max(rest[name] - ALWAYS[name], 0.0) for name in ("lut", "ff")}

    def needs(wanted: Accelerator) -> Cells:
        rows = wanted.rows / accelerator.rows
        logic = {n: rest[n] + (rows - 1) * grows[n] + each[n] * wanted.pes for n in grows}
        dsp = rest.dsp + each.dsp * wanted.pes
        blocks = rest.ram * buffer_bytes(wanted) / buffer_bytes(accelerator)
        return Cells(**logic, dsp=dsp, ram=blocks + channel_bytes(wanted))

    return needs


def way_out(accelerator: Accelerator, needs: Needs) -> str:
    """The nearest machine that would fit, or that there is none."""
    for smaller in smaller_machines(accelerator):
        used = needs(smaller)
        if not board.excess(used):
            counts = ", ".join(f"{used[n]:,.0f} {TITLES[n]}" for n in NAMES if used[n])
            return (
                f"The nearest that would fit, by scaling: {changes(accelerator, smaller)} "
                f"(about {counts})"
            )
    return "No smaller machine of its kind fits either"
