"""The clock of the machine from the board's oscillator: settings of the ECP5's PLL.

Ranges are those of the ECP5 sysCLOCK PLL (Lattice FPGA-TN-02200, and the data sheet FPGA-DS-02012).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from weft.fpga.board import BoardError
from weft.fpga.boards.ulx3s.pins import CLOCK_MHZ

MODULE = "weft_clock"

_DETECTOR_MHZ = (3.125, 400.0)  # of the phase detector
_VCO_MHZ = (400.0, 800.0)
_VCO_MIDDLE_MHZ = 600.0
_LARGEST_DIVIDER = 128
_LARGEST_FEEDBACK = 80
TOLERANCE = 1e-3  # of a clock that is not met exactly


@dataclass(frozen=True)
class Pll:
    """``mhz = CLOCK_MHZ / reference * feedback``; the oscillator inside runs ``output`` as fast."""

    reference: int
    feedback: int
    output: int

    @property
    def mhz(self) -> float:
        return CLOCK_MHZ / self.reference * self.feedback

    @property
    def vco_mhz(self) -> float:
        return self.mhz * self.output

    def verilog(self) -> str:
        """Module `MODULE`. The loop filter is set as Lattice's tools do for these ranges."""
        middle = self.output // 2
        return _VERILOG.format(
            module=MODULE, pll=self, oscillator=CLOCK_MHZ, phase=middle if middle else 0
        )


def pll(mhz: float) -> Pll:
    """The PLL for a clock, as near to it as can be. Raises BoardError if that is not near."""
    found = [p for p in _settings() if abs(p.mhz - mhz) <= TOLERANCE * mhz]
    if not found:
        near = min((p.mhz for p in _settings()), key=lambda other: abs(other - mhz))
        raise BoardError(
            f"clock_mhz={mhz:g} cannot be made of the ULX3S's {CLOCK_MHZ:g} MHz; use {near:.5g}"
        )
    return min(
        found, key=lambda p: (abs(p.mhz - mhz), p.reference, abs(p.vco_mhz - _VCO_MIDDLE_MHZ))
    )


def fastest_below(mhz: float) -> float | None:
    """The fastest clock that can be made and is no faster than ``mhz``; None where none is."""
    return max((p.mhz for p in _settings() if p.mhz <= mhz), default=None)


@cache
def _settings() -> tuple[Pll, ...]:
    """Everything within the ranges that gives 10 MHz or more."""
    settings = []
    for reference in range(1, int(CLOCK_MHZ / _DETECTOR_MHZ[0]) + 1):
        for feedback in range(1, _LARGEST_FEEDBACK + 1):
            mhz = CLOCK_MHZ / reference * feedback
            first = -(-_VCO_MHZ[0] // mhz)
            last = min(_VCO_MHZ[1] // mhz, _LARGEST_DIVIDER)
            settings += [Pll(reference, feedback, n) for n in range(int(first), int(last) + 1)]
    return tuple(settings)


_VERILOG = """\
module {module} (input clk_in, output clk, output locked);
  (* FREQUENCY_PIN_CLKI="{oscillator:g}" *)
  (* FREQUENCY_PIN_CLKOP="{pll.mhz:.6g}" *)
  (* ICP_CURRENT="12" *)
  (* LPF_RESISTOR="8" *)
  (* MFG_ENABLE_FILTEROPAMP="1" *)
  (* MFG_GMCREF_SEL="2" *)
  EHXPLLL #(
    .PLLRST_ENA("DISABLED"),
    .INTFB_WAKE("DISABLED"),
    .STDBY_ENABLE("DISABLED"),
    .DPHASE_SOURCE("DISABLED"),
    .OUTDIVIDER_MUXA("DIVA"),
    .OUTDIVIDER_MUXB("DIVB"),
    .OUTDIVIDER_MUXC("DIVC"),
    .OUTDIVIDER_MUXD("DIVD"),
    .CLKI_DIV({pll.reference}),
    .CLKOP_ENABLE("ENABLED"),
    .CLKOP_DIV({pll.output}),
    .CLKOP_CPHASE({phase}),
    .CLKOP_FPHASE(0),
    .FEEDBK_PATH("CLKOP"),
    .CLKFB_DIV({pll.feedback})
  ) pll (
    .RST(1'b0),
    .STDBY(1'b0),
    .CLKI(clk_in),
    .CLKOP(clk),
    .CLKFB(clk),
    .PHASESEL0(1'b0),
    .PHASESEL1(1'b0),
    .PHASEDIR(1'b1),
    .PHASESTEP(1'b1),
    .PHASELOADREG(1'b1),
    .PLLWAKESYNC(1'b0),
    .ENCLKOP(1'b0),
    .LOCK(locked)
  );
endmodule
"""
