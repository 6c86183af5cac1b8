"""Programs in the places of Yosys, nextpnr and ecppack: they answer with what those once wrote."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

RECORDED = Path(__file__).parent / "recorded"
VERSIONS = {
    "yosys": "Yosys 0.70 (git sha1 28ba3cb92)",
    "nextpnr-ecp5": '"nextpnr-ecp5" -- Next Generation Place and Route (Version nextpnr-0.11.1)',
    "ecppack": "Project Trellis ecppack Version 1.4-82-g3afe7b5",
}
_FLAGS = {"yosys": "-V"}
_PLACED = '{"modules": {"top": {"attributes": {"top": "1"}, "settings": {}, "cells": {}}}}'
_SCRIPT = """#!/bin/sh
if [ "$1" = {flag} ]; then echo '{version}' >&2; exit 0; fi
echo "$@" >> {folder}/{name}.calls
{body}
"""


def recorded(name: str) -> str:
    """What a tool wrote when it was there."""
    return (RECORDED / name).read_text(encoding="utf-8")


def report(mhz: float, wanted: float, used: Mapping[str, int] | None = None) -> dict[str, Any]:
    """nextpnr's report with another clock and other counts."""
    found: dict[str, Any] = json.loads(recorded("report.json"))
    found["fmax"] = {"$glbnet$clk": {"achieved": mhz, "constraint": wanted}}
    for kind, count in (used or {}).items():
        found["utilization"][kind]["used"] = count
    return found


class StandIns:
    """A folder of programs, first on the PATH, where no other tool is found."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        folder.mkdir()
        monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
        for variable in ("YOSYS", "NEXTPNR_ECP5", "ECPPACK"):
            monkeypatch.delenv(variable, raising=False)

    def install(self, name: str, body: str, version: str | None = None) -> Path:
        """Put ``body``, lines of shell, in the place of a tool."""
        flag = _FLAGS.get(name, "--version")
        told = VERSIONS[name] if version is None else version
        program = self.folder / name
        program.write_text(
            _SCRIPT.format(flag=flag, version=told, folder=self.folder, name=name, body=body)
        )
        program.chmod(0o755)
        return program

    def calls(self, name: str) -> list[list[str]]:
        """The words of each call of a tool, but for its version."""
        file = self.folder / f"{name}.calls"
        return [line.split() for line in file.read_text().splitlines()] if file.exists() else []

    def yosys(self, *answers: Mapping[str, Mapping[str, int]]) -> None:
        """Counts cells: each call gives the next answer, cells of modules by type.

        Its netlists have one module, and that nothing.
        """
        for i, answer in enumerate(answers):
            modules = {f"\\{name}": {"num_cells_by_type": c} for name, c in answer.items()}
            (self.folder / f"cells_{i}.json").write_text(json.dumps({"modules": modules}))
        self.install(
            "yosys",
            f"n=$(($(wc -l < {self.folder}/yosys.calls) - 1))\n"
            "echo '2.1. Executing PROC pass (convert processes to netlists).'\n"
            f"cp {self.folder}/cells_$n.json cells.json\n"
            r"""top=$(sed -n 's/.*-json \(weft.*\).json/\1/p' synthesis.ys)"""
            "\n"
            'if [ -n "$top" ]; then\n'
            """  echo '{"modules": {"'$top'": {"cells": {}, "netnames": {}}}}' > $top.json\nfi""",
        )

    def nextpnr(
        self, *reports: Mapping[str, Any], log: str = "nextpnr.log", end: str = "",
        in_turn: bool = False,
    ) -> None:  # fmt: skip
        """Places, then routes: call ``--seed n`` gives the n-th report, or every call the next."""
        for number, found in enumerate(reports, 1):
            (self.folder / f"report_{number}.json").write_text(json.dumps(found))
        calls = f"{self.folder}/nextpnr-ecp5.calls"
        number = f"$(grep -c -e --no-place {calls})" if in_turn else "$seed"
        own = "$report" if in_turn else ""  # of a call's configuration, after what all have
        self.install(
            "nextpnr-ecp5",
            f"cat {RECORDED}/{log} >&2\n{end}\n"
            "while [ $# -gt 0 ]; do\n"
            '  case "$1" in --report) report=$2;; --textcfg) config=$2;; --seed) seed=$2;;\n'
            "    --write) written=$2;; esac\n"
            "  shift\ndone\n"
            f"""if [ -n "$written" ]; then echo '{_PLACED}' > $written; exit 0; fi\n"""
            f"cp {self.folder}/report_{number}.json $report\n"
            f"cat {RECORDED}/placed.config {own} > $config\n",
        )

    def ecppack(self) -> None:
        """Packs: the bitstream is the configuration's text."""
        self.install(
            "ecppack",
            "while [ $# -gt 0 ]; do\n"
            '  case "$1" in --input) input=$2;; --bit) bit=$2;; esac\n'
            "  shift\ndone\n"
            "cp $input $bit\n",
        )
