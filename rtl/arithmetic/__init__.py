"""The arithmetic of `weft.accelerator.arithmetic` in hardware, bit by bit."""
