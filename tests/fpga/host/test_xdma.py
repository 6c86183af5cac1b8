"""The files of the DMA engine's driver, as ordinary files and pipes."""

from __future__ import annotations

import os
import re
import time
from pathlib import Path

import numpy as np
import pytest

from weft.fpga.host.errors import LinkLost
from weft.fpga.host.xdma import CharacterDevice, XdmaTransport

SIZE = 1 << 16


@pytest.fixture
def card(tmp_path: Path) -> Path:
    """A card whose memory is one file, under both of its names, and whose registers are another."""
    card = tmp_path / "xdma0"
    memory = np.random.default_rng(0).integers(0, 256, SIZE, np.uint8)
    (tmp_path / "xdma0_h2c_0").write_bytes(memory.tobytes())
    (tmp_path / "xdma0_c2h_0").symlink_to(tmp_path / "xdma0_h2c_0")
    (tmp_path / "xdma0_user").write_bytes(bytes(8192))
    return card


def test_bytes_go_to_their_addresses_and_come_from_there(card):
    transport, rng = XdmaTransport(card), np.random.default_rng(1)
    plain = bytearray((card.parent / "xdma0_h2c_0").read_bytes())
    for _ in range(50):
        at, size = int(rng.integers(SIZE - 3000)), int(rng.integers(0, 3000))
        assert transport.read_memory(at, size) == plain[at : at + size]
        data = rng.integers(0, 256, size, np.uint8).tobytes()
        transport.write_memory(at, data)
        plain[at : at + size] = data
    transport.close()
    assert (card.parent / "xdma0_h2c_0").read_bytes() == plain


def test_registers_are_words_behind_the_controls_address(card):
    transport = XdmaTransport(card, control=4096)
    transport.write_register(0x10, 1, 2, 0xDEADBEEF)
    assert transport.read_register(0x10) == 0xDEADBEEF
    file = (card.parent / "xdma0_user").read_bytes()
    assert file[4112:4116] == bytes.fromhex("efbeadde")
    assert file.count(0) == len(file) - 4


class Piecemeal(CharacterDevice):
    """Takes and gives at most seven bytes at a time, as a driver may."""

    def read_at(self, address: int, size: int) -> bytes:
        return super().read_at(address, min(size, 7))

    def write_at(self, address: int, data: bytes) -> int:
        return super().write_at(address, data[:7])


def test_short_reads_and_writes_are_continued(card):
    transport, data = XdmaTransport(card, opened=Piecemeal), bytes(range(100))
    transport.write_memory(50, data)
    assert transport.read_memory(50, 100) == data
    assert (card.parent / "xdma0_c2h_0").read_bytes()[50:150] == data


def test_a_transfer_that_ends_early_is_told(card):
    message = f"{card}_c2h_0 ended at 0x10000, 6 bytes early; look at the card and its driver"
    with pytest.raises(LinkLost, match=re.escape(message)):
        XdmaTransport(card).read_memory(SIZE - 4, 10)


class Full(CharacterDevice):
    """Takes nothing any more."""

    def write_at(self, address: int, data: bytes) -> int:
        return 0


def test_a_card_that_takes_nothing_is_told(card):
    with pytest.raises(LinkLost, match="xdma0_h2c_0 takes nothing at 0x20, 3 bytes early"):
        XdmaTransport(card, opened=Full).write_memory(0x20, b"abc")


class Gone(CharacterDevice):
    """Fails as a driver does whose card has been taken away."""

    def read_at(self, address: int, size: int) -> bytes:
        raise OSError(5, "Input/output error")

    def write_at(self, address: int, data: bytes) -> int:
        raise OSError(110, "Connection timed out")


def test_what_the_driver_says_is_passed_on_with_the_file_and_the_address(card):
    transport = XdmaTransport(card, opened=Gone)
    with pytest.raises(LinkLost, match=r"_c2h_0 failed to read 0x40: \[Errno 5\] Input/output"):
        transport.read_memory(0x40, 8)
    with pytest.raises(LinkLost, match=r"_user failed to write 0x10: \[Errno 110\] Connection"):
        transport.write_register(0x10, 1)


@pytest.mark.parametrize("name", ["_h2c_0", "_c2h_0", "_user"])
def test_a_missing_file_is_named_and_the_others_are_closed(card, name):
    missing = card.with_name(card.name + name)
    missing.unlink()
    before = len(os.listdir("/proc/self/fd"))
    message = f"cannot open {missing}: No such file or directory; is the card configured, and"
    with pytest.raises(LinkLost, match=re.escape(message)):
        XdmaTransport(card)
    assert len(os.listdir("/proc/self/fd")) == before


def test_closing_gives_every_file_back(card):
    os.mkfifo(card.with_name("xdma0_events_0"))
    before = len(os.listdir("/proc/self/fd"))
    transport = XdmaTransport(card)
    assert len(os.listdir("/proc/self/fd")) == before + 4
    transport.close()
    transport.close()
    assert len(os.listdir("/proc/self/fd")) == before


def test_a_pause_ends_with_an_interrupt_and_takes_it(card):
    events = card.with_name("xdma0_events_0")
    os.mkfifo(events)
    transport = XdmaTransport(card)
    host = os.open(events, os.O_WRONLY)
    os.write(host, b"\1\0\0\0")
    start = time.monotonic()
    transport.pause(30.0)
    assert time.monotonic() - start < 10.0
    start = time.monotonic()
    transport.pause(0.05)
    assert time.monotonic() - start >= 0.04
    os.close(host)
    transport.close()


def test_without_events_a_pause_is_a_sleep(card):
    start = time.monotonic()
    XdmaTransport(card).pause(0.05)
    assert time.monotonic() - start >= 0.05
