"""Equal components are converted once: lanes, of which a machine has up to hundreds.

Amaranth converts every place of a component anew, and of an array of lanes that takes minutes. Here
a place whose logic was met before becomes an instance of the module made for the first one. Equal
means equal in every statement, width and initial value: the logic is read, not its name believed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from amaranth.hdl import (
    ClockSignal,
    Const,
    DomainRenamer,
    Fragment,
    Instance,
    ResetSignal,
    Signal,
    Value,
)
from amaranth.hdl import _ast as ast
from amaranth.hdl._ir import PortDirection
from amaranth.hdl._mem import MemoryInstance
from amaranth.lib import wiring


@dataclass(frozen=True)
class Shared:
    """A module that stands in several places."""

    name: str
    fragment: Fragment
    ports: dict[str, tuple[Signal, PortDirection]]


def share(top: Fragment, kinds: tuple[type, ...], prefix: str) -> list[Shared]:
    """Replace the components of ``kinds`` below ``top`` by instances; returns their modules.

    Names of the modules begin with ``prefix``.
    """
    found: dict[str, Shared] = {}
    _share_below(top, kinds, prefix, found)
    return list(found.values())


def _share_below(
    fragment: Fragment, kinds: tuple[type, ...], prefix: str, found: dict[str, Shared]
) -> None:
    for place, (below, name, location) in enumerate(fragment.subfragments):
        component = next((o for o in below.origins or () if isinstance(o, kinds)), None)
        if component is None:
            _share_below(below, kinds, prefix, found)
        else:
            instance = _instance(below, component, prefix, found)
            fragment.subfragments[place] = (instance, name, location)


def _instance(
    fragment: Fragment, component: Any, prefix: str, found: dict[str, Shared]
) -> Instance:
    """A place of ``component``, whose module is made if it is the first of its kind."""
    members = ports(component)
    reader = _Reader(signal for signal, _ in members.values())
    reader.read(fragment)
    wires = members | {
        f"outer_{i}": (signal, PortDirection.Input) for i, signal in enumerate(reader.undriven())
    }
    logic = reader.digest()
    if logic not in found:
        name = f"{prefix}{type(component).__name__}_{len(found)}"
        found[logic] = Shared(name, _in_sync(fragment, reader.domain), wires)
    outer = {_argument(port, way): signal for port, (signal, way) in wires.items()}
    if reader.domain:
        clock, reset = ClockSignal(reader.domain), ResetSignal(reader.domain, True)
        outer |= {"i_clk": clock, "i_rst": reset}
    return Instance(found[logic].name, **outer)


def _in_sync(fragment: Fragment, domain: str) -> Fragment:
    """The same logic in the domain whose ports are ``clk`` and ``rst``."""
    return DomainRenamer({domain: "sync"})(fragment) if domain else fragment


def ports(component: Any) -> dict[str, tuple[Signal, PortDirection]]:
    """The members of a component as ports, by name; those of inner interfaces joined by ``__``."""
    ways = {wiring.In: PortDirection.Input, wiring.Out: PortDirection.Output}
    return {
        "__".join(map(str, path)): (Value.cast(value), ways[member.flow])
        for path, member, value in component.signature.flatten(component)
    }


def _argument(port: str, way: PortDirection) -> str:
    return f"{'i' if way is PortDirection.Input else 'o'}_{port}"


class _Reader:
    """Reads all logic of a fragment; what it reads depends on no name.

    Signals are numbered in the order in which they are met, ``members`` first.
    """

    def __init__(self, members: Iterable[Signal]) -> None:
        self.domain = ""
        self._members: list[Signal] = list(members)
        self._text: list[object] = []
        self._signals: list[Signal] = []
        self._driven: set[int] = set()
        self._known: dict[int, tuple[int, Value]] = {}  # values are kept, so that ids stay theirs
        for signal in self._members:
            self._value(signal)

    def digest(self) -> str:
        """Names what was read."""
        return hashlib.sha256(repr(self._text).encode()).hexdigest()

    def undriven(self) -> list[Signal]:
        """Signals that come from outside without being members."""
        inner = self._driven | {id(signal) for signal in self._members}
        return [signal for signal in self._signals if id(signal) not in inner]

    def read(self, fragment: Fragment) -> None:
        """Read ``fragment`` and all below it."""
        if isinstance(fragment, MemoryInstance):
            self._memory(fragment)
        elif type(fragment) is not Fragment:
            raise TypeError(f"{type(fragment).__name__} cannot be shared")
        for domain, statements in fragment.statements.items():
            self._domain(domain)
            self._statements(statements)
        for below, name, _ in fragment.subfragments:
            self._text.append(("below", name))
            self.read(below)
            self._text.append("above")

    def _memory(self, memory: Any) -> None:
        contents = memory._data
        self._text.append(("memory", repr(contents.shape), contents.depth, list(contents.init)))
        for port in (*memory._read_ports, *memory._write_ports):
            self._domain(port._domain)
            self._text.append(getattr(port, "_transparent_for", None))
            for value in (port._addr, port._data, port._en):
                self._value(value)
        self._drive(port._data for port in memory._read_ports)

    def _domain(self, name: str) -> None:
        clocked = name != "comb"
        self._text.append(("domain", clocked))
        if clocked:
            if self.domain not in ("", name):
                raise TypeError(f"domains {self.domain} and {name} cannot be shared")
            self.domain = name

    def _drive(self, targets: Iterable[Value]) -> None:
        for target in targets:
            self._driven |= {id(signal) for signal in target._lhs_signals()}

    def _statements(self, statements: Iterable[Any]) -> None:
        for statement in statements:
            if isinstance(statement, ast.Assign):
                self._text.append("assign")
                self._value(statement.lhs)
                self._value(statement.rhs)
                self._drive([statement.lhs])
            elif isinstance(statement, ast.Switch):
                self._text.append("switch")
                self._value(statement.test)
                for patterns, inner, _ in statement.cases:
                    self._text.append(("case", patterns))
                    self._statements(inner)
                self._text.append("end")
            else:
                raise TypeError(f"{type(statement).__name__} cannot be shared")

    def _value(self, value: Any) -> None:
        """Append ``value``; one that was met before as its number."""
        if id(value) in self._known:
            self._text.append(self._known[id(value)][0])
            return
        self._known[id(value)] = (len(self._known), value)
        if isinstance(value, Signal):
            self._signals.append(value)
            self._text.append((repr(value.shape()), value.init, value.reset_less))
        elif isinstance(value, Const):
            self._text.append(("const", value.value, repr(value.shape())))
        elif isinstance(value, ast.Operator):
            self._text.append((value.operator, len(value.operands)))
            self._values(value.operands)
        elif isinstance(value, ast.Slice):
            self._text.append(("slice", value.start, value.stop))
            self._value(value.value)
        elif isinstance(value, ast.Part):
            self._text.append(("part", value.width, value.stride))
            self._values((value.value, value.offset))
        elif isinstance(value, ast.SwitchValue):
            self._text.append(("choose", [patterns for patterns, _ in value.cases]))
            self._value(value.test)
            self._values(element for _, element in value.cases)
        elif isinstance(value, ast.Concat):
            self._text.append(("cat", len(value.parts)))
            self._values(value.parts)
        else:
            raise TypeError(f"{type(value).__name__} cannot be shared")

    def _values(self, values: Iterable[Value]) -> None:
        for value in values:
            self._value(value)
