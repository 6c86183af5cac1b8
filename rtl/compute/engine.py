"""The COMPUTE engine: its sequencer, the buffers that only it reads, the array and its sums."""

from __future__ import annotations

from amaranth.hdl import Cat, Module, Signal, Value
from amaranth.lib.wiring import In, Out

from weft.accelerator.description import Accelerator
from weft.accelerator.isa import Engine, Target
from weft.rtl.compute.addresses import StreamAddresses
from weft.rtl.compute.array import SystolicArray
from weft.rtl.compute.fields import weights_fields
from weft.rtl.compute.operands import Operands
from weft.rtl.compute.sequencer import ComputeSequencer
from weft.rtl.compute.skew import chained
from weft.rtl.compute.sum_addresses import SumAddresses
from weft.rtl.compute.sum_buffer import SumBuffer
from weft.rtl.compute.weights import Weights
from weft.rtl.control.sequencer import Sequencer
from weft.rtl.transfer.landing import write_layout


class ComputeEngine(Sequencer):
    """WEIGHT_STATIONARY and OUTPUT_STATIONARY, with the A, B, INDEX and O buffers.

    Members
    -------
    those of `Sequencer`, and
    a_write, b_write, index_write : In, `write_layout`; INDEX is no memory where all is dense
    store_read, store_sums, update_read, update_sums, clear_all, clearing : as in `SumBuffer`
    reset, advance : In(1), as in `SystolicArray`
    """

    def __init__(self, accelerator: Accelerator, *, instances: bool = False) -> None:
        self.accelerator = a = accelerator
        self.sequencer = ComputeSequencer(a)
        self.array = SystolicArray(a, instances=instances)
        self.sums = SumBuffer(a)
        # the dataflow for what lies behind the buffers: nothing gets there sooner than a cycle
        # after a start, and a register has the time for the way to all elements
        self._slotted = Signal()
        super().__init__(
            Engine.COMPUTE,
            self.sequencer.in_flight,
            {
                "a_write": In(write_layout(a, Target.A)),
                "b_write": In(write_layout(a, Target.B)),
                "index_write": In(write_layout(a, Target.INDEX)),
                "store_read": In(self.sums.store_read.shape()),
                "store_sums": Out(self.sums.store_sums.shape()),
                "update_read": In(self.sums.update_read.shape()),
                "update_sums": Out(self.sums.update_sums.shape()),
                "clear_all": In(1),
                "clearing": Out(1),
                "reset": In(1),
                "advance": In(1),
            },
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        m.submodules.sequencer = sequencer = self.sequencer
        m.submodules.array = array = self.array
        m.submodules.addresses = addresses = StreamAddresses(self.accelerator)
        m.d.sync += self._slotted.eq(sequencer.slotted)
        m.d.comb += [
            *(getattr(sequencer, n).eq(getattr(self, n)) for n in _ASKED),
            *(getattr(self, n).eq(getattr(sequencer, n)) for n in _TOLD),
            addresses.load.eq(sequencer.takes),
            addresses.fields.eq(sequencer.fields),
            addresses.step.eq(sequencer.step),
            array.slotted.eq(self._slotted),
            array.reset.eq(self.reset),
            array.advance.eq(self.advance),
        ]
        self._operands(m, addresses)
        self._weights(m, addresses)
        self._sums(m, addresses)
        self._drain(m)
        return m

    def _used(self, m: Module, addresses: StreamAddresses) -> Signal:
        """Accumulators that anything was added to since the last drain, a bit each.

        The others begin with +0. A drain finds none of them: it follows a stream of its slots.
        """
        used = Signal(self.accelerator.interleave)
        with m.If(self.sequencer.step.takes):
            m.d.sync += used.bit_select(addresses.slot, 1).eq(1)
        with m.If(self.sequencer.drained.ends):
            m.d.sync += used.eq(0)
        return used

    def _operands(self, m: Module, addresses: StreamAddresses) -> None:
        m.submodules.operands = operands = Operands(self.accelerator)
        sequencer, used = self.sequencer, self._used(m, addresses)
        swap = Signal()  # the stream that begins has new weights
        with m.If(sequencer.step.active):
            m.d.sync += swap.eq(0)
        with m.If(sequencer.load):
            m.d.sync += swap.eq(1)
        m.d.comb += [
            operands.write.eq(self.a_write),
            operands.slotted.eq(self._slotted),
            operands.read.eq(addresses.read),
            operands.control.swap.eq(swap & sequencer.step.active & ~sequencer.slotted),
            operands.control.valid.eq(sequencer.step.takes),
            operands.control.first.eq(~used.bit_select(addresses.slot, 1)),
            operands.control.slot.eq(addresses.slot),
            *(self.array.west[r].eq(operands.west[r]) for r in range(self.accelerator.rows)),
        ]

    def _weights(self, m: Module, addresses: StreamAddresses) -> None:
        m.submodules.weights = weights = Weights(self.accelerator)
        sequencer = self.sequencer
        fields = weights_fields(self.instruction)
        slotted = self._slotted.replicate(self.accelerator.columns)
        m.d.comb += [
            weights.write.eq(self.b_write),
            weights.index_write.eq(self.index_write),
            weights.load.eq(self.start & ~sequencer.starts_slotted),
            weights.takes.eq(sequencer.takes),
            *(weights.fields[name].eq(value) for name, value in fields.items()),
            weights.asks.eq(sequencer.step.active & sequencer.slotted),
            weights.row.eq(addresses.row),
            # output-stationary, weights only pass through
            self.array.shift.eq(weights.shift | slotted),
            *(self.array.north[c].eq(weights.north[c]) for c in range(self.accelerator.columns)),
        ]

    def _sums(self, m: Module, addresses: StreamAddresses) -> None:
        drained, sums = self.sequencer.drained, self.sums
        place = Cat(drained.row, drained.slot)
        m.submodules.sums = sums
        m.submodules.sum_addresses = places = SumAddresses(self.accelerator, len(place))
        m.d.comb += [
            places.word_valid.eq(addresses.word_valid),
            places.word.eq(addresses.word),
            places.load.eq(self.start & self.sequencer.starts_slotted),
            places.o.eq(self.instruction.output_stationary.o),
            places.drained.eq(drained.active),
            places.place.eq(place),
            sums.read.eq(places.read),
            sums.write.eq(places.write),
            *(sums.totals[c].eq(s) for c, s in enumerate(self.array.south_sum)),
            *(s.eq(sums.sums[c]) for c, s in enumerate(self.array.north_sum)),
            *(getattr(sums, n).eq(getattr(self, n)) for n in _SUMS_ASKED),
            *(getattr(self, n).eq(getattr(sums, n)) for n in _SUMS_TOLD),
        ]

    def _drain(self, m: Module) -> None:
        """Drain column 0, and every other one a cycle after the one before it."""
        drained = self.sequencer.drained
        drain = Signal(self.array.drain[0].shape())
        m.d.comb += [
            drain.load.eq(drained.top),
            drain.shift.eq(drained.active),
            drain.slot.eq(drained.slot),
        ]
        columns = chained(m, Value.cast(drain), self.accelerator.columns, 1, "drains")
        for column, value in zip(self.array.drain, columns, strict=True):
            m.d.comb += Value.cast(column).eq(value)


_ASKED = ("instruction", "derived", "start")
_TOLD = ("free", "end")
_SUMS_ASKED = ("store_read", "update_read", "clear_all")
_SUMS_TOLD = ("store_sums", "update_sums", "clearing")
