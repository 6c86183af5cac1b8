"""Simulating a recorded network, beside dense and with optimizations off."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from weft._version import VERSION
from weft.accelerator.resources.limits import Limits
from weft.commands import terminal
from weft.dataflow.candidates import Choices
from weft.simulator.tally import Result

if TYPE_CHECKING:
    from torch import nn

    from weft.accelerator.description import Accelerator
    from weft.dataflow.workload import Workload
    from weft.models.schemes import Scheme
    from weft.simulator.report import Report


@dataclass(frozen=True, kw_only=True)
class Study:
    """What to simulate of one recorded network."""

    model: nn.Module
    workload: Workload
    accelerator: Accelerator
    scheme: Scheme
    dense_layers: tuple[str, ...] = ()
    choices: Choices = field(default_factory=Choices)
    fast: bool = True
    compare_dense: bool = True
    ablation: bool = False
    limits: Limits = field(default_factory=Limits)

    def run(self) -> Result:
        """Simulate, with a progress bar.

        Raises OverLimit where the machine or the iteration takes more than ``limits`` allow.
        """
        from weft.simulator.power import efficiency

        self.limits.require(self.accelerator)
        report = self._simulate(self.scheme, self.choices, str(self.scheme))
        found = efficiency(report, self.accelerator, self.limits)
        dense = None
        if self.compare_dense and self.scheme.name != "dense":
            from weft.models.schemes import Dense

            dense = self._simulate(Dense(), self.choices, "dense")
        ablation = self._ablate(report) if self.ablation else {}
        return Result(
            report=report, dense=dense, ablation=ablation, efficiency=found,
            dense_efficiency=efficiency(dense, self.accelerator) if dense else None,
        )  # fmt: skip

    def _simulate(self, scheme: Scheme, choices: Choices, label: str) -> Report:
        from weft.api import apply_scheme
        from weft.simulator.run import simulate_workload

        layers = self.dense_layers if scheme is self.scheme else ()
        workload = apply_scheme(self.workload, self.model, scheme, layers)
        with terminal.scheduling(f"{self.workload.model}, {label}") as on_progress:
            return simulate_workload(
                workload, self.accelerator, choices, sparsity=str(scheme.sparsity),
                fast=self.fast, on_progress=on_progress,
            )  # fmt: skip

    def _ablate(self, report: Report) -> dict[str, Report]:
        """Reports with each optimization off in turn, and with none on."""
        from weft.simulator.run import ablations

        found = {"all on": report}
        for name, choices in ablations(self.choices).items():
            found[name] = self._simulate(self.scheme, choices, name)
        return found


def as_json(result: Result) -> dict[str, Any]:
    """The report with what it was compared with; the same for the same command."""
    comparison = result.comparison
    return {
        "weft": VERSION,
        **result.report.to_dict(),
        "efficiency": result.efficiency.to_dict() if result.efficiency else None,
        "speed_up": asdict(comparison) if comparison else None,
        "dense": _dense(result) if result.dense else None,
        "ablation": {name: _brief(report) for name, report in result.ablation.items()},
    }


def _dense(result: Result) -> dict[str, Any]:
    assert result.dense is not None
    found = result.dense_efficiency
    return {**_brief(result.dense), "efficiency": found.to_dict() if found else None}


def _brief(report: Report) -> dict[str, Any]:
    """A report without its layers."""
    values = report.to_dict()
    return {key: values[key] for key in (
        "cycles", "gemm_cycles", "pass_cycles", "seconds", "samples_per_second", "sparse_macs",
        "utilization", "dram_bytes", "bound_cycles",
    )}  # fmt: skip
