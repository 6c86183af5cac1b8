"""A copy of the project, in which lines are spoiled and checks are run."""

from __future__ import annotations

import hashlib
import os
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.mutation.suite import Check, Result, result_of
from tests.mutation.table import ROOT, TABLE, Fault
from weft.files import write_whole
from weft.rtl.simulation.tools import find_compiler

COPIED = (
    "accelerator", "dataflow", "simulator", "models", "rtl", "fpga", "weft", "tests", "setup.cfg",
    "pyproject.toml",
)  # fmt: skip
PATIENCE_SECONDS = 3600


@dataclass(frozen=True)
class Verdict:
    """What a check said."""

    result: Result
    sign: str


class Workplace:
    """The project's packages in ``folder``, with a cache of compiled machines of their own."""

    def __init__(self, folder: Path, root: Path = ROOT) -> None:
        self.project = folder / "project"
        self.project.mkdir()
        for name in COPIED:
            _copy(root / name, self.project / name)
        self._environment = os.environ | {
            "CXX": _hasty_compiler(folder / "c++"),
            "COLUMNS": "400",  # pytest cuts its messages there
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}",
            "PYTHONPATH": str(self.project),
            # two versions of a line may have the same size and second: bytecode would be stale
            "PYTHONDONTWRITEBYTECODE": "1",
            "WEFT_CACHE": str(folder / "cache"),
        }

    @property
    def digest(self) -> str:
        """Names all that was copied but the table of faults."""
        state = hashlib.sha256()
        for file in sorted(self.project.rglob("*")):
            if file.is_file() and "__pycache__" not in file.parts and file.name != TABLE.name:
                state.update(str(file.relative_to(self.project)).encode() + file.read_bytes())
        return state.hexdigest()[:16]

    @contextmanager
    def planted(self, fault: Fault) -> Iterator[None]:
        """Spoil the line of ``fault`` for a while."""
        file = self.project / fault.file
        text = file.read_text(encoding="utf-8")
        write_whole(file, fault.planted(text))
        try:
            yield
        finally:
            write_whole(file, text)

    def run(self, check: Check, patience: float = PATIENCE_SECONDS) -> Verdict:
        """Run ``check`` on the copy as it is; what does not end within ``patience`` is broken."""
        with subprocess.Popen(
            check.command, cwd=self.project, env=self._environment, text=True, errors="replace",
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True,
        ) as process:  # fmt: skip
            try:
                text, _ = process.communicate(timeout=patience)
            except subprocess.TimeoutExpired:
                _end(process)
                return Verdict("broken", f"{check.name} did not end in {patience:.0f} s")
            except BaseException:
                _end(process)
                raise
        return Verdict(*result_of(process.returncode, text))


def _copy(of: Path, to: Path) -> None:
    if of.is_dir():
        shutil.copytree(of, to, symlinks=True, ignore=shutil.ignore_patterns("__pycache__"))
    else:
        shutil.copy2(of, to)


def _hasty_compiler(script: Path) -> str:
    """A compiler that does not optimise: machines that run for seconds compile much faster."""
    command = shlex.join(find_compiler().command)
    script.write_text(f'#!/bin/sh\nexec {command} "$@" -O0\n')
    script.chmod(0o755)
    return str(script)


def _end(process: subprocess.Popen[str]) -> None:
    """End a check with all that it has started."""
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
