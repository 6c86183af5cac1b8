"""The LOAD engine: beats from memory into the buffers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from amaranth.hdl import Cat, Module, Mux, Signal, Value
from amaranth.lib import data
from amaranth.lib.wiring import In, Member, Out
from amaranth.utils import exact_log2

from weft.accelerator.description import Accelerator
from weft.accelerator.isa import Engine, Opcode, Target
from weft.rtl.control.decode import DRAM_BITS
from weft.rtl.control.sequencer import Sequencer
from weft.rtl.parts.delay import Delay
from weft.rtl.parts.delay_line import DelayLine
from weft.rtl.parts.pace import Pace
from weft.rtl.transfer.banks import PlaneBank
from weft.rtl.transfer.gather import Gather
from weft.rtl.transfer.landing import Landing, place_layout, write_layout, write_member
from weft.rtl.transfer.runs import Runs, beyond


@dataclass(frozen=True)
class Walkers:
    """What walks the beats of a transfer; in a cycle with ``step`` a beat is asked for.

    With ``loads`` the fields of the instruction are taken, whether it starts or not: what hangs on
    the start itself comes late, and whatever is taken before it is taken again with it.
    """

    step: Value
    loads: Value
    gathers: Signal  # the transfer that asks is a GATHER, not a LOAD
    runs: Runs
    gather: Gather


class LoadSequencer(Sequencer):
    """Times LOAD and GATHER.

    A transfer's last beat arrives ``1 + dram_latency`` cycles after it was asked for. A GATHER then
    needs ``rows`` cycles to empty its transposer, and for as long the next transfer waits after
    its last beat was asked for: so ends keep the order of starts.
    """

    def __init__(
        self, accelerator: Accelerator, members: Mapping[str, Member] | None = None
    ) -> None:
        self.accelerator = accelerator
        self.flight_cycles = 1 + accelerator.dram_latency
        # one asks and one a cycle is on its way
        super().__init__(Engine.LOAD, self.flight_cycles + 2, members)

    def elaborate(self, platform: object) -> Module:
        m = Module()
        self._sequence(m)
        return m

    def _sequence(self, m: Module) -> Walkers:
        a = self.accelerator
        m.submodules.pace = pace = Pace(a.beat_cycles)
        m.submodules.emptied = emptied = Delay(a.rows - 1)
        m.submodules.flight = flight = Delay(self.flight_cycles, 2)
        m.submodules.turning = turning = Delay(a.rows)
        gathers, free = Signal(), Signal(init=1)
        is_gather = self.instruction.common.opcode == Opcode.GATHER
        with m.If(pace.welcome):
            m.d.sync += gathers.eq(is_gather)
        # a GATHER keeps the engine until its transposer is empty
        with m.If(self.start):
            m.d.sync += free.eq(~is_gather)
        with m.Elif(emptied.o):
            m.d.sync += free.eq(1)
        walkers = self._walkers(m, pace, gathers)
        loaded, gathered = flight.o[0], flight.o[1]
        m.d.comb += [
            self.free.eq(free),
            self.holds_port.eq(~pace.welcome),
            pace.start.eq(self.start),
            pace.single.eq(self.derived.single),
            pace.last_next.eq(Mux(gathers, walkers.gather.last_next, walkers.runs.last_next)),
            emptied.i.eq(pace.done & gathers),
            flight.i.eq(Cat(pace.done & ~gathers, pace.done & gathers)),
            turning.i.eq(gathered),
            self.end.eq(loaded | turning.o),
        ]
        return walkers

    def _walkers(self, m: Module, pace: Pace, gathers: Signal) -> Walkers:
        m.submodules.runs = runs = Runs(self.accelerator.beat_granules)
        m.submodules.gather = gather = Gather(self.accelerator)
        for unit, fields in ((runs, self.instruction.load), (gather, self.instruction.gather)):
            m.d.comb += [unit.load.eq(pace.welcome), unit.step.eq(pace.step)]
            m.d.comb += [unit.fields[name].eq(fields[name]) for name, _ in unit.fields.shape()]
        m.d.comb += gather.derived.eq(self.derived)
        return Walkers(pace.step, pace.welcome, gathers, runs, gather)


class LoadEngine(LoadSequencer):
    """Moves LOAD and GATHER from memory into the buffers.

    A beat is asked for in the cycle in which it leaves the port, and its data taken
    ``dram_latency`` cycles later; `Landing` tells when it is written. A pixel of GATHER outside the
    limits is not asked for, and neither is a beat outside the window of memory.

    Members beside those of `Sequencer`
    -----------------------------------
    window : In, granules of memory that a program may touch
    read : Out, ``valid`` and ``address``, in beats
    fault_address : Out(1), the beat that would be asked for in this cycle is not all in the window
    read_due, read_due_next : Out(1), ``read_data`` is taken in this cycle, in the next
    read_data : In(bus_bytes * 8)
    a_write, b_write, index_write, weight_write, momentum_write, bias_write, mask_write : Out, to
        the buffers, `write_layout`
    """

    def __init__(self, accelerator: Accelerator) -> None:
        members = {
            "window": In(DRAM_BITS),
            "read": Out(data.StructLayout({"valid": 1, "address": DRAM_BITS})),
            "fault_address": Out(1),
            "read_due": Out(1),
            "read_due_next": Out(1),
            "read_data": In(8 * accelerator.bus_bytes),
            **{write_member(t): Out(write_layout(accelerator, t)) for t in Target},
        }
        super().__init__(accelerator, members)

    def elaborate(self, platform: object) -> Module:
        m = Module()
        walkers = self._sequence(m)
        m.submodules.place = place = DelayLine(
            self.accelerator.dram_latency, place_layout(self.accelerator)
        )
        self._place(m, walkers, place.i)
        moves = self._ask(m, walkers)
        m.submodules.landing = landing = Landing(self.accelerator)
        m.d.comb += [
            landing.valid.eq(self._due(m, moves)),
            landing.place.eq(place.o),
            landing.data.eq(self.read_data),
            *(getattr(self, n).eq(getattr(landing, n)) for n in map(write_member, Target)),
        ]
        return m

    def _ask(self, m: Module, walkers: Walkers) -> Signal:
        """Ask for the current beat; returns whether something moves, be it a zero pixel."""
        runs, gather = walkers.runs, walkers.gather
        asks, outside, moves = Signal(), Signal(), Signal()
        address = Mux(walkers.gathers, gather.address, runs.address)
        final = Mux(walkers.gathers, gather.address, runs.final)
        m.d.comb += [
            asks.eq(walkers.step & (~walkers.gathers | gather.inside)),
            outside.eq(beyond(final, self.window, self.accelerator.beat_granules)),
            self.fault_address.eq(asks & outside),
            self.read.valid.eq(asks & ~outside),
            self.read.address.eq(address >> exact_log2(self.accelerator.beat_granules)),
            moves.eq(walkers.step & ~self.fault_address),
        ]
        return moves

    def _due(self, m: Module, moves: Signal) -> Value:
        """Tell when data is taken; returns whether something that moves arrives."""
        m.submodules.on_the_way = way = Delay(self.accelerator.dram_latency - 1, 2)
        arriving = Signal(2)
        m.d.comb += [
            way.i.eq(Cat(self.read.valid, moves)),
            self.read_due_next.eq(way.o[0]),
            self.read_due.eq(arriving[0]),
        ]
        m.d.sync += arriving.eq(way.o)
        return arriving[1]

    def _place(self, m: Module, walkers: Walkers, place: data.View) -> None:
        """Where the current beat goes to, which is known when it is asked for."""
        a, gather, runs = self.accelerator, walkers.gather, walkers.runs
        instruction = self.instruction
        target = Signal.like(place.target)
        with m.If(walkers.loads):
            is_gather = instruction.common.opcode == Opcode.GATHER
            m.d.sync += target.eq(
                Mux(is_gather, instruction.gather.target, instruction.load.target)
            )
        m.submodules.bank = bank = PlaneBank(a.a_banks)
        lane = gather.address[: exact_log2(a.beat_granules)]
        pixel = Cat(gather.inside & (lane == i) for i in range(a.beat_granules))
        m.d.comb += [
            bank.load.eq(walkers.loads),
            bank.first.eq(instruction.load.first_plane),
            bank.step.eq(walkers.step & runs.plane_ends),
            runs.plane_moves.eq(bank.wraps | (target != Target.A)),
            place.gather.eq(walkers.gathers),
            place.target.eq(target),
            place.bank.eq(Mux(walkers.gathers, gather.bank, bank.bank)),
            place.address.eq(Mux(walkers.gathers, gather.row, runs.place)),
            place.spread.eq(gather.spread),
            place.mask.eq(Mux(walkers.gathers, pixel, runs.mask)),
            place.block_ends.eq(walkers.gathers & gather.block_ends),
        ]
