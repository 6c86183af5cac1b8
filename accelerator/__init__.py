"""The hardware: its description, number formats, sparsity and instruction set."""
