"""Every port of the top module has a pin of its own, and no pin is without a port."""

from __future__ import annotations

import re

from amaranth.hdl import Shape

from tests.fpga.ulx3s.machines import SMALLEST
from weft.fpga.boards.ulx3s import pins
from weft.fpga.boards.ulx3s.top import Ulx3sTop

# emard/ulx3s, doc/constraints/ulx3s_v20.lpf: the sites that a build uses
BOARD = {
    "clk_25mhz": "G2", "btn[1]": "R1", "ftdi_txd": "M1", "ftdi_rxd": "L4", "wifi_gpio0": "L2",
    "led[0]": "B2", "led[1]": "C2", "led[2]": "C1", "led[3]": "D2", "led[4]": "D1",
    "led[5]": "E2", "led[6]": "E1", "led[7]": "H3",
}  # fmt: skip


def test_ports_and_pins_are_the_same():
    members = Ulx3sTop(SMALLEST, 1 << 15).signature.members
    ports = set()
    for name, member in members.items():
        width = Shape.cast(member.shape).width
        ports |= {name} if width == 1 else {f"{name}[{i}]" for i in range(width)}
    located = re.findall(r'^LOCATE COMP "(\S+)" SITE "(\w+)";$', pins.constraints(), re.MULTILINE)
    assert {port for port, _ in located} == ports
    assert len({site for _, site in located}) == len(located) == len(ports)
    assert set(re.findall(r'^IOBUF PORT "(\S+)"', pins.constraints(), re.MULTILINE)) == ports


def test_the_sites_are_those_of_the_board():
    found = {pin.port: pin.site for pin in pins.PINS}
    found["btn[1]"] = found.pop("reset_button")
    assert found == BOARD


def test_outputs_are_driven_and_the_clock_is_constrained():
    text = pins.constraints()
    assert 'FREQUENCY PORT "clk_25mhz" 25 MHZ;' in text
    for output in ("ftdi_rxd", "wifi_gpio0", "led[7]"):
        line = next(line for line in text.splitlines() if f'IOBUF PORT "{output}"' in line)
        assert line.endswith("IO_TYPE=LVCMOS33 DRIVE=4;")
