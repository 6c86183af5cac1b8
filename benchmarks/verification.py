"""What docs/verification.md shows: ``python -m benchmarks.verification [--only NAME ...]``.

Every table can be interrupted: what a machine has shown is kept in ``out/acceptance`` and not done
again for the same description, Verilog, seed and number of cases.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path

from benchmarks.__main__ import replaced
from benchmarks.iteration import iteration
from benchmarks.large import layer
from benchmarks.speed import speeds
from benchmarks.synthesis_counts import counts
from benchmarks.tables import Table
from weft.accelerator.description import Accelerator
from weft.commands import terminal
from weft.files import write_whole
from weft.rtl.simulation.build import generated
from weft.rtl.simulation.cache import digest
from weft.verification.campaign import Totals, verdicts
from weft.verification.cases import Settings
from weft.verification.machines import ACCEPTANCE

CASES, SEED = 210, 1
KEPT = Path("out/acceptance")

HEADER = """# Verification

What was run to show that the RTL equals both simulators, and what it found. Made on a 2-core
machine; every table names its command.
"""


def equality() -> Table:
    """Random programs and compiled layers on every machine of the fixed list."""
    found = [_machine(a) for a in ACCEPTANCE]
    rows = [[name, facts, *(f"{n:,}" for n in counts)] for name, facts, counts in found]
    totals = [sum(numbers) for numbers in zip(*(counts for _, _, counts in found), strict=True)]
    rows.append(["all", "", *(f"{n:,}" for n in totals)])
    return Table(
        title="Equality over random programs and layers",
        command="python -m benchmarks.verification --only equality",
        head=("machine", "adder, multiplier, buffer latency; k; channels; cycles a beat",
              "cases", "instructions", "cycles", "differences"),
        rows=rows,
        note=f"A quarter of the cases are compiled layers; {CASES} cases a machine, seed {SEED}.",
    )  # fmt: skip


def _machine(a: Accelerator) -> tuple[str, str, list[int]]:
    patterns = " ".join(map(str, a.sparsities))
    facts = (
        f"{a.adder_latency}, {a.multiplier_latency}, {a.buffer_latency}; {a.beat_granules}; "
        f"{a.dram_channels}; {a.beat_cycles}"
    )
    kept = KEPT / f"{a.digest}-{digest(generated(a))}-{SEED}-{CASES}.json"
    counts: list[int] = json.loads(kept.read_text()) if kept.exists() else _run(a, kept)
    return f"{a.rows}x{a.columns} {a.format}, {patterns}", facts, counts


def _run(a: Accelerator, kept: Path) -> list[int]:
    settings, totals = Settings(seed=SEED, accelerator=a), Totals()
    with terminal.progress("{task.completed}/{task.total} cases") as bar:
        task = bar.add_task(a.name, total=CASES)
        for verdict in verdicts(settings, range(CASES)):
            totals.add(verdict)
            bar.advance(task)
            if totals.failed:
                raise SystemExit(f"{a.name}: case {verdict.number}: {verdict.difference}")
    counts = [totals.cases, totals.instructions, totals.cycles, 0]
    kept.parent.mkdir(parents=True, exist_ok=True)
    write_whole(kept, json.dumps(counts))
    return counts


MEASURES: dict[str, Callable[[], Table]] = {
    "equality": equality,
    "iteration": iteration,
    "layer": layer,
    "speed": speeds,
    "synthesis": counts,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", nargs="+", choices=MEASURES, default=list(MEASURES))
    parser.add_argument("--write", type=Path, help="Markdown file to update")
    arguments = parser.parse_args()
    for name in arguments.only:
        table = MEASURES[name]()
        print("\n" + table.markdown(), flush=True)
        if arguments.write:
            write_whole(arguments.write, replaced(arguments.write, table, HEADER))


if __name__ == "__main__":
    main()
