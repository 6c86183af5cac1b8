"""The ports keep the rules of AXI and lose nothing, for every behaviour of the other side."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from amaranth.hdl import Assert, Assume, Cat, Module, Mux, Signal, Value
from amaranth.lib.wiring import In

from tests.formal.proving import Proof, check
from tests.rtl.bus.machines import machine
from weft.rtl.bus.axi import PAGE_BYTES
from weft.rtl.bus.joiner import MOST_BEATS, BurstJoiner
from weft.rtl.bus.lite import LiteSlave
from weft.rtl.bus.program_fetch import ProgramFetch
from weft.rtl.bus.read_master import ReadChannel
from weft.rtl.bus.write_master import WriteChannel

BEAT_BITS = 32
WIDTH = 64  # bytes of a beat for the joiner: a page is 64 of them
LATENCY = 2


class JoinerProof(Proof):
    """Bursts keep to a page, hold still, and are made of all beats in their order."""

    def __init__(self, joiner: BurstJoiner) -> None:
        super().__init__()
        self.joiner = joiner

    def elaborate(self, platform: object) -> Module:
        m = Module()
        m.submodules.joiner = joiner = self.joiner
        beat, k = self.free(BEAT_BITS, "beat"), self.fixed(m, 8, "k")
        base = self.fixed(m, 64, "base")
        m.d.comb += [
            Assume(base[:12] == 0),
            joiner.base.eq(base),
            joiner.i.valid.eq(self.free(1, "i_valid")),
            joiner.i.payload.eq(beat),
            joiner.o.ready.eq(self.free(1, "o_ready")),
        ]
        out = joiner.o.payload
        comes, goes = joiner.i.valid & joiner.i.ready, joiner.o.valid & joiner.o.ready
        accepted, left = self.counted(m, comes), Signal(8)
        with m.If(goes):
            m.d.sync += left.eq(left + out.length + 1)
        kept = Signal(BEAT_BITS)
        with m.If(comes & (accepted == k)):
            m.d.sync += kept.eq(beat)
        mine = (left <= k) & (k <= left + out.length)
        address = Signal(64)
        end = Signal(13)
        m.d.comb += [
            address.eq(base + ((kept - (k - left)[:8]) << 6)),
            end.eq(out.address[:12] + ((out.length + 1) << 6)),
            Assert(~joiner.o.valid | (left + out.length < accepted)),
            Assert(~(joiner.o.valid & mine) | (out.address == address)),
            Assert(~joiner.o.valid | (end <= PAGE_BYTES)),
            Assert(~joiner.o.valid | (out.length < MOST_BEATS)),
            Assert(joiner.o.valid | (left == accepted)),
        ]
        self.stays(m, joiner.o.valid, joiner.o.ready, Value.cast(out))
        return m


class Endless(BurstJoiner):
    """A planted bug: it takes pages for twice as long as they are."""

    def __init__(self, width: int) -> None:
        super().__init__(width)
        self.page = 2 * PAGE_BYTES


@pytest.mark.slow
def test_joined_bursts_are_legal_and_complete(tmp_path: Path) -> None:
    verdict = check(tmp_path, JoinerProof(BurstJoiner(WIDTH)), mode="bmc", depth=9)
    assert verdict.passed, verdict.text


def test_a_burst_beyond_its_page_is_found(tmp_path: Path) -> None:
    proof = JoinerProof(Endless(WIDTH))
    verdict = check(tmp_path, proof, mode="bmc", depth=9, fails=True)
    assert verdict.passed, verdict.text


class ReadProof(Proof):
    """The k-th request is the k-th answer, AR holds still, and R is never refused."""

    def __init__(self) -> None:
        super().__init__()
        self.depth = LATENCY + 1
        self.channel = ReadChannel(1, self.depth)

    def elaborate(self, platform: object) -> Module:
        m = Module()
        m.submodules.channel = dut = self.channel
        axi = dut.axi
        request, due, goes = (self.free(1, name) for name in ("request", "due", "goes"))
        take = due & goes
        rvalid, rdata = self.free(1, "rvalid"), self.free(8, "rdata")
        m.d.comb += [
            dut.request.eq(request),
            dut.beat.eq(self.free(BEAT_BITS, "beat")),
            dut.due.eq(due),
            dut.take.eq(take),
            axi.arready.eq(self.free(1, "arready")),
            axi.rvalid.eq(rvalid),
            axi.rdata.eq(rdata),
            axi.rresp.eq(self.free(2, "rresp")),
        ]
        asked, taken = self.counted(m, request), self.counted(m, take)
        answered, begged = self.counted(m, rvalid), Signal(8)
        with m.If(axi.arvalid & axi.arready):
            m.d.sync += begged.eq(begged + axi.arlen + 1)
        k = self.fixed(m, 8, "k")
        answer = self.caught(m, rvalid & (answered == k), Cat(rdata, axi.rresp[1]))
        m.d.comb += [
            Assume(asked - taken + request <= self.depth),  # the core stalls
            Assume(~take | dut.valid),
            Assume(~rvalid | (answered != begged)),  # memory answers what it was asked
            Assert(axi.rready),
            Assert(begged <= asked),
            Assert(dut.idle == (answered == asked)),
            Assert(~dut.valid | (taken != answered)),
            Assert(~(dut.valid & (taken == k)) | (Cat(dut.data, dut.error) == answer)),
        ]
        self.stays(m, axi.arvalid, axi.arready, Cat(axi.araddr, axi.arlen))
        foretold = self.past(m, Mux(goes, dut.valid_next.goes, dut.valid_next.stays))
        m.d.comb += Assert(self.initial(m) | (dut.valid == foretold))
        # whatever was answered two cycles ago can be taken
        before = self.past(m, self.past(m, answered))
        m.d.comb += Assert(dut.valid | (before <= taken))
        return m


@pytest.mark.slow
def test_reads_come_in_order_and_find_room(tmp_path: Path) -> None:
    verdict = check(tmp_path, ReadProof(), mode="bmc", depth=12)
    assert verdict.passed, verdict.text


class WriteProof(Proof):
    """The k-th beat has its own address and data, and a STORE ends when all of its beats did."""

    def __init__(self) -> None:
        super().__init__()
        self.depth, self.stores = 2, 2
        self.channel = WriteChannel(1, self.depth, self.stores)

    def elaborate(self, platform: object) -> Module:
        m = Module()
        m.submodules.channel = dut = self.channel
        axi, base = dut.axi, self.fixed(m, 64, "base")
        offers, ends, goes = (self.free(1, name) for name in ("offers", "ends", "goes"))
        write, take = offers & goes, ends & goes
        last, bvalid = self.free(1, "last"), self.free(1, "bvalid")
        word, beat = self.free(9, "word"), self.free(BEAT_BITS, "beat")
        m.d.comb += [
            dut.base.eq(base),
            dut.offers.eq(offers),
            dut.write.eq(write),
            dut.last.eq(last),
            dut.beat.eq(beat),
            Cat(dut.data, dut.strobe).eq(word),
            dut.ends.eq(ends),
            dut.take.eq(take),
            axi.awready.eq(self.free(1, "awready")),
            axi.wready.eq(self.free(1, "wready")),
            axi.bvalid.eq(bvalid),
            axi.bresp.eq(self.free(2, "bresp")),
        ]
        welcome, confirmed = (
            self.past(m, Mux(goes, told.goes, told.stays))
            for told in (dut.room_next, dut.confirmed_next)
        )
        addresses, words = axi.awvalid & axi.awready, axi.wvalid & axi.wready
        written, addressed, sent, answered = (
            self.counted(m, event) for event in (write, addresses, words, bvalid)
        )
        noted = self.counted(m, self.past(m, bvalid))
        k = self.fixed(m, 8, "k")
        mine = write & (written == k)
        my_beat, my_word = self.caught(m, mine, beat), self.caught(m, mine, word)
        my_address = Signal(64)
        m.d.comb += [
            my_address.eq(base + my_beat),
            Assume(~write | welcome),
            Assume(~take | confirmed),
            Assume(~bvalid | ((answered < addressed) & (answered < sent))),
            Assert(axi.bready & axi.wlast & (axi.awlen == 0)),
            Assert(addressed + axi.awvalid <= written),
            Assert(sent + axi.wvalid <= written),
            Assert(~(axi.awvalid & (addressed == k)) | (axi.awaddr == my_address)),
            Assert(~(axi.wvalid & (sent == k)) | (Cat(axi.wdata, axi.wstrb) == my_word)),
            Assert(dut.idle == (noted == written)),
        ]
        self.stays(m, axi.awvalid, axi.awready, axi.awaddr)
        self.stays(m, axi.wvalid, axi.wready, Cat(axi.wdata, axi.wstrb))
        self._confirms(m, write & last, take, confirmed, k, (mine, written, bvalid, noted))
        return m

    def _confirms(
        self,
        m: Module,
        ends: Value,
        take: Signal,
        confirmed: Signal,
        k: Signal,
        events: tuple[Any, ...],
    ) -> None:
        """If the k-th beat is the n-th STORE's last, that STORE ends with that beat's answer."""
        mine, written, bvalid, noted = events
        dut = self.channel
        stores, taken = self.counted(m, ends), self.counted(m, take)
        number = self.caught(m, mine, stores)
        is_last = self.caught(m, mine, ends)
        done = written > k
        m.d.comb += [
            Assume(stores - taken + ends <= self.stores),
            # only what is answered can be confirmed
            Assert(~(confirmed & done & is_last & (taken == number)) | (noted > k)),
            Assert(~(done & is_last & (noted > k) & (taken == number)) | confirmed),
        ]
        first = self.counted(m, mine & self._begins(m, ends))  # it is the STORE's first beat, too
        told = self.past(m, bvalid) & (noted == k)
        failed = self.caught(m, told, self.past(m, dut.axi.bresp[1]))
        alone = done & is_last & (first != 0)
        m.d.comb += Assert(~(alone & confirmed & (taken == number)) | (dut.error == failed))

    def _begins(self, m: Module, ends: Value) -> Signal:
        """The next beat begins a STORE."""
        begins = Signal(init=1)
        with m.If(self.channel.write):
            m.d.sync += begins.eq(ends)
        return begins


@pytest.mark.slow
def test_writes_are_whole_and_confirmed_by_their_answers(tmp_path: Path) -> None:
    verdict = check(tmp_path, WriteProof(), mode="bmc", depth=12)
    assert verdict.passed, verdict.text


class LiteProof(Proof):
    """Every transaction is answered once, by what it asked for, and answers hold still."""

    def __init__(self, slave: LiteSlave) -> None:
        super().__init__()
        self.slave = slave

    def elaborate(self, platform: object) -> Module:
        m = Module()
        m.submodules.slave = slave = self.slave
        bus = slave.bus
        names = ("awvalid", "awaddr", "wvalid", "wdata", "wstrb", "bready")
        names += ("arvalid", "araddr", "rready")
        m.d.comb += [
            getattr(bus, name).eq(self.free(len(getattr(bus, name)), name)) for name in names
        ]
        m.d.comb += slave.read_data.eq(self.free(32, "read_data"))
        self.stays(m, bus.bvalid, bus.bready, bus.bresp)
        self.stays(m, bus.rvalid, bus.rready, Cat(bus.rdata, bus.rresp))
        self._writes(m)
        self._reads(m)
        return m

    def _writes(self, m: Module) -> None:
        slave, bus = self.slave, self.slave.bus
        addresses, words = bus.awvalid & bus.awready, bus.wvalid & bus.wready
        addressed, filled, answered, executed = (
            self.counted(m, event)
            for event in (addresses, words, bus.bvalid & bus.bready, slave.write.valid)
        )
        k = self.fixed(m, 8, "k")
        place = self.caught(m, addresses & (addressed == k), bus.awaddr[2:])
        word = self.caught(m, words & (filled == k), bus.wdata)
        whole = self.caught(m, words & (filled == k), bus.wstrb.all())
        begun = answered + bus.bvalid
        m.d.comb += [
            Assert(begun <= addressed),
            Assert(begun <= filled),
            Assert(executed <= begun),
            Assert(~(slave.write.valid & (begun == k)) | (slave.write.place == place)),
            Assert(~(slave.write.valid & (begun == k)) | (slave.write.data == word)),
            Assert(~(slave.write.valid & (begun == k)) | whole),
            Assert(~(bus.bvalid & (answered == k)) | (bus.bresp == Cat(0, ~whole))),
            # nothing waits but for the answer before it
            Assert(~(self.past(m, Cat(addressed, filled)) == Cat(addressed, filled))
                   | bus.bvalid | (addressed == answered) | (filled == answered)
                   | slave.write.valid | ~whole | (begun != k)),
        ]  # fmt: skip

    def _reads(self, m: Module) -> None:
        slave, bus = self.slave, self.slave.bus
        asks, takes = bus.arvalid & bus.arready, bus.rvalid & bus.rready
        asked, taken, looked = (self.counted(m, e) for e in (asks, takes, slave.read.valid))
        k = self.fixed(m, 8, "read_k")
        place = self.caught(m, asks & (asked == k), bus.araddr[2:])
        looks = self.past(m, slave.read.valid)
        found = Signal(32)
        with m.If(looks):
            m.d.sync += found.eq(slave.read_data)
        m.d.comb += [
            Assert(taken + bus.rvalid <= looked),
            Assert(looked <= asked),
            Assert(asked <= taken + 1),
            Assert(~(slave.read.valid & (looked == k)) | (slave.read.place == place)),
            Assert(~bus.rvalid | (bus.rdata == found)),
        ]


class Hasty(LiteSlave):
    """A planted bug: an answer to a read is withdrawn after a cycle."""

    def elaborate(self, platform: object) -> Module:
        m = super().elaborate(platform)
        with m.If(self.bus.rvalid):
            m.d.sync += self.bus.rvalid.eq(0)
        return m


def test_every_transaction_is_answered_once(tmp_path: Path) -> None:
    verdict = check(tmp_path, LiteProof(LiteSlave()), mode="bmc", depth=12)
    assert verdict.passed, verdict.text


def test_an_answer_that_is_withdrawn_is_found(tmp_path: Path) -> None:
    verdict = check(tmp_path, LiteProof(Hasty()), mode="bmc", depth=12, fails=True)
    assert verdict.passed, verdict.text


class HandshakeProof(Proof):
    """Requests and data of all masters hold still until they are taken, from any state on."""

    def elaborate(self, platform: object) -> Module:
        m = Module()
        m.submodules.read = read = ReadChannel(2, 3)
        m.submodules.write = write = WriteChannel(2, 3, 2)
        m.submodules.fetch = fetch = ProgramFetch(machine(16))
        for name in ("request", "beat", "take"):
            m.d.comb += getattr(read, name).eq(self._any(getattr(read, name), name))
        for name in ("write", "beat", "data", "strobe", "last", "take"):
            m.d.comb += getattr(write, name).eq(self._any(getattr(write, name), f"w_{name}"))
        for name in ("address", "length", "enable"):
            m.d.comb += getattr(fetch, name).eq(self._any(getattr(fetch, name), f"f_{name}"))
        m.d.comb += fetch.start.eq(self.initial(m) & self.free(1, "start"))
        for port, prefix in ((read.axi, "r"), (write.axi, "w"), (fetch.memory, "f")):
            for name, member in port.signature.members.items():
                if member.flow is In:
                    signal = getattr(port, name)
                    m.d.comb += signal.eq(self._any(signal, f"{prefix}_{name}"))
        for axi in (read.axi, fetch.memory):
            self.stays(m, axi.arvalid, axi.arready, Cat(axi.araddr, axi.arlen))
        axi = write.axi
        self.stays(m, axi.awvalid, axi.awready, axi.awaddr)
        self.stays(m, axi.wvalid, axi.wready, Cat(axi.wdata, axi.wstrb))
        return m

    def _any(self, like: Signal, name: str) -> Signal:
        return self.free(len(like), name)


@pytest.mark.slow
def test_masters_hold_what_they_offer(tmp_path: Path) -> None:
    verdict = check(tmp_path, HandshakeProof(), mode="prove", depth=3)
    assert verdict.passed, verdict.text
