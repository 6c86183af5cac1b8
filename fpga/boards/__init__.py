"""The boards that weft builds for, by name."""

from __future__ import annotations

import difflib

from weft.fpga.board import Board, BoardError
from weft.fpga.boards.vcu1525.board import BOARD as VCU1525

BOARDS = {board.name: board for board in (VCU1525,)}


def board_named(name: str) -> Board:
    """The board called ``name``; BoardError with the nearest name where there is none."""
    if name in BOARDS:
        return BOARDS[name]
    near = difflib.get_close_matches(name, BOARDS, n=1, cutoff=0.4)
    hint = f"did you mean {near[0]!r}?" if near else f"there are {', '.join(BOARDS)}"
    raise BoardError(f"no board is called {name!r}: {hint}")
