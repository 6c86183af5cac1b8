"""Pins of the ULX3S that a build uses.

Sites and levels are those of the board's own constraints (emard/ulx3s,
doc/constraints/ulx3s_v20.lpf) and agree with amaranth_boards/ulx3s.py.
"""

from __future__ import annotations

from dataclasses import dataclass

CLOCK_MHZ = 25.0  # of the oscillator


@dataclass(frozen=True)
class Pin:
    """A port of the top module and the ball of the CABGA381 package it comes out at."""

    port: str
    site: str
    pull: str = "NONE"
    drive_ma: int | None = None  # of outputs

    def constraints(self) -> str:
        """Its lines in Lattice's constraint language."""
        drive = "" if self.drive_ma is None else f" DRIVE={self.drive_ma}"
        return (
            f'LOCATE COMP "{self.port}" SITE "{self.site}";\n'
            f'IOBUF PORT "{self.port}" PULLMODE={self.pull} IO_TYPE=LVCMOS33{drive};\n'
        )


_LEDS = ("B2", "C2", "C1", "D2", "D1", "E2", "E1", "H3")

PINS = (
    Pin("clk_25mhz", "G2"),
    Pin("reset_button", "R1", "DOWN"),  # FIRE 1: high while pressed
    Pin("ftdi_txd", "M1", "UP"),  # sent by the FTDI chip
    Pin("ftdi_rxd", "L4", "UP", 4),  # received by it
    Pin("wifi_gpio0", "L2", "NONE", 4),  # low would let the ESP-32 take the board over
    *(Pin(f"led[{i}]", site, "NONE", 4) for i, site in enumerate(_LEDS)),
)


def constraints() -> str:
    """The constraints of a whole build; the PLL's clock follows from the oscillator's."""
    return (
        "BLOCK RESETPATHS;\n"
        "BLOCK ASYNCPATHS;\n"
        f'FREQUENCY PORT "clk_25mhz" {CLOCK_MHZ:g} MHZ;\n'
        + "".join(pin.constraints() for pin in PINS)
    )
