"""Tables as Markdown, for the terminal and for docs/results.md alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Table:
    """A titled table with the command that made it and what to know when reading it."""

    title: str
    command: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    note: str = ""

    def markdown(self) -> str:
        widths = [
            max(len(row[i]) for row in (self.head, *self.rows)) for i in range(len(self.head))
        ]
        lines = [self._line(self.head, widths), self._line(["-" * w for w in widths], widths)]
        lines += [self._line(row, widths) for row in self.rows]
        note = f"{self.note}\n\n" if self.note else ""
        return f"## {self.title}\n\n`{self.command}`\n\n{note}" + "\n".join(lines) + "\n"

    @staticmethod
    def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
        return "| " + " | ".join(c.ljust(w) for c, w in zip(cells, widths, strict=True)) + " |"
