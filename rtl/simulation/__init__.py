"""The generated Verilog as a compiled machine: tools, cache, memory model."""
