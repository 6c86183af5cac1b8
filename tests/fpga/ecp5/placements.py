"""Placed netlists made by chance, with all that holds cells together on an ECP5."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from weft.fpga.ecp5 import tiles

Cell = dict[str, Any]
CLOCK = 2  # its net
WIDTH, HEIGHT = 24, 8  # tiles of logic
_RESETS = (CLOCK + 2, CLOCK + 3)


@dataclass
class Placement:
    """A module of nextpnr's JSON that is placed, by the rules."""

    rng: np.random.Generator
    module: dict[str, Any] = field(default_factory=dict)
    readable: list[int] = field(default_factory=list)  # nets that LUTs which come later may read
    spare: int = 100

    @property
    def cells(self) -> dict[str, Cell]:
        found: dict[str, Cell] = self.module["cells"]
        return found

    @property
    def register(self) -> Cell:
        return next(c for c in self.cells.values() if c["type"] == "TRELLIS_FF")

    @property
    def lut(self) -> Cell:
        return next(c for c in self.cells.values() if set(c["connections"]) == {*"ABCDF"})

    def net(self) -> int:
        self.spare += 1
        return self.spare

    def read(self) -> list[int]:
        return [int(self.rng.choice(self.readable))]

    def add(
        self, kind: str, bel: str, inputs: dict[str, Any], outputs: dict[str, Any],
        **parameters: str,
    ) -> None:  # fmt: skip
        directions = dict.fromkeys(inputs, "input") | dict.fromkeys(outputs, "output")
        self.cells[f"cell_{len(self.cells)}"] = {
            "type": kind, "attributes": {"NEXTPNR_BEL": bel}, "parameters": parameters,
            "port_directions": directions, "connections": {**inputs, **outputs},
        }  # fmt: skip

    def inputs(self, ports: Iterable[str]) -> dict[str, list[int]]:
        return {port: self.read() for port in ports}


def built(seed: int) -> Placement:
    """Rows of tiles with LUTs, pairs of them, carries, RAM and flip-flops, and block RAM."""
    p = Placement(np.random.default_rng(seed))
    p.module = {"attributes": {"top": "1"}, "settings": {}, "cells": {}}
    p.readable = list(range(CLOCK + 2, CLOCK + 6))  # what comes from outside
    for y in range(HEIGHT):
        column = 0
        while column < WIDTH:
            where, chance = f"X{2 + column}/Y{2 + y}", p.rng.random()
            if chance < 0.1 and column + 1 < WIDTH:
                carry = [p.net()]
                _carries(p, where, {}, carry)
                column += 1
                _carries(p, f"X{2 + column}/Y{2 + y}", {"FCI": carry}, [p.net()])
            elif chance < 0.2:
                _ram(p, where)
            elif chance < 0.95:
                _logic(p, where)
            column += 1
    for i in range(10):
        address = p.inputs(f"ADA{k}" for k in range(4))
        outputs = {"DOA0": [p.net()]}
        bel = f"X{2 + 2 * i}/Y{HEIGHT + 4}/EBR{i % 4}"
        p.add("DP16KD", bel, {"CLKA": [CLOCK], **address}, outputs)
        p.readable += outputs["DOA0"]
    return p


def _carries(p: Placement, where: str, before: dict[str, list[int]], carry: list[int]) -> None:
    """Eight bits with their flip-flops; the first takes the carry of the tile before."""
    inner = before
    for slot in range(8):
        bel = f"{where}/SLICE{'ABCD'[slot // 2]}"
        out, following = [p.net()], carry if slot == 7 else [p.net()]
        p.add(
            "TRELLIS_COMB", f"{bel}.K{slot % 2}", {**p.inputs("AB"), **inner},
            {"F": out, "FCO": following}, MODE="CCU2",
        )  # fmt: skip
        q = [p.net()]
        p.add("TRELLIS_FF", f"{bel}.FF{slot % 2}", {"CLK": [CLOCK], "DI": out}, {"Q": q})
        p.readable += q
        inner = {"FCI": following}


def _ram(p: Placement, where: str) -> None:
    write = [p.net() for _ in range(4)]
    for slot in range(4):
        out = [p.net()]
        p.add(
            "TRELLIS_COMB", f"{where}/SLICE{'AB'[slot // 2]}.K{slot % 2}",
            {**p.inputs("ABCD"), "WD": [write[slot]]}, {"F": out}, MODE="DPRAM",
        )  # fmt: skip
        p.readable += out
    for slot in range(2):
        p.add("TRELLIS_COMB", f"{where}/SLICEC.K{slot}", {}, {}, MODE="RAMW_BLOCK")
    outputs = {f"WDO{i}": [net] for i, net in enumerate(write)}
    p.add("TRELLIS_RAMW", f"{where}/SLICEC.RAMW", p.inputs(("A0", "B0")), outputs)
    out, q = [p.net()], [p.net()]
    p.add("TRELLIS_COMB", f"{where}/SLICED.K0", p.inputs("ABCD"), {"F": out})
    p.add("TRELLIS_FF", f"{where}/SLICED.FF0", {"CLK": [CLOCK], "DI": out}, {"Q": q})
    p.readable += q


def _logic(p: Placement, where: str) -> None:
    reset = [int(p.rng.choice(_RESETS))]
    for name in "ABCD":
        slice_, enable = f"{where}/SLICE{name}", p.read()
        control = {"CLK": [CLOCK], "LSR": reset, "CE": enable}
        if p.rng.random() < 0.2:
            _pair(p, slice_, control)
            continue
        for slot in range(2):
            kind = int(p.rng.integers(5))
            if kind in (0, 1, 3):
                out = [p.net()]
                p.add("TRELLIS_COMB", f"{slice_}.K{slot}", p.inputs("ABCD"), {"F": out})
                p.readable += out
            if kind in (1, 2, 3):
                data = {"DI": out} if kind == 1 else {"M": p.read()}
                q = [p.net()]
                p.add("TRELLIS_FF", f"{slice_}.FF{slot}", {**control, **data}, {"Q": q})
                p.readable += q


def _pair(p: Placement, slice_: str, control: dict[str, list[int]]) -> None:
    low, high, out, q = [p.net()], [p.net()], [p.net()], [p.net()]
    p.add("TRELLIS_COMB", f"{slice_}.K1", p.inputs("ABCD"), {"F": high})
    p.add("TRELLIS_COMB", f"{slice_}.K0", {**p.inputs("ABCDM"), "F1": high}, {"F": low, "OFX": out})
    p.add("TRELLIS_FF", f"{slice_}.FF0", {**control, "DI": out}, {"Q": q})
    p.readable += q


def exchange_by_chance(
    places: tiles.Places, rng: np.random.Generator, tries: int
) -> list[tiles.Exchange]:
    """Make exchanges between any sites, those that keep the rules; returns them."""
    made = []
    for _ in range(tries):
        cell, tile = (int(rng.integers(len(of))) for of in (places.x, places.tile_x))
        x, y = int(places.tile_x[tile]), int(places.tile_y[tile])
        step = tiles.towards(places, cell, x, y, int(rng.integers(8)))
        if step.slots:
            tiles.exchange(places, step)
            if tiles.keeps_rules(places, step):
                made.append(step)
            else:
                tiles.exchange(places, step)
    return made
