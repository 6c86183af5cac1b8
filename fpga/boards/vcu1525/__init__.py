"""The Xilinx VCU1525: a Virtex UltraScale+ VU9P with four DDR4 DIMMs behind PCIe."""
