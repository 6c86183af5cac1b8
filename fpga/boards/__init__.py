"""The boards that weft builds for, by name, each with its build."""

from __future__ import annotations

import difflib

from weft.fpga.board import BoardError
from weft.fpga.boards.ulx3s.build import build as build_ulx3s
from weft.fpga.boards.vcu1525.build import build as build_vcu1525
from weft.fpga.building import Build

BUILDS: dict[str, Build] = {"vcu1525": build_vcu1525, "ulx3s-85f": build_ulx3s}
PRESETS = {"vcu1525": "sat-small", "ulx3s-85f": "ulx3s-int8"}  # what is built unless told


def build_named(board: str) -> Build:
    """The build for the board of that name; BoardError with the nearest where there is none."""
    if board in BUILDS:
        return BUILDS[board]
    near = difflib.get_close_matches(board, BUILDS, n=1, cutoff=0.4)
    hint = f"did you mean {near[0]!r}?" if near else f"there are {', '.join(BUILDS)}"
    raise BoardError(f"no board is called {board!r}: {hint}")
