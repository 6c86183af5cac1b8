"""The processing element.

One multiplier and one adder serve both dataflows. Weight-stationary, the weight is held and sums
come from the north and leave to the south; output-stationary, weights come from the north and sums
stay in a file of accumulators, used in turn so that the adder's latency is no wait. With N:M
sparsity the operand comes as all lanes of a group, of which the weight's index selects one.

The last of the adder's register cuts is the south register or the accumulator file itself: a sum
can be used again ``adder_latency`` cycles after it was used last, with no bypass.
"""

from __future__ import annotations

from amaranth.hdl import Cat, EnableInserter, Module, Mux, ResetInserter, Signal, Value
from amaranth.lib import data, wiring
from amaranth.lib.memory import Memory
from amaranth.lib.wiring import In, Member, Out

from weft.accelerator.description import INDEX_BITS, Accelerator
from weft.rtl.arithmetic.adder import Adder
from weft.rtl.arithmetic.multiplier import Multiplier
from weft.rtl.parts.delay import Delay


def operand_layout(accelerator: Accelerator) -> data.StructLayout:
    """What travels east: one element of A in every lane of its group, and what to do with it.

    ``swap``: weight-stationary, use the shadow weight from this operand on. ``valid``:
    output-stationary, accumulate in ``slot``, from +0 if ``first``.
    """
    lanes = max(s.group for s in accelerator.sparsities)
    return data.StructLayout(
        {
            "lanes": data.ArrayLayout(accelerator.operand.bits, lanes),
            "swap": 1,
            "valid": 1,
            "first": 1,
            "slot": slot_bits(accelerator),
        }
    )


def weight_layout(accelerator: Accelerator) -> data.StructLayout:
    """What travels south beside the sums: an element of B and its place in the group."""
    return data.StructLayout({"value": accelerator.operand.bits, "index": INDEX_BITS})


def drain_layout(accelerator: Accelerator) -> data.StructLayout:
    """How sums leave the accumulators: ``load`` those of ``slot`` to the south, then ``shift``."""
    return data.StructLayout({"load": 1, "shift": 1, "slot": slot_bits(accelerator)})


def slot_bits(accelerator: Accelerator) -> int:
    """Width of the number of an accumulator."""
    return max(1, (accelerator.interleave - 1).bit_length())


def element_members(accelerator: Accelerator) -> dict[str, Member]:
    """Ports of an element towards its neighbours."""
    sums = accelerator.accumulator.bits
    return {
        "slotted": In(1),
        "west": In(operand_layout(accelerator)),
        "east": Out(operand_layout(accelerator)),
        "shift": In(1),
        "north": In(weight_layout(accelerator)),
        "south": Out(weight_layout(accelerator)),
        "north_sum": In(sums),
        "south_sum": Out(sums),
        "drain": In(drain_layout(accelerator)),
    }


class ProcessingElement(wiring.Component):
    """Multiplies an operand from the west by a weight and adds.

    Weight-stationary: an operand in cycle t meets the sum on ``north_sum`` in cycle
    ``t + multiplier_latency``, and ``south_sum`` is the result ``adder_latency`` cycles after that.

    Members
    -------
    slotted : In(1), output-stationary; changes only while nothing moves
    west, east : operands, passed on a cycle later
    shift : In(1), take the weight from the north into the shadow register and pass on the old one
    north, south : weights; ``south`` is the shadow register
    north_sum, south_sum : codes of the accumulator format
    drain : In
    """

    def __init__(self, accelerator: Accelerator) -> None:
        self.accelerator = accelerator
        super().__init__(element_members(accelerator))

    def elaborate(self, platform: object) -> Module:
        m = Module()
        a = self.accelerator
        m.submodules.multiplier = multiplier = Multiplier(a.operand, a.multiplier_latency)
        m.submodules.adder = adder = Adder(a.accumulator, a.adder_latency - 1)
        self._pass_east(m)
        weight = self._weight(m)
        m.d.comb += [
            multiplier.a.eq(self.west.lanes[weight.index]),
            multiplier.b.eq(weight.value),
            adder.b.eq(multiplier.product),
        ]
        kept = self._accumulators(m, adder)
        total = Signal(len(self.south_sum), reset_less=True)
        m.d.comb += self.south_sum.eq(total)
        with m.If(self.drain.load):
            m.d.sync += total.eq(kept)
        with m.Elif(self.drain.shift):
            m.d.sync += total.eq(self.north_sum)
        with m.Elif(~self.slotted):
            m.d.sync += total.eq(adder.sum)
        return m

    def _pass_east(self, m: Module) -> None:
        west = self.west
        lanes = Signal(west.lanes.shape(), reset_less=True)
        control = Cat(west.swap, west.valid, west.first, west.slot)
        flags = Signal(len(control))
        m.d.sync += [lanes.eq(west.lanes), flags.eq(control)]
        m.d.comb += Value.cast(self.east).eq(Cat(lanes, flags))

    def _weight(self, m: Module) -> data.View:
        """The weight for the operand of this cycle."""
        shape = self.south.shape()
        shadow, held = Signal(shape, reset_less=True), Signal(shape, reset_less=True)
        weight = Signal(shape)
        m.d.comb += self.south.eq(shadow)
        with m.If(self.shift):
            m.d.sync += shadow.eq(self.north)
        with m.If(self.west.swap):  # weight-stationary only
            m.d.sync += held.eq(shadow)
        with m.If(self.slotted):
            m.d.comb += weight.eq(self.north)
        with m.Elif(self.west.swap):
            m.d.comb += weight.eq(shadow)
        with m.Else():
            m.d.comb += weight.eq(held)
        return weight

    def _accumulators(self, m: Module, adder: Adder) -> Signal:
        """Feed the adder and take its sums; returns the accumulator that a drain asks for."""
        a = self.accelerator
        m.submodules.file = file = Memory(shape=a.accumulator.bits, depth=a.interleave, init=[])
        read, write = file.read_port(domain="comb"), file.write_port()
        control = data.StructLayout({"valid": 1, "first": 1, "slot": slot_bits(a)})
        m.submodules.at_adder = at_adder = Delay(a.multiplier_latency, control)
        m.submodules.at_write = at_write = Delay(a.adder_latency - 1, control)
        west = self.west
        m.d.comb += [
            at_adder.i.eq(Cat(west.valid, west.first, west.slot)),
            at_write.i.eq(at_adder.o),
            read.addr.eq(Mux(self.drain.load, self.drain.slot, at_adder.o.slot)),
            adder.a.eq(self.north_sum),
            write.addr.eq(at_write.o.slot),
            write.data.eq(adder.sum),
            write.en.eq(self.slotted & at_write.o.valid),
        ]
        with m.If(self.slotted):
            m.d.comb += adder.a.eq(Mux(at_adder.o.first, 0, read.data))
        return read.data


class PeModule(wiring.Component):
    """An element that is emitted once, as a module by itself, and placed as an instance.

    No transformer reaches into an instance, so what resets and stops the core has ports here.

    Members
    -------
    reset : In(1), with ``advance`` or not
    advance : In(1)
    and those of `ProcessingElement`
    """

    def __init__(self, accelerator: Accelerator) -> None:
        self.accelerator = accelerator
        members = element_members(accelerator)
        super().__init__({"reset": In(1), "advance": In(1), **members})

    def elaborate(self, platform: object) -> Module:
        m = Module()
        element = ProcessingElement(self.accelerator)
        for name, member in element_members(self.accelerator).items():
            inner, outer = getattr(element, name), getattr(self, name)
            m.d.comb += inner.eq(outer) if member.flow is In else outer.eq(inner)
        m.submodules.element = ResetInserter(self.reset)(EnableInserter(self.advance)(element))
        return m


def pe_name(accelerator: Accelerator) -> str:
    """Name of the module that `PeModule` is emitted as."""
    return f"weft_pe_{accelerator.digest}"
