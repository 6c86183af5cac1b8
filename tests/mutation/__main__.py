"""Faults planted in the hardware, which the suite must notice: ``python -m tests.mutation``.

Every line of the table is spoiled by itself in a copy of the project; the project stays as it
is. Ctrl-C keeps what was found, and ``--resume`` goes on from there while sources are the same.
The exit code is 1 if a fault survives or is none, or if the project does not pass as it is.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.mutation import records
from tests.mutation.records import Record, Records
from tests.mutation.suite import Check, checks_of, every_check
from tests.mutation.table import ROOT, Fault, faults
from tests.mutation.workplace import Workplace
from weft.commands import terminal

KEPT, DOCUMENT = ROOT / "out" / "mutation.json", ROOT / "docs" / "verification.md"
INTERRUPTED = 130


def main(words: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description=__doc__)
    parser.add_argument("--only", nargs="+", metavar="FAULT", help="names or numbers of faults")
    parser.add_argument("--resume", action="store_true", help="go on with what was found before")
    parser.add_argument(
        "--no-control", action="store_true", help="believe that all passes unspoiled"
    )
    options = parser.parse_args(words)
    every = faults()
    chosen = _chosen(every, options.only, parser.error)
    with tempfile.TemporaryDirectory(prefix="weft-mutation-") as folder:
        place = Workplace(Path(folder))
        kept = Records(KEPT, place.digest, every, resume=options.resume or bool(options.only))
        try:
            if not (options.no_control or kept.found or passes(place, every_check())):
                return 1
            left = [f for f in chosen if options.only or f.name not in kept.found]
            try_all(place, left, kept)
        except KeyboardInterrupt:
            terminal.say(f"interrupted: {len(kept.found)} faults are in {KEPT}; use --resume")
            return INTERRUPTED
    return _conclude(every, chosen, kept)


def _chosen(
    every: list[Fault], only: list[str] | None, refuse: Callable[[str], None]
) -> list[Fault]:
    if only is None:
        return every
    known = {fault.name: fault for fault in every}
    known |= {str(number): fault for number, fault in enumerate(every, 1)}
    for name in only:
        if name not in known:
            refuse(f"there is no fault {name!r}; use a number up to {len(every)} or a name")
    return [known[name] for name in only]


def passes(place: Workplace, checks: list[Check]) -> bool:
    """Whether the project as it is passes ``checks``: otherwise they would prove nothing."""
    with terminal.progress("{task.completed}/{task.total} checks") as bar:
        task = bar.add_task("as it is", total=len(checks))
        for check in checks:
            verdict = place.run(check)
            bar.advance(task)
            if verdict.result != "agrees":
                terminal.say(f"without any fault {check.name} {verdict.result}: {verdict.sign}")
                return False
    return True


def try_all(place: Workplace, chosen: Sequence[Fault], kept: Records) -> None:
    """Plant one fault after the other and tell what noticed it."""
    with terminal.progress("{task.completed}/{task.total} faults") as bar:
        task = bar.add_task("planting", total=len(chosen))
        for fault in chosen:
            bar.update(task, description=fault.name)
            record = try_one(place, fault)
            kept.add(fault, record)
            bar.advance(task)
            terminal.say(
                f"{record.outcome}: {fault.name} ({record.by}) {records.plain(record.sign)}",
                wrap=False,
            )
            sys.stdout.flush()


def try_one(place: Workplace, fault: Fault) -> Record:
    """Run the checks on the spoiled copy up to the first that does not agree."""
    began = time.monotonic()
    took = lambda: round(time.monotonic() - began, 1)  # noqa: E731 - local shorthand
    with place.planted(fault):
        for check in checks_of(fault):
            verdict = place.run(check)
            if verdict.result == "differs":
                return Record(fault.digest, "caught", check.name, verdict.sign, took())
            if verdict.result == "broken":
                return Record(fault.digest, "broken", check.name, verdict.sign, took())
    return Record(fault.digest, "survived", "", "", took())


def _conclude(every: list[Fault], chosen: list[Fault], kept: Records) -> int:
    """Write the document once every fault was met; the exit code."""
    if all(fault.name in kept.found for fault in every):
        records.write(DOCUMENT, records.table(every, kept.found))
        terminal.say(f"wrote {DOCUMENT}")
    escaped = kept.escaped(chosen)
    terminal.say(f"{len(chosen) - len(escaped)} of {len(chosen)} faults caught")
    for fault in escaped:
        terminal.say(f"{kept.found[fault.name].outcome}: {fault.name}: {fault.breaks}")
    return int(bool(escaped))


if __name__ == "__main__":
    sys.exit(main())
