"""The hierarchy of a Verilog text as Yosys writes it: modules, their places, their memories.

Only this one layout of text is understood: a declaration or an instance a line, two blanks deep.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass

_NAME = r"(?:\\\S+|\w+)"
_MODULE = re.compile(rf"^module (?P<name>{_NAME}).*?^endmodule\n", re.MULTILINE | re.DOTALL)
_INSTANCE = re.compile(rf"^  (?P<module>{_NAME})\s+{_NAME}\s+\($", re.MULTILINE)
_MEMORY = re.compile(
    rf"^  reg \[(?P<high>\d+):0\] (?P<name>{_NAME})\s+\[(?P<last>\d+):0\];$", re.MULTILINE
)
_PORT = re.compile(r"^  (?:input|output|inout) .*;$", re.MULTILINE)


@dataclass(frozen=True)
class Memory:
    """``depth`` words of ``width`` bits; ``clocked`` where a read takes a cycle."""

    name: str
    width: int
    depth: int
    clocked: bool = True


@dataclass(frozen=True)
class VerilogModule:
    """One module; names are without the backslash of escaped ones."""

    name: str
    text: str
    instances: Counter[str]
    memories: tuple[Memory, ...]

    @property
    def outline(self) -> str:
        """The module with its ports and nothing in it."""
        head = self.text.split(";", 1)[0]
        ports = "\n".join(found[0] for found in _PORT.finditer(self.text))
        return f"(* blackbox *)\n{head};\n{ports}\nendmodule\n"


def read(verilog: str) -> dict[str, VerilogModule]:
    """The modules of a text, by name."""
    bodies = {bare(found["name"]): found[0] for found in _MODULE.finditer(verilog)}
    return {
        name: VerilogModule(name, body, _instances(body, bodies), _memories(body))
        for name, body in bodies.items()
    }


def bare(name: str) -> str:
    """A Verilog identifier without the backslash that escapes it."""
    return name.removeprefix("\\")


def _instances(body: str, known: Collection[str]) -> Counter[str]:
    found = (bare(instance["module"]) for instance in _INSTANCE.finditer(body))
    return Counter(name for name in found if name in known)


def _memories(body: str) -> tuple[Memory, ...]:
    return tuple(
        Memory(
            bare(found["name"]),
            int(found["high"]) + 1,
            int(found["last"]) + 1,
            not re.search(rf"^  assign .* = {re.escape(found['name'])}\s*\[", body, re.MULTILINE),
        )
        for found in _MEMORY.finditer(body)
    )


def places(modules: Mapping[str, VerilogModule], top: str) -> Counter[str]:
    """How often each module stands in the whole below ``top``."""
    counted: Counter[str] = Counter({top: 1})
    for name in _from_the_top(modules, top):
        for below, times in modules[name].instances.items():
            counted[below] += times * counted[name]
    return counted


def _from_the_top(modules: Mapping[str, VerilogModule], top: str) -> list[str]:
    """Modules below ``top``, each behind all that it stands in."""
    order: list[str] = []
    seen: set[str] = set()

    def visit(name: str) -> None:
        if name not in seen:
            seen.add(name)
            for below in modules[name].instances:
                visit(below)
            order.append(name)

    visit(top)
    return order[::-1]


def repeated(modules: Mapping[str, VerilogModule], top: str, least: int) -> list[str]:
    """Modules that at least ``least`` instances in the text name, the outer ones first."""
    order = _from_the_top(modules, top)
    sites: Counter[str] = Counter()
    for name in order:
        sites += modules[name].instances
    return [name for name in order if sites[name] >= least]


def units(modules: Mapping[str, VerilogModule], top: str, sites: int, lines: int) -> list[str]:
    """``top`` and the modules below it that are taken by themselves, the outer ones first.

    They are those that at least ``sites`` instances in the text name, and those that without the
    units in them have more than ``lines`` lines.
    """
    order, single = _from_the_top(modules, top), {top, *repeated(modules, top, sites)}
    sizes: dict[str, int] = {}
    for name in reversed(order):
        inner = (
            sizes[below] * times
            for below, times in modules[name].instances.items()
            if below not in single
        )
        sizes[name] = modules[name].text.count("\n") + sum(inner)
        if sizes[name] > lines:
            single.add(name)
    return [name for name in order if name in single]


def alone(modules: Mapping[str, VerilogModule], top: str, others: Collection[str]) -> str:
    """``top`` and what is below it; of ``others`` below it, the outlines."""
    whole, outlines = [top], set()
    for name in whole:
        for below in modules[name].instances:
            if below in others:
                outlines.add(below)
            elif below not in whole:
                whole.append(below)
    texts = [modules[name].text for name in whole]
    return "\n".join([*texts, *(modules[name].outline for name in sorted(outlines))])
