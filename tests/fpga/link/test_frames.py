"""Frames as bytes, written out by hand."""

from __future__ import annotations

import zlib

import pytest

from weft.fpga.link.frames import (
    MOST_PAYLOAD,
    Command,
    Request,
    Response,
    Status,
    checksum,
    is_whole,
)


def test_the_checksum_is_the_one_of_the_catalogue():
    assert checksum(b"123456789") == bytes.fromhex("2639f4cb")  # check value of CRC-32/ISO-HDLC


def test_a_request_is_what_the_table_says():
    body = bytes([7, 3]) + bytes([2, 0]) + bytes([0x78, 0x56, 0x34, 0x12]) + b"\xaa\xbb"
    expected = b"W" + body + zlib.crc32(body).to_bytes(4, "little")
    assert Request(7, Command.WRITE_MEMORY, 0x12345678, 2, b"\xaa\xbb").encode() == expected


def test_a_response_is_what_the_table_says():
    body = bytes([9, 0, 3, 0]) + b"abc"
    expected = b"w" + body + zlib.crc32(body).to_bytes(4, "little")
    assert Response(9, Status.OKAY, b"abc").encode() == expected


def test_every_changed_bit_is_seen():
    body = Request(1, Command.WRITE_MEMORY, 64, 5, b"hello").encode()[1:]
    assert is_whole(body)
    for bit in range(8 * len(body)):
        changed = bytearray(body)
        changed[bit // 8] ^= 1 << bit % 8
        assert not is_whole(bytes(changed))


@pytest.mark.parametrize("command", Command)
def test_only_reads_are_answered_with_bytes(command):
    reads = command in (Command.READ_MEMORY, Command.READ_REGISTERS)
    assert Request(0, command, 0, MOST_PAYLOAD).answer_bytes == MOST_PAYLOAD * reads
    assert not (command.writes and reads)
