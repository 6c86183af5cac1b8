"""Output files: their place is checked before the work, and they appear whole or not at all."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path


class OutputError(ValueError):
    """A file cannot be written where the user wants it; the message names the mend."""


def require_writable(*paths: Path | None) -> None:
    """Check, before hours of work, that every one of ``paths`` can be written.

    Raises OutputError for a missing folder, a folder in the file's place, a place that takes no
    files, and a path given twice.
    """
    given = [path for path in paths if path is not None]
    for path in given:
        _require_place(path)
        if sum(other.resolve() == path.resolve() for other in given) > 1:
            raise OutputError(f"{path} is given for two outputs; give each its own file")


def _require_place(path: Path) -> None:
    if path.is_dir():
        raise OutputError(f"cannot write {path}: it is a folder; name a file in it")
    if not path.parent.is_dir():
        raise OutputError(f"cannot write {path}: there is no folder {path.parent}; create it first")
    _, name = _temporary(path)
    os.unlink(name)


def _temporary(path: Path) -> tuple[int, str]:
    """An open temporary file beside ``path``, so that it can be renamed onto it."""
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise OutputError(f"cannot write {path}: {error.strerror}; choose another place") from error
    return handle, name


def write_whole(path: Path, content: str | bytes) -> None:
    """Write ``content`` to a temporary file beside ``path``, then put it in place in one step.

    Text is written as UTF-8. After a crash or an interrupt the old file is there or the new one,
    whole, and nothing else. Raises OutputError where the system refuses.
    """
    handle, name = _temporary(path)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content.encode() if isinstance(content, str) else content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, 0o666 & ~_umask())
        os.replace(name, path)
    except BaseException as error:
        with suppress(OSError):
            os.unlink(name)
        if isinstance(error, OSError):
            raise OutputError(f"cannot write {path}: {error.strerror}") from error
        raise


def _umask() -> int:
    """The permissions that new files lack; it can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
