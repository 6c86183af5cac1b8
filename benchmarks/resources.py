"""The resource model against Yosys: ``python -m benchmarks.resources``.

``--sweep`` measures all machines (hours at first; it can be interrupted, and goes on where it was),
``--fit`` takes the coefficients from those that are for fitting, ``--whole`` measures some held-out
machines again as one flat piece, as `weft build` does; ``--write FILE`` updates the tables.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from statistics import mean

from benchmarks.__main__ import replaced
from benchmarks.resource_fit import fit
from benchmarks.resource_machines import fitted, held_out
from benchmarks.resource_sweep import KEPT, Machine, measure, styled_verilog
from benchmarks.tables import Table
from weft.accelerator.description import Accelerator
from weft.accelerator.resources import model
from weft.accelerator.resources.counts import NAMES, Resources
from weft.accelerator.toml import dump
from weft.commands import terminal
from weft.files import write_whole
from weft.fpga.synthesis import synthesise
from weft.rtl.simulation.tools import find_yosys
from weft.rtl.verilog import module_name

COEFFICIENTS = Path("accelerator/resources") / model.COEFFICIENTS
HELD_OUT = Path("tests/accelerator/held_out.json")
WHOLE_ROWS = 4  # of the largest machine that is measured as one piece
COMMAND = "python -m benchmarks.resources"


def sweep() -> None:
    """Measure every machine and keep what it takes."""
    machines = [*fitted(), *held_out()]
    with terminal.progress("{task.completed}/{task.total} {task.fields[machine]}") as bar:
        task = bar.add_task("measuring", total=len(machines), machine="")
        for number, accelerator in enumerate(machines, 1):
            bar.update(task, machine=accelerator.name)
            label = f"{number}/{len(machines)} {accelerator.name}"
            found = measure(accelerator, partial(_say_parts, label))
            parts = {name: taken.as_dict() for name, taken in found.parts.items()}
            _write(_machine_file(accelerator), parts)
            bar.advance(task)


def _say_parts(label: str, done: int, every: int) -> None:
    print(f"{label}: {done} of {every} parts", flush=True)


def measure_whole() -> None:
    """Measure held-out machines as `weft build` does: nothing in them is held apart."""
    for accelerator in _whole_machines():
        kept = _whole_file(accelerator)
        if kept.is_file():
            continue
        print(f"{accelerator.name} as one piece ...", flush=True)
        found = synthesise(styled_verilog(accelerator), module_name(accelerator))
        _write(kept, found.total.as_dict())


def _whole_machines() -> list[Accelerator]:
    return [a for a in held_out() if a.rows <= WHOLE_ROWS]


def _machine_file(accelerator: Accelerator) -> Path:
    return KEPT / "machines" / f"{accelerator.digest}.json"


def _whole_file(accelerator: Accelerator) -> Path:
    return KEPT / "whole" / f"{accelerator.digest}.json"


def _write(path: Path, content: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, json.dumps(content, indent=1) + "\n")


def measured(accelerators: Sequence[Accelerator]) -> list[Machine]:
    """What the sweep found; ends with one line where something was not swept."""
    missing = [a.name for a in accelerators if not _machine_file(a).is_file()]
    if missing:
        raise SystemExit(f"{len(missing)} machines are not measured ({missing[0]}); run --sweep")
    return [
        Machine(a, {name: Resources(**taken) for name, taken in _read(_machine_file(a)).items()})
        for a in accelerators
    ]


def _read(path: Path) -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = json.loads(path.read_text(encoding="utf-8"))
    return found


def write_fit() -> None:
    """New coefficients from the machines that are for fitting, and what the tests hold them to."""
    found = fit(measured(fitted()), f"yosys {find_yosys().version}")
    others = {
        machine.accelerator.name: {
            "accelerator": dump(machine.accelerator), "yosys": machine.total.as_dict()
        }
        for machine in measured(held_out())
    }  # fmt: skip
    _write(COEFFICIENTS, found)
    _write(HELD_OUT, others)
    model.coefficients.cache_clear()


def errors() -> Table:
    """The model against Yosys on held-out machines, and over those of the fit."""
    rows = [_row(machine) for machine in measured(held_out())]
    known = measured(fitted())
    rows += [_summary("worst", known, max), _summary("mean", known, mean)]
    return Table(
        title="Resource model on held-out machines",
        command=COMMAND,
        head=("machine", "LUT", "model", "error", "FF", "model", "error",
              "DSP", "model", "RAMB36", "model", "URAM", "model"),
        rows=rows,
        note=f"Yosys, parts one by one; {len(known)} other machines were fitted, the last rows are "
        "of them. An error is that of the model, in per cent of what was measured.",
    )  # fmt: skip


def _row(machine: Machine) -> list[str]:
    found, said = machine.total, model.estimate(machine.accelerator)
    return [machine.accelerator.name, *_with_error(found, said), *_exact(found, said)]


def _with_error(found: Resources, said: Resources) -> Iterator[str]:
    for name in ("lut", "ff"):
        yield f"{found[name]:,.0f}"
        yield f"{said[name]:,.0f}"
        yield f"{_error(found, said, name):+.1f}"


def _exact(found: Resources, said: Resources) -> Iterator[str]:
    for name in NAMES[2:]:
        yield from (f"{found[name]:g}", f"{said[name]:g}")


def _error(found: Resources, said: Resources, name: str) -> float:
    return 100 * (said[name] / found[name] - 1)


def _summary(word: str, machines: Sequence[Machine], of: object) -> list[str]:
    """Worst or mean size of the errors; how many counts are not exact."""
    assert callable(of)
    pairs = [(m.total, model.estimate(m.accelerator)) for m in machines]
    cells = [f"{word} of the fit"]
    for name in ("lut", "ff"):
        cells += ["", "", f"{of([abs(_error(*pair, name)) for pair in pairs]):.1f}"]
    wrong = [sum(found[n] != said[n] for found, said in pairs) for n in NAMES[2:]]
    return cells + [cell for n in wrong for cell in ("", f"{n} differ" if word == "worst" else "")]


def whole() -> Table:
    """Parts one by one against a machine as one piece."""
    rows = []
    for machine in measured(_whole_machines()):
        kept = _whole_file(machine.accelerator)
        if kept.is_file():
            flat = Resources(**json.loads(kept.read_text(encoding="utf-8")))
            same = all(flat[n] == machine.total[n] for n in NAMES[2:])
            rows.append([
                machine.accelerator.name, *_with_error(flat, machine.total),
                *_with_error(flat, model.estimate(machine.accelerator)), "yes" if same else "no",
            ])  # fmt: skip
    return Table(
        title="Machines as one piece",
        command=f"{COMMAND} --whole",
        head=("machine", "LUT", "parts", "difference", "FF", "parts", "difference",
              "LUT", "model", "error", "FF", "model", "error", "DSP and RAM equal"),
        rows=rows,
        note="What `weft build` counts, against the sum of the parts and against the model.",
    )  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sweep", action="store_true", help="measure the machines")
    parser.add_argument("--whole", action="store_true", help="measure some as one piece")
    parser.add_argument("--fit", action="store_true", help="take new coefficients")
    parser.add_argument("--write", type=Path, help="Markdown file to update")
    arguments = parser.parse_args()
    if arguments.sweep:
        sweep()
    if arguments.whole:
        measure_whole()
    if arguments.fit:
        write_fit()
    tables = [errors(), whole()]
    for table in (t for t in tables if t.rows):
        print("\n" + table.markdown(), flush=True)
        if arguments.write:
            write_whole(arguments.write, replaced(arguments.write, table, "# FPGA boards\n"))


if __name__ == "__main__":
    main()
