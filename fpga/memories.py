"""Which blocks the memories of a design become.

`weft.accelerator.resources.blocks` has the rule. Synthesis tools read the choice as the attribute
``ram_style``. Memories too small for a block RAM of their own are left to them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from weft.accelerator.resources.blocks import (
    BLOCK,
    ULTRA,
    block_rams,
    exchange,
    styles,
    ultra_rams,
    wants_style,
)
from weft.fpga.netlist import Memory, VerilogModule, bare

__all__ = ["BLOCK", "ULTRA", "Choice", "annotated", "block_rams", "choose", "ultra_rams"]


@dataclass(frozen=True)
class Choice:
    """The style of one memory, and how many blocks of it one place takes."""

    module: str
    memory: Memory
    style: str
    blocks: int


def choose(
    modules: Mapping[str, VerilogModule], places: Mapping[str, int], ultra_limit: float
) -> list[Choice]:
    """The style of every large memory, at most ``ultra_limit`` UltraRAMs; best exchanges first."""
    found = [
        (name, memory)
        for name, module in modules.items()
        for memory in module.memories
        if places.get(name) and wants_style(memory)
    ]
    found.sort(key=lambda item: -exchange(item[1]))
    chosen = styles([(memory, places[name]) for name, memory in found], ultra_limit)
    return [
        Choice(name, memory, style, (ultra_rams if style == ULTRA else block_rams)(memory))
        for (name, memory), style in zip(found, chosen, strict=True)
    ]


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
