"""The VCU1525 in numbers."""

from __future__ import annotations

from weft.fpga.board import Board
from weft.fpga.resources import Resources

CONTROLLERS = 4
# planning values, to be replaced by a report of the vendor's tool where one has been made: a DDR4
# controller of 72 bits with its AXI port, and the PCIe DMA with all interconnect
_CONTROLLER = Resources(lut=33_000, ff=33_000, dsp=3, ramb36=25.5)
_HOST = Resources(lut=60_000, ff=80_000, ramb36=64)

BOARD = Board(
    name="vcu1525",
    title="the VCU1525",
    part="xcvu9p-fsgd2104-2L-e",
    device=Resources(lut=1_182_240, ff=2_364_480, dsp=6_840, ramb36=2_160, uram=960),  # DS890
    share=Resources(lut=70, ff=50, dsp=80, ramb36=80, uram=80),
    infrastructure=_CONTROLLER * CONTROLLERS + _HOST,
    channels=(1, 2, 4),
    channel_bytes=(4, 128),  # what SmartConnect converts
    clock_mhz=(10.0, 500.0),
)
