"""The driver on a whole board as RTL, over a line that does harm while programs run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from tests.fpga.host import plans
from tests.fpga.host.benches import Serial
from tests.fpga.link.port import Harm, LinePort
from tests.fpga.machines import TINY
from weft.accelerator.registers import REGISTER, Control
from weft.fpga.host.errors import LinkCorrupted, LinkError, LinkTimeout, MachineFault
from weft.fpga.link.frames import Command

SOON = 60.0


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Serial]:
    """A board just configured."""
    found = Serial(TINY, tmp_path)
    yield found
    found.close()


def check(bench: Serial) -> None:
    bench.device.load(plans.layer().program, plans.layer().image)
    bench.device.run(SOON)
    np.testing.assert_array_equal(bench.device.read(), plans.layer().expected)


def test_bytes_that_are_flipped_dropped_and_doubled_change_no_result(bench: Serial) -> None:
    harm = Harm(0.0007, 3)
    bench.harm, bench.attempts = harm, 60
    bench.device = bench.another(TINY)
    check(bench)
    assert harm.count >= 4
    assert bench.device.counters()["active_cycles"] == plans.cycles(plans.layer().program)


def again_and_again(bench: Serial) -> None:
    for _ in range(20):
        check(bench)


def spoilt(data: bytes) -> bytes:
    """A frame with its last byte changed; bytes that come one by one pass."""
    return data[:-1] + bytes((data[-1] ^ 1,)) if len(data) > 1 else data


@pytest.mark.parametrize("way", ["requests", "answers"])
def test_a_line_that_spoils_every_frame_of_one_way_is_told_and_recovered_from(
    bench: Serial, way: str
) -> None:
    check(bench)
    bench.harm = lambda data: spoilt(data) if data.startswith(b"W") == (way == "requests") else data
    with pytest.raises(
        LinkCorrupted, match=r"COM7: only damaged answers to .*, sent 5 times; look"
    ):
        bench.device.counters()
    bench.harm = bytes
    check(bench)


def test_a_board_that_falls_silent_is_told_and_recovered_from(bench: Serial) -> None:
    check(bench)
    bench.harm = lambda data: b""
    with pytest.raises(
        LinkTimeout, match=r"COM7: no answer to .*, sent 5 times; look at cable and"
    ):
        bench.device.start()
    bench.harm = bytes
    bench.device.write(0, plans.layer().image)
    bench.device.run(SOON)
    np.testing.assert_array_equal(bench.device.read(), plans.layer().expected)


class LosingOneAnswer:
    """Swallows the first byte that answers the start of a program."""

    def __init__(self) -> None:
        self.has_started = self.has_lost = False

    def __call__(self, data: bytes) -> bytes:
        request = data[:1] == b"W" and len(data) > 1
        if request and data[2] == Command.FEED_REGISTER and data[5] == REGISTER["control"].offset:
            self.has_started |= bool(data[9] & Control.START)
        if request or not data or self.has_lost or not self.has_started:
            return data
        self.has_lost = True
        return b""


def test_an_answer_that_is_lost_starts_no_program_twice(bench: Serial) -> None:
    """The link answers a repeated write without doing it again: a second run would be seen."""
    device, line = bench.device, LosingOneAnswer()
    device.load(plans.layer().program, plans.layer().image)
    bench.harm = line
    device.start()
    assert line.has_lost
    device.wait(SOON)
    np.testing.assert_array_equal(device.read(), plans.layer().expected)


@pytest.mark.parametrize("moment", [1, 7, 40, 150, 400])
def test_a_port_unplugged_at_any_moment_is_told_and_the_next_call_goes_well(
    bench: Serial, moment: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls, whole = iter(range(moment)), LinePort._check

    def check_until(port: LinePort) -> None:
        if next(calls, None) is None:
            raise OSError(5, "Input/output error")
        whole(port)

    with monkeypatch.context() as patched:
        patched.setattr(LinePort, "_check", check_until)
        with pytest.raises(LinkError, match=r"COM7: .*Input/output error; plug it in and try"):
            again_and_again(bench)
    check(bench)


def test_memory_beyond_the_board_is_a_fault_of_the_bus(bench: Serial) -> None:
    """The board has less than its host believes: what the machine asks for is not there."""
    device = bench.device
    device.load(plans.layer().program, plans.layer().image)
    device._opened().write_register(REGISTER["memory_address"].at(0), 1 << 20)
    with pytest.raises(MachineFault, match=r"stopped with BUS at instruction \d+, LOAD of layer"):
        device.run(SOON)
    check(bench)
