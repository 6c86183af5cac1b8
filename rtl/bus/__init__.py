"""AXI: memory masters, program prefetch, registers, faults."""
