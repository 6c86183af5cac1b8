"""Energy and efficiency of a simulated iteration: the report's counts times a model's energies."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from weft.accelerator.description import Accelerator
from weft.accelerator.energy import Energy, Work, energy
from weft.accelerator.resources.counts import Resources
from weft.accelerator.resources.limits import Limits
from weft.simulator.report import LayerReport, Report

_WIDE = 4  # bytes of a sum, a master weight, a momentum


@dataclass(frozen=True, kw_only=True)
class Efficiency:
    """What an iteration takes in chip and energy, and what comes out for it.

    The chip is the model's UltraScale+ estimate of the machine alone; the energy is a model known
    to a factor of about two (`weft.accelerator.energy`).
    """

    resources: Resources
    energy: Energy
    seconds: float
    samples_per_second: float

    @property
    def watts(self) -> float:
        return self.energy.total / self.seconds

    @property
    def samples_per_second_per_watt(self) -> float:
        """Samples per second and watt, which is samples per joule."""
        return self.samples_per_second / self.watts

    @property
    def samples_per_second_per_dsp(self) -> float:
        return self.samples_per_second / self.resources.dsp

    def to_dict(self) -> dict[str, Any]:
        """Everything, ready for JSON."""
        return {
            "resources": self.resources.as_dict(),
            "energy_joules": asdict(self.energy) | {"total": self.energy.total},
            "watts": self.watts,
            "samples_per_second_per_watt": self.samples_per_second_per_watt,
            "samples_per_second_per_dsp": self.samples_per_second_per_dsp,
        }


def efficiency(
    report: Report, accelerator: Accelerator, limits: Limits | None = None
) -> Efficiency:
    """Of the iteration that ``report`` tells of.

    Raises ValueError for another machine's report, OverLimit where the machine or its run takes
    more than ``limits`` allow.
    """
    if report.digest != accelerator.digest:
        raise ValueError(
            f"the report is of accelerator {report.digest}, not {accelerator.digest}; "
            "give the one that was simulated"
        )
    allowed = limits or Limits()
    used = allowed.require(accelerator)
    found = Efficiency(
        resources=used,
        energy=energy(accelerator, work_of(report, accelerator), used),
        seconds=report.seconds,
        samples_per_second=report.samples_per_second,
    )
    allowed.require_watts(accelerator, found.watts)
    return found


def work_of(report: Report, accelerator: Accelerator) -> Work:
    """Counts of an iteration. Each byte of DRAM is a byte written to or read from a buffer."""
    streamed = sum(
        layer.streaming_cycles * _bytes_a_cycle(layer, accelerator) for layer in report.layers
    )
    updates = sum(_updates(layer) for layer in report.layers)
    return Work(
        cycles=report.cycles,
        macs=report.sparse_macs,
        updates=updates,
        buffer_bytes=streamed + updates * _bytes_an_update(accelerator) + report.dram_bytes,
        dram_bytes=report.dram_bytes,
    )


def _bytes_a_cycle(layer: LayerReport, a: Accelerator) -> int:
    """Read and written while the array streams: every bank of A, and sums or a row of weights."""
    operands = a.a_banks * a.granule_bytes
    sums = 2 * _WIDE * a.columns
    return operands + (sums if layer.dataflow == "ws" else 2 * a.granule_bytes)


def _updates(layer: LayerReport) -> int:
    """Weights that the update of a layer steps: those of its gradient."""
    return layer.macs // layer.k if layer.stage == "WU" and layer.rtl_checked and layer.k else 0


def _bytes_an_update(a: Accelerator) -> int:
    """Gradient, weight and momentum in, the latter two out, and both copies."""
    return 5 * _WIDE + 2 * max(1, a.operand.bits // 8)
