"""All measurements: ``python -m benchmarks [--only NAME ...] [--write docs/results.md]``."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from pathlib import Path

from benchmarks import arithmetic, digits, networks, simulation
from benchmarks.tables import Table
from weft.files import write_whole

MEASURES: dict[str, Callable[[], Table]] = {
    "networks": networks.speedups,
    "ablation": networks.ablation,
    "digits": digits.accuracies,
    "gemm": arithmetic.ratios,
    "simulation": simulation.speeds,
}

HEADER = """# Results

Made by `python -m benchmarks --write docs/results.md` on a 2-core machine. Every table names the
command that makes it alone.
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", nargs="+", choices=MEASURES, default=list(MEASURES))
    parser.add_argument("--write", type=Path, help="Markdown file to update")
    arguments = parser.parse_args()
    for name in arguments.only:
        table = MEASURES[name]()
        print("\n" + table.markdown(), flush=True)
        if arguments.write:
            write_whole(arguments.write, replaced(arguments.write, table))


def replaced(path: Path, table: Table, header: str = HEADER) -> str:
    """The text of ``path`` with the section of ``table`` new, or added at the end."""
    text = path.read_text() if path.exists() else header
    section = re.compile(rf"## {re.escape(table.title)}\n.*?(?=\n## |\Z)", re.S)
    if section.search(text):
        return section.sub(lambda _: table.markdown().rstrip() + "\n", text)
    return text.rstrip() + "\n\n" + table.markdown()


if __name__ == "__main__":
    main()
