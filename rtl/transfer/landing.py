"""What arrives from memory on its way to the buffers: as it is, or transposed."""

from __future__ import annotations

from functools import reduce
from operator import or_

from amaranth.hdl import Cat, Module, Mux, Signal, Value
from amaranth.lib import data, wiring
from amaranth.lib.wiring import In, Out
from amaranth.utils import exact_log2

from weft.accelerator.description import ADDRESS_BITS, Accelerator
from weft.accelerator.isa import Opcode, Target
from weft.rtl.control.decode import fields_layout
from weft.rtl.parts.transposer import Transposer
from weft.rtl.transfer.banks import bank_shape


def place_layout(accelerator: Accelerator) -> data.StructLayout:
    """Where a beat goes to.

    ``bank`` and ``address`` are those of its first granule; of GATHER, those of the first row of
    the block that the pixel belongs to, whose rows are spread over ``spread`` banks (0 for none).
    ``mask`` tells the granules of the beat that are used; one of them with GATHER, or none for a
    zero vector. ``block_ends`` is 1 with the last pixel of a block.
    """
    return data.StructLayout(
        {
            "gather": 1,
            "target": fields_layout(Opcode.LOAD, ["target"])["target"].shape,
            "bank": bank_shape(accelerator.a_banks),
            "address": ADDRESS_BITS,
            "spread": exact_log2(accelerator.a_banks) + 1,
            "mask": accelerator.beat_granules,
            "block_ends": 1,
        }
    )


def write_layout(accelerator: Accelerator, target: Target) -> data.StructLayout:
    """A write to the buffer of ``target``; ``address`` counts its beats (those of a bank of A).

    ``mask`` tells the granules of the beat that are written. ``enable`` has a bit for each bank of
    A, otherwise one. ``data`` is a beat; for MASK it is a bit an element of it: whether its code
    is not zero and has no sign.
    """
    k, bits = accelerator.beat_granules, 8 * accelerator.bus_bytes
    return data.StructLayout(
        {
            "enable": accelerator.a_banks if target is Target.A else 1,
            "address": ADDRESS_BITS - exact_log2(k),
            "mask": k,
            "data": k * accelerator.rows if target is Target.MASK else bits,
        }
    )


def write_member(target: Target) -> str:
    """Name of the port to the buffer of ``target``."""
    return f"{target.name.lower()}_write"


class Landing(wiring.Component):
    """Writes a beat of LOAD in the cycle after it is there.

    When the last pixel of a block of GATHER is there in cycle t, its rows are written in the
    cycles t + 2 to t + ``rows`` + 1; no beat of LOAD may be there before the last of these.

    Members
    -------
    valid : In(1), a beat, or a pixel that is zero, is there in this cycle
    place : In, where it goes to
    data : In(bus_bytes * 8)
    a_write, b_write, ..., mask_write : Out, `write_layout`, one for each target; all see the same
        address and data
    """

    def __init__(self, accelerator: Accelerator) -> None:
        self.accelerator = accelerator
        super().__init__(
            {
                "valid": In(1),
                "place": In(place_layout(accelerator)),
                "data": In(8 * accelerator.bus_bytes),
                **{write_member(t): Out(write_layout(accelerator, t)) for t in Target},
            }
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        a = self.accelerator
        m.submodules.transposer = transposer = Transposer(a.rows, a.operand.bits)
        loads = self.valid & ~self.place.gather
        m.d.comb += [
            transposer.valid.eq(self.valid & self.place.gather),
            transposer.row.eq(self._pixel()),
        ]
        block = Signal(self.place.shape(), reset_less=True)  # that leaves the transposer
        with m.If(self.valid & self.place.block_ends):
            m.d.sync += block.eq(self.place)
        turns = transposer.out_valid
        bank, row = self._row(m, block, transposer.place)
        self._enable(
            m, loads | turns, Mux(turns, block.target, self.place.target),
            Mux(turns, bank, self.place.bank),
        )  # fmt: skip
        shift = exact_log2(a.beat_granules)
        lane = Cat(row[:shift] == i for i in range(a.beat_granules))
        self._write(
            m,
            {
                "address": Mux(turns, row, self.place.address)[shift:],
                "mask": Mux(turns, lane, self.place.mask),
                "data": Mux(turns, transposer.out.replicate(a.beat_granules), self.data),
            },
        )
        return m

    def _write(self, m: Module, written: dict[str, Value]) -> None:
        """The same registers show to all buffers."""
        registers = {}
        for name, value in written.items():
            registers[name] = Signal(len(value), name=name, reset_less=True)
            m.d.sync += registers[name].eq(value)
        codes = [
            registers["data"].word_select(i, self.accelerator.operand.bits)
            for i in range(self.accelerator.beat_granules * self.accelerator.rows)
        ]
        positive = Cat(code.any() & ~code[-1] for code in codes)
        for t in Target:
            write = getattr(self, write_member(t))
            m.d.comb += [
                write.address.eq(registers["address"]),
                write.mask.eq(registers["mask"]),
                write.data.eq(positive if t is Target.MASK else registers["data"]),
            ]

    def _pixel(self) -> Value:
        """The granule in ``mask``, zero if there is none."""
        size = 8 * self.accelerator.granule_bytes
        granules = (self.data.word_select(i, size) for i in range(self.accelerator.beat_granules))
        mask = self.place.mask
        return reduce(or_, (g & mask[i].replicate(size) for i, g in enumerate(granules)))

    def _row(self, m: Module, block: Signal, column: Signal) -> tuple[Signal, Signal]:
        """Bank and row of the buffer of a row that leaves the transposer."""
        bank, row = Signal.like(block.bank), Signal.like(block.address)
        m.d.comb += [bank.eq(block.bank), row.eq(block.address + column)]
        for bit in range(len(block.spread)):
            with m.If(block.spread[bit]):
                m.d.comb += [
                    bank.eq(column[:bit]),
                    row.eq(block.address + column[bit:]),
                ]
        return bank, row

    def _enable(self, m: Module, writes: Value, target: Value, bank: Value) -> None:
        for t in Target:
            write = getattr(self, write_member(t))
            enable = Signal.like(write.enable, name=f"{t.name.lower()}_enable")
            m.d.sync += enable.eq(0)
            m.d.comb += write.enable.eq(enable)
            with m.If(writes & (target == t)):
                m.d.sync += enable.eq(1 << bank if t is Target.A else 1)
