"""weft: co-design of N:M-sparse, low-bit training accelerators.

    import weft

    weft.sparsify_(model, weft.BDWP("2:8"), arithmetic="fp16")     # train with the hardware's bits
    report = weft.simulate(model, (32, 3, 64, 64), scheme="bdwp")  # cycles of one iteration
    print(report.cycles, report.utilization)

Everything listed in ``__all__`` is imported when it is first used: ``import weft`` stays quick, and
PyTorch is loaded only by what needs it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from weft._version import VERSION

if TYPE_CHECKING:
    from weft.accelerator.description import Accelerator
    from weft.accelerator.sparsity import Sparsity
    from weft.accelerator.toml import accelerator_named
    from weft.api import apply_scheme, simulate
    from weft.dataflow.workload import Workload
    from weft.models.data import data_named
    from weft.models.optimizer import SGD
    from weft.models.record import record
    from weft.models.schemes import ASP, BDWP, SDGP, SDWP, SRSTE, Dense, Scheme, scheme_named
    from weft.models.sparsify import bake_, sparsify_
    from weft.models.training import TrainingDiverged, seed_everything, train
    from weft.models.zoo import network_named
    from weft.simulator.report import LayerReport, Report, speed_up

__version__ = VERSION

_HOMES = {
    "weft.accelerator.description": ("Accelerator",),
    "weft.accelerator.sparsity": ("Sparsity",),
    "weft.accelerator.toml": ("accelerator_named",),
    "weft.api": ("apply_scheme", "simulate"),
    "weft.dataflow.workload": ("Workload",),
    "weft.models.data": ("data_named",),
    "weft.models.optimizer": ("SGD",),
    "weft.models.record": ("record",),
    "weft.models.schemes": (
        "ASP", "BDWP", "SDGP", "SDWP", "SRSTE", "Dense", "Scheme", "scheme_named",
    ),
    "weft.models.sparsify": ("bake_", "sparsify_"),
    "weft.models.training": ("TrainingDiverged", "seed_everything", "train"),
    "weft.models.zoo": ("network_named",),
    "weft.simulator.report": ("LayerReport", "Report", "speed_up"),
}  # fmt: skip
_HOME = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "ASP",
    "BDWP",
    "SDGP",
    "SDWP",
    "SGD",
    "SRSTE",
    "Accelerator",
    "Dense",
    "LayerReport",
    "Report",
    "Scheme",
    "Sparsity",
    "TrainingDiverged",
    "Workload",
    "__version__",
    "accelerator_named",
    "apply_scheme",
    "bake_",
    "data_named",
    "network_named",
    "record",
    "scheme_named",
    "seed_everything",
    "simulate",
    "sparsify_",
    "speed_up",
    "train",
]


def __getattr__(name: str) -> Any:
    """Import what is first asked for."""
    if name not in _HOME:
        raise AttributeError(f"module 'weft' has no attribute {name!r}")
    value = getattr(import_module(_HOME[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
