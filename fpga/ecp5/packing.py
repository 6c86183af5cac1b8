"""Project Trellis' packer: from a placed and routed configuration to a bitstream."""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from weft.fpga.ecp5.tools import find_ecppack, follow
from weft.rtl.simulation.tools import ToolError

LOG = "ecppack.log"
_CONFIGURATION, _BITSTREAM = "packed.config", "packed.bit"
_PART = re.compile(r"^(\.comment Part: .*\n)", re.MULTILINE)
_USERCODE_DIGITS = 8


@dataclass(frozen=True)
class Bitstream:
    """What is loaded into the chip, and by whom it was packed."""

    content: bytes
    tool: str

    @property
    def sha256(self) -> str:
        return sha256(self.content).hexdigest()


def pack(configuration: Path, digest: str) -> Bitstream:
    """Make a compressed bitstream of a configuration of nextpnr.

    ``digest`` (hexadecimal) stands in the comments that begin the bitstream; its first eight digits
    are the chip's USERCODE. Raises ToolError where the packer is missing or fails.
    """
    ecppack, folder = find_ecppack(), configuration.parent
    text, parts = _PART.subn(
        rf"\1.comment Digest: {digest}\n", configuration.read_text(encoding="utf-8"), count=1
    )
    if not parts:
        raise ToolError(f"{configuration.name} names no part; is it a configuration of nextpnr?")
    (folder / _CONFIGURATION).write_text(text, encoding="utf-8")
    usercode = str(int(digest[:_USERCODE_DIGITS], 16))
    arguments = [
        "--compress", "--usercode", usercode, "--input", _CONFIGURATION, "--bit", _BITSTREAM,
    ]  # fmt: skip
    (folder / _BITSTREAM).unlink(missing_ok=True)
    follow(ecppack, arguments, folder / LOG)
    if not (folder / _BITSTREAM).is_file():
        raise ToolError("ecppack wrote no bitstream; run it by hand to see why")
    return Bitstream((folder / _BITSTREAM).read_bytes(), f"ecppack {ecppack.version}")
