"""The core: controller, engines with their data paths, and the memories between them."""

from __future__ import annotations

from collections.abc import Iterator

from amaranth.hdl import (
    Elaboratable,
    EnableInserter,
    Module,
    Mux,
    ResetInserter,
    Value,
)
from amaranth.lib import data, stream, wiring
from amaranth.lib.wiring import In, Out, connect

from weft.accelerator.description import Accelerator
from weft.accelerator.isa import Engine, Source, Target
from weft.rtl import memories
from weft.rtl.compute.engine import ComputeEngine
from weft.rtl.control.controller import FAULT_BITS, Controller
from weft.rtl.control.decode import DRAM_BITS, SERIAL_BITS, event_layout, predecoded_layout
from weft.rtl.control.vector import VectorSequencer
from weft.rtl.transfer.landing import write_member
from weft.rtl.transfer.load import LoadEngine
from weft.rtl.transfer.store import StoreEngine, beat_layout
from weft.rtl.update.engine import UpdateEngine

CYCLE_BITS = 48


def read_layout() -> data.StructLayout:
    """A request for a beat: the number of the granule it begins with, over those of a beat."""
    return data.StructLayout({"valid": 1, "address": DRAM_BITS})


class Core(wiring.Component):
    """Everything that lives in cycles of the timing contract.

    One enable, ``advance``, lets all of it take a cycle; docs/rtl.md tells what must be there for
    that. Outputs count only in cycles with ``advance``, and so do inputs but ``reset``.

    Members
    -------
    advance : In(1)
    reset : In(1), forget everything, with ``advance`` or not
    start : In(1), begin a program; comes with ``reset``
    clear : In(1), set the O buffer to zero, while no program runs
    clearing : Out(1), it is at it
    length : In, instructions of the program
    window : In, granules of memory that a program may touch
    instructions : In(stream), `predecoded_layout`
    wants, wants_next : Out(1), an instruction is due in this cycle, in the next
    read : Out, `read_layout`; its data is due ``dram_latency`` cycles later
    read_due, read_due_next : Out(1), a beat is taken from ``read_data`` in this cycle, in the next
    read_data, read_error : In
    write : Out, `beat_layout`
    confirm, confirm_next : Out(1), a STORE ends in this cycle, in the next: its beats must have
        arrived
    write_error : In(1), with ``confirm``: some of them did not
    hyper_index : Out, row of constants that UPDATE needs two cycles later; hyper : In
    started, ended : Out, one event an engine
    cycle, done, fault, fault_serial, busy : Out, as of the controller
    """

    def __init__(self, accelerator: Accelerator, *, instances: bool = False) -> None:
        a = self.accelerator = accelerator
        self.load, self.store = LoadEngine(a), StoreEngine(a)
        self.compute, self.update = ComputeEngine(a, instances=instances), UpdateEngine(a)
        self.controller = Controller(
            a,
            {
                Engine.LOAD: self.load,
                Engine.COMPUTE: self.compute,
                Engine.STORE: self.store,
                Engine.UPDATE: self.update,
                Engine.VECTOR: VectorSequencer(a),
            },
        )
        super().__init__(
            {
                "advance": In(1),
                "start": In(1),
                "reset": In(1),
                "clear": In(1),
                "clearing": Out(1),
                "length": In(SERIAL_BITS),
                "window": In(DRAM_BITS),
                "instructions": In(stream.Signature(predecoded_layout())),
                "wants": Out(1),
                "wants_next": Out(1),
                "read": Out(read_layout()),
                "read_due": Out(1),
                "read_due_next": Out(1),
                "read_data": In(8 * a.bus_bytes),
                "read_error": In(1),
                "write": Out(beat_layout(a)),
                "confirm": Out(1),
                "confirm_next": Out(1),
                "write_error": In(1),
                "hyper_index": Out(8),
                "hyper": In(5 * 32),
                "started": Out(event_layout()).array(len(Engine)),
                "ended": Out(event_layout()).array(len(Engine)),
                "cycle": Out(CYCLE_BITS),
                "done": Out(1),
                "fault": Out(FAULT_BITS),
                "fault_serial": Out(SERIAL_BITS),
                "busy": Out(len(Engine)),
            }
        )

    def elaborate(self, platform: object) -> Elaboratable:
        m = Module()
        m.submodules.controller = self.controller
        self._wire_controller(m)
        self._wire_memory_port(m)
        self._wire_compute(m)
        self._wire_filled(m)
        self._wire_emptied(m)
        # flip-flops take a reset whether they are enabled or not: no logic before either
        return ResetInserter(self.reset)(EnableInserter(self.advance)(m))

    def _wire_controller(self, m: Module) -> None:
        c = self.controller
        connect(m, wiring.flipped(self.instructions), c.instructions)
        m.d.comb += [
            c.start.eq(self.start),
            c.reset.eq(self.reset),
            c.length.eq(self.length),
            c.outside.load.eq(self.load.fault_address),
            c.outside.store.eq(self.store.fault_address),
            c.failed.store.eq(self.store.confirm & self.write_error),
            *(getattr(self, n).eq(getattr(c, n)) for n in ("wants", "wants_next", "cycle")),
            *(getattr(self, n).eq(getattr(c, n)) for n in ("done", "busy")),
            *(getattr(self, n).eq(getattr(c, n)) for n in ("fault", "fault_serial")),
        ]
        # a cycle later, so that the oldest transfer is the one that the beat was for
        m.d.sync += c.failed.load.eq(self.load.read_due & self.read_error)
        for e in Engine:
            m.d.comb += [self.started[e].eq(c.started[e]), self.ended[e].eq(c.ended[e])]

    def _wire_memory_port(self, m: Module) -> None:
        load, store = self.load, self.store
        m.d.comb += [
            load.window.eq(self.window),
            store.window.eq(self.window),
            *same(self.read, load.read),
            self.read_due.eq(load.read_due),
            self.read_due_next.eq(load.read_due_next),
            load.read_data.eq(self.read_data),
            *same(self.write, store.write),
            self.confirm.eq(store.confirm),
            self.confirm_next.eq(store.confirm_next),
            self.hyper_index.eq(self.update.hyper_index),
            Value.cast(self.update.hyper).eq(self.hyper),
        ]

    def _wire_compute(self, m: Module) -> None:
        """A, B and INDEX are filled by LOAD; the words of O go to STORE and UPDATE."""
        compute, load = self.compute, self.load
        m.d.comb += [
            compute.advance.eq(self.advance),
            compute.reset.eq(self.reset),
            compute.clear_all.eq(self.clear),
            self.clearing.eq(compute.clearing),
            *same(compute.a_write, load.a_write),
            *same(compute.b_write, load.b_write),
            *same(compute.index_write, load.index_write),
            *same(compute.store_read, self.store.sums_read),
            self.store.sums.eq(compute.store_sums),
            *same(compute.update_read, self.update.sums_read),
            self.update.sums.eq(compute.update_sums),
        ]

    def _wire_filled(self, m: Module) -> None:
        found = memories.filled(self.accelerator)
        for target, memory in found.items():
            m.submodules[f"{target.name.lower()}_in"] = memory
            write = getattr(self.load, write_member(target))
            m.d.comb += [
                memory.write.eq(Mux(write.enable, write.mask, 0)),
                memory.write_address.eq(write.address),
                memory.write_data.eq(write.data),
            ]
        weight, momentum = found[Target.WEIGHT], found[Target.MOMENTUM]
        bias, mask = found[Target.BIAS], found[Target.MASK]
        m.d.comb += [
            weight.read_address.eq(self.update.weight_read),
            momentum.read_address.eq(self.update.weight_read),
            self.update.weight.eq(weight.read_data),
            self.update.momentum.eq(momentum.read_data),
            bias.read_address.eq(self.store.bias_read),
            self.store.bias.eq(bias.read_data),
            mask.read_address.eq(self.store.mask_read),
            self.store.mask.eq(mask.read_data),
        ]

    def _wire_emptied(self, m: Module) -> None:
        for source, memory in memories.emptied(self.accelerator).items():
            name = source.name.lower()
            m.submodules[f"{name}_out"] = memory
            if source in (Source.WEIGHT, Source.MOMENTUM):
                write = self.update.master_write
                address, value = write.row, write[name]
            else:
                write = getattr(self.update, name)
                address, value = write.address, write.data
            m.d.comb += [
                memory.write.eq(Mux(write.enable, ~0, 0)),
                memory.write_address.eq(address),
                memory.write_data.eq(value),
                memory.read_address.eq(self.store.out_read),
                getattr(self.store, name).eq(memory.read_data),
            ]


def same(to: data.View, of: data.View) -> Iterator[object]:
    """Statements that give each field of ``to`` the field of ``of`` with its name."""
    for name, _ in to.shape():
        yield Value.cast(to[name]).eq(Value.cast(of[name]))
