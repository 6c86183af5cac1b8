"""Which blocks the memories of a design become.

UltraRAM is taken where it replaces at least four block RAMs, as far as the chip's share of it goes;
the best exchanges first. Synthesis tools read the choice as the attribute ``ram_style``. Memories
too small for a block RAM of their own are left to them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from weft.fpga.netlist import Memory, VerilogModule, bare

ULTRA, BLOCK = "ultra", "block"
URAM_WIDTH, URAM_DEPTH = 72, 4096
# words of a RAMB36E2 by their width, one port for writing and one for reading (UG573, table 1-8)
BLOCK_SHAPES = ((72, 512), (36, 1024), (18, 2048), (9, 4096), (4, 8192), (2, 16384), (1, 32768))
LEAST_EXCHANGE = 4  # block RAMs that an UltraRAM has to replace, of the eight that it could
LEAST_BITS = 18432  # half a block RAM: below it, memories stay in LUTs if the tool likes


@dataclass(frozen=True)
class Choice:
    """The style of one memory, and how many blocks of it one place takes."""

    module: str
    memory: Memory
    style: str
    blocks: int


def block_rams(memory: Memory) -> int:
    """RAMB36 that a memory takes in the best of their shapes."""
    return min(-(-memory.width // w) * -(-memory.depth // d) for w, d in BLOCK_SHAPES)


def ultra_rams(memory: Memory) -> int:
    """URAM288 that a memory takes."""
    return -(-memory.width // URAM_WIDTH) * -(-memory.depth // URAM_DEPTH)


def choose(
    modules: Mapping[str, VerilogModule], places: Mapping[str, int], ultra_limit: float
) -> list[Choice]:
    """The style of every memory of ``LEAST_BITS`` or more, at most ``ultra_limit`` UltraRAMs."""
    found = [
        (name, memory)
        for name, module in modules.items()
        for memory in module.memories
        if places.get(name) and memory.width * memory.depth >= LEAST_BITS
    ]
    found.sort(key=lambda item: -block_rams(item[1]) / ultra_rams(item[1]))
    chosen, left = [], ultra_limit
    for name, memory in found:
        blocks, ultras = block_rams(memory), ultra_rams(memory)
        need = ultras * places[name]
        if blocks >= LEAST_EXCHANGE * ultras and need <= left:
            left -= need
            chosen.append(Choice(name, memory, ULTRA, ultras))
        else:
            chosen.append(Choice(name, memory, BLOCK, blocks))
    return chosen


def annotated(verilog: str, choices: list[Choice]) -> str:
    """``verilog`` with its memories' styles.

    An UltraRAM has no initial contents but zero (UG573): the loops that say so are left out, since
    a tool would refuse the style for them.
    """
    by_module: dict[str, list[Choice]] = {}
    for choice in choices:
        by_module.setdefault(choice.module, []).append(choice)
    parts = re.split(r"(?<=^endmodule\n)", verilog, flags=re.MULTILINE)
    return "".join(_styled(part, by_module) for part in parts)


def _styled(part: str, by_module: Mapping[str, list[Choice]]) -> str:
    head = re.search(r"^module (\\\S+|\w+)", part, re.MULTILINE)
    for choice in by_module.get(bare(head[1]), ()) if head else ():
        name = rf"\\?{re.escape(choice.memory.name)}"
        declaration = rf"^  (?=reg \[\d+:0\] {name}\s+\[)"
        part, count = re.subn(
            declaration, f'  (* ram_style = "{choice.style}" *)\n  ', part, flags=re.MULTILINE
        )
        assert count == 1, choice
        if choice.style == ULTRA:
            part = re.sub(
                rf"^  initial for \(word_of_memory = .*\) {name}\s*\[word_of_memory\] = \d+'d0;\n",
                "",
                part,
                flags=re.MULTILINE,
            )
    return part
