"""Memories behind AXI4 ports, slow and moody as asked for, that check every rule of the protocol.

They are stepped once a clock cycle, before the tick. The rules are written down anew here, from
the AXI4 specification (ARM IHI 0022), with the section that each comes from.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import Any

import numpy as np

PAGE = 4096
MOST_BEATS = 256


@dataclass(frozen=True)
class Mood:
    """``latency`` cycles from a request to its answer, plus up to ``extra`` more.

    ``stalls`` is the share of cycles in which a ready is low or an answer is held back.
    """

    latency: int = 1
    extra: int = 0
    stalls: float = 0.0

    def wait(self, rng: np.random.Generator) -> int:
        return self.latency + int(rng.integers(self.extra + 1))

    def willing(self, rng: np.random.Generator) -> bool:
        return not self.stalls or bool(rng.random() >= self.stalls)


class Sender:
    """A channel whose sender is under test: A3.2.1, valid and payload stay until the transfer."""

    def __init__(self, port: Any, prefix: str, names: tuple[str, ...]) -> None:
        self.valid, self.ready = getattr(port, f"{prefix}valid"), getattr(port, f"{prefix}ready")
        self.payload = {name: getattr(port, f"{prefix}{name}") for name in names}
        self.pending: dict[str, int] | None = None

    def step(self, ctx: Any, ready: bool) -> dict[str, int] | None:
        """Offer ``ready`` in this cycle; returns the payload that is transferred."""
        before = ctx.get(self.valid)
        ctx.set(self.ready, int(ready))
        assert ctx.get(self.valid) == before, "valid depends on ready"
        if not before:
            assert self.pending is None, "valid fell before the transfer"
            return None
        payload = {name: ctx.get(signal) for name, signal in self.payload.items()}
        assert self.pending in (None, payload), "the payload changed before the transfer"
        self.pending = None if ready else payload
        return payload if ready else None


class Receiver:
    """A channel whose receiver is under test; the test keeps valid and payload until ready."""

    def __init__(self, port: Any, prefix: str) -> None:
        self.port, self.prefix = port, prefix
        self.offered = False

    def step(self, ctx: Any, payload: dict[str, int] | None) -> bool:
        """Offer ``payload`` in this cycle, None for nothing; returns whether it is transferred."""
        assert payload is not None or not self.offered, "the test withdrew what it offered"
        for name, value in (payload or {}).items():
            ctx.set(getattr(self.port, f"{self.prefix}{name}"), value)
        ctx.set(getattr(self.port, f"{self.prefix}valid"), int(payload is not None))
        taken = payload is not None and bool(ctx.get(getattr(self.port, f"{self.prefix}ready")))
        self.offered = payload is not None and not taken
        return taken


def check_burst(burst: dict[str, int], width: int) -> None:
    """A3.4.1: whole beats, incrementing, at most 256 of them, within 4 KiB; A4.4: cacheable."""
    address, beats = burst["addr"], burst["len"] + 1
    assert 1 << burst["size"] == width
    assert burst["burst"] == 1
    assert beats <= MOST_BEATS
    assert address % width == 0
    assert address // PAGE == (address + beats * width - 1) // PAGE, "a burst crosses 4 KiB"
    assert (burst["cache"], burst["prot"]) == (0b0011, 0)


REQUEST = ("addr", "len", "size", "burst", "cache", "prot")


class ReadPort:
    """Answers the reads of one port from ``memory``, which begins at ``base``."""

    def __init__(
        self, port: Any, memory: bytearray, base: int, mood: Mood, seed: int,
        errors: frozenset[int] = frozenset(),
    ) -> None:  # fmt: skip
        self.memory, self.base, self.mood, self.errors = memory, base, mood, errors
        self.rng = np.random.default_rng(seed)
        self.width = len(port.rdata) // 8
        self.requests, self.answers = Sender(port, "ar", REQUEST), Receiver(port, "r")
        self.waiting: deque[tuple[int, dict[str, int]]] = deque()
        self.cycle = 0
        self.bursts: list[tuple[int, int]] = []  # address, beats
        self.silent = False

    def step(self, ctx: Any) -> None:
        offer = None
        if self.answers.offered or (
            self.waiting
            and self.waiting[0][0] <= self.cycle
            and not self.silent
            and self.mood.willing(self.rng)
        ):
            offer = self.waiting[0][1]
        if self.answers.step(ctx, offer):
            self.waiting.popleft()
        burst = self.requests.step(ctx, self.mood.willing(self.rng))
        if burst is not None:
            check_burst(burst, self.width)
            self.bursts.append((burst["addr"], burst["len"] + 1))
            self._accept(burst)
        self.cycle += 1

    def _accept(self, burst: dict[str, int]) -> None:
        due = self.cycle + self.mood.wait(self.rng)
        for i in range(burst["len"] + 1):
            at = burst["addr"] - self.base + i * self.width
            assert 0 <= at <= len(self.memory) - self.width, "outside of memory"
            word = int.from_bytes(self.memory[at : at + self.width], "little")
            code = int(self.rng.integers(2, 4)) if at // self.width in self.errors else 0
            last = int(i == burst["len"])
            self.waiting.append((due, {"data": word, "resp": code, "last": last}))


class WritePort:
    """Takes the writes of one port into ``memory``, addresses and data in any order."""

    def __init__(
        self, port: Any, memory: bytearray, base: int, mood: Mood, seed: int,
        errors: frozenset[int] = frozenset(),
    ) -> None:  # fmt: skip
        self.memory, self.base, self.mood, self.errors = memory, base, mood, errors
        self.rng = np.random.default_rng(seed)
        self.width = len(port.wdata) // 8
        self.requests = Sender(port, "aw", REQUEST)
        self.words = Sender(port, "w", ("data", "strb", "last"))
        self.answers = Receiver(port, "b")
        self.addresses: deque[dict[str, int]] = deque()
        self.data: deque[dict[str, int]] = deque()
        self.waiting: deque[tuple[int, dict[str, int]]] = deque()
        self.cycle = 0
        self.silent = False

    def step(self, ctx: Any) -> None:
        offer = None
        if self.answers.offered or (
            self.waiting
            and self.waiting[0][0] <= self.cycle
            and not self.silent
            and self.mood.willing(self.rng)
        ):
            offer = self.waiting[0][1]
        if self.answers.step(ctx, offer):
            self.waiting.popleft()
        request = self.requests.step(ctx, self.mood.willing(self.rng))
        if request is not None:
            check_burst(request, self.width)
            self.addresses.append(request)
        word = self.words.step(ctx, self.mood.willing(self.rng))
        if word is not None:
            self.data.append(word)
        self._write()
        self.cycle += 1

    def _write(self) -> None:
        """A burst is written when all its words are there; the last of them says so, A3.4.1."""
        if not self.addresses or len(self.data) <= self.addresses[0]["len"]:
            return
        request = self.addresses.popleft()
        code = 0
        for i in range(request["len"] + 1):
            word = self.data.popleft()
            assert word["last"] == (i == request["len"])
            at = request["addr"] - self.base + i * self.width
            assert 0 <= at <= len(self.memory) - self.width, "outside of memory"
            if at // self.width in self.errors:
                code = int(self.rng.integers(2, 4))
                continue
            new = word["data"].to_bytes(self.width, "little")
            for b in range(self.width):
                if word["strb"] >> b & 1:
                    self.memory[at + b] = new[b]
        self.waiting.append((self.cycle + self.mood.wait(self.rng), {"resp": code}))
