"""What is left of a difference for whoever looks into it: a folder, whole or not there at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from weft.accelerator import toml
from weft.accelerator.description import INSTRUCTION_BYTES
from weft.accelerator.isa import COMMON, ENGINE_OF, OPCODE, POP, PUSH, TAG, Engine, Opcode, columns
from weft.files import OutputError
from weft.verification.beds import Bed, CompiledBed, Outcome, expected
from weft.verification.cases import Case
from weft.verification.compare import compare

Array = NDArray[Any]

WAVEFORM = "waveform.vcd"


def require_folder(folder: Path) -> None:
    """Raise OutputError where ``folder`` cannot take failures; it is made if it is not there."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder):
            pass
    except OSError as error:
        reason = f"cannot write to {folder}: {error.strerror}; choose another folder"
        raise OutputError(reason) from error


def write_failure(folder: Path, case: Case, found: Outcome, *, waveform: bool = True) -> Path:
    """Write ``case`` with what was ``found`` into a folder of its own in ``folder``.

    accelerator.toml, program.npz (rows, code, image, expected, hypers and both traces), listing.txt
    and, unless told otherwise, waveform.vcd of the compiled hardware.
    """
    name = f"case-{case.name.split()[0]}-{case.accelerator.digest[:8]}"
    fresh = Path(tempfile.mkdtemp(dir=folder, prefix=f".{name}."))
    try:
        os.chmod(fresh, 0o755)
        _write_files(fresh, case, found)
        if waveform:
            _write_waveform(fresh / WAVEFORM, case)
        return _in_place(fresh, folder / name)
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise


def _in_place(fresh: Path, final: Path) -> Path:
    """Give the finished folder its name; one of an earlier run makes room."""
    if final.exists():
        old = Path(tempfile.mkdtemp(dir=final.parent, prefix=f".{final.name}."))
        os.replace(final, old / "old")
        os.replace(fresh, final)
        shutil.rmtree(old, ignore_errors=True)
    else:
        os.replace(fresh, final)
    return final


def _write_files(folder: Path, case: Case, found: Outcome) -> None:
    right = expected(case)
    (folder / "accelerator.toml").write_text(toml.dump(case.accelerator), encoding="utf-8")
    (folder / "listing.txt").write_text(listing(case, right, found), encoding="utf-8")
    code = np.frombuffer(case.program.encode(), np.uint8).reshape(-1, INSTRUCTION_BYTES)
    np.savez_compressed(
        folder / "program.npz",
        rows=case.program.rows,
        code=code,
        image=case.image,
        expected=case.expected,
        found=found.image,
        hypers=np.array([tuple(vars(h).values()) for h in case.program.hypers], np.float64),
        expected_trace=np.stack([right.start, right.end]),
        found_trace=np.stack([found.start, found.end]),
    )


def _write_waveform(file: Path, case: Case) -> None:
    bed: Bed = CompiledBed(case.accelerator, trace_file=file)
    bed.run(case)
    bed.close()  # type: ignore[attr-defined]


def listing(case: Case, right: Outcome, found: Outcome) -> str:
    """The program in words, with the cycles expected and found; readable without weft."""
    difference = compare(case, right, found)
    head = [
        f"case {case.name}, memory {case.pace}",
        f"accelerator {case.accelerator.name}, digest {case.accelerator.digest}",
        f"difference: {difference or 'none'}",
        "",
        "number  engine   start..end expected, found  opcode  fields",
    ]
    rows = enumerate(case.program.rows)
    lines = [_line(case.program.tags, i, row, right, found) for i, row in rows]
    hypers = [f"hyper {i}: {h}" for i, h in enumerate(case.program.hypers)]
    return "\n".join([*head, *lines, "", *hypers]) + "\n"


def _line(tags: tuple[str, ...], i: int, row: Array, right: Outcome, found: Outcome) -> str:
    opcode = Opcode(int(row[OPCODE]))
    own = [(name, int(row[c])) for name, c in columns(opcode).items() if c >= len(COMMON)]
    fields = " ".join(f"{name}={value}" for name, value in own if value)
    waits = _engines("waits for", int(row[POP])) + _engines("gives", int(row[PUSH]))
    times = [f"{o.start[i]}..{o.end[i]}" for o in (right, found)]
    mark = " " if times[0] == times[1] else "!"
    return (
        f"{i:6} {mark} {ENGINE_OF[opcode].name:8} {times[0]:>13} {times[1]:>13}  "
        f"{opcode.name} {fields}{waits}  # {tags[int(row[TAG])]}"
    )


def _engines(what: str, bits: int) -> str:
    names = [e.name for e in Engine if bits >> e & 1]
    return f"  {what} {', '.join(names)}" if names else ""
