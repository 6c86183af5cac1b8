"""Geometry of the page's charts: plain numbers, which the templates draw as SVG and boxes."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

WIDTH, HEIGHT = 520, 260
LEFT, RIGHT, TOP, BOTTOM = 44, 12, 12, 28


@dataclass(frozen=True)
class Segment:
    """A part of a stacked bar; ``width`` is in percent of the widest bar."""

    name: str
    value: int
    width: float


def segments(values: Mapping[str, int], full: int) -> list[Segment]:
    """A stacked bar of ``values``; ``full`` fills the whole width."""
    return [
        Segment(name, value, 100 * value / max(1, full)) for name, value in values.items() if value
    ]


@dataclass(frozen=True)
class Curve:
    """One value an epoch."""

    label: str
    values: tuple[float, ...]


def chart(title: str, curves: Sequence[Curve]) -> dict[str, Any]:
    """A line chart over the epochs: axis ticks and polylines in the units of the drawing."""
    finite = [v for curve in curves for v in curve.values if math.isfinite(v)] or [0.0, 1.0]
    ticks = _ticks(min(finite), max(finite))
    epochs = max(len(curve.values) for curve in curves)
    frame = _Frame(ticks[0], ticks[-1], epochs)
    step = -(-epochs // 10)
    return {
        "title": title,
        "width": WIDTH,
        "height": HEIGHT,
        "left": LEFT,
        "right": WIDTH - RIGHT,
        "bottom": HEIGHT - BOTTOM,
        "y_ticks": [(frame.y(tick), f"{tick:g}") for tick in ticks],
        "x_ticks": [(frame.x(i), str(i + 1)) for i in range(0, epochs, step)],
        "curves": [(curve.label, frame.points(curve.values)) for curve in curves],
    }


@dataclass(frozen=True)
class _Frame:
    """Maps epochs and values to the drawing."""

    low: float
    high: float
    epochs: int

    def x(self, place: int) -> float:
        room = WIDTH - LEFT - RIGHT
        return round(LEFT + room * place / max(1, self.epochs - 1), 1)

    def y(self, value: float) -> float:
        room = HEIGHT - TOP - BOTTOM
        return round(TOP + room * (self.high - value) / (self.high - self.low), 1)

    def points(self, values: Sequence[float]) -> list[tuple[float, float]]:
        return [(self.x(i), self.y(v)) for i, v in enumerate(values) if math.isfinite(v)]


def _ticks(low: float, high: float, wanted: int = 5) -> list[float]:
    """Round numbers from at most ``low`` to at least ``high``."""
    span = max(high - low, abs(high) * 1e-3, 1e-6)
    size = 10.0 ** math.floor(math.log10(span / wanted))
    step = next(size * f for f in (1, 2, 5, 10) if span / (size * f) <= wanted)
    first, last = math.floor(low / step), math.ceil(high / step)
    return [round(i * step, 10) for i in range(first, max(last, first + 1) + 1)]
