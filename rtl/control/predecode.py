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

_SELDOM = 8  # cycles between two instructions, from which on their products are made in turn
_TURNS = (("first", "turn"), ("row_step", "outer_turn"), ("outer_row", "inner_turn"))


class Predecode(wiring.Component):
    """Computes `derived_layout` and whom an instruction is for.

    Products, so that no engine multiplies; and whether the work of an instruction is a single
    unit, so that an engine that starts it knows at once when it ends. Addresses of buffers are
    taken modulo 2**20, those of memory modulo 2**32.

    Where instructions come every few cycles it is a pipeline of three registers. Only where they
    come in every cycle does it hang on what takes them, which is late. Where they come more seldom
    it has one register, and two multipliers that make two products in each of three cycles: an
    instruction is offered five cycles after the one in which it was taken, and the next can be
    taken two cycles after the one in which it left.

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
        self.seldom = accelerator.fetch_cycles >= _SELDOM
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
        if self.seldom:
            self._in_turn(m)
        else:
            self._pipeline(m)
        return m

    def _pipeline(self, m: Module) -> None:
        """Each register moves when it is empty or the next one moves.

        All of them at once where there is one in every cycle, and no gap between.
        """
        out, stages = self.o.payload, Signal(2)
        taken, multiplied = Signal(encoded_layout()), Signal(encoded_layout())
        first, second, third = Signal(), Signal(), Signal()
        m.d.comb += self.i.ready.eq(first)
        valid_next = Mux(third, stages[1], self.o.valid & ~self.o.ready)
        if self.every_cycle:
            m.d.comb += [third.eq(~self.o.valid | self.o.ready), second.eq(third), first.eq(third)]
            m.d.comb += self.offered_next.eq(valid_next)
        else:
            m.d.comb += [third.eq(~self.o.valid), self.offered_next.eq(self.o.valid | stages[1])]
            m.d.comb += [second.eq(third | ~stages[1]), first.eq(second | ~stages[0])]
        products = self._multiply(m, second, self._factors(taken.instruction))
        singles = self._singles(m, second, taken.instruction)
        m.d.sync += self.o.valid.eq(valid_next)
        with m.If(first):
            m.d.sync += [taken.eq(self.i.payload), stages[0].eq(self.i.valid)]
        with m.If(second):
            m.d.sync += [multiplied.eq(taken), stages[1].eq(stages[0])]
        with m.If(third):
            m.d.sync += [
                out.instruction.eq(multiplied.instruction),
                out.target.eq(engine_mask(common_view(multiplied.instruction).opcode)),
                out.error.eq(multiplied.error),
                *(out.derived[n].single.eq(flags.all()) for n, flags in singles.items()),
                *self._first(products["first"], multiplied.instruction),
                *(e for n, p in products.items() if n != "first" for e in self._deliver(n, p)),
            ]
        with m.If(self.clear):
            m.d.sync += [stages.eq(0), self.o.valid.eq(0)]

    def _in_turn(self, m: Module) -> None:
        """The instruction stays where it is read; ``steps`` has one bit set while it is made."""
        out, instruction = self.o.payload, self.o.payload.instruction
        free, takes, steps = Signal(init=1), Signal(), Signal(len(_TURNS) + 1)
        last, singles = steps[-1], self._singles(m, Const(1), instruction)
        m.d.comb += [
            self.i.ready.eq(free),
            takes.eq(self.i.valid & free),
            self.offered_next.eq(self.o.valid | last),
        ]
        m.d.sync += [
            steps.eq(Cat(takes, steps)),
            free.eq(~(takes | steps.any() | self.o.valid)),
            self.o.valid.eq(last | (self.o.valid & ~self.o.ready)),
            out.target.eq(engine_mask(common_view(instruction).opcode)),
            *(out.derived[n].single.eq(flags.all()) for n, flags in singles.items()),
        ]
        with m.If(free):
            m.d.sync += [
                instruction.eq(self.i.payload.instruction),
                out.error.eq(self.i.payload.error),
            ]
        self._multiply_in_turn(m, steps, self._factors(instruction))
        with m.If(self.clear):
            m.d.sync += [steps.eq(0), free.eq(1), self.o.valid.eq(0)]

    def _multiply_in_turn(
        self, m: Module, steps: Signal, factors: dict[str, tuple[Value, Value]]
    ) -> None:
        """Factors in one register, products in the next; that of ``first`` before the sum."""
        before_sum = Signal(DRAM_BITS, name="product_first", reset_less=True)
        m.d.sync += self._first(before_sum, self.o.payload.instruction)
        for names in zip(*_TURNS, strict=True):
            of_turns = [factors[name] for name in names]
            a, b = (
                self._registered(m, steps, [pair[i] for pair in of_turns], f"factor_{names[0]}_{i}")
                for i in range(2)
            )
            product = a * b
            for turn, name in enumerate(names):
                with m.If(steps[turn + 1]):
                    if name == "first":
                        m.d.sync += before_sum.eq(product)
                    else:
                        m.d.sync += self._deliver(name, product)

    def _registered(self, m: Module, steps: Signal, values: list[Value], name: str) -> Signal:
        """That of ``values`` whose turn it is, a cycle later."""
        chosen = values[-1]
        for turn in reversed(range(len(values) - 1)):
            chosen = Mux(steps[turn], values[turn], chosen)
        register = Signal(chosen.shape(), name=name, reset_less=True)
        m.d.sync += register.eq(chosen)
        return register

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
        """Of the pipeline: in the second register, the sum with x0 in the third."""
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

    def _first(self, product: Value, instruction: Value) -> list[object]:
        """``first`` of both engines: it counts from the window's first coordinates."""
        gather = instruction_view(Opcode.GATHER, instruction)
        ws = instruction_view(Opcode.WEIGHT_STATIONARY, instruction)
        os = instruction_view(Opcode.OUTPUT_STATIONARY, instruction)
        opcode = common_view(instruction).opcode
        x0 = Mux(
            opcode == Opcode.GATHER,
            gather.x0,
            Mux(opcode == Opcode.OUTPUT_STATIONARY, os.x0, ws.x0),
        )
        return self._deliver("first", product + x0)

    def _deliver(self, name: str, value: Value) -> list[object]:
        """To the engines that have a field of that name."""
        derived = self.o.payload.derived
        engines = (derived.load, derived.compute)
        return [engine[name].eq(value) for engine in engines if name in engine.shape().members]
