"""The ULX3S-85F: a Lattice LFE5U-85F with a USB serial port."""
