"""Random legal programs, and the comparison of the generated hardware with both simulators."""
