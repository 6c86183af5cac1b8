"""Energy of work on an FPGA, from published figures: a model, no measurement.

A run's energy is the sum of its counts times energies each, plus static power times time. The
operations and the memories are those of Horowitz's table for a 45 nm chip at 0.9 V, scaled to the
16 nm of UltraScale+ as classical scaling has it (capacitance with length, energy with the square of
the voltage). What an FPGA makes of LUTs, flip-flops and routing takes `FABRIC` times as much; its
multipliers and memories are hard blocks and do not.

Every figure is known to a factor of about two, and so is a sum of them. Ratios of runs on one
machine, and shares of one run, are more certain than watts. What hosts, fans, converters and idle
DIMMs take is not in it.

Sources:

- M. Horowitz, "Computing's Energy Problem (and what we can do about it)", ISSCC 2014, fig. 1.1.9.
- I. Kuon, J. Rose, "Measuring the Gap Between FPGAs and ASICs", IEEE TCAD 26(2), 2007.
- A. Stillmaker, B. Baas, "Scaling Equations for the Accurate Prediction of CMOS Device Performance
  from 180 nm to 7 nm", Integration 58, 2017: classical scaling is off, by more the further it goes.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

from weft.accelerator.description import Accelerator
from weft.accelerator.formats import FP16, INT8, Format
from weft.accelerator.resources.counts import NAMES, Resources

PICO = 1e-12

# Horowitz 2014, pJ at 45 nm and 0.9 V
_FP16_MULTIPLY, _FP32_MULTIPLY, _INT8_MULTIPLY = 1.1, 3.7, 0.2
_FP32_ADD, _INT32_ADD = 0.9, 0.1
_SRAM_8_KB = 10 / 8  # a byte of a 64-bit read of 8 KB, 10 pJ; a block RAM has 4.5 KB
_DRAM = (1300 + 2600) / 2 / 8  # a byte of 64 bits: 1.3 to 2.6 nJ; independent of the chip's node

_NODE = 16 / 45 * (0.85 / 0.9) ** 2  # VCCINT of a -2L part at full speed is 0.85 V (DS923)
FABRIC = 14.0  # dynamic power of an FPGA's logic over that of standard cells (Kuon, Rose 2007)

# Vivado's report for an XCZU7EV, of the same 16 nm family: 0.694 W static at 28.6 degrees Celsius
# (power report of a public ZCU104 design); its blocks are those of DS891
_STATIC_WATTS = 0.694
_STATIC_DEVICE = Resources(lut=230_400, ff=460_800, dsp=1_728, ramb36=312, uram=96)


@dataclass(frozen=True, kw_only=True)
class Energies:
    """Energies in pJ of one operation, one byte or one bit, for one machine.

    ``multiply`` and ``add`` are those of an element; ``update`` is the step of one weight in the
    optimizer; ``register`` is a clock of one flip-flop; ``buffer_byte`` a byte read from or written
    to memory on the chip; ``dram_byte`` one that crosses the memory port.
    """

    multiply: float
    add: float
    update: float
    register: float
    buffer_byte: float
    dram_byte: float


@dataclass(frozen=True, kw_only=True)
class Work:
    """What a run does: counts, and how long it takes.

    ``macs`` multiply-accumulates that are done, ``updates`` weights updated, ``buffer_bytes`` read
    from and written to the memories on the chip, ``dram_bytes`` across the memory port.
    """

    cycles: int
    macs: int
    updates: int
    buffer_bytes: int
    dram_bytes: int


@dataclass(frozen=True, kw_only=True)
class Energy:
    """Joules of a run by cause."""

    arithmetic: float
    registers: float
    buffers: float
    dram: float
    static: float

    @property
    def total(self) -> float:
        return sum(getattr(self, field.name) for field in fields(self))


def energies(accelerator: Accelerator) -> Energies:
    """Energies on an UltraScale+ chip for the formats of ``accelerator``."""
    operand, soft = accelerator.operand, _NODE * FABRIC
    add = _INT32_ADD if operand.is_integer else _FP32_ADD
    return Energies(
        multiply=_multiply(operand) * _NODE,
        add=add * soft,
        update=5 * _FP32_MULTIPLY * _NODE + 5 * _FP32_ADD * soft,  # products are DSPs; four
        # additions, and the rounding to the operand format counts as one more
        register=_INT32_ADD / 32 * soft,  # as a bit of an addition: a few gates each
        buffer_byte=_SRAM_8_KB * _NODE,
        dram_byte=_DRAM,
    )


def _multiply(operand: Format) -> float:
    """pJ at 45 nm; formats not in the table by the product of their significands' widths."""
    if operand.is_integer:
        return _INT8_MULTIPLY * (operand.bits / INT8.bits) ** 2
    return _FP16_MULTIPLY * ((operand.mantissa_bits + 1) / (FP16.mantissa_bits + 1)) ** 2


def static_watts(used: Resources) -> float:
    """Leakage of the part of a chip that ``used`` takes, by its scarcest block."""
    share = max(used[name] / _STATIC_DEVICE[name] for name in NAMES)
    return _STATIC_WATTS * share


def energy(accelerator: Accelerator, work: Work, used: Resources) -> Energy:
    """Joules of ``work`` on a machine that takes ``used`` of its chip.

    Flip-flops are clocked in every cycle: nothing in the machine gates the clock.
    """
    each, seconds = energies(accelerator), work.cycles / accelerator.clock_mhz * 1e-6
    return Energy(
        arithmetic=PICO * (work.macs * (each.multiply + each.add) + work.updates * each.update),
        registers=PICO * work.cycles * used.ff * each.register,
        buffers=PICO * work.buffer_bytes * each.buffer_byte,
        dram=PICO * work.dram_bytes * each.dram_byte,
        static=static_watts(used) * seconds,
    )
