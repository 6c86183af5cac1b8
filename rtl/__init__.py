"""The machine in Amaranth, generated from an `Accelerator`."""
