"""The table of faults, `faults.toml`: single lines of the hardware, and what to put there."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).parents[2]
TABLE = Path(__file__).with_name("faults.toml")


@dataclass(frozen=True, kw_only=True)
class Fault:
    """One line of ``file`` (from the root of the project) that becomes another.

    ``line`` and ``becomes`` are without their indentation; an empty ``becomes`` leaves the line
    out. ``breaks`` says in words what is wrong then. ``first`` is a test that may notice it
    soonest: it is run before the other checks, not in their place.
    """

    name: str
    file: str
    line: str
    becomes: str
    breaks: str
    first: str = ""

    @property
    def digest(self) -> str:
        """Names what is spoiled, and how."""
        return sha256(repr((self.file, self.line, self.becomes)).encode()).hexdigest()[:16]

    def planted(self, text: str) -> str:
        """``text`` of the file with the fault in it.

        Raises ValueError unless the line is there exactly once.
        """
        lines = text.split("\n")
        places = [i for i, line in enumerate(lines) if line.strip() == self.line]
        if len(places) != 1:
            raise ValueError(
                f"fault {self.name!r}: {self.file} has its line {len(places)} times, not once; "
                "take a line that is there as it is and only once"
            )
        line = lines[places[0]]
        lines[places[0]] = line[: len(line) - len(line.lstrip())] + self.becomes
        return "\n".join(lines)


def faults(table: Path = TABLE) -> list[Fault]:
    """All faults of ``table``, in its order."""
    return [Fault(**entry) for entry in tomllib.loads(table.read_text("utf-8"))["fault"]]
