"""What a description takes of an FPGA, and what a run of it takes in energy, in closed form."""
