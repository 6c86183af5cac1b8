"""The frame code of the driver against the RTL of the link, over a line that does harm."""

from __future__ import annotations

import os
import pty
import re
import sys
from collections.abc import Callable, Iterator

import numpy as np
import pytest

from tests.fpga.link.line import Line
from tests.fpga.link.port import TIMEOUT, Harm, LinePort
from tests.fpga.link.registers import Remembering
from weft.fpga.host.errors import (
    BusError,
    DeviceError,
    LinkCorrupted,
    LinkError,
    LinkLost,
    LinkTimeout,
)
from weft.fpga.host.serial import SerialTransport, open_port
from weft.fpga.link.frames import MOST_PAYLOAD, Response, Status

SIZE = 4096


class Desk:
    """A link with its memory and registers, a port, and a transport on it."""

    def __init__(self, harm: Callable[[bytes], bytes] = bytes, **line: object) -> None:
        self.memory = np.random.default_rng(0).integers(0, 256, SIZE, np.uint8)
        self.registers = Remembering(frozenset([0x100]))
        self.line = Line(self.memory, self.registers.read, self.registers.write, **line)
        self.port = LinePort(self.line, harm)

    def transport(self, attempts: int = 5) -> SerialTransport:
        port = self.port
        return SerialTransport(port, "COM7", timeout=TIMEOUT, attempts=attempts, clock=port.clock)


@pytest.fixture
def desk() -> Iterator[Desk]:
    """A desk with a line that does no harm."""
    found = Desk()
    yield found
    found.line.close()


def test_memory_is_read_and_written_in_any_length(desk):
    transport, rng = desk.transport(), np.random.default_rng(1)
    plain = desk.memory.copy()
    for size in (1, 2, MOST_PAYLOAD - 1, MOST_PAYLOAD, MOST_PAYLOAD + 1, 1000, 3 * MOST_PAYLOAD):
        at = int(rng.integers(SIZE - size))
        assert transport.read_memory(at, size) == plain[at : at + size].tobytes()
        data = rng.integers(0, 256, size, np.uint8)
        transport.write_memory(at, data.tobytes())
        plain[at : at + size] = data
        np.testing.assert_array_equal(desk.memory, plain)
    assert transport.read_memory(0, 0) == b""


def test_registers_are_written_in_order_however_many(desk):
    words = np.random.default_rng(2).integers(0, 1 << 32, 150, np.uint64).tolist()
    transport = desk.transport()
    transport.write_register(0x3C, *words)
    assert desk.registers.writes == [(0x3C, word) for word in words]
    assert transport.read_register(0x3C) == words[-1]


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("rate", [0.0003, 0.0015])
def test_harm_on_the_line_changes_nothing_and_no_write_is_done_twice(rate, seed):
    harm = Harm(rate, seed)
    desk = Desk(harm, stall=0.1, seed=seed)
    transport, rng = desk.transport(attempts=60), np.random.default_rng(seed)
    plain, written = desk.memory.copy(), []
    for step in range(200):
        at, size = int(rng.integers(SIZE - 300)), int(rng.integers(1, 300))
        if step % 4 == 0:
            words = rng.integers(0, 1 << 32, 1 + size % 5, np.uint64).tolist()
            transport.write_register(0x3C, *words)
            written += [(0x3C, word) for word in words]
        elif step % 4 == 1:
            assert transport.read_register(0x3C) == written[-1][1]
        elif step % 4 == 2:
            data = rng.integers(0, 256, size, np.uint8)
            transport.write_memory(at, data.tobytes())
            plain[at : at + size] = data
        else:
            assert transport.read_memory(at, size) == plain[at : at + size].tobytes()
    assert harm.count >= 3
    assert desk.registers.writes == written
    np.testing.assert_array_equal(desk.memory, plain)


class Losing:
    """Swallows the ``lost`` next chunks of what passes, from the ``first`` on."""

    def __init__(self) -> None:
        self.first, self.lost = 0, 0

    def __call__(self, data: bytes) -> bytes:
        if not data or not self.lost:
            return data
        if self.first:
            self.first -= 1
            return data
        self.lost -= 1
        return b""


@pytest.mark.parametrize("first", [0, 1], ids=["requests", "answers"])
def test_what_is_lost_is_repeated_and_done_once(first):
    losing = Losing()
    desk = Desk(losing)
    transport = desk.transport()
    for word in range(10):
        losing.first, losing.lost = first, 1
        transport.write_register(0x3C, word)
        assert losing.lost == 0
    assert desk.registers.writes == [(0x3C, word) for word in range(10)]


def test_silence_is_a_time_out_after_all_attempts_and_then_the_link_goes_on():
    losing = Losing()
    desk = Desk(losing)
    transport = desk.transport(attempts=3)
    losing.lost = 3
    before = desk.line.cycles
    message = "COM7: no answer to READ_REGISTERS at 0x14, sent 3 times; look at cable and baud"
    with pytest.raises(LinkTimeout, match=re.escape(message)):
        transport.read_register(0x14)
    assert 3 * TIMEOUT <= desk.line.cycles - before <= 3.2 * TIMEOUT
    assert desk.transport().read_register(0x14) == 0


def test_nothing_but_damage_is_told_as_such(desk):
    transport = desk.transport(attempts=3)
    desk.port.harm = lambda data: data[:-1] + bytes((data[-1] ^ 1,)) if len(data) > 1 else data
    message = "COM7: only damaged answers to FEED_REGISTER at 0x14, sent 3 times"
    with pytest.raises(LinkCorrupted, match=message):
        transport.write_register(0x14, 1)
    desk.port.harm = bytes
    desk.transport().write_register(0x14, 2)
    assert desk.registers.words == {0x14: 2}


def test_a_port_that_takes_little_at_a_time_does(desk):
    desk.port.piece = 3
    transport = desk.transport()
    transport.write_memory(10, bytes(range(200)))
    assert desk.memory[10:210].tolist() == list(range(200))


def test_an_unplugged_port_is_told_and_a_new_transport_goes_on(desk):
    transport = desk.transport()
    desk.port.unplugged = True
    with pytest.raises(LinkLost, match=re.escape("COM7: [Errno 5] Input/output error; plug it")):
        transport.read_register(0)
    transport.close()
    desk.port = LinePort(desk.line)
    assert desk.transport().read_register(0) == 0


def test_unplugging_in_the_middle_of_anything_leaves_a_link_that_answers():
    for moment in range(1, 40, 3):
        desk = Desk()
        transport, calls = desk.transport(), iter(range(moment))
        whole = desk.port._check

        def check(calls: Iterator[int] = calls, whole: Callable[[], None] = whole) -> None:
            if next(calls, None) is None:
                raise OSError("gone")
            whole()

        desk.port._check = check
        with pytest.raises(LinkError):
            transport.write_memory(0, bytes(SIZE))
        desk.port = LinePort(desk.line)
        again = desk.transport()
        again.write_memory(1000, b"abc")
        assert again.read_memory(1000, 3) == b"abc"
        desk.line.close()


def test_an_error_of_the_bus_is_no_failure_of_the_link(desk):
    transport = desk.transport()
    message = "COM7: the bus answered READ_REGISTERS of 4 bytes at 0x100 with an error"
    with pytest.raises(BusError, match=re.escape(message)):
        transport.read_register(0x100)
    with pytest.raises(BusError):
        transport.write_memory(SIZE - 2, b"abcd")
    assert transport.read_memory(0, 1) == desk.memory[:1].tobytes()


def test_addresses_beyond_the_link_are_refused_before_anything_is_sent(desk):
    transport = desk.transport()
    before = desk.line.cycles
    with pytest.raises(BusError, match="0xffffffff with 2 bytes is beyond the 32 bits"):
        transport.read_memory(0xFFFFFFFF, 2)
    assert desk.line.cycles == before


class Scripted:
    """A port that answers every request with the next of ``answers``, given its number."""

    def __init__(self, answers: list[Callable[[int], bytes]]) -> None:
        self.answers, self.waiting, self.time = answers, b"", 0.0

    def write(self, data: bytes, /) -> int | None:
        self.waiting += self.answers.pop(0)(data[1])
        return None

    def read(self, size: int, /) -> bytes:
        self.time += 0.1
        found, self.waiting = self.waiting[:size], self.waiting[size:]
        return found

    def reset_input_buffer(self) -> None:
        self.waiting = b""

    def close(self) -> None:
        pass


def scripted(*answers: Callable[[int], bytes]) -> SerialTransport:
    """A transport whose hello was answered."""
    port = Scripted([okay, *answers])
    return SerialTransport(port, "COM7", timeout=5.0, attempts=2, clock=lambda: port.time)


def okay(number: int) -> bytes:
    return Response(number, Status.OKAY).encode()


def holding(word: bytes) -> Callable[[int], bytes]:
    return lambda number: Response(number, Status.OKAY, word).encode()


def test_a_late_answer_to_an_earlier_request_is_passed_over():
    late = scripted(lambda n: okay((n - 1) % 256) + holding(b"abcd")(n))
    assert late.read_register(0) == int.from_bytes(b"abcd", "little")


def test_an_answer_of_the_wrong_length_is_refused():
    with pytest.raises(LinkCorrupted, match="COM7: 2 bytes came in answer to READ_REGISTERS of 4"):
        scripted(holding(b"ab")).read_register(0)


def test_an_answer_longer_than_any_is_damage():
    def long(number: int) -> bytes:
        return b"w" + bytes((number, 0, 0xFF, 0xFF)) + bytes(300)

    assert scripted(long, holding(b"\1\0\0\0")).read_register(0) == 1
    with pytest.raises(LinkCorrupted):
        scripted(long, long).read_register(0)


def test_a_link_of_another_version_is_told():
    def refusing(number: int) -> bytes:
        return Response(number, Status.REFUSED).encode()

    with pytest.raises(DeviceError, match="answered READ_MEMORY of 8 bytes at 0x40 with status 2"):
        scripted(refusing).read_memory(0x40, 8)


def test_a_port_that_takes_no_bytes_is_lost(desk):
    transport = desk.transport()
    desk.port.piece = 0
    with pytest.raises(LinkLost, match="the port takes no more bytes"):
        transport.read_register(0)


def test_a_port_that_is_not_there_is_named():
    with pytest.raises(LinkLost, match=r"cannot open /dev/no-such-port: .*; plug the board in"):
        open_port("/dev/no-such-port")


def test_without_pyserial_its_extra_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "serial", None)
    with pytest.raises(DeviceError, match=re.escape("pip install weft[serial]")):
        open_port("/dev/ttyUSB0")


def test_a_real_pseudo_terminal_carries_bytes_and_its_end_is_an_error():
    ours, theirs = pty.openpty()
    try:
        name = os.ttyname(theirs)
        port = open_port(name)
        assert port.write(b"W\x00\xff\x0a\x0d\x11\x13") == 7
        assert os.read(ours, 100) == b"W\x00\xff\x0a\x0d\x11\x13"
        os.write(ours, b"w\x00\x0d\x0a\x03")
        assert port.read(5) == b"w\x00\x0d\x0a\x03"
        assert port.read(1) == b""
    finally:
        os.close(ours)
        os.close(theirs)
    with pytest.raises(LinkLost, match=f"{name}: .*; plug it in and try again"):
        SerialTransport(port, name, attempts=1000)
    port.close()
