"""Images over channels, against a table of every byte."""

from __future__ import annotations

import numpy as np
import pytest

from weft.fpga.host.address_map import AddressMap, Region, Stripes

MiB = 1 << 20


def held_bytes(channels: int, width: int, count: int) -> list[list[int]]:
    """Which bytes of an image each channel holds: byte by byte, as the RTL joins beats."""
    found: list[list[int]] = [[] for _ in range(channels)]
    for i in range(count):
        found[i // width % channels].append(i)
    return found


@pytest.mark.parametrize(("channels", "width"), [(1, 8), (2, 1), (2, 4), (4, 16), (8, 2)])
def test_every_span_is_split_and_joined_as_single_bytes_would_be(channels, width):
    stripes, rng = Stripes(channels, width), np.random.default_rng(0)
    size = 6 * stripes.beat_bytes
    image = rng.integers(0, 256, size, np.uint8)
    table = held_bytes(channels, width, size)
    for _ in range(300):
        first, after = sorted(rng.integers(0, size + 1, 2).tolist())
        parts, seen = {}, []
        for channel, offset, part in stripes.split(first, image[first:after]):
            assert list(part) == [int(image[i]) for i in table[channel]][offset:][: len(part)]
            parts[channel] = part
            seen += table[channel][offset : offset + len(part)]
        assert sorted(seen) == list(range(first, after))
        spans = [(c, o, len(p)) for c, o, p in stripes.split(first, image[first:after])]
        assert list(stripes.spans(first, after)) == spans
        np.testing.assert_array_equal(stripes.join(first, after, parts), image[first:after])


def test_one_memory_is_shared_between_program_and_image():
    found = AddressMap.share([Region(0, 4 * MiB), Region(8 * MiB, 4 * MiB)], 5000)
    assert found.program == Region(0, 8192)
    assert found.channels == (Region(8192, 4 * MiB - 8192), Region(8 * MiB, 4 * MiB))
    with pytest.raises(ValueError, match="5000 bytes leaves nothing of a memory of 8192; give it"):
        AddressMap.share([Region(0, 8192)], 5000)


def test_regions_begin_on_pages_and_lie_apart():
    with pytest.raises(ValueError, match="begins at 0x1800, within a page; the machine keeps"):
        AddressMap(Region(0, 100), (Region(0x1800, 100),))
    message = "ends at 0x1001, behind the begin of the next at 0x1000; place them apart"
    with pytest.raises(ValueError, match=message):
        AddressMap(Region(0x1000, 100), (Region(0, 0x1001),))
    assert Region(0x1000, 100).end == 0x1064
