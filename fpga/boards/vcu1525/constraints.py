"""The board's pins, and the constraints that put the block design's ports on them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import Any

# ports of a DDR4 interface: their I/O standards, and whether the port is a vector
_DDR4_STANDARDS = {
    "adr": "SSTL12_DCI", "act_n": "SSTL12_DCI", "ba": "SSTL12_DCI", "bg": "SSTL12_DCI",
    "ck_t": "DIFF_SSTL12_DCI", "ck_c": "DIFF_SSTL12_DCI", "cke": "SSTL12_DCI",
    "cs_n": "SSTL12_DCI", "odt": "SSTL12_DCI", "par": "SSTL12_DCI", "reset_n": "LVCMOS12",
    "dq": "POD12_DCI", "dqs_t": "DIFF_POD12_DCI", "dqs_c": "DIFF_POD12_DCI",
}  # fmt: skip
_SCALARS = {"act_n", "par", "reset_n"}

_CONFIGURATION = """\
set_property CFGBVS GND [current_design]
set_property CONFIG_VOLTAGE 1.8 [current_design]
set_property BITSTREAM.GENERAL.COMPRESS true [current_design]
set_property BITSTREAM.CONFIG.CONFIGFALLBACK ENABLE [current_design]
set_property BITSTREAM.CONFIG.EXTMASTERCCLK_EN DISABLE [current_design]
set_property BITSTREAM.CONFIG.CONFIGRATE 85.0 [current_design]
set_property BITSTREAM.CONFIG.SPI_32BIT_ADDR YES [current_design]
set_property BITSTREAM.CONFIG.SPI_BUSWIDTH 4 [current_design]
set_property BITSTREAM.CONFIG.SPI_FALL_EDGE YES [current_design]
set_property BITSTREAM.CONFIG.UNUSEDPIN PULLUP [current_design]
"""

_LEVELS = """\
set_property PULLUP true [get_ports {pcie_reset_n}]
set_property -dict {SLEW SLOW DRIVE 8} [get_ports {led[*]}]
"""

_TIMING = """\
create_clock -period 10.000 -name pcie_clock [get_ports {pcie_clock_clk_p[0]}]
set_false_path -from [get_ports {pcie_reset_n}]
set_false_path -to [get_ports {led[*]}]
set_false_path -to [get_pins -hierarchical -filter {NAME =~ *glue*/stages_reg?0?/D}]
"""


@cache
def pins() -> dict[str, Any]:
    """``pins.toml``, each list of pins as a list."""
    file = resources.files("weft.fpga.boards.vcu1525") / "pins.toml"
    table: dict[str, Any] = _split(tomllib.loads(file.read_text(encoding="utf-8")))
    return table


def _split(value: Any) -> Any:
    if isinstance(value, str):
        return value.split()
    if isinstance(value, list):
        return [_split(item) for item in value]
    return {key: _split(item) for key, item in value.items()}


def placed_ports() -> Iterator[tuple[str, str, str]]:
    """Every port bit of the design with its pin and I/O standard; transceivers have none."""
    table = pins()
    for i, memory in enumerate(table["ddr4"]):
        yield f"c{i}_sys_clk_clk_p", table["clock_300"]["p"][i], "LVDS"
        yield f"c{i}_sys_clk_clk_n", table["clock_300"]["n"][i], "LVDS"
        for name, standard in _DDR4_STANDARDS.items():
            port = f"c{i}_ddr4_{name}"
            bits = [port] if name in _SCALARS else _bits(port, len(memory[name]))
            yield from ((bit, pin, standard) for bit, pin in zip(bits, memory[name], strict=True))
    pcie = table["pcie"]
    yield "pcie_reset_n", pcie["reset_n"][0], "LVCMOS12"
    yield "pcie_clock_clk_p[0]", pcie["clock_p"][0], ""
    yield "pcie_clock_clk_n[0]", pcie["clock_n"][0], ""
    for port, name in (("rxp", "rx_p"), ("rxn", "rx_n"), ("txp", "tx_p"), ("txn", "tx_n")):
        bits = _bits(f"pcie_{port}", len(pcie[name]))
        yield from ((bit, pin, "") for bit, pin in zip(bits, pcie[name], strict=True))
    for bit, pin in zip(_bits("led", 3), table["led"]["pins"], strict=True):
        yield bit, pin, "LVCMOS12"


def _bits(port: str, count: int) -> list[str]:
    return [f"{port}[{i}]" for i in range(count)]


def constraints() -> str:
    """The XDC file of the board."""
    lines = []
    for port, pin, standard in placed_ports():
        where = f"PACKAGE_PIN {pin}" + (f" IOSTANDARD {standard}" if standard else "")
        lines.append(f"set_property -dict {{{where}}} [get_ports {{{port}}}]")
    head = "# Pins of the VCU1525; written by weft."
    return "\n".join((head, *lines, "", _LEVELS, _CONFIGURATION, _TIMING))
