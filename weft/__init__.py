"""weft: co-design of N:M-sparse, low-bit training accelerators."""
