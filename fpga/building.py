"""What every board's build looks like from outside, and how its files get into a folder."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from weft.accelerator.description import Accelerator
from weft.files import OutputError, require_writable, write_whole

REPORT = "report.json"


@dataclass(frozen=True)
class Wishes:
    """What may be asked of a build beside the usual."""

    files_only: bool = False  # measure and build nothing
    force: bool = False  # go on with a machine that is too large
    seeds: int = 1  # tries at placing, until one meets its clock


@dataclass(frozen=True)
class Listener:
    """Who hears of a build under way: steps done and in all with the one that comes; and news."""

    progress: Callable[[int, int, str], None] = lambda done, of, step: None
    news: Callable[[str], None] = lambda text: None


class Report(Protocol):
    """What a build found out: for a file, and as a table with remarks for people."""

    @property
    def columns(self) -> Sequence[str]:
        """Headings; all but the first are above numbers."""

    def rows(self) -> list[Sequence[str]]:
        """The table; none where nothing was measured."""

    def remarks(self) -> list[str]:
        """Sentences below it."""

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""


class Build(Protocol):
    """Builds an accelerator into a folder; raises ValueError where it is refused or fails."""

    def __call__(
        self, accelerator: Accelerator, folder: Path, wishes: Wishes, listener: Listener
    ) -> Report: ...


def require_folder(folder: Path) -> None:
    """Check before the work that ``folder`` can be made or written to; OutputError if not."""
    if folder.exists() and not folder.is_dir():
        raise OutputError(f"cannot write {folder}: it is a file; name a folder")
    require_writable((folder / REPORT) if folder.is_dir() else folder)


def write_tree(folder: Path, files: Mapping[str, str | bytes]) -> None:
    """Write ``files`` below ``folder``: all are written beside it first, then put in place.

    A new folder appears whole or not at all; in one that exists, each file does.
    """
    folder = folder.resolve()
    staging = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}."))
    tree = staging / "tree"  # a folder of the usual mode; that of a temporary one is not
    try:
        for name, content in files.items():
            (tree / name).parent.mkdir(parents=True, exist_ok=True)
            write_whole(tree / name, content)
        if not folder.exists():
            tree.rename(folder)
            return
        for name in files:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            os.replace(tree / name, folder / name)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
