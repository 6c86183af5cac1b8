"""Training as GEMMs, and their compilation into programs."""
