"""Tokens are conserved, the port's arbiter is fair, an engine's queue keeps the program's order."""

from __future__ import annotations

from pathlib import Path

import pytest
from amaranth.hdl import Array, Assert, Assume, Module, Mux, Signal

from tests.formal.proving import Proof, check
from weft.accelerator.isa import Engine
from weft.rtl.control.arbiter import PortArbiter
from weft.rtl.control.decode import SERIAL_BITS
from weft.rtl.control.engine import EngineShell
from weft.rtl.control.sequencer import Sequencer
from weft.rtl.control.tokens import Tokens

ENGINES = len(Engine)
TOKEN_BITS = 2
REQUESTERS = 3
DEPTH = 3  # of the queue


class TokenProof(Proof):
    """Any one of the counters against what was given and taken, which it never shows otherwise.

    A counter has 4 values, and each is reached within 3 cycles: 8 cycles see all of its states.
    """

    def __init__(self, tokens: Tokens) -> None:
        super().__init__()
        self.tokens = tokens

    def elaborate(self, platform: object) -> Module:
        m = Module()
        m.submodules.tokens = tokens = self.tokens
        for e in Engine:
            m.d.comb += [
                tokens.give[e].eq(self.free(ENGINES, f"give_{e.name}")),
                tokens.take[e].eq(self.free(ENGINES, f"take_{e.name}")),
                Assume((tokens.take[e] & ~tokens.available[e]) == 0),
            ]
        giver, taker = self.fixed(m, 3, "giver"), self.fixed(m, 3, "taker")
        m.d.comb += [Assume(giver < ENGINES), Assume(taker < ENGINES)]
        give = Array(tokens.give)[giver].bit_select(taker, 1)
        take = Array(tokens.take)[taker].bit_select(giver, 1)
        available = Array(tokens.available)[taker].bit_select(giver, 1)
        stays = Array(tokens.stays)[taker].bit_select(giver, 1)
        remains = Array(tokens.remains)[taker].bit_select(giver, 1)
        given, taken = self.counted(m, give), self.counted(m, take)
        held = Signal(8)
        full = held == (1 << TOKEN_BITS) - 1
        m.d.comb += [
            held.eq(given - taken),
            Assume(~tokens.overflow),
            Assert(available == (held != 0)),
            Assert(available == self.past(m, Mux(take, remains, stays))),
            Assert(held < 1 << TOKEN_BITS),
            Assert(~(full & give & ~take)),  # so losing a token is always reported
        ]
        return m


def test_no_token_is_lost_or_made(tmp_path: Path) -> None:
    verdict = check(tmp_path, TokenProof(Tokens(TOKEN_BITS)), mode="bmc", depth=8)
    assert verdict.passed, verdict.text


class Forgetful(Tokens):
    """A planted bug: of a token given and one taken in the same cycle only the latter counts."""

    def _pair(self, m: Module, giver: Engine, taker: Engine) -> None:
        count = Signal(self.bits)
        give, take = self.give[giver][taker], self.take[taker][giver]
        m.d.comb += self.available[taker][giver].eq(count != 0)
        with m.If(take):
            m.d.sync += count.eq(count - 1)
        with m.Elif(give):
            m.d.sync += count.eq(count + 1)
            with m.If(count.all()):
                m.d.comb += self.overflow.eq(1)


def test_a_lost_token_is_found(tmp_path: Path) -> None:
    proof = TokenProof(Forgetful(TOKEN_BITS))
    verdict = check(tmp_path, proof, mode="bmc", depth=8, fails=True)
    assert verdict.passed, verdict.text


class ArbiterProof(Proof):
    """Whoever asks without a break is served before anyone else is served twice."""

    def __init__(self, arbiter: PortArbiter) -> None:
        super().__init__()
        self.arbiter = arbiter

    def elaborate(self, platform: object) -> Module:
        m = Module()
        m.submodules.arbiter = arbiter = self.arbiter
        m.d.comb += [
            arbiter.free.eq(self.free(1, "free")),
            arbiter.request.eq(self.free(REQUESTERS, "request")),
        ]
        grant = arbiter.grant
        me = self.fixed(m, 2, "me")
        asks = arbiter.request.bit_select(me, 1)
        waits = asks & ~grant.bit_select(me, 1)
        served = Signal(REQUESTERS)  # the others, since I began to wait
        m.d.sync += served.eq(Mux(waits, served | grant, 0))
        m.d.comb += [
            Assume(me < REQUESTERS),
            Assert((grant & (grant - 1)) == 0),
            Assert((grant & ~arbiter.request) == 0),
            Assert(grant.any() == (arbiter.free & arbiter.request.any())),
            Assert(~asks | ((served & grant) == 0)),
        ]
        return m


class Unfair(PortArbiter):
    """A planted bug: the lowest always wins."""

    def _grant_after(self, m: Module, last: int) -> None:
        super()._grant_after(m, self.requesters - 1)


def test_the_arbiter_is_fair(tmp_path: Path) -> None:
    verdict = check(tmp_path, ArbiterProof(PortArbiter(REQUESTERS)), mode="bmc", depth=16)
    assert verdict.passed, verdict.text


def test_an_unfair_arbiter_is_found(tmp_path: Path) -> None:
    proof = ArbiterProof(Unfair(REQUESTERS))
    verdict = check(tmp_path, proof, mode="bmc", depth=16, fails=True)
    assert verdict.passed, verdict.text


class Timer(Sequencer):
    """Ends and frees when it is told, up to two instructions at once."""

    def __init__(self) -> None:
        super().__init__(Engine.VECTOR, 2)
        self.is_free, self.ends = Signal(), Signal()

    def elaborate(self, platform: object) -> Module:
        m = Module()
        m.d.comb += [self.free.eq(self.is_free), self.end.eq(self.ends)]
        return m


class QueueProof(Proof):
    """The k-th instruction that is dispatched is the k-th to start and to end, for any k."""

    def __init__(self) -> None:
        super().__init__()
        self.timer = Timer()
        self.shell = EngineShell(self.timer, DEPTH)

    def elaborate(self, platform: object) -> Module:
        m = Module()
        m.submodules.shell = shell = self.shell
        serial, grant = self.free(SERIAL_BITS, "serial"), self.free(1, "grant")
        m.d.comb += [
            shell.dispatch.valid.eq(self.free(1, "dispatch")),
            shell.dispatch.payload.serial.eq(serial),
            shell.stays.eq((1 << ENGINES) - 1),
            shell.remains.eq((1 << ENGINES) - 1),
            self.timer.is_free.eq(self.free(1, "is_free")),
            self.timer.ends.eq(self.free(1, "ends")),
            shell.grant.eq(grant),
            Assume(~grant | shell.request),
        ]
        comes = shell.dispatch.valid & shell.dispatch.ready
        starts, ends = shell.started.valid, shell.ended.valid
        dispatched, started, ended = (self.counted(m, x) for x in (comes, starts, ends))
        k = self.fixed(m, 8, "k")
        chosen = self.caught(m, comes & (dispatched == k), serial)
        m.d.comb += [
            Assume(~self.timer.ends | shell.busy),
            Assume(started - ended < 2),
            Assert(dispatched - started <= DEPTH),
            Assert(shell.waiting == (dispatched != started)),
            Assert(shell.busy == (started != ended)),
            Assert(~shell.request | (dispatched != started)),
            Assert(shell.dispatch.ready == (dispatched - started != DEPTH)),
            Assert(~(starts & (started == k)) | (shell.started.serial == chosen)),
            Assert(~(ends & (ended == k)) | (shell.ended.serial == chosen)),
        ]
        return m


@pytest.mark.slow
def test_an_engine_takes_its_queue_in_order(tmp_path: Path) -> None:
    verdict = check(tmp_path, QueueProof(), mode="bmc", depth=10)
    assert verdict.passed, verdict.text
