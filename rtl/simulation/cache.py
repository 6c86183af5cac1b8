"""A folder of things that are slow to make, named by what they are made of.

An entry is one file. It appears whole or not at all, and of several processes that want the same
one, one makes it while the others wait. The oldest ones make room for new ones.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

MOST_ENTRIES = 256  # of a kind: some hundred megabytes of compiled machines


def cache_folder() -> Path:
    """``WEFT_CACHE`` of the environment, else ``weft`` in the user's cache folder."""
    if chosen := os.environ.get("WEFT_CACHE"):
        return Path(chosen).absolute()
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base).absolute() / "weft"


def digest(*parts: str | bytes) -> str:
    """A name for what is made of ``parts``."""
    state = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        state.update(len(data).to_bytes(8, "little") + data)
    return state.hexdigest()[:40]


def cached(kind: str, name: str, make: Callable[[Path, Path], None]) -> Path:
    """The file ``name`` (with its ending) among those of one ``kind``, made if it is not there.

    ``make(folder, file)`` writes ``file`` and may use ``folder``, empty and removed afterwards.
    """
    home = cache_folder() / kind
    file = home / name
    if _touch(file):
        return file
    home.mkdir(parents=True, exist_ok=True)
    with _alone(home / f"{name}.lock"):
        if _touch(file):  # another process has made it meanwhile
            return file
        with tempfile.TemporaryDirectory(prefix=".making-", dir=home) as folder:
            made = Path(folder) / name
            make(Path(folder), made)
            os.replace(made, file)
        _make_room(home, file)
    return file


def _touch(file: Path) -> bool:
    """Mark ``file`` as used; whether it is there."""
    try:
        os.utime(file)
    except FileNotFoundError:
        return False
    return True


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    """Hold ``lock``; it is gone with the process. The last one out removes the file."""
    with open(lock, "w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
        with suppress(OSError):
            lock.unlink()


def _make_room(home: Path, newest: Path) -> None:
    """Remove the entries that were not used for longest; who has loaded one keeps it."""
    entries = [
        (entry.stat().st_mtime, entry)
        for entry in home.iterdir()
        if entry.is_file() and entry.suffix != ".lock" and entry != newest
    ]
    for _, entry in sorted(entries)[: max(0, len(entries) + 1 - MOST_ENTRIES)]:
        with suppress(OSError):
            entry.unlink()
