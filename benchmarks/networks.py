"""Speed-up of BDWP over dense training, per network, and what each optimization is worth."""

from __future__ import annotations

from statistics import mean

from benchmarks.tables import Table
from weft.accelerator.toml import preset
from weft.api import apply_scheme
from weft.dataflow.workload import Workload
from weft.models.record import record
from weft.models.schemes import scheme_named
from weft.models.zoo import network_named
from weft.simulator.report import Report, speed_up
from weft.simulator.run import ablate, simulate_workload

ACCELERATOR = "sat-vcu1525"
NETWORKS = {"resnet9": 128, "vit": 128, "vgg19": 128, "resnet18": 64, "resnet50": 32}
# Limits of computing alone at 2:8 with first and last layer dense, by multiply-accumulates.
PUBLISHED_AVERAGE = 1.75  # SAT with BDWP at 2:8 over dense on a VCU1525: arXiv 2309.13015, abstract


def workload(name: str, batch: int, sparsity: str | None) -> Workload:
    """One training iteration, dense or under BDWP."""
    network = network_named(name)
    model = network.factory()
    recorded = record(model, network.batch_shape(batch), name=name)
    if sparsity is None:
        return apply_scheme(recorded, model, scheme_named("dense"))
    return apply_scheme(recorded, model, scheme_named("bdwp", sparsity))


def report(name: str, batch: int, sparsity: str | None) -> Report:
    return simulate_workload(
        workload(name, batch, sparsity), preset(ACCELERATOR), sparsity=sparsity or "1:1"
    )


def limit(name: str, batch: int, sparsity: str) -> float:
    """Dense over sparse multiply-accumulates: what computing alone allows."""
    w = workload(name, batch, sparsity)
    return w.macs / sum(op.sparse_macs for op in w.operations)


def speedups() -> Table:
    """Dense against BDWP 2:4 and 2:8 on all five networks."""
    rows = []
    for name, batch in NETWORKS.items():
        print(f"networks: {name} ...", flush=True)
        dense = report(name, batch, None)
        cells = [name, str(batch), f"{dense.cycles / 1e6:.1f}", f"{dense.utilization:.3f}"]
        for sparsity in ("2:4", "2:8"):
            sparse = report(name, batch, sparsity)
            ratio = speed_up(dense, sparse)
            cells += [f"{sparse.cycles / 1e6:.1f}", f"{ratio['gemm']:.2f}x"]
            cells += [f"{ratio['iteration']:.2f}x", f"{limit(name, batch, sparsity):.2f}x"]
        rows.append(cells)
    rows.append(_average(rows))
    return Table(
        title=f"Speed-up of a training iteration on {ACCELERATOR}",
        command="python -m benchmarks --only networks",
        head=("network", "batch", "dense Mcycles", "dense MACs/PE/cycle",
              "2:4 Mcycles", "2:4 GEMMs", "2:4 iteration", "2:4 limit",
              "2:8 Mcycles", "2:8 GEMMs", "2:8 iteration", "2:8 limit"),
        rows=rows,
        note="GEMMs include the weight updates. The iteration adds batch norm, activations, "
        "pooling and the like, timed from bytes and lanes and not RTL-checked. The limit counts "
        f"multiply-accumulates alone. Published average at 2:8: {PUBLISHED_AVERAGE}x "
        "(arXiv 2309.13015).",
    )  # fmt: skip


def _average(rows: list[list[str]]) -> list[str]:
    """Means of the ratios."""
    out = ["mean", "", "", ""]
    for column in range(4, len(rows[0])):
        cells = [row[column] for row in rows]
        ratios = all(cell.endswith("x") for cell in cells)
        out.append(f"{mean(float(c[:-1]) for c in cells):.2f}x" if ratios else "")
    return out


def ablation(names: tuple[str, ...] = ("resnet18", "resnet50", "vit")) -> Table:
    """BDWP 2:8 with each optimization switched off."""
    rows = []
    for name in names:
        print(f"ablation: {name} ...", flush=True)
        reports = ablate(workload(name, NETWORKS[name], "2:8"), preset(ACCELERATOR), sparsity="2:8")
        best = reports["all on"].cycles
        for variant, result in reports.items():
            slower = f"{result.cycles / best:.2f}x"
            rows.append([name, variant, f"{result.cycles / 1e6:.1f}", slower])
    return Table(
        title=f"What interleave, pre-generation and offline scheduling are worth on {ACCELERATOR}",
        command="python -m benchmarks --only ablation",
        head=("network", "variant", "Mcycles", "cycles over all on"),
        rows=rows,
        note="BDWP 2:8. Without offline scheduling every stage is weight-stationary. "
        "Pre-generation is worth little here: the parallel selector makes copies as fast as they "
        "are stored, beside other layers' passes.",
    )
