"""The UART against a line that is drawn bit by bit."""

from __future__ import annotations

import re
from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest
from amaranth.sim import Simulator

from tests.fpga.link.refusals import refused
from weft.fpga.link.uart import UartReceiver, UartTransmitter, divisor


def drawn(data: bytes, bit: Fraction, pause: int = 0) -> list[int]:
    """The line, cycle by cycle, with bits of ``bit`` cycles and ``pause`` idle bits behind each."""
    bits = [1]
    for byte in data:
        bits += [0, *(byte >> i & 1 for i in range(8)), 1, *[1] * pause]
    ends = [round(bit * (i + 1)) for i in range(len(bits))]
    line = [1] * ends[0]
    for value, (start, end) in zip(bits[1:], pairwise(ends), strict=True):
        line += [value] * (end - start)
    return line


def received(line: list[int], cycles: int) -> bytes:
    """What a receiver of ``cycles`` a bit finds on ``line``."""
    receiver, found = UartReceiver(cycles), []

    async def bench(ctx: Any) -> None:
        for level in [*line, *[1] * 4 * cycles]:
            ctx.set(receiver.rx, level)
            await ctx.tick()
            if ctx.get(receiver.byte.valid):
                found.append(ctx.get(receiver.byte.data))

    simulator = Simulator(receiver)
    simulator.add_clock(1e-6)
    simulator.add_testbench(bench)
    simulator.run()
    return bytes(found)


def sent(data: bytes, cycles: int) -> list[int]:
    """The line that a transmitter draws."""
    transmitter, line = UartTransmitter(cycles), []

    async def bench(ctx: Any) -> None:
        ctx.set(transmitter.byte.valid, 1)
        for byte in data:
            ctx.set(transmitter.byte.payload, byte)
            taken = False
            while not taken:
                taken = ctx.get(transmitter.byte.ready)
                line.append(ctx.get(transmitter.tx))
                await ctx.tick()
        ctx.set(transmitter.byte.valid, 0)
        for _ in range(11 * cycles):
            line.append(ctx.get(transmitter.tx))
            await ctx.tick()

    simulator = Simulator(transmitter)
    simulator.add_clock(1e-6)
    simulator.add_testbench(bench)
    simulator.run()
    return line


@pytest.mark.parametrize("cycles", [4, 5, 25])
@pytest.mark.parametrize("pause", [0, 3])
def test_every_byte_arrives(cycles, pause):
    data = bytes(range(256)) if cycles < 25 else bytes(range(0, 256, 15))
    assert received(drawn(data, Fraction(cycles), pause), cycles) == data


@pytest.mark.parametrize("rate", [Fraction(97, 100), Fraction(103, 100)])
def test_a_line_that_is_three_percent_off_is_understood(rate):
    data = bytes(range(0, 256, 5))
    assert received(drawn(data, 25 * rate), 25) == data


def test_a_byte_without_its_stop_bit_is_left_out():
    line = drawn(b"\x55\x00\xaa", Fraction(8), pause=12)
    second = 8 + 22 * 8  # its start bit
    line[second : second + 10 * 8] = [0] * 80
    assert received(line, 8) == b"\x55\xaa"


def test_a_short_glitch_is_no_byte():
    glitch = [1] * 20 + [0] * 3 + [1] * 120
    assert received(glitch + drawn(b"\x5a", Fraction(16)), 16) == b"\x5a"


@pytest.mark.parametrize("cycles", [4, 7, 25])
def test_what_is_sent_is_drawn_bit_by_bit(cycles):
    data = bytes(range(256)) if cycles == 4 else bytes([0, 255, 0x55, 0x57, 0x80, 1])
    line = sent(data, cycles)
    assert received(line, cycles) == data
    first = line.index(0)
    assert line[first : first + 10 * cycles] == drawn(data[:1], Fraction(cycles))[cycles:]


def test_a_divisor_is_a_whole_number_that_comes_near():
    assert divisor(25e6, 1_000_000) == 25
    assert divisor(25e6, 115_200) == 217
    assert divisor(12e6, 3_000_000) == 4
    with pytest.raises(ValueError, match=re.escape("baud=3000000 is no whole part of a clock of")):
        divisor(25e6, 3_000_000)
    with pytest.raises(ValueError, match="use 6250000 or less"):
        divisor(25e6, 12_500_000)
    with refused("divisor=3 is below 4; use a lower bit rate"):
        UartReceiver(3)
