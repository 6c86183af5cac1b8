"""A design whose builds need no tools: its Verilog, its counts; and looks at what was built."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.fpga.ulx3s.machines import SMALLEST

PE = f"weft_pe_{SMALLEST.digest}"
VERILOG = f"""\
module {PE}(clk);
  input clk;
  wire clk;
endmodule

module \\weft_ulx3s.system.memory (clk);
  input clk;
  wire clk;
endmodule

module \\weft_ulx3s.sums (clk);
  input clk;
  wire clk;
endmodule

module weft_ulx3s(clk_25mhz);
  input clk_25mhz;
  wire clk_25mhz;
  \\weft_ulx3s.system.memory  memory (
    .clk(clk_25mhz)
  );
  \\weft_ulx3s.sums  sums_0 (
    .clk(clk_25mhz)
  );
  \\weft_ulx3s.sums  sums_1 (
    .clk(clk_25mhz)
  );
endmodule
"""
MEMORIES = {
    "weft_ulx3s": {"$add": 3}, "weft_ulx3s.system.memory": {"DP16KD": 4},
    "weft_ulx3s.sums": {"PDPW16KD": 20, "$dff": 2},
}  # fmt: skip
MEMORY = (176 - 2 * 20) // 4 * 4 * 2048  # bytes
DESIGN = {"LUT4": 20_000, "CCU2C": 3_000, "TRELLIS_FF": 19_000, "MULT18X18D": 32, "DP16KD": 184}
USED = {"TRELLIS_COMB": 27_500, "TRELLIS_FF": 19_000, "MULT18X18D": 32, "DP16KD": 184}
FILES = {
    "accelerator.toml", "report.json", "rtl/weft_ulx3s.v", "ulx3s.lpf", "weft_ulx3s.bit",
    "logs/nextpnr.log", "logs/nextpnr.json",
}  # fmt: skip


def files(folder: Path) -> set[str]:
    """Paths of all files below a folder."""
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def report_of(out: Path) -> dict[str, Any]:
    """What a build found out."""
    return json.loads((out / "report.json").read_text())


def error_of(capsys: pytest.CaptureFixture[str]) -> str:
    """The one line of a refusal."""
    error = capsys.readouterr().err
    assert error.startswith("weft: error: ")
    assert error.count("\n") == 1
    return error
