"""Parts that a machine has many of, emitted once.

Amaranth does not merge equal modules: a thousand processing elements would be a thousand modules of
Verilog. Within `emitting`, a `Repeated` part becomes an instance of a module of its own, which
`Emission.modules` collects. Elsewhere, Amaranth's own simulator above all, it is what it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from amaranth.hdl import (
    ClockSignal,
    Elaboratable,
    EnableInserter,
    Instance,
    Module,
    ResetInserter,
    ResetSignal,
    Signal,
    Value,
)
from amaranth.lib import wiring
from amaranth.lib.wiring import In


@dataclass(eq=False)
class Emission:
    """The modules found while one machine is emitted, by name.

    ``advance`` and ``reset`` are what the machine lives under: an instance is out of reach of
    Amaranth's `EnableInserter` and `ResetInserter`, so its module has ports for them. Whoever is
    emitted drives both.
    """

    suffix: str
    advance: Signal = field(default_factory=lambda: Signal(name="instances_advance"))
    reset: Signal = field(default_factory=lambda: Signal(name="instances_reset"))
    modules: dict[str, wiring.Component] = field(default_factory=dict)


_emission: ContextVar[Emission | None] = ContextVar("emission", default=None)


@contextmanager
def emitting(suffix: str) -> Iterator[Emission]:
    """Let repeated parts become instances of modules whose names end in ``suffix``."""
    emission = Emission(suffix)
    token = _emission.set(emission)
    try:
        yield emission
    finally:
        _emission.reset(token)


def emission() -> Emission | None:
    """The emission under way, if any."""
    return _emission.get()


class Repeated(wiring.Component):
    """A component that a machine has many of; it is elaborated by `build`.

    All of one ``kind`` in a machine must be equal, and no part of a part of this class.
    """

    kind: str  # what Verilog calls it

    def build(self) -> Module:
        """What `elaborate` is for other components."""
        raise NotImplementedError

    def elaborate(self, platform: object) -> Elaboratable:
        under_way = emission()
        if under_way is None:
            return self.build()
        name = f"weft_{self.kind}_{under_way.suffix}"
        under_way.modules.setdefault(name, _Alone(self))
        ports = {
            ("i_" if member.flow is In else "o_") + port: Value.cast(value)
            for port, member, value in _ports(self)
        }
        return Instance(
            name,
            i_clk=ClockSignal(),
            i_rst=ResetSignal(allow_reset_less=True),
            i_advance=under_way.advance,
            i_reset=under_way.reset,
            **ports,
        )


def _ports(part: Repeated) -> Iterator[tuple[str, wiring.Member, object]]:
    for path, member, value in part.signature.flatten(part):
        yield "__".join(map(str, path)), member, value


class _Alone(wiring.Component):
    """The module of a repeated part: its ports, and what it lives under."""

    def __init__(self, part: Repeated) -> None:
        self.part = part
        members = {port: member for port, member, _ in _ports(part)}
        super().__init__({**members, "advance": In(1), "reset": In(1)})

    def elaborate(self, platform: object) -> Elaboratable:
        m = Module()
        inner = self.part.build()
        m.submodules.part = EnableInserter(self.advance)(ResetInserter(self.reset)(inner))
        for port, member, value in _ports(self.part):
            outer, own = Value.cast(getattr(self, port)), Value.cast(value)
            m.d.comb += own.eq(outer) if member.flow is In else outer.eq(own)
        return m
