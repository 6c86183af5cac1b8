"""Registers that remember what was written, for benches of the link."""

from __future__ import annotations


class Remembering:
    """Every word holds what was written last; ``writes`` is all that was, in order."""

    def __init__(self, bad: frozenset[int] = frozenset()) -> None:
        self.words: dict[int, int] = {}
        self.writes: list[tuple[int, int]] = []
        self.bad = bad

    def read(self, offset: int) -> int:
        return -1 if offset in self.bad else self.words.get(offset, 0)

    def write(self, offset: int, word: int) -> int:
        if offset in self.bad:
            return -1
        self.words[offset] = word
        self.writes.append((offset, word))
        return 0
