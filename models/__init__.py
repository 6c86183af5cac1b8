"""Networks, training schemes and layers with the hardware's own arithmetic."""
