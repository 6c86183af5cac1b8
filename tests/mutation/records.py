"""What became of each fault: kept from run to run, and shown in docs/verification.md."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from benchmarks.tables import Table
from tests.mutation.table import Fault
from weft.files import write_whole

TITLE = "Mutations"
_SIGN_LENGTH = 120  # of the longest first sign in the table
_NOTE = (
    "Single lines of the hardware are spoiled, one at a time, in a copy of the project; then "
    "random programs run on small compiled machines (`verify`), or the tests of the line's room "
    "(`pytest`), until something differs. The copy as it is passes every one of these checks. "
    "The lines are in `tests/mutation/faults.toml`."
)
_HEADER = """# Verification

What was run to show that the RTL equals both simulators, and what it found. Made on a 2-core
machine; every table names its command.
"""


@dataclass(frozen=True)
class Record:
    """The end of one fault: ``caught`` by the check ``by``, whose first sign is ``sign``.

    ``survived``: no check differs. ``broken``: it made no hardware, or a check did not end.
    ``digest`` is that of the fault.
    """

    digest: str
    outcome: Literal["caught", "survived", "broken"]
    by: str
    sign: str
    seconds: float


class Records:
    """Records by name, in a file as soon as they are added.

    With ``resume`` those in the file count, if they are of the same ``sources`` and faults.
    """

    def __init__(
        self, file: Path, sources: str, faults: Sequence[Fault], *, resume: bool = False
    ) -> None:
        self._file, self._sources = file, sources
        self.found: dict[str, Record] = {}
        if resume and file.exists():
            kept = json.loads(file.read_text(encoding="utf-8"))
            records = kept["records"] if kept["sources"] == sources else {}
            read = {name: Record(**record) for name, record in records.items()}
            same = [f.name for f in faults if f.name in read and read[f.name].digest == f.digest]
            self.found = {name: read[name] for name in same}

    def add(self, fault: Fault, record: Record) -> None:
        self.found[fault.name] = record
        self._file.parent.mkdir(parents=True, exist_ok=True)
        records = {name: asdict(found) for name, found in self.found.items()}
        text = json.dumps({"sources": self._sources, "records": records}, indent=1)
        write_whole(self._file, text + "\n")

    def escaped(self, faults: Sequence[Fault]) -> list[Fault]:
        """Those of ``faults`` that were met and not caught."""
        met = [fault for fault in faults if fault.name in self.found]
        return [fault for fault in met if self.found[fault.name].outcome != "caught"]


def table(faults: Sequence[Fault], found: dict[str, Record]) -> Table:
    """The table of the documentation; every fault must have its record."""
    rows = [_row(number, fault, found[fault.name]) for number, fault in enumerate(faults, 1)]
    outcomes = Counter(found[fault.name].outcome for fault in faults)
    counts = f"{outcomes['caught']} of {len(faults)} faults are caught"
    minutes = sum(found[fault.name].seconds for fault in faults) / 60
    return Table(
        title=TITLE,
        command="make mutation",
        head=("", "file", "fault", "noticed by", "first sign"),
        rows=rows,
        note=f"{_NOTE} {counts}, in {minutes:.0f} minutes.",
    )


def _row(number: int, fault: Fault, record: Record) -> list[str]:
    by = f"`{record.by}`" if record.outcome == "caught" else f"**{record.outcome}**"
    return [str(number), fault.file, fault.breaks, by, _markdown(plain(record.sign))]


def plain(sign: str) -> str:
    """A sign in one short line, without the folders of its run."""
    text = re.sub(r"\s+", " ", re.sub(r"\S*/(tests/)", r"\1", sign))
    return text if len(text) <= _SIGN_LENGTH else text[: _SIGN_LENGTH - 3].rstrip() + "..."


def _markdown(text: str) -> str:
    """``text`` where nothing means anything but itself."""
    return re.sub(r"([\\|*_<\[\]`])", r"\\\1", text)


def write(document: Path, section: Table) -> None:
    """Put ``section`` into ``document`` in place of the one with its title, or at the end."""
    text = document.read_text(encoding="utf-8") if document.exists() else _HEADER
    place = re.compile(rf"## {re.escape(section.title)}\n.*?(?=\n## |\Z)", re.DOTALL)
    if place.search(text):
        text = place.sub(lambda _: section.markdown(), text).rstrip() + "\n"
    else:
        text = text.rstrip() + "\n\n" + section.markdown()
    write_whole(document, text)
