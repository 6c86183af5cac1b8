"""The shell that all engines share: queue, start condition, tokens and events."""

from __future__ import annotations

from amaranth.hdl import Module, Signal, Value
from amaranth.lib import data, stream, wiring
from amaranth.lib.wiring import In, Out

from weft.accelerator.isa import Engine
from weft.rtl.control.decode import SERIAL_BITS, dispatched_layout, event_layout
from weft.rtl.control.head_queue import HeadQueue
from weft.rtl.control.sequencer import Sequencer

_ENGINES = len(Engine)


class EngineShell(wiring.Component):
    """Starts the head of its queue when it may (timing rule 2) and reports ends in order.

    Members
    -------
    dispatch : In(stream), instructions for the queue
    stays, remains : In, as of `Tokens`, for this engine
    ready : Out(1), the head is there and so are its tokens; a register
    request : Out(1), the head could start in this cycle, the memory port apart
    grant : In(1), it does; only with ``request``
    holds_port : Out(1), the memory port cannot be granted in this cycle
    take, give : Out, masks of engines: tokens taken and given in this cycle
    started, ended : Out, events
    busy : Out(1), instructions run
    waiting : Out(1), instructions are queued
    newest, oldest : Out, numbers of the instructions that started last and that ends next
    """

    def __init__(self, sequencer: Sequencer, queue_depth: int) -> None:
        self.sequencer = sequencer
        self.queue_depth = queue_depth
        super().__init__(
            {
                "dispatch": In(stream.Signature(dispatched_layout(sequencer.engine))),
                "stays": In(_ENGINES),
                "remains": In(_ENGINES),
                "ready": Out(1),
                "request": Out(1),
                "grant": In(1),
                "holds_port": Out(1),
                "take": Out(_ENGINES),
                "give": Out(_ENGINES),
                "started": Out(event_layout()),
                "ended": Out(event_layout()),
                "busy": Out(1),
                "waiting": Out(1),
                "newest": Out(SERIAL_BITS),
                "oldest": Out(SERIAL_BITS),
            }
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        m.submodules.sequencer = sequencer = self.sequencer
        layout = self.dispatch.payload.shape()
        m.submodules.queue = queue = HeadQueue(layout.size, self.queue_depth)
        head = data.View(layout, queue.r_data)
        common = head.instruction.common
        following = data.View(layout, queue.next_data).instruction.common
        m.d.comb += [
            queue.w_en.eq(self.dispatch.valid),
            queue.w_data.eq(self.dispatch.payload),
            self.dispatch.ready.eq(queue.w_rdy),
            queue.r_en.eq(self.grant),
            self.waiting.eq(queue.r_rdy),
            sequencer.instruction.eq(head.instruction),
            *([sequencer.derived.eq(head.derived)] if head.derived.shape().size else []),
            sequencer.start.eq(self.grant),
            self.holds_port.eq(sequencer.holds_port),
            self.request.eq(self.ready & sequencer.free),
            self.started.valid.eq(self.grant),
            self.started.serial.eq(head.serial),
        ]
        with m.If(self.grant):
            m.d.comb += self.take.eq(common.pop)
            m.d.sync += self.newest.eq(head.serial)
        self._make_ready(m, queue, common.pop, following.pop)
        self._track(m, head)
        return m

    def _make_ready(self, m: Module, queue: HeadQueue, pop: Value, following: Value) -> None:
        """Found a cycle ahead, since a start comes late."""
        ready = self.ready
        left = (pop & self.remains) | (~pop & self.stays)  # once the head has taken its own
        with m.If(self.grant):
            m.d.sync += ready.eq(queue.next_rdy & ~(following & ~left).any())
        with m.Elif(queue.r_rdy):
            m.d.sync += ready.eq(~(pop & ~self.stays).any())
        with m.Else():
            m.d.sync += ready.eq(queue.next_rdy & ~(following & ~self.stays).any())

    def _track(self, m: Module, head: data.View) -> None:
        """Remember what runs: its number and whom it gives tokens when it ends.

        A start comes late, and none ends before the second cycle after it: a register between.
        """
        layout = data.StructLayout({"serial": SERIAL_BITS, "push": _ENGINES})
        m.submodules.flight = flight = HeadQueue(layout.size, self.sequencer.in_flight)
        started, entry = Signal(), Signal(layout, reset_less=True)
        oldest = data.View(layout, flight.r_data)
        m.d.sync += [
            started.eq(self.grant),
            entry.serial.eq(head.serial),
            entry.push.eq(head.instruction.common.push),
        ]
        m.d.comb += [
            flight.w_en.eq(started),
            flight.w_data.eq(entry),
            flight.r_en.eq(self.sequencer.end),
            self.busy.eq(started | flight.r_rdy),
            self.oldest.eq(oldest.serial),
            self.ended.valid.eq(self.sequencer.end),
            self.ended.serial.eq(oldest.serial),
        ]
        with m.If(self.sequencer.end):
            m.d.comb += self.give.eq(oldest.push)
