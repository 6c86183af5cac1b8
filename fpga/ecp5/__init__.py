"""The way to a Lattice ECP5 with Yosys, nextpnr and Project Trellis."""
