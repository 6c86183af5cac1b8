"""The array of processing elements."""

from __future__ import annotations

from typing import NamedTuple

from amaranth.hdl import ClockSignal, Instance, Module, ResetSignal, Shape, Signal, Value
from amaranth.lib import wiring
from amaranth.lib.wiring import In, Out

from weft.accelerator.description import Accelerator
from weft.rtl.compute.pe import (
    ProcessingElement,
    drain_layout,
    element_members,
    operand_layout,
    pe_name,
    weight_layout,
)


class SystolicArray(wiring.Component):
    """``rows`` by ``columns`` elements, each wired to its neighbours; its edges are not skewed.

    Weight-stationary, row r wants its operands ``r * adder_latency`` cycles after row 0, and column
    c its sums ``c + multiplier_latency`` cycles after row 0 its operands; they are back
    ``rows * adder_latency`` cycles later. Output-stationary, row r wants operands and column c
    wants weights r and c cycles later than the first.

    With ``instances`` every element is an instance of the module `pe_name`, which is `PeModule`
    emitted by itself: a netlist of one element instead of ``rows * columns``. Amaranth's own
    simulator cannot run it.

    Members
    -------
    reset, advance : In(1), to all instances, what resets and enables everything else; not used
        without ``instances``
    slotted : In(1), output-stationary
    west : In, operands of each row
    shift : In(columns), move the weights of a column one row down
    north : In, weights of each column
    north_sum, south_sum : sums of each column
    drain : In, to all elements of each column
    """

    def __init__(self, accelerator: Accelerator, *, instances: bool = False) -> None:
        self.accelerator = accelerator
        self.instances = instances
        a, sums = accelerator, accelerator.accumulator.bits
        super().__init__(
            {
                "reset": In(1),
                "advance": In(1),
                "slotted": In(1),
                "west": In(operand_layout(a)).array(a.rows),
                "shift": In(a.columns),
                "north": In(weight_layout(a)).array(a.columns),
                "north_sum": In(sums).array(a.columns),
                "south_sum": Out(sums).array(a.columns),
                "drain": In(drain_layout(a)).array(a.columns),
            }
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        edge = [_Edge(self.north[c], self.north_sum[c]) for c in range(self.accelerator.columns)]
        for r in range(self.accelerator.rows):
            edge = self._row(m, r, edge)
        for c, (_, total) in enumerate(edge):
            m.d.comb += self.south_sum[c].eq(total)
        return m

    def _row(self, m: Module, r: int, edge: list[_Edge]) -> list[_Edge]:
        """Place one row of elements; returns what leaves it to the south."""
        west, south = Value.cast(self.west[r]), []
        for c, (weight, total) in enumerate(edge):
            inputs = {
                "slotted": self.slotted,
                "west": west,
                "shift": self.shift[c],
                "north": weight,
                "north_sum": total,
                "drain": self.drain[c],
            }
            name = f"pe_{r}_{c}"
            place = self._instance if self.instances else self._element
            outputs = place(m, name, {k: Value.cast(v) for k, v in inputs.items()})
            west = outputs["east"]
            south.append(_Edge(outputs["south"], outputs["south_sum"]))
        return south

    def _element(self, m: Module, name: str, inputs: dict[str, Value]) -> dict[str, Value]:
        m.submodules[name] = pe = ProcessingElement(self.accelerator)
        m.d.comb += [Value.cast(getattr(pe, k)).eq(v) for k, v in inputs.items()]
        return {k: Value.cast(getattr(pe, k)) for k in _OUTPUTS}

    def _instance(self, m: Module, name: str, inputs: dict[str, Value]) -> dict[str, Value]:
        members = element_members(self.accelerator)
        outputs = {k: Signal(Shape.cast(members[k].shape), name=f"{name}_{k}") for k in _OUTPUTS}
        m.submodules[name] = Instance(
            pe_name(self.accelerator),
            i_clk=ClockSignal(),
            i_rst=ResetSignal(allow_reset_less=True),
            i_reset=self.reset,
            i_advance=self.advance,
            **{f"i_{k}": v for k, v in inputs.items()},
            **{f"o_{k}": v for k, v in outputs.items()},
        )
        return outputs


class _Edge(NamedTuple):
    """Weight and sum between an element and its southern neighbour."""

    weight: Value
    total: Value


_OUTPUTS = ("east", "south", "south_sum")
