"""Serial link: registers and memory of a machine behind a UART."""
