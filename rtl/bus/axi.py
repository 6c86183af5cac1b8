"""AXI4 and AXI4-Lite as signatures, and as the flat ports of a top module.

1. Once valid is high, neither it nor the payload changes until the transfer.
2. Valid never waits for ready, and no output depends on an input within a cycle.
3. Bursts are incrementing and stay within 4 KiB. Nothing has an ID, so answers keep the order.
"""

from __future__ import annotations

from collections.abc import Mapping

from amaranth.hdl import Const, Module, Signal
from amaranth.lib import wiring
from amaranth.lib.wiring import In, Out
from amaranth.utils import exact_log2

from weft.accelerator import registers
from weft.accelerator.description import INSTRUCTION_BYTES, Accelerator

ADDRESS_BITS = 64
BURST_BITS = 8  # of the length of a burst, less one
RESPONSE_BITS = 2
ERROR_BIT = 1  # of a response: SLVERR and DECERR have it, OKAY has not
PAGE_BYTES = registers.PAGE_BYTES

INCREMENTING = Const(1, 2)
MODIFIABLE_BUFFERABLE = Const(0b0011, 4)
UNPRIVILEGED_SECURE_DATA = Const(0, 3)


def channel_bytes(accelerator: Accelerator) -> int:
    """Bytes of a beat on one channel of memory: a power of two of at most 128."""
    return accelerator.bus_bytes // accelerator.dram_channels


def program_bytes(accelerator: Accelerator) -> int:
    """Bytes of a beat of the port that instructions are read from."""
    return min(INSTRUCTION_BYTES, accelerator.bus_bytes)


def _request(prefix: str) -> dict[str, wiring.Member]:
    return {
        f"{prefix}valid": Out(1),
        f"{prefix}ready": In(1),
        f"{prefix}addr": Out(ADDRESS_BITS),
        f"{prefix}len": Out(BURST_BITS),
        f"{prefix}size": Out(3),
        f"{prefix}burst": Out(2),
        f"{prefix}cache": Out(4),
        f"{prefix}prot": Out(3),
    }


def read_signature(width: int) -> wiring.Signature:
    """The channels AR and R of a master with ``width`` bytes a beat."""
    return wiring.Signature(
        {
            **_request("ar"),
            "rvalid": In(1),
            "rready": Out(1),
            "rdata": In(8 * width),
            "rresp": In(RESPONSE_BITS),
            "rlast": In(1),
        }
    )


def write_signature(width: int) -> wiring.Signature:
    """The channels AW, W and B of a master with ``width`` bytes a beat."""
    return wiring.Signature(
        {
            **_request("aw"),
            "wvalid": Out(1),
            "wready": In(1),
            "wdata": Out(8 * width),
            "wstrb": Out(width),
            "wlast": Out(1),
            "bvalid": In(1),
            "bready": Out(1),
            "bresp": In(RESPONSE_BITS),
        }
    )


def lite_signature() -> wiring.Signature:
    """AXI4-Lite as its master sees it: 32 bits of data, the addresses of the register map."""
    address, word = registers.ADDRESS_BITS, registers.WORD_BITS
    return wiring.Signature(
        {
            "awvalid": Out(1),
            "awready": In(1),
            "awaddr": Out(address),
            "awprot": Out(3),
            "wvalid": Out(1),
            "wready": In(1),
            "wdata": Out(word),
            "wstrb": Out(word // 8),
            "bvalid": In(1),
            "bready": Out(1),
            "bresp": In(RESPONSE_BITS),
            "arvalid": Out(1),
            "arready": In(1),
            "araddr": Out(address),
            "arprot": Out(3),
            "rvalid": In(1),
            "rready": Out(1),
            "rdata": In(word),
            "rresp": In(RESPONSE_BITS),
        }
    )


def flat_members(prefix: str, signature: wiring.Signature) -> dict[str, wiring.Member]:
    """The members of ``signature`` under the usual port names, such as ``m_axi_program_araddr``."""
    return {f"{prefix}_{name}": member for name, member in signature.members.items()}


def connect_flat(m: Module, top: object, prefix: str, inner: object) -> None:
    """Join the flat ports of ``top`` with the interface ``inner`` of a component below it.

    The ports were declared by `flat_members` of the signature that ``inner`` was declared with.
    """
    signature = getattr(inner, "signature")  # noqa: B009 - an interface object of any kind
    for name, member in signature.members.items():
        port, wire = getattr(top, f"{prefix}_{name}"), getattr(inner, name)
        m.d.comb += port.eq(wire) if member.flow is Out else wire.eq(port)


def drive_request(prefix: str, interface: object, width: int) -> list[object]:
    """What never changes on AR or AW: whole beats of ``width`` bytes, incrementing."""
    constants: Mapping[str, Const] = {
        "size": Const(exact_log2(width), 3),
        "burst": INCREMENTING,
        "cache": MODIFIABLE_BUFFERABLE,
        "prot": UNPRIVILEGED_SECURE_DATA,
    }
    wires: dict[str, Signal] = {n: getattr(interface, f"{prefix}{n}") for n in constants}
    return [wires[name].eq(value) for name, value in constants.items()]
