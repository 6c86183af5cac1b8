"""How a training step of any module becomes a workload: see `weft.models.record`."""
