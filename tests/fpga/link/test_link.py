"""The link's RTL at its line: against plain models of memory and registers."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from tests.fpga.link.line import DIVISOR, SILENCE, Line
from tests.fpga.link.refusals import refused
from tests.fpga.link.registers import Remembering
from weft.fpga.link.frames import (
    MOST_PAYLOAD,
    RESPONSE_SYNC,
    Command,
    Request,
    Response,
    Status,
)
from weft.fpga.link.link import SerialLink
from weft.fpga.link.transfers import Transfers

SIZE = 4096
BYTE = 10 * DIVISOR
MOST_CYCLES = 3 * MOST_PAYLOAD * BYTE
WIDTHS = (4, 8, 64)


def random_bytes(count: int, seed: int = 0) -> bytes:
    return np.random.default_rng(seed).integers(0, 256, count, np.uint8).tobytes()


class Bench:
    """A link, its memory, its registers; asks like a host that never repeats."""

    def __init__(self, width: int = 4, bad: frozenset[int] = frozenset(), **line: object) -> None:
        self.memory = np.frombuffer(random_bytes(SIZE), np.uint8).copy()
        self.registers = Remembering(bad)
        self.line = Line(
            self.memory, self.registers.read, self.registers.write, width=width, **line
        )
        self.sequence = 0

    def ask(self, command: int, address: int = 0, length: int = 0, payload: bytes = b"") -> bytes:
        """The response's bytes; the request has a new number."""
        self.sequence = (self.sequence + 1) % 256
        return self.send(Request(self.sequence, command, address, length, payload).encode())

    def send(self, frame: bytes) -> bytes:
        """What comes in answer; nothing must come behind it."""
        self.line.send(frame)
        header = self.line.receive(5, MOST_CYCLES)
        if not header:
            return b""
        assert header[0] == RESPONSE_SYNC
        rest = self.line.receive(int.from_bytes(header[3:5], "little") + 4, MOST_CYCLES)
        assert self.line.receive(1, 4 * BYTE) == b""
        return header + rest

    def expect(self, found: bytes, status: Status, payload: bytes = b"") -> None:
        assert found == Response(self.sequence, status, payload).encode()


@pytest.fixture
def bench() -> Iterator[Bench]:
    """A link of four bytes at rest."""
    found = Bench()
    yield found
    found.line.close()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("stall", [0.0, 0.4])
def test_random_requests_leave_what_plain_memory_would_hold(width, stall):
    bench, rng = Bench(width, stall=stall, seed=width), np.random.default_rng(width)
    memory, words = bench.memory.copy(), {}
    for step in range(150):
        command = Command(int(rng.choice([c for c in Command if c is not Command.HELLO])))
        size = int(rng.integers(1, MOST_PAYLOAD + 1)) if rng.random() < 0.5 else 1
        in_memory = command in (Command.READ_MEMORY, Command.WRITE_MEMORY)
        limit = SIZE - MOST_PAYLOAD
        length = size if in_memory else -(-size // 4) * 4
        address = int(rng.integers(limit)) if in_memory else 4 * int(rng.integers(limit // 4))
        payload = random_bytes(length, step) if command.writes else b""
        found = bench.ask(command, address, length, payload)
        expected = b""
        if command is Command.READ_MEMORY:
            expected = memory[address : address + length].tobytes()
        elif command is Command.WRITE_MEMORY:
            memory[address : address + length] = np.frombuffer(payload, np.uint8)
        for at in range(0, 0 if in_memory else length, 4):
            place = address if command is Command.FEED_REGISTER else address + at
            if command.writes:
                words[place] = int.from_bytes(payload[at : at + 4], "little")
            else:
                expected += words.get(place, 0).to_bytes(4, "little")
        bench.expect(found, Status.OKAY, expected)
        np.testing.assert_array_equal(bench.memory, memory)
        assert bench.registers.words == words


def test_a_register_is_fed_in_order(bench):
    bench.expect(bench.ask(Command.FEED_REGISTER, 0x3C, 256, random_bytes(256)), Status.OKAY)
    words = np.frombuffer(random_bytes(256), "<u4").tolist()
    assert bench.registers.writes == [(0x3C, word) for word in words]


def test_the_last_bytes_of_memory_are_in_reach(bench):
    bench.expect(
        bench.ask(Command.READ_MEMORY, SIZE - 3, 3), Status.OKAY, bench.memory[-3:].tobytes()
    )
    bench.expect(bench.ask(Command.READ_MEMORY, SIZE - 3, 4), Status.BUS_ERROR)


def test_a_damaged_request_is_refused_and_does_nothing(bench):
    before = bench.memory.copy()
    frame = Request(1, Command.WRITE_MEMORY, 100, 6, b"abcdef").encode()
    for at in range(len(frame)):
        for bit in (0, 7):
            damaged = bytearray(frame)
            damaged[at] ^= 1 << bit
            found = bench.send(bytes(damaged))
            # without a sync byte there is no request; both lengths are of more bytes than come
            broken_off = at in (0, 3)
            assert (found == b"") == broken_off, (at, bit)
            assert not found or found[2] == Status.CORRUPT
    np.testing.assert_array_equal(bench.memory, before)
    bench.sequence = 1
    bench.expect(bench.send(frame), Status.OKAY)
    assert bench.memory[100:106].tobytes() == b"abcdef"


def test_a_length_beyond_the_payload_is_corrupt(bench):
    found = bench.send(Request(1, Command.READ_MEMORY, 0, MOST_PAYLOAD + 1).encode())
    assert found[2] == Status.CORRUPT
    bench.expect(bench.ask(Command.READ_MEMORY, 0, 1), Status.OKAY, bench.memory[:1].tobytes())


def test_a_request_that_breaks_off_is_forgotten_after_silence(bench):
    frame = Request(1, Command.WRITE_MEMORY, 8, 4, b"abcd").encode()
    before = bench.memory.copy()
    for cut in range(1, len(frame)):
        bench.line.send(frame[:cut])
        assert bench.line.receive(1, (cut + 1) * BYTE + SILENCE + 20) == b""
        np.testing.assert_array_equal(bench.memory, before)
        bench.expect(bench.ask(Command.READ_MEMORY, 8, 4), Status.OKAY, before[8:12].tobytes())


def test_without_silence_a_broken_request_takes_the_next_one_with_it(bench):
    frame = Request(1, Command.READ_MEMORY, 0, 4).encode()
    assert bench.send(frame[:-1] + frame)[2] == Status.CORRUPT
    bench.expect(bench.ask(Command.READ_MEMORY, 0, 4), Status.OKAY, bench.memory[:4].tobytes())


def test_a_host_may_pause_but_not_for_long(bench):
    bench.line.pause((SILENCE - BYTE) // DIVISOR)
    bench.expect(bench.ask(Command.READ_MEMORY, 3, 2), Status.OKAY, bench.memory[3:5].tobytes())
    bench.line.pause(SILENCE // DIVISOR + 10)
    assert bench.ask(Command.READ_MEMORY, 3, 2) == b""


def test_noise_between_requests_is_passed_over(bench):
    noise = bytes(b for b in random_bytes(500) if b != ord("W"))
    bench.line.send(noise)
    bench.expect(bench.ask(Command.READ_MEMORY, 0, 4), Status.OKAY, bench.memory[:4].tobytes())


def test_a_repeated_write_is_done_once(bench):
    frame = Request(9, Command.FEED_REGISTER, 0x3C, 8, random_bytes(8)).encode()
    answers = {bench.send(frame) for _ in range(3)}
    assert len(bench.registers.writes) == 2
    assert answers == {Response(9, Status.OKAY).encode()}


def test_a_repeated_read_reads_again(bench):
    frame = Request(9, Command.READ_REGISTERS, 0x40, 4).encode()
    for word in (5, 6):
        bench.registers.words[0x40] = word
        assert bench.send(frame) == Response(9, 0, word.to_bytes(4, "little")).encode()


def test_a_damaged_repetition_does_not_change_what_became_of_a_write(bench):
    frame = Request(9, Command.WRITE_REGISTERS, 0x40, 4, b"abcd").encode()
    for _ in range(2):
        assert bench.send(frame) == Response(9, Status.OKAY).encode()
        assert bench.send(frame[:-1] + b"?")[2] == Status.CORRUPT
    assert len(bench.registers.writes) == 1


def test_a_repeated_write_that_failed_fails_again_without_a_second_try():
    bench = Bench(bad=frozenset([0x44]))
    frame = Request(9, Command.WRITE_REGISTERS, 0x40, 12, random_bytes(12)).encode()
    for _ in range(2):
        assert bench.send(frame) == Response(9, Status.BUS_ERROR).encode()
    assert [offset for offset, _ in bench.registers.writes] == [0x40]


def test_the_number_of_a_write_may_come_again_after_another_request(bench):
    write = Request(9, Command.WRITE_REGISTERS, 0x40, 4, b"abcd").encode()
    bench.send(write)
    bench.send(Request(10, Command.READ_REGISTERS, 0x40, 4).encode())
    bench.send(write)
    assert len(bench.registers.writes) == 2


def test_a_hello_makes_the_link_forget_the_number(bench):
    write = Request(9, Command.WRITE_REGISTERS, 0x40, 4, b"abcd").encode()
    bench.send(write)
    assert bench.send(Request(9, Command.HELLO).encode()) == Response(9, 0).encode()
    bench.send(write)
    assert len(bench.registers.writes) == 2


@pytest.mark.parametrize(
    ("command", "address", "length"),
    [(1, 0, 0), (6, 0, 4), (8, 0, 4), (255, 0, 0), (2, 0, 0), (3, 0, 0), (4, 2, 4), (4, 0, 6),
     (5, 1, 4), (7, 0, 2)],
)  # fmt: skip
def test_what_is_no_request_is_refused(bench, command, address, length):
    payload = bytes(length) if command & 1 else b""
    bench.expect(bench.ask(command, address, length, payload), Status.REFUSED)
    assert bench.registers.writes == []


@pytest.mark.parametrize("bad", [0, 3, 7])
def test_an_error_of_the_bus_ends_a_request_where_it_came(bad):
    bench = Bench(8, errors=[bad])
    before = bench.memory.copy()
    payload = random_bytes(64, seed=1)
    bench.expect(bench.ask(Command.READ_MEMORY, 0, 64), Status.BUS_ERROR)
    bench.expect(bench.ask(Command.WRITE_MEMORY, 0, 64, payload), Status.BUS_ERROR)
    before[: 8 * bad] = np.frombuffer(payload, np.uint8)[: 8 * bad]
    np.testing.assert_array_equal(bench.memory, before)
    bench.expect(bench.ask(Command.READ_MEMORY, 64, 4), Status.OKAY, before[64:68].tobytes())


def test_an_error_of_a_register_is_told():
    bench = Bench(bad=frozenset([8]))
    bench.expect(bench.ask(Command.READ_REGISTERS, 8, 4), Status.BUS_ERROR)
    bench.expect(bench.ask(Command.WRITE_REGISTERS, 4, 8, bytes(8)), Status.BUS_ERROR)
    bench.expect(bench.ask(Command.READ_REGISTERS, 4, 4), Status.OKAY, bytes(4))


def test_impossible_links_are_refused():
    with refused("silence=100 is less than two bytes at divisor=25; use at least 500"):
        SerialLink(25, 100)
    for width in (2, 12):
        with refused(f"width={width} is no power of two of at least 4; use 4"):
            Transfers(width)
