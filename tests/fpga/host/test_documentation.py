"""The Python of docs/fpga.md does what it says."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.fpga.machines import TINY
from weft.accelerator.toml import dump
from weft.fpga.boards.vcu1525 import addresses
from weft.fpga.host.address_map import Region
from weft.fpga.host.errors import LinkLost
from weft.fpga.host.serial import SerialDevice
from weft.fpga.host.xdma import XdmaDevice

DOCUMENT = Path(__file__).parents[3] / "docs" / "fpga.md"


def blocks() -> list[str]:
    """The document's Python, one text a block."""
    return re.findall(r"^```python\n(.*?)^```$", DOCUMENT.read_text("utf-8"), re.M | re.S)


def test_the_layer_of_the_document_runs() -> None:
    example, _ = blocks()
    assert example.count("assert ") == 2
    exec(compile(example, str(DOCUMENT), "exec"), {})


def test_the_boards_of_the_document_are_opened_from_their_builds(tmp_path: Path) -> None:
    names: dict[str, object] = {}
    exec(compile(blocks()[1], str(DOCUMENT), "exec"), names)
    (tmp_path / "accelerator.toml").write_text(dump(TINY), encoding="utf-8")
    (tmp_path / "report.json").write_text(json.dumps({"memory_bytes": 1 << 17}), encoding="utf-8")
    card = names["vcu1525"](tmp_path)  # type: ignore[operator]
    assert isinstance(card, XdmaDevice)
    assert card.accelerator == TINY
    assert card.places == addresses.address_map(TINY)
    board = names["ulx3s"](tmp_path, str(tmp_path / "no-such-port"))  # type: ignore[operator]
    assert isinstance(board, SerialDevice)
    assert board.places.channels == (Region(1 << 16, 1 << 16),)
    with pytest.raises(LinkLost, match=r"cannot open .*no-such-port"):
        board.counters()
