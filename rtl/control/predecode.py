"""What follows from the fields of an instruction, found before it is queued."""

from __future__ import annotations

from amaranth.hdl import Cat, Const, Module, Mux, Signal, Value
from amaranth.lib import data, stream, wiring
from amaranth.lib.wiring import In, Out
from amaranth.utils import exact_log2

from weft.accelerator.description import ADDRESS_BITS, Accelerator
from weft.accelerator.isa import Engine, Opcode
from weft.rtl.control.decode import (
    DRAM_BITS,
    common_view,
    encoded_layout,
    engine_mask,
    instruction_view,
    predecoded_layout,
)


class Predecode(wiring.Component):
    """A pipeline of three registers that computes `derived_layout` and whom an instruction is for.

    Products, so that no engine multiplies; and whether the work of an instruction is a single
    unit, so that an engine that starts it knows at once when it ends.

    It moves when its last register is empty, or is emptied where instructions are fetched in every
    cycle: only then must it hang on what takes them, which is late. Addresses of buffers are taken
    modulo 2**20, those of memory modulo 2**32.

    Members
    -------
    clear : In(1), forget what is in the pipeline
    i : In(stream), `encoded_layout`
    o : Out(stream), `predecoded_layout`
    offered_next : Out(1), it has one in the next cycle, ``clear`` apart; where instructions are
        not fetched in every cycle: if none is taken in this one
    """

    def __init__(self, accelerator: Accelerator) -> None:
        self.accelerator = accelerator
        self.bank_bits = exact_log2(accelerator.a_banks)
        self.every_cycle = accelerator.fetch_cycles == 1
        super().__init__(
            {
                "clear": In(1),
                "i": In(stream.Signature(encoded_layout())),
                "o": Out(stream.Signature(predecoded_layout())),
                "offered_next": Out(1),
            }
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        moves = Signal()
        emptied = self.o.ready if self.every_cycle else 0
        m.d.comb += [moves.eq(~self.o.valid | emptied), self.i.ready.eq(moves)]
        taken, multiplied = Signal(encoded_layout()), Signal(encoded_layout())
        stages = Signal(2)
        factors = self._factors(taken.instruction)
        products = self._multiply(m, moves, factors)
        singles = self._singles(m, moves, taken.instruction)
        valid_next = Mux(moves, stages[1], self.o.valid & ~self.o.ready)
        m.d.comb += self.offered_next.eq(
            valid_next if self.every_cycle else self.o.valid | stages[1]
        )
        m.d.sync += self.o.valid.eq(valid_next)
        with m.If(moves):
            m.d.sync += [
                taken.eq(self.i.payload),
                multiplied.eq(taken),
                self.o.payload.instruction.eq(multiplied.instruction),
                self.o.payload.target.eq(engine_mask(common_view(multiplied.instruction).opcode)),
                self.o.payload.error.eq(multiplied.error),
                *(self.o.payload.derived[n].single.eq(flags.all()) for n, flags in singles.items()),
                stages.eq(stages << 1 | self.i.valid),
            ]
            self._deliver(m, multiplied.instruction, products)
        with m.If(self.clear):
            m.d.sync += [stages.eq(0), self.o.valid.eq(0)]
        return m

    def _factors(self, instruction: Value) -> dict[str, tuple[Value, Value]]:
        """The two factors of every product; LOAD has its own fields for the first two."""
        ws = instruction_view(Opcode.WEIGHT_STATIONARY, instruction)
        os = instruction_view(Opcode.OUTPUT_STATIONARY, instruction)
        gather = instruction_view(Opcode.GATHER, instruction)
        opcode = common_view(instruction).opcode
        is_gather, is_os = opcode == Opcode.GATHER, opcode == Opcode.OUTPUT_STATIONARY

        def either(name: str) -> Value:
            return Mux(is_gather, gather[name], Mux(is_os, os[name], ws[name]))

        pitch = Mux(is_os, os.plane_pitch, ws.plane_pitch)
        row = Mux(is_gather, gather.row_stride, Mux(is_os, os.window_row, ws.window_row))
        whole = Mux(is_os & (os.group != 1), Const(0), Const(1))  # dense: whole turns only
        outer = Mux(whole, os.outer_plane >> self.bank_bits, os.outer_plane)
        inner = Mux(whole, os.inner_plane >> self.bank_bits, os.inner_plane)
        plane = Mux(is_os, os.a_plane, ws.a_plane)
        return {
            "first": (either("y0"), row),
            "row_step": (either("y_step"), row),
            "turn": (plane >> self.bank_bits, pitch),
            "outer_row": (os.outer_y, os.window_row),
            "outer_turn": (outer, pitch),
            "inner_turn": (inner, pitch),
        }

    def _multiply(
        self, m: Module, moves: Signal, factors: dict[str, tuple[Value, Value]]
    ) -> dict[str, Signal]:
        """Multiply in the second register, the sum with x0 in the third."""
        products = {}
        for name, (a, b) in factors.items():
            width = DRAM_BITS if name in ("first", "row_step") else ADDRESS_BITS
            product = Signal(width, name=f"product_{name}", reset_less=True)
            with m.If(moves):
                m.d.sync += product.eq(a * b)
            products[name] = product
        return products

    def _singles(self, m: Module, moves: Signal, instruction: Value) -> dict[str, Signal]:
        """Per engine what must all hold for its work to be a single unit, in the second register.

        A beat on the port, or a step of a stream; the rest of a pixel waits for the adder.
        """
        load, store = (instruction_view(op, instruction) for op in (Opcode.LOAD, Opcode.STORE))
        ws = instruction_view(Opcode.WEIGHT_STATIONARY, instruction)
        os = instruction_view(Opcode.OUTPUT_STATIONARY, instruction)
        vector = instruction_view(Opcode.VECTOR, instruction)
        opcode = common_view(instruction).opcode
        beats = (vector.read_beats, vector.write_beats)
        one_step = (os[name] == 1 for name in ("kept", "outer", "inner"))
        os_ends = Cat(self.accelerator.adder_latency == 1, *one_step).all()
        is_os = opcode == Opcode.OUTPUT_STATIONARY
        conditions = {
            Engine.LOAD: [opcode == Opcode.LOAD, *self._one_beat(load)],
            Engine.STORE: self._one_beat(store),
            Engine.VECTOR: [*(n[1:] == 0 for n in beats), ~(beats[0][0] & beats[1][0])],
            Engine.COMPUTE: [
                ~is_os | os_ends,
                *(Mux(is_os, os[n], ws[n]) == 1 for n in ("images", "height", "width")),
            ],
        }
        found = {}
        for engine, flags in conditions.items():
            name = engine.name.lower()
            found[name] = Signal(len(flags), name=f"single_{name}", reset_less=True)
            with m.If(moves):
                m.d.sync += found[name].eq(Cat(*flags))
        return found

    def _one_beat(self, transfer: data.View) -> list[Value]:
        """Of LOAD and STORE: one run, which ends in the beat of memory in which it begins."""
        k = self.accelerator.beat_granules
        room = k - transfer.dram[: exact_log2(k)]
        return [transfer.length <= room, *(transfer[n] == 1 for n in ("planes", "images", "runs"))]

    def _deliver(self, m: Module, instruction: Value, products: dict[str, Signal]) -> None:
        """What each engine takes; ``first`` counts from the window's first coordinates."""
        gather = instruction_view(Opcode.GATHER, instruction)
        ws = instruction_view(Opcode.WEIGHT_STATIONARY, instruction)
        os = instruction_view(Opcode.OUTPUT_STATIONARY, instruction)
        opcode = common_view(instruction).opcode
        x0 = Mux(
            opcode == Opcode.GATHER,
            gather.x0,
            Mux(opcode == Opcode.OUTPUT_STATIONARY, os.x0, ws.x0),
        )
        out = self.o.payload.derived
        first = products["first"] + x0
        for engine in (out.load, out.compute):
            m.d.sync += [engine.first.eq(first), engine.row_step.eq(products["row_step"])]
        for name in ("turn", "outer_row", "outer_turn", "inner_turn"):
            m.d.sync += out.compute[name].eq(products[name])
